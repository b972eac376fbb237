//! Tests of citations and their canonical form.

use std::sync::Arc;

use proptest::prelude::*;

use super::{Citation, CitationErrorKind as Kind, DivisionKind, Label, LabelKind, Locator, Target};

fn suggestion(text: &str) -> Option<String> {
    Citation::parse(text).unwrap_err().suggestion
}

#[test]
fn canonical_forms_are_read_back() {
    for text in [
        "uncac:57",
        "uncac:57(3)(c)",
        "uncac:53(a)",
        "uncac:23(1)(a)(i)",
        "uncac:5(1)(a)(ii)(a)",
        "uncac:51-59",
        "uncac:46(9)-(29)",
        "uncac:55(1)(a)-(b)",
        "uncac:55(1)(a)-(3)(b)",
        "uncac:31(1)(a)-54(1)",
        "uncac:54,55",
        "uncac:31(1),54(1)(a)",
        "uncac:51-52,57(3)(a)-(b)",
        "uncac:chapter-5",
        "uncac:chapter-4,46",
        "fatf-2012:group-b",
        "gfar-2017:4",
        "uncac:whole",
        "uncac:57bis(3)(c)",
        "uncac:57(3ter)(cbis)",
    ] {
        let citation = Citation::parse(text).unwrap_or_else(|error| panic!("{text}: {error}"));
        assert_eq!(citation.to_string(), text);
    }
}

#[test]
fn what_was_meant_is_suggested() {
    for (wrong, meant) in [
        ("uncac:57 (3)(c)", "uncac:57(3)(c)"),
        ("uncac: 57(3)", "uncac:57(3)"),
        ("uncac:57\u{a0}(3)\u{202f}(c)", "uncac:57(3)(c)"),
        ("uncac:５７（３）（ｃ）", "uncac:57(3)(c)"),
        ("uncac:57(3)(с)", "uncac:57(3)(c)"),
        ("uncac:57(3)(C)", "uncac:57(3)(c)"),
        ("uncac:57.3.c", "uncac:57(3)(c)"),
        ("uncac:57/3/c", "uncac:57(3)(c)"),
        ("uncac:57(3)c", "uncac:57(3)(c)"),
        ("uncac:57(3", "uncac:57(3)"),
        ("UNCAC 57(3)(c)", "uncac:57(3)(c)"),
        ("UNCAC Article 57(3)(c)", "uncac:57(3)(c)"),
        ("uncac:art. 57(3)(c)", "uncac:57(3)(c)"),
        ("uncac:59-51", "uncac:51-59"),
        ("uncac:46(29)-(9)", "uncac:46(9)-(29)"),
        ("uncac:51–59", "uncac:51-59"),
        ("uncac:51-51", "uncac:51"),
        ("uncac:57(3)(a),(b)", "uncac:57(3)(a),57(3)(b)"),
        ("uncac:54, 55", "uncac:54,55"),
        ("uncac:chapter V", "uncac:chapter-5"),
        ("uncac:chapter-iv", "uncac:chapter-4"),
        ("uncac:Chapter 5", "uncac:chapter-5"),
        ("uncac:057(03)", "uncac:57(3)"),
        ("uncac:57 bis (3)", "uncac:57bis(3)"),
        ("uncac:55(1)(a)-(3)", "uncac:55(1)(a)-55(3)"),
        ("uncac:\u{200e}57", "uncac:57"),
        ("uncac:٥٧", "uncac:57"),
        ("uncac:46(9)-46(29)(x", "uncac:46(9)-46(29)(x)"),
    ] {
        assert_eq!(suggestion(wrong).as_deref(), Some(meant), "{wrong}");
    }
}

#[test]
fn there_is_no_suggestion_without_one_answer() {
    for wrong in [
        "",
        ":",
        "57(3)(c)",
        "uncac",
        "uncac:",
        "uncac:(3)",
        "uncac:57-",
        "uncac:57-58-59",
        "uncac:0",
        "uncac:57(iiii)",
        "uncac:foo",
        "uncac:whole,57",
        "uncac:57-57(3)",
        "uncac:99999",
        "uncac:57,",
        "uncac:57(3)(c)(i)(a)(i)(a)(i)(a)",
    ] {
        assert_eq!(suggestion(wrong), None, "{wrong}");
    }
}

#[test]
fn errors_say_what_and_where() {
    let check = |text: &str, offset: usize, kind: Kind| {
        let error = Citation::parse(text).unwrap_err();
        assert_eq!((error.offset, &error.kind), (offset, &kind), "{text}");
    };
    check("uncac:57 (3)", 8, Kind::Space { found: ' ' });
    let found = 'с';
    check("uncac:57(3)(с)", 12, Kind::LookAlike { found, meant: 'c' });
    let found = '５';
    check("uncac:５７", 6, Kind::LookAlike { found, meant: '5' });
    check("UNCAC:57", 0, Kind::UpperCase { found: 'U' });
    check("uncac:57(C)", 9, Kind::UpperCase { found: 'C' });
    check("uncac:59-51", 6, Kind::ReversedRange);
    check("uncac:57-57(3)", 6, Kind::EmptyRange);
    check("uncac:57,whole", 9, Kind::WholeInGroup);
    check("57(3)", 0, Kind::MissingInstrument);
    check("uncac57(3)", 7, Kind::MissingColon);
    check("uncac:54,(a)", 9, Kind::MissingArticle);
    let message = Citation::parse("uncac:57(3)(с)").unwrap_err().to_string();
    assert_eq!(message, "expected `c` U+0063, found `с` U+0441");
}

fn label(kind: LabelKind, largest: u16) -> impl Strategy<Value = Label> {
    (1..=largest, prop_oneof![9 => Just(0_u8), 1 => 1..=9_u8])
        .prop_map(move |(ordinal, suffix)| Label::new(kind, ordinal, suffix).unwrap())
}

fn any_locator() -> impl Strategy<Value = Locator> {
    let below = prop::collection::vec((any::<bool>(), 1..=40_u16, 0..=2_u8), 0..4);
    (label(LabelKind::Number, 120), below).prop_map(|(first, below)| {
        let mut labels = vec![first];
        for (number, ordinal, suffix) in below {
            let kind = match (number, labels.last().unwrap().kind()) {
                (true, _) => LabelKind::Number,
                (false, LabelKind::Letter) => LabelKind::Roman,
                (false, _) => LabelKind::Letter,
            };
            labels.push(Label::new(kind, ordinal, suffix).unwrap());
        }
        Locator::new(labels).unwrap()
    })
}

fn any_target() -> impl Strategy<Value = Target> {
    let number = prop_oneof![label(LabelKind::Number, 20), label(LabelKind::Letter, 26)];
    let kind = prop::sample::select(DivisionKind::ALL.to_vec());
    prop_oneof![
        any_locator().prop_map(Target::Provision),
        (any_locator(), any_locator()).prop_filter_map("reversed", |(from, to)| {
            Target::range(from.clone(), to.clone()).or_else(|| Target::range(to, from))
        }),
        (any_locator(), 1..50_u16).prop_filter_map("reversed", |(from, ordinal)| {
            let last = Label::new(from.last().kind(), ordinal, 0)?;
            Target::range(from.clone(), from.with_tail(&[last])?)
        }),
        (kind, number).prop_map(|(kind, number)| Target::division(kind, number).unwrap()),
    ]
}

fn any_citation() -> impl Strategy<Value = Citation> {
    let targets = prop_oneof![
        1 => Just(vec![Target::Whole]),
        9 => prop::collection::vec(any_target(), 1..4),
    ];
    ("[a-z][a-z0-9-]{0,8}", targets).prop_map(|(id, targets)| Citation::new(Arc::from(id), targets).unwrap())
}

proptest! {
    #[test]
    fn every_citation_is_read_back(citation in any_citation()) {
        let text = citation.to_string();
        prop_assert_eq!(Citation::parse(&text), Ok(citation));
    }

    #[test]
    fn no_text_panics(text in any::<String>()) {
        if let Err(error) = Citation::parse(&text) {
            prop_assert!(text.is_char_boundary(error.offset));
            prop_assert!(text.is_char_boundary(error.offset + error.length));
        }
    }

    #[test]
    fn no_nearly_right_text_panics(text in "[uc:;(), 0-9abivx.сｃ（\u{a0}–-]{0,30}") {
        if let Err(error) = Citation::parse(&text)
            && let Some(meant) = error.suggestion
        {
            prop_assert!(Citation::parse(&meant).is_ok());
        }
    }
}
