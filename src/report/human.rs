//! Findings for people: the message, the line with the place marked, why, and how to mend it.

use std::ops::Range;

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use crate::diag::{Diagnostic, Label, Severity};
use crate::report::summary::counted;
use crate::source::{FileId, Sources, Span};

/// Longest line shown, in bytes; longer ones are cut around the place.
const LINE_LIMIT: usize = 400;

/// How many of the places are shown for which a finding holds as well.
const PLACES: usize = 3;

/// The text of all findings; coloured for a terminal that wants it.
pub fn render(findings: &[Diagnostic], sources: &Sources, colour: bool) -> String {
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    let mut out = String::new();
    for finding in findings {
        out.push_str(&renderer.render(&groups(finding, sources)));
        out.push_str("\n\n");
    }
    out
}

fn groups<'a>(finding: &'a Diagnostic, sources: &'a Sources) -> Vec<Group<'a>> {
    let level = match finding.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let title = level.primary_title(finding.message.as_str()).id(finding.rule.name);
    // Places in one file share a snippet when they stand near each other; others get their own.
    let main = window(sources, finding.span);
    let mut snippet = main
        .snippet(sources, finding.span.file)
        .annotation(AnnotationKind::Primary.span(main.within(finding.span)).label(finding.label.as_deref()));
    let mut others = Vec::new();
    for label in shown(&finding.labels) {
        let near = label.span.file == finding.span.file && main.range.contains(&(label.span.start as usize));
        if near {
            snippet =
                snippet.annotation(AnnotationKind::Context.span(main.within(label.span)).label(label.message.as_str()));
        } else {
            let window = window(sources, label.span);
            let annotation = AnnotationKind::Context.span(window.within(label.span)).label(label.message.as_str());
            others.push(window.snippet(sources, label.span.file).annotation(annotation));
        }
    }
    let mut group = title.element(snippet);
    for other in others {
        group = group.element(other);
    }
    let left_out = finding.labels.len() - shown(&finding.labels).count();
    if left_out > 0 {
        group = group.element(Level::NOTE.message(format!("not shown here: {}", counted(left_out, "other place"))));
    }
    if let Some(note) = &finding.note {
        group = group.element(Level::NOTE.message(note.as_str()));
    }
    if let Some(help) = &finding.help {
        group = group.element(Level::HELP.message(help.as_str()));
    }
    vec![group]
}

/// The places that are shown: of those for which the finding holds as well, the first ones.
fn shown(labels: &[Label]) -> impl Iterator<Item = &Label> {
    let mut as_well = 0;
    labels.iter().filter(move |label| {
        as_well += usize::from(label.as_well);
        !label.as_well || as_well <= PLACES
    })
}

/// The lines of a file around a place.
struct Window {
    range: Range<usize>,
    line: usize,
}

fn window(sources: &Sources, span: Span) -> Window {
    let source = sources.get(span.file);
    let text = &source.text;
    let start = floor(text, span.start as usize);
    let end = floor(text, (span.end as usize).max(start));
    let mut from = source.line(start).start;
    let mut to = source.line(end).end;
    if start - from > LINE_LIMIT {
        from = floor(text, start - LINE_LIMIT / 2);
    }
    if to > end.min(start + LINE_LIMIT) + LINE_LIMIT {
        to = floor(text, end.min(start + LINE_LIMIT) + LINE_LIMIT / 2);
    }
    Window { range: from..to.max(from), line: source.position(from).line as usize }
}

fn floor(text: &str, offset: usize) -> usize {
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    offset
}

impl Window {
    fn snippet<'a>(&self, sources: &'a Sources, file: FileId) -> Snippet<'a, annotate_snippets::Annotation<'a>> {
        let source = sources.get(file);
        Snippet::source(&source.text[self.range.clone()]).line_start(self.line).path(source.path.as_str()).fold(false)
    }

    fn within(&self, span: Span) -> Range<usize> {
        let clamp = |offset: u32| (offset as usize).clamp(self.range.start, self.range.end) - self.range.start;
        clamp(span.start)..clamp(span.end)
    }
}
