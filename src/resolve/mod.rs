//! From a loaded book to what its pointers mean.
//!
//! Identifiers are indexed, numbers given, citations and references bound, and the concordance computed once for all
//! outputs. What cannot be bound is kept as data ([`Failure`]); the words for it are found in `check`.

pub mod bind;
pub mod concordance;
pub mod history;
pub mod index;
pub mod numbering;
pub mod phrases;
pub mod prose;
pub mod terms;

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::model::anchor::Destination;
use crate::model::book::{Book, ClauseId, TextId};
use crate::model::language::Language;
use crate::resolve::bind::{Bound, BoundClause};
use crate::resolve::concordance::Concordance;
use crate::resolve::index::Index;
use crate::resolve::numbering::Numbers;
use crate::resolve::terms::TermForms;

pub use crate::resolve::bind::Failure;

/// What the pointers of a book mean.
#[derive(Debug)]
pub struct Resolved {
    /// Identifiers and paths.
    pub index: Index,
    /// Numbers of parts, chapters and clauses.
    pub numbers: Numbers,
    /// The pointers of each text, in the order of [`Book::texts`].
    bound: Vec<Bound>,
    /// The provisions in each clause's front matter.
    pub clauses: Vec<BoundClause>,
    /// Clause ↔ provision, both ways, with coverage.
    pub concordance: Concordance,
    /// Clauses that refer to each clause, in outline order.
    pub referred_by: Vec<Vec<ClauseId>>,
    /// The forms of the terms in each language of the book.
    pub term_forms: BTreeMap<Language, TermForms>,
    /// What could not be bound.
    pub failures: Vec<Failure>,
}

impl Resolved {
    /// The pointers of a text.
    pub fn bound(&self, book: &Book, id: TextId) -> &Bound {
        let at = match id {
            TextId::Clause(id) => id.0 as usize,
            TextId::Prose(id) => book.clauses.len() + id.0 as usize,
            TextId::Term(at) => book.clauses.len() + book.prose.len() + at as usize,
            TextId::Translation(at) => book.clauses.len() + book.prose.len() + book.terms.len() + at as usize,
        };
        &self.bound[at]
    }
}

/// Resolves a book.
pub fn run(book: &Book) -> Resolved {
    let index = Index::new(book);
    let numbers = Numbers::new(book);
    let texts = book.texts();
    let bound: Vec<(Bound, Vec<Failure>)> = texts.par_iter().map(|id| bind::text(book, &index, *id)).collect();
    let clauses: Vec<(BoundClause, Vec<Failure>)> =
        book.clauses.par_iter().map(|clause| bind::front_matter(book, &index, clause)).collect();
    let mut failures = bind::settings(book);
    let (bound, found): (Vec<Bound>, Vec<Vec<Failure>>) = bound.into_iter().unzip();
    failures.extend(found.into_iter().flatten());
    let (clauses, found): (Vec<BoundClause>, Vec<Vec<Failure>>) = clauses.into_iter().unzip();
    failures.extend(found.into_iter().flatten());
    let concordance = Concordance::new(book, &clauses, &bound);
    let referred_by = referred_by(book, &clauses, &bound);
    let languages = book.settings.languages.iter();
    let term_forms = languages.map(|language| (*language, TermForms::new(book, *language))).collect();
    Resolved { index, numbers, bound, clauses, concordance, referred_by, term_forms, failures }
}

fn referred_by(book: &Book, clauses: &[BoundClause], bound: &[Bound]) -> Vec<Vec<ClauseId>> {
    let mut out: Vec<Vec<ClauseId>> = vec![Vec::new(); book.clauses.len()];
    for (at, (clause, bound)) in clauses.iter().zip(bound).enumerate() {
        let own = ClauseId(at as u32);
        for destination in clause.related.iter().chain(bound.references.iter().flatten()) {
            if let Destination::Clause(id, _) | Destination::ClauseHeading(id, _) = destination
                && *id != own
                && out[id.0 as usize].last() != Some(&own)
            {
                out[id.0 as usize].push(own);
            }
        }
    }
    out
}
