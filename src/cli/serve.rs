//! `clausebook serve`: a live preview of the site.

use std::io::IsTerminal;
use std::process::ExitCode;
use std::sync::Arc;

use crate::cli::{CliError, Session};
use crate::report;
use crate::report::summary::{Hidden, summary};
use crate::serve::{self, Event};

#[derive(Debug, clap::Args)]
pub struct Serve {
    /// Port of this machine; 0 takes one that is free
    #[arg(long, value_name = "N", default_value_t = 4000)]
    port: u16,
    /// Open the front page in the browser
    #[arg(long)]
    open: bool,
}

pub fn run(command: &Serve, session: &Session) -> Result<ExitCode, CliError> {
    let root = session.root()?;
    let (open, quiet) = (command.open, session.quiet);
    let colour = session.coloured(std::io::stderr().is_terminal());
    let tell = move |event: Event<'_>| match event {
        Event::Listening(address) => {
            eprintln!("the site is at {address} until Ctrl+C");
            if open && let Err(error) = open_in_browser(&address) {
                eprintln!("cannot open a browser: {error}");
            }
        }
        Event::Compiled(compiled, milliseconds) => {
            eprint!("{}", report::human::render(&compiled.findings, &compiled.book.sources, colour));
            if !quiet {
                let words = summary(&compiled.findings, compiled.book.clauses.len(), &Hidden::default());
                eprintln!("{} ({milliseconds} ms)", words.lines().next().unwrap_or_default());
            }
        }
        Event::Trouble(words) => eprintln!("{words}"),
    };
    serve::run(&root, command.port, Arc::new(tell)).map_err(|error| CliError::Other(error.to_string()))?;
    Ok(ExitCode::SUCCESS)
}

/// Asks the system for its browser.
fn open_in_browser(address: &str) -> std::io::Result<()> {
    let (program, arguments): (&str, &[&str]) = match std::env::consts::OS {
        "macos" => ("open", &[]),
        "windows" => ("cmd", &["/C", "start", ""]),
        _ => ("xdg-open", &[]),
    };
    std::process::Command::new(program).args(arguments).arg(address).spawn().map(drop)
}
