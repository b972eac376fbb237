//! The `clausebook` program: see the library.

use std::process::ExitCode;

fn main() -> ExitCode {
    clausebook::cli::run()
}
