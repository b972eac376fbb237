//! The files that are one input each.

use clausebook::compile::{Target, build, compile};
use clausebook::render::RenderError;

use super::around::{self, book};
use super::compile::Pages;
use super::{holds, time};

/// The book with this file holds, and its texts can be written.
fn put(path: &str, bytes: &[u8]) {
    time::linear(bytes.len(), || {
        let compiled = compile(&book().with(path, bytes));
        holds::findings(&compiled);
        holds::texts(&compiled);
    });
}

pub fn book_toml(bytes: &[u8]) {
    put(around::BOOK_TOML, bytes);
}

pub fn ledger(bytes: &[u8]) {
    put(around::LEDGER, bytes);
}

pub fn registry(bytes: &[u8]) {
    put(around::REGISTRY, bytes);
}

pub fn schema(bytes: &[u8]) {
    put(around::SCHEMA, bytes);
}

pub fn summary(bytes: &[u8]) {
    put(around::SUMMARY, bytes);
}

pub fn terms(bytes: &[u8]) {
    put(around::TERMS, bytes);
}

pub fn yaml_clause(bytes: &[u8]) {
    put(around::YAML_CLAUSE, bytes);
}

/// The first byte chooses the language.
pub fn translation(bytes: &[u8]) {
    let Some((first, bytes)) = bytes.split_first() else { return };
    let language = ["fr", "ar", "zh", "ru"][*first as usize % 4];
    put(&format!("guidelines/a.{language}.md"), bytes);
}

/// A template writes pages or is a finding; how long it takes is its author's choice.
pub fn template(bytes: &[u8]) {
    let compiled = compile(&book().with(around::TEMPLATE, bytes));
    holds::findings(&compiled);
    let pages = Pages::default();
    match build(&compiled, &[Target::Site], &[compiled.book.settings.language], &pages) {
        Ok(()) => {}
        Err(RenderError::Template(finding)) => {
            let text = &compiled.book.sources.get(finding.span.file).text;
            assert!(text.get(finding.span.range()).is_some(), "{:?} of {}", finding.span, text.len());
        }
        Err(RenderError::Io(path, error)) => panic!("{path}: {error}"),
    }
}
