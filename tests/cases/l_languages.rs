//! Group L: translations while their source is being edited.

use clausebook::diag::Severity;
use clausebook::files::MemoryFiles;

use crate::support::{A, alpha, book, book_toml, expect, findings, only, pages};

/// The book with a French version of `alpha`; `translates` is what the front matter says of the source.
fn french(translates: &str, text: &str) -> MemoryFiles {
    let toml = book_toml("languages = [\"fr\"]\n[output.clausebook.rules]\nmissing-translation = \"off\"\n");
    let translation = format!("---\ntitle: Alpha\ntranslates: \"{translates}\"\n---\n\n{text}");
    book().with("book.toml", toml).with("guidelines/a.fr.md", translation)
}

/// Whoever edits the source is not held up by translations that lag behind: one warning each, which says what differs.
#[test]
fn l1_a_stale_translation_is_one_warning_that_says_what_differs() {
    let compiled = expect(&french("0", "1. Un État agit.\n2. Encore.\n"), &["stale-translation a.fr.md:3:13"]);
    let finding = only(&compiled, "stale-translation");
    assert_eq!(finding.note.as_deref(), Some("the source lacks paragraph 2"));
    assert!(!compiled.fails_at(Severity::Error));
    let pages = pages(&compiled);
    let note = "Cette traduction a été faite d'après un état antérieur du texte.";
    for path in ["site/fr/clause/alpha.html", "document/a-book.fr.html", "document/a-book.fr.md"] {
        assert_eq!(
            pages[path].replace("&#39;", "'").replace("&#x27;", "'").replace('\\', "").matches(note).count(),
            1,
            "{path}"
        );
    }
}

/// A translation that claims to be of the present source must be.
#[test]
fn l2_a_translation_of_the_present_source_that_differs_is_an_error() {
    let text = "1. Un État agit.\n2. Encore.\n";
    let compiled = expect(&french("0", text), &["stale-translation a.fr.md:3:13"]);
    let help = only(&compiled, "stale-translation").help.clone().expect("it names the digest");
    let digest = help.rsplit('`').nth(1).and_then(|words| words.strip_prefix("translates: ")).expect("a digest");
    let compiled = expect(&french(digest, text), &["translation-differs a.fr.md:2:8"]);
    assert!(compiled.fails_at(Severity::Error));
}

/// Who turns the warning off still learns that a translation differs.
#[test]
fn l3_a_difference_is_not_lost_where_stale_translations_are_not_reported() {
    let files = french("0", "1. Un État agit.\n2. Encore.\n");
    let toml = book_toml(
        "languages = [\"fr\"]\n[output.clausebook.rules]\nmissing-translation = \"off\"\nstale-translation = \"off\"\n",
    );
    let compiled = clausebook::compile::compile(&files.with("book.toml", toml));
    assert_eq!(findings(&compiled), ["translation-differs a.fr.md:2:8"]);
}

/// A section without a translation is shown in the source language, and every output says so.
#[test]
fn l4_what_is_not_translated_is_said_in_every_output() {
    let files = french("0", "1. Un État agit.\n").with(A, alpha("1. A State should act.\n\n## Commentary\n\nWhy.\n"));
    let compiled = clausebook::compile::compile(&files);
    assert!(!compiled.fails_at(Severity::Error), "{:?}", findings(&compiled));
    let pages = pages(&compiled);
    let note = "Pas encore traduit";
    assert_eq!(pages["site/fr/clause/alpha.html"].matches(note).count(), 1);
    // The clause `beta` is not translated at all: one note above it, one above the commentary of `alpha`.
    for path in ["document/a-book.fr.html", "document/a-book.fr.md"] {
        assert_eq!(pages[path].matches(note).count(), 2, "{path}");
    }
    for path in ["site/clause/alpha.html", "document/a-book.html", "document/a-book.md"] {
        assert!(!pages[path].contains("Not yet translated"), "{path}");
    }
}
