//! What has been published: the ids, numbers and digests of each edition.

use crate::source::{FileId, Spanned};

/// The ledger of a book.
#[derive(Debug)]
pub struct Ledger {
    /// The file.
    pub file: FileId,
    /// The editions, the earliest first.
    pub editions: Vec<Edition>,
}

/// One published edition.
#[derive(Debug)]
pub struct Edition {
    /// Its name.
    pub name: Spanned<String>,
    /// Its date, as written.
    pub date: String,
    /// Its clauses, in their order.
    pub clauses: Vec<Published>,
}

/// A clause as it was published.
#[derive(Debug)]
pub struct Published {
    /// Its id.
    pub id: Spanned<String>,
    /// Its number.
    pub number: String,
    /// Its title.
    pub title: String,
    /// Whether it was published as withdrawn.
    pub withdrawn: bool,
    /// The digest of what it said.
    pub digest: String,
}

impl Ledger {
    /// The newest entry of an id, with its edition.
    pub fn newest(&self, id: &str) -> Option<(&Edition, &Published)> {
        self.editions.iter().rev().find_map(|edition| Some((edition, edition.clause(id)?)))
    }
}

impl Edition {
    /// The clause with this id.
    pub fn clause(&self, id: &str) -> Option<&Published> {
        self.clauses.iter().find(|clause| clause.id.value == id)
    }
}
