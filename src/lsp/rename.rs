//! Renaming a clause's or term's id across the book.
//!
//! The places are found in the texts as they are written (`clause:ID`), so that link definitions, folded YAML and texts
//! which the outline does not name are changed as well.

use std::ops::Range;

use crate::lsp::analysis::Analysis;
use crate::lsp::rpc::Failure;
use crate::lsp::target::{self, Thing};
use crate::model::anchor::Destination;
use crate::model::citation::is_instrument_id;
use crate::source::{FileId, Span};
use crate::tree::{Node, yaml};

/// An id that can be renamed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Id {
    /// `clause:` or `term:`.
    scheme: &'static str,
    /// The id as it is.
    pub id: String,
    /// Where it was defined.
    home: Span,
    /// Where it stands at the place in question.
    pub span: Span,
}

/// The id at a place.
pub fn at(analysis: &Analysis, file: FileId, offset: usize) -> Option<Id> {
    let book = analysis.book();
    let found = target::at(analysis, file, offset)?;
    let (scheme, id, home) = match &found.thing {
        Thing::Place(Destination::Clause(id, _)) => {
            let clause = book.clause(*id);
            // An id made from the file's name is written nowhere.
            let written = book.sources.text(clause.id.span).contains(&clause.id.value) && clause.id.span != clause.head;
            if !written {
                return None;
            }
            ("clause:", clause.id.value.clone(), clause.id.span)
        }
        Thing::Place(Destination::Term(at)) => {
            let term = &book.terms[*at as usize];
            ("term:", term.id.value.clone(), term.id.span)
        }
        _ => return None,
    };
    let home = inner(analysis, home, &id)?;
    if found.span.file == home.file && home.start as usize <= offset && offset <= home.end as usize {
        return Some(Id { scheme, id, span: home, home });
    }
    let text = analysis.text(file);
    let here = uses(text, scheme, &id);
    let span = here.iter().find(|range| range.start - scheme.len() <= offset && offset <= range.end).or_else(|| {
        // On the words of a link: the id of its address.
        here.iter().find(|range| found.span.range().contains(&range.start))
    })?;
    let span = Span::new(file, span.clone());
    Some(Id { scheme, id, home, span })
}

/// The id within a value that may stand in quotes.
fn inner(analysis: &Analysis, span: Span, id: &str) -> Option<Span> {
    let at = analysis.book().sources.text(span).find(id)?;
    let start = span.start as usize + at;
    Some(Span::new(span.file, start..start + id.len()))
}

/// The edits that give an id another name everywhere.
///
/// # Errors
/// A name that is no id or is taken, and an id that has been published.
pub fn rename(analysis: &Analysis, id: &Id, name: &str) -> Result<Vec<Span>, Failure> {
    let book = analysis.book();
    // The form of ids is that of instruments' ids.
    if !is_instrument_id(name) {
        return Err(Failure::refused(format!(
            "`{name}` is no id: lower-case Latin letters, digits and hyphens, beginning with a letter"
        )));
    }
    let taken = match id.scheme {
        "clause:" => analysis.resolved().index.clause(name).is_some() || book.find_instrument(name).is_some(),
        _ => analysis.resolved().index.term(name).is_some(),
    };
    if taken && name != id.id {
        return Err(Failure::refused(format!("the id `{name}` is taken")));
    }
    if id.scheme == "clause:" && is_published(analysis, &id.id) {
        return Err(Failure::refused(format!(
            "the id `{}` has been published and is permanent: others may refer to it",
            id.id
        )));
    }
    let mut spans = vec![id.home];
    for (file, source) in book.sources.iter() {
        let path = &source.path;
        let other = path.starts_with("templates/") || analysis.is_summary(path);
        if !other && (path.ends_with(".md") || path.ends_with(".yaml") || path.ends_with(".yml")) {
            let uses = uses(&source.text, id.scheme, &id.id);
            spans.extend(uses.into_iter().map(|range| Span::new(file, range)));
        }
    }
    Ok(spans)
}

/// The places of an id behind its scheme.
fn uses(text: &str, scheme: &str, id: &str) -> Vec<Range<usize>> {
    let pattern = format!("{scheme}{id}");
    let part = |character: char| character.is_ascii_alphanumeric() || character == '-' || character == '_';
    let whole = |at: &usize| {
        let before = text[..*at].chars().next_back();
        let after = text[at + pattern.len()..].chars().next();
        !before.is_some_and(|before| part(before) || before == ':') && !after.is_some_and(part)
    };
    let found = text.match_indices(&pattern).map(|(at, _)| at).filter(whole);
    found.map(|at| at + scheme.len()..at + pattern.len()).collect()
}

/// Whether the ledger of published editions holds an id.
fn is_published(analysis: &Analysis, id: &str) -> bool {
    let Some(text) = &analysis.ledger else { return false };
    let Some(tree) = yaml::parse(text, FileId(0), 0, &mut Vec::new()) else {
        // A ledger that cannot be read may hold anything.
        return true;
    };
    holds(&tree, id)
}

/// Whether any key or text of a tree is this id; the depth of YAML is limited when it is read.
fn holds(node: &Node, id: &str) -> bool {
    node.as_str() == Some(id)
        || node.items().iter().any(|item| holds(item, id))
        || node.entries().iter().any(|entry| entry.key == id || holds(&entry.node, id))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_whole_ids_behind_their_scheme_are_uses() {
        let text = "[](clause:a) [x](clause:a#1) clause:a-b clause:ab (subclause:a) [clause:a, term:a] [r]: clause:a";
        let found: Vec<usize> = uses(text, "clause:", "a").into_iter().map(|range| range.start).collect();
        assert_eq!(found, [10, 24, 72, 95]);
    }
}
