//! The one caller of the stages: load → resolve → check.
//!
//! In: a book's files. Out: the book, what its pointers mean, and all findings, sorted. Rendering takes this further.

use crate::check;
use crate::diag::{Diagnostic, Severity};
use crate::files::Files;
use crate::load;
use crate::locale;
use crate::model::book::Book;
use crate::model::language::Language;
pub use crate::render::Target;
use crate::render::machines::Recorder;
use crate::render::templates::Templates;
use crate::render::{RenderError, Sink, consolidated, document_markdown, machines, pictures, site, views};
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

/// What is kept from one compiling of a book to the next.
#[derive(Default)]
pub struct Cache {
    files: load::cache::Cache,
    wording: check::wording::Kept,
}

impl Cache {
    /// A cache that keeps what is read and found.
    pub fn new() -> Cache {
        Cache { files: load::cache::Cache::new(), wording: check::wording::Kept::new() }
    }

    /// A cache that keeps nothing, for a book that is compiled once.
    pub fn none() -> Cache {
        Cache::default()
    }
}

/// Compiles a book.
pub fn compile(files: &dyn Files) -> Compiled {
    compile_again(files, &mut Cache::none())
}

/// Compiles a book that was compiled before: files which `cache` holds are not read again unless they have changed.
pub fn compile_again(files: &dyn Files, cache: &mut Cache) -> Compiled {
    let mut findings = Vec::new();
    let book = load::load(files, &mut cache.files, &mut findings);
    let resolved = resolve::run(&book);
    let findings = check::run(&book, &resolved, &mut cache.wording, findings);
    Compiled { book, resolved, findings }
}

/// Writes outputs of a compiled book in the given languages, whether it has findings or not.
///
/// # Errors
/// A template that is wrong, or a file that could not be written.
pub fn build(
    compiled: &Compiled,
    targets: &[Target],
    languages: &[Language],
    sink: &dyn Sink,
) -> Result<(), RenderError> {
    let (book, resolved) = (&compiled.book, &compiled.resolved);
    let recorder = Recorder::new(sink);
    let mut templates = Templates::new(book).map_err(RenderError::Template)?;
    for language in languages {
        templates.share(&views::book_view(book, resolved, *language), locale::words(*language));
        if targets.contains(&Target::Site) {
            site::write(book, resolved, *language, &templates, &recorder)?;
        }
        if targets.contains(&Target::Html) {
            consolidated::write(book, resolved, *language, &templates, sink)?;
        }
        if targets.contains(&Target::Markdown) {
            document_markdown::write(book, resolved, *language, &templates, sink)?;
        }
    }
    if targets.contains(&Target::Site) {
        machines::write(book, resolved, languages, &recorder.pages(), sink)?;
    }
    pictures::write(book, resolved, targets, languages, sink)
}
