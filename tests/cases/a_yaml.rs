//! A: YAML values that other readers change or lose.

use std::time::{Duration, Instant};

use clausebook::compile::compile;
use clausebook::files::MemoryFiles;

use crate::support::{A, alpha_with, book, book_toml, expect, findings, only, place};

/// A book whose own schema knows keys of all kinds, and a clause that uses one.
fn own_key(line: &str) -> MemoryFiles {
    let schema = r#"{"type": "object", "properties": {
        "adopted": {"type": "string", "format": "date"},
        "number": {"type": "string"}, "answer": {"type": "string"},
        "proposed-by": {"type": "array", "items": {"type": "string"}}}}"#;
    book().with("schemas/clause.schema.json", schema).with(A, alpha_with(line))
}

/// A1. The design has no key `number`; numbers of provisions stand in `implements`, and titles can look like numbers.
#[test]
fn a1_numbers_are_not_text_and_the_help_quotes_the_raw_scalar() {
    for (raw, quoted) in
        [("57.3", "57.3"), ("1.10", "1.10"), ("1.0", "1.0"), ("57", "57"), ("1e3", "1e3"), ("-1", "-1")]
    {
        let compiled =
            expect(&book().with(A, alpha_with(&format!("implements: [{raw}]"))), &["unquoted-number a.md:5:14"]);
        let help = compiled.findings[0].help.as_deref();
        assert_eq!(help, Some(format!("quote it: \"{quoted}\"").as_str()), "{raw}");
    }
    for raw in ["1.10", "true"] {
        let text = alpha_with("force: optional").replace("title: Alpha", &format!("title: {raw}"));
        expect(&book().with(A, text), &["unquoted-number a.md:3:8"]);
    }
    expect(&own_key("number: 1.10"), &["book-schema a.md:5:9"]);
    expect(&own_key("number: \"1.10\""), &[]);
}

#[test]
fn a1_what_only_looks_like_a_number_stays_text() {
    for text in ["010", "1_000", "12:30:45", "1.10.2", "0o7x"] {
        let compiled = expect(&own_key(&format!("number: {text}")), &[]);
        assert_eq!(compiled.book.clauses[0].extra["number"], text);
    }
}

/// A2. Attribution by country is not a key of ours yet, so a book's own key carries it.
#[test]
fn a2_norway_survives_and_is_a_lint() {
    let compiled = expect(&own_key("proposed-by: [SE, NO, CH]"), &["ambiguous-scalar a.md:5:19"]);
    assert_eq!(compiled.book.clauses[0].extra["proposed-by"], serde_json::json!(["SE", "NO", "CH"]));
    for word in ["no", "NO", "No", "on", "ON", "off", "Off", "y", "Y", "n", "yes"] {
        let compiled = expect(&own_key(&format!("answer: {word}")), &["ambiguous-scalar a.md:5:9"]);
        assert_eq!(compiled.book.clauses[0].extra["answer"], word);
        let quoted = expect(&own_key(&format!("answer: \"{word}\"")), &[]);
        assert_eq!(quoted.book.clauses[0].extra["answer"], word);
    }
    let compiled = expect(&book().with(A, alpha_with("y: 2026")), &["unknown-key a.md:5:1"]);
    assert!(only(&compiled, "unknown-key").message.contains("`y`"));
}

#[test]
fn a2_no_is_not_a_status() {
    let text = alpha_with("force: optional").replace("status: draft", "status: no");
    let compiled = compile(&book().with(A, text));
    assert_eq!(findings(&compiled), ["ambiguous-scalar a.md:4:9", "invalid-value a.md:4:9"]);
    assert!(only(&compiled, "invalid-value").message.contains("`under-negotiation`"));
}

/// A4. The design has a date in `book.toml` only; a book's own keys may hold more.
#[test]
fn a4_dates_stay_text_and_must_exist() {
    for date in ["2026-02-30", "2026-13-01", "2025-02-29", "24.11.2026", "2026-1-2"] {
        let settings = book_toml(&format!("date = \"{date}\"\n"));
        expect(&book().with("book.toml", settings), &["invalid-value book.toml:11:8"]);
        expect(&own_key(&format!("adopted: {date}")), &["book-schema a.md:5:10"]);
    }
    for toml in ["date = \"2026-11-24\"\n", "date = 2026-11-24\n"] {
        let compiled = expect(&book().with("book.toml", book_toml(toml)), &[]);
        assert_eq!(compiled.book.settings.date.as_deref(), Some("2026-11-24"));
        assert!(crate::support::shown(&compiled).html.contains("2026-11-24"));
    }
    let compiled = expect(&own_key("adopted: 2026-11-24"), &[]);
    assert_eq!(compiled.book.clauses[0].extra["adopted"], "2026-11-24");
}

#[test]
fn a5_the_second_of_two_keys_is_found_with_the_first() {
    let twice = alpha_with("force: optional\nstatus: agreed");
    let compiled = expect(&book().with(A, twice), &["duplicate-key a.md:6:1"]);
    assert_eq!(place(&compiled, compiled.findings[0].labels[0].span), "guidelines/a.md:4:1");

    let terms = "terms:\n  - id: one\n    term: State\n    definition: One.\n    forms:\n      fr: un\n      fr: une\n";
    let compiled = expect(&book().with("guidelines/terms.yaml", terms), &["duplicate-key terms.yaml:7:7"]);
    assert_eq!(place(&compiled, compiled.findings[0].labels[0].span), "guidelines/terms.yaml:6:7");

    let flow = "terms:\n  - {id: one, term: act, definition: One., id: two}\n";
    expect(&book().with("guidelines/terms.yaml", flow), &["duplicate-key terms.yaml:2:44"]);

    // TOML calls it an error of syntax.
    let toml = book_toml("name = \"other\"\n");
    let compiled = compile(&book().with("book.toml", toml));
    assert_eq!(findings(&compiled), ["toml-syntax book.toml:11:1"]);
}

fn bomb() -> String {
    let mut bomb = "a: &a [x,x,x,x,x,x,x,x,x]\n".to_owned();
    for (name, before) in ["b", "c", "d", "e", "f", "g", "h"].iter().zip(["a", "b", "c", "d", "e", "f", "g"]) {
        bomb.push_str(&format!("{name}: &{name} [{}]\n", vec![format!("*{before}"); 9].join(",")));
    }
    bomb
}

/// A6, A7. The limits are generous for a busy machine; what must not happen takes hours or ends the program.
#[test]
fn a6_a7_bombs_and_deep_nesting_are_ordinary_findings_and_quick() {
    let deep = format!("x: {}{}", "[".repeat(20_000), "]".repeat(20_000));
    let maps = format!("x: {}{}", "{a: ".repeat(20_000), "}".repeat(20_000));
    let open = format!("x: {}", "[".repeat(20_000));
    let blocks: String = (0..2_000).map(|at| format!("{}a:\n", " ".repeat(at))).collect();
    for text in [bomb(), deep, maps, open, blocks] {
        let begun = Instant::now();
        for path in [A, "guidelines/terms.yaml", "guidelines/instruments/more.yaml"] {
            let text = if path == A { format!("---\n{text}\n---\n\n1. Text.\n") } else { text.clone() };
            let compiled = compile(&book().with(path, text));
            let file = path.replacen("guidelines/", "", 1);
            let found = findings(&compiled);
            assert_eq!(found.len(), 1, "{found:?}");
            assert!(found[0].starts_with(&format!("yaml-syntax {file}:")), "{found:?}");
        }
        assert!(begun.elapsed() < Duration::from_secs(10), "{:?}", begun.elapsed());
    }
}

#[test]
fn a6_a_few_aliases_are_allowed() {
    expect(&book().with(A, alpha_with("see-also: &pointers [clause:beta]\nimplements: []")), &[]);
}
