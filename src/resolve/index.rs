//! Identifiers and paths of a book, and what they name.

use std::collections::HashMap;

use crate::model::book::{Book, ClauseId, ProseId, TextId, stem};
use crate::model::clause::Clause;
use crate::model::language::Language;
use crate::model::outline::{EntryId, EntryKind};

/// Identifiers and paths.
#[derive(Debug, Default)]
pub struct Index {
    clauses: HashMap<String, ClauseId>,
    terms: HashMap<String, u32>,
    texts: HashMap<String, TextId>,
    translations: HashMap<(TextId, Language), u32>,
    /// The outline entry of each clause.
    pub clause_entries: Vec<EntryId>,
    /// The outline entry of each prose text.
    pub prose_entries: Vec<EntryId>,
    /// Clauses whose id another clause has: the one that must change, the one that has it.
    pub duplicates: Vec<(ClauseId, ClauseId)>,
}

impl Index {
    /// The index of a book. Of two clauses with one id that one has it whose file is named after it, else the earlier one
    /// in the outline.
    pub fn new(book: &Book) -> Index {
        let mut index = Index {
            clause_entries: vec![EntryId::ROOT; book.clauses.len()],
            prose_entries: vec![EntryId::ROOT; book.prose.len()],
            ..Index::default()
        };
        for (at, clause) in book.clauses.iter().enumerate() {
            let id = ClauseId(at as u32);
            index.texts.insert(book.sources.get(clause.file).path.clone(), TextId::Clause(id));
            match index.clauses.get(&clause.id.value) {
                Some(first) => {
                    let named = |clause: &Clause| stem(&book.sources.get(clause.file).path) == clause.id.value;
                    if named(clause) && !named(book.clause(*first)) {
                        index.duplicates.push((*first, id));
                        index.clauses.insert(clause.id.value.clone(), id);
                    } else {
                        index.duplicates.push((id, *first));
                    }
                }
                None => {
                    index.clauses.insert(clause.id.value.clone(), id);
                }
            }
        }
        for (at, prose) in book.prose.iter().enumerate() {
            index.texts.insert(book.sources.get(prose.file).path.clone(), TextId::Prose(ProseId(at as u32)));
        }
        for (at, translation) in book.translations.iter().enumerate() {
            index.translations.insert((translation.of, translation.language), at as u32);
        }
        for (at, term) in book.terms.iter().enumerate() {
            index.terms.insert(term.id.value.clone(), at as u32);
        }
        for (id, entry) in book.outline.iter() {
            match entry.kind {
                EntryKind::Clause(clause) => index.clause_entries[clause.0 as usize] = id,
                EntryKind::Prose(prose) | EntryKind::Chapter(Some(prose)) => index.prose_entries[prose.0 as usize] = id,
                EntryKind::Root | EntryKind::Part | EntryKind::Chapter(None) | EntryKind::Draft => {}
            }
        }
        index
    }

    /// The clause with this id.
    pub fn clause(&self, id: &str) -> Option<ClauseId> {
        self.clauses.get(id).copied()
    }

    /// The term with this id.
    pub fn term(&self, id: &str) -> Option<u32> {
        self.terms.get(id).copied()
    }

    /// A text in another language, by its place in the book's list.
    pub fn translation(&self, id: TextId, language: Language) -> Option<u32> {
        self.translations.get(&(id, language)).copied()
    }

    /// The text in this file, by path relative to the root.
    pub fn text(&self, path: &str) -> Option<TextId> {
        self.texts.get(path).copied()
    }
}
