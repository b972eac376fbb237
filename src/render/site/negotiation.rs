//! The pages of a clause under negotiation beside its own, which has the compilation text: its clean text, and its
//! alternatives side by side.

use rayon::prelude::*;
use serde::Serialize;

use super::Site;
use crate::model::anchor::Destination;
use crate::model::book::{ClauseId, TextId};
use crate::model::section::TEXT;
use crate::render::RenderError;
use crate::render::context::{DefinitionView, FootnoteView, LinkView, PageView};
use crate::render::html::{HtmlOptions, HtmlWriter, bracket_attribution};
use crate::render::negotiation::{self, Place};
use crate::render::views::{self, Viewer};
use crate::render::words;
use crate::{locale, model::body::Body};

/// The page of a clause's clean text.
#[derive(Serialize)]
struct CleanPage {
    /// The page.
    page: PageView,
    /// The clause.
    clause: HeadView,
    /// The clean text.
    text: String,
    /// Footnotes.
    footnotes: Vec<FootnoteView>,
    /// The terms that the text links to.
    definitions: Vec<DefinitionView>,
}

/// The page of a clause's alternatives.
#[derive(Serialize)]
struct AlternativesPage {
    /// The page.
    page: PageView,
    /// The clause.
    clause: HeadView,
    /// The paragraphs that hold text in brackets.
    paragraphs: Vec<OpenParagraphView>,
}

/// What the pages of a clause beside its own say of it.
#[derive(Serialize)]
pub(super) struct HeadView {
    /// Identifier, which is its anchor as well.
    id: String,
    /// "Guideline 12".
    label: String,
    /// The label with plain spaces, as others cite it.
    citation: String,
    /// Title.
    title: String,
    /// How many brackets of its text are open.
    open_brackets: usize,
    /// Whether the text is in the language of the page; if not, it is the source text.
    translated: bool,
    /// Whether the translation was made from an earlier state of the source.
    stale: bool,
}

/// A paragraph that holds text in brackets.
#[derive(Serialize)]
struct OpenParagraphView {
    /// The paragraph, as a link to it in the clause; the clause itself where it has no number.
    link: LinkView,
    /// Its words with all brackets.
    text: String,
    /// The places at which a text is to be chosen.
    places: Vec<PlaceView>,
}

/// A place at which a text is to be chosen.
#[derive(Serialize)]
struct PlaceView {
    /// What there is to choose from; a single text stands or falls.
    alternatives: Vec<AlternativeView>,
}

/// A text to choose.
#[derive(Serialize)]
struct AlternativeView {
    /// Its name and whose it is: "Alternative A · Group A"; empty where nothing is said.
    name: String,
    /// The text.
    text: String,
}

impl Site<'_> {
    pub(super) fn negotiation(&self) -> Result<(), RenderError> {
        (0..self.book.clauses.len() as u32).into_par_iter().map(ClauseId).try_for_each(|id| {
            if views::open_brackets(self.book.clause(id)).next().is_none() {
                return Ok(());
            }
            self.clean(id)?;
            self.alternatives(id)
        })
    }

    fn clean(&self, id: ClauseId) -> Result<(), RenderError> {
        let path = self.beside(id, "clean");
        if !self.wants(&path) {
            return Ok(());
        }
        let links = self.links("../");
        let viewer = self.viewer(&links);
        let (shown, text) = viewer.section(TextId::Clause(id), TEXT).unzip();
        let shown = shown.unwrap_or(TextId::Clause(id));
        let language = viewer.language_of(shown);
        let writer = HtmlWriter::new(self.book, self.resolved, shown, language, &links, viewer.options);
        let nothing = locale::words(language).not_agreed;
        let text = text.map(|text| negotiation::clean(text, self.book.body(shown), nothing));
        let interface = locale::words(self.language);
        let view = CleanPage {
            page: self.page_beside(id, "clean", interface.clean_text, &path, &viewer),
            clause: self.head(id, shown, &viewer),
            text: text.map_or_else(String::new, |text| writer.section(&text)),
            footnotes: writer.footnotes(),
            definitions: viewer.definitions(std::iter::once(&writer)),
        };
        self.render(&path, "site/clean.html", &view)
    }

    fn alternatives(&self, id: ClauseId) -> Result<(), RenderError> {
        let path = self.beside(id, "alternatives");
        if !self.wants(&path) {
            return Ok(());
        }
        let links = self.links("../");
        let viewer = self.viewer(&links);
        let (shown, text) = viewer.section(TextId::Clause(id), TEXT).unzip();
        let shown = shown.unwrap_or(TextId::Clause(id));
        let options = HtmlOptions { permalinks: None, link_terms: false, anchors: false, ..viewer.options };
        let writer = HtmlWriter::new(self.book, self.resolved, shown, viewer.language_of(shown), &links, options);
        let body = self.book.body(shown);
        let mut paragraphs: Vec<OpenParagraphView> = Vec::new();
        let mut around = None;
        let places = text.iter().flat_map(|text| negotiation::places(text, body));
        for place in places.filter(|place| place.depth < negotiation::LISTED_DEPTH) {
            if around != Some(place.inlines.as_ptr()) {
                around = Some(place.inlines.as_ptr());
                let mut words = String::new();
                writer.inlines(&negotiation::without_footnotes(place.inlines), &mut words);
                let link = self.paragraph_link(id, &place, &viewer);
                paragraphs.push(OpenParagraphView { link, text: words, places: Vec::new() });
            }
            let alternatives = place.members.iter().map(|member| {
                let mut html = String::new();
                if let Some(text) = text {
                    writer.blocks(&negotiation::excerpt(text, member), &mut html);
                }
                AlternativeView { name: self.bracket_name(body, member.index), text: html }
            });
            let view = PlaceView { alternatives: alternatives.collect() };
            if let Some(paragraph) = paragraphs.last_mut() {
                paragraph.places.push(view);
            }
        }
        let interface = locale::words(self.language);
        let view = AlternativesPage {
            page: self.page_beside(id, "alternatives", interface.alternatives, &path, &viewer),
            clause: self.head(id, shown, &viewer),
            paragraphs,
        };
        self.render(&path, "site/alternatives.html", &view)
    }

    fn bracket_name(&self, body: &Body, index: u32) -> String {
        bracket_attribution(self.book, &body.brackets[index as usize], self.language)
    }

    fn paragraph_link(&self, id: ClauseId, place: &Place<'_>, viewer: &Viewer<'_>) -> LinkView {
        match place.path {
            Some(path) => LinkView {
                words: words::paragraph_citation(self.book, self.resolved, id, path, self.language),
                url: viewer.links.href(&Destination::Clause(id, Some(path.clone()))),
            },
            None => viewer.clause_link(id),
        }
    }

    /// The path of a page about a clause, beside the clause's own.
    pub(super) fn beside(&self, id: ClauseId, kind: &str) -> String {
        // Identifiers hold no full stop, so no clause has such a page as its own.
        format!("clause/{}.{kind}.html", self.book.clause(id).id.value)
    }

    /// A page about a clause: with the clause as the last step of the way to it.
    pub(super) fn page_beside(
        &self,
        id: ClauseId,
        kind: &'static str,
        name: &str,
        path: &str,
        viewer: &Viewer<'_>,
    ) -> PageView {
        let entry = self.resolved.index.clause_entries[id.0 as usize];
        let mut page = self.outline_page(kind, path, entry, viewer);
        page.trail.push(viewer.clause_link(id));
        (page.previous, page.next) = (None, None);
        page.title = format!("{}: {name}", page.title);
        page
    }

    pub(super) fn head(&self, id: ClauseId, shown: TextId, viewer: &Viewer<'_>) -> HeadView {
        let label = words::clause_label(self.book, self.resolved, id, self.language);
        HeadView {
            id: self.book.clause(id).id.value.clone(),
            citation: label.replace('\u{a0}', " "),
            label,
            title: viewer.title(TextId::Clause(id)),
            open_brackets: views::open_brackets(self.book.clause(id)).count(),
            translated: viewer.is_translated(shown),
            stale: viewer.is_stale(shown),
        }
    }
}
