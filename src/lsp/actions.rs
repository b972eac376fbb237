//! Code actions: each finding's fix, and all safe fixes of a file at once.

use std::ops::Range;

use serde_json::{Value, json};

use crate::diag::{Diagnostic, Fix, Grade};
use crate::lsp::analysis::Analysis;
use crate::lsp::{diagnostics, edits};
use crate::source::{FileId, Span};

/// The kind of the action that applies all safe fixes.
pub const FIX_ALL: &str = "source.fixAll.clausebook";

/// What can be done at a place of a file; `only` are the kinds that the client asks for, if it asks for some.
pub fn actions(
    analysis: &Analysis,
    file: FileId,
    range: Range<usize>,
    only: Option<&[String]>,
    versioned: bool,
) -> Vec<Value> {
    // A client that asks for `source` wants `source.fixAll.clausebook` as well.
    let wanted = |kind: &str| {
        only.is_none_or(|only| {
            only.iter().any(|only| only.is_empty() || kind == only || kind.starts_with(&format!("{only}.")))
        })
    };
    let here: Vec<(&Diagnostic, &Fix)> = analysis
        .compiled
        .findings
        .iter()
        .filter(|finding| finding.span.file == file)
        .filter_map(|finding| Some((finding, finding.fix.as_ref()?)))
        .collect();
    let mut out = Vec::new();
    if wanted("quickfix") {
        let meets = |span: Span| span.start as usize <= range.end && range.start <= span.end as usize;
        for (finding, fix) in here.iter().filter(|(finding, _)| meets(finding.span)) {
            out.push(json!({
                "title": fix.title,
                "kind": "quickfix",
                "diagnostics": [diagnostics::one(analysis, finding, false)],
                "isPreferred": fix.grade == Grade::Safe,
                "edit": edits::workspace_edit(analysis, &edits_of(fix), versioned),
            }));
        }
    }
    if wanted(FIX_ALL) {
        let safe = together(here.iter().map(|(_, fix)| *fix).filter(|fix| fix.grade == Grade::Safe));
        if !safe.is_empty() {
            out.push(json!({
                "title": "apply all safe fixes of this file",
                "kind": FIX_ALL,
                "edit": edits::workspace_edit(analysis, &safe, versioned),
            }));
        }
    }
    out
}

fn edits_of(fix: &Fix) -> Vec<(Span, String)> {
    fix.edits.iter().map(|edit| (edit.span, edit.new.clone())).collect()
}

/// The edits of fixes that do not touch one another; of two that do the first is taken, the other comes next time.
fn together<'a>(fixes: impl Iterator<Item = &'a Fix>) -> Vec<(Span, String)> {
    let mut out: Vec<(Span, String)> = Vec::new();
    for fix in fixes {
        let edits = edits_of(fix);
        let touches = |a: Span, b: Span| a.file == b.file && a.start <= b.end && b.start <= a.end;
        if !edits.iter().any(|(span, _)| out.iter().any(|(taken, _)| touches(*span, *taken))) {
            out.extend(edits);
        }
    }
    out
}
