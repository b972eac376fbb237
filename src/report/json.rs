//! Findings for programs: one JSON object, described in docs/findings.md.

use schemars::JsonSchema;
use serde::Serialize;

use crate::diag::{Diagnostic, Grade, Severity};
use crate::source::{Sources, Span};

/// Version of the form; it grows when something is changed or removed, not when something is added.
pub const VERSION: u32 = 1;

/// The findings of one run of `clausebook check` or of another command that reports them.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Report<'a> {
    /// Version of this form; it grows when a field is changed or removed, not when one is added.
    version: u32,
    /// How many findings are errors.
    errors: usize,
    /// How many findings are warnings.
    warnings: usize,
    /// How many findings are notes.
    notes: usize,
    /// How many findings a baseline holds back; only with `--baseline`.
    #[serde(skip_serializing_if = "Option::is_none")]
    held: Option<usize>,
    /// How many findings of the baseline no longer occur; only with `--baseline`.
    #[serde(skip_serializing_if = "Option::is_none")]
    gone: Option<usize>,
    /// The findings, sorted by file, place and rule.
    findings: Vec<Finding<'a>>,
}

/// One finding.
#[derive(Debug, Serialize, JsonSchema)]
struct Finding<'a> {
    /// Permanent name of the rule.
    rule: &'static str,
    /// The group that the rule belongs to.
    family: &'static str,
    /// How much it weighs in this book.
    severity: Severity,
    /// What is wrong.
    message: &'a str,
    #[serde(flatten)]
    place: Place<'a>,
    /// Words for the place, where the message alone does not say enough.
    #[serde(skip_serializing_if = "Option::is_none")]
    label: Option<&'a str>,
    /// Other places that explain the finding.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schemars(default)]
    related: Vec<Related<'a>>,
    /// Why it is so.
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<&'a str>,
    /// How to mend it, in words.
    #[serde(skip_serializing_if = "Option::is_none")]
    help: Option<&'a str>,
    /// Edits that mend it.
    #[serde(skip_serializing_if = "Option::is_none")]
    fix: Option<FixView<'a>>,
}

/// Edits that mend a finding, all of them or none.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Fix")]
struct FixView<'a> {
    /// What the edits do, as an order.
    title: &'a str,
    /// Whether there is one right answer, so that `clausebook fix` applies it; otherwise a person decides.
    safe: bool,
    /// The edits; they do not overlap.
    edits: Vec<EditView<'a>>,
}

/// The text that replaces what stands at a place.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Edit")]
struct EditView<'a> {
    #[serde(flatten)]
    place: Place<'a>,
    /// What stands at the place now; empty for an insertion. Where something else stands there, the edit must not be made.
    old: &'a str,
    /// What will stand there.
    text: &'a str,
}

/// Another place that explains the finding.
#[derive(Debug, Serialize, JsonSchema)]
struct Related<'a> {
    /// What is there.
    message: &'a str,
    #[serde(flatten)]
    place: Place<'a>,
}

/// A range of characters in a file.
#[derive(Debug, Serialize, JsonSchema)]
struct Place<'a> {
    /// Path relative to the book's folder, with `/`.
    file: &'a str,
    /// The first character.
    start: Point,
    /// Behind the last character.
    end: Point,
}

/// A point in a file; a byte-order mark is not counted.
#[derive(Debug, Serialize, JsonSchema)]
struct Point {
    /// Line, counted from 1.
    #[schemars(range(min = 1))]
    line: u32,
    /// Column, counted from 1 in characters (Unicode scalar values).
    #[schemars(range(min = 1))]
    column: u32,
    /// Bytes before the point.
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
        held: None,
        gone: None,
        findings: findings.iter().map(|finding| convert(finding, sources)).collect(),
    }
}

impl Report<'_> {
    /// Says how many findings a baseline holds back, and how many of it no longer occur.
    pub fn with_baseline(mut self, held: usize, gone: usize) -> Self {
        (self.held, self.gone) = (Some(held), Some(gone));
        self
    }
}

fn convert<'a>(finding: &'a Diagnostic, sources: &'a Sources) -> Finding<'a> {
    Finding {
        rule: finding.rule.name,
        family: finding.rule.family.name(),
        severity: finding.severity,
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
                .map(|edit| EditView { place: place(edit.span, sources), old: &edit.old, text: &edit.new })
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
