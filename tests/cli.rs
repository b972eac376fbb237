//! The command line: a book made by `init` outside the repository goes through every command; exit codes, colours, what
//! goes to which stream, and machine-readable forms that agree with the ones for people.

mod support;

use std::fs;
use std::path::Path;

use clausebook::{rules, schemas};

use support::{A, DiskBook, alpha, book_toml, json_findings, read, repository, run};

/// A new book, made by the program.
fn new_book() -> DiskBook {
    let disk = DiskBook::empty();
    let ran = run(disk.root().parent().expect("it has a folder"), &["init", "book"], &[]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    disk
}

fn json(text: &str) -> serde_json::Value {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}: {text}"))
}

#[test]
fn init_build_and_check_work_outside_the_repository() {
    let disk = new_book();
    let checked = disk.run(&["check", "--deny", "warnings"]);
    assert_eq!((checked.code, checked.out.as_str()), (0, ""));
    assert_eq!(checked.err, "2 clauses, no findings\n");
    let built = disk.run(&["build"]);
    assert_eq!((built.code, built.out.as_str()), (0, ""), "{}", built.err);
    assert!(disk.path("build/site/index.html").is_file());
    // From a folder below, and by name from elsewhere; with the file itself named as well.
    assert_eq!(run(&disk.path("guidelines/cooperation"), &["check"], &[]).code, 0);
    let root = disk.root();
    for named in [root.clone(), root.join("book.toml")] {
        assert_eq!(run(Path::new("/"), &["--book", named.to_str().unwrap(), "check"], &[]).code, 0);
    }
}

#[test]
fn init_writes_over_nothing() {
    let disk = DiskBook::empty();
    disk.write("guidelines/SUMMARY.md", "mine\n");
    let ran = disk.run(&["init"]);
    assert_eq!(ran.code, 2, "{}", ran.err);
    assert_eq!(read(&disk.path("guidelines/SUMMARY.md")), "mine\n");
    assert!(!disk.path("book.toml").exists());
    // A folder that holds other things is fine.
    let disk = DiskBook::empty();
    disk.write("notes.txt", "mine\n");
    assert_eq!(disk.run(&["init"]).code, 0);
    assert_eq!(disk.run(&["check"]).code, 0);
    assert_eq!(disk.run(&["init"]).code, 2, "the second time everything is in the way");
}

#[test]
fn exit_codes_are_zero_one_and_two() {
    let disk = DiskBook::new();
    assert_eq!(disk.run(&["check"]).code, 0);
    disk.write("guidelines/SUMMARY.md", "# Summary\n\n- [Alfa](a.md)\n- [Beta](b.md)\n");
    assert_eq!(disk.run(&["check"]).code, 0, "a warning is no failure");
    assert_eq!(disk.run(&["check", "--deny", "warnings"]).code, 1);
    disk.write(A, "no front matter\n");
    assert_eq!(disk.run(&["check"]).code, 1);
    let empty = tempfile::tempdir().unwrap();
    for arguments in [&["check"][..], &["build"], &["show", "alpha"], &["concordance"], &["new", "x", "--in", "1"]] {
        let ran = run(empty.path(), arguments, &[]);
        assert_eq!(ran.code, 2, "{arguments:?}");
        assert!(ran.err.contains("there is no book.toml") && ran.err.contains("clausebook init"), "{}", ran.err);
    }
    for arguments in [
        &["chek"][..],
        &["check", "--format", "xml"],
        &[],
        &["build", "--only", "docx"],
        &["--book", "/nowhere", "check"],
    ] {
        assert_eq!(disk.run(arguments).code, 2, "{arguments:?}");
    }
    for arguments in [&["--help"][..], &["--version"], &["check", "--help"]] {
        let ran = disk.run(arguments);
        assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{arguments:?}");
        assert!(!ran.out.is_empty());
    }
}

#[test]
fn severities_of_the_book_decide() {
    let disk = DiskBook::new();
    disk.write(A, alpha("1. As in [](conv:9).\n"));
    for (level, code, word) in [
        ("off", 0, ""),
        ("note", 0, "note[unknown-provision]"),
        ("warning", 0, "warning[unknown-provision]"),
        ("error", 1, "error[unknown-provision]"),
    ] {
        disk.write("book.toml", book_toml(&format!("[output.clausebook.rules]\nunknown-provision = \"{level}\"\n")));
        let ran = disk.run(&["check"]);
        assert_eq!(ran.code, code, "{level}");
        assert!(ran.err.contains(word), "{}", ran.err);
    }
}

#[test]
fn json_and_human_reports_agree() {
    let disk = DiskBook::new();
    disk.write(A, alpha("1. As in [](conv:9), [](clause:gamma) and [x.\n\n[^1]: Unused.\n"));
    let human = disk.run(&["check"]);
    let machine = disk.run(&["check", "--format", "json"]);
    assert_eq!((human.code, machine.code), (1, 1));
    assert_eq!(
        (human.out.as_str(), machine.err.as_str()),
        ("", ""),
        "findings for people to standard error, for machines to standard output"
    );
    let report = json(&machine.out);
    assert_eq!(report["version"], 1);
    assert_eq!((&report["errors"], &report["warnings"], &report["notes"]), (&3.into(), &1.into(), &0.into()));
    let found = json_findings(&machine);
    assert_eq!(
        found,
        [
            "unknown-provision a.md:7:10",
            "unknown-clause a.md:7:22",
            "unbalanced-bracket a.md:7:43",
            "unused-footnote a.md:9:1"
        ]
    );
    assert_eq!(human.err.matches("error[").count() + human.err.matches("warning[").count(), found.len());
    assert!(human.err.contains("\n2 clauses, 3 errors, 1 warning\n"), "{}", human.err);
    for place in ["guidelines/a.md:7:10", "guidelines/a.md:7:22", "guidelines/a.md:7:43", "guidelines/a.md:9:1"] {
        assert!(human.err.contains(&format!("--> {place}")), "{}", human.err);
    }
    let first = &report["findings"][0];
    assert_eq!((&first["severity"], &first["family"]), (&"error".into(), &"citations".into()));
    let (start, end) = (first["start"]["offset"].as_u64().unwrap(), first["end"]["offset"].as_u64().unwrap());
    assert_eq!(&read(&disk.path(A))[start as usize..end as usize], "[](conv:9)");
    let quiet = disk.run(&["check", "--quiet"]);
    assert!(!quiet.err.contains("2 clauses") && quiet.err.contains("error["));
}

#[test]
fn colours_are_for_those_who_ask() {
    let disk = DiskBook::new();
    disk.write(A, "no front matter\n");
    let escape = '\u{1b}';
    let coloured =
        |arguments: &[&str], variables: &[(&str, &str)]| run(&disk.root(), arguments, variables).err.contains(escape);
    assert!(!coloured(&["check"], &[]), "a pipe is no terminal");
    assert!(coloured(&["check", "--color", "always"], &[]));
    assert!(coloured(&["check", "--color", "always"], &[("NO_COLOR", "1")]), "the command line weighs more");
    assert!(!coloured(&["check", "--color", "never"], &[]));
    assert!(!coloured(&["check"], &[("NO_COLOR", "1")]));
    assert!(!coloured(&["build"], &[]));
}

#[test]
fn no_progress_in_a_pipe() {
    let disk = DiskBook::new();
    let ran = disk.run(&["build"]);
    assert!(!ran.err.contains(['\r', '\u{1b}', '…']), "{:?}", ran.err);
    assert_eq!(disk.run(&["build", "--quiet"]).err, "");
}

/// Adds clauses to a new book and looks at the outline and the file.
#[test]
fn new_places_a_clause_by_number_title_and_folder() {
    for chapter in ["1", "Cooperation", "cooperation", "Coop"] {
        let disk = new_book();
        let ran = disk.run(&["new", "costs", "--in", chapter]);
        assert_eq!(ran.code, 0, "{chapter}: {}", ran.err);
        let summary = read(&disk.path("guidelines/SUMMARY.md"));
        let expected =
            "  - [Information without a request](cooperation/information.md)\n  - [Costs](cooperation/costs.md)\n";
        assert!(summary.ends_with(expected), "{summary}");
        let text = read(&disk.path("guidelines/cooperation/costs.md"));
        assert!(text.starts_with("---\nid: costs\ntitle: Costs\nstatus: draft\n"), "{text}");
        // It only lacks its text.
        let checked = disk.run(&["check", "--format", "json"]);
        assert!(
            json_findings(&checked)
                .iter()
                .all(|finding| finding.starts_with("missing-section cooperation/costs.md:2:5")),
            "{}",
            checked.out
        );
        fs::write(disk.path("guidelines/cooperation/costs.md"), text.replace("\n1. \n", "\n1. Text.\n")).unwrap();
        assert_eq!(disk.run(&["check", "--deny", "warnings"]).code, 0);
    }
}

#[test]
fn new_keeps_the_line_ends_and_what_follows() {
    let disk = new_book();
    let summary = "\u{feff}# Summary\r\n\r\n- [One](cooperation/README.md)\r\n  - [Assistance on request](cooperation/assistance.md)\r\n- [Two]()\r\n  - [Information without a request](cooperation/information.md)\r\n\r\n[Foreword](foreword.md)\r\n";
    disk.write("guidelines/SUMMARY.md", summary);
    let ran = disk.run(&["new", "costs", "--in", "One", "--title", "Costs: who pays [if any]"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let line = "  - [Costs: who pays \\[if any\\]](cooperation/costs.md)\r\n- [Two]";
    assert_eq!(read(&disk.path("guidelines/SUMMARY.md")), summary.replace("- [Two]", line));
    let checked = disk.run(&["check", "--format", "json"]);
    assert!(!checked.out.contains("yaml-syntax") && !checked.out.contains("title-differs"), "{}", checked.out);
    // Without a last line end.
    disk.write("guidelines/SUMMARY.md", "# S\n\n- [One](cooperation/README.md)\n  - [Assistance on request](cooperation/assistance.md)\n  - [Information without a request](cooperation/information.md)\n  - [Costs](cooperation/costs.md)");
    assert_eq!(disk.run(&["new", "more", "--in", "1"]).code, 0);
    assert!(
        read(&disk.path("guidelines/SUMMARY.md"))
            .ends_with("(cooperation/costs.md)\n  - [More](cooperation/more.md)\n")
    );
}

#[test]
fn new_refuses_what_is_ambiguous_unknown_or_taken() {
    let disk = new_book();
    disk.write(
        "guidelines/SUMMARY.md",
        "# S\n\n- [Return of assets]()\n  - [Assistance on request](cooperation/assistance.md)\n- [Return of persons](cooperation/README.md)\n  - [Information without a request](cooperation/information.md)\n\n[Foreword](foreword.md)\n",
    );
    let before = support::snapshot(&disk.root());
    for (arguments, said) in [
        (&["new", "costs", "--in", "Return"][..], "fits several chapters"),
        (&["new", "costs", "--in", "Nowhere"], "there is no chapter `Nowhere`"),
        (&["new", "assistance", "--in", "1"], "there is a clause `assistance` already"),
        (&["new", "Costs", "--in", "1"], "is no id"),
        (&["new", "../x", "--in", "1"], "is no id"),
        (&["new", "", "--in", "1"], "is no id"),
    ] {
        let ran = disk.run(arguments);
        assert_eq!(ran.code, 2, "{arguments:?}: {}", ran.err);
        assert!(ran.err.contains(said), "{arguments:?}: {}", ran.err);
    }
    assert_eq!(support::snapshot(&disk.root()), before);
    let several = disk.run(&["new", "costs", "--in", "Return"]).err;
    assert!(several.contains("1  Return of assets") && several.contains("2  Return of persons"), "{several}");
    // A file that no outline names is not written over.
    disk.write("guidelines/cooperation/costs.md", "mine\n");
    let ran = disk.run(&["new", "costs", "--in", "2"]);
    assert_eq!(ran.code, 2, "{}", ran.err);
    assert_eq!(read(&disk.path("guidelines/cooperation/costs.md")), "mine\n");
}

#[test]
fn show_gives_a_clause_or_who_deals_with_a_provision() {
    let disk = new_book();
    for what in ["assistance", "1"] {
        let ran = disk.run(&["show", what]);
        assert_eq!((ran.code, ran.err.as_str()), (0, ""));
        assert!(ran.out.starts_with("Guideline 1. Assistance on request\n"), "{}", ran.out);
        for text in
            ["(a) without delay;", "[within 30 days]", "example:1(2)(a)", "guidelines/cooperation/assistance.md"]
        {
            assert!(ran.out.contains(text), "{text}: {}", ran.out);
        }
    }
    let ran = disk.run(&["show", "example:1(2)"]);
    assert!(ran.out.contains("implemented by: Guideline 1  Assistance on request  (assistance)"), "{}", ran.out);
    assert!(ran.out.contains("mandatory"), "{}", ran.out);
    for (what, said) in [
        ("asistance", "did you mean `assistance`?"),
        ("example:9", "example:2"),
        ("exampel:1", "did you mean `example`?"),
        ("example:1.2", "example:1(2)"),
    ] {
        let ran = disk.run(&["show", what]);
        assert_eq!(ran.code, 2, "{what}");
        assert!(ran.err.contains(said), "{what}: {}", ran.err);
    }
}

#[test]
fn concordance_and_coverage_say_the_same_in_every_form() {
    let disk = new_book();
    for command in ["concordance", "coverage"] {
        let lines = json(&disk.run(&[command, "--format", "json"]).out);
        let lines = lines.as_array().unwrap();
        assert!(lines.len() >= 4, "{command}");
        let csv = disk.run(&[command, "--format", "csv"]).out;
        assert!(csv.ends_with("\r\n") && csv.matches("\r\n").count() == lines.len() + 1, "{csv}");
        let markdown = disk.run(&[command, "--format", "markdown"]).out;
        assert_eq!(markdown.lines().count(), lines.len() + 2);
        let table = disk.run(&[command]).out;
        assert_eq!(table.lines().count(), lines.len() + 1);
        for line in lines {
            let provision = line["provision"].as_str().unwrap();
            assert!([&csv, &markdown, &table].iter().all(|text| text.contains(provision)), "{provision}");
        }
    }
    let implemented = json(&disk.run(&["concordance", "--format", "json"]).out);
    let one = implemented.as_array().unwrap().iter().find(|line| line["provision"] == "example:1(2)(a)").unwrap();
    assert_eq!(
        (&one["relation"], &one["clause"], &one["number"]),
        (&"implements".into(), &"assistance".into(), &"1".into())
    );
    let coverage = json(&disk.run(&["coverage", "--format", "json"]).out);
    let left = coverage.as_array().unwrap().iter().find(|line| line["provision"] == "example:2(2)").unwrap();
    assert_eq!((&left["coverage"], &left["reason"]), (&"left-out".into(), &"Left to a later edition.".into()));
    assert_eq!(json(&disk.run(&["coverage", "--missing", "--format", "json"]).out), serde_json::json!([]));
    let by_clause = json(&disk.run(&["concordance", "--by-clause", "--format", "json"]).out);
    let clauses: Vec<&str> =
        by_clause.as_array().unwrap().iter().map(|line| line["clause"].as_str().unwrap()).collect();
    let first = clauses.iter().rposition(|clause| *clause == "assistance").unwrap();
    assert!(clauses[..=first].iter().all(|clause| *clause == "assistance"), "{clauses:?}");
}

/// Each schema is JSON, compiles, and holds for the repository's own files.
#[test]
fn schemas_validate_the_repositorys_own_files() {
    let root = repository();
    let names = run(&root, &["schema"], &[]).out;
    assert_eq!(names.lines().collect::<Vec<_>>(), schemas::NAMES);
    let schema = |name: &str| {
        let ran = run(&root, &["schema", name], &[]);
        assert_eq!(ran.code, 0);
        let value = json(&ran.out);
        assert_eq!(value["$schema"], "https://json-schema.org/draft/2020-12/schema");
        clausebook::tree::schema::Schema::new(&value, false).unwrap()
    };
    let validate = |name: &str, path: &Path, text: &str| {
        let mut sources = clausebook::source::Sources::default();
        let file = sources.add(clausebook::source::SourceFile::new(path.to_string_lossy(), text));
        let mut findings = Vec::new();
        let text = &sources.get(file).text;
        let node = if name == "book" {
            clausebook::tree::toml::parse(text, file, &mut findings)
        } else {
            clausebook::tree::yaml::parse(text, file, 0, &mut findings).unwrap()
        };
        let refused = schema(name).validate(&node, &node.to_json(), sources.get(file), &mut findings);
        assert!(refused.is_empty() && findings.is_empty(), "{}: {findings:?}", path.display());
    };
    validate("book", &root.join("book.toml"), &read(&root.join("book.toml")));
    validate("terms", &root.join("guidelines/terms.yaml"), &read(&root.join("guidelines/terms.yaml")));
    let mut clauses = 0;
    for path in support::walkdir(&root.join("guidelines")) {
        let text = read(&path);
        if path.starts_with(root.join("guidelines/instruments")) {
            validate("instrument", &path, &text);
        } else if let Some((front, _)) = text.strip_prefix("---\n").and_then(|rest| rest.split_once("\n---\n")) {
            // The first clauses of each folder are enough; each costs a start of the program.
            clauses += 1;
            if clauses % 10 == 0 {
                let translated = front.contains("\ntranslates: ");
                validate(if translated { "translation" } else { "clause" }, &path, front);
            }
        }
    }
    assert!(clauses > 50);
    assert_eq!(run(&root, &["schema", "claus"], &[]).code, 2);
    let out = tempfile::tempdir().unwrap();
    assert_eq!(run(&root, &["schema", "--out", out.path().to_str().unwrap()], &[]).code, 0);
    for name in schemas::NAMES {
        assert_eq!(read(&out.path().join(format!("{name}.schema.json"))), schemas::text(name).unwrap());
    }
}

#[test]
fn explain_and_rules_know_every_rule() {
    let folder = tempfile::tempdir().unwrap();
    let list = run(folder.path(), &["rules"], &[]);
    assert_eq!(list.code, 0);
    for rule in rules::all() {
        assert_eq!(list.out.matches(&format!("  {} ", rule.name)).count(), 1, "{}", rule.name);
        let ran = run(folder.path(), &["explain", rule.name], &[]);
        assert_eq!(ran.code, 0, "{}", rule.name);
        for text in [rule.name, rule.summary, rule.explanation, "Wrong:", "Right:"] {
            assert!(ran.out.contains(text), "{}", rule.name);
        }
    }
    let ran = run(folder.path(), &["explain", "unknown-claus"], &[]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("did you mean `unknown-clause`?"), "{}", ran.err);
    assert!(run(folder.path(), &["rules", "--markdown"], &[]).out.starts_with("# Rules\n"));
}

#[test]
fn completions_for_every_shell() {
    let folder = tempfile::tempdir().unwrap();
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let ran = run(folder.path(), &["completions", shell], &[]);
        assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{shell}");
        for command in ["check", "build", "concordance", "coverage", "explain"] {
            assert!(ran.out.contains(command), "{shell}: {command}");
        }
    }
    assert_eq!(run(folder.path(), &["completions", "dos"], &[]).code, 2);
}

/// `clausebook rules | head -1` is no failure.
#[cfg(unix)]
#[test]
fn a_reader_that_goes_away_is_no_failure() {
    let line = format!("{} rules --markdown | head -1; echo ${{PIPESTATUS[0]}}", env!("CARGO_BIN_EXE_clausebook"));
    let output = std::process::Command::new("bash").args(["-c", &line]).output().unwrap();
    assert_eq!(String::from_utf8_lossy(&output.stdout), "# Rules\n0\n");
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
}
