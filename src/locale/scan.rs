//! Finding citations in a whole text.
//!
//! 1. Every word that can be a leading word is tried; nearly all fall at their first letters.
//! 2. `grammar` reads the segments that follow, joined by commas and "and".
//! 3. The instrument's name behind them (or its abbreviation before) decides whose provisions they are.
//! 4. What belongs to an unknown instrument is skipped whole, so that no part of the text is read over and over.

use super::Found;
use super::grammar::{Grammar, Segment};
use super::lexicon::Lexicon;
use super::marks::{char_at, char_before, joint, spaces, take};
use super::names::{Names, division_label};
use crate::model::citation::{Citation, DivisionKind, Label, LabelKind, Target};
use crate::model::instrument::Unit;

/// The largest number of segments in one citation.
const MOST_SEGMENTS: usize = 100;

/// Finds all citations in a text.
pub(super) fn find(text: &str, lexicon: &'static Lexicon, names: &Names) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    let starts = Starts::of(lexicon);
    let mut offset = 0;
    while let Some(at) = starts.next(text, offset) {
        let grammar = Grammar { lexicon, text, look_alike: None };
        let mut reader = Reader { grammar, names };
        offset = match reader.citation(at) {
            Some((citations, end)) => {
                for mut citation in citations {
                    let free = found.last().map_or(0, |last| last.range.end);
                    if citation.range.start < free {
                        citation.range.start = at;
                    }
                    found.push(citation);
                }
                end.max(at + 1)
            }
            None => at + char_at(text, at).map_or(1, char::len_utf8),
        };
    }
    found
}

/// The first bytes of leading words, for a quick look at every word.
struct Starts {
    first: [bool; 256],
    prefixes: &'static [char],
}

impl Starts {
    fn of(lexicon: &'static Lexicon) -> Self {
        let mut first = [false; 256];
        let mut mark = |letter: char| {
            let mut buffer = [0; 4];
            let byte = letter.encode_utf8(&mut buffer).as_bytes()[0];
            first[usize::from(byte)] = true;
        };
        for (keyword, _, _) in lexicon.keywords {
            for letter in keyword.chars().take(1) {
                mark(letter);
                letter.to_uppercase().for_each(&mut mark);
            }
        }
        if !lexicon.prefixes.is_empty() {
            mark('ل');
        }
        Self { first, prefixes: lexicon.prefixes }
    }

    /// The next offset at which a word begins that can be a leading word.
    fn next(&self, text: &str, from: usize) -> Option<usize> {
        let bytes = text.as_bytes();
        let mut offset = from;
        while let Some(byte) = bytes.get(offset) {
            if self.first[usize::from(*byte)] && self.begins_word(text, offset) {
                return Some(offset);
            }
            offset += 1;
        }
        None
    }

    fn begins_word(&self, text: &str, at: usize) -> bool {
        match at.checked_sub(1).and_then(|before| text.as_bytes().get(before)) {
            None => return true,
            Some(before) if before.is_ascii() => return !before.is_ascii_alphanumeric(),
            Some(_) => {}
        }
        if !text.is_char_boundary(at) {
            return false;
        }
        match char_before(text, at) {
            Some(before) if self.prefixes.contains(&before) => {
                // One or two letters such as و and ب may be written together with the word.
                let start = at - before.len_utf8();
                match char_before(text, start) {
                    Some(first) if self.prefixes.contains(&first) => {
                        let start = start - first.len_utf8();
                        !char_before(text, start).is_some_and(char::is_alphanumeric)
                    }
                    first => !first.is_some_and(char::is_alphanumeric),
                }
            }
            before => !before.is_some_and(char::is_alphanumeric),
        }
    }
}

/// Whose the provisions are.
enum Owner {
    /// A known instrument, named up to the offset.
    Known(usize, usize),
    /// Some other law.
    Other,
    /// Nothing is named.
    Unnamed,
}

struct Reader<'a> {
    grammar: Grammar<'a>,
    names: &'a Names,
}

/// A segment and where it stands.
struct Placed {
    segment: Segment,
    start: usize,
    end: usize,
}

impl Reader<'_> {
    /// The citations whose leading word stands at an offset, and the offset behind all that was read.
    ///
    /// `None` where no citation stands there; an empty list where it is not ours.
    fn citation(&mut self, at: usize) -> Option<(Vec<Found>, usize)> {
        let segments = self.segments(at)?;
        let end = segments.last()?.end;
        let found = match self.owner(end) {
            Owner::Other => Vec::new(),
            Owner::Known(instrument, end) => {
                let found = self.found(&segments, instrument, true, at, end);
                return Some((found.into_iter().collect(), end));
            }
            Owner::Unnamed => match self.named_before(at) {
                Some((instrument, start)) => {
                    let found = self.found(&segments, instrument, true, start, end);
                    found.into_iter().collect()
                }
                None if self.other_before(at) => Vec::new(),
                None => self.unnamed(&segments),
            },
        };
        Some((found, end))
    }

    fn segments(&mut self, at: usize) -> Option<Vec<Placed>> {
        let (segment, end) = self.grammar.segment(at)?;
        let mut segments = vec![Placed { segment, start: at, end }];
        while segments.len() < MOST_SEGMENTS {
            let end = segments.last()?.end;
            let (lexicon, text) = (self.grammar.lexicon, self.grammar.text);
            let Some((_, next)) = joint(lexicon, text, end) else {
                break;
            };
            let start = self.grammar.filler(next);
            let Some((segment, end)) = self.grammar.segment(start) else {
                break;
            };
            segments.push(Placed { segment, start, end });
        }
        Some(segments)
    }

    /// Whose name stands behind an offset.
    fn owner(&self, end: usize) -> Owner {
        let (lexicon, text) = (self.grammar.lexicon, self.grammar.text);
        let mut offset = spaces(text, end);
        let comma = char_at(text, offset).filter(|found| matches!(found, ',' | '،'));
        if let Some(comma) = comma {
            offset = spaces(text, offset + comma.len_utf8());
        }
        if offset == end {
            return Owner::Unnamed;
        }
        let known = |at: usize, has_article: bool| {
            let found = self.names.at(lexicon.language, text, at, has_article)?;
            let rest = text.get(found.end..).unwrap_or_default();
            Some(if (lexicon.goes_on)(rest) { Owner::Other } else { Owner::Known(found.instrument, found.end) })
        };
        let mut other = false;
        for (of, has_article) in lexicon.of_name {
            let Some(start) = take(text, offset, of) else {
                continue;
            };
            if let Some(owner) = known(start, *has_article) {
                return owner;
            }
            if let Some(owner) = self.of_division(start, known) {
                return owner;
            }
            other = true;
        }
        if other {
            return Owner::Other;
        }
        if let Some(owner) = known(offset, lexicon.bare_names && comma.is_none()) {
            return owner;
        }
        if let Some('(') = char_at(text, offset)
            && comma.is_none()
            && let Some(Owner::Known(instrument, end)) = known(offset + 1, false)
            && char_at(text, end) == Some(')')
        {
            return Owner::Known(instrument, end + 1);
        }
        let rest = text.get(offset..).unwrap_or_default();
        if comma.is_none() && (lexicon.names_other)(rest) {
            return Owner::Other;
        }
        Owner::Unnamed
    }

    /// "of chapter V of the Convention": the division is passed over, the name behind it counts.
    fn of_division(&self, at: usize, known: impl Fn(usize, bool) -> Option<Owner>) -> Option<Owner> {
        let (lexicon, text) = (self.grammar.lexicon, self.grammar.text);
        let mut grammar = Grammar { lexicon, text, look_alike: None };
        let (segment, end) = grammar.segment(at)?;
        if !matches!(segment, Segment::Divisions(..)) {
            return None;
        }
        let start = spaces(text, end);
        lexicon.of_name.iter().find_map(|(of, has_article)| {
            let name = take(text, start, of)?;
            known(name, *has_article)
        })
    }

    /// The abbreviation of an instrument directly before a citation: "UNCAC article 57".
    fn named_before(&self, at: usize) -> Option<(usize, usize)> {
        let (lexicon, text) = (self.grammar.lexicon, self.grammar.text);
        let before = text.get(..at)?;
        let end = before.trim_end_matches([' ', '\u{A0}', '\u{202F}', ',']).len();
        if at - end > 4 {
            return None;
        }
        self.names.abbreviation_before(lexicon.language, text, end)
    }

    /// Whether an unknown abbreviation stands directly before a citation: "ECHR article 8".
    fn other_before(&self, at: usize) -> bool {
        let before = self.grammar.text.get(..at).unwrap_or_default();
        let Some(before) = before.strip_suffix([' ', '\u{A0}']) else {
            return false;
        };
        let mut capitals = 0;
        for letter in before.chars().rev().take(16) {
            if letter.is_lowercase() || letter.is_numeric() {
                return false;
            }
            if !letter.is_uppercase() {
                break;
            }
            capitals += 1;
        }
        (3..16).contains(&capitals)
    }

    /// Articles without a name belong to the primary instrument; divisions and principles need one.
    fn unnamed(&self, segments: &[Placed]) -> Vec<Found> {
        let Some(primary) = self.names.primary() else {
            return Vec::new();
        };
        if self.names.unit(primary) != Some(Unit::Article) {
            return Vec::new();
        }
        let is_article = |placed: &Placed| matches!(placed.segment, Segment::Provisions(Unit::Article, _));
        segments
            .chunk_by(|left, right| is_article(left) == is_article(right))
            .filter_map(|run| {
                let first = run.first().filter(|placed| is_article(placed))?;
                let last = run.last()?;
                self.found(run, primary, false, first.start, last.end)
            })
            .collect()
    }

    fn found(&self, segments: &[Placed], instrument: usize, named: bool, start: usize, end: usize) -> Option<Found> {
        let citation = self.make(segments, instrument)?;
        Some(Found {
            range: start..end,
            citation,
            named,
            look_alike: self.grammar.look_alike.filter(|offset| (start..end).contains(offset)),
        })
    }

    /// The citation of segments in an instrument; `None` where its units have another name.
    fn make(&self, segments: &[Placed], instrument: usize) -> Option<Citation> {
        let own = self.names.unit(instrument)?;
        let mut targets = Vec::new();
        for placed in segments {
            match &placed.segment {
                Segment::Provisions(unit, more) if *unit == own => {
                    targets.extend(more.iter().cloned());
                }
                Segment::Provisions(Unit::Section, more) => {
                    for target in more {
                        targets.push(section(target)?);
                    }
                }
                Segment::Provisions(..) => return None,
                Segment::Divisions(kind, numbers) => {
                    targets.extend(self.divisions(*kind, numbers, instrument)?);
                }
            }
        }
        self.names.citation(instrument, targets)
    }

    fn divisions(&self, kind: DivisionKind, numbers: &[(String, bool)], instrument: usize) -> Option<Vec<Target>> {
        let numeral = self.names.numeral(instrument, kind);
        let mut targets = Vec::with_capacity(numbers.len());
        let mut from: Option<Label> = None;
        for (written, begins_range) in numbers {
            let number = division_label(written, numeral)?;
            if let Some(from) = from.take() {
                // The canonical form has no range of divisions; each is named.
                if from.kind() != number.kind() || number.ordinal().checked_sub(from.ordinal())? > 50 {
                    return None;
                }
                for ordinal in from.ordinal()..number.ordinal() {
                    targets.push(Target::division(kind, Label::new(from.kind(), ordinal, 0)?)?);
                }
            }
            if *begins_range {
                from = Some(number);
            } else {
                targets.push(Target::division(kind, number)?);
            }
        }
        Some(targets)
    }
}

/// "section 4" of an instrument whose units are not sections is a division.
fn section(target: &Target) -> Option<Target> {
    match target {
        Target::Provision(locator) if locator.depth() == 1 && locator.first().kind() == LabelKind::Number => {
            Target::division(DivisionKind::Section, locator.first())
        }
        _ => None,
    }
}
