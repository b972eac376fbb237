//! Numbers of parts, chapters and clauses.

use crate::config::raw::Numbering;
use crate::model::book::Book;
use crate::model::citation::roman;
use crate::model::outline::{EntryId, EntryKind};

/// The numbers of a book's outline.
#[derive(Debug)]
pub struct Numbers {
    entries: Vec<Option<String>>,
}

impl Numbers {
    /// Parts I, II …; chapters 1, 2 … through the whole document; clauses through the document or anew in each chapter.
    ///
    /// A text still to be written keeps its number free.
    pub fn new(book: &Book) -> Numbers {
        let mut entries = vec![None; book.outline.entries.len()];
        let (mut part, mut chapter, mut clause) = (0u16, 0u32, 0u32);
        for (id, entry) in book.outline.iter() {
            let top = book.outline.get(entry.parent);
            entries[id.0 as usize] = match entry.kind {
                EntryKind::Part => {
                    part += 1;
                    Some(roman(part).to_uppercase())
                }
                // Only the outermost chapters are counted through; those within them are numbered below them.
                EntryKind::Chapter(_) if matches!(top.kind, EntryKind::Chapter(_)) => {
                    let place = top.children.iter().take_while(|child| **child != id);
                    let before =
                        place.filter(|child| matches!(book.outline.get(**child).kind, EntryKind::Chapter(_))).count();
                    entries[entry.parent.0 as usize].as_ref().map(|above: &String| format!("{above}.{}", before + 1))
                }
                EntryKind::Chapter(_) => {
                    chapter += 1;
                    if book.settings.numbering == Numbering::ByChapter {
                        clause = 0;
                    }
                    Some(chapter.to_string())
                }
                EntryKind::Clause(_) | EntryKind::Draft => {
                    clause += 1;
                    Some(match (book.settings.numbering, chapter) {
                        (Numbering::Continuous, _) | (Numbering::ByChapter, 0) => clause.to_string(),
                        (Numbering::ByChapter, chapter) => format!("{chapter}.{clause}"),
                    })
                }
                EntryKind::Root | EntryKind::Prose(_) => None,
            };
        }
        Numbers { entries }
    }

    /// The number of an entry, if it has one.
    pub fn of(&self, id: EntryId) -> Option<&str> {
        self.entries.get(id.0 as usize).and_then(Option::as_deref)
    }
}
