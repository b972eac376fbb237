//! The consolidated document as one HTML file that needs nothing else.
//!
//! Its pieces (opening with title page and contents, each division, text and clause, closing annexes) are rendered in
//! parallel and written in outline order.

use std::collections::HashSet;

use rayon::prelude::*;
use serde::Serialize;

use crate::model::anchor::Destination;
use crate::model::book::{Book, InstrumentId, TextId};
use crate::model::instrument::ProvisionId;
use crate::model::language::Language;
use crate::model::outline::{EntryId, EntryKind};
use crate::render::context::{ClauseView, CollectionView, EntryView, TermView, TextView, UseView};
use crate::render::html::{HtmlOptions, Links};
use crate::render::templates::Templates;
use crate::render::views::{self, Viewer, article_title};
use crate::render::{RenderError, Sink, pictures, put};
use crate::render::{anchors, words};
use crate::resolve::Resolved;
use crate::resolve::bind::BoundCitation;

/// Folder of documents in the output.
pub const FOLDER: &str = "document";

/// Addresses inside one document.
pub struct DocumentLinks<'a> {
    /// The book.
    pub book: &'a Book,
    /// What its pointers mean.
    pub resolved: &'a Resolved,
}

impl Links for DocumentLinks<'_> {
    fn href(&self, destination: &Destination) -> String {
        match destination {
            Destination::Image(path) => pictures::data_address(self.book, path),
            other => format!("#{}", anchors::anchor(self.book, self.resolved, other)),
        }
    }
}

/// What the opening of a document is given.
#[derive(Serialize)]
pub struct OpenView {
    /// The style sheet.
    pub style: String,
    /// The whole outline.
    pub outline: Vec<EntryView>,
}

/// What a part or chapter of a document is given.
#[derive(Serialize)]
pub struct DivisionView {
    /// Its line in the outline.
    pub entry: EntryView,
    /// Level of its heading below the document's title.
    pub level: usize,
    /// Its opening words.
    pub text: Option<TextView>,
}

/// What a clause of a document is given.
#[derive(Serialize)]
pub struct ClausePiece {
    /// The clause.
    pub clause: ClauseView,
    /// Level of its heading below the document's title.
    pub level: usize,
}

/// What a prose text of a document is given.
#[derive(Serialize)]
pub struct TextPiece {
    /// The text.
    pub text: TextView,
}

/// What an annex that collects sections is given.
#[derive(Serialize)]
pub struct CollectionPiece {
    /// The annex.
    pub collection: CollectionView,
}

/// What the closing annexes of a document are given.
#[derive(Serialize)]
pub struct CloseView {
    /// The concordance of each instrument that is cited.
    pub concordance: Vec<ConcordanceView>,
    /// The glossary.
    pub terms: Vec<TermView>,
}

/// The concordance of one instrument.
#[derive(Serialize)]
pub struct ConcordanceView {
    /// Title of the instrument.
    pub title: String,
    /// Anchor of the instrument.
    pub anchor: String,
    /// Its rows.
    pub rows: Vec<ConcordanceRow>,
}

/// A provision and the clauses on it.
#[derive(Serialize)]
pub struct ConcordanceRow {
    /// "Article 57, paragraph 3 (c)".
    pub label: String,
    /// Title, for an article or a division.
    pub title: Option<String>,
    /// Anchor.
    pub anchor: String,
    /// The clauses.
    pub uses: Vec<UseView>,
}

/// Numbers of the first footnote of each clause and prose text, through the whole document in outline order.
pub struct FootnoteNumbers {
    clauses: Vec<u32>,
    prose: Vec<u32>,
}

impl FootnoteNumbers {
    /// Counts the footnotes of a book.
    pub fn new(book: &Book) -> FootnoteNumbers {
        let mut numbers = FootnoteNumbers { clauses: vec![1; book.clauses.len()], prose: vec![1; book.prose.len()] };
        let mut next = 1;
        for (_, entry) in book.outline.iter() {
            match entry.kind {
                EntryKind::Clause(id) => {
                    numbers.clauses[id.0 as usize] = next;
                    next += book.clause(id).body.footnotes.len() as u32;
                }
                EntryKind::Prose(id) | EntryKind::Chapter(Some(id)) => {
                    numbers.prose[id.0 as usize] = next;
                    next += book.prose(id).body.footnotes.len() as u32;
                }
                EntryKind::Root | EntryKind::Part | EntryKind::Chapter(None) | EntryKind::Draft => {}
            }
        }
        numbers
    }

    fn first(&self, id: TextId) -> u32 {
        match id {
            TextId::Clause(id) => self.clauses[id.0 as usize],
            TextId::Prose(id) => self.prose[id.0 as usize],
            TextId::Term(_) | TextId::Translation(_) => 1,
        }
    }
}

/// Writes the document.
///
/// # Errors
/// A template that is wrong, or a file that could not be written.
pub fn write(
    book: &Book,
    resolved: &Resolved,
    language: Language,
    templates: &Templates,
    sink: &dyn Sink,
) -> Result<(), RenderError> {
    let links = DocumentLinks { book, resolved };
    let numbers = FootnoteNumbers::new(book);
    // A text's own headings begin at level two, below its title, which stands at `level` below the document's.
    let viewer = |id: TextId, level: usize| {
        let options = HtmlOptions {
            heading_shift: level as u8,
            first_footnote: numbers.first(id),
            attributions: false,
            note_prefix: "",
            anchors: true,
            permalinks: None,
            link_terms: false,
        };
        Viewer { book, resolved, links: &links, language, options }
    };
    let main = viewer(TextId::Term(0), 2);
    let outline = outline(&main);
    let style = templates.asset("document/style.css").to_owned();
    let open = templates.render("document/open.html", &OpenView { style, outline })?;
    let entries: Vec<EntryId> = book.outline.iter().map(|(id, _)| id).collect();
    let piece = |id: &EntryId| {
        let level = level(book, *id);
        match book.outline.get(*id).kind {
            EntryKind::Part | EntryKind::Chapter(_) | EntryKind::Draft => {
                let text = match book.outline.get(*id).kind {
                    EntryKind::Chapter(Some(prose)) => {
                        Some(viewer(TextId::Prose(prose), level).text(TextId::Prose(prose)))
                    }
                    _ => None,
                };
                templates.render(
                    "document/division.html",
                    &DivisionView { entry: entry_view(&main, *id, false), level, text },
                )
            }
            EntryKind::Clause(clause) => {
                let clause = viewer(TextId::Clause(clause), level).clause(clause);
                templates.render("document/clause.html", &ClausePiece { clause, level })
            }
            EntryKind::Prose(prose) => {
                let text = viewer(TextId::Prose(prose), level).text(TextId::Prose(prose));
                templates.render("document/text.html", &TextPiece { text })
            }
            EntryKind::Root => Ok(String::new()),
        }
    };
    // The annexes are made by one thread, so the others need not wait for it.
    let (pieces, annexes) = rayon::join(
        || entries.par_iter().map(piece).collect::<Result<Vec<String>, _>>(),
        || -> Result<(String, String), RenderError> {
            let mut collections = String::new();
            for (key, mut collection) in main.collections() {
                collection.entries = main.collected(key);
                collections.push_str(&templates.render("document/collection.html", &CollectionPiece { collection })?);
            }
            let view = CloseView { concordance: concordance(&main), terms: main.glossary() };
            Ok((collections, templates.render("document/close.html", &view)?))
        },
    );
    let (mut pieces, (collections, close)) = (pieces?, annexes?);
    pieces.insert(place_of_collections(book), collections);
    let mut parts: Vec<&[u8]> = vec![open.as_bytes()];
    parts.extend(pieces.iter().map(|piece| piece.as_bytes()));
    parts.push(close.as_bytes());
    put(sink, &format!("{FOLDER}/{}.html", file_name(book, language)), &parts)
}

/// Where collections stand among the pieces of a document: behind the last clause, before the prose that follows it.
pub fn place_of_collections(book: &Book) -> usize {
    let numbered = |kind: EntryKind| !matches!(kind, EntryKind::Prose(_) | EntryKind::Root);
    let entries: Vec<EntryKind> = book.outline.iter().map(|(_, entry)| entry.kind).collect();
    entries.iter().rposition(|kind| numbered(*kind)).map_or(entries.len(), |at| at + 1)
}

/// File name of a document without ending: with the language, unless it is that of the source texts.
pub fn file_name(book: &Book, language: Language) -> String {
    let name = &book.settings.name;
    if language == book.settings.language { name.clone() } else { format!("{name}.{}", language.code()) }
}

/// Level of an entry below the document's title: 1 for the outermost.
pub fn level(book: &Book, id: EntryId) -> usize {
    1 + book.outline.ancestors(id).count()
}

/// The whole outline.
pub fn outline(viewer: &Viewer<'_>) -> Vec<EntryView> {
    let children = &viewer.book.outline.get(EntryId::ROOT).children;
    children.iter().map(|id| entry_view(viewer, *id, true)).collect()
}

/// A line of the outline, with all that it holds if `deep`.
pub fn entry_view(viewer: &Viewer<'_>, id: EntryId, deep: bool) -> EntryView {
    let book = viewer.book;
    let entry = book.outline.get(id);
    let (kind, destination) = match entry.kind {
        EntryKind::Part => ("part", Some(Destination::Division(id))),
        EntryKind::Chapter(_) => ("chapter", Some(Destination::Division(id))),
        EntryKind::Clause(clause) => ("clause", Some(Destination::Clause(clause, None))),
        EntryKind::Prose(prose) => ("text", Some(Destination::Prose(prose, None))),
        EntryKind::Draft | EntryKind::Root => ("draft", None),
    };
    let title = words::entry_title(book, viewer.resolved, id, viewer.language);
    let status = match entry.kind {
        EntryKind::Clause(clause) => Some(views::status(book.clause(clause).status, viewer.language)),
        _ => None,
    };
    EntryView {
        kind,
        label: viewer.entry_label(id),
        title,
        url: destination.as_ref().map(|destination| viewer.links.href(destination)),
        anchor: destination
            .map_or_else(String::new, |destination| anchors::anchor(book, viewer.resolved, &destination)),
        status,
        clauses: 0,
        entries: if deep {
            entry.children.iter().map(|child| entry_view(viewer, *child, true)).collect()
        } else {
            Vec::new()
        },
    }
}

/// The concordance of each instrument: what some clause relates to, and whatever a link in the document leads to.
pub fn concordance(viewer: &Viewer<'_>) -> Vec<ConcordanceView> {
    let (book, resolved) = (viewer.book, viewer.resolved);
    let linked = linked(book, resolved);
    let language = viewer.language;
    let mut views = Vec::new();
    for at in 0..book.instruments.len() as u32 {
        let id = InstrumentId(at);
        let instrument = book.instrument(id);
        let uses = resolved.concordance.of(id);
        let mut rows = Vec::new();
        for provision in (0..instrument.len()).map(ProvisionId) {
            for (at, division) in
                instrument.divisions.iter().enumerate().filter(|(_, division)| division.range.start == provision.0)
            {
                let destination = Destination::InstrumentDivision(id, at as u32);
                if !uses.divisions[at].is_empty() || linked.contains(&key(&destination)) {
                    rows.push(ConcordanceRow {
                        label: views::division_label(instrument, division, language),
                        title: division
                            .titles
                            .get(&language)
                            .filter(|_| division.titles_verified.contains(&language))
                            .cloned(),
                        anchor: anchors::anchor(book, resolved, &destination),
                        uses: viewer.uses(&uses.divisions[at]),
                    });
                }
            }
            let destination = Destination::Provision(id, provision);
            let own = &uses.provisions[provision.0 as usize];
            if own.is_empty() && !linked.contains(&key(&destination)) {
                continue;
            }
            let article = instrument.article_of(provision) == provision;
            rows.push(ConcordanceRow {
                label: views::provision_label(book, id, provision, language),
                title: if article { article_title(book, id, provision, language) } else { None },
                anchor: anchors::anchor(book, resolved, &destination),
                uses: viewer.uses(own),
            });
        }
        if !rows.is_empty() || !uses.whole.is_empty() || linked.contains(&key(&Destination::Instrument(id))) {
            let title = instrument.title(language).to_owned();
            views.push(ConcordanceView { title, anchor: instrument.id.to_string(), rows });
        }
    }
    views
}

type Key = (u32, u8, u32);

fn key(destination: &Destination) -> Key {
    match destination {
        Destination::Provision(instrument, provision) => (instrument.0, 0, provision.0),
        Destination::InstrumentDivision(instrument, at) => (instrument.0, 1, *at),
        Destination::Instrument(instrument) => (instrument.0, 2, 0),
        _ => (u32::MAX, 0, 0),
    }
}

/// Everything in instruments that some link leads to.
fn linked(book: &Book, resolved: &Resolved) -> HashSet<Key> {
    let mut out = HashSet::new();
    let mut add = |citation: &Option<BoundCitation>| {
        if let Some(bound) = citation {
            out.insert(key(&bound.destination()));
        }
    };
    for id in book.texts() {
        resolved.bound(book, id).citations.iter().for_each(&mut add);
    }
    for clause in &resolved.clauses {
        clause.implements.iter().chain(&clause.related_provisions).for_each(&mut add);
    }
    let mut ignored = Vec::new();
    for citation in book.terms.iter().flat_map(|term| &term.source) {
        add(&crate::resolve::bind::bind_citation(book, &citation.value, citation.span, &mut ignored));
    }
    out
}
