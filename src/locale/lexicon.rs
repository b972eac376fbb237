//! What a reader must know of a language: its leading words, joining words and endings of names.

use crate::model::citation::DivisionKind;
use crate::model::instrument::Unit;
use crate::model::language::Language;

/// Whether a leading word announces one number or several.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Number {
    /// One.
    One,
    /// Several.
    Many,
    /// Either, as abbreviations and some case forms do.
    Either,
}

/// What a leading word announces.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Word {
    /// Articles, principles, ….
    Unit(Unit, Number),
    /// Numbered paragraphs.
    Paragraph(Number),
    /// Lettered subparagraphs.
    Subparagraph,
    /// Chapters and other divisions.
    Division(DivisionKind),
}

/// Whether a full stop follows a leading word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stop {
    /// Never: the word is written out.
    No,
    /// Perhaps.
    Perhaps,
    /// Always: without it the letters are another word.
    Yes,
}

/// A leading word, in lower case.
pub(super) type Keyword = (&'static str, Word, Stop);

/// What a reader must know of a language.
pub(super) struct Lexicon {
    /// The language.
    pub language: Language,
    /// The leading words.
    pub keywords: &'static [Keyword],
    /// Words that join a list ("and", "or").
    pub and: &'static [&'static str],
    /// A word that joins a list and is written together with what follows (Arabic).
    pub attached_and: Option<char>,
    /// Letters that may be written before a leading word without a space (Arabic).
    pub prefixes: &'static [char],
    /// Words that may stand between a leading word and its number (Arabic "الفرعية").
    pub qualifiers: &'static [&'static str],
    /// Words between the ends of a range ("to"); dashes are known anyway.
    pub to: &'static [&'static str],
    /// What stands between a level and the one above it ("of", "de l'"); empty where the case says it.
    pub of_level: &'static [&'static str],
    /// What may stand between "and" and the next leading word ("l'", "el").
    pub fillers: &'static [&'static str],
    /// What stands before the name of an instrument, longest first, and whether an article is part of it.
    pub of_name: &'static [(&'static str, bool)],
    /// Whether names follow directly, in the genitive (Russian).
    pub bare_names: bool,
    /// Articles that are cut from a name, to compare it without.
    pub articles: &'static [&'static str],
    /// Whether what follows a known name makes it the name of something else ("the Convention *on …*").
    pub goes_on: fn(&str) -> bool,
    /// Whether what follows a citation without connecting word names another law ("статьи 5 *Закона*").
    pub names_other: fn(&str) -> bool,
    /// Whether a label may have only a closing bracket: "c)".
    pub closing_only: bool,
    /// Words for inserted units in this language, beside the Latin ones; the number is the suffix.
    pub suffixes: &'static [(&'static str, u8)],
    /// The Latin label for the letters in brackets, and whether a letter of another script stood for its twin.
    pub letters: fn(&str) -> Option<(String, bool)>,
    /// Words for the numbers of divisions (Arabic).
    pub ordinals: &'static [(&'static str, u16)],
}

impl Lexicon {
    /// The leading word that a run of letters is, if any.
    pub(super) fn keyword(&self, letters: &str) -> Option<&'static Keyword> {
        // Letters of both cases have one length in bytes in all languages here.
        self.keywords
            .iter()
            .filter(|(text, _, _)| text.len() == letters.len())
            .find(|(text, _, _)| same_ignoring_case(letters, text))
    }
}

/// Whether a text is a lower-case word in any case.
pub(super) fn same_ignoring_case(text: &str, lower: &str) -> bool {
    if text.is_ascii() {
        return text.eq_ignore_ascii_case(lower);
    }
    text.chars().flat_map(char::to_lowercase).eq(lower.chars())
}

/// Latin letters in lower case; the usual [`Lexicon::letters`].
pub(super) fn latin_letters(text: &str) -> Option<(String, bool)> {
    text.bytes().all(|byte| byte.is_ascii_alphabetic()).then(|| (text.to_ascii_lowercase(), false))
}

/// Whether a text begins with a word that has at least three letters, all capitals: an unknown abbreviation.
pub(super) fn begins_with_capitals(text: &str) -> bool {
    let mut count = 0;
    for letter in text.chars() {
        if letter.is_lowercase() {
            return false;
        }
        if !letter.is_uppercase() {
            break;
        }
        count += 1;
        if count > 24 {
            return false;
        }
    }
    count >= 3
}

/// The first word of a text and what follows it and its spaces.
pub(super) fn first_word(text: &str) -> (&str, &str) {
    let end: usize = text.chars().take(32).take_while(|found| found.is_alphanumeric()).map(char::len_utf8).sum();
    let rest = &text[end..];
    (&text[..end], skip_spaces(rest))
}

/// A text without its leading spaces, of which at most 32 are skipped.
pub(super) fn skip_spaces(text: &str) -> &str {
    let end = text.char_indices().take(32).find(|(_, found)| !found.is_whitespace()).map_or(0, |(offset, _)| offset);
    &text[end..]
}
