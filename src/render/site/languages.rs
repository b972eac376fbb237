//! The page of a clause in all languages of the book side by side, paragraph by paragraph.

use rayon::prelude::*;
use serde::Serialize;

use super::Site;
use super::negotiation::HeadView;
use crate::locale;
use crate::model::book::{ClauseId, TextId};
use crate::model::language::Language;
use crate::model::section::TEXT;
use crate::render::RenderError;
use crate::render::context::{FootnoteView, PageView};
use crate::render::html::{HtmlOptions, HtmlWriter};
use crate::render::views::Viewer;

/// The page of a clause in all languages.
#[derive(Serialize)]
struct LanguagesPage {
    /// The page.
    page: PageView,
    /// The clause.
    clause: HeadView,
    /// The languages: that of the page first, then that of the source texts.
    columns: Vec<ColumnView>,
    /// The text and the other sections of the source.
    sections: Vec<SynopticSectionView>,
    /// Whether any language has footnotes.
    has_footnotes: bool,
}

/// A language of the synopsis.
#[derive(Serialize)]
struct ColumnView {
    /// Language code.
    language: &'static str,
    /// `ltr` or `rtl`.
    direction: &'static str,
    /// Name of the language in itself.
    name: &'static str,
    /// Title of the clause.
    title: String,
    /// Whether the translation was made from an earlier state of the source.
    stale: bool,
    /// Footnotes.
    footnotes: Vec<FootnoteView>,
}

/// A section in all languages.
#[derive(Serialize)]
struct SynopticSectionView {
    /// Heading in the language of the page; nothing for the text.
    name: Option<String>,
    /// Its rows, one a paragraph; one for all where the languages do not have the same paragraphs.
    rows: Vec<RowView>,
}

/// A paragraph in all languages.
#[derive(Serialize)]
struct RowView {
    /// Anchor of a numbered paragraph.
    anchor: Option<String>,
    /// The paragraph in each language that has the section, and in the first row also what is missing.
    cells: Vec<CellView>,
}

/// A paragraph in a language.
#[derive(Serialize)]
struct CellView {
    /// Language code.
    language: &'static str,
    /// `ltr` or `rtl`.
    direction: &'static str,
    /// Its words; nothing where the section is not translated.
    text: Option<String>,
    /// How many rows it spans.
    rows: usize,
}

/// A language with the text in it.
struct Column<'v> {
    language: Language,
    id: TextId,
    writer: HtmlWriter<'v>,
}

impl Site<'_> {
    pub(super) fn synopses(&self) -> Result<(), RenderError> {
        if self.book.settings.languages.len() < 2 {
            return Ok(());
        }
        (0..self.book.clauses.len() as u32).into_par_iter().map(ClauseId).try_for_each(|id| self.synopsis(id))
    }

    fn synopsis(&self, id: ClauseId) -> Result<(), RenderError> {
        let path = self.beside(id, "languages");
        if !self.wants(&path) {
            return Ok(());
        }
        let links = self.links("../");
        let viewer = self.viewer(&links);
        let columns: Vec<Column<'_>> = self.texts_in_all(id, &viewer);
        let mut sections = Vec::new();
        for section in &self.book.clause(id).body.sections {
            let name = (*section.key != *TEXT).then(|| {
                let kind = self.book.settings.sections.with_key(&section.key);
                kind.map_or_else(|| section.key.to_string(), |kind| kind.name(self.language).to_owned())
            });
            sections.extend(self.synoptic_section(&section.key, None, name, &columns));
            for part in &section.parts {
                let kinds = self.book.settings.sections.with_key(&section.key);
                let kind = kinds.and_then(|kind| kind.parts.iter().find(|kind| kind.key == part.key));
                let name = kind.map_or_else(|| part.key.to_string(), |kind| kind.name(self.language).to_owned());
                sections.extend(self.synoptic_section(&section.key, Some(&part.key), Some(name), &columns));
            }
        }
        let column_views: Vec<ColumnView> = columns
            .iter()
            .map(|column| ColumnView {
                language: column.language.code(),
                direction: column.language.direction(),
                name: column.language.own_name(),
                title: crate::render::words::title(self.book, self.resolved, TextId::Clause(id), column.language),
                stale: viewer.is_stale(column.id),
                footnotes: column.writer.footnotes(),
            })
            .collect();
        let name = locale::words(self.language).side_by_side;
        let view = LanguagesPage {
            page: self.page_beside(id, "languages", name, &path, &viewer),
            clause: self.head(id, columns[0].id, &viewer),
            has_footnotes: column_views.iter().any(|column| !column.footnotes.is_empty()),
            columns: column_views,
            sections,
        };
        self.render(&path, "site/languages.html", &view)
    }

    fn texts_in_all<'v>(&self, id: ClauseId, viewer: &Viewer<'v>) -> Vec<Column<'v>> {
        let source = self.book.settings.language;
        let others =
            self.book.settings.languages.iter().copied().filter(|other| ![self.language, source].contains(other));
        let first = std::iter::once(self.language);
        let second = (source != self.language).then_some(source);
        let column = |language: Language| {
            let translation = self.resolved.index.translation(TextId::Clause(id), language);
            let shown = translation.map_or(TextId::Clause(id), TextId::Translation);
            let options = HtmlOptions {
                permalinks: None,
                link_terms: false,
                anchors: false,
                note_prefix: language.code(),
                ..viewer.options
            };
            let writer = HtmlWriter::new(viewer.book, viewer.resolved, shown, language, viewer.links, options);
            Column { language, id: shown, writer }
        };
        first.chain(second).chain(others).map(column).collect()
    }

    /// A section, or a part of one, in all languages; nothing if it is empty.
    fn synoptic_section(
        &self,
        key: &str,
        part: Option<&str>,
        name: Option<String>,
        columns: &[Column<'_>],
    ) -> Option<SynopticSectionView> {
        let source = self.book.settings.language;
        let pieces: Vec<Option<Vec<(String, String)>>> = columns
            .iter()
            .map(|column| {
                let own = matches!(column.id, TextId::Translation(_)) || column.language == source;
                let section = self.book.body(column.id).section(key).filter(|_| own)?;
                let section = match part {
                    Some(part) => section.parts.iter().find(|other| *other.key == *part)?,
                    None => section,
                };
                Some(column.writer.pieces(section)).filter(|pieces| !pieces.is_empty())
            })
            .collect();
        let mut present = pieces.iter().flatten();
        let first = present.next()?;
        let anchors: Vec<Option<String>> =
            first.iter().map(|(key, _)| (!key.starts_with('-')).then(|| key.clone())).collect();
        let alike = present.all(|other| other.iter().map(|(key, _)| key).eq(first.iter().map(|(key, _)| key)));
        let count = if alike { first.len() } else { 1 };
        let mut rows: Vec<RowView> =
            (0..count).map(|at| RowView { anchor: anchors[at].clone().filter(|_| alike), cells: Vec::new() }).collect();
        for (column, pieces) in columns.iter().zip(pieces) {
            let (language, direction) = (column.language.code(), column.language.direction());
            match pieces {
                None => rows[0].cells.push(CellView { language, direction, text: None, rows: count }),
                Some(pieces) if alike => {
                    for (row, (_, text)) in rows.iter_mut().zip(pieces) {
                        row.cells.push(CellView { language, direction, text: Some(text), rows: 1 });
                    }
                }
                Some(pieces) => {
                    let text = pieces.into_iter().map(|(_, text)| text).collect();
                    rows[0].cells.push(CellView { language, direction, text: Some(text), rows: 1 });
                }
            }
        }
        Some(SynopticSectionView { name, rows })
    }
}
