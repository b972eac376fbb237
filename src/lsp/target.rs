//! What stands at a place of a file: a pointer, or that which pointers lead to.

use crate::diag::Rule;
use crate::lsp::analysis::Analysis;
use crate::lsp::{fields, registries};
use crate::model::anchor::Destination;
use crate::model::book::{ClauseId, TextId};
use crate::model::citation::Citation;
use crate::resolve::bind::{BoundCitation, bind_citation};
use crate::rules;
use crate::source::{FileId, Span, Spanned};

/// What stands at a place.
#[derive(Debug, Clone)]
pub enum Thing {
    /// A citation with the provisions that it names.
    Citation(Citation, BoundCitation),
    /// A place in the book.
    Place(Destination),
    /// A rule.
    Rule(&'static Rule),
    /// A key of front matter or settings, with its description.
    Key(String, String),
}

/// A thing with the place of what names it.
#[derive(Debug, Clone)]
pub struct Found {
    /// The thing.
    pub thing: Thing,
    /// Where it is named.
    pub span: Span,
}

/// What stands at a byte offset of a file.
pub fn at(analysis: &Analysis, file: FileId, offset: usize) -> Option<Found> {
    let book = analysis.book();
    let holds = |span: Span| span.file == file && span.start as usize <= offset && offset <= span.end as usize;
    let mut found: Vec<Found> = Vec::new();
    for id in analysis.texts_in(file) {
        uses_of(analysis, id, &mut |span, thing| {
            if holds(span) {
                found.push(Found { thing: thing(), span });
            }
        });
    }
    if file == book.settings.file {
        settings_uses(analysis, &mut |span, thing| {
            if holds(span) {
                found.push(Found { thing: thing(), span });
            }
        });
    }
    let narrowest = found.into_iter().min_by_key(|found| found.span.end - found.span.start);
    narrowest
        .or_else(|| outline_line(analysis, file, offset))
        .or_else(|| registries::at(analysis, file, offset))
        .or_else(|| word(analysis, file, offset))
}

/// Every pointer of a text, and the id of a clause or term itself.
pub fn uses_of(analysis: &Analysis, id: TextId, each: &mut dyn FnMut(Span, &dyn Fn() -> Thing)) {
    let (book, resolved) = (analysis.book(), analysis.resolved());
    let body = book.body(id);
    let bound = resolved.bound(book, id);
    for (used, bound) in body.citations.iter().zip(&bound.citations) {
        if let (Ok(citation), Some(bound)) = (&used.citation, bound) {
            each(body.span(used.range.clone()), &|| Thing::Citation(citation.clone(), bound.clone()));
        }
    }
    for (reference, bound) in body.references.iter().zip(&bound.references) {
        if let Some(destination) = bound {
            each(body.span(reference.range.clone()), &|| Thing::Place(destination.clone()));
        }
    }
    match id {
        TextId::Clause(clause) => clause_uses(analysis, clause, each),
        TextId::Term(at) => {
            let term = &book.terms[at as usize];
            each(term.id.span, &|| Thing::Place(Destination::Term(at)));
            citations(analysis, &term.source, each);
        }
        TextId::Translation(at) => {
            let translation = &book.translations[at as usize];
            let source = match translation.of {
                TextId::Clause(id) => Destination::Clause(id, None),
                TextId::Prose(id) => Destination::Prose(id, None),
                TextId::Term(_) | TextId::Translation(_) => return,
            };
            each(translation.head, &|| Thing::Place(source.clone()));
        }
        TextId::Prose(_) => {}
    }
}

fn clause_uses(analysis: &Analysis, id: ClauseId, each: &mut dyn FnMut(Span, &dyn Fn() -> Thing)) {
    let (book, resolved) = (analysis.book(), analysis.resolved());
    let clause = book.clause(id);
    if clause.id.span != clause.head {
        each(clause.id.span, &|| Thing::Place(Destination::Clause(id, None)));
    }
    citations(analysis, &clause.implements, each);
    citations(analysis, &clause.related_provisions, each);
    for related in &clause.related {
        use crate::model::body::ReferenceTarget;
        let destination = match &related.value {
            ReferenceTarget::Clause(id, _) => resolved.index.clause(id).map(|id| Destination::Clause(id, None)),
            ReferenceTarget::Term(id) => resolved.index.term(id).map(Destination::Term),
            ReferenceTarget::File(..) | ReferenceTarget::Image(_) => None,
        };
        if let Some(destination) = destination {
            each(related.span, &|| Thing::Place(destination.clone()));
        }
    }
}

/// The citations of `book.toml`.
pub fn settings_uses(analysis: &Analysis, each: &mut dyn FnMut(Span, &dyn Fn() -> Thing)) {
    let coverage = &analysis.book().settings.coverage;
    citations(analysis, &coverage.require, each);
    citations(analysis, &coverage.require_paragraphs, each);
    for (citation, _) in &coverage.left_out {
        citations(analysis, std::slice::from_ref(citation), each);
    }
}

fn citations(analysis: &Analysis, all: &[Spanned<Citation>], each: &mut dyn FnMut(Span, &dyn Fn() -> Thing)) {
    for citation in all {
        if let Some(bound) = bind_citation(analysis.book(), &citation.value, citation.span, &mut Vec::new()) {
            each(citation.span, &|| Thing::Citation(citation.value.clone(), bound.clone()));
        }
    }
}

/// The text that a line of SUMMARY.md, or of its form in another language, leads to.
fn outline_line(analysis: &Analysis, file: FileId, offset: usize) -> Option<Found> {
    let path = analysis.path(file);
    if !analysis.is_summary(path) {
        return None;
    }
    let lines = analysis.lines(file);
    let range = lines.line(lines.line_of(offset));
    let line = &analysis.text(file)[range.clone()];
    let start = line.find("](")? + 2;
    let end = start + line[start..].rfind(')')?;
    let target = crate::load::outline::percent_decode(line[start..end].trim_matches(['<', '>', ' ']));
    let destination = match analysis.resolved().index.text(&crate::files::join(path, &target)?)? {
        TextId::Clause(id) => Destination::Clause(id, None),
        TextId::Prose(id) => Destination::Prose(id, None),
        TextId::Term(_) | TextId::Translation(_) => return None,
    };
    let from = range.start + line.find('[').unwrap_or(0);
    Some(Found { thing: Thing::Place(destination), span: Span::new(file, from..range.start + end + 1) })
}

/// A rule by its name, or a key with what the schema says of it.
fn word(analysis: &Analysis, file: FileId, offset: usize) -> Option<Found> {
    let text = analysis.text(file);
    let part = |character: &char| character.is_ascii_alphanumeric() || matches!(character, '-' | '_');
    let before: usize = text[..offset].chars().rev().take_while(part).map(char::len_utf8).sum();
    let after: usize = text[offset..].chars().take_while(part).map(char::len_utf8).sum();
    let range = offset - before..offset + after;
    let name = text.get(range.clone()).filter(|name| !name.is_empty())?;
    let span = Span::new(file, range.clone());
    let place = fields::at(analysis, file, text, range.end)?;
    if place.names_rules() {
        let rule = rules::find(name)?;
        return Some(Found { thing: Thing::Rule(rule), span });
    }
    let is_key = text[range.end..].trim_start_matches(['"', '\'', ' ']).starts_with([':', '=', ']', '.']);
    let description = if is_key { place.describe_key(name)? } else { place.describe_value(name)? };
    Some(Found { thing: Thing::Key(name.to_owned(), description), span })
}
