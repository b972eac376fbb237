//! The text of the book's files, and places in it.
//!
//! A place is a byte range in one file; line and column are worked out only when a finding is shown.

use std::ops::Range;
use std::sync::{Arc, OnceLock};

/// Index of a file in [`Sources`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(pub u32);

/// A byte range in one file, start included and end excluded; offsets count from the first byte after a byte-order mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The file.
    pub file: FileId,
    /// First byte.
    pub start: u32,
    /// Byte after the last one.
    pub end: u32,
}

impl Span {
    /// A span from byte offsets that fit the file-size limit.
    pub fn new(file: FileId, range: Range<usize>) -> Span {
        let offset = |value: usize| u32::try_from(value).unwrap_or(u32::MAX);
        Span { file, start: offset(range.start), end: offset(range.end) }
    }

    /// The beginning of a file, for findings that concern the whole of it.
    pub fn start_of(file: FileId) -> Span {
        Span { file, start: 0, end: 0 }
    }

    /// The byte range.
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// A value together with the place where it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spanned<T> {
    /// The value.
    pub value: T,
    /// Where it stands.
    pub span: Span,
}

/// Line and column of a byte offset.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// Line, 1-based.
    pub line: u32,
    /// Column, 1-based, in characters (Unicode scalar values).
    pub column: u32,
}

/// One file of the book.
#[derive(Debug, Clone)]
pub struct SourceFile {
    /// Path relative to the book's root, with `/` between its parts.
    pub path: String,
    /// The text without a byte-order mark.
    pub text: Arc<str>,
    /// Whether the file begins with a byte-order mark (U+FEFF).
    pub byte_order_mark: bool,
    lines: OnceLock<Vec<u32>>,
    /// How many characters begin before each [`STEP`] of bytes, for columns of long lines.
    steps: OnceLock<Vec<u32>>,
}

/// Bytes between two counts of characters.
const STEP: usize = 1024;

impl SourceFile {
    /// A file from its path and decoded text.
    pub fn new(path: impl Into<String>, text: &str) -> SourceFile {
        let (text, byte_order_mark) = match text.strip_prefix('\u{feff}') {
            Some(rest) => (rest, true),
            None => (text, false),
        };
        SourceFile {
            path: path.into(),
            text: Arc::from(text),
            byte_order_mark,
            lines: OnceLock::new(),
            steps: OnceLock::new(),
        }
    }

    fn line_starts(&self) -> &[u32] {
        self.lines.get_or_init(|| {
            let ends = self.text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
            std::iter::once(0).chain(ends.map(|(at, _)| at as u32 + 1)).collect()
        })
    }

    /// Line and column of a byte offset; an offset past the end or inside a character is moved back to a boundary.
    pub fn position(&self, offset: usize) -> Position {
        let mut offset = offset.min(self.text.len());
        while !self.text.is_char_boundary(offset) {
            offset -= 1;
        }
        let starts = self.line_starts();
        let line = starts.partition_point(|start| *start as usize <= offset) - 1;
        let column = self.characters(starts[line] as usize..offset) + 1;
        Position { line: line as u32 + 1, column }
    }

    /// The bytes of the line that holds a byte offset, without its line feed.
    pub fn line(&self, offset: usize) -> Range<usize> {
        let starts = self.line_starts();
        let next = starts.partition_point(|start| *start as usize <= offset);
        let end = starts.get(next).map_or(self.text.len(), |next| *next as usize - 1);
        starts[next - 1] as usize..end
    }

    /// How many characters a range holds, in a time that does not grow with it: a file may be one line with a finding
    /// at each of its characters.
    fn characters(&self, range: Range<usize>) -> u32 {
        if range.len() <= STEP {
            return begun(&self.text.as_bytes()[range]);
        }
        let steps = self.steps.get_or_init(|| {
            let add = |before: &mut u32, chunk: &[u8]| {
                let now = *before;
                *before += begun(chunk);
                Some(now)
            };
            self.text.as_bytes().chunks(STEP).scan(0, add).collect()
        });
        let before = |offset: usize| {
            let step = (offset / STEP).min(steps.len() - 1);
            steps[step] + begun(&self.text.as_bytes()[step * STEP..offset])
        };
        before(range.end) - before(range.start)
    }
}

/// How many characters begin in these bytes of UTF-8.
fn begun(bytes: &[u8]) -> u32 {
    bytes.iter().filter(|byte| (**byte as i8) >= -0x40).count() as u32
}

/// All files that were read for one book, in the order of their ids.
#[derive(Debug, Default)]
pub struct Sources {
    files: Vec<SourceFile>,
}

impl Sources {
    /// Adds a file and gives its id.
    pub fn add(&mut self, file: SourceFile) -> FileId {
        self.files.push(file);
        FileId(self.files.len() as u32 - 1)
    }

    /// How many files there are.
    pub fn len(&self) -> usize {
        self.files.len()
    }

    /// Whether there is no file.
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    /// The file with this id.
    pub fn get(&self, id: FileId) -> &SourceFile {
        &self.files[id.0 as usize]
    }

    /// The file with this relative path.
    pub fn find(&self, path: &str) -> Option<FileId> {
        self.files.iter().position(|file| file.path == path).map(|at| FileId(at as u32))
    }

    /// All files with their ids.
    pub fn iter(&self) -> impl Iterator<Item = (FileId, &SourceFile)> {
        self.files.iter().enumerate().map(|(at, file)| (FileId(at as u32), file))
    }

    /// The text at a span.
    pub fn text(&self, span: Span) -> &str {
        self.get(span.file).text.get(span.range()).unwrap_or("")
    }

    /// Size of all texts, in bytes.
    pub fn total_bytes(&self) -> usize {
        self.files.iter().map(|file| file.text.len()).sum()
    }
}

/// Whether a character cannot be seen: control characters, marks that reorder text (Unicode Standard Annex 9), and
/// characters without width.
pub fn is_unseen(character: char) -> bool {
    let control = character.is_control() && !['\n', '\r', '\t'].contains(&character);
    control
        || matches!(character, '\u{61c}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_count_characters_and_skip_the_byte_order_mark() {
        let file = SourceFile::new("a.md", "\u{feff}第一条\nabc\r\n");
        assert!(file.byte_order_mark);
        assert_eq!(file.position(6), Position { line: 1, column: 3 });
        assert_eq!(file.position(7), Position { line: 1, column: 3 }, "inside a character");
        assert_eq!(file.position(10), Position { line: 2, column: 1 });
        assert_eq!(file.position(999), Position { line: 3, column: 1 });
    }

    #[test]
    fn columns_of_long_lines_are_counted_the_same() {
        let line = "a第é🙂".repeat(700);
        for text in [line.clone(), format!("第\n{line}\nb"), "x".repeat(2 * STEP)] {
            let file = SourceFile::new("a.md", &text);
            for (at, _) in text.char_indices().chain([(text.len(), ' ')]) {
                let before = text[..at].rsplit('\n').next().unwrap_or_default();
                assert_eq!(file.position(at).column as usize, before.chars().count() + 1, "{at}");
            }
        }
    }

    #[test]
    fn lines_end_before_their_line_feed() {
        let file = SourceFile::new("a.md", "ab\n\nc");
        assert_eq!([0, 2, 3, 4, 5, 9].map(|at| file.line(at)), [0..2, 0..2, 3..3, 4..5, 4..5, 4..5]);
    }
}
