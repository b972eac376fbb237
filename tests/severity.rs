//! How much a finding weighs: in the book, in a folder, in one file, and what a text allows itself.

mod support;

use clausebook::compile::compile;
use clausebook::diag::{Grade, Severity};
use clausebook::files::MemoryFiles;

use support::{A, B, alpha_with, book, book_toml, clause, expect, only};

/// Both clauses have a typed mark, on line 8.
fn two_typed_marks() -> MemoryFiles {
    let body = "1. A State should:\n   (a) act.\n";
    book().with(A, clause("alpha", "Alpha", body)).with(B, clause("beta", "Beta", body))
}

fn settings(extra: &str) -> MemoryFiles {
    two_typed_marks().with("book.toml", book_toml(extra))
}

#[test]
fn the_book_sets_the_weight_of_a_rule() {
    let compiled = compile(&settings("[output.clausebook.rules]\ntyped-mark = \"error\"\n"));
    assert_eq!(compiled.count(Severity::Error), 2);
    expect(&settings("[output.clausebook.rules]\ntyped-mark = \"off\"\n"), &[]);
}

#[test]
fn a_file_and_a_folder_set_it_for_themselves() {
    expect(&settings("[output.clausebook.folders.\"b.md\".rules]\ntyped-mark = \"off\"\n"), &["typed-mark a.md:8:4"]);
    let files = settings("[output.clausebook.folders.\"x/\".rules]\ntyped-mark = \"off\"\n")
        .with("guidelines/x/c.md", clause("gamma", "Gamma", "1. A State should:\n   (a) act.\n"))
        .with("guidelines/SUMMARY.md", format!("{}- [Gamma](x/c.md)\n", support::SUMMARY));
    expect(&files, &["typed-mark a.md:8:4", "typed-mark b.md:8:4"]);
}

#[test]
fn a_folder_that_is_not_there_and_a_rule_that_is_not_are_found() {
    let compiled = expect(
        &book().with("book.toml", book_toml("[output.clausebook.folders.\"a.mdd\".rules]\ntyped-marks = \"off\"\n")),
        &["invalid-value book.toml:11:28", "unknown-key book.toml:12:1"],
    );
    assert_eq!(only(&compiled, "invalid-value").help.as_deref(), Some("did you mean `guidelines/a.md`?"));
    assert_eq!(only(&compiled, "unknown-key").help.as_deref(), Some("did you mean `typed-mark`?"));
}

#[test]
fn a_text_allows_itself_what_it_gives_a_reason_for() {
    let body = "1. A State should:\n   (a) act.\n   (b) wait.\n";
    let allowed = |line: &str| format!("---\nid: alpha\ntitle: Alpha\nstatus: draft\nallow: {{{line}}}\n---\n\n{body}");
    expect(&book().with(A, allowed("typed-mark: as in the form")), &[]);
    expect(&book().with(A, allowed("typed-mark: \"\"")), &["invalid-value a.md:5:21"]);
    expect(&book().with(A, allowed("typed-marks: as in the form")), &["unknown-key a.md:5:9", "typed-mark a.md:9:4"]);
}

#[test]
fn a_whole_yaml_clause_and_a_translation_allow_themselves_too() {
    let yaml =
        "id: alpha\ntitle: Alpha\nallow:\n  typed-mark: as in the form\ntext: |\n  1. A State should:\n     (a) act.\n";
    let mut files = book()
        .with("guidelines/SUMMARY.md", "# Summary\n\n- [Alpha](a.yaml)\n- [Beta](b.md)\n")
        .with("guidelines/a.yaml", yaml);
    files.remove(A);
    expect(&files, &[]);
    let french =
        "---\ntitle: Bêta\nallow:\n  stale-translation: to be done before the session\n---\n\n1. Un État répond.\n";
    let settings = book_toml("languages = [\"fr\"]\n[output.clausebook.rules]\nmissing-translation = \"off\"\n");
    expect(&book().with("book.toml", settings).with("guidelines/b.fr.md", french), &[]);
}

#[test]
fn leave_that_nobody_needs_is_found_and_can_be_taken_away() {
    let mended = |lines: &str| {
        let compiled = expect(&book().with(A, alpha_with(lines)), &["unused-allow a.md:6:3"]);
        let fix = only(&compiled, "unused-allow").fix.clone().expect("the line can be removed");
        assert_eq!(fix.grade, Grade::Safe);
        let text = alpha_with(lines);
        let edit = &fix.edits[0];
        assert_eq!(&text[edit.span.range()], edit.old);
        format!("{}{}{}", &text[..edit.span.start as usize], edit.new, &text[edit.span.end as usize..])
    };
    let without = "---\nid: alpha\ntitle: Alpha\nstatus: draft\n---\n\n1. A State should act.\n";
    assert_eq!(mended("allow:\n  typed-mark: \"as in the form\""), without);
    let two = "---\nid: alpha\ntitle: Alpha\nstatus: draft\nallow:\n  typed-mark: one\n  number-gap: two\n---\n\n1. A State should:\n   (a) act.\n";
    let compiled = expect(&book().with(A, two), &["unused-allow a.md:7:3"]);
    assert_eq!(only(&compiled, "unused-allow").fix.as_ref().unwrap().edits[0].old, "  number-gap: two\n");
    let off = book_toml("[output.clausebook.rules]\ntyped-mark = \"off\"\n");
    let needless = two.replace("  number-gap: two\n", "");
    expect(&book().with("book.toml", off).with(A, needless), &["unused-allow a.md:6:3"]);
    let flow = expect(&book().with(A, alpha_with("allow: {typed-mark: one}")), &["unused-allow a.md:5:9"]);
    assert!(only(&flow, "unused-allow").fix.is_none(), "a line that holds more is not touched");
}

/// One side of the text would be taken in silence, so nothing sets the finding aside.
#[test]
fn a_rule_that_guards_the_text_is_an_error_in_every_book() {
    let merged = alpha_with("force: optional").replace("1. A", "<<<<<<< HEAD\n1. A")
        + "=======\n1. A State may act.\n>>>>>>> b\n";
    let found = "conflict-markers a.md:8:1";
    expect(&book().with(A, merged.as_str()), &[found]);
    for level in ["off", "note", "warning"] {
        let settings = format!("[output.clausebook.rules]\nconflict-markers = \"{level}\"\n");
        let compiled = expect(
            &book().with(A, merged.as_str()).with("book.toml", book_toml(&settings)),
            &["invalid-value book.toml:12:1", found],
        );
        assert_eq!(compiled.count(Severity::Error), 2);
        assert_eq!(only(&compiled, "invalid-value").message, "`conflict-markers` is an error in every book");
    }
    let error = "[output.clausebook.rules]\nconflict-markers = \"error\"\n";
    expect(&book().with(A, merged.as_str()).with("book.toml", book_toml(error)), &[found]);
    let folder = "[output.clausebook.folders.\"a.md\".rules]\nconflict-markers = \"off\"\n";
    expect(
        &book().with(A, merged.as_str()).with("book.toml", book_toml(folder)),
        &["invalid-value book.toml:12:1", found],
    );
    let off = "[output.clausebook.rules]\nconflict-markers = \"off\"\nyaml-syntax = \"off\"\nnot-utf8 = \"off\"\n";
    expect(
        &book().with("book.toml", book_toml(off)),
        &["invalid-value book.toml:12:1", "invalid-value book.toml:13:1", "invalid-value book.toml:14:1"],
    );
    let compiled = expect(&book().with(A, alpha_with("allow: {not-utf8: old file}")), &["invalid-value a.md:5:9"]);
    assert_eq!(only(&compiled, "invalid-value").message, "no text can allow itself `not-utf8`");
}
