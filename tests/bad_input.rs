//! Bad input is data: each bad file gives a finding of the right rule at the right place, the rest of the book is still
//! checked, the program ends with status 1 and writes nothing over what is there.

mod support;

use std::time::{Duration, Instant};

use clausebook::compile::compile;
use clausebook::files::MemoryFiles;

use support::{
    A, B, DiskBook, alpha, alpha_with, book, book_toml, clause, expect, findings, json_findings, only, place, snapshot,
    with_body,
};

/// The clause `beta` with a mistake of its own on line 7, column 10, which must be found whatever else is wrong.
const OTHER: &str = "unknown-provision b.md:7:10";

fn with_other(files: MemoryFiles) -> MemoryFiles {
    files.with(B, clause("beta", "Beta", "1. As in [](conv:9).\n"))
}

fn uncac() -> MemoryFiles {
    let registry = include_str!("../guidelines/instruments/uncac.yaml");
    book()
        .with("book.toml", book_toml("").replace("\"conv\"", "\"uncac\""))
        .with("guidelines/instruments/uncac.yaml", registry)
}

#[test]
fn everything_else_is_still_checked() {
    let huge = vec![b'x'; 50 * 1024 * 1024];
    let lists = format!("{}deep", "- ".repeat(10_000));
    let text = |bad: &str| alpha(format!("1. Text.\n\n{bad}\n"));
    let cases: Vec<(Vec<u8>, &[&str])> = vec![
        (b"1. No front matter.\n".to_vec(), &["missing-front-matter a.md:1:1", OTHER]),
        (alpha_with("implemnts: []").into(), &["unknown-key a.md:5:1", OTHER]),
        (alpha_with("status: agreed").into(), &["duplicate-key a.md:5:1", OTHER]),
        (alpha_with("\tforce: optional").into(), &["yaml-syntax a.md:5:1", OTHER]),
        (alpha_with("addressees:\n\t- all-states").into(), &["yaml-syntax a.md:6:1", OTHER]),
        (huge, &["file-too-large a.md:1:1", OTHER]),
        (text(&lists).into(), &["nested-too-deep a.md:9:65", OTHER]),
        (alpha("1. A\0B.\n").into(), &["control-character a.md:7:5", OTHER]),
        ([alpha("1. ").as_bytes(), b"\xff"].concat(), &["not-utf8 a.md:7:4", OTHER]),
        (alpha_with("force: [").into(), &["yaml-syntax", OTHER]),
    ];
    for (bytes, expected) in cases {
        let begun = Instant::now();
        let compiled = compile(&with_other(book().with(A, bytes)));
        let found = findings(&compiled);
        assert_eq!(found.len(), expected.len(), "{expected:?}: {found:?}");
        assert!(found[0].starts_with(expected[0]), "{expected:?}: {found:?}");
        assert_eq!(found[1], OTHER);
        assert!(begun.elapsed() < Duration::from_secs(10), "{expected:?}");
    }
}

#[test]
fn ten_thousand_brackets_are_found_and_quick() {
    let begun = Instant::now();
    for (text, count) in [("[".repeat(10_000), 10_000), ("]".repeat(10_000), 10_000)] {
        let compiled = compile(&with_other(with_body(format!("1. Text {text}\n"))));
        let found = findings(&compiled);
        assert_eq!(found.iter().filter(|finding| finding.starts_with("unbalanced-bracket a.md:7:")).count(), count);
        assert!(found.contains(&OTHER.to_owned()));
    }
    let balanced = format!("{}x{}", "[".repeat(10_000), "]".repeat(10_000));
    expect(&with_other(with_body(format!("1. Text {balanced}\n"))), &[OTHER]);
    assert!(begun.elapsed() < Duration::from_secs(20), "{:?}", begun.elapsed());
}

#[test]
fn an_id_used_twice_names_both_places() {
    let compiled = expect(&book().with(B, clause("alpha", "Beta", "1. Text.\n")), &["duplicate-id b.md:2:5"]);
    let finding = &compiled.findings[0];
    assert_eq!(place(&compiled, finding.labels[0].span), "guidelines/a.md:2:5");
    let terms = "terms:\n  - {id: one, term: State, definition: One.}\n  - {id: one, term: two, definition: Two.}\n";
    let compiled = expect(&book().with("guidelines/terms.yaml", terms), &["duplicate-id terms.yaml:3:10"]);
    assert_eq!(place(&compiled, compiled.findings[0].labels[0].span), "guidelines/terms.yaml:2:10");
    expect(&book().with(A, clause("conv", "Alpha", "1. Text.\n")), &["duplicate-id a.md:2:5"]);
    let second = book().with("guidelines/instruments/more.yaml", support::REGISTRY);
    expect(&second, &["invalid-registry instruments/more.yaml:1:5"]);
}

/// Article 57 has five paragraphs, article 54 (1) ends at (c), the Convention at article 71.
#[test]
fn an_unknown_provision_is_named_with_the_nearest() {
    for (typed, column, nearest) in [
        ("[](uncac:57(6))", 10, "`uncac:57(5)`"),
        ("[](uncac:54(1)(d))", 10, "`uncac:54(1)(c)`"),
        ("article 72 of the Convention", 10, "`uncac:71`"),
        ("[](uncac:72)", 10, "`uncac:71`"),
        ("article 57, paragraph 6, of the Convention", 10, "`uncac:57(5)`"),
    ] {
        let files = uncac().with(A, alpha(format!("1. As in {typed}.\n")));
        let compiled = expect(&files, &[&format!("unknown-provision a.md:7:{column}")]);
        let help = compiled.findings[0].help.clone().unwrap_or_default();
        assert!(help.contains(nearest), "{typed}: {help}");
    }
    for (typed, nearest) in [("uncac:57(6)", "`uncac:57(5)`"), ("uncac:54(1)(d)", "`uncac:54(1)(c)`")] {
        let compiled =
            expect(&uncac().with(A, alpha_with(&format!("implements: [{typed}]"))), &["unknown-provision a.md:5:14"]);
        assert!(compiled.findings[0].help.as_deref().unwrap_or_default().contains(nearest));
    }
    let toml =
        book_toml("[output.clausebook.coverage]\nrequire = [\"uncac:57(6)\"]\n").replace("\"conv\"", "\"uncac\"");
    expect(&uncac().with("book.toml", toml), &["unknown-provision book.toml:12:12"]);
}

#[test]
fn an_unknown_instrument_is_named_with_the_nearest() {
    let compiled = expect(&with_body("1. As in [](con:1).\n"), &["unknown-instrument a.md:7:10"]);
    assert_eq!(compiled.findings[0].help.as_deref(), Some("did you mean `conv`?"));
    let compiled = expect(&book().with(A, alpha_with("implements: [palermo:1]")), &["unknown-instrument a.md:5:14"]);
    assert_eq!(compiled.findings[0].help.as_deref(), Some("known instruments: `conv`"));
}

#[test]
fn the_outline_and_the_files_must_agree() {
    let summary = "# Summary\n\n- [Alpha](a.md)\n- [Gone](gone.md)\n- [Alpha](a.md)\n- [Away](../../etc/passwd)\n- [Root](/etc/passwd)\n- [Pic](p.png)\n";
    let files = book().with("guidelines/SUMMARY.md", summary).with("guidelines/p.png", "x");
    let compiled = expect(
        &with_other(files),
        &[
            "missing-file SUMMARY.md:4:3",
            "listed-twice SUMMARY.md:5:3",
            "outside-book SUMMARY.md:6:3",
            "outside-book SUMMARY.md:7:3",
            "outline-syntax SUMMARY.md:8:3",
            "not-in-outline b.md:1:1",
        ],
    );
    let twice = only(&compiled, "listed-twice");
    assert_eq!(place(&compiled, twice.labels[0].span), "guidelines/SUMMARY.md:3:3");
    let near = expect(
        &book().with("guidelines/SUMMARY.md", "# S\n\n- [Alpha](aa.md)\n- [Beta](b.md)\n"),
        &["missing-file SUMMARY.md:3:3"],
    );
    assert_eq!(near.findings[0].help.as_deref(), Some("did you mean `a.md`?"));
}

#[test]
fn settings_of_a_wrong_kind_are_found_and_the_rest_is_used() {
    for (line, expected) in [
        ("subtitle = 7\n", "unquoted-number book.toml:11:12"),
        ("edition = [\"a\"]\n", "invalid-value book.toml:11:11"),
        ("numbering = \"continous\"\n", "invalid-value book.toml:11:13"),
        ("subtitel = \"x\"\n", "unknown-key book.toml:11:1"),
        ("editorial-brackets = \"x\"\n", "invalid-value book.toml:11:22"),
        ("[output.clausebook.rules]\ntitle-differ = \"off\"\n", "unknown-key book.toml:12:1"),
        ("[output.clausebook.rules]\ntitle-differs = \"no\"\n", "invalid-value book.toml:12:17"),
        ("[output.clausebook.coverage]\nrequire = \"conv:1\"\n", "invalid-value book.toml:12:11"),
        ("[output.clausebook.coverage]\nrequire = [\"conv:1.2\"]\n", "invalid-citation book.toml:12:12"),
        ("[output.clausebook.coverage.left-out]\n\"conv:2\" = \" \"\n", "invalid-value book.toml:12:1"),
    ] {
        let files = with_other(book().with("book.toml", book_toml(line)));
        expect(&files, &[expected, OTHER]);
    }
    for (toml, expected) in [
        (book_toml("").replace("title = \"A book\"", "title = 7"), "unquoted-number book.toml:2:9"),
        (book_toml("").replace("\"en\"", "\"xx\""), "invalid-value book.toml:3:12"),
        (book_toml("").replace("title = \"A book\"\n", ""), "missing-key book.toml:2:1"),
    ] {
        expect(&with_other(book().with("book.toml", toml)), &[expected, OTHER]);
    }
}

#[test]
fn a_source_folder_outside_the_book_is_refused() {
    for folder in ["..", "../other", "/etc", "a/../../b"] {
        let toml = book_toml("").replace("\"guidelines\"", &format!("\"{folder}\""));
        let compiled = compile(&book().with("book.toml", toml));
        assert!(
            findings(&compiled).contains(&"outside-book book.toml:4:7".to_owned()),
            "{folder}: {:?}",
            findings(&compiled)
        );
    }
}

#[test]
fn a_registry_that_cannot_be_read_is_one_finding() {
    let bad = format!("{}\n{}", support::REGISTRY, "x: [");
    let files =
        book().with("guidelines/instruments/conv.yaml", bad).with(A, alpha_with("implements: [conv:1, conv:2]"));
    let compiled = compile(&files);
    let found = findings(&compiled);
    assert!(found[0].starts_with("yaml-syntax instruments/conv.yaml:") || found.len() == 1, "{found:?}");
    assert_eq!(found.len(), 1, "what follows from it is not repeated: {found:?}");
}

#[test]
fn a_clause_that_cannot_be_read_is_one_finding() {
    let mut files = book()
        .with("guidelines/SUMMARY.md", "# S\n\n- [Alpha](alpha.md)\n- [Beta](b.md)\n")
        .with("guidelines/alpha.md", "1. No front matter.\n")
        .with(B, clause("beta", "Beta", "1. See [](clause:alpha), [it](alpha.md).\n"));
    files.remove(A);
    expect(&files, &["missing-front-matter alpha.md:1:1"]);
}

#[test]
fn links_that_leave_the_book_are_found() {
    for path in ["../b.md/../../../etc/passwd", "/etc/passwd", "../../x.md", "C:/x.md", "..\\\\x.md"] {
        let compiled = compile(&with_body(format!("1. See [x]({path}).\n")));
        let found = findings(&compiled);
        assert_eq!(found.len(), 1, "{path}: {found:?}");
        assert!(
            ["broken-link a.md:7:8", "unsafe-link a.md:7:8", "outside-book a.md:7:8"].contains(&found[0].as_str()),
            "{path}: {found:?}"
        );
    }
    for picture in ["../../../etc/passwd.png", "/etc/x.png", "../../x.png"] {
        let compiled = compile(&with_body(format!("1. See ![x]({picture}).\n")));
        assert_eq!(findings(&compiled).len(), 1, "{picture}");
    }
}

/// Runs `check` and `build` on a broken book that was built before: status 1, and the old output is as it was.
#[track_caller]
fn refused(disk: &DiskBook, break_it: impl FnOnce(&DiskBook), expected: &[&str]) {
    let built = disk.run(&["build"]);
    assert_eq!(built.code, 0, "{}", built.err);
    let before = snapshot(&disk.path("build"));
    break_it(disk);
    let checked = disk.run(&["check", "--format", "json"]);
    assert_eq!(json_findings(&checked), expected, "{}", checked.out);
    assert_eq!(checked.code, 1);
    let built = disk.run(&["build"]);
    assert_eq!(built.code, 1, "{}", built.err);
    assert!(built.err.contains("nothing was written"));
    assert_eq!(snapshot(&disk.path("build")), before);
}

#[test]
fn the_program_ends_with_one_and_writes_nothing() {
    refused(&DiskBook::new(), |disk| disk.write(A, "no front matter\n"), &["missing-front-matter a.md:1:1"]);
    refused(&DiskBook::new(), |disk| disk.write(A, vec![b'x'; 50 * 1024 * 1024]), &["file-too-large a.md:1:1"]);
    refused(&DiskBook::new(), |disk| disk.write(A, b"\xff\xfe"), &["not-utf8 a.md:1:1"]);
    refused(
        &DiskBook::new(),
        |disk| disk.write("book.toml", book_toml("subtitle = 7\n")),
        &["unquoted-number book.toml:11:12"],
    );
}

#[cfg(unix)]
#[test]
fn links_round_in_a_circle_and_out_of_the_book_are_found() {
    use std::os::unix::fs::symlink;
    let circle = |disk: &DiskBook| symlink(".", disk.path("guidelines/loop")).unwrap();
    refused(&DiskBook::new(), circle, &["unreadable-file loop:1:1"]);
    let own = |disk: &DiskBook| symlink("self.md", disk.path("guidelines/self.md")).unwrap();
    refused(&DiskBook::new(), own, &["unreadable-file self.md:1:1"]);

    let out = DiskBook::new();
    let secret = out.root().parent().unwrap().join("secret.md");
    std::fs::write(&secret, "---\nid: secret\ntitle: Secret\n---\n\n1. Secret words.\n").unwrap();
    refused(
        &out,
        |disk| {
            std::fs::remove_file(disk.path(A)).unwrap();
            symlink(&secret, disk.path(A)).unwrap();
        },
        &["missing-file SUMMARY.md:3:3", "outside-book a.md:1:1"],
    );
    assert!(!out.run(&["check"]).err.contains("Secret words"));

    let folder = DiskBook::new();
    refused(&folder, |disk| symlink("/etc", disk.path("guidelines/etc")).unwrap(), &["outside-book etc:1:1"]);
}

/// A link inside the book to a file outside, where no listing looks: templates, the schema, the settings.
#[cfg(unix)]
#[test]
fn links_out_of_the_book_are_refused_for_templates_and_schemas_too() {
    use std::os::unix::fs::symlink;
    let disk = DiskBook::new();
    let secret = disk.root().parent().unwrap().join("secret.html");
    std::fs::write(&secret, "{{ Secret words }}").unwrap();
    std::fs::create_dir_all(disk.path("templates/site")).unwrap();
    symlink(&secret, disk.path("templates/site/clause.html")).unwrap();
    let checked = disk.run(&["check", "--format", "json"]);
    assert_eq!(json_findings(&checked), ["outside-book templates/site/clause.html:1:1"]);
    assert!(!disk.run(&["build"]).err.contains("Secret words"));
}

/// Root may read everything, so the test shows nothing when it runs as root.
#[cfg(unix)]
#[test]
fn a_file_without_permission_is_found() {
    use std::os::unix::fs::PermissionsExt;
    let disk = DiskBook::new();
    std::fs::set_permissions(disk.path(A), std::fs::Permissions::from_mode(0o000)).unwrap();
    if std::fs::read(disk.path(A)).is_ok() {
        return;
    }
    let checked = disk.run(&["check", "--format", "json"]);
    assert_eq!((checked.code, json_findings(&checked)), (1, vec!["unreadable-file a.md:1:1".to_owned()]));
}

#[test]
fn a_folder_where_a_file_should_be_is_found() {
    let disk = DiskBook::new();
    std::fs::remove_file(disk.path(A)).unwrap();
    std::fs::create_dir(disk.path(A)).unwrap();
    let checked = disk.run(&["check", "--format", "json"]);
    assert_eq!((checked.code, json_findings(&checked)), (1, vec!["missing-file SUMMARY.md:3:3".to_owned()]));
}
