//! Citations in plain prose: "article 57, paragraph 3 (c), of the Convention".
//!
//! The words stay as typed; they become a link to the provision.

use std::ops::Range;

use crate::load::markdown::Vocabulary;
use crate::locale;
use crate::model::body::{Body, CitationUse, Inline, LinkTarget, Str};
use crate::model::language::Language;

/// Wraps plain citations among `inlines` (which stand in `range`) into links.
///
/// `named_only`: whether a citation must name its instrument, as in model provisions, where "article 5" is one of the law.
pub fn mark(
    inlines: Vec<Inline>,
    range: Range<usize>,
    body: &mut Body,
    language: Language,
    vocabulary: &Vocabulary,
    named_only: bool,
) -> Vec<Inline> {
    if vocabulary.instruments.is_empty()
        || !body.text[range.clone()].bytes().any(|byte| byte.is_ascii_digit() || byte >= 0x80)
    {
        return inlines;
    }
    let found = locale::read(&body.text[range.clone()], language, &vocabulary.names);
    let mut inlines = inlines;
    for found in found.into_iter().filter(|found| found.named || !named_only) {
        let at = range.start + found.range.start..range.start + found.range.end;
        if let Some(first) = covering(&inlines, &at) {
            body.citations.push(CitationUse { citation: Ok(found.citation), range: at.clone(), plain: true });
            let target = LinkTarget::Citation(body.citations.len() as u32 - 1);
            wrap(&mut inlines, first, at, target);
        }
    }
    inlines
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
