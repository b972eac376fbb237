//! Choosing findings and printing them, one format a file.

pub mod baseline;
pub mod changes;
pub mod choose;
pub mod diff;
pub mod fingerprint;
pub mod github;
pub mod gitlab;
pub mod human;
pub mod json;
pub mod sarif;
pub mod summary;

use crate::diag::Diagnostic;

/// What is wrong, why, and how to mend it, one a line, for forms that have a single text for all of it.
pub fn whole_message(finding: &Diagnostic) -> String {
    let mut text = finding.message.clone();
    for (word, more) in [("note", &finding.note), ("help", &finding.help)] {
        if let Some(more) = more {
            text.push_str(&format!("\n{word}: {more}"));
        }
    }
    text
}
