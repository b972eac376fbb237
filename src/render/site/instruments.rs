//! The pages of instruments and of their articles, with the clauses on each provision.

use rayon::prelude::*;
use serde::Serialize;

use super::Site;
use super::address::article_page;
use crate::locale;
use crate::model::anchor::Destination;
use crate::model::book::{ClauseId, InstrumentId};
use crate::model::instrument::{Nature, ProvisionId};
use crate::render::RenderError;
use crate::render::context::{
    ArticleView, InstrumentDivisionView, InstrumentView, LinkView, Named, PageView, ProvisionView, UseView,
};
use crate::render::views::{self, Viewer, article_title};
use crate::resolve::concordance::{Covered, Relation};

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

impl Site<'_> {
    pub(super) fn instruments(&self) -> Result<(), RenderError> {
        for at in 0..self.book.instruments.len() as u32 {
            let id = InstrumentId(at);
            let instrument = self.book.instrument(id);
            let links = self.links("../");
            let view = self.instrument_view(id, &self.viewer(&links));
            let path = format!("instrument/{}.html", instrument.id);
            let mut page = self.page("instrument", view.title.clone(), &path);
            page.data = Some(self.instrument_data(instrument.nature, &view));
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

    pub(super) fn reason(&self, covered: Covered) -> Option<String> {
        match covered {
            Covered::LeftOut(at) => {
                self.book.settings.coverage.left_out.get(at as usize).map(|(_, reason)| reason.clone())
            }
            _ => None,
        }
    }
}
