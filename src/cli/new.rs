//! `clausebook new`: a new clause, placed in the outline.

use std::fs;
use std::path::Path;
use std::process::ExitCode;

use crate::cli::{CliError, Session};
use crate::compile::compile;
use crate::edit::new_clause;

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
    write_beside(&path, &plan.text)?;
    write_beside(&root.join(&plan.summary), &plan.outline)?;
    if !session.quiet {
        eprintln!("wrote {} and named it in {}", plan.path, plan.summary);
    }
    Ok(ExitCode::SUCCESS)
}

/// Writes a file beside its place and renames it into it, so that it is never half written.
pub fn write_beside(path: &Path, text: &str) -> Result<(), CliError> {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let beside = path.with_file_name(format!(".{name}.clausebook-{}", std::process::id()));
    let result = fs::write(&beside, text).and_then(|()| fs::rename(&beside, path));
    result.map_err(|error| {
        let _ = fs::remove_file(&beside);
        CliError::Io { action: "cannot write", path: path.to_owned(), error }
    })
}
