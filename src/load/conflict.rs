//! Lines that git writes around two versions of a text when it cannot merge them (git-merge, "How conflicts are
//! presented"): which of the two is meant, nobody has said yet.

use std::ops::Range;

/// How many characters a marker has.
const LENGTH: usize = 7;

/// The first marker of a text that is left of a merge, if there is one.
///
/// A line of `=======` or `|||||||` alone says nothing: it underlines a heading, or is a row of a table. `>>>>>>>` alone,
/// left by somebody who removed the rest, counts unless it goes on with a quotation.
pub fn first_marker(text: &str) -> Option<Range<usize>> {
    if !text.contains("<<<<<<<") && !text.contains(">>>>>>>") {
        return None;
    }
    let mut at = 0;
    let mut before = "";
    for line in text.split_inclusive('\n') {
        let shown = line.trim_end();
        if is_marker(shown, '<') || (is_marker(shown, '>') && !before.starts_with('>')) {
            return Some(at..at + shown.len());
        }
        at += line.len();
        before = line;
    }
    None
}

/// Which side of a conflict a text is read by, where something has to be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// The first one.
    First,
    /// Both, one behind the other.
    Both,
}

/// The text with spaces in the place of what is not read, so that all else keeps its place.
pub fn read_by(text: &str, side: Side) -> String {
    let mut out = String::with_capacity(text.len());
    let mut skipped = false;
    for line in text.split_inclusive('\n') {
        let shown = line.trim_end();
        let marker = match shown.chars().next() {
            Some(mark @ ('<' | '|' | '=' | '>')) if is_marker(shown, mark) => Some(mark),
            _ => None,
        };
        skipped = match marker {
            Some('<' | '>') => false,
            Some('|') => true,
            Some(_) => side == Side::First,
            None => skipped,
        };
        match marker.is_some() || skipped {
            true => out.extend(line.bytes().map(|byte| if b"\r\n".contains(&byte) { char::from(byte) } else { ' ' })),
            false => out.push_str(line),
        }
    }
    out
}

fn is_marker(line: &str, mark: char) -> bool {
    let rest = line.trim_start_matches(mark);
    line.len() - rest.len() == LENGTH && (rest.is_empty() || rest.starts_with(' '))
}

#[cfg(test)]
mod tests {
    use super::*;

    const BOTH: &str = "a\r\n<<<<<<< HEAD\r\nours\r\n||||||| base\nold\n=======\nтеirs\n>>>>>>> b\nz\n";

    #[test]
    fn the_first_marker_is_found_and_what_only_looks_like_one_is_not() {
        let found = |text: &str| first_marker(text).map(|range| text[range].to_owned());
        assert_eq!(found(BOTH).as_deref(), Some("<<<<<<< HEAD"));
        assert_eq!(found("words\n=======\nmore\n>>>>>>> theirs").as_deref(), Some(">>>>>>> theirs"));
        assert_eq!(found("<<<<<<<\n").as_deref(), Some("<<<<<<<"));
        for text in [
            "Heading\n=======\n\n|||||||\n",
            " <<<<<<< HEAD\n",
            "<<<<<<<< eight\n",
            "<<<<<<<word\n",
            ">>>>>> six\n>>>>>>> seven\n",
        ] {
            assert_eq!(found(text), None, "{text}");
        }
    }

    #[test]
    fn what_is_not_read_becomes_spaces_of_the_same_length() {
        let first = read_by(BOTH, Side::First);
        let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
        assert_eq!(words(&first), ["a", "ours", "z"]);
        assert_eq!(words(&read_by(BOTH, Side::Both)), ["a", "ours", "теirs", "z"]);
        assert_eq!((first.len(), first.find('z')), (BOTH.len(), BOTH.find('z')));
        assert_eq!(first.lines().count(), BOTH.lines().count());
    }
}
