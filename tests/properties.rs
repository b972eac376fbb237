//! What holds for any input: nothing panics, a book always comes out, places of findings lie inside their files on
//! character boundaries, and the order in which files are given does not matter.

mod support;

use proptest::prelude::*;

use clausebook::compile::{Compiled, compile};
use clausebook::files::MemoryFiles;
use clausebook::load::front_matter::{Split, split};
use clausebook::report::{human, json};

use support::{A, alpha, book, pages};

/// Few cases, for the whole file is to take seconds in a debug build; `PROPTEST_CASES` asks for more.
fn config(cases: u32) -> ProptestConfig {
    let cases = std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(cases);
    ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() }
}

/// Every kind of file that a person writes.
const KINDS: &[&str] = &[
    A,
    "guidelines/c.yaml",
    "guidelines/SUMMARY.md",
    "guidelines/terms.yaml",
    "guidelines/instruments/conv.yaml",
    "guidelines/foreword.md",
    "guidelines/a.fr.md",
    "guidelines/SUMMARY.fr.md",
    "book.toml",
    "templates/site/clause.html",
    "templates/document/clause.html",
    "schemas/clause.schema.json",
];

/// A book with a clause in YAML, a foreword, terms and a schema of its own, so that every kind of file is read.
fn whole() -> MemoryFiles {
    book()
        .with("book.toml", support::book_toml("languages = [\"en\", \"fr\"]\n"))
        .with("guidelines/a.fr.md", "---\ntitle: Alpha\ntranslates: 0123456789abcdef\n---\n\n1. Un État.\n")
        .with(
            "guidelines/SUMMARY.md",
            "# Summary\n\n[Foreword](foreword.md)\n\n# Part\n\n- [Chapter]()\n  - [Alpha](a.md)\n  - [Gamma](c.yaml)\n- [Beta](b.md)\n",
        )
        .with("guidelines/foreword.md", "# Foreword\n\nSee [](clause:alpha#1) and article 1 of the Convention.\n")
        .with(
            "guidelines/c.yaml",
            "id: gamma\ntitle: Gamma\ntext: |\n  1. A [State]{by=x} should:\n     1. act. [](conv:1(2)(a))\ncommentary: |\n  Words.[^1]\n\n  [^1]: Note.\n",
        )
        .with("guidelines/terms.yaml", "terms:\n  - id: one\n    term: one\n    definition: A [](conv:1).\n")
        .with("schemas/clause.schema.json", "{\"type\": \"object\", \"properties\": {\"rapporteur\": {\"type\": \"string\"}}}")
}

/// What must hold for every compiled book.
fn check_invariants(compiled: &Compiled) -> Result<(), TestCaseError> {
    for finding in &compiled.findings {
        for span in std::iter::once(finding.span).chain(finding.labels.iter().map(|label| label.span)) {
            let text = &compiled.book.sources.get(span.file).text;
            let (start, end) = (span.start as usize, span.end as usize);
            prop_assert!(start <= end && end <= text.len(), "{}: {start}..{end} of {}", finding.rule.name, text.len());
            prop_assert!(
                text.is_char_boundary(start) && text.is_char_boundary(end),
                "{}: {start}..{end}",
                finding.rule.name
            );
        }
        prop_assert!(!finding.message.is_empty() && !finding.message.contains('\n'), "{:?}", finding.message);
    }
    let places: Vec<_> =
        compiled.findings.iter().map(|finding| (finding.rule.name, finding.span, &finding.message)).collect();
    let mut unique = places.clone();
    unique.dedup();
    prop_assert_eq!(places.len(), unique.len(), "one finding stands twice");
    // All faces must bear it.
    let human = human::render(&compiled.findings, &compiled.book.sources, false);
    prop_assert!(compiled.findings.is_empty() || !human.is_empty());
    serde_json::to_string(&json::report(&compiled.findings, &compiled.book.sources)).expect("a report is JSON");
    let mut numbers = std::collections::BTreeSet::new();
    for entry in &compiled.resolved.index.clause_entries {
        let number = compiled.resolved.numbers.of(*entry).unwrap_or("").to_owned();
        prop_assert!(numbers.insert(number.clone()), "two clauses have the number {number}");
    }
    Ok(())
}

/// Renders as well, which a build does only without errors but an editor's preview will always do.
fn render(compiled: &Compiled) {
    let sink = support::Pages::default();
    let _ = clausebook::compile::build(
        compiled,
        &clausebook::compile::Target::ALL,
        &compiled.book.settings.languages,
        &sink,
    );
}

/// Pieces of which real and broken files are made.
fn pieces() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "---\n",
        "---",
        "\n",
        "\n\n",
        " ",
        "  ",
        "   ",
        "\t",
        "\r\n",
        "\u{feff}",
        "\0",
        "id: ",
        "alpha",
        "title: ",
        "status: ",
        "draft",
        "implements: [",
        "]",
        "[",
        "(",
        ")",
        "{",
        "}",
        "{by=x}",
        "{alt=",
        "{n=\"2 bis\"}",
        "1. ",
        "2. ",
        "- ",
        "> ",
        "# ",
        "## ",
        "### ",
        "Commentary",
        "Legal systems",
        "Common law",
        "[^1]",
        "[^1]: ",
        "[x](b.md)",
        "![x](p.png)",
        "[](conv:1(2)(a))",
        "[](conv:9)",
        "[](clause:beta#1)",
        "[x]: http://a.example",
        "[x][y]",
        "article 1, paragraph 2 (a), of the Convention",
        "articles 1 and 2",
        "article 1-3",
        "| a | b |\n|---|---|\n",
        "| c | d | e |\n",
        "`",
        "```\n",
        "*",
        "**",
        "_",
        "<b>",
        "<!--",
        "-->",
        "&amp;",
        "&#0;",
        "\\",
        "é",
        "e\u{301}",
        "资产",
        "第一条第二款",
        "المادة ٥٧",
        "статья 1",
        "\u{a0}",
        "\u{202e}",
        "\u{200d}",
        "🙂",
        "a: ",
        "b: |\n",
        "*a",
        "&a ",
        "!!str ",
        "? ",
        "\"",
        "'",
        "%",
        "{{ ",
        " }}",
        "{% if %}",
        "{% endif %}",
        "{\"type\": \"object\"}",
        "[book]\n",
        "src = \"..\"\n",
        "= ",
        "terms:\n",
        "  - id: one\n",
        "    term: x\n",
        "provisions:\n",
        "  - number: 1\n",
        "    paragraphs: {1: [a]}\n",
        "[x](../../x.md)",
        "[x](javascript:a)",
    ]);
    prop::collection::vec(pieces, 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(config(48))]

    #[test]
    fn any_bytes_in_any_file_give_a_book(at in 0..KINDS.len(), bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let compiled = compile(&whole().with(KINDS[at], bytes));
        check_invariants(&compiled)?;
        render(&compiled);
    }

    #[test]
    fn any_pieces_in_any_file_give_a_book(at in 0..KINDS.len(), text in pieces()) {
        let compiled = compile(&whole().with(KINDS[at], text));
        check_invariants(&compiled)?;
        render(&compiled);
    }

    #[test]
    fn any_body_of_a_clause_gives_a_book(text in pieces()) {
        let compiled = compile(&whole().with(A, alpha(format!("1. {text}\n"))));
        check_invariants(&compiled)?;
        render(&compiled);
    }

    #[test]
    fn any_text_in_a_clause_wholly_in_yaml(text in pieces()) {
        let block: String = text.lines().map(|line| format!("  {line}\n")).collect();
        let quoted = serde_json::Value::from(text).to_string();
        for value in [format!("text: |\n{block}"), format!("text: {quoted}\n"), format!("text: >\n{block}commentary: |\n{block}")] {
            let compiled = compile(&whole().with("guidelines/c.yaml", format!("id: gamma\ntitle: Gamma\n{value}")));
            check_invariants(&compiled)?;
            render(&compiled);
        }
    }

    #[test]
    fn mutated_real_clauses_give_a_book(which in any::<prop::sample::Index>(), cuts in prop::collection::vec((any::<prop::sample::Index>(), 0..40usize, pieces()), 1..4)) {
        let (path, text) = which.get(&REAL[..]);
        let mut text = text.clone();
        for (at, length, piece) in cuts {
            let boundaries: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
            if boundaries.is_empty() {
                break;
            }
            let at = at.index(boundaries.len());
            let end = boundaries.get(at + length).copied().unwrap_or(text.len());
            text.replace_range(boundaries[at]..end, &piece);
        }
        let place = if path.ends_with(".md") { A } else { "guidelines/instruments/conv.yaml" };
        let compiled = compile(&whole().with(place, text));
        check_invariants(&compiled)?;
        render(&compiled);
    }

    /// The order in which files are put into the book, and what stood there before, does not matter.
    #[test]
    fn the_order_of_files_does_not_matter(text in pieces(), order in Just(()).prop_perturb(|(), mut random| random.next_u64())) {
        let mut files: Vec<(String, Vec<u8>)> = listed(&whole().with(A, alpha(format!("1. {text}\n"))));
        let first = compile(&collected(&files));
        let mut state = order | 1;
        for at in (1..files.len()).rev() {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            files.swap(at, (state >> 33) as usize % (at + 1));
        }
        let second = compile(&collected(&files));
        let words = |compiled: &Compiled| human::render(&compiled.findings, &compiled.book.sources, false);
        prop_assert_eq!(words(&first), words(&second));
        prop_assert_eq!(pages(&first), pages(&second));
    }

    #[test]
    fn front_matter_and_body_are_the_file(text in "(---[ ]?\r?\n)?(([a-z: é]{0,8}|---[ \t]{0,2}|----|--)\r?\n){0,8}[a-z]{0,3}") {
        match split(&text) {
            Split::Found { yaml, body } => {
                let (opening, closing) = (&text[..yaml.start], &text[yaml.end..body]);
                prop_assert_eq!([opening, &text[yaml.clone()], closing, &text[body..]].concat(), text.clone());
                prop_assert_eq!(opening.trim_end(), "---");
                prop_assert_eq!(closing.trim_end(), "---");
                prop_assert!(text[yaml].lines().all(|line| line.trim_end() != "---"));
            }
            Split::Unclosed => {
                prop_assert_eq!(text.lines().filter(|line| line.trim_end() == "---").count(), 1);
                prop_assert_eq!(text.lines().next().unwrap_or("").trim_end(), "---");
            }
            Split::None => prop_assert_ne!(text.lines().next().unwrap_or("").trim_end(), "---"),
        }
    }
}

/// Clauses and registries of the repository's own book.
static REAL: std::sync::LazyLock<Vec<(String, String)>> = std::sync::LazyLock::new(|| {
    let root = support::repository().join("guidelines");
    let files =
        support::walkdir(&root).into_iter().map(|path| (path.to_string_lossy().into_owned(), support::read(&path)));
    // The large registry would take most of the time.
    files.filter(|(path, text)| text.len() < 12_000 && !path.ends_with("SUMMARY.md")).collect()
});

/// The files of a book in memory.
fn listed(files: &MemoryFiles) -> Vec<(String, Vec<u8>)> {
    use clausebook::files::Files;
    let paths = files.list("").files;
    paths
        .into_iter()
        .map(|path| {
            let bytes = files.read(&path).expect("it is there");
            (path, bytes)
        })
        .collect()
}

fn collected(files: &[(String, Vec<u8>)]) -> MemoryFiles {
    let mut out = MemoryFiles::new();
    for (path, bytes) in files {
        out.insert(path.clone(), bytes.clone());
    }
    out
}

#[test]
fn the_book_of_these_tests_has_few_findings() {
    let compiled = compile(&whole());
    let found = support::findings(&compiled);
    let expected = [
        "missing-translation book.toml:1:1",
        "stale-translation a.fr.md:3:13",
        "unknown-body c.yaml:4:16",
        "unused-term terms.yaml:2:9",
    ];
    assert_eq!(found, expected);
    check_invariants(&compiled).unwrap();
}
