//! The options that choose findings, and what is left of a book's findings under them.

use std::path::{Path, PathBuf};

use crate::cli::{CliError, git};
use crate::compile::Compiled;
use crate::report::baseline::{Baseline, Held};
use crate::report::choose::Choice;
use crate::report::summary::{HeldBack, Hidden};

/// Which findings do not count, and which count more.
#[derive(Debug, clap::Args)]
pub struct Weights {
    /// Do not show or count findings of this rule or family; may be given several times
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    allow: Vec<String>,
    /// Fail on `warnings` too, or count findings of this rule or family as errors; may be given several times
    #[arg(long, value_name = "WHAT", value_delimiter = ',')]
    deny: Vec<String>,
    /// Do not show or count the findings recorded in this file; `check --write-baseline` makes it
    #[arg(long, value_name = "FILE")]
    baseline: Option<PathBuf>,
}

/// Which findings are looked at.
#[derive(Debug, Default, clap::Args)]
pub struct Scope {
    /// Show and count findings of this rule or family only; may be given several times
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    rule: Vec<String>,
    /// Show and count only findings on lines that have changed since this git revision
    #[arg(long, value_name = "REV")]
    since: Option<String>,
}

/// What the command line says about findings, read and found right before the book is compiled.
#[derive(Debug)]
pub struct Choosing<'a> {
    choice: Choice,
    baseline: Option<(&'a Path, Baseline)>,
    since: Option<&'a str>,
}

impl<'a> Choosing<'a> {
    /// Reads the options and the baseline.
    ///
    /// # Errors
    /// A name that no rule has, or a baseline that cannot be read.
    pub fn new(weights: &'a Weights, scope: &'a Scope) -> Result<Choosing<'a>, CliError> {
        let choice = Choice::new(&scope.rule, &weights.allow, &weights.deny)
            .map_err(|error| CliError::Other(error.to_string()))?;
        let baseline = match &weights.baseline {
            Some(path) => Some((path.as_path(), read_baseline(path)?)),
            None => None,
        };
        Ok(Choosing { choice, baseline, since: scope.since.as_deref() })
    }

    /// Leaves the chosen findings in the book, and says what is not shown.
    ///
    /// The baseline is compared with all findings, so that one which another option hides is not taken for gone.
    ///
    /// # Errors
    /// git cannot say what has changed.
    pub fn apply(self, compiled: &mut Compiled, root: &Path) -> Result<(Chosen, Hidden), CliError> {
        let sources = &compiled.book.sources;
        let mut hidden = Hidden::default();
        let mut held = Held { each: vec![false; compiled.findings.len()], gone: 0 };
        if let Some((path, baseline)) = self.baseline {
            held = baseline.hold(&compiled.findings, sources);
            hidden.baseline = Some(HeldBack { path: path.display().to_string(), held: 0, gone: held.gone });
        }
        let changes = self.since.map(|revision| git::changes(root, revision)).transpose()?;
        let mut shown = Vec::new();
        let mut unchanged = 0;
        for (finding, held) in std::mem::take(&mut compiled.findings).into_iter().zip(held.each) {
            let Some(finding) = self.choice.weigh(finding) else { continue };
            if changes.as_ref().is_some_and(|changes| !changes.concern(&finding, sources)) {
                unchanged += 1;
            } else if held {
                hidden.baseline.as_mut().expect("only a baseline holds findings back").held += 1;
            } else {
                shown.push(finding);
            }
        }
        hidden.since = self.since.map(|revision| (revision.to_owned(), unchanged));
        compiled.findings = shown;
        Ok((Chosen(self.choice), hidden))
    }
}

/// The rules by which the findings of a book were chosen.
#[derive(Debug)]
pub struct Chosen(Choice);

impl Chosen {
    /// Whether what is left fails.
    pub fn fails(&self, compiled: &Compiled) -> bool {
        self.0.fails(&compiled.findings)
    }
}

fn read_baseline(path: &Path) -> Result<Baseline, CliError> {
    let text = std::fs::read_to_string(path).map_err(|error| CliError::Io {
        action: "cannot read the baseline",
        path: path.to_owned(),
        error,
    })?;
    Baseline::read(&text)
        .map_err(|error| CliError::Other(format!("cannot read the baseline `{}`: {error}", path.display())))
}
