//! HTML that a browser cannot read otherwise than it was meant.

use std::collections::BTreeSet;

/// Elements without an end.
const VOID: &[&str] = &["br", "col", "hr", "img", "input", "link", "meta"];

/// Every element is closed in its order, every attribute is quoted, every `&` begins an entity, and, where they must be, ids
/// are unique.
pub fn well_formed(page: &str, unique: bool) {
    let mut open: Vec<&str> = Vec::new();
    let mut ids = BTreeSet::new();
    let mut rest = page;
    while let Some(at) = rest.find(['<', '&']) {
        let from = &rest[at..];
        if from.starts_with('&') {
            let end = from.find(';').unwrap_or_else(|| panic!("a lone `&`: {}", near(from)));
            let name = &from[1..end];
            assert!(
                !name.is_empty() && name.len() < 10 && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '#'),
                "a lone `&`: {}",
                near(from)
            );
            rest = &from[end..];
            continue;
        }
        if let Some(comment) = from.strip_prefix("<!--") {
            let end = comment.find("-->").unwrap_or_else(|| panic!("an open comment: {}", near(from)));
            rest = &comment[end + 3..];
            continue;
        }
        let tag = tag(from);
        rest = &from[tag.length..];
        if from.starts_with("<!") || from.starts_with("<?") {
            continue;
        }
        if let Some(name) = tag.name.strip_prefix('/') {
            assert_eq!(open.pop(), Some(name), "{}", near(from));
            continue;
        }
        for (key, value) in &tag.attributes {
            assert!(*key != "id" || ids.insert(*value) || !unique, "the id {value:?} stands twice");
            assert!(!key.starts_with("on"), "a script in {key}: {}", near(from));
            let address = value.trim_start().to_ascii_lowercase();
            assert!(*key != "href" && *key != "src" || !address.starts_with("javascript:"), "{}", near(from));
        }
        if tag.closed || VOID.contains(&tag.name) {
            continue;
        }
        open.push(tag.name);
        if ["script", "style"].contains(&tag.name) {
            let end = rest.find(&format!("</{}", tag.name)).unwrap_or_else(|| panic!("{} is open", tag.name));
            rest = &rest[end..];
        }
    }
    assert!(open.is_empty(), "not closed: {open:?}");
}

struct Tag<'a> {
    name: &'a str,
    attributes: Vec<(&'a str, &'a str)>,
    closed: bool,
    length: usize,
}

/// Reads the tag with which a text begins.
fn tag(from: &str) -> Tag<'_> {
    let name_end = from.find([' ', '\n', '>', '\t']).unwrap_or(from.len());
    let name = from[1..name_end].trim_end_matches('/');
    assert!(
        name.trim_start_matches(['/', '!', '?']).starts_with(|c: char| c.is_ascii_alphabetic())
            || name.starts_with('!'),
        "no element: {}",
        near(from)
    );
    let mut attributes = Vec::new();
    let mut at = name_end;
    loop {
        let rest = &from[at..];
        let trimmed = rest.trim_start();
        at += rest.len() - trimmed.len();
        if let Some(end) = ["/>", "?>", ">"].iter().find(|end| trimmed.starts_with(**end)) {
            return Tag { name, attributes, closed: *end != ">" || from[..at].ends_with('/'), length: at + end.len() };
        }
        let stop = trimmed.find(['=', ' ', '\n', '>']).unwrap_or_else(|| panic!("an open tag: {}", near(from)));
        let key = &trimmed[..stop];
        if !trimmed[stop..].starts_with('=') {
            assert!(!key.contains(['"', '\'', '<']), "an attribute {key:?}: {}", near(from));
            attributes.push((key, ""));
            at += stop;
            continue;
        }
        let value = trimmed[stop + 1..]
            .strip_prefix('"')
            .unwrap_or_else(|| panic!("an attribute without quotes: {}", near(from)));
        let end = value.find('"').unwrap_or_else(|| panic!("an open attribute: {}", near(from)));
        assert!(!value[..end].contains('<'), "`<` in an attribute: {}", near(from));
        attributes.push((key, &value[..end]));
        at += stop + 2 + end + 1;
    }
}

fn near(text: &str) -> String {
    text.chars().take(80).collect()
}
