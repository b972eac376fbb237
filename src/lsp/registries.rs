//! Where provisions stand in the registry that lists them.
//!
//! An instrument keeps no places; they are looked up in the YAML tree of the registry when somebody asks.

use crate::lsp::analysis::Analysis;
use crate::lsp::target::{Found, Thing};
use crate::model::anchor::Destination;
use crate::model::book::InstrumentId;
use crate::model::citation::{Label, LabelKind};
use crate::model::instrument::{Instrument, ProvisionId};
use crate::render::views;
use crate::source::{FileId, Span};
use crate::tree::{Node, Value, yaml};

/// The tree of an instrument's registry.
pub fn tree(analysis: &Analysis, id: InstrumentId) -> Option<Node> {
    let file = analysis.book().instruments[id.0 as usize].file;
    yaml::parse(analysis.text(file), file, 0, &mut Vec::new())
}

/// Where a provision stands: its own label if it is written out, else the label of a run (`a-k`) or of what is above it.
pub fn place(tree: &Node, instrument: &Instrument, id: ProvisionId) -> Option<Span> {
    let labels = instrument.provision(id).locator.labels();
    let (first, below) = labels.split_first()?;
    let article = tree
        .get("provisions")?
        .items()
        .iter()
        .find(|article| article.get("number").and_then(text).is_some_and(|number| names(&number, None, *first)))?;
    let mut span = article.get("number").map_or(article.span, |number| number.span);
    let mut level = article;
    let mut above = Some(first.kind());
    for (depth, label) in below.iter().enumerate() {
        let holder = match (depth, label.kind()) {
            (0, LabelKind::Number) => level.get("paragraphs"),
            (0, _) => level.get("subparagraphs"),
            _ => Some(level),
        };
        let Some((place, next)) = holder.and_then(|holder| find(holder, above, *label)) else { break };
        span = place;
        let Some(next) = next else { break };
        level = next;
        above = Some(label.kind());
    }
    Some(span)
}

/// A label in a list or map of labels, with what stands below it.
fn find(holder: &Node, above: Option<LabelKind>, label: Label) -> Option<(Span, Option<&Node>)> {
    match &holder.value {
        Value::Map(entries) => {
            let entry = entries.iter().find(|entry| names(&entry.key, above, label))?;
            Some((entry.key_span, Some(&entry.node)))
        }
        Value::List(items) => {
            let item = items.iter().find(|item| text(item).is_some_and(|word| names(&word, above, label)))?;
            Some((item.span, None))
        }
        _ => text(holder).filter(|word| names(word, above, label)).map(|_| (holder.span, None)),
    }
}

fn text(node: &Node) -> Option<String> {
    match &node.value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

/// Whether a word of a registry (`57`, `"57 bis"`, `a-k`) names a label.
fn names(word: &str, above: Option<LabelKind>, label: Label) -> bool {
    let read = |word: &str| {
        let joined: String = word.split_whitespace().collect();
        Label::parse_below(&joined, above)
    };
    match word.split_once('-') {
        Some((first, last)) => read(first).zip(read(last)).is_some_and(|(first, last)| first <= label && label <= last),
        None => read(word) == Some(label),
    }
}

/// The instrument whose registry a file is.
pub fn instrument_in(analysis: &Analysis, file: FileId) -> Option<InstrumentId> {
    let at = analysis.book().instruments.iter().position(|loaded| loaded.file == file)?;
    Some(InstrumentId(at as u32))
}

/// The provision that a place of a registry speaks of.
pub fn at(analysis: &Analysis, file: FileId, offset: usize) -> Option<Found> {
    let id = instrument_in(analysis, file)?;
    let tree = tree(analysis, id)?;
    let holds = |span: Span| span.start as usize <= offset && offset <= span.end as usize;
    if let Some(node) = tree.get("id").filter(|node| holds(node.span)) {
        return Some(Found { thing: Thing::Place(Destination::Instrument(id)), span: node.span });
    }
    let items = tree.get("provisions")?.items();
    // The span of a map that is not in braces says only where it begins.
    let article = items.iter().rfind(|article| article.span.start as usize <= offset)?;
    let number = article.get("number")?;
    let label = text(number).and_then(|word| Label::parse_below(&word.split_whitespace().collect::<String>(), None))?;
    let instrument = analysis.book().instrument(id);
    let first = instrument.find(&crate::model::citation::Locator::article(label)?)?;
    let all = (first.0..instrument.provision(first).end()).map(ProvisionId);
    let named = all.filter_map(|provision| Some((provision, place(&tree, instrument, provision)?)));
    let (provision, span) = named
        .filter(|(_, span)| holds(*span))
        .min_by_key(|(provision, span)| (span.end - span.start, provision.0))
        .unwrap_or((first, number.span));
    let citation = views::provision_citation(analysis.book(), id, provision);
    let bound = crate::resolve::bind::bind_citation(analysis.book(), &citation, span, &mut Vec::new())?;
    Some(Found { thing: Thing::Citation(citation, bound), span })
}
