//! The `clausebook` program: see the library.

use std::process::ExitCode;

/// A build allocates millions of small texts; docs/performance.md has the measurement.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    clausebook::cli::run()
}
