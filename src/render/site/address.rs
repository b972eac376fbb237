//! Where everything stands in the site.

use crate::model::anchor::Destination;
use crate::model::book::{Book, ProseId, TextId};
use crate::model::instrument::{Instrument, ProvisionId};
use crate::model::language::Language;
use crate::model::outline::EntryId;
use crate::render::html::Links;
use crate::render::{anchors, pictures};
use crate::resolve::Resolved;

/// The address of a destination from the site's folder.
pub fn path(book: &Book, resolved: &Resolved, destination: &Destination) -> String {
    let anchor = anchors::anchor(book, resolved, destination);
    match destination {
        Destination::Clause(id, None) => format!("clause/{}.html", book.clause(*id).id.value),
        Destination::Clause(id, Some(_)) | Destination::ClauseHeading(id, _) => {
            format!("clause/{}.html#{anchor}", book.clause(*id).id.value)
        }
        Destination::Prose(id, heading) => {
            let page = text_page(book, resolved, *id);
            if heading.is_some() { format!("{page}#{anchor}") } else { page }
        }
        Destination::Division(entry) => division_page(book, resolved, *entry),
        Destination::Term(_) => format!("glossary.html#{anchor}"),
        Destination::Provision(instrument, provision) => {
            let of = book.instrument(*instrument);
            let article = of.article_of(*provision);
            let page = article_page(of, article);
            if article == *provision { page } else { format!("{page}#{anchor}") }
        }
        Destination::InstrumentDivision(instrument, _) => {
            format!("instrument/{}.html#{anchor}", book.instrument(*instrument).id)
        }
        Destination::Instrument(instrument) => format!("instrument/{}.html", book.instrument(*instrument).id),
        Destination::Collection(key) => format!("collection/{key}.html"),
        Destination::Image(path) => pictures::address(path),
    }
}

pub(super) fn text_page(book: &Book, resolved: &Resolved, id: ProseId) -> String {
    let anchor = anchors::text_anchor(book, resolved, TextId::Prose(id));
    match anchor.split_once('.') {
        Some((kind, name)) => format!("{kind}/{name}.html"),
        None => format!("text/{anchor}.html"),
    }
}

pub(super) fn division_page(book: &Book, resolved: &Resolved, entry: EntryId) -> String {
    let anchor = anchors::division_anchor(book, resolved, entry);
    match anchor.split_once('.') {
        Some((kind, name)) => format!("{kind}/{name}.html"),
        None => format!("{}/{anchor}.html", if anchor.starts_with("part") { "part" } else { "chapter" }),
    }
}

pub(super) fn article_page(instrument: &Instrument, article: ProvisionId) -> String {
    format!("instrument/{}/{}.html", instrument.id, instrument.provision(article).locator)
}

/// Where a language's pages stand below the site's folder: nothing for the source language, else `fr/`.
pub fn language_folder(book: &Book, language: Language) -> String {
    if language == book.settings.language { String::new() } else { format!("{}/", language.code()) }
}

/// A path as part of an address (RFC 3986, section 2).
fn encoded(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'-' | b'.' | b'_' | b'~' | b'/' | b'(' | b')' => out.push(char::from(byte)),
            byte if byte.is_ascii_alphanumeric() => out.push(char::from(byte)),
            byte => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

/// The whole address of a page, by its path below the site's folder: that of the folder for a first page.
pub fn whole_address(site: &str, page: &str) -> String {
    let folder = page.strip_suffix("index.html").filter(|folder| folder.is_empty() || folder.ends_with('/'));
    format!("{site}{}", encoded(folder.unwrap_or(page)))
}

/// Addresses as seen from a page so many folders deep.
pub(super) struct SiteLinks<'a> {
    pub(super) book: &'a Book,
    pub(super) resolved: &'a Resolved,
    pub(super) root: &'static str,
}

impl Links for SiteLinks<'_> {
    fn href(&self, destination: &Destination) -> String {
        format!("{}{}", self.root, path(self.book, self.resolved, destination))
    }
}
