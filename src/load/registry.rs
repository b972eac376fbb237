//! From a registry file to an instrument.
//!
//! 1. `raw`: the file's own shape, from which the schema is derived.
//! 2. `tree`: the paragraphs and subparagraphs of one article, as locators.
//! 3. [`lower`]: facts laid on the provisions, divisions laid over the articles, everything checked.
//!
//! Nothing stops at the first problem: what is wrong is left out and reported with its place in the file.

pub mod date;
mod divisions;
mod facts;
mod raw;
mod tree;

use std::sync::Arc;

pub use raw::{
    Levels, RawDegree, RawDivision, RawInstrument, RawLabel, RawObligations, RawProvision, RawTree, Verified,
};

use crate::model::citation::{Label, LabelKind, Locator, is_instrument_id};
use crate::model::instrument::{Instrument, Provision};
use crate::model::language::Language;

/// The largest number of provisions that one registry may list.
pub const MAX_PROVISIONS: usize = 100_000;

/// Something wrong in a registry file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RegistryProblem {
    /// The place in the file as a JSON Pointer (RFC 6901), such as `/provisions/56/obligations/3(d)`.
    pub pointer: String,
    /// What is wrong, in one English line without a full stop.
    pub message: String,
}

/// The list of problems while a registry is lowered.
#[derive(Debug, Default)]
struct Problems(Vec<RegistryProblem>);

impl Problems {
    fn report(&mut self, pointer: impl Into<String>, message: impl Into<String>) {
        self.0.push(RegistryProblem { pointer: pointer.into(), message: message.into() });
    }
}

/// Makes an instrument of a registry file and lists everything that is wrong in it: head, provisions, divisions, references.
///
/// The instrument is always usable: wrong labels, facts and divisions are left out.
#[must_use]
pub fn lower(raw: &RawInstrument) -> (Instrument, Vec<RegistryProblem>) {
    let mut problems = Problems::default();
    let mut instrument = head(raw, &mut problems);
    let (provisions, articles) = provisions(raw, &mut problems);
    instrument.divisions = divisions::lower(raw, &provisions, &mut problems);
    instrument = instrument.with_provisions(provisions);
    facts::check_references(&articles, &instrument, &mut problems);
    (instrument, problems.0)
}

/// The instrument's names, dates and other facts.
fn head(raw: &RawInstrument, problems: &mut Problems) -> Instrument {
    if !is_instrument_id(&raw.id) {
        problems.report("/id", "expected a lower-case letter, then lower-case letters, digits and hyphens");
    }
    if !raw.titles.contains_key(&Language::En) {
        problems.report("/titles", "expected an English title (`en`)");
    }
    check_verified(&raw.titles_verified, &raw.titles, "", problems);
    if raw.short.contains_key(&Language::Ru) && !raw.short_genitive.contains_key(&Language::Ru) {
        problems.report("/short/ru", "expected the genitive of the Russian short name under `short-genitive`");
    }
    for (name, value) in [("adopted", &raw.adopted), ("opened", &raw.opened), ("in-force", &raw.in_force)] {
        if let Some(value) = value
            && !date::is_date(value)
        {
            problems.report(format!("/{name}"), format!("expected a date such as 2003-10-31, found `{value}`"));
        }
    }
    let mut instrument = Instrument::new(Arc::from(raw.id.as_str()), raw.unit, raw.nature);
    instrument.titles.clone_from(&raw.titles);
    instrument.titles_verified.clone_from(&raw.titles_verified);
    instrument.short.clone_from(&raw.short);
    instrument.genitive.clone_from(&raw.short_genitive);
    instrument.names.clone_from(&raw.names);
    instrument.adopted.clone_from(&raw.adopted);
    instrument.opened.clone_from(&raw.opened);
    instrument.in_force.clone_from(&raw.in_force);
    instrument.symbol.clone_from(&raw.symbol);
    instrument.url.clone_from(&raw.url);
    instrument.note.clone_from(&raw.note);
    instrument.authentic_languages.clone_from(&raw.authentic_languages);
    instrument
}

/// Reports languages that are said to be verified but have no title.
fn check_verified(
    verified: &[Language],
    titles: &std::collections::BTreeMap<Language, String>,
    pointer: &str,
    problems: &mut Problems,
) {
    for (place, language) in verified.iter().enumerate() {
        if !titles.contains_key(language) {
            problems.report(format!("{pointer}/titles-verified/{place}"), format!("there is no title in `{language}`"));
        }
    }
}

/// All provisions with their facts, and for each raw article its locator where it has one.
fn provisions(raw: &RawInstrument, problems: &mut Problems) -> (Vec<Provision>, Vec<Option<Locator>>) {
    let mut provisions = Vec::new();
    let mut articles: Vec<Option<Locator>> = Vec::with_capacity(raw.provisions.len());
    let mut seen = std::collections::BTreeSet::new();
    let mut before: Option<Label> = None;
    for (place, raw_provision) in raw.provisions.iter().enumerate() {
        let pointer = format!("/provisions/{place}");
        let label = tree::label(&raw_provision.number.text(), None);
        let Some(label) = label.filter(|label| label.kind() == LabelKind::Number) else {
            problems.report(
                format!("{pointer}/number"),
                format!("expected a number such as 57 or \"57 bis\", found `{}`", raw_provision.number.text()),
            );
            articles.push(None);
            continue;
        };
        if !seen.insert(label) {
            problems.report(format!("{pointer}/number"), format!("{} {label} is listed twice", raw.unit.word()));
            articles.push(None);
            continue;
        }
        if before.is_some_and(|before| before > label) {
            problems.report(
                format!("{pointer}/number"),
                format!("{} {label} stands after a higher number", raw.unit.word()),
            );
        }
        before = Some(label);
        let Some(article) = Locator::article(label) else {
            articles.push(None);
            continue;
        };
        let mut below = tree::below(&article, raw_provision, &pointer, problems);
        if provisions.len() + below.len() >= MAX_PROVISIONS {
            problems.report(pointer, format!("expected at most {MAX_PROVISIONS} provisions in one registry"));
            break;
        }
        below.insert(0, article.clone());
        provisions.extend(facts::lower(raw, raw_provision, below, &pointer, problems));
        articles.push(Some(article));
    }
    (provisions, articles)
}

/// A key as one step of a JSON Pointer.
fn step(key: &str) -> String {
    format!("/{}", key.replace('~', "~0").replace('/', "~1"))
}

#[cfg(test)]
mod tests;
