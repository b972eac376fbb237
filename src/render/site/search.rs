//! The search page and the index that it loads.

use serde::Serialize;

use super::{FOLDER, Site, write_asset};
use crate::locale;
use crate::render::context::PageView;
use crate::render::{RenderError, search};

/// The search page.
#[derive(Serialize)]
struct SearchPage {
    /// The page.
    page: PageView,
    /// File name of the script that searches, with its content's hash.
    search: String,
    /// File name of the script for words that are not found as typed.
    near: String,
    /// File name of the script for numbers and citations.
    cite: String,
    /// What the addresses of the index end with; it changes with the book.
    version: String,
}

impl Site<'_> {
    pub(super) fn search(&self) -> Result<(), RenderError> {
        let script = |name| {
            let text = without_comments(self.templates.asset(&format!("site/{name}")));
            write_asset(name, &text, &self.folder, self.sink)
        };
        let links = self.links("");
        let version = search::write(&self.viewer(&links), &format!("{FOLDER}/{}", self.folder), self.sink)?;
        let view = SearchPage {
            page: self.page("search", locale::words(self.language).search.to_owned(), "search.html"),
            search: script("search.js")?,
            near: script("search-near.js")?,
            cite: script("search-cite.js")?,
            // Where only the page is wanted, nothing of it is kept by the browser.
            version: version.unwrap_or_default(),
        };
        self.render("search.html", "site/search.html", &view)
    }
}

/// A script without blank lines and without those that are comments as a whole; all comments of these scripts are such.
fn without_comments(script: &str) -> String {
    let says_something =
        |line: &&str| !line.is_empty() && !["//", "/**"].iter().any(|mark| line.trim().starts_with(mark));
    script.lines().filter(says_something).flat_map(|line| [line, "\n"]).collect()
}
