//! Editions in the ledger, and ids that are lost or given again.

mod support;

use clausebook::compile::compile;
use clausebook::edit::release::{ReleaseError, plan};

use support::{A, B, DiskBook, book, clause, expect, only};

const LEDGER: &str = "guidelines/ledger.yaml";

/// A ledger with one edition for each list of `id` or `id withdrawn`; the ids of the first edition stand on lines 5, 6 ….
fn ledger(editions: &[&[&str]]) -> String {
    let mut text = "editions:\n".to_owned();
    for (at, clauses) in editions.iter().enumerate() {
        text.push_str(&format!("  - name: Edition {}\n    date: 2026-0{}-01\n    clauses:\n", at + 1, at + 1));
        for clause in *clauses {
            let (id, withdrawn) = clause.split_once(' ').map_or((*clause, ""), |(id, _)| (id, ", withdrawn: true"));
            text.push_str(&format!(
                "      - {{id: {id}, number: \"1\", title: Title of {id}{withdrawn}, digest: \"0\"}}\n"
            ));
        }
    }
    text
}

#[test]
fn a_ledger_that_agrees_gives_nothing() {
    expect(&book().with(LEDGER, ledger(&[&["alpha"], &["alpha", "beta"]])), &[]);
    expect(&book().with(LEDGER, ledger(&[&["alpha", "gone withdrawn"], &["alpha"]])), &[]);
    let withdrawn = clause("gone", "Gone", "").replace("draft", "withdrawn");
    let kept = book()
        .with("guidelines/c.md", withdrawn)
        .with("guidelines/SUMMARY.md", format!("{}- [Gone](c.md)\n", support::SUMMARY))
        .with(LEDGER, ledger(&[&["gone"]]));
    expect(&kept, &[]);
}

#[test]
fn a_published_id_that_is_gone_is_found() {
    let compiled = expect(&book().with(LEDGER, ledger(&[&["alpha", "gone"]])), &["id-lost ledger.yaml:6:14"]);
    assert!(only(&compiled, "id-lost").help.as_deref().unwrap().contains("status: withdrawn"));
    let changed = book()
        .with(B, clause("beta", "Title of gone", "1. A State should answer.\n"))
        .with("guidelines/SUMMARY.md", "# Summary\n\n- [Alpha](a.md)\n- [Title of gone](b.md)\n");
    let compiled = expect(&changed.with(LEDGER, ledger(&[&["alpha", "gone"]])), &["id-lost ledger.yaml:6:14"]);
    let help = only(&compiled, "id-lost").help.clone().unwrap();
    assert_eq!(help, "give the clause `beta` its id `gone` back: published ids are permanent");
}

#[test]
fn an_id_that_is_given_again_is_found() {
    expect(&book().with(LEDGER, ledger(&[&["alpha withdrawn"]])), &["id-reused a.md:2:5"]);
    expect(&book().with(LEDGER, ledger(&[&["alpha", "beta"], &["beta"]])), &["id-reused a.md:2:5"]);
    expect(&book().with(LEDGER, ledger(&[&["alpha", "beta"], &["beta"], &["alpha", "beta"]])), &[]);
}

#[test]
fn a_clause_that_cannot_be_read_is_not_reported_as_lost() {
    let files = book().with(A, "no front matter\n").with(LEDGER, ledger(&[&["alpha"]]));
    expect(&files, &["missing-front-matter a.md:1:1"]);
}

#[test]
fn a_ledger_with_slips_is_read_as_far_as_it_goes() {
    let files =
        book().with(LEDGER, "editions:\n  - name: First\n    date: 2026-02-30\n    clauses:\n      - {id: alpha}\n");
    let compiled = compile(&files);
    let found: Vec<&str> = compiled.findings.iter().map(|finding| finding.rule.name).collect();
    assert_eq!(found, ["invalid-value", "missing-key", "missing-key", "missing-key"]);
}

#[test]
fn an_edition_is_put_behind_those_before_it() {
    let first = plan(&compile(&book()), "First \"edition\"", Some("2026-11-24")).unwrap();
    assert_eq!((first.path.as_str(), first.old.as_deref(), first.clauses), (LEDGER, None, 2));
    let lines: Vec<&str> = first.new.lines().collect();
    assert_eq!(
        lines[1..5],
        ["editions:", "  - name: \"First \\\"edition\\\"\"", "    date: 2026-11-24", "    clauses:"]
    );
    assert!(lines[5].starts_with("      - {id: alpha, number: \"1\", title: \"Alpha\", digest: \""), "{}", lines[5]);
    let with_first = book().with(LEDGER, first.new.as_str());
    let compiled = expect(&with_first, &[]);
    let second = plan(&compiled, "Second", Some("2026-12-01")).unwrap();
    assert!(second.new.starts_with(&first.new), "what was published stays");
    expect(&book().with(LEDGER, second.new), &[]);
    let again = plan(&compiled, "First \"edition\"", Some("2026-12-01"));
    assert_eq!(again, Err(ReleaseError::Taken("First \"edition\"".to_owned(), "2026-11-24".to_owned())));
}

#[test]
fn what_cannot_be_published_is_refused() {
    let compiled = compile(&book());
    assert_eq!(plan(&compiled, "First", None), Err(ReleaseError::NoDate));
    for date in ["2026-02-30", "2026-2-3", "2026", "tomorrow"] {
        assert_eq!(plan(&compiled, "First", Some(date)), Err(ReleaseError::InvalidDate(date.to_owned())));
    }
    assert_eq!(plan(&compiled, " ", Some("2026-11-24")), Err(ReleaseError::InvalidName));
    let broken = compile(&support::with_body("1. As [](clause:nothing-like-it).\n"));
    assert_eq!(plan(&broken, "First", Some("2026-11-24")), Err(ReleaseError::Errors));
    let flow = compile(&book().with(LEDGER, "editions: []\n"));
    assert_eq!(plan(&flow, "First", Some("2026-11-24")), Err(ReleaseError::Form));
}

#[test]
fn the_command_writes_the_ledger() {
    let disk = DiskBook::new();
    let ran = disk.run(&["release", "First edition", "--date", "2026-11-24"]);
    assert_eq!(
        (ran.code, ran.err.as_str()),
        (0, "wrote \"First edition\" with 2 clauses into guidelines/ledger.yaml\n")
    );
    assert_eq!(disk.run(&["check", "--deny", "warnings"]).code, 0);
    assert_eq!(disk.run(&["release", "First edition", "--date", "2026-11-25"]).code, 2);
    assert_eq!(disk.run(&["release", "Second edition", "--date", "2026-11-25"]).code, 0);
    assert_eq!(support::read(&disk.path(LEDGER)).matches("  - name: ").count(), 2);
}
