//! What has changed from edition to edition, and since the newest.

use std::collections::HashMap;

use crate::model::book::{Book, ClauseId, TextId};
use crate::model::clause::Status;
use crate::model::ledger::Published;
use crate::model::translation;
use crate::resolve::Resolved;
use crate::source::Spanned;

/// What happened to a clause between two editions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// It is new.
    Added,
    /// What it says has changed.
    Changed,
    /// It has another number, and says what it said.
    Renumbered,
    /// It is no longer part of the document.
    Withdrawn,
}

/// A clause that is not what it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Its id.
    pub id: String,
    /// What happened.
    pub kind: Kind,
    /// Its number now; the last one it had, if it is withdrawn.
    pub number: String,
    /// The number that it had, if it was another one.
    pub was: Option<String>,
    /// Its title now; the last one it had, if it is gone.
    pub title: String,
}

/// The clauses of a book as the ledger would note them.
pub fn present(book: &Book, resolved: &Resolved) -> Vec<Published> {
    let published = |(at, clause): (usize, &std::sync::Arc<crate::model::clause::Clause>)| {
        let entry = resolved.index.clause_entries[at];
        let body = book.body(TextId::Clause(ClauseId(at as u32)));
        Published {
            id: Spanned { value: clause.id.value.clone(), span: clause.id.span },
            number: resolved.numbers.of(entry).unwrap_or_default().to_owned(),
            title: clause.title.value.clone(),
            withdrawn: clause.status == Status::Withdrawn,
            digest: translation::digest(&clause.title.value, body, body),
        }
    };
    book.clauses.iter().enumerate().map(published).collect()
}

/// What has changed from one state to a later one: in the order of the later, then what is gone from the earlier.
pub fn changes(earlier: &[Published], later: &[Published]) -> Vec<Change> {
    let by_id = |list: &'_ [Published]| -> HashMap<String, usize> {
        list.iter().enumerate().map(|(at, one)| (one.id.value.clone(), at)).collect()
    };
    let (before, after) = (by_id(earlier), by_id(later));
    let mut out = Vec::new();
    for now in later {
        let old = before.get(&now.id.value).map(|at| &earlier[*at]);
        let kind = match old {
            None if now.withdrawn => continue,
            None => Kind::Added,
            Some(old) if now.withdrawn && old.withdrawn => continue,
            Some(_) if now.withdrawn => Kind::Withdrawn,
            Some(old) if old.digest != now.digest || old.title != now.title => Kind::Changed,
            Some(old) if old.number != now.number => Kind::Renumbered,
            Some(_) => continue,
        };
        let was = old.map(|old| old.number.clone()).filter(|number| *number != now.number);
        out.push(Change { id: now.id.value.clone(), kind, number: now.number.clone(), was, title: now.title.clone() });
    }
    for gone in earlier.iter().filter(|old| !old.withdrawn && !after.contains_key(&old.id.value)) {
        out.push(Change {
            id: gone.id.value.clone(),
            kind: Kind::Withdrawn,
            number: gone.number.clone(),
            was: None,
            title: gone.title.clone(),
        });
    }
    out
}
