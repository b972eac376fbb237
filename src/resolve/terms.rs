//! The defined terms as they are found in texts.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::model::body::{Body, LinkTarget, ReferenceTarget};
use crate::model::book::Book;
use crate::model::language::Language;
use crate::model::term::Term;
use crate::resolve::phrases::{Match, Phrases, is_second_half};
use crate::resolve::prose::{self, Line};

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

    /// Whether no term has a form in the language.
    pub fn is_empty(&self) -> bool {
        self.phrases.is_empty()
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

/// A term where a section of a clause uses it first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FirstUse {
    /// Where, in the parsed text.
    pub range: Range<usize>,
    /// The term: its place in [`Book::terms`].
    pub term: u32,
}

/// How many characters a Chinese form has at least that is known as a term without a hand.
const HAN_MINIMUM: usize = 3;

/// The first use of each term in each section of a clause's text, in order, where no hand has linked the term before.
///
/// Headings, quotations, footnotes, links, and brackets that are options or editorial notes are left alone. Of forms that
/// lie in each other the longest counts. A short Chinese form is as often part of another word, so it is left to a hand.
pub fn first_uses(book: &Book, body: &Body, forms: &TermForms) -> Vec<FirstUse> {
    let mut out = Vec::new();
    let (mut section, mut seen) = ("", BTreeSet::new());
    let closed = closed_brackets(body);
    for line in prose::lines(body, &book.settings.sections, true) {
        if line.context.section != section {
            section = line.context.section;
            seen.clear();
        }
        if line.context.heading || line.context.quote || line.context.footnote {
            continue;
        }
        let mut links = line.links.iter().peekable();
        let mut end = 0;
        for found in forms.find(&line) {
            while let Some(link) = links.next_if(|link| link.range.start <= found.range.start) {
                seen.extend(linked_term(book, body, link.target));
            }
            if found.range.start < end {
                continue;
            }
            end = found.range.end;
            let term = forms.term(&found);
            let short = |text: &str| text.chars().any(prose::is_han) && text.chars().count() < HAN_MINIMUM;
            let before = line.links.partition_point(|link| link.range.start < end);
            let inside_link = before.checked_sub(1).is_some_and(|at| found.range.start < line.links[at].range.end);
            if seen.contains(&term)
                || inside_link
                || short(line.typed(found.range.clone()))
                || is_second_half(&line, found.range.start)
            {
                continue;
            }
            let Some(range) = line.parsed(found.range) else { continue };
            let before = closed.partition_point(|bracket| bracket.start <= range.start);
            if before.checked_sub(1).is_none_or(|at| closed[at].end <= range.start) {
                seen.insert(term);
                out.push(FirstUse { range, term });
            }
        }
        for link in links {
            seen.extend(linked_term(book, body, link.target));
        }
    }
    out.sort_by_key(|found| found.range.start);
    out
}

/// Where brackets stand that are not under negotiation, without those that lie in another, in order.
fn closed_brackets(body: &Body) -> Vec<Range<usize>> {
    let mut out: Vec<Range<usize>> = Vec::new();
    for bracket in body.brackets.iter().filter(|bracket| !bracket.open) {
        if out.last().is_none_or(|last| last.end <= bracket.range.start) {
            out.push(bracket.range.clone());
        }
    }
    out
}

fn linked_term(book: &Book, body: &Body, target: &LinkTarget) -> Option<u32> {
    let LinkTarget::Reference(at) = target else { return None };
    let ReferenceTarget::Term(id) = &body.references[*at as usize].target else { return None };
    book.terms.iter().position(|term| term.id.value == *id).map(|at| at as u32)
}
