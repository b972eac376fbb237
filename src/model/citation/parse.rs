//! Reading the canonical form of a citation, strictly.
//!
//! Text comes in, a citation or the first mistake goes out; every offset is on a character boundary.

use std::sync::Arc;

use super::error::{CitationError, CitationErrorKind as Kind};
use super::label::{Label, LabelKind};
use super::locator::{Locator, MAX_LEVELS};
use super::{Citation, DivisionKind, Target};

/// Reads a whole citation.
pub(super) fn citation(text: &str) -> Result<Citation, CitationError> {
    if text.is_empty() {
        return Err(CitationError::new(Kind::Empty, 0, 0));
    }
    let colon = instrument(text)?;
    let mut cursor = Cursor { text, offset: colon + 1 };
    let mut targets = Vec::new();
    loop {
        let start = cursor.offset;
        targets.push(cursor.target()?);
        let more = cursor.take(",");
        if (more || targets.len() > 1) && targets.last() == Some(&Target::Whole) {
            return Err(CitationError::new(Kind::WholeInGroup, start, "whole".len()));
        }
        if !more {
            break;
        }
    }
    cursor.end("`,`, `-`, `(` or the end")?;
    Citation::new(Arc::from(&text[..colon]), targets).ok_or_else(|| CitationError::new(Kind::Empty, 0, text.len()))
}

/// Reads a whole locator.
pub(super) fn locator(text: &str) -> Result<Locator, CitationError> {
    if text.is_empty() {
        return Err(CitationError::new(Kind::Empty, 0, 0));
    }
    let mut cursor = Cursor { text, offset: 0 };
    let locator = cursor.locator()?;
    cursor.end("`(` or the end")?;
    Ok(locator)
}

/// Checks the instrument's identifier and gives the offset of the colon after it.
fn instrument(text: &str) -> Result<usize, CitationError> {
    for (offset, found) in text.char_indices() {
        match found {
            'a'..='z' => {}
            ':' if offset > 0 => return Ok(offset),
            '-' if offset > 0 => {}
            '0'..='9' if offset > 0 => {}
            '0'..='9' | '(' | ':' if offset == 0 => {
                return Err(CitationError::new(Kind::MissingInstrument, 0, 0));
            }
            '(' => return Err(CitationError::new(Kind::MissingColon, offset, 0)),
            _ => return Err(unexpected(text, offset, "an instrument and `:`")),
        }
    }
    Err(CitationError::new(Kind::MissingColon, text.len(), 0))
}

/// A place in the text; all moves are over ASCII or whole characters.
struct Cursor<'text> {
    text: &'text str,
    offset: usize,
}

impl<'text> Cursor<'text> {
    fn rest(&self) -> &'text str {
        &self.text[self.offset..]
    }

    fn take(&mut self, expected: &str) -> bool {
        let found = self.rest().starts_with(expected);
        if found {
            self.offset += expected.len();
        }
        found
    }

    /// Takes the longest run of ASCII lower-case letters and digits.
    fn word(&mut self) -> &'text str {
        let rest = self.rest();
        let length = rest.bytes().take_while(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit()).count();
        self.offset += length;
        &rest[..length]
    }

    fn end(&self, expected: &'static str) -> Result<(), CitationError> {
        if self.rest().is_empty() { Ok(()) } else { Err(unexpected(self.text, self.offset, expected)) }
    }

    fn target(&mut self) -> Result<Target, CitationError> {
        match self.rest().bytes().next() {
            Some(b'0'..=b'9') => self.provision(),
            Some(b'a'..=b'z') => self.division(),
            Some(b'(') => Err(CitationError::new(Kind::MissingArticle, self.offset, 1)),
            _ => {
                Err(unexpected(self.text, self.offset, "an article number, a division such as `chapter-5`, or `whole`"))
            }
        }
    }

    fn division(&mut self) -> Result<Target, CitationError> {
        let start = self.offset;
        let word = self.word();
        if word == "whole" {
            return Ok(Target::Whole);
        }
        let Some(kind) = DivisionKind::ALL.into_iter().find(|kind| kind.word() == word) else {
            // A capital or a foreign letter inside the word is the nearer cause.
            if let Some(next) = self.rest().chars().next()
                && next.is_alphabetic()
            {
                return Err(unexpected(self.text, self.offset, "a division"));
            }
            let found = word.to_owned();
            let kind = Kind::UnknownDivision { found };
            return Err(CitationError::new(kind, start, word.len()));
        };
        if !self.take("-") {
            return Err(unexpected(self.text, self.offset, "`-` and a number"));
        }
        let expected = "the division's number or letter";
        let number_start = self.offset;
        let number = self.label(Some(LabelKind::Number), expected)?;
        Target::division(kind, number).ok_or_else(|| {
            let found = number.to_string();
            let length = self.offset - number_start;
            let kind = Kind::InvalidLabel { found, expected };
            CitationError::new(kind, number_start, length)
        })
    }

    fn provision(&mut self) -> Result<Target, CitationError> {
        let start = self.offset;
        let from = self.locator()?;
        if !self.take("-") {
            return Ok(Target::Provision(from));
        }
        let end_start = self.offset;
        let to = if self.rest().starts_with('(') {
            let tail = self.bracketed(&from)?;
            from.with_tail(&tail)
                .ok_or_else(|| CitationError::new(Kind::UnevenRange, end_start, self.offset - end_start))?
        } else {
            self.locator()?
        };
        let kind = if to == from || from.contains(&to) || to.contains(&from) {
            Kind::EmptyRange
        } else if to < from {
            Kind::ReversedRange
        } else {
            return Ok(Target::Range(from, to));
        };
        Err(CitationError::new(kind, start, self.offset - start))
    }

    fn locator(&mut self) -> Result<Locator, CitationError> {
        let start = self.offset;
        let mut labels = vec![self.label(None, "an article number")?];
        while self.rest().starts_with('(') {
            let above = labels.last().map(|label| label.kind());
            labels.push(self.one_bracket(above)?);
            if labels.len() > MAX_LEVELS {
                return Err(CitationError::new(Kind::TooDeep, start, self.offset - start));
            }
        }
        Locator::new(labels).ok_or_else(|| CitationError::new(Kind::TooDeep, start, self.offset - start))
    }

    /// Reads the bracketed end of a range; which kinds are meant depends on the beginning it continues.
    fn bracketed(&mut self, from: &Locator) -> Result<Vec<Label>, CitationError> {
        let start = self.offset;
        let brackets = count_brackets(self.rest());
        let kept = from.depth().saturating_sub(brackets);
        let mut above = from.labels().get(kept.saturating_sub(1)).map(|label| label.kind());
        let mut tail = Vec::new();
        while self.rest().starts_with('(') {
            let label = self.one_bracket(above)?;
            above = Some(label.kind());
            tail.push(label);
            if tail.len() > MAX_LEVELS {
                return Err(CitationError::new(Kind::TooDeep, start, self.offset - start));
            }
        }
        Ok(tail)
    }

    fn one_bracket(&mut self, above: Option<LabelKind>) -> Result<Label, CitationError> {
        self.take("(");
        let expected = match above {
            Some(LabelKind::Letter) => "a Roman numeral or a number",
            _ => "a number or a letter",
        };
        let label = self.label(above, expected)?;
        if self.take(")") { Ok(label) } else { Err(unexpected(self.text, self.offset, "`)`")) }
    }

    fn label(&mut self, above: Option<LabelKind>, expected: &'static str) -> Result<Label, CitationError> {
        let start = self.offset;
        let word = self.word();
        // A capital, a space or a look-alike that cuts the word short is the nearer cause.
        let cut = self.rest().chars().next().is_some_and(|next| next.is_alphanumeric());
        if word.is_empty() || cut {
            return Err(unexpected(self.text, self.offset, expected));
        }
        Label::parse_below(word, above).ok_or_else(|| {
            let found = word.to_owned();
            CitationError::new(Kind::InvalidLabel { found, expected }, start, word.len())
        })
    }
}

/// Counts the brackets of an unbroken run such as `(2)(b)`, at most one more than a locator has levels.
fn count_brackets(text: &str) -> usize {
    text.bytes()
        .take_while(|byte| !matches!(byte, b',' | b'-'))
        .filter(|byte| *byte == b'(')
        .take(MAX_LEVELS + 1)
        .count()
}

/// The error for whatever stands at an offset: the end, a space, a look-alike, a capital, or something else.
fn unexpected(text: &str, offset: usize, expected: &'static str) -> CitationError {
    let Some(found) = text[offset..].chars().next() else {
        return CitationError::new(Kind::UnexpectedEnd { expected }, offset, 0);
    };
    let kind = if found.is_whitespace() {
        Kind::Space { found }
    } else if is_invisible(found) {
        Kind::Invisible { found }
    } else if let Some(meant) = look_alike(found) {
        Kind::LookAlike { found, meant }
    } else if found.is_ascii_uppercase() {
        Kind::UpperCase { found }
    } else {
        Kind::UnexpectedCharacter { found, expected }
    };
    CitationError::new(kind, offset, found.len_utf8())
}

/// Whether a character cannot be seen: controls, direction marks, joiners, soft hyphens.
pub(super) const fn is_invisible(character: char) -> bool {
    matches!(
        character,
        '\u{0}'..='\u{1F}'
            | '\u{7F}'..='\u{9F}'
            | '\u{AD}'
            | '\u{61C}'
            | '\u{180E}'
            | '\u{200B}'..='\u{200F}'
            | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{2069}'
            | '\u{FEFF}'
    )
}

/// The ASCII character that a character outside ASCII looks like or stands for.
///
/// Covers the Cyrillic and Greek letters with Latin twins, full-width forms, Arabic digits and dashes; the
/// pairs are those of "confusables" in Unicode Technical Standard 39 as far as citations can meet them.
pub fn look_alike(character: char) -> Option<char> {
    let meant = match character {
        'а' | 'А' | 'α' | 'Α' => 'a',
        'В' | 'Β' => 'b',
        'с' | 'С' | 'ϲ' => 'c',
        'ԁ' => 'd',
        'е' | 'Е' | 'Ε' => 'e',
        'һ' | 'Н' | 'Η' => 'h',
        'і' | 'І' | 'ι' | 'Ι' | 'ı' => 'i',
        'ј' | 'Ј' => 'j',
        'К' | 'κ' | 'Κ' => 'k',
        'М' | 'Μ' => 'm',
        'Ν' => 'n',
        'о' | 'О' | 'ο' | 'Ο' => 'o',
        'р' | 'Р' | 'ρ' | 'Ρ' => 'p',
        'ѕ' | 'Ѕ' => 's',
        'Т' | 'Τ' => 't',
        'υ' => 'u',
        'ν' | 'ѵ' => 'v',
        'х' | 'Х' | 'χ' | 'Χ' => 'x',
        'у' | 'У' | 'Υ' => 'y',
        'Ζ' => 'z',
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{FE63}' => '-',
        '\u{FF01}'..='\u{FF5E}' => {
            let ascii = u8::try_from(u32::from(character) - 0xFEE0).ok()?;
            char::from(ascii).to_ascii_lowercase()
        }
        '\u{660}'..='\u{669}' => digit(character, 0x660)?,
        '\u{6F0}'..='\u{6F9}' => digit(character, 0x6F0)?,
        _ => return None,
    };
    Some(meant)
}

/// The ASCII digit for one of ten consecutive code points.
fn digit(character: char, zero: u32) -> Option<char> {
    char::from_digit(u32::from(character).checked_sub(zero)?, 10)
}
