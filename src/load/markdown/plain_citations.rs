//! Citations in plain prose: "article 57, paragraph 3 (c), of the Convention".
//!
//! The words stay as typed; they become a link to the provision.

use std::ops::Range;

use crate::diag::{Diagnostic, Grade};
use crate::load::markdown::Vocabulary;
use crate::locale;
use crate::model::body::{Body, CitationUse, Inline, LinkTarget, Str};
use crate::model::citation;
use crate::model::language::Language;
use crate::rules::citations::LOOK_ALIKE_LETTER;

/// How plain citations are read in one place of a text.
pub struct Reading<'a> {
    /// The language of the text.
    pub language: Language,
    /// What instruments are called.
    pub vocabulary: &'a Vocabulary,
    /// Whether a citation must name its instrument, as in model provisions, where "article 5" is one of the law.
    pub named_only: bool,
}

/// Wraps plain citations among `inlines` (which stand in `range`) into links.
pub fn mark(
    mut inlines: Vec<Inline>,
    range: Range<usize>,
    body: &mut Body,
    reading: &Reading<'_>,
    findings: &mut Vec<Diagnostic>,
) -> Vec<Inline> {
    let text = &body.text[range.clone()];
    if reading.vocabulary.instruments.is_empty() || !text.bytes().any(|byte| byte.is_ascii_digit() || byte >= 0x80) {
        return inlines;
    }
    let found = locale::read(text, reading.language, &reading.vocabulary.names);
    for found in found.into_iter().filter(|found| found.named || !reading.named_only) {
        let at = range.start + found.range.start..range.start + found.range.end;
        let Some(first) = covering(&inlines, &at) else { continue };
        if let Some(offset) = found.look_alike {
            findings.push(look_alike(body, range.start + offset));
        }
        body.citations.push(CitationUse { citation: Ok(found.citation), range: at.clone(), plain: true });
        let target = LinkTarget::Citation(body.citations.len() as u32 - 1);
        wrap(&mut inlines, first, at, target);
    }
    inlines
}

fn look_alike(body: &Body, at: usize) -> Diagnostic {
    let letter = body.text[at..].chars().next().unwrap_or(' ');
    let message = format!("`{letter}` (U+{:04X}) is not the Latin letter that it looks like", u32::from(letter));
    let span = body.span(at..at + letter.len_utf8());
    let finding =
        Diagnostic::new(&LOOK_ALIKE_LETTER, span, message).help("type the Latin letter, as the instrument has it");
    match citation::look_alike(letter) {
        Some(latin) => finding.replace(
            Grade::Safe,
            format!("type the Latin `{latin}`"),
            span,
            letter.to_string(),
            latin.to_string(),
        ),
        None => finding,
    }
}

/// The indices of the plain texts and line ends among `inlines` which together cover `at` without a hole.
fn covering(inlines: &[Inline], at: &Range<usize>) -> Option<Range<usize>> {
    let holds = |inline: &Inline, offset: usize| match inline {
        Inline::Text(Str::Source(start, end)) => (*start as usize..*end as usize).contains(&offset),
        _ => false,
    };
    let first = inlines.iter().position(|inline| holds(inline, at.start))?;
    let last = first + inlines[first..].iter().position(|inline| holds(inline, at.end - 1))?;
    let plain =
        inlines[first..=last].iter().all(|inline| matches!(inline, Inline::Text(Str::Source(..)) | Inline::SoftBreak));
    plain.then_some(first..last + 1)
}

fn wrap(inlines: &mut Vec<Inline>, indices: Range<usize>, at: Range<usize>, target: LinkTarget) {
    let mut before = None;
    let mut after = None;
    let mut inside = Vec::new();
    for inline in inlines.drain(indices.clone()) {
        let Inline::Text(Str::Source(start, end)) = inline else {
            inside.push(inline);
            continue;
        };
        let (start, end) = (start as usize, end as usize);
        if start < at.start {
            before = Some(source(start, at.start));
        }
        inside.push(source(start.max(at.start), end.min(at.end)));
        if end > at.end {
            after = Some(source(at.end, end));
        }
    }
    let link = Inline::Link { target, inlines: inside };
    inlines.splice(indices.start..indices.start, before.into_iter().chain([link]).chain(after));
}

fn source(start: usize, end: usize) -> Inline {
    Inline::Text(Str::Source(start as u32, end as u32))
}
