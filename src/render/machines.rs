//! What the site holds for programs: pages that have moved, a map for search engines, a feed of editions, and a guide for
//! language models.
//!
//! In: the book and the paths of all pages that were written. Out: a few files in the site's folder. Nothing here depends on
//! the time of the build; dates are those of the editions.

use std::io;
use std::sync::Mutex;

use crate::model::book::Book;
use crate::model::language::Language;
use crate::model::outline::{EntryId, EntryKind};
use crate::render::html::attribute;
use crate::render::site::{self, FOLDER};
use crate::render::{RenderError, Sink, put, views, words};
use crate::resolve::{Resolved, bind};

/// How many addresses one map may hold (sitemaps.org, protocol 0.9: 50,000).
const MAP_LIMIT: usize = 40_000;

/// Passes files on and remembers the pages among them.
pub struct Recorder<'a> {
    sink: &'a dyn Sink,
    pages: Mutex<Vec<String>>,
}

impl<'a> Recorder<'a> {
    /// A recorder before another sink.
    pub fn new(sink: &'a dyn Sink) -> Recorder<'a> {
        Recorder { sink, pages: Mutex::new(Vec::new()) }
    }

    /// The pages of the site, by path below its folder, sorted.
    pub fn pages(self) -> Vec<String> {
        let mut pages = self.pages.into_inner().unwrap_or_default();
        pages.sort();
        pages
    }
}

impl Sink for Recorder<'_> {
    fn wants(&self, path: &str) -> bool {
        self.sink.wants(path)
    }

    fn wants_below(&self, folder: &str) -> bool {
        self.sink.wants_below(folder)
    }

    fn write(&self, path: &str, parts: &[&[u8]]) -> io::Result<()> {
        let page =
            path.strip_prefix(FOLDER).and_then(|rest| rest.strip_prefix('/')).filter(|path| path.ends_with(".html"));
        if let (Some(page), Ok(mut pages)) = (page, self.pages.lock()) {
            pages.push(page.to_owned());
        }
        self.sink.write(path, parts)
    }
}

/// Writes the files for programs.
///
/// # Errors
/// A file that could not be written.
pub fn write(
    book: &Book,
    resolved: &Resolved,
    languages: &[Language],
    pages: &[String],
    sink: &dyn Sink,
) -> Result<(), RenderError> {
    redirects(book, resolved, pages, sink)?;
    // These are about the whole site, so they stand with the source language's pages.
    if !languages.contains(&book.settings.language) {
        return Ok(());
    }
    put(sink, &format!("{FOLDER}/llms.txt"), &[guide(book, resolved).as_bytes()])?;
    let Some(address) = &book.settings.site_url else { return Ok(()) };
    map(address, pages, sink)?;
    if book.ledger.as_ref().is_some_and(|ledger| !ledger.editions.is_empty()) {
        put(sink, &format!("{FOLDER}/editions.xml"), &[feed(book, address).as_bytes()])?;
    }
    Ok(())
}

/// A page at each old path that leads on by itself, without a script, and says so to search engines.
fn redirects(book: &Book, resolved: &Resolved, pages: &[String], sink: &dyn Sink) -> Result<(), RenderError> {
    for (from, to) in &book.settings.redirects {
        let Some(destination) = bind::address(book, &resolved.index, &to.value) else { continue };
        if pages.binary_search(&from.value).is_ok() {
            continue;
        }
        let root = "../".repeat(from.value.matches('/').count());
        let path = site::path(book, resolved, &destination);
        let href = attribute(&format!("{root}{path}")).into_owned();
        let title = attribute(&views::book_title(book, book.settings.language)).into_owned();
        let canonical = match &book.settings.site_url {
            Some(address) => attribute(&format!("{address}{path}")).into_owned(),
            None => href.clone(),
        };
        let page = format!(
            "<!doctype html>\n<html lang=\"{}\" dir=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n<title>{title}</title>\n<meta name=\"robots\" content=\"noindex\">\n<meta http-equiv=\"refresh\" content=\"0; url={href}\">\n<link rel=\"canonical\" href=\"{canonical}\">\n</head>\n<body>\n<p><a href=\"{href}\">{href}</a></p>\n</body>\n</html>\n",
            book.settings.language.code(),
            book.settings.language.direction(),
        );
        put(sink, &format!("{FOLDER}/{}", from.value), &[page.as_bytes()])?;
    }
    Ok(())
}

/// The map of all pages (sitemaps.org, protocol 0.9); an index and several maps when there are too many for one.
fn map(address: &str, pages: &[String], sink: &dyn Sink) -> Result<(), RenderError> {
    let own = "http://www.sitemaps.org/schemas/sitemap/0.9";
    let list = |pages: &[String]| {
        let mut out = format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"{own}\">\n");
        for page in pages.iter().filter(|page| *page != site::MISSING) {
            out.push_str(&format!("<url><loc>{}</loc></url>\n", attribute(&site::whole_address(address, page))));
        }
        out + "</urlset>\n"
    };
    if pages.len() <= MAP_LIMIT {
        return put(sink, &format!("{FOLDER}/sitemap.xml"), &[list(pages).as_bytes()]);
    }
    let mut index = format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<sitemapindex xmlns=\"{own}\">\n");
    for (at, pages) in pages.chunks(MAP_LIMIT).enumerate() {
        let name = format!("sitemap-{}.xml", at + 1);
        put(sink, &format!("{FOLDER}/{name}"), &[list(pages).as_bytes()])?;
        index.push_str(&format!("<sitemap><loc>{}</loc></sitemap>\n", attribute(&format!("{address}{name}"))));
    }
    put(sink, &format!("{FOLDER}/sitemap.xml"), &[(index + "</sitemapindex>\n").as_bytes()])
}

/// The editions as an Atom feed (RFC 4287), the newest first.
fn feed(book: &Book, address: &str) -> String {
    let editions = book.ledger.as_ref().map_or(&[][..], |ledger| &ledger.editions);
    let address = attribute(address);
    let moment = |date: &str| format!("{date}T00:00:00Z");
    let newest = editions.last().map(|edition| moment(&edition.date)).unwrap_or_default();
    let author = match book.settings.authors.is_empty() {
        true => book.settings.title.clone(),
        false => book.settings.authors.join(", "),
    };
    let mut out = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{}\">\n<title>{}</title>\n<id>{address}</id>\n<updated>{newest}</updated>\n<author><name>{}</name></author>\n<link rel=\"self\" href=\"{address}editions.xml\"/>\n<link href=\"{address}\"/>\n",
        book.settings.language.code(),
        attribute(&book.settings.title),
        attribute(&author),
    );
    for (at, edition) in editions.iter().enumerate().rev() {
        out.push_str(&format!(
            "<entry>\n<title>{}</title>\n<id>{address}#edition-{}</id>\n<updated>{}</updated>\n<link href=\"{address}\"/>\n</entry>\n",
            attribute(&edition.name.value),
            at + 1,
            moment(&edition.date),
        ));
    }
    out + "</feed>\n"
}

/// The document for language models (llmstxt.org): what it is, and its pages in their order.
fn guide(book: &Book, resolved: &Resolved) -> String {
    let settings = &book.settings;
    let address = settings.site_url.as_deref().unwrap_or("");
    let plain = |text: &str| text.replace('\n', " ").replace('[', "\\[").replace(']', "\\]");
    let mut out = format!("# {}\n\n", plain(&settings.title));
    if let Some(description) = &settings.description {
        out.push_str(&format!("> {}\n\n", plain(description)));
    }
    if let Some(notice) = &settings.notice {
        out.push_str(&format!("{}\n\n", plain(notice)));
    }
    let languages: Vec<&str> = settings.languages.iter().map(|language| language.code()).collect();
    if languages.len() > 1 {
        out.push_str(&format!(
            "Languages: {}; pages in another language than the first stand below a folder with its code.\n\n",
            languages.join(", ")
        ));
    }
    let mut open = false;
    for (_, entry) in book.outline.iter() {
        let title = plain(&entry.title);
        match entry.kind {
            EntryKind::Part | EntryKind::Chapter(_) if entry.parent == EntryId::ROOT => {
                out.push_str(&format!("{}## {title}\n\n", if open { "\n" } else { "" }));
                open = true;
            }
            EntryKind::Clause(clause) => {
                let path = site::path(book, resolved, &crate::model::anchor::Destination::Clause(clause, None));
                let label = words::clause_label(book, resolved, clause, settings.language);
                out.push_str(&format!("- [{}. {title}]({address}{})\n", plain(&label), site::beside(&path)));
                open = true;
            }
            EntryKind::Prose(prose) => {
                let path = site::path(book, resolved, &crate::model::anchor::Destination::Prose(prose, None));
                out.push_str(&format!("- [{title}]({address}{})\n", site::beside(&path)));
                open = true;
            }
            EntryKind::Root | EntryKind::Part | EntryKind::Chapter(_) | EntryKind::Draft => {}
        }
    }
    out
}
