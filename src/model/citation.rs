//! Citations: pointers from a text to provisions of an instrument, and their one canonical form.
//!
//! A citation names an instrument and one or more targets in it: `uncac:57(3)(c)`, `uncac:51-59`,
//! `uncac:54,55`, `uncac:chapter-5`, `uncac:whole`. What a reader sees ("article 57, paragraph 3 (c), of the
//! Convention") is written and read by `locale`; whether a provision exists is known to `instrument`.

mod error;
mod label;
mod locator;
mod parse;
mod repair;

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use serde::{Serialize, Serializer};

pub use error::{CitationError, CitationErrorKind};
pub use label::{
    Label, LabelKind, MAX_LETTER, MAX_NUMBER, MAX_ROMAN, SUFFIXES, letters, parse_roman, roman, split_suffix,
};
pub use locator::{Locator, MAX_LEVELS};
pub use parse::look_alike;

/// The kinds of divisions that group the articles of an instrument.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum DivisionKind {
    /// A chapter, as in the United Nations Convention against Corruption.
    Chapter,
    /// A part.
    Part,
    /// A group, as in the FATF Recommendations.
    Group,
    /// A section.
    Section,
    /// A title (a division above chapters in some laws).
    Title,
    /// An annex.
    Annex,
}

impl DivisionKind {
    /// All kinds.
    pub const ALL: [Self; 6] = [Self::Chapter, Self::Part, Self::Group, Self::Section, Self::Title, Self::Annex];

    /// The English word, as canonical citations have it.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Chapter => "chapter",
            Self::Part => "part",
            Self::Group => "group",
            Self::Section => "section",
            Self::Title => "title",
            Self::Annex => "annex",
        }
    }
}

impl fmt::Display for DivisionKind {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(self.word())
    }
}

/// What a citation points at within its instrument.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Target {
    /// The instrument as a whole: `whole`.
    Whole,
    /// A chapter or another division, with all its articles: `chapter-5`, `group-b`.
    Division {
        /// The kind of division.
        kind: DivisionKind,
        /// Its number or letter; a division numbered with Roman numerals has a number here.
        number: Label,
    },
    /// One provision with everything below it: `57(3)`.
    Provision(Locator),
    /// Everything from the first provision to the last one, both included: `46(9)-(29)`.
    Range(Locator, Locator),
}

impl Target {
    /// A range, where the second locator stands after the first and not within it.
    #[must_use]
    pub fn range(from: Locator, to: Locator) -> Option<Self> {
        (from < to && !from.contains(&to)).then_some(Self::Range(from, to))
    }

    /// A division by kind and number; `None` where the label is neither a number nor a single letter.
    ///
    /// Two letters are refused because they are nearly always a Roman numeral, as in `chapter-iv`.
    #[must_use]
    pub fn division(kind: DivisionKind, number: Label) -> Option<Self> {
        is_division_number(number).then_some(Self::Division { kind, number })
    }

    /// Whether the target keeps the rules of [`Target::range`] and [`Target::division`].
    fn is_well_formed(&self) -> bool {
        match self {
            Self::Whole | Self::Provision(_) => true,
            Self::Division { number, .. } => is_division_number(*number),
            Self::Range(from, to) => from < to && !from.contains(to),
        }
    }
}

/// Whether a label can number a division: a number, or one of the letters `a` to `z`.
fn is_division_number(label: Label) -> bool {
    match label.kind() {
        LabelKind::Number => true,
        LabelKind::Letter => label.ordinal() <= 26,
        LabelKind::Roman => false,
    }
}

impl fmt::Display for Target {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Whole => formatter.write_str("whole"),
            Self::Division { kind, number } => write!(formatter, "{kind}-{number}"),
            Self::Provision(locator) => locator.fmt(formatter),
            Self::Range(from, to) => {
                write!(formatter, "{from}-")?;
                let shared = from.shared_levels(to);
                let tail = &to.labels()[shared..];
                if shared > 0 && from.with_tail(tail).as_ref() == Some(to) {
                    locator::write_bracketed(tail, formatter)
                } else {
                    to.fmt(formatter)
                }
            }
        }
    }
}

/// A pointer to one or more places in one instrument: single, range or group.
///
/// The order is by instrument, then by targets, each in the order of the text.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Citation {
    instrument: Arc<str>,
    targets: Vec<Target>,
}

impl Citation {
    /// A citation of an instrument's identifier and its targets, in the order in which they are cited.
    ///
    /// Gives `None` where the identifier is not `[a-z][a-z0-9-]*`, there are no targets, a range is reversed,
    /// or the whole instrument stands beside other targets.
    #[must_use]
    pub fn new(instrument: Arc<str>, targets: Vec<Target>) -> Option<Self> {
        let whole_in_group = targets.len() > 1 && targets.contains(&Target::Whole);
        let right = is_instrument_id(&instrument)
            && !targets.is_empty()
            && !whole_in_group
            && targets.iter().all(Target::is_well_formed);
        right.then_some(Self { instrument, targets })
    }

    /// Reads the canonical form, such as `uncac:57(3)(c)`.
    ///
    /// # Errors
    ///
    /// Everything else, also what a person would understand (`UNCAC 57 (3)(c)`): then the error carries
    /// the canonical form as a suggestion.
    pub fn parse(text: &str) -> Result<Self, CitationError> {
        parse::citation(text)
            .map_err(|error| CitationError { suggestion: repair::suggest(text).filter(|meant| meant != text), ..error })
    }

    /// The identifier of the instrument, such as `uncac`.
    #[must_use]
    pub fn instrument(&self) -> &Arc<str> {
        &self.instrument
    }

    /// What is cited, in the order of the citation; never empty.
    #[must_use]
    pub fn targets(&self) -> &[Target] {
        &self.targets
    }
}

/// Whether a text can be the identifier of an instrument: `[a-z][a-z0-9-]*`.
#[must_use]
pub fn is_instrument_id(text: &str) -> bool {
    let mut bytes = text.bytes();
    bytes.next().is_some_and(|first| first.is_ascii_lowercase())
        && bytes.all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
}

impl fmt::Display for Citation {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}:", self.instrument)?;
        for (place, target) in self.targets.iter().enumerate() {
            if place > 0 {
                formatter.write_str(",")?;
            }
            target.fmt(formatter)?;
        }
        Ok(())
    }
}

impl FromStr for Citation {
    type Err = CitationError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::parse(text)
    }
}

impl Serialize for Citation {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(test)]
mod tests;
