//! The keys of a clause in the order of its schema, its lists with single blanks, its citations in canonical spelling.

use std::ops::Range;

use crate::edit::fmt::addresses::canonical;
use crate::edit::fmt::change::Change;
use crate::edit::fmt::scan::{line_end, line_start};
use crate::edit::fmt::{Context, Kind};
use crate::load::front_matter::{Split, split};
use crate::load::markdown::clause_or_term;
use crate::schemas;
use crate::source::FileId;
use crate::tree::{Node, Value, yaml};

/// Where the YAML of a clause stands, and what it holds.
fn head(text: &str, kind: Kind) -> Option<(Range<usize>, Node)> {
    let range = match (kind, split(text)) {
        (Kind::Clause, _) => 0..text.len(),
        (_, Split::Found { yaml, .. }) => yaml,
        _ => return None,
    };
    let node = yaml::parse(&text[range.clone()], FileId(0), range.start, &mut Vec::new())?;
    Some((range, node))
}

/// Puts the keys in order, each with the comment lines directly above it and all that stands below it.
///
/// The schema's keys come first, then the book's own as written. In a clause wholly in YAML the text follows, then the
/// sections as written, for that is the order in which they are shown.
pub fn keys(text: &str, _: &str, kind: Kind, context: &Context<'_>) -> Vec<Change> {
    let Some((range, node)) = head(text, kind) else { return Vec::new() };
    let starts: Vec<usize> = node.entries().iter().map(|entry| entry.key_span.start as usize).collect();
    let at_line_start = starts.iter().all(|start| line_start(text, *start) == *start);
    if starts.len() < 2 || !at_line_start || !starts.is_sorted_by(|a, b| a < b) {
        return Vec::new();
    }
    let names: Vec<&str> = node.entries().iter().map(|entry| entry.key.as_str()).collect();
    if (1..names.len()).any(|at| names[..at].contains(&names[at])) {
        return Vec::new();
    }
    let mut cuts: Vec<usize> = Vec::new();
    for start in &starts {
        let floor = cuts.last().map_or(range.start, |before| line_end(text, *before) + 1);
        cuts.push(with_comments(text, *start, floor));
    }
    let end = tail(text, line_end(text, starts[starts.len() - 1]) + 1, range.end);
    cuts.push(end);
    let mut chunks: Vec<(usize, &str)> =
        cuts.windows(2).zip(&names).map(|(cut, name)| (rank(name, context), &text[cut[0]..cut[1]])).collect();
    if chunks.is_sorted_by_key(|(rank, _)| *rank) || chunks.iter().any(|(_, chunk)| has_fence(chunk)) {
        return Vec::new();
    }
    chunks.sort_by_key(|(rank, _)| *rank);
    let mut new = String::new();
    for (_, chunk) in chunks {
        new.push_str(chunk);
        if !chunk.ends_with('\n') {
            new.push('\n');
        }
    }
    vec![Change::replace(cuts[0]..end, new)]
}

/// The beginning of the comment lines directly above a line, not before `floor`.
fn with_comments(text: &str, start: usize, floor: usize) -> usize {
    let mut at = start;
    while at > floor {
        let above = line_start(text, at - 1);
        if above < floor || !text[above..].starts_with('#') {
            break;
        }
        at = above;
    }
    at
}

/// Where the comments begin that end a head; they stay at its end.
fn tail(text: &str, floor: usize, end: usize) -> usize {
    let mut at = end;
    let mut comment = end;
    while at > floor {
        let above = line_start(text, at - 1);
        let line = text[above..at].trim_end();
        if above < floor || !(line.is_empty() || line.starts_with('#')) {
            break;
        }
        at = above;
        if line.starts_with('#') {
            comment = above;
        }
    }
    comment
}

fn has_fence(chunk: &str) -> bool {
    chunk.lines().any(|line| line.starts_with("---") || line.starts_with("..."))
}

fn rank(key: &str, context: &Context<'_>) -> usize {
    let keys = schemas::clause().keys();
    if key == crate::model::section::TEXT {
        keys.len() + 1
    } else if context.is_section(key) {
        keys.len() + 2
    } else {
        keys.iter().position(|known| known == key).unwrap_or(keys.len())
    }
}

/// Single blanks in lists of one line, citations in canonical spelling.
pub fn values(text: &str, _: &str, kind: Kind, context: &Context<'_>) -> Vec<Change> {
    let Some((_, node)) = head(text, kind) else { return Vec::new() };
    let mut changes = Vec::new();
    for entry in node.entries().iter().filter(|entry| !context.is_section(&entry.key)) {
        let citations = ["implements", "see-also"].contains(&entry.key.as_str());
        if let (true, Value::List(items)) = (citations, &entry.node.value) {
            changes.extend(items.iter().filter_map(|item| citation(text, item)));
        }
        lists(text, &entry.node, &mut changes);
    }
    changes
}

fn citation(text: &str, item: &Node) -> Option<Change> {
    let written = item.as_str().filter(|written| clause_or_term(written).is_none())?;
    let raw = text.get(item.span.range())?;
    let at = item.span.start as usize + raw.find(written)?;
    Some(Change::replace(at..at + written.len(), canonical(written)?))
}

fn lists(text: &str, node: &Node, changes: &mut Vec<Change>) {
    changes.extend(list(text, node));
    for entry in node.entries() {
        lists(text, &entry.node, changes);
    }
}

/// `[a, b]` for a list in brackets on one line that holds nothing but its items.
fn list(text: &str, node: &Node) -> Option<Change> {
    let Value::List(items) = &node.value else { return None };
    // The reader gives the place of the opening bracket only.
    let start = node.span.start as usize;
    let mut at = text.get(start..)?.starts_with('[').then_some(start + 1)?;
    let mut pieces = Vec::new();
    for (place, item) in items.iter().enumerate() {
        let gap = at..item.span.start as usize;
        if !is_gap(text.get(gap.clone())?, usize::from(place > 0)) {
            return None;
        }
        pieces.push((gap, if place == 0 { "" } else { ", " }.to_owned()));
        at = item.span.end as usize;
    }
    let gap = at..at + text[at..].find(']')?;
    let between = text.get(gap.clone())?;
    if !is_gap(between, between.matches(',').count().min(1)) {
        return None;
    }
    pieces.push((gap, String::new()));
    Some(Change { pieces })
}

/// Whether nothing but blanks and this many commas stands between two items.
fn is_gap(text: &str, commas: usize) -> bool {
    text.chars().all(|character| " \t,".contains(character)) && text.matches(',').count() == commas
}
