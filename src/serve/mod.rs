//! `clausebook serve`: the site as it is being written, in a browser.
//!
//! 1. `watch` says which files of the book have changed; several changes that come together are one.
//! 2. `preview` compiles the book again, with what was read before, and gives the newest state to whoever waits for it.
//! 3. `http` answers the browser: a page is rendered when it is asked for, from the newest state; `/-/events` tells each
//!    open page that there is a new one, and `/-/live.js` takes it over in place, with the findings beside it.
//!
//! What must hold: it listens on this machine only and answers only to its own name, nothing is written to disk, and no
//! input ends it: a template or a book that is broken is shown as what it is.

mod http;
mod page;
mod preview;
mod watch;

use std::io;
use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

use crate::compile::Compiled;
use crate::files::DiskFiles;
use crate::serve::preview::Preview;

/// What there is to tell on the terminal.
#[derive(Debug)]
pub enum Event<'a> {
    /// Where the site can be seen.
    Listening(String),
    /// The book was compiled, in so many milliseconds.
    Compiled(&'a Compiled, u128),
    /// The folder cannot be watched any more, or a request could not be answered.
    Trouble(String),
}

/// Why the site cannot be served.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// The book cannot be read.
    #[error("cannot open `{0}`: {1}")]
    Book(String, #[source] io::Error),
    /// The port is taken, or not ours to use.
    #[error("cannot listen on {0}: {1}; another number can be given with --port")]
    Port(String, String),
    /// The system does not tell of changes.
    #[error("cannot watch `{0}`: {1}")]
    Watch(String, String),
}

/// Serves the book in `root` until the program is ended. Port 0 takes one that is free.
///
/// # Errors
/// Why it cannot begin.
pub fn run(root: &Path, port: u16, tell: Arc<dyn Fn(Event<'_>) + Send + Sync>) -> Result<(), ServeError> {
    let shown = root.display().to_string();
    let files = DiskFiles::new(root).map_err(|error| ServeError::Book(shown.clone(), error))?;
    let began = Instant::now();
    // Watching begins before reading, so that no change falls between the two.
    let mut watcher = watch::Watcher::new(root).map_err(|error| ServeError::Watch(shown.clone(), error))?;
    let preview = Arc::new(Preview::new(files));
    watcher.follow(&preview.state().compiled.book.settings.source);
    let server = http::listen(port)?;
    tell(Event::Compiled(&preview.state().compiled, began.elapsed().as_millis()));
    tell(Event::Listening(server.address()));
    let answering = preview.clone();
    let telling = tell.clone();
    std::thread::spawn(move || server.answer(&answering, &*telling));
    loop {
        let changed = watcher.next().map_err(|error| ServeError::Watch(shown.clone(), error))?;
        let began = Instant::now();
        if preview.renew(&changed) {
            let state = preview.state();
            watcher.follow(&state.compiled.book.settings.source);
            tell(Event::Compiled(&state.compiled, began.elapsed().as_millis()));
        }
    }
}
