//! What can be said against a book once it is resolved.
//!
//! Each family is a function over the book and what its pointers mean; none of them knows another. What can be seen while
//! a file is read (YAML, schema, Markdown) has been found there already.

pub mod citations;
pub mod coverage;
pub mod cross_references;
pub mod drafting;
pub mod gather;
pub mod history;
mod places;
pub mod redirects;
pub mod sections;
pub mod suppress;
pub mod terms;
pub mod translations;
pub mod wording;

use std::collections::BTreeSet;

use crate::diag::{self, Diagnostic, Fix};
use crate::model::book::{Book, translation_of};
use crate::resolve::Resolved;
use crate::rules::citations::{INVALID_CITATION, UNKNOWN_INSTRUMENT};
use crate::rules::cross_references::{UNKNOWN_CLAUSE, UNKNOWN_TERM};
use crate::rules::files::CONFLICT_MARKERS;
use crate::rules::schema::INVALID_VALUE;
use crate::source::{FileId, is_unseen};

/// Runs all checks, gives each finding the weight that the book sets for its rule, and sorts.
///
/// `kept` is what rules of wording found the last time.
pub fn run(
    book: &Book,
    resolved: &Resolved,
    kept: &mut wording::Kept,
    mut findings: Vec<Diagnostic>,
) -> Vec<Diagnostic> {
    citations::check(book, resolved, &mut findings);
    cross_references::check(book, resolved, &mut findings);
    coverage::check(book, resolved, &mut findings);
    sections::check(book, &mut findings);
    translations::check(book, resolved, &mut findings);
    history::check(book, resolved, &mut findings);
    redirects::check(book, resolved, &mut findings);
    wording::check(book, resolved, kept, &mut findings);
    suppress::folders(book, &mut findings);
    only_undecided(&mut findings);
    only_unseen(&mut findings, book);
    // Leave to break a rule that is off is not needed either; the finding that says so is weighed like all others.
    let mut findings = weigh(suppress::suppress(book, weigh(findings, book)), book);
    keep_exact_fixes(&mut findings, book);
    sort(&mut findings, book);
    let mut findings = gather::gather(findings, book);
    sort(&mut findings, book);
    findings
}

/// Takes away all else that is said of a file of which nobody has decided what it says.
fn only_undecided(findings: &mut Vec<Diagnostic>) {
    let undecided: BTreeSet<FileId> = findings
        .iter()
        .filter(|finding| finding.rule.name == CONFLICT_MARKERS.name)
        .map(|finding| finding.span.file)
        .collect();
    findings.retain(|finding| finding.rule.name == CONFLICT_MARKERS.name || !undecided.contains(&finding.span.file));
}

/// Takes away what is said of an id or a citation that holds a character which cannot be seen: that one is reported, and
/// without it the word may be right.
fn only_unseen(findings: &mut Vec<Diagnostic>, book: &Book) {
    let rules = [&INVALID_CITATION, &INVALID_VALUE, &UNKNOWN_CLAUSE, &UNKNOWN_INSTRUMENT, &UNKNOWN_TERM];
    findings.retain(|finding| {
        let word =
            || places::address(book, finding.span).map_or_else(|| book.sources.text(finding.span), |(_, word)| word);
        !rules.iter().any(|rule| rule.name == finding.rule.name) || !word().contains(is_unseen)
    });
}

/// Takes away fixes that would write where something else stands than they expect.
pub fn keep_exact_fixes(findings: &mut [Diagnostic], book: &Book) {
    for finding in findings {
        let exact = |fix: &Fix| {
            fix.edits.iter().all(|edit| book.sources.get(edit.span.file).text.get(edit.span.range()) == Some(&edit.old))
        };
        if finding.fix.as_ref().is_some_and(|fix| !exact(fix)) {
            finding.fix = None;
        }
    }
}

/// Applies the severities of `book.toml`; rules that are off give nothing.
pub fn weigh(findings: Vec<Diagnostic>, book: &Book) -> Vec<Diagnostic> {
    findings
        .into_iter()
        .filter_map(|mut finding| {
            let path = &book.sources.get(finding.span.file).path;
            if let Some(level) = book.settings.levels.of(finding.rule.name, path) {
                finding.severity = level.severity()?;
            }
            Some(finding)
        })
        .collect()
}

/// Sorts by path, place and rule, so that the order depends on nothing else; a source stands before its translations.
pub fn sort(findings: &mut Vec<Diagnostic>, book: &Book) {
    let mut paths: Vec<(&str, FileId)> = book.sources.iter().map(|(id, file)| (file.path.as_str(), id)).collect();
    paths.sort_by_cached_key(|(path, id)| match translation_of(path) {
        Some(source) => (source, true, *path, *id),
        None => ((*path).to_owned(), false, *path, *id),
    });
    let mut rank = vec![0; paths.len()];
    for (at, (_, id)) in paths.iter().enumerate() {
        rank[id.0 as usize] = at;
    }
    diag::sort(findings, |file| rank[file.0 as usize]);
}
