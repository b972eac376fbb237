//! The Markdown of each clause and prose text beside its page, for programs that read text.

use rayon::prelude::*;

use super::address::{path, text_page};
use super::{FOLDER, Site};
use crate::model::anchor::Destination;
use crate::model::outline::{EntryId, EntryKind};
use crate::render::document_markdown::Maker;
use crate::render::{RenderError, put};

/// Where the Markdown of a page stands: beside it, with another ending.
pub fn beside(page: &str) -> String {
    format!("{}.md", page.strip_suffix(".html").unwrap_or(page))
}

impl Site<'_> {
    pub(super) fn markdown(&self) -> Result<(), RenderError> {
        self.order.par_iter().try_for_each(|entry| self.markdown_of(*entry))
    }

    fn markdown_of(&self, entry: EntryId) -> Result<(), RenderError> {
        let page = match self.book.outline.get(entry).kind {
            EntryKind::Clause(id) => path(self.book, self.resolved, &Destination::Clause(id, None)),
            EntryKind::Prose(id) => text_page(self.book, self.resolved, id),
            EntryKind::Root | EntryKind::Part | EntryKind::Chapter(_) | EntryKind::Draft => return Ok(()),
        };
        let place = beside(&page);
        if !self.wants(&place) {
            return Ok(());
        }
        let links = self.links("../");
        let maker = Maker { viewer: self.viewer(&links), templates: self.templates };
        let text = match self.book.outline.get(entry).kind {
            EntryKind::Clause(id) => maker.clause(id, 1)?,
            EntryKind::Prose(id) => maker.prose(id, 1)?,
            EntryKind::Root | EntryKind::Part | EntryKind::Chapter(_) | EntryKind::Draft => return Ok(()),
        };
        put(self.sink, &format!("{FOLDER}/{}{place}", self.folder), &[text.as_bytes()])
    }
}
