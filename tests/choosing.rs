//! Which findings are shown and counted: by rule, by what git says has changed, by a baseline.

mod support;

use std::fs;
use std::path::Path;
use std::process::Command;

use support::{A, B, DiskBook, Ran, alpha, book_toml, clause, json_findings, read, run};

/// A book with one error of citations, one of cross-references and one warning.
fn wrong() -> DiskBook {
    let disk = DiskBook::new();
    disk.write(A, alpha("1. As in [](conv:9).\n2. As in [](clause:gamma).\n\n[^1]: Unused.\n"));
    disk
}

const PROVISION: &str = "unknown-provision a.md:7:10";
const CLAUSE: &str = "unknown-clause a.md:8:10";
const FOOTNOTE: &str = "unused-footnote a.md:10:1";

/// The exit status and the findings.
fn check(disk: &DiskBook, arguments: &[&str]) -> (i32, Vec<String>) {
    let ran = disk.run(&[&["check", "--format", "json"], arguments].concat());
    assert!(ran.code < 2, "{arguments:?}: {}", ran.err);
    (ran.code, json_findings(&ran))
}

#[track_caller]
fn refused(ran: &Ran, said: &str) {
    assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{}", ran.err);
    assert!(ran.err.contains(said), "{}", ran.err);
    assert_eq!(ran.err.lines().count(), 1, "{}", ran.err);
}

fn git(folder: &Path, arguments: &[&str]) {
    let output = Command::new("git")
        .current_dir(folder)
        .args(["-c", "user.name=Test", "-c", "user.email=test@example.org", "-c", "commit.gpgsign=false"])
        .args(arguments)
        .output()
        .expect("git can be started");
    assert!(output.status.success(), "git {arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
}

/// Makes a repository of the folder around the book and commits everything.
fn commit(disk: &DiskBook) {
    let top = disk.root().parent().expect("it has a folder").to_owned();
    if !top.join(".git").exists() {
        git(&top, &["init", "-q", "-b", "main"]);
    }
    git(&top, &["add", "-A"]);
    git(&top, &["commit", "-q", "--allow-empty", "-m", "state"]);
}

#[test]
fn rules_and_families_choose() {
    let disk = wrong();
    let cases: &[(&[&str], i32, &[&str])] = &[
        (&[], 1, &[PROVISION, CLAUSE, FOOTNOTE]),
        (&["--rule", "unknown-clause"], 1, &[CLAUSE]),
        (&["--rule", "unknown-clause", "--rule", "citations"], 1, &[PROVISION, CLAUSE]),
        (&["--rule", "unknown-clause,unused-footnote"], 1, &[CLAUSE, FOOTNOTE]),
        (&["--rule", "unused-footnote"], 0, &[FOOTNOTE]),
        (&["--rule", "yaml-syntax"], 0, &[]),
        (&["--allow", "unknown-clause"], 1, &[PROVISION, FOOTNOTE]),
        (&["--allow", "cross-references", "--allow", "citations"], 0, &[FOOTNOTE]),
        (&["--rule", "unused-footnote", "--deny", "warnings"], 1, &[FOOTNOTE]),
        (&["--rule", "unused-footnote", "--deny", "unused-footnote"], 1, &[FOOTNOTE]),
        (&["--rule", "unused-footnote", "--deny", "unknown-clause"], 0, &[FOOTNOTE]),
        // The name of a rule weighs more than that of its family, on either side.
        (&["--allow", "citations", "--deny", "unknown-provision", "--rule", "citations"], 1, &[PROVISION]),
        (&["--allow", "unknown-provision", "--deny", "citations", "--rule", "citations"], 0, &[]),
    ];
    for (arguments, code, expected) in cases {
        assert_eq!(
            check(&disk, arguments),
            (*code, expected.iter().map(|one| (*one).to_owned()).collect()),
            "{arguments:?}"
        );
    }
    // What is denied by name is shown as an error; warnings stay what they are.
    let shown = |arguments: &[&str]| disk.run(&[&["check"], arguments].concat()).err;
    assert!(shown(&["--deny", "unused-footnote"]).contains("error[unused-footnote]"));
    assert!(shown(&["--deny", "warnings"]).contains("warning[unused-footnote]"));
}

#[test]
fn names_that_nothing_has_are_refused() {
    let disk = wrong();
    refused(
        &disk.run(&["check", "--rule", "unknown-claus"]),
        "there is no rule or family `unknown-claus`; did you mean `unknown-clause`?",
    );
    refused(&disk.run(&["check", "--allow", "citation"]), "did you mean `citations`?");
    refused(&disk.run(&["check", "--deny", "warning"]), "did you mean `warnings`?");
    refused(&disk.run(&["build", "--deny", "qqqqqqq"]), "`clausebook rules` lists them");
    refused(
        &disk.run(&["check", "--allow", "citations", "--deny", "citations"]),
        "`citations` is both allowed and denied",
    );
    assert_eq!(disk.run(&["build", "--since", "main"]).code, 2, "a build is of the whole");
    for with in ["--baseline", "--since", "--format"] {
        assert_eq!(disk.run(&["check", "--write-baseline", "x", with, "json"]).code, 2, "{with}");
    }
}

#[test]
fn a_build_goes_by_what_is_allowed() {
    let disk = wrong();
    assert_eq!(disk.run(&["build"]).code, 1);
    assert!(!disk.path("build").exists());
    assert_eq!(disk.run(&["build", "--allow", "citations,cross-references", "--deny", "warnings"]).code, 1);
    let ran = disk.run(&["build", "--allow", "citations,cross-references"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(disk.path("build/site/index.html").is_file());
    assert_eq!(disk.run(&["check", "--write-baseline", "old.json"]).code, 0);
    assert_eq!(disk.run(&["build", "--deny", "warnings", "--baseline", "old.json"]).code, 0);
}

#[test]
fn a_baseline_holds_back_what_was_there() {
    let disk = wrong();
    let ran = disk.run(&["check", "--write-baseline", "old.json"]);
    assert_eq!((ran.code, ran.out.as_str(), ran.err.as_str()), (0, "", "recorded 3 findings in old.json\n"));
    let file = read(&disk.path("old.json"));
    let rules: Vec<&str> =
        file.lines().filter_map(|line| line.split("\"rule\":\"").nth(1)?.split('"').next()).collect();
    assert_eq!(rules, ["unknown-clause", "unknown-provision", "unused-footnote"], "one a line, sorted");
    assert!(
        file.ends_with("\n  ]\n}\n") && file.contains("\"count\":1,\"message\":\"the instrument has articles"),
        "{file}"
    );
    let left: Vec<_> = fs::read_dir(disk.root()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(left.len(), 3, "nothing lies beside: {left:?}");

    let human = |arguments: &[&str]| disk.run(&[&["check", "--baseline", "old.json"], arguments].concat());
    let ran = human(&["--deny", "warnings"]);
    assert_eq!(ran.code, 0);
    assert_eq!(ran.err, "2 clauses, no new findings\n3 findings are held back by the baseline `old.json`\n");
    assert_eq!(human(&["--quiet"]).err, "");
    // What another option hides is neither held back nor gone.
    assert_eq!(
        human(&["--rule", "citations"]).err,
        "2 clauses, no new findings\n1 finding is held back by the baseline `old.json`\n"
    );

    // Lines inserted above, words around it: still the same. A second one of the kind, and another kind: new.
    disk.write(A, alpha("Before.\n\n1. Here as in [](conv:9).\n2. As in [](clause:gamma), [](clause:gamma) and [](conv:8).\n\n[^1]: Unused.\n"));
    assert_eq!(
        check(&disk, &["--baseline", "old.json"]),
        (1, vec!["unknown-clause a.md:10:28".to_owned(), "unknown-provision a.md:10:49".to_owned()])
    );
    // Mended: gone.
    disk.write(A, alpha("1. As in [](conv:9).\n"));
    let ran = human(&[]);
    assert_eq!(ran.code, 0);
    assert!(
        ran.err.contains(
            "2 findings of the baseline are gone; write it anew: clausebook check --write-baseline old.json\n"
        ),
        "{}",
        ran.err
    );
    let report: serde_json::Value = serde_json::from_str(&human(&["--format", "json"]).out).unwrap();
    assert_eq!((&report["held"], &report["gone"], &report["errors"]), (&1.into(), &2.into(), &0.into()));
    // The same bytes again, and an empty one.
    assert_eq!(disk.run(&["check", "--write-baseline", "old.json"]).code, 0);
    let once = read(&disk.path("old.json"));
    assert_eq!(disk.run(&["check", "--write-baseline", "old.json", "--quiet"]).err, "");
    assert_eq!(read(&disk.path("old.json")), once);
    disk.run(&["check", "--write-baseline", "none.json", "--rule", "yaml-syntax"]);
    assert_eq!(read(&disk.path("none.json")), "{\n  \"version\": 1,\n  \"findings\": []\n}\n");
    assert_eq!(disk.run(&["check", "--baseline", "none.json"]).code, 1);
}

#[test]
fn a_baseline_that_cannot_be_read_is_refused() {
    let disk = wrong();
    refused(&disk.run(&["check", "--baseline", "no.json"]), "cannot read the baseline `no.json`: No such file");
    for text in ["", "[]", "{\"version\": 1}", "{\"version\": 1, \"findings\": [{\"file\": 1}]}"] {
        disk.write("bad.json", text);
        refused(
            &disk.run(&["check", "--baseline", "bad.json"]),
            "cannot read the baseline `bad.json`: it is not a baseline: ",
        );
    }
    disk.write("bad.json", "{\"version\": 2, \"rows\": []}");
    refused(
        &disk.run(&["check", "--baseline", "bad.json"]),
        "it has version 2 of the form, this clausebook reads version 1",
    );
    refused(&disk.run(&["check", "--write-baseline", "no/where.json"]), "cannot write `no/where.json`");
}

#[test]
fn since_shows_what_a_change_touches() {
    let disk = wrong();
    commit(&disk);
    let since = |disk: &DiskBook| check(disk, &["--since", "main"]);
    assert_eq!(since(&disk), (0, vec![]));
    let ran = disk.run(&["check", "--since", "main"]);
    assert_eq!(
        ran.err,
        "2 clauses, no new findings\n3 findings are not shown: nothing has changed there since `main`\n"
    );
    // One line changed, a line inserted above: only the changed one counts.
    disk.write(A, alpha("Before.\n\n1. As in [](conv:9).\n2. So as in [](clause:gamma).\n\n[^1]: Unused.\n"));
    assert_eq!(since(&disk), (1, vec!["unknown-clause a.md:10:13".to_owned()]));
    // Staged or committed on a branch makes no difference; a hook's variables do not lead astray.
    git(&disk.root(), &["add", "-A"]);
    let hook = [("GIT_DIR", ".git"), ("GIT_INDEX_FILE", ".git/index"), ("GIT_WORK_TREE", "/nowhere")];
    let ran = run(&disk.root(), &["check", "--format", "json", "--since", "HEAD"], &hook);
    assert_eq!(json_findings(&ran), ["unknown-clause a.md:10:13"], "{}", ran.err);
    git(&disk.root(), &["commit", "-q", "-m", "more"]);
    assert_eq!(since(&disk).1, Vec::<String>::new());
    assert_eq!(check(&disk, &["--since", "HEAD~1"]).1, ["unknown-clause a.md:10:13"]);
    // A baseline goes with it.
    disk.run(&["check", "--write-baseline", "old.json"]);
    assert_eq!(check(&disk, &["--since", "HEAD~1", "--baseline", "old.json"]), (0, vec![]));
}

#[test]
fn since_knows_new_renamed_and_oddly_named_files() {
    let disk = wrong();
    // Settings that would change the form of the difference.
    commit(&disk);
    for (key, value) in [
        ("diff.noprefix", "true"),
        ("diff.mnemonicPrefix", "true"),
        ("color.ui", "always"),
        ("diff.context", "9"),
        ("diff.interHunkContext", "9"),
    ] {
        git(&disk.root(), &["config", key, value]);
    }
    disk.write(".gitattributes", "*.md -diff\n");
    let odd = "guidelines/\u{e9} \u{7b2c} \"x\".md";
    disk.write(
        "guidelines/SUMMARY.md",
        "# Summary\n\n- [Alpha](a.md)\n- [Beta](b.md)\n- [Gamma](<\u{e9} \u{7b2c} \"x\".md>)\n",
    );
    disk.write(odd, clause("delta", "Gamma", "1. As in [](conv:7).\n2. Good.\n"));
    let names = |disk: &DiskBook| -> Vec<String> { check(disk, &["--since", "main"]).1 };
    let odd_finding = |line: u32| format!("unknown-provision \u{e9} \u{7b2c} \"x\".md:{line}:10");
    assert_eq!(names(&disk), [odd_finding(7)], "a file that git does not know is new wholly");
    disk.write(".gitignore", "*\n");
    assert_eq!(names(&disk), [odd_finding(7)], "ignored or not");
    fs::remove_file(disk.path(".gitignore")).unwrap();
    commit(&disk);
    assert_eq!(names(&disk), Vec::<String>::new());
    disk.write(odd, clause("delta", "Gamma", "1. As in [](conv:7).\n2. Good.\n3. As in [](conv:7).\n"));
    assert_eq!(names(&disk), [odd_finding(9)]);
    commit(&disk);
    // Renamed without a change: the finding was there before.
    fs::rename(disk.path(A), disk.path("guidelines/z.md")).unwrap();
    disk.write(
        "guidelines/SUMMARY.md",
        "# Summary\n\n- [Alpha](z.md)\n- [Beta](b.md)\n- [Gamma](<\u{e9} \u{7b2c} \"x\".md>)\n",
    );
    git(&disk.root(), &["add", "-A"]);
    assert_eq!(names(&disk), Vec::<String>::new());
}

#[test]
fn since_loses_nothing_about_the_whole_book() {
    let disk = DiskBook::new();
    disk.write(
        "book.toml",
        book_toml("languages = [\"en\", \"fr\"]\n[output.clausebook.coverage]\nrequire = [\"conv:2\"]\n"),
    );
    disk.write(
        A,
        alpha("1. A State should act.\n").replace("status: draft", "status: draft\nimplements: [\"conv:2\"]"),
    );
    disk.write("guidelines/a.fr.md", "---\ntitle: Alpha\ntranslates: \"0000000000000000\"\n---\n\n1. Un.\n");
    commit(&disk);
    let names = || -> Vec<String> {
        let all = check(&disk, &["--since", "main"]).1;
        all.into_iter().filter(|finding| !finding.starts_with("missing-translation")).collect()
    };
    assert_eq!(names(), Vec::<String>::new());
    // The source changes: the finding stands at an unchanged line of the translation, and explains itself by the title.
    disk.write(
        A,
        alpha("1. A State should act now.\n").replace("status: draft", "status: draft\nimplements: [\"conv:2\"]"),
    );
    assert_eq!(names(), ["stale-translation a.fr.md:3:13"]);
    // The citation goes: the hole is at an unchanged line of book.toml.
    disk.write(A, alpha("1. A State should act now.\n"));
    let found = names();
    assert!(found.iter().any(|finding| finding.starts_with("uncovered-provision book.toml:")), "{found:?}");
    // Lines taken out: what stands around them counts.
    disk.write(B, clause("beta", "Beta", "1. Good.\n2. As in [](conv:9).\n3. Also.\n"));
    commit(&disk);
    disk.write(B, clause("beta", "Beta", "1. Good.\n2. As in [](conv:9).\n"));
    assert!(names().contains(&"unknown-provision b.md:8:10".to_owned()), "{:?}", names());
}

#[test]
fn since_says_what_git_lacks() {
    let disk = wrong();
    refused(
        &disk.run(&["check", "--since", "main"]),
        "is in no git repository that can be read (fatal: not a git repository",
    );
    commit(&disk);
    refused(&disk.run(&["check", "--since", "nowhere"]), "git knows no revision `nowhere`");
    refused(&disk.run(&["check", "--since", ""]), "git knows no revision ``");
    refused(&disk.run(&["check", "--since=--output=stolen"]), "git knows no revision `--output=stolen`");
    assert!(!disk.path("stolen").exists());
    let path = run(&disk.root(), &["check", "--since", "main"], &[("PATH", "/nowhere")]);
    refused(&path, "cannot run git");
    // A shallow copy says what is missing.
    let copy = disk.root().parent().unwrap().join("copy");
    commit(&disk);
    let from = format!("file://{}", disk.root().parent().unwrap().display());
    git(&disk.root(), &["clone", "-q", "--depth", "1", &from, copy.to_str().unwrap()]);
    let ran = run(&copy.join("book"), &["check", "--since", "HEAD~1"], &[]);
    refused(&ran, "holds its last commits only: fetch the others");
}

#[test]
fn nothing_sets_a_merge_aside_that_nobody_has_decided() {
    let disk = DiskBook::new();
    disk.write(
        A,
        alpha("<<<<<<< HEAD\n1. A State should act.\n=======\n1. A State may act.\n>>>>>>> b\n[^1]: Unused.\n"),
    );
    let found = "conflict-markers a.md:7:1";
    refused(&disk.run(&["check", "--allow", "conflict-markers"]), "`conflict-markers` cannot be allowed");
    refused(&disk.run(&["build", "--allow", "conflict-markers"]), "`conflict-markers` cannot be allowed");
    assert_eq!(check(&disk, &["--allow", "files"]), (1, vec![found.to_owned()]));
    let ran = disk.run(&["check", "--write-baseline", "baseline.json"]);
    assert!(ran.err.contains("recorded 0 findings in baseline.json\nnot recorded: 1 error"), "{}", ran.err);
    assert_eq!(check(&disk, &["--baseline", "baseline.json"]), (1, vec![found.to_owned()]));
    let built = disk.run(&["build", "--baseline", "baseline.json", "--allow", "files"]);
    assert_eq!(built.code, 1);
    assert!(!disk.path("build").exists(), "one of the two texts would have been taken in silence");
    let before = read(&disk.path(A));
    let formatted = disk.run(&["fmt"]);
    assert!(formatted.err.contains("`guidelines/a.md` is left as it is: two versions of a text"), "{}", formatted.err);
    disk.run(&["fix"]);
    assert_eq!(read(&disk.path(A)), before);
}
