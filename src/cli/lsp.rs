//! `clausebook lsp`: the language server on standard input and output.

use std::io::{BufReader, stdin, stdout};
use std::process::ExitCode;

use crate::cli::CliError;
use crate::lsp;

#[derive(Debug, clap::Args)]
pub struct Lsp {
    /// Accepted because many editors add it; there is no other way to talk to the server
    #[arg(long, hide = true)]
    stdio: bool,
}

pub fn run(_command: &Lsp) -> Result<ExitCode, CliError> {
    let orderly = lsp::serve(BufReader::new(stdin()), stdout());
    Ok(ExitCode::from(u8::from(!orderly)))
}
