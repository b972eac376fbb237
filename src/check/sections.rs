//! Sections of clauses: required ones, and brackets in agreed text.

use crate::diag::Diagnostic;
use crate::model::body::Section;
use crate::model::book::Book;
use crate::model::clause::{Clause, Status};
use crate::model::section::TEXT;
use crate::rules::markdown::MISSING_SECTION;
use crate::rules::negotiation::BRACKET_IN_AGREED;
use crate::source::Span;

/// Reports required sections that are missing, and brackets in agreed clauses.
pub fn check(book: &Book, findings: &mut Vec<Diagnostic>) {
    for clause in book.clauses.iter().filter(|clause| clause.readable) {
        missing(book, clause, findings);
        if matches!(clause.status, Status::Agreed) {
            brackets(clause, findings);
        }
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

fn brackets(clause: &Clause, findings: &mut Vec<Diagnostic>) {
    let mut end = 0;
    for bracket in clause.body.brackets.iter().filter(|bracket| bracket.open) {
        if bracket.range.start < end {
            continue;
        }
        end = bracket.range.end;
        let span: Span = clause.body.span(bracket.range.clone());
        findings.push(
            Diagnostic::new(
                &BRACKET_IN_AGREED,
                span,
                format!("the clause `{}` is agreed, but this text is in brackets", clause.id.value),
            )
            .help("remove the brackets, or set `status: under-negotiation`"),
        );
    }
}
