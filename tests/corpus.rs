//! The corpus: each file of `tests/corpus/wrong` gives exactly the findings that it expects, at the places that it marks;
//! no file of `tests/corpus/right` gives any. tests/corpus/README.md says how the files are written.

mod support;

use std::collections::BTreeSet;

use clausebook::diag::Diagnostic;
use clausebook::rules;
use rayon::prelude::*;

use support::corpus::{Case, Expected, cases};
use support::examples;

/// What differs from what the file expects, or nothing.
fn differs(case: &Case) -> Option<String> {
    let (files, places) = examples::book(&case.example);
    let (compiled, findings) = examples::findings(&files);
    let mut expected: Vec<(String, &Expected)> = places
        .iter()
        .zip(&case.expected)
        .map(|((path, start, end), expected)| (format!("{} {path}:{start}-{end}", expected.rule), expected))
        .collect();
    expected.sort_by(|a, b| a.0.cmp(&b.0));
    let mut found: Vec<(String, &Diagnostic)> =
        findings.iter().map(|finding| (examples::said(&compiled, finding), finding)).collect();
    found.sort_by(|a, b| a.0.cmp(&b.0));
    let same = found.len() == case.expected.len()
        && places.len() == case.expected.len()
        && found.iter().zip(&expected).all(|((found, finding), (wanted, expected))| {
            let help = finding.help.as_deref().unwrap_or("");
            found == wanted
                && expected.message.iter().all(|words| finding.message.contains(words))
                && expected.help.iter().all(|words| help.contains(words))
        });
    if same {
        return None;
    }
    let shown = |finding: &Diagnostic| {
        let source = compiled.book.sources.get(finding.span.file);
        let position = source.position(finding.span.start as usize);
        let text: String = source.text.get(finding.span.range()).unwrap_or("?").chars().take(60).collect();
        let help = finding.help.as_deref().unwrap_or("");
        format!("\n    {}:{} ⟪{text}⟫ {} / {help}", position.line, position.column, finding.message)
    };
    let wanted: Vec<&String> = expected.iter().map(|(wanted, _)| wanted).collect();
    let found: Vec<String> = found.iter().map(|(found, finding)| format!("\n  {found}{}", shown(finding))).collect();
    Some(format!("{}: expected {wanted:?} at {} marks, found{}", case.name, places.len(), found.concat()))
}

fn all_as_expected(cases: &[Case]) {
    let wrong: Vec<String> = cases.par_iter().filter_map(differs).collect();
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), cases.len(), wrong.join("\n"));
}

#[test]
fn a_fault_gives_exactly_its_finding() {
    all_as_expected(&cases("wrong"));
}

#[test]
fn what_is_right_gives_none() {
    let cases = cases("right");
    assert!(cases.iter().all(|case| case.expected.is_empty()), "a right file expects nothing");
    all_as_expected(&cases);
}

#[test]
fn every_rule_has_a_fault_and_every_fault_lies_with_its_family() {
    let cases = cases("wrong");
    let mut seen = BTreeSet::new();
    for case in &cases {
        let first = case.expected.first().unwrap_or_else(|| panic!("{} expects nothing", case.name));
        let rule = rules::find(&first.rule).unwrap_or_else(|| panic!("{}: there is no rule {}", case.name, first.rule));
        let folder = case.name.split('/').next().unwrap_or("");
        assert_eq!(folder, rule.family.name(), "{} lies in the wrong folder", case.name);
        assert!(case.says.ends_with('.'), "{} does not say what was done", case.name);
        seen.extend(case.expected.iter().map(|expected| expected.rule.clone()));
    }
    let missing: Vec<&str> = rules::all().map(|rule| rule.name).filter(|name| !seen.contains(*name)).collect();
    assert!(missing.is_empty(), "no file has a fault of {missing:?}");
}
