//! Writing a changed file beside its place and renaming it into it, so that it is never half written.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// Why a file was not written.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// It leads out of the book.
    #[error("`{0}` leads out of the book and is not written")]
    Outside(PathBuf),
    /// Somebody else wrote it in the meantime.
    #[error("`{0}` was changed by another program in the meantime and is not written")]
    Changed(PathBuf),
    /// The system's word.
    #[error("cannot write `{0}`: {1}")]
    Io(PathBuf, #[source] io::Error),
}

/// Writes a file of the book in `root` whose text was `old` when it was read. Its permissions stay; a link stays a link,
/// and what it leads to is written.
///
/// # Errors
/// Why it was not written; it is then as it was.
pub fn rewrite(root: &Path, path: &str, old: &[u8], new: &[u8]) -> Result<(), WriteError> {
    let named = root.join(path);
    let io = |error| WriteError::Io(named.clone(), error);
    let place = named.canonicalize().map_err(io)?;
    if !place.starts_with(root.canonicalize().map_err(io)?) {
        return Err(WriteError::Outside(named));
    }
    if fs::read(&place).map_err(io)? != old {
        return Err(WriteError::Changed(named));
    }
    let permissions = fs::metadata(&place).map_err(io)?.permissions();
    if permissions.readonly() {
        // A rename would go through where writing does not.
        return Err(io(io::Error::from(io::ErrorKind::PermissionDenied)));
    }
    beside(&place, new, Some(permissions)).map_err(io)
}

/// Writes a new file, or one whose permissions do not matter.
///
/// # Errors
/// The system's error; what stood there is then as it was.
pub fn write(place: &Path, new: &[u8]) -> Result<(), WriteError> {
    beside(place, new, None).map_err(|error| WriteError::Io(place.to_owned(), error))
}

fn beside(place: &Path, new: &[u8], permissions: Option<fs::Permissions>) -> io::Result<()> {
    let name = place.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let beside = place.with_file_name(format!(".{name}.clausebook-{}", std::process::id()));
    let written = fs::write(&beside, new)
        .and_then(|()| permissions.map_or(Ok(()), |permissions| fs::set_permissions(&beside, permissions)))
        .and_then(|()| fs::rename(&beside, place));
    if written.is_err() {
        // Nothing half written is left behind; what cannot be removed is hidden and no part of the book.
        let _ = fs::remove_file(&beside);
    }
    written
}
