//! Words that the program writes: what a link without words of its own says.

use crate::locale::{self, Form};
use crate::model::anchor::Destination;
use crate::model::body::ParagraphPath;
use crate::model::book::{Book, ClauseId};
use crate::model::citation::{Citation, Label};
use crate::model::language::Language;
use crate::resolve::Resolved;

/// The word for a clause as it begins a heading: "Guideline".
pub fn clause_name(book: &Book, language: Language) -> &str {
    book.settings.clause_name.get(&language).map_or_else(|| locale::words(language).guideline, String::as_str)
}

/// "Guideline 12", or the bare word without a number.
pub fn clause_label(book: &Book, resolved: &Resolved, id: ClauseId, language: Language) -> String {
    let number = resolved.numbers.of(resolved.index.clause_entries[id.0 as usize]);
    let name = clause_name(book, language);
    number.map_or_else(|| name.to_owned(), |number| format!("{name}\u{a0}{number}"))
}

/// What a link to a place in the book says.
pub fn destination(book: &Book, resolved: &Resolved, destination: &Destination, language: Language) -> String {
    match destination {
        Destination::Clause(id, path) => {
            let number = resolved.numbers.of(resolved.index.clause_entries[id.0 as usize]);
            let number = number.unwrap_or(&book.clause(*id).id.value);
            let name = uncapitalized(clause_name(book, language));
            let labels = path.as_ref().map_or_else(Vec::new, labels);
            locale::clause_reference(language, &name, number, &labels)
        }
        Destination::ClauseHeading(id, _) => book.clause(*id).title.value.clone(),
        Destination::Prose(id, _) => book.prose(*id).title.clone(),
        Destination::Division(entry) => book.outline.get(*entry).title.clone(),
        Destination::Term(at) => book.terms[*at as usize].term.clone(),
        Destination::Provision(..) | Destination::InstrumentDivision(..) | Destination::Image(_) => String::new(),
        Destination::Instrument(id) => book.instrument(*id).title(language).to_owned(),
    }
}

/// A citation in full: "article 57, paragraph 3 (c), of the Convention".
pub fn citation(book: &Book, citation: &Citation, language: Language, form: Form) -> String {
    match book.find_instrument(citation.instrument()) {
        Some(id) => locale::write(citation, book.instrument(id), language, form),
        None => citation.to_string(),
    }
}

/// The labels of a paragraph's path; a mark that is no label ends them.
fn labels(path: &ParagraphPath) -> Vec<Label> {
    let mut labels: Vec<Label> = Vec::new();
    for mark in path.0.split('.') {
        match Label::parse_below(mark, labels.last().map(|label| label.kind())) {
            Some(label) => labels.push(label),
            None => break,
        }
    }
    labels
}

/// Makes the first letter small: the name of a clause inside a sentence.
fn uncapitalized(words: &str) -> String {
    let mut characters = words.chars();
    characters.next().map_or_else(String::new, |first| first.to_lowercase().chain(characters).collect())
}

/// Makes the first letter large, for words that begin a sentence.
pub fn capitalized(words: &str) -> String {
    let mut characters = words.chars();
    characters.next().map_or_else(String::new, |first| first.to_uppercase().chain(characters).collect())
}
