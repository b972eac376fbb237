//! The index for the site's full-text search, one a language, in script files that a page loads when it needs them.
//!
//! In: the book as its pages show it. `documents.rs` makes what can be found, `tokens.rs` cuts it into tokens, `postings.rs`
//! lists which document holds which, `facts.rs` is what the page must know at once. Out, below `search/`: `head.js`;
//! `words-N.js` with postings and `texts-N.js` with documents, each of about the same size in bytes; `lexicon.js` with all
//! tokens, for words that are not found as typed. docs/decisions/0012-search.md says why.
//!
//! What must hold: the bytes do not depend on threads, and no part grows with the book but `lexicon.js` (slowly).

mod documents;
mod facts;
mod postings;
mod tokens;

use std::collections::HashMap;
use std::fmt::Write;

use rayon::prelude::*;
use xxhash_rust::xxh3::Xxh3;

use crate::locale;
use crate::model::anchor;
use crate::model::book::{ClauseId, InstrumentId};
use crate::model::instrument::ProvisionId;
use crate::render::views::Viewer;
use crate::render::{RenderError, Sink, put, words};
use crate::resolve::concordance::Relation;
use documents::{Document, Kind, Source, document};
use facts::Head;
use postings::Chunk;
pub use tokens::tokens;

/// Folder of the index in a language's folder.
pub const FOLDER: &str = "search/";
/// Size of a part of the postings, in bytes: a query loads one or two a word.
const WORDS_SIZE: usize = 32 << 10;
/// Size of a part of the texts, in bytes: a page of results loads one a result at most.
const TEXTS_SIZE: usize = 48 << 10;
/// How many documents are made into one chunk; fixed, so that threads make no difference.
const CHUNK: usize = 256;

/// Writes the index of a language; `folder` is the language's, from the output's root. Gives what the addresses of the index
/// end with, which changes with what is in it, so that no old part is taken from a cache; nothing if no part is wanted.
///
/// # Errors
/// A file that could not be written.
pub fn write(viewer: &Viewer<'_>, folder: &str, sink: &dyn Sink) -> Result<Option<String>, RenderError> {
    let folder = format!("{folder}{FOLDER}");
    if !sink.wants_below(&folder) {
        return Ok(None);
    }
    let sources = documents::sources(viewer);
    let keys = keys(viewer);
    let names = facts::names(viewer);
    let numbers: HashMap<&str, usize> = names.iter().enumerate().map(|(at, name)| (name.as_str(), at)).collect();
    let made: Vec<(Chunk, Vec<String>)> = sources
        .par_chunks(CHUNK)
        .enumerate()
        .map(|(at, sources)| {
            let mut chunk = Chunk::default();
            let mut texts = Vec::with_capacity(sources.len());
            for (source, number) in sources.iter().zip((at * CHUNK) as u32..) {
                let document = document(viewer, *source);
                chunk.add(number, &document, keys.get(source).map_or(&[], Vec::as_slice));
                texts.push(encoded(&document, &numbers));
            }
            (chunk, texts)
        })
        .collect();
    let (chunks, texts): (Vec<Chunk>, Vec<Vec<String>>) = made.into_iter().unzip();
    let (texts, words) = rayon::join(|| write_texts(texts, &folder, sink), || write_words(chunks, &folder, sink));
    let (texts, words) = (texts?, words?);
    let head = Head {
        documents: sources.len() as u32,
        words: words.firsts,
        texts: texts.firsts,
        kinds: kinds(viewer, &sources),
        parts: facts::parts(viewer),
        names,
        instruments: facts::instruments(viewer),
        clause: facts::clause_names(viewer),
        leading: facts::leading(),
        marks: facts::marks(viewer.language),
        relations: {
            let words = locale::words(viewer.language);
            [words.relation_cites, words.relation_related, words.relation_implements]
        },
        source: viewer.book.settings.language.code(),
    };
    let head = serde_json::to_string(&head).expect("strings and numbers can be written as JSON");
    let mut digest = Xxh3::new();
    for part in texts.digests.into_iter().chain(words.digests).chain([part(&folder, "head", &[&head], sink)?]) {
        digest.update(&part.to_le_bytes());
    }
    Ok(Some(format!("{:016x}", digest.digest())))
}

/// Parts of one kind: what each begins with, and the digests of them.
struct Parts<T> {
    firsts: Vec<T>,
    digests: Vec<u64>,
}

/// Writes one file of the index, a call that hands over what it holds, and gives the digest of that.
fn part(folder: &str, name: &str, data: &[&str], sink: &dyn Sink) -> Result<u64, RenderError> {
    let before = format!("clausebook.part(\"{name}\",");
    let mut parts = vec![before.as_bytes()];
    parts.extend(data.iter().map(|data| data.as_bytes()));
    parts.push(b")\n");
    put(sink, &format!("{folder}{name}.js"), &parts)?;
    let mut digest = Xxh3::new();
    parts.iter().for_each(|part| digest.update(part));
    Ok(digest.digest())
}

/// Writes the texts; each part begins with a document.
fn write_texts(texts: Vec<Vec<String>>, folder: &str, sink: &dyn Sink) -> Result<Parts<u32>, RenderError> {
    let texts: Vec<String> = texts.into_iter().flatten().collect();
    let firsts = cuts(texts.iter().map(String::len), TEXTS_SIZE);
    let ends = firsts.iter().copied().skip(1).chain([texts.len()]);
    let ranges: Vec<_> = firsts.iter().copied().zip(ends).collect();
    let write = |(at, (start, end)): (usize, &(usize, usize))| {
        let data = texts[*start..*end].join(",\n");
        part(folder, &format!("texts-{at}"), &["[", &data, "]"], sink)
    };
    let digests = ranges.par_iter().enumerate().map(write).collect::<Result<Vec<u64>, RenderError>>()?;
    Ok(Parts { firsts: firsts.into_iter().map(|at| at as u32).collect(), digests })
}

/// Writes the postings, each part of which begins with a token, and the lexicon.
fn write_words(chunks: Vec<Chunk>, folder: &str, sink: &dyn Sink) -> Result<Parts<String>, RenderError> {
    let words = postings::join(chunks);
    let mut lines: Vec<String> = Vec::with_capacity(words.len());
    let mut lexicon = String::new();
    let mut before = "";
    for (token, postings) in &words {
        let mut line = String::with_capacity(token.len() + 1 + postings.len() * 3);
        let _ = write!(line, "{token} ");
        postings::encode(postings, &mut line);
        lines.push(line);
        if token.starts_with(char::is_alphabetic) && token.chars().count() > 2 {
            if !lexicon.is_empty() {
                lexicon.push(' ');
            }
            postings::front_coded(before, token, &mut lexicon);
            before = token;
        }
    }
    let firsts = cuts(lines.iter().map(String::len), WORDS_SIZE);
    let mut digests = Vec::with_capacity(firsts.len() + 1);
    for (at, start) in firsts.iter().enumerate() {
        let end = firsts.get(at + 1).copied().unwrap_or(lines.len());
        // No token and no posting holds a character that a script would have to escape.
        digests.push(part(folder, &format!("words-{at}"), &["\"", &lines[*start..end].join(" "), "\""], sink)?);
    }
    digests.push(part(folder, "lexicon", &["\"", &lexicon, "\""], sink)?);
    Ok(Parts { firsts: firsts.into_iter().map(|at| words[at].0.to_string()).collect(), digests })
}

/// Where parts begin, so that each has about `size` bytes.
fn cuts(lengths: impl Iterator<Item = usize>, size: usize) -> Vec<usize> {
    let mut firsts = Vec::new();
    let mut sum = size;
    for (at, length) in lengths.enumerate() {
        if sum >= size {
            firsts.push(at);
            sum = 0;
        }
        sum += length + 1;
    }
    firsts
}

/// What documents are found by besides their words: a clause's number `#34`, provisions `@uncac:57.3.c` with how they
/// are dealt with (3 implemented, 2 related, 1 cited; the largest impact for the provision itself).
fn keys<'a>(viewer: &Viewer<'a>) -> HashMap<Source<'a>, Vec<(String, u8)>> {
    let (book, resolved) = (viewer.book, viewer.resolved);
    let mut keys: HashMap<Source<'_>, Vec<(String, u8)>> = HashMap::new();
    for at in 0..book.clauses.len() as u32 {
        if let Some(number) = resolved.numbers.of(resolved.index.clause_entries[at as usize]) {
            let key = format!("#{}", number.replace(' ', "").to_lowercase());
            keys.entry(Source::Clause(ClauseId(at))).or_default().push((key, postings::MOST));
        }
    }
    for (at, uses) in (0..).zip(&resolved.concordance.instruments) {
        let id = InstrumentId(at);
        let instrument = book.instrument(id);
        for (provision, uses) in (0..instrument.len()).map(ProvisionId).zip(&uses.provisions) {
            let key = format!("@{}", anchor::provision(instrument, provision).replacen('.', ":", 1));
            let article = instrument.article_of(provision);
            if instrument.provision(article).verified {
                keys.entry(Source::Article(id, article)).or_default().push((key.clone(), postings::MOST));
            }
            for used in uses {
                let weight = match used.relation {
                    Relation::Implements => 3,
                    Relation::Related => 2,
                    Relation::Cites => 1,
                };
                keys.entry(Source::Clause(used.clause)).or_default().push((key.clone(), weight));
            }
        }
    }
    keys
}

/// The kinds with the document behind their last one.
fn kinds(viewer: &Viewer<'_>, sources: &[Source<'_>]) -> Vec<(String, u32)> {
    let interface = locale::words(viewer.language);
    let named = [
        (Kind::Clause, words::clause_name(viewer.book, viewer.language)),
        (Kind::Division, interface.contents),
        (Kind::Text, interface.text),
        (Kind::Term, interface.glossary),
        (Kind::Provision, interface.instruments),
        (Kind::Brackets, interface.open_brackets),
    ];
    named
        .into_iter()
        .map(|(kind, name)| (name.to_owned(), sources.partition_point(|source| source.kind() <= kind) as u32))
        .collect()
}

/// A document as an array: label, title, address, anchor, pieces; a piece: anchor, name or its number, text, and 1 if it is in
/// the language of the source texts for want of a translation.
fn encoded(document: &Document, names: &HashMap<&str, usize>) -> String {
    let length: usize = document.pieces.iter().map(|piece| piece.text.len() + 16).sum();
    let mut out = String::with_capacity(length + 200);
    out.push('[');
    for text in [&document.label, &document.title, &document.url, &document.anchor] {
        quoted(text, &mut out);
        out.push(',');
    }
    out.push('[');
    for (at, piece) in document.pieces.iter().enumerate() {
        out.push_str(if at > 0 { ",[" } else { "[" });
        quoted(&piece.anchor, &mut out);
        out.push(',');
        match names.get(piece.name.as_str()) {
            Some(number) => {
                let _ = write!(out, "{number}");
            }
            None => quoted(&piece.name, &mut out),
        }
        out.push(',');
        quoted(piece.text.trim(), &mut out);
        out.push_str(if piece.translated { "]" } else { ",1]" });
    }
    out.push_str("]]");
    out
}

/// A JSON string that is a string of a script as well (ECMAScript 2019: U+2028 and U+2029 may stand in it), and that holds
/// nothing which could be taken for markup.
fn quoted(text: &str, out: &mut String) {
    out.push('"');
    let mut from = 0;
    for (at, byte) in text.bytes().enumerate().filter(|(_, byte)| *byte < 0x20 || b"\"\\<".contains(byte)) {
        out.push_str(&text[from..at]);
        match byte {
            b'"' => out.push_str("\\\""),
            b'\\' => out.push_str("\\\\"),
            b'\n' => out.push_str("\\n"),
            control => {
                let _ = write!(out, "\\u{control:04x}");
            }
        }
        from = at + 1;
    }
    out.push_str(&text[from..]);
    out.push('"');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(serde::Deserialize)]
    struct Case {
        about: String,
        text: String,
        tokens: Vec<String>,
    }

    #[test]
    fn texts_are_cut_into_the_tokens_that_the_script_makes_as_well() {
        let cases: Vec<Case> = serde_json::from_str(include_str!("../../../tests/search/cases.json")).expect("JSON");
        assert!(cases.len() > 10);
        for case in cases {
            let mut found = Vec::new();
            tokens(&case.text, &mut |token| found.push(token.to_owned()));
            assert_eq!(found, case.tokens, "{}", case.about);
        }
    }

    #[test]
    fn parts_are_cut_by_size() {
        assert_eq!(cuts([4, 4, 4, 20, 1].into_iter(), 10), [0, 2, 4]);
        assert_eq!(cuts(std::iter::empty(), 10), [0; 0]);
    }

    #[test]
    fn strings_are_json() {
        for text in ["plain", "<b>", "\"quoted\" \\ and\ttab\n", "", "没收\u{2028}é\u{1}"] {
            let mut out = String::new();
            quoted(text, &mut out);
            assert_eq!(serde_json::from_str::<String>(&out).expect("JSON"), text);
        }
    }
}
