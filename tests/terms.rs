//! Defined terms: what is found, where exactly, and what is left alone.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use clausebook::compile::compile;
use clausebook::diag::Grade;
use clausebook::files::MemoryFiles;

const TERMS: &str = "\
terms:
  - id: confiscation
    term: confiscation
    definition: Permanent deprivation of property; some laws speak of forfeiture.
    forms: {en: [confiscate], fr: confiscation, zh: 没收}
    discouraged:
      - {use: forfeiture, instead: confiscation, reason: one name for one thing}
      - {use: saisie définitive, instead: confiscation, language: fr}
      - {use: 充公, instead: 没收, language: zh}
  - id: asset-forfeiture-fund
    term: asset forfeiture fund
    definition: A fund that some States keep.
  - id: requested-state
    term: requested State
    definition: The State to which a request is made.
";

/// A text that uses all terms rightly.
const USES: &str = "1. An asset forfeiture fund may follow [confiscation](term:confiscation) in the requested State.\n";

fn book(body: &str) -> MemoryFiles {
    let registry =
        support::REGISTRY.replace("titles: {en: Convention on Tests}", "titles: {en: Convention on Forfeiture}");
    support::book()
        .with("guidelines/terms.yaml", TERMS)
        .with(support::A, support::alpha(body))
        .with(support::B, support::clause("beta", "Beta", USES))
        .with("guidelines/instruments/conv.yaml", registry)
}

/// The findings as `rule: typed`.
fn found(files: &MemoryFiles) -> Vec<String> {
    let compiled = compile(files);
    let findings = compiled.findings.iter();
    findings.map(|f| format!("{}: {}", f.rule.name, compiled.book.sources.text(f.span))).collect()
}

#[test]
fn discouraged_words_are_found_whole_and_in_any_case() {
    for (body, place) in [
        ("1. The forfeiture of property.\n", "forfeiture"),
        ("1. Property.\n2. FORFEITURE ends it.\n", "FORFEITURE"),
        ("1. Pro*perty* and *forfeiture*.\n", "forfeiture"),
        ("1. A [forfeiture] of property.\n", "forfeiture"),
        ("1. A forfeiture-related cost.\n", "forfeiture"),
        ("1. Act.\n\n## Model provision\n\n1. The court may order forfeiture.\n", "forfeiture"),
        ("1. Act.\n\n## Commentary\n\n| Forfeiture | Return |\n|---|---|\n| a | b |\n", "Forfeiture"),
    ] {
        assert_eq!(found(&book(body)), [format!("discouraged-term: {place}")], "{body}");
    }
}

#[test]
fn what_only_looks_discouraged_is_left_alone() {
    for body in [
        "1. Forfeitures and unforfeiture are other words, and so is for[feiture].\n",
        "1. The word “forfeiture”, \"forfeiture\" and «forfeiture» is quoted, `forfeiture` is code.\n",
        "1. An asset forfeiture fund is a term, and so are asset\nforfeiture funds: an *asset* forfeiture fund.\n",
        "1. The Convention on Forfeiture has a name.\n",
        "1. See [the law](https://example.org/forfeiture).\n\n> Forfeiture is quoted.\n",
        "1. A note.[^forfeiture]\n\n[^forfeiture]: Text.\n",
    ] {
        assert_eq!(found(&book(body)), Vec::<String>::new(), "{body}");
    }
}

#[test]
fn a_discouraged_word_is_replaced_with_its_capital_and_shown_where_it_is_listed() {
    let compiled = compile(&book("1. Forfeiture ends it.\n"));
    let finding = support::only(&compiled, "discouraged-term");
    let fix = finding.fix.as_ref().unwrap();
    assert_eq!(fix.grade, Grade::Suggestion);
    assert_eq!((&*fix.edits[0].old, &*fix.edits[0].new), ("Forfeiture", "Confiscation"));
    assert_eq!(finding.note.as_deref(), Some("one name for one thing"));
    assert_eq!(support::place(&compiled, finding.labels[0].span), "guidelines/terms.yaml:7:15");
}

#[test]
fn titles_are_texts_too() {
    let files =
        book("1. Act.\n").with(support::A, support::clause("alpha", "\"Forfeiture at home\"", "1. Act.\n")).with(
            "guidelines/SUMMARY.md",
            "# Summary\n\n# On forfeiture\n\n- [Forfeiture at home](a.md)\n- [Beta](b.md)\n",
        );
    let compiled = compile(&files);
    let places: Vec<String> = support::findings(&compiled);
    assert_eq!(places.len(), 2, "{places:?}");
    assert_eq!(places[0], "discouraged-term SUMMARY.md:3:6");
    assert_eq!(places[1], "discouraged-term a.md:3:9");
}

#[test]
fn a_translation_is_held_to_the_words_of_its_language() {
    let files = book("1. Act.\n")
        .with("book.toml", support::book_toml("languages = [\"fr\", \"zh\"]\n[output.clausebook.rules]\nmissing-translation = \"off\"\nstale-translation = \"off\"\n"))
        .with("guidelines/a.fr.md", "---\ntitle: Alpha\n---\n\n1. La saisie définitive, la forfeiture.\n")
        .with("guidelines/a.zh.md", "---\ntitle: 甲\n---\n\n1. 财产的充公。\n");
    assert_eq!(found(&files), ["discouraged-term: saisie définitive", "discouraged-term: 充公"]);
}

#[test]
fn a_term_is_used_by_a_link_a_pointer_or_its_words() {
    let unused = "unused-term: requested-state";
    let with = |body: &str| {
        found(&book(body).with(
            support::B,
            support::clause("beta", "Beta", "1. An asset forfeiture fund.\n2. They confiscated it.\n"),
        ))
    };
    assert_eq!(with("1. A State that is requested should act.\n"), [unused]);
    assert_eq!(with("1. A requested\nState should act.\n"), Vec::<String>::new());
    assert_eq!(with("1. Requested States should act.\n"), Vec::<String>::new(), "any inflection counts");
    assert_eq!(with("1. It should [act](term:requested-state).\n"), Vec::<String>::new());
    let files = book("1. Act.\n")
        .with(
            support::A,
            "---\nid: alpha\ntitle: Alpha\nstatus: draft\nsee-also: [\"term:requested-state\"]\n---\n\n1. Act.\n",
        )
        .with(support::B, support::clause("beta", "Beta", "1. An asset forfeiture fund.\n2. They confiscated it.\n"));
    assert_eq!(found(&files), Vec::<String>::new());
}

#[test]
fn the_first_use_has_the_link() {
    let link = "[requested State](term:requested-state)";
    let late = "late-term-link: requested State";
    assert_eq!(found(&book(&format!("1. The requested State may ask.\n2. The {link} acts.\n"))), [late]);
    assert_eq!(found(&book(&format!("1. A requested State of a {link}.\n"))), [late]);
    for right in [
        format!("1. The {link} acts.\n2. The requested State answers.\n"),
        format!("1. “The requested State” is quoted. The {link} acts.\n"),
        format!("1. See [what the requested State does](clause:beta). The {link} acts.\n"),
        format!("1. The State requested first. The {link} acts.\n"),
        format!("1. Act.\n\n## Commentary\n\nThe requested State, that is the {link}.\n"),
        "1. To confiscate and confiscation of property, that is [confiscation](term:confiscation).\n".to_owned(),
    ] {
        assert_eq!(found(&book(&right)), Vec::<String>::new(), "{right}");
    }
}

#[test]
fn one_word_is_one_term() {
    let files = book("1. Act.\n").with(
        "guidelines/terms.yaml",
        format!(
            "{TERMS}  - id: fund\n    term: fund\n    definition: Money.\n    forms: {{en: [Confiscate], fr: fonds}}\n"
        ),
    );
    assert_eq!(found(&files), ["ambiguous-term: Confiscate"]);
    let files = book("1. Act.\n").with(
        "guidelines/terms.yaml",
        format!("{TERMS}    discouraged: [{{use: asset forfeiture fund, instead: fund}}]\n"),
    );
    assert_eq!(found(&files), ["ambiguous-term: asset forfeiture fund"]);
    let files = book("1. Act.\n").with(
        "guidelines/terms.yaml",
        format!("{TERMS}    forms: {{fr: [confiscate], en: [requested State, requested States]}}\n"),
    );
    assert_eq!(found(&files), Vec::<String>::new(), "another language, and the term itself once more");
}
