//! Words that `terms.yaml` tells authors not to use.

use crate::diag::{Diagnostic, Grade};
use crate::model::book::Book;
use crate::model::language::Language;
use crate::resolve::phrases::{Phrases, is_second_half};
use crate::resolve::prose::Line;
use crate::resolve::terms::forms;
use crate::rules::terms::DISCOURAGED_TERM;

/// What is discouraged in one language, and what is right though it holds a discouraged word.
#[derive(Debug)]
pub struct Words {
    wrong: Phrases,
    /// Term and entry of each phrase.
    entries: Vec<(usize, usize)>,
    /// Forms of terms, and names of instruments.
    right: Phrases,
}

impl Words {
    /// The words of a book in one language.
    pub fn new(book: &Book, language: Language) -> Words {
        let mut entries = Vec::new();
        let mut wrong = Vec::new();
        for (at, term) in book.terms.iter().enumerate() {
            for (place, entry) in term.discouraged.iter().enumerate() {
                if entry.language.unwrap_or(book.settings.language) == language {
                    wrong.push(entry.word.value.as_str());
                    entries.push((at, place));
                }
            }
        }
        let terms = book.terms.iter().flat_map(|term| forms(book, term, language));
        let instruments = book.instruments.iter().flat_map(|loaded| {
            let instrument = &loaded.instrument;
            let listed = instrument.names.get(&language).into_iter().flatten();
            [&instrument.titles, &instrument.short, &instrument.genitive]
                .into_iter()
                .filter_map(|names| names.get(&language))
                .chain(listed)
                .cloned()
                .collect::<Vec<_>>()
        });
        // A longer term is known in its plural too; only what is not to be said must be listed form by form.
        let both = |form: String| [format!("{form}s"), form];
        let right: Vec<String> = terms.chain(instruments).flat_map(both).collect();
        let none = wrong.is_empty();
        let right = Phrases::new(right.iter().map(String::as_str).filter(|_| !none));
        Words { wrong: Phrases::new(wrong), entries, right }
    }

    /// Reports the discouraged words of a line; `own` is the term that the line defines, which may name them.
    pub fn check(&self, book: &Book, line: &Line<'_>, own: Option<u32>, findings: &mut Vec<Diagnostic>) {
        if self.wrong.is_empty() || line.context.quote {
            return;
        }
        let found = self.wrong.find(line);
        if found.is_empty() {
            return;
        }
        let right = self.right.find(line);
        let mut end = 0;
        for found in found {
            let (term, entry) = self.entries[found.phrase];
            let range = found.range;
            let part_of_right = right.iter().any(|r| r.range.start <= range.start && range.end <= r.range.end);
            let defines = own.is_some_and(|own| own as usize == term);
            if range.start < end || part_of_right || defines || is_second_half(line, range.start) {
                continue;
            }
            end = range.end;
            let entry = &book.terms[term].discouraged[entry];
            let typed = line.typed(range.clone());
            let new = in_the_case_of(typed, &entry.instead);
            let span = line.span(range.clone());
            findings.push(
                Diagnostic::new(&DISCOURAGED_TERM, span, format!("`{typed}` is a discouraged word"))
                    .label(format!("say `{}`", entry.instead))
                    .also(entry.word.span, "discouraged here")
                    .note_if(entry.reason.clone())
                    .help(format!("write `{new}`, or put the word in quotation marks where it is quoted"))
                    .replace(Grade::Suggestion, format!("replace by `{new}`"), span, typed, new),
            );
        }
    }
}

/// The word to use, with a capital where the word that stands there has one.
fn in_the_case_of(typed: &str, instead: &str) -> String {
    let all = typed.chars().filter(|c| c.is_alphabetic()).count() > 1 && !typed.chars().any(char::is_lowercase);
    if all && typed.chars().any(char::is_uppercase) {
        return instead.to_uppercase();
    }
    let mut letters = instead.chars();
    match letters.next() {
        Some(first) if typed.starts_with(char::is_uppercase) => first.to_uppercase().chain(letters).collect(),
        _ => instead.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::in_the_case_of;

    #[test]
    fn capitals_are_kept() {
        assert_eq!(in_the_case_of("Forfeiture", "confiscation"), "Confiscation");
        assert_eq!(in_the_case_of("forfeiture", "confiscation"), "confiscation");
        assert_eq!(in_the_case_of("FORFEITURE", "confiscation"), "CONFISCATION");
        assert_eq!(in_the_case_of("没收", "追缴"), "追缴");
    }
}
