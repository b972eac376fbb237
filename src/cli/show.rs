//! `clausebook show`: one clause, or what covers a provision, in the terminal.

use std::process::ExitCode;

use crate::cli::{CliError, Session, print};
use crate::compile::{Compiled, compile};
use crate::locale::{self, Form};
use crate::model::book::{ClauseId, InstrumentId, TextId};
use crate::model::citation::Citation;
use crate::model::instrument::ProvisionId;
use crate::model::section::TEXT;
use crate::render::plain::PlainWriter;
use crate::render::{views, words};
use crate::resolve::bind::bind_citation;
use crate::resolve::concordance::Relation;
use crate::source::Span;

#[derive(Debug, clap::Args)]
pub struct Show {
    /// Id or number of a clause (`standing`, `36`), or a provision (`uncac:57(3)`)
    #[arg(value_name = "ID|NUMBER|PROVISION")]
    what: String,
}

pub fn run(command: &Show, session: &Session) -> Result<ExitCode, CliError> {
    let compiled = compile(&session.files()?);
    let numbered = |at: &usize| {
        let entry = compiled.resolved.index.clause_entries[*at];
        compiled.resolved.numbers.of(entry) == Some(command.what.as_str())
    };
    let by_number = || (0..compiled.book.clauses.len()).find(numbered).map(|at| ClauseId(at as u32));
    if let Some(id) = compiled.resolved.index.clause(&command.what).or_else(by_number) {
        return print(&clause(&compiled, id));
    }
    if command.what.contains(':') {
        let text = provision(&compiled, &command.what)?;
        return print(&text);
    }
    let ids = compiled.book.clauses.iter().map(|clause| clause.id.value.as_str());
    let near =
        crate::diag::nearest(&command.what, ids).map_or_else(String::new, |near| format!("; did you mean `{near}`?"));
    Err(CliError::Other(format!("there is no clause `{}`{near}", command.what)))
}

fn clause(compiled: &Compiled, id: ClauseId) -> String {
    let (book, resolved) = (&compiled.book, &compiled.resolved);
    let clause = book.clause(id);
    let language = book.settings.language;
    let mut out = format!("{}. {}\n", words::clause_label(book, resolved, id, language), clause.title.value);
    out.push_str(&format!("{} · {}\n\n", clause.id.value, views::status(clause.status, language).name));
    if let Some(section) = clause.body.section(TEXT) {
        out.push_str(&PlainWriter::new(book, resolved, TextId::Clause(id)).section(section));
    }
    let interface = locale::words(language);
    let list = |title: &str, lines: Vec<String>| {
        if lines.is_empty() { String::new() } else { format!("{title}:\n  {}\n", lines.join("\n  ")) }
    };
    let provisions = clause.implements.iter().map(|citation| {
        format!("{}  {}", citation.value, words::citation(book, &citation.value, language, Form::Running))
    });
    out.push_str(&list(interface.implements, provisions.collect()));
    let referring = resolved.referred_by[id.0 as usize].iter().map(|id| line(compiled, *id));
    out.push_str(&list(interface.referred_to_in, referring.collect()));
    out.push_str(&format!("{}\n", book.sources.get(clause.file).path));
    out.replace('\u{a0}', " ")
}

fn line(compiled: &Compiled, id: ClauseId) -> String {
    let clause = compiled.book.clause(id);
    let label = words::clause_label(&compiled.book, &compiled.resolved, id, compiled.book.settings.language);
    format!("{label}  {}  ({})", clause.title.value, clause.id.value)
}

fn provision(compiled: &Compiled, text: &str) -> Result<String, CliError> {
    let (book, resolved) = (&compiled.book, &compiled.resolved);
    let language = book.settings.language;
    let citation = Citation::parse(text).map_err(|error| {
        let help =
            error.suggestion.as_ref().map_or_else(String::new, |suggestion| format!("; did you mean `{suggestion}`?"));
        CliError::Other(format!("{error}{help}"))
    })?;
    let mut failures = Vec::new();
    let Some(bound) = bind_citation(book, &citation, Span::start_of(book.settings.file), &mut failures) else {
        let mut findings = Vec::new();
        let failed = crate::check::citations::describe(book, &failures);
        findings.extend(failed.iter().map(|finding| match &finding.help {
            Some(help) => format!("{}; {help}", finding.message),
            None => finding.message.clone(),
        }));
        return Err(CliError::Other(findings.join("\n")));
    };
    let mut out = format!("{}\n", words::citation(book, &citation, language, Form::Running));
    for target in &bound.targets {
        for provision in target.slice.clone().map(ProvisionId) {
            out.push_str(&provision_lines(compiled, bound.instrument, provision));
        }
    }
    let wide = resolved.concordance.of(bound.instrument);
    for used in &wide.whole {
        out.push_str(&format!("  {}: {}\n", relation_word(used.relation), line(compiled, used.clause)));
    }
    Ok(out.replace('\u{a0}', " "))
}

fn provision_lines(compiled: &Compiled, instrument: InstrumentId, provision: ProvisionId) -> String {
    let (book, resolved) = (&compiled.book, &compiled.resolved);
    let language = book.settings.language;
    let data = book.instrument(instrument).provision(provision);
    let uses = resolved.concordance.of(instrument);
    let obligations: Vec<String> =
        data.obligations.iter().map(|obligation| views::obligation_named(*obligation, language).name).collect();
    let title = views::article_title(book, instrument, provision, language).filter(|_| data.locator.depth() == 1);
    let mut out = format!("\n{}", views::provision_citation(book, instrument, provision));
    for part in title.into_iter().chain((!obligations.is_empty()).then(|| obligations.join(", "))) {
        out.push_str(&format!(" · {part}"));
    }
    out.push_str(&format!(" · {}\n", views::covered_named(uses.coverage[provision.0 as usize], language).name));
    for used in &uses.provisions[provision.0 as usize] {
        out.push_str(&format!("  {}: {}\n", relation_word(used.relation), line(compiled, used.clause)));
    }
    out
}

fn relation_word(relation: Relation) -> &'static str {
    match relation {
        Relation::Implements => "implemented by",
        Relation::Related => "related to",
        Relation::Cites => "cited by",
    }
}
