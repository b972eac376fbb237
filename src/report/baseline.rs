//! A baseline: the findings that a book had when clausebook was adopted, recorded so that only new ones are shown.
//!
//! Findings of rules that nothing sets aside are neither recorded nor held back.
//!
//! The file is JSON with one finding a line, sorted, so that a change of it reads well in review.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::diag::Diagnostic;
use crate::report::fingerprint;
use crate::source::Sources;

/// Version of the form; it grows when fingerprints are computed in another way.
const VERSION: u32 = 1;

/// Why a baseline cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum BaselineError {
    /// It is not what `--write-baseline` writes.
    #[error("it is not a baseline: {0}")]
    Syntax(#[from] serde_json::Error),
    /// It was written by another version.
    #[error("it has version {0} of the form, this clausebook reads version {VERSION}; write it anew")]
    Version(u32),
}

/// Findings that are held back.
#[derive(Debug, Default)]
pub struct Baseline {
    counts: BTreeMap<(String, String, String), usize>,
}

/// What a baseline does to the findings of a book.
#[derive(Debug, PartialEq, Eq)]
pub struct Held {
    /// For each finding, whether it is held back.
    pub each: Vec<bool>,
    /// How many recorded findings no longer occur.
    pub gone: usize,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(rename = "version")]
    _version: u32,
    findings: Vec<Entry>,
}

/// The version alone, so that a form of the future is told from a file that is something else.
#[derive(Deserialize)]
struct Versioned {
    version: u32,
}

/// One line: findings that are alike in one file.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    file: String,
    rule: String,
    fingerprint: String,
    count: usize,
    /// For the reader of the file; not compared.
    message: String,
}

impl Baseline {
    /// Reads what [`record`] wrote.
    ///
    /// # Errors
    /// The text is something else.
    pub fn read(text: &str) -> Result<Baseline, BaselineError> {
        let text = text.trim_start_matches('\u{feff}');
        let Versioned { version } = serde_json::from_str(text)?;
        if version != VERSION {
            return Err(BaselineError::Version(version));
        }
        let file: File = serde_json::from_str(text)?;
        let mut counts: BTreeMap<_, usize> = BTreeMap::new();
        for entry in file.findings {
            let count = counts.entry((entry.file, entry.rule, entry.fingerprint)).or_default();
            *count = count.saturating_add(entry.count);
        }
        Ok(Baseline { counts })
    }

    /// Says which of the findings are held back: as many of each kind as are recorded, the first ones of the file.
    pub fn hold(mut self, findings: &[Diagnostic], sources: &Sources) -> Held {
        let each = findings
            .iter()
            .map(|finding| match self.counts.get_mut(&key(finding, sources)) {
                Some(count) if *count > 0 && !finding.rule.firm => {
                    *count -= 1;
                    true
                }
                _ => false,
            })
            .collect();
        let gone = self.counts.values().fold(0, |sum: usize, count| sum.saturating_add(*count));
        Held { each, gone }
    }
}

/// The baseline that holds these findings, as a file.
pub fn record(findings: &[Diagnostic], sources: &Sources) -> String {
    let mut counts: BTreeMap<_, (usize, &str)> = BTreeMap::new();
    for finding in findings.iter().filter(|finding| !finding.rule.firm) {
        counts.entry(key(finding, sources)).or_insert((0, &finding.message)).0 += 1;
    }
    let lines: Vec<String> = counts
        .into_iter()
        .map(|((file, rule, fingerprint), (count, message))| {
            let entry = Entry { file, rule, fingerprint, count, message: message.to_owned() };
            format!("\n    {}", serde_json::to_string(&entry).expect("an entry is plain JSON"))
        })
        .collect();
    let end = if lines.is_empty() { "" } else { "\n  " };
    format!("{{\n  \"version\": {VERSION},\n  \"findings\": [{}{end}]\n}}\n", lines.join(","))
}

fn key(finding: &Diagnostic, sources: &Sources) -> (String, String, String) {
    let file = sources.get(finding.span.file).path.clone();
    (file, finding.rule.name.to_owned(), fingerprint::of(finding, sources).to_string())
}
