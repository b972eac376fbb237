//! `clausebook completions`: completion of commands for a shell.

use std::process::ExitCode;

use clap::CommandFactory;
use clap_complete::Shell;

use crate::cli::{Arguments, CliError, print};

#[derive(Debug, clap::Args)]
pub struct Completions {
    /// The shell
    shell: Shell,
}

pub fn run(command: &Completions) -> Result<ExitCode, CliError> {
    let mut out = Vec::new();
    clap_complete::generate(command.shell, &mut Arguments::command(), "clausebook", &mut out);
    print(&String::from_utf8_lossy(&out))
}
