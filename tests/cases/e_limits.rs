//! E: text made to be slow or deep. The design limits files to 2 MiB and nesting to 32; time must grow with size.

use std::time::{Duration, Instant};

use clausebook::compile::compile;

use crate::support::{expect, findings, pages, with_body};

const SIZE: usize = 64 * 1024;

/// E1. A release build takes well under a second for each; a debug build on a busy machine gets ten.
#[test]
fn e1_sixty_four_kibibytes_of_any_pattern_are_quick() {
    for pattern in [
        "[ (](",
        "a***",
        "[*_a",
        "``\\",
        "* ",
        "[",
        "]",
        "![",
        "<",
        "<!--",
        "&",
        "**a ",
        "_a__",
        "[a](<b",
        "[a][",
        "|",
        "| a ",
        "[^a]",
        "[^a]: ",
        "a{by=x}",
        "[a]{by=",
        "article 1 ",
        "article 1, paragraph 1 ",
        "(1)(2)",
        "1. ",
        "> ",
        "- ",
        "\\",
        "`",
        "[x]: y\n",
        "~~",
        "{n=\"",
        "http://a",
        "</",
        "<a ",
        "article 1 and ",
        "articles 1-",
        "\u{202f}1",
    ] {
        let text = pattern.repeat(SIZE / pattern.len());
        let begun = Instant::now();
        let compiled = compile(&with_body(format!("1. Text.\n\n{text}a\n")));
        let checked = begun.elapsed();
        let _ = pages(&compiled);
        let whole = begun.elapsed();
        assert!(whole < Duration::from_secs(10), "{pattern:?}: {checked:?}, with rendering {whole:?}");
    }
}

#[test]
fn e2_deep_nesting_is_a_finding_and_takes_nothing_else_down() {
    for (text, column) in
        [("> ".repeat(5_000), 129), (">".repeat(5_000), 65), ("- ".repeat(2_000), 65), ("1. ".repeat(2_000), 97)]
    {
        let compiled = compile(&with_body(format!("1. Text.\n\n{text}deep\n")));
        let found = findings(&compiled);
        assert!(found.contains(&format!("nested-too-deep a.md:9:{column}")), "{found:?}");
        assert_eq!(found.iter().filter(|finding| finding.starts_with("nested-too-deep")).count(), 1);
        let _ = pages(&compiled);
    }
}

#[test]
fn e2_deep_html_emphasis_and_brackets_do_not_exhaust_the_stack() {
    let html = "<div>".repeat(5_000);
    let emphasis = format!("{}a{}", "*a ".repeat(5_000), " a*".repeat(5_000));
    let brackets = format!("{}a{}", "[".repeat(10_000), "]".repeat(10_000));
    let links = format!("{}a{}", "[a ".repeat(3_000), "](b.md)".repeat(3_000));
    for text in [html, emphasis, brackets, links] {
        let begun = Instant::now();
        let compiled = compile(&with_body(format!("1. Text.\n\n{text}\n")));
        let _ = pages(&compiled);
        assert!(begun.elapsed() < Duration::from_secs(10), "{:?}: {text:.20}", begun.elapsed());
    }
}

#[test]
fn e2_thirty_levels_are_fine() {
    let lists: String = (0..30).map(|at| format!("{}- item\n", "  ".repeat(at))).collect();
    expect(&with_body(format!("1. Text.\n\n{lists}")), &[]);
}
