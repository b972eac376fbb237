//! What a link can lead to, and the one anchor that it has in every output.

use crate::model::body::ParagraphPath;
use crate::model::book::{ClauseId, InstrumentId, ProseId};
use crate::model::citation::{DivisionKind, Label, Target};
use crate::model::instrument::{Instrument, ProvisionId};
use crate::model::outline::EntryId;

/// What a link inside the book leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Destination {
    /// A clause, or one of its numbered paragraphs.
    Clause(ClauseId, Option<ParagraphPath>),
    /// A heading in a clause.
    ClauseHeading(ClauseId, String),
    /// A prose text, or one of its headings.
    Prose(ProseId, Option<String>),
    /// A part or chapter.
    Division(EntryId),
    /// A term, by its place in the book's list.
    Term(u32),
    /// A provision.
    Provision(InstrumentId, ProvisionId),
    /// A chapter or other division of an instrument, by its place in the instrument's list.
    InstrumentDivision(InstrumentId, u32),
    /// A whole instrument.
    Instrument(InstrumentId),
    /// A picture: its path relative to the book's root.
    Image(String),
    /// An annex that collects the sections with this key.
    Collection(String),
}

/// Anchor of a provision: `uncac.57.3.c`.
pub fn provision(instrument: &Instrument, id: ProvisionId) -> String {
    let labels = instrument.provision(id).locator.labels().iter().map(Label::to_string);
    labels.fold(instrument.id.to_string(), |anchor, label| format!("{anchor}.{label}"))
}

/// Anchor of a division of an instrument: `uncac.chapter-5`.
pub fn instrument_division(instrument: &Instrument, kind: DivisionKind, number: Label) -> String {
    format!("{}.{}", instrument.id, Target::Division { kind, number })
}

/// Anchor of an annex that collects sections: `collection.model-provision`.
pub fn collection(key: &str) -> String {
    format!("collection.{key}")
}

/// Anchor of a term: `term.confiscation`.
pub fn term(id: &str) -> String {
    format!("term.{id}")
}

/// Anchor of something in a text: `standing.1.a`, `standing.commentary`.
pub fn within(text: &str, anchor: &str) -> String {
    format!("{text}.{anchor}")
}
