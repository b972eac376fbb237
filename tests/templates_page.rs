//! docs/templates.md names every variable that a template can use: it is made from the view types themselves.
//!
//! Run with `CLAUSEBOOK_UPDATE=1` to write it anew after a change of the views.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fs;

const HEAD: &str = include_str!("../docs/templates-head.md");

/// Files with views, and the views of each in the order of the page; all of them if none is named.
const VIEWS: [(&str, &[&str]); 10] = [
    ("src/render/context.rs", &[]),
    ("src/render/site/outline.rs", &["FrontPage", "DivisionPage", "ClausePage", "TextPage", "CollectionPage"]),
    (
        "src/render/site/negotiation.rs",
        &["CleanPage", "AlternativesPage", "HeadView", "OpenParagraphView", "PlaceView", "AlternativeView"],
    ),
    ("src/render/site/languages.rs", &["LanguagesPage", "ColumnView", "SynopticSectionView", "RowView", "CellView"]),
    ("src/render/site/instruments.rs", &["InstrumentPage", "ArticlePage"]),
    ("src/render/site/coverage.rs", &["CoveragePage"]),
    ("src/render/site/lists.rs", &["GlossaryPage", "BracketsPage", "BodyView", "MissingPage"]),
    ("src/render/site/changes.rs", &["ChangesPage", "EditionView", "ChangeView"]),
    ("src/render/site/search.rs", &["SearchPage"]),
    (
        "src/render/consolidated.rs",
        &[
            "OpenView",
            "DivisionView",
            "ClausePiece",
            "TextPiece",
            "CollectionPiece",
            "CloseView",
            "ConcordanceView",
            "ConcordanceRow",
        ],
    ),
];

#[test]
fn every_variable_is_documented() {
    let mut page = HEAD.to_owned();
    for (path, names) in VIEWS {
        let source = fs::read_to_string(path).unwrap();
        for view in views(&source) {
            if names.is_empty() || names.contains(&view.name.as_str()) {
                page.push_str(&section(&view));
            }
        }
    }
    page.push_str(&words());
    if std::env::var_os("CLAUSEBOOK_UPDATE").is_some() {
        fs::write("docs/templates.md", &page).unwrap();
    }
    let written = fs::read_to_string("docs/templates.md").unwrap();
    assert!(written == page, "docs/templates.md is not what the views say; run this test with CLAUSEBOOK_UPDATE=1");
    assert!(!page.contains("|  |"), "a field of a view has no description");
}

struct View {
    name: String,
    about: String,
    fields: Vec<(String, String, String)>,
}

/// The structs of a file with the doc comments of their fields.
fn views(source: &str) -> Vec<View> {
    let mut views: Vec<View> = Vec::new();
    let mut docs = String::new();
    let mut inside = false;
    for line in source.lines().map(str::trim) {
        if let Some(text) = line.strip_prefix("/// ") {
            docs = if docs.is_empty() { text.to_owned() } else { format!("{docs} {text}") };
        } else if let Some(rest) = line
            .strip_prefix("pub struct ")
            .or_else(|| line.strip_prefix("pub(super) struct "))
            .or_else(|| line.strip_prefix("struct "))
        {
            let name = rest.split([' ', '<', '{']).next().unwrap_or("").to_owned();
            views.push(View { name, about: std::mem::take(&mut docs), fields: Vec::new() });
            inside = line.ends_with('{');
        } else if line == "}" {
            inside = false;
            docs.clear();
        } else if let (true, Some((name, kind))) = (inside, line.trim_end_matches(',').split_once(": ")) {
            let name = name.trim_start_matches("pub ").to_owned();
            views.last_mut().unwrap().fields.push((name, kind.to_owned(), std::mem::take(&mut docs)));
        } else if !line.starts_with('#') {
            docs.clear();
        }
    }
    views
}

fn section(view: &View) -> String {
    let mut out =
        format!("\n## {}\n\n{}\n\n| variable | kind | meaning |\n| --- | --- | --- |\n", view.name, view.about);
    for (name, kind, about) in &view.fields {
        out.push_str(&format!("| `{name}` | {} | {about} |\n", plain_kind(kind)));
    }
    out
}

fn plain_kind(kind: &str) -> String {
    if let Some(inner) = kind.strip_prefix("Option<").and_then(|rest| rest.strip_suffix('>')) {
        return format!("{}, or nothing", plain_kind(inner));
    }
    if let Some(inner) = kind.strip_prefix("Vec<").and_then(|rest| rest.strip_suffix('>')) {
        return format!("list of {}", plain_kind(inner));
    }
    match kind {
        "String" | "&'static str" => "text".to_owned(),
        "usize" | "u32" => "number".to_owned(),
        "bool" => "true or false".to_owned(),
        kind if kind.contains("Map<") => "keys with values".to_owned(),
        kind => format!("[{kind}](#{})", kind.to_lowercase()),
    }
}

/// The words of the interface, in English.
fn words() -> String {
    let words = clausebook::locale::words(clausebook::model::language::Language::En);
    let words = serde_json::to_value(words).unwrap();
    let mut out = "\n## Words\n\nWords of the interface in the book's language, as `words.NAME`.\n\n\
                   | variable | in English |\n| --- | --- |\n"
        .to_owned();
    for (name, word) in words.as_object().unwrap() {
        out.push_str(&format!("| `{name}` | {} |\n", word.as_str().unwrap()));
    }
    out
}
