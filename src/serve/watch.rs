//! Which files of a book have changed.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use notify::{EventKind, RecommendedWatcher, RecursiveMode, Watcher as _};

/// Changes that come within this time of each other are one: an editor that writes beside and renames makes several.
const QUIET: Duration = Duration::from_millis(12);
/// After this time changes are given on even if there is no quiet.
const LONGEST: Duration = Duration::from_millis(200);

/// What has changed.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// Paths of files that were written, from the book's root.
    pub written: BTreeSet<String>,
    /// Whether files came, went or moved, or the system lost count: then everything is to be looked at.
    pub everything: bool,
}

/// Watches a book's folders.
pub struct Watcher {
    root: PathBuf,
    watcher: RecommendedWatcher,
    events: Receiver<notify::Result<notify::Event>>,
    followed: BTreeSet<PathBuf>,
    source: String,
}

impl Watcher {
    /// Watches the root itself; folders are added by [`Watcher::follow`].
    ///
    /// # Errors
    /// The system's word.
    pub fn new(root: &Path) -> Result<Watcher, String> {
        let root = root.canonicalize().map_err(|error| error.to_string())?;
        let (sender, events) = channel();
        let tell = move |event| drop(sender.send(event));
        let mut watcher = notify::recommended_watcher(tell).map_err(|error| error.to_string())?;
        watcher.watch(&root, RecursiveMode::NonRecursive).map_err(|error| error.to_string())?;
        Ok(Watcher { root, watcher, events, followed: BTreeSet::new(), source: String::new() })
    }

    /// Watches the source folder, templates and schemas, those that are there.
    pub fn follow(&mut self, source: &str) {
        source.clone_into(&mut self.source);
        for name in [source, "templates", "schemas"] {
            let folder = self.root.join(name);
            if folder.is_dir() && !self.followed.contains(&folder) {
                if self.watcher.watch(&folder, RecursiveMode::Recursive).is_ok() {
                    self.followed.insert(folder);
                }
            } else if !folder.is_dir() {
                // A folder that is made anew is another one to the system.
                self.followed.remove(&folder);
            }
        }
    }

    /// Waits for changes of the book.
    ///
    /// # Errors
    /// The system does not tell of changes any more.
    pub fn next(&mut self) -> Result<Changes, String> {
        loop {
            let mut changes = Changes::default();
            let first = self.events.recv().map_err(|error| error.to_string())?;
            self.note(first, &mut changes);
            let began = Instant::now();
            loop {
                match self.events.recv_timeout(QUIET) {
                    Ok(event) => self.note(event, &mut changes),
                    Err(RecvTimeoutError::Timeout) => break,
                    Err(RecvTimeoutError::Disconnected) => return Err("the watcher has ended".to_owned()),
                }
                if began.elapsed() > LONGEST {
                    break;
                }
            }
            if changes != Changes::default() {
                return Ok(changes);
            }
        }
    }

    fn note(&mut self, event: notify::Result<notify::Event>, changes: &mut Changes) {
        let Ok(event) = event else {
            changes.everything = true;
            return;
        };
        if event.need_rescan() {
            changes.everything = true;
        }
        let written = match event.kind {
            EventKind::Access(_) => return,
            EventKind::Modify(notify::event::ModifyKind::Data(_) | notify::event::ModifyKind::Any) => true,
            EventKind::Modify(notify::event::ModifyKind::Metadata(_)) => return,
            _ => false,
        };
        for path in event.paths {
            let Some(inside) = self.inside(&path) else { continue };
            if written {
                changes.written.insert(inside);
            } else {
                changes.everything = true;
            }
        }
    }

    /// The path from the root of what belongs to the book; hidden files and outputs do not.
    fn inside(&self, path: &Path) -> Option<String> {
        let path = path.strip_prefix(&self.root).ok()?;
        let parts: Vec<String> = path.iter().map(|part| part.to_string_lossy().into_owned()).collect();
        let hidden = parts.iter().any(|part| part.starts_with('.'));
        let path = parts.join("/");
        let below =
            |folder: &str| path == folder || path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'));
        let own = path == "book.toml"
            || self.source.is_empty()
            || [&self.source, "templates", "schemas"].into_iter().any(below);
        (own && !hidden).then_some(path)
    }
}
