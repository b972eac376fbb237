//! Going to what a pointer names, and finding the pointers that name a thing.

use std::ops::Range as Slice;

use crate::lsp::analysis::Analysis;
use crate::lsp::registries;
use crate::lsp::target::{self, Thing};
use crate::model::anchor::Destination;
use crate::model::book::{InstrumentId, TextId};
use crate::source::{FileId, Span};

/// Where a thing is defined: a span of a file that was read, or the path of another file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Home {
    /// A place in a text.
    Span(Span),
    /// A file of the book, such as a picture.
    File(String),
}

/// Where a thing is defined.
pub fn homes(analysis: &Analysis, thing: &Thing) -> Vec<Home> {
    match thing {
        Thing::Citation(_, bound) => {
            let tree = registries::tree(analysis, bound.instrument);
            let place = |destination: &Destination| match (destination, &tree) {
                (Destination::Provision(id, provision), Some(tree)) => {
                    registries::place(tree, analysis.book().instrument(*id), *provision)
                }
                _ => None,
            };
            let registry = || Span::start_of(registry(analysis, bound.instrument));
            let targets = bound.targets.iter();
            targets.map(|target| Home::Span(place(&target.destination).unwrap_or_else(registry))).collect()
        }
        Thing::Place(destination) => home(analysis, destination).into_iter().collect(),
        Thing::Rule(_) | Thing::Key(..) => Vec::new(),
    }
}

fn registry(analysis: &Analysis, id: InstrumentId) -> FileId {
    analysis.book().instruments[id.0 as usize].file
}

fn home(analysis: &Analysis, destination: &Destination) -> Option<Home> {
    let book = analysis.book();
    let heading = |id: TextId, anchor: &str| {
        let body = book.body(id);
        let heading = body.headings.iter().find(|heading| heading.anchor == anchor)?;
        Some(Home::Span(body.span(heading.range.clone())))
    };
    match destination {
        Destination::Clause(id, _) => Some(Home::Span(book.clause(*id).id.span)),
        Destination::ClauseHeading(id, anchor) => heading(TextId::Clause(*id), anchor),
        Destination::Prose(id, Some(anchor)) => heading(TextId::Prose(*id), anchor),
        Destination::Prose(id, None) => Some(Home::Span(Span::start_of(book.prose(*id).file))),
        Destination::Division(entry) => Some(Home::Span(book.outline.get(*entry).span)),
        Destination::Term(at) => Some(Home::Span(book.terms[*at as usize].id.span)),
        Destination::Instrument(id) | Destination::InstrumentDivision(id, _) | Destination::Provision(id, _) => {
            Some(Home::Span(Span::start_of(registry(analysis, *id))))
        }
        Destination::Image(path) => Some(Home::File(path.clone())),
        Destination::Collection(_) => None,
    }
}

/// What references are looked for.
enum Wanted {
    Same(Destination),
    Provisions(InstrumentId, Vec<Slice<u32>>),
}

/// Every place that points to a thing, in the order of the book; with the place of its definition if asked for.
pub fn references(analysis: &Analysis, thing: &Thing, with_definition: bool) -> Vec<Span> {
    let wanted = match thing {
        Thing::Citation(_, bound) => {
            let named = bound.targets.iter().map(|target| target.slice.clone()).collect();
            Wanted::Provisions(bound.instrument, named)
        }
        Thing::Place(destination) => Wanted::Same(whole(destination)),
        Thing::Rule(_) | Thing::Key(..) => return Vec::new(),
    };
    let fits = |thing: &Thing| match (&wanted, thing) {
        (Wanted::Same(Destination::Instrument(id)), Thing::Citation(_, bound)) => bound.instrument == *id,
        (Wanted::Same(wanted), Thing::Place(destination)) => whole(destination) == *wanted,
        (Wanted::Provisions(id, slices), Thing::Citation(_, bound)) => {
            bound.instrument == *id
                && bound.targets.iter().filter(|target| target.by_number).any(|target| {
                    slices.iter().any(|slice| slice.start < target.slice.end && target.slice.start < slice.end)
                })
        }
        _ => false,
    };
    let definitions: Vec<Span> = homes(analysis, thing)
        .into_iter()
        .filter_map(|home| match home {
            Home::Span(span) => Some(span),
            Home::File(_) => None,
        })
        .collect();
    let mut out = Vec::new();
    let mut each = |span: Span, thing: &dyn Fn() -> Thing| {
        if !definitions.contains(&span) && fits(&thing()) {
            out.push(span);
        }
    };
    for id in analysis.book().texts() {
        target::uses_of(analysis, id, &mut each);
    }
    target::settings_uses(analysis, &mut each);
    if let Wanted::Same(Destination::Clause(..) | Destination::Prose(..)) = &wanted {
        out.extend(outline_lines(analysis, &wanted));
    }
    if with_definition {
        out.splice(0..0, definitions);
    }
    out.dedup();
    out
}

/// The thing itself, without the place in it.
fn whole(destination: &Destination) -> Destination {
    match destination {
        Destination::Clause(id, _) | Destination::ClauseHeading(id, _) => Destination::Clause(*id, None),
        Destination::Prose(id, _) => Destination::Prose(*id, None),
        Destination::Provision(id, _) | Destination::InstrumentDivision(id, _) => Destination::Instrument(*id),
        other => other.clone(),
    }
}

/// The lines of SUMMARY.md that name a text.
fn outline_lines(analysis: &Analysis, wanted: &Wanted) -> Vec<Span> {
    use crate::model::outline::EntryKind;
    let entries = analysis.book().outline.iter().filter(|(_, entry)| match (wanted, entry.kind) {
        (Wanted::Same(Destination::Clause(id, _)), EntryKind::Clause(own)) => *id == own,
        (Wanted::Same(Destination::Prose(id, _)), EntryKind::Prose(own) | EntryKind::Chapter(Some(own))) => *id == own,
        _ => false,
    });
    entries.map(|(_, entry)| entry.span).collect()
}
