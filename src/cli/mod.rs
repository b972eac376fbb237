//! The command line: one file per command, each a thin face on the library.
//!
//! Exit status: 0 done, 1 findings, 2 the command could not do its work.

mod build;
mod check;
mod choosing;
mod completions;
mod fix;
mod fmt;
mod git;
mod init;
mod lsp;
mod new;
pub mod rules_page {
    //! The page of rules.
    pub use super::rules::markdown;
}
mod release;
mod rules;
mod serve;
mod show;
mod tables;

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::files::DiskFiles;

/// A command could not do its work.
#[derive(Debug, thiserror::Error)]
pub enum CliError {
    /// No book was found.
    #[error("there is no book.toml in `{0}` or any folder above it; `clausebook init` makes a book")]
    NoBook(PathBuf),
    /// The named folder holds no book.
    #[error("there is no book.toml in `{0}`")]
    NotABook(PathBuf),
    /// The system's word.
    #[error("{action} `{path}`: {error}")]
    Io {
        /// What was tried.
        action: &'static str,
        /// With which file.
        path: PathBuf,
        /// What happened.
        error: std::io::Error,
    },
    /// Anything else, in words.
    #[error("{0}")]
    Other(String),
}

/// Compile and validate a guideline document.
#[derive(Debug, Parser)]
#[command(name = "clausebook", version, about, propagate_version = true)]
struct Arguments {
    /// Folder of the book; without it, the nearest folder upwards that holds a book.toml
    #[arg(long, global = true, value_name = "DIR")]
    book: Option<PathBuf>,
    /// When to colour what is printed
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    color: Colour,
    /// Print findings and results only
    #[arg(long, short, global = true)]
    quiet: bool,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Colour {
    /// On a terminal, unless NO_COLOR is set
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Check the whole book and report what is wrong
    Check(check::Check),
    /// Check the book and write the site and the documents
    Build(build::Build),
    /// Mend what has one right answer
    Fix(fix::Fix),
    /// Make a new book that builds
    Init(init::Init),
    /// Write a new clause and name it in the outline
    New(new::New),
    /// Bring the files that people write into their one canonical form
    Fmt(fmt::Fmt),
    /// Write an edition into the ledger of what has been published
    Release(release::Release),
    /// Show the site in a browser while it is being written
    Serve(serve::Serve),
    /// Show a clause, or the clauses on a provision
    Show(show::Show),
    /// List which clause relates to which provision
    Concordance(tables::Concordance),
    /// List the provisions that the document must deal with, and which clauses do
    Coverage(tables::Coverage),
    /// List the rules that findings point to
    Rules(rules::Rules),
    /// Explain rules
    Explain(rules::Explain),
    /// Print or write out the schemas of the files that people write
    Schema(rules::Schema),
    /// Serve an editor: the Language Server Protocol on standard input and output
    Lsp(lsp::Lsp),
    /// Print completions for a shell
    Completions(completions::Completions),
}

/// What every command is given.
struct Session {
    book: Option<PathBuf>,
    quiet: bool,
    colour: Colour,
}

impl Session {
    /// The folder of the book.
    fn root(&self) -> Result<PathBuf, CliError> {
        if let Some(folder) = &self.book {
            let folder = if folder.ends_with("book.toml") { folder.parent().unwrap_or(Path::new(".")) } else { folder };
            return if folder.join("book.toml").is_file() {
                Ok(folder.to_owned())
            } else {
                Err(CliError::NotABook(folder.to_owned()))
            };
        }
        let here =
            std::env::current_dir().map_err(|error| CliError::Io { action: "cannot find", path: ".".into(), error })?;
        let found = here.ancestors().find(|folder| folder.join("book.toml").is_file());
        found.map(Path::to_owned).ok_or(CliError::NoBook(here.clone()))
    }

    fn files(&self) -> Result<DiskFiles, CliError> {
        let root = self.root()?;
        DiskFiles::new(&root).map_err(|error| CliError::Io { action: "cannot open", path: root, error })
    }

    fn coloured(&self, terminal: bool) -> bool {
        match self.colour {
            Colour::Always => true,
            Colour::Never => false,
            Colour::Auto => terminal && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty()),
        }
    }
}

/// Prints a result. A reader that has gone away (`| head`) is no failure.
fn print(text: &str) -> Result<ExitCode, CliError> {
    match std::io::stdout().write_all(text.as_bytes()).and_then(|()| std::io::stdout().flush()) {
        Ok(()) => Ok(ExitCode::SUCCESS),
        Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => Ok(ExitCode::SUCCESS),
        Err(error) => Err(CliError::Io { action: "cannot write to", path: "standard output".into(), error }),
    }
}

/// Runs the command line.
pub fn run() -> ExitCode {
    let arguments = Arguments::parse();
    let session = Session { book: arguments.book, quiet: arguments.quiet, colour: arguments.color };
    let result = match arguments.command {
        Command::Check(command) => check::run(&command, &session),
        Command::Build(command) => build::run(&command, &session),
        Command::Fix(command) => fix::run(&command, &session),
        Command::Init(command) => init::run(&command, &session),
        Command::New(command) => new::run(&command, &session),
        Command::Fmt(command) => fmt::run(&command, &session),
        Command::Release(command) => release::run(&command, &session),
        Command::Serve(command) => serve::run(&command, &session),
        Command::Show(command) => show::run(&command, &session),
        Command::Concordance(command) => tables::concordance(&command, &session),
        Command::Coverage(command) => tables::coverage(&command, &session),
        Command::Rules(command) => rules::list(&command),
        Command::Explain(command) => rules::explain(&command),
        Command::Schema(command) => rules::schema(&command, &session),
        Command::Lsp(command) => lsp::run(&command),
        Command::Completions(command) => completions::run(&command),
    };
    result.unwrap_or_else(|error| {
        eprintln!("clausebook: {error}");
        ExitCode::from(2)
    })
}
