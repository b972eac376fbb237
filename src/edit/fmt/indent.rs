//! One blank behind list marks, and the lines of an item below its first word.
//!
//! Only blanks at the beginning of lines and behind marks change. The wrapping is the author's.

use crate::edit::fmt::change::Change;
use crate::edit::fmt::scan::{Item, line_end, line_start, scan};

/// Moves items to the left: their marks to where the content of what holds them begins, their words to one blank behind
/// the mark, and all their lines by as much.
///
/// An item in one that moves waits for the next round, when its own columns are known.
pub fn items(text: &str) -> Vec<Change> {
    let mut changes = Vec::new();
    let mut items: Vec<Item> = scan(text).lists.into_iter().flatten().collect();
    items.sort_by_key(|item| item.range.start);
    let mut moved_to = 0;
    for item in items {
        if item.range.start < moved_to {
            continue;
        }
        if let Some(change) = shift(text, &item) {
            moved_to = item.range.end;
            changes.push(change);
        }
    }
    changes
}

fn shift(text: &str, item: &Item) -> Option<Change> {
    let outer = item.outer?;
    let line = line_start(text, item.range.start);
    let before = &text[line..item.range.start];
    // An item in the first line of another begins where that one's words do.
    let lead = if before.bytes().all(|byte| byte == b' ') { before.len().checked_sub(outer)? } else { 0 };
    let end = line_end(text, item.mark_end);
    let rest = &text[item.mark_end..end];
    let blanks = rest.len() - rest.trim_start_matches(' ').len();
    // More than four blanks begin an indented code block.
    let surplus = if rest.trim().is_empty() || blanks > 4 { 0 } else { blanks.saturating_sub(1) };
    let total = lead + surplus;
    let tab = rest.starts_with('\t') && !rest.trim().is_empty();
    if total == 0 && !tab {
        return None;
    }
    let mut pieces = vec![(line..line + lead, String::new()), (item.mark_end..item.mark_end + surplus, String::new())];
    if tab {
        let length = rest.len() - rest.trim_start_matches([' ', '\t']).len();
        pieces[1] = (item.mark_end..item.mark_end + length, " ".to_owned());
    }
    let mut at = end + 1;
    while at < item.range.end {
        let blanks = text[at..].bytes().take_while(|byte| *byte == b' ').count();
        let next = line_end(text, at) + 1;
        // A line with fewer blanks goes on with a paragraph from further left.
        if blanks >= total && blanks > outer {
            pieces.push((at..at + total, String::new()));
        }
        at = next;
    }
    Some(Change { pieces })
}

/// Puts the lines that go on with a paragraph below its first word.
pub fn lines(text: &str) -> Vec<Change> {
    let mut changes = Vec::new();
    for line in scan(text).continued {
        let rest = &text[line.start..];
        let blanks = rest.len() - rest.trim_start_matches([' ', '\t']).len();
        changes.push(Change::replace(line.start..line.start + blanks, " ".repeat(line.column)));
    }
    changes
}
