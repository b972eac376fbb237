//! A book as an editor sees it: open buffers lie on top of what is on disk.
//!
//! What was read below is kept until it is said to have changed, so that a keystroke costs no look at the disk.
//! What must hold: with nothing open and everything forgotten it gives the same as the files below.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::files::{FileProblem, Files, Listing, SIZE_LIMIT};

/// Files with open buffers on top.
#[derive(Debug)]
pub struct OverlayFiles<F> {
    below: F,
    open: BTreeMap<String, Vec<u8>>,
    read: Mutex<HashMap<String, Result<Vec<u8>, FileProblem>>>,
    listed: Mutex<HashMap<String, Listing>>,
}

impl<F: Files> OverlayFiles<F> {
    /// Files without open buffers.
    pub fn new(below: F) -> OverlayFiles<F> {
        OverlayFiles {
            below,
            open: BTreeMap::new(),
            read: Mutex::new(HashMap::new()),
            listed: Mutex::new(HashMap::new()),
        }
    }

    /// Lays a buffer over a file; the file itself need not exist.
    pub fn open(&mut self, path: impl Into<String>, text: impl Into<Vec<u8>>) {
        self.open.insert(path.into(), text.into());
    }

    /// Takes a buffer away; the file below is read again.
    pub fn close(&mut self, path: &str) {
        self.open.remove(path);
        lock(&self.read).remove(path);
    }

    /// Forgets what was read and listed below.
    pub fn forget(&mut self) {
        lock(&self.read).clear();
        lock(&self.listed).clear();
    }
}

/// A panic of another thread leaves nothing half written in these maps.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Whether a file is one that a listing of `folder` would show.
fn is_listed(path: &str, folder: &str) -> bool {
    let inside = match folder {
        "" => Some(path),
        folder => path.strip_prefix(folder).and_then(|rest| rest.strip_prefix('/')),
    };
    inside.is_some_and(|rest| rest.split('/').all(|part| !part.is_empty() && !part.starts_with('.')))
}

impl<F: Files> Files for OverlayFiles<F> {
    fn list(&self, folder: &str) -> Listing {
        let mut listing =
            lock(&self.listed).entry(folder.to_owned()).or_insert_with(|| self.below.list(folder)).clone();
        for path in self.open.keys().filter(|path| is_listed(path, folder)) {
            if let Err(at) = listing.files.binary_search(path) {
                listing.files.insert(at, path.clone());
            }
        }
        listing
    }

    fn read(&self, path: &str) -> Result<Vec<u8>, FileProblem> {
        if let Some(bytes) = self.open.get(path) {
            let size = bytes.len() as u64;
            return if size > SIZE_LIMIT { Err(FileProblem::TooLarge(size)) } else { Ok(bytes.clone()) };
        }
        if let Some(known) = lock(&self.read).get(path) {
            return known.clone();
        }
        let read = self.below.read(path);
        lock(&self.read).insert(path.to_owned(), read.clone());
        read
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files::MemoryFiles;

    #[test]
    fn a_buffer_lies_over_the_file_until_it_is_closed() {
        let below = MemoryFiles::new().with("a/x.md", "disk").with("a/y.md", "other");
        let mut files = OverlayFiles::new(below);
        assert_eq!(files.read("a/x.md"), Ok(b"disk".to_vec()));
        files.open("a/x.md", "buffer");
        files.open("a/new.md", "not saved");
        files.open("a/.hidden.md", "x");
        files.open("b/z.md", "elsewhere");
        assert_eq!(files.read("a/x.md"), Ok(b"buffer".to_vec()));
        assert_eq!(files.list("a").files, ["a/new.md", "a/x.md", "a/y.md"]);
        files.close("a/x.md");
        files.close("a/new.md");
        assert_eq!(files.read("a/x.md"), Ok(b"disk".to_vec()));
        assert_eq!(files.read("a/new.md"), Err(FileProblem::Missing));
        assert_eq!(files.list("a").files, ["a/x.md", "a/y.md"]);
    }

    #[test]
    fn what_was_read_is_kept_until_it_is_forgotten() {
        let mut files = OverlayFiles::new(MemoryFiles::new().with("a.md", "one"));
        assert_eq!(files.read("a.md"), Ok(b"one".to_vec()));
        files.below.insert("a.md", "two");
        files.below.insert("b.md", "three");
        assert_eq!(files.read("a.md"), Ok(b"one".to_vec()));
        files.forget();
        assert_eq!(files.read("a.md"), Ok(b"two".to_vec()));
        assert_eq!(files.list("").files, ["a.md", "b.md"]);
    }

    #[test]
    fn a_buffer_above_the_size_limit_is_refused_like_a_file() {
        let mut files = OverlayFiles::new(MemoryFiles::new());
        files.open("a.md", vec![b'x'; SIZE_LIMIT as usize + 1]);
        assert_eq!(files.read("a.md"), Err(FileProblem::TooLarge(SIZE_LIMIT + 1)));
    }
}
