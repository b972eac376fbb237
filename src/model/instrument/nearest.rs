//! Which existing provision a wrong locator most likely means.

use super::{Instrument, ProvisionId};
use crate::model::citation::{Label, Locator};

/// The existing provision nearest to a locator; itself where it exists, `None` in an empty instrument.
pub(super) fn nearest(instrument: &Instrument, asked: &Locator) -> Option<Locator> {
    let (above, levels) = deepest(instrument, asked);
    if levels == asked.depth() {
        return Some(asked.clone());
    }
    if above.is_some()
        && let Some(repaired) = repaired(instrument, asked, above, levels)
    {
        return Some(repaired);
    }
    let missing = *asked.labels().get(levels)?;
    let neighbour = instrument
        .children(above)
        .map(|child| &instrument.provision(child).locator)
        .min_by_key(|child| distance(child.last(), missing));
    match (neighbour, above) {
        (Some(neighbour), _) => Some(neighbour.clone()),
        (None, Some(above)) => Some(instrument.provision(above).locator.clone()),
        (None, None) => None,
    }
}

/// The lowest level of a locator that exists, and how many levels that are.
pub(super) fn deepest(instrument: &Instrument, asked: &Locator) -> (Option<ProvisionId>, usize) {
    let mut found = (None, 0);
    for levels in 1..=asked.depth() {
        let id = asked.prefix(levels).and_then(|prefix| instrument.find(&prefix));
        if id.is_none() {
            break;
        }
        found = (id, levels);
    }
    found
}

/// Leaves the first missing level out, or puts one in before it, where the result exists.
fn repaired(instrument: &Instrument, asked: &Locator, above: Option<ProvisionId>, levels: usize) -> Option<Locator> {
    let (head, tail) = asked.labels().split_at(levels);
    let exists = |labels: Option<Locator>| labels.filter(|found| instrument.find(found).is_some());
    let shorter = tail.get(1..).filter(|rest| !rest.is_empty());
    if let Some(found) = exists(shorter.and_then(|rest| joined(head, rest))) {
        return Some(found);
    }
    instrument.children(above).find_map(|child| {
        let between = &instrument.provision(child).locator;
        exists(joined(between.labels(), tail))
    })
}

/// Joins labels, reading those of the tail anew for their place: the letter i may become the numeral i.
fn joined(head: &[Label], tail: &[Label]) -> Option<Locator> {
    let mut labels = head.to_vec();
    for label in tail {
        let above = labels.last().map(|label| label.kind());
        labels.push(Label::parse_below(&label.to_string(), above)?);
    }
    Locator::new(labels)
}

/// How far two labels are from each other: the same kind first, then the ordinal, then the suffix.
fn distance(left: Label, right: Label) -> (bool, u16, u8) {
    (left.kind() != right.kind(), left.ordinal().abs_diff(right.ordinal()), left.suffix().abs_diff(right.suffix()))
}
