//! Views of text under negotiation: trees made from the tree of a clause's text.
//!
//! A place is a run of brackets of which one is to be chosen: those that stand side by side with nothing but spaces between
//! them, and named alternatives that follow each other as whole paragraphs. A bracket alone is a place too: its text stands
//! or falls. The clean text keeps the first of several and leaves out what is alone.

use std::borrow::Cow;
use std::collections::BTreeSet;

use crate::model::body::{Block, Body, Inline, Item, List, ParagraphPath, Section, Str, Table};

/// How deep nested places are listed; each holds the words of those in it, so that a deep nest would grow with its square.
pub const LISTED_DEPTH: usize = 3;

/// A place whose text is open.
#[derive(Debug)]
pub struct Place<'a> {
    /// Its brackets, in order.
    pub members: Vec<Member>,
    /// How many brackets are around it.
    pub depth: usize,
    /// The numbered paragraph that holds it.
    pub path: Option<&'a ParagraphPath>,
    /// The words around it.
    pub inlines: &'a [Inline],
}

/// A bracket of a place.
#[derive(Debug)]
pub struct Member {
    /// Index into [`Body::brackets`].
    pub index: u32,
    /// The way to where it opens: places of blocks, items and cells from the outside in, last that of the inline.
    from: Vec<usize>,
    /// The way to where it closes.
    to: Vec<usize>,
}

/// The places of a section, in the order in which they begin.
pub fn places<'a>(section: &'a Section, body: &'a Body) -> Vec<Place<'a>> {
    let mut finder =
        Finder { body, places: Vec::new(), names: Vec::new(), levels: vec![Level::default()], way: Vec::new() };
    finder.blocks(&section.blocks, None);
    finder.places
}

/// What has been seen at one depth of brackets.
#[derive(Default)]
struct Level {
    /// The place whose bracket closed last.
    last: Option<usize>,
    since: Since,
    /// The bracket that holds this depth: its place, and which member it is.
    inside: Option<(usize, usize)>,
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
    /// The names of the alternatives of each place; nothing once a member has none, or one that is there already.
    names: Vec<Option<BTreeSet<&'a str>>>,
    levels: Vec<Level>,
    /// Where the walk is.
    way: Vec<usize>,
}

impl<'a> Finder<'a> {
    fn blocks(&mut self, blocks: &'a [Block], path: Option<&'a ParagraphPath>) {
        for (at, block) in blocks.iter().enumerate() {
            self.since(Since::Break);
            self.way.push(at);
            match block {
                Block::Paragraph(inlines) | Block::Heading { inlines, .. } => self.line(inlines, path),
                Block::List(list) => {
                    for (at, item) in list.items.iter().enumerate() {
                        self.way.push(at);
                        self.blocks(&item.blocks, item.path.as_ref().or(path));
                        self.way.pop();
                    }
                }
                Block::Quote(blocks) => self.blocks(blocks, path),
                Block::Table(table) => {
                    for (at, cell) in cells(table).enumerate() {
                        self.since(Since::Break);
                        self.way.push(at);
                        self.line(cell, path);
                        self.way.pop();
                    }
                }
                Block::Code(_) | Block::Rule => self.since(Since::Words),
            }
            self.way.pop();
        }
    }

    fn line(&mut self, inlines: &'a [Inline], path: Option<&'a ParagraphPath>) {
        for (at, inline) in inlines.iter().enumerate() {
            self.way.push(at);
            self.inline(inline, inlines, path);
            self.way.pop();
        }
    }

    fn inline(&mut self, inline: &'a Inline, around: &'a [Inline], path: Option<&'a ParagraphPath>) {
        match inline {
            Inline::Bracket(index, opens) if self.body.brackets[*index as usize].open => match opens {
                true => self.open(*index, around, path),
                false => self.close(),
            },
            Inline::Emphasis(inner) | Inline::Strong(inner) => {
                inner.iter().for_each(|inline| self.inline(inline, around, path));
            }
            Inline::Text(text) if text.get(self.body).trim().is_empty() => {}
            Inline::SoftBreak | Inline::HardBreak | Inline::Footnote(_) => {}
            _ => self.since(Since::Words),
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
        let name = self.body.brackets[index as usize].alternative.as_deref();
        let depth = self.levels.len() - 1;
        let joined = self.levels.last().and_then(|level| {
            let joins = match level.since {
                Since::Spaces => true,
                Since::Break => name
                    .zip(level.last)
                    .is_some_and(|(name, last)| self.names[last].as_ref().is_some_and(|all| !all.contains(name))),
                Since::Words => false,
            };
            level.last.filter(|_| joins)
        });
        let place = joined.unwrap_or_else(|| {
            self.places.push(Place { members: Vec::new(), depth, path, inlines });
            self.names.push(Some(BTreeSet::new()));
            self.places.len() - 1
        });
        let distinct = |all: &mut BTreeSet<&'a str>| name.is_some_and(|name| all.insert(name));
        if !self.names[place].as_mut().is_some_and(distinct) {
            self.names[place] = None;
        }
        let members = &mut self.places[place].members;
        members.push(Member { index, from: self.way.clone(), to: Vec::new() });
        let inside = Some((place, members.len() - 1));
        if let Some(level) = self.levels.last_mut() {
            level.last = Some(place);
        }
        self.levels.push(Level { inside, ..Level::default() });
    }

    fn close(&mut self) {
        let closed = (self.levels.len() > 1).then(|| self.levels.pop()).flatten().and_then(|level| level.inside);
        if let Some((place, member)) = closed {
            self.places[place].members[member].to.clone_from(&self.way);
        }
        if let Some(level) = self.levels.last_mut() {
            level.since = Since::Spaces;
        }
    }
}

fn cells(table: &Table) -> impl Iterator<Item = &Vec<Inline>> {
    std::iter::once(&table.header).chain(&table.rows).flatten()
}

/// The clean text of a section; an item of which nothing is left says so in `nothing`.
pub fn clean(section: &Section, body: &Body, nothing: &str) -> Section {
    let places = places(section, body);
    let kept: BTreeSet<u32> =
        places.iter().filter(|place| place.members.len() > 1).map(|place| place.members[0].index).collect();
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
                let List { ordered, level, tight, .. } = *list;
                Block::List(List { ordered, level, tight, items: items.collect() })
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
        Item { number: item.number, mark: item.mark.clone(), path: item.path.clone(), blocks }
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

/// The text of one bracket by itself, without footnotes and anchors; brackets in it stay as they are.
///
/// No more of the section is looked at than the bracket spans.
pub fn excerpt(section: &Section, member: &Member) -> Vec<Block> {
    let mut taker = Taker { index: member.index, inside: false };
    let blocks = taker.blocks(&section.blocks, Some(&member.from), Some(&member.to[..]).filter(|to| !to.is_empty()));
    match (member.from.split_last(), member.to.split_last()) {
        // Within one paragraph the marks around it are not part of what is proposed.
        (Some((_, from)), Some((_, to))) if from == to => innermost(blocks),
        _ => blocks,
    }
}

fn innermost(blocks: Vec<Block>) -> Vec<Block> {
    match blocks.as_slice() {
        [Block::List(list)] if list.items.len() == 1 => innermost(list.items[0].blocks.clone()),
        [Block::Quote(inner)] => innermost(inner.clone()),
        _ => blocks,
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

/// A part of a way: nothing where the whole is wanted.
type Way<'w> = Option<&'w [usize]>;

struct Taker {
    index: u32,
    inside: bool,
}

/// The children that lie between two ways, each with the rest of the ways for itself.
fn between<'w, T>(
    children: impl Iterator<Item = T>,
    from: Way<'w>,
    to: Way<'w>,
) -> impl Iterator<Item = (T, Way<'w>, Way<'w>)> {
    let first = from.and_then(|way| way.first()).copied().unwrap_or(0);
    let last = to.and_then(|way| way.first()).copied();
    let taken = children.enumerate().skip(first).take_while(move |(at, _)| last.is_none_or(|last| *at <= last));
    taken.map(move |(at, child)| {
        let rest = |way: Way<'w>, here: bool| way.filter(|_| here).and_then(|way| way.get(1..));
        (child, rest(from, at == first), rest(to, Some(at) == last))
    })
}

impl Taker {
    fn blocks(&mut self, blocks: &[Block], from: Way<'_>, to: Way<'_>) -> Vec<Block> {
        between(blocks.iter(), from, to).filter_map(|(block, from, to)| self.block(block, from, to)).collect()
    }

    fn block(&mut self, block: &Block, from: Way<'_>, to: Way<'_>) -> Option<Block> {
        match block {
            Block::Paragraph(inlines) | Block::Heading { inlines, .. } => {
                let inlines = self.inlines(between(inlines.iter(), from, to).map(|(inline, ..)| inline));
                (!inlines.is_empty()).then_some(Block::Paragraph(inlines))
            }
            Block::List(list) => {
                let items = between(list.items.iter(), from, to).filter_map(|(item, from, to)| {
                    let blocks = self.blocks(&item.blocks, from, to);
                    (!blocks.is_empty()).then(|| Item {
                        number: item.number,
                        mark: item.mark.clone(),
                        path: None,
                        blocks,
                    })
                });
                let items: Vec<Item> = items.collect();
                let List { ordered, level, tight, .. } = *list;
                (!items.is_empty()).then_some(Block::List(List { ordered, level, tight, items }))
            }
            Block::Quote(blocks) => {
                let blocks = self.blocks(blocks, from, to);
                (!blocks.is_empty()).then_some(Block::Quote(blocks))
            }
            Block::Table(table) => {
                let mut taken = Vec::new();
                for (cell, from, to) in between(cells(table), from, to) {
                    taken.extend(self.inlines(between(cell.iter(), from, to).map(|(inline, ..)| inline)));
                }
                (!taken.is_empty()).then_some(Block::Paragraph(taken))
            }
            Block::Code(_) | Block::Rule => self.inside.then(|| block.clone()),
        }
    }

    fn inlines<'i>(&mut self, inlines: impl Iterator<Item = &'i Inline>) -> Vec<Inline> {
        let mut out = Vec::new();
        for inline in inlines {
            match inline {
                Inline::Bracket(index, opens) if *index == self.index => self.inside = *opens,
                Inline::Emphasis(inner) => {
                    let inner = self.inlines(inner.iter());
                    out.extend((!inner.is_empty()).then_some(Inline::Emphasis(inner)));
                }
                Inline::Strong(inner) => {
                    let inner = self.inlines(inner.iter());
                    out.extend((!inner.is_empty()).then_some(Inline::Strong(inner)));
                }
                Inline::Footnote(_) => {}
                other => out.extend(self.inside.then(|| other.clone())),
            }
        }
        out
    }
}
