//! Line ends, blanks at the end of lines, blank lines.

use std::ops::Range;

use crate::edit::fmt::Kind;
use crate::edit::fmt::change::Change;
use crate::edit::fmt::scan::{self, Scan};
use crate::load::front_matter::{Split, split};

/// Takes out the byte-order mark and writes LF for CRLF.
pub fn ends(text: &str) -> Vec<Change> {
    let mark = text.starts_with('\u{feff}').then(|| Change::remove(0..3));
    let returns = text.match_indices("\r\n").map(|(at, _)| Change::remove(at..at + 1));
    mark.into_iter().chain(returns).collect()
}

/// Takes out blanks at the end of lines and blank lines that say nothing; one line end ends the file.
pub fn blanks(text: &str, kind: Kind) -> Vec<Change> {
    let mut changes = match kind {
        Kind::Text | Kind::Outline => {
            let marks = scan::scan(text);
            let mut changes = trailing(text, &marks);
            changes.extend(blank_lines(text, &marks, kind));
            changes
        }
        Kind::Clause | Kind::Data | Kind::Settings => trailing(text, &Scan::default()),
    };
    changes.extend(end(text));
    changes
}

/// All lines: where they stand, without their line ends.
fn lines(text: &str, within: Range<usize>) -> impl Iterator<Item = Range<usize>> {
    let mut at = within.start;
    text[within].split_inclusive('\n').map(move |line| {
        let start = at;
        at += line.len();
        start..start + line.trim_end_matches('\n').len()
    })
}

fn is_blank(line: &str) -> bool {
    line.bytes().all(|byte| b" \t".contains(&byte))
}

/// Where the text itself ends: behind the line end of its last line that is not blank.
fn content_end(text: &str) -> usize {
    let kept = text.trim_end_matches([' ', '\t', '\n']).len();
    if kept < text.len() { kept + text[kept..].find('\n').map_or(text.len() - kept, |at| at + 1) } else { kept }
}

fn trailing(text: &str, marks: &Scan) -> Vec<Change> {
    let mut changes = Vec::new();
    for line in lines(text, 0..content_end(text)) {
        let content = text[line.clone()].trim_end_matches([' ', '\t']);
        let mut end = line.start + content.len();
        let kept = within(&marks.verbatim, end) || marks.hard_breaks.binary_search(&end).is_ok();
        if end == line.end || kept {
            continue;
        }
        // The text of an empty item will be typed behind the blank that follows its mark.
        if is_item_mark(content.trim_start()) && text[end..].starts_with(' ') {
            end += 1;
        }
        if end < line.end {
            changes.push(Change::remove(end..line.end));
        }
    }
    changes
}

fn is_item_mark(content: &str) -> bool {
    let digits = content.trim_end_matches(['.', ')']);
    ["-", "*", "+"].contains(&content)
        || (content.len() == digits.len() + 1 && !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()))
}

/// Whether `at` lies in one of these ranges, which are in order and may nest.
fn within(ranges: &[Range<usize>], at: usize) -> bool {
    let before = ranges.partition_point(|range| range.start <= at);
    ranges[..before].last().is_some_and(|range| at < range.end)
}

/// Blank lines: one where there are several, one behind front matter, none at its beginning and end.
fn blank_lines(text: &str, marks: &Scan, kind: Kind) -> Vec<Change> {
    let mut changes = Vec::new();
    let end = content_end(text);
    let mut body = 0;
    if let (Kind::Text, Split::Found { yaml, body: start }) = (kind, split(text)) {
        changes.extend(runs(text, yaml, &[], [0, 0]));
        if start < end && !text[start..].starts_with(['\n', ' ', '\t']) {
            changes.push(Change::replace(start..start, "\n"));
        }
        body = start;
    }
    if body < end {
        changes.extend(runs(text, body..end, &marks.verbatim, [usize::from(body > 0), 1]));
    }
    changes
}

/// Shortens runs of blank lines to one; at the beginning and at the end to the numbers given.
fn runs(text: &str, within_range: Range<usize>, verbatim: &[Range<usize>], edges: [usize; 2]) -> Vec<Change> {
    let mut changes = Vec::new();
    let mut run: Vec<Range<usize>> = Vec::new();
    let shorten = |run: &mut Vec<Range<usize>>, keep: usize, changes: &mut Vec<Change>| {
        for line in run.drain(..).skip(keep) {
            changes.push(Change::remove(line.start..(line.end + 1).min(text.len())));
        }
    };
    let mut first = true;
    for line in lines(text, within_range) {
        if is_blank(&text[line.clone()]) && !within(verbatim, line.start) {
            run.push(line);
        } else {
            shorten(&mut run, if first { edges[0] } else { 1 }, &mut changes);
            first = false;
        }
    }
    shorten(&mut run, edges[1], &mut changes);
    changes
}

/// One line end at the end of a file that holds anything.
fn end(text: &str) -> Option<Change> {
    let end = content_end(text);
    if text[..end].trim_end_matches([' ', '\t', '\n']).is_empty() {
        return (!text.is_empty()).then(|| Change::remove(0..text.len()));
    }
    if end < text.len() {
        return Some(Change::remove(end..text.len()));
    }
    (!text.ends_with('\n')).then(|| Change::replace(text.len()..text.len(), "\n"))
}
