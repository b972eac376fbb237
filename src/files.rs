//! The outside world, as far as reading the book goes: one trait, so that tests, editors and fuzzing need no disk.
//!
//! What must hold: no path leads out of the book's root, no link is followed round in a circle, and nothing larger
//! than [`SIZE_LIMIT`] is read.

mod overlay;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

pub use overlay::OverlayFiles;

/// Largest file that is read, in bytes (2 MiB).
pub const SIZE_LIMIT: u64 = 2 * 1024 * 1024;

/// Name of the file that makes a folder an output of ours: such a folder is no part of any book.
pub const OUTPUT_MARK: &str = ".clausebook-manifest";

/// Why a file or folder could not be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FileProblem {
    /// It leads out of the book.
    #[error("leads out of the book")]
    Outside,
    /// A link leads back to a folder that contains it.
    #[error("is a link that leads round in a circle")]
    Loop,
    /// Larger than [`SIZE_LIMIT`].
    #[error("has {0} bytes, more than the limit of {SIZE_LIMIT}")]
    TooLarge(u64),
    /// It is not there.
    #[error("does not exist")]
    Missing,
    /// The system's word.
    #[error("cannot be read: {0}")]
    Unreadable(String),
}

/// What a folder holds, with its subfolders.
#[derive(Debug, Default, Clone)]
pub struct Listing {
    /// Files, relative to the root with `/`, sorted by bytes.
    pub files: Vec<String>,
    /// What could not be looked at.
    pub problems: Vec<(String, FileProblem)>,
}

/// Read access to a book; all paths are relative to its root, with `/`.
pub trait Files: Sync {
    /// Everything below a folder, except hidden files and folders, and outputs of ours.
    fn list(&self, folder: &str) -> Listing;

    /// The bytes of a file.
    ///
    /// # Errors
    /// Why it could not be read.
    fn read(&self, path: &str) -> Result<Vec<u8>, FileProblem>;
}

/// Makes a path relative to the root out of a link in `from` (a file), or `None` if it leaves the root.
pub fn join(from: &str, link: &str) -> Option<String> {
    if link.starts_with('/') || link.contains('\\') || link.get(1..2) == Some(":") {
        return None;
    }
    let folder = from.rsplit_once('/').map_or("", |(folder, _)| folder);
    normalize(&format!("{folder}/{link}"))
}

/// Takes `.`, `..` and empty parts out of a path; `None` if it leads above the root.
pub fn normalize(path: &str) -> Option<String> {
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// A book on disk.
#[derive(Debug)]
pub struct DiskFiles {
    root: PathBuf,
    canonical: PathBuf,
}

impl DiskFiles {
    /// The book in this folder.
    ///
    /// # Errors
    /// The system's error, if the folder cannot be opened.
    pub fn new(root: &Path) -> std::io::Result<DiskFiles> {
        Ok(DiskFiles { root: root.to_owned(), canonical: root.canonicalize()? })
    }

    fn relative(&self, path: &Path) -> String {
        let relative = path.strip_prefix(&self.root).unwrap_or(path);
        let parts: Vec<_> = relative.components().map(|part| part.as_os_str().to_string_lossy()).collect();
        parts.join("/")
    }

    fn leads_out(&self, path: &Path) -> bool {
        path.canonicalize().is_ok_and(|target| !target.starts_with(&self.canonical))
    }
}

impl Files for DiskFiles {
    fn list(&self, folder: &str) -> Listing {
        let mut listing = Listing::default();
        let start = self.root.join(folder);
        if !start.is_dir() {
            return listing;
        }
        let mut walk = walkdir::WalkDir::new(&start).follow_links(true).sort_by_file_name().into_iter();
        while let Some(entry) = walk.next() {
            let entry = match entry {
                Ok(entry) => entry,
                Err(error) => {
                    let path = error.path().map_or_else(|| folder.to_owned(), |path| self.relative(path));
                    let problem = match error.loop_ancestor() {
                        Some(_) => FileProblem::Loop,
                        None => FileProblem::Unreadable(
                            error.io_error().map_or_else(|| error.to_string(), std::string::ToString::to_string),
                        ),
                    };
                    listing.problems.push((path, problem));
                    continue;
                }
            };
            let hidden = entry.depth() > 0 && entry.file_name().to_string_lossy().starts_with('.');
            if hidden || (entry.path_is_symlink() && self.leads_out(entry.path())) {
                if !hidden {
                    listing.problems.push((self.relative(entry.path()), FileProblem::Outside));
                }
                if entry.file_type().is_dir() {
                    walk.skip_current_dir();
                }
                continue;
            }
            if entry.depth() > 0 && entry.file_type().is_dir() && entry.path().join(OUTPUT_MARK).is_file() {
                walk.skip_current_dir();
                continue;
            }
            if entry.file_type().is_file() {
                listing.files.push(self.relative(entry.path()));
            }
        }
        listing.files.sort();
        listing
    }

    fn read(&self, path: &str) -> Result<Vec<u8>, FileProblem> {
        let full = self.root.join(path);
        let unreadable = |error: std::io::Error| match error.kind() {
            std::io::ErrorKind::NotFound => FileProblem::Missing,
            _ => FileProblem::Unreadable(error.to_string()),
        };
        let metadata = std::fs::metadata(&full).map_err(unreadable)?;
        if !metadata.is_file() {
            return Err(FileProblem::Unreadable("it is not a file".to_owned()));
        }
        if metadata.len() > SIZE_LIMIT {
            return Err(FileProblem::TooLarge(metadata.len()));
        }
        std::fs::read(&full).map_err(unreadable)
    }
}

/// A book in memory.
#[derive(Debug, Default, Clone)]
pub struct MemoryFiles {
    files: BTreeMap<String, Vec<u8>>,
}

impl MemoryFiles {
    /// An empty book.
    pub fn new() -> MemoryFiles {
        MemoryFiles::default()
    }

    /// Adds or replaces a file.
    pub fn insert(&mut self, path: impl Into<String>, bytes: impl Into<Vec<u8>>) {
        self.files.insert(path.into(), bytes.into());
    }

    /// Adds a file and gives the book back, for writing books in one expression.
    pub fn with(mut self, path: &str, bytes: impl Into<Vec<u8>>) -> MemoryFiles {
        self.insert(path, bytes);
        self
    }

    /// Removes a file.
    pub fn remove(&mut self, path: &str) {
        self.files.remove(path);
    }
}

impl Files for MemoryFiles {
    fn list(&self, folder: &str) -> Listing {
        let prefix = if folder.is_empty() { String::new() } else { format!("{folder}/") };
        let files = self.files.keys().filter(|path| path.starts_with(&prefix)).cloned().collect();
        Listing { files, problems: Vec::new() }
    }

    fn read(&self, path: &str) -> Result<Vec<u8>, FileProblem> {
        let bytes = self.files.get(path).ok_or(FileProblem::Missing)?;
        if bytes.len() as u64 > SIZE_LIMIT {
            return Err(FileProblem::TooLarge(bytes.len() as u64));
        }
        Ok(bytes.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_stay_inside() {
        assert_eq!(join("a/b/c.md", "../d.md"), Some("a/d.md".to_owned()));
        assert_eq!(join("a/c.md", "./x/../d.md"), Some("a/d.md".to_owned()));
        assert_eq!(join("a/c.md", "../../d.md"), None);
        assert_eq!(join("a/c.md", "/etc/passwd"), None);
        assert_eq!(join("a/c.md", "C:\\x"), None);
    }
}
