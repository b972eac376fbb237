//! One page of the site, made when it is asked for.

use std::io;
use std::sync::Mutex;

use crate::compile::{Compiled, Target, build};
use crate::render::{RenderError, Sink, site};

/// Takes the one file that was asked for.
struct Wanted {
    path: String,
    found: Mutex<Option<Vec<u8>>>,
}

impl Sink for Wanted {
    fn wants(&self, path: &str) -> bool {
        path == self.path
    }

    fn wants_below(&self, folder: &str) -> bool {
        self.path.starts_with(folder)
    }

    fn write(&self, path: &str, parts: &[&[u8]]) -> io::Result<()> {
        if path == self.path
            && let Ok(mut found) = self.found.lock()
        {
            *found = Some(parts.concat());
        }
        Ok(())
    }
}

/// The file at a path of the site, as a build would write it; `None` if there is none.
///
/// # Errors
/// A template that is wrong.
pub fn render(compiled: &Compiled, path: &str) -> Result<Option<Vec<u8>>, RenderError> {
    let languages = &compiled.book.settings.languages;
    let first = path.split('/').next().unwrap_or("");
    let other = languages.iter().skip(1).find(|language| language.code() == first);
    let Some(language) = other.or(languages.first()) else { return Ok(None) };
    let sink = Wanted { path: format!("{}/{path}", site::FOLDER), found: Mutex::new(None) };
    build(compiled, &[Target::Site], &[*language], &sink)?;
    Ok(sink.found.into_inner().unwrap_or_default())
}
