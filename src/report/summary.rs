//! What stands under the findings that people read: how many there are, what holds others back, and where to read on.

use std::collections::BTreeSet;

use crate::diag::{Diagnostic, Grade, Severity};

/// Findings that are not shown, because the command line says so.
#[derive(Debug, Default)]
pub struct Hidden {
    /// The baseline, if there is one.
    pub baseline: Option<HeldBack>,
    /// The revision that changes are counted from, and how many findings do not concern them.
    pub since: Option<(String, usize)>,
}

/// What a baseline holds back.
#[derive(Debug)]
pub struct HeldBack {
    /// The file, as it was given.
    pub path: String,
    /// How many findings would be shown without it.
    pub held: usize,
    /// How many recorded findings no longer occur.
    pub gone: usize,
}

/// The summary, one thing a line; ends with a line end.
pub fn summary(findings: &[Diagnostic], clauses: usize, hidden: &Hidden) -> String {
    let mut lines = vec![counts(findings, clauses, hidden)];
    if let Some(HeldBack { path, held, gone }) = &hidden.baseline {
        if *held > 0 {
            lines.push(format!("{} held back by the baseline `{path}`", are(*held, "finding")));
        }
        if *gone > 0 {
            let are = if *gone == 1 { "is" } else { "are" };
            lines.push(format!(
                "{} of the baseline {are} gone; write it anew: clausebook check --write-baseline {path}",
                counted(*gone, "finding")
            ));
        }
    }
    if let Some((revision, count)) = hidden.since.as_ref().filter(|(_, count)| *count > 0) {
        lines.push(format!("{} not shown: nothing has changed there since `{revision}`", are(*count, "finding")));
    }
    lines.extend(fixes(findings));
    lines.extend(rules(findings));
    lines.join("\n") + "\n"
}

/// "94 clauses, no findings"; "1 clause, 2 errors, 1 warning".
pub fn counts(findings: &[Diagnostic], clauses: usize, hidden: &Hidden) -> String {
    let mut parts = vec![counted(clauses, "clause")];
    for severity in [Severity::Error, Severity::Warning, Severity::Note] {
        let count = findings.iter().filter(|finding| finding.severity == severity).count();
        if count > 0 {
            parts.push(counted(count, severity.word()));
        }
    }
    if findings.is_empty() {
        let held = hidden.baseline.as_ref().is_some_and(|baseline| baseline.held > 0);
        let old = hidden.since.as_ref().is_some_and(|(_, count)| *count > 0);
        parts.push(if held || old { "no new findings" } else { "no findings" }.to_owned());
    }
    parts.join(", ")
}

/// How many findings the program mends by itself.
fn fixes(findings: &[Diagnostic]) -> Option<String> {
    let safe = |finding: &&Diagnostic| finding.fix.as_ref().is_some_and(|fix| fix.grade == Grade::Safe);
    let what = match (findings.iter().filter(safe).count(), findings.len()) {
        (0, _) => return None,
        (1, 1) => "it".to_owned(),
        (count, all) if count == all => "them all".to_owned(),
        (count, _) => format!("{count} of them"),
    };
    Some(format!("`clausebook fix` mends {what}"))
}

/// Every rule that was found, once.
fn rules(findings: &[Diagnostic]) -> Option<String> {
    let names: BTreeSet<&str> = findings.iter().map(|finding| finding.rule.name).collect();
    let which = match names.len() {
        0 => return None,
        1 => "this rule",
        _ => "these rules",
    };
    Some(format!("more on {which}: clausebook explain {}", names.into_iter().collect::<Vec<_>>().join(" ")))
}

/// "1 clause", "2 clauses".
pub fn counted(count: usize, word: &str) -> String {
    if count == 1 { format!("1 {word}") } else { format!("{count} {word}s") }
}

/// "1 finding is", "2 findings are".
fn are(count: usize, word: &str) -> String {
    format!("{} {}", counted(count, word), if count == 1 { "is" } else { "are" })
}
