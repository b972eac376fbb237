//! Exact places inside the place of a finding, for the edits of its fix.

use crate::model::book::Book;
use crate::source::Span;

/// Where the address of a link stands, or the value of a list in front matter, and its text; `None` where that is not certain.
pub fn address(book: &Book, span: Span) -> Option<(Span, &str)> {
    let text = book.sources.text(span);
    let (start, end) = match text.strip_prefix('[').or_else(|| text.strip_prefix("![")) {
        Some(_) => (text.rfind("](")? + 2, text.len().checked_sub(1)?),
        None => {
            let quoted = text.len() >= 2 && (text.starts_with('"') || text.starts_with('\''));
            (usize::from(quoted), text.len() - usize::from(quoted))
        }
    };
    let address = text.get(start..end)?;
    let plain =
        !address.contains(['<', '>', '"', '\'', '\\', '\n', '%']) && (text.starts_with('"') || !address.contains(' '));
    plain.then(|| (Span { start: span.start + start as u32, end: span.start + end as u32, ..span }, address))
}

/// Where a word stands that occurs once in a place.
pub fn word(book: &Book, span: Span, word: &str) -> Option<Span> {
    let text = book.sources.text(span);
    let at = text.find(word).filter(|at| text.rfind(word) == Some(*at))?;
    Some(Span { start: span.start + at as u32, end: span.start + (at + word.len()) as u32, ..span })
}
