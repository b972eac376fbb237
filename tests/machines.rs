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
    let written: Vec<&String> = pages
        .keys()
        .filter(|path| path.starts_with("site/") && path.ends_with(".html") && !path.ends_with("/404.html"))
        .collect();
    let expected: String = written
        .iter()
        .filter(|path| !moved.contains(&path.as_str()))
        .map(|path| {
            format!(
                "<url><loc>https://example.org/guide/{}</loc></url>\n",
                path["site/".len()..].replace("index.html", "")
            )
        })
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
        "# A book\n\n- [Guideline\u{a0}1. Alpha](clause/alpha.md)\n- [Guideline\u{a0}2. Beta](clause/beta.md)\n"
    );
}

/// The book, with a clause that puts a provision into effect.
fn implementing() -> clausebook::files::MemoryFiles {
    book().with(support::A, support::alpha_with("implements: [conv:1]"))
}

#[test]
fn the_markdown_of_a_clause_stands_beside_its_page() {
    let pages = pages(&expect(&implementing(), &[]));
    for (path, text) in &pages {
        if let Some(clause) = path.strip_prefix("site/clause/").and_then(|name| name.strip_suffix(".md")) {
            let page = &pages[&format!("site/clause/{clause}.html")];
            let link = format!("<link rel=\"alternate\" type=\"text/markdown\" href=\"{clause}.md\">");
            assert!(page.contains(&link), "{path}");
            assert!(text.starts_with("# Guideline"), "{text}");
        }
    }
    let alpha = &pages["site/clause/alpha.md"];
    assert!(alpha.contains("(../instrument/conv/1.html"), "links lead to the pages of the site: {alpha}");
    assert!(!alpha.contains("](#conv"), "{alpha}");
}

#[test]
fn a_page_knows_its_whole_address_where_the_book_does() {
    let with = pages(&expect(&book().with("book.toml", book_toml(SETTINGS)), &[]));
    let canonical = |page: &str| {
        page.split("rel=\"canonical\" href=\"").nth(1).map(|rest| rest.split('"').next().unwrap().to_owned())
    };
    assert_eq!(canonical(&with["site/index.html"]).as_deref(), Some("https://example.org/guide/"));
    assert_eq!(
        canonical(&with["site/clause/beta.html"]).as_deref(),
        Some("https://example.org/guide/clause/beta.html")
    );
    assert_eq!(
        canonical(&with["site/instrument/conv/1.html"]).as_deref(),
        Some("https://example.org/guide/instrument/conv/1.html")
    );
    let without = pages(&expect(&book(), &[]));
    assert_eq!(canonical(&without["site/clause/beta.html"]), None);
}

/// The JSON-LD of a page.
fn data(page: &str) -> serde_json::Value {
    let inner =
        page.split("<script type=\"application/ld+json\">").nth(1).and_then(|rest| rest.split("</script>").next());
    serde_json::from_str(inner.unwrap()).unwrap()
}

#[test]
fn a_page_says_what_it_is_to_search_engines() {
    let pages = pages(&expect(&implementing().with("book.toml", book_toml(SETTINGS)), &[]));
    let clause = data(&pages["site/clause/alpha.html"]);
    assert_eq!(clause["@context"], "https://schema.org");
    assert_eq!(clause["@type"], "CreativeWork", "a guideline binds nobody");
    assert_eq!(clause["identifier"], "alpha");
    assert_eq!(clause["position"], "1");
    assert_eq!(clause["inLanguage"], "en");
    assert_eq!(clause["url"], "https://example.org/guide/clause/alpha.html");
    assert_eq!(clause["isPartOf"]["name"], "A book");
    assert_eq!(clause["isBasedOn"][0]["@type"], "Legislation");
    assert_eq!(data(&pages["site/index.html"])["name"], "A book");
    assert_eq!(data(&pages["site/instrument/conv.html"])["@type"], "Legislation");
}

#[test]
fn an_address_that_leads_nowhere_leads_on() {
    let with = pages(&expect(&book().with("book.toml", book_toml(SETTINGS)), &[]));
    let missing = &with["site/404.html"];
    assert!(missing.contains("<a href=\"/guide/index.html\">"), "it is shown at any depth: {missing}");
    assert!(missing.contains("<link rel=\"stylesheet\" href=\"/guide/style-"), "{missing}");
    assert!(!missing.contains("rel=\"canonical\""), "{missing}");
    assert!(!with["site/sitemap.xml"].contains("404"));
    let without = pages(&expect(&book(), &[]));
    assert!(without["site/404.html"].contains("<a href=\"index.html\">"));
}

const LEDGER: &str = "editions:\n  - name: First\n    date: 2026-03-01\n    clauses:\n      - {id: beta, number: \"1\", title: Beta, digest: \"0\"}\n  - name: Second\n    date: 2026-09-01\n    clauses:\n      - {id: alpha, number: \"1\", title: Alpha, digest: \"0\"}\n      - {id: beta, number: \"2\", title: Beta, digest: \"0\"}\n";

#[test]
fn what_has_changed_is_told_edition_by_edition() {
    assert!(!pages(&expect(&book(), &[])).contains_key("site/changes.html"), "nothing has been published");
    let pages = pages(&expect(&book().with("guidelines/ledger.yaml", LEDGER), &[]));
    let page = &pages["site/changes.html"];
    let (since, rest) = page.split_once("<h2>Second").unwrap();
    let (second, first) = rest.split_once("<h2>First").unwrap();
    // The digests of the ledger above are no text's, so both clauses have changed since.
    assert_eq!(since.matches("class=\"change changed\"").count(), 2, "{since}");
    assert_eq!(second.matches("<li>").count(), 2, "{second}");
    assert!(
        second.contains(
            "<span class=\"change added\">new</span> <a href=\"clause/alpha.html\">Guideline\u{a0}1. Alpha</a>"
        ),
        "{second}"
    );
    assert!(
        second.contains("class=\"change renumbered\"") && second.contains("(formerly Guideline\u{a0}1)"),
        "{second}"
    );
    assert!(!first.contains("<li>"), "there is nothing before the first edition: {first}");
    assert!(pages["site/index.html"].contains("href=\"changes.html\""));
}

#[test]
fn open_brackets_are_listed_by_clause_and_by_body() {
    let toml = book_toml("[output.clausebook.bodies]\nchn = \"China\"\ngroup = \"The Group\"\n");
    let alpha = "---\nid: alpha\ntitle: Alpha\nstatus: under-negotiation\nimplements: [conv:1]\n---\n\n1. Text [one]{by=chn,group}.\n2. Text:\n   1. [two]{by=group};\n   2. three.\n";
    let pages = pages(&expect(&book().with("book.toml", toml).with(support::A, alpha), &[]));
    let page = &pages["site/brackets.html"];
    assert!(page.contains("<li><a href=\"#by.chn\">China</a> <span class=\"tally\">1</span></li>"), "{page}");
    let group = page.split("<h2 id=\"by.group\">The Group</h2>").nth(1).unwrap();
    assert!(group.contains("<a href=\"clause/alpha.html#alpha.1\">") && group.contains(": [one]"), "{group}");
    assert!(group.contains("<a href=\"clause/alpha.html#alpha.2.a\">") && group.contains(": [two]"), "{group}");
}

#[test]
fn the_coverage_matrix_is_a_picture_too() {
    let toml = book_toml("[output.clausebook.coverage]\nrequire = [\"conv:1\"]\n");
    let summary = "# Summary\n\n# Part & one\n\n- [Alpha](a.md)\n- [Beta](b.md)\n";
    let pages = pages(&expect(&implementing().with("book.toml", toml).with("guidelines/SUMMARY.md", summary), &[]));
    let picture = &pages["site/coverage.svg"];
    assert!(pages["site/coverage.html"].contains("href=\"coverage.svg\""));
    assert!(picture.contains("Part"), "{picture}");
    assert!(picture.starts_with("<svg xmlns=\"http://www.w3.org/2000/svg\""), "{picture}");
    assert!(!picture.contains("<style") && !picture.contains("style=") && !picture.contains("<script"), "{picture}");
    assert!(picture.contains("fill=\"#0b5394\""), "{picture}");
}
