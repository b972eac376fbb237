//! Writing an output folder: beside the old one, then put in its place whole.
//!
//! What must hold: until everything is written the previous output stays as it was; a folder that clausebook did not make
//! is refused; what somebody else put into our folder is carried over; nothing is written outside the folder asked for.

use std::collections::HashSet;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use rustix::fs::{CWD, RenameFlags, renameat_with};

use crate::render::Sink;

/// Name of the file that lists what clausebook wrote into an output folder.
pub const MANIFEST: &str = crate::files::OUTPUT_MARK;
const FIRST_LINE: &str = "clausebook wrote the files listed here; it replaces and deletes no others";
const LOCK: &str = ".clausebook-lock";

/// Why an output folder could not be written.
#[derive(Debug, thiserror::Error)]
pub enum OutputError {
    /// The folder is not ours.
    #[error(
        "`{0}` was not made by clausebook and is not overwritten; name another folder with --out, or remove it yourself"
    )]
    NotOurs(PathBuf),
    /// Another build is under way.
    #[error("another build is writing `{0}`")]
    Busy(PathBuf),
    /// The system's word.
    #[error("cannot {action} `{path}`: {error}")]
    Io {
        /// What was tried.
        action: &'static str,
        /// With what.
        path: PathBuf,
        /// What happened.
        #[source]
        error: io::Error,
    },
}

/// A new output folder that is being filled.
#[derive(Debug)]
pub struct Output {
    target: PathBuf,
    staging: PathBuf,
    _lock: File,
    written: Mutex<Written>,
    finished: bool,
}

#[derive(Debug, Default)]
struct Written {
    files: Vec<String>,
    folders: HashSet<String>,
    bytes: u64,
}

/// What was written.
#[derive(Debug, Clone, Copy, Default)]
pub struct Summary {
    /// Files.
    pub files: usize,
    /// Bytes.
    pub bytes: u64,
}

impl Output {
    /// Begins a new output for `target`.
    ///
    /// # Errors
    /// [`OutputError::NotOurs`] if `target` holds anything and no manifest of ours.
    pub fn begin(target: &Path) -> Result<Output, OutputError> {
        check_ours(target)?;
        let parent = match target.parent() {
            Some(parent) if !parent.as_os_str().is_empty() => parent.to_owned(),
            _ => PathBuf::from("."),
        };
        fs::create_dir_all(&parent).map_err(|error| OutputError::Io { action: "make", path: parent.clone(), error })?;
        let name = target.file_name().map_or_else(|| "output".to_owned(), |name| name.to_string_lossy().into_owned());
        remove_leftovers(&parent, &name);
        let staging = parent.join(format!(".{name}.clausebook-{}", std::process::id()));
        let io = |action, path: &Path| {
            let path = path.to_owned();
            move |error| OutputError::Io { action, path, error }
        };
        fs::create_dir(&staging).map_err(io("make", &staging))?;
        let lock = File::create(staging.join(LOCK)).map_err(io("make", &staging))?;
        lock.try_lock().map_err(|_| OutputError::Busy(target.to_owned()))?;
        Ok(Output { target: target.to_owned(), staging, _lock: lock, written: Mutex::default(), finished: false })
    }

    /// Puts the new output in the place of the old one and removes the old one.
    ///
    /// `keep` names folders of the old output that this build did not make and that are kept, such as `site`.
    ///
    /// # Errors
    /// The system's error; the old output is then still in its place.
    pub fn finish(mut self, keep: &[&str]) -> Result<Summary, OutputError> {
        let mut written = std::mem::take(&mut *self.written.lock().expect("no writer panics while it holds the lock"));
        let summary = Summary { files: written.files.len(), bytes: written.bytes };
        self.carry_over(&mut written, keep)?;
        written.files.sort();
        let manifest = format!("{FIRST_LINE}\n{}\n", written.files.join("\n"));
        let io = |action, path: &Path, error| OutputError::Io { action, path: path.to_owned(), error };
        let path = self.staging.join(MANIFEST);
        fs::write(&path, manifest).map_err(|error| io("write", &path, error))?;
        let lock = self.staging.join(LOCK);
        fs::remove_file(&lock).map_err(|error| io("remove", &lock, error))?;
        if self.target.exists() {
            check_ours(&self.target)?;
            exchange(&self.staging, &self.target).map_err(|error| io("replace", &self.target, error))?;
            self.finished = true;
            // The old output; what cannot be removed now is removed by the next build.
            let _ = fs::remove_dir_all(&self.staging);
        } else {
            fs::rename(&self.staging, &self.target).map_err(|error| io("put in place", &self.target, error))?;
            self.finished = true;
        }
        Ok(summary)
    }

    /// Takes over from the old output what this build does not replace: kept folders, and files that are not ours.
    fn carry_over(&self, written: &mut Written, keep: &[&str]) -> Result<(), OutputError> {
        let Ok(manifest) = fs::read_to_string(self.target.join(MANIFEST)) else { return Ok(()) };
        let ours: HashSet<&str> = manifest.lines().skip(1).collect();
        let new: HashSet<String> = written.files.iter().cloned().collect();
        for entry in walkdir::WalkDir::new(&self.target).sort_by_file_name().into_iter().flatten() {
            if entry.file_type().is_dir() {
                continue;
            }
            let relative = entry.path().strip_prefix(&self.target).unwrap_or(entry.path());
            let name =
                relative.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/");
            let kept = keep.iter().any(|folder| name.starts_with(&format!("{folder}/")));
            let mine = ours.contains(name.as_str()) || name == MANIFEST;
            if new.contains(&name) || (mine && !kept) {
                continue;
            }
            let to = self.staging.join(relative);
            let io = |error| OutputError::Io { action: "keep", path: entry.path().to_owned(), error };
            if let Some(folder) = to.parent() {
                fs::create_dir_all(folder).map_err(io)?;
            }
            if fs::hard_link(entry.path(), &to).is_err() {
                fs::copy(entry.path(), &to).map_err(io)?;
            }
            if mine {
                written.files.push(name);
            }
        }
        Ok(())
    }
}

impl Sink for Output {
    fn write(&self, path: &str, parts: &[&[u8]]) -> io::Result<()> {
        let full = self.staging.join(path);
        if let Some((folder, _)) = path.rsplit_once('/') {
            let written = || self.written.lock().expect("no writer panics while it holds the lock");
            if !written().folders.contains(folder) {
                fs::create_dir_all(self.staging.join(folder))?;
                written().folders.insert(folder.to_owned());
            }
        }
        let mut file = File::create(&full)?;
        for part in parts {
            file.write_all(part)?;
        }
        let bytes = parts.iter().map(|part| part.len() as u64).sum::<u64>();
        let mut written = self.written.lock().expect("no writer panics while it holds the lock");
        written.files.push(path.to_owned());
        written.bytes += bytes;
        Ok(())
    }
}

impl Drop for Output {
    fn drop(&mut self) {
        if !self.finished {
            // A failed build leaves nothing behind; what cannot be removed now is removed by the next one.
            let _ = fs::remove_dir_all(&self.staging);
        }
    }
}

fn check_ours(target: &Path) -> Result<(), OutputError> {
    let io = |error| OutputError::Io { action: "look at", path: target.to_owned(), error };
    let metadata = match fs::symlink_metadata(target) {
        Ok(metadata) => metadata,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(io(error)),
    };
    if !metadata.is_dir() {
        return Err(OutputError::NotOurs(target.to_owned()));
    }
    let manifest = fs::read_to_string(target.join(MANIFEST)).unwrap_or_default();
    let empty = fs::read_dir(target).map_err(io)?.next().is_none();
    if empty || manifest.lines().next() == Some(FIRST_LINE) {
        Ok(())
    } else {
        Err(OutputError::NotOurs(target.to_owned()))
    }
}

/// Removes what killed builds left beside the target: folders whose lock nobody holds.
fn remove_leftovers(parent: &Path, name: &str) {
    let prefix = format!(".{name}.clausebook-");
    for entry in fs::read_dir(parent).into_iter().flatten().flatten() {
        let file_name = entry.file_name();
        let ours = file_name
            .to_str()
            .and_then(|name| name.strip_prefix(&prefix))
            .is_some_and(|id| id.bytes().all(|byte| byte.is_ascii_digit()));
        if !ours {
            continue;
        }
        let free = match File::open(entry.path().join(LOCK)) {
            Ok(lock) => lock.try_lock().is_ok(),
            Err(_) => entry.path().join(MANIFEST).is_file(),
        };
        if free {
            let _ = fs::remove_dir_all(entry.path());
        }
    }
}

/// Exchanges two folders in one step, where the system can; else the old one is moved aside first.
fn exchange(new: &Path, old: &Path) -> io::Result<()> {
    match renameat_with(CWD, new, CWD, old, RenameFlags::EXCHANGE) {
        Ok(()) => Ok(()),
        Err(_) => {
            let aside = new.with_extension("old");
            fs::rename(old, &aside)?;
            if let Err(error) = fs::rename(new, old) {
                fs::rename(&aside, old)?;
                return Err(error);
            }
            fs::rename(&aside, new)
        }
    }
}
