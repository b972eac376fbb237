//! `clausebook check`: all findings, and an exit status for machines.

use std::io::IsTerminal;
use std::process::ExitCode;

use crate::cli::{CliError, Session, print};
use crate::compile::{Compiled, compile};
use crate::diag::Severity;
use crate::report;

#[derive(Debug, clap::Args)]
pub struct Check {
    /// Form of the report
    #[arg(long, value_name = "FORM", default_value = "human")]
    format: Format,
    /// Fail on warnings as well as on errors
    #[arg(long, value_name = "WHAT")]
    deny: Option<Deny>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// With the lines concerned, for people, on standard error
    Human,
    /// For programs, on standard output
    Json,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Deny {
    /// Warnings fail like errors
    Warnings,
}

pub fn run(command: &Check, session: &Session) -> Result<ExitCode, CliError> {
    let files = session.files()?;
    let compiled = compile(&files);
    match command.format {
        Format::Human => print_findings(&compiled, session),
        Format::Json => {
            let report = report::json::report(&compiled.findings, &compiled.book.sources);
            let text = serde_json::to_string_pretty(&report).map_err(|error| CliError::Other(error.to_string()))?;
            print(&(text + "\n"))?;
        }
    }
    let least = if command.deny.is_some() { Severity::Warning } else { Severity::Error };
    let status = ExitCode::from(u8::from(compiled.fails_at(least)));
    leave(compiled);
    Ok(status)
}

/// Leaves a book to the end of the process: taking a large one apart piece by piece takes longer than resolving it.
pub fn leave(compiled: Compiled) {
    std::mem::forget(compiled);
}

/// Prints all findings for people, and how many there are.
pub fn print_findings(compiled: &Compiled, session: &Session) {
    let terminal = std::io::stderr().is_terminal();
    let text = report::human::render(&compiled.findings, &compiled.book.sources, session.coloured(terminal));
    eprint!("{text}");
    if !session.quiet {
        eprintln!("{}", summary(compiled));
    }
}

/// "94 clauses, no findings"; "1 clause, 2 errors, 1 warning".
pub fn summary(compiled: &Compiled) -> String {
    let mut parts = vec![counted(compiled.book.clauses.len(), "clause")];
    for severity in [Severity::Error, Severity::Warning, Severity::Note] {
        let count = compiled.count(severity);
        if count > 0 {
            parts.push(counted(count, severity.word()));
        }
    }
    if compiled.findings.is_empty() {
        parts.push("no findings".to_owned());
    }
    parts.join(", ")
}

/// "1 clause", "2 clauses".
pub fn counted(count: usize, word: &str) -> String {
    if count == 1 { format!("1 {word}") } else { format!("{count} {word}s") }
}
