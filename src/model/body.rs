//! The text of a clause or of prose as a tree: sections, blocks, inlines.
//!
//! Text is not copied: [`Str`] points into the text that was parsed. Citations, references, footnotes and brackets are
//! kept in lists beside the tree, and the tree refers to them by index, so that what `resolve` finds out about them
//! can lie in parallel lists.

use std::ops::Range;
use std::sync::Arc;

use crate::model::citation::{Citation, CitationError};
use crate::source::{FileId, Span};

/// How deep blocks may nest.
pub const DEPTH_LIMIT: usize = 32;

/// A parsed text.
#[derive(Debug, Clone)]
pub struct Body {
    /// The file it stands in.
    pub file: FileId,
    /// The text that was parsed: the file's own for Markdown files, one put together for whole-YAML clauses.
    pub text: Arc<str>,
    /// The first byte of `text` that belongs to it.
    pub start: usize,
    /// From places in `text` to places in the file; empty if they are the same.
    pub segments: Vec<Segment>,
    /// The sections; the first has the key `text` and stands before the first heading.
    pub sections: Vec<Section>,
    /// Citations of provisions, in the order of the text.
    pub citations: Vec<CitationUse>,
    /// References to clauses, terms and files, in the order of the text.
    pub references: Vec<Reference>,
    /// Footnotes, in the order of their first mark.
    pub footnotes: Vec<Footnote>,
    /// Square brackets, in the order in which they open.
    pub brackets: Vec<Bracket>,
    /// Numbered paragraphs of the text section, in order.
    pub paragraphs: Vec<ParagraphPath>,
    /// Headings, in order.
    pub headings: Vec<HeadingPlace>,
}

impl Body {
    /// A body without text.
    pub fn empty(file: FileId) -> Body {
        Body {
            file,
            text: Arc::from(""),
            start: 0,
            segments: Vec::new(),
            sections: Vec::new(),
            citations: Vec::new(),
            references: Vec::new(),
            footnotes: Vec::new(),
            brackets: Vec::new(),
            paragraphs: Vec::new(),
            headings: Vec::new(),
        }
    }

    /// The place in the file of a range of the parsed text.
    pub fn span(&self, range: Range<usize>) -> Span {
        if self.segments.is_empty() {
            return Span::new(self.file, range);
        }
        let start = self.to_file(range.start);
        let end = self.to_file(range.end).max(start);
        Span::new(self.file, start..end)
    }

    fn to_file(&self, offset: usize) -> usize {
        let at = self.segments.partition_point(|segment| segment.text <= offset);
        let Some(segment) = at.checked_sub(1).map(|at| self.segments[at]) else {
            return self.segments.first().map_or(0, |segment| segment.file);
        };
        segment.file + (offset - segment.text).min(segment.length)
    }

    /// Where a section stands in the parsed text, with its heading.
    pub fn range_of(&self, at: usize) -> Range<usize> {
        let start = if at == 0 { self.start } else { self.sections[at].range.start };
        let end = self.sections.get(at + 1).map_or(self.text.len(), |next| next.range.start);
        start..end.max(start)
    }

    /// The section with this key.
    pub fn section(&self, key: &str) -> Option<&Section> {
        self.sections.iter().find(|section| &*section.key == key)
    }
}

/// A run of text that stands as it is in the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Segment {
    /// Byte offset in the parsed text.
    pub text: usize,
    /// Byte offset in the file.
    pub file: usize,
    /// Length in bytes.
    pub length: usize,
}

/// A heading and where it stands.
#[derive(Debug, Clone)]
pub struct HeadingPlace {
    /// Level, 1 to 6.
    pub level: u8,
    /// Anchor, unique in the body.
    pub anchor: String,
    /// Where, in the parsed text.
    pub range: Range<usize>,
}

/// A part of a clause's body under a heading, or the text before the first one.
#[derive(Debug, Clone)]
pub struct Section {
    /// Key of its kind; `text` for what stands before the first heading.
    pub key: Arc<str>,
    /// The heading as typed; empty for the text.
    pub heading: Vec<Inline>,
    /// Where the heading stands, in the parsed text.
    pub range: Range<usize>,
    /// What it holds before its first part.
    pub blocks: Vec<Block>,
    /// Its parts, such as common law and civil law.
    pub parts: Vec<Section>,
}

impl Section {
    /// Whether there is nothing in it to read.
    pub fn is_empty(&self) -> bool {
        self.blocks.iter().all(Block::is_empty) && self.parts.iter().all(Section::is_empty)
    }
}

/// A piece of text: a range of the parsed text, or text that is not there as such (entities, escapes).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Str {
    /// A byte range of the parsed text.
    Source(u32, u32),
    /// Text of its own.
    Owned(Box<str>),
}

impl Str {
    /// The text.
    pub fn get<'a>(&'a self, body: &'a Body) -> &'a str {
        match self {
            Str::Source(start, end) => &body.text[*start as usize..*end as usize],
            Str::Owned(text) => text,
        }
    }
}

/// A block of text.
#[derive(Debug, Clone)]
pub enum Block {
    /// A paragraph.
    Paragraph(Vec<Inline>),
    /// A heading that is no section of its own.
    Heading {
        /// Level, 1 to 6.
        level: u8,
        /// Anchor, unique in the body.
        anchor: String,
        /// Its words.
        inlines: Vec<Inline>,
    },
    /// A list.
    List(List),
    /// A quotation.
    Quote(Vec<Block>),
    /// Text shown as it is.
    Code(Str),
    /// A table.
    Table(Table),
    /// A line across.
    Rule,
}

impl Block {
    /// Whether there is nothing in it to read: an item that holds only its mark is empty.
    pub fn is_empty(&self) -> bool {
        match self {
            Block::Paragraph(inlines) | Block::Heading { inlines, .. } => inlines.is_empty(),
            Block::List(list) => list.items.iter().all(|item| item.blocks.iter().all(Block::is_empty)),
            Block::Quote(blocks) => blocks.iter().all(Block::is_empty),
            Block::Code(_) | Block::Table(_) | Block::Rule => false,
        }
    }
}

/// A list.
#[derive(Debug, Clone)]
pub struct List {
    /// Whether its items are numbered.
    pub ordered: bool,
    /// How many ordered lists it is nested in: 0 for paragraphs, 1 for (a), 2 for (i).
    pub level: u8,
    /// Whether items are not separated by blank lines.
    pub tight: bool,
    /// The items.
    pub items: Vec<Item>,
}

/// An item of a list.
#[derive(Debug, Clone)]
pub struct Item {
    /// Its number in an ordered list, 1-based.
    pub number: u32,
    /// A mark given by hand, such as `2 bis`, without stop or brackets.
    pub mark: Option<String>,
    /// Its path among the numbered paragraphs of the clause's text, if it is one.
    pub path: Option<ParagraphPath>,
    /// What it holds.
    pub blocks: Vec<Block>,
}

/// A table.
#[derive(Debug, Clone)]
pub struct Table {
    /// Alignment of each column.
    pub alignments: Vec<Alignment>,
    /// The head's cells.
    pub header: Vec<Vec<Inline>>,
    /// The rows' cells.
    pub rows: Vec<Vec<Vec<Inline>>>,
}

/// Alignment of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Alignment {
    /// As the script has it.
    None,
    /// Left.
    Left,
    /// Middle.
    Center,
    /// Right.
    Right,
}

/// A piece of a line.
#[derive(Debug, Clone)]
pub enum Inline {
    /// Words.
    Text(Str),
    /// A line end in the source, shown as a space.
    SoftBreak,
    /// A line end that is kept.
    HardBreak,
    /// Words shown as they are.
    Code(Str),
    /// Emphasis.
    Emphasis(Vec<Inline>),
    /// Strong emphasis.
    Strong(Vec<Inline>),
    /// A link; without words of its own, the words are made from the target.
    Link {
        /// Where it leads.
        target: LinkTarget,
        /// Its words.
        inlines: Vec<Inline>,
    },
    /// A picture.
    Image {
        /// Index into [`Body::references`].
        reference: u32,
        /// Its description.
        inlines: Vec<Inline>,
    },
    /// A footnote's mark: index into [`Body::footnotes`].
    Footnote(u32),
    /// A square bracket: index into [`Body::brackets`], and whether it opens.
    Bracket(u32, bool),
}

/// Where a link leads.
#[derive(Debug, Clone)]
pub enum LinkTarget {
    /// An address outside the book.
    Address(Str),
    /// Index into [`Body::citations`].
    Citation(u32),
    /// Index into [`Body::references`].
    Reference(u32),
    /// Nowhere: the address was refused.
    Nothing,
}

/// A citation in a text.
#[derive(Debug, Clone)]
pub struct CitationUse {
    /// What is cited, or why that cannot be read.
    pub citation: Result<Citation, CitationError>,
    /// Where, in the parsed text.
    pub range: Range<usize>,
    /// Whether it was recognised in plain prose, not written as a link.
    pub plain: bool,
}

/// A reference to something in the book.
#[derive(Debug, Clone)]
pub struct Reference {
    /// What is referred to.
    pub target: ReferenceTarget,
    /// Where, in the parsed text.
    pub range: Range<usize>,
}

/// What a reference names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReferenceTarget {
    /// A clause by id, with a paragraph of it as written behind `#`.
    Clause(String, Option<String>),
    /// A term by id.
    Term(String),
    /// A file by its path as written, and what was written behind `#`.
    File(String, Option<String>),
    /// A picture by its path as written.
    Image(String),
}

/// A footnote.
#[derive(Debug, Clone)]
pub struct Footnote {
    /// Its label as typed.
    pub label: String,
    /// What it says; empty if it is not defined.
    pub blocks: Vec<Block>,
}

/// A square bracket that marks text.
#[derive(Debug, Clone)]
pub struct Bracket {
    /// From its opening to its closing mark, in the parsed text; attributes not included.
    pub range: Range<usize>,
    /// Whose text it is.
    pub by: Vec<String>,
    /// Which alternative of its place it is.
    pub alternative: Option<String>,
    /// Whether it is under negotiation (not an option for a legislator, not an editorial note).
    pub open: bool,
}

/// The way to a numbered paragraph: its marks from the outside in, such as `1`, `a`, `ii`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ParagraphPath(pub String);

impl ParagraphPath {
    /// The path of a nested item.
    pub fn child(parent: Option<&ParagraphPath>, mark: &str) -> ParagraphPath {
        let mark = mark.replace(' ', "");
        ParagraphPath(parent.map_or_else(|| mark.clone(), |parent| format!("{}.{mark}", parent.0)))
    }

    /// Reads `1(a)(ii)`, `2bis(a)` or the dotted form `1.a.ii`.
    pub fn parse(text: &str) -> ParagraphPath {
        let dotted = text.replace(")(", ".").replace('(', ".").replace(')', "");
        ParagraphPath(dotted.replace(' ', ""))
    }

    /// As lawyers read it: `1 (a) (ii)`, with no-break spaces.
    pub fn display(&self) -> String {
        let mut marks = self.0.split('.');
        let first = marks.next().unwrap_or("").to_owned();
        marks.fold(first, |path, mark| format!("{path}\u{a0}({mark})"))
    }

    /// As it is written in a reference: `1(a)(ii)`.
    pub fn written(&self) -> String {
        let mut marks = self.0.split('.');
        let first = marks.next().unwrap_or("").to_owned();
        marks.fold(first, |path, mark| format!("{path}({mark})"))
    }
}

/// The mark of the item with this number at this level of ordered lists: `1`, `a`, `i`, `a`, `i`
/// (United Nations Editorial Manual, Paragraphs and subparagraphs), without stop or brackets.
pub fn mark(level: u8, number: u32) -> String {
    match level {
        0 => number.to_string(),
        1 | 3 => letters(number),
        _ => roman(number),
    }
}

fn letters(number: u32) -> String {
    let index = number.saturating_sub(1);
    let letter = char::from(b'a' + (index % 26) as u8);
    std::iter::repeat_n(letter, 1 + (index / 26).min(9) as usize).collect()
}

fn roman(number: u32) -> String {
    const PARTS: [(u32, &str); 13] = [
        (1000, "m"),
        (900, "cm"),
        (500, "d"),
        (400, "cd"),
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ];
    let mut rest = number.min(3999);
    let mut out = String::new();
    for (value, letters) in PARTS {
        while rest >= value {
            out.push_str(letters);
            rest -= value;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_follow_the_editorial_manual() {
        assert_eq!([mark(0, 3), mark(1, 3), mark(2, 4), mark(3, 2), mark(1, 27)], ["3", "c", "iv", "b", "aa"]);
    }

    #[test]
    fn paragraph_paths_are_read_in_both_forms() {
        let path = ParagraphPath::child(Some(&ParagraphPath::child(None, "2 bis")), "a");
        assert_eq!(path, ParagraphPath::parse("2bis(a)"));
        assert_eq!(path, ParagraphPath::parse("2bis.a"));
        assert_eq!(path.written(), "2bis(a)");
        assert_eq!(ParagraphPath::parse("1(a)(ii)").display(), "1\u{a0}(a)\u{a0}(ii)");
    }
}
