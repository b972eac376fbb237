//! The consolidated document as pandoc's Markdown, ready to become PDF, DOCX or EPUB.

use rayon::prelude::*;

use crate::model::body::Section;
use crate::model::book::{Book, TextId};
use crate::model::outline::{EntryId, EntryKind};
use crate::render::anchors;
use crate::render::consolidated::{
    self, ClausePiece, CloseView, DivisionView, DocumentLinks, FOLDER, OpenView, TextPiece,
};
use crate::render::context::TextView;
use crate::render::html::HtmlOptions;
use crate::render::pandoc::PandocWriter;
use crate::render::templates::Templates;
use crate::render::views::Viewer;
use crate::render::{RenderError, Sink, put};
use crate::resolve::Resolved;

/// Writes the document.
///
/// # Errors
/// A template that is wrong, or a file that could not be written.
pub fn write(book: &Book, resolved: &Resolved, templates: &Templates, sink: &dyn Sink) -> Result<(), RenderError> {
    let links = DocumentLinks { book, resolved };
    let options = HtmlOptions { heading_shift: 0, first_footnote: 1, attributions: false };
    let viewer = Viewer { book, resolved, links: &links, options };
    let maker = Maker { viewer, templates };
    let open = OpenView { style: String::new(), outline: Vec::new() };
    let open = templates.render("markdown/open.md", &open)?;
    let entries: Vec<EntryId> = book.outline.iter().map(|(id, _)| id).collect();
    // The annexes are made by one thread, so the others need not wait for it.
    let (pieces, close) = rayon::join(
        || entries.par_iter().map(|id| maker.piece(*id)).collect::<Result<Vec<String>, _>>(),
        || maker.close(),
    );
    let (pieces, close) = (pieces?, close?);
    let mut parts: Vec<&[u8]> = vec![open.as_bytes()];
    parts.extend(pieces.iter().map(|piece| piece.as_bytes()));
    parts.push(close.as_bytes());
    put(sink, &format!("{FOLDER}/{}.md", book.settings.name), &parts)
}

struct Maker<'a> {
    viewer: Viewer<'a>,
    templates: &'a Templates,
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
            EntryKind::Clause(clause) => {
                let text = TextId::Clause(clause);
                let writer = self.writer(text, level);
                let write = |section: &Section| writer.section(section);
                let mut clause = self.viewer.clause_view(clause, &write);
                clause.footnotes = footnotes(&writer);
                self.templates.render("markdown/clause.md", &ClausePiece { clause, level })
            }
            EntryKind::Prose(prose) => {
                self.templates.render("markdown/text.md", &TextPiece { text: self.text(TextId::Prose(prose), level) })
            }
            EntryKind::Root => Ok(String::new()),
        }
    }

    fn writer(&self, id: TextId, level: usize) -> PandocWriter<'_> {
        let anchor = anchors::text_anchor(self.viewer.book, self.viewer.resolved, id);
        // A text's own headings begin at level two, below its title.
        PandocWriter::new(self.viewer.book, self.viewer.resolved, id, anchor, (level as u8).saturating_sub(1))
    }

    fn text(&self, id: TextId, level: usize) -> TextView {
        let writer = self.writer(id, level);
        let body = self.viewer.book.body(id).sections.iter().map(|section| writer.section(section)).collect();
        let title = match id {
            TextId::Prose(id) => self.viewer.book.prose(id).title.clone(),
            TextId::Clause(_) | TextId::Term(_) => String::new(),
        };
        TextView {
            title,
            anchor: anchors::text_anchor(self.viewer.book, self.viewer.resolved, id),
            body,
            footnotes: footnotes(&writer),
        }
    }

    fn close(&self) -> Result<String, RenderError> {
        let mut terms = self.viewer.glossary();
        for (at, term) in self.viewer.book.terms.iter().enumerate() {
            let writer = self.writer(TextId::Term(at as u32), 1);
            let text: String = term.definition.sections.iter().map(|section| writer.section(section)).collect();
            if let Some(view) = terms.iter_mut().find(|view| view.anchor == crate::model::anchor::term(&term.id.value))
            {
                view.definition = text;
            }
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
