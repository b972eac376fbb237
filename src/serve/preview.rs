//! The newest state of a book that is being written.

use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use xxhash_rust::xxh3::Xxh3;

use crate::compile::{Cache, Compiled, compile_again};
use crate::files::{DiskFiles, OverlayFiles};
use crate::serve::watch::Changes;

/// A compiled book, with its number among all since the program began.
#[derive(Debug)]
pub struct State {
    /// Grows with every state that differs from the one before it.
    pub version: u64,
    /// The book.
    pub compiled: Compiled,
    digest: u128,
}

/// Keeps the newest state, and what makes the next one quick.
pub struct Preview {
    making: Mutex<(OverlayFiles<DiskFiles>, Cache)>,
    state: Mutex<Arc<State>>,
    changed: Condvar,
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    // A compile that panicked has left the state before it, which is whole.
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Preview {
    /// Compiles the book for the first time.
    pub fn new(files: DiskFiles) -> Preview {
        let (files, mut cache) = (OverlayFiles::new(files), Cache::new());
        let compiled = compile_again(&files, &mut cache);
        let digest = digest(&compiled);
        Preview {
            making: Mutex::new((files, cache)),
            state: Mutex::new(Arc::new(State { version: 1, compiled, digest })),
            changed: Condvar::new(),
        }
    }

    /// The newest state.
    pub fn state(&self) -> Arc<State> {
        lock(&self.state).clone()
    }

    /// Compiles again after changes; gives whether the book is another one now.
    pub fn renew(&self, changes: &Changes) -> bool {
        let mut making = lock(&self.making);
        let (files, cache) = &mut *making;
        if changes.everything {
            files.forget();
        }
        for path in &changes.written {
            files.close(path);
        }
        let compiled = compile_again(files, cache);
        let digest = digest(&compiled);
        let mut state = lock(&self.state);
        if state.digest == digest {
            return false;
        }
        *state = Arc::new(State { version: state.version + 1, compiled, digest });
        self.changed.notify_all();
        true
    }

    /// Waits until there is a state that is not `seen`; gives up after some time.
    pub fn wait(&self, seen: u64, time: Duration) -> Option<Arc<State>> {
        let state = lock(&self.state);
        let waited = self.changed.wait_timeout_while(state, time, |state| state.version == seen);
        let (state, timeout) = waited.unwrap_or_else(PoisonError::into_inner);
        (!timeout.timed_out()).then(|| state.clone())
    }
}

/// All that a page can depend on: the texts of all files, the pictures, and which files there are.
fn digest(compiled: &Compiled) -> u128 {
    let book = &compiled.book;
    let mut hash = Xxh3::new();
    let mut add = |bytes: &[u8]| {
        hash.update(&(bytes.len() as u64).to_le_bytes());
        hash.update(bytes);
    };
    for (_, file) in book.sources.iter() {
        add(file.path.as_bytes());
        add(file.text.as_bytes());
    }
    for (path, bytes) in &book.pictures {
        add(path.as_bytes());
        add(bytes);
    }
    for finding in &compiled.findings {
        add(finding.message.as_bytes());
    }
    hash.digest128()
}
