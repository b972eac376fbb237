//! What can be wrong with a written citation.

use std::fmt;

/// A text that is not a citation in canonical form: what is wrong, where, and what was perhaps meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CitationError {
    /// What is wrong.
    pub kind: CitationErrorKind,
    /// Where the wrong piece begins, in bytes from the start of the text; on a character boundary.
    pub offset: usize,
    /// How long the wrong piece is, in bytes; 0 where something is missing.
    pub length: usize,
    /// The canonical form of what was meant, where one answer exists.
    pub suggestion: Option<String>,
}

/// The kinds of mistakes in a written citation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CitationErrorKind {
    /// The text is empty.
    Empty,
    /// The text begins with a provision instead of an instrument.
    MissingInstrument,
    /// No colon follows the instrument.
    MissingColon,
    /// A space, where a citation holds none.
    Space {
        /// The space.
        found: char,
    },
    /// A character that cannot be seen, such as a direction mark or a zero-width space.
    Invisible {
        /// The character.
        found: char,
    },
    /// A character that looks like another one: a Cyrillic or full-width letter, a foreign digit or dash.
    LookAlike {
        /// The character as found.
        found: char,
        /// The ASCII character it stands for.
        meant: char,
    },
    /// A letter in upper case.
    UpperCase {
        /// The letter.
        found: char,
    },
    /// A character that cannot stand here.
    UnexpectedCharacter {
        /// The character.
        found: char,
        /// What can stand here.
        expected: &'static str,
    },
    /// The text ends too early.
    UnexpectedEnd {
        /// What is missing.
        expected: &'static str,
    },
    /// A label that is neither number, letter nor Roman numeral where it stands.
    InvalidLabel {
        /// The label as found.
        found: String,
        /// What can stand here.
        expected: &'static str,
    },
    /// More levels than a provision can have.
    TooDeep,
    /// A word that names no kind of division.
    UnknownDivision {
        /// The word.
        found: String,
    },
    /// Brackets without an article before them, as in `57(3)(a),(b)`.
    MissingArticle,
    /// The end of a range replaces a level of another kind, as in `55(1)(a)-(3)`.
    UnevenRange,
    /// A range that ends before it begins.
    ReversedRange,
    /// A range whose end is its beginning or stands within it.
    EmptyRange,
    /// `whole` beside other targets.
    WholeInGroup,
}

impl CitationError {
    /// An error without suggestion.
    pub(super) const fn new(kind: CitationErrorKind, offset: usize, length: usize) -> Self {
        Self { kind, offset, length, suggestion: None }
    }
}

impl fmt::Display for CitationError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.kind.fmt(formatter)
    }
}

impl fmt::Display for CitationErrorKind {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => formatter.write_str("expected a citation, found nothing"),
            Self::MissingInstrument => {
                formatter.write_str("expected an instrument and a colon before the provision, as in `uncac:57`")
            }
            Self::MissingColon => formatter.write_str("expected a colon between instrument and provision"),
            Self::Space { found } => {
                write!(formatter, "a citation holds no spaces, found {}", code(*found))
            }
            Self::Invisible { found } => {
                write!(formatter, "a citation holds no invisible characters, found {}", code(*found))
            }
            Self::LookAlike { found, meant } => {
                write!(formatter, "expected `{meant}` {}, found `{found}` {}", code(*meant), code(*found))
            }
            Self::UpperCase { found } => {
                write!(formatter, "a citation is in lower case, found `{found}`")
            }
            Self::UnexpectedCharacter { found, expected } => {
                write!(formatter, "expected {expected}, found `{found}`")
            }
            Self::UnexpectedEnd { expected } => {
                write!(formatter, "expected {expected}, found the end")
            }
            Self::InvalidLabel { found, expected } => {
                write!(formatter, "expected {expected}, found `{found}`")
            }
            Self::TooDeep => write!(formatter, "expected at most {} levels", super::locator::MAX_LEVELS),
            Self::UnknownDivision { found } => write!(
                formatter,
                "expected an article number or chapter, part, group, section, title, annex or whole, found `{found}`"
            ),
            Self::MissingArticle => formatter.write_str("expected the article before the brackets"),
            Self::UnevenRange => formatter.write_str("the end of the range is of another level than its beginning"),
            Self::ReversedRange => formatter.write_str("the range ends before it begins"),
            Self::EmptyRange => formatter.write_str("the range ends within its beginning"),
            Self::WholeInGroup => formatter.write_str("`whole` already covers the other provisions"),
        }
    }
}

impl std::error::Error for CitationError {}

/// A character's code point in the usual form, such as `U+0441`.
fn code(character: char) -> String {
    format!("U+{:04X}", u32::from(character))
}
