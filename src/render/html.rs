//! The tree of a text as HTML.

use std::borrow::Cow;
use std::cell::{OnceCell, RefCell};
use std::collections::{BTreeSet, HashSet};
use std::fmt::Write;
use std::ops::Range;

use crate::locale::{self, Form};
use crate::model::anchor::{self, Destination};
use crate::model::body::{Alignment, Block, Body, Bracket, Inline, Item, LinkTarget, List, Section, Str, Table};
use crate::model::book::{Book, ClauseId, TextId};
use crate::model::language::Language;
use crate::render::bidi::left_to_right_runs;
use crate::render::context::FootnoteView;
use crate::render::{anchors, words};
use crate::resolve::Resolved;
use crate::resolve::bind::Bound;
use crate::resolve::terms::{FirstUse, TermForms, first_uses};

/// How an output addresses what its links lead to.
pub trait Links: Sync {
    /// The address of a destination, as seen from the page that is written.
    fn href(&self, destination: &Destination) -> String;
}

/// Writes the HTML of one text.
pub struct HtmlWriter<'a> {
    book: &'a Book,
    resolved: &'a Resolved,
    body: &'a Body,
    bound: &'a Bound,
    links: &'a dyn Links,
    language: Language,
    /// The clause, if it is the text of one.
    clause: Option<ClauseId>,
    /// Anchor of the text, which begins the anchors in it.
    anchor: String,
    options: HtmlOptions,
    /// How terms are called in the language, if they are to be linked.
    forms: Option<&'a TermForms>,
    /// Terms to be linked, by their places in the parsed text.
    uses: OnceCell<Vec<FirstUse>>,
    /// Footnotes whose first mark has been written.
    marked: RefCell<HashSet<u32>>,
    /// Terms that have been linked.
    linked: RefCell<BTreeSet<u32>>,
}

/// What differs between outputs.
#[derive(Debug, Clone, Copy)]
pub struct HtmlOptions {
    /// What is added to the level of a heading in the text.
    pub heading_shift: u8,
    /// Number of the text's first footnote.
    pub first_footnote: u32,
    /// Whether brackets say whose they are.
    pub attributions: bool,
    /// What the anchors of footnotes begin with, where two versions of a text stand on one page.
    pub note_prefix: &'static str,
    /// Whether headings and paragraphs have anchors; in a copy of a text they have none.
    pub anchors: bool,
    /// The language of citations, where the marks of paragraphs link to their paragraph and carry its citation.
    pub permalinks: Option<Language>,
    /// Whether the first use of a term in each section of a clause links to the glossary.
    pub link_terms: bool,
}

impl<'a> HtmlWriter<'a> {
    /// A writer for one text, which is written in `language`.
    pub fn new(
        book: &'a Book,
        resolved: &'a Resolved,
        id: TextId,
        language: Language,
        links: &'a dyn Links,
        options: HtmlOptions,
    ) -> HtmlWriter<'a> {
        let anchor = anchors::text_anchor(book, resolved, id);
        let (body, bound) = (book.body(id), resolved.bound(book, id));
        let source = match id {
            TextId::Translation(at) => book.translations[at as usize].of,
            id => id,
        };
        let clause = match source {
            TextId::Clause(id) => Some(id),
            _ => None,
        };
        let forms = resolved.term_forms.get(&language).filter(|_| options.link_terms && clause.is_some());
        let forms = forms.filter(|forms| !forms.is_empty());
        HtmlWriter {
            book,
            resolved,
            body,
            bound,
            links,
            language,
            clause,
            anchor,
            options,
            forms,
            uses: OnceCell::new(),
            marked: RefCell::default(),
            linked: RefCell::default(),
        }
    }

    /// The HTML of a section's blocks, without its parts.
    pub fn section(&self, section: &Section) -> String {
        let mut out = String::with_capacity(2048);
        self.blocks(&section.blocks, &mut out);
        out
    }

    /// The HTML of a section piece by piece, to be laid beside another version: each paragraph of a numbered list by itself
    /// with its path, other blocks with their place.
    pub fn pieces(&self, section: &Section) -> Vec<(String, String)> {
        let mut pieces = Vec::new();
        for block in &section.blocks {
            match block {
                Block::List(list) if list.ordered => {
                    for item in &list.items {
                        let mut out = String::new();
                        self.marked_items(list, std::slice::from_ref(item), &mut out);
                        let path = item.path.as_ref().map(|path| anchor::within(&self.anchor, &path.0));
                        pieces.push((path.unwrap_or_else(|| format!("-{}", pieces.len())), out));
                    }
                }
                block => {
                    let mut out = String::new();
                    self.block(block, &mut out);
                    pieces.push((format!("-{}", pieces.len()), out));
                }
            }
        }
        pieces
    }

    /// The HTML of blocks.
    pub fn blocks(&self, blocks: &[Block], out: &mut String) {
        for block in blocks {
            self.block(block, out);
        }
    }

    /// The footnotes whose marks have been written so far, in order.
    pub fn footnotes(&self) -> Vec<FootnoteView> {
        let mut views = Vec::new();
        // A footnote may mark others, so the list is looked at anew after each.
        let mut at = 0;
        while at < self.body.footnotes.len() as u32 {
            if self.marked.borrow().contains(&at) {
                let (anchor, mark) = self.footnote_anchors(at);
                let mut body = String::new();
                self.blocks(&self.body.footnotes[at as usize].blocks, &mut body);
                views.push(FootnoteView { number: self.options.first_footnote + at, anchor, mark, body });
            }
            at += 1;
        }
        views
    }

    /// The terms that have been linked so far.
    pub fn linked_terms(&self) -> BTreeSet<u32> {
        self.linked.borrow().clone()
    }

    /// Anchors of a footnote and of its first mark.
    fn footnote_anchors(&self, index: u32) -> (String, String) {
        let prefix = self.options.note_prefix;
        let anchor = |kind: &str| anchor::within(&self.anchor, &format!("{prefix}{kind}-{}", index + 1));
        (anchor("note"), anchor("mark"))
    }

    /// The HTML of inlines.
    pub fn inlines(&self, inlines: &[Inline], out: &mut String) {
        let mut starts = true;
        let mut open = None;
        for (at, inline) in inlines.iter().enumerate() {
            match inline {
                Inline::Text(Str::Source(start, end)) if !self.uses().is_empty() => {
                    self.linking(*start as usize..*end as usize, &inlines[at + 1..], &mut open, out);
                }
                _ => self.inline(inline, starts, out),
            }
            starts = ends_sentence(inline, self.body, starts);
        }
    }

    fn uses(&self) -> &[FirstUse] {
        let found = |forms: &TermForms| first_uses(self.book, self.body, forms);
        self.uses.get_or_init(|| self.forms.map_or_else(Vec::new, found))
    }

    /// Words in which terms become links. A term may go on in the words behind a line end; `open` is the end of one that does.
    fn linking(&self, words: Range<usize>, rest: &[Inline], open: &mut Option<usize>, out: &mut String) {
        let mut from = words.start;
        if let Some(end) = *open {
            from = end.min(words.end);
            self.words_of(words.start..from, out);
            if end <= words.end {
                out.push_str("</a>");
                *open = None;
            }
        }
        let first = self.uses().partition_point(|found| found.range.start < from);
        for found in self.uses()[first..].iter().take_while(|found| found.range.start < words.end) {
            let end = found.range.end;
            if end > words.end && !goes_on(rest, end) {
                continue;
            }
            self.words_of(from..found.range.start, out);
            let href = self.links.href(&Destination::Term(found.term));
            self.linked.borrow_mut().insert(found.term);
            let _ = write!(out, "<a class=\"term\" href=\"{}\">", attribute(&href));
            from = end.min(words.end);
            self.words_of(found.range.start..from, out);
            match end <= words.end {
                true => out.push_str("</a>"),
                false => *open = Some(end),
            }
        }
        self.words_of(from..words.end, out);
    }

    fn words_of(&self, range: Range<usize>, out: &mut String) {
        self.words_written(&self.body.text[range], out);
    }

    fn words_written(&self, words: &str, out: &mut String) {
        if self.language.is_right_to_left() { isolated(words, out) } else { escape(words, out) }
    }

    fn block(&self, block: &Block, out: &mut String) {
        match block {
            Block::Paragraph(inlines) => {
                out.push_str("<p>");
                self.inlines(inlines, out);
                out.push_str("</p>\n");
            }
            Block::Heading { level, anchor, inlines } => {
                let level = (level + self.options.heading_shift).clamp(2, 6);
                let _ = write!(out, "<h{level}");
                if self.options.anchors {
                    let _ = write!(out, " id=\"{}\"", attribute(&anchor::within(&self.anchor, anchor)));
                }
                out.push('>');
                self.inlines(inlines, out);
                let _ = writeln!(out, "</h{level}>");
            }
            Block::List(list) => self.list(list, out),
            Block::Quote(blocks) => {
                out.push_str("<blockquote>\n");
                self.blocks(blocks, out);
                out.push_str("</blockquote>\n");
            }
            Block::Code(text) => {
                out.push_str("<pre><code>");
                escape(text.get(self.body), out);
                out.push_str("</code></pre>\n");
            }
            Block::Table(table) => self.table(table, out),
            Block::Rule => out.push_str("<hr>\n"),
        }
    }

    fn list(&self, list: &List, out: &mut String) {
        if !list.ordered {
            out.push_str("<ul>\n");
            for item in &list.items {
                out.push_str("<li>");
                self.item(item, "", out);
                out.push_str("</li>\n");
            }
            out.push_str("</ul>\n");
            return;
        }
        self.marked_items(list, &list.items, out);
    }

    /// Items of a numbered list, as a list.
    fn marked_items(&self, list: &List, items: &[Item], out: &mut String) {
        // The marks are text, so that they are copied, searched and read aloud as they are printed.
        let _ = writeln!(out, "<ol class=\"marked level-{}\">", list.level);
        for item in items {
            match &item.path {
                Some(path) if self.options.anchors => {
                    let _ = write!(out, "<li id=\"{}\">", attribute(&anchor::within(&self.anchor, &path.0)));
                }
                _ => out.push_str("<li>"),
            }
            self.item(item, &self.mark(item, list.level), out);
            out.push_str("</li>\n");
        }
        out.push_str("</ol>\n");
    }

    /// The mark of an item; where paragraphs have permalinks, it is the link.
    fn mark(&self, item: &Item, level: u8) -> String {
        let mut out = String::new();
        let element = match (self.options.permalinks, &item.path) {
            (Some(language), Some(path)) => {
                let _ =
                    write!(out, "<a class=\"mark\" href=\"#{}\"", attribute(&anchor::within(&self.anchor, &path.0)));
                if let Some(clause) = self.clause {
                    let words = words::paragraph_citation(self.book, self.resolved, clause, path, language);
                    let _ = write!(out, " data-cite=\"{}\"", attribute(&words));
                }
                "a"
            }
            _ => {
                out.push_str("<span class=\"mark\"");
                "span"
            }
        };
        out.push('>');
        html_mark(&item_mark(item, level, self.language), &mut out);
        let _ = write!(out, "</{element}> ");
        out
    }

    fn item(&self, item: &Item, mark: &str, out: &mut String) {
        let mut blocks = item.blocks.as_slice();
        if let [Block::Paragraph(inlines), rest @ ..] = blocks {
            out.push_str("<p>");
            out.push_str(mark);
            self.inlines(inlines, out);
            out.push_str("</p>\n");
            blocks = rest;
        } else if !mark.is_empty() {
            let _ = writeln!(out, "<p>{mark}</p>");
        }
        self.blocks(blocks, out);
    }

    fn table(&self, table: &Table, out: &mut String) {
        out.push_str("<div class=\"table\"><table>\n<thead><tr>");
        let class = |at: usize| match table.alignments.get(at) {
            Some(Alignment::Left) => " class=\"left\"",
            Some(Alignment::Center) => " class=\"center\"",
            Some(Alignment::Right) => " class=\"right\"",
            Some(Alignment::None) | None => "",
        };
        for (at, cell) in table.header.iter().enumerate() {
            let _ = write!(out, "<th scope=\"col\"{}>", class(at));
            self.inlines(cell, out);
            out.push_str("</th>");
        }
        out.push_str("</tr></thead>\n<tbody>\n");
        for row in &table.rows {
            out.push_str("<tr>");
            for (at, cell) in row.iter().enumerate() {
                let _ = write!(out, "<td{}>", class(at));
                self.inlines(cell, out);
                out.push_str("</td>");
            }
            out.push_str("</tr>\n");
        }
        out.push_str("</tbody>\n</table></div>\n");
    }

    fn inline(&self, inline: &Inline, starts: bool, out: &mut String) {
        match inline {
            Inline::Text(text) => self.words_written(text.get(self.body), out),
            Inline::SoftBreak => out.push('\n'),
            Inline::HardBreak => out.push_str("<br>\n"),
            Inline::Code(text) => {
                out.push_str("<code>");
                escape(text.get(self.body), out);
                out.push_str("</code>");
            }
            Inline::Emphasis(inlines) => {
                out.push_str("<em>");
                self.inlines(inlines, out);
                out.push_str("</em>");
            }
            Inline::Strong(inlines) => {
                out.push_str("<strong>");
                self.inlines(inlines, out);
                out.push_str("</strong>");
            }
            Inline::Link { target, inlines } => self.link(target, inlines, starts, out),
            Inline::Image { reference, inlines } => self.image(*reference, inlines, out),
            Inline::Footnote(index) => self.footnote_mark(*index, out),
            Inline::Bracket(index, opens) => self.bracket(*index, *opens, out),
        }
    }

    fn link(&self, target: &LinkTarget, inlines: &[Inline], starts: bool, out: &mut String) {
        let Some((href, class)) = self.address(target) else {
            return self.inlines(inlines, out);
        };
        let _ = write!(out, "<a{class} href=\"{}\">", attribute(&href));
        if inlines.is_empty() {
            let words = self.words(target);
            escape(&if starts { words::capitalized(&words) } else { words }, out);
        } else {
            self.inlines(inlines, out);
        }
        out.push_str("</a>");
    }

    /// Where a link leads, and its class.
    fn address(&self, target: &LinkTarget) -> Option<(String, &'static str)> {
        match target {
            LinkTarget::Address(address) => Some((address.get(self.body).to_owned(), " rel=\"noreferrer\"")),
            LinkTarget::Citation(at) => {
                let bound = self.bound.citations[*at as usize].as_ref()?;
                Some((self.links.href(&bound.destination()), " class=\"citation\""))
            }
            LinkTarget::Reference(at) => {
                let destination = self.bound.references[*at as usize].as_ref()?;
                let class = match destination {
                    Destination::Term(term) => {
                        self.linked.borrow_mut().insert(*term);
                        " class=\"term\""
                    }
                    _ => "",
                };
                Some((self.links.href(destination), class))
            }
            LinkTarget::Nothing => None,
        }
    }

    fn words(&self, target: &LinkTarget) -> String {
        link_words(self.book, self.resolved, self.body, self.bound, target, self.language)
    }

    fn image(&self, reference: u32, inlines: &[Inline], out: &mut String) {
        if let Some(destination) = &self.bound.references[reference as usize] {
            let alt = crate::load::markdown::plain_text(inlines, self.body);
            let _ =
                write!(out, "<img src=\"{}\" alt=\"{}\">", attribute(&self.links.href(destination)), attribute(&alt));
        }
    }

    fn footnote_mark(&self, index: u32, out: &mut String) {
        let (note, mark) = self.footnote_anchors(index);
        let number = self.options.first_footnote + index;
        // Only the first mark is led back to, so only it needs an anchor.
        let id = if self.marked.borrow_mut().insert(index) {
            format!(" id=\"{}\"", attribute(&mark))
        } else {
            String::new()
        };
        let _ = write!(out, "<sup class=\"note\"><a{id} href=\"#{}\">{number}</a></sup>", attribute(&note));
    }

    fn bracket(&self, index: u32, opens: bool, out: &mut String) {
        let bracket = &self.body.brackets[index as usize];
        if !bracket.open {
            out.push(if opens { '[' } else { ']' });
            return;
        }
        let _ = write!(out, "<span class=\"bracket\">{}</span>", if opens { '[' } else { ']' });
        if opens || !self.options.attributions {
            return;
        }
        let attribution = bracket_attribution(self.book, bracket, self.language);
        if !attribution.is_empty() {
            let _ = write!(out, "<span class=\"attribution\">{}</span>", text(&attribution));
        }
    }
}

/// Whether plain words alone lead from here to a place further on in the text.
fn goes_on(rest: &[Inline], to: usize) -> bool {
    for inline in rest {
        match inline {
            Inline::SoftBreak => {}
            Inline::Text(Str::Source(start, end)) if (*start as usize) < to => {
                if to <= *end as usize {
                    return true;
                }
            }
            _ => return false,
        }
    }
    false
}

/// "Alternative A · Group A, Group C".
pub fn bracket_attribution(book: &Book, bracket: &Bracket, language: Language) -> String {
    let names: Vec<&str> =
        bracket.by.iter().map(|id| book.settings.bodies.get(id).map_or(id.as_str(), String::as_str)).collect();
    let alternative =
        bracket.alternative.as_ref().map(|name| format!("{}\u{a0}{name}", locale::words(language).alternative));
    let names = (!names.is_empty()).then(|| names.join(", "));
    alternative.into_iter().chain(names).collect::<Vec<_>>().join(" · ")
}

/// What a link without words of its own says.
pub fn link_words(
    book: &Book,
    resolved: &Resolved,
    body: &Body,
    bound: &Bound,
    target: &LinkTarget,
    language: Language,
) -> String {
    match target {
        LinkTarget::Address(address) => address.get(body).to_owned(),
        LinkTarget::Citation(at) => match &body.citations[*at as usize].citation {
            Ok(citation) => words::citation(book, citation, language, Form::Running),
            Err(_) => String::new(),
        },
        LinkTarget::Reference(at) => bound.references[*at as usize]
            .as_ref()
            .map_or_else(String::new, |destination| words::destination(book, resolved, destination, language)),
        LinkTarget::Nothing => String::new(),
    }
}

/// Whether what follows this inline begins a sentence.
pub fn ends_sentence(inline: &Inline, body: &Body, started: bool) -> bool {
    match inline {
        Inline::Text(text) => {
            let text = text.get(body);
            let trimmed = text.trim_end();
            trimmed.is_empty() && started
                || (trimmed.len() < text.len() && trimmed.ends_with(['.', '?', '!']) && !ends_in_abbreviation(trimmed))
        }
        Inline::SoftBreak | Inline::HardBreak | Inline::Bracket(..) => started,
        _ => false,
    }
}

/// "art." and the like end no sentence.
fn ends_in_abbreviation(text: &str) -> bool {
    let word = text.trim_end_matches('.').rsplit(|character: char| !character.is_alphabetic()).next().unwrap_or("");
    ["art", "arts", "para", "paras", "no", "cf", "e.g", "i.e", "ch"].contains(&word.to_lowercase().as_str())
}

/// The mark of an item as printed: `1.`, `(a)`, `2 bis.`.
pub fn item_mark(item: &Item, level: u8, language: Language) -> String {
    let number = u16::try_from(item.number).unwrap_or(u16::MAX);
    let mark = locale::paragraph_mark(usize::from(level), number, language);
    match &item.mark {
        Some(own) => mark.replacen(&crate::model::body::mark(level, item.number), own, 1),
        None => mark,
    }
}

/// Escapes a mark; Latin numerals behind a number (`bis`) stand in italics (UN-CONVENTIONS.md, Paragraph numbers).
fn html_mark(mark: &str, out: &mut String) {
    match mark.split_once(' ') {
        Some((number, rest)) => {
            let word = rest.trim_end_matches(['.', ')']);
            escape(number, out);
            let _ = write!(out, "\u{a0}<i>{}</i>{}", text(word), &rest[word.len()..]);
        }
        None => escape(mark, out),
    }
}

/// Appends right-to-left text in which everything that runs the other way is isolated.
fn isolated(text: &str, out: &mut String) {
    let mut from = 0;
    for run in left_to_right_runs(text) {
        escape(&text[from..run.start], out);
        out.push_str("<bdi>");
        escape(&text[run.clone()], out);
        out.push_str("</bdi>");
        from = run.end;
    }
    escape(&text[from..], out);
}

/// Appends text with `&`, `<` and `>` escaped.
pub fn escape(text: &str, out: &mut String) {
    let mut from = 0;
    for (at, byte) in text.bytes().enumerate() {
        let entity = match byte {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            _ => continue,
        };
        out.push_str(&text[from..at]);
        out.push_str(entity);
        from = at + 1;
    }
    out.push_str(&text[from..]);
}

fn text(value: &str) -> String {
    let mut out = String::new();
    escape(value, &mut out);
    out
}

/// Text for an attribute in double quotes; nearly all, being addresses and anchors, stay as they are.
pub fn attribute(value: &str) -> Cow<'_, str> {
    if value.bytes().any(|byte| matches!(byte, b'&' | b'<' | b'>' | b'"')) {
        Cow::Owned(text(value).replace('"', "&quot;"))
    } else {
        Cow::Borrowed(value)
    }
}
