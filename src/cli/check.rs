//! `clausebook check`: all findings, and an exit status for machines.

use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use crate::cli::choosing::{Choosing, Scope, Weights};
use crate::cli::{CliError, Session, git, print};
use crate::compile::{Compiled, compile};
use crate::edit::write;
use crate::report::summary::{Hidden, counted};
use crate::report::{self, summary};

#[derive(Debug, clap::Args)]
pub struct Check {
    /// Form of the report
    #[arg(long, value_name = "FORM", default_value = "human")]
    format: Format,
    #[command(flatten)]
    weights: Weights,
    #[command(flatten)]
    scope: Scope,
    /// Record the findings in this file instead of showing them
    #[arg(long, value_name = "FILE", conflicts_with_all = ["baseline", "since", "format"])]
    write_baseline: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// With the lines concerned, for people, on standard error
    Human,
    /// For programs, on standard output; `clausebook schema findings` describes it
    Json,
    /// SARIF 2.1.0, for code scanning, on standard output
    Sarif,
    /// Annotations of GitHub Actions, on standard output
    Github,
    /// A Code Quality report for GitLab, on standard output
    Gitlab,
}

pub fn run(command: &Check, session: &Session) -> Result<ExitCode, CliError> {
    let choosing = Choosing::new(&command.weights, &command.scope)?;
    let root = session.root()?;
    let files = session.files()?;
    let mut compiled = compile(&files);
    let (chosen, hidden) = choosing.apply(&mut compiled, &root)?;
    if let Some(path) = &command.write_baseline {
        write_baseline(&compiled, path, session)?;
        leave(compiled);
        return Ok(ExitCode::SUCCESS);
    }
    match command.format {
        Format::Human => print_chosen(&compiled, &hidden, session),
        format => {
            print(&machine(format, &compiled, &hidden, &root)?)?;
        }
    }
    let status = ExitCode::from(u8::from(chosen.fails(&compiled)));
    leave(compiled);
    Ok(status)
}

/// The report in a form for machines.
fn machine(format: Format, compiled: &Compiled, hidden: &Hidden, root: &Path) -> Result<String, CliError> {
    let (findings, sources) = (&compiled.findings, &compiled.book.sources);
    let text = match format {
        Format::Human => return Ok(report::human::render(findings, sources, false)),
        Format::Github => return Ok(report::github::render(findings, sources, &git::prefix(root))),
        Format::Json => {
            let mut report = report::json::report(findings, sources);
            if let Some(baseline) = &hidden.baseline {
                report = report.with_baseline(baseline.held, baseline.gone);
            }
            serde_json::to_string_pretty(&report)
        }
        Format::Sarif => serde_json::to_string_pretty(&report::sarif::report(findings, sources, &git::prefix(root))),
        Format::Gitlab => serde_json::to_string_pretty(&report::gitlab::report(findings, sources, &git::prefix(root))),
    };
    Ok(text.map_err(|error| CliError::Other(error.to_string()))? + "\n")
}

fn write_baseline(compiled: &Compiled, path: &Path, session: &Session) -> Result<(), CliError> {
    let text = report::baseline::record(&compiled.findings, &compiled.book.sources);
    write::write(path, text.as_bytes()).map_err(|error| CliError::Other(error.to_string()))?;
    if !session.quiet {
        let firm = compiled.findings.iter().filter(|finding| finding.rule.firm).count();
        eprintln!("recorded {} in {}", counted(compiled.findings.len() - firm, "finding"), path.display());
        if firm > 0 {
            eprintln!("not recorded: {}, which nothing sets aside", counted(firm, "error"));
        }
    }
    Ok(())
}

/// Leaves a book to the end of the process: taking a large one apart piece by piece takes longer than resolving it.
pub fn leave(compiled: Compiled) {
    std::mem::forget(compiled);
}

/// Prints the findings that are left for people, how many there are, and what is not shown.
pub fn print_chosen(compiled: &Compiled, hidden: &Hidden, session: &Session) {
    let terminal = std::io::stderr().is_terminal();
    let text = report::human::render(&compiled.findings, &compiled.book.sources, session.coloured(terminal));
    eprint!("{text}");
    if !session.quiet {
        eprint!("{}", summary::summary(&compiled.findings, compiled.book.clauses.len(), hidden));
    }
}
