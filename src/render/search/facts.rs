//! What the search page knows before it looks anything up: how provisions and paragraphs are named, and where what stands
//! in the index.

use std::collections::BTreeMap;

use serde::Serialize;

use super::tokens::folded;
use crate::locale::{self, Leading, label_in_prose};
use crate::model::book::InstrumentId;
use crate::model::citation::{Label, LabelKind, letters, roman};
use crate::model::language::Language;
use crate::model::outline::{EntryId, EntryKind};
use crate::render::views::Viewer;
use crate::render::words;

/// More outermost divisions than this are no choice that helps a reader.
const MOST_PARTS: usize = 40;

/// The head of the index.
#[derive(Debug, Serialize)]
pub struct Head {
    /// How many documents there are.
    pub documents: u32,
    /// The first token of each part of the postings.
    pub words: Vec<String>,
    /// The first document of each part of the texts.
    pub texts: Vec<u32>,
    /// Each kind of document: its name, and the document behind its last one.
    pub kinds: Vec<(String, u32)>,
    /// The outermost divisions that hold clauses: title, first document, the document behind the last one.
    pub parts: Vec<(String, u32, u32)>,
    /// Names of sections, by number.
    pub names: Vec<String>,
    /// Instruments: identifier, what its units are called, its folded names. The first is meant where none is named.
    pub instruments: Vec<(String, &'static str, Vec<String>)>,
    /// What clauses are called in each language, folded.
    pub clause: Vec<String>,
    /// Leading words, folded: what a unit is called in English, `p` for paragraphs, `s` for subparagraphs.
    pub leading: BTreeMap<String, &'static str>,
    /// Marks of subparagraphs as shown: letters, and Roman numerals below them.
    pub marks: [BTreeMap<String, String>; 2],
    /// How a clause relates to a provision: cites, is related, implements.
    pub relations: [&'static str; 3],
    /// Language of the source texts.
    pub source: &'static str,
}

/// Names of sections as they stand in the head: nothing for numbered paragraphs, footnotes, the book's own.
pub fn names(viewer: &Viewer<'_>) -> Vec<String> {
    let language = viewer.language;
    let mut names = vec![String::new(), locale::words(language).footnotes.to_owned()];
    for kind in &viewer.book.settings.sections.kinds {
        names.push(kind.name(language).to_owned());
        names.extend(kind.parts.iter().map(|part| format!("{} · {}", kind.name(language), part.name(language))));
    }
    names
}

/// The instruments with the primary one first.
pub fn instruments(viewer: &Viewer<'_>) -> Vec<(String, &'static str, Vec<String>)> {
    let book = viewer.book;
    let mut ids: Vec<InstrumentId> = (0..book.instruments.len() as u32).map(InstrumentId).collect();
    let primary = book.settings.primary_instrument.as_deref();
    ids.sort_by_key(|id| Some(&*book.instrument(*id).id) != primary);
    ids.into_iter()
        .map(|id| {
            let instrument = book.instrument(id);
            let named = instrument.titles.values().chain(instrument.short.values()).chain(instrument.genitive.values());
            let all = named.chain(instrument.names.values().flatten()).map(|name| folded(name));
            let mut names: Vec<String> = all.chain([folded(&instrument.id)]).collect();
            names.sort();
            names.dedup();
            (instrument.id.to_string(), instrument.unit.word(), names)
        })
        .collect()
}

/// What clauses are called, in all languages.
pub fn clause_names(viewer: &Viewer<'_>) -> Vec<String> {
    let own = Language::ALL.iter().map(|language| words::clause_name(viewer.book, *language));
    let mut names: Vec<String> = own.map(folded).collect();
    names.sort();
    names.dedup();
    names
}

/// The words that announce a number, in all languages.
pub fn leading() -> BTreeMap<String, &'static str> {
    let code = |leading| match leading {
        Leading::Unit(unit) => unit.word(),
        Leading::Paragraph => "p",
        Leading::Subparagraph => "s",
    };
    locale::leading_words().map(|(word, leading)| (folded(word), code(leading))).collect()
}

/// Marks of subparagraphs as prose shows them.
pub fn marks(language: Language) -> [BTreeMap<String, String>; 2] {
    let shown = |kind: LabelKind, written: fn(u16) -> String| {
        let labels = (1..=26).filter_map(|ordinal| Some((written(ordinal), Label::new(kind, ordinal, 0)?)));
        labels.map(|(mark, label)| (mark, label_in_prose(language, label))).collect()
    };
    [shown(LabelKind::Letter, letters), shown(LabelKind::Roman, roman)]
}

/// The outermost divisions with the clauses they hold; none if there are too many to choose from.
pub fn parts(viewer: &Viewer<'_>) -> Vec<(String, u32, u32)> {
    let outline = &viewer.book.outline;
    let mut parts: Vec<(EntryId, u32, u32)> = Vec::new();
    for (id, entry) in outline.iter() {
        let EntryKind::Clause(clause) = entry.kind else { continue };
        let Some(top) = outline.ancestors(id).last() else { continue };
        match parts.last_mut() {
            Some((last, _, end)) if *last == top => *end = clause.0 + 1,
            _ => parts.push((top, clause.0, clause.0 + 1)),
        }
    }
    if parts.len() > MOST_PARTS {
        return Vec::new();
    }
    let titled = parts.into_iter().map(|(id, start, end)| {
        let title = words::entry_title(viewer.book, viewer.resolved, id, viewer.language);
        (viewer.entry_label(id).map_or_else(|| title.clone(), |label| format!("{label}. {title}")), start, end)
    });
    titled.collect()
}
