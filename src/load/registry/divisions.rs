//! Chapters and other divisions of a registry.

use std::collections::{BTreeMap, BTreeSet};

use super::raw::{RawDivision, RawInstrument, Verified};
use super::tree;
use super::{Problems, check_verified};
use crate::model::citation::{DivisionKind, Label, LabelKind, Target, parse_roman, split_suffix};
use crate::model::instrument::{Division, Numeral, Provision};

/// Makes the divisions of a registry; those whose number or articles are wrong are left out.
pub(super) fn lower(raw: &RawInstrument, provisions: &[Provision], problems: &mut Problems) -> Vec<Division> {
    let articles: BTreeSet<Label> = provisions
        .iter()
        .filter(|provision| provision.locator.depth() == 1)
        .map(|provision| provision.locator.first())
        .collect();
    let numerals = numerals(&raw.divisions);
    let mut divisions: Vec<Division> = Vec::with_capacity(raw.divisions.len());
    let mut seen = BTreeSet::new();
    let mut last_of_kind: BTreeMap<DivisionKind, Label> = BTreeMap::new();
    for (place, raw) in raw.divisions.iter().enumerate() {
        let pointer = format!("/divisions/{place}");
        check_verified(&raw.titles_verified, &raw.titles, &pointer, problems);
        let numeral = numerals.get(&raw.kind).copied().unwrap_or(Numeral::Decimal);
        let number = number(&raw.number.text(), numeral);
        let number = number.filter(|number| Target::division(raw.kind, *number).is_some());
        let Some(number) = number else {
            problems.report(
                format!("{pointer}/number"),
                format!("expected a Roman numeral, a letter or a number, found `{}`", raw.number.text()),
            );
            continue;
        };
        if !seen.insert((raw.kind, number)) {
            problems.report(format!("{pointer}/number"), format!("{} {} is listed twice", raw.kind, raw.number.text()));
            continue;
        }
        let Some((first, last)) = boundaries(raw, &articles, &pointer, problems) else {
            continue;
        };
        if last_of_kind.get(&raw.kind).is_some_and(|before| *before >= first) {
            problems.report(
                format!("{pointer}/first"),
                format!("{} {} overlaps the one before it", raw.kind, raw.number.text()),
            );
        }
        last_of_kind.insert(raw.kind, last);
        divisions.push(Division {
            kind: raw.kind,
            number,
            numeral,
            titles: raw.titles.clone(),
            titles_verified: raw.titles_verified.clone(),
            first,
            last,
            verified: raw.verified == Verified::Source,
            range: 0..0,
        });
    }
    divisions
}

/// The first and last article, where both exist and are in order.
fn boundaries(
    raw: &RawDivision,
    articles: &BTreeSet<Label>,
    pointer: &str,
    problems: &mut Problems,
) -> Option<(Label, Label)> {
    let mut find = |name: &str, text: &str| {
        let label = tree::label(text, None).filter(|label| articles.contains(label));
        if label.is_none() {
            let message = format!("there is no provision numbered `{text}`");
            problems.report(format!("{pointer}/{name}"), message);
        }
        label
    };
    let first = find("first", &raw.first.text());
    let last = find("last", &raw.last.text());
    let (first, last) = first.zip(last)?;
    if first > last {
        problems.report(format!("{pointer}/last"), format!("{} {} ends before it begins", raw.kind, raw.number.text()));
        return None;
    }
    Some((first, last))
}

/// How each kind of division is numbered: with Roman numerals where all its numbers are such and rise.
///
/// A letter such as C or D is a Roman numeral as well; only the whole row can tell.
fn numerals(divisions: &[RawDivision]) -> BTreeMap<DivisionKind, Numeral> {
    let mut by_kind: BTreeMap<DivisionKind, Vec<String>> = BTreeMap::new();
    for division in divisions {
        let text = division.number.text().into_owned();
        by_kind.entry(division.kind).or_default().push(text);
    }
    by_kind
        .into_iter()
        .map(|(kind, numbers)| {
            let roman: Option<Vec<Label>> = numbers.iter().map(|text| number(text, Numeral::Roman)).collect();
            let rises = roman.is_some_and(|labels| labels.is_sorted());
            let digits = numbers.iter().all(|text| text.starts_with(|first: char| first.is_ascii_digit()));
            let numeral = match (digits, rises) {
                (true, _) => Numeral::Decimal,
                (false, true) => Numeral::Roman,
                (false, false) => Numeral::Letter,
            };
            (kind, numeral)
        })
        .collect()
}

/// Reads a division's number: `V`, `B`, `2`, `V bis`.
fn number(text: &str, numeral: Numeral) -> Option<Label> {
    let joined: String = text.split_whitespace().collect();
    let lower = joined.to_lowercase();
    let (stem, suffix) = split_suffix(&lower);
    match numeral {
        Numeral::Decimal => Label::parse(&lower, LabelKind::Number),
        Numeral::Letter => Label::parse(&lower, LabelKind::Letter),
        Numeral::Roman => Label::new(LabelKind::Number, parse_roman(stem)?, suffix),
    }
}
