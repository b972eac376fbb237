//! The defined terms as they are found in texts.

use crate::model::book::Book;
use crate::model::language::Language;
use crate::model::term::Term;
use crate::resolve::phrases::{Match, Phrases};
use crate::resolve::prose::Line;

/// What a term is called in a language: in that of the source texts the term itself and its forms, else its forms.
pub fn forms(book: &Book, term: &Term, language: Language) -> impl Iterator<Item = String> {
    let own = (language == book.settings.language).then(|| term.term.clone());
    let listed = term.forms.get(&language).into_iter().flatten().cloned().collect::<Vec<_>>();
    own.into_iter().chain(listed)
}

/// The forms of all terms in one language, prepared.
#[derive(Debug, Default)]
pub struct TermForms {
    phrases: Phrases,
    /// The term of each form: its place in [`Book::terms`].
    owners: Vec<u32>,
}

impl TermForms {
    /// The forms of a book's terms in a language.
    pub fn new(book: &Book, language: Language) -> TermForms {
        let mut owners = Vec::new();
        let mut all = Vec::new();
        for (at, term) in book.terms.iter().enumerate() {
            for form in forms(book, term, language) {
                all.push(form);
                owners.push(at as u32);
            }
        }
        TermForms { phrases: Phrases::new(all.iter().map(String::as_str)), owners }
    }

    /// Every form in a line, in the order of the places, of those at one place the longest first.
    pub fn find(&self, line: &Line<'_>) -> Vec<Match> {
        self.phrases.find(line)
    }

    /// The term that a form belongs to: its place in [`Book::terms`].
    pub fn term(&self, found: &Match) -> u32 {
        self.owners[found.phrase]
    }
}
