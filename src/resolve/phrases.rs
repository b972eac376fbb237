//! Finding listed phrases in lines: whole words in any case, one pass over the words whatever the length of the list.

use std::collections::HashMap;
use std::ops::Range;

use unicode_normalization::UnicodeNormalization;

use crate::resolve::prose::{self, Line};

/// Which first words a list can have: a word whose bit is not set is none of them, which spares most look-ups.
#[derive(Debug, Default, Clone, Copy)]
pub struct Sieve([u64; 16]);

impl Sieve {
    fn bit(word: &str) -> (usize, u64) {
        let bytes = word.as_bytes();
        let byte = |at: usize| usize::from(bytes.get(at).copied().unwrap_or(0));
        // In two-byte scripts every second byte is nearly always the same; the last one tells more.
        let mixed = byte(1) * 31 + byte(bytes.len().wrapping_sub(1)) * 131 + byte(3) * 17 + bytes.len() * 7 + byte(0);
        ((mixed >> 6) & 15, 1 << (mixed & 63))
    }

    /// Adds a word.
    pub fn add(&mut self, word: &str) {
        let (at, bit) = Sieve::bit(word);
        self.0[at] |= bit;
    }

    /// Whether the word may be one of those added; if not, it is none of them.
    pub fn may_hold(&self, word: &str) -> bool {
        let (at, bit) = Sieve::bit(word);
        self.0[at] & bit != 0
    }
}

/// A prepared list of phrases; a phrase is known by its place in the list.
#[derive(Debug, Default)]
pub struct Phrases {
    sieve: Sieve,
    /// By the first word: the further words, and the phrase.
    by_word: HashMap<String, Vec<(Vec<String>, usize)>>,
    /// Phrases with Chinese characters, which have no spaces around them.
    unspaced: Vec<(String, usize)>,
}

/// A phrase in a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Match {
    /// Which phrase.
    pub phrase: usize,
    /// Where in the line.
    pub range: Range<usize>,
}

impl Phrases {
    /// Prepares phrases; those without a letter are never found.
    pub fn new<'p>(phrases: impl IntoIterator<Item = &'p str>) -> Phrases {
        let mut out = Phrases::default();
        for (at, phrase) in phrases.into_iter().enumerate() {
            let small: String = phrase.trim().nfc().flat_map(char::to_lowercase).collect();
            if small.chars().any(prose::is_han) {
                out.unspaced.push((small, at));
                continue;
            }
            let mut words = prose::words(&small).into_iter().map(|range| small[range].to_owned());
            if let Some(first) = words.next() {
                out.sieve.add(&first);
                out.by_word.entry(first).or_default().push((words.collect(), at));
            }
        }
        out
    }

    /// Whether the list is empty.
    pub fn is_empty(&self) -> bool {
        self.by_word.is_empty() && self.unspaced.is_empty()
    }

    /// Every phrase at every place of a line, in the order of the places.
    pub fn find(&self, line: &Line<'_>) -> Vec<Match> {
        let mut out = Vec::new();
        for first in (0..line.words.len()).filter(|first| self.sieve.may_hold(line.word(*first))) {
            for (rest, phrase) in self.by_word.get(line.word(first)).into_iter().flatten() {
                if follows(line, first, rest) {
                    let range = line.words[first].start..line.words[first + rest.len()].end;
                    out.push(Match { phrase: *phrase, range });
                }
            }
        }
        for (text, phrase) in &self.unspaced {
            let places = line.folded.match_indices(text.as_str());
            out.extend(places.map(|(at, _)| Match { phrase: *phrase, range: at..at + text.len() }));
        }
        out.sort_by_key(|found| (found.range.start, std::cmp::Reverse(found.range.end), found.phrase));
        out
    }
}

/// More than the longest listed phrase has, in bytes.
const LONGEST_PHRASE: usize = 256;

/// Whether one of the phrases found in a line, in the order in which they were found, covers a place.
pub fn covers(found: &[Match], place: &Range<usize>) -> bool {
    let first = found.partition_point(|other| other.range.start + LONGEST_PHRASE < place.start);
    let last = found.partition_point(|other| other.range.start <= place.start);
    found[first..last].iter().any(|other| place.end <= other.range.end)
}

/// Whether these words follow the word at `first`, with nothing but spaces, hyphens and apostrophes between them.
pub fn follows(line: &Line<'_>, first: usize, rest: &[impl AsRef<str>]) -> bool {
    rest.iter()
        .enumerate()
        .all(|(offset, word)| line.word(first + offset + 1) == word.as_ref() && joins(line.gap(first + offset)))
}

/// Whether what stands between two words lets them be read as one phrase.
pub fn joins(gap: &str) -> bool {
    !gap.is_empty() && gap.chars().all(|c| c.is_whitespace() || matches!(c, '-' | '\u{2010}' | '\u{2011}' | '\'' | '’'))
}

/// Whether the word at this place is the second half of a compound such as `self-help`.
pub fn is_second_half(line: &Line<'_>, start: usize) -> bool {
    let mut before = line.folded[..start].chars().rev();
    matches!(before.next(), Some('-' | '\u{2010}' | '\u{2011}')) && before.next().is_some_and(char::is_alphanumeric)
}
