//! The guideline document of this repository: no findings at all, its measure, its language, and no two clauses alike.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::HashMap;
use std::path::Path;
use std::sync::LazyLock;

use clausebook::compile::{Compiled, compile};
use clausebook::files::DiskFiles;
use clausebook::model::body::Section;
use clausebook::model::book::TextId;
use clausebook::model::clause::{Clause, Force, Status};
use clausebook::model::instrument::Obligation;
use clausebook::render::plain::PlainWriter;

static BOOK: LazyLock<Compiled> = LazyLock::new(|| compile(&DiskFiles::new(Path::new(".")).unwrap()));

/// The words of a section, with those that links print.
fn words(clause: usize, key: &str) -> Vec<String> {
    let id = TextId::Clause(clausebook::model::book::ClauseId(clause as u32));
    let section = BOOK.book.clauses[clause].body.section(key);
    let writer = PlainWriter::new(&BOOK.book, &BOOK.resolved, id);
    let text = section.map_or_else(String::new, |section| writer.section(section));
    text.split(|character: char| !character.is_alphanumeric() && character != '\'')
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect()
}

fn clauses() -> impl Iterator<Item = (usize, &'static Clause)> {
    BOOK.book.clauses.iter().map(|clause| &**clause).enumerate()
}

#[test]
fn there_is_nothing_to_say_against_it() {
    let messages: Vec<&String> = BOOK.findings.iter().map(|finding| &finding.message).collect();
    assert!(messages.is_empty(), "{messages:?}");
    let (covered, required) = BOOK.resolved.concordance.tally();
    assert_eq!(covered, required);
    assert!(required > 100, "chapter V, the articles around it and the ten GFAR principles are required");
}

#[test]
fn every_clause_has_its_measure() {
    let mut wrong = Vec::new();
    for (at, clause) in clauses() {
        let paragraphs = clause.body.paragraphs.iter().filter(|path| !path.0.contains('.')).count();
        if !(2..=7).contains(&paragraphs) {
            wrong.push(format!("{}: {paragraphs} paragraphs", clause.id.value));
        }
        let commentary = words(at, "commentary").len();
        if !(120..=350).contains(&commentary) {
            wrong.push(format!("{}: a commentary of {commentary} words", clause.id.value));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!((80..=120).contains(&BOOK.book.clauses.len()));
}

#[test]
fn the_text_does_not_bind() {
    let binding = ["shall", "must", "obliged", "compelled"];
    let mut wrong = Vec::new();
    for (at, clause) in clauses() {
        let words = words(at, "text");
        for pair in words.windows(2) {
            // "a statement that a party was compelled to make" is about the party.
            let speaks_of_duty = binding[..2].contains(&pair[0].as_str()) || (pair[0] == "is" && pair[1] == "required");
            if speaks_of_duty {
                wrong.push(format!("{}: {}", clause.id.value, pair.join(" ")));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// `force: required` restates a duty: every provision implemented must be a duty, at least in part.
#[test]
fn no_clause_is_stronger_than_what_it_implements() {
    let mut wrong = Vec::new();
    for (at, clause) in clauses().filter(|(_, clause)| clause.force == Some(Force::Required)) {
        for bound in BOOK.resolved.clauses[at].implements.iter().flatten() {
            let instrument = BOOK.book.instrument(bound.instrument);
            for provision in bound.targets.iter().flat_map(|target| target.slice.clone()) {
                let provision = &instrument.provisions()[provision as usize];
                let duty =
                    provision.obligations.iter().all(|o| matches!(o, Obligation::Mandatory | Obligation::Qualified));
                if provision.obligations.is_empty() || !duty {
                    wrong.push(format!("{}: {}:{}", clause.id.value, instrument.id, provision.locator));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn open_points_and_status_agree() {
    for (_, clause) in clauses() {
        let open = clause.body.brackets.iter().any(|bracket| bracket.open);
        assert_eq!(open, clause.status == Status::UnderNegotiation, "{}", clause.id.value);
    }
    let negotiated = clauses().filter(|(_, clause)| clause.status == Status::UnderNegotiation).count();
    assert!(negotiated >= 10, "{negotiated} clauses show open points");
}

#[test]
fn no_two_clauses_share_twelve_words() {
    let mut seen: HashMap<Vec<String>, usize> = HashMap::new();
    let mut shared = Vec::new();
    for (at, clause) in clauses() {
        let keys: Vec<&str> = clause.body.sections.iter().map(|section: &Section| &*section.key).collect();
        for key in keys.into_iter().filter(|key| *key != "model-provision") {
            let words = words(at, key);
            for run in words.windows(12) {
                // What links print ("article 57, paragraph 3 (a), of the Convention and article …") is no drafting.
                let printed = run.iter().filter(|word| is_citation_word(word)).count();
                if printed >= 6 {
                    continue;
                }
                let first = *seen.entry(run.to_vec()).or_insert(at);
                if first != at {
                    let other = &BOOK.book.clauses[first].id.value;
                    shared.push(format!("{} and {other}: {}", clause.id.value, run.join(" ")));
                }
            }
        }
    }
    assert!(shared.is_empty(), "{}", shared.join("\n"));
}

fn is_citation_word(word: &str) -> bool {
    word.len() == 1
        || word.bytes().all(|byte| byte.is_ascii_digit())
        || ["article", "articles", "paragraph", "paragraphs", "convention", "guideline", "of", "the", "and"]
            .contains(&word)
}

#[test]
fn every_gfar_principle_is_implemented() {
    let id = BOOK.book.find_instrument("gfar-2017").unwrap();
    let uses = BOOK.resolved.concordance.of(id);
    for (at, uses) in uses.provisions.iter().enumerate() {
        let implemented = uses.iter().any(|used| used.relation.key() == "implements");
        assert!(implemented, "principle {}", at + 1);
    }
}

#[test]
fn translations_are_whole_where_they_are_promised() {
    let mut missing = Vec::new();
    for (at, clause) in clauses() {
        let path = &BOOK.book.sources.get(clause.file).path;
        if path.contains("/direct-recovery/") || path.contains("/return/") {
            let id = TextId::Clause(clausebook::model::book::ClauseId(at as u32));
            for language in BOOK.book.other_languages() {
                if BOOK.resolved.index.translation(id, language).is_none() {
                    missing.push(format!("{} in {language}", clause.id.value));
                }
            }
        }
    }
    assert!(missing.is_empty(), "{}", missing.join("\n"));
    for (_, entry) in BOOK.book.outline.iter() {
        for language in BOOK.book.other_languages() {
            assert!(entry.titles.contains_key(&language), "`{}` has no title in {language}", entry.title);
        }
    }
    assert!(BOOK.book.terms.len() >= 40);
}
