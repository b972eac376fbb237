//! The glossary and the list of open brackets.

use serde::Serialize;

use super::Site;
use crate::locale;
use crate::model::anchor::Destination;
use crate::model::book::{ClauseId, TextId};
use crate::render::RenderError;
use crate::render::context::{BracketView, PageView, TermView};
use crate::render::plain::PlainWriter;
use crate::render::views;

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

impl Site<'_> {
    pub(super) fn glossary(&self) -> Result<(), RenderError> {
        let links = self.links("");
        let view = GlossaryPage {
            page: self.page("glossary", locale::words(self.language).glossary.to_owned(), "glossary.html"),
            terms: self.viewer(&links).glossary(),
        };
        self.render("glossary.html", "site/glossary.html", &view)
    }

    pub(super) fn brackets(&self) -> Result<(), RenderError> {
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
