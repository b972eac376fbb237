//! The site: a page a clause, a page for each part, chapter, prose text, instrument and article, and a few for the whole.
//!
//! What must hold: no page grows with the number of clauses but the lists that are asked for (a chapter's clauses, the
//! clauses on an article, the glossary, open brackets).

use rayon::prelude::*;
use serde::Serialize;
use xxhash_rust::xxh3::xxh3_64;

use crate::locale;
use crate::model::anchor::Destination;
use crate::model::book::{Book, ClauseId, InstrumentId, ProseId, TextId};
use crate::model::instrument::{Instrument, Nature, ProvisionId};
use crate::model::language::Language;
use crate::model::outline::{EntryId, EntryKind};
use crate::render::anchors;
use crate::render::context::{
    ArticleView, BracketView, ClauseView, CollectionView, CoverageCell, CoverageRow, CoverageView, EntryView,
    InstrumentDivisionView, InstrumentView, LanguageView, LinkView, Named, PageView, ProvisionView, TermView, TextView,
    UseView,
};
use crate::render::html::{HtmlOptions, Links};
use crate::render::plain::PlainWriter;
use crate::render::templates::Templates;
use crate::render::views::{self, Viewer, article_title};
use crate::render::{RenderError, Sink, pictures, put};
use crate::resolve::Resolved;
use crate::resolve::concordance::{Covered, Relation};

/// Folder of the site in the output.
pub const FOLDER: &str = "site";

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

fn text_page(book: &Book, resolved: &Resolved, id: ProseId) -> String {
    let anchor = anchors::text_anchor(book, resolved, TextId::Prose(id));
    match anchor.split_once('.') {
        Some((kind, name)) => format!("{kind}/{name}.html"),
        None => format!("text/{anchor}.html"),
    }
}

fn division_page(book: &Book, resolved: &Resolved, entry: EntryId) -> String {
    let anchor = anchors::division_anchor(book, resolved, entry);
    match anchor.split_once('.') {
        Some((kind, name)) => format!("{kind}/{name}.html"),
        None => format!("{}/{anchor}.html", if anchor.starts_with("part") { "part" } else { "chapter" }),
    }
}

fn article_page(instrument: &Instrument, article: ProvisionId) -> String {
    format!("instrument/{}/{}.html", instrument.id, instrument.provision(article).locator)
}

/// Addresses as seen from a page so many folders deep.
struct SiteLinks<'a> {
    book: &'a Book,
    resolved: &'a Resolved,
    root: &'static str,
}

impl Links for SiteLinks<'_> {
    fn href(&self, destination: &Destination) -> String {
        format!("{}{}", self.root, path(self.book, self.resolved, destination))
    }
}

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
    let css = templates.asset("site/style.css");
    let style = format!("style-{:016x}.css", xxh3_64(css.as_bytes()));
    let folder = language_folder(book, language);
    put(sink, &format!("{FOLDER}/{folder}{style}"), &[css.as_bytes()])?;
    let site = Site { book, resolved, language, folder, templates, sink, style, order: reading_order(book) };
    // Pages that list many clauses are few and long, so they begin together with the many short ones.
    let (short, long) = rayon::join(
        || site.divisions().and_then(|()| site.clauses()).and_then(|()| site.texts()),
        || site.instruments().and_then(|()| site.lists()),
    );
    short.and(long)
}

/// Where a language's pages stand below the site's folder: nothing for the source language, else `fr/`.
pub fn language_folder(book: &Book, language: Language) -> String {
    if language == book.settings.language { String::new() } else { format!("{}/", language.code()) }
}

/// What can be read page by page, in order: divisions, clauses and prose.
fn reading_order(book: &Book) -> Vec<EntryId> {
    let readable = book.outline.iter().filter(|(_, entry)| !matches!(entry.kind, EntryKind::Draft | EntryKind::Root));
    readable.map(|(id, _)| id).collect()
}

struct Site<'a> {
    book: &'a Book,
    resolved: &'a Resolved,
    language: Language,
    folder: String,
    templates: &'a Templates,
    sink: &'a dyn Sink,
    style: String,
    order: Vec<EntryId>,
}

/// The first page.
#[derive(Serialize)]
struct FrontPage {
    /// The page.
    page: PageView,
    /// The outermost entries of the outline; parts with their chapters.
    outline: Vec<EntryView>,
    /// Annexes that collect sections of all clauses, without what they hold.
    collections: Vec<CollectionView>,
    /// The instruments that are cited.
    instruments: Vec<LinkView>,
}

/// The page of a part or chapter.
#[derive(Serialize)]
struct DivisionPage {
    /// The page.
    page: PageView,
    /// "Part IV", "Chapter 7".
    label: Option<String>,
    /// The chapter's opening words.
    text: Option<TextView>,
    /// What it holds; chapters in a part with their clauses.
    entries: Vec<EntryView>,
}

/// The page of a clause.
#[derive(Serialize)]
struct ClausePage {
    /// The page.
    page: PageView,
    /// The clause.
    clause: ClauseView,
}

/// The page of a prose text.
#[derive(Serialize)]
struct TextPage {
    /// The page.
    page: PageView,
    /// The text.
    text: TextView,
}

/// The page of an annex that collects sections.
#[derive(Serialize)]
struct CollectionPage {
    /// The page.
    page: PageView,
    /// The annex.
    collection: CollectionView,
}

/// The page of an instrument.
#[derive(Serialize)]
struct InstrumentPage {
    /// The page.
    page: PageView,
    /// The instrument.
    instrument: InstrumentView,
}

/// The page of an article and everything in it.
#[derive(Serialize)]
struct ArticlePage {
    /// The page.
    page: PageView,
    /// The instrument's page.
    instrument: LinkView,
    /// "Article 57".
    label: String,
    /// Title, if it was checked against the source.
    article_title: Option<String>,
    /// The article itself and all that is below it, in order.
    provisions: Vec<ProvisionView>,
    /// Clauses that cite the division around it.
    wider: Vec<UseView>,
}

/// The coverage matrix.
#[derive(Serialize)]
struct CoveragePage {
    /// The page.
    page: PageView,
    /// The columns: the outermost divisions.
    parts: Vec<LinkView>,
    /// The instruments of which provisions are required.
    instruments: Vec<CoverageView>,
    /// How many of the required provisions are covered.
    covered: usize,
    /// How many are required.
    required: usize,
}

/// The glossary.
#[derive(Serialize)]
struct GlossaryPage {
    /// The page.
    page: PageView,
    /// The terms in alphabetical order.
    terms: Vec<TermView>,
}

/// All open brackets.
#[derive(Serialize)]
struct BracketsPage {
    /// The page.
    page: PageView,
    /// The brackets, by clause.
    brackets: Vec<BracketView>,
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
            heading_anchors: true,
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
            root,
            style: self.style.clone(),
            languages,
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

    /// A page of the outline: with the divisions around it, and its neighbours in reading order.
    fn outline_page(&self, kind: &'static str, path: &str, entry: EntryId, viewer: &Viewer<'_>) -> PageView {
        let mut page = self.page(kind, self.entry_title(entry), path);
        let mut trail: Vec<LinkView> =
            self.book.outline.ancestors(entry).map(|id| self.entry_link(id, viewer)).collect();
        trail.reverse();
        page.trail = trail;
        if let Ok(at) = self.order.binary_search(&entry) {
            page.previous = at.checked_sub(1).map(|at| self.entry_link(self.order[at], viewer));
            page.next = self.order.get(at + 1).map(|id| self.entry_link(*id, viewer));
        }
        page
    }

    fn entry_destination(&self, id: EntryId) -> Option<Destination> {
        match self.book.outline.get(id).kind {
            EntryKind::Part | EntryKind::Chapter(_) => Some(Destination::Division(id)),
            EntryKind::Clause(clause) => Some(Destination::Clause(clause, None)),
            EntryKind::Prose(prose) => Some(Destination::Prose(prose, None)),
            EntryKind::Root | EntryKind::Draft => None,
        }
    }

    fn entry_title(&self, id: EntryId) -> String {
        crate::render::words::entry_title(self.book, self.resolved, id, self.language)
    }

    fn entry_link(&self, id: EntryId, viewer: &Viewer<'_>) -> LinkView {
        let title = self.entry_title(id);
        let words = match viewer.entry_label(id) {
            Some(label) => format!("{label}. {title}"),
            None => title,
        };
        LinkView {
            words,
            url: self.entry_destination(id).map_or_else(String::new, |destination| viewer.links.href(&destination)),
        }
    }

    /// A line of the outline, with what it holds `levels` deep.
    fn entry_view(&self, id: EntryId, levels: usize, viewer: &Viewer<'_>) -> EntryView {
        let entry = self.book.outline.get(id);
        let (kind, status) = match entry.kind {
            EntryKind::Part => ("part", None),
            EntryKind::Chapter(_) => ("chapter", None),
            EntryKind::Clause(clause) => {
                ("clause", Some(views::status(self.book.clause(clause).status, self.language)))
            }
            EntryKind::Prose(_) => ("text", None),
            EntryKind::Draft | EntryKind::Root => ("draft", None),
        };
        let destination = self.entry_destination(id);
        let shown = if levels > 0 { entry.children.as_slice() } else { &[] };
        EntryView {
            kind,
            label: viewer.entry_label(id),
            title: self.entry_title(id),
            url: destination.as_ref().map(|destination| viewer.links.href(destination)),
            anchor: destination
                .map_or_else(String::new, |destination| anchors::anchor(self.book, self.resolved, &destination)),
            status,
            clauses: self.clauses_in(id),
            entries: shown.iter().map(|child| self.entry_view(*child, levels - 1, viewer)).collect(),
        }
    }

    fn clauses_in(&self, id: EntryId) -> usize {
        let entry = self.book.outline.get(id);
        let below = entry.children.iter().map(|child| self.clauses_in(*child)).sum::<usize>();
        below + usize::from(matches!(entry.kind, EntryKind::Clause(_)))
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
        self.brackets()
    }

    fn front(&self) -> Result<(), RenderError> {
        let links = self.links("");
        let viewer = self.viewer(&links);
        // Clauses directly below the document or a part are shown; a chapter's are on its own page.
        let outline = self.book.outline.get(EntryId::ROOT).children.iter();
        let outline = outline.map(|id| {
            let levels = usize::from(self.book.outline.get(*id).kind == EntryKind::Part);
            self.entry_view(*id, levels, &viewer)
        });
        let view = FrontPage {
            page: self.page("front", views::book_title(self.book, self.language), "index.html"),
            outline: outline.collect(),
            collections: viewer.collections().into_iter().map(|(_, view)| view).collect(),
            instruments: self.instrument_links(&viewer),
        };
        self.render("index.html", "site/front.html", &view)
    }

    fn instrument_links(&self, viewer: &Viewer<'_>) -> Vec<LinkView> {
        (0..self.book.instruments.len() as u32)
            .map(|at| viewer.link(&Destination::Instrument(InstrumentId(at))))
            .collect()
    }

    fn divisions(&self) -> Result<(), RenderError> {
        let divisions: Vec<EntryId> = self
            .order
            .iter()
            .copied()
            .filter(|id| matches!(self.book.outline.get(*id).kind, EntryKind::Part | EntryKind::Chapter(_)))
            .collect();
        divisions.par_iter().try_for_each(|id| {
            let path = division_page(self.book, self.resolved, *id);
            if !self.wants(&path) {
                return Ok(());
            }
            let links = self.links("../");
            let viewer = self.viewer(&links);
            let entry = self.book.outline.get(*id);
            let text = match entry.kind {
                EntryKind::Chapter(Some(prose)) => Some(viewer.text(TextId::Prose(prose))),
                _ => None,
            };
            let view = DivisionPage {
                page: self.outline_page("division", &path, *id, &viewer),
                label: viewer.entry_label(*id),
                text,
                entries: entry.children.iter().map(|child| self.entry_view(*child, 1, &viewer)).collect(),
            };
            self.render(&path, "site/division.html", &view)
        })
    }

    fn clauses(&self) -> Result<(), RenderError> {
        (0..self.book.clauses.len() as u32).into_par_iter().try_for_each(|at| {
            let id = ClauseId(at);
            let path = path(self.book, self.resolved, &Destination::Clause(id, None));
            if !self.wants(&path) {
                return Ok(());
            }
            let links = self.links("../");
            let viewer = self.viewer(&links);
            let entry = self.resolved.index.clause_entries[at as usize];
            let view =
                ClausePage { page: self.outline_page("clause", &path, entry, &viewer), clause: viewer.clause(id) };
            self.render(&path, "site/clause.html", &view)
        })
    }

    fn texts(&self) -> Result<(), RenderError> {
        let texts: Vec<(EntryId, ProseId)> = self
            .order
            .iter()
            .filter_map(|id| match self.book.outline.get(*id).kind {
                EntryKind::Prose(prose) => Some((*id, prose)),
                _ => None,
            })
            .collect();
        texts.par_iter().try_for_each(|(entry, prose)| {
            let path = text_page(self.book, self.resolved, *prose);
            if !self.wants(&path) {
                return Ok(());
            }
            let links = self.links("../");
            let viewer = self.viewer(&links);
            let text = viewer.text(TextId::Prose(*prose));
            let view = TextPage { page: self.outline_page("text", &path, *entry, &viewer), text };
            self.render(&path, "site/text.html", &view)
        })
    }

    fn collections(&self) -> Result<(), RenderError> {
        let links = self.links("../");
        let viewer = self.viewer(&links);
        for (key, mut collection) in viewer.collections() {
            collection.entries = viewer.collected(key);
            let path = format!("collection/{key}.html");
            let page = self.page("collection", collection.title.clone(), &path);
            self.render(&path, "site/collection.html", &CollectionPage { page, collection })?;
        }
        Ok(())
    }

    fn instruments(&self) -> Result<(), RenderError> {
        for at in 0..self.book.instruments.len() as u32 {
            let id = InstrumentId(at);
            let instrument = self.book.instrument(id);
            let links = self.links("../");
            let view = self.instrument_view(id, &self.viewer(&links));
            let path = format!("instrument/{}.html", instrument.id);
            let page = self.page("instrument", view.title.clone(), &path);
            self.render(&path, "site/instrument.html", &InstrumentPage { page, instrument: view })?;
            let articles: Vec<ProvisionId> =
                instrument.children(None).filter(|id| instrument.provision(*id).verified).collect();
            articles.par_iter().try_for_each(|article| self.article(id, *article))?;
        }
        Ok(())
    }

    fn instrument_view(&self, id: InstrumentId, viewer: &Viewer<'_>) -> InstrumentView {
        let instrument = self.book.instrument(id);
        let language = self.language;
        let words = locale::words(language);
        let uses = self.resolved.concordance.of(id);
        let listed = |id: &ProvisionId| instrument.provision(*id).verified;
        let articles = |range: std::ops::Range<u32>| -> Vec<ArticleView> {
            let articles = instrument.children(None).filter(|id| range.contains(&id.0) && listed(id));
            articles.map(|article| self.article_view(id, article, viewer)).collect()
        };
        let mut divisions: Vec<InstrumentDivisionView> = instrument
            .divisions
            .iter()
            .enumerate()
            .map(|(at, division)| InstrumentDivisionView {
                label: views::division_label(instrument, division, language),
                title: division
                    .titles
                    .get(&language)
                    .filter(|_| division.titles_verified.contains(&language) || division.verified)
                    .cloned(),
                anchor: crate::model::anchor::instrument_division(instrument, division.kind, division.number),
                uses: viewer.uses(&uses.divisions[at]),
                articles: articles(division.range.clone()),
            })
            .collect();
        if divisions.is_empty() {
            let articles = articles(0..instrument.len());
            divisions.push(InstrumentDivisionView {
                label: String::new(),
                title: None,
                anchor: String::new(),
                uses: Vec::new(),
                articles,
            });
        }
        let nature = match instrument.nature {
            Nature::Treaty => Named { key: "treaty".to_owned(), name: words.treaty.to_owned() },
            Nature::Law => Named { key: "law".to_owned(), name: words.law.to_owned() },
            Nature::NonBinding => Named { key: "non-binding".to_owned(), name: words.non_binding.to_owned() },
        };
        InstrumentView {
            id: instrument.id.to_string(),
            title: instrument.title(language).to_owned(),
            nature,
            adopted: instrument.adopted.clone(),
            in_force: instrument.in_force.clone(),
            symbol: instrument.symbol.clone(),
            official_text: instrument.url.clone(),
            divisions,
            uses: viewer.uses(&uses.whole),
            unverified: instrument.children(None).filter(|id| !listed(id)).count(),
        }
    }

    fn article_view(&self, id: InstrumentId, article: ProvisionId, viewer: &Viewer<'_>) -> ArticleView {
        let instrument = self.book.instrument(id);
        let uses = self.resolved.concordance.of(id);
        let slice = article.0 as usize..instrument.provision(article).end() as usize;
        let mut clauses: Vec<(ClauseId, Relation)> =
            uses.provisions[slice].iter().flatten().map(|used| (used.clause, used.relation)).collect();
        clauses.sort();
        clauses.dedup_by_key(|(clause, _)| *clause);
        ArticleView {
            label: views::provision_label(self.book, id, article, self.language),
            title: article_title(self.book, id, article, self.language),
            url: viewer.links.href(&Destination::Provision(id, article)),
            implemented: clauses.iter().filter(|(_, relation)| *relation == Relation::Implements).count(),
            cited: clauses.len(),
        }
    }

    fn article(&self, id: InstrumentId, article: ProvisionId) -> Result<(), RenderError> {
        if !self.wants(&article_page(self.book.instrument(id), article)) {
            return Ok(());
        }
        let links = self.links("../../");
        let viewer = self.viewer(&links);
        let instrument = self.book.instrument(id);
        let label = views::provision_label(self.book, id, article, self.language);
        let title = article_title(self.book, id, article, self.language);
        let mut page = self.page(
            "provision",
            title.as_ref().map_or_else(|| label.clone(), |title| format!("{label}. {title}")),
            &article_page(instrument, article),
        );
        page.trail = vec![viewer.link(&Destination::Instrument(id))];
        let articles: Vec<ProvisionId> =
            instrument.children(None).filter(|id| instrument.provision(*id).verified).collect();
        if let Ok(at) = articles.binary_search(&article) {
            let link = |article: ProvisionId| LinkView {
                words: views::provision_label(self.book, id, article, self.language),
                url: viewer.links.href(&Destination::Provision(id, article)),
            };
            page.previous = at.checked_sub(1).map(|at| link(articles[at]));
            page.next = articles.get(at + 1).map(|article| link(*article));
        }
        let provisions = (article.0..instrument.provision(article).end())
            .map(|at| self.provision(id, ProvisionId(at), &viewer))
            .collect();
        let uses = self.resolved.concordance.of(id);
        let divisions =
            instrument.divisions.iter().enumerate().filter(|(_, division)| division.range.contains(&article.0));
        let wider: Vec<_> = divisions.flat_map(|(at, _)| uses.divisions[at].iter().copied()).collect();
        let view = ArticlePage {
            page,
            instrument: viewer.link(&Destination::Instrument(id)),
            label,
            article_title: title,
            provisions,
            wider: viewer.uses(&wider),
        };
        self.render(&article_page(instrument, article), "site/provision.html", &view)
    }

    fn provision(&self, id: InstrumentId, provision: ProvisionId, viewer: &Viewer<'_>) -> ProvisionView {
        let instrument = self.book.instrument(id);
        let language = self.language;
        let uses = self.resolved.concordance.of(id);
        let covered = uses.coverage[provision.0 as usize];
        let data = instrument.provision(provision);
        ProvisionView {
            label: views::provision_label(self.book, id, provision, self.language),
            key: views::provision_citation(self.book, id, provision).to_string(),
            anchor: crate::model::anchor::provision(instrument, provision),
            depth: data.locator.depth() - 1,
            obligations: views::obligations(instrument, provision, language),
            covered: views::covered_named(covered, language),
            reason: self.reason(covered),
            uses: viewer.uses(&uses.provisions[provision.0 as usize]),
        }
    }

    fn reason(&self, covered: Covered) -> Option<String> {
        match covered {
            Covered::LeftOut(at) => {
                self.book.settings.coverage.left_out.get(at as usize).map(|(_, reason)| reason.clone())
            }
            _ => None,
        }
    }

    fn coverage(&self) -> Result<(), RenderError> {
        if self.resolved.concordance.required.is_empty() {
            return Ok(());
        }
        let links = self.links("");
        let viewer = self.viewer(&links);
        let parts = self.columns();
        let mut instruments: Vec<CoverageView> = Vec::new();
        let mut current = None;
        for required in &self.resolved.concordance.required {
            if current != Some(required.instrument) {
                current = Some(required.instrument);
                let link = viewer.link(&Destination::Instrument(required.instrument));
                instruments.push(CoverageView {
                    title: link.words,
                    url: link.url,
                    rows: Vec::new(),
                    covered: 0,
                    required: 0,
                });
            }
            let view = instruments.last_mut().expect("one was pushed for the instrument");
            view.required += 1;
            view.covered += usize::from(required.enough);
            view.rows.push(self.coverage_row(required.instrument, required.provision, &parts, &viewer));
        }
        let (covered, required) = self.resolved.concordance.tally();
        let title = locale::words(self.language).coverage.to_owned();
        let view = CoveragePage {
            page: self.page("coverage", title, "coverage.html"),
            parts: parts
                .iter()
                .map(|id| LinkView {
                    words: viewer.entry_label(*id).unwrap_or_else(|| self.entry_title(*id)),
                    ..self.entry_link(*id, &viewer)
                })
                .collect(),
            instruments,
            covered,
            required,
        };
        self.render("coverage.html", "site/coverage.html", &view)
    }

    /// The columns of the matrix: the outermost divisions.
    fn columns(&self) -> Vec<EntryId> {
        let outermost = self.book.outline.get(EntryId::ROOT).children.iter().copied();
        outermost
            .filter(|id| matches!(self.book.outline.get(*id).kind, EntryKind::Part | EntryKind::Chapter(_)))
            .collect()
    }

    fn coverage_row(
        &self,
        id: InstrumentId,
        provision: ProvisionId,
        parts: &[EntryId],
        viewer: &Viewer<'_>,
    ) -> CoverageRow {
        let instrument = self.book.instrument(id);
        let language = self.language;
        let uses = self.resolved.concordance.of(id);
        let mut cells = vec![CoverageCell { implements: 0, cites: 0 }; parts.len()];
        let slice = provision.0 as usize..instrument.provision(provision).end() as usize;
        for used in uses.provisions[slice].iter().flatten() {
            let entry = self.resolved.index.clause_entries[used.clause.0 as usize];
            let top = self.book.outline.ancestors(entry).last().unwrap_or(entry);
            if let Some(at) = parts.iter().position(|part| *part == top) {
                match used.relation {
                    Relation::Implements => cells[at].implements += 1,
                    Relation::Related | Relation::Cites => cells[at].cites += 1,
                }
            }
        }
        let covered = uses.coverage[provision.0 as usize];
        let data = instrument.provision(provision);
        let citation = views::provision_citation(self.book, id, provision);
        CoverageRow {
            label: locale::write(&citation, instrument, language, locale::Form::Short),
            key: citation.to_string(),
            url: viewer.links.href(&Destination::Provision(id, provision)),
            depth: data.locator.depth() - 1,
            obligations: views::obligations(instrument, provision, language),
            covered: views::covered_named(covered, language),
            reason: self.reason(covered),
            cells,
        }
    }

    fn glossary(&self) -> Result<(), RenderError> {
        let links = self.links("");
        let view = GlossaryPage {
            page: self.page("glossary", locale::words(self.language).glossary.to_owned(), "glossary.html"),
            terms: self.viewer(&links).glossary(),
        };
        self.render("glossary.html", "site/glossary.html", &view)
    }

    fn brackets(&self) -> Result<(), RenderError> {
        let links = self.links("");
        let viewer = self.viewer(&links);
        let mut brackets = Vec::new();
        for (at, clause) in self.book.clauses.iter().enumerate() {
            let id = ClauseId(at as u32);
            if views::open_brackets(clause).next().is_none() {
                continue;
            }
            let words = PlainWriter::new(self.book, self.resolved, TextId::Clause(id)).brackets();
            for (index, bracket) in (0..).zip(&clause.body.brackets).filter(|(_, bracket)| bracket.open) {
                brackets.push(BracketView {
                    label: crate::render::words::clause_label(self.book, self.resolved, id, self.language),
                    title: viewer.title(TextId::Clause(id)),
                    url: viewer.links.href(&Destination::Clause(id, None)),
                    text: excerpt(words.get(&index).map_or("", String::as_str)),
                    by: bracket.by.iter().map(|id| self.book.settings.bodies.get(id).unwrap_or(id).clone()).collect(),
                    alternative: bracket.alternative.clone(),
                });
            }
        }
        let title = locale::words(self.language).open_brackets.to_owned();
        self.render(
            "brackets.html",
            "site/brackets.html",
            &BracketsPage { page: self.page("brackets", title, "brackets.html"), brackets },
        )
    }
}

/// The first 200 characters of a bracketed text, on one line.
fn excerpt(text: &str) -> String {
    let words = text.split_whitespace().flat_map(|word| std::iter::once(' ').chain(word.chars()));
    let line: Vec<char> = words.skip(1).take(201).collect();
    if line.len() <= 200 { line.into_iter().collect() } else { line.into_iter().take(199).chain(['…']).collect() }
}
