//! H: blocks that Markdown reads otherwise than a lawyer means: tables with bars, marks of subparagraphs.

use clausebook::compile::compile;

use crate::support::{expect, findings, only, shown, with_body, words_of};

/// The case's own input: in a table `|` ends a cell even in code, unless it is escaped.
#[test]
fn h1_a_row_with_too_many_cells_is_an_error() {
    let head = "1. Text.\n\n| Term | Meaning |\n|---|---|\n";
    for row in ["| `a|b` | kept |", "| a|b | kept |", "a | b | c", "| a | b | c", "| a | b | |"] {
        let compiled = compile(&with_body(format!("{head}{row}\n")));
        assert_eq!(findings(&compiled), ["table-columns a.md:11:1"], "{row}");
        assert!(only(&compiled, "table-columns").message.contains("3 cells"), "{row}");
    }
    for row in ["| a \\| b | kept |", "| `a\\|b` | kept |", "| a | b |", "a | b", "| a |", "| a \\| b | c \\|"] {
        expect(&with_body(format!("{head}{row}\n")), &[]);
    }
}

#[test]
fn h1_bars_that_are_kept_come_out_in_every_output() {
    let table = "1. Text.\n\n| Term | Meaning |\n|---|---|\n| `a\\|b` | in code |\n| a \\| b | in text |\n";
    let compiled = expect(&with_body(table), &[]);
    let shown = shown(&compiled);
    for (name, page) in shown.web() {
        let words = words_of(page);
        assert!(words.contains("a|b") && words.contains("a | b"), "{name}");
        assert!(words.contains("in code") && words.contains("in text"), "{name}");
    }
    // pandoc reads code before it looks for the bars of cells, and shows a backslash in code.
    assert!(shown.markdown.contains("| `a|b` | in code |"), "{}", shown.markdown);
    assert!(shown.markdown.contains("| a \\| b | in text |"), "{}", shown.markdown);
}

/// H3. The design makes marks from nested lists, so that they can be linked to; a typed `(a)` is text and a warning.
#[test]
fn h3_marks_come_from_nested_lists() {
    let letters: String = (1..=27).map(|at| format!("   {at}. letter {at};\n")).collect();
    let compiled = expect(&with_body(format!("1. A State should:\n{letters}       1. one;\n       2. two.\n")), &[]);
    let shown = shown(&compiled);
    for (name, page) in shown.web() {
        let words = words_of(page);
        for (mark, text) in [
            ("(a)", "letter 1;"),
            ("(h)", "letter 8;"),
            ("(i)", "letter 9;"),
            ("(z)", "letter 26;"),
            ("(aa)", "letter 27;"),
            ("(i)", "one;"),
            ("(ii)", "two."),
        ] {
            assert!(words.contains(&format!("{mark} {text}")), "{name}: {mark} {text}");
        }
    }
    let paths: Vec<String> =
        compiled.book.clauses[0].body.paragraphs.iter().map(clausebook::model::body::ParagraphPath::written).collect();
    assert!(
        ["1", "1(i)", "1(aa)", "1(aa)(ii)"].iter().all(|path| paths.iter().any(|found| found == path)),
        "{paths:?}"
    );
}

#[test]
fn h3_gaps_and_repeats_are_errors() {
    for (list, line) in [
        ("1. a\n2. b\n4. d\n", 9),
        ("1. a\n2. b\n2. c\n", 9),
        ("2. a\n3. b\n", 7),
        ("1. a\n   1. x\n   3. y\n", 9),
        ("1. a\n\n   2. x\n   3. y\n", 9),
        ("1. a\n3. c\n2. b\n", 8),
        ("1. a\n     1. x\n     3. y\n", 9),
    ] {
        let compiled = compile(&with_body(list));
        let found = findings(&compiled);
        assert!(
            found.first().is_some_and(|finding| finding.starts_with(&format!("number-gap a.md:{line}:"))),
            "{list:?}: {found:?}"
        );
    }
    expect(&with_body("1. a\n1. b\n1. c\n"), &[]);
    expect(&with_body("1. a\n2. b\n3. c\n"), &[]);
}

#[test]
fn h3_typed_marks_are_a_warning_and_stay_text() {
    let compiled = expect(&with_body("1. A State should:\n   (a) first;\n   (b) second.\n"), &["typed-mark a.md:8:4"]);
    assert!(words_of(&shown(&compiled).site).contains("(b) second."));
    let copyright = "(c) 2026 is text, and so is (a) in a line";
    let compiled = expect(&with_body(format!("1. {copyright}.\n\n(c) 2026 as well.\n")), &[]);
    let shown = shown(&compiled);
    for text in [words_of(&shown.site), words_of(&shown.html), shown.markdown_words()] {
        assert!(text.contains(copyright) && text.contains("(c) 2026 as well."), "{text}");
    }
}
