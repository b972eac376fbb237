//! `clausebook fix`: what has one right answer is mended, to a fixed point, and nothing else is touched.

mod support;

use std::collections::BTreeSet;

use clausebook::diag::{Diagnostic, Grade};
use clausebook::edit::fix::{self, Fixed};
use clausebook::files::{Files, MemoryFiles};
use clausebook::rules;

use support::{A, DiskBook, alpha, alpha_with, book, examples};

fn safe(finding: &Diagnostic) -> bool {
    finding.fix.as_ref().is_some_and(|fix| fix.grade == Grade::Safe)
}

fn fixed(files: &MemoryFiles) -> Fixed {
    fix::run(files.clone(), safe).expect("memory can be read")
}

/// The text of the clause `alpha` after fixing the book with it.
fn mended(text: &str) -> String {
    let changed = fixed(&book().with(A, text)).changed;
    assert_eq!(changed.len(), 1, "{changed:?}");
    assert_eq!((changed[0].path.as_str(), changed[0].old.as_slice()), (A, text.as_bytes()));
    changed[0].new.clone()
}

#[test]
fn a_safe_fix_makes_the_wrong_example_into_the_right_one() {
    let mut with_fix = BTreeSet::new();
    for rule in rules::all() {
        let (wrong, _) = examples::book(rule.wrong);
        let (right, _) = examples::book(rule.right);
        let fixed = fixed(&wrong);
        for file in &fixed.changed {
            with_fix.insert(rule.name);
            let expected = right.read(&file.path).expect("the right example has the same files");
            assert_eq!(file.new, String::from_utf8_lossy(&expected), "{}", rule.name);
        }
        if with_fix.contains(rule.name) {
            assert!(fixed.compiled.findings.is_empty(), "{}: {:?}", rule.name, fixed.compiled.findings);
            assert!(fixed.applied.iter().all(|applied| applied.rule == rule.name), "{:?}", fixed.applied);
        }
    }
    let expected = [
        "ambiguous-scalar",
        "control-character",
        "invalid-citation",
        "look-alike-letter",
        "title-differs",
        "unquoted-number",
        "unused-allow",
    ];
    assert_eq!(with_fix.into_iter().collect::<Vec<_>>(), expected);
}

#[test]
fn several_fixes_of_one_file_come_together_and_the_rest_stays() {
    let text = "---\nid: alpha\ntitle: Alpha   # the first letter\nstatus: draft\naddressees: [no, ch]\nimplements: ['conv:1.2.a', conv:2(1)]\n---\n\n1. As [](conv:1.1)\u{200b} and [that](conv:2.2) say.\n";
    let expected = "---\nid: alpha\ntitle: Alpha   # the first letter\nstatus: draft\naddressees: [\"no\", ch]\nimplements: ['conv:1(2)(a)', conv:2(1)]\n---\n\n1. As [](conv:1(1)) and [that](conv:2(2)) say.\n";
    assert_eq!(mended(text), expected);
}

#[test]
fn a_byte_order_mark_and_line_ends_stay() {
    let text = "\u{feff}---\r\nid: alpha\r\ntitle: Alpha\r\naddressees: [no]\r\n---\r\n\r\n1. A State should act.\r\n";
    assert_eq!(mended(text), text.replace("[no]", "[\"no\"]"));
}

#[test]
fn one_fix_may_bring_another_to_light() {
    // The title is a number; once it is text, the outline is seen to have another one.
    let files = book().with(A, alpha("1. Text.\n").replace("title: Alpha", "title: 1.10"));
    let fixed = fixed(&files);
    let changed: Vec<(&str, bool)> =
        fixed.changed.iter().map(|file| (file.path.as_str(), file.new.contains("1.10"))).collect();
    assert_eq!(changed, [("guidelines/SUMMARY.md", true), (A, true)]);
    assert!(fixed.changed[0].new.contains("- [1.10](a.md)\n- [Beta](b.md)\n"));
    assert!(fixed.compiled.findings.is_empty(), "{:?}", fixed.compiled.findings);
}

#[test]
fn a_title_with_marks_is_escaped_in_the_outline() {
    let files = book().with(A, alpha("1. Text.\n").replace("title: Alpha", "title: \"A [first] *letter*\""));
    let fixed = fixed(&files);
    assert!(fixed.changed[0].new.contains("- [A \\[first\\] \\*letter\\*](a.md)"), "{}", fixed.changed[0].new);
    assert!(fixed.compiled.findings.is_empty(), "{:?}", fixed.compiled.findings);
}

#[test]
fn what_a_person_must_decide_is_left() {
    let suggestions = [
        alpha("1. As [](clause:betta) says.\n"),
        alpha("1. As [](conv:2(3)) says.\n"),
        alpha("1. A State [may]{by=x} act.\n"),
        alpha_with("implemnts: []"),
    ];
    for text in suggestions {
        assert_eq!(fixed(&book().with(A, text)).changed, [], "a suggestion is not applied");
    }
}

#[test]
fn a_fix_that_brings_more_than_it_mends_is_taken_back() {
    // Spelt right, the first would stand twice in the list; the second can be mended.
    let text = alpha_with("implements: [conv:1.1, conv:2.1, conv:1(1)]");
    assert_eq!(mended(&text), text.replace("conv:2.1", "conv:2(1)"));
}

#[test]
fn a_folded_text_is_not_written_to_where_the_place_is_not_exact() {
    let yaml = "id: alpha\ntitle: Alpha\ntext: \"1. As [](conv:1.1) and\\n   [](conv:2.2) say.\\n\"\n";
    let mut files = book()
        .with("guidelines/SUMMARY.md", "# Summary\n\n- [Alpha](a.yaml)\n- [Beta](b.md)\n")
        .with("guidelines/a.yaml", yaml);
    files.remove(A);
    for file in fixed(&files).changed {
        assert!(
            [yaml.replace("1.1)", "1(1))"), yaml.replace("1.1)", "1(1))").replace("2.2)", "2(2))")].contains(&file.new),
            "{}",
            file.new
        );
    }
}

#[test]
fn the_command_writes_shows_and_chooses() {
    let disk = DiskBook::new();
    let text = alpha_with("addressees: [no]").replace("title: Alpha", "title: 1.10");
    disk.write(A, &text);
    let dry = disk.run(&["fix", "--dry-run", "--color", "never"]);
    let diff = &dry.out;
    assert!(diff.contains("--- a/guidelines/a.md\n+++ b/guidelines/a.md\n"), "{diff}");
    assert!(diff.contains("-addressees: [no]\n+addressees: [\"no\"]\n"), "{diff}");
    assert_eq!(support::read(&disk.path(A)), text, "a dry run writes nothing");
    let one = disk.run(&["fix", "--rule", "ambiguous-scalar"]);
    assert_eq!(one.code, 1, "the number is still there");
    assert_eq!(support::read(&disk.path(A)), text.replace("[no]", "[\"no\"]"));
    let all = disk.run(&["fix"]);
    assert_eq!(all.code, 0, "{}", all.err);
    assert_eq!(
        all.err,
        "guidelines/a.md:3: quote it (unquoted-number)\nguidelines/SUMMARY.md:3: give the outline the clause's title (title-differs)\nmended 2 findings in 2 files\n2 clauses, no findings\n"
    );
    let again = disk.run(&["fix"]);
    assert!(again.err.starts_with("nothing can be mended without a person's decision\n"));
    let unknown = disk.run(&["fix", "--rule", "ambigous-scalar"]);
    assert_eq!(unknown.code, 2);
    assert!(unknown.err.contains("did you mean `ambiguous-scalar`?"));
}
