//! A text in another language, and the digest that tells which state of the source it was made from.

use xxhash_rust::xxh3::Xxh3;

use crate::model::allow::Allow;
use crate::model::body::Body;
use crate::model::book::TextId;
use crate::model::language::Language;
use crate::model::meaning;
use crate::source::{FileId, Span, Spanned};

/// A text in another language.
#[derive(Debug)]
pub struct Translation {
    /// The text that it translates.
    pub of: TextId,
    /// Its language.
    pub language: Language,
    /// Its title, if the file gives one.
    pub title: Option<Spanned<String>>,
    /// The digest of the source that it was made from, as written.
    pub translates: Option<Spanned<String>>,
    /// Findings that it allows itself.
    pub allow: Vec<Allow>,
    /// The file.
    pub file: FileId,
    /// Where its front matter stands.
    pub head: Span,
    /// The text; sections that are not translated are missing.
    pub body: Body,
}

/// The digest of a source text as far as `translation` has its sections: 16 hexadecimal digits.
///
/// It changes when the title or what one of these sections says changes, and with nothing else: list marks, blank
/// lines and the spelling of a citation's address may change, as `clausebook fmt` changes them.
pub fn digest(title: &str, source: &Body, translation: &Body) -> String {
    let mut hash = Xxh3::new();
    hash.update(title.as_bytes());
    for section in translation.sections.iter().filter(|section| !section.is_empty()) {
        if let Some(section) = source.section(&section.key) {
            hash.update(b"\n");
            hash.update(&meaning::of_section(section, source));
        }
    }
    format!("{:016x}", hash.digest())
}
