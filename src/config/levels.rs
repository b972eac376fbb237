//! How much each rule weighs: in the book, and in single folders or files.

use std::collections::BTreeMap;

use crate::config::raw::Level;
use crate::source::Spanned;

/// Severities that `book.toml` sets.
#[derive(Debug, Default)]
pub struct Levels {
    /// For the whole book, by rule name.
    pub book: BTreeMap<String, Level>,
    /// For folders and files, those with the longest path first.
    pub folders: Vec<FolderLevels>,
}

/// Severities for what lies at or below a path.
#[derive(Debug)]
pub struct FolderLevels {
    /// Path from the book's root, without a slash at its end, and where `book.toml` names it.
    pub path: Spanned<String>,
    /// By rule name.
    pub rules: BTreeMap<String, Level>,
}

impl Levels {
    /// The severity set for a rule in a file, by its path from the book's root; the longest path decides.
    pub fn of(&self, rule: &str, path: &str) -> Option<Level> {
        let nearer = self.folders.iter().filter(|folder| holds(&folder.path.value, path));
        nearer.filter_map(|folder| folder.rules.get(rule)).next().or_else(|| self.book.get(rule)).copied()
    }
}

/// Whether a path names a folder or file that is, or holds, another.
pub fn holds(folder: &str, path: &str) -> bool {
    path.strip_prefix(folder).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{FileId, Span};

    #[test]
    fn the_longest_path_decides() {
        let folder = |path: &str, level| FolderLevels {
            path: Spanned { value: path.to_owned(), span: Span::start_of(FileId(0)) },
            rules: BTreeMap::from([("a".to_owned(), level)]),
        };
        let levels = Levels {
            book: BTreeMap::from([("a".to_owned(), Level::Error), ("b".to_owned(), Level::Note)]),
            folders: vec![folder("g/x/y.md", Level::Off), folder("g/x", Level::Warning)],
        };
        assert_eq!(levels.of("a", "g/x/y.md"), Some(Level::Off));
        assert_eq!(levels.of("a", "g/x/z.md"), Some(Level::Warning));
        assert_eq!(levels.of("a", "g/xx.md"), Some(Level::Error), "a name that only begins alike is no folder");
        assert_eq!(levels.of("b", "g/x/y.md"), Some(Level::Note));
        assert_eq!(levels.of("c", "g/x/y.md"), None);
    }
}
