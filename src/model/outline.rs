//! The outline: parts, chapters and texts in their order.

use std::collections::BTreeMap;

use crate::model::book::{ClauseId, ProseId};
use crate::model::language::Language;
use crate::source::Span;

/// Index of an entry in [`Outline::entries`]; 0 is the root.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntryId(pub u32);

impl EntryId {
    /// The root, which holds everything.
    pub const ROOT: EntryId = EntryId(0);
}

/// The outline as a tree in one list; children come after their parents, in reading order.
#[derive(Debug, Default)]
pub struct Outline {
    /// All entries, the root first, in reading order.
    pub entries: Vec<Entry>,
}

/// One entry.
#[derive(Debug)]
pub struct Entry {
    /// What it is.
    pub kind: EntryKind,
    /// Its title as typed in the outline.
    pub title: String,
    /// Its title in other languages.
    pub titles: BTreeMap<Language, String>,
    /// Where it stands in SUMMARY.md.
    pub span: Span,
    /// The entry that holds it.
    pub parent: EntryId,
    /// The entries that it holds.
    pub children: Vec<EntryId>,
}

/// What an entry is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EntryKind {
    /// The whole document.
    Root,
    /// A part, from a part title.
    Part,
    /// A chapter: an item with items below it; its introduction, if it has one.
    Chapter(Option<ProseId>),
    /// A clause.
    Clause(ClauseId),
    /// Prose without a number, before or after the numbered items.
    Prose(ProseId),
    /// A text still to be written.
    Draft,
}

impl Outline {
    /// The entry with this id.
    pub fn get(&self, id: EntryId) -> &Entry {
        &self.entries[id.0 as usize]
    }

    /// All entries with their ids, in reading order, without the root.
    pub fn iter(&self) -> impl Iterator<Item = (EntryId, &Entry)> {
        self.entries.iter().enumerate().skip(1).map(|(at, entry)| (EntryId(at as u32), entry))
    }

    /// The entries that hold this one, nearest first, without the root.
    pub fn ancestors(&self, id: EntryId) -> impl Iterator<Item = EntryId> {
        let mut at = id;
        std::iter::from_fn(move || {
            at = self.get(at).parent;
            (at != EntryId::ROOT).then_some(at)
        })
    }

    /// Adds an entry below another.
    pub fn add(&mut self, parent: EntryId, kind: EntryKind, title: String, span: Span) -> EntryId {
        let id = EntryId(self.entries.len() as u32);
        self.entries.push(Entry { kind, title, titles: BTreeMap::new(), span, parent, children: Vec::new() });
        if id != EntryId::ROOT {
            self.entries[parent.0 as usize].children.push(id);
        }
        id
    }
}
