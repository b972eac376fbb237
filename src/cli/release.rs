//! `clausebook release`: writes an edition into the ledger.

use std::process::ExitCode;

use crate::cli::{CliError, Session};
use crate::compile::compile;
use crate::edit::{release, write};
use crate::report::summary::counted;

#[derive(Debug, clap::Args)]
pub struct Release {
    /// Name of the edition, such as "First edition"
    edition: String,
    /// Its date; that of book.toml unless given
    #[arg(long, value_name = "YYYY-MM-DD")]
    date: Option<String>,
}

pub fn run(command: &Release, session: &Session) -> Result<ExitCode, CliError> {
    let root = session.root()?;
    let compiled = compile(&session.files()?);
    let plan = release::plan(&compiled, &command.edition, command.date.as_deref())
        .map_err(|error| CliError::Other(error.to_string()))?;
    let written = match &plan.old {
        Some(old) => write::rewrite(&root, &plan.path, old.as_bytes(), plan.new.as_bytes()),
        None => write::write(&root.join(&plan.path), plan.new.as_bytes()),
    };
    written.map_err(|error| CliError::Other(error.to_string()))?;
    if !session.quiet {
        eprintln!("wrote \"{}\" with {} into {}", command.edition, counted(plan.clauses, "clause"), plan.path);
    }
    Ok(ExitCode::SUCCESS)
}
