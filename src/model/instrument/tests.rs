//! Tests of the tree of provisions: resolving, nearest provisions, descriptions.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Division, Instrument, Nature, Numeral, Obligation, Provision, ProvisionId, Unit};
use crate::model::citation::{Citation, DivisionKind, Label, Locator, Target};

const PLACES: &[&str] = &[
    "51",
    "52(1)",
    "52(2)(a)",
    "52(2)(b)",
    "53(a)",
    "53(b)",
    "53(c)",
    "54(1)(a)",
    "54(1)(b)",
    "55(1)(a)",
    "55(1)(b)",
    "55(2)",
    "55(3)(a)",
    "57(1)",
    "57(2)",
    "57(3)(a)",
    "57(3)(b)",
    "57(3)(c)",
    "57(4)",
    "57(5)",
    "23(1)(a)(i)",
    "23(1)(a)(ii)",
    "23(1)(b)",
];

fn locator(text: &str) -> Locator {
    text.parse().unwrap()
}

fn number(ordinal: u16) -> Label {
    Label::number(ordinal).unwrap()
}

fn instrument() -> Instrument {
    let id = Arc::from("uncac");
    let mut instrument = Instrument::new(id, Unit::Article, Nature::Treaty);
    instrument.divisions = vec![division(3, 23, 23), division(5, 51, 57)];
    let mut provisions: Vec<_> = PLACES.iter().map(|text| Provision::new(locator(text))).collect();
    let mut parent = Provision::new(locator("55(3)"));
    parent.obligations = vec![Obligation::Mandatory];
    provisions.push(parent);
    instrument.with_provisions(provisions)
}

fn division(ordinal: u16, first: u16, last: u16) -> Division {
    Division {
        kind: DivisionKind::Chapter,
        number: number(ordinal),
        numeral: Numeral::Roman,
        titles: BTreeMap::new(),
        titles_verified: Vec::new(),
        first: number(first),
        last: number(last),
        verified: true,
        range: 0..0,
    }
}

fn covered(target: &str) -> Vec<String> {
    let instrument = instrument();
    let citation = Citation::parse(&format!("uncac:{target}")).unwrap();
    let range = instrument.resolve(&citation.targets()[0]).unwrap();
    instrument.provisions()[range.start as usize..range.end as usize]
        .iter()
        .map(|provision| provision.locator.to_string())
        .collect()
}

fn described(target: &str) -> String {
    let citation = Citation::parse(&format!("uncac:{target}")).unwrap();
    let unresolved = instrument().resolve(&citation.targets()[0]).unwrap_err();
    unresolved.describe()
}

#[test]
fn targets_cover_slices_of_the_text() {
    assert_eq!(covered("57(3)"), ["57(3)", "57(3)(a)", "57(3)(b)", "57(3)(c)"]);
    assert_eq!(covered("57(3)(c)"), ["57(3)(c)"]);
    assert_eq!(covered("57(2)-(3)"), ["57(2)", "57(3)", "57(3)(a)", "57(3)(b)", "57(3)(c)"]);
    assert_eq!(covered("54(1)(b)-55(1)"), ["54(1)(b)", "55", "55(1)", "55(1)(a)", "55(1)(b)"]);
    assert_eq!(covered("chapter-3").len(), 6);
    let whole = covered("whole");
    assert_eq!(whole.len(), instrument().provisions().len());
    assert!(whole.iter().map(|text| locator(text)).is_sorted());
}

#[test]
fn missing_levels_are_named_with_what_exists() {
    for (target, expected) in [
        ("57(6)", "article 57 has paragraphs 1 to 5, found paragraph 6"),
        ("57(3)(d)", "article 57, paragraph 3, has subparagraphs (a) to (c), found subparagraph (d)"),
        ("53(1)", "article 53 has subparagraphs (a) to (c) and no numbered paragraphs, found paragraph 1"),
        ("51(1)", "article 51 has no paragraphs, found paragraph 1"),
        ("53(a)(i)", "article 53 (a) has no subparagraphs, found subparagraph (i)"),
        ("55(a)", "article 55 has paragraphs 1 to 3 and no lettered subparagraphs, found subparagraph (a)"),
        ("52(3)", "article 52 has paragraphs 1 and 2, found paragraph 3"),
        ("23(1)(a)(iii)", "article 23, paragraph 1 (a), has subparagraphs (i) and (ii), found subparagraph (iii)"),
        ("72", "the instrument has articles 23 to 57 (7 in all), found article 72"),
        ("57(3)-(9)", "article 57 has paragraphs 1 to 5, found paragraph 9"),
        ("chapter-9", "the instrument has chapters III to V, found chapter IX"),
        ("part-2", "the instrument has no parts, found part 2"),
    ] {
        assert_eq!(described(target), expected);
    }
}

#[test]
fn the_nearest_provision_repairs_levels_first() {
    for (asked, nearest) in [
        ("57(3)(c)", "57(3)(c)"),
        ("53(1)(a)", "53(a)"),
        ("55(a)", "55(1)(a)"),
        ("57(c)", "57(3)(c)"),
        ("57(3)(d)", "57(3)(c)"),
        ("57(9)", "57(5)"),
        ("23(1)(ii)", "23(1)(a)(ii)"),
        ("51(1)", "51"),
        ("51(1)(a)", "51"),
        ("53(2)", "53(b)"),
        ("72", "57"),
        ("1(4)", "23"),
    ] {
        let found = instrument().nearest(&locator(asked)).unwrap();
        assert_eq!(found.to_string(), nearest, "{asked}");
    }
    let empty = Instrument::new(Arc::from("empty"), Unit::Article, Nature::Treaty);
    assert_eq!(empty.nearest(&locator("1")), None);
}

#[test]
fn a_roman_division_is_found_behind_a_letter() {
    let citation = Citation::parse("uncac:chapter-v").unwrap();
    let unresolved = instrument().resolve(&citation.targets()[0]).unwrap_err();
    let number = number(5);
    let kind = DivisionKind::Chapter;
    assert_eq!(unresolved.nearest(), Some(Target::Division { kind, number }));
}

#[test]
fn obligations_are_inherited_downwards() {
    let instrument = instrument();
    let child = instrument.find(&locator("55(3)(a)")).unwrap();
    let child = instrument.provision(child);
    assert_eq!(child.obligations, [Obligation::Mandatory]);
    assert!(child.obligations_inherited);
    let other = instrument.find(&locator("55(2)")).unwrap();
    assert!(instrument.provision(other).obligations.is_empty());
}

#[test]
fn the_tree_is_consistent() {
    let instrument = instrument();
    for place in 0..instrument.len() {
        let id = ProvisionId(place);
        let provision = instrument.provision(id);
        assert_eq!(instrument.find(&provision.locator), Some(id));
        let parent = provision.parent().map(|id| instrument.provision(id).locator.clone());
        assert_eq!(parent, provision.locator.parent());
        let article = instrument.provision(instrument.article_of(id));
        assert_eq!(article.locator.last(), provision.locator.first());
        assert!(instrument.division_of(id).is_some());
    }
    let leaves: Vec<_> = instrument.leaves(0..instrument.len()).collect();
    assert_eq!(leaves.len(), PLACES.len());
    let articles: Vec<_> = instrument.children(None).collect();
    assert_eq!(articles.len(), 7);
}
