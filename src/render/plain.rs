//! The tree of a text as plain text: for terminals with the marks of its paragraphs, for the search of the site without.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::model::body::{Block, Body, Inline, List, Section};
use crate::model::book::{Book, TextId};
use crate::model::language::Language;
use crate::render::html::{ends_sentence, item_mark, link_words};
use crate::render::words;
use crate::resolve::Resolved;
use crate::resolve::bind::Bound;

/// How many characters of a bracketed text are given at most; a list of brackets shows fewer.
const EXCERPT: usize = 1_000;

/// The words of a text on one line, and where its brackets stand in them.
#[derive(Default)]
struct Flat {
    out: String,
    places: BTreeMap<u32, Range<usize>>,
}

/// Writes one text without any markup.
pub struct PlainWriter<'a> {
    book: &'a Book,
    resolved: &'a Resolved,
    body: &'a Body,
    bound: &'a Bound,
    language: Language,
    notes: bool,
}

impl<'a> PlainWriter<'a> {
    /// A writer for one text in the language of the source texts.
    pub fn new(book: &'a Book, resolved: &'a Resolved, id: TextId) -> PlainWriter<'a> {
        PlainWriter {
            book,
            resolved,
            body: book.body(id),
            bound: resolved.bound(book, id),
            language: book.settings.language,
            notes: true,
        }
    }

    /// The same for a text in another language, without the marks of footnotes.
    pub fn unmarked(self, language: Language) -> PlainWriter<'a> {
        PlainWriter { language, notes: false, ..self }
    }

    /// Appends the words of blocks on one line, a space behind each block, without the marks of lists.
    pub fn running(&self, blocks: &[Block], out: &mut String) {
        for block in blocks {
            match block {
                Block::Paragraph(inlines) | Block::Heading { inlines, .. } => self.inlines(inlines, out),
                Block::List(list) => list.items.iter().for_each(|item| self.running(&item.blocks, out)),
                Block::Quote(blocks) => self.running(blocks, out),
                Block::Code(text) => out.push_str(text.get(self.body)),
                Block::Table(table) => {
                    for cell in std::iter::once(&table.header).chain(&table.rows).flatten() {
                        self.inlines(cell, out);
                        out.push(' ');
                    }
                }
                Block::Rule => {}
            }
            if !out.ends_with([' ', '\n']) {
                out.push(' ');
            }
        }
    }

    /// The text of a section's blocks; a blank line behind each.
    pub fn section(&self, section: &Section) -> String {
        let mut out = String::new();
        self.blocks(&section.blocks, "", &mut out);
        out
    }

    fn blocks(&self, blocks: &[Block], indent: &str, out: &mut String) {
        for block in blocks {
            match block {
                Block::Paragraph(inlines) | Block::Heading { inlines, .. } => {
                    out.push_str(&format!("{indent}{}\n\n", self.line(inlines)));
                }
                Block::List(list) => self.list(list, indent, out),
                Block::Quote(blocks) => self.blocks(blocks, &format!("{indent}> "), out),
                Block::Code(text) => {
                    for line in text.get(self.body).lines() {
                        out.push_str(&format!("{indent}{line}\n"));
                    }
                    out.push('\n');
                }
                Block::Table(table) => {
                    for row in std::iter::once(&table.header).chain(&table.rows) {
                        let cells: Vec<String> = row.iter().map(|cell| self.line(cell)).collect();
                        out.push_str(&format!("{indent}{}\n", cells.join("  |  ")));
                    }
                    out.push('\n');
                }
                Block::Rule => out.push_str(&format!("{indent}* * *\n\n")),
            }
        }
    }

    fn list(&self, list: &List, indent: &str, out: &mut String) {
        for item in &list.items {
            let mark = if list.ordered { item_mark(item, list.level, self.language) } else { "-".to_owned() };
            let width = mark.chars().count().max(3) + 1;
            let mut text = String::new();
            self.blocks(&item.blocks, &format!("{indent}{}", " ".repeat(width)), &mut text);
            out.push_str(&format!("{indent}{mark:<width$}{}", text.trim_start()));
            if text.trim().is_empty() {
                out.push_str("\n\n");
            }
        }
    }

    /// The words of each bracket of the text, by its index; no marks of lists, no attributes; the beginning of a long one.
    pub fn brackets(&self) -> BTreeMap<u32, String> {
        let mut flat = Flat::default();
        for section in &self.body.sections {
            self.flat_blocks(&section.blocks, &mut flat);
        }
        let Flat { out, places } = flat;
        // No more is copied than is shown: brackets may nest, and each holds all that is inside it.
        let shown = |place: Range<usize>| out[place].chars().take(EXCERPT).collect();
        places.into_iter().map(|(index, place)| (index, shown(place))).collect()
    }

    fn flat_blocks(&self, blocks: &[Block], flat: &mut Flat) {
        for block in blocks {
            match block {
                Block::Paragraph(inlines) | Block::Heading { inlines, .. } => self.flat_line(inlines, flat),
                Block::List(list) => list.items.iter().for_each(|item| self.flat_blocks(&item.blocks, flat)),
                Block::Quote(blocks) => self.flat_blocks(blocks, flat),
                Block::Code(text) => flat.out.push_str(text.get(self.body)),
                Block::Table(table) => {
                    for cell in std::iter::once(&table.header).chain(&table.rows).flatten() {
                        self.flat_line(cell, flat);
                    }
                }
                Block::Rule => {}
            }
            flat.out.push(' ');
        }
    }

    fn flat_line(&self, inlines: &[Inline], flat: &mut Flat) {
        for inline in inlines {
            match inline {
                Inline::Bracket(index, true) => {
                    let at = flat.out.len();
                    flat.out.push('[');
                    flat.places.insert(*index, at..at + 1);
                }
                Inline::Bracket(index, false) => {
                    flat.out.push(']');
                    let end = flat.out.len();
                    if let Some(place) = flat.places.get_mut(index) {
                        place.end = end;
                    }
                }
                Inline::Emphasis(inner) | Inline::Strong(inner) => self.flat_line(inner, flat),
                Inline::Link { inlines: inner, .. } if !inner.is_empty() => self.flat_line(inner, flat),
                inline => self.inlines(std::slice::from_ref(inline), &mut flat.out),
            }
        }
    }

    fn line(&self, inlines: &[Inline]) -> String {
        let mut out = String::new();
        self.inlines(inlines, &mut out);
        out
    }

    /// Appends the words of a line.
    pub fn inlines(&self, inlines: &[Inline], out: &mut String) {
        let mut starts = true;
        for inline in inlines {
            match inline {
                Inline::Text(text) | Inline::Code(text) => out.push_str(text.get(self.body)),
                Inline::SoftBreak | Inline::HardBreak => out.push(' '),
                Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Image { inlines: inner, .. } => {
                    self.inlines(inner, out)
                }
                Inline::Link { target, inlines } if inlines.is_empty() => {
                    let said = link_words(self.book, self.resolved, self.body, self.bound, target, self.language);
                    out.push_str(&if starts { words::capitalized(&said) } else { said });
                }
                Inline::Link { inlines, .. } => self.inlines(inlines, out),
                Inline::Footnote(_) if !self.notes => {}
                Inline::Footnote(index) => out.push_str(&format!("[{}]", index + 1)),
                Inline::Bracket(_, opens) => out.push(if *opens { '[' } else { ']' }),
            }
            starts = ends_sentence(inline, self.body, starts);
        }
    }
}
