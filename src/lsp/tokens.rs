//! Semantic tokens: citations and references, square brackets and whose they are.

use std::ops::Range;

use gen_lsp_types::SemanticToken;

use crate::lsp::analysis::Analysis;
use crate::model::body::{Body, ReferenceTarget};
use crate::source::{FileId, Span};

/// The types of tokens, in the order of their numbers: standard ones of the protocol, which every theme colours.
pub const LEGEND: [&str; 5] = ["variable", "class", "type", "operator", "property"];
const CITATION: u32 = 0;
const CLAUSE: u32 = 1;
const TERM: u32 = 2;
const BRACKET: u32 = 3;
const ATTRIBUTE: u32 = 4;

/// The tokens of a file in its order.
pub fn tokens(analysis: &Analysis, file: FileId) -> Vec<SemanticToken> {
    let mut found: Vec<(Span, u32)> = Vec::new();
    for id in analysis.texts_in(file) {
        // What was put together out of folded YAML has no places of its own.
        collect(analysis.book().body(id), &mut found);
    }
    found.retain(|(span, _)| span.file == file && span.start < span.end);
    found.sort();
    relative(analysis, file, &found)
}

fn collect(body: &Body, found: &mut Vec<(Span, u32)>) {
    let mut add = |range: Range<usize>, kind: u32| found.push((body.span(range), kind));
    for used in &body.citations {
        add(address(body, &used.range), CITATION);
    }
    for reference in &body.references {
        let kind = match &reference.target {
            ReferenceTarget::Clause(..) => CLAUSE,
            ReferenceTarget::Term(_) => TERM,
            ReferenceTarget::File(..) | ReferenceTarget::Image(_) => continue,
        };
        add(address(body, &reference.range), kind);
    }
    for bracket in &body.brackets {
        let Range { start, end } = bracket.range;
        add(start..start + 1, BRACKET);
        if end > start + 1 {
            add(end - 1..end, BRACKET);
        }
        let rest = body.text.get(end..).unwrap_or_default();
        if let Some(length) = rest.strip_prefix('{').and_then(|rest| rest.find('}'))
            && !rest[..length].contains('\n')
        {
            add(end..end + length + 2, ATTRIBUTE);
        }
    }
}

/// The address of a link, or all of a citation in prose.
fn address(body: &Body, range: &Range<usize>) -> Range<usize> {
    let text = body.text.get(range.clone()).unwrap_or_default();
    match text.rfind("](").filter(|_| text.starts_with('[') && text.ends_with(')')) {
        Some(at) => range.start + at + 2..range.end - 1,
        None => range.clone(),
    }
}

/// Places relative to the token before (LSP 3.17, Semantic Tokens); a token over several lines becomes one a line.
fn relative(analysis: &Analysis, file: FileId, found: &[(Span, u32)]) -> Vec<SemanticToken> {
    let lines = analysis.lines(file);
    let mut out = Vec::new();
    let (mut line_before, mut column_before) = (0, 0);
    let mut end_before = 0;
    for (span, kind) in found {
        let Range { mut start, end } = span.range();
        start = start.max(end_before);
        while start < end {
            let line = lines.line(lines.line_of(start));
            let stop = end.min(line.end);
            if stop > start {
                let (from, to) = (lines.position(start), lines.position(stop));
                let same = from.line == line_before;
                out.push(SemanticToken {
                    delta_line: from.line - line_before,
                    delta_start: if same { from.character - column_before } else { from.character },
                    length: to.character - from.character,
                    token_type: *kind,
                    token_modifiers_bitset: 0,
                });
                (line_before, column_before) = (from.line, from.character);
            }
            // To the beginning of the next line.
            let next = lines.starts.get(lines.line_of(start) as usize + 1).map_or(end, |next| *next as usize);
            start = next.max(start + 1);
        }
        end_before = end_before.max(end);
    }
    out
}
