//! Findings as workflow commands, which GitHub Actions shows as annotations at their lines.
//!
//! <https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands>: `%`, CR and LF are escaped
//! everywhere, `:` and `,` in properties as well.

use crate::diag::{Diagnostic, Severity};
use crate::report::whole_message;
use crate::source::Sources;

/// One line for each finding; `prefix` leads from the repository's root to the book (`docs/book/`).
pub fn render(findings: &[Diagnostic], sources: &Sources, prefix: &str) -> String {
    findings.iter().map(|finding| line(finding, sources, prefix)).collect()
}

fn line(finding: &Diagnostic, sources: &Sources, prefix: &str) -> String {
    let source = sources.get(finding.span.file);
    let (start, end) = (source.position(finding.span.start as usize), source.position(finding.span.end as usize));
    let command = match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "notice",
    };
    let file = property(&format!("{prefix}{}", source.path));
    // GitHub takes columns only for a place within one line.
    let columns =
        if start.line == end.line { format!("col={},endColumn={},", start.column, end.column) } else { String::new() };
    format!(
        "::{command} file={file},line={},endLine={},{columns}title={}::{}\n",
        start.line,
        end.line,
        property(finding.rule.name),
        data(&whole_message(finding))
    )
}

fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
