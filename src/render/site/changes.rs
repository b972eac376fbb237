//! What has changed from edition to edition, by the ledger.

use serde::Serialize;

use super::Site;
use crate::locale;
use crate::model::anchor::Destination;
use crate::render::RenderError;
use crate::render::context::{Named, PageView};
use crate::render::views::Viewer;
use crate::render::words;
use crate::resolve::history::{self, Change, Kind};

/// What has changed.
#[derive(Serialize)]
struct ChangesPage {
    /// The page.
    page: PageView,
    /// What has changed since the newest edition.
    since: Vec<ChangeView>,
    /// The editions, the newest first.
    editions: Vec<EditionView>,
}

/// An edition and what it changed.
#[derive(Serialize)]
struct EditionView {
    /// Its name.
    name: String,
    /// Its date, as written.
    date: String,
    /// How many clauses it had.
    clauses: usize,
    /// What had changed since the edition before it; empty for the first.
    changes: Vec<ChangeView>,
}

/// A clause that is not what it was.
#[derive(Serialize)]
struct ChangeView {
    /// What happened: `added`, `changed`, `renumbered`, `withdrawn`.
    kind: Named,
    /// "Guideline 12".
    label: String,
    /// The number that it had, if it was another one.
    was: Option<String>,
    /// Title.
    title: String,
    /// Where it is, if it is there today.
    url: Option<String>,
}

impl Site<'_> {
    pub(super) fn changes(&self) -> Result<(), RenderError> {
        let Some(ledger) = self.book.ledger.as_ref().filter(|ledger| !ledger.editions.is_empty()) else {
            return Ok(());
        };
        if !self.wants("changes.html") {
            return Ok(());
        }
        let links = self.links("");
        let viewer = self.viewer(&links);
        let editions = &ledger.editions;
        let present = history::present(self.book, self.resolved);
        let newest = editions.last().map_or(&[][..], |edition| &edition.clauses);
        let view = |changes: Vec<Change>| changes.iter().map(|change| self.change(change, &viewer)).collect();
        let page = ChangesPage {
            page: self.page("changes", locale::words(self.language).recent_changes.to_owned(), "changes.html"),
            since: view(history::changes(newest, &present)),
            editions: (0..editions.len())
                .rev()
                .map(|at| EditionView {
                    name: editions[at].name.value.clone(),
                    date: editions[at].date.clone(),
                    clauses: editions[at].clauses.len(),
                    changes: at.checked_sub(1).map_or_else(Vec::new, |before| {
                        view(history::changes(&editions[before].clauses, &editions[at].clauses))
                    }),
                })
                .collect(),
        };
        self.render("changes.html", "site/changes.html", &page)
    }

    fn change(&self, change: &Change, viewer: &Viewer<'_>) -> ChangeView {
        let said = locale::words(self.language);
        let (key, name) = match change.kind {
            Kind::Added => ("added", said.added),
            Kind::Changed => ("changed", said.changed),
            Kind::Renumbered => ("renumbered", said.renumbered),
            Kind::Withdrawn => ("withdrawn", said.withdrawn),
        };
        let label = |number: &str| {
            let name = words::clause_name(self.book, self.language);
            match number.is_empty() {
                true => name.to_owned(),
                false => locale::numbered(self.language, name, number, false),
            }
        };
        let clause = self.resolved.index.clause(&change.id);
        ChangeView {
            kind: Named { key: key.to_owned(), name: name.to_owned() },
            label: label(&change.number),
            was: change.was.as_deref().map(label),
            title: change.title.clone(),
            url: clause.map(|id| viewer.links.href(&Destination::Clause(id, None))),
        }
    }
}
