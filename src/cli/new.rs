//! `clausebook new`: a new clause, placed in the outline.

use std::fs;
use std::process::ExitCode;

use crate::cli::{CliError, Session};
use crate::compile::compile;
use crate::edit::{new_clause, write};

#[derive(Debug, clap::Args)]
pub struct New {
    /// Id of the clause: permanent, lower-case letters, digits and hyphens
    id: String,
    /// Chapter that it goes into: number, title or folder
    #[arg(long = "in", value_name = "CHAPTER")]
    chapter: String,
    /// Title; made from the id unless given
    #[arg(long, value_name = "TITLE")]
    title: Option<String>,
}

pub fn run(command: &New, session: &Session) -> Result<ExitCode, CliError> {
    let root = session.root()?;
    let compiled = compile(&session.files()?);
    let plan = new_clause::plan(&compiled.book, &command.id, &command.chapter, command.title.as_deref())
        .map_err(|error| CliError::Other(error.to_string()))?;
    let path = root.join(&plan.path);
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(|error| CliError::Io {
            action: "cannot make",
            path: folder.to_owned(),
            error,
        })?;
    }
    // The clause first: an outline that names it must never stand without it.
    for (path, text) in [(&path, &plan.text), (&root.join(&plan.summary), &plan.outline)] {
        write::write(path, text.as_bytes()).map_err(|error| CliError::Other(error.to_string()))?;
    }
    if !session.quiet {
        eprintln!("wrote {} and named it in {}", plan.path, plan.summary);
    }
    Ok(ExitCode::SUCCESS)
}
