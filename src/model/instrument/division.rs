//! Chapters and other divisions of an instrument.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::model::citation::{DivisionKind, Label, roman};
use crate::model::language::Language;

/// How the number of a division is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Numeral {
    /// Roman numerals in upper case: chapter V.
    Roman,
    /// Letters in upper case: group B.
    Letter,
    /// Arabic numerals: part 2.
    Decimal,
}

/// A chapter, part or group, with the articles it holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Division {
    /// Its kind.
    pub kind: DivisionKind,
    /// Its number (also where it is written in Roman numerals) or letter, as canonical citations have it.
    pub number: Label,
    /// How its number is written.
    pub numeral: Numeral,
    /// Its title in each language.
    pub titles: BTreeMap<Language, String>,
    /// The languages whose title was seen in a source.
    pub titles_verified: Vec<Language>,
    /// The number of its first article.
    pub first: Label,
    /// The number of its last article.
    pub last: Label,
    /// Whether its boundaries were seen in a source.
    pub verified: bool,
    /// Its provisions, as a slice of the instrument's list; empty where the articles do not exist.
    pub range: Range<u32>,
}

impl Division {
    /// The number as the instrument writes it: `V`, `B`, `2`, `V bis`.
    #[must_use]
    pub fn written_number(&self) -> String {
        written_division_number(self.number, self.numeral)
    }
}

/// Writes a division's number in the given way: `V`, `B`, `2`, `V bis`.
#[must_use]
pub fn written_division_number(number: Label, numeral: Numeral) -> String {
    let stem = match numeral {
        Numeral::Roman => roman(number.ordinal()).to_uppercase(),
        Numeral::Letter => number.without_suffix().to_string().to_uppercase(),
        Numeral::Decimal => number.without_suffix().to_string(),
    };
    match number.suffix_word() {
        Some(suffix) => format!("{stem} {suffix}"),
        None => stem,
    }
}
