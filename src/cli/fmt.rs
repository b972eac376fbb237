//! `clausebook fmt`: the files that people write, in their canonical form.

use std::collections::BTreeSet;
use std::io::{IsTerminal, Read};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use rayon::prelude::*;

use crate::cli::{CliError, Session, print};
use crate::edit::fmt::{Context, Formatted, format_text, has_form, is_text};
use crate::edit::write::rewrite;
use crate::files::Files;
use crate::load;
use crate::load::cache::Cache;
use crate::model::book::Book;
use crate::model::language::Language;
use crate::report::diff;
use crate::report::summary::counted;

#[derive(Debug, clap::Args)]
pub struct Fmt {
    /// Files and folders of the book; without them, the whole book. `-` reads a text from standard input
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Write nothing; list the files that would change, and fail if there are any
    #[arg(long)]
    check: bool,
    /// Write nothing; print what would change
    #[arg(long)]
    diff: bool,
    /// Where the text from standard input stands in the book
    #[arg(long, value_name = "PATH")]
    stdin_path: Option<PathBuf>,
}

pub fn run(command: &Fmt, session: &Session) -> Result<ExitCode, CliError> {
    let root = session.root()?;
    let files = session.files()?;
    // What is wrong with the book is for `check` to say.
    let book = load::load(&files, &mut Cache::none(), &mut Vec::new());
    if command.paths == [Path::new("-")] {
        return standard_input(command, &root, &book);
    }
    let paths = chosen(&command.paths, &root, &book, &files)?;
    let context = Context::new(&book);
    let looked_at: Vec<(&String, Result<Look, String>)> =
        paths.par_iter().map(|path| (path, look(path, &files, &context))).collect();
    let mut changed = Vec::new();
    let mut status = 0;
    for (path, look) in looked_at {
        match look {
            Err(reason) => eprintln!("clausebook: `{path}` is left as it is: {reason}"),
            Ok(look) => changed.extend(look.new.map(|new| (path, look.old, new))),
        }
    }
    let mut written = 0;
    for (path, old, new) in &changed {
        if command.diff {
            print(&diff::unified(path, old, new, session.coloured(std::io::stdout().is_terminal())))?;
        } else if command.check {
            print(&format!("{path}\n"))?;
        } else if let Err(error) = rewrite(&root, path, old.as_bytes(), new.as_bytes()) {
            eprintln!("clausebook: {error}");
            status = 2;
        } else {
            print(&format!("{path}\n"))?;
            written += 1;
        }
    }
    if !session.quiet && !command.diff {
        let word = if command.check { "would change" } else { "changed" };
        let count = if command.check { changed.len() } else { written };
        eprintln!("{} of {} {word}", count, counted(paths.len(), "file"));
    }
    if command.check && !changed.is_empty() {
        status = 1;
    }
    Ok(ExitCode::from(status))
}

/// A text and its canonical form, if that is another.
struct Look {
    old: String,
    new: Option<String>,
}

fn look(path: &str, files: &dyn Files, context: &Context<'_>) -> Result<Look, String> {
    let bytes = files.read(path).map_err(|problem| format!("it {problem}"))?;
    let old =
        String::from_utf8(bytes).map_err(|error| format!("byte {} is not UTF-8", error.utf8_error().valid_up_to()))?;
    match format_text(path, &old, context) {
        Formatted::Same => Ok(Look { old, new: None }),
        Formatted::Changed(new) => Ok(Look { old, new: Some(new) }),
        Formatted::Left(reason) => Err(reason),
    }
}

fn standard_input(command: &Fmt, root: &Path, book: &Book) -> Result<ExitCode, CliError> {
    let Some(path) = &command.stdin_path else {
        return Err(CliError::Other("`-` needs --stdin-path, which says what kind of file the text is".to_owned()));
    };
    let path = inside(path, root)?;
    let mut old = String::new();
    std::io::stdin().read_to_string(&mut old).map_err(|error| CliError::Io {
        action: "cannot read",
        path: "standard input".into(),
        error,
    })?;
    let (new, reason) = match format_text(&path, &old, &Context::new(book)) {
        Formatted::Same => (old.clone(), None),
        Formatted::Changed(new) => (new, None),
        Formatted::Left(reason) => (old.clone(), Some(reason)),
    };
    if let Some(reason) = reason {
        eprintln!("clausebook: `{path}` is left as it is: {reason}");
    }
    let differs = new != old;
    if command.diff {
        print(&diff::unified(&path, &old, &new, false))?;
    } else if !command.check {
        print(&new)?;
    }
    Ok(ExitCode::from(u8::from(command.check && differs)))
}

/// The files that were asked for, in the order of their paths: without a wish those that belong to the book. A text that
/// the outline does not name, such as a README beside the book, must be asked for by its own path.
fn chosen(asked: &[PathBuf], root: &Path, book: &Book, files: &dyn Files) -> Result<Vec<String>, CliError> {
    let mut all: Vec<String> = files.list(&book.settings.source).files;
    all.push("book.toml".to_owned());
    all.retain(|path| has_form(path, &book.settings));
    all.sort();
    all.dedup();
    let texts = texts(book);
    let belongs = |path: &String| !is_text(path, &book.settings) || texts.contains(source_of(path).as_str());
    if asked.is_empty() {
        all.retain(belongs);
        return Ok(all);
    }
    let mut wanted = Vec::new();
    for path in asked {
        let inside = inside(path, root)?;
        let folder = if inside.is_empty() { String::new() } else { format!("{inside}/") };
        let below = |file: &&String| **file == inside || (file.starts_with(&folder) && belongs(file));
        let before = wanted.len();
        wanted.extend(all.iter().filter(below).cloned());
        if wanted.len() == before {
            let message = format!("`{}` is no file of the book that has a canonical form", path.display());
            return Err(CliError::Other(message));
        }
    }
    wanted.sort();
    wanted.dedup();
    Ok(wanted)
}

/// The files that the outline names.
fn texts(book: &Book) -> BTreeSet<&str> {
    let read = book.texts().into_iter().map(|id| book.sources.get(book.body(id).file).path.as_str());
    read.chain(book.lost.texts.iter().map(String::as_str)).collect()
}

/// The path of the text that a file may be a translation of; for any other file its own.
fn source_of(path: &str) -> String {
    let parts = path.strip_suffix(".md").and_then(|stem| stem.rsplit_once('.'));
    match parts {
        Some((stem, language)) if language.parse::<Language>().is_ok() => format!("{stem}.md"),
        _ => path.to_owned(),
    }
}

/// A path as typed, relative to the book's folder; it is looked for from the current folder, then from the book's.
fn inside(path: &Path, root: &Path) -> Result<String, CliError> {
    let outside = || CliError::Other(format!("`{}` lies outside the book", path.display()));
    let io = |error| CliError::Io { action: "cannot find", path: root.to_owned(), error };
    let root = root.canonicalize().map_err(io)?;
    let here = std::env::current_dir().map_err(io)?;
    let from = [&here, &root].into_iter().find(|from| from.join(path).exists()).unwrap_or(&here);
    // The folder is followed through links, the file is not: it is the link that belongs to the book.
    let full = from.join(path);
    let (folder, name) = match (full.parent(), full.file_name()) {
        (Some(folder), Some(name)) if !full.is_dir() => (folder.to_owned(), Some(name)),
        _ => (full.clone(), None),
    };
    let folder =
        folder.canonicalize().map_err(|error| CliError::Io { action: "cannot find", path: path.into(), error })?;
    let relative = folder.strip_prefix(&root).map_err(|_| outside())?;
    let relative = name.map_or_else(|| relative.to_owned(), |name| relative.join(name));
    let parts: Vec<_> = relative.components().map(|part| part.as_os_str().to_string_lossy()).collect();
    Ok(parts.join("/"))
}
