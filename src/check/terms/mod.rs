//! Defined terms: words that are discouraged, terms that nobody uses, links that come late, forms that two terms claim.

mod ambiguous;
mod discouraged;
mod late;
mod unused;

use crate::check::wording::Text;
use crate::diag::Diagnostic;
use crate::model::book::{Book, TextId};
use crate::model::language::Language;
use crate::resolve::prose::Line;
use crate::resolve::terms::TermForms;

/// The words of a book's terms, prepared.
#[derive(Debug)]
pub struct Vocabulary {
    languages: Vec<(Language, discouraged::Words)>,
    unused: unused::Loose,
    forms: TermForms,
}

impl Vocabulary {
    /// The words of a book's terms.
    pub fn new(book: &Book) -> Vocabulary {
        Vocabulary {
            languages: book.settings.languages.iter().map(|l| (*l, discouraged::Words::new(book, *l))).collect(),
            unused: unused::Loose::new(book),
            forms: TermForms::new(book, book.settings.language),
        }
    }

    fn discouraged(&self, language: Language) -> Option<&discouraged::Words> {
        self.languages.iter().find(|(own, _)| *own == language).map(|(_, words)| words)
    }
}

/// Reports what one text shows.
pub fn text(book: &Book, vocabulary: &Vocabulary, text: &Text<'_>, findings: &mut Vec<Diagnostic>) {
    if let Some(words) = vocabulary.discouraged(text.language) {
        let own = match text.id {
            TextId::Term(at) => Some(at),
            _ => None,
        };
        for line in text.all() {
            words.check(book, line, own, findings);
        }
    }
    if matches!(text.id, TextId::Clause(_)) {
        late::check(book, &vocabulary.forms, text, findings);
    }
}

/// Reports what a title of the outline shows.
pub fn title(book: &Book, vocabulary: &Vocabulary, line: &Line<'_>, findings: &mut Vec<Diagnostic>) {
    if let Some(words) = vocabulary.discouraged(book.settings.language) {
        words.check(book, line, None, findings);
    }
}

/// The terms that a text uses.
pub fn used(book: &Book, vocabulary: &Vocabulary, text: &Text<'_>) -> Vec<u32> {
    vocabulary.unused.used(book, text)
}

/// Reports what only all texts together show.
pub fn whole(book: &Book, used: impl Iterator<Item = u32>, findings: &mut Vec<Diagnostic>) {
    unused::check(book, used, findings);
    ambiguous::check(book, findings);
}
