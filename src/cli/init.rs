//! `clausebook init`: a new book that builds.

use std::path::PathBuf;
use std::process::ExitCode;

use crate::cli::{CliError, Session};
use crate::edit::new_book;

#[derive(Debug, clap::Args)]
pub struct Init {
    /// Folder of the new book; the current one unless given
    #[arg(value_name = "DIR", default_value = ".")]
    folder: PathBuf,
}

pub fn run(command: &Init, session: &Session) -> Result<ExitCode, CliError> {
    let written = new_book::write(&command.folder).map_err(|error| CliError::Other(error.to_string()))?;
    if !session.quiet {
        eprintln!("{} files written; now: clausebook build --book {}", written.len(), command.folder.display());
    }
    Ok(ExitCode::SUCCESS)
}
