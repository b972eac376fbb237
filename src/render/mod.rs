//! From a resolved book to its outputs.
//!
//! [`html`] and [`pandoc`] write the tree of a text in one form each; [`context`] holds what templates see;
//! [`site`], [`consolidated`] and [`document_markdown`] put pages together, one output each, and [`search`] indexes the site. Every page is made from its
//! own view and its template alone, so that pages can be made in parallel and none grows with the book.

pub mod anchors;
mod bidi;
pub mod consolidated;
pub mod context;
pub mod document_markdown;
pub mod html;
pub mod machines;
pub mod negotiation;
pub mod pandoc;
pub mod pictures;
pub mod plain;
pub mod search;
pub mod site;
pub mod templates;
pub mod views;
pub mod words;

use std::io;

use crate::diag::Diagnostic;

/// An output that can be asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, clap::ValueEnum)]
pub enum Target {
    /// The site.
    Site,
    /// The consolidated document in HTML.
    Html,
    /// The consolidated document in Markdown for pandoc.
    Markdown,
}

impl Target {
    /// All outputs.
    pub const ALL: [Target; 3] = [Target::Site, Target::Html, Target::Markdown];
}

/// Takes the files of an output as they are made, from several threads at once.
pub trait Sink: Sync {
    /// Whether a file is wanted at all; one that is not need not be made.
    fn wants(&self, path: &str) -> bool {
        let _ = path;
        true
    }

    /// Whether any file below a folder, given with its `/`, is wanted.
    fn wants_below(&self, folder: &str) -> bool {
        let _ = folder;
        true
    }

    /// Takes one file; the path is relative to the output's folder, with `/`.
    ///
    /// # Errors
    /// The system's error.
    fn write(&self, path: &str, parts: &[&[u8]]) -> io::Result<()>;
}

/// Why an output could not be made.
#[derive(Debug)]
pub enum RenderError {
    /// A template is wrong.
    Template(Box<Diagnostic>),
    /// A file could not be written.
    Io(String, io::Error),
}

/// Writes one file and says which one failed.
pub fn put(sink: &dyn Sink, path: &str, parts: &[&[u8]]) -> Result<(), RenderError> {
    sink.write(path, parts).map_err(|error| RenderError::Io(path.to_owned(), error))
}
