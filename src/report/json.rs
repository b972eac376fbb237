//! Findings for programs: one JSON object, described in docs/findings.md.

use serde::Serialize;

use crate::diag::{Diagnostic, Grade, Severity};
use crate::source::{Sources, Span};

/// Version of the form; it grows when something is changed or removed, not when something is added.
pub const VERSION: u32 = 1;

/// All findings.
#[derive(Debug, Serialize)]
pub struct Report<'a> {
    version: u32,
    errors: usize,
    warnings: usize,
    notes: usize,
    findings: Vec<Finding<'a>>,
}

#[derive(Debug, Serialize)]
struct Finding<'a> {
    rule: &'static str,
    family: &'static str,
    severity: &'static str,
    message: &'a str,
    #[serde(flatten)]
    place: Place<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    label: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related: Vec<Related<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    help: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    fix: Option<FixView<'a>>,
}

/// Edits that mend the finding.
#[derive(Debug, Serialize)]
struct FixView<'a> {
    title: &'a str,
    safe: bool,
    edits: Vec<EditView<'a>>,
}

/// The text that replaces what stands at a place.
#[derive(Debug, Serialize)]
struct EditView<'a> {
    #[serde(flatten)]
    place: Place<'a>,
    text: &'a str,
}

#[derive(Debug, Serialize)]
struct Related<'a> {
    message: &'a str,
    #[serde(flatten)]
    place: Place<'a>,
}

/// File relative to the book; lines and columns 1-based, columns in characters; offsets in bytes.
#[derive(Debug, Serialize)]
struct Place<'a> {
    file: &'a str,
    start: Point,
    end: Point,
}

#[derive(Debug, Serialize)]
struct Point {
    line: u32,
    column: u32,
    offset: u32,
}

/// The report of all findings.
pub fn report<'a>(findings: &'a [Diagnostic], sources: &'a Sources) -> Report<'a> {
    let count = |severity| findings.iter().filter(|finding| finding.severity == severity).count();
    Report {
        version: VERSION,
        errors: count(Severity::Error),
        warnings: count(Severity::Warning),
        notes: count(Severity::Note),
        findings: findings.iter().map(|finding| convert(finding, sources)).collect(),
    }
}

fn convert<'a>(finding: &'a Diagnostic, sources: &'a Sources) -> Finding<'a> {
    Finding {
        rule: finding.rule.name,
        family: finding.rule.family.name(),
        severity: finding.severity.word(),
        message: &finding.message,
        place: place(finding.span, sources),
        label: finding.label.as_deref(),
        related: finding
            .labels
            .iter()
            .map(|label| Related { message: &label.message, place: place(label.span, sources) })
            .collect(),
        note: finding.note.as_deref(),
        help: finding.help.as_deref(),
        fix: finding.fix.as_ref().map(|fix| FixView {
            title: &fix.title,
            safe: fix.grade == Grade::Safe,
            edits: fix
                .edits
                .iter()
                .map(|edit| EditView { place: place(edit.span, sources), text: &edit.new })
                .collect(),
        }),
    }
}

fn place<'a>(span: Span, sources: &'a Sources) -> Place<'a> {
    let source = sources.get(span.file);
    let point = |offset: u32| {
        let position = source.position(offset as usize);
        Point { line: position.line, column: position.column, offset }
    };
    Place { file: &source.path, start: point(span.start), end: point(span.end) }
}
