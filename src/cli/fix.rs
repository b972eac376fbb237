//! `clausebook fix`: mends what has one right answer.

use std::io::IsTerminal;
use std::process::ExitCode;

use crate::cli::{CliError, Session, print};
use crate::diag::{Diagnostic, Grade, Severity, nearest};
use crate::edit::fix::{self, Applied};
use crate::edit::write;
use crate::report::diff;
use crate::report::summary::{Hidden, counted, summary};
use crate::rules;

#[derive(Debug, clap::Args)]
pub struct Fix {
    /// Mend findings of this rule only; may be given several times
    #[arg(long, value_name = "NAME")]
    rule: Vec<String>,
    /// Show what would be changed, as a diff, and write nothing
    #[arg(long)]
    dry_run: bool,
}

pub fn run(command: &Fix, session: &Session) -> Result<ExitCode, CliError> {
    if let Some(name) = command.rule.iter().find(|name| rules::find(name).is_none()) {
        let near = nearest(name, rules::all().map(|rule| rule.name));
        let help = near
            .map_or_else(|| "; `clausebook rules` lists them".to_owned(), |near| format!("; did you mean `{near}`?"));
        return Err(CliError::Other(format!("there is no rule `{name}`{help}")));
    }
    let root = session.root()?;
    let named =
        |finding: &Diagnostic| command.rule.is_empty() || command.rule.iter().any(|name| name == finding.rule.name);
    let safe = |finding: &Diagnostic| finding.fix.as_ref().is_some_and(|fix| fix.grade == Grade::Safe);
    let fixed = fix::run(session.files()?, |finding| named(finding) && safe(finding))
        .map_err(|problem| CliError::Other(format!("a file of the book {problem}; nothing was written")))?;
    if command.dry_run {
        let colour = session.coloured(std::io::stdout().is_terminal());
        let diffs: String = fixed
            .changed
            .iter()
            .map(|file| diff::unified(&file.path, &String::from_utf8_lossy(&file.old), &file.new, colour))
            .collect();
        print(&diffs)?;
    } else {
        for file in &fixed.changed {
            write::rewrite(&root, &file.path, &file.old, file.new.as_bytes())
                .map_err(|error| CliError::Other(error.to_string()))?;
        }
    }
    if !session.quiet {
        eprint!("{}", told(&fixed.applied, fixed.changed.len(), command.dry_run));
        let compiled = &fixed.compiled;
        eprint!("{}", summary(&compiled.findings, compiled.book.clauses.len(), &Hidden::default()));
    }
    Ok(ExitCode::from(u8::from(fixed.compiled.fails_at(Severity::Error))))
}

/// What was done, a line for each fix, and how much it was.
fn told(applied: &[Applied], files: usize, dry_run: bool) -> String {
    if applied.is_empty() {
        return "nothing can be mended without a person's decision\n".to_owned();
    }
    let mut out = String::new();
    for fix in applied {
        out.push_str(&format!("{}:{}: {} ({})\n", fix.path, fix.line, fix.title, fix.rule));
    }
    let would = if dry_run { "would mend" } else { "mended" };
    out.push_str(&format!("{would} {} in {}\n", counted(applied.len(), "finding"), counted(files, "file")));
    out
}
