//! What is written is read back: every provision, and ranges, groups and chapters.

use std::sync::Arc;

use proptest::prelude::*;

use super::super::{Form, Names, read, write};
use super::{instruments, names, of};
use crate::model::citation::{Citation, DivisionKind, Label, LabelKind, Locator, Target};
use crate::model::instrument::Instrument;
use crate::model::language::Language;

fn check(citation: &Citation, instrument: &Instrument, names: &Names) {
    for language in Language::ALL {
        let text = write(citation, instrument, language, Form::Running);
        // Within a sentence, so that the ends are found and not given.
        for (before, after) in [("", ""), ("… ", "."), ("(", ")"), ("", "\n")] {
            let sentence = format!("{before}{text}{after}");
            let found = read(&sentence, language, names);
            let seen: Vec<_> =
                found.iter().map(|found| (found.range.clone(), found.citation.to_string(), found.named)).collect();
            let range = before.len()..before.len() + text.len();
            assert_eq!(seen, [(range, citation.to_string(), true)], "{language}: {sentence} ({citation})");
        }
    }
}

#[test]
fn every_provision_in_six_languages() {
    let instruments = instruments();
    let names = names(instruments);
    let mut count = 0;
    for instrument in instruments {
        for provision in instrument.provisions() {
            let target = Target::Provision(provision.locator.clone());
            let citation = Citation::new(Arc::clone(&instrument.id), vec![target]).unwrap();
            check(&citation, instrument, &names);
            count += 1;
        }
    }
    assert_eq!(count, 457 + 345 + 40 + 10 + 10);
}

#[test]
fn every_division_in_six_languages() {
    let instruments = instruments();
    let names = names(instruments);
    for instrument in instruments {
        for division in &instrument.divisions {
            let target = Target::division(division.kind, division.number).unwrap();
            let citation = Citation::new(Arc::clone(&instrument.id), vec![target]).unwrap();
            check(&citation, instrument, &names);
        }
    }
}

#[test]
fn every_range_of_neighbours_in_six_languages() {
    let instruments = instruments();
    let names = names(instruments);
    for instrument in instruments {
        let provisions = instrument.provisions();
        for pair in provisions.windows(2) {
            let (from, to) = (&pair[0].locator, &pair[1].locator);
            let Some(range) = Target::range(from.clone(), to.clone()) else {
                continue;
            };
            let citation = Citation::new(Arc::clone(&instrument.id), vec![range]).unwrap();
            check(&citation, instrument, &names);
        }
    }
}

#[test]
fn groups_in_six_languages() {
    let instruments = instruments();
    let names = names(instruments);
    for text in [
        "uncac:51-59",
        "uncac:46(9)-(29)",
        "uncac:55(1)(a)-(b)",
        "uncac:55(1)(a)-(3)(b)",
        "uncac:31(1)(a)-54(1)",
        "uncac:54,55",
        "uncac:54,55,57",
        "uncac:31,51-59",
        "uncac:31,51-59,60",
        "uncac:1,3,5,7,9,11,13,15,17,19,21,23,25",
        "uncac:31(1),54(1)(a)",
        "uncac:31(1),54(1)(a),57",
        "uncac:31,54(1)",
        "uncac:54(1),55",
        "uncac:57(3)(a),57(3)(b)",
        "uncac:57(3)(a),57(3)(b),57(3)(c)",
        "uncac:57(3),57(4)",
        "uncac:57(1),57(3),57(4)",
        "uncac:57(1),57(3)-(5)",
        "uncac:57(3)(a),57(4)",
        "uncac:57(3)(a),57(3)(b),57(4)",
        "uncac:55(1)(a)-(b),55(3)(c)",
        "uncac:53(a),53(b)",
        "uncac:53(a)-(c)",
        "uncac:53(a),54(1)(a)",
        "uncac:53(a),53(b),54",
        "uncac:2(a)(i),2(c)",
        "uncac:23(1)(a)(i),23(1)(a)(ii)",
        "uncac:23(1)(a)(i)-(ii),23(1)(b)",
        "uncac:54(1),54(2),55",
        "uncac:54(1),54(2),55,57(1),57(2)",
        "uncac:51,54(1)-(2),55(1)",
        "uncac:chapter-4,chapter-5",
        "uncac:chapter-1,chapter-4,chapter-5",
        "uncac:chapter-5,46",
        "uncac:46,chapter-5",
        "untoc:12,13,14",
        "untoc:5(1)(a)(ii)(a)-(b)",
        "gfar-2017:4,5",
        "gfar-2017:4-10",
        "fatf-2012:3,4,38",
        "fatf-2012:group-a,group-b",
        "g20-hlp-2016:group-1",
        "uncac:57bis(3)(c)",
        "uncac:57(3bis)(cbis)",
        "uncac:12,12bis,13ter",
        "uncac:12quater(2)",
        "uncac:46(3)(aa)",
        "uncac:chapter-5bis",
    ] {
        let citation = Citation::parse(text).unwrap();
        check(&citation, of(instruments, &citation), &names);
    }
}

fn any_locator() -> impl Strategy<Value = Locator> {
    let below = prop_oneof![
        2 => Just((None, None, None)),
        4 => (1..=30_u16).prop_map(|number| (Some(number), None, None)),
        4 => (1..=30_u16, 1..=28_u16).prop_map(|(number, letter)| (Some(number), Some(letter), None)),
        2 => (1..=30_u16, 1..=26_u16, 1..=12_u16)
            .prop_map(|(number, letter, roman)| (Some(number), Some(letter), Some(roman))),
        2 => (1..=26_u16).prop_map(|letter| (None, Some(letter), None)),
    ];
    (1..=120_u16, below).prop_map(|(article, (number, letter, roman))| {
        let mut labels = vec![Label::number(article).unwrap()];
        for (kind, ordinal) in [(LabelKind::Number, number), (LabelKind::Letter, letter), (LabelKind::Roman, roman)] {
            if let Some(ordinal) = ordinal {
                labels.push(Label::new(kind, ordinal, 0).unwrap());
            }
        }
        Locator::new(labels).unwrap()
    })
}

fn any_target() -> impl Strategy<Value = Target> {
    prop_oneof![
        6 => any_locator().prop_map(Target::Provision),
        2 => (any_locator(), 1..=30_u16).prop_filter_map("reversed", |(from, ordinal)| {
            let last = Label::new(from.last().kind(), ordinal, 0)?;
            let to = if from.depth() == 1 {
                Locator::article(last)?
            } else {
                from.with_tail(&[last])?
            };
            Target::range(from, to)
        }),
        1 => (1..=8_u16).prop_map(|number| {
            Target::division(DivisionKind::Chapter, Label::number(number).unwrap()).unwrap()
        }),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn any_group_is_read_back(targets in prop::collection::vec(any_target(), 1..5)) {
        let instruments = instruments();
        let names = names(instruments);
        let citation = Citation::new(Arc::from("uncac"), targets).unwrap();
        check(&citation, of(instruments, &citation), &names);
    }
}
