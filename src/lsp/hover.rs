//! Hover: what a clause, a provision, a term, a rule or a key is, in a few lines of Markdown.

use std::collections::BTreeMap;

use crate::diag::Rule;
use crate::locale::Form;
use crate::lsp::analysis::Analysis;
use crate::lsp::target::{Found, Thing};
use crate::model::anchor::Destination;
use crate::model::book::{ClauseId, InstrumentId, TextId};
use crate::model::citation::Citation;
use crate::model::instrument::ProvisionId;
use crate::model::section::TEXT;
use crate::model::term::Term;
use crate::render::plain::PlainWriter;
use crate::render::{views, words};
use crate::resolve::bind::BoundCitation;
use crate::resolve::concordance::{Relation, Use};

/// How many clauses are listed; more are counted.
const CLAUSES_SHOWN: usize = 12;

/// What is known of a thing, in Markdown.
pub fn hover(analysis: &Analysis, found: &Found) -> Option<String> {
    let text = match &found.thing {
        Thing::Citation(citation, bound) => provisions(analysis, citation, bound),
        Thing::Place(destination) => place(analysis, destination)?,
        Thing::Rule(rule) => self::rule(rule),
        Thing::Key(key, description) => format!("`{key}`\n\n{description}"),
    };
    Some(text.replace('\u{a0}', " "))
}

fn place(analysis: &Analysis, destination: &Destination) -> Option<String> {
    let (book, resolved) = (analysis.book(), analysis.resolved());
    let language = book.settings.language;
    Some(match destination {
        Destination::Clause(id, None) | Destination::ClauseHeading(id, _) => clause(analysis, *id),
        Destination::Clause(id, Some(path)) => {
            let label = words::destination(book, resolved, destination, language);
            format!("**{}**\n\n{}", words::capitalized(&label), paragraph(analysis, *id, &path.0))
        }
        Destination::Term(at) => {
            let term = &book.terms[*at as usize];
            format!("**{}** `{}`\n\n{}", escape(&term.term), term.id.value, escape(&definition_of(analysis, term)))
        }
        Destination::Prose(id, _) => format!("**{}**", escape(&book.prose(*id).title)),
        Destination::Division(entry) => {
            format!("**{}**", escape(&words::entry_title(book, resolved, *entry, language)))
        }
        Destination::Instrument(id) => {
            let instrument = book.instrument(*id);
            let url = instrument.url.as_ref().map_or_else(String::new, |url| format!("\n\n<{url}>"));
            format!("**{}** `{}`{url}", escape(instrument.title(language)), instrument.id)
        }
        Destination::InstrumentDivision(id, at) => {
            let instrument = book.instrument(*id);
            let division = instrument.divisions.get(*at as usize)?;
            let title = division.titles.get(&language).map_or("", String::as_str);
            format!("**{}. {}**", views::division_label(instrument, division, language), escape(title))
        }
        Destination::Provision(..) | Destination::Image(_) | Destination::Collection(_) => return None,
    })
}

fn clause(analysis: &Analysis, id: ClauseId) -> String {
    let (book, resolved) = (analysis.book(), analysis.resolved());
    let clause = book.clause(id);
    let language = book.settings.language;
    let label = words::clause_label(book, resolved, id, language);
    let status = views::status(clause.status, language).name;
    let force = clause.force.map_or_else(String::new, |force| format!(" · {}", force.key()));
    let first = paragraph(analysis, id, "");
    format!("**{label}. {}**\n\n`{}` · {status}{force}\n\n{first}", escape(&clause.title.value), clause.id.value)
}

/// The first paragraph of a clause, or the numbered one with this path.
fn paragraph(analysis: &Analysis, id: ClauseId, path: &str) -> String {
    let book = analysis.book();
    let Some(section) = book.clause(id).body.section(TEXT) else { return String::new() };
    let written = PlainWriter::new(book, analysis.resolved(), TextId::Clause(id)).section(section);
    let number = path.split('.').next().unwrap_or_default();
    let mut paragraphs = written.split("\n\n");
    let wanted = match number {
        "" => paragraphs.next(),
        number => paragraphs.find(|text| text.starts_with(&format!("{number}."))),
    };
    escape(wanted.unwrap_or_default().trim())
}

/// The definition of a term as plain text.
pub fn definition_of(analysis: &Analysis, term: &Term) -> String {
    let book = analysis.book();
    let at = book.terms.iter().position(|other| other.id.value == term.id.value);
    let written = at
        .zip(term.definition.sections.first())
        .map(|(at, section)| PlainWriter::new(book, analysis.resolved(), TextId::Term(at as u32)).section(section));
    written.unwrap_or_default().trim().replace('\u{a0}', " ")
}

fn provisions(analysis: &Analysis, citation: &Citation, bound: &BoundCitation) -> String {
    let book = analysis.book();
    let instrument = book.instrument(bound.instrument);
    let words = words::citation(book, citation, book.settings.language, Form::Running);
    let mut out = format!("**{}** `{citation}`", escape(&words::capitalized(&words)));
    for target in &bound.targets {
        if let (true, Some(facts)) =
            (target.by_number, facts(analysis, bound.instrument, ProvisionId(target.slice.start)))
        {
            out.push_str(&format!("\n\n{}", escape(&facts)));
        }
    }
    // The weightiest relation of each clause: to what is cited, to what lies below it, or to what contains it.
    let mut related: BTreeMap<ClauseId, Relation> = BTreeMap::new();
    let uses = analysis.resolved().concordance.of(bound.instrument);
    let mut note = |used: &Use| {
        let relation = related.entry(used.clause).or_insert(used.relation);
        *relation = (*relation).min(used.relation);
    };
    for target in &bound.targets {
        for at in target.slice.clone() {
            uses.provisions.get(at as usize).into_iter().flatten().for_each(&mut note);
        }
        if target.by_number {
            for above in instrument.ancestors(ProvisionId(target.slice.start)) {
                uses.provisions.get(above.0 as usize).into_iter().flatten().for_each(&mut note);
            }
        } else {
            uses.whole.iter().for_each(&mut note);
        }
    }
    let list = |relation: Relation, words: &str| {
        let clauses: Vec<ClauseId> = related.iter().filter(|(_, own)| **own == relation).map(|(id, _)| *id).collect();
        clause_list(analysis, words, &clauses)
    };
    out.push_str(&list(Relation::Implements, "Implemented by"));
    out.push_str(&list(Relation::Related, "Related"));
    out.push_str(&list(Relation::Cites, "Cited by"));
    if related.is_empty() {
        out.push_str("\n\nNo clause refers to it.");
    }
    out
}

fn clause_list(analysis: &Analysis, words: &str, clauses: &[ClauseId]) -> String {
    let book = analysis.book();
    let line = |id: &ClauseId| {
        let clause = book.clause(*id);
        let label = words::clause_label(book, analysis.resolved(), *id, book.settings.language);
        format!("\n- {label}. {} `{}`", escape(&clause.title.value), clause.id.value)
    };
    if clauses.is_empty() {
        return String::new();
    }
    let more = clauses.len().saturating_sub(CLAUSES_SHOWN);
    let more = if more > 0 { format!("\n- and {more} more") } else { String::new() };
    format!("\n\n{words}:\n{}{more}", clauses.iter().take(CLAUSES_SHOWN).map(line).collect::<String>())
}

/// What the registry says of a provision: title of the article, obligation, whether its number is verified.
pub fn facts(analysis: &Analysis, id: InstrumentId, provision: ProvisionId) -> Option<String> {
    let book = analysis.book();
    let language = book.settings.language;
    let instrument = book.instrument(id);
    let data = instrument.provision(provision);
    let article = instrument.provision(instrument.article_of(provision));
    let title = data.titles.get(&language).or_else(|| article.titles.get(&language)).cloned();
    let obligations = views::obligations(instrument, provision, language);
    let named: Vec<String> = obligations.into_iter().map(|obligation| obligation.name).collect();
    let obligation = (!named.is_empty()).then(|| named.join(", "));
    let unverified = (!data.verified).then(|| "its number has not been checked against the source".to_owned());
    let parts: Vec<String> = [title, obligation, unverified].into_iter().flatten().collect();
    (!parts.is_empty()).then(|| parts.join(" · "))
}

fn rule(rule: &Rule) -> String {
    format!("**{}** · {}\n\n{}\n\n{}", rule.name, rule.weight(), rule.summary, rule.explanation)
}

/// A text as Markdown that shows it as it is.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        if matches!(character, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|') {
            out.push('\\');
        }
        out.push(character);
    }
    out
}
