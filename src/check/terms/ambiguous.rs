//! Words that two terms claim.

use std::collections::HashMap;

use crate::diag::Diagnostic;
use crate::model::book::Book;
use crate::model::language::Language;
use crate::resolve::terms::forms;
use crate::rules::terms::AMBIGUOUS_TERM;

/// Reports a form in one language that is given for two terms, and a discouraged word that is a form of a term.
pub fn check(book: &Book, findings: &mut Vec<Diagnostic>) {
    let mut seen: HashMap<(Language, String), usize> = HashMap::new();
    for (at, term) in book.terms.iter().enumerate() {
        let own = std::iter::once(book.settings.language);
        let languages = own.chain(term.forms.keys().copied().filter(|other| *other != book.settings.language));
        for (language, form) in languages.flat_map(|l| forms(book, term, l).map(move |form| (l, form))) {
            let first = *seen.entry((language, same_form(&form))).or_insert(at);
            if first != at {
                let other = &book.terms[first];
                let message = format!("`{form}` means both `{}` and `{}`", other.id.value, term.id.value);
                findings.push(
                    Diagnostic::new(&AMBIGUOUS_TERM, term.place_of(language, &form), message)
                        .also(other.place_of(language, &form), "also given here")
                        .help("keep the word for one of the two, or join them"),
                );
            }
        }
    }
    for term in &book.terms {
        for entry in &term.discouraged {
            let language = entry.language.unwrap_or(book.settings.language);
            let Some(defined) = seen.get(&(language, same_form(&entry.word.value))) else { continue };
            let defined = &book.terms[*defined];
            let message = format!("`{}` is discouraged, but `{}` defines it", entry.word.value, defined.id.value);
            findings.push(
                Diagnostic::new(&AMBIGUOUS_TERM, entry.word.span, message)
                    .also(defined.place_of(language, &entry.word.value), "given as a form here")
                    .help("take the word out of one of the two lists"),
            );
        }
    }
}

fn same_form(form: &str) -> String {
    form.trim().to_lowercase()
}
