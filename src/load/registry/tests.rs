//! Tests over the registries of the project and over wrong ones.

use super::{RawInstrument, RegistryProblem, lower};
use crate::model::citation::{Citation, Locator};
use crate::model::instrument::{Instrument, Numeral, Obligation};
use crate::model::language::Language;

const FILES: [(&str, &str); 5] = [
    ("uncac", include_str!("../../../guidelines/instruments/uncac.yaml")),
    ("untoc", include_str!("../../../guidelines/instruments/untoc.yaml")),
    ("fatf-2012", include_str!("../../../guidelines/instruments/fatf-2012.yaml")),
    ("g20-hlp-2016", include_str!("../../../guidelines/instruments/g20-hlp-2016.yaml")),
    ("gfar-2017", include_str!("../../../guidelines/instruments/gfar-2017.yaml")),
];

fn read(yaml: &str) -> (Instrument, Vec<RegistryProblem>) {
    // The program reads YAML into JSON values first, for their places; so do the tests.
    let value: serde_json::Value = serde_yaml::from_str(yaml).unwrap();
    let raw: RawInstrument = serde_json::from_value(value).unwrap();
    lower(&raw)
}

fn project(id: &str) -> Instrument {
    let (_, yaml) = FILES.iter().find(|(name, _)| *name == id).unwrap();
    let (instrument, problems) = read(yaml);
    assert_eq!(problems, []);
    assert_eq!(&*instrument.id, id);
    instrument
}

fn exists(instrument: &Instrument, text: &str) -> bool {
    let locator: Locator = text.parse().unwrap();
    instrument.find(&locator).is_some()
}

fn problems(yaml: &str) -> Vec<String> {
    let head = "id: test\ntitles: {en: Test}\nunit: article\nnature: treaty\n";
    let (_, problems) = read(&format!("{head}{yaml}"));
    problems.iter().map(|problem| format!("{}: {}", problem.pointer, problem.message)).collect()
}

#[test]
fn the_registries_have_no_problems_and_all_provisions() {
    // Counted by a script over the files from which these were made; 366 and 273 of them are leaves.
    for (id, divisions, articles, provisions) in [
        ("uncac", 8, 71, 457),
        ("untoc", 0, 41, 345),
        ("fatf-2012", 7, 40, 40),
        ("g20-hlp-2016", 3, 10, 10),
        ("gfar-2017", 0, 10, 10),
    ] {
        let instrument = project(id);
        assert_eq!(instrument.divisions.len(), divisions, "{id}");
        assert_eq!(instrument.children(None).count(), articles, "{id}");
        assert_eq!(instrument.len(), provisions, "{id}");
    }
}

#[test]
fn the_reference_traps_hold() {
    let uncac = project("uncac");
    for text in [
        "57(5)",
        "57(3)(c)",
        "54(2)(c)",
        "55(9)",
        "55(1)(b)",
        "53(c)",
        "52(2)(b)",
        "31(10)",
        "46(30)",
        "46(3)(k)",
        "23(1)(a)(ii)",
        "2(i)",
        "2(a)(iii)",
    ] {
        assert!(exists(&uncac, text), "{text}");
    }
    for text in ["57(6)", "57(3)(d)", "54(3)", "53(1)", "53(d)", "51(1)", "56(1)", "46(3)(l)", "72", "2(j)"] {
        assert!(!exists(&uncac, text), "{text}");
    }
    assert!(exists(&project("untoc"), "5(1)(a)(ii)(b)"));
}

#[test]
fn facts_stand_on_their_provisions() {
    let uncac = project("uncac");
    let find = |text: &str| {
        let locator: Locator = text.parse().unwrap();
        uncac.provision(uncac.find(&locator).unwrap())
    };
    assert_eq!(find("57(3)(c)").obligations, [Obligation::Consider]);
    assert_eq!(find("57(3)(c)").wording.as_deref(), Some("priority-consideration"));
    assert_eq!(find("52(5)").obligations.len(), 3);
    assert_eq!(find("46(3)(k)").obligations, [Obligation::Optional]);
    assert!(find("46(3)(k)").obligations_inherited);
    assert_eq!(find("51").obligations, [Obligation::Mandatory]);
    assert_eq!(find("53(a)").obligations, [Obligation::Qualified]);
    assert_eq!(find("57").titles[&Language::Fr], "Restitution et disposition des avoirs");
    assert_eq!(find("63").refers_to[0].to_string(), "uncac:chapter-2");
    assert_eq!(find("55").qualified_by[0].to_string(), "55(4)");
    assert!(find("57(3)").verified);
    let gfar = project("gfar-2017");
    let verified = |provision: &&crate::model::instrument::Provision| provision.verified;
    assert_eq!(gfar.provisions().iter().filter(verified).count(), 10);
    let titled = gfar.provisions().iter().filter(|provision| !provision.titles_verified.is_empty());
    assert_eq!(titled.count(), 1, "only the title of principle 4 was seen in a source");
    let group = project("g20-hlp-2016");
    assert_eq!(group.provisions().iter().filter(verified).count(), 5);
    assert_eq!(gfar.provisions()[7].refers_to[0].to_string(), "uncac:57(5)");
}

#[test]
fn divisions_cover_their_articles() {
    let uncac = project("uncac");
    let chapter = Citation::parse("uncac:chapter-5").unwrap();
    let articles = Citation::parse("uncac:51-59").unwrap();
    assert_eq!(uncac.resolve(&chapter.targets()[0]), uncac.resolve(&articles.targets()[0]));
    assert_eq!(uncac.divisions[4].written_number(), "V");
    let fatf = project("fatf-2012");
    assert_eq!(fatf.divisions[2].numeral, Numeral::Letter);
    assert_eq!(fatf.divisions[2].written_number(), "C");
    assert_eq!(fatf.divisions[2].number.to_string(), "c");
}

#[test]
fn wrong_registries_are_reported_with_their_places() {
    for (yaml, expected) in [
        ("provisions: [{number: 2}, {number: 1}]", "/provisions/1/number: article 1 stands after a higher number"),
        ("provisions: [{number: 1}, {number: 1}]", "/provisions/1/number: article 1 is listed twice"),
        ("provisions: [{number: x}]", "/provisions/0/number: expected a number such as 57 or \"57 bis\", found `x`"),
        ("provisions: [{number: 1, paragraphs: [1, 1]}]", "/provisions/0/paragraphs/1: `1` is listed twice"),
        (
            "provisions: [{number: 1, paragraphs: {2: [], 1: []}}]",
            "/provisions/0/paragraphs/1: `1` stands after a later label",
        ),
        ("provisions: [{number: 1, paragraphs: {1: [a, a]}}]", "/provisions/0/paragraphs/1/1: `a` is listed twice"),
        ("provisions: [{number: 1, paragraphs: [a]}]", "/provisions/0/paragraphs/0: expected a number, found `a`"),
        (
            "provisions: [{number: 1, subparagraphs: {a: [iiii]}}]",
            "/provisions/0/subparagraphs/a/0: expected a Roman numeral or a number, found `iiii`",
        ),
        (
            "provisions: [{number: 1, paragraphs: 1-3, obligations: {\"4\": mandatory}}]",
            "/provisions/0/obligations/4: article 1 has no provision `4`",
        ),
        ("provisions: [{number: 1, paragraphs: 3-1}]", "/provisions/0/paragraphs: `3-1` ends before it begins"),
        (
            "provisions: [{number: 1, refers-to: [7]}]",
            "/provisions/0/refers-to: the instrument has article 1, found article 7",
        ),
        (
            "provisions: [{number: 1, counterparts: [\"UNCAC 5\"]}]",
            "/provisions/0/counterparts/0: `UNCAC 5` is not a citation: a citation is in lower case, \
             found `U`; perhaps `uncac:5`",
        ),
        (
            "provisions: [{number: 1, qualified-by: [\"1(4)\"]}]",
            "/provisions/0/qualified-by: there is no provision 1(4)",
        ),
        (
            "provisions: [{number: 1, titles: {en: A}, titles-verified: [fr]}]",
            "/provisions/0/titles-verified/0: there is no title in `fr`",
        ),
        (
            "divisions: [{kind: chapter, number: I, first: 1, last: 2}]\nprovisions: [{number: 1}]",
            "/divisions/0/last: there is no provision numbered `2`",
        ),
        (
            "divisions: [{kind: chapter, number: I, first: 1, last: 2}, {kind: chapter, number: II, first: 2, \
             last: 2}]\nprovisions: [{number: 1}, {number: 2}]",
            "/divisions/1/first: chapter II overlaps the one before it",
        ),
        (
            "divisions: [{kind: part, number: 1, first: 2, last: 1}]\nprovisions: [{number: 1}, {number: 2}]",
            "/divisions/0/last: part 1 ends before it begins",
        ),
        ("adopted: 2026-02-30\nprovisions: []", "/adopted: expected a date such as 2003-10-31, found `2026-02-30`"),
    ] {
        assert_eq!(problems(yaml), [expected], "{yaml}");
    }
}

#[test]
fn inserted_articles_and_paragraphs_have_their_place() {
    let head = "id: test\ntitles: {en: Test}\nunit: article\nnature: treaty\n";
    let yaml = "provisions: [{number: 12}, {number: 12 bis, paragraphs: [1, 1 bis, 2]}, {number: 13}]";
    let (instrument, problems) = read(&format!("{head}{yaml}"));
    assert_eq!(problems, []);
    let written: Vec<_> = instrument.provisions().iter().map(|provision| provision.locator.to_string()).collect();
    assert_eq!(written, ["12", "12bis", "12bis(1)", "12bis(1bis)", "12bis(2)", "13"]);
}

#[test]
fn unknown_keys_are_refused() {
    let value = serde_json::json!({
        "id": "test", "titles": {"en": "Test"}, "unit": "article", "nature": "treaty",
        "provisions": [{"number": 1, "paragraph": [1]}],
    });
    let error = serde_json::from_value::<RawInstrument>(value).unwrap_err();
    assert!(error.to_string().contains("unknown field `paragraph`"), "{error}");
}

#[test]
fn huge_registries_are_refused_in_time() {
    let found = problems("provisions: [{number: 1, paragraphs: {1-9999: {a-zz: {i-mmm: []}}}}]");
    assert_eq!(found.len(), 1);
}

#[test]
fn the_schema_describes_every_field() {
    let schema = schemars::schema_for!(RawInstrument);
    let json = serde_json::to_value(&schema).unwrap();
    for (_, property) in json["properties"].as_object().unwrap() {
        assert!(property.get("description").is_some(), "{property}");
    }
    assert_eq!(json["additionalProperties"], false);
}
