//! A new book that builds: `clausebook init`.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// The files of a new book.
pub const FILES: [(&str, &str); 8] = [
    ("book.toml", include_str!("../../templates/init/book.toml")),
    ("guidelines/SUMMARY.md", include_str!("../../templates/init/SUMMARY.md")),
    ("guidelines/foreword.md", include_str!("../../templates/init/foreword.md")),
    ("guidelines/cooperation/README.md", include_str!("../../templates/init/README.md")),
    ("guidelines/cooperation/assistance.md", include_str!("../../templates/init/assistance.md")),
    ("guidelines/cooperation/information.md", include_str!("../../templates/init/information.md")),
    ("guidelines/terms.yaml", include_str!("../../templates/init/terms.yaml")),
    ("guidelines/instruments/example.yaml", include_str!("../../templates/init/example.yaml")),
];

/// Why a book could not be made.
#[derive(Debug, thiserror::Error)]
pub enum NewBookError {
    /// There is something already.
    #[error("`{0}` exists already; nothing was written")]
    Exists(PathBuf),
    /// The system's word.
    #[error("cannot write `{0}`: {1}")]
    Io(PathBuf, #[source] io::Error),
}

/// Writes a new book into a folder. Nothing is written if one of its files exists.
///
/// # Errors
/// [`NewBookError::Exists`] for the first file that is in the way.
pub fn write(folder: &Path) -> Result<Vec<PathBuf>, NewBookError> {
    let paths: Vec<PathBuf> = FILES.iter().map(|(path, _)| folder.join(path)).collect();
    if let Some(path) = paths.iter().find(|path| path.symlink_metadata().is_ok()) {
        return Err(NewBookError::Exists(path.clone()));
    }
    for (path, (_, text)) in paths.iter().zip(FILES) {
        let error = |error| NewBookError::Io(path.clone(), error);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent).map_err(error)?;
        }
        fs::write(path, text).map_err(error)?;
    }
    Ok(paths)
}
