//! The coverage matrix: provisions down, divisions across.

use serde::Serialize;

use super::picture::draw;
use super::{FOLDER, Site};
use crate::locale;
use crate::model::anchor::Destination;
use crate::model::book::InstrumentId;
use crate::model::instrument::ProvisionId;
use crate::model::outline::{EntryId, EntryKind};
use crate::render::context::{CoverageCell, CoverageRow, CoverageView, LinkView, PageView};
use crate::render::views::{self, Viewer};
use crate::render::{RenderError, put};
use crate::resolve::concordance::Relation;

/// File name of the matrix as a picture.
const PICTURE: &str = "coverage.svg";

/// The coverage matrix.
#[derive(Serialize)]
pub(super) struct CoveragePage {
    /// The page.
    pub(super) page: PageView,
    /// The columns: the outermost divisions.
    pub(super) parts: Vec<LinkView>,
    /// The instruments of which provisions are required.
    pub(super) instruments: Vec<CoverageView>,
    /// How many of the required provisions are covered.
    pub(super) covered: usize,
    /// How many are required.
    pub(super) required: usize,
}

impl Site<'_> {
    pub(super) fn coverage(&self) -> Result<(), RenderError> {
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
        if self.wants(PICTURE) {
            let words = locale::words(self.language);
            let right_to_left = self.language.direction() == "rtl";
            let picture = draw(&view, words, self.language.code(), right_to_left);
            put(self.sink, &format!("{FOLDER}/{}{PICTURE}", self.folder), &[picture.as_bytes()])?;
        }
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
}
