//! Sections of clauses: required ones, and brackets in agreed text.

use crate::diag::Diagnostic;
use crate::model::body::{Body, Bracket, Section};
use crate::model::book::Book;
use crate::model::clause::{Clause, Status};
use crate::model::section::TEXT;
use crate::rules::markdown::MISSING_SECTION;
use crate::rules::negotiation::{BRACKET_IN_AGREED, LONELY_ALTERNATIVE};
use crate::source::Span;

/// Reports required sections that are missing, brackets in agreed clauses, and alternatives without another.
pub fn check(book: &Book, findings: &mut Vec<Diagnostic>) {
    for clause in book.clauses.iter().filter(|clause| clause.readable) {
        missing(book, clause, findings);
        if matches!(clause.status, Status::Agreed) {
            brackets(clause, findings);
        }
        lonely(&clause.body, findings);
    }
    for translation in &book.translations {
        lonely(&translation.body, findings);
    }
}

fn missing(book: &Book, clause: &Clause, findings: &mut Vec<Diagnostic>) {
    let empty = |key: &str| clause.body.section(key).is_none_or(Section::is_empty);
    if empty(TEXT) && clause.status != Status::Withdrawn {
        findings.push(
            Diagnostic::new(&MISSING_SECTION, clause.id.span, format!("the clause `{}` has no text", clause.id.value))
                .help("write its numbered paragraphs before the first heading"),
        );
    }
    for kind in book.settings.sections.kinds.iter().filter(|kind| kind.required && empty(&kind.key)) {
        let name = kind.name(book.settings.language);
        let span =
            clause.body.section(&kind.key).map_or(clause.id.span, |section| clause.body.span(section.range.clone()));
        findings.push(
            Diagnostic::new(
                &MISSING_SECTION,
                span,
                format!("the clause `{}` has no section `{name}`", clause.id.value),
            )
            .help(format!("add `## {name}` and its text")),
        );
    }
}

/// Alternatives of a section that all bear one name: one member is none. Where several names stand in a section, which of
/// them belong together is not guessed.
fn lonely(body: &Body, findings: &mut Vec<Diagnostic>) {
    for at in 0..body.sections.len() {
        let range = body.range_of(at);
        let named = body.brackets.iter().filter(|bracket| range.contains(&bracket.range.start));
        let named: Vec<(&Bracket, &String)> =
            named.filter_map(|bracket| Some((bracket, bracket.alternative.as_ref()?))).collect();
        let Some((first, name)) = named.first() else { continue };
        if named.iter().all(|(_, other)| other == name) {
            findings.push(
                Diagnostic::new(
                    &LONELY_ALTERNATIVE,
                    body.span(first.range.clone()),
                    format!("alternative {name} has no other to choose from in this section"),
                )
                .help("give the other text a name too, such as `{alt=B}`, or take `alt` away"),
            );
        }
    }
}

fn brackets(clause: &Clause, findings: &mut Vec<Diagnostic>) {
    let mut end = 0;
    let outer = clause.body.brackets.iter().filter(|bracket| {
        let outer = bracket.open && bracket.range.start >= end;
        if outer {
            end = bracket.range.end;
        }
        outer
    });
    let places: Vec<Span> = outer.map(|bracket| clause.body.span(bracket.range.clone())).collect();
    let Some((first, others)) = places.split_first() else { return };
    let what = match places.len() {
        1 => "this text is in brackets".to_owned(),
        count => format!("{count} pieces of its text are in brackets"),
    };
    let message = format!("the clause `{}` is agreed, but {what}", clause.id.value);
    let finding = Diagnostic::new(&BRACKET_IN_AGREED, *first, message)
        .help("remove the brackets, or set `status: under-negotiation`");
    findings.push(others.iter().fold(finding, |finding, place| finding.and_at(*place, "in brackets too")));
}
