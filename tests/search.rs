//! The index that the search page loads, and the page itself. What is found is proved in a browser: tests/search/prove.sh.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use std::collections::BTreeMap;

use clausebook::files::MemoryFiles;
use serde_json::Value;
use support::{A, B, book, book_toml, clause, expect, pages};

/// What a file of the index hands over.
fn part(pages: &BTreeMap<String, String>, name: &str) -> Value {
    let text = &pages[&format!("site/search/{name}.js")];
    let data = text.strip_prefix(&format!("clausebook.part(\"{name}\",")).unwrap().strip_suffix(")\n").unwrap();
    serde_json::from_str(data).unwrap()
}

/// The postings of a token, as they are encoded.
fn postings<'a>(words: &'a str, token: &str) -> Option<&'a str> {
    let pieces: Vec<&str> = words.split(' ').collect();
    pieces.chunks(2).find(|pair| pair[0] == token).map(|pair| pair[1])
}

fn two_clauses() -> MemoryFiles {
    book()
        .with("guidelines/SUMMARY.md", "# Summary\n\n- [Security for costs](a.md)\n- [Other \"things\"](b.md)\n")
        .with(
            A,
            "---\nid: alpha\ntitle: Security for costs\nstatus: draft\nimplements: [\"conv:1(2)(a)\"]\n---\n\n1. A State should sue:\n   1. freely;\n   2. without security.\n\n## Commentary\n\nNo security is asked for.\n",
        )
        .with(B, clause("beta", "Other \"things\"", "1. A State should answer under [](conv:1(2)(a)).\n"))
}

#[test]
fn paragraphs_subparagraphs_and_sections_are_pieces_with_their_anchors() {
    let pages = pages(&expect(&two_clauses(), &[]));
    let texts = part(&pages, "texts-0");
    let head = part(&pages, "head");
    assert_eq!(texts[0][0], "Guideline\u{a0}1");
    assert_eq!(texts[0][1], "Security for costs");
    assert_eq!(texts[0][2], "clause/alpha.html");
    assert_eq!(texts[1][1], "Other \"things\"");
    let pieces = texts[0][4].as_array().unwrap();
    let anchors: Vec<&str> = pieces.iter().map(|piece| piece[0].as_str().unwrap()).collect();
    assert_eq!(anchors, ["1", "1.a", "1.b", "commentary"]);
    assert_eq!(pieces[2][2], "without security.");
    assert_eq!(head["names"][pieces[3][1].as_u64().unwrap() as usize], "Commentary");
    let clause = &pages["site/clause/alpha.html"];
    for anchor in anchors {
        assert!(clause.contains(&format!("id=\"alpha.{anchor}\"")), "{anchor}");
    }
}

#[test]
fn a_document_is_found_by_its_words_its_number_and_its_provisions() {
    let pages = pages(&expect(&two_clauses(), &[]));
    let words = part(&pages, "words-0");
    let words = words.as_str().unwrap();
    // The first two documents are the clauses; a posting is the distance to the document and its impact.
    assert_eq!(postings(words, "#1"), Some("0_"));
    assert_eq!(postings(words, "#2"), Some("1_"));
    // Implemented by the first (3), cited by the second (1), and itself the document of article 1.
    let provision = postings(words, "@conv:1.2.a").unwrap();
    assert!(provision.starts_with("0301") && provision.ends_with('_'), "{provision}");
    assert!(postings(words, "security").unwrap().starts_with('0'));
    assert!(postings(words, "cost").unwrap().starts_with('0'), "plurals are cut");
    assert_eq!(postings(words, "costs"), None);
    let mut lexicon: Vec<String> = Vec::new();
    for coded in part(&pages, "lexicon").as_str().unwrap().split(' ') {
        let shared = coded[..1].chars().next().unwrap().to_digit(36).unwrap() as usize;
        let before: String = lexicon.last().map_or("", String::as_str).chars().take(shared).collect();
        lexicon.push(format!("{before}{}", &coded[1..]));
    }
    assert!(
        lexicon.is_sorted() && ["security", "sue", "without"].iter().all(|word| lexicon.iter().any(|one| one == word))
    );
    assert!(!lexicon.iter().any(|word| word.starts_with(['#', '@'])), "numbers and provisions are no words");
}

#[test]
fn every_language_has_an_index_of_its_own() {
    let settings = book_toml("languages = [\"zh\"]\n");
    let files = two_clauses()
        .with("book.toml", settings)
        .with("guidelines/a.zh.md", "---\ntitle: 诉讼费用担保\n---\n\n1. 各国应：\n   1. 自由；\n   2. 不提供担保。\n");
    let compiled = clausebook::compile::compile(&files);
    let pages = pages(&compiled);
    let words = &pages["site/zh/search/words-0.js"];
    assert!(words.contains(" 担保 ") && words.contains(" 诉讼 ") && !words.contains("讼费用"));
    assert!(words.contains(" answer "), "what is not translated is found as it is shown");
    assert!(!pages["site/search/words-0.js"].contains("担保"));
    let texts = &pages["site/zh/search/texts-0.js"];
    assert!(texts.contains("\"不提供担保。\"]") && texts.contains("\"No security is asked for.\",1]"), "{texts}");
}

#[test]
fn the_addresses_of_the_index_change_with_the_texts() {
    let version = |files: &MemoryFiles| {
        let page = pages(&expect(files, &[]))["site/search.html"].clone();
        page.split("data-version=\"").nth(1).unwrap().split('"').next().unwrap().to_owned()
    };
    let before = version(&two_clauses());
    assert_eq!(before, version(&two_clauses()));
    assert_ne!(
        before,
        version(&two_clauses().with(A, clause("alpha", "Security for costs", "1. A State should act.\n")))
    );
}

#[test]
fn the_scripts_are_light_and_only_the_search_page_loads_them() {
    let pages = pages(&expect(&two_clauses(), &[]));
    let size = |beginning: &str| {
        let script = pages.iter().find(|(path, _)| path.starts_with(beginning) && path.len() == beginning.len() + 19);
        script.unwrap().1.len()
    };
    assert!(size("site/search-") < 14 << 10, "{}", size("site/search-"));
    assert!(size("site/search-cite-") < 8 << 10 && size("site/search-near-") < 4 << 10);
    let own = |page: &str| pages[page].contains("src=\"search-");
    assert!(own("site/search.html") && !own("site/index.html") && !own("site/glossary.html"));
    let clause = &pages["site/clause/alpha.html"];
    assert!(clause.contains("action=\"../search.html\"") && !clause.contains("search-"));
}
