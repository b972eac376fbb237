//! The whole book as data, after loading.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::config::Settings;
use crate::model::body::Body;
use crate::model::clause::Clause;
use crate::model::instrument::Instrument;
use crate::model::language::Language;
use crate::model::ledger::Ledger;
use crate::model::outline::Outline;
use crate::model::term::Term;
use crate::model::translation::{Translation, digest};
use crate::source::{FileId, Sources};

/// Index of a clause in [`Book::clauses`], in outline order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ClauseId(pub u32);

/// Index of a prose text in [`Book::prose`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ProseId(pub u32);

/// Index of an instrument in [`Book::instruments`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct InstrumentId(pub u32);

/// One of the texts of a book.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TextId {
    /// A clause.
    Clause(ClauseId),
    /// Prose.
    Prose(ProseId),
    /// The definition of a term.
    Term(u32),
    /// A text in another language, by its place in [`Book::translations`].
    Translation(u32),
}

/// Prose without a number: foreword, introduction, a chapter's opening words, an annex.
#[derive(Debug, Clone)]
pub struct Prose {
    /// Title: its first heading, else the title in the outline.
    pub title: String,
    /// The file.
    pub file: FileId,
    /// The text; one section.
    pub body: Body,
}

/// A registry as loaded.
#[derive(Debug)]
pub struct LoadedInstrument {
    /// The instrument.
    pub instrument: Instrument,
    /// The registry's file.
    pub file: FileId,
}

/// The whole book. What a file was read to is shared, so that the next reading of the book can keep it.
#[derive(Debug)]
pub struct Book {
    /// What `book.toml` decides.
    pub settings: Settings,
    /// The texts of all files.
    pub sources: Sources,
    /// Parts, chapters and texts in order.
    pub outline: Outline,
    /// Clauses, in outline order.
    pub clauses: Vec<Arc<Clause>>,
    /// Prose, in outline order.
    pub prose: Vec<Arc<Prose>>,
    /// Texts in other languages.
    pub translations: Vec<Arc<Translation>>,
    /// Defined terms, as written.
    pub terms: Vec<Arc<Term>>,
    /// Instruments, by id.
    pub instruments: Vec<Arc<LoadedInstrument>>,
    /// Every file below the source folder, for links and pictures.
    pub files: Vec<String>,
    /// The pictures that texts show: path to bytes.
    pub pictures: BTreeMap<String, Vec<u8>>,
    /// The book's own templates: file name to text.
    pub templates: BTreeMap<String, FileId>,
    /// What has been published, if anything has.
    pub ledger: Option<Ledger>,
    /// What could not be read at all.
    pub lost: Lost,
}

/// Files that could not be read at all, which has been reported; what points to them is not reported again.
#[derive(Debug, Default)]
pub struct Lost {
    /// Registries: the id that the file's name tells.
    pub instruments: Vec<String>,
    /// Texts named in the outline: paths.
    pub texts: Vec<String>,
    /// Texts that the outline should name: paths.
    pub strays: Vec<String>,
    /// Whether the outline is missing, or names a text that is not there.
    pub outline: bool,
    /// Whether the outline could not be read whole.
    pub summary: bool,
    /// Whether the terms could not be read.
    pub terms: bool,
    /// Whether the book's own schema could not be read.
    pub schema: bool,
}

impl Lost {
    /// Whether some clause may be missing from the book.
    pub fn any_clause(&self) -> bool {
        self.outline || !self.texts.is_empty() || !self.strays.is_empty()
    }

    /// Whether a lost text is likely to be the clause with this id: a clause's file is usually named after its id.
    pub fn clause(&self, id: &str) -> bool {
        self.texts.iter().chain(&self.strays).any(|path| stem(path) == id)
    }

    /// Whether the text at this path is lost.
    pub fn text(&self, path: &str) -> bool {
        self.texts.iter().chain(&self.strays).any(|lost| lost == path)
    }
}

/// The name of a file without folder and endings.
pub fn stem(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or("").split('.').next().unwrap_or("")
}

/// The path of the source of a translation: `a/standing.zh.md` is one of `a/standing.md`, if `zh` is a language.
pub fn translation_of(path: &str) -> Option<String> {
    let (rest, ending) = path.rsplit_once('.')?;
    let (stem, language) = rest.rsplit_once('.')?;
    language.parse::<Language>().ok()?;
    Some(format!("{stem}.{ending}"))
}

impl Book {
    /// A clause.
    pub fn clause(&self, id: ClauseId) -> &Clause {
        &self.clauses[id.0 as usize]
    }

    /// A prose text.
    pub fn prose(&self, id: ProseId) -> &Prose {
        &self.prose[id.0 as usize]
    }

    /// An instrument.
    pub fn instrument(&self, id: InstrumentId) -> &Instrument {
        &self.instruments[id.0 as usize].instrument
    }

    /// The instrument with this id as written in citations.
    pub fn find_instrument(&self, id: &str) -> Option<InstrumentId> {
        self.instruments.iter().position(|loaded| &*loaded.instrument.id == id).map(|at| InstrumentId(at as u32))
    }

    /// The body of a text.
    pub fn body(&self, id: TextId) -> &Body {
        match id {
            TextId::Clause(id) => &self.clause(id).body,
            TextId::Prose(id) => &self.prose(id).body,
            TextId::Term(at) => &self.terms[at as usize].definition,
            TextId::Translation(at) => &self.translations[at as usize].body,
        }
    }

    /// The digest of the present source of a translation, unless the translation was made from it.
    pub fn stale(&self, translation: &Translation) -> Option<String> {
        let title = match translation.of {
            TextId::Clause(id) => &self.clause(id).title.value,
            TextId::Prose(id) => &self.prose(id).title,
            TextId::Term(_) | TextId::Translation(_) => return None,
        };
        let present = digest(title, self.body(translation.of), &translation.body);
        let current = translation.translates.as_ref().is_some_and(|written| written.value == present);
        (!current).then_some(present)
    }

    /// The languages besides that of the source texts.
    pub fn other_languages(&self) -> impl Iterator<Item = Language> {
        self.settings.languages.iter().copied().skip(1)
    }

    /// All texts: clauses, prose, definitions, translations.
    pub fn texts(&self) -> Vec<TextId> {
        let clauses = (0..self.clauses.len() as u32).map(|at| TextId::Clause(ClauseId(at)));
        let prose = (0..self.prose.len() as u32).map(|at| TextId::Prose(ProseId(at)));
        let terms = (0..self.terms.len() as u32).map(TextId::Term);
        let translations = (0..self.translations.len() as u32).map(TextId::Translation);
        clauses.chain(prose).chain(terms).chain(translations).collect()
    }
}
