//! The buffers that an editor has open.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use gen_lsp_types::{TextDocumentContentChangeEvent, Uri};

use crate::lsp::position::{Encoding, Lines, line_starts};
use crate::lsp::uri;

/// An open buffer.
#[derive(Debug, Clone)]
pub struct Document {
    /// Its text as the editor has it.
    pub text: Arc<str>,
    /// Its version, as the editor counts.
    pub version: i32,
    /// The book that it belongs to, if any.
    pub place: Option<Place>,
}

/// A file of a book.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The folder of the book.
    pub root: PathBuf,
    /// The path in it, with `/`.
    pub path: String,
}

/// The book that a file belongs to: that of the nearest folder upwards which holds a `book.toml`.
pub fn place(uri: &Uri) -> Option<Place> {
    let file = uri::to_path(uri)?;
    let root = file.ancestors().skip(1).find(|folder| folder.join("book.toml").is_file())?;
    place_in(root, &file)
}

/// A file of the book in this folder.
pub fn place_in(root: &Path, file: &Path) -> Option<Place> {
    let parts = file.strip_prefix(root).ok()?.components();
    let parts: Vec<String> = parts.map(|part| part.as_os_str().to_string_lossy().into_owned()).collect();
    let path = crate::files::normalize(&parts.join("/"))?;
    Some(Place { root: root.to_owned(), path })
}

/// A text after an edit; one outside the text is moved inside.
pub fn edited(text: &str, change: &TextDocumentContentChangeEvent, encoding: Encoding) -> String {
    match change {
        TextDocumentContentChangeEvent::TextDocumentContentChangeWholeDocument(whole) => whole.text.clone(),
        TextDocumentContentChangeEvent::TextDocumentContentChangePartial(partial) => {
            let starts = line_starts(text);
            // A byte-order mark is a character of the editor's text like any other.
            let lines = Lines { text, starts: &starts, encoding, byte_order_mark: false };
            let start = lines.offset(partial.range.start);
            let end = lines.offset(partial.range.end).max(start);
            format!("{}{}{}", &text[..start], partial.text, &text[end..])
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn change(value: serde_json::Value) -> TextDocumentContentChangeEvent {
        serde_json::from_value(value).expect("it has the form of a change")
    }

    #[test]
    fn edits_count_utf16_units_and_cannot_miss_the_text() {
        let at = |a: u32, b: u32, c: u32, d: u32, text: &str| {
            change(serde_json::json!({
                "range": {"start": {"line": a, "character": b}, "end": {"line": c, "character": d}}, "text": text
            }))
        };
        let text = "a𝔸b\n第c\n";
        assert_eq!(edited(text, &at(0, 3, 0, 4, "x"), Encoding::Utf16), "a𝔸x\n第c\n");
        assert_eq!(edited(text, &at(0, 5, 0, 6, "x"), Encoding::Utf8), "a𝔸x\n第c\n");
        assert_eq!(edited(text, &at(9, 9, 9, 9, "x"), Encoding::Utf16), "a𝔸b\n第c\nx");
        assert_eq!(edited(text, &at(1, 1, 0, 1, "x"), Encoding::Utf16), "a𝔸b\n第xc\n", "reversed: an insertion");
        assert_eq!(edited(text, &change(serde_json::json!({"text": "new"})), Encoding::Utf16), "new");
    }
}
