//! A book that is compiled again after changes, with what was read before, is the book compiled anew.

mod support;

use clausebook::compile::{Cache, compile, compile_again};
use clausebook::files::MemoryFiles;

use support::{A, B, alpha, book, book_toml, clause};

/// Everything that a compiled book holds, in words.
fn told(compiled: &clausebook::compile::Compiled) -> String {
    let book = &compiled.book;
    format!(
        "{:#?}\n{:#?}\n{:#?}\n{:#?}\n{:#?}\n{:#?}\n{:#?}",
        book.clauses, book.prose, book.translations, book.terms, book.instruments, compiled.findings, book.lost.texts,
    )
}

#[test]
fn compiling_again_is_compiling_anew() {
    let terms = "terms:\n  - id: act\n    term: act\n    definition: What is done under [](conv:1).\n";
    let registry = support::REGISTRY.replace("paragraphs: [1, 2]", "paragraphs: [1, 2, 3]");
    let obligations = support::REGISTRY
        .replace("    paragraphs: [1, 2]\n", "    paragraphs: [1, 2]\n    obligations: {\"2\": consider}\n");
    let changes: &[(&str, Option<String>)] = &[
        (A, Some(alpha("1. A State should act under [](conv:2(3)) and [](term:act).\n"))),
        // What wording is measured by changes, the text does not.
        (
            A,
            Some(alpha(
                "1. A State shall act.\n2. A State is required to do a [deed](term:act) under [](conv:2(2)).\n",
            )),
        ),
        ("guidelines/terms.yaml", Some(terms.to_owned())),
        ("guidelines/terms.yaml", Some(terms.to_owned() + "    discouraged: [{use: State, instead: Party}]\n")),
        ("guidelines/instruments/conv.yaml", Some(obligations)),
        ("book.toml", Some(book_toml("nature = \"binding\"\n"))),
        ("guidelines/instruments/conv.yaml", Some(registry)),
        ("guidelines/instruments/other.yaml", Some(support::REGISTRY.to_owned())),
        ("guidelines/instruments/other.yaml", None),
        ("book.toml", Some(book_toml("languages = [\"fr\"]\n"))),
        ("guidelines/a.fr.md", Some("---\ntitle: Alpha\n---\n\n1. Un État.\n".to_owned())),
        // The text of a file stays the same and comes to mean something else: its number, its role, its title.
        ("guidelines/SUMMARY.md", Some("# S\n\n- [Beta](b.md)\n- [Alpha](a.md)\n".to_owned())),
        ("guidelines/SUMMARY.md", Some("# S\n\n- [Beta](b.md)\n  - [Alpha](a.md)\n".to_owned())),
        ("guidelines/SUMMARY.md", Some("# S\n\n[Other](b.md)\n\n- [Alpha](a.md)\n".to_owned())),
        (B, Some("Prose about article 1 of the Convention.\n".to_owned())),
        (B, Some(clause("beta", "", "1. [See](clause:alpha#1).\n"))),
        ("schemas/clause.schema.json", Some("{\"properties\": {\"owner\": {\"type\": \"string\"}}}".to_owned())),
        (A, Some("---\nid: alpha\ntitle: Alpha\nowner: me\n---\n\n1. One.\n".to_owned())),
        ("schemas/clause.schema.json", None),
        (A, Some("---\nid: alph".to_owned())),
        (A, None),
    ];
    let mut files: MemoryFiles = book();
    let mut cache = Cache::new();
    let first = told(&compile_again(&files, &mut cache));
    assert!(first == told(&compile(&files)));
    let mut before = first;
    for (path, text) in changes {
        match text {
            Some(text) => files.insert(*path, text.as_bytes()),
            None => files.remove(path),
        }
        let again = told(&compile_again(&files, &mut cache));
        // The texts are long: equal or not is enough.
        assert!(again == told(&compile(&files)), "after the change of {path}: {text:?}");
        assert!(again != before, "the change of {path} changes nothing, so it proves nothing");
        // Nothing has changed: everything comes from the cache.
        assert!(again == told(&compile_again(&files, &mut cache)));
        before = again;
    }
}
