//! The pages of the outline: the first page, divisions, clauses, prose and collections.

use rayon::prelude::*;
use serde::Serialize;

use super::Site;
use super::address::{division_page, path, text_page};
use crate::model::anchor::Destination;
use crate::model::book::{ClauseId, InstrumentId, ProseId, TextId};
use crate::model::outline::{EntryId, EntryKind};
use crate::render::context::{ClauseView, CollectionView, EntryView, LinkView, PageView, TextView};
use crate::render::views::{self, Viewer};
use crate::render::{RenderError, anchors};

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

impl Site<'_> {
    pub(super) fn front(&self) -> Result<(), RenderError> {
        let links = self.links("");
        let viewer = self.viewer(&links);
        // Clauses directly below the document or a part are shown; a chapter's are on its own page.
        let outline = self.book.outline.get(EntryId::ROOT).children.iter();
        let outline = outline.map(|id| {
            let levels = usize::from(self.book.outline.get(*id).kind == EntryKind::Part);
            self.entry_view(*id, levels, &viewer)
        });
        let mut page = self.page("front", views::book_title(self.book, self.language), "index.html");
        page.data = Some(self.document_data());
        let view = FrontPage {
            page,
            outline: outline.collect(),
            collections: viewer.collections().into_iter().map(|(_, view)| view).collect(),
            instruments: self.instrument_links(&viewer),
        };
        self.render("index.html", "site/front.html", &view)
    }

    pub(super) fn divisions(&self) -> Result<(), RenderError> {
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

    pub(super) fn clauses(&self) -> Result<(), RenderError> {
        (0..self.book.clauses.len() as u32).into_par_iter().try_for_each(|at| {
            let id = ClauseId(at);
            let path = path(self.book, self.resolved, &Destination::Clause(id, None));
            let links = self.links("../");
            let viewer = self.viewer(&links);
            let markdown = self.markdown(&path, &viewer, |maker| maker.clause(id, 1))?;
            if !self.wants(&path) {
                return Ok(());
            }
            let entry = self.resolved.index.clause_entries[at as usize];
            let clause = viewer.clause(id);
            let mut page = self.outline_page("clause", &path, entry, &viewer);
            page.markdown = Some(markdown);
            page.data = Some(self.clause_data(id, &clause, &path));
            let view = ClausePage { page, clause };
            self.render(&path, "site/clause.html", &view)
        })
    }

    pub(super) fn texts(&self) -> Result<(), RenderError> {
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
            let links = self.links("../");
            let viewer = self.viewer(&links);
            let markdown = self.markdown(&path, &viewer, |maker| maker.prose(*prose, 1))?;
            if !self.wants(&path) {
                return Ok(());
            }
            let text = viewer.text(TextId::Prose(*prose));
            let mut page = self.outline_page("text", &path, *entry, &viewer);
            page.markdown = Some(markdown);
            let view = TextPage { page, text };
            self.render(&path, "site/text.html", &view)
        })
    }

    pub(super) fn collections(&self) -> Result<(), RenderError> {
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

    /// A page of the outline: with the divisions around it, and its neighbours in reading order.
    pub(super) fn outline_page(&self, kind: &'static str, path: &str, entry: EntryId, viewer: &Viewer<'_>) -> PageView {
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

    fn instrument_links(&self, viewer: &Viewer<'_>) -> Vec<LinkView> {
        (0..self.book.instruments.len() as u32)
            .map(|at| viewer.link(&Destination::Instrument(InstrumentId(at))))
            .collect()
    }

    fn entry_destination(&self, id: EntryId) -> Option<Destination> {
        match self.book.outline.get(id).kind {
            EntryKind::Part | EntryKind::Chapter(_) => Some(Destination::Division(id)),
            EntryKind::Clause(clause) => Some(Destination::Clause(clause, None)),
            EntryKind::Prose(prose) => Some(Destination::Prose(prose, None)),
            EntryKind::Root | EntryKind::Draft => None,
        }
    }

    pub(super) fn entry_title(&self, id: EntryId) -> String {
        crate::render::words::entry_title(self.book, self.resolved, id, self.language)
    }

    pub(super) fn entry_link(&self, id: EntryId, viewer: &Viewer<'_>) -> LinkView {
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
}
