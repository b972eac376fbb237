//! List marks and headings.

use crate::edit::fmt::change::Change;
use crate::edit::fmt::scan::{Item, line_end, line_start, scan};

/// `-` before the items of a list, `1.` before numbered ones.
///
/// All items of a list change together, for a changed mark begins another list; two lists that only their marks keep
/// apart keep them.
pub fn lists(text: &str) -> Vec<Change> {
    scan(text).lists.iter().filter_map(|items| list(text, items)).collect()
}

fn list(text: &str, items: &[Item]) -> Option<Change> {
    let first = items.first()?;
    let new = match &text[first.mark_end - 1..first.mark_end] {
        "*" | "+" => "-",
        ")" => ".",
        _ => return None,
    };
    let pieces = items.iter().map(|item| (item.mark_end - 1..item.mark_end, new.to_owned())).collect();
    Some(Change { pieces })
}

/// `## Name`: no marks behind the words, one blank before them, no line below them.
pub fn headings(text: &str) -> Vec<Change> {
    let ranges = scan(text).headings;
    ranges.into_iter().filter_map(|range| heading(text, range.start)).collect()
}

fn heading(text: &str, start: usize) -> Option<Change> {
    let line = start..line_end(text, start);
    let written = &text[line.clone()];
    let level = written.bytes().take_while(|byte| *byte == b'#').count();
    let before = line_start(text, start);
    let from = if is_blank(&text[before..start]) && start - before < 4 { before } else { start };
    if (1..=6).contains(&level) && written[level..].starts_with([' ', '\t', '\n']) || written.len() == level {
        let words = without_closing_marks(written[level..].trim_matches([' ', '\t']));
        let indent = if nested(text, from, start) { start } else { from };
        return Some(Change::replace(indent..line.end, format!("{} {words}", "#".repeat(level)).trim_end()));
    }
    // A heading with a line below it; one of several lines has no other form.
    let below = line.end + 1..line_end(text, (line.end + 1).min(text.len()));
    let marks = text.get(below.clone())?.trim_matches([' ', '\t']);
    let level = match marks.bytes().next()? {
        b'=' => "#",
        b'-' => "##",
        _ => return None,
    };
    if !marks.bytes().all(|byte| b"=-".contains(&byte)) {
        return None;
    }
    Some(Change::replace(start..below.end, format!("{level} {}", written.trim_matches([' ', '\t']))))
}

/// Whether the blanks before a heading place it in an item; those of a heading outside lists say nothing.
fn nested(text: &str, from: usize, start: usize) -> bool {
    from < start && text[..from].lines().next_back().is_some_and(|line| line.starts_with(' ')) && start - from > 3
}

fn is_blank(text: &str) -> bool {
    text.bytes().all(|byte| byte == b' ')
}

fn without_closing_marks(words: &str) -> &str {
    let open = words.trim_end_matches('#');
    if open.is_empty() || open.ends_with([' ', '\t']) { open.trim_end_matches([' ', '\t']) } else { words }
}
