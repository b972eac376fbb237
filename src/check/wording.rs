//! The rules of wording: one walk over every text, all rules of terms and of drafting on the lines that it gives.

use std::any::Any;
use std::collections::HashMap;
use std::sync::Arc;

use rayon::prelude::*;

use crate::check::{drafting, terms};
use crate::diag::Diagnostic;
use crate::model::book::{Book, TextId};
use crate::model::language::Language;
use crate::model::outline::EntryKind;
use crate::resolve::Resolved;
use crate::resolve::prose::{self, Line};
use crate::source::Span;

/// A text as the rules of wording see it.
#[derive(Debug)]
pub struct Text<'a> {
    /// Which.
    pub id: TextId,
    /// Its language.
    pub language: Language,
    /// Its title, if it is typed in a place of its own.
    pub title: Option<Line<'a>>,
    /// Its lines.
    pub lines: Vec<Line<'a>>,
}

impl<'a> Text<'a> {
    fn new(book: &'a Book, id: TextId) -> Text<'a> {
        let language = match id {
            TextId::Translation(at) => book.translations[at as usize].language,
            _ => book.settings.language,
        };
        let clause = match id {
            TextId::Translation(at) => matches!(book.translations[at as usize].of, TextId::Clause(_)),
            _ => matches!(id, TextId::Clause(_)),
        };
        let lines = prose::lines(book.body(id), &book.settings.sections, clause);
        Text { id, language, title: title(book, id), lines }
    }

    /// The title, then the lines.
    pub fn all(&self) -> impl Iterator<Item = &Line<'a>> {
        self.title.iter().chain(&self.lines)
    }
}

fn title<'a>(book: &Book, id: TextId) -> Option<Line<'a>> {
    let (title, span) = match id {
        TextId::Clause(id) => {
            let clause = book.clause(id);
            (clause.title.value.as_str(), clause.title.span)
        }
        TextId::Translation(at) => {
            let title = book.translations[at as usize].title.as_ref()?;
            (title.value.as_str(), title.span)
        }
        TextId::Prose(id) => {
            let prose = book.prose(id);
            let heading = prose.body.headings.first().filter(|heading| heading.level == 1)?;
            (prose.title.as_str(), prose.body.span(heading.range.clone()))
        }
        TextId::Term(_) => return None,
    };
    Some(Line::title(title, span, book.sources.text(span)))
}

/// Anything of a book that is made anew when its file changes, and else is the same one.
type Part = Arc<dyn Any + Send + Sync>;

/// What was found in one text.
#[derive(Debug, Clone)]
struct Found {
    text: Part,
    findings: Vec<Diagnostic>,
    terms: Vec<u32>,
}

/// What was found in each text the last time, so that an unchanged one is not looked at again while another is typed.
///
/// What must hold: a text's findings of wording depend on the text, the terms, the registries and `book.toml` only. All
/// parts are held here, so that one which is the same in memory is the same in what it says.
#[derive(Debug, Default)]
pub struct Kept {
    keep: bool,
    settings: Option<Arc<str>>,
    context: Vec<Part>,
    texts: HashMap<TextId, Found>,
}

impl Kept {
    /// Keeps what is found.
    pub fn new() -> Kept {
        Kept { keep: true, ..Kept::default() }
    }

    /// Forgets everything if something has changed that all texts depend on.
    fn prepare(&mut self, book: &Book) {
        let settings = book.sources.get(book.settings.file).text.clone();
        let mut context: Vec<Part> = book.terms.iter().map(|term| term.clone() as Part).collect();
        context.extend(book.instruments.iter().map(|loaded| loaded.clone() as Part));
        let same = self.settings.as_ref() == Some(&settings)
            && self.context.len() == context.len()
            && self.context.iter().zip(&context).all(|(a, b)| is_same(a, b));
        if !same {
            self.texts.clear();
        }
        (self.settings, self.context) = (Some(settings), context);
    }
}

fn is_same(a: &Part, b: &Part) -> bool {
    std::ptr::addr_eq(Arc::as_ptr(a), Arc::as_ptr(b))
}

fn part(book: &Book, id: TextId) -> Part {
    match id {
        TextId::Clause(id) => book.clauses[id.0 as usize].clone(),
        TextId::Prose(id) => book.prose[id.0 as usize].clone(),
        TextId::Term(at) => book.terms[at as usize].clone(),
        TextId::Translation(at) => book.translations[at as usize].clone(),
    }
}

/// Reports what is wrong with the wording of all texts.
pub fn check(book: &Book, resolved: &Resolved, kept: &mut Kept, findings: &mut Vec<Diagnostic>) {
    kept.prepare(book);
    let vocabulary = terms::Vocabulary::new(book);
    let drafting = drafting::Lists::new(book);
    let texts = book.texts();
    let found: Vec<Found> = texts
        .par_iter()
        .map(|id| {
            let part = part(book, *id);
            if let Some(known) = kept.texts.get(id).filter(|known| is_same(&known.text, &part)) {
                return known.clone();
            }
            let text = Text::new(book, *id);
            let mut found = Vec::new();
            terms::text(book, &vocabulary, &text, &mut found);
            drafting::text(book, resolved, &drafting, &text, &mut found);
            Found { text: part, findings: found, terms: terms::used(book, &vocabulary, &text) }
        })
        .collect();
    if kept.keep {
        kept.texts = texts.iter().copied().zip(found.iter().cloned()).collect();
    }
    let used: Vec<Vec<u32>> = found.iter().map(|found| found.terms.clone()).collect();
    findings.extend(found.into_iter().flat_map(|found| found.findings));
    for (title, span) in headings_of_outline(book) {
        let line = Line::title(title, span, book.sources.text(span));
        terms::title(book, &vocabulary, &line, findings);
        drafting::title(book, &drafting, &line, findings);
    }
    terms::whole(book, used.into_iter().flatten(), findings);
    drafting::force(book, resolved, findings);
}

/// Titles that stand in the outline only; those of texts are equal to the texts' own.
fn headings_of_outline(book: &Book) -> impl Iterator<Item = (&str, Span)> {
    let own = |kind| matches!(kind, EntryKind::Part | EntryKind::Chapter(None) | EntryKind::Draft);
    book.outline.iter().map(|(_, entry)| entry).filter(move |entry| own(entry.kind)).map(|e| (e.title.as_str(), e.span))
}
