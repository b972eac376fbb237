//! The forms of the report: each validates against its schema, escapes what it must, and says what the others say.

mod support;

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::{Value, json};

use clausebook::compile::{Compiled, compile};
use clausebook::diag::{Diagnostic, Edit, Grade, Severity};
use clausebook::files::MemoryFiles;
use clausebook::report::summary::Hidden;
use clausebook::report::{github, gitlab, human, json as json_report, sarif, summary};
use clausebook::rules;
use clausebook::source::Span;

use support::{A, B, DiskBook, alpha, book, book_toml, clause, findings, read, repository, run, with_body};

/// Books that are wrong in many ways: every file, every family that has one, places in other files, whole files.
fn broken_books() -> Vec<MemoryFiles> {
    let mut languages = book().with(
        "book.toml",
        book_toml("languages = [\"en\", \"fr\"]\n[output.clausebook.coverage]\nrequire = [\"conv:1-2\"]\n"),
    );
    languages.insert("guidelines/a.fr.md", "---\ntitle: Alpha\ntranslates: \"0000000000000000\"\n---\n\n1. Un.\n");
    vec![
        with_body("1. As in [](conv:9), [](clause:gamma), [](term:none) and [x.\n\n[^1]: Unused.\n"),
        languages,
        book().with(B, clause("alpha", "Beta", "1. Twice.\n")),
        book().with(A, "no front matter\n"),
        book().with(A, "\u{feff}---\r\nid: alpha\r\ntitle: Alpha\r\nstatus: drafft\r\nforse: x\r\n---\r\n\r\n1. \u{202e}第一条 [](conv:9).\r\n"),
        book().with("guidelines/SUMMARY.md", "# S\n\n- [Alfa](a.md)\n- [Beta](b.md)\n- [Beta](b.md)\n- [No](no.md)\n"),
        book().with("guidelines/loose.md", clause("loose", "Loose", "1. Nobody names it.\n")),
        book().with("book.toml", "[book\n"),
        book().with("guidelines/instruments/conv.yaml", "id: conv\nprovisions: [\n"),
        book().with("guidelines/a.md", [0xff, 0xfe, 0x00]),
        MemoryFiles::new(),
    ]
}

/// The findings of a book, each with a fix of two edits that changes nothing, so that this part of a report is seen too.
fn with_fixes(files: &MemoryFiles) -> Compiled {
    let mut compiled = compile(files);
    for finding in &mut compiled.findings {
        let span = finding.span;
        let old = compiled.book.sources.text(span).to_owned();
        let end = Span { start: span.end, ..span };
        let edits = vec![
            Edit { span, old: old.clone(), new: old },
            Edit { span: end, old: String::new(), new: "more".to_owned() },
        ];
        *finding = finding.clone().fix(Grade::Suggestion, "write it again", edits);
    }
    compiled
}

fn validate(schema: &Value, report: &Value) {
    let validator = jsonschema::validator_for(schema).expect("the schema is one");
    let errors: Vec<String> =
        validator.iter_errors(report).map(|error| format!("{}: {error}", error.instance_path())).collect();
    assert!(errors.is_empty(), "{errors:#?}");
}

/// A schema that refuses what it does not name, where it leaves that open for later versions.
fn closed(mut schema: Value) -> Value {
    fn close(value: &mut Value) {
        match value {
            Value::Object(map) => {
                map.values_mut().for_each(close);
                if map.get("properties").is_some_and(Value::is_object) {
                    map.entry("additionalProperties").or_insert(json!(false));
                }
            }
            Value::Array(items) => items.iter_mut().for_each(close),
            _ => {}
        }
    }
    close(&mut schema);
    schema
}

#[test]
fn json_is_what_its_schema_and_its_page_say() {
    let schema: Value = serde_json::from_str(clausebook::schemas::text("findings").unwrap()).unwrap();
    let strict = closed(schema.clone());
    let mut families = std::collections::BTreeSet::new();
    for files in broken_books() {
        let compiled = with_fixes(&files);
        assert!(!compiled.findings.is_empty());
        families.extend(compiled.findings.iter().map(|finding| finding.rule.family.name()));
        let report = json_report::report(&compiled.findings, &compiled.book.sources);
        let value = serde_json::to_value(report).unwrap();
        validate(&schema, &value);
        validate(&strict, &value);
        let report = json_report::report(&compiled.findings, &compiled.book.sources).with_baseline(3, 0);
        validate(&strict, &serde_json::to_value(report).unwrap());
    }
    assert!(families.len() >= 7, "{families:?}");
    // The schema can refuse.
    let validator = jsonschema::validator_for(&schema).unwrap();
    assert!(!validator.is_valid(&json!({"version": 1, "errors": 0, "warnings": 0, "notes": 0})));
    // The page names every field.
    let page = read(&repository().join("docs/findings.md"));
    fn fields(value: &Value, out: &mut Vec<String>) {
        if let Some(properties) = value.get("properties").and_then(Value::as_object) {
            out.extend(properties.keys().cloned());
            properties.values().for_each(|value| fields(value, out));
        }
        if let Some(parts) = value.get("$defs").and_then(Value::as_object) {
            parts.values().for_each(|value| fields(value, out));
        }
    }
    let mut names = Vec::new();
    fields(&schema, &mut names);
    assert!(names.len() > 20, "{names:?}");
    for name in names {
        assert!(page.contains(&format!("`{name}`")), "docs/findings.md says nothing of `{name}`");
    }
}

#[test]
fn json_edits_say_what_they_replace() {
    let mut compiled = compile(&with_body("1. As in [](conv:9).\n"));
    let span = compiled.findings[0].span;
    compiled.findings[0] =
        compiled.findings[0].clone().replace(Grade::Safe, "cite article 2", span, "[](conv:9)", "[](conv:2)");
    let value = serde_json::to_value(json_report::report(&compiled.findings, &compiled.book.sources)).unwrap();
    let place = json!({"line": 7, "column": 10, "offset": 55});
    assert_eq!(
        value["findings"][0]["fix"],
        json!({"title": "cite article 2", "safe": true, "edits": [{
            "file": "guidelines/a.md", "start": place, "end": {"line": 7, "column": 20, "offset": 65},
            "old": "[](conv:9)", "text": "[](conv:2)",
        }]})
    );
}

/// The package that carries the schema stands where cargo has put it.
fn sarif_schema() -> Value {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let host = Command::new(cargo.clone()).arg("-vV").output().expect("cargo can be started");
    let host = String::from_utf8(host.stdout).expect("cargo writes UTF-8");
    let host = host.lines().find_map(|line| line.strip_prefix("host: ")).expect("cargo names its host").to_owned();
    let output = Command::new(cargo)
        .current_dir(repository())
        .args(["metadata", "--format-version", "1", "--locked", "--offline", "--filter-platform", &host])
        .output()
        .expect("cargo can be started");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let metadata: Value = serde_json::from_slice(&output.stdout).expect("cargo and the package say so");
    let package = metadata["packages"]
        .as_array()
        .expect("cargo and the package say so")
        .iter()
        .find(|package| package["name"] == "serde-sarif")
        .expect("cargo and the package say so");
    let manifest = PathBuf::from(package["manifest_path"].as_str().expect("cargo and the package say so"));
    let mut schema: Value = serde_json::from_str(&read(&manifest.with_file_name("src").join("schema.json")))
        .expect("cargo and the package say so");
    // The official pattern of this key is no regular expression to a strict reader; our reports do not have the key.
    for holder in ["run", "toolComponent"] {
        let language = schema["definitions"][holder]["properties"]["language"].as_object_mut();
        assert!(language.expect("the key is defined").remove("pattern").is_some());
    }
    assert_eq!(schema["title"], "Static Analysis Results Format (SARIF) Version 2.1.0 JSON Schema");
    schema
}

#[test]
fn sarif_is_valid() {
    let schema = sarif_schema();
    let validator = jsonschema::options().should_validate_formats(true).build(&schema).unwrap();
    for files in broken_books() {
        for compiled in [compile(&files), with_fixes(&files)] {
            let report = sarif::report(&compiled.findings, &compiled.book.sources, "docs/my book/");
            let errors: Vec<String> =
                validator.iter_errors(&report).map(|error| format!("{}: {error}", error.instance_path())).collect();
            assert!(errors.is_empty(), "{errors:#?}");
            assert_eq!(report["runs"][0]["results"].as_array().unwrap().len(), compiled.findings.len());
        }
    }
    let none = sarif::report(&[], &compile(&book()).book.sources, "");
    assert!(validator.is_valid(&none));
    assert_eq!(none["runs"][0]["results"], json!([]));
    // The schema can refuse: a level that there is not, a key that there is not.
    let compiled = compile(&with_body("1. As in [](conv:9).\n"));
    let good = sarif::report(&compiled.findings, &compiled.book.sources, "");
    let mut bad = good.clone();
    bad["runs"][0]["results"][0]["level"] = json!("fatal");
    assert!(!validator.is_valid(&bad));
    let mut bad = good;
    bad["runs"][0]["results"][0]["colour"] = json!("red");
    assert!(!validator.is_valid(&bad));
}

#[test]
fn sarif_says_what_and_where() {
    let files = book().with(B, clause("alpha", "Beta", "1. 第 [](conv:9).\n"));
    let mut compiled = compile(&files);
    assert_eq!(findings(&compiled), ["duplicate-id b.md:2:5", "unknown-provision b.md:7:6"]);
    let span = compiled.findings[1].span;
    compiled.findings[1] =
        compiled.findings[1].clone().replace(Grade::Safe, "cite 2", span, "[](conv:9)", "[](conv:2)");
    compiled.findings[1].severity = Severity::Note;
    let report = sarif::report(&compiled.findings, &compiled.book.sources, "my book/");
    let one = &report["runs"][0];
    assert_eq!(report["version"], "2.1.0");
    assert_eq!(one["columnKind"], "unicodeCodePoints");
    assert_eq!(one["tool"]["driver"]["name"], "clausebook");
    assert_eq!(one["tool"]["driver"]["version"], env!("CARGO_PKG_VERSION"));
    let listed = one["tool"]["driver"]["rules"].as_array().unwrap();
    assert_eq!(listed.len(), rules::all().count());
    for result in one["results"].as_array().unwrap() {
        let index = result["ruleIndex"].as_u64().unwrap() as usize;
        assert_eq!(listed[index]["id"], result["ruleId"]);
    }
    let rule = listed.iter().find(|rule| rule["id"] == "unknown-provision").unwrap();
    assert_eq!(rule["properties"]["tags"], json!(["citations"]));
    assert_eq!(rule["defaultConfiguration"]["level"], "error");
    // Places have no machine in them, and their names are encoded.
    let b = json!({"uri": "my%20book/guidelines/b.md", "uriBaseId": "SRCROOT", "index": 1});
    assert_eq!(one["artifacts"][1]["location"], b);
    assert_eq!(one["artifacts"][0]["location"]["uri"], "my%20book/guidelines/a.md");
    assert!(one["originalUriBaseIds"]["SRCROOT"].get("uri").is_none());
    // `1. 第 ` is five characters and seven bytes.
    let second = &one["results"][1];
    let region = json!({"startLine": 7, "startColumn": 6, "endLine": 7, "endColumn": 16});
    assert_eq!(second["locations"][0]["physicalLocation"], json!({"artifactLocation": b, "region": region}));
    assert_eq!(second["level"], "note");
    assert_eq!(
        second["message"]["text"],
        "the instrument has articles 1 to 3, found article 9\nnote: as listed in the registry `guidelines/instruments/conv.yaml`\nhelp: the nearest provision is article 3: `conv:3`"
    );
    assert_eq!(
        second["fixes"][0]["artifactChanges"],
        json!([{"artifactLocation": b, "replacements": [{"deletedRegion": region, "insertedContent": {"text": "[](conv:2)"}}]}])
    );
    let first = &one["results"][0];
    assert_eq!(first["level"], "error");
    assert_eq!(
        first["relatedLocations"][0]["physicalLocation"]["artifactLocation"]["uri"],
        "my%20book/guidelines/a.md"
    );
}

/// Six files link to a term that is not there: people see the first places, programs all of them.
#[test]
fn one_finding_for_many_places_names_them() {
    let mut files = book();
    let mut summary = "# Summary\n\n".to_owned();
    for letter in ["a", "b", "c", "d", "e", "f"] {
        let body = "1. A State should [seize](term:seizure).\n";
        files.insert(format!("guidelines/{letter}.md"), clause(&format!("clause-{letter}"), "Alike", body));
        summary.push_str(&format!("- [Alike]({letter}.md)\n"));
    }
    files.insert("guidelines/SUMMARY.md", summary);
    let compiled = compile(&files);
    assert_eq!(findings(&compiled), ["unknown-term a.md:7:19"]);
    let report = serde_json::to_value(json_report::report(&compiled.findings, &compiled.book.sources)).unwrap();
    let related = report["findings"][0]["related"].as_array().unwrap();
    let places: Vec<&str> = related.iter().map(|place| place["file"].as_str().unwrap()).collect();
    assert_eq!(places, ["b", "c", "d", "e", "f"].map(|letter| format!("guidelines/{letter}.md")).as_slice());
    let shown = human::render(&compiled.findings, &compiled.book.sources, false);
    assert!(shown.contains("not shown here: 2 other places"), "{shown}");
    assert!(shown.contains("guidelines/d.md") && !shown.contains("guidelines/e.md"), "{shown}");
    assert!(shown.contains("the same holds for 6 places in 6 files together"), "{shown}");
}

#[test]
fn fingerprints_stay_when_lines_are_inserted_above() {
    let prints = |body: &str| -> Vec<String> {
        let compiled = compile(&with_body(body));
        let report = sarif::report(&compiled.findings, &compiled.book.sources, "");
        let results = report["runs"][0]["results"].as_array().unwrap();
        results
            .iter()
            .map(|result| result["partialFingerprints"]["clausebook/v1"].as_str().unwrap().to_owned())
            .collect()
    };
    let before = prints("1. As in [](conv:9), [](conv:8) and [](conv:9).\n");
    assert_eq!(before.len(), 3);
    assert_eq!(before, prints("New words.\n\n1. First.\n2. Really as in [](conv:9), [](conv:8) and\n   [](conv:9).\n"));
    // Alike ones are counted; others differ.
    assert_eq!(before[0].replace(":1", ":2"), before[2]);
    assert_ne!(before[0].split(':').next(), before[1].split(':').next());
    // A bracket alone says too little: its line counts.
    assert_ne!(prints("1. One [x.\n"), prints("1. Two [x.\n"));
    // Holes that stand at one place are told apart by what they lack.
    let holes =
        compile(&book().with("book.toml", book_toml("[output.clausebook.coverage]\nrequire = [\"conv:1-2\"]\n")));
    let report = gitlab::report(&holes.findings, &holes.book.sources, "");
    let kinds: Vec<&str> = report.as_array().unwrap().iter().map(|one| one["fingerprint"].as_str().unwrap()).collect();
    assert!(kinds.len() > 1 && kinds.iter().all(|kind| kind.ends_with("-1")), "{kinds:?}");
}

/// One finding in a file with an awkward name, with every character that is escaped.
fn awkward() -> (Compiled, Vec<Diagnostic>) {
    let files = book()
        .with("guidelines/SUMMARY.md", "# S\n\n- [Alpha](<a, 50%: b.md>)\n- [Beta](b.md)\n")
        .with("guidelines/a, 50%: b.md", alpha("1. As in [](conv:9).\n"));
    let mut files = files;
    files.remove(A);
    let compiled = compile(&files);
    let mut finding = compiled
        .findings
        .iter()
        .find(|finding| finding.rule.name == "unknown-provision")
        .expect("the citation is wrong")
        .clone();
    finding.message = "half: 50%, no\rmore".to_owned();
    (compiled, vec![finding])
}

#[test]
fn github_commands_are_escaped() {
    let (compiled, mut findings) = awkward();
    let tail = "%0Anote: as listed in the registry `guidelines/instruments/conv.yaml`%0Ahelp: the nearest provision is article 3: `conv:3`\n";
    assert_eq!(
        github::render(&findings, &compiled.book.sources, "docs/"),
        format!(
            "::error file=docs/guidelines/a%2C 50%25%3A b.md,line=7,endLine=7,col=10,endColumn=20,title=unknown-provision::half: 50%25, no%0Dmore{tail}"
        )
    );
    // A note is a notice, and a place of several lines has no columns.
    findings[0].severity = Severity::Note;
    findings[0].span.start = 0;
    let line = github::render(&findings, &compiled.book.sources, "");
    assert!(
        line.starts_with("::notice file=guidelines/a%2C 50%25%3A b.md,line=1,endLine=7,title=unknown-provision::half"),
        "{line}"
    );
    findings[0].severity = Severity::Warning;
    assert!(github::render(&findings, &compiled.book.sources, "").starts_with("::warning file="));
}

#[test]
fn gitlab_gets_a_list_with_distinct_fingerprints() {
    let compiled = compile(&with_body("1. As in [](conv:9) and [](conv:9).\n\n[^1]: Unused.\n"));
    let report = gitlab::report(&compiled.findings, &compiled.book.sources, "docs/");
    let list = report.as_array().unwrap();
    let said: Vec<String> = list
        .iter()
        .map(|one| {
            let text = |value: &Value| value.as_str().unwrap().to_owned();
            let location = &one["location"];
            format!(
                "{} {} {}:{}",
                text(&one["severity"]),
                text(&one["check_name"]),
                text(&location["path"]),
                location["lines"]["begin"]
            )
        })
        .collect();
    assert_eq!(
        said,
        [
            "major unknown-provision docs/guidelines/a.md:7",
            "major unknown-provision docs/guidelines/a.md:7",
            "minor unused-footnote docs/guidelines/a.md:9"
        ]
    );
    assert_ne!(list[0]["fingerprint"], list[1]["fingerprint"]);
    assert!(
        list[0]["description"]
            .as_str()
            .unwrap()
            .starts_with("the instrument has articles 1 to 3, found article 9\nnote: ")
    );
}

#[test]
fn the_summary_counts_and_leads_on() {
    let say = |findings: &[Diagnostic]| summary::summary(findings, 2, &Hidden::default());
    assert_eq!(say(&[]), "2 clauses, no findings\n");
    let compiled = compile(&with_body("1. As in [](conv:9), [](conv:8) and [](clause:gamma).\n"));
    let mut found = compiled.findings.clone();
    assert_eq!(
        say(&found),
        "2 clauses, 3 errors\nmore on these rules: clausebook explain unknown-clause unknown-provision\n"
    );
    let mend = |finding: &Diagnostic, grade| finding.clone().replace(grade, "mend", finding.span, "", "");
    found[0] = mend(&found[0], Grade::Safe);
    found[1] = mend(&found[1], Grade::Suggestion);
    assert!(say(&found).contains("\n`clausebook fix` mends 1 of them\n"), "{}", say(&found));
    assert_eq!(
        say(&found[..1]),
        "2 clauses, 1 error\n`clausebook fix` mends it\nmore on this rule: clausebook explain unknown-provision\n"
    );
    found.truncate(2);
    found[1] = mend(&found[1], Grade::Safe);
    assert!(say(&found).contains("\n`clausebook fix` mends them all\n"));
}

/// All forms go to standard output, end with the same status, and name files from the repository's root.
#[test]
fn every_form_says_the_same_with_the_same_status() {
    let disk = DiskBook::new();
    disk.write(A, alpha("1. As in [](conv:9).\n"));
    let top = disk.root().parent().unwrap().to_owned();
    let file = |form: &str, folder: &Path, arguments: &[&str]| -> String {
        let ran = run(folder, &[arguments, &["check", "--format", form]].concat(), &[]);
        assert_eq!((ran.code, ran.err.as_str()), (1, ""), "{form}");
        if form == "github" {
            return ran.out.split_once("file=").unwrap().1.split_once(',').unwrap().0.to_owned();
        }
        let value: Value = serde_json::from_str(&ran.out).unwrap();
        let file = match form {
            "json" => &value["findings"][0]["file"],
            "gitlab" => &value[0]["location"]["path"],
            _ => &value["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"],
        };
        file.as_str().unwrap().to_owned()
    };
    for form in ["json", "sarif", "github", "gitlab"] {
        assert_eq!(file(form, &disk.root(), &[]), "guidelines/a.md", "{form}");
    }
    let made = Command::new("git").args(["init", "-q"]).current_dir(&top).status().unwrap();
    assert!(made.success());
    assert_eq!(file("json", &disk.root(), &[]), "guidelines/a.md", "the schema says: relative to the book");
    for form in ["sarif", "github", "gitlab"] {
        assert_eq!(file(form, &disk.root(), &[]), "book/guidelines/a.md", "{form}");
        assert_eq!(file(form, Path::new("/"), &["--book", disk.root().to_str().unwrap()]), "book/guidelines/a.md");
    }
    // Without findings the forms are still whole.
    disk.write(A, alpha("1. Text.\n"));
    for (form, empty) in [("github", ""), ("gitlab", "[]\n")] {
        let ran = disk.run(&["check", "--format", form]);
        assert_eq!((ran.code, ran.out.as_str()), (0, empty), "{form}");
    }
}
