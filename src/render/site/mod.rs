//! The site: a page a clause, a page for each part, chapter, prose text, instrument and article, and a few for the whole.
//!
//! What must hold: no page grows with the number of clauses but the lists that are asked for (a chapter's clauses, the
//! clauses on an article, the glossary, open brackets).

mod address;
mod changes;
mod coverage;
mod data;
mod instruments;
mod languages;
mod lists;
mod markdown;
mod negotiation;
mod outline;
mod picture;
mod search;

pub use address::{language_folder, path, whole_address};
pub use lists::MISSING;
pub use markdown::beside;

use serde::Serialize;
use xxhash_rust::xxh3::xxh3_64;

use crate::model::book::Book;
use crate::model::language::Language;
use crate::model::outline::{EntryId, EntryKind};
use crate::render::context::{LanguageView, PageView};
use crate::render::html::HtmlOptions;
use crate::render::templates::Templates;
use crate::render::views::Viewer;
use crate::render::{RenderError, Sink, put};
use crate::resolve::Resolved;
use address::SiteLinks;

/// Folder of the site in the output.
pub const FOLDER: &str = "site";

/// Writes the site in one language; the source language stands in the site's folder, others in folders below it.
///
/// # Errors
/// A template that is wrong, or a file that could not be written; the first by place in the outline.
pub fn write(
    book: &Book,
    resolved: &Resolved,
    language: Language,
    templates: &Templates,
    sink: &dyn Sink,
) -> Result<(), RenderError> {
    let folder = language_folder(book, language);
    let assets = Assets {
        style: asset("style.css", &folder, templates, sink)?,
        script: asset("site.js", &folder, templates, sink)?,
    };
    let site = Site { book, resolved, language, folder, templates, sink, assets, order: reading_order(book) };
    // Pages that list many clauses are few and long, so they begin together with the many short ones.
    let (short, long) = rayon::join(
        || {
            site.divisions()?;
            site.clauses()?;
            site.negotiation()?;
            site.texts()
        },
        || site.instruments().and_then(|()| site.lists()).and_then(|()| site.synopses()),
    );
    short.and(long).and_then(|()| site.search())
}

/// What can be read page by page, in order: divisions, clauses and prose.
fn reading_order(book: &Book) -> Vec<EntryId> {
    let readable = book.outline.iter().filter(|(_, entry)| !matches!(entry.kind, EntryKind::Draft | EntryKind::Root));
    readable.map(|(id, _)| id).collect()
}

/// File names of what every page loads.
struct Assets {
    style: String,
    script: String,
}

/// Writes a style sheet or script under a name that changes with its content, and gives the name.
fn asset(name: &str, folder: &str, templates: &Templates, sink: &dyn Sink) -> Result<String, RenderError> {
    write_asset(name, templates.asset(&format!("site/{name}")), folder, sink)
}

fn write_asset(name: &str, text: &str, folder: &str, sink: &dyn Sink) -> Result<String, RenderError> {
    let (stem, extension) = name.rsplit_once('.').expect("assets have an extension");
    let name = format!("{stem}-{:016x}.{extension}", xxh3_64(text.as_bytes()));
    put(sink, &format!("{FOLDER}/{folder}{name}"), &[text.as_bytes()])?;
    Ok(name)
}

struct Site<'a> {
    book: &'a Book,
    resolved: &'a Resolved,
    language: Language,
    folder: String,
    templates: &'a Templates,
    sink: &'a dyn Sink,
    assets: Assets,
    order: Vec<EntryId>,
}

impl<'a> Site<'a> {
    fn links(&self, root: &'static str) -> SiteLinks<'a> {
        SiteLinks { book: self.book, resolved: self.resolved, root }
    }

    fn viewer<'b>(&self, links: &'b SiteLinks<'a>) -> Viewer<'b>
    where
        'a: 'b,
    {
        let options = HtmlOptions {
            heading_shift: 0,
            first_footnote: 1,
            attributions: true,
            note_prefix: "",
            anchors: true,
            permalinks: Some(self.language),
            link_terms: true,
        };
        Viewer { book: self.book, resolved: self.resolved, links, language: self.language, options }
    }

    /// A page at `path` below the language's folder.
    fn page(&self, kind: &'static str, title: String, path: &str) -> PageView {
        let root = match path.matches('/').count() {
            0 => "",
            1 => "../",
            _ => "../../",
        };
        let languages = self.languages(path, root);
        PageView {
            kind,
            title,
            root: root.to_owned(),
            style: self.assets.style.clone(),
            script: self.assets.script.clone(),
            languages,
            canonical: self.address(path),
            markdown: None,
            data: None,
            trail: Vec::new(),
            previous: None,
            next: None,
        }
    }

    fn languages(&self, path: &str, root: &str) -> Vec<LanguageView> {
        let all = &self.book.settings.languages;
        if all.len() < 2 {
            return Vec::new();
        }
        let up = if self.folder.is_empty() { "" } else { "../" };
        let view = |language: &Language| LanguageView {
            language: language.code(),
            direction: language.direction(),
            name: language.own_name(),
            url: format!("{root}{up}{}{path}", language_folder(self.book, *language)),
            current: *language == self.language,
        };
        all.iter().map(view).collect()
    }

    /// The whole address of a page, if it is known where the site will stand.
    fn address(&self, path: &str) -> Option<String> {
        let site = self.book.settings.site_url.as_ref()?;
        Some(whole_address(site, &format!("{}{path}", self.folder)))
    }

    /// Whether a page, by its path below the language's folder, is wanted.
    fn wants(&self, path: &str) -> bool {
        self.sink.wants(&format!("{FOLDER}/{}{path}", self.folder))
    }

    fn render(&self, path: &str, template: &str, view: &impl Serialize) -> Result<(), RenderError> {
        if !self.wants(path) {
            return Ok(());
        }
        let html = self.templates.render(template, view)?;
        put(self.sink, &format!("{FOLDER}/{}{path}", self.folder), &[html.as_bytes()])
    }

    /// The pages that are about the whole book.
    fn lists(&self) -> Result<(), RenderError> {
        self.front()?;
        self.collections()?;
        self.coverage()?;
        self.glossary()?;
        self.brackets()?;
        self.changes()?;
        self.missing()
    }
}
