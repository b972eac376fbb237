//! What files were read to, so that an unchanged file is not read again while one is being typed.
//!
//! What must hold: a book loaded with a cache is the book loaded without one. A file is kept only with its number, all
//! of its bytes and everything else that decides what it is read to (the stamp); whoever lets the reading of a text
//! depend on something new must put it into that text's stamp.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::Arc;

use xxhash_rust::xxh3::{Xxh3, xxh3_128};

use crate::diag::Diagnostic;
use crate::files::Files;
use crate::load::markdown::Vocabulary;
use crate::load::{ReadRegistry, ReadText, decode, report_reading};
use crate::model::term::Term;
use crate::model::translation::Translation;
use crate::source::{FileId, SourceFile, Sources};

/// What files of a book were read to, at the last loading.
#[derive(Default)]
pub struct Cache {
    keep: bool,
    pub(super) registries: Table<ReadRegistry>,
    pub(super) terms: Table<(Vec<Arc<Term>>, bool)>,
    pub(super) texts: Table<ReadText>,
    pub(super) translations: Table<Option<Arc<Translation>>>,
    /// Names of instruments, with the digest of the files that they come from.
    pub(super) vocabulary: Option<(u64, Arc<Vocabulary>)>,
}

impl Cache {
    /// A cache that keeps what is read.
    pub fn new() -> Cache {
        Cache { keep: true, ..Cache::none() }
    }

    /// A cache that keeps nothing, for a book that is loaded once.
    pub fn none() -> Cache {
        Cache::default()
    }

    /// Keeps the newest results of one kind of file, if anything is kept.
    pub(super) fn renew<T>(&mut self, table: impl Fn(&mut Cache) -> &mut Table<T>, results: &[Arc<Kept<T>>]) {
        if self.keep {
            table(self).0 = results.iter().map(|kept| (kept.source.path.clone(), kept.clone())).collect();
        }
    }
}

/// What decides what a file is read to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Stamp {
    file: FileId,
    bytes: u128,
    context: u64,
}

/// What a file was read to.
#[derive(Clone)]
pub struct Kept<T> {
    stamp: Stamp,
    /// The file.
    pub source: SourceFile,
    /// What it holds.
    pub value: T,
    /// What is wrong with it.
    pub findings: Vec<Diagnostic>,
}

/// Files of one kind, by path.
pub struct Table<T>(HashMap<String, Arc<Kept<T>>>);

impl<T> Default for Table<T> {
    fn default() -> Table<T> {
        Table(HashMap::new())
    }
}

impl<T> Table<T> {
    /// What a file holds: what is kept of it if nothing has changed, else what `read` makes of it. `read` is told
    /// whether the whole file could be read; `context` is the digest of all else that it depends on.
    pub fn read(
        &self,
        files: &dyn Files,
        path: &str,
        file: FileId,
        context: u64,
        read: impl FnOnce(&SourceFile, bool, &mut Vec<Diagnostic>) -> T,
    ) -> Arc<Kept<T>> {
        let bytes = files.read(path);
        let digest = bytes.as_ref().map_or(0, |bytes| xxh3_128(bytes));
        let stamp = Stamp { file, bytes: digest, context };
        if let (Ok(_), Some(kept)) = (&bytes, self.0.get(path))
            && kept.stamp == stamp
        {
            return kept.clone();
        }
        let mut findings = Vec::new();
        let source = decode(path, bytes.as_deref().unwrap_or_default());
        let whole = report_reading(path, &bytes, file, &source, &mut findings);
        let value = read(&source, whole, &mut findings);
        Arc::new(Kept { stamp, source, value, findings })
    }
}

/// The digest of all files that have been read so far.
pub fn digest(sources: &Sources) -> u64 {
    let mut hash = Xxh3::new();
    for (_, file) in sources.iter() {
        for part in [file.path.as_bytes(), file.text.as_bytes()] {
            hash.update(&(part.len() as u64).to_le_bytes());
            hash.update(part);
        }
    }
    hash.digest()
}

/// A digest with one more fact in it.
pub fn with(digest: u64, fact: &impl Hash) -> u64 {
    let mut hash = Xxh3::with_seed(digest);
    fact.hash(&mut hash);
    hash.digest()
}
