//! What can be found: every page, term, provision and body's brackets as a document made of pieces.

use crate::locale;
use crate::model::anchor::Destination;
use crate::model::body::{Block, Bracket, Section};
use crate::model::book::{ClauseId, InstrumentId, ProseId, TextId};
use crate::model::instrument::ProvisionId;
use crate::model::outline::{EntryId, EntryKind};
use crate::model::section::TEXT;
use crate::render::context::SectionView;
use crate::render::plain::PlainWriter;
use crate::render::views::{self, Viewer, article_title};
use crate::render::{anchors, words};

/// How many brackets of a body are listed in its document; the list of brackets has them all.
const MOST_BRACKETS: usize = 300;

/// The kinds of documents, in the order in which documents stand in the index.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// Clauses.
    Clause,
    /// Parts and chapters.
    Division,
    /// Prose.
    Text,
    /// Defined terms.
    Term,
    /// Instruments and their articles.
    Provision,
    /// What one body has in brackets.
    Brackets,
}

/// Where a document is to be made from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Source<'a> {
    /// A clause.
    Clause(ClauseId),
    /// A part or chapter.
    Division(EntryId),
    /// Prose.
    Text(ProseId),
    /// A term.
    Term(u32),
    /// An instrument.
    Instrument(InstrumentId),
    /// An article.
    Article(InstrumentId, ProvisionId),
    /// A body of `book.toml`, by its key.
    Body(&'a str),
}

impl Source<'_> {
    /// Its kind.
    pub fn kind(self) -> Kind {
        match self {
            Source::Clause(_) => Kind::Clause,
            Source::Division(_) => Kind::Division,
            Source::Text(_) => Kind::Text,
            Source::Term(_) => Kind::Term,
            Source::Instrument(_) | Source::Article(..) => Kind::Provision,
            Source::Body(_) => Kind::Brackets,
        }
    }
}

/// Something that can be found.
#[derive(Debug, Default)]
pub struct Document {
    /// "Guideline 12"; empty for what has none.
    pub label: String,
    /// Title.
    pub title: String,
    /// Other words that count like the title's, such as other forms of a term.
    pub also: String,
    /// Address from the language's folder.
    pub url: String,
    /// What the anchors of its pieces begin with.
    pub anchor: String,
    /// Its text.
    pub pieces: Vec<Piece>,
}

/// A piece of text with a place of its own.
#[derive(Debug, Default)]
pub struct Piece {
    /// Its anchor behind that of the document, such as `2.a`; an address where it lies elsewhere.
    pub anchor: String,
    /// What it is called; empty for numbered paragraphs.
    pub name: String,
    /// Its words.
    pub text: String,
    /// Whether it is the clause's or provision's own text, which weighs more than what is said about it.
    pub own: bool,
    /// Whether it is in the language of the page.
    pub translated: bool,
}

/// All documents of a book, by kind and within it in the book's order.
pub fn sources<'a>(viewer: &Viewer<'a>) -> Vec<Source<'a>> {
    let book = viewer.book;
    let mut all: Vec<Source<'_>> = (0..book.clauses.len() as u32).map(|at| Source::Clause(ClauseId(at))).collect();
    let divisions =
        book.outline.iter().filter(|(_, entry)| matches!(entry.kind, EntryKind::Part | EntryKind::Chapter(_)));
    all.extend(divisions.map(|(id, _)| Source::Division(id)));
    all.extend(book.outline.iter().filter_map(|(_, entry)| match entry.kind {
        EntryKind::Prose(id) => Some(Source::Text(id)),
        _ => None,
    }));
    all.extend((0..book.terms.len() as u32).map(Source::Term));
    for at in 0..book.instruments.len() as u32 {
        let (id, instrument) = (InstrumentId(at), book.instrument(InstrumentId(at)));
        all.push(Source::Instrument(id));
        let articles = instrument.children(None).filter(|article| instrument.provision(*article).verified);
        all.extend(articles.map(|article| Source::Article(id, article)));
    }
    let bracketed =
        |id: &str| book.clauses.iter().flat_map(|clause| &clause.body.brackets).any(|bracket| proposed(bracket, id));
    all.extend(book.settings.bodies.keys().filter(|id| bracketed(id)).map(|id| Source::Body(id)));
    all
}

/// Makes a document.
pub fn document(viewer: &Viewer<'_>, source: Source<'_>) -> Document {
    match source {
        Source::Clause(id) => clause(viewer, id),
        Source::Division(entry) => division(viewer, entry),
        Source::Text(id) => Document { pieces: prose(viewer, TextId::Prose(id)), ..text(viewer, id) },
        Source::Term(at) => term(viewer, at),
        Source::Instrument(id) => Document {
            title: viewer.book.instrument(id).title(viewer.language).to_owned(),
            url: viewer.links.href(&Destination::Instrument(id)),
            ..Document::default()
        },
        Source::Article(id, article) => article_document(viewer, id, article),
        Source::Body(key) => body(viewer, key),
    }
}

fn writer<'a>(viewer: &Viewer<'a>, id: TextId) -> PlainWriter<'a> {
    PlainWriter::new(viewer.book, viewer.resolved, id).unmarked(viewer.language_of(id))
}

fn clause(viewer: &Viewer<'_>, id: ClauseId) -> Document {
    let own = viewer.book.clause(id);
    let mut pieces = Vec::new();
    if let Some((text, section)) = viewer.section(TextId::Clause(id), TEXT) {
        numbered(&writer(viewer, text), &section.blocks, &mut pieces);
        pieces.iter_mut().for_each(|piece| piece.translated = viewer.is_translated(text));
    }
    let write = |text: TextId, section: &Section| {
        let mut out = String::new();
        writer(viewer, text).running(&section.blocks, &mut out);
        out
    };
    for mut section in viewer.sections(id, &write) {
        let parts = std::mem::take(&mut section.parts);
        let named = |part: SectionView| SectionView { name: format!("{} · {}", section.name, part.name), ..part };
        let parts: Vec<SectionView> = parts.into_iter().map(named).collect();
        for view in std::iter::once(section).chain(parts) {
            let anchor = view.anchor.strip_prefix(own.id.value.as_str()).unwrap_or("").trim_start_matches('.');
            pieces.push(Piece {
                anchor: anchor.to_owned(),
                name: view.name,
                text: view.body,
                own: false,
                translated: view.translated,
            });
        }
    }
    for text in viewer.versions(TextId::Clause(id)).into_iter().take(1) {
        pieces.extend(notes(viewer, text));
    }
    pieces.retain(|piece| !piece.text.trim().is_empty());
    Document {
        label: words::clause_label(viewer.book, viewer.resolved, id, viewer.language),
        title: viewer.title(TextId::Clause(id)),
        url: viewer.links.href(&Destination::Clause(id, None)),
        anchor: own.id.value.clone(),
        pieces,
        ..Document::default()
    }
}

/// The footnotes of a text.
fn notes(viewer: &Viewer<'_>, id: TextId) -> Vec<Piece> {
    let writer = writer(viewer, id);
    let footnotes = viewer.book.body(id).footnotes.iter().zip(1..);
    footnotes
        .map(|(footnote, number)| {
            let mut text = String::new();
            writer.running(&footnote.blocks, &mut text);
            Piece {
                anchor: format!("note-{number}"),
                name: locale::words(viewer.language).footnotes.to_owned(),
                text,
                own: false,
                translated: viewer.is_translated(id),
            }
        })
        .collect()
}

/// Cuts a text at its numbered paragraphs and their subparagraphs.
fn numbered(writer: &PlainWriter<'_>, blocks: &[Block], pieces: &mut Vec<Piece>) {
    let mut outside = String::new();
    for block in blocks {
        match block {
            Block::List(list) if list.ordered && list.items.iter().any(|item| item.path.is_some()) => {
                for item in &list.items {
                    let anchor = item.path.as_ref().map_or_else(String::new, |path| path.0.clone());
                    let (lists, own): (Vec<&Block>, Vec<&Block>) =
                        item.blocks.iter().partition(|block| matches!(block, Block::List(_)));
                    let mut text = String::new();
                    own.iter().for_each(|block| writer.running(std::slice::from_ref(block), &mut text));
                    pieces.push(Piece { anchor, text, own: true, ..Piece::default() });
                    lists.iter().for_each(|list| numbered(writer, std::slice::from_ref(list), pieces));
                }
            }
            other => writer.running(std::slice::from_ref(other), &mut outside),
        }
    }
    if !outside.trim().is_empty() {
        pieces.push(Piece { text: outside, own: true, ..Piece::default() });
    }
}

fn division(viewer: &Viewer<'_>, entry: EntryId) -> Document {
    let kind = viewer.book.outline.get(entry).kind;
    Document {
        label: viewer.entry_label(entry).unwrap_or_default(),
        title: words::entry_title(viewer.book, viewer.resolved, entry, viewer.language),
        url: viewer.links.href(&Destination::Division(entry)),
        anchor: anchors::division_anchor(viewer.book, viewer.resolved, entry),
        pieces: match kind {
            EntryKind::Chapter(Some(id)) => prose(viewer, TextId::Prose(id)),
            _ => Vec::new(),
        },
        ..Document::default()
    }
}

fn text(viewer: &Viewer<'_>, id: ProseId) -> Document {
    Document {
        title: viewer.title(TextId::Prose(id)),
        url: viewer.links.href(&Destination::Prose(id, None)),
        anchor: anchors::text_anchor(viewer.book, viewer.resolved, TextId::Prose(id)),
        ..Document::default()
    }
}

/// Cuts prose at its headings, the first of which is its title.
fn prose(viewer: &Viewer<'_>, id: TextId) -> Vec<Piece> {
    let Some(shown) = viewer.versions(id).first().copied() else { return Vec::new() };
    let writer = writer(viewer, shown);
    let translated = viewer.is_translated(shown);
    let mut pieces = vec![Piece { translated, own: true, ..Piece::default() }];
    for block in viewer.book.body(shown).sections.iter().flat_map(|section| &section.blocks) {
        match block {
            Block::Heading { level, anchor, inlines } if *level > 1 => {
                let mut name = String::new();
                writer.inlines(inlines, &mut name);
                pieces.push(Piece { anchor: anchor.clone(), name, translated, own: true, ..Piece::default() });
            }
            Block::Heading { .. } => {}
            other => {
                if let Some(last) = pieces.last_mut() {
                    writer.running(std::slice::from_ref(other), &mut last.text);
                }
            }
        }
    }
    pieces.extend(notes(viewer, shown));
    pieces.retain(|piece| !piece.text.trim().is_empty());
    pieces
}

fn term(viewer: &Viewer<'_>, at: u32) -> Document {
    let term = &viewer.book.terms[at as usize];
    let shown = viewer.versions(TextId::Term(at)).first().copied().unwrap_or(TextId::Term(at));
    let mut text = String::new();
    let writer = writer(viewer, shown);
    viewer.book.body(shown).sections.iter().for_each(|section| writer.running(&section.blocks, &mut text));
    let title = viewer.title(TextId::Term(at));
    let forms = term.forms.values().flatten().chain([&term.term]).filter(|form| **form != title);
    Document {
        also: forms.map(String::as_str).collect::<Vec<_>>().join(" "),
        title,
        url: viewer.links.href(&Destination::Term(at)),
        anchor: anchors::text_anchor(viewer.book, viewer.resolved, TextId::Term(at)),
        pieces: vec![Piece { text, own: true, translated: viewer.is_translated(shown), ..Piece::default() }],
        ..Document::default()
    }
}

/// An article; its paragraphs and subparagraphs are pieces with no text but what they ask of States.
fn article_document(viewer: &Viewer<'_>, id: InstrumentId, article: ProvisionId) -> Document {
    let (book, language) = (viewer.book, viewer.language);
    let instrument = book.instrument(id);
    let piece = |at: u32| {
        let provision = ProvisionId(at);
        let labels = instrument.provision(provision).locator.labels();
        let anchor = labels.iter().skip(1).map(ToString::to_string).collect::<Vec<_>>().join(".");
        let obligations = views::obligations(instrument, provision, language);
        let text = obligations.into_iter().map(|named| named.name).collect::<Vec<_>>().join("; ");
        Piece { anchor, text, own: false, translated: true, ..Piece::default() }
    };
    Document {
        label: views::provision_label(book, id, article, language),
        title: article_title(book, id, article, language).unwrap_or_default(),
        also: instrument.name(language).to_owned(),
        url: viewer.links.href(&Destination::Provision(id, article)),
        anchor: crate::model::anchor::provision(instrument, article),
        pieces: (article.0..instrument.provision(article).end()).map(piece).collect(),
    }
}

fn proposed(bracket: &Bracket, key: &str) -> bool {
    bracket.open && bracket.by.iter().any(|by| by == key)
}

/// Everything that a body has in open brackets, each with the clause it stands in.
fn body(viewer: &Viewer<'_>, key: &str) -> Document {
    let book = viewer.book;
    let mut pieces = Vec::new();
    for (at, clause) in book.clauses.iter().enumerate() {
        let id = ClauseId(at as u32);
        if !clause.body.brackets.iter().any(|bracket| proposed(bracket, key)) {
            continue;
        }
        // A translation that lacks a section lacks its brackets.
        let source = TextId::Clause(id);
        let count = |text: TextId| book.body(text).brackets.iter().filter(|bracket| proposed(bracket, key)).count();
        let versions = viewer.versions(source).into_iter();
        let shown = versions.filter(|text| count(*text) == count(source)).next().unwrap_or(source);
        let words = writer(viewer, shown).brackets();
        let label = words::clause_label(book, viewer.resolved, id, viewer.language);
        for (index, bracket) in (0..).zip(&book.body(shown).brackets) {
            if proposed(bracket, key) && pieces.len() < MOST_BRACKETS {
                pieces.push(Piece {
                    anchor: viewer.links.href(&Destination::Clause(id, None)),
                    name: format!("{label}. {}", viewer.title(TextId::Clause(id))),
                    text: words.get(&index).cloned().unwrap_or_default(),
                    own: false,
                    translated: viewer.is_translated(shown),
                });
            }
        }
    }
    let name = book.settings.bodies.get(key).map_or(key, String::as_str);
    Document {
        label: locale::words(viewer.language).open_brackets.to_owned(),
        title: name.to_owned(),
        url: "brackets.html".to_owned(),
        pieces,
        ..Document::default()
    }
}
