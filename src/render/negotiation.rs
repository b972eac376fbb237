//! Views of text under negotiation: trees made from the tree of a clause's text.
//!
//! A place is a run of brackets of which one is to be chosen: those that stand side by side with nothing but spaces between
//! them, and named alternatives that follow each other as whole paragraphs. A bracket alone is a place too: its text stands
//! or falls. The clean text keeps the first of several and leaves out what is alone.

use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap};

use crate::model::body::{Block, Body, Inline, Item, List, ParagraphPath, Section, Str};

/// A place whose text is open.
#[derive(Debug)]
pub struct Place<'a> {
    /// Its brackets, in order: indices into [`Body::brackets`].
    pub members: Vec<u32>,
    /// The numbered paragraph that holds it.
    pub path: Option<&'a ParagraphPath>,
    /// The words around it.
    pub inlines: &'a [Inline],
}

/// How deep brackets may be nested to be places of their own; deeper ones are seen within those around them, so that
/// what is shown does not grow with the square of the text.
const NESTED: usize = 8;

/// The places of a section, in the order in which they begin.
pub fn places<'a>(section: &'a Section, body: &'a Body) -> Vec<Place<'a>> {
    walk(section, body, usize::MAX).places
}

/// The places of a section that are not nested too deep to be shown by themselves, and the text of each bracket.
pub fn find<'a>(section: &'a Section, body: &'a Body) -> Found<'a> {
    walk(section, body, NESTED)
}

fn walk<'a>(section: &'a Section, body: &'a Body, nested: usize) -> Found<'a> {
    let mut finder = Finder {
        body,
        places: Vec::new(),
        levels: vec![Level::default()],
        nested,
        opened: HashMap::new(),
        within: HashMap::new(),
    };
    finder.blocks(&section.blocks, None);
    Found { section, places: finder.places, within: finder.within }
}

/// The places of a section.
#[derive(Debug)]
pub struct Found<'a> {
    section: &'a Section,
    /// In the order in which they begin.
    pub places: Vec<Place<'a>>,
    /// What stands in the brackets that open and close in one line.
    within: HashMap<u32, &'a [Inline]>,
}

impl Found<'_> {
    /// The text of one bracket by itself, without footnotes and anchors; brackets in it stay as they are.
    pub fn excerpt(&self, index: u32) -> Vec<Block> {
        match self.within.get(&index) {
            Some(inlines) if inlines.is_empty() => Vec::new(),
            Some(inlines) => vec![Block::Paragraph(without_footnotes(inlines))],
            None => excerpt(self.section, index),
        }
    }
}

/// What has been seen at one depth of brackets.
#[derive(Default)]
struct Level {
    /// The place whose bracket closed last.
    last: Option<usize>,
    since: Since,
}

/// What came after a bracket.
#[derive(Default, Clone, Copy, PartialEq)]
enum Since {
    #[default]
    Spaces,
    Break,
    Words,
}

struct Finder<'a> {
    body: &'a Body,
    places: Vec<Place<'a>>,
    levels: Vec<Level>,
    /// How deep brackets may be nested to be places.
    nested: usize,
    /// Brackets of the line that is walked: its words, and where in them they opened.
    opened: HashMap<u32, (&'a [Inline], usize)>,
    within: HashMap<u32, &'a [Inline]>,
}

impl<'a> Finder<'a> {
    fn blocks(&mut self, blocks: &'a [Block], path: Option<&'a ParagraphPath>) {
        for block in blocks {
            self.since(Since::Break);
            match block {
                Block::Paragraph(inlines) | Block::Heading { inlines, .. } => self.inlines(inlines, inlines, path),
                Block::List(list) => {
                    for item in &list.items {
                        self.blocks(&item.blocks, item.path.as_ref().or(path));
                    }
                }
                Block::Quote(blocks) => self.blocks(blocks, path),
                Block::Table(table) => {
                    for cell in std::iter::once(&table.header).chain(&table.rows).flatten() {
                        self.since(Since::Break);
                        self.inlines(cell, cell, path);
                    }
                }
                Block::Code(_) | Block::Rule => self.since(Since::Words),
            }
        }
    }

    fn inlines(&mut self, inlines: &'a [Inline], around: &'a [Inline], path: Option<&'a ParagraphPath>) {
        for (at, inline) in inlines.iter().enumerate() {
            match inline {
                Inline::Bracket(index, true) if self.body.brackets[*index as usize].open => {
                    if std::ptr::eq(inlines, around) {
                        self.opened.insert(*index, (inlines, at));
                    }
                    self.open(*index, around, path);
                }
                Inline::Bracket(index, false) if self.body.brackets[*index as usize].open => {
                    if let Some((words, from)) = self.opened.remove(index)
                        && std::ptr::eq(words, inlines)
                    {
                        self.within.insert(*index, &inlines[from + 1..at]);
                    }
                    self.close();
                }
                Inline::Emphasis(inner) | Inline::Strong(inner) => self.inlines(inner, around, path),
                Inline::Text(text) if text.get(self.body).trim().is_empty() => {}
                Inline::SoftBreak | Inline::HardBreak | Inline::Footnote(_) => {}
                _ => self.since(Since::Words),
            }
        }
    }

    fn since(&mut self, since: Since) {
        if let Some(level) = self.levels.last_mut()
            && level.since != Since::Words
        {
            level.since = since;
        }
    }

    fn open(&mut self, index: u32, inlines: &'a [Inline], path: Option<&'a ParagraphPath>) {
        if self.levels.len() > self.nested {
            self.levels.push(Level::default());
            return;
        }
        let name = |index: u32| self.body.brackets[index as usize].alternative.as_ref();
        let joined = self.levels.last().and_then(|level| {
            let members = &self.places[level.last?].members;
            let joins = match level.since {
                Since::Spaces => true,
                Since::Break => {
                    name(index).is_some() && members.iter().all(|one| name(*one).is_some() && name(*one) != name(index))
                }
                Since::Words => false,
            };
            level.last.filter(|_| joins)
        });
        let place = joined.unwrap_or_else(|| {
            self.places.push(Place { members: Vec::new(), path, inlines });
            self.places.len() - 1
        });
        self.places[place].members.push(index);
        if let Some(level) = self.levels.last_mut() {
            level.last = Some(place);
        }
        self.levels.push(Level::default());
    }

    fn close(&mut self) {
        if self.levels.len() > 1 {
            self.levels.pop();
        }
        if let Some(level) = self.levels.last_mut() {
            level.since = Since::Spaces;
        }
    }
}

/// The clean text of a section; an item of which nothing is left says so in `nothing`.
pub fn clean(section: &Section, body: &Body, nothing: &str) -> Section {
    let places = places(section, body);
    let kept: BTreeSet<u32> =
        places.iter().filter(|place| place.members.len() > 1).map(|place| place.members[0]).collect();
    let mut cutter = Cutter { body, kept: &kept, nothing, inside: None };
    Section { blocks: cutter.blocks(&section.blocks), parts: Vec::new(), ..section.clone() }
}

/// Takes brackets out, with their text unless they are kept.
struct Cutter<'a> {
    body: &'a Body,
    kept: &'a BTreeSet<u32>,
    nothing: &'a str,
    /// The bracket whose text is being left out.
    inside: Option<u32>,
}

impl Cutter<'_> {
    fn blocks(&mut self, blocks: &[Block]) -> Vec<Block> {
        blocks.iter().filter_map(|block| self.block(block)).collect()
    }

    fn block(&mut self, block: &Block) -> Option<Block> {
        let out = match block {
            Block::Paragraph(inlines) => Block::Paragraph(self.inlines(inlines)),
            Block::Heading { level, anchor, inlines } => {
                Block::Heading { level: *level, anchor: anchor.clone(), inlines: self.inlines(inlines) }
            }
            Block::List(list) => {
                let left: Vec<Vec<Block>> = list.items.iter().map(|item| self.blocks(&item.blocks)).collect();
                if left.iter().all(Vec::is_empty) && list.level > 0 {
                    return None;
                }
                let items = list.items.iter().zip(left).map(|(item, blocks)| self.item(item, blocks));
                Block::List(List { items: items.collect(), ..list.clone() })
            }
            Block::Quote(blocks) => Block::Quote(self.blocks(blocks)),
            Block::Table(table) => {
                let mut table = table.clone();
                for cell in std::iter::once(&mut table.header).chain(&mut table.rows).flatten() {
                    *cell = self.inlines(cell);
                }
                Block::Table(table)
            }
            Block::Code(_) | Block::Rule if self.inside.is_some() => return None,
            Block::Code(_) | Block::Rule => block.clone(),
        };
        let emptied = match &out {
            Block::Quote(blocks) => blocks.is_empty(),
            block => block.is_empty(),
        };
        Some(out).filter(|_| !emptied)
    }

    fn item(&self, item: &Item, mut blocks: Vec<Block>) -> Item {
        if blocks.is_empty() && !item.blocks.is_empty() {
            let words = Inline::Text(Str::Owned(self.nothing.into()));
            blocks = vec![Block::Paragraph(vec![Inline::Emphasis(vec![words])])];
        }
        Item { blocks, ..item.clone() }
    }

    fn inlines(&mut self, inlines: &[Inline]) -> Vec<Inline> {
        let mut out: Vec<Inline> = Vec::new();
        let mut gap = self.inside.is_some();
        let mut left_out = gap;
        for inline in inlines {
            match inline {
                Inline::Bracket(index, true) if self.body.brackets[*index as usize].open => {
                    if self.inside.is_none() && !self.kept.contains(index) {
                        self.inside = Some(*index);
                    }
                }
                Inline::Bracket(index, false) if self.body.brackets[*index as usize].open => {
                    if self.inside == Some(*index) {
                        self.inside = None;
                        (gap, left_out) = (true, true);
                    }
                }
                // Brackets may open or close within emphasis, so what is left out is walked too.
                Inline::Emphasis(inner) => {
                    let inner = self.inlines(inner);
                    out.extend((!inner.is_empty()).then_some(Inline::Emphasis(inner)));
                }
                Inline::Strong(inner) => {
                    let inner = self.inlines(inner);
                    out.extend((!inner.is_empty()).then_some(Inline::Strong(inner)));
                }
                Inline::Link { target, inlines } if !inlines.is_empty() => {
                    let inlines = self.inlines(inlines);
                    gap &= inlines.is_empty();
                    out.extend((!inlines.is_empty()).then(|| Inline::Link { target: target.clone(), inlines }));
                }
                _ if self.inside.is_some() => {}
                Inline::Text(text) if gap => {
                    let words = self.closed(&mut out, text.get(self.body)).into_owned();
                    gap = words.is_empty();
                    out.extend((!words.is_empty()).then(|| Inline::Text(Str::Owned(words.into()))));
                }
                Inline::SoftBreak if gap && out.last().is_none_or(|last| self.ends_in_space(last)) => {}
                other => {
                    gap = false;
                    out.push(other.clone());
                }
            }
        }
        // A stop that ended what is left out says nothing by itself.
        let blank = |inline: &Inline| match inline {
            Inline::Text(text) if left_out => !text.get(self.body).contains(char::is_alphanumeric),
            Inline::Text(text) => text.get(self.body).trim().is_empty(),
            Inline::SoftBreak | Inline::HardBreak => true,
            _ => false,
        };
        if out.iter().all(blank) { Vec::new() } else { out }
    }

    /// The words behind a gap, so that no two spaces meet, and none stands before a stop.
    fn closed<'t>(&self, out: &mut [Inline], words: &'t str) -> Cow<'t, str> {
        let stop = words.trim_start().starts_with(|c: char| ",.;:!?)،؛؟。，；：、！？）".contains(c));
        match out.last_mut() {
            Some(Inline::Text(before)) if stop => {
                let trimmed = before.get(self.body).trim_end().to_owned();
                *before = Str::Owned(trimmed.into());
                Cow::Borrowed(words.trim_start())
            }
            Some(last) if !self.ends_in_space(last) => Cow::Borrowed(words),
            _ => Cow::Borrowed(words.trim_start()),
        }
    }

    fn ends_in_space(&self, inline: &Inline) -> bool {
        match inline {
            Inline::Text(text) => text.get(self.body).ends_with(char::is_whitespace),
            Inline::SoftBreak | Inline::HardBreak => true,
            _ => false,
        }
    }
}

fn excerpt(section: &Section, index: u32) -> Vec<Block> {
    let mut taker = Taker { index, inside: false };
    let blocks = taker.blocks(&section.blocks);
    match blocks.as_slice() {
        // Within one item the mark is not part of what is proposed.
        [Block::List(list)] => within_one_item(list).unwrap_or(blocks),
        _ => blocks,
    }
}

fn within_one_item(list: &List) -> Option<Vec<Block>> {
    let [item] = list.items.as_slice() else { return None };
    match item.blocks.as_slice() {
        [Block::List(inner)] => within_one_item(inner),
        [Block::Paragraph(_)] => Some(item.blocks.clone()),
        _ => None,
    }
}

/// Words without the marks of footnotes.
pub fn without_footnotes(inlines: &[Inline]) -> Vec<Inline> {
    let kept = inlines.iter().filter_map(|inline| match inline {
        Inline::Emphasis(inner) => Some(Inline::Emphasis(without_footnotes(inner))),
        Inline::Strong(inner) => Some(Inline::Strong(without_footnotes(inner))),
        Inline::Footnote(_) => None,
        other => Some(other.clone()),
    });
    kept.collect()
}

struct Taker {
    index: u32,
    inside: bool,
}

impl Taker {
    fn blocks(&mut self, blocks: &[Block]) -> Vec<Block> {
        blocks.iter().filter_map(|block| self.block(block)).collect()
    }

    fn block(&mut self, block: &Block) -> Option<Block> {
        match block {
            Block::Paragraph(inlines) | Block::Heading { inlines, .. } => {
                let inlines = self.inlines(inlines);
                (!inlines.is_empty()).then_some(Block::Paragraph(inlines))
            }
            Block::List(list) => {
                let items = list.items.iter().filter_map(|item| {
                    let blocks = self.blocks(&item.blocks);
                    (!blocks.is_empty()).then(|| Item { blocks, path: None, ..item.clone() })
                });
                let items: Vec<Item> = items.collect();
                (!items.is_empty()).then(|| Block::List(List { items, ..list.clone() }))
            }
            Block::Quote(blocks) => {
                let blocks = self.blocks(blocks);
                (!blocks.is_empty()).then_some(Block::Quote(blocks))
            }
            Block::Table(table) => {
                let cells = std::iter::once(&table.header).chain(&table.rows).flatten();
                let taken: Vec<Inline> = cells.flat_map(|cell| self.inlines(cell)).collect();
                (!taken.is_empty()).then_some(Block::Paragraph(taken))
            }
            Block::Code(_) | Block::Rule => self.inside.then(|| block.clone()),
        }
    }

    fn inlines(&mut self, inlines: &[Inline]) -> Vec<Inline> {
        let mut out = Vec::new();
        for inline in inlines {
            match inline {
                Inline::Bracket(index, opens) if *index == self.index => self.inside = *opens,
                Inline::Emphasis(inner) => {
                    let inner = self.inlines(inner);
                    out.extend((!inner.is_empty()).then_some(Inline::Emphasis(inner)));
                }
                Inline::Strong(inner) => {
                    let inner = self.inlines(inner);
                    out.extend((!inner.is_empty()).then_some(Inline::Strong(inner)));
                }
                Inline::Footnote(_) => {}
                other => out.extend(self.inside.then(|| other.clone())),
            }
        }
        out
    }
}
