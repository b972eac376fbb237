//! Where the marks of a Markdown text stand, as its parser sees them.

use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use crate::load::front_matter::{Split, split};

/// The marks of a text.
#[derive(Debug, Default)]
pub struct Scan {
    /// Lists, outermost first.
    pub lists: Vec<Vec<Item>>,
    /// Headings.
    pub headings: Vec<Range<usize>>,
    /// Code blocks and HTML, which are kept as typed.
    pub verbatim: Vec<Range<usize>>,
    /// Where line ends that are kept begin.
    pub hard_breaks: Vec<usize>,
    /// Lines that go on with a paragraph.
    pub continued: Vec<Continued>,
}

/// An item of a list.
#[derive(Debug, Clone)]
pub struct Item {
    /// From its mark to its end.
    pub range: Range<usize>,
    /// Where its mark ends.
    pub mark_end: usize,
    /// Column at which the content of what holds its list begins; `None` in a quotation or footnote, whose lines
    /// begin with more than blanks.
    pub outer: Option<usize>,
}

/// A line that goes on with a paragraph.
#[derive(Debug)]
pub struct Continued {
    /// Where it begins.
    pub start: usize,
    /// Column at which the content of the innermost item begins.
    pub column: usize,
}

/// The byte at which the Markdown of a file begins.
pub fn body_start(text: &str) -> usize {
    match split(text) {
        Split::Found { body, .. } => body,
        Split::None | Split::Unclosed => 0,
    }
}

/// The first byte of the line in which `at` stands.
pub fn line_start(text: &str, at: usize) -> usize {
    text[..at].rfind('\n').map_or(0, |end| end + 1)
}

/// The end of the line in which `at` stands, without its line end.
pub fn line_end(text: &str, at: usize) -> usize {
    text[at..].find('\n').map_or(text.len(), |length| at + length)
}

/// Finds the marks of a file's Markdown.
pub fn scan(text: &str) -> Scan {
    let start = body_start(text);
    let mut scan = Scan::default();
    // The columns at which the content of open items begins; `None` for what is not looked into.
    let mut columns: Vec<Option<usize>> = vec![Some(0)];
    let mut open: Vec<usize> = Vec::new();
    for (event, range) in parser(&text[start..]).into_offset_iter() {
        let range = range.start + start..range.end + start;
        match event {
            Event::Start(Tag::List(_)) => {
                open.push(scan.lists.len());
                scan.lists.push(Vec::new());
            }
            Event::End(TagEnd::List(_)) => {
                open.pop();
            }
            Event::Start(Tag::Item) => {
                // The parser counts blanks before a mark as part of the item.
                let blanks = text[range.start..].bytes().take_while(|byte| *byte == b' ').count();
                let range = range.start + blanks..range.end;
                let mark_end = mark_end(text, range.start);
                let outer = columns.last().copied().flatten();
                columns.push(outer.and(mark_end).and_then(|end| content_column(text, range.start, end)));
                if let (Some(list), Some(mark_end)) = (open.last(), mark_end) {
                    scan.lists[*list].push(Item { range, mark_end, outer });
                }
            }
            Event::Start(Tag::BlockQuote(_) | Tag::FootnoteDefinition(_) | Tag::Table(_) | Tag::Heading { .. }) => {
                if let Event::Start(Tag::Heading { .. }) = event {
                    scan.headings.push(range);
                }
                columns.push(None);
            }
            Event::End(
                TagEnd::Item | TagEnd::BlockQuote(_) | TagEnd::FootnoteDefinition | TagEnd::Table | TagEnd::Heading(_),
            ) => {
                columns.pop();
            }
            Event::Start(Tag::CodeBlock(_) | Tag::HtmlBlock) | Event::Code(_) => scan.verbatim.push(range),
            Event::SoftBreak | Event::HardBreak => {
                if event == Event::HardBreak {
                    scan.hard_breaks.push(range.start);
                }
                let next = line_end(text, range.start) + 1;
                if let (Some(column), true) = (columns.last().copied().flatten(), next < text.len()) {
                    scan.continued.push(Continued { start: next, column });
                }
            }
            _ => {}
        }
    }
    scan
}

/// The blocks and marks of a text without its words: also of what no output shows, such as an unused footnote.
pub fn shape(text: &str) -> String {
    let mut out = String::new();
    for event in parser(text) {
        match event {
            Event::Start(Tag::Link { link_type, title, .. }) => out.push_str(&format!("link {link_type:?} {title:?}")),
            Event::Start(tag) => out.push_str(&format!("{tag:?}")),
            Event::End(_) => out.push('.'),
            Event::Code(words) => out.push_str(&format!("{words:?}")),
            Event::SoftBreak => out.push('n'),
            Event::HardBreak => out.push('b'),
            Event::Rule => out.push('-'),
            Event::FootnoteReference(label) => out.push_str(&format!("{label:?}")),
            _ => {}
        }
    }
    out
}

fn parser(text: &str) -> Parser<'_> {
    Parser::new_ext(text, Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES)
}

/// The end of the list mark that begins at `start`.
fn mark_end(text: &str, start: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let digits = bytes[start..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    let end = start + digits;
    let marks: &[u8] = if digits == 0 { b"-*+" } else { b".)" };
    bytes.get(end).is_some_and(|byte| marks.contains(byte)).then_some(end + 1)
}

/// The column at which the content of an item begins, if only blanks and list marks stand before it in its line.
fn content_column(text: &str, start: usize, mark_end: usize) -> Option<usize> {
    let line = line_start(text, start);
    let before = &text[line..start];
    if !before.bytes().all(|byte| byte.is_ascii_digit() || b" .)-+*".contains(&byte)) {
        return None;
    }
    let rest = &text[mark_end..line_end(text, mark_end)];
    let blanks = rest.len() - rest.trim_start_matches(' ').len();
    let blanks = if rest.trim().is_empty() || blanks > 4 { 1 } else { blanks };
    Some(mark_end - line + blanks)
}
