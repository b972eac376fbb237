//! Several files at once, to the pages of every output.

use std::collections::BTreeMap;
use std::io;
use std::sync::Mutex;

use clausebook::compile::{Target, build};
use clausebook::diag::Severity;
use clausebook::render::{RenderError, Sink};

use super::{around, holds, html, time};

/// Outputs in memory.
#[derive(Default)]
pub struct Pages(Mutex<BTreeMap<String, Vec<u8>>>);

impl Sink for Pages {
    fn write(&self, path: &str, parts: &[&[u8]]) -> io::Result<()> {
        let before = self.0.lock().expect("no writer panics").insert(path.to_owned(), parts.concat());
        assert!(before.is_none(), "{path} is written twice");
        Ok(())
    }
}

/// A line `=== PATH` begins a file; what stands before the first one is the clause.
pub fn compile(bytes: &[u8]) {
    time::linear(bytes.len() * 4, || {
        let mut files = around::book();
        for (path, bytes) in cut(bytes) {
            files.insert(path, bytes);
        }
        let compiled = clausebook::compile::compile(&files);
        holds::findings(&compiled);
        holds::texts(&compiled);
        let pages = Pages::default();
        match build(&compiled, &Target::ALL, &compiled.book.settings.languages, &pages) {
            Ok(()) => {}
            Err(RenderError::Template(_)) if !compiled.book.templates.is_empty() => return,
            Err(RenderError::Template(finding)) => panic!("the program's own templates: {}", finding.message),
            Err(RenderError::Io(path, error)) => panic!("{path}: {error}"),
        }
        for (path, page) in pages.0.into_inner().expect("no writer panics") {
            assert!(!path.starts_with('/') && !path.split('/').any(|part| part == ".."), "{path}");
            if path.ends_with(".html") && compiled.book.templates.is_empty() {
                let page = String::from_utf8(page).expect("pages are UTF-8");
                html::well_formed(&page, !compiled.fails_at(Severity::Error));
            } else if path.ends_with(".json") {
                serde_json::from_slice::<serde_json::Value>(&page).unwrap_or_else(|error| panic!("{path}: {error}"));
            }
        }
    });
}

fn cut(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut files = vec![(around::CLAUSE.to_owned(), Vec::new())];
    for line in bytes.split_inclusive(|byte| *byte == b'\n') {
        match line.strip_prefix(b"=== ") {
            Some(path) => files.push((String::from_utf8_lossy(path).trim().to_owned(), Vec::new())),
            None => files.last_mut().expect("there is one").1.extend(line),
        }
    }
    if files[0].1.is_empty() {
        files.remove(0);
    }
    files
}
