//! References to clauses, terms and files: words for what could not be found.

use std::collections::HashSet;

use crate::check::places;
use crate::diag::{Diagnostic, Grade, nearest};
use crate::files;
use crate::model::body::ParagraphPath;
use crate::model::book::{Book, stem};
use crate::resolve::{Failure, Resolved};
use crate::rules::cross_references::{BROKEN_LINK, DUPLICATE_ID, UNKNOWN_CLAUSE, UNKNOWN_PARAGRAPH, UNKNOWN_TERM};
use crate::source::Span;

/// Reports references that lead nowhere, and ids that are given twice.
pub fn check(book: &Book, resolved: &Resolved, findings: &mut Vec<Diagnostic>) {
    for (other, first) in &resolved.index.duplicates {
        let (other, first) = (book.clause(*other), book.clause(*first));
        let own = stem(&book.sources.get(other.file).path);
        let help = match own == other.id.value {
            true => "give this clause an id of its own; references to the id lead to the other clause".to_owned(),
            false => format!(
                "give this clause an id of its own, such as `{own}`, the name of its file; references to the id lead to the other clause"
            ),
        };
        findings.push(
            Diagnostic::new(&DUPLICATE_ID, other.id.span, format!("the id `{}` is used twice", other.id.value))
                .also(first.id.span, "this clause has it")
                .help(help),
        );
    }
    for clause in book.clauses.iter().filter(|clause| book.find_instrument(&clause.id.value).is_some()) {
        findings.push(
            Diagnostic::new(&DUPLICATE_ID, clause.id.span, format!("`{}` is the id of an instrument", clause.id.value))
                .help("give the clause an id of its own"),
        );
    }
    let mut refused = refused_ids(book);
    // What refers to a clause by the name of its file means the clause that has taken the id of another.
    refused.extend(
        resolved.index.duplicates.iter().map(|(other, _)| stem(&book.sources.get(book.clause(*other).file).path)),
    );
    for failure in &resolved.failures {
        let follows = matches!(failure, Failure::UnknownClause(_, id) if refused.contains(id.as_str()));
        findings.extend((!follows).then(|| describe(book, failure)).flatten());
    }
}

/// Whether a link leads to a text that could not be read, which has been reported.
fn is_lost(book: &Book, from: Span, path: &str) -> bool {
    let full = files::join(&book.sources.get(from.file).path, path);
    full.is_some_and(|full| book.lost.text(&full))
}

/// Ids that clauses have, but that cannot be used, which has been reported.
fn refused_ids(book: &Book) -> HashSet<&str> {
    let written = book
        .clauses
        .iter()
        .map(|clause| (book.sources.text(clause.id.span).trim_matches(['"', '\'']), clause.id.value.as_str()));
    written.filter(|(written, used)| written != used).map(|(written, _)| written).collect()
}

/// Adds what was perhaps meant by the id behind `scheme`, or else the other help.
fn meant(book: &Book, finding: Diagnostic, scheme: &str, id: &str, near: Option<&str>, help: &str) -> Diagnostic {
    let Some(near) = near else { return finding.help(help) };
    let old = format!("{scheme}{id}");
    let place = places::word(book, finding.span, &old);
    finding.help(format!("did you mean `{near}`?")).replace_if(
        Grade::Suggestion,
        format!("change to `{near}`"),
        place,
        old,
        format!("{scheme}{near}"),
    )
}

fn describe(book: &Book, failure: &Failure) -> Option<Diagnostic> {
    Some(match failure {
        Failure::UnknownClause(_, id) if book.lost.clause(id) => return None,
        Failure::UnknownTerm(..) if book.lost.terms => return None,
        Failure::BrokenLink(span, path, _) if is_lost(book, *span, path) => return None,
        Failure::UnknownClause(span, id) => {
            let known = book.clauses.iter().map(|clause| clause.id.value.as_str());
            let by_title = || {
                book.clauses
                    .iter()
                    .find(|clause| clause.title.value.eq_ignore_ascii_case(id))
                    .map(|clause| clause.id.value.as_str())
            };
            let near = nearest(id, known).or_else(by_title);
            let finding = Diagnostic::new(&UNKNOWN_CLAUSE, *span, format!("there is no clause with the id `{id}`"));
            meant(book, finding, "clause:", id, near, "`clause:` takes the `id` of a clause's front matter")
        }
        Failure::UnknownParagraph(span, id, paragraph, known) => {
            let written: Vec<String> = known.iter().map(ParagraphPath::written).collect();
            let help = if written.is_empty() {
                "the clause has no numbered paragraphs".to_owned()
            } else {
                format!("it has: {}", written.join(", "))
            };
            Diagnostic::new(&UNKNOWN_PARAGRAPH, *span, format!("the clause `{id}` has no paragraph {paragraph}"))
                .help(help)
        }
        Failure::UnknownTerm(span, id) => {
            let known = book.terms.iter().map(|term| term.id.value.as_str());
            let finding = Diagnostic::new(&UNKNOWN_TERM, *span, format!("the term `{id}` is not defined"));
            meant(book, finding, "term:", id, nearest(id, known), "define it in terms.yaml")
        }
        Failure::BrokenLink(span, path, true) => {
            Diagnostic::new(&BROKEN_LINK, *span, format!("`{path}` is no text of the document"))
                .help("name it in SUMMARY.md, or refer to a text that is there")
        }
        Failure::BrokenLink(span, path, false) => {
            let name = path.rsplit('/').next().unwrap_or(path);
            let near = nearest(name, book.files.iter().map(|file| file.rsplit('/').next().unwrap_or(file)));
            let help = near
                .and_then(|near| book.files.iter().find(|file| file.ends_with(near)))
                .map(|file| format!("did you mean `{file}`?"));
            Diagnostic::new(&BROKEN_LINK, *span, format!("`{path}` does not exist"))
                .help_if(help.or_else(|| Some("a path is relative to the file that holds the link".to_owned())))
        }
        Failure::UnknownPlace(span, path, fragment, known) => {
            let help =
                nearest(fragment, known.iter().map(String::as_str)).map(|near| format!("did you mean `#{near}`?"));
            let all = || {
                let shown: Vec<&str> = known.iter().take(12).map(String::as_str).collect();
                (!shown.is_empty()).then(|| format!("it has: {}", shown.join(", ")))
            };
            Diagnostic::new(&BROKEN_LINK, *span, format!("`{path}` has no place `#{fragment}`"))
                .help_if(help.or_else(all))
        }
        Failure::InvalidCitation(..)
        | Failure::UnknownInstrument(..)
        | Failure::UnknownProvision(..)
        | Failure::UnverifiedProvision(..) => return None,
    })
}
