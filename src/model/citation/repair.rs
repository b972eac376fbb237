//! What a wrongly written citation was perhaps meant to be.
//!
//! The text is brought into ASCII and lower case, cut into labels whatever stands between them, and put
//! together again; only what then is a right citation is suggested.

use std::sync::Arc;

use super::label::{Label, LabelKind, parse_roman, split_suffix};
use super::locator::Locator;
use super::parse::{is_invisible, look_alike};
use super::{Citation, DivisionKind, Target, is_instrument_id};

/// The longest text, in bytes, for which a suggestion is sought.
const LONGEST: usize = 400;

/// Words before a number that say what the instrument's unit is anyway.
const UNIT_WORDS: [&str; 12] = [
    "articles",
    "article",
    "arts",
    "art",
    "principles",
    "principle",
    "recommendations",
    "recommendation",
    "rules",
    "rule",
    "paragraph",
    "para",
];

/// The canonical form of what a text was perhaps meant to be.
pub(super) fn suggest(text: &str) -> Option<String> {
    if text.len() > LONGEST {
        return None;
    }
    let plain = plain(text);
    let (instrument, rest) = split_instrument(plain.trim())?;
    let mut targets = Vec::new();
    let mut before: Option<Locator> = None;
    for piece in rest.split([',', ';']) {
        let target = target(piece.trim(), before.as_ref())?;
        if let Target::Provision(locator) | Target::Range(_, locator) = &target {
            before = Some(locator.clone());
        }
        targets.push(target);
    }
    Citation::new(Arc::from(instrument), targets).map(|citation| citation.to_string())
}

/// The text in ASCII and lower case, without invisible characters, with one kind of space.
fn plain(text: &str) -> String {
    text.chars()
        .filter(|found| found.is_whitespace() || !is_invisible(*found))
        .map(|found| match look_alike(found) {
            Some(meant) => meant,
            None if found.is_whitespace() => ' ',
            None => found.to_ascii_lowercase(),
        })
        .collect()
}

/// Cuts a text at its colon or, where it has none, at the first space after the instrument.
fn split_instrument(text: &str) -> Option<(&str, &str)> {
    let (instrument, rest) = text.split_once(':').or_else(|| text.split_once(' '))?;
    let instrument = instrument.trim();
    is_instrument_id(instrument).then_some((instrument, rest.trim()))
}

/// Reads one target; a piece that is only brackets continues the provision before it.
fn target(piece: &str, before: Option<&Locator>) -> Option<Target> {
    if piece == "whole" {
        return Some(Target::Whole);
    }
    if let Some(division) = division(piece) {
        return Some(division);
    }
    let piece = without_unit_word(piece);
    let mut sides = piece.split('-').map(str::trim);
    let from = provision(sides.next()?, before)?;
    let Some(end) = sides.next() else {
        return Some(Target::Provision(from));
    };
    let to = provision(end, Some(&from))?;
    if sides.next().is_some() {
        None
    } else if from == to {
        Some(Target::Provision(from))
    } else {
        Target::range(from.clone(), to.clone()).or_else(|| Target::range(to, from))
    }
}

/// Reads a division such as `chapter V`, `chapter-v` or `chapter5`.
fn division(piece: &str) -> Option<Target> {
    let (kind, rest) = DivisionKind::ALL.into_iter().find_map(|kind| {
        let rest = piece.strip_prefix(kind.word())?;
        Some((kind, rest))
    })?;
    let rest = rest.trim_matches([' ', '-', '.']);
    let number = match parse_roman(rest) {
        Some(number) => Label::number(number)?,
        None => Label::parse_below(rest.trim_start_matches('0'), Some(LabelKind::Number))?,
    };
    Target::division(kind, number)
}

fn without_unit_word(piece: &str) -> &str {
    for word in UNIT_WORDS {
        if let Some(rest) = piece.strip_prefix(word) {
            return rest.trim_start_matches([' ', '-', '.']);
        }
    }
    piece
}

/// Reads the labels of a provision, whatever separates them.
fn provision(text: &str, before: Option<&Locator>) -> Option<Locator> {
    let words = words(text)?;
    if text.starts_with('(') {
        return continued(&words, before?);
    }
    let mut labels: Vec<Label> = Vec::with_capacity(words.len());
    for word in words {
        let above = labels.last().map(|label| label.kind());
        labels.push(Label::parse_below(&word, above)?);
    }
    Locator::new(labels)
}

/// Puts labels in the place of the lowest levels of the provision before that are of their kinds.
fn continued(words: &[String], before: &Locator) -> Option<Locator> {
    for kept in (1..before.depth()).rev() {
        let head = before.prefix(kept)?;
        let mut labels = head.labels().to_vec();
        for word in words {
            let above = labels.last().map(|label| label.kind());
            labels.push(Label::parse_below(word, above)?);
        }
        let alike = before.labels().get(kept).zip(labels.get(kept)).is_some_and(|(old, new)| old.kind() == new.kind());
        if alike {
            return Locator::new(labels);
        }
    }
    None
}

/// Cuts a text into runs of digits and runs of letters; a suffix such as `bis` goes to the run before it.
fn words(text: &str) -> Option<Vec<String>> {
    let mut words: Vec<String> = Vec::new();
    let mut open = false;
    for found in text.chars() {
        let joins = match (found, words.last().and_then(|word| word.chars().last())) {
            ('0'..='9', Some(last)) => open && last.is_ascii_digit(),
            ('a'..='z', Some(last)) => open && last.is_ascii_lowercase(),
            ('0'..='9' | 'a'..='z', None) => false,
            (' ' | '(' | ')' | '.' | '/' | '[' | ']', _) => {
                open = false;
                continue;
            }
            _ => return None,
        };
        match words.last_mut() {
            Some(word) if joins => word.push(found),
            _ => words.push(found.to_string()),
        }
        open = true;
    }
    let mut joined: Vec<String> = Vec::with_capacity(words.len());
    for word in words {
        let is_suffix = split_suffix(&format!("1{word}")).0 == "1";
        match joined.last_mut() {
            Some(before) if is_suffix => before.push_str(&word),
            _ => joined.push(word.trim_start_matches('0').to_owned()),
        }
    }

    (!joined.is_empty()).then_some(joined)
}
