//! What the ledger says of earlier editions against the clauses of today: ids are never lost and never given again.

use crate::diag::Diagnostic;
use crate::model::book::Book;
use crate::model::clause::Status;
use crate::model::ledger::{Ledger, Published};
use crate::resolve::Resolved;
use crate::rules::history::{ID_LOST, ID_REUSED};

/// Reports ids that are gone, and ids that were given to something else.
pub fn check(book: &Book, resolved: &Resolved, findings: &mut Vec<Diagnostic>) {
    let Some(ledger) = &book.ledger else { return };
    // A clause that cannot be read, or an outline that does not name it, has been reported.
    if !book.lost.any_clause() {
        lost(book, resolved, ledger, findings);
    }
    reused(book, resolved, ledger, findings);
}

fn lost(book: &Book, resolved: &Resolved, ledger: &Ledger, findings: &mut Vec<Diagnostic>) {
    let Some(latest) = ledger.editions.last() else { return };
    for published in latest.clauses.iter().filter(|published| !published.withdrawn) {
        let id = &published.id.value;
        if resolved.index.clause(id).is_some() || id.is_empty() {
            continue;
        }
        let renamed = book
            .clauses
            .iter()
            .find(|clause| clause.title.value == published.title && ledger.newest(&clause.id.value).is_none());
        let message = format!("`{id}` was published in \"{}\", and no clause has this id any more", latest.name.value);
        let finding = Diagnostic::new(&ID_LOST, published.id.span, message);
        findings.push(match renamed {
            Some(clause) => finding
                .also(clause.id.span, "a new id with the same title")
                .help(format!("give the clause `{}` its id `{id}` back: published ids are permanent", clause.id.value)),
            None => {
                finding.help("keep the clause with `status: withdrawn`, so that references to it still lead somewhere")
            }
        });
    }
}

fn reused(book: &Book, resolved: &Resolved, ledger: &Ledger, findings: &mut Vec<Diagnostic>) {
    for (at, edition) in ledger.editions.iter().enumerate() {
        for published in &edition.clauses {
            let Some(id) = resolved.index.clause(&published.id.value) else { continue };
            let clause = book.clause(id);
            let later = &ledger.editions[at + 1..];
            let gone = later.iter().any(|later| later.clause(&published.id.value).is_none());
            let taken_back =
                published.withdrawn && !withdrawn_again(published, later) && clause.status != Status::Withdrawn;
            if (gone || taken_back)
                && ledger.newest(&published.id.value).is_some_and(|(_, newest)| std::ptr::eq(newest, published))
            {
                let why = if published.withdrawn { "withdrawn" } else { "published, and left out since" };
                findings.push(
                    Diagnostic::new(
                        &ID_REUSED,
                        clause.id.span,
                        format!("the id `{}` was {why} in \"{}\"", clause.id.value, edition.name.value),
                    )
                    .also(published.id.span, format!("as number {}: {}", published.number, published.title))
                    .help("give the clause a new id: references to the old one must not lead to another text"),
                );
            }
        }
    }
}

fn withdrawn_again(published: &Published, later: &[crate::model::ledger::Edition]) -> bool {
    later.iter().any(|edition| edition.clause(&published.id.value).is_some())
}
