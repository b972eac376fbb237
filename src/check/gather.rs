//! One cause, one finding: what many places point to and is not there.
//!
//! In: all findings, sorted, weighed and without what texts allow themselves. Out: the same, where a pointer that leads nowhere
//! from many places is one finding that knows them all.

use std::collections::{BTreeMap, BTreeSet};

use crate::diag::{Diagnostic, Fix, Severity};
use crate::model::book::{Book, stem};
use crate::model::clause::Clause;
use crate::rules::citations::{UNKNOWN_INSTRUMENT, UNKNOWN_PROVISION};
use crate::rules::cross_references::{UNKNOWN_CLAUSE, UNKNOWN_TERM};
use crate::rules::negotiation::UNKNOWN_BODY;

/// From how many files on they are one finding: in fewer they are rather slips of the pen, each by itself.
const MANY: usize = 3;

/// What findings of one cause have in common.
type Key = (&'static str, Severity, String);

/// Joins the findings that say of many places that the same thing is not there, and finds the clause that was given
/// another id than its references have.
pub fn gather(findings: Vec<Diagnostic>, book: &Book) -> Vec<Diagnostic> {
    let mut groups: BTreeMap<Key, Vec<Diagnostic>> = BTreeMap::new();
    let mut out = Vec::with_capacity(findings.len());
    for finding in findings {
        let rules = [&UNKNOWN_CLAUSE, &UNKNOWN_TERM, &UNKNOWN_INSTRUMENT, &UNKNOWN_BODY, &UNKNOWN_PROVISION];
        match rules.iter().any(|rule| rule.name == finding.rule.name) {
            true => {
                let key = (finding.rule.name, finding.severity, finding.message.clone());
                groups.entry(key).or_default().push(finding);
            }
            false => out.push(finding),
        }
    }
    let mut files: BTreeMap<&str, &Clause> = BTreeMap::new();
    if !groups.is_empty() {
        files.extend(book.clauses.iter().map(|clause| (stem(&book.sources.get(clause.file).path), &**clause)));
    }
    for group in groups.into_values() {
        match renamed(&group, &files, book) {
            Some(finding) => out.push(finding),
            None if files_of(&group, book).len() < MANY => out.extend(group),
            None => out.extend(joined(group, book)),
        }
    }
    out
}

fn joined(group: Vec<Diagnostic>, book: &Book) -> Option<Diagnostic> {
    let places = places(&group, book);
    let mut group = group.into_iter();
    let mut first = group.next()?;
    let mut whole = first.fix.is_some();
    for other in group {
        first = first.and_at(other.span, "the same here");
        match (&mut first.fix, other.fix) {
            (Some(Fix { edits, .. }), Some(more)) => edits.extend(more.edits),
            _ => whole = false,
        }
    }
    if !whole {
        first.fix = None;
    }
    let also = format!("the same holds for {places} together");
    let note = first.note.take().map_or_else(|| also.clone(), |note| format!("{also}; {note}"));
    Some(first.note(note))
}

fn files_of<'a>(group: &[Diagnostic], book: &'a Book) -> BTreeSet<&'a str> {
    group.iter().map(|finding| book.sources.get(finding.span.file).path.as_str()).collect()
}

/// "12 places in 9 files".
fn places(group: &[Diagnostic], book: &Book) -> String {
    let mut files: Vec<&str> = group.iter().map(|finding| book.sources.get(finding.span.file).path.as_str()).collect();
    files.sort_unstable();
    files.dedup();
    let places = if group.len() == 1 { "1 place".to_owned() } else { format!("{} places", group.len()) };
    let files = if files.len() == 1 { "1 file".to_owned() } else { format!("{} files", files.len()) };
    format!("{places} in {files}")
}

/// The finding at the clause whose file is named after an id that nobody has, while many refer to it by that.
fn renamed(group: &[Diagnostic], files: &BTreeMap<&str, &Clause>, book: &Book) -> Option<Diagnostic> {
    let first = group.first().filter(|first| first.rule.name == UNKNOWN_CLAUSE.name)?;
    let id = first.message.split('`').nth(1)?;
    let clause = files.get(id)?;
    let message = format!(
        "this clause has the id `{}`, but is referred to as `{id}`, the name of its file, in {}",
        clause.id.value,
        places(group, book)
    );
    let mut finding = Diagnostic::new(&UNKNOWN_CLAUSE, clause.id.span, message).help(format!(
        "an id is permanent: write `id: {id}` again; if it has to change, change the references with it"
    ));
    finding.severity = first.severity;
    for other in group {
        finding = finding.and_at(other.span, "referred to here");
    }
    Some(finding)
}
