//! The repository's own book, built: every internal link leads to a file and a place that exist, ids are unique, nothing
//! is fetched from elsewhere, every clause stands once in the consolidated document, and the concordance is its own inverse.

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use clausebook::compile::{Compiled, compile};
use clausebook::model::book::ClauseId;
use clausebook::model::instrument::ProvisionId;
use clausebook::resolve::concordance::Relation;

static BOOK: LazyLock<Compiled> = LazyLock::new(|| compile(&support::own_book()));
static PAGES: LazyLock<BTreeMap<String, String>> = LazyLock::new(|| support::pages(&BOOK));

/// Each tag of a page as (name, attributes).
fn tags(html: &str) -> Vec<(String, Vec<(String, String)>)> {
    let mut out = Vec::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        if rest.starts_with(['/', '!']) {
            continue;
        }
        let name: String = rest.chars().take_while(char::is_ascii_alphanumeric).collect();
        let mut tail = &rest[name.len()..];
        let mut attributes = Vec::new();
        while let Some(start) = tail.find(|character: char| !character.is_whitespace()) {
            tail = &tail[start..];
            if tail.starts_with(['>', '/']) {
                break;
            }
            let end = tail
                .find(|character: char| character.is_whitespace() || "=>".contains(character))
                .unwrap_or(tail.len());
            let key = tail[..end].to_owned();
            tail = &tail[end..];
            let mut value = String::new();
            if let Some(quoted) = tail.strip_prefix("=\"") {
                let end = quoted.find('"').expect("attributes are closed");
                value = support::words_of(&quoted[..end]);
                tail = &quoted[end + 1..];
            }
            attributes.push((key, value));
        }
        // The text of a style sheet is no tag.
        if name == "style" || name == "script" {
            tail = tail.find("</").map_or("", |at| &tail[at..]);
        }
        out.push((name, attributes));
        rest = tail;
    }
    out
}

fn ids(html: &str) -> Vec<String> {
    let attributes = tags(html).into_iter().flat_map(|(_, attributes)| attributes);
    attributes.filter(|(key, _)| key == "id").map(|(_, value)| value).collect()
}

fn html_pages() -> impl Iterator<Item = (&'static str, &'static str)> {
    PAGES.iter().filter(|(path, _)| path.ends_with(".html")).map(|(path, text)| (path.as_str(), text.as_str()))
}

/// The path that a relative address means, seen from a page.
fn joined(page: &str, address: &str) -> String {
    let mut parts: Vec<&str> = page.split('/').collect();
    parts.pop();
    for part in address.split('/') {
        match part {
            ".." => drop(parts.pop().expect("no address leads above the output")),
            "." | "" => {}
            part => parts.push(part),
        }
    }
    parts.join("/")
}

/// Decodes `%E5…` as browsers do before they look for an id or a file.
fn decoded(text: &str) -> String {
    clausebook::load::outline::percent_decode(text)
}

#[test]
fn the_book_has_no_errors() {
    let found = support::findings(&BOOK);
    assert!(!BOOK.fails_at(clausebook::diag::Severity::Error), "{found:#?}");
    assert!(BOOK.book.clauses.len() > 50 && PAGES.len() > 100);
}

#[test]
fn ids_are_unique_on_every_page() {
    for (path, text) in html_pages() {
        let mut seen = BTreeSet::new();
        for id in ids(text) {
            assert!(!id.is_empty() && !id.contains(char::is_whitespace), "{path}: `{id}`");
            assert!(seen.insert(id.clone()), "{path}: `{id}` stands twice");
        }
    }
}

#[test]
fn every_internal_link_leads_to_a_file_and_a_place() {
    let places: BTreeMap<&str, BTreeSet<String>> =
        html_pages().map(|(path, text)| (path, ids(text).into_iter().collect())).collect();
    let mut wrong = Vec::new();
    let mut links = 0;
    for (path, text) in html_pages() {
        for (name, attributes) in tags(text) {
            for (key, value) in attributes.iter().filter(|(key, _)| key == "href" || key == "src") {
                if value.contains("://") || value.starts_with("mailto:") || value.starts_with("data:") {
                    continue;
                }
                links += 1;
                let (file, fragment) =
                    value.split_once('#').map_or((value.as_str(), None), |(file, fragment)| (file, Some(fragment)));
                let target = if file.is_empty() { path.to_owned() } else { joined(path, &decoded(file)) };
                if file.starts_with('/') || !PAGES.contains_key(&target) {
                    wrong.push(format!("{path}: <{name} {key}=\"{value}\"> leads to no file"));
                } else if let Some(fragment) = fragment
                    && !places[target.as_str()].contains(&decoded(fragment))
                {
                    wrong.push(format!("{path}: <{name} {key}=\"{value}\"> leads to no place"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{} of {links}:\n{}", wrong.len(), wrong[..wrong.len().min(20)].join("\n"));
    assert!(links > 1_000);
}

#[test]
fn the_document_links_inside_itself_only() {
    for (path, text) in html_pages().filter(|(path, _)| path.starts_with("document/")) {
        for (name, attributes) in tags(text) {
            for (_, value) in attributes.iter().filter(|(key, _)| key == "href") {
                assert!(
                    value.starts_with('#') || (name == "a" && value.contains(':')),
                    "{path}: <{name} href=\"{value}\">"
                );
            }
        }
    }
}

#[test]
fn nothing_is_fetched_from_elsewhere() {
    for (path, text) in html_pages() {
        for (name, attributes) in tags(text) {
            for (key, value) in &attributes {
                let outside = value.contains("//") || value.starts_with('/');
                let fetches =
                    ["src", "href", "srcset", "data", "action", "poster"].contains(&key.as_str()) && name != "a";
                assert!(!(fetches && outside), "{path}: <{name} {key}=\"{value}\">");
                assert!(!key.starts_with("on"), "{path}: <{name} {key}>: scripts in attributes");
            }
            assert!(
                !["script", "iframe", "object", "embed", "base"].contains(&name.as_str()) || path.starts_with("site/"),
                "{path}: <{name}>"
            );
        }
        assert!(!text.contains("@import") && !text.contains("url(http") && !text.contains("url(//"), "{path}");
    }
    for (path, text) in PAGES.iter().filter(|(path, _)| path.ends_with(".css")) {
        assert!(!text.contains("@import") && !text.contains("//"), "{path}");
    }
}

#[test]
fn markdown_anchors_and_links_meet() {
    let text = &PAGES[&format!("document/{}.md", BOOK.book.settings.name)];
    let mut defined = BTreeSet::new();
    for piece in text.split("{#").skip(1) {
        let id = piece.split([' ', '}']).next().unwrap_or_default();
        assert!(defined.insert(id), "`{id}` is defined twice");
    }
    let mut links = 0;
    for piece in text.split("](#").skip(1) {
        let id = piece.split(')').next().unwrap_or_default();
        // An id may hold brackets only escaped or percent-coded.
        let id = decoded(id);
        assert!(defined.contains(id.as_str()), "`#{id}` leads nowhere");
        links += 1;
    }
    assert!(links > 500);
    let mut notes: BTreeMap<&str, usize> = BTreeMap::new();
    for piece in text.split("[^").skip(1) {
        *notes.entry(piece.split(']').next().unwrap_or_default()).or_default() += 1;
    }
    for (label, count) in notes {
        assert!(count >= 2, "the footnote `{label}` has a mark and a note");
        assert_eq!(text.matches(&format!("\n[^{label}]: ")).count(), 1, "{label}");
    }
}

#[test]
fn every_clause_stands_once_in_the_document_and_numbers_rise() {
    let html = &PAGES[&format!("document/{}.html", BOOK.book.settings.name)];
    let markdown = &PAGES[&format!("document/{}.md", BOOK.book.settings.name)];
    let mut before = (0, 0);
    let mut last = 0;
    for (at, clause) in BOOK.book.clauses.iter().enumerate() {
        let id = &clause.id.value;
        let in_html = format!("<article class=\"clause\" id=\"{id}\">");
        assert_eq!(html.matches(&in_html).count(), 1, "{id}");
        let in_markdown = format!(" {{#{id}}}\n");
        assert_eq!(markdown.matches(&in_markdown).count(), 1, "{id}");
        let places = (html.find(&in_html).expect("counted"), markdown.find(&in_markdown).expect("counted"));
        assert!(places.0 > before.0 && places.1 > before.1, "{id} stands in its order");
        before = places;
        let entry = BOOK.resolved.index.clause_entries[at];
        let number: u32 =
            BOOK.resolved.numbers.of(entry).expect("clauses are numbered").parse().expect("continuous numbers");
        assert!(number > last, "{id}");
        last = number;
        assert!(PAGES.contains_key(&format!("site/clause/{id}.html")), "{id}");
    }
}

#[test]
fn ids_of_places_are_the_same_in_all_outputs() {
    let html: BTreeSet<String> =
        ids(&PAGES[&format!("document/{}.html", BOOK.book.settings.name)]).into_iter().collect();
    let markdown = &PAGES[&format!("document/{}.md", BOOK.book.settings.name)];
    for clause in &BOOK.book.clauses {
        let id = &clause.id.value;
        let site: BTreeSet<String> = ids(&PAGES[&format!("site/clause/{id}.html")]).into_iter().collect();
        for path in &clause.body.paragraphs {
            let anchor = format!("{id}.{}", path.0);
            assert!(site.contains(&anchor) && html.contains(&anchor), "{anchor}");
            assert!(markdown.contains(&format!("{{#{anchor}}}")), "{anchor}");
        }
    }
}

/// Clause → provision is read from the clauses' own lists, provision → clause from the concordance.
#[test]
fn the_concordance_is_its_own_inverse() {
    let (book, resolved) = (&BOOK.book, &BOOK.resolved);
    let mut forward = BTreeSet::new();
    for (at, clause) in resolved.clauses.iter().enumerate() {
        for bound in clause.implements.iter().flatten() {
            for target in bound.targets.iter().filter(|target| target.by_number) {
                let instrument = book.instrument(bound.instrument);
                let slice: Vec<u32> = target.slice.clone().collect();
                // A citation stands at the provisions it names; what lies below them is meant but not repeated.
                for provision in &slice {
                    let locator = &instrument.provision(ProvisionId(*provision)).locator;
                    let below = slice.iter().any(|other| {
                        let wider = &instrument.provision(ProvisionId(*other)).locator;
                        wider.depth() < locator.depth() && locator.to_string().starts_with(&wider.to_string())
                    });
                    if !below {
                        forward.insert((at as u32, bound.instrument.0, *provision));
                    }
                }
            }
        }
    }
    let mut backward = BTreeSet::new();
    for (instrument, uses) in resolved.concordance.instruments.iter().enumerate() {
        for (provision, used) in uses.provisions.iter().enumerate() {
            for ClauseId(clause) in
                used.iter().filter(|used| used.relation == Relation::Implements).map(|used| used.clause)
            {
                backward.insert((clause, instrument as u32, provision as u32));
            }
        }
    }
    let only = |a: &BTreeSet<(u32, u32, u32)>, b: &BTreeSet<(u32, u32, u32)>| -> Vec<String> {
        a.difference(b)
            .map(|(clause, instrument, provision)| {
                let instrument = &book.instruments[*instrument as usize].instrument;
                format!(
                    "{} {}:{}",
                    book.clauses[*clause as usize].id.value,
                    instrument.id,
                    instrument.provision(ProvisionId(*provision)).locator
                )
            })
            .collect()
    };
    assert_eq!(only(&forward, &backward), [""; 0], "in the clauses only");
    assert_eq!(only(&backward, &forward), [""; 0], "in the concordance only");
    assert!(forward.len() > 100);
}

/// The page of a provision names exactly the clauses that name it, and each of their pages leads back.
#[test]
fn pages_of_provisions_and_clauses_name_each_other() {
    for (at, clause) in BOOK.resolved.clauses.iter().enumerate() {
        let id = &BOOK.book.clauses[at].id.value;
        let own = &PAGES[&format!("site/clause/{id}.html")];
        for bound in clause.implements.iter().flatten() {
            let instrument = BOOK.book.instrument(bound.instrument);
            for target in bound.targets.iter().filter(|target| target.by_number) {
                let locator = instrument.provision(ProvisionId(target.slice.start)).locator.to_string();
                let article = locator.split('(').next().unwrap_or_default();
                let page = format!("site/instrument/{}/{article}.html", instrument.id);
                let text = PAGES.get(&page).unwrap_or_else(|| panic!("{page}"));
                assert!(text.contains(&format!("clause/{id}.html")), "{page} names {id}");
                assert!(own.contains(&format!("instrument/{}/{article}.html", instrument.id)), "{id} names {page}");
            }
        }
    }
}
