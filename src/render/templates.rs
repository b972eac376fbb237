//! Templates: the program's own, any of them replaced by a file of the same name in the book's `templates/`.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Serialize;
use tera::{Context, ErrorKind, Kwargs, State, Tera};

use crate::diag::Diagnostic;
use crate::locale::Words;
use crate::model::book::Book;
use crate::render::RenderError;
use crate::render::context::BookView;
use crate::render::pandoc;
use crate::rules::rendering::TEMPLATE_ERROR;
use crate::source::{FileId, Span};

/// The program's own templates and assets: name and text.
pub const EMBEDDED: &[(&str, &str)] = &[
    ("document/clause.html", include_str!("../../templates/document/clause.html")),
    ("document/close.html", include_str!("../../templates/document/close.html")),
    ("document/collection.html", include_str!("../../templates/document/collection.html")),
    ("document/division.html", include_str!("../../templates/document/division.html")),
    ("document/open.html", include_str!("../../templates/document/open.html")),
    ("document/style.css", include_str!("../../templates/document/style.css")),
    ("document/text.html", include_str!("../../templates/document/text.html")),
    ("markdown/clause.md", include_str!("../../templates/markdown/clause.md")),
    ("markdown/close.md", include_str!("../../templates/markdown/close.md")),
    ("markdown/collection.md", include_str!("../../templates/markdown/collection.md")),
    ("markdown/division.md", include_str!("../../templates/markdown/division.md")),
    ("markdown/open.md", include_str!("../../templates/markdown/open.md")),
    ("markdown/text.md", include_str!("../../templates/markdown/text.md")),
    ("parts/changes.html", include_str!("../../templates/parts/changes.html")),
    ("parts/definitions.html", include_str!("../../templates/parts/definitions.html")),
    ("parts/footnotes.html", include_str!("../../templates/parts/footnotes.html")),
    ("parts/outline.html", include_str!("../../templates/parts/outline.html")),
    ("parts/uses.html", include_str!("../../templates/parts/uses.html")),
    ("parts/views.html", include_str!("../../templates/parts/views.html")),
    ("site/alternatives.html", include_str!("../../templates/site/alternatives.html")),
    ("site/base.html", include_str!("../../templates/site/base.html")),
    ("site/brackets.html", include_str!("../../templates/site/brackets.html")),
    ("site/changes.html", include_str!("../../templates/site/changes.html")),
    ("site/clause.html", include_str!("../../templates/site/clause.html")),
    ("site/clean.html", include_str!("../../templates/site/clean.html")),
    ("site/collection.html", include_str!("../../templates/site/collection.html")),
    ("site/coverage.html", include_str!("../../templates/site/coverage.html")),
    ("site/division.html", include_str!("../../templates/site/division.html")),
    ("site/front.html", include_str!("../../templates/site/front.html")),
    ("site/glossary.html", include_str!("../../templates/site/glossary.html")),
    ("site/instrument.html", include_str!("../../templates/site/instrument.html")),
    ("site/languages.html", include_str!("../../templates/site/languages.html")),
    ("site/missing.html", include_str!("../../templates/site/missing.html")),
    ("site/provision.html", include_str!("../../templates/site/provision.html")),
    ("site/search-cite.js", include_str!("../../templates/site/search-cite.js")),
    ("site/search-near.js", include_str!("../../templates/site/search-near.js")),
    ("site/search.html", include_str!("../../templates/site/search.html")),
    ("site/search.js", include_str!("../../templates/site/search.js")),
    ("site/site.js", include_str!("../../templates/site/site.js")),
    ("site/style.css", include_str!("../../templates/site/style.css")),
    ("site/text.html", include_str!("../../templates/site/text.html")),
];

/// Templates ready for use.
pub struct Templates {
    tera: Tera,
    assets: BTreeMap<String, String>,
    /// The book's own files, by template name.
    own: BTreeMap<String, FileId>,
    /// Their texts.
    texts: BTreeMap<FileId, Arc<str>>,
    config: FileId,
}

impl Templates {
    /// The templates of a book.
    ///
    /// # Errors
    /// A finding for the first template that cannot be read.
    pub fn new(book: &Book) -> Result<Templates, Box<Diagnostic>> {
        let mut texts: BTreeMap<&str, &str> = EMBEDDED.iter().copied().collect();
        for (name, file) in &book.templates {
            texts.insert(name, &book.sources.get(*file).text);
        }
        let is_asset = |name: &str| name.ends_with(".css") || name.ends_with(".js");
        let (assets, templates): (Vec<_>, Vec<_>) = texts.into_iter().partition(|(name, _)| is_asset(name));
        let mut tera = Tera::new();
        tera.autoescape_on(vec![".html"]);
        register_filters(&mut tera);
        let mut own = Templates {
            tera: Tera::new(),
            assets: assets.into_iter().map(|(name, text)| (name.to_owned(), text.to_owned())).collect(),
            own: book.templates.clone(),
            texts: book.templates.values().map(|file| (*file, book.sources.get(*file).text.clone())).collect(),
            config: book.settings.file,
        };
        let usable = templates.into_iter().filter(|(name, _)| name.ends_with(".html") || name.ends_with(".md"));
        tera.add_raw_templates(usable).map_err(|error| Box::new(own.finding(&error, "")))?;
        own.tera = tera;
        Ok(own)
    }

    /// The text of a style sheet or script.
    pub fn asset(&self, name: &str) -> &str {
        self.assets.get(name).map_or("", String::as_str)
    }

    /// Makes the book and the words of the interface part of the context of every template.
    pub fn share(&mut self, book: &BookView, words: &Words) {
        let context = self.tera.global_context();
        context.insert("book", book);
        context.insert("words", words);
    }

    /// Renders a template with a view; each field of the view is a variable.
    ///
    /// # Errors
    /// A finding with the template's file, line and what is missing.
    pub fn render(&self, name: &str, view: &impl Serialize) -> Result<String, RenderError> {
        let wrong = |error: tera::Error| RenderError::Template(Box::new(self.finding(&error, name)));
        let context = Context::from_serialize(view).map_err(wrong)?;
        self.tera.render(name, &context).map_err(wrong)
    }

    fn finding(&self, error: &tera::Error, rendering: &str) -> Diagnostic {
        let said = error.to_string();
        let (template, message, range) = match error.kind() {
            ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => (
                report.filename(),
                report.message().to_owned(),
                Some((report.span().range.clone(), report.span().start_line)),
            ),
            ErrorKind::MissingParent { current, .. } => (current.as_str(), said.clone(), None),
            ErrorKind::CircularExtend { tpl, .. } | ErrorKind::CircularInclude { tpl, .. } => {
                (tpl.as_str(), said.clone(), None)
            }
            _ => match place_in_report(&said) {
                Some((name, line, column)) => {
                    let text = self.own.get(name).map(|file| &*self.texts[file]);
                    let at = text.map_or(0, |text| offset_of(text, line, column));
                    (name, said.clone(), Some((at..at, line)))
                }
                None => (rendering, said.clone(), None),
            },
        };
        let message = message.lines().next().unwrap_or("");
        let message = message.strip_prefix("error: ").unwrap_or(message).trim_end_matches('.').to_owned();
        match self.own.get(template) {
            Some(file) => {
                let span = Span::new(*file, range.map_or(0..0, |(range, _)| range));
                if message.starts_with("Unexpected end of input") {
                    return Diagnostic::new(&TEMPLATE_ERROR, span, "the template ends within a block".to_owned())
                        .help("close it: `{% endblock %}`, `{% endif %}`, `{% endfor %}`, `}}`");
                }
                Diagnostic::new(&TEMPLATE_ERROR, span, format!("the template cannot be used: {message}"))
                    .help("docs/templates.md lists what a template can use")
            }
            None => {
                let place = range.map_or_else(String::new, |(_, line)| format!(", line {line}"));
                Diagnostic::new(&TEMPLATE_ERROR, Span::start_of(self.config), format!("the template `{template}`{place} cannot be used: {message}"))
                    .help("one of the book's own templates may not fit the program's; docs/templates.md lists what a template can use")
            }
        }
    }
}

/// The place in the report of an error that the template engine gives in words only: ` --> name:line:column`.
fn place_in_report(said: &str) -> Option<(&str, usize, usize)> {
    let place = said.lines().find_map(|line| line.trim_start().strip_prefix("--> "))?;
    let (rest, column) = place.trim_end().rsplit_once(':')?;
    let (name, line) = rest.rsplit_once(':')?;
    Some((name, line.parse().ok()?, column.parse().ok()?))
}

/// Byte offset of a 1-based line and a 1-based column in characters.
fn offset_of(text: &str, line: usize, column: usize) -> usize {
    let start = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum::<usize>();
    let within = text[start..].char_indices().nth(column.saturating_sub(1)).map_or(text.len() - start, |(at, _)| at);
    start + within
}

/// The filters of Markdown templates; docs/templates.md describes them.
fn register_filters(tera: &mut Tera) {
    tera.register_filter("pandoc", |text: &str, _: Kwargs, _: &State| pandoc::escaped(text));
    tera.register_filter("pandoc_paragraph", |text: &str, _: Kwargs, _: &State| pandoc::escaped_paragraph(text));
    // Pandoc reads a value of the metadata as blocks, so that "1. Title" would become a list.
    tera.register_filter("pandoc_meta", |text: &str, _: Kwargs, _: &State| {
        serde_json::Value::from(pandoc::escaped_paragraph(text)).to_string()
    });
    tera.register_filter("hashes", |level: u64, _: Kwargs, _: &State| "#".repeat(level.clamp(1, 6) as usize));
    tera.register_filter("anchor", |anchor: &str, arguments: Kwargs, _: &State| -> tera::TeraResult<String> {
        let class = arguments.get::<String>("class")?.map_or_else(String::new, |class| format!(" .{class}"));
        Ok(format!("{{#{anchor}{class}}}"))
    });
    tera.register_filter("definition", |text: &str, _: Kwargs, _: &State| {
        let lines = text.trim_end().lines().enumerate();
        let indented = lines.map(|(at, line)| if at == 0 { format!(":   {line}\n") } else { format!("    {line}\n") });
        indented.collect::<String>()
    });
}
