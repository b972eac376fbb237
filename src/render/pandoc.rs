//! The tree of a text as pandoc's Markdown (pandoc User's Guide, Pandoc's Markdown), without recursion into templates.
//!
//! What must hold: pandoc reads back exactly what was typed. Pandoc's `smart` extension would turn straight quotes,
//! `--` and `...` into other characters, so these are escaped like all marks that could be taken for Markdown; a
//! paragraph is one line, so that nothing in it can begin a block.

use std::cell::Cell;
use std::fmt::Write;

use crate::model::anchor::{self, Destination};
use crate::model::body::{Alignment, Block, Body, Inline, Item, LinkTarget, List, Section, Table};
use crate::model::book::{Book, TextId};
use crate::model::language::Language;
use crate::render::anchors;
use crate::render::html::{ends_sentence, item_mark, link_words};
use crate::render::words;
use crate::resolve::Resolved;
use crate::resolve::bind::Bound;

/// Writes the Markdown of one text.
pub struct PandocWriter<'a> {
    book: &'a Book,
    resolved: &'a Resolved,
    body: &'a Body,
    bound: &'a Bound,
    language: Language,
    anchor: String,
    heading_shift: u8,
    /// Whether a table's cell is being written, where a bar must be escaped in code as well.
    in_cell: Cell<bool>,
}

impl<'a> PandocWriter<'a> {
    /// A writer for one text; `heading_shift` is added to the level of headings in it.
    pub fn new(
        book: &'a Book,
        resolved: &'a Resolved,
        id: TextId,
        anchor: String,
        heading_shift: u8,
    ) -> PandocWriter<'a> {
        let language = book.settings.language;
        PandocWriter {
            book,
            resolved,
            body: book.body(id),
            bound: resolved.bound(book, id),
            language,
            anchor,
            heading_shift,
            in_cell: Cell::new(false),
        }
    }

    /// The Markdown of a section's blocks, without its parts.
    pub fn section(&self, section: &Section) -> String {
        let mut out = String::new();
        self.blocks(&section.blocks, "", &mut out);
        out
    }

    /// All footnotes, with labels of their own in the whole document.
    pub fn footnotes(&self) -> String {
        let mut out = String::new();
        for (at, footnote) in self.body.footnotes.iter().enumerate().filter(|(_, footnote)| !footnote.blocks.is_empty())
        {
            let mut text = String::new();
            self.blocks(&footnote.blocks, "    ", &mut text);
            let _ = write!(out, "[^{}]: {}", self.label(at as u32), text.trim_start());
        }
        out
    }

    /// The Markdown of one run of inlines, on one line.
    pub fn line(&self, inlines: &[Inline]) -> String {
        let mut out = String::new();
        self.inlines(inlines, &mut out);
        out
    }

    fn label(&self, index: u32) -> String {
        let name: String = self.anchor.chars().map(|c| if c.is_alphanumeric() { c } else { '-' }).collect();
        format!("{name}-{}", index + 1)
    }

    fn blocks(&self, blocks: &[Block], indent: &str, out: &mut String) {
        for (at, block) in blocks.iter().enumerate() {
            self.block(block, indent, out);
            if let [Block::List(_), Block::List(_)] = blocks[at..(at + 2).min(blocks.len())] {
                // Two lists on end would run together.
                let _ = write!(out, "{indent}<!-- -->\n\n");
            }
        }
    }

    fn block(&self, block: &Block, indent: &str, out: &mut String) {
        match block {
            Block::Paragraph(inlines) => {
                let line = self.line(inlines);
                let _ = write!(out, "{indent}{}\n\n", escape_start(&line));
            }
            Block::Heading { level, anchor, inlines } => {
                let marks = "#".repeat(usize::from((level + self.heading_shift).min(6)));
                let anchor = anchor::within(&self.anchor, anchor);
                let _ = write!(out, "{indent}{marks} {} {{#{anchor} .unnumbered .unlisted}}\n\n", self.line(inlines));
            }
            Block::List(list) => self.list(list, indent, out),
            Block::Quote(blocks) => {
                let mut text = String::new();
                self.blocks(blocks, "", &mut text);
                for line in text.trim_end().lines() {
                    let _ = writeln!(out, "{indent}> {line}");
                }
                out.push('\n');
            }
            Block::Code(text) => {
                let text = text.get(self.body);
                let fence = "`".repeat(longest_run(text, '`').max(2) + 1);
                let _ = writeln!(out, "{indent}{fence}");
                for line in text.lines() {
                    let _ = writeln!(out, "{indent}{line}");
                }
                let _ = write!(out, "{indent}{fence}\n\n");
            }
            Block::Table(table) => self.table(table, indent, out),
            Block::Rule => {
                let _ = write!(out, "{indent}* * *\n\n");
            }
        }
    }

    fn list(&self, list: &List, indent: &str, out: &mut String) {
        for (at, item) in list.items.iter().enumerate() {
            let mark = if list.ordered { item_mark(item, list.level, Language::En) } else { "-".to_owned() };
            if item.mark.is_some() {
                // Pandoc cannot number "2 bis": such an item is a paragraph with its mark, between two lists.
                self.marked_paragraph(item, &mark, indent, out);
                continue;
            }
            if at > 0 && list.items[at - 1].mark.is_some() {
                let _ = write!(out, "{indent}<!-- -->\n\n");
            }
            let gap = " ".repeat(4usize.saturating_sub(mark.chars().count()).max(2));
            let inner = format!("{indent}{}", " ".repeat(mark.chars().count() + gap.len()));
            let text = self.item(item, &inner, "");
            let _ = write!(out, "{indent}{mark}{gap}{}", text.trim_start());
            if text.is_empty() {
                out.push_str("\n\n");
            }
        }
    }

    /// An item's blocks, with its anchor. An anchor needs words to stand on: typst drops the label of an empty span,
    /// and then refuses every link to it. So the first word carries it, or a division where there is no first word.
    fn item(&self, item: &Item, indent: &str, mark: &str) -> String {
        let anchor = item.path.as_ref().map(|path| anchor::within(&self.anchor, &path.0));
        let mut out = String::new();
        match (item.blocks.as_slice(), anchor) {
            ([Block::Paragraph(inlines), rest @ ..], Some(anchor)) if !inlines.is_empty() => {
                let line = if mark.is_empty() {
                    let (first, after) = self.first_word(inlines);
                    format!("[{first}]{{#{anchor}}}{after}")
                } else {
                    format!("[{mark}]{{#{anchor}}} {}", self.line(inlines))
                };
                let _ = write!(out, "{indent}{line}\n\n");
                self.blocks(rest, indent, &mut out);
            }
            (blocks, Some(anchor)) => {
                let _ = write!(out, "{indent}::: {{#{anchor}}}\n\n");
                if !mark.is_empty() {
                    let _ = write!(out, "{indent}{mark}\n\n");
                }
                self.blocks(blocks, indent, &mut out);
                let _ = write!(out, "{indent}:::\n\n");
            }
            ([Block::Paragraph(inlines), rest @ ..], None) if !mark.is_empty() => {
                let _ = write!(out, "{indent}{mark} {}\n\n", self.line(inlines));
                self.blocks(rest, indent, &mut out);
            }
            (blocks, None) => {
                if !mark.is_empty() {
                    let _ = write!(out, "{indent}{mark}\n\n");
                }
                self.blocks(blocks, indent, &mut out);
            }
        }
        out
    }

    /// The first word of a line, or its first piece if that is no text, and what follows it.
    fn first_word(&self, inlines: &[Inline]) -> (String, String) {
        let line = self.line(inlines);
        let first = match &inlines[0] {
            Inline::Text(text) => {
                let text = text.get(self.body);
                let end = text.find(char::is_whitespace).filter(|at| *at > 0).unwrap_or(text.len());
                escaped(&text[..end])
            }
            _ => self.line(&inlines[..1]),
        };
        let after = line[first.len()..].to_owned();
        (first, after)
    }

    fn marked_paragraph(&self, item: &Item, mark: &str, indent: &str, out: &mut String) {
        let words: Vec<&str> = mark.splitn(2, ' ').collect();
        let mark = match words.as_slice() {
            [number, rest] => {
                let word = rest.trim_end_matches(['.', ')']);
                format!("{number}\u{a0}*{word}*{}", escape_start(&rest[word.len()..]))
            }
            _ => escape_start(mark),
        };
        let _ = write!(out, "{indent}<!-- -->\n\n{}", self.item(item, indent, &mark));
    }

    fn table(&self, table: &Table, indent: &str, out: &mut String) {
        let cells = |row: &[Vec<Inline>]| -> Vec<String> { row.iter().map(|cell| self.line(cell)).collect() };
        self.in_cell.set(true);
        let header = cells(&table.header);
        let rows: Vec<Vec<String>> = table.rows.iter().map(|row| cells(row)).collect();
        self.in_cell.set(false);
        pipe_table(&header, &rows, &table.alignments, indent, out);
    }

    fn inlines(&self, inlines: &[Inline], out: &mut String) {
        let mut starts = true;
        for inline in inlines {
            self.inline(inline, starts, out);
            starts = ends_sentence(inline, self.body, starts);
        }
    }

    fn inline(&self, inline: &Inline, starts: bool, out: &mut String) {
        match inline {
            Inline::Text(text) => escape(text.get(self.body), out),
            Inline::SoftBreak => out.push(' '),
            Inline::HardBreak => out.push_str("\\\n"),
            Inline::Code(text) => code(text.get(self.body), self.in_cell.get(), out),
            Inline::Emphasis(inlines) => self.wrapped("*", inlines, out),
            Inline::Strong(inlines) => self.wrapped("**", inlines, out),
            Inline::Link { target, inlines } => self.link(target, inlines, starts, out),
            Inline::Image { reference, inlines } => {
                if let Some(Destination::Image(path)) = &self.bound.references[*reference as usize] {
                    let _ = write!(out, "![{}]({})", self.line(inlines), address(&format!("files/{path}")));
                }
            }
            Inline::Footnote(index) => {
                let _ = write!(out, "[^{}]", self.label(*index));
            }
            Inline::Bracket(_, opens) => out.push_str(if *opens { "\\[" } else { "\\]" }),
        }
    }

    fn wrapped(&self, mark: &str, inlines: &[Inline], out: &mut String) {
        out.push_str(mark);
        self.inlines(inlines, out);
        out.push_str(mark);
    }

    fn link(&self, target: &LinkTarget, inlines: &[Inline], starts: bool, out: &mut String) {
        let href = match target {
            LinkTarget::Address(text) => Some(text.get(self.body).to_owned()),
            LinkTarget::Citation(at) => {
                self.bound.citations[*at as usize].as_ref().map(|bound| self.internal(&bound.destination()))
            }
            LinkTarget::Reference(at) => {
                self.bound.references[*at as usize].as_ref().map(|destination| self.internal(destination))
            }
            LinkTarget::Nothing => None,
        };
        let mut label = String::new();
        if inlines.is_empty() {
            let said = link_words(self.book, self.resolved, self.body, self.bound, target, self.language);
            escape(&if starts { words::capitalized(&said) } else { said }, &mut label);
        } else {
            self.inlines(inlines, &mut label);
        }
        match href {
            Some(href) => {
                let _ = write!(out, "[{label}]({})", address(&href));
            }
            None => out.push_str(&label),
        }
    }

    fn internal(&self, destination: &Destination) -> String {
        format!("#{}", anchors::anchor(self.book, self.resolved, destination))
    }
}

/// A pipe table; columns get width by what they hold.
pub fn pipe_table(header: &[String], rows: &[Vec<String>], alignments: &[Alignment], indent: &str, out: &mut String) {
    let row = |cells: &[String], out: &mut String| {
        out.push_str(indent);
        for cell in cells {
            let _ = write!(out, "| {} ", cell.replace('\n', " "));
        }
        out.push_str("|\n");
    };
    row(header, out);
    out.push_str(indent);
    for (at, cell) in header.iter().enumerate() {
        let longest = rows.iter().filter_map(|row| row.get(at)).map(|cell| visible_width(cell)).max().unwrap_or(0);
        let dashes = "-".repeat(longest.max(visible_width(cell)).clamp(3, 60));
        let marks = match alignments.get(at) {
            Some(Alignment::Left) => (":", ""),
            Some(Alignment::Center) => (":", ":"),
            Some(Alignment::Right) => ("", ":"),
            Some(Alignment::None) | None => ("", ""),
        };
        let _ = write!(out, "|{}{dashes}{}", marks.0, marks.1);
    }
    out.push_str("|\n");
    for cells in rows {
        row(cells, out);
    }
    out.push('\n');
}

/// Characters of a cell that are seen: addresses of links are not.
fn visible_width(cell: &str) -> usize {
    let mut width = 0;
    let mut rest = cell;
    while let Some(at) = rest.find("](") {
        width += rest[..at].chars().count();
        rest = rest[at..].split_once(')').map_or("", |(_, after)| after);
    }
    width + rest.chars().count()
}

/// An address inside `(…)`.
fn address(href: &str) -> String {
    let plain = href.chars().all(|c| !c.is_whitespace() && !"()<>\\".contains(c));
    if plain {
        href.to_owned()
    } else {
        format!("<{}>", href.replace(['<', '>'], "").replace(char::is_whitespace, "%20"))
    }
}

fn code(text: &str, in_cell: bool, out: &mut String) {
    let fence = "`".repeat(longest_run(text, '`') + 1);
    let space = if text.starts_with('`') || text.ends_with('`') { " " } else { "" };
    let text = if in_cell { text.replace('|', "\\|") } else { text.to_owned() };
    let _ = write!(out, "{fence}{space}{text}{space}{fence}");
}

fn longest_run(text: &str, wanted: char) -> usize {
    let mut longest = 0;
    let mut run = 0;
    for character in text.chars() {
        run = if character == wanted { run + 1 } else { 0 };
        longest = longest.max(run);
    }
    longest
}

/// Appends text with everything escaped that pandoc could take for a mark or would "improve".
pub fn escape(text: &str, out: &mut String) {
    let bytes = text.as_bytes();
    let mut from = 0;
    for (at, byte) in bytes.iter().enumerate() {
        let double =
            |wanted: u8| *byte == wanted && (bytes.get(at + 1) == Some(&wanted) || (at > 0 && bytes[at - 1] == wanted));
        let special = matches!(
            byte,
            b'\\'
                | b'`'
                | b'*'
                | b'_'
                | b'['
                | b']'
                | b'<'
                | b'>'
                | b'$'
                | b'^'
                | b'~'
                | b'@'
                | b'|'
                | b'&'
                | b'\''
                | b'"'
                | b'{'
                | b'}'
                | b'#'
        ) || double(b'-')
            || double(b'.')
            || double(b'!')
            || double(b':');
        if special {
            out.push_str(&text[from..at]);
            out.push('\\');
            from = at;
        }
    }
    out.push_str(&text[from..]);
}

/// The filter `pandoc` of Markdown templates: text as it must be typed to be read back as it is.
pub fn escaped(text: &str) -> String {
    let mut out = String::new();
    escape(text, &mut out);
    out
}

/// Escapes what would begin a block at the start of a paragraph: list marks, headings, definitions, title blocks.
pub fn escape_start(line: &str) -> String {
    let Some(first) = line.chars().next() else { return String::new() };
    if "-+:%=".contains(first) && !line.starts_with("\\") {
        return format!("\\{line}");
    }
    // "1. ", "1) ", "(a) ", "iv. ": a fancy list's mark.
    let inner = line.strip_prefix('(').unwrap_or(line);
    let label = inner.find(['.', ')']).filter(|at| *at > 0 && *at <= 9);
    match label {
        Some(at) if inner[..at].chars().all(|c| c.is_ascii_alphanumeric()) => {
            let cut = line.len() - inner.len() + at;
            format!("{}\\{}", &line[..cut], &line[cut..])
        }
        _ => line.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn escaped(text: &str) -> String {
        let mut out = String::new();
        escape(text, &mut out);
        escape_start(&out)
    }

    #[test]
    fn nothing_typed_is_taken_for_a_mark() {
        assert_eq!(escaped("(c) 2026 \"quoted\" ... a -- b"), "(c\\) 2026 \\\"quoted\\\" \\.\\.\\. a \\-\\- b");
        assert_eq!(
            escaped("{{ amount }} $5 a_b *x* [y] #1 <z>"),
            "\\{\\{ amount \\}\\} \\$5 a\\_b \\*x\\* \\[y\\] \\#1 \\<z\\>"
        );
        assert_eq!(escaped("1. not a list"), "1\\. not a list");
        assert_eq!(escaped("- dash"), "\\- dash");
        assert_eq!(escaped("Article 57. Return."), "Article 57. Return.");
    }
}
