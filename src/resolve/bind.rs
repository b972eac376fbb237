//! Binding citations to provisions and references to what they name.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;

use crate::model::anchor::Destination;
use crate::model::body::{Body, ParagraphPath, ReferenceTarget};
use crate::model::book::{Book, InstrumentId, TextId};
use crate::model::citation::{Citation, CitationError, Target};
use crate::model::clause::Clause;
use crate::model::instrument::{ProvisionId, Unresolved};
use crate::resolve::index::Index;
use crate::source::Span;

/// The pointers of one text, parallel to the lists of its body.
#[derive(Debug, Default)]
pub struct Bound {
    /// Citations.
    pub citations: Vec<Option<BoundCitation>>,
    /// References.
    pub references: Vec<Option<Destination>>,
}

/// The pointers of a clause's front matter.
#[derive(Debug, Default)]
pub struct BoundClause {
    /// Provisions put into effect; parallel to [`Clause::implements`].
    pub implements: Vec<Option<BoundCitation>>,
    /// Related provisions; parallel to [`Clause::related_provisions`].
    pub related_provisions: Vec<Option<BoundCitation>>,
    /// Related clauses and terms, those that exist.
    pub related: Vec<Destination>,
}

/// A citation whose provisions all exist.
#[derive(Debug, Clone)]
pub struct BoundCitation {
    /// The instrument.
    pub instrument: InstrumentId,
    /// What is cited, target by target.
    pub targets: Vec<BoundTarget>,
}

/// One target of a citation.
#[derive(Debug, Clone)]
pub struct BoundTarget {
    /// Where a link to it leads.
    pub destination: Destination,
    /// All provisions that it covers, with what lies below them: a slice of the instrument's list.
    pub slice: Range<u32>,
    /// Whether it names provisions, and not a division or the whole.
    pub by_number: bool,
}

impl BoundCitation {
    /// Where a link leads: to the first target.
    pub fn destination(&self) -> Destination {
        self.targets.first().map_or(Destination::Instrument(self.instrument), |target| target.destination.clone())
    }
}

/// A pointer that leads nowhere.
#[derive(Debug, Clone)]
pub enum Failure {
    /// A citation that cannot be read.
    InvalidCitation(Span, CitationError),
    /// An instrument without registry.
    UnknownInstrument(Span, String),
    /// A provision that does not exist.
    UnknownProvision(Span, InstrumentId, Unresolved),
    /// A provision whose number is not verified, as written.
    UnverifiedProvision(Span, InstrumentId, String),
    /// A clause that does not exist.
    UnknownClause(Span, String),
    /// A paragraph that the clause does not have; the clause's paragraphs.
    UnknownParagraph(Span, String, String, Vec<ParagraphPath>),
    /// A term that is not defined.
    UnknownTerm(Span, String),
    /// A file that is no text of the document; whether it exists.
    BrokenLink(Span, String, bool),
    /// A place that the text does not have; its places.
    UnknownPlace(Span, String, String, Vec<String>),
}

/// Binds the pointers of a text.
pub fn text(book: &Book, index: &Index, id: TextId) -> (Bound, Vec<Failure>) {
    let body = book.body(id);
    let mut failures = Vec::new();
    let citations = body
        .citations
        .iter()
        .map(|used| {
            let span = body.span(used.range.clone());
            match &used.citation {
                Ok(citation) => bind_citation(book, citation, span, &mut failures),
                Err(error) => {
                    failures.push(Failure::InvalidCitation(span, error.clone()));
                    None
                }
            }
        })
        .collect();
    let references = body
        .references
        .iter()
        .map(|reference| {
            bind_reference(book, index, id, body, &reference.target, body.span(reference.range.clone()), &mut failures)
        })
        .collect();
    (Bound { citations, references }, failures)
}

/// Binds the pointers of a clause's front matter.
pub fn front_matter(book: &Book, index: &Index, clause: &Clause) -> (BoundClause, Vec<Failure>) {
    let mut failures = Vec::new();
    let implements = clause.implements.iter().map(|c| bind_citation(book, &c.value, c.span, &mut failures)).collect();
    let related_provisions =
        clause.related_provisions.iter().map(|c| bind_citation(book, &c.value, c.span, &mut failures)).collect();
    let related = clause
        .related
        .iter()
        .filter_map(|target| bind_named(book, index, &target.value, target.span, &mut failures))
        .collect();
    (BoundClause { implements, related_provisions, related }, failures)
}

/// What an address written in `book.toml` leads to: `clause:ID`, `term:ID` or a citation.
pub fn address(book: &Book, index: &Index, text: &str) -> Option<Destination> {
    if let Some(id) = text.strip_prefix("clause:") {
        return index.clause(id).map(|id| Destination::Clause(id, None));
    }
    if let Some(id) = text.strip_prefix("term:") {
        return index.term(id).map(Destination::Term);
    }
    let citation = Citation::parse(text).ok()?;
    let bound = bind_citation(book, &citation, Span::start_of(book.settings.file), &mut Vec::new())?;
    bound.targets.first().map(|target| target.destination.clone())
}

/// Finds what `book.toml` and `terms.yaml` cite and no registry has.
pub fn settings(book: &Book) -> Vec<Failure> {
    let mut failures = Vec::new();
    let coverage = &book.settings.coverage;
    let required = coverage.require.iter().chain(&coverage.require_paragraphs);
    for citation in required.chain(coverage.left_out.iter().map(|(citation, _)| citation)) {
        bind_citation(book, &citation.value, citation.span, &mut failures);
    }
    for citation in book.terms.iter().flat_map(|term| &term.source) {
        bind_citation(book, &citation.value, citation.span, &mut failures);
    }
    failures
}

/// Binds a citation; `None` with failures if any of its provisions does not exist.
pub fn bind_citation(
    book: &Book,
    citation: &Citation,
    span: Span,
    failures: &mut Vec<Failure>,
) -> Option<BoundCitation> {
    let Some(id) = book.find_instrument(citation.instrument()) else {
        failures.push(Failure::UnknownInstrument(span, citation.instrument().to_string()));
        return None;
    };
    let instrument = book.instrument(id);
    let mut targets = Vec::new();
    let mut whole = true;
    for target in citation.targets() {
        let slice = match instrument.resolve(target) {
            Ok(slice) => slice,
            Err(unresolved) => {
                failures.push(Failure::UnknownProvision(span, id, unresolved));
                whole = false;
                continue;
            }
        };
        let by_number = matches!(target, Target::Provision(_) | Target::Range(..));
        let unverified =
            by_number.then(|| slice.clone().map(ProvisionId).find(|id| !instrument.provision(*id).verified)).flatten();
        if let Some(provision) = unverified {
            failures.push(Failure::UnverifiedProvision(span, id, instrument.provision(provision).locator.to_string()));
        }
        let destination = match target {
            Target::Whole => Destination::Instrument(id),
            Target::Division { kind, number } => {
                let at = instrument
                    .divisions
                    .iter()
                    .position(|division| division.kind == *kind && division.number == *number);
                Destination::InstrumentDivision(id, at.unwrap_or(0) as u32)
            }
            Target::Provision(_) | Target::Range(..) => Destination::Provision(id, ProvisionId(slice.start)),
        };
        targets.push(BoundTarget { destination, slice, by_number });
    }
    whole.then_some(BoundCitation { instrument: id, targets })
}

fn bind_reference(
    book: &Book,
    index: &Index,
    from: TextId,
    body: &Body,
    target: &ReferenceTarget,
    span: Span,
    failures: &mut Vec<Failure>,
) -> Option<Destination> {
    match target {
        ReferenceTarget::Clause(..) | ReferenceTarget::Term(_) => bind_named(book, index, target, span, failures),
        ReferenceTarget::Image(path) => {
            let full = crate::files::join(&book.sources.get(body.file).path, path);
            let found = full.filter(|full| has_file(book, full) && is_picture(full));
            if found.is_none() {
                failures.push(Failure::BrokenLink(span, path.clone(), false));
            }
            found.map(Destination::Image)
        }
        ReferenceTarget::File(path, fragment) => {
            let text = if path.is_empty() {
                Some(match from {
                    TextId::Translation(at) => book.translations[at as usize].of,
                    other => other,
                })
            } else {
                crate::files::join(&book.sources.get(body.file).path, path).and_then(|full| index.text(&full))
            };
            let Some(text) = text else {
                let exists = crate::files::join(&book.sources.get(body.file).path, path)
                    .is_some_and(|full| has_file(book, &full));
                failures.push(Failure::BrokenLink(span, path.clone(), exists));
                return None;
            };
            bind_place(book, text, fragment.as_deref(), span, failures)
        }
    }
}

/// Whether the source folder holds this file; the list is sorted.
fn has_file(book: &Book, path: &str) -> bool {
    book.files.binary_search_by(|file| file.as_str().cmp(path)).is_ok()
}

/// Pictures that browsers and document readers show.
fn is_picture(path: &str) -> bool {
    let ending = path.rsplit('.').next().unwrap_or("").to_ascii_lowercase();
    ["png", "jpg", "jpeg", "gif", "svg", "webp"].contains(&ending.as_str())
}

fn bind_place(
    book: &Book,
    text: TextId,
    fragment: Option<&str>,
    span: Span,
    failures: &mut Vec<Failure>,
) -> Option<Destination> {
    let body = book.body(text);
    let Some(fragment) = fragment else {
        return match text {
            TextId::Clause(id) => Some(Destination::Clause(id, None)),
            TextId::Prose(id) => Some(Destination::Prose(id, None)),
            TextId::Term(at) => Some(Destination::Term(at)),
            TextId::Translation(_) => None,
        };
    };
    // Anchors are in NFC (Unicode Standard Annex 15); what was typed may not be.
    let composed: String = fragment.nfc().collect();
    let heading = body.headings.iter().find(|heading| heading.anchor == composed);
    match (text, heading) {
        (TextId::Clause(id), Some(heading)) => return Some(Destination::ClauseHeading(id, heading.anchor.clone())),
        (TextId::Prose(id), Some(heading)) => return Some(Destination::Prose(id, Some(heading.anchor.clone()))),
        (TextId::Clause(id), None) => {
            let path = ParagraphPath::parse(fragment);
            if body.paragraphs.contains(&path) {
                return Some(Destination::Clause(id, Some(path)));
            }
        }
        _ => {}
    }
    let paragraphs = body.paragraphs.iter().map(ParagraphPath::written);
    let known = body.headings.iter().map(|heading| heading.anchor.clone()).chain(paragraphs).collect();
    failures.push(Failure::UnknownPlace(span, book.sources.get(body.file).path.clone(), fragment.to_owned(), known));
    None
}

fn bind_named(
    book: &Book,
    index: &Index,
    target: &ReferenceTarget,
    span: Span,
    failures: &mut Vec<Failure>,
) -> Option<Destination> {
    match target {
        ReferenceTarget::Term(id) => {
            let term = index.term(id);
            if term.is_none() {
                failures.push(Failure::UnknownTerm(span, id.clone()));
            }
            term.map(Destination::Term)
        }
        ReferenceTarget::Clause(id, paragraph) => {
            let Some(clause) = index.clause(id) else {
                failures.push(Failure::UnknownClause(span, id.clone()));
                return None;
            };
            let Some(paragraph) = paragraph.as_deref().filter(|paragraph| !paragraph.is_empty()) else {
                return Some(Destination::Clause(clause, None));
            };
            let path = ParagraphPath::parse(paragraph);
            let paragraphs = &book.clause(clause).body.paragraphs;
            if paragraphs.contains(&path) {
                return Some(Destination::Clause(clause, Some(path)));
            }
            failures.push(Failure::UnknownParagraph(span, id.clone(), paragraph.to_owned(), paragraphs.clone()));
            None
        }
        ReferenceTarget::File(..) | ReferenceTarget::Image(_) => None,
    }
}
