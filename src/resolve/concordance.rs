//! Clause ↔ provision, both ways, and which provisions are covered.

use std::collections::BTreeMap;

use crate::model::anchor::Destination;
use crate::model::book::{Book, ClauseId, InstrumentId};
use crate::model::instrument::{Instrument, ProvisionId};
use crate::resolve::bind::{Bound, BoundCitation, BoundClause, bind_citation};

/// How a clause relates to a provision; the weightier first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Relation {
    /// Puts it into effect.
    Implements,
    /// Names it as related.
    Related,
    /// Cites it in its text.
    Cites,
}

impl Relation {
    /// The word for machines and style classes.
    pub fn key(self) -> &'static str {
        match self {
            Relation::Implements => "implements",
            Relation::Related => "related",
            Relation::Cites => "cites",
        }
    }
}

/// A clause and how it relates to something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Use {
    /// The clause.
    pub clause: ClauseId,
    /// How it relates.
    pub relation: Relation,
}

/// What clauses do with the provisions of one instrument.
#[derive(Debug, Default)]
pub struct InstrumentUses {
    /// Of the instrument as a whole.
    pub whole: Vec<Use>,
    /// Of each division.
    pub divisions: Vec<Vec<Use>>,
    /// Of each provision, in the order of the instrument's list; a wider citation is not repeated below.
    pub provisions: Vec<Vec<Use>>,
    /// How each provision is covered.
    pub coverage: Vec<Covered>,
}

/// How a provision is covered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Covered {
    /// A clause implements it, or something below it.
    Directly,
    /// A clause implements something wider that contains it.
    Within,
    /// Left out on purpose: index into the book's list.
    LeftOut(u32),
    /// Not at all.
    Not,
}

impl Covered {
    /// The word for machines and style classes.
    pub fn key(self) -> &'static str {
        match self {
            Covered::Directly => "implemented",
            Covered::Within => "implemented-within",
            Covered::LeftOut(_) => "left-out",
            Covered::Not => "not-covered",
        }
    }
}

/// Clause ↔ provision.
#[derive(Debug)]
pub struct Concordance {
    /// By instrument, parallel to [`Book::instruments`].
    pub instruments: Vec<InstrumentUses>,
    /// Provisions that each required citation of `book.toml` asks for, with whether they are covered.
    pub required: Vec<Required>,
}

/// A provision that the document must deal with.
#[derive(Debug, Clone)]
pub struct Required {
    /// The instrument.
    pub instrument: InstrumentId,
    /// The provision.
    pub provision: ProvisionId,
    /// How it is covered.
    pub covered: Covered,
    /// Whether that is enough.
    pub enough: bool,
    /// Where `book.toml` asks for it.
    pub span: crate::source::Span,
}

impl Concordance {
    /// The concordance of a book. `bound` begins with the clauses' texts.
    pub fn new(book: &Book, clauses: &[BoundClause], bound: &[Bound]) -> Concordance {
        let mut collector = Collector::new(book);
        for (at, clause) in clauses.iter().enumerate() {
            collector.clause(ClauseId(at as u32), clause, &bound[at]);
        }
        let mut instruments = collector.finish();
        cover(book, clauses, &mut instruments);
        let required = required(book, &instruments);
        Concordance { instruments, required }
    }

    /// What clauses do with an instrument.
    pub fn of(&self, id: InstrumentId) -> &InstrumentUses {
        &self.instruments[id.0 as usize]
    }

    /// How many required provisions are covered, and how many there are.
    pub fn tally(&self) -> (usize, usize) {
        (self.required.iter().filter(|required| required.enough).count(), self.required.len())
    }
}

/// What a citation's use is noted under.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    Whole(InstrumentId),
    Division(InstrumentId, u32),
    Provision(InstrumentId, ProvisionId),
}

struct Collector<'a> {
    book: &'a Book,
    uses: Vec<InstrumentUses>,
}

impl<'a> Collector<'a> {
    fn new(book: &'a Book) -> Collector<'a> {
        let uses = (0..book.instruments.len())
            .map(|at| {
                let instrument = book.instrument(InstrumentId(at as u32));
                InstrumentUses {
                    whole: Vec::new(),
                    divisions: vec![Vec::new(); instrument.divisions.len()],
                    provisions: vec![Vec::new(); instrument.provisions().len()],
                    coverage: vec![Covered::Not; instrument.provisions().len()],
                }
            })
            .collect();
        Collector { book, uses }
    }

    /// Notes each provision of a clause once, with its weightiest relation.
    fn clause(&mut self, id: ClauseId, clause: &BoundClause, text: &Bound) {
        let mut strongest: BTreeMap<Key, Relation> = BTreeMap::new();
        let groups = [
            (Relation::Implements, &clause.implements),
            (Relation::Related, &clause.related_provisions),
            (Relation::Cites, &text.citations),
        ];
        for (relation, citations) in groups {
            for citation in citations.iter().flatten() {
                for key in self.keys(citation) {
                    strongest.entry(key).or_insert(relation);
                }
            }
        }
        for (key, relation) in strongest {
            let used = Use { clause: id, relation };
            match key {
                Key::Whole(instrument) => self.uses[instrument.0 as usize].whole.push(used),
                Key::Division(instrument, at) => self.uses[instrument.0 as usize].divisions[at as usize].push(used),
                Key::Provision(instrument, at) => self.uses[instrument.0 as usize].provisions[at.0 as usize].push(used),
            }
        }
    }

    /// What a citation names: each provision of a range by itself, without what lies below.
    fn keys(&self, citation: &BoundCitation) -> Vec<Key> {
        let instrument = self.book.instrument(citation.instrument);
        let mut keys = Vec::new();
        for target in &citation.targets {
            match target.destination {
                Destination::Instrument(id) => keys.push(Key::Whole(id)),
                Destination::InstrumentDivision(id, at) => keys.push(Key::Division(id, at)),
                _ => {
                    let mut at = target.slice.start;
                    while at < target.slice.end {
                        keys.push(Key::Provision(citation.instrument, ProvisionId(at)));
                        at = instrument.provision(ProvisionId(at)).end().max(at + 1);
                    }
                }
            }
        }
        keys
    }

    fn finish(self) -> Vec<InstrumentUses> {
        self.uses
    }
}

fn cover(book: &Book, clauses: &[BoundClause], uses: &mut [InstrumentUses]) {
    let mut ignored = Vec::new();
    for (at, (citation, _)) in book.settings.coverage.left_out.iter().enumerate() {
        let Some(bound) = bind_citation(book, &citation.value, citation.span, &mut ignored) else { continue };
        for target in bound.targets {
            for provision in target.slice {
                uses[bound.instrument.0 as usize].coverage[provision as usize] = Covered::LeftOut(at as u32);
            }
        }
    }
    for citation in clauses.iter().flat_map(|clause| clause.implements.iter().flatten()) {
        for target in &citation.targets {
            for provision in target.slice.clone() {
                uses[citation.instrument.0 as usize].coverage[provision as usize] = Covered::Within;
            }
        }
    }
    for (at, uses) in uses.iter_mut().enumerate() {
        let instrument = book.instrument(InstrumentId(at as u32));
        for provision in 0..uses.provisions.len() {
            if uses.provisions[provision].iter().any(|used| used.relation == Relation::Implements) {
                uses.coverage[provision] = Covered::Directly;
                for above in instrument.ancestors(ProvisionId(provision as u32)) {
                    uses.coverage[above.0 as usize] = Covered::Directly;
                }
            }
        }
    }
}

fn required(book: &Book, uses: &[InstrumentUses]) -> Vec<Required> {
    let coverage = &book.settings.coverage;
    let mut out: Vec<Required> = Vec::new();
    let mut ignored = Vec::new();
    let groups = [(&coverage.require, true), (&coverage.require_paragraphs, false)];
    for (citations, deepest) in groups {
        for citation in citations {
            let Some(bound) = bind_citation(book, &citation.value, citation.span, &mut ignored) else { continue };
            let instrument = book.instrument(bound.instrument);
            for target in bound.targets {
                for provision in units(instrument, target.slice, deepest) {
                    let covered = uses[bound.instrument.0 as usize].coverage[provision.0 as usize];
                    let enough = match covered {
                        Covered::Directly | Covered::LeftOut(_) => true,
                        Covered::Within => !coverage.strict,
                        Covered::Not => false,
                    };
                    out.push(Required {
                        instrument: bound.instrument,
                        provision,
                        covered,
                        enough,
                        span: citation.span,
                    });
                }
            }
        }
    }
    out.sort_by_key(|required| (required.instrument, required.provision));
    out.dedup_by_key(|required| (required.instrument, required.provision));
    out
}

/// The units in a slice: the deepest ones, or those of the level below the article (the article itself if it has none).
pub fn units(instrument: &Instrument, slice: std::ops::Range<u32>, deepest: bool) -> Vec<ProvisionId> {
    if deepest {
        return instrument.leaves(slice).collect();
    }
    slice
        .map(ProvisionId)
        .filter(|id| {
            let provision = instrument.provision(*id);
            provision.locator.depth() == 2 || (provision.locator.depth() == 1 && provision.end() == id.0 + 1)
        })
        .collect()
}
