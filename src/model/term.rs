//! A defined term.

use std::collections::BTreeMap;

use crate::model::body::Body;
use crate::model::citation::Citation;
use crate::model::language::Language;
use crate::source::{Span, Spanned};

/// A defined term of `terms.yaml`.
#[derive(Debug)]
pub struct Term {
    /// Identifier, used in `term:ID`.
    pub id: Spanned<String>,
    /// The term itself, in the language of the source texts.
    pub term: String,
    /// What it means.
    pub definition: Body,
    /// Provisions that define it.
    pub source: Vec<Spanned<Citation>>,
    /// Other forms in the language of the source texts, and the term in other languages.
    pub forms: BTreeMap<Language, Vec<String>>,
    /// Where the term itself is written.
    pub place: Span,
    /// Where the forms of each language are written, parallel to `forms`.
    pub form_places: BTreeMap<Language, Vec<Span>>,
    /// Words not to be used, and what to use instead.
    pub discouraged: Vec<Discouraged>,
}

impl Term {
    /// Where a form in a language is written; where the term itself is, if it is no listed form.
    pub fn place_of(&self, language: Language, form: &str) -> Span {
        let same = |other: &String| other.trim().to_lowercase() == form.trim().to_lowercase();
        let at = self.forms.get(&language).and_then(|forms| forms.iter().position(same));
        let places = self.form_places.get(&language);
        at.and_then(|at| places.and_then(|places| places.get(at).copied())).unwrap_or(self.place)
    }
}

/// A word not to be used.
#[derive(Debug, Clone)]
pub struct Discouraged {
    /// The word not to be used.
    pub word: Spanned<String>,
    /// The word to use.
    pub instead: String,
    /// Why.
    pub reason: Option<String>,
    /// The language of the word, if it is not that of the source texts.
    pub language: Option<Language>,
}
