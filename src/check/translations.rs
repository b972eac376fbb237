//! Translations: whether they belong to the present source, and have the same paragraphs, citations and brackets.

use std::collections::HashMap;

use crate::config::raw::Level;
use crate::diag::{Diagnostic, Grade, Rule};
use crate::model::body::{Body, Section};
use crate::model::book::{Book, TextId};
use crate::model::language::Language;
use crate::model::translation::Translation;
use crate::resolve::Resolved;
use crate::resolve::bind::Bound;
use crate::rules::markdown::NUMBER_GAP;
use crate::rules::negotiation::{BRACKET_ATTRIBUTE, UNBALANCED_BRACKET, UNKNOWN_BODY};
use crate::rules::translations::{MISSING_TRANSLATION, STALE_TRANSLATION, TRANSLATION_DIFFERS};
use crate::source::Span;

/// Reports stale and differing translations, and counts what is missing.
///
/// What a stale translation lacks is part of the finding that it is stale: whoever edits the source goes on building, and
/// whoever translates sees at once what has changed.
pub fn check(book: &Book, resolved: &Resolved, findings: &mut Vec<Diagnostic>) {
    for (at, translation) in book.translations.iter().enumerate() {
        let path = &book.sources.get(translation.file).path;
        let says_stale = book.settings.levels.of(STALE_TRANSLATION.name, path) != Some(Level::Off);
        let differences = differences(book, resolved, at, findings);
        match stale(book, translation) {
            Some(finding) if says_stale && differences.is_empty() => findings.push(finding),
            Some(finding) if says_stale => {
                let words: Vec<String> = differences.into_iter().map(|difference| difference.message).collect();
                findings.push(finding.note(words.join("; ")));
            }
            _ => {
                let found: Vec<Diagnostic> =
                    differences.into_iter().map(|difference| differs(book, translation, difference)).collect();
                findings.extend(found);
            }
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

/// One kind of thing that differs.
struct Difference {
    message: String,
    /// Where, in the translation and in the source, as far as there is a place.
    places: (Option<Span>, Option<Span>),
}

fn differs(book: &Book, translation: &Translation, difference: Difference) -> Diagnostic {
    let (own, source) = difference.places;
    let place = own.unwrap_or_else(|| translation.title.as_ref().map_or(translation.head, |title| title.span));
    Diagnostic::new(&TRANSLATION_DIFFERS, place, difference.message)
        .also(source.unwrap_or_else(|| source_start(book, translation.of)), "the source")
        .help("make the two texts have the same paragraphs, citations and brackets")
}

/// Something that both texts should have.
struct Thing {
    words: String,
    place: Option<Span>,
    /// Whether it leads to something; what leads nowhere has been reported by itself.
    bound: bool,
}

/// What one of the two texts lacks: one difference for each kind of thing.
///
/// What follows from a slip that has been found in one of the two is left out.
fn differences(book: &Book, resolved: &Resolved, at: usize, findings: &[Diagnostic]) -> Vec<Difference> {
    let translation = &book.translations[at];
    let (own, of) = (TextId::Translation(at as u32), translation.of);
    let (source, body) = (book.body(of), &translation.body);
    let slipped = |rules: &[&Rule]| {
        findings.iter().any(|finding| {
            [source.file, body.file].contains(&finding.span.file)
                && rules.iter().any(|rule| rule.name == finding.rule.name)
        })
    };
    let keys: Vec<&Section> = body.sections.iter().filter(|section| !section.is_empty()).collect();
    let mut out = Vec::new();
    if !slipped(&[&NUMBER_GAP]) {
        out.extend(compare("paragraph", paragraphs(source), paragraphs(body)));
    }
    out.extend(compare(
        "the citation of",
        citations(resolved.bound(book, of), source, &keys),
        citations(resolved.bound(book, own), body, &keys),
    ));
    if !slipped(&[&UNBALANCED_BRACKET, &UNKNOWN_BODY, &BRACKET_ATTRIBUTE]) {
        out.extend(compare("a bracket", brackets(source), brackets(body)));
    }
    out
}

fn paragraphs(body: &Body) -> Vec<Thing> {
    body.paragraphs.iter().map(|path| Thing { words: path.written(), place: None, bound: true }).collect()
}

/// The citations that stand in the sections of `keys`.
fn citations(bound: &Bound, body: &Body, keys: &[&Section]) -> Vec<Thing> {
    let ranges: Vec<_> = (0..body.sections.len())
        .filter(|at| keys.iter().any(|section| section.key == body.sections[*at].key))
        .map(|at| body.range_of(at))
        .collect();
    let inside = |start: usize| ranges.iter().any(|range| range.contains(&start));
    let used = body.citations.iter().zip(&bound.citations).filter(|(used, _)| inside(used.range.start));
    used.map(|(used, bound)| Thing {
        words: used.citation.as_ref().map_or_else(|_| String::new(), |citation| format!("`{citation}`")),
        place: Some(body.span(used.range.clone())),
        bound: bound.is_some(),
    })
    .collect()
}

fn brackets(body: &Body) -> Vec<Thing> {
    let open = body.brackets.iter().filter(|bracket| bracket.open);
    open.map(|bracket| Thing {
        words: match &bracket.alternative {
            Some(alternative) => format!("(alternative {alternative}, {})", bracket.by.join(", ")),
            None => format!("({})", bracket.by.join(", ")),
        },
        place: Some(body.span(bracket.range.clone())),
        bound: true,
    })
    .collect()
}

/// What one of two lists has more often than the other, as a difference.
fn compare(what: &str, source: Vec<Thing>, translation: Vec<Thing>) -> Option<Difference> {
    let (mut missing, mut surplus) = (beyond(&source, &translation), beyond(&translation, &source));
    // A citation that leads nowhere stands in the place of one that the other text has.
    let (wrong, lost) = (count_unbound(&surplus), count_unbound(&missing));
    missing.retain(|thing| thing.bound);
    surplus.retain(|thing| thing.bound);
    missing.truncate(missing.len().saturating_sub(wrong));
    surplus.truncate(surplus.len().saturating_sub(lost));
    let list = |things: &[&Thing]| {
        let mut words: Vec<&str> = things.iter().map(|thing| thing.words.as_str()).collect();
        words.sort();
        words.dedup();
        words.join(", ")
    };
    let message = match (missing.is_empty(), surplus.is_empty()) {
        (true, true) => return None,
        (false, true) => format!("the translation lacks {what} {}", list(&missing)),
        (true, false) => format!("the source lacks {what} {}", list(&surplus)),
        (false, false) => {
            format!("the translation has {what} {} where the source has {}", list(&surplus), list(&missing))
        }
    };
    let place = |things: &[&Thing]| things.first().and_then(|thing| thing.place);
    Some(Difference { message, places: (place(&surplus), place(&missing)) })
}

fn count_unbound(things: &[&Thing]) -> usize {
    things.iter().filter(|thing| !thing.bound).count()
}

/// The things of a list that another has less often, each as often as it lacks it.
fn beyond<'a>(list: &'a [Thing], other: &[Thing]) -> Vec<&'a Thing> {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for thing in other {
        *counts.entry(&thing.words).or_default() += 1;
    }
    let has_none = |thing: &&Thing| match counts.get_mut(thing.words.as_str()) {
        Some(count) if *count > 0 => {
            *count -= 1;
            false
        }
        _ => true,
    };
    list.iter().filter(has_none).collect()
}

fn missing(book: &Book, resolved: &Resolved, language: Language, findings: &mut Vec<Diagnostic>) {
    let texts: Vec<TextId> = book.texts().into_iter().filter(|id| matches!(id, TextId::Clause(_))).collect();
    let without = texts.iter().filter(|id| resolved.index.translation(**id, language).is_none()).count();
    if without > 0 {
        let message = format!("{without} of {} clauses are not translated into {}", texts.len(), language.own_name());
        findings.push(Diagnostic::new(&MISSING_TRANSLATION, Span::start_of(book.settings.file), message));
    }
}
