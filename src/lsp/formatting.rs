//! A file's canonical form as one edit: the lines from the first to the last that differ.

use gen_lsp_types::TextEdit;

use crate::edit::fmt::{Context, Formatted, format_text};
use crate::lsp::analysis::Analysis;
use crate::source::{FileId, Span};

/// The edits that give a file its canonical form; none if it has it, or is left as it is.
pub fn edits(analysis: &Analysis, file: FileId) -> Vec<TextEdit> {
    let text = analysis.text(file);
    let Formatted::Changed(new) = format_text(analysis.path(file), text, &Context::new(analysis.book())) else {
        return Vec::new();
    };
    let (start, end) = (same_lines_before(text, &new), same_lines_behind(text, &new));
    // A line that is equal to both sides is counted once.
    let end = end.min(text.len() - start).min(new.len() - start);
    let span = Span::new(file, start..text.len() - end);
    vec![TextEdit { range: analysis.range(span), new_text: new[start..new.len() - end].to_owned() }]
}

/// Bytes of the lines at the beginning that are equal.
fn same_lines_before(a: &str, b: &str) -> usize {
    a.split_inclusive('\n').zip(b.split_inclusive('\n')).take_while(|(a, b)| a == b).map(|(line, _)| line.len()).sum()
}

/// Bytes of the lines at the end that are equal.
fn same_lines_behind(a: &str, b: &str) -> usize {
    let behind = |text: &'_ str| text.split_inclusive('\n').rev().map(str::to_owned).collect::<Vec<_>>();
    behind(a).iter().zip(&behind(b)).take_while(|(a, b)| a == b).map(|(line, _)| line.len()).sum()
}
