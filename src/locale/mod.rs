//! Citations in six languages: written for readers, and found in their prose.
//!
//! Writing: targets are grouped by `plan`; each language's file has its words and puts them together, most of
//! them with `head_first` (English, French, Spanish) or `level_first` (Russian, Arabic). Reading: `scan` looks
//! for the leading words of a language's `lexicon`, `grammar` reads the labels behind them, `names` tells whose
//! provision it is; Chinese has a reader of its own. What [`write()`] writes in [`Form::Running`], [`read`] reads
//! back, for every provision and language.
//!
//! Forms follow the conventions of the United Nations as far as known; which are verified is said in each file.

mod ar;
mod ar_short;
mod chinese_numerals;
mod en;
mod es;
mod fr;
mod grammar;
mod head_first;
pub mod interface;
mod leading;
mod level_first;
mod lexicon;
mod marks;
mod names;
mod paragraphs;
mod plan;
mod ru;
mod scan;

mod zh;
mod zh_reader;

use std::ops::Range;

pub use interface::{Words, words};
pub use leading::{Leading, leading_words};
pub use names::Names;
pub use paragraphs::{clause_reference, label_in_prose, numbered, paragraph_mark};

use crate::model::citation::{Citation, DivisionKind, Label, LabelKind};
use crate::model::instrument::{Instrument, Numeral, written_division_number};
use crate::model::language::Language;

/// The no-break space that stands between a word and its number.
pub(crate) const NO_BREAK: char = '\u{A0}';

/// How a citation is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Form {
    /// In running text, with the instrument: "article 57, paragraph 3 (c), of the Convention".
    Running,
    /// In brackets and tables, without the instrument: "art. 57, para. 3 (c)".
    Short,
    /// As in running text, without the instrument: "article 57, paragraph 3 (c)".
    Locator,
}

/// Writes a citation for readers of a language.
///
/// The instrument must be the one that the citation names; it gives the word for its units, the numerals of its
/// divisions and its name. Without a name in the language it is called by its English one.
#[must_use]
pub fn write(citation: &Citation, instrument: &Instrument, language: Language, form: Form) -> String {
    let segments = plan::plan(citation.targets());
    match language {
        Language::Ar => ar::write(&segments, instrument, form),
        Language::Zh => zh::write(&segments, instrument, form),
        Language::En => en::write(&segments, instrument, form),
        Language::Fr => fr::write(&segments, instrument, form),
        Language::Ru => ru::write(&segments, instrument, form),
        Language::Es => es::write(&segments, instrument, form),
    }
}

/// What the reader knows of a language; Chinese has a reader of its own.
fn lexicon_of(language: Language) -> Option<&'static lexicon::Lexicon> {
    match language {
        Language::Ar => Some(&ar::LEXICON),
        Language::Zh => None,
        Language::En => Some(&en::LEXICON),
        Language::Fr => Some(&fr::LEXICON),
        Language::Ru => Some(&ru::LEXICON),
        Language::Es => Some(&es::LEXICON),
    }
}

/// A division's number as the instrument writes it in Latin script: `V`, `B`, `2`.
fn division_number(instrument: &Instrument, kind: DivisionKind, number: Label) -> String {
    let numeral = match (number.kind(), instrument.numeral_of(kind)) {
        (LabelKind::Letter, _) => Numeral::Letter,
        (_, Numeral::Letter) => Numeral::Decimal,
        (_, numeral) => numeral,
    };
    written_division_number(number, numeral)
}

/// A citation found in prose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Where it stands, in bytes of the text, with the instrument's name where that is part of it.
    pub range: Range<usize>,
    /// What it cites; whether that exists is not known here.
    pub citation: Citation,
    /// The text names the instrument; otherwise the primary instrument is meant.
    pub named: bool,
    /// Where a Cyrillic letter stands for its Latin twin, in bytes of the text: accepted, but to be mended.
    pub look_alike: Option<usize>,
}

/// Finds the plain citations in a text of a language, in their order and without overlap.
///
/// A citation that names an instrument which is not known, or another law, is left out, and so are mere
/// divisions and principles ("chapter V", "principle 4") without the name of an instrument. The time is linear
/// in the length of the text.
#[must_use]
pub fn read(text: &str, language: Language, names: &Names) -> Vec<Found> {
    match language {
        Language::Ar => scan::find(text, &ar::LEXICON, names),
        Language::Zh => zh::read(text, names),
        Language::En => scan::find(text, &en::LEXICON, names),
        Language::Fr => scan::find(text, &fr::LEXICON, names),
        Language::Ru => scan::find(text, &ru::LEXICON, names),
        Language::Es => scan::find(text, &es::LEXICON, names),
    }
}

#[cfg(test)]
mod tests;
