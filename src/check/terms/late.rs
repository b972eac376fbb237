//! Terms that are linked only after the reader has met them.

use crate::check::wording::Text;
use crate::diag::Diagnostic;
use crate::model::body::{LinkTarget, ReferenceTarget};
use crate::model::book::Book;
use crate::resolve::phrases::Match;
use crate::resolve::prose;
use crate::resolve::terms::TermForms;
use crate::rules::terms::LATE_TERM_LINK;

/// Reports the first link to a term in a section where the very same words stood before without a link.
pub fn check(book: &Book, forms: &TermForms, text: &Text<'_>, findings: &mut Vec<Diagnostic>) {
    let body = book.body(text.id);
    let term_of = |target: &LinkTarget| match target {
        LinkTarget::Reference(at) => match &body.references[*at as usize].target {
            ReferenceTarget::Term(id) => book.terms.iter().position(|term| term.id.value == *id),
            _ => None,
        },
        _ => None,
    };
    let lines: Vec<_> = text.lines.iter().filter(|line| line.context.is_clause_text()).collect();
    let mut linked: Vec<usize> = Vec::new();
    for (place, line) in lines.iter().enumerate() {
        for link in &line.links {
            let Some(term) = term_of(link.target) else { continue };
            if linked.contains(&term) {
                continue;
            }
            linked.push(term);
            // A single word may have stood before in its everyday sense.
            let words = line.folded[link.range.clone()].trim();
            if prose::words(words).len() < 2 {
                continue;
            }
            let before = lines[..=place].iter().enumerate().find_map(|(at, earlier)| {
                let end = if at == place { link.range.start } else { earlier.folded.len() };
                let all = forms.find(earlier);
                let found = all.iter().find(|found| {
                    forms.term(found) as usize == term
                        && found.range.end <= end
                        && &earlier.folded[found.range.clone()] == words
                        && earlier.link_at(found.range.start).is_none()
                        && !is_part(found, &all)
                })?;
                Some(earlier.span(found.range.clone()))
            });
            if let Some(first) = before {
                let typed = line.typed(link.range.clone());
                findings.push(
                    Diagnostic::new(
                        &LATE_TERM_LINK,
                        line.span(link.range.clone()),
                        format!("`{typed}` is linked here, but stands before without a link"),
                    )
                    .also(first, "first used here")
                    .help("move the link to the first use"),
                );
            }
        }
    }
}

/// Whether a form is part of a longer one at the same place.
fn is_part(form: &Match, all: &[Match]) -> bool {
    all.iter().any(|longer| {
        longer.range != form.range && longer.range.start <= form.range.start && form.range.end <= longer.range.end
    })
}
