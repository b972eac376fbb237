//! A buffer that is edited, and what an editor asks about it.

use std::collections::BTreeMap;
use std::path::PathBuf;

use clausebook::compile::{Cache, compile, compile_again};
use clausebook::lsp::analysis::Analysis;
use clausebook::lsp::client::Client;
use clausebook::lsp::position::Encoding;
use clausebook::lsp::requests::{self, OF_FILE};
use clausebook::lsp::rpc::code;
use clausebook::lsp::{diagnostics, documents, symbols};
use clausebook::report::human;
use serde_json::{Value, json};

use super::{around, holds, time};

/// More edits than a person makes in the time of one compiling.
const MOST: usize = 8;

/// The first byte chooses the file and how columns are counted. The text goes as far as the first byte that no text
/// holds (0xFF); each edit behind it is four bytes of places, one that says how much is typed, and what is typed.
pub fn lsp(bytes: &[u8]) {
    let Some((first, bytes)) = bytes.split_first() else { return };
    let path = around::PLACES[*first as usize % around::PLACES.len()];
    let encoding = if first & 0x80 == 0 { Encoding::Utf16 } else { Encoding::Utf8 };
    let cut = bytes.iter().position(|byte| *byte == 0xFF).unwrap_or(bytes.len());
    let edits = edits(bytes.get(cut + 1..).unwrap_or_default());
    time::linear(bytes.len() * 8, || {
        let mut text = String::from_utf8_lossy(&bytes[..cut]).into_owned();
        let mut cache = Cache::new();
        compile_again(&around::book().with(path, text.as_bytes()), &mut cache);
        for edit in &edits {
            let change = serde_json::from_value(json!({"range": edit.range(), "text": edit.text}));
            let new = documents::edited(&text, &change.expect("it has the form of a change"), encoding);
            assert_eq!(new, edit.applied(&text, encoding), "{edit:?} of {text:?}");
            text = new;
        }
        let files = around::book().with(path, text.as_bytes());
        let compiled = compile_again(&files, &mut cache);
        holds::findings(&compiled);
        let fresh = compile(&files);
        assert_eq!(
            human::render(&compiled.findings, &compiled.book.sources, false),
            human::render(&fresh.findings, &fresh.book.sources, false),
            "what was kept and what is read anew"
        );
        let versions = BTreeMap::from([(path.to_owned(), 1)]);
        let analysis = Analysis::new(PathBuf::from("/book"), compiled, versions, encoding);
        diagnostics::all(&analysis, true);
        symbols::in_book(&analysis, "a");
        ask(&analysis, path, &text, &edits);
    });
}

#[derive(Debug)]
struct Edit {
    places: [u8; 4],
    text: String,
}

/// Far outside any text.
fn far(number: u8) -> u32 {
    if number == 0xFF { u32::MAX } else { number.into() }
}

impl Edit {
    fn range(&self) -> Value {
        let [a, b, c, d] = self.places.map(far);
        json!({"start": {"line": a, "character": b}, "end": {"line": c, "character": d}})
    }

    /// The text after the edit, the slow and plain way.
    fn applied(&self, text: &str, encoding: Encoding) -> String {
        let [a, b, c, d] = self.places.map(far);
        let start = offset(text, a, b, encoding);
        let end = offset(text, c, d, encoding).max(start);
        [&text[..start], &self.text, &text[end..]].concat()
    }
}

/// The place of a line and a column; those that are not there are moved to the nearest before.
fn offset(text: &str, line: u32, column: u32, encoding: Encoding) -> usize {
    let mut at = 0;
    for _ in 0..line {
        let Some(end) = text[at..].find(['\n', '\r']) else { return text.len() };
        at += end + if text[at + end..].starts_with("\r\n") { 2 } else { 1 };
    }
    let mut width = 0;
    for character in text[at..].chars() {
        width += match encoding {
            Encoding::Utf16 => character.len_utf16() as u64,
            Encoding::Utf8 => character.len_utf8() as u64,
        };
        if width > u64::from(column) || ['\n', '\r'].contains(&character) {
            break;
        }
        at += character.len_utf8();
    }
    at
}

fn edits(mut bytes: &[u8]) -> Vec<Edit> {
    let mut edits = Vec::new();
    while edits.len() < MOST
        && let Some(([a, b, c, d, length], rest)) = bytes.split_first_chunk()
    {
        let (typed, rest) = rest.split_at((*length as usize).min(rest.len()));
        edits.push(Edit { places: [*a, *b, *c, *d], text: String::from_utf8_lossy(typed).into_owned() });
        bytes = rest;
    }
    edits
}

/// Everything that can be asked, at the places of the edits and at the end.
fn ask(analysis: &Analysis, path: &str, text: &str, edits: &[Edit]) {
    let client = Client::new(&json!({"capabilities": {}}));
    let mut places = vec![json!({"line": 0, "character": 0}), json!({"line": u32::MAX, "character": u32::MAX})];
    places.extend(edits.iter().map(|edit| edit.range()["start"].clone()));
    for place in &places {
        for method in OF_FILE {
            let params = json!({
                "textDocument": {"uri": "file:///book/x"},
                "position": place,
                "range": {"start": place, "end": places[1]},
                "context": {"includeDeclaration": true},
                "newName": "other",
                "options": {"tabSize": 2, "insertSpaces": true},
            });
            match requests::answer(analysis, &client, method, path, Some(text), &params) {
                Ok(answer) => ranges(&answer),
                Err(failure) => assert_eq!(failure.code, code::REQUEST_FAILED, "{method}: {}", failure.message),
            }
        }
    }
}

/// No range of an answer ends before it begins.
fn ranges(value: &Value) {
    match value {
        Value::Array(items) => items.iter().for_each(ranges),
        Value::Object(map) => {
            if let (Some(start), Some(end)) = (map.get("start"), map.get("end")) {
                let place = |value: &Value| (value["line"].as_u64(), value["character"].as_u64());
                assert!(place(start) <= place(end), "{start} {end}");
            }
            map.values().for_each(ranges);
        }
        _ => {}
    }
}
