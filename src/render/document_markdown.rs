//! The consolidated document as pandoc's Markdown, ready to become PDF, DOCX or EPUB.

use std::collections::HashMap;

use rayon::prelude::*;

use crate::model::anchor::Destination;
use crate::model::body::Section;
use crate::model::book::{Book, ClauseId, ProseId, TextId};
use crate::model::language::Language;
use crate::model::outline::{EntryId, EntryKind};
use crate::render::anchors;
use crate::render::consolidated::{
    self, ClausePiece, CloseView, CollectionPiece, DivisionView, DocumentLinks, FOLDER, OpenView, TextPiece,
};
use crate::render::context::TextView;
use crate::render::html::{HtmlOptions, Links};
use crate::render::pandoc::PandocWriter;
use crate::render::templates::Templates;
use crate::render::views::Viewer;
use crate::render::{RenderError, Sink, pictures, put};
use crate::resolve::Resolved;

/// Anchors in the document, and pictures beside it.
struct MarkdownLinks<'a>(DocumentLinks<'a>);

impl Links for MarkdownLinks<'_> {
    fn href(&self, destination: &Destination) -> String {
        match destination {
            Destination::Image(path) => pictures::address(path),
            other => self.0.href(other),
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
    let links = MarkdownLinks(DocumentLinks { book, resolved });
    let options = HtmlOptions {
        heading_shift: 0,
        first_footnote: 1,
        attributions: false,
        note_prefix: "",
        anchors: true,
        permalinks: None,
        link_terms: false,
    };
    let viewer = Viewer { book, resolved, links: &links, language, options };
    let maker = Maker { viewer, templates };
    let open = OpenView { style: String::new(), outline: Vec::new() };
    let open = templates.render("markdown/open.md", &open)?;
    let entries: Vec<EntryId> = book.outline.iter().map(|(id, _)| id).collect();
    // The annexes are made by one thread, so the others need not wait for it.
    let (pieces, annexes) = rayon::join(
        || entries.par_iter().map(|id| maker.piece(*id)).collect::<Result<Vec<String>, _>>(),
        || Ok((maker.collections()?, maker.close()?)),
    );
    let (mut pieces, (collections, close)) = (pieces?, annexes?);
    pieces.insert(consolidated::place_of_collections(book), collections);
    let mut parts: Vec<&[u8]> = vec![open.as_bytes()];
    parts.extend(pieces.iter().map(|piece| piece.as_bytes()));
    parts.push(close.as_bytes());
    put(sink, &format!("{FOLDER}/{}.md", consolidated::file_name(book, language)), &parts)
}

/// Makes the pieces of a document, or pages by themselves.
pub struct Maker<'a> {
    /// What makes the views.
    pub viewer: Viewer<'a>,
    /// The templates.
    pub templates: &'a Templates,
}

impl Maker<'_> {
    fn piece(&self, id: EntryId) -> Result<String, RenderError> {
        let book = self.viewer.book;
        let level = consolidated::level(book, id);
        match book.outline.get(id).kind {
            EntryKind::Part | EntryKind::Chapter(_) | EntryKind::Draft => {
                let text = match book.outline.get(id).kind {
                    EntryKind::Chapter(Some(prose)) => Some(self.text(TextId::Prose(prose), level)),
                    _ => None,
                };
                let entry = consolidated::entry_view(&self.viewer, id, false);
                self.templates.render("markdown/division.md", &DivisionView { entry, level, text })
            }
            EntryKind::Clause(clause) => self.clause(clause, level),
            EntryKind::Prose(prose) => self.prose(prose, level),
            EntryKind::Root => Ok(String::new()),
        }
    }

    /// A clause whose title is a heading of this level.
    ///
    /// # Errors
    /// A template that is wrong.
    pub fn clause(&self, id: ClauseId, level: usize) -> Result<String, RenderError> {
        let writers = self.writers(TextId::Clause(id), level);
        let write = |id: TextId, section: &Section| {
            let writer = writers.iter().find(|(other, _)| *other == id);
            writer.map_or_else(String::new, |(_, writer)| writer.section(section))
        };
        let mut clause = self.viewer.clause_view(id, &write);
        clause.footnotes = writers.iter().flat_map(|(_, writer)| footnotes(writer)).collect();
        self.templates.render("markdown/clause.md", &ClausePiece { clause, level })
    }

    /// A prose text below a heading of this level.
    ///
    /// # Errors
    /// A template that is wrong.
    pub fn prose(&self, id: ProseId, level: usize) -> Result<String, RenderError> {
        self.templates.render("markdown/text.md", &TextPiece { text: self.text(TextId::Prose(id), level) })
    }

    /// A writer for each version of a text: its translation, if there is one, then the source.
    fn writers(&self, id: TextId, level: usize) -> Vec<(TextId, PandocWriter<'_>)> {
        // A text's own headings begin at level two, below its title.
        let shift = (level as u8).saturating_sub(1);
        let writer = |at: usize, id: TextId| {
            let language = self.viewer.language_of(id);
            (
                id,
                PandocWriter::new(
                    self.viewer.book,
                    self.viewer.resolved,
                    id,
                    language,
                    self.viewer.links,
                    shift,
                    if at > 0 { "-source" } else { "" },
                ),
            )
        };
        self.viewer.versions(id).into_iter().enumerate().map(|(at, id)| writer(at, id)).collect()
    }

    fn text(&self, id: TextId, level: usize) -> TextView {
        let (shown, writer) = self.writers(id, level).swap_remove(0);
        let body = self.viewer.book.body(shown).sections.iter().map(|section| writer.section(section)).collect();
        TextView {
            title: self.viewer.title(id),
            anchor: anchors::text_anchor(self.viewer.book, self.viewer.resolved, id),
            body,
            translated: self.viewer.is_translated(shown),
            stale: self.viewer.is_stale(shown),
            footnotes: footnotes(&writer),
        }
    }

    fn collections(&self) -> Result<String, RenderError> {
        let mut out = String::new();
        for (key, mut collection) in self.viewer.collections() {
            collection.entries = self.viewer.collect(key, &|id, section| {
                let language = self.viewer.language_of(id);
                let writer = PandocWriter::new(
                    self.viewer.book,
                    self.viewer.resolved,
                    id,
                    language,
                    self.viewer.links,
                    1,
                    "-collected",
                );
                (writer.section(section), footnotes(&writer))
            });
            out.push_str(&self.templates.render("markdown/collection.md", &CollectionPiece { collection })?);
        }
        Ok(out)
    }

    fn close(&self) -> Result<String, RenderError> {
        let mut terms = self.viewer.glossary();
        let definitions = (0..self.viewer.book.terms.len() as u32).map(|at| self.text(TextId::Term(at), 1));
        let mut definitions: HashMap<String, String> = definitions.map(|text| (text.anchor, text.body)).collect();
        for term in &mut terms {
            term.definition = definitions.remove(&term.anchor).unwrap_or_default();
        }
        let view = CloseView { concordance: consolidated::concordance(&self.viewer), terms };
        self.templates.render("markdown/close.md", &view)
    }
}

fn footnotes(writer: &PandocWriter<'_>) -> Vec<crate::render::context::FootnoteView> {
    let body = writer.footnotes();
    if body.is_empty() {
        return Vec::new();
    }
    vec![crate::render::context::FootnoteView { number: 0, anchor: String::new(), mark: String::new(), body }]
}
