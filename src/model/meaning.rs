//! What a text says, without how it is typed: a transcript of its tree that two texts share exactly if they say the same.
//!
//! Two uses rest on it. A translation is made from a state of its source, and the digest of that state must not change
//! when only list marks or blank lines do. And `clausebook fmt` gives a text back only if its transcript is the same.
//! The transcript is written out by hand, piece by piece, so that a change of the types does not change a digest.

use crate::model::body::{Block, Body, Inline, Item, LinkTarget, ReferenceTarget, Section};
use crate::model::citation::{Citation, CitationError};

/// What one section says: its blocks, its parts, and the footnotes marked in them.
pub fn of_section(section: &Section, body: &Body) -> Vec<u8> {
    let mut writer = Writer::new(body, false);
    writer.section(section);
    writer.finish()
}

/// What a whole text says and how it is shown: all that an output can be made from.
pub fn of_body(body: &Body) -> Vec<u8> {
    let mut writer = Writer::new(body, true);
    for section in &body.sections {
        writer.words(b'S', &section.key);
        writer.inlines(&section.heading);
        writer.section(section);
    }
    for heading in &body.headings {
        writer.mark(b'A', usize::from(heading.level));
        writer.words(b'a', &heading.anchor);
    }
    for path in &body.paragraphs {
        writer.words(b'P', &path.0);
    }
    writer.finish()
}

/// A citation in its canonical spelling; one that cannot be read as what was perhaps meant, else as why it cannot.
pub fn of_citation(citation: &Result<Citation, CitationError>) -> String {
    match citation {
        Ok(citation) => citation.to_string(),
        Err(error) => error.suggestion.clone().unwrap_or_else(|| format!("{error} at {}", error.offset)),
    }
}

struct Writer<'a> {
    body: &'a Body,
    out: Vec<u8>,
    /// Words that are not yet written, as the next piece may go on with them.
    pending: String,
    /// Footnotes in the order of their first mark.
    notes: Vec<u32>,
    /// Whether it matters how words are cut into pieces and what was recognised in them, as it does for outputs.
    exact: bool,
}

impl<'a> Writer<'a> {
    fn new(body: &'a Body, exact: bool) -> Writer<'a> {
        Writer { body, out: Vec::new(), pending: String::new(), notes: Vec::new(), exact }
    }

    fn finish(mut self) -> Vec<u8> {
        // A footnote may mark others, so the list is looked at anew after each.
        let mut at = 0;
        while let Some(index) = self.notes.get(at).copied() {
            self.mark(b'N', at);
            self.blocks(&self.body.footnotes[index as usize].blocks);
            at += 1;
        }
        self.flush();
        self.out
    }

    fn flush(&mut self) {
        if !self.pending.is_empty() {
            let words = std::mem::take(&mut self.pending);
            self.piece(b't', &words);
        }
    }

    /// A tag and a number.
    fn mark(&mut self, tag: u8, number: usize) {
        self.flush();
        self.out.push(tag);
        self.out.extend((number as u64).to_le_bytes());
    }

    /// A tag and words; their length before them keeps them apart from what follows.
    fn words(&mut self, tag: u8, words: &str) {
        self.flush();
        self.piece(tag, words);
    }

    fn piece(&mut self, tag: u8, words: &str) {
        // A line end is the same text in both of its forms.
        let words = words.replace("\r\n", "\n");
        self.out.push(tag);
        self.out.extend((words.len() as u64).to_le_bytes());
        self.out.extend(words.as_bytes());
    }

    fn section(&mut self, section: &Section) {
        self.blocks(&section.blocks);
        for part in &section.parts {
            self.words(b's', &part.key);
            self.inlines(&part.heading);
            self.blocks(&part.blocks);
        }
    }

    fn blocks(&mut self, blocks: &[Block]) {
        self.mark(b'(', blocks.len());
        for block in blocks {
            self.block(block);
        }
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Paragraph(inlines) => {
                self.mark(b'p', 0);
                self.inlines(inlines);
            }
            Block::Heading { level, anchor, inlines } => {
                self.mark(b'h', usize::from(*level));
                if self.exact {
                    self.words(b'a', anchor);
                }
                self.inlines(inlines);
            }
            Block::List(list) => {
                self.mark(b'l', list.items.len());
                self.out.extend([u8::from(list.ordered), list.level, u8::from(list.tight)]);
                for item in &list.items {
                    self.item(item);
                }
            }
            Block::Quote(blocks) => {
                self.mark(b'q', 0);
                self.blocks(blocks);
            }
            Block::Code(text) => self.words(b'k', text.get(self.body)),
            Block::Table(table) => {
                self.mark(b'T', table.rows.len());
                self.out.extend(table.alignments.iter().map(|alignment| *alignment as u8));
                self.cells(&table.header);
                for row in &table.rows {
                    self.cells(row);
                }
            }
            Block::Rule => self.mark(b'-', 0),
        }
    }

    fn item(&mut self, item: &Item) {
        self.mark(b'i', item.number as usize);
        self.words(b'm', item.mark.as_deref().unwrap_or(""));
        if let (true, Some(path)) = (self.exact, &item.path) {
            self.words(b'P', &path.0);
        }
        self.blocks(&item.blocks);
    }

    fn cells(&mut self, cells: &[Vec<Inline>]) {
        self.mark(b'r', cells.len());
        for cell in cells {
            self.mark(b'c', 0);
            self.inlines(cell);
        }
    }

    fn inlines(&mut self, inlines: &[Inline]) {
        for inline in inlines {
            self.inline(inline);
        }
    }

    fn within(&mut self, tag: u8, inlines: &[Inline]) {
        self.mark(tag, 0);
        self.inlines(inlines);
        self.mark(b')', 0);
    }

    fn inline(&mut self, inline: &Inline) {
        match inline {
            Inline::Text(text) => {
                if self.exact {
                    self.flush();
                }
                self.pending.push_str(text.get(self.body));
            }
            Inline::SoftBreak => self.mark(b'n', 0),
            Inline::HardBreak => self.mark(b'b', 0),
            Inline::Code(text) => self.words(b'`', text.get(self.body)),
            Inline::Emphasis(inlines) => self.within(b'e', inlines),
            Inline::Strong(inlines) => self.within(b'E', inlines),
            Inline::Link { target, inlines } => self.link(target, inlines),
            Inline::Image { reference, inlines } => {
                self.target(&self.body.references[*reference as usize].target);
                self.within(b'I', inlines);
            }
            Inline::Footnote(index) => {
                let at = self.notes.iter().position(|note| note == index).unwrap_or_else(|| {
                    self.notes.push(*index);
                    self.notes.len() - 1
                });
                self.mark(b'f', at);
            }
            Inline::Bracket(index, true) => {
                let bracket = &self.body.brackets[*index as usize];
                self.mark(b'[', bracket.by.len());
                self.out.push(u8::from(bracket.open));
                for name in &bracket.by {
                    self.words(b'y', name);
                }
                self.words(b'v', bracket.alternative.as_deref().unwrap_or(""));
            }
            Inline::Bracket(_, false) => self.mark(b']', 0),
        }
    }

    fn link(&mut self, target: &LinkTarget, inlines: &[Inline]) {
        match target {
            LinkTarget::Address(address) => self.words(b'u', address.get(self.body)),
            LinkTarget::Citation(index) => {
                let used = &self.body.citations[*index as usize];
                if used.plain && !self.exact {
                    // Words as any other; that they can be read as a citation is found out anew each time.
                    return self.inlines(inlines);
                }
                self.words(if used.plain { b'C' } else { b'c' }, &of_citation(&used.citation));
            }
            LinkTarget::Reference(index) => self.target(&self.body.references[*index as usize].target),
            LinkTarget::Nothing => self.mark(b'0', 0),
        }
        self.within(b'L', inlines);
    }

    fn target(&mut self, target: &ReferenceTarget) {
        let (tag, name, place) = match target {
            ReferenceTarget::Clause(id, paragraph) => (b'1', id, paragraph.as_deref()),
            ReferenceTarget::Term(id) => (b'2', id, None),
            ReferenceTarget::File(path, fragment) => (b'3', path, fragment.as_deref()),
            ReferenceTarget::Image(path) => (b'4', path, None),
        };
        self.words(tag, name);
        self.words(b'#', place.unwrap_or(""));
    }
}
