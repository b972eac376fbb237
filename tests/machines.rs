//! What the site holds for programs: moved pages, the map, the feed, the guide.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use support::{book, book_toml, expect, pages};

const SETTINGS: &str = "site-url = \"https://example.org/guide/\"\n[output.clausebook.redirects]\n\"clause/old.html\" = \"clause:beta\"\n\"first/draft/one.html\" = \"conv:1(2)(a)\"\n";

#[test]
fn a_moved_page_leads_on_without_a_script() {
    let compiled = expect(&book().with("book.toml", book_toml(SETTINGS)), &[]);
    let pages = pages(&compiled);
    let old = &pages["site/clause/old.html"];
    assert!(old.contains("<meta http-equiv=\"refresh\" content=\"0; url=../clause/beta.html\">"), "{old}");
    assert!(old.contains("<link rel=\"canonical\" href=\"https://example.org/guide/clause/beta.html\">"), "{old}");
    assert!(old.contains("<a href=\"../clause/beta.html\">") && !old.contains("<script"), "{old}");
    let provision = &pages["site/first/draft/one.html"];
    assert!(provision.contains("url=../../instrument/conv/1.html#conv.1.2.a\""), "{provision}");
}

#[test]
fn a_redirect_that_cannot_be_is_found() {
    let settings = |line: &str| book_toml(&format!("[output.clausebook.redirects]\n{line}\n"));
    for (line, place) in [
        ("\"clause/old.html\" = \"clause:gamma\"", "12:21"),
        ("\"clause/alpha.html\" = \"clause:beta\"", "12:1"),
        ("\"../old.html\" = \"clause:beta\"", "12:1"),
        ("\"/old.html\" = \"clause:beta\"", "12:1"),
        ("\"old\" = \"clause:beta\"", "12:1"),
    ] {
        expect(&book().with("book.toml", settings(line)), &[&format!("invalid-value book.toml:{place}")]);
    }
    expect(
        &book().with("book.toml", book_toml("site-url = \"https://example.org\"\n")),
        &["invalid-value book.toml:11:12"],
    );
}

#[test]
fn the_map_lists_every_page_once_and_no_moved_one() {
    let pages = pages(&expect(&book().with("book.toml", book_toml(SETTINGS)), &[]));
    let map = &pages["site/sitemap.xml"];
    let moved = ["site/clause/old.html", "site/first/draft/one.html"];
    let written: Vec<&String> =
        pages.keys().filter(|path| path.starts_with("site/") && path.ends_with(".html")).collect();
    let expected: String = written
        .iter()
        .filter(|path| !moved.contains(&path.as_str()))
        .map(|path| format!("<url><loc>https://example.org/guide/{}</loc></url>\n", &path["site/".len()..]))
        .collect();
    assert_eq!(map.matches("<url>").count(), written.len() - moved.len());
    assert!(map.contains(&expected), "{map}");
    let without = pages_of(&book_toml(""));
    assert!(!without.contains(&"site/sitemap.xml".to_owned()), "a map needs whole addresses");
}

fn pages_of(settings: &str) -> Vec<String> {
    pages(&expect(&book().with("book.toml", settings), &[])).into_keys().collect()
}

#[test]
fn the_feed_has_the_editions_the_newest_first() {
    let ledger = "editions:\n  - name: First & only\n    date: 2026-03-01\n    clauses:\n      - {id: alpha, number: \"1\", title: Alpha, digest: \"0\"}\n  - name: Second\n    date: 2026-09-01\n    clauses:\n      - {id: alpha, number: \"1\", title: Alpha, digest: \"0\"}\n";
    let files = book().with("book.toml", book_toml(SETTINGS)).with("guidelines/ledger.yaml", ledger);
    let pages = pages(&expect(&files, &[]));
    let feed = &pages["site/editions.xml"];
    let (first, second) =
        (feed.find("<title>First &amp; only</title>").unwrap(), feed.find("<title>Second</title>").unwrap());
    assert!(second < first);
    assert!(feed.contains("<id>https://example.org/guide/</id>\n<updated>2026-09-01T00:00:00Z</updated>"), "{feed}");
    assert!(
        feed.contains("<id>https://example.org/guide/#edition-1</id>\n<updated>2026-03-01T00:00:00Z</updated>"),
        "{feed}"
    );
}

#[test]
fn the_guide_names_every_clause_in_order() {
    let pages = pages(&expect(&book(), &[]));
    assert_eq!(
        pages["site/llms.txt"],
        "# A book\n\n- [Guideline\u{a0}1. Alpha](clause/alpha.html)\n- [Guideline\u{a0}2. Beta](clause/beta.html)\n"
    );
}
