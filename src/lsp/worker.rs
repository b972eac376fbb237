//! The thread that compiles: the newest text wins, and what has not changed is not read again.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::Receiver;

use crate::compile::{Cache, compile_again};
use crate::files::{DiskFiles, Files, OverlayFiles};
use crate::lsp::analysis::Analysis;
use crate::lsp::position::Encoding;

/// What has happened to a book.
#[derive(Debug)]
pub struct Order {
    /// The folder of the book.
    pub root: PathBuf,
    /// Counts the orders of this book.
    pub revision: u64,
    /// What has happened.
    pub change: Change,
}

/// A change of what is open or on disk.
#[derive(Debug)]
pub enum Change {
    /// A buffer was opened or has another text: path, text, version.
    Open(String, Arc<str>, i32),
    /// A buffer was closed.
    Close(String),
    /// Files on disk have changed, or the book is new.
    Disk,
}

/// A book was compiled.
#[derive(Debug)]
pub struct Done {
    /// The folder of the book.
    pub root: PathBuf,
    /// The last order that went into it.
    pub revision: u64,
    /// The book, or why there is none.
    pub result: Result<Arc<Analysis>, String>,
}

/// What the thread keeps of a book.
struct Shelf {
    files: OverlayFiles<DiskFiles>,
    cache: Cache,
    versions: BTreeMap<String, i32>,
}

impl Shelf {
    fn apply(&mut self, change: Change) {
        match change {
            Change::Open(path, text, version) => {
                self.files.open(path.clone(), text.as_bytes());
                self.versions.insert(path, version);
            }
            Change::Close(path) => {
                self.files.close(&path);
                self.versions.remove(&path);
            }
            Change::Disk => self.files.forget(),
        }
    }

    fn compile(&mut self, root: &Path, encoding: Encoding) -> Result<Arc<Analysis>, String> {
        let Shelf { files, cache, versions } = self;
        match catch_unwind(AssertUnwindSafe(|| compile_again(files, cache))) {
            Ok(compiled) => {
                let mut analysis = Analysis::new(root.to_owned(), compiled, versions.clone(), encoding);
                let ledger = analysis.beside_summary("ledger.yaml");
                let bytes = files.read(&ledger).ok();
                analysis.ledger = bytes.map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
                Ok(Arc::new(analysis))
            }
            Err(_) => {
                *cache = Cache::new();
                Err("the book could not be compiled: a fault of this program".to_owned())
            }
        }
    }
}

/// Compiles until nobody gives orders any more. Orders that have come in meanwhile are taken together.
pub fn run(orders: &Receiver<Order>, encoding: Encoding, mut done: impl FnMut(Done)) {
    let mut shelves: BTreeMap<PathBuf, Shelf> = BTreeMap::new();
    while let Ok(first) = orders.recv() {
        let mut touched: BTreeMap<PathBuf, u64> = BTreeMap::new();
        for order in std::iter::once(first).chain(orders.try_iter()) {
            touched.insert(order.root.clone(), order.revision);
            if !shelves.contains_key(&order.root)
                && let Ok(disk) = DiskFiles::new(&order.root)
            {
                let shelf = Shelf { files: OverlayFiles::new(disk), cache: Cache::new(), versions: BTreeMap::new() };
                shelves.insert(order.root.clone(), shelf);
            }
            if let Some(shelf) = shelves.get_mut(&order.root) {
                shelf.apply(order.change);
            }
        }
        for (root, revision) in touched {
            let result = match shelves.get_mut(&root) {
                Some(shelf) => shelf.compile(&root, encoding),
                None => Err(format!("the folder `{}` cannot be opened", root.display())),
            };
            done(Done { root, revision, result });
        }
    }
}
