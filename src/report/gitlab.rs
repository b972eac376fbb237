//! Findings as a GitLab Code Quality report, which GitLab shows in merge requests.
//!
//! <https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format>

use serde_json::{Value, json};

use crate::diag::{Diagnostic, Severity};
use crate::report::{fingerprint, whole_message};
use crate::source::Sources;

/// The report; `prefix` leads from the repository's root to the book (`docs/book/`).
pub fn report(findings: &[Diagnostic], sources: &Sources, prefix: &str) -> Value {
    let fingerprints = fingerprint::unique(findings, sources);
    findings
        .iter()
        .zip(fingerprints)
        .map(|(finding, (fingerprint, count))| {
            let source = sources.get(finding.span.file);
            let place = |offset: u32| source.position(offset as usize).line;
            json!({
                "description": whole_message(finding),
                "check_name": finding.rule.name,
                // GitLab keeps one of two findings with equal fingerprints.
                "fingerprint": format!("{fingerprint}-{count}"),
                "severity": match finding.severity {
                    Severity::Error => "major",
                    Severity::Warning => "minor",
                    Severity::Note => "info",
                },
                "location": {
                    "path": format!("{prefix}{}", source.path),
                    "lines": { "begin": place(finding.span.start), "end": place(finding.span.end) },
                },
            })
        })
        .collect()
}
