//! The glossary, the list of open brackets, and the page for addresses that lead nowhere.

use std::collections::{BTreeMap, HashMap};

use serde::Serialize;

use super::Site;
use crate::locale;
use crate::model::anchor::Destination;
use crate::model::body::{Block, Body, Inline, ParagraphPath};
use crate::model::book::{ClauseId, TextId};
use crate::render::RenderError;
use crate::render::context::{BracketView, PageView, TermView};
use crate::render::plain::PlainWriter;
use crate::render::views;

/// File name of the page for addresses that lead nowhere, as servers of plain files look for it.
pub const MISSING: &str = "404.html";

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
    /// The bodies that have proposed text, with the brackets of each.
    bodies: Vec<BodyView>,
}

/// A body and what it has proposed.
#[derive(Serialize)]
struct BodyView {
    /// Its name.
    name: String,
    /// Its anchor on the page.
    anchor: String,
    /// Its brackets, by clause.
    brackets: Vec<BracketView>,
}

/// A page that is shown where there is none.
#[derive(Serialize)]
struct MissingPage {
    /// The page.
    page: PageView,
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
        let mut bodies: BTreeMap<&str, Vec<BracketView>> = BTreeMap::new();
        for (at, clause) in self.book.clauses.iter().enumerate() {
            let id = ClauseId(at as u32);
            if views::open_brackets(clause).next().is_none() {
                continue;
            }
            let words = PlainWriter::new(self.book, self.resolved, TextId::Clause(id)).brackets();
            let paragraphs = paragraphs(&clause.body);
            for (index, bracket) in (0..).zip(&clause.body.brackets).filter(|(_, bracket)| bracket.open) {
                let view = BracketView {
                    label: crate::render::words::clause_label(self.book, self.resolved, id, self.language),
                    title: viewer.title(TextId::Clause(id)),
                    url: viewer
                        .links
                        .href(&Destination::Clause(id, paragraphs.get(&index).map(|path| (*path).clone()))),
                    text: excerpt(words.get(&index).map_or("", String::as_str)),
                    by: bracket.by.iter().map(|id| self.book.settings.bodies.get(id).unwrap_or(id).clone()).collect(),
                    alternative: bracket.alternative.clone(),
                };
                for body in &bracket.by {
                    bodies.entry(body).or_default().push(view.clone());
                }
                brackets.push(view);
            }
        }
        let bodies = bodies.into_iter().map(|(id, brackets)| BodyView {
            name: self.book.settings.bodies.get(id).map_or(id, String::as_str).to_owned(),
            anchor: format!("by.{}", id.replace(char::is_whitespace, "-")),
            brackets,
        });
        let bodies = bodies.collect();
        let title = locale::words(self.language).open_brackets.to_owned();
        let page = self.page("brackets", title, "brackets.html");
        self.render("brackets.html", "site/brackets.html", &BracketsPage { page, brackets, bodies })
    }

    /// The page for addresses that lead nowhere. A server shows it at any of them, so its own links begin at the root of
    /// the site where that is known.
    pub(super) fn missing(&self) -> Result<(), RenderError> {
        if !self.folder.is_empty() {
            return Ok(());
        }
        let mut page = self.page("missing", locale::words(self.language).page_missing.to_owned(), MISSING);
        if let Some(site) = &self.book.settings.site_url {
            let host = site.find("://").map_or(0, |at| at + 3);
            page.root = site[host..].find('/').map_or("/", |at| &site[host + at..]).to_owned();
        }
        page.canonical = None;
        page.languages.clear();
        self.render(MISSING, "site/missing.html", &MissingPage { page })
    }
}

/// The numbered paragraph that holds each bracket.
fn paragraphs(body: &Body) -> HashMap<u32, &ParagraphPath> {
    let mut out = HashMap::new();
    for section in &body.sections {
        in_blocks(&section.blocks, None, &mut out);
    }
    out
}

fn in_blocks<'a>(blocks: &'a [Block], path: Option<&'a ParagraphPath>, out: &mut HashMap<u32, &'a ParagraphPath>) {
    for block in blocks {
        match block {
            Block::Paragraph(inlines) | Block::Heading { inlines, .. } => in_inlines(inlines, path, out),
            Block::List(list) => {
                list.items.iter().for_each(|item| in_blocks(&item.blocks, item.path.as_ref().or(path), out));
            }
            Block::Quote(blocks) => in_blocks(blocks, path, out),
            Block::Table(table) => {
                let cells = std::iter::once(&table.header).chain(&table.rows).flatten();
                cells.for_each(|cell| in_inlines(cell, path, out));
            }
            Block::Code(_) | Block::Rule => {}
        }
    }
}

fn in_inlines<'a>(inlines: &'a [Inline], path: Option<&'a ParagraphPath>, out: &mut HashMap<u32, &'a ParagraphPath>) {
    for inline in inlines {
        match inline {
            Inline::Bracket(index, true) => out.extend(path.map(|path| (*index, path))),
            Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Link { inlines: inner, .. } => {
                in_inlines(inner, path, out);
            }
            _ => {}
        }
    }
}

/// The first 200 characters of a bracketed text, on one line.
fn excerpt(text: &str) -> String {
    let words = text.split_whitespace().flat_map(|word| std::iter::once(' ').chain(word.chars()));
    let line: Vec<char> = words.skip(1).take(201).collect();
    if line.len() <= 200 { line.into_iter().collect() } else { line.into_iter().take(199).chain(['…']).collect() }
}
