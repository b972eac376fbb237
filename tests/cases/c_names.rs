//! C: names: headings in any script, ids that collide, forms of Unicode, odd file names.

use clausebook::compile::{Compiled, compile};
use clausebook::files::MemoryFiles;

use crate::support::{A, B, SUMMARY, alpha, book, clause, expect, findings, pages, with_body};

/// A foreword with these headings; line 3 is the first below its title.
fn foreword(text: &str) -> MemoryFiles {
    let summary = format!("# Summary\n\n[Foreword](foreword.md)\n\n{}", SUMMARY.trim_start_matches("# Summary\n\n"));
    book().with("guidelines/SUMMARY.md", summary).with("guidelines/foreword.md", format!("# Foreword\n\n{text}"))
}

fn anchors(compiled: &Compiled) -> Vec<String> {
    compiled.book.prose[0].body.headings.iter().skip(1).map(|heading| heading.anchor.clone()).collect()
}

#[test]
fn c1_headings_of_any_script_have_anchors_that_are_never_empty_and_unique() {
    let compiled = expect(
        &foreword("## 资产的返还\n\n## 资产的返还\n\n## استرداد الموجودات\n\n## §\n\n## §\n\n## हिन्दी\n"),
        &["duplicate-heading foreword.md:5:1", "duplicate-heading foreword.md:11:1"],
    );
    let found = anchors(&compiled);
    assert_eq!(found, ["资产的返还", "资产的返还-1", "استرداد-الموجودات", "section", "section-1", "हिन्दी"]);
    let page = &pages(&compiled)["site/text/foreword.html"];
    for anchor in found {
        assert!(page.contains(&format!("id=\"text.foreword.{anchor}\"")), "{anchor}");
    }
}

#[test]
fn c1_they_can_be_linked_to() {
    expect(
        &foreword(
            "## 资产的返还\n\n## 资产的返还\n\n[one](#资产的返还-1), [two](#%E8%B5%84%E4%BA%A7%E7%9A%84%E8%BF%94%E8%BF%98).\n",
        ),
        &["duplicate-heading foreword.md:5:1"],
    );
}

#[test]
fn c3_a_suffix_never_collides_and_stays_when_a_heading_is_added() {
    let three = "## Scope\n\n## Scope 1\n\n## Scope\n";
    let first = anchors(&expect(&foreword(three), &["duplicate-heading foreword.md:7:1"]));
    assert_eq!(first, ["scope", "scope-1", "scope-2"]);
    let second = anchors(&expect(
        &foreword(&format!("{three}\n## Scope\n")),
        &["duplicate-heading foreword.md:7:1", "duplicate-heading foreword.md:9:1"],
    ));
    assert_eq!(second, ["scope", "scope-1", "scope-2", "scope-3"]);
    let before =
        anchors(&expect(&foreword("## Scope\n\n## Scope\n\n## Scope 1\n"), &["duplicate-heading foreword.md:5:1"]));
    assert_eq!(before, ["scope", "scope-1", "scope-1-1"]);
}

/// C6. Ids of clauses and terms are ASCII by schema (the design), so the kind concerns headings, sections and files.
#[test]
fn c6_forms_of_unicode_are_one_in_pointers_and_text_stays_as_written() {
    let (nfc, nfd) = ("Principe g\u{e9}n\u{e9}ral", "Principe ge\u{301}ne\u{301}ral");
    for (heading, link) in [(nfc, nfd), (nfd, nfc), (nfd, nfd)] {
        let link = link.to_lowercase().replace(' ', "-");
        let compiled = expect(&foreword(&format!("## {heading}\n\nSee [it](#{link}).\n")), &[]);
        assert!(pages(&compiled)["site/text/foreword.html"].contains(heading), "the heading stays as written");
    }
    let section = "1. Text.\n\n## Syste\u{300}mes juridiques\n\nText.\n";
    expect(&with_body(section), &[]);
}

#[test]
fn c6_an_id_that_is_not_ascii_is_refused_with_the_reason() {
    for id in ["principe-g\u{e9}n\u{e9}ral", "principe-ge\u{301}ne\u{301}ral"] {
        let compiled = expect(&book().with(A, clause(id, "Alpha", "1. Text.\n")), &["invalid-value a.md:2:5"]);
        assert!(compiled.findings[0].message.contains("lower-case Latin letters"));
    }
}

#[test]
fn c7_odd_ids_are_refused_at_their_place() {
    for id in ["A", "a/b", "../a", "a.b", "a b", "-a", "1a", "a_b", "a:b", "\"\"", "\"a\\u0000b\"", "资产"] {
        let compiled = compile(&book().with(A, clause(id, "Alpha", "1. Text.\n")));
        let found = findings(&compiled);
        assert_eq!(found, ["invalid-value a.md:2:5"], "{id}");
        let written = pages(&compiled);
        assert!(written.keys().all(|path| !path.contains("..") && path.is_ascii()), "{id}");
    }
}

#[test]
fn c7_odd_file_names_are_ordinary() {
    for name in ["with space.md", "资产.md", "a&b.md", "it's.md", "CON.md", "a#b.md", "100%.md"] {
        let encoded = name.replace('%', "%25").replace(' ', "%20").replace('#', "%23");
        let summary = format!("# Summary\n\n- [Alpha]({encoded})\n- [Beta](b.md)\n");
        let mut files = book().with("guidelines/SUMMARY.md", summary);
        files.remove(A);
        files.insert(format!("guidelines/{name}"), alpha("1. Text.\n"));
        files.insert(B, clause("beta", "Beta", format!("1. See [it]({encoded}).\n").as_str()));
        expect(&files, &[]);
    }
}
