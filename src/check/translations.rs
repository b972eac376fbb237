//! Translations: whether they belong to the present source, and have the same paragraphs, citations and brackets.

use std::collections::BTreeMap;

use crate::config::raw::Level;
use crate::diag::{Diagnostic, Grade};
use crate::model::body::{Body, Section};
use crate::model::book::{Book, TextId};
use crate::model::language::Language;
use crate::model::translation::Translation;
use crate::resolve::Resolved;
use crate::rules::translations::{MISSING_TRANSLATION, STALE_TRANSLATION, TRANSLATION_DIFFERS};
use crate::source::Span;

/// Reports stale and differing translations, and counts what is missing.
///
/// What a stale translation lacks is part of the finding that it is stale: whoever edits the source goes on building, and
/// whoever translates sees at once what has changed.
pub fn check(book: &Book, resolved: &Resolved, findings: &mut Vec<Diagnostic>) {
    for translation in &book.translations {
        let path = &book.sources.get(translation.file).path;
        let says_stale = book.settings.levels.of(STALE_TRANSLATION.name, path) != Some(Level::Off);
        let differences = differences(book, translation);
        match stale(book, translation) {
            Some(finding) if says_stale && differences.is_empty() => findings.push(finding),
            Some(finding) if says_stale => findings.push(finding.note(differences.join("; "))),
            _ => findings.extend(differences.into_iter().map(|difference| differs(book, translation, difference))),
        }
    }
    for language in book.other_languages() {
        missing(book, resolved, language, findings);
    }
}

fn stale(book: &Book, translation: &Translation) -> Option<Diagnostic> {
    let present = book.stale(translation)?;
    let written = translation.translates.as_ref();
    let message = match written {
        Some(_) => "the source has changed since this translation was made",
        None => "this translation does not say which state of the source it was made from",
    };
    let span = written.map_or(translation.head, |written| written.span);
    let finding = Diagnostic::new(&STALE_TRANSLATION, span, message)
        .also(source_start(book, translation.of), "the source")
        .help(format!("compare the two, then write `translates: {present}`"));
    let place = written.map(|written| (written.span, book.sources.text(written.span)));
    Some(match place {
        Some((span, old)) => finding.replace(
            Grade::Suggestion,
            "say that it was made from the present source",
            span,
            old,
            format!("\"{present}\""),
        ),
        None => finding,
    })
}

fn source_start(book: &Book, id: TextId) -> Span {
    match id {
        TextId::Clause(id) => book.clause(id).title.span,
        _ => Span::start_of(book.body(id).file),
    }
}

fn differs(book: &Book, translation: &Translation, difference: String) -> Diagnostic {
    let place = translation.title.as_ref().map_or(translation.head, |title| title.span);
    Diagnostic::new(&TRANSLATION_DIFFERS, place, difference)
        .also(source_start(book, translation.of), "the source")
        .help("make the two texts have the same paragraphs, citations and brackets")
}

/// What one of the two texts lacks, in words.
fn differences(book: &Book, translation: &Translation) -> Vec<String> {
    let source = book.body(translation.of);
    let keys: Vec<&Section> = translation.body.sections.iter().filter(|section| !section.is_empty()).collect();
    let compared = [
        ("paragraph", compare(paragraphs(source), paragraphs(&translation.body))),
        ("the citation of", compare(citations(source, &keys), citations(&translation.body, &keys))),
        ("a bracket", compare(brackets(source), brackets(&translation.body))),
    ];
    let mut differences = Vec::new();
    for (what, (missing, surplus)) in compared {
        for (words, holder) in [(missing, "the translation lacks"), (surplus, "the source lacks")] {
            if !words.is_empty() {
                differences.push(format!("{holder} {what} {}", words.join(", ")));
            }
        }
    }
    differences
}

fn paragraphs(body: &Body) -> Vec<String> {
    body.paragraphs.iter().map(|path| path.written()).collect()
}

/// The citations that stand in the sections of `keys`.
fn citations(body: &Body, keys: &[&Section]) -> Vec<String> {
    let ranges: Vec<_> = (0..body.sections.len())
        .filter(|at| keys.iter().any(|section| section.key == body.sections[*at].key))
        .map(|at| body.range_of(at))
        .collect();
    let inside = |start: usize| ranges.iter().any(|range| range.contains(&start));
    let used = body.citations.iter().filter(|used| inside(used.range.start));
    used.filter_map(|used| used.citation.as_ref().ok().map(|citation| format!("`{citation}`"))).collect()
}

fn brackets(body: &Body) -> Vec<String> {
    let open = body.brackets.iter().filter(|bracket| bracket.open);
    open.map(|bracket| match &bracket.alternative {
        Some(alternative) => format!("(alternative {alternative}, {})", bracket.by.join(", ")),
        None => format!("({})", bracket.by.join(", ")),
    })
    .collect()
}

/// What the second list lacks of the first, and the first of the second, each as often as it is lacking.
fn compare(source: Vec<String>, translation: Vec<String>) -> (Vec<String>, Vec<String>) {
    let mut counts: BTreeMap<String, i64> = BTreeMap::new();
    for word in source {
        *counts.entry(word).or_default() += 1;
    }
    for word in translation {
        *counts.entry(word).or_default() -= 1;
    }
    let missing = counts.iter().filter(|(_, count)| **count > 0).map(|(word, _)| word.clone()).collect();
    let surplus = counts.iter().filter(|(_, count)| **count < 0).map(|(word, _)| word.clone()).collect();
    (missing, surplus)
}

fn missing(book: &Book, resolved: &Resolved, language: Language, findings: &mut Vec<Diagnostic>) {
    let texts: Vec<TextId> = book.texts().into_iter().filter(|id| matches!(id, TextId::Clause(_))).collect();
    let without = texts.iter().filter(|id| resolved.index.translation(**id, language).is_none()).count();
    if without > 0 {
        let message = format!("{without} of {} clauses are not translated into {}", texts.len(), language.own_name());
        findings.push(Diagnostic::new(&MISSING_TRANSLATION, Span::start_of(book.settings.file), message));
    }
}
