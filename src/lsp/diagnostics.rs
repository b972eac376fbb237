//! Findings as the protocol has them.

use std::collections::BTreeMap;

use gen_lsp_types::{Code, Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity, Message};

use crate::diag::{self, Severity};
use crate::lsp::analysis::Analysis;

/// All findings by the path of their file, in the order of the report.
pub fn all(analysis: &Analysis, related: bool) -> BTreeMap<&str, Vec<Diagnostic>> {
    let mut out: BTreeMap<&str, Vec<Diagnostic>> = BTreeMap::new();
    for finding in &analysis.compiled.findings {
        out.entry(analysis.path(finding.span.file)).or_default().push(one(analysis, finding, related));
        // Whoever opens a file sees there what holds for it, too.
        for label in finding.labels.iter().filter(|label| label.as_well) {
            let here = diag::Diagnostic { span: label.span, labels: Vec::new(), fix: None, ..finding.clone() };
            let here = here.also(finding.span, "the same here");
            out.entry(analysis.path(label.span.file)).or_default().push(one(analysis, &here, related));
        }
    }
    out
}

/// One finding; the note and the help stand on lines of their own behind the message.
pub fn one(analysis: &Analysis, finding: &diag::Diagnostic, related: bool) -> Diagnostic {
    let mut message = finding.message.clone();
    let lines = [("", &finding.label), ("note: ", &finding.note), ("help: ", &finding.help)];
    for (mark, text) in lines.into_iter().filter_map(|(mark, text)| Some((mark, text.as_ref()?))) {
        message.push_str(&format!("\n{mark}{text}"));
    }
    let other = |label: &diag::Label| DiagnosticRelatedInformation {
        location: analysis.location(label.span),
        message: label.message.clone(),
    };
    let related: Vec<_> = finding.labels.iter().filter(|_| related).map(other).collect();
    Diagnostic {
        range: analysis.range(finding.span),
        severity: Some(match finding.severity {
            Severity::Error => DiagnosticSeverity::Error,
            Severity::Warning => DiagnosticSeverity::Warning,
            Severity::Note => DiagnosticSeverity::Information,
        }),
        code: Some(Code::String(finding.rule.name.to_owned())),
        source: Some("clausebook".to_owned()),
        message: Message::String(message),
        related_information: (!related.is_empty()).then_some(related),
        ..Diagnostic::default()
    }
}
