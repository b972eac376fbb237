//! Which lines have changed since a revision, read from what git says, and which findings they concern.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;

use crate::diag::{Diagnostic, Family};
use crate::source::{Sources, Span};

/// The configuration of a book: what stands there about the whole of it concerns every change.
const CONFIGURATION: &str = "book.toml";

/// The lines of the book's files that have changed; lines count from 1, paths are relative to the book.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Changes {
    lines: BTreeMap<String, Vec<RangeInclusive<u32>>>,
    tracked: BTreeSet<String>,
}

impl Changes {
    /// Reads `git diff --unified=0` and `git ls-files -z`, both of paths relative to the book.
    pub fn new(diff: &str, tracked: &str) -> Changes {
        let tracked = tracked.split('\0').filter(|path| !path.is_empty()).map(str::to_owned).collect();
        let mut changes = Changes { lines: BTreeMap::new(), tracked };
        let mut file: Option<String> = None;
        // Lines of a hunk are counted, not read: they can look like anything.
        let mut left = 0;
        for line in diff.split('\n') {
            if left > 0 {
                left -= u32::from(!line.starts_with('\\'));
            } else if let Some(name) = line.strip_prefix("+++ ") {
                file = new_name(name);
            } else if let Some(hunk) = Hunk::parse(line) {
                left = hunk.old_count.saturating_add(hunk.new_count);
                if let Some(file) = &file {
                    changes.lines.entry(file.clone()).or_default().push(hunk.touched());
                }
            }
        }
        changes
    }

    /// Whether a finding concerns what has changed.
    ///
    /// A finding about the whole book always does: a citation taken out of a clause leaves a hole that is reported at an
    /// unchanged line of `book.toml`. A finding about two texts that must agree does when either has changed.
    pub fn concern(&self, finding: &Diagnostic, sources: &Sources) -> bool {
        let mut spans = std::iter::once(finding.span).chain(finding.labels.iter().map(|label| label.span));
        match finding.rule.family {
            Family::Coverage | Family::Outline | Family::History => true,
            Family::Translations => spans.any(|span| self.in_file(span, sources) || whole_book(span, sources)),
            _ => spans.any(|span| self.at(span, sources)),
        }
    }

    fn in_file(&self, span: Span, sources: &Sources) -> bool {
        let path = sources.get(span.file).path.as_str();
        !self.tracked.contains(path) || self.lines.contains_key(path)
    }

    fn at(&self, span: Span, sources: &Sources) -> bool {
        let source = sources.get(span.file);
        if !self.tracked.contains(&source.path) || whole_book(span, sources) {
            return true;
        }
        let Some(changed) = self.lines.get(&source.path) else { return false };
        if whole_file(span) {
            return true;
        }
        let first = source.position(span.start as usize).line;
        // The end is behind the last byte, so that a place which takes in its line end does not reach the next line.
        let last = source.position((span.end as usize).saturating_sub(1).max(span.start as usize)).line;
        changed.iter().any(|range| *range.start() <= last && first <= *range.end())
    }
}

/// Findings without a line of their own stand at the beginning of the file.
fn whole_file(span: Span) -> bool {
    span.start == 0 && span.end == 0
}

fn whole_book(span: Span, sources: &Sources) -> bool {
    whole_file(span) && sources.get(span.file).path == CONFIGURATION
}

/// `@@ -10,2 +12,0 @@`
struct Hunk {
    old_count: u32,
    new_start: u32,
    new_count: u32,
}

impl Hunk {
    fn parse(line: &str) -> Option<Hunk> {
        let (old, rest) = line.strip_prefix("@@ -")?.split_once(" +")?;
        let (new, _) = rest.split_once(" @@")?;
        let numbers = |text: &str| -> Option<(u32, u32)> {
            match text.split_once(',') {
                Some((start, count)) => Some((start.parse().ok()?, count.parse().ok()?)),
                None => Some((text.parse().ok()?, 1)),
            }
        };
        let ((_, old_count), (new_start, new_count)) = (numbers(old)?, numbers(new)?);
        Some(Hunk { old_count, new_start, new_count })
    }

    /// The lines added or changed; where lines were only taken out, the two between which they stood.
    fn touched(&self) -> RangeInclusive<u32> {
        match self.new_count {
            0 => self.new_start..=self.new_start.saturating_add(1),
            count => self.new_start..=self.new_start.saturating_add(count - 1),
        }
    }
}

/// The path behind `+++ `, or nothing for a file that is gone.
fn new_name(name: &str) -> Option<String> {
    // git ends a name that holds a space with a tab.
    let name = name.trim_end_matches(['\t', '\r']);
    let name = match name.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')) {
        Some(quoted) => unquote(quoted),
        None => name.to_owned(),
    };
    name.strip_prefix("b/").map(str::to_owned)
}

/// A name as git quotes it: `\"`, `\\`, letters for control characters, three octal digits for any other byte.
fn unquote(quoted: &str) -> String {
    let mut out = Vec::with_capacity(quoted.len());
    let mut bytes = quoted.bytes();
    while let Some(byte) = bytes.next() {
        if byte != b'\\' {
            out.push(byte);
            continue;
        }
        match bytes.next() {
            Some(b'n') => out.push(b'\n'),
            Some(b't') => out.push(b'\t'),
            Some(b'r') => out.push(b'\r'),
            Some(b'a') => out.push(7),
            Some(b'b') => out.push(8),
            Some(b'v') => out.push(11),
            Some(b'f') => out.push(12),
            Some(digit @ b'0'..=b'3') => {
                let value = [bytes.next(), bytes.next()]
                    .into_iter()
                    .flatten()
                    .fold(digit - b'0', |value, digit| (value << 3) | (digit & 7));
                out.push(value);
            }
            Some(other) => out.push(other),
            None => {}
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hunks_are_counted_and_names_unquoted() {
        let diff = "diff --git a/a b.md b/a b.md\n--- a/a b.md\t\n+++ b/a b.md\t\n@@ -3,2 +3 @@ heading\n-x\n-y\n+++ b/not-a-name\n\\ No newline at end of file\n@@ -9,1 +8,0 @@\n-z\ndiff --git a/q b/q\n--- a/q\n+++ \"b/q\\\"\\303\\251.md\"\n@@ -0,0 +1,4 @@\n+1\n+2\n+3\n+4\ndiff --git a/gone b/gone\n--- a/gone\n+++ /dev/null\n@@ -1 +0,0 @@\n-gone\n";
        let changes = Changes::new(diff, "a b.md\0gone\0");
        let lines: Vec<(&str, &[RangeInclusive<u32>])> =
            changes.lines.iter().map(|(path, ranges)| (path.as_str(), ranges.as_slice())).collect();
        assert_eq!(lines, [("a b.md", &[3..=3, 8..=9][..]), ("q\"é.md", &[1..=4])]);
        assert_eq!(changes.tracked.iter().collect::<Vec<_>>(), ["a b.md", "gone"]);
    }
}
