//! B: how a file begins, and what its bytes are.

use clausebook::compile::compile;

use crate::support::{A, alpha, book, clause, expect, findings, only, shown, with_body, words_of};

#[test]
fn b1_a_byte_order_mark_changes_nothing() {
    let text = alpha("1. As in [](conv:9).\n");
    let plain = expect(&book().with(A, text.clone()), &["unknown-provision a.md:7:10"]);
    let marked = expect(&book().with(A, format!("\u{feff}{text}")), &["unknown-provision a.md:7:10"]);
    assert_eq!(shown(&plain).site, shown(&marked).site);
    assert_eq!(shown(&plain).markdown, shown(&marked).markdown);
    // Columns of the first line count without it.
    expect(&book().with(A, "\u{feff}1. No front matter.\n"), &["missing-front-matter a.md:1:1"]);
    // In every other kind of file as well.
    let mut files = book();
    for (path, text) in [
        ("book.toml", crate::support::book_toml("")),
        ("guidelines/SUMMARY.md", crate::support::SUMMARY.to_owned()),
        ("guidelines/instruments/conv.yaml", crate::support::REGISTRY.to_owned()),
        ("guidelines/terms.yaml", "terms: []\n".to_owned()),
    ] {
        files.insert(path, format!("\u{feff}{text}"));
    }
    expect(&files, &[]);
    // Inside a text it is a character that cannot be seen.
    expect(&with_body("1. A\u{feff}B.\n"), &["control-character a.md:7:5"]);
}

#[test]
fn b1_line_ends_of_windows_change_nothing() {
    let files = book().with(A, alpha("1. As in [](conv:9).\n").replace('\n', "\r\n"));
    expect(&files, &["unknown-provision a.md:7:10"]);
}

#[test]
fn b3_only_the_first_line_opens_and_the_next_exact_line_closes() {
    let text = "---\nid: alpha\ntitle: \"a --- b\"\n---  \n\n1. First.\n\nPara one.\n\n---\n\nPara two: stays here.\n\n----\n\n--- not a fence\n";
    let compiled = compile(&book().with(A, text));
    assert_eq!(findings(&compiled), ["title-differs SUMMARY.md:3:3"]);
    assert_eq!(compiled.book.clauses[0].title.value, "a --- b");
    let shown = shown(&compiled);
    for page in [words_of(&shown.site), words_of(&shown.html), shown.markdown_words()] {
        for words in ["Para one.", "Para two: stays here.", "--- not a fence", "a --- b"] {
            assert!(page.contains(words), "{words}");
        }
    }
}

/// The case's heading underlined with `---`: text is never lost; in a clause such a heading is a section that must be known.
#[test]
fn b3_an_underline_is_a_heading() {
    let compiled = expect(&with_body("1. First.\n\nHeading\n---\n\nPara.\n"), &["unknown-section a.md:9:1"]);
    let page = words_of(&shown(&compiled).site);
    assert!(page.contains("Heading") && page.contains("Para."));
    expect(&with_body("1. First.\n\nCommentary\n---\n\nPara.\n"), &[]);
}

#[test]
fn b4_a_clause_needs_front_matter_and_never_gets_an_invented_id() {
    for text in ["", "\n", "Text.\n", " ---\nid: alpha\n---\n", "\n---\nid: alpha\n---\n", "----\nid: alpha\n----\n"] {
        let compiled = expect(&book().with(A, text), &["missing-front-matter a.md:1:1"]);
        assert_eq!(compiled.book.clauses.len(), 1, "{text:?}");
        assert!(compiled.findings[0].message.contains("front matter"));
    }
}

#[test]
fn b4_comments_only_is_a_missing_id() {
    for yaml in ["# draft\n", "", "\n\n", "# draft\n\n# more\n", "{}\n"] {
        let text = format!("---\n{yaml}---\n\n1. Text.\n");
        let compiled = expect(&book().with(A, text), &["missing-key a.md:2:1", "missing-key a.md:2:1"]);
        assert!(compiled.findings.iter().any(|finding| finding.message.contains("`id` is missing")), "{yaml:?}");
    }
}

#[test]
fn b5_bytes_that_are_not_utf8_are_named_and_never_guessed() {
    for (bytes, column, said) in [
        (&b"R\xe9sum\xe9"[..], 2, "0xE9"),
        (b"ab\xff", 3, "0xFF"),
        (b"\xc3", 1, "0xC3"),
        (b"\xed\xa0\x80", 1, "0xED"),
        (b"abc\xc0\xaf", 4, "0xC0"),
    ] {
        let mut text = alpha("").into_bytes();
        let before = text.len();
        text.extend(bytes);
        let compiled = expect(&book().with(A, text), &[&format!("not-utf8 a.md:7:{column}")]);
        let message = &only(&compiled, "not-utf8").message;
        assert!(message.contains(said) && message.contains(&(before + column - 1).to_string()), "{message}");
        let page = shown_html(&compiled);
        assert!(!page.contains('\u{fffd}'));
    }
}

fn shown_html(compiled: &clausebook::compile::Compiled) -> String {
    crate::support::pages(compiled).remove("document/a-book.html").expect("the document")
}

#[test]
fn b5_every_kind_of_file() {
    for path in [
        "guidelines/terms.yaml",
        "guidelines/instruments/other.yaml",
        "guidelines/stray.md",
        "templates/site/clause.html",
    ] {
        let compiled = compile(&book().with(path, &b"# \xff"[..]));
        let place = format!("not-utf8 {}:1:3", path.replacen("guidelines/", "", 1));
        assert!(findings(&compiled).contains(&place), "{:?}", findings(&compiled));
    }
    let text = clause("beta", "Beta", "1. Text.\n");
    let compiled = compile(&book().with("guidelines/b.md", [text.as_bytes(), b"\xff"].concat()));
    assert_eq!(findings(&compiled), ["not-utf8 b.md:8:1"]);
}
