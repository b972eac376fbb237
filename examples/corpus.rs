//! Writes the generated corpus of `benches/support` into a folder: `corpus book|hugo CLAUSES FOLDER`.

#[path = "../benches/support/mod.rs"]
mod support;

use std::fs;
use std::path::Path;
use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [format, clauses, folder] = arguments.as_slice() else { return usage() };
    let Ok(clauses) = clauses.parse() else { return usage() };
    let files = match format.as_str() {
        "book" => support::book(clauses),
        "hugo" => support::hugo(clauses),
        _ => return usage(),
    };
    for (path, text) in files {
        let path = Path::new(folder).join(path);
        let written =
            fs::create_dir_all(path.parent().expect("it lies in the folder")).and_then(|()| fs::write(&path, text));
        if let Err(error) = written {
            eprintln!("cannot write `{}`: {error}", path.display());
            return ExitCode::from(2);
        }
    }
    ExitCode::SUCCESS
}

fn usage() -> ExitCode {
    eprintln!("usage: corpus book|hugo CLAUSES FOLDER");
    ExitCode::from(2)
}
