//! Words that the program writes: what a link without words of its own says.

use crate::locale::{self, Form};
use crate::model::anchor::Destination;
use crate::model::body::ParagraphPath;
use crate::model::book::{Book, ClauseId, TextId};
use crate::model::citation::{Citation, Label};
use crate::model::language::Language;
use crate::model::outline::{EntryId, EntryKind};
use crate::resolve::Resolved;

/// The word for a clause as it begins a heading: "Guideline".
pub fn clause_name(book: &Book, language: Language) -> &str {
    book.settings.clause_name.get(&language).map_or_else(|| locale::words(language).guideline, String::as_str)
}

/// "Guideline 12", or the bare word without a number.
pub fn clause_label(book: &Book, resolved: &Resolved, id: ClauseId, language: Language) -> String {
    let number = resolved.numbers.of(resolved.index.clause_entries[id.0 as usize]);
    let name = clause_name(book, language);
    number.map_or_else(|| name.to_owned(), |number| locale::numbered(language, name, number, false))
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
        Destination::ClauseHeading(id, _) => title(book, resolved, TextId::Clause(*id), language),
        Destination::Prose(id, _) => title(book, resolved, TextId::Prose(*id), language),
        Destination::Division(entry) => entry_title(book, resolved, *entry, language),
        Destination::Term(at) => title(book, resolved, TextId::Term(*at), language),
        Destination::Provision(..)
        | Destination::InstrumentDivision(..)
        | Destination::Image(_)
        | Destination::Collection(_) => String::new(),
        Destination::Instrument(id) => book.instrument(*id).title(language).to_owned(),
    }
}

/// A paragraph of a clause as others cite it: "Guideline 12, paragraph 2 (b)", with plain spaces.
pub fn paragraph_citation(
    book: &Book,
    resolved: &Resolved,
    clause: ClauseId,
    path: &ParagraphPath,
    language: Language,
) -> String {
    let words = destination(book, resolved, &Destination::Clause(clause, Some(path.clone())), language);
    capitalized(&words).replace('\u{a0}', " ")
}

/// The title of a text in a language: that of its translation, else of the translated outline, else its own.
pub fn title(book: &Book, resolved: &Resolved, id: TextId, language: Language) -> String {
    let translated = resolved.index.translation(id, language);
    let own = translated.and_then(|at| book.translations[at as usize].title.as_ref());
    if let Some(title) = own {
        return title.value.clone();
    }
    let entry = match id {
        TextId::Clause(id) => Some(resolved.index.clause_entries[id.0 as usize]),
        TextId::Prose(id) => Some(resolved.index.prose_entries[id.0 as usize]),
        TextId::Term(_) | TextId::Translation(_) => None,
    };
    if let Some(title) = entry.and_then(|entry| book.outline.get(entry).titles.get(&language)) {
        return title.clone();
    }
    match id {
        TextId::Clause(id) => book.clause(id).title.value.clone(),
        TextId::Prose(id) => book.prose(id).title.clone(),
        TextId::Term(at) => {
            let term = &book.terms[at as usize];
            let form = term.forms.get(&language).filter(|_| language != book.settings.language);
            form.and_then(|forms| forms.first()).unwrap_or(&term.term).clone()
        }
        TextId::Translation(at) => title(book, resolved, book.translations[at as usize].of, language),
    }
}

/// The title of an entry of the outline in a language.
pub fn entry_title(book: &Book, resolved: &Resolved, id: EntryId, language: Language) -> String {
    let entry = book.outline.get(id);
    match entry.kind {
        EntryKind::Clause(clause) => title(book, resolved, TextId::Clause(clause), language),
        _ => entry.titles.get(&language).unwrap_or(&entry.title).clone(),
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
