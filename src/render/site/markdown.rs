//! The Markdown of each clause and prose text beside its page, for programs that read text.

use super::{FOLDER, Site};
use crate::render::document_markdown::Maker;
use crate::render::views::Viewer;
use crate::render::{RenderError, put};

/// Where the Markdown of a page stands: beside it, with another ending.
pub fn beside(page: &str) -> String {
    format!("{}.md", page.strip_suffix(".html").unwrap_or(page))
}

impl Site<'_> {
    /// Writes the Markdown of a page, and gives its file name.
    pub(super) fn markdown(
        &self,
        page: &str,
        viewer: &Viewer<'_>,
        write: impl FnOnce(&Maker<'_>) -> Result<String, RenderError>,
    ) -> Result<String, RenderError> {
        let place = beside(page);
        if self.wants(&place) {
            let text = write(&Maker { viewer: *viewer, templates: self.templates })?;
            put(self.sink, &format!("{FOLDER}/{}{place}", self.folder), &[text.as_bytes()])?;
        }
        Ok(place.rsplit('/').next().unwrap_or(&place).to_owned())
    }
}
