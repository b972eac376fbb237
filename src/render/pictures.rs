//! Pictures: copied beside the site and the Markdown document, and written into the self-contained HTML.

use std::collections::BTreeSet;
use std::fmt::Write;

use data_encoding::BASE64;

use crate::model::anchor::Destination;
use crate::model::book::Book;
use crate::model::language::Language;
use crate::render::{RenderError, Sink, Target, consolidated, put, site};
use crate::resolve::Resolved;

/// Copies the pictures that texts show.
///
/// # Errors
/// A file that could not be written.
pub fn write(
    book: &Book,
    resolved: &Resolved,
    targets: &[Target],
    languages: &[Language],
    sink: &dyn Sink,
) -> Result<(), RenderError> {
    let texts = book.texts();
    let shown = texts.iter().flat_map(|id| resolved.bound(book, *id).references.iter().flatten());
    let paths: BTreeSet<&String> = shown
        .filter_map(|destination| match destination {
            Destination::Image(path) => Some(path),
            _ => None,
        })
        .collect();
    for path in paths {
        let Some(bytes) = book.pictures.get(path) else { continue };
        if targets.contains(&Target::Markdown) {
            put(sink, &format!("{}/files/{path}", consolidated::FOLDER), &[bytes])?;
        }
        for language in languages.iter().filter(|_| targets.contains(&Target::Site)) {
            let folder = site::language_folder(book, *language);
            put(sink, &format!("{}/{folder}files/{path}", site::FOLDER), &[bytes])?;
        }
    }
    Ok(())
}

/// Where a picture lies, relative to the folder of its output, as an address (RFC 3986, section 2).
pub fn address(path: &str) -> String {
    let mut out = String::from("files/");
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

/// A picture as an address that holds it (RFC 2397).
pub fn data_address(book: &Book, path: &str) -> String {
    let ending = path.rsplit('.').next().unwrap_or("").to_ascii_lowercase();
    let kind = match ending.as_str() {
        "jpg" | "jpeg" => "jpeg",
        "svg" => "svg+xml",
        "gif" => "gif",
        "webp" => "webp",
        _ => "png",
    };
    let bytes = book.pictures.get(path).map_or(&[][..], Vec::as_slice);
    format!("data:image/{kind};base64,{}", BASE64.encode(bytes))
}
