//! The rules of wording: one walk over every text, all rules of terms and of drafting on the lines that it gives.

use rayon::prelude::*;

use crate::check::prose::{self, Line};
use crate::check::{drafting, terms};
use crate::diag::Diagnostic;
use crate::model::book::{Book, TextId};
use crate::model::language::Language;
use crate::model::outline::EntryKind;
use crate::resolve::Resolved;
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

/// Reports what is wrong with the wording of all texts.
pub fn check(book: &Book, resolved: &Resolved, findings: &mut Vec<Diagnostic>) {
    let vocabulary = terms::Vocabulary::new(book);
    let drafting = drafting::Lists::new(book);
    let texts = book.texts();
    let found: Vec<(Vec<Diagnostic>, Vec<u32>)> = texts
        .par_iter()
        .map(|id| {
            let text = Text::new(book, *id);
            let mut found = Vec::new();
            terms::text(book, &vocabulary, &text, &mut found);
            drafting::text(book, resolved, &drafting, &text, &mut found);
            (found, terms::used(book, &vocabulary, &text))
        })
        .collect();
    let (found, used): (Vec<Vec<Diagnostic>>, Vec<Vec<u32>>) = found.into_iter().unzip();
    findings.extend(found.into_iter().flatten());
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
