//! Running the examples of rules, and files of the same form.

use std::ops::Range;

use clausebook::compile::{Compiled, Target, build, compile};
use clausebook::diag::{Diagnostic, Severity};
use clausebook::edit::new_book;
use clausebook::files::MemoryFiles;
use clausebook::render::RenderError;
use clausebook::rules::example::{Part, pieces};

use super::Pages;

/// Path of the clause that examples change.
pub const CLAUSE: &str = "guidelines/cooperation/information.md";

/// The front matter of that clause.
const FRONT: [(&str, &str); 6] = [
    ("id", "information"),
    ("title", "Information without a request"),
    ("status", "draft"),
    ("force", "optional"),
    ("implements", "[example:2(1)]"),
    ("addressees", "[all-states]"),
];

/// Where a finding is: path, first byte, byte behind the last.
pub type Place = (String, usize, usize);

/// A book with an example's changes, and the places that it marks, part by part.
pub fn book(example: &str) -> (MemoryFiles, Vec<Place>) {
    let mut files = MemoryFiles::new();
    for (path, text) in new_book::FILES {
        files.insert(path, text);
    }
    let mut places: Vec<Place> = Vec::new();
    let mut mark = |path: &str, marked: Vec<Range<usize>>, offset: usize| {
        places.extend(marked.into_iter().map(|range| (path.to_owned(), range.start + offset, range.end + offset)));
    };
    let (mut body, mut front) =
        ((b"1. A State may send information to another State without being asked.".to_vec(), Vec::new()), None);
    let mut whole = false;
    for piece in pieces(example) {
        let (bytes, marked) = piece.bytes();
        match piece.part {
            Part::Text => body = (bytes, marked),
            Part::Front => front = Some((bytes, marked)),
            Part::Settings => {
                let toml = new_book::FILES[0].1;
                let line = "primary-instrument = \"example\"\n";
                let at = toml.find(line).expect("the new book has a primary instrument") + line.len();
                mark("book.toml", marked, at);
                let text = String::from_utf8(bytes).expect("settings are UTF-8");
                files.insert("book.toml", format!("{}{text}\n{}", &toml[..at], &toml[at..]));
            }
            Part::File(path) => {
                whole |= path == CLAUSE;
                // A byte-order mark is not counted.
                let skipped = if bytes.starts_with("\u{feff}".as_bytes()) { 3 } else { 0 };
                let marked = marked.into_iter().map(|range| range.start - skipped..range.end - skipped);
                mark(path, marked.collect(), 0);
                files.insert(path, bytes);
            }
            Part::Remove(path) => {
                whole |= path == CLAUSE;
                files.remove(path);
            }
            Part::Place(path) => {
                let text = new_book::FILES.iter().find(|(known, _)| *known == path).map_or("", |(_, text)| text);
                let at = text.find(piece.text).expect("the place is in the new book");
                mark(path, std::iter::once(0..piece.text.len()).collect(), at);
            }
        }
    }
    if !whole {
        let (front, marked_front) = front.unwrap_or_default();
        let own = String::from_utf8_lossy(&front).into_owned();
        let mut text = b"---\n".to_vec();
        for (key, value) in FRONT {
            if !own.lines().any(|line| line.starts_with(&format!("{key}:"))) {
                text.extend(format!("{key}: {value}\n").bytes());
            }
        }
        mark(CLAUSE, marked_front, text.len());
        text.extend(front);
        if !own.is_empty() {
            text.push(b'\n');
        }
        text.extend(b"---\n\n");
        mark(CLAUSE, body.1, text.len());
        text.extend(body.0);
        text.push(b'\n');
        files.insert(CLAUSE, text);
    }
    with_digests(files, places)
}

/// Puts the present digest of the source where a translation says `translates: DIGEST`.
fn with_digests(mut files: MemoryFiles, mut places: Vec<Place>) -> (MemoryFiles, Vec<Place>) {
    let compiled = compile(&files);
    for translation in &compiled.book.translations {
        let source = compiled.book.sources.get(translation.file);
        if let Some(digest) = compiled.book.stale(translation)
            && let Some((before, after)) = source.text.split_once("DIGEST")
        {
            files.insert(source.path.clone(), format!("{before}\"{digest}\"{after}"));
            for (path, start, end) in &mut places {
                if *path == source.path && *start > before.len() {
                    (*start, *end) = (*start + digest.len() - 4, *end + digest.len() - 4);
                }
            }
        }
    }
    (files, places)
}

/// Compiles and builds a book in memory.
pub fn findings(files: &MemoryFiles) -> (Compiled, Vec<Diagnostic>) {
    let compiled = compile(files);
    let mut found = compiled.findings.clone();
    let languages = &compiled.book.settings.languages;
    if compiled.fails_at(Severity::Error) {
        return (compiled, found);
    }
    if let Err(RenderError::Template(finding)) = build(&compiled, &Target::ALL, languages, &Pages::default()) {
        found.push(*finding);
    }
    (compiled, found)
}

/// `rule path:start-end`.
pub fn said(compiled: &Compiled, finding: &Diagnostic) -> String {
    let path = &compiled.book.sources.get(finding.span.file).path;
    format!("{} {path}:{}-{}", finding.rule.name, finding.span.start, finding.span.end)
}
