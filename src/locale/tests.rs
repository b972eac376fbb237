//! Tests of writing and reading in six languages.

mod reading;
mod round_trip;
mod speed;
mod writing;

use std::sync::OnceLock;

use super::{Form, Names, read, write};
use crate::load::registry::{RawInstrument, lower};
use crate::model::citation::Citation;
use crate::model::instrument::Instrument;
use crate::model::language::Language;

const FILES: [&str; 5] = [
    include_str!("../../guidelines/instruments/uncac.yaml"),
    include_str!("../../guidelines/instruments/untoc.yaml"),
    include_str!("../../guidelines/instruments/fatf-2012.yaml"),
    include_str!("../../guidelines/instruments/g20-hlp-2016.yaml"),
    include_str!("../../guidelines/instruments/gfar-2017.yaml"),
];

/// The project's instruments.
fn instruments() -> &'static [Instrument] {
    static INSTRUMENTS: OnceLock<Vec<Instrument>> = OnceLock::new();
    INSTRUMENTS.get_or_init(|| {
        let read = |yaml: &&str| {
            let value: serde_json::Value = serde_yaml::from_str(yaml).unwrap();
            let raw: RawInstrument = serde_json::from_value(value).unwrap();
            lower(&raw).0
        };
        FILES.iter().map(read).collect()
    })
}

fn names(instruments: &[Instrument]) -> Names {
    Names::new(instruments, Some("uncac"))
}

fn of<'a>(instruments: &'a [Instrument], citation: &Citation) -> &'a Instrument {
    instruments.iter().find(|instrument| instrument.id == *citation.instrument()).unwrap()
}

/// Writes a citation, with ordinary spaces for no-break ones so that expectations can be typed.
fn written(canonical: &str, language: Language, form: Form) -> String {
    let instruments = instruments();
    let citation = Citation::parse(canonical).unwrap();
    let text = write(&citation, of(instruments, &citation), language, form);
    text.replace('\u{A0}', " ")
}

/// What is found in a text: the cited words and the canonical citation, with `!` before it where it is named.
fn found(text: &str, language: Language) -> Vec<(String, String)> {
    let instruments = instruments();
    read(text, language, &names(instruments))
        .into_iter()
        .map(|found| {
            let mark = if found.named { "!" } else { "" };
            (text[found.range].to_owned(), format!("{mark}{}", found.citation))
        })
        .collect()
}
