//! Changes of a text, and keeping those that change only its form.

use std::ops::Range;

/// A change: pieces of the text that are replaced together or not at all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// What is replaced by what, in the order of the text.
    pub pieces: Vec<(Range<usize>, String)>,
}

impl Change {
    /// One piece.
    pub fn replace(range: Range<usize>, new: impl Into<String>) -> Change {
        Change { pieces: vec![(range, new.into())] }
    }

    /// One piece taken out.
    pub fn remove(range: Range<usize>) -> Change {
        Change::replace(range, "")
    }
}

/// How many bytes of text one pass may parse to find out which of its changes to drop.
const BUDGET: usize = 32 * 1024 * 1024;
/// How often it may parse at least, however long the text is.
const LEAST_TRIES: usize = 16;

/// The text with these changes; `None` if two of them touch the same bytes.
pub fn apply(text: &str, changes: &[&Change]) -> Option<String> {
    let mut pieces: Vec<&(Range<usize>, String)> = changes.iter().flat_map(|change| &change.pieces).collect();
    pieces.sort_by_key(|(range, _)| (range.start, range.end));
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for (range, new) in pieces {
        out.push_str(text.get(at..range.start)?);
        out.push_str(new);
        at = range.end;
        text.get(range.clone())?;
    }
    out.push_str(text.get(at..)?);
    Some(out)
}

/// Applies as many of the changes as leave the text saying what it says; `None` if none is left.
///
/// All are tried together first, then halves of halves, so that one change that would alter the text costs the others
/// nothing. A text in which very many would do so is given up on before it takes long.
pub fn keep(text: &str, changes: Vec<Change>, same: &dyn Fn(&str) -> bool) -> Option<String> {
    let changes: Vec<&Change> = changes.iter().filter(|change| alters(text, change)).collect();
    if changes.is_empty() {
        return None;
    }
    let mut kept: Vec<&Change> = Vec::new();
    let mut tries = (BUDGET / text.len().max(1)).max(LEAST_TRIES);
    let mut groups = vec![&changes[..]];
    while let Some(group) = groups.pop() {
        if tries == 0 {
            break;
        }
        tries -= 1;
        let together: Vec<&Change> = kept.iter().chain(group).copied().collect();
        if apply(text, &together).is_some_and(|new| same(&new)) {
            kept = together;
        } else if group.len() > 1 {
            let (first, second) = group.split_at(group.len() / 2);
            groups.push(second);
            groups.push(first);
        }
    }
    if kept.is_empty() { None } else { apply(text, &kept) }
}

fn alters(text: &str, change: &Change) -> bool {
    change.pieces.iter().any(|(range, new)| text.get(range.clone()).is_some_and(|old| old != new))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_would_alter_the_text_is_dropped_and_the_rest_is_kept() {
        let text = "a b c d e";
        let changes = (0..5).map(|at| Change::replace(at * 2..at * 2 + 1, "x")).collect();
        let kept = keep(text, changes, &|new| new.contains('c') && new.contains('e'));
        assert_eq!(kept.as_deref(), Some("x x c x e"));
    }

    #[test]
    fn changes_that_touch_the_same_bytes_are_not_made_together() {
        let changes = vec![Change::replace(0..2, "x"), Change::replace(1..3, "y")];
        assert_eq!(keep("abc", changes, &|_| true).as_deref(), Some("xc"));
        assert_eq!(keep("abc", vec![Change::replace(0..1, "a")], &|_| true), None);
    }

    #[test]
    fn pieces_of_one_change_stay_together() {
        let change = Change { pieces: vec![(0..1, "x".to_owned()), (2..3, "y".to_owned())] };
        assert_eq!(keep("abc", vec![change.clone()], &|new| new.starts_with('a')), None);
        assert_eq!(keep("abc", vec![change], &|_| true).as_deref(), Some("xby"));
    }
}
