//! `clausebook concordance` and `clausebook coverage`: the concordance and the coverage as a table, CSV, JSON or Markdown.

use std::process::ExitCode;

use serde::Serialize;

use crate::cli::{CliError, Session, print};
use crate::compile::{Compiled, compile};
use crate::model::book::InstrumentId;
use crate::model::instrument::ProvisionId;
use crate::render::views;
use crate::resolve::concordance::{Covered, Relation};

#[derive(Debug, clap::Args)]
pub struct Concordance {
    /// Form of the table
    #[arg(long, value_name = "FORM", default_value = "table")]
    format: Form,
    /// Clauses first: one line per clause and provision, in the order of the clauses
    #[arg(long)]
    by_clause: bool,
}

#[derive(Debug, clap::Args)]
pub struct Coverage {
    /// Form of the table
    #[arg(long, value_name = "FORM", default_value = "table")]
    format: Form,
    /// Only provisions that are not covered
    #[arg(long)]
    missing: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Form {
    /// Columns for a terminal
    Table,
    /// Comma-separated values (RFC 4180)
    Csv,
    /// A list of objects
    Json,
    /// A Markdown table
    Markdown,
}

#[derive(Serialize)]
struct ConcordanceLine {
    provision: String,
    relation: &'static str,
    clause: String,
    number: String,
    title: String,
}

#[derive(Serialize)]
struct CoverageLine {
    provision: String,
    obligation: String,
    coverage: &'static str,
    clauses: String,
    reason: String,
}

pub fn concordance(command: &Concordance, session: &Session) -> Result<ExitCode, CliError> {
    let compiled = compile(&session.files()?);
    let mut lines = concordance_lines(&compiled);
    if command.by_clause {
        let order = |id: &str| compiled.resolved.index.clause(id).map_or(u32::MAX, |id| id.0);
        lines.sort_by_key(|line| order(&line.clause));
    }
    let rows = lines.iter().map(|line| {
        vec![
            line.provision.clone(),
            line.relation.to_owned(),
            line.number.clone(),
            line.clause.clone(),
            line.title.clone(),
        ]
    });
    write(command.format, &["provision", "relation", "number", "clause", "title"], rows.collect(), &lines)
}

fn concordance_lines(compiled: &Compiled) -> Vec<ConcordanceLine> {
    let (book, resolved) = (&compiled.book, &compiled.resolved);
    let mut lines = Vec::new();
    for at in 0..book.instruments.len() as u32 {
        let id = InstrumentId(at);
        let instrument = book.instrument(id);
        let uses = resolved.concordance.of(id);
        let mut add = |provision: String, used: &crate::resolve::concordance::Use| {
            let clause = book.clause(used.clause);
            let entry = resolved.index.clause_entries[used.clause.0 as usize];
            lines.push(ConcordanceLine {
                provision,
                relation: used.relation.key(),
                clause: clause.id.value.clone(),
                number: resolved.numbers.of(entry).unwrap_or("").to_owned(),
                title: clause.title.value.clone(),
            });
        };
        for used in &uses.whole {
            add(format!("{}:whole", instrument.id), used);
        }
        for (at, division) in instrument.divisions.iter().enumerate() {
            for used in &uses.divisions[at] {
                add(
                    crate::model::anchor::instrument_division(instrument, division.kind, division.number)
                        .replacen('.', ":", 1),
                    used,
                );
            }
        }
        for (at, used) in
            uses.provisions.iter().enumerate().flat_map(|(at, uses)| uses.iter().map(move |used| (at, used)))
        {
            add(views::provision_citation(book, id, ProvisionId(at as u32)).to_string(), used);
        }
    }
    lines
}

pub fn coverage(command: &Coverage, session: &Session) -> Result<ExitCode, CliError> {
    let compiled = compile(&session.files()?);
    let (book, resolved) = (&compiled.book, &compiled.resolved);
    if resolved.concordance.required.is_empty() && command.format == Form::Table {
        return Err(CliError::Other(
            "book.toml asks for no coverage; name provisions under [output.clausebook.coverage] require".to_owned(),
        ));
    }
    let required = resolved.concordance.required.iter().filter(|required| !command.missing || !required.enough);
    let lines: Vec<CoverageLine> = required
        .map(|required| {
            let instrument = book.instrument(required.instrument);
            let uses = resolved.concordance.of(required.instrument);
            let data = instrument.provision(required.provision);
            let slice = required.provision.0 as usize..data.end() as usize;
            let mut clauses: Vec<_> = uses.provisions[slice]
                .iter()
                .flatten()
                .filter(|used| used.relation == Relation::Implements)
                .map(|used| used.clause)
                .collect();
            clauses.sort();
            clauses.dedup();
            let ids: Vec<&str> = clauses.iter().map(|id| book.clause(*id).id.value.as_str()).collect();
            let obligations: Vec<String> = data
                .obligations
                .iter()
                .map(|obligation| views::obligation_named(*obligation, book.settings.language).key)
                .collect();
            let reason = match required.covered {
                Covered::LeftOut(at) => book.settings.coverage.left_out[at as usize].1.clone(),
                _ => String::new(),
            };
            CoverageLine {
                provision: views::provision_citation(book, required.instrument, required.provision).to_string(),
                obligation: obligations.join(" "),
                coverage: required.covered.key(),
                clauses: ids.join(" "),
                reason,
            }
        })
        .collect();
    let rows = lines.iter().map(|line| {
        vec![
            line.provision.clone(),
            line.obligation.clone(),
            line.coverage.to_owned(),
            line.clauses.clone(),
            line.reason.clone(),
        ]
    });
    let done =
        write(command.format, &["provision", "obligation", "coverage", "clauses", "reason"], rows.collect(), &lines)?;
    if command.format == Form::Table && !session.quiet {
        let (covered, required) = resolved.concordance.tally();
        eprintln!("{covered} of {required} provisions are covered");
    }
    Ok(done)
}

fn write<T: Serialize>(form: Form, head: &[&str], rows: Vec<Vec<String>>, lines: &[T]) -> Result<ExitCode, CliError> {
    let text = match form {
        Form::Table => table(head, &rows),
        Form::Csv => csv(head, &rows),
        Form::Json => serde_json::to_string_pretty(lines).map_err(|error| CliError::Other(error.to_string()))? + "\n",
        Form::Markdown => markdown(head, &rows),
    };
    print(&text)
}

fn table(head: &[&str], rows: &[Vec<String>]) -> String {
    let width = |at: usize| rows.iter().map(|row| row[at].chars().count()).chain([head[at].len()]).max().unwrap_or(0);
    let widths: Vec<usize> = (0..head.len()).map(width).collect();
    let line = |cells: Vec<&str>| {
        let padded: Vec<String> = cells.iter().zip(&widths).map(|(cell, width)| format!("{cell:<width$}")).collect();
        format!("{}\n", padded.join("  ").trim_end())
    };
    let mut out = line(head.to_vec());
    for row in rows {
        out.push_str(&line(row.iter().map(String::as_str).collect()));
    }
    out
}

fn csv(head: &[&str], rows: &[Vec<String>]) -> String {
    let field = |text: &str| {
        if text.contains([',', '"', '\n', '\r']) {
            format!("\"{}\"", text.replace('"', "\"\""))
        } else {
            text.to_owned()
        }
    };
    let line = |cells: Vec<&str>| cells.iter().map(|cell| field(cell)).collect::<Vec<_>>().join(",") + "\r\n";
    let mut out = line(head.to_vec());
    for row in rows {
        out.push_str(&line(row.iter().map(String::as_str).collect()));
    }
    out
}

fn markdown(head: &[&str], rows: &[Vec<String>]) -> String {
    let cell = |text: &str| text.replace('|', "\\|");
    let mut out = format!("| {} |\n|{}\n", head.join(" | "), "---|".repeat(head.len()));
    for row in rows {
        let cells: Vec<String> = row.iter().map(|text| cell(text)).collect();
        out.push_str(&format!("| {} |\n", cells.join(" | ")));
    }
    out
}
