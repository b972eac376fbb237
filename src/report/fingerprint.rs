//! What makes a finding the same finding after the text around it has changed.
//!
//! A fingerprint holds no line number, so it survives lines inserted above; and no wording of ours, so it survives a
//! newer clausebook that says the same in better words.

use std::collections::HashMap;
use std::fmt;

use xxhash_rust::xxh3::xxh3_64;

use crate::diag::Diagnostic;
use crate::source::{Sources, Span};

/// A place of fewer characters says too little by itself (`[`): its whole line is taken.
const TELLING: usize = 4;

/// How much of it is taken, or of its line on either side, in bytes: more than any paragraph has.
const AROUND: usize = 8 * 1024;

/// What findings have in common that are the same but for their place: rule, file, text at the place, names in the message.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fingerprint(u64);

impl fmt::Display for Fingerprint {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{:016x}", self.0)
    }
}

/// The fingerprint of a finding; findings that are alike in one file share it.
pub fn of(finding: &Diagnostic, sources: &Sources) -> Fingerprint {
    let path = sources.get(finding.span.file).path.as_str();
    let mut parts = vec![finding.rule.name.to_owned(), path.to_owned(), text(finding.span, sources)];
    // Several findings can stand at one place, such as the holes in one line of required provisions: the names in their
    // messages tell them apart.
    parts.extend(finding.message.split('`').skip(1).step_by(2).map(str::to_owned));
    Fingerprint(xxh3_64(parts.join("\0").as_bytes()))
}

/// The fingerprint of each finding, with which of its kind it is (from 1), so that no two are equal.
pub fn unique(findings: &[Diagnostic], sources: &Sources) -> Vec<(Fingerprint, usize)> {
    let mut seen: HashMap<Fingerprint, usize> = HashMap::new();
    findings
        .iter()
        .map(|finding| {
            let fingerprint = of(finding, sources);
            let count = seen.entry(fingerprint).or_default();
            *count += 1;
            (fingerprint, *count)
        })
        .collect()
}

/// The text at a place, or its line if that is too little; spaces and line ends are as good as one space.
fn text(span: Span, sources: &Sources) -> String {
    let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let whole = sources.text(span);
    let own = words(&whole[..whole.floor_char_boundary(AROUND)]);
    if own.chars().count() >= TELLING {
        return own;
    }
    let source = sources.get(span.file);
    let start = (span.start as usize).min(source.text.len());
    let line = source.line(start);
    let from = source.text.ceil_char_boundary(line.start.max(start.saturating_sub(AROUND)));
    let to = source.text.floor_char_boundary(line.end.min(start + AROUND));
    words(&source.text[from..to])
}
