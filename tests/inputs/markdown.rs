//! The body of a clause: sections, lists, notes, tables, links, brackets, through to HTML and Markdown.

use clausebook::compile::compile;
use clausebook::model::language::Language;

use super::{around, holds, time};

/// The first byte chooses the language of the book.
pub fn markdown(bytes: &[u8]) {
    let Some((first, bytes)) = bytes.split_first() else { return };
    let language = Language::ALL[*first as usize % Language::ALL.len()];
    time::linear(bytes.len(), || {
        let text = String::from_utf8_lossy(bytes);
        let mut book = around::book().with(around::CLAUSE, around::alpha(&text));
        if language != Language::En {
            book.insert(around::BOOK_TOML, settings(language));
        }
        let compiled = compile(&book);
        holds::findings(&compiled);
        holds::texts(&compiled);
    });
}

fn settings(language: Language) -> String {
    format!(
        "[book]\ntitle = \"A book\"\nlanguage = \"{language}\"\nsrc = \"guidelines\"\n\n[output.clausebook]\nname = \"a-book\"\nprimary-instrument = \"conv\"\n"
    )
}
