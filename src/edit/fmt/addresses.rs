//! Citations in the addresses of links, and what is said about brackets.

use std::ops::Range;
use std::sync::Arc;

use crate::edit::fmt::change::Change;
use crate::edit::fmt::{Context, Kind, meaning, scan};
use crate::model::citation::Citation;

/// Citations in links in their canonical spelling, without pointed brackets around them.
pub fn links(text: &str, path: &str, _: Kind, context: &Context<'_>) -> Vec<Change> {
    if !text.contains("](") {
        return Vec::new();
    }
    let [clause, _] = meaning::bodies(&Arc::from(text), scan::body_start(text), path, context, &mut Vec::new());
    let written = clause.citations.iter().filter(|used| !used.plain);
    written.filter_map(|used| link(text, used.range.clone())).collect()
}

fn link(text: &str, range: Range<usize>) -> Option<Change> {
    let inner = text.get(range.clone())?.strip_suffix(')')?;
    let start = inner.rfind("](")? + 2;
    let address = &inner[start..];
    let bare = address.strip_prefix('<').and_then(|rest| rest.strip_suffix('>')).unwrap_or(address);
    let canonical = canonical(&bare.replace('\\', ""))?;
    Some(Change::replace(range.start + start..range.start + inner.len(), canonical))
}

/// The canonical spelling of a citation that differs from it in blanks and in the case of letters only.
pub fn canonical(written: &str) -> Option<String> {
    let canonical = match Citation::parse(written) {
        Ok(citation) => citation.to_string(),
        Err(error) => error.suggestion?,
    };
    let bare: String = written.chars().filter(|character| !character.is_whitespace()).collect();
    bare.eq_ignore_ascii_case(&canonical).then_some(canonical)
}

/// `{by=A,B alt=X}` in this order, with single blanks and commas.
pub fn brackets(text: &str, path: &str, _: Kind, context: &Context<'_>) -> Vec<Change> {
    if !text.contains("]{") {
        return Vec::new();
    }
    let [clause, _] = meaning::bodies(&Arc::from(text), scan::body_start(text), path, context, &mut Vec::new());
    clause.brackets.iter().filter_map(|bracket| attributes(text, bracket.range.end)).collect()
}

fn attributes(text: &str, at: usize) -> Option<Change> {
    let inner = text.get(at..)?.strip_prefix('{')?;
    let inner = &inner[..inner.find(['}', '\n'])?];
    let mut by: Vec<&str> = Vec::new();
    let mut alternative = None;
    for word in inner.split(' ').filter(|word| !word.is_empty()) {
        match word.split_once('=')? {
            ("by", names) => by.extend(names.split(',').filter(|name| !name.is_empty())),
            ("alt", name) if alternative.is_none() && !name.is_empty() => alternative = Some(name),
            _ => return None,
        }
    }
    let by = (!by.is_empty()).then(|| format!("by={}", by.join(",")));
    let alternative = alternative.map(|name| format!("alt={name}"));
    let words: Vec<String> = by.into_iter().chain(alternative).collect();
    (!words.is_empty()).then(|| Change::replace(at + 1..at + 1 + inner.len(), words.join(" ")))
}
