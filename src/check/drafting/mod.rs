//! Drafting language: verbs that bind, duties that no provision has, double negatives, "and/or", abbreviations, pronouns.
//!
//! Each rule is a function over the lines of a text; what it looks for in each language stands in `words`.

mod abbreviation;
mod and_or;
mod duty;
mod gendered;
mod negative;
mod sentence;
mod stronger;
mod words;

use std::collections::HashSet;

use crate::check::wording::Text;
use crate::diag::Diagnostic;
use crate::model::book::Book;
use crate::model::language::Language;
use crate::resolve::Resolved;
use crate::resolve::phrases::Phrases;
use crate::resolve::prose::Line;
use words::Words;

pub use stronger::force;

/// What the rules look for in the languages of a book, prepared.
#[derive(Debug)]
pub struct Lists {
    languages: Vec<(Language, Prepared)>,
    /// Abbreviations that need no explanation.
    known: HashSet<String>,
}

/// The lists of one language, prepared.
#[derive(Debug)]
struct Prepared {
    words: &'static Words,
    binding: Phrases,
    obliged: Phrases,
    free: Phrases,
    negatives: negative::Patterns,
    gendered: gendered::Pronouns,
}

impl Lists {
    /// The lists for a book.
    pub fn new(book: &Book) -> Lists {
        let languages = book.settings.languages.iter().map(|language| (*language, Prepared::new(*language)));
        Lists { languages: languages.collect(), known: abbreviation::known(book) }
    }

    fn of(&self, language: Language) -> Option<&Prepared> {
        self.languages.iter().find(|(own, _)| *own == language).map(|(_, lists)| lists)
    }
}

impl Prepared {
    fn new(language: Language) -> Prepared {
        let words = words::words(language);
        Prepared {
            words,
            binding: Phrases::new(words.binding.iter().map(|(verb, _)| *verb)),
            obliged: Phrases::new(words.obliged.iter().copied()),
            free: Phrases::new(words.free.iter().copied()),
            negatives: negative::Patterns::new(words),
            gendered: gendered::Pronouns::new(words),
        }
    }
}

/// Reports what one text shows.
pub fn text(book: &Book, resolved: &Resolved, lists: &Lists, text: &Text<'_>, findings: &mut Vec<Diagnostic>) {
    let Some(own) = lists.of(text.language) else { return };
    for line in text.all().filter(|line| !line.context.quote) {
        and_or::check(line, own.words, findings);
        own.gendered.check(line, findings);
        if line.context.is_clause_text() || line.context.options {
            own.negatives.check(line, findings);
        }
        if line.context.is_clause_text() && !line.context.options {
            let stronger = stronger::sentences(book, resolved, text.id, line, own, findings);
            duty::check(book, line, own, &stronger, findings);
        }
    }
    abbreviation::check(&text.lines, &lists.known, findings);
}

/// Reports what a title of the outline shows.
pub fn title(book: &Book, lists: &Lists, line: &Line<'_>, findings: &mut Vec<Diagnostic>) {
    let Some(own) = lists.of(book.settings.language) else { return };
    and_or::check(line, own.words, findings);
    own.gendered.check(line, findings);
}
