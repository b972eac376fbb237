//! Places in texts as the protocol has them: lines from 0, columns in UTF-16 code units or bytes.
//!
//! A place outside the text is moved to the nearest one inside (LSP 3.17, Position), never refused.

use std::ops::Range as Bytes;

use gen_lsp_types::{Position, Range};

/// What a column counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// Bytes of UTF-8.
    Utf8,
    /// UTF-16 code units, the protocol's default.
    Utf16,
}

impl Encoding {
    fn width(self, text: &str) -> u32 {
        let width = match self {
            Encoding::Utf8 => text.len(),
            Encoding::Utf16 => text.chars().map(char::len_utf16).sum(),
        };
        u32::try_from(width).unwrap_or(u32::MAX)
    }

    /// The byte offset of a column in one line, at most its end; never inside a character.
    fn offset(self, line: &str, column: u32) -> usize {
        let mut width = 0;
        for (at, character) in line.char_indices() {
            let next = width
                + match self {
                    Encoding::Utf8 => character.len_utf8(),
                    Encoding::Utf16 => character.len_utf16(),
                };
            if next > column as usize {
                return at;
            }
            width = next;
        }
        line.len()
    }
}

/// The byte offsets at which lines begin; lines end with LF, CRLF or CR.
pub fn line_starts(text: &str) -> Vec<u32> {
    let bytes = text.as_bytes();
    let ends = bytes
        .iter()
        .enumerate()
        .filter(|(at, byte)| **byte == b'\n' || (**byte == b'\r' && bytes.get(at + 1) != Some(&b'\n')));
    std::iter::once(0).chain(ends.map(|(at, _)| at as u32 + 1)).collect()
}

/// A text with its lines.
#[derive(Debug, Clone, Copy)]
pub struct Lines<'a> {
    /// The text.
    pub text: &'a str,
    /// Where its lines begin.
    pub starts: &'a [u32],
    /// What a column counts.
    pub encoding: Encoding,
    /// Whether the editor's text has a byte-order mark before this one.
    pub byte_order_mark: bool,
}

impl Lines<'_> {
    /// The bytes of a line without its end; of the last line if there are fewer.
    pub fn line(&self, line: u32) -> Bytes<usize> {
        let at = (line as usize).min(self.starts.len().saturating_sub(1));
        let start = self.starts.get(at).map_or(0, |start| *start as usize);
        let end = self.starts.get(at + 1).map_or(self.text.len(), |next| *next as usize);
        start..start + self.text[start..end].trim_end_matches(['\n', '\r']).len()
    }

    /// The line that holds a byte offset.
    pub fn line_of(&self, offset: usize) -> u32 {
        self.starts.partition_point(|start| *start as usize <= offset).saturating_sub(1) as u32
    }

    /// How much a byte-order mark moves the columns of a line.
    fn shift(&self, line: u32) -> u32 {
        if self.byte_order_mark && line == 0 { self.encoding.width("\u{feff}") } else { 0 }
    }

    /// The byte offset of a place.
    pub fn offset(&self, position: Position) -> usize {
        if position.line as usize >= self.starts.len() {
            return self.text.len();
        }
        let line = self.line(position.line);
        let column = position.character.saturating_sub(self.shift(position.line));
        line.start + self.encoding.offset(&self.text[line], column)
    }

    /// The place of a byte offset; one inside a character is moved back.
    pub fn position(&self, offset: usize) -> Position {
        let mut offset = offset.min(self.text.len());
        while !self.text.is_char_boundary(offset) {
            offset -= 1;
        }
        let line = self.line_of(offset);
        let start = self.starts.get(line as usize).map_or(0, |start| *start as usize);
        Position { line, character: self.encoding.width(&self.text[start..offset]) + self.shift(line) }
    }

    /// The place of a byte range.
    pub fn range(&self, bytes: Bytes<usize>) -> Range {
        Range { start: self.position(bytes.start), end: self.position(bytes.end.max(bytes.start)) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines<'a>(text: &'a str, starts: &'a [u32], encoding: Encoding) -> Lines<'a> {
        Lines { text, starts, encoding, byte_order_mark: false }
    }

    fn at(line: u32, character: u32) -> Position {
        Position { line, character }
    }

    #[test]
    fn columns_count_utf16_units_or_bytes() {
        // 𝔸 is one character, two UTF-16 units, four bytes; 第 is one unit, three bytes.
        let text = "x\n𝔸第b\n";
        let starts = line_starts(text);
        let utf16 = lines(text, &starts, Encoding::Utf16);
        assert_eq!(utf16.position(text.find('b').unwrap()), at(1, 3));
        assert_eq!(&text[utf16.offset(at(1, 3))..], "b\n");
        let utf8 = lines(text, &starts, Encoding::Utf8);
        assert_eq!(utf8.position(text.find('b').unwrap()), at(1, 7));
        assert_eq!(&text[utf8.offset(at(1, 7))..], "b\n");
        // Inside a surrogate pair and inside a character: back to its beginning.
        assert_eq!(utf16.offset(at(1, 1)), 2);
        assert_eq!(utf8.offset(at(1, 2)), 2);
        assert_eq!(utf16.position(3), at(1, 0));
    }

    #[test]
    fn places_outside_are_moved_inside() {
        let text = "ab\r\ncd\re";
        let starts = line_starts(text);
        assert_eq!(starts, [0, 4, 7]);
        let lines = lines(text, &starts, Encoding::Utf16);
        assert_eq!(lines.offset(at(0, 99)), 2, "before the line's end");
        assert_eq!(lines.offset(at(1, 99)), 6);
        assert_eq!(lines.offset(at(2, 0)), 7);
        assert_eq!(lines.offset(at(99, 99)), text.len());
        assert_eq!(lines.position(999), at(2, 1));
        let none = line_starts("");
        assert_eq!(super::tests::lines("", &none, Encoding::Utf16).offset(at(5, 5)), 0);
    }

    #[test]
    fn a_byte_order_mark_that_the_editor_kept_counts_on_the_first_line_only() {
        let text = "ab\ncd";
        let starts = line_starts(text);
        let lines = Lines { byte_order_mark: true, ..lines(text, &starts, Encoding::Utf16) };
        assert_eq!(lines.position(1), at(0, 2));
        assert_eq!(lines.position(4), at(1, 1));
        assert_eq!(lines.offset(at(0, 2)), 1);
        assert_eq!(lines.offset(at(0, 0)), 0);
    }
}
