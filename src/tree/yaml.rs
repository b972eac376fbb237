//! YAML text to a [`Node`] tree.
//!
//! YAML 1.2 core scalars, except that nothing turns into a number or a boolean by surprise: `no`, `on`, `010` and
//! `1_000` stay text. Duplicate keys are kept by the reader and reported here with both places; aliases may repeat at
//! most [`ALIAS_EVENTS`] values, and nesting ends at [`DEPTH`].

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_yaml::{DuplicateKeyPolicy, Options, Spanned};

use crate::diag::{Diagnostic, Grade};
use crate::rules::files::{AMBIGUOUS_SCALAR, CUT_BY_COMMENT, DUPLICATE_KEY};
use crate::source::{FileId, Span};
use crate::tree::node::{Entry, Node, Value};
use crate::tree::slip;

/// How many parser events all aliases of one text may repeat together.
pub const ALIAS_EVENTS: usize = 1_000;
/// How deep values may nest: no file of ours needs more, and the reader goes down the stack of its thread for each level
/// (50 levels overflow the 2 MiB of a worker thread in a debug build).
pub const DEPTH: usize = 32;

fn options() -> Options {
    let mut budget = serde_yaml::Budget::default();
    budget.max_depth = DEPTH;
    let mut limits = serde_yaml::options::AliasLimits::default();
    limits.max_total_replayed_events = ALIAS_EVENTS;
    let mut options = Options::default();
    options.budget = Some(budget);
    options.alias_limits = limits;
    options.duplicate_keys = DuplicateKeyPolicy::LastWins;
    options.strict_booleans = true;
    options.leading_zero_numbers_as_strings = true;
    options.underscored_numbers_as_strings = true;
    options.with_snippet = false;
    options
}

/// Reads one YAML document that stands at byte `offset` of `file`.
///
/// Gives `None` with a finding if it cannot be read at all; an empty document is an empty map.
pub fn parse(text: &str, file: FileId, offset: usize, findings: &mut Vec<Diagnostic>) -> Option<Node> {
    let whole = Span::new(file, offset..offset + text.len());
    if text.lines().all(|line| line.trim().is_empty() || line.trim_start().starts_with('#')) {
        return Some(Node { value: Value::Map(Vec::new()), span: Span { end: whole.start, ..whole } });
    }
    match serde_yaml::from_str_with_options::<Spanned<Raw>>(text, options()) {
        Ok(raw) => {
            let placer = Placer { text, file, offset };
            let node = placer.node(raw, whole);
            check_keys(&node, findings);
            check_scalars(&node, text, offset, findings);
            Some(node)
        }
        Err(error) => {
            let noticed = error.location().map(|place| (place.line(), place.column()));
            findings.push(slip::finding(&error.without_snippet().to_string(), noticed, text, whole));
            None
        }
    }
}

fn check_keys(node: &Node, findings: &mut Vec<Diagnostic>) {
    let entries = node.entries();
    let mut seen: std::collections::HashMap<&str, &Entry> = std::collections::HashMap::with_capacity(entries.len());
    for entry in entries {
        if let Some(first) = seen.get(entry.key.as_str()) {
            findings.push(
                Diagnostic::new(&DUPLICATE_KEY, entry.key_span, format!("the key `{}` is given twice", entry.key))
                    .also(first.key_span, "first given here")
                    .help("keep one of the two; which of them is meant cannot be guessed"),
            );
        } else {
            seen.insert(&entry.key, entry);
        }
        check_keys(&entry.node, findings);
    }
    for item in node.items() {
        check_keys(item, findings);
    }
}

fn check_scalars(node: &Node, text: &str, offset: usize, findings: &mut Vec<Diagnostic>) {
    for child in node.entries().iter().map(|entry| &entry.node).chain(node.items()) {
        check_scalars(child, text, offset, findings);
    }
    let Value::String(value) = &node.value else { return };
    let start = node.span.start as usize - offset;
    let plain = text.get(start..start + value.len()) == Some(value.as_str());
    if plain && !value.is_empty() {
        findings.extend(cut_by_comment(node, value, &text[start + value.len()..]));
    }
    if value.len() > 3 {
        return;
    }
    let ambiguous = ["y", "n", "yes", "no", "on", "off"].iter().any(|word| value.eq_ignore_ascii_case(word));
    if plain && ambiguous {
        findings.push(
            Diagnostic::new(
                &AMBIGUOUS_SCALAR,
                node.span,
                format!("`{value}` is read as text here, but as true or false by other readers"),
            )
            .help(format!("quote it: \"{value}\""))
            .replace(Grade::Safe, "quote it", node.span, value.as_str(), format!("\"{value}\"")),
        );
    }
}

/// What looks like the end of a value and is a comment to YAML: a `#` with words right behind it.
fn cut_by_comment(node: &Node, value: &str, rest: &str) -> Option<Diagnostic> {
    let comment = rest.trim_start_matches([' ', '\t']);
    if comment.len() == rest.len() || !comment.strip_prefix('#')?.starts_with(char::is_alphanumeric) {
        return None;
    }
    // Only now: a long line may hold many values.
    let line = rest.split(['\n', '\r']).next().unwrap_or("");
    let comment = line.trim_start_matches([' ', '\t']);
    let line = line.trim_end();
    let comment = comment.trim_end();
    let (start, end) = (node.span.start as usize, node.span.start as usize + value.len() + line.len());
    let place = |from: usize| Span::new(node.span.file, from..end);
    let old = format!("{value}{line}");
    let new = serde_json::Value::from(old.as_str()).to_string();
    Some(
        Diagnostic::new(
            &CUT_BY_COMMENT,
            place(end - comment.len()),
            format!("`{comment}` is a comment to YAML, and no part of the value"),
        )
        .help(format!("quote the value if it is meant as part of it: {new}"))
        .replace(Grade::Suggestion, "quote the value", place(start), old, new),
    )
}

/// What serde delivers, before places are worked out.
enum Raw {
    Null,
    Bool(bool),
    Number(serde_json::Number),
    String(String),
    List(Vec<Spanned<Raw>>),
    Map(Vec<(Spanned<String>, Spanned<Raw>)>),
}

impl<'de> Deserialize<'de> for Raw {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Raw, D::Error> {
        deserializer.deserialize_any(RawVisitor)
    }
}

struct RawVisitor;

impl<'de> Visitor<'de> for RawVisitor {
    type Value = Raw;

    fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("a YAML value")
    }

    fn visit_bool<E>(self, value: bool) -> Result<Raw, E> {
        Ok(Raw::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Raw, E> {
        Ok(Raw::Number(value.into()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Raw, E> {
        Ok(Raw::Number(value.into()))
    }

    fn visit_f64<E: serde::de::Error>(self, value: f64) -> Result<Raw, E> {
        serde_json::Number::from_f64(value).map(Raw::Number).ok_or_else(|| E::custom("a number must be finite"))
    }

    fn visit_str<E>(self, value: &str) -> Result<Raw, E> {
        Ok(Raw::String(value.to_owned()))
    }

    fn visit_string<E>(self, value: String) -> Result<Raw, E> {
        Ok(Raw::String(value))
    }

    fn visit_unit<E>(self) -> Result<Raw, E> {
        Ok(Raw::Null)
    }

    fn visit_none<E>(self) -> Result<Raw, E> {
        Ok(Raw::Null)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut sequence: A) -> Result<Raw, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = sequence.next_element()? {
            items.push(item);
        }
        Ok(Raw::List(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Raw, A::Error> {
        let mut entries = Vec::new();
        while let Some(entry) = map.next_entry()? {
            entries.push(entry);
        }
        Ok(Raw::Map(entries))
    }
}

/// Turns the reader's places into spans of the file.
struct Placer<'a> {
    text: &'a str,
    file: FileId,
    offset: usize,
}

impl Placer<'_> {
    fn node(&self, raw: Spanned<Raw>, parent: Span) -> Node {
        let span = self.span(raw.referenced, parent);
        let value = match raw.value {
            Raw::Null => Value::Null,
            Raw::Bool(value) => Value::Bool(value),
            Raw::Number(value) => Value::Number(value),
            Raw::String(value) => Value::String(value),
            Raw::List(items) => Value::List(items.into_iter().map(|item| self.node(item, span)).collect()),
            Raw::Map(entries) => Value::Map(
                entries
                    .into_iter()
                    .map(|(key, value)| {
                        let key_span = self.span(key.referenced, span);
                        Entry { key_span, node: self.node(value, key_span), key: key.value }
                    })
                    .collect(),
            ),
        };
        Node { value, span }
    }

    fn span(&self, location: serde_yaml::Location, fallback: Span) -> Span {
        let bytes = location.span().byte_offset().zip(location.span().byte_len());
        let Some((start, length)) = bytes else { return fallback };
        let start = (start as usize).min(self.text.len());
        let end = (start + length as usize).min(self.text.len());
        // The reader counts the line end behind a block or plain value as part of it.
        let trimmed = self.text.get(start..end).map_or(end, |slice| start + slice.trim_end().len());
        Span::new(self.file, self.offset + start..self.offset + trimmed.max(start))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (Option<Node>, Vec<Diagnostic>) {
        let mut findings = Vec::new();
        let node = parse(text, FileId(0), 0, &mut findings);
        (node, findings)
    }

    fn places(node: &Node, text: &str, out: &mut Vec<String>) {
        for entry in node.entries() {
            out.push(text[entry.key_span.range()].to_owned());
            places(&entry.node, text, out);
        }
        for item in node.items() {
            places(item, text, out);
        }
        if node.entries().is_empty() && node.items().is_empty() {
            out.push(text[node.span.range()].to_owned());
        }
    }

    #[test]
    fn every_value_keeps_its_place_also_behind_other_scripts() {
        let text = "title: 资产的返还 # note\nlist: [a, \"b c\"]\nmap:\n  ключ: 1.10\n";
        let (node, findings) = read(text);
        assert!(findings.is_empty(), "{findings:?}");
        let mut out = Vec::new();
        places(&node.unwrap(), text, &mut out);
        assert_eq!(out, ["title", "资产的返还", "list", "a", "\"b c\"", "map", "ключ", "1.10"]);
    }

    #[test]
    fn a_value_that_a_number_sign_cuts_is_found_and_a_comment_is_not() {
        let (node, findings) =
            read("a: Register #4 of 1990 \nb: one # two\nc: \"x #3\"\nd: y#4\ne: [p, q] #r\nf: z  ##9\n");
        assert_eq!(node.unwrap().get("a").unwrap().as_str(), Some("Register"));
        let found: Vec<_> = findings.iter().map(|finding| (finding.rule.name, finding.span.range())).collect();
        assert_eq!(found, [("cut-by-comment", 12..22)]);
        assert!(findings[0].help.as_ref().is_some_and(|help| help.ends_with("\"Register #4 of 1990\"")));
    }

    #[test]
    fn nothing_becomes_a_number_or_a_boolean_by_surprise() {
        let (node, findings) = read("a: no\nb: on\nc: 010\nd: 1_000\ne: 2003-10-31\nf: 12:30:45\nby: [SE, NO, CH]\n");
        let node = node.unwrap();
        for (key, value) in
            [("a", "no"), ("b", "on"), ("c", "010"), ("d", "1_000"), ("e", "2003-10-31"), ("f", "12:30:45")]
        {
            assert_eq!(node.get(key).unwrap().as_str(), Some(value));
        }
        let rules: Vec<_> = findings.iter().map(|finding| (finding.rule.name, finding.span.start)).collect();
        assert_eq!(rules, [("ambiguous-scalar", 3), ("ambiguous-scalar", 9), ("ambiguous-scalar", 63)]);
    }

    #[test]
    fn duplicate_keys_are_found_with_both_places() {
        let (node, findings) = read("status: agreed\nm: {a: 1, a: 2}\nstatus: draft\n");
        assert!(node.is_some());
        let found: Vec<_> = findings.iter().map(|f| (f.rule.name, f.span.start, f.labels[0].span.start)).collect();
        assert_eq!(found, [("duplicate-key", 25, 19), ("duplicate-key", 31, 0)]);
    }

    #[test]
    fn bombs_tabs_and_second_documents_are_findings() {
        let mut bomb = "a0: &a0 [x,x,x,x,x,x,x,x,x]\n".to_owned();
        for n in 1..9 {
            let before = n - 1;
            bomb.push_str(&format!("a{n}: &a{n} [{}]\n", vec![format!("*a{before}"); 9].join(",")));
        }
        let deep = format!("x: {}{}\n", "[".repeat(20_000), "]".repeat(20_000));
        for text in [bomb.as_str(), deep.as_str(), "a:\n\tb: 1\n", "a: 1\n---\nb: 2\n", "a: [", "a: b: c", "\u{0}"] {
            let (node, findings) = read(text);
            assert!(node.is_none(), "{text:.40}");
            assert_eq!(findings[0].rule.name, "yaml-syntax", "{text:.40}");
        }
    }
}
