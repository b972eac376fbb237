//! `stronger-than-provision`: a duty that the provisions do not have.

use std::ops::Range;

use crate::check::drafting::Prepared;
use crate::check::drafting::duty::describes;
use crate::check::drafting::sentence::{holds, part_before, words_in};
use crate::diag::Diagnostic;
use crate::model::body::LinkTarget;
use crate::model::book::{Book, InstrumentId, TextId};
use crate::model::citation::Locator;
use crate::model::clause::Force;
use crate::model::instrument::{Nature, Obligation, ProvisionId};
use crate::resolve::Resolved;
use crate::resolve::bind::BoundCitation;
use crate::resolve::phrases::covers;
use crate::resolve::prose::Line;
use crate::rules::drafting::STRONGER_THAN_PROVISION;
use crate::source::Span;
use crate::tree::yaml;

/// What the provisions of citations ask of States.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Asked {
    /// One of them is a duty.
    Duty,
    /// The registry does not say of all of them.
    Unknown,
    /// None is a duty.
    Nothing,
}

fn asked<'a>(book: &Book, citations: impl Iterator<Item = &'a BoundCitation>) -> Asked {
    let mut out = Asked::Nothing;
    for (instrument, provision) in citations.flat_map(|citation| leaves(book, citation)) {
        let instrument = book.instrument(instrument);
        let obligations = &instrument.provision(provision).obligations;
        if instrument.nature == Nature::NonBinding {
            continue;
        }
        if obligations.iter().any(|o| matches!(o, Obligation::Mandatory | Obligation::Qualified)) {
            return Asked::Duty;
        }
        if obligations.is_empty() {
            out = Asked::Unknown;
        }
    }
    out
}

/// The deepest provisions that a citation covers.
fn leaves(book: &Book, citation: &BoundCitation) -> Vec<(InstrumentId, ProvisionId)> {
    let instrument = book.instrument(citation.instrument);
    let slices = citation.targets.iter().map(|target| target.slice.clone());
    slices.flat_map(|slice| instrument.leaves(slice)).map(|provision| (citation.instrument, provision)).collect()
}

/// Reports clauses that say that they restate a duty, and implement none.
pub fn force(book: &Book, resolved: &Resolved, findings: &mut Vec<Diagnostic>) {
    for (clause, bound) in book.clauses.iter().zip(&resolved.clauses) {
        let whole = bound.implements.iter().all(Option::is_some) && clause.readable;
        if clause.force != Some(Force::Required) || !whole {
            continue;
        }
        let citations = || bound.implements.iter().flatten();
        if asked(book, citations()) != Asked::Nothing {
            continue;
        }
        let message = match bound.implements.is_empty() {
            true => "the clause restates a duty, but implements no provision".to_owned(),
            false => "the clause restates a duty, but no provision that it implements is one".to_owned(),
        };
        let finding = Diagnostic::new(&STRONGER_THAN_PROVISION, clause.force_place, message)
            .help("set `force: recommended` or `force: optional`, or name the provision that imposes the duty");
        findings.push(with_provisions(book, citations(), finding));
    }
}

/// Reports phrases of duty in a line that cites only provisions without duty; gives their places.
pub fn sentences(
    book: &Book,
    resolved: &Resolved,
    id: TextId,
    line: &Line<'_>,
    lists: &Prepared,
    findings: &mut Vec<Diagnostic>,
) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let found = lists.obliged.find(line);
    if found.is_empty() {
        return out;
    }
    let bound = resolved.bound(book, id);
    let mut cited: Vec<(usize, &BoundCitation)> = Vec::new();
    for link in &line.links {
        if let LinkTarget::Citation(at) = link.target {
            let Some(Some(citation)) = bound.citations.get(*at as usize) else { return out };
            cited.push((link.range.start, citation));
        }
    }
    let weak = |citation: &BoundCitation| {
        leaves(book, citation).into_iter().all(|(instrument, provision)| {
            let instrument = book.instrument(instrument);
            let obligations = &instrument.provision(provision).obligations;
            instrument.nature != Nature::NonBinding
                && !obligations.is_empty()
                && obligations.iter().all(|o| matches!(o, Obligation::Optional | Obligation::Consider))
        })
    };
    if cited.is_empty() || !cited.iter().all(|(_, citation)| weak(citation)) {
        return out;
    }
    let free = lists.free.find(line);
    for found in found {
        let range = found.range;
        let sentence = line.sentence(range.start);
        let words = words_in(line, &(range.end..sentence.end));
        let behind =
            line.words.get((words.start + 3).min(words.end).saturating_sub(1)).map_or(range.end, |word| word.end);
        let near = range.end..behind.max(range.end).min(sentence.end);
        let cites = cited.iter().any(|(at, _)| sentence.contains(at));
        let negated = holds(line, &part_before(line, range.start), lists.words.negating)
            || holds(line, &near, lists.words.negating);
        let softer = holds(line, &near, lists.words.considering) || holds(line, &sentence, lists.words.law);
        let set_free = line.is_proposed(range.start) || covers(&free, &range);
        if !cites || set_free || negated || softer || describes(line, &range, lists.words) {
            continue;
        }
        let typed = line.typed(range.clone());
        let message = format!("`{typed}` claims a duty, but what the paragraph cites is none");
        let finding = Diagnostic::new(&STRONGER_THAN_PROVISION, line.span(range.clone()), message)
            .help("say what the provision says: that States may, or that they are to consider it");
        findings.push(with_provisions(book, cited.iter().map(|(_, citation)| *citation), finding));
        out.push(range);
    }
    out
}

/// Names the first provisions with what the registry says of them, and where.
fn with_provisions<'a>(
    book: &Book,
    citations: impl Iterator<Item = &'a BoundCitation>,
    finding: Diagnostic,
) -> Diagnostic {
    let all: Vec<(InstrumentId, ProvisionId)> = citations.flat_map(|citation| leaves(book, citation)).collect();
    let mut finding = finding;
    for (instrument, id) in all.into_iter().take(SHOWN) {
        let loaded = &book.instruments[instrument.0 as usize];
        let provision = loaded.instrument.provision(id);
        let degrees: Vec<&str> = provision.obligations.iter().map(|o| word(*o)).collect();
        let says = match (loaded.instrument.nature, degrees.is_empty()) {
            (Nature::NonBinding, _) => "of an instrument that does not bind".to_owned(),
            (_, true) => "of which the registry says nothing".to_owned(),
            _ => degrees.join(", then "),
        };
        let place = registry_place(book, instrument, &provision.locator);
        finding = finding.also(place, format!("`{}:{}` is {says}", loaded.instrument.id, provision.locator));
    }
    finding
}

/// How many provisions a finding names.
const SHOWN: usize = 6;

fn word(obligation: Obligation) -> &'static str {
    match obligation {
        Obligation::Mandatory => "mandatory",
        Obligation::Qualified => "qualified",
        Obligation::Consider => "consider",
        Obligation::Optional => "optional",
        Obligation::None => "none",
    }
}

/// Where a registry speaks of a provision: its obligation, else that of the level above, else the article.
///
/// Provisions do not carry their places; the registry is read once more for the few findings that name it.
fn registry_place(book: &Book, instrument: InstrumentId, locator: &Locator) -> Span {
    let file = book.instruments[instrument.0 as usize].file;
    let start = Span::start_of(file);
    let Some(node) = yaml::parse(&book.sources.get(file).text, file, 0, &mut Vec::new()) else { return start };
    let Some(article) = locator.labels().first().map(ToString::to_string) else { return start };
    let provisions = node.get("provisions").map_or(&[][..], |list| list.items());
    let number = |node: &crate::tree::Node| book.sources.text(node.span).trim_matches(['"', '\'']) == article;
    let Some(entry) = provisions.iter().find(|entry| entry.get("number").is_some_and(number)) else { return start };
    let whole = entry.get("number").map_or(entry.span, |node| node.span);
    let Some(obligations) = entry.get("obligations") else { return whole };
    let depth = locator.labels().len();
    let keys = (1..=depth).rev().filter_map(|levels| locator.prefix(levels)).map(|locator| within(&locator));
    for key in keys {
        if let Some(found) = obligations.entries().iter().find(|entry| plain(&entry.key) == key) {
            return found.node.span;
        }
    }
    if obligations.entries().is_empty() { obligations.span } else { whole }
}

/// What stands behind the article of a locator, without brackets: `1a` for `57(1)(a)`.
fn within(locator: &Locator) -> String {
    locator.labels()[1..].iter().map(|label| format!("{label}.")).collect()
}

fn plain(key: &str) -> String {
    let parts = key.split(['(', ')']).filter(|part| !part.is_empty());
    parts.map(|part| format!("{part}.")).collect()
}
