//! Pages that have moved: where they were, and what is there now.

use crate::diag::Diagnostic;
use crate::model::book::Book;
use crate::resolve::{Resolved, bind};
use crate::rules::schema::INVALID_VALUE;

/// Reports redirects that lead nowhere, and old paths that are none.
pub fn check(book: &Book, resolved: &Resolved, findings: &mut Vec<Diagnostic>) {
    for (from, to) in &book.settings.redirects {
        let path = &from.value;
        let parts = || path.split('/');
        let plain = path.ends_with(".html") && parts().all(|part| !part.is_empty() && !part.starts_with('.'));
        let safe = path.chars().all(|c| !c.is_control() && !"\\:?#%*\"<>|".contains(c));
        if !plain || !safe {
            findings.push(
                Diagnostic::new(&INVALID_VALUE, from.span, format!("`{path}` is no path of a page in the site"))
                    .help("write it as it was behind the site's address: \"clause/old.html\""),
            );
        }
        let clause = path.strip_prefix("clause/").and_then(|rest| rest.strip_suffix(".html"));
        if clause.is_some_and(|id| resolved.index.clause(id).is_some()) {
            findings.push(
                Diagnostic::new(&INVALID_VALUE, from.span, format!("`{path}` is the page of a clause of today"))
                    .help("a page that is there cannot lead to another one; remove the line"),
            );
        }
        if bind::address(book, &resolved.index, &to.value).is_none() && !book.lost.any_clause() {
            findings.push(
                Diagnostic::new(&INVALID_VALUE, to.span, format!("`{}` leads to nothing", to.value))
                    .help("write `clause:ID`, `term:ID` or a provision such as `uncac:57(3)`"),
            );
        }
    }
}
