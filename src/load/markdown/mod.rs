//! Markdown to a [`Body`].
//!
//! 1. pulldown-cmark gives events with byte ranges (CommonMark 0.31, with tables and footnotes; no smart punctuation,
//!    so that nothing typed is "improved").
//! 2. `builder` makes the tree of blocks and inlines, without recursion, to a stated depth.
//! 3. Each finished line of inlines is read once more: `links` sorts out where links lead, `brackets` marks text
//!    under negotiation, `plain_citations` finds citations in prose.
//! 4. `sections` cuts a clause at its section headings.
//!
//! In: a text and where it stands. Out: a body, always, and findings.

mod brackets;
mod builder;
mod links;
mod plain_citations;
mod sections;
mod text;

use std::sync::Arc;

use crate::config::Settings;
use crate::diag::Diagnostic;
use crate::locale::Names;
use crate::model::body::{Body, Segment};
use crate::model::language::Language;
use crate::model::section::SectionKinds;
use crate::source::FileId;

pub use links::clause_or_term;
pub use text::plain_text;

/// A Markdown text and where it stands.
pub struct Source {
    /// The file.
    pub file: FileId,
    /// The text; what stands before `start` is not part of it.
    pub text: Arc<str>,
    /// First byte to parse.
    pub start: usize,
    /// From places in `text` to places in the file; empty if they are the same.
    pub segments: Vec<Segment>,
    /// The language that it is written in.
    pub language: Language,
}

/// How a text is built.
#[derive(Clone, Copy)]
pub enum Mode<'a> {
    /// A clause: numbered paragraphs, then sections of these kinds.
    Clause(&'a SectionKinds),
    /// Prose with headings of its own.
    Prose,
}

/// What citations in a text are recognised by.
#[derive(Debug)]
pub struct Vocabulary {
    /// Names of instruments in prose, by language.
    pub names: Names,
    /// Ids of instruments, for links.
    pub instruments: Vec<String>,
}

/// Reads a text.
pub fn parse(
    source: Source,
    mode: Mode<'_>,
    settings: &Settings,
    vocabulary: &Vocabulary,
    findings: &mut Vec<Diagnostic>,
) -> Body {
    let mut body = Body::empty(source.file);
    body.start = source.start;
    body.text = source.text;
    body.segments = source.segments;
    text::check_characters(&body, source.start, findings);
    let blocks = builder::build(&mut body, source.start, mode, settings, source.language, vocabulary, findings);
    body.sections = sections::cut(&body, blocks, mode, findings);
    sections::check_headings(&body, mode, findings);
    body
}
