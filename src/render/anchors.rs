//! The anchor of everything that can be linked to: the same in every output.

use crate::model::anchor::{self, Destination};
use crate::model::book::{Book, TextId};
use crate::model::outline::{EntryId, EntryKind};
use crate::resolve::Resolved;

/// The anchor of a destination, without `#`. Pictures have none.
pub fn anchor(book: &Book, resolved: &Resolved, destination: &Destination) -> String {
    match destination {
        Destination::Clause(id, None) => book.clause(*id).id.value.clone(),
        Destination::Clause(id, Some(path)) => anchor::within(&book.clause(*id).id.value, &path.0),
        Destination::ClauseHeading(id, heading) => anchor::within(&book.clause(*id).id.value, heading),
        Destination::Prose(id, None) => text_anchor(book, resolved, TextId::Prose(*id)),
        Destination::Prose(id, Some(heading)) => {
            anchor::within(&text_anchor(book, resolved, TextId::Prose(*id)), heading)
        }
        Destination::Division(entry) => division_anchor(book, resolved, *entry),
        Destination::Term(at) => anchor::term(&book.terms[*at as usize].id.value),
        Destination::Provision(instrument, provision) => anchor::provision(book.instrument(*instrument), *provision),
        Destination::InstrumentDivision(instrument, at) => {
            let instrument = book.instrument(*instrument);
            let division = &instrument.divisions[*at as usize];
            anchor::instrument_division(instrument, division.kind, division.number)
        }
        Destination::Instrument(instrument) => book.instrument(*instrument).id.to_string(),
        Destination::Image(_) => String::new(),
    }
}

/// The anchor of a text, which begins the anchors of everything in it.
pub fn text_anchor(book: &Book, resolved: &Resolved, id: TextId) -> String {
    match id {
        TextId::Clause(id) => book.clause(id).id.value.clone(),
        TextId::Prose(prose) => {
            let entry = resolved.index.prose_entries[prose.0 as usize];
            match book.outline.get(entry).kind {
                EntryKind::Chapter(_) => division_anchor(book, resolved, entry),
                _ => format!("text.{}", path_name(book, &book.sources.get(book.prose(prose).file).path)),
            }
        }
        TextId::Translation(at) => text_anchor(book, resolved, book.translations[at as usize].of),
        TextId::Term(at) => anchor::term(&book.terms[at as usize].id.value),
    }
}

/// The anchor of a part or chapter: a chapter's from its file, which is stable; else from its number.
pub fn division_anchor(book: &Book, resolved: &Resolved, entry: EntryId) -> String {
    match book.outline.get(entry).kind {
        EntryKind::Chapter(Some(prose)) => {
            format!("chapter.{}", path_name(book, &book.sources.get(book.prose(prose).file).path))
        }
        EntryKind::Part => format!("part-{}", resolved.numbers.of(entry).unwrap_or("0").to_lowercase()),
        _ => format!("chapter-{}", resolved.numbers.of(entry).unwrap_or("0").replace('.', "-")),
    }
}

/// A name out of a path: without the source folder, the ending and a last `README` or `index`; letters and digits of any script.
fn path_name(book: &Book, path: &str) -> String {
    let inside = path.strip_prefix(&book.settings.source).unwrap_or(path).trim_start_matches('/');
    let stem = inside.rsplit_once('.').map_or(inside, |(stem, _)| stem);
    let stem = match stem.rsplit_once('/') {
        Some((folder, last)) if ["readme", "index"].contains(&last.to_lowercase().as_str()) => folder,
        _ => stem,
    };
    let clean = |character: char| match character {
        '/' => '.',
        character if character.is_alphanumeric() || "-_.".contains(character) => character,
        _ => '-',
    };
    stem.chars().flat_map(char::to_lowercase).map(clean).collect()
}
