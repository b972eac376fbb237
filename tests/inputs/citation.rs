//! Citations: the canonical form, and prose in six languages; what is written is read as the same.

use std::sync::OnceLock;

use clausebook::compile::compile;
use clausebook::locale::{Form, Names, read, write};
use clausebook::model::citation::{Citation, LabelKind, Locator, Target};
use clausebook::model::instrument::Instrument;
use clausebook::model::language::Language;

use super::{around, time};

struct Known {
    instrument: Instrument,
    names: Names,
}

fn known() -> &'static Known {
    static KNOWN: OnceLock<Known> = OnceLock::new();
    KNOWN.get_or_init(|| {
        let compiled = compile(&around::book());
        let instrument = compiled.book.instruments[0].instrument.clone();
        let names = Names::new([&instrument], Some("conv"));
        Known { instrument, names }
    })
}

pub fn citation(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    time::linear(text.len(), || {
        canonical(&text);
        let Known { instrument, names } = known();
        for language in Language::ALL {
            let mut end = 0;
            for found in read(&text, language, names) {
                assert!(text.get(found.range.clone()).is_some_and(|words| !words.is_empty()), "{:?}", found.range);
                assert!(found.range.start >= end, "citations overlap");
                end = found.range.end;
                let spelled = found.citation.to_string();
                assert_eq!(Citation::parse(&spelled).as_ref(), Ok(&found.citation), "{spelled}");
                for language in Language::ALL {
                    round(&found.citation, instrument, language);
                }
            }
        }
    });
}

/// A citation in its canonical form is read as itself; one that is not one says where, and what is suggested is one.
fn canonical(text: &str) {
    match Citation::parse(text) {
        Ok(citation) => {
            let spelled = citation.to_string();
            assert_eq!(Citation::parse(&spelled).as_ref(), Ok(&citation), "{spelled}");
            if &**citation.instrument() == "conv" {
                for language in Language::ALL {
                    round(&citation, &known().instrument, language);
                }
            }
        }
        Err(error) => {
            let end = error.offset + error.length;
            assert!(text.get(error.offset..end).is_some(), "{}..{end} of {text:?}", error.offset);
            if let Some(suggestion) = error.suggestion {
                assert!(Citation::parse(&suggestion).is_ok(), "{suggestion}");
            }
        }
    }
}

/// What is written for readers is read back: an article, its paragraph, and three levels of letters below.
fn round(citation: &Citation, instrument: &Instrument, language: Language) {
    if !citation.targets().iter().flat_map(locators).all(is_usual) {
        return;
    }
    let written = write(citation, instrument, language, Form::Running);
    let found = read(&written, language, &known().names);
    let seen: Vec<String> = found.iter().map(|found| found.citation.to_string()).collect();
    assert_eq!(seen, [citation.to_string()], "{language}: {written}");
    for form in [Form::Short, Form::Locator] {
        assert!(!write(citation, instrument, language, form).is_empty());
    }
}

fn locators(target: &Target) -> Vec<&Locator> {
    match target {
        Target::Whole | Target::Division { .. } => Vec::new(),
        Target::Provision(locator) => vec![locator],
        Target::Range(from, to) => vec![from, to],
    }
}

fn is_usual(locator: &Locator) -> bool {
    let below = &locator.labels()[1..];
    let paragraph = below.first().is_some_and(|label| label.kind() == LabelKind::Number);
    let letters = &below[usize::from(paragraph)..];
    letters.len() <= 3 && letters.iter().all(|label| label.kind() != LabelKind::Number)
}
