//! The smallest pieces of a citation in prose: spaces, numbers, bracketed labels, joining words.
//!
//! Every function takes a text and a byte offset on a character boundary, and gives the offset behind what it
//! took; it looks at a bounded number of characters.

use super::lexicon::Lexicon;
use crate::model::citation::{SUFFIXES, parse_roman, roman};

/// The largest number of spaces between two pieces; more are no longer one citation.
const MOST_SPACES: usize = 32;
/// The longest run of letters that can be a leading word, in characters.
const LONGEST_WORD: usize = 24;

/// A label as it stands in the text, brought into ASCII: `3`, `c`, `iv`, `12bis`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Mark {
    /// The label's canonical text.
    pub text: String,
    /// It stood in brackets.
    pub bracketed: bool,
    /// Where a letter of another script stood for its Latin twin.
    pub look_alike: Option<usize>,
}

/// How the members of a list are joined.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Joint {
    /// ", "
    Comma,
    /// " and "
    And,
    /// ", and "
    CommaAnd,
}

/// The character at an offset.
pub(super) fn char_at(text: &str, at: usize) -> Option<char> {
    text.get(at..)?.chars().next()
}

/// The character before an offset.
pub(super) fn char_before(text: &str, at: usize) -> Option<char> {
    text.get(..at)?.chars().next_back()
}

/// Skips spaces of any kind, but not a blank line.
pub(super) fn spaces(text: &str, at: usize) -> usize {
    let mut offset = at;
    let mut lines = 0;
    for _ in 0..MOST_SPACES {
        match char_at(text, offset) {
            Some('\n') if lines > 0 => return at,
            Some(found) if found.is_whitespace() => {
                lines += usize::from(found == '\n');
                offset += found.len_utf8();
            }
            _ => break,
        }
    }
    offset
}

/// The end of the run of letters at an offset; `None` where there is none or it is too long for a leading word.
pub(super) fn word(text: &str, at: usize) -> Option<usize> {
    let ascii = text.as_bytes().get(at..)?;
    let ascii = ascii.iter().take(LONGEST_WORD).take_while(|byte| byte.is_ascii_alphabetic()).count();
    let mut offset = at + ascii;
    for _ in ascii..=LONGEST_WORD {
        match char_at(text, offset) {
            Some(found) if found.is_alphabetic() || is_mark(found) => offset += found.len_utf8(),
            _ => return (offset > at).then_some(offset),
        }
    }
    None
}

/// Vowel signs and the stretching sign of Arabic, which stand within words.
const fn is_mark(character: char) -> bool {
    matches!(character, '\u{64B}'..='\u{652}' | '\u{640}' | '\u{300}'..='\u{36F}')
}

/// Takes an expected lower-case text in any case; spaces in it match spaces of any kind.
pub(super) fn take(text: &str, at: usize, expected: &str) -> Option<usize> {
    take_by(text, at, expected, |found, wanted| {
        found == wanted || (wanted == '\'' && found == '’') || found.to_lowercase().eq(wanted.to_lowercase())
    })
}

/// Takes an expected text by what counts as the same letter (found, wanted); spaces in it match spaces of any kind.
pub(super) fn take_by(text: &str, at: usize, expected: &str, same: impl Fn(char, char) -> bool) -> Option<usize> {
    let mut offset = at;
    for wanted in expected.chars() {
        if wanted.is_whitespace() {
            let after = spaces(text, offset);
            if after == offset {
                return None;
            }
            offset = after;
            continue;
        }
        let found = char_at(text, offset)?;
        if !same(found, wanted) {
            return None;
        }
        offset += found.len_utf8();
    }
    Some(offset)
}

/// Takes a whole word: [`take`], and no letter or digit after it.
pub(super) fn take_word(text: &str, at: usize, expected: &str) -> Option<usize> {
    let end = take(text, at, expected)?;
    let ends_open = expected.ends_with(['\'', ' ']);
    let goes_on = char_at(text, end).is_some_and(char::is_alphanumeric);
    (ends_open || !goes_on).then_some(end)
}

/// The value of a decimal digit in ASCII, full-width or Arabic.
pub(super) fn digit(character: char) -> Option<u32> {
    let code = u32::from(character);
    let zero = match character {
        '0'..='9' => 0x30,
        '٠'..='٩' => 0x660,
        '۰'..='۹' => 0x6F0,
        '０'..='９' => 0xFF10,
        _ => return None,
    };
    Some(code - zero)
}

/// Takes up to `most` digits; `None` where there are none, more, or a leading zero.
pub(super) fn digits(text: &str, at: usize, most: usize) -> Option<(u16, usize)> {
    let mut value = 0_u32;
    let mut offset = at;
    let mut count = 0;
    while let Some(found) = char_at(text, offset)
        && let Some(digit) = digit(found)
    {
        value = value * 10 + digit;
        offset += found.len_utf8();
        count += 1;
        if count > most || value == 0 {
            return None;
        }
    }
    let value = u16::try_from(value).ok()?;
    (count > 0).then_some((value, offset))
}

/// Takes a number that is not part of something else: "57", "57 bis", but not "5th", "5-year" or "5%".
pub(super) fn number(lexicon: &Lexicon, text: &str, at: usize) -> Option<(Mark, usize)> {
    let (value, mut end) = digits(text, at, 4)?;
    let mut written = value.to_string();
    if let Some((suffix, after)) = suffix(lexicon, text, end) {
        written.push_str(suffix);
        end = after;
    } else {
        end = ordinal_sign(lexicon, text, value, end);
        let mut after = text.get(end..)?.chars();
        match (after.next(), after.next()) {
            (Some('%' | '‰' | '٪'), _) => return None,
            (Some('-' | '‑'), Some(next)) if next.is_alphabetic() => return None,
            (Some('/'), Some(next)) if next.is_numeric() => return None,
            (Some(next), _) if next.is_alphanumeric() && bracket(lexicon, text, end).is_none() => {
                return None;
            }
            _ => {}
        }
    }
    let mark = Mark { text: written, bracketed: false, look_alike: None };
    Some((mark, end))
}

/// Skips the sign of "1er" or "5º".
fn ordinal_sign(lexicon: &Lexicon, text: &str, value: u16, at: usize) -> usize {
    use crate::model::language::Language;
    match (lexicon.language, char_at(text, at)) {
        (Language::Fr | Language::Es, Some(sign @ ('º' | '°'))) => at + sign.len_utf8(),
        (Language::Fr, Some('e')) if value == 1 => take_word(text, at, "er").unwrap_or(at),
        _ => at,
    }
}

/// Takes the word of an inserted unit, with or without a space or hyphen before it.
pub(super) fn suffix(lexicon: &Lexicon, text: &str, at: usize) -> Option<(&'static str, usize)> {
    let start = match char_at(text, at) {
        Some(hyphen @ ('-' | '‑')) => at + hyphen.len_utf8(),
        _ => spaces(text, at),
    };
    for (word, place) in lexicon.suffixes {
        if let Some(end) = take_word(text, start, word) {
            let place = usize::from(*place).checked_sub(1)?;
            return Some((SUFFIXES.get(place)?, end));
        }
    }
    SUFFIXES.iter().find_map(|word| Some((*word, take_word(text, start, word)?)))
}

/// Takes a bracketed label, with spaces before it: "(c)", "(3)", "(iv)", "(c bis)", "c)", "«в»", "‘1’".
pub(super) fn bracket(lexicon: &Lexicon, text: &str, at: usize) -> Option<(Mark, usize)> {
    let start = spaces(text, at);
    let opening = char_at(text, start)?;
    let inner = start + opening.len_utf8();
    let (inner, closing): (usize, &[char]) = match opening {
        '(' | '（' => (inner, &[')', '）']),
        '«' => (inner, &['»']),
        '‘' | '\'' | '’' => return quoted_number(text, inner),
        _ if lexicon.closing_only => {
            let part_of_word = char_before(text, start).is_some_and(char::is_alphabetic);
            if part_of_word {
                return None;
            }
            (start, &[')', '）'])
        }
        _ => return None,
    };
    let (mut written, look_alike, mut end) = match digits(text, inner, 3) {
        Some((value, end)) if inner > start => (value.to_string(), false, end),
        _ => letters(lexicon, text, inner)?,
    };
    if let Some((suffix, after)) = suffix(lexicon, text, end) {
        written.push_str(suffix);
        end = after;
    }
    let last = char_at(text, end)?;
    if !closing.contains(&last) {
        return None;
    }
    let mark = Mark { text: written, bracketed: true, look_alike: look_alike.then_some(inner) };
    Some((mark, end + last.len_utf8()))
}

/// Takes one or two letters or a Roman numeral.
fn letters(lexicon: &Lexicon, text: &str, at: usize) -> Option<(String, bool, usize)> {
    let end = word(text, at)?;
    let plain: String = text.get(at..end)?.chars().map(half_width).collect();
    let (written, look_alike) = (lexicon.letters)(&plain)?;
    let fits = written.len() <= 2 || parse_roman(&written).is_some();
    fits.then_some((written, look_alike, end))
}

/// A full-width character as its ASCII one.
pub(super) fn half_width(character: char) -> char {
    match character {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(character) - 0xFEE0).unwrap_or(character),
        other => other,
    }
}

/// Takes the number in "‘1’", the Arabic form of the level below letters, as a Roman numeral.
fn quoted_number(text: &str, at: usize) -> Option<(Mark, usize)> {
    let (value, end) = digits(text, at, 2)?;
    let closing = char_at(text, end).filter(|found| matches!(found, '’' | '\'' | '‘'))?;
    let mark = Mark { text: roman(value), bracketed: true, look_alike: None };
    Some((mark, end + closing.len_utf8()))
}

/// Takes what joins two members of a list; what follows is for the caller to judge.
pub(super) fn joint(lexicon: &Lexicon, text: &str, at: usize) -> Option<(Joint, usize)> {
    let mut offset = spaces(text, at);
    let comma = matches!(char_at(text, offset), Some(',' | '،'));
    if comma {
        offset += char_at(text, offset)?.len_utf8();
        offset = spaces(text, offset);
    }
    if let Some(and) = lexicon.attached_and
        && char_at(text, offset) == Some(and)
    {
        let end = offset + and.len_utf8();
        // Between "and" and its number some writers put a space.
        let next = spaces(text, end);
        let is_number = char_at(text, next).is_some_and(|found| digit(found).is_some());
        let end = if is_number { next } else { end };
        return Some((if comma { Joint::CommaAnd } else { Joint::And }, end));
    }
    for word in lexicon.and {
        if let Some(end) = take_word(text, offset, word) {
            let joint = if comma { Joint::CommaAnd } else { Joint::And };
            return Some((joint, spaces(text, end)));
        }
    }
    comma.then_some((Joint::Comma, offset))
}

/// Takes what stands between the ends of a range, and tells whether it was a dash.
pub(super) fn range_joint(lexicon: &Lexicon, text: &str, at: usize) -> Option<(bool, usize)> {
    let offset = spaces(text, at);
    if let Some(dash @ ('-' | '\u{2010}'..='\u{2015}' | '\u{2212}')) = char_at(text, offset) {
        return Some((true, spaces(text, offset + dash.len_utf8())));
    }
    if offset == at {
        return None;
    }
    for word in lexicon.to {
        if let Some(end) = take_word(text, offset, word) {
            return Some((false, spaces(text, end)));
        }
    }
    None
}
