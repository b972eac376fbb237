//! One compiled state of a book, with the places of the protocol.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::OnceLock;

use gen_lsp_types::{Location, Position, Range, Uri};

use crate::compile::Compiled;
use crate::lsp::position::{Encoding, Lines, line_starts};
use crate::lsp::uri;
use crate::model::book::{Book, TextId};
use crate::resolve::Resolved;
use crate::source::{FileId, Span};

/// A book as it was at one moment, buffers of the editor included.
#[derive(Debug)]
pub struct Analysis {
    /// The folder of the book.
    pub root: PathBuf,
    /// The compiled book.
    pub compiled: Compiled,
    /// The version of each open buffer that went into it, by path.
    pub versions: BTreeMap<String, i32>,
    /// What columns count.
    pub encoding: Encoding,
    /// The ledger of published editions, if there is one.
    pub ledger: Option<String>,
    lines: Vec<OnceLock<Vec<u32>>>,
}

impl Analysis {
    /// A compiled book with what the editor knows of it.
    pub fn new(root: PathBuf, compiled: Compiled, versions: BTreeMap<String, i32>, encoding: Encoding) -> Analysis {
        let lines = (0..compiled.book.sources.len()).map(|_| OnceLock::new()).collect();
        Analysis { root, compiled, versions, encoding, ledger: None, lines }
    }

    /// The book.
    pub fn book(&self) -> &Book {
        &self.compiled.book
    }

    /// What its pointers mean.
    pub fn resolved(&self) -> &Resolved {
        &self.compiled.resolved
    }

    /// The file with this path relative to the book, if it was read.
    pub fn file(&self, path: &str) -> Option<FileId> {
        self.book().sources.find(path)
    }

    /// The path of a file, relative to the book.
    pub fn path(&self, file: FileId) -> &str {
        &self.book().sources.get(file).path
    }

    /// The text of a file.
    pub fn text(&self, file: FileId) -> &str {
        &self.book().sources.get(file).text
    }

    /// The text of a file with its lines.
    pub fn lines(&self, file: FileId) -> Lines<'_> {
        let source = self.book().sources.get(file);
        Lines {
            text: &source.text,
            starts: self.lines[file.0 as usize].get_or_init(|| line_starts(&source.text)),
            encoding: self.encoding,
            byte_order_mark: source.byte_order_mark && self.versions.contains_key(&source.path),
        }
    }

    /// The byte offset of a place in a file.
    pub fn offset(&self, file: FileId, position: Position) -> usize {
        self.lines(file).offset(position)
    }

    /// The place of a span in its file.
    pub fn range(&self, span: Span) -> Range {
        self.lines(span.file).range(span.range())
    }

    /// The place of a span.
    pub fn location(&self, span: Span) -> Location {
        Location { uri: self.uri(self.path(span.file)), range: self.range(span) }
    }

    /// The address of a file of the book.
    pub fn uri(&self, path: &str) -> Uri {
        uri::from_path(&self.root.join(path))
    }

    /// The texts that stand in a file: one, or the definitions of all terms.
    pub fn texts_in(&self, file: FileId) -> Vec<TextId> {
        let book = self.book();
        if let Some(text) = self.resolved().index.text(self.path(file)) {
            return vec![text];
        }
        let translation = book.translations.iter().position(|translation| translation.file == file);
        if let Some(at) = translation {
            return vec![TextId::Translation(at as u32)];
        }
        let terms = book.terms.iter().enumerate().filter(|(_, term)| term.id.span.file == file);
        terms.map(|(at, _)| TextId::Term(at as u32)).collect()
    }

    /// The path of a file of the source folder.
    pub fn beside_summary(&self, name: &str) -> String {
        match self.book().settings.source.as_str() {
            "" => name.to_owned(),
            source => format!("{source}/{name}"),
        }
    }

    /// Whether a path is that of SUMMARY.md or of its form in another language.
    pub fn is_summary(&self, path: &str) -> bool {
        path.strip_prefix(&self.beside_summary("")).is_some_and(|name| {
            name.strip_prefix("SUMMARY.").is_some_and(|rest| rest.ends_with("md") && !rest.contains('/'))
        })
    }
}
