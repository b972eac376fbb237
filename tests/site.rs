//! What the pages of the site hold, without a browser; tests/html/reading.mjs has what readers do with them.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use std::collections::BTreeMap;

use support::{book_toml, expect, pages, with_body};

/// The site of a book with this body of the clause `alpha`, which gives no findings.
#[track_caller]
fn site(body: &str) -> BTreeMap<String, String> {
    pages(&expect(&with_body(body), &[]))
}

#[test]
fn the_mark_of_a_paragraph_is_its_permalink_and_carries_its_citation() {
    let pages = site("1. A State should act:\n   1. at once;\n   2. in its own name.\n");
    let page = &pages["site/clause/alpha.html"];
    assert!(page.contains(
        "<li id=\"alpha.1.b\"><p><a class=\"mark\" href=\"#alpha.1.b\" data-cite=\"Guideline 1, paragraph 1 (b)\">(b)</a> in its own name.</p>"
    ), "{page}");
    assert!(
        page.contains(
            "<a class=\"label mark\" href=\"#alpha\" data-cite=\"Guideline 1\">Guideline\u{a0}1</a> Alpha</h1>"
        )
    );
    let document = &pages["document/a-book.html"];
    assert!(document.contains("<li id=\"alpha.1.b\"><p><span class=\"mark\">(b)</span> in its own name.</p>"));
}

#[test]
fn a_citation_is_in_the_language_of_the_page_also_where_the_text_is_not() {
    let files = with_body("1. A State should act.\n").with(
        "book.toml",
        book_toml("languages = [\"en\", \"fr\", \"zh\"]\n[output.clausebook.rules]\nmissing-translation = \"off\"\n"),
    );
    let pages = pages(&expect(&files, &[]));
    assert!(pages["site/fr/clause/alpha.html"].contains("data-cite=\"Principe directeur 1, paragraphe 1\">1.</a>"));
    assert!(pages["site/zh/clause/alpha.html"].contains("data-cite=\"准则1第1段\">1.</a>"));
}

#[test]
fn only_paragraphs_with_an_anchor_have_a_permalink() {
    let pages = site("1. A State should act.\n\n## Commentary\n\n1. First reason.\n");
    let page = &pages["site/clause/alpha.html"];
    assert_eq!(page.matches("<a class=\"mark\"").count(), 1);
    assert!(page.contains("<li><p><span class=\"mark\">1.</span> First reason.</p>"));
}
