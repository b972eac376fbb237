//! `clausebook rules`, `clausebook explain` and `clausebook schema`: what the program knows, printed.

use std::path::PathBuf;
use std::process::ExitCode;

use crate::cli::{CliError, Session, print};
use crate::diag::{Rule, nearest};
use crate::rules::{self, example};
use crate::schemas;

#[derive(Debug, clap::Args)]
pub struct Rules {
    /// The whole page of rules in Markdown, as in docs/rules.md
    #[arg(long)]
    markdown: bool,
}

#[derive(Debug, clap::Args)]
pub struct Explain {
    /// Names of the rules
    #[arg(required = true, value_name = "RULE")]
    rules: Vec<String>,
}

#[derive(Debug, clap::Args)]
pub struct Schema {
    /// Name of the schema: book, clause, findings, instrument, terms or translation; without it, the names are listed
    name: Option<String>,
    /// Write the schema (or all of them) into this folder
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
}

pub fn list(command: &Rules) -> Result<ExitCode, CliError> {
    if command.markdown {
        return print(&markdown());
    }
    let width = rules::all().map(|rule| rule.name.len()).max().unwrap_or(0);
    let mut out = String::new();
    let mut family = "";
    for rule in rules::all() {
        if rule.family.name() != family {
            family = rule.family.name();
            out.push_str(&format!("{}{family}\n", if out.is_empty() { "" } else { "\n" }));
        }
        out.push_str(&format!("  {:<width$}  {:<12}  {}\n", rule.name, rule.weight(), rule.summary));
    }
    print(&out)
}

pub fn explain(command: &Explain) -> Result<ExitCode, CliError> {
    let rules = command.rules.iter().map(|name| named(name)).collect::<Result<Vec<_>, _>>()?;
    print(&rules.into_iter().map(explained).collect::<Vec<_>>().join("\n"))
}

fn named(name: &str) -> Result<&'static Rule, CliError> {
    rules::find(name).ok_or_else(|| {
        let near = nearest(name, rules::all().map(|rule| rule.name));
        let help = near
            .map_or_else(|| "; `clausebook rules` lists them".to_owned(), |near| format!("; did you mean `{near}`?"));
        CliError::Other(format!("there is no rule `{name}`{help}"))
    })
}

fn explained(rule: &Rule) -> String {
    format!(
        "{} ({}, {})\n\n{}\n\n{}\n\nWrong:\n\n{}\nRight:\n\n{}",
        rule.name,
        rule.family.name(),
        rule.weight(),
        rule.summary,
        rule.explanation,
        example::plain(rule.wrong),
        example::plain(rule.right)
    )
}

/// The page of rules; docs/rules.md is made from it and held equal by a test.
pub fn markdown() -> String {
    let mut out = String::from(
        "# Rules\n\nMade by `clausebook rules --markdown`; a rule can be set to `error`, `warning`, `note` or `off` in `book.toml`, unless it is always an error, because words would be lost in silence otherwise:\n\n```toml\n[output.clausebook.rules]\ntitle-differs = \"off\"\n```\n",
    );
    let mut family = "";
    for rule in rules::all() {
        if rule.family.name() != family {
            family = rule.family.name();
            out.push_str(&format!("\n## Family: {family}\n"));
        }
        out.push_str(&section(rule));
    }
    out
}

fn section(rule: &Rule) -> String {
    format!(
        "\n### {}\n\n{} {}.\n\n{}\n\nWrong:\n\n{}Right:\n\n{}",
        rule.name,
        rule.summary,
        if rule.firm { "Always an error".to_owned() } else { format!("Default: {}", rule.severity.word()) },
        rule.explanation,
        example::markdown(rule.wrong),
        example::markdown(rule.right).trim_end().to_owned() + "\n"
    )
}

pub fn schema(command: &Schema, session: &Session) -> Result<ExitCode, CliError> {
    let Some(folder) = &command.out else {
        let Some(name) = &command.name else { return print(&(schemas::NAMES.join("\n") + "\n")) };
        return print(find(name)?);
    };
    let names: Vec<&str> = match &command.name {
        Some(name) => vec![find(name).map(|_| name.as_str())?],
        None => schemas::NAMES.to_vec(),
    };
    for name in names {
        let path = folder.join(format!("{name}.schema.json"));
        let io = |error| CliError::Io { action: "cannot write", path: path.clone(), error };
        std::fs::create_dir_all(folder).map_err(io)?;
        std::fs::write(&path, find(name)?).map_err(io)?;
        if !session.quiet {
            eprintln!("wrote {}", path.display());
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn find(name: &str) -> Result<&'static str, CliError> {
    schemas::text(name)
        .ok_or_else(|| CliError::Other(format!("there is no schema `{name}`; there are {}", schemas::NAMES.join(", "))))
}
