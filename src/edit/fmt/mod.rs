//! `clausebook fmt`: one canonical form for the files that people write.
//!
//! In: the text of one file. Out: the same text in its canonical form, or why it is left as it is.
//!
//! 1. Each pass looks at the text and proposes changes: `lines` (line ends, blanks), `front_matter` (order of keys,
//!    lists, citations), `marks` (list marks, headings), `indent`, `addresses` (citations in links, whose a
//!    bracket is).
//! 2. `change` keeps the changes after which the file still says what it said (`meaning`) and drops the others.
//! 3. The passes run until none changes anything, which makes the form one that is not changed again.
//!
//! What must hold: only blanks, marks and the order of keys change, never a character of prose, never a comment; and
//! the book builds to the same bytes.

mod addresses;
mod change;
mod front_matter;
mod indent;
mod lines;
mod marks;
mod meaning;
mod scan;

use crate::config::Settings;
use crate::edit::fmt::change::{Change, keep};
use crate::load::conflict;
use crate::load::markdown::Vocabulary;
use crate::locale::Names;
use crate::model::book::Book;
use crate::model::language::Language;
use crate::model::section::TEXT;

/// How often the passes may run: each pass over lists goes one level deeper, and lists nest 32 deep.
const ROUNDS: usize = 80;

/// What formatting needs to know about the book.
#[derive(Debug)]
pub struct Context<'a> {
    /// Its settings.
    pub settings: &'a Settings,
    /// Names of its instruments.
    pub vocabulary: Vocabulary,
}

impl<'a> Context<'a> {
    /// What there is to know about a book.
    pub fn new(book: &'a Book) -> Context<'a> {
        let instruments = || book.instruments.iter().map(|loaded| &loaded.instrument);
        let settings = &book.settings;
        let vocabulary = Vocabulary {
            names: Names::new(instruments(), settings.primary_instrument.as_deref()),
            instruments: instruments().map(|instrument| instrument.id.to_string()).collect(),
        };
        Context { settings, vocabulary }
    }

    /// The language of a file: `name.LANG.md` says it, else it is that of the book.
    fn language(&self, path: &str) -> Language {
        let name = path.rsplit_once('.').and_then(|(stem, _)| stem.rsplit_once('.'));
        name.and_then(|(_, language)| language.parse().ok()).unwrap_or(self.settings.language)
    }

    fn is_section(&self, key: &str) -> bool {
        key == TEXT || self.settings.sections.with_key(key).is_some()
    }
}

/// What there is to a file's canonical form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Formatted {
    /// It has its canonical form.
    Same,
    /// Its canonical form is this.
    Changed(String),
    /// It is left as it is, for this reason.
    Left(String),
}

/// What kind of file has a canonical form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// Markdown, with or without front matter.
    Text,
    /// A clause wholly in YAML.
    Clause,
    /// Other YAML: terms, registries, the ledger.
    Data,
    /// `SUMMARY.md` and `SUMMARY.LANG.md`.
    Outline,
    /// `book.toml`.
    Settings,
}

impl Kind {
    /// The kind of the file at this path of a book with this source folder.
    fn of(path: &str, source: &str) -> Option<Kind> {
        if path == "book.toml" {
            return Some(Kind::Settings);
        }
        let inside = if source.is_empty() { path } else { path.strip_prefix(source)?.strip_prefix('/')? };
        if inside.starts_with("SUMMARY.") && inside.ends_with(".md") {
            Some(Kind::Outline)
        } else if inside.ends_with(".md") {
            Some(Kind::Text)
        } else if !inside.ends_with(".yaml") && !inside.ends_with(".yml") {
            None
        } else if inside.starts_with("instruments/") || ["terms.yaml", "ledger.yaml"].contains(&inside) {
            Some(Kind::Data)
        } else {
            Some(Kind::Clause)
        }
    }
}

/// Whether the file at this path of a book is of a kind that has a canonical form.
pub fn has_form(path: &str, settings: &Settings) -> bool {
    Kind::of(path, &settings.source).is_some()
}

/// Whether the file at this path of a book is a clause, prose or a translation.
pub fn is_text(path: &str, settings: &Settings) -> bool {
    matches!(Kind::of(path, &settings.source), Some(Kind::Text | Kind::Clause))
}

/// The canonical form of a file of a book.
pub fn format_text(path: &str, text: &str, context: &Context<'_>) -> Formatted {
    let Some(kind) = Kind::of(path, &context.settings.source) else {
        return Formatted::Left("it is no file that has a canonical form".to_owned());
    };
    if conflict::first_marker(text).is_some() {
        return Formatted::Left("two versions of a text stand in it, left by a merge".to_owned());
    }
    // Reading says whether the file can be understood at all; what it says is needed only if something changes.
    let old = match meaning::read(kind, path, text, context) {
        Ok(old) => old,
        Err(reason) => return Formatted::Left(reason),
    };
    let same = |new: &str| meaning::read(kind, path, new, context).is_ok_and(|new| old.same(&new));
    let mut now = text.to_owned();
    for _ in 0..ROUNDS {
        let before = now.clone();
        for pass in passes(kind) {
            if let Some(new) = keep(&now, pass(&now, path, kind, context), &same) {
                now = new;
            }
        }
        if now == before {
            return if now == text { Formatted::Same } else { Formatted::Changed(now) };
        }
    }
    Formatted::Left(format!("its form still changes after {ROUNDS} rounds"))
}

/// Looks at a text and proposes changes.
type Pass = fn(&str, &str, Kind, &Context<'_>) -> Vec<Change>;

fn passes(kind: Kind) -> &'static [Pass] {
    match kind {
        Kind::Text => &[
            |text, _, _, _| lines::ends(text),
            |text, _, kind, _| lines::blanks(text, kind),
            front_matter::keys,
            front_matter::values,
            |text, _, _, _| marks::lists(text),
            |text, _, _, _| marks::headings(text),
            |text, _, _, _| indent::items(text),
            |text, _, _, _| indent::lines(text),
            addresses::links,
            addresses::brackets,
        ],
        Kind::Clause => &[
            |text, _, _, _| lines::ends(text),
            |text, _, kind, _| lines::blanks(text, kind),
            front_matter::keys,
            front_matter::values,
        ],
        Kind::Outline => &[
            |text, _, _, _| lines::ends(text),
            |text, _, kind, _| lines::blanks(text, kind),
            |text, _, _, _| marks::lists(text),
            |text, _, _, _| marks::headings(text),
            |text, _, _, _| indent::items(text),
        ],
        Kind::Data | Kind::Settings => {
            &[|text, _, _, _| lines::ends(text), |text, _, kind, _| lines::blanks(text, kind)]
        }
    }
}
