//! What a registry says about single provisions.

use std::collections::BTreeMap;

use super::raw::{RawDegree, RawInstrument, RawObligations, RawProvision, Verified};
use super::{Problems, check_verified, step};
use crate::model::citation::{Citation, Locator};
use crate::model::instrument::{Instrument, Provision, Unresolved};

/// Lays the facts of one article on its provisions; the first of them is the article itself.
pub(super) fn lower(
    instrument: &RawInstrument,
    raw: &RawProvision,
    places: Vec<Locator>,
    pointer: &str,
    problems: &mut Problems,
) -> Vec<Provision> {
    let mut provisions: Vec<Provision> = places.into_iter().map(Provision::new).collect();
    for provision in &mut provisions {
        provision.verified = raw.verified == Verified::Source;
    }
    if let Some(article) = provisions.first_mut() {
        titles(raw, article, pointer, problems);
        article.note.clone_from(&raw.note);
        article.refers_to = refers_to(instrument, raw, pointer, problems);
        article.counterparts = counterparts(raw, pointer, problems);
        article.qualified_by = qualified_by(raw, pointer, problems);
    }
    let index: BTreeMap<Locator, usize> =
        provisions.iter().enumerate().map(|(place, provision)| (provision.locator.clone(), place)).collect();
    let article = provisions.first().map(|article| article.locator.clone());
    let mut find = |key: &str, pointer: String| {
        let place =
            article.as_ref().and_then(|article| within(article, key)).and_then(|locator| index.get(&locator).copied());
        if place.is_none() {
            let unit = instrument.unit.word();
            let number = raw.number.text();
            problems.report(pointer, format!("{unit} {number} has no provision `{key}`"));
        }
        place
    };
    match &raw.obligations {
        None => {}
        Some(RawObligations::Whole(degree)) => set_obligations(provisions.first_mut(), degree),
        Some(RawObligations::By(degrees)) => {
            for (key, degree) in degrees {
                let place = find(key, format!("{pointer}/obligations{}", step(key)));
                set_obligations(place.and_then(|place| provisions.get_mut(place)), degree);
            }
        }
    }
    for (key, wording) in &raw.wording {
        let place = find(key, format!("{pointer}/wording{}", step(key)));
        if let Some(provision) = place.and_then(|place| provisions.get_mut(place)) {
            provision.wording = Some(wording.clone());
        }
    }
    provisions
}

fn set_obligations(provision: Option<&mut Provision>, degree: &RawDegree) {
    if let Some(provision) = provision {
        provision.obligations = degree.list().to_vec();
    }
}

/// The locator of a key such as `3(c)`, `(a)` or `*` within an article.
fn within(article: &Locator, key: &str) -> Option<Locator> {
    let written = match key.find('(') {
        _ if key == "*" => return Some(article.clone()),
        Some(0) => format!("{article}{key}"),
        Some(bracket) => format!("{article}({}){}", &key[..bracket], &key[bracket..]),
        None => format!("{article}({key})"),
    };
    written.parse().ok()
}

fn titles(raw: &RawProvision, article: &mut Provision, pointer: &str, problems: &mut Problems) {
    check_verified(&raw.titles_verified, &raw.titles, pointer, problems);
    article.titles_verified.clone_from(&raw.titles_verified);
    article.titles.clone_from(&raw.titles);
    if raw.titles.is_empty() {
        article.titles.clone_from(&raw.description);
        article.title_is_description = !raw.description.is_empty();
    } else if !raw.description.is_empty() {
        problems.report(format!("{pointer}/description"), "a provision with a title needs no description");
    }
}

/// Reads what an article refers to; places of the same instrument need no identifier.
fn refers_to(instrument: &RawInstrument, raw: &RawProvision, pointer: &str, problems: &mut Problems) -> Vec<Citation> {
    let mut citations = Vec::with_capacity(raw.refers_to.len());
    for (place, reference) in raw.refers_to.iter().enumerate() {
        let text = reference.text();
        let written = if text.contains(':') { text.into_owned() } else { format!("{}:{text}", instrument.id) };
        let pointer = format!("{pointer}/refers-to/{place}");
        citations.extend(citation(&written, pointer, problems));
    }
    citations
}

fn counterparts(raw: &RawProvision, pointer: &str, problems: &mut Problems) -> Vec<Citation> {
    let mut citations = Vec::with_capacity(raw.counterparts.len());
    for (place, text) in raw.counterparts.iter().enumerate() {
        let pointer = format!("{pointer}/counterparts/{place}");
        citations.extend(citation(text, pointer, problems));
    }
    citations
}

fn citation(text: &str, pointer: String, problems: &mut Problems) -> Option<Citation> {
    match Citation::parse(text) {
        Ok(citation) => Some(citation),
        Err(error) => {
            let help = error.suggestion.as_ref();
            let help = help.map_or_else(String::new, |meant| format!("; perhaps `{meant}`"));
            problems.report(pointer, format!("`{text}` is not a citation: {error}{help}"));
            None
        }
    }
}

fn qualified_by(raw: &RawProvision, pointer: &str, problems: &mut Problems) -> Vec<Locator> {
    let mut locators = Vec::with_capacity(raw.qualified_by.len());
    for (place, text) in raw.qualified_by.iter().enumerate() {
        match text.text().parse() {
            Ok(locator) => locators.push(locator),
            Err(error) => problems.report(
                format!("{pointer}/qualified-by/{place}"),
                format!("`{}` is not a provision: {error}", text.text()),
            ),
        }
    }
    locators
}

/// Reports references to provisions that the instrument itself does not have.
pub(super) fn check_references(articles: &[Option<Locator>], instrument: &Instrument, problems: &mut Problems) {
    for (place, article) in articles.iter().enumerate() {
        let id = article.as_ref().and_then(|article| instrument.find(article));
        let Some(id) = id else {
            continue;
        };
        let provision = instrument.provision(id);
        for qualifier in &provision.qualified_by {
            if instrument.find(qualifier).is_none() {
                problems
                    .report(format!("/provisions/{place}/qualified-by"), format!("there is no provision {qualifier}"));
            }
        }
        for citation in &provision.refers_to {
            if *citation.instrument() != instrument.id {
                continue;
            }
            let missing = citation.targets().iter();
            for missing in missing.filter_map(|target| instrument.resolve(target).err()) {
                let pointer = format!("/provisions/{place}/refers-to");
                problems.report(pointer, Unresolved::describe(&missing));
            }
        }
    }
}
