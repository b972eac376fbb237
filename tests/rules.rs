//! Every rule is provoked once, in the smallest book that does it, and is found at its exact place and alone;
//! docs/rules.md says what the program says.

mod support;

use std::collections::BTreeSet;

use clausebook::cli::rules_page;
use clausebook::compile::{Target, build, compile};
use clausebook::files::{MemoryFiles, SIZE_LIMIT};
use clausebook::render::RenderError;
use clausebook::rules;

use support::{A, B, Pages, alpha, alpha_with, book, book_toml, clause, expect, place, with_body};

/// The book's outline with one more line, line 5.
fn outline(line: &str) -> MemoryFiles {
    book().with("guidelines/SUMMARY.md", format!("{}{line}\n", support::SUMMARY))
}

/// The book's settings with more lines, from line 11.
fn settings(extra: &str) -> MemoryFiles {
    book().with("book.toml", book_toml(extra))
}

/// The clause `alpha` with these four lines between `---` and `---`.
fn front(lines: &str) -> MemoryFiles {
    book().with(A, format!("---\n{lines}\n---\n\n1. A State should act.\n"))
}

fn files() -> Vec<(MemoryFiles, &'static str)> {
    let large = format!("{}{}", alpha("1. Text.\n"), "x".repeat(SIZE_LIMIT as usize));
    let mut latin = alpha("1. R").into_bytes();
    latin.extend(b"\xe9sum\xe9\n");
    let mut nowhere = MemoryFiles::new();
    for (path, text) in
        [("src/SUMMARY.md", "# Summary\n\n- [Alpha](a.md)\n".to_owned()), ("src/a.md", alpha("1. Text.\n"))]
    {
        nowhere.insert(path, text);
    }
    vec![
        (book().with(A, alpha_with("addressees: [no]")), "ambiguous-scalar a.md:5:14"),
        (with_body("1. A\0B.\n"), "control-character a.md:7:5"),
        (book().with(A, alpha_with("status: agreed")), "duplicate-key a.md:5:1"),
        (book().with(A, large), "file-too-large a.md:1:1"),
        (book().with(A, "1. A State should act.\n"), "missing-front-matter a.md:1:1"),
        (book().with(A, latin), "not-utf8 a.md:7:5"),
        (outline("- [Gamma](../../gamma.md)"), "outside-book SUMMARY.md:5:3"),
        (settings("subtitle = Guidelines\n"), "toml-syntax book.toml:11:12"),
        (book().with(A, "---\nid: alpha\n\n1. A State should act.\n"), "unclosed-front-matter a.md:1:1"),
        (nowhere, "unreadable-file book.toml:1:1"),
        (front("id: alpha\ntitle: Alpha: more\nstatus: draft"), "yaml-syntax a.md:3:13"),
    ]
}

fn schema() -> Vec<(MemoryFiles, &'static str)> {
    let own = r#"{"type": "object", "properties": {"rapporteur": {"type": "string"}}}"#;
    let with_schema = |schema: &str| book().with("schemas/clause.schema.json", schema);
    vec![
        (with_schema(own).with(A, alpha_with("rapporteur: 7")), "book-schema a.md:5:13"),
        (with_schema(r#"{"type": "objekt"}"#), "invalid-schema schemas/clause.schema.json:1:1"),
        (front("id: alpha\ntitle: Alpha\nstatus: agred"), "invalid-value a.md:4:9"),
        (front("id: alpha\nstatus: draft"), "missing-key a.md:2:1"),
        (book().with(A, alpha_with("implemnts: []")), "unknown-key a.md:5:1"),
        (front("id: alpha\ntitle: 1.10\nstatus: draft"), "unquoted-number a.md:3:8"),
    ]
}

fn outlines() -> Vec<(MemoryFiles, &'static str)> {
    let nested = book().with("guidelines/SUMMARY.md", "# Summary\n\n- [Alpha](a.md)\n  - [Beta](b.md)\n");
    let mut without = book();
    without.remove("guidelines/SUMMARY.md");
    let renamed = book().with("guidelines/SUMMARY.md", "# Summary\n\n- [Alfa](a.md)\n- [Beta](b.md)\n");
    vec![
        (nested, "clause-with-items SUMMARY.md:3:3"),
        (outline("- [Alpha](a.md)"), "listed-twice SUMMARY.md:5:3"),
        (outline("- [Gamma](gamma.md)"), "missing-file SUMMARY.md:5:3"),
        (without, "missing-summary book.toml:1:1"),
        (book().with("guidelines/c.md", clause("gamma", "Gamma", "1. Text.\n")), "not-in-outline c.md:1:1"),
        (outline("- Gamma"), "outline-syntax SUMMARY.md:5:1"),
        (renamed, "title-differs SUMMARY.md:3:3"),
    ]
}

fn pointers() -> Vec<(MemoryFiles, &'static str)> {
    let registry = format!("{}    obligations: {{\"9\": consider}}\n", support::REGISTRY);
    vec![
        (book().with(A, alpha_with("implements: [\"conv:1.2.a\"]")), "invalid-citation a.md:5:14"),
        (book().with("guidelines/instruments/conv.yaml", registry), "invalid-registry instruments/conv.yaml:22:24"),
        (with_body("1. As in [](con:1).\n"), "unknown-instrument a.md:7:10"),
        (with_body("1. As in [](conv:2(3)).\n"), "unknown-provision a.md:7:10"),
        (with_body("1. As in [](conv:3).\n"), "unverified-provision a.md:7:10"),
        (with_body("1. As in [the text](gamma.md).\n"), "broken-link a.md:7:10"),
        (book().with(B, clause("alpha", "Beta", "1. Text.\n")), "duplicate-id b.md:2:5"),
        (with_body("1. As in [](clause:gamma).\n"), "unknown-clause a.md:7:10"),
        (with_body("1. As in [](clause:beta#2).\n"), "unknown-paragraph a.md:7:10"),
        (with_body("1. As in [words](term:gamma).\n"), "unknown-term a.md:7:10"),
    ]
}

fn negotiation_and_coverage() -> Vec<(MemoryFiles, &'static str)> {
    let agreed = "---\nid: alpha\ntitle: Alpha\nstatus: agreed\n---\n\n1. A State [should] act.\n";
    let left_out = "[output.clausebook.coverage.left-out]\n\"conv:2\" = \"later\"\n";
    vec![
        (with_body("1. A State [may]{from=x} act.\n"), "bracket-attribute a.md:7:18"),
        (book().with(A, agreed), "bracket-in-agreed a.md:7:12"),
        (with_body("1. A State [should act.\n"), "unbalanced-bracket a.md:7:12"),
        (with_body("1. A State [may]{by=group-d} act.\n"), "unknown-body a.md:7:18"),
        (settings(left_out).with(A, alpha_with("implements: [conv:2(1)]")), "needless-left-out book.toml:12:1"),
        (settings("[output.clausebook.coverage]\nrequire = [\"conv:2(1)\"]\n"), "uncovered-provision book.toml:12:12"),
    ]
}

fn markdown() -> Vec<(MemoryFiles, &'static str)> {
    let sections =
        "[[output.clausebook.sections]]\nkey = \"commentary\"\nnames = {en = \"Commentary\"}\nrequired = true\n";
    let commented = clause("beta", "Beta", "1. Text.\n\n## Commentary\n\nText.\n");
    vec![
        (with_body("1. Text.[^1]\n\n[^1]: One.\n\n[^1]: Two.\n"), "duplicate-footnote a.md:11:1"),
        (with_body("1. Text.\n\n## Commentary\n\n#### Deep\n\nText.\n"), "heading-level a.md:11:1"),
        (
            with_body("1. Text.\n\n![](flow.png)\n").with("guidelines/flow.png", "x"),
            "missing-alternative-text a.md:9:1",
        ),
        (settings(sections).with(B, commented), "missing-section a.md:2:5"),
        (with_body(format!("1. Text.\n\n{}deep\n", "> ".repeat(100))), "nested-too-deep a.md:9:129"),
        (with_body("1. Text.\n\n-\u{a0}Item\n"), "no-break-space-mark a.md:9:2"),
        (with_body("1. One.\n2. Two.\n4. Four.\n"), "number-gap a.md:9:1"),
        (with_body("1. A State <b>should</b> act.\n"), "raw-html a.md:7:12"),
        (with_body("1. Text.\n\n| A | B |\n|---|---|\n| a|b | c |\n"), "table-columns a.md:11:1"),
        (with_body("1. A State should:\n   (a) act.\n"), "typed-mark a.md:8:4"),
        (with_body("1. Text.[^costs]\n"), "undefined-footnote a.md:7:9"),
        (with_body("1. Text.\n\n## Commentary\n\nSee [the guide][guide].\n"), "undefined-reference a.md:11:5"),
        (with_body("1. Text.\n\n## Comentary\n\nText.\n"), "unknown-section a.md:9:1"),
        (with_body("1. See [x](javascript:alert).\n"), "unsafe-link a.md:7:8"),
        (with_body("1. Text.\n\n[^1]: One.\n"), "unused-footnote a.md:9:1"),
    ]
}

fn languages() -> Vec<(MemoryFiles, &'static str)> {
    let only = |rule: &str| {
        let off = ["missing-translation", "stale-translation"].into_iter().filter(|other| *other != rule);
        let off: String = off.map(|rule| format!("{rule} = \"off\"\n")).collect();
        settings(&format!("languages = [\"fr\"]\n[output.clausebook.rules]\n{off}"))
    };
    let french = |head: &str, text: &str| format!("---\ntitle: Alpha\n{head}\n---\n\n{text}");
    let russian = book().with("book.toml", book_toml("").replace("\"en\"", "\"ru\""));
    let outline = "# Sommaire\n\n- [Alpha](a.md)\n- [Gamma](c.md)\n";
    vec![
        (russian.with(A, alpha("1. Как сказано в пункте 2 \u{430}) статьи 1.\n")), "look-alike-letter a.md:7:27"),
        (only("missing-translation"), "missing-translation book.toml:1:1"),
        (only("").with("guidelines/SUMMARY.fr.md", outline), "outline-differs SUMMARY.fr.md:4:3"),
        (
            only("stale-translation").with("guidelines/a.fr.md", french("translates: \"0\"", "1. Un État agit.\n")),
            "stale-translation a.fr.md:3:13",
        ),
        (
            only("").with("guidelines/a.fr.md", french("translates: \"0\"", "1. Un État agit.\n2. Encore.\n")),
            "translation-differs a.fr.md:2:8",
        ),
    ]
}

fn table() -> Vec<(MemoryFiles, &'static str)> {
    [files(), schema(), outlines(), pointers(), negotiation_and_coverage(), markdown(), languages()]
        .into_iter()
        .flatten()
        .collect()
}

#[test]
fn the_plain_book_has_no_findings() {
    expect(&book(), &[]);
}

#[test]
fn every_rule_is_found_at_its_place_and_alone() {
    let mut wrong = Vec::new();
    for (files, expected) in table() {
        let compiled = compile(&files);
        let found = support::findings(&compiled);
        if expected.starts_with("raw-html") {
            // A closing tag is a second place of the same kind.
            if found.first().map(String::as_str) != Some(expected) {
                wrong.push(format!("expected {expected}, found {found:?}"));
            }
        } else if found != [expected] {
            let messages: Vec<&String> = compiled.findings.iter().map(|finding| &finding.message).collect();
            wrong.push(format!("expected {expected}, found {found:?}: {messages:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_template_that_asks_for_what_is_not_there_is_found_at_its_place() {
    let template =
        "{% extends \"site/base.html\" %}\n{% block content %}\n<p>{{ clause.titel }}</p>\n{% endblock content %}\n";
    let compiled = compile(&book().with("templates/site/clause.html", template));
    let Err(RenderError::Template(finding)) =
        build(&compiled, &Target::ALL, &compiled.book.settings.languages, &Pages::default())
    else {
        panic!("the template must not be used")
    };
    assert_eq!(finding.rule.name, "template-error");
    assert!(place(&compiled, finding.span).starts_with("templates/site/clause.html:3:"), "{finding:?}");
}

#[test]
fn no_rule_is_missing_here() {
    let provoked: BTreeSet<String> = table()
        .iter()
        .map(|(_, expected)| expected.split(' ').next().unwrap_or_default().to_owned())
        .chain(["template-error".to_owned()])
        .collect();
    let all: BTreeSet<String> = rules::all().map(|rule| rule.name.to_owned()).collect();
    assert_eq!(provoked, all);
}

#[test]
fn every_finding_says_how_to_mend_it() {
    for (files, expected) in table() {
        for finding in compile(&files).findings {
            let told = finding.help.is_some()
                || ["not-utf8", "unreadable-file", "invalid-registry", "invalid-schema", "missing-translation"]
                    .contains(&finding.rule.name);
            assert!(told, "{expected}: {}", finding.message);
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
    assert_eq!(support::read(&path), page, "run the tests once with CLAUSEBOOK_UPDATE=1");
    for rule in rules::all() {
        assert!(page.contains(&format!("\n### {}\n", rule.name)), "{}", rule.name);
    }
}
