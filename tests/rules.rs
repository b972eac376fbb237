//! The examples of every rule are run: the wrong one gives exactly its finding at exactly its place, the mended one gives
//! none, and a fix that is safe makes the one into the other; docs/rules.md says what the program says.

mod support;

use clausebook::cli::rules_page;
use clausebook::edit::new_book;
use clausebook::files::MemoryFiles;
use clausebook::rules;

use support::examples;

#[test]
fn the_book_that_examples_change_has_no_findings() {
    let mut files = MemoryFiles::new();
    for (path, text) in new_book::FILES {
        files.insert(path, text);
    }
    support::expect(&files, &[]);
}

#[test]
fn the_wrong_example_gives_its_finding_at_its_place_and_no_other() {
    let mut wrong = Vec::new();
    for rule in rules::all() {
        let (files, places) = examples::book(rule.wrong);
        let [(path, start, end)] = places.as_slice() else {
            wrong.push(format!("{}: the example must mark one place", rule.name));
            continue;
        };
        let expected = format!("{} {path}:{start}-{end}", rule.name);
        let (compiled, findings) = examples::findings(&files);
        let found: Vec<String> = findings.iter().map(|finding| examples::said(&compiled, finding)).collect();
        if found != [expected.as_str()] {
            let messages: Vec<&String> = findings.iter().map(|finding| &finding.message).collect();
            wrong.push(format!("expected {expected}, found {found:?}: {messages:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_right_example_gives_none() {
    let mut wrong = Vec::new();
    for rule in rules::all() {
        let (files, _) = examples::book(rule.right);
        let (compiled, findings) = examples::findings(&files);
        let found: Vec<String> = findings.iter().map(|finding| examples::said(&compiled, finding)).collect();
        if !found.is_empty() {
            let messages: Vec<&String> = findings.iter().map(|finding| &finding.message).collect();
            wrong.push(format!("{}: {found:?}: {messages:?}", rule.name));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_finding_says_how_to_mend_it() {
    for rule in rules::all() {
        let (files, _) = examples::book(rule.wrong);
        for finding in examples::findings(&files).1 {
            let told = finding.help.is_some()
                || [
                    "book-schema",
                    "not-utf8",
                    "unreadable-file",
                    "invalid-registry",
                    "invalid-schema",
                    "missing-translation",
                ]
                .contains(&finding.rule.name);
            assert!(told, "{}: {}", rule.name, finding.message);
            assert!(!finding.message.contains('\n') && !finding.message.ends_with('.'), "{}", finding.message);
        }
    }
}

/// Run with `CLAUSEBOOK_UPDATE=1` to write the page anew after a rule was changed.
#[test]
fn the_page_of_rules_is_up_to_date() {
    let path = support::repository().join("docs/rules.md");
    let page = rules_page::markdown();
    if std::env::var_os("CLAUSEBOOK_UPDATE").is_some() {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, &page).unwrap();
    }
    assert!(support::read(&path) == page, "run the tests once with CLAUSEBOOK_UPDATE=1");
    for rule in rules::all() {
        assert!(page.contains(&format!("\n### {}\n", rule.name)), "{}", rule.name);
    }
}
