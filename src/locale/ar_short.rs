//! The short form of Arabic citations, which goes from the article down: "المادة 57، الفقرة 3 (ج)".

use super::ar::WORDS;
use super::level_first::Count;
use super::plan::{Entry, Segment, Tail};
use super::{Form, NO_BREAK};
use crate::model::citation::{Label, Locator};
use crate::model::instrument::Instrument;

/// Writes the segments of a citation.
pub(super) fn write(segments: &[Segment], instrument: &Instrument) -> String {
    let written: Vec<String> = segments
        .iter()
        .map(|segment| match segment {
            Segment::Article(article, entries) if !entries.is_empty() => below(instrument, *article, entries),
            Segment::Long(from, to) => {
                format!("{}{}{}", locator(instrument, from), WORDS.long_to, locator(instrument, to))
            }
            other => super::level_first::write(std::slice::from_ref(other), instrument, Form::Short, &WORDS),
        })
        .collect();
    (WORDS.segments)(&written)
}

fn locator(instrument: &Instrument, locator: &Locator) -> String {
    match locator.labels()[1..].split_last() {
        Some((last, head)) => {
            let entry = Entry::Shared(head.to_vec(), vec![Tail::One(*last)]);
            below(instrument, locator.first(), &[entry])
        }
        None => unit(instrument, locator.first()),
    }
}

fn unit(instrument: &Instrument, article: Label) -> String {
    let word = (WORDS.unit)(instrument.unit, Form::Short, Count::One);
    format!("{word}{NO_BREAK}{}", (WORDS.label)(article))
}

fn below(instrument: &Instrument, article: Label, entries: &[Entry]) -> String {
    let below = super::level_first::below(entries, instrument, Form::Short, &WORDS);
    format!("{}، {below}", unit(instrument, article))
}
