//! The one caller of the stages: load → resolve → check.
//!
//! In: a book's files. Out: the book, what its pointers mean, and all findings, sorted. Rendering takes this further.

use crate::check;
use crate::diag::{Diagnostic, Severity};
use crate::files::Files;
use crate::load;
use crate::model::book::Book;
use crate::resolve::{self, Resolved};

/// A compiled book.
#[derive(Debug)]
pub struct Compiled {
    /// The book as data.
    pub book: Book,
    /// What its pointers mean.
    pub resolved: Resolved,
    /// All findings, sorted.
    pub findings: Vec<Diagnostic>,
}

impl Compiled {
    /// How many findings of this severity there are.
    pub fn count(&self, severity: Severity) -> usize {
        self.findings.iter().filter(|finding| finding.severity == severity).count()
    }

    /// Whether a finding of this severity or more is left.
    pub fn fails_at(&self, severity: Severity) -> bool {
        self.findings.iter().any(|finding| finding.severity >= severity)
    }
}

/// Compiles a book.
pub fn compile(files: &dyn Files) -> Compiled {
    let mut findings = Vec::new();
    let book = load::load(files, &mut findings);
    let resolved = resolve::run(&book);
    let findings = check::run(&book, &resolved, findings);
    Compiled { book, resolved, findings }
}
