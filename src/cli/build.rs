//! `clausebook build`: checks the book and writes its outputs.

use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

use crate::cli::check::{leave, print_chosen};
use crate::cli::choosing::{Choosing, Scope, Weights};
use crate::cli::{CliError, Session};
use crate::compile::{Target, build, compile};
use crate::model::language::Language;
use crate::output::Output;
use crate::report::summary::{Hidden, counted};

#[derive(Debug, clap::Args)]
pub struct Build {
    /// Folder for the outputs; `build` in the book's folder unless given
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Outputs to make, separated by commas; all unless given
    #[arg(long, value_name = "WHAT", value_delimiter = ',')]
    only: Vec<Target>,
    /// Languages to build, separated by commas; all languages of the book unless given
    #[arg(long, value_name = "LANG", value_delimiter = ',')]
    language: Vec<Language>,
    #[command(flatten)]
    weights: Weights,
}

pub fn run(command: &Build, session: &Session) -> Result<ExitCode, CliError> {
    let begun = Instant::now();
    let scope = Scope::default();
    let choosing = Choosing::new(&command.weights, &scope)?;
    let root = session.root()?;
    let files = session.files()?;
    let progress = Progress::new(session);
    progress.say("reading and checking");
    let mut compiled = compile(&files);
    progress.clear();
    let (chosen, hidden) = choosing.apply(&mut compiled, &root)?;
    if chosen.fails(&compiled) {
        print_chosen(&compiled, &hidden, session);
        eprintln!("nothing was written");
        return Ok(ExitCode::from(1));
    }
    let out = command.out.clone().unwrap_or_else(|| root.join("build"));
    refuse_inside(&out, &root, &compiled.book.settings.source)?;
    let targets = if command.only.is_empty() { Target::ALL.to_vec() } else { command.only.clone() };
    let languages = languages(&command.language, &compiled)?;
    let output = Output::begin(&out).map_err(|error| CliError::Other(error.to_string()))?;
    progress.say(&format!("writing {}", out.display()));
    let result = build(&compiled, &targets, &languages, &output);
    progress.clear();
    if let Err(error) = result {
        return failed(error, &mut compiled, &hidden, session);
    }
    // What is asked for in some languages only stands in folders that hold the others.
    let keep = if command.language.is_empty() { kept(&targets) } else { vec!["site", "document"] };
    let written = output.finish(&keep).map_err(|error| CliError::Other(error.to_string()))?;
    print_chosen(&compiled, &hidden, session);
    if !session.quiet {
        let (covered, required) = compiled.resolved.concordance.tally();
        if required > 0 {
            eprintln!("coverage: {covered} of {required} provisions");
        }
        let size = written.bytes as f64 / 1_000_000.0;
        eprintln!(
            "{} ({size:.1} MB) in {} after {:.2} s",
            counted(written.files, "file"),
            out.display(),
            begun.elapsed().as_secs_f64()
        );
    }
    leave(compiled);
    Ok(ExitCode::SUCCESS)
}

fn languages(asked: &[Language], compiled: &crate::compile::Compiled) -> Result<Vec<Language>, CliError> {
    let known = &compiled.book.settings.languages;
    if let Some(unknown) = asked.iter().find(|language| !known.contains(language)) {
        let list: Vec<&str> = known.iter().map(|language| language.code()).collect();
        return Err(CliError::Other(format!("the book has no language `{unknown}`; it has {}", list.join(", "))));
    }
    Ok(if asked.is_empty() { known.clone() } else { asked.to_vec() })
}

fn failed(
    error: crate::render::RenderError,
    compiled: &mut crate::compile::Compiled,
    hidden: &Hidden,
    session: &Session,
) -> Result<ExitCode, CliError> {
    match error {
        crate::render::RenderError::Template(finding) => {
            compiled.findings.push(*finding);
            print_chosen(compiled, hidden, session);
            eprintln!("nothing was written");
            Ok(ExitCode::from(1))
        }
        crate::render::RenderError::Io(path, error) => {
            Err(CliError::Io { action: "cannot write", path: path.into(), error })
        }
    }
}

/// The folders of outputs that are not made this time; the documents share one.
fn kept(targets: &[Target]) -> Vec<&'static str> {
    let mut keep = Vec::new();
    if !targets.contains(&Target::Site) {
        keep.push("site");
    }
    if !(targets.contains(&Target::Html) && targets.contains(&Target::Markdown)) {
        keep.push("document");
    }
    keep
}

/// An output folder inside the texts would become part of the book, and one around the book would replace it.
fn refuse_inside(out: &Path, root: &Path, source: &str) -> Result<(), CliError> {
    let absolute = |path: &Path| std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let real = |path: &Path| path.canonicalize().unwrap_or_else(|_| absolute(path));
    let out = match (out.canonicalize(), out.parent(), out.file_name()) {
        (Ok(out), _, _) => out,
        (Err(_), Some(parent), Some(name)) if !parent.as_os_str().is_empty() => real(parent).join(name),
        _ => absolute(out),
    };
    let root = real(root);
    let texts = real(&root.join(source));
    let inside = |folder: &str| out.starts_with(real(&root.join(folder)));
    let inside_texts = !source.is_empty() && out.starts_with(&texts) || inside("templates") || inside("schemas");
    if inside_texts || root.starts_with(&out) {
        return Err(CliError::Other(format!(
            "`{}` cannot hold the outputs: it is the book itself, or its texts, templates or schemas",
            out.display()
        )));
    }
    Ok(())
}

/// What is being done, on a terminal only.
struct Progress {
    shown: bool,
}

impl Progress {
    fn new(session: &Session) -> Progress {
        Progress { shown: !session.quiet && std::io::stderr().is_terminal() }
    }

    fn say(&self, what: &str) {
        if self.shown {
            eprint!("\r\u{1b}[2K{what} …");
            let _ = std::io::stderr().flush();
        }
    }

    fn clear(&self) {
        if self.shown {
            eprint!("\r\u{1b}[2K");
        }
    }
}
