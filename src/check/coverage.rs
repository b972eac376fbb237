//! Coverage: every provision that the document must deal with is implemented, or left out with a reason.

use crate::diag::{Diagnostic, Family, Severity};
use crate::locale::{self, Form};
use crate::model::book::Book;
use crate::model::citation::{Citation, Target};
use crate::resolve::Resolved;
use crate::resolve::bind::bind_citation;
use crate::resolve::concordance::{Covered, Relation};
use crate::rules::coverage::{NEEDLESS_LEFT_OUT, UNCOVERED_PROVISION};
use crate::source::Span;

/// Reports holes, and provisions listed as left out that are not.
///
/// Holes are not looked for while a clause, or what a clause says it implements, could not be read: they would follow from that.
pub fn check(book: &Book, resolved: &Resolved, findings: &mut Vec<Diagnostic>) {
    let known = !book.lost.any_clause() && !implements_is_broken(book, findings);
    for required in resolved.concordance.required.iter().filter(|required| known && !required.enough) {
        let instrument = book.instrument(required.instrument);
        let provision = instrument.provision(required.provision);
        let Some(citation) = Citation::new(instrument.id.clone(), vec![Target::Provision(provision.locator.clone())])
        else {
            continue;
        };
        let words = locale::write(&citation, instrument, book.settings.language, Form::Locator).replace('\u{a0}', " ");
        let note = match required.covered {
            Covered::Within => Some("only a wider citation contains it, and `strict` is set".to_owned()),
            _ => None,
        };
        let mut finding = Diagnostic::new(
            &UNCOVERED_PROVISION,
            required.span,
            format!("no clause implements {words} (`{citation}`)"),
        )
        .help(format!(
            "add `{citation}` to the `implements` of the clause that deals with it, or give a reason under `left-out`"
        ));
        finding.note = note;
        findings.push(finding);
    }
    needless(book, resolved, findings);
}

/// Whether an error has been found in a place that can say what a clause implements.
fn implements_is_broken(book: &Book, findings: &[Diagnostic]) -> bool {
    let families = [Family::Files, Family::Schema, Family::Citations];
    let errors = findings.iter().filter(|finding| families.contains(&finding.rule.family)).filter(|finding| {
        let level = book
            .settings
            .levels
            .of(finding.rule.name, &book.sources.get(finding.span.file).path)
            .map_or(Some(finding.severity), |level| level.severity());
        level == Some(Severity::Error)
    });
    let mut places: Vec<Span> = errors.map(|finding| finding.span).collect();
    places.sort();
    let inside = |head: Span| {
        let from = places.partition_point(|span| (span.file, span.start) < (head.file, head.start));
        places.get(from).is_some_and(|span| span.file == head.file && span.end <= head.end)
    };
    book.clauses.iter().any(|clause| !clause.readable || inside(clause.head))
}

fn needless(book: &Book, resolved: &Resolved, findings: &mut Vec<Diagnostic>) {
    let mut ignored = Vec::new();
    for (citation, _) in &book.settings.coverage.left_out {
        let Some(bound) = bind_citation(book, &citation.value, citation.span, &mut ignored) else { continue };
        let uses = resolved.concordance.of(bound.instrument);
        let by = bound.targets.iter().flat_map(|target| target.slice.clone()).find_map(|provision| {
            uses.provisions[provision as usize].iter().find(|used| used.relation == Relation::Implements)
        });
        if let Some(used) = by {
            let clause = book.clause(used.clause);
            findings.push(
                Diagnostic::new(
                    &NEEDLESS_LEFT_OUT,
                    citation.span,
                    format!("`{}` is left out, but the clause `{}` implements it", citation.value, clause.id.value),
                )
                .also(clause.id.span, "this clause")
                .help("remove the line from `left-out`"),
            );
        }
    }
}
