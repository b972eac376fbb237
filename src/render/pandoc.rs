//! The tree of a text as pandoc's Markdown (pandoc User's Guide, Pandoc's Markdown), without recursion into templates.
//!
//! What must hold: pandoc reads back exactly what was typed. Pandoc's `smart` extension would turn straight quotes,
//! `--` and `...` into other characters, so these are escaped like all marks that could be taken for Markdown; a
//! paragraph is one line, and where a hard break begins another, what could begin a block is escaped there as well.
//! Curly quotes are escaped too: pandoc would read a pair of them as a quotation, and print the marks of the language.
//! Pandoc 3's typst writer does not escape what typst itself would "improve" (`...`, `-1`): an empty typst comment
//! stands in between, which every other output leaves out.

use std::cell::RefCell;
use std::collections::HashSet;
use std::fmt::Write;

use crate::model::anchor::{self, Destination};
use crate::model::body::{Alignment, Block, Body, Inline, Item, LinkTarget, List, Section, Table};
use crate::model::book::{Book, TextId};
use crate::model::language::Language;
use crate::render::anchors;
use crate::render::html::{Links, ends_sentence, item_mark, link_words};
use crate::render::words;
use crate::resolve::Resolved;
use crate::resolve::bind::Bound;

/// Writes the Markdown of one text.
pub struct PandocWriter<'a> {
    book: &'a Book,
    resolved: &'a Resolved,
    body: &'a Body,
    bound: &'a Bound,
    links: &'a dyn Links,
    language: Language,
    anchor: String,
    heading_shift: u8,
    /// What tells the labels of footnotes from those of another version of the text in the same document.
    label_suffix: &'static str,
    /// Footnotes whose marks have been written.
    marked: RefCell<HashSet<u32>>,
}

impl<'a> PandocWriter<'a> {
    /// A writer for one text, which is written in `language`; `heading_shift` is added to the level of headings in it.
    pub fn new(
        book: &'a Book,
        resolved: &'a Resolved,
        id: TextId,
        language: Language,
        links: &'a dyn Links,
        heading_shift: u8,
        label_suffix: &'static str,
    ) -> PandocWriter<'a> {
        PandocWriter {
            book,
            resolved,
            body: book.body(id),
            bound: resolved.bound(book, id),
            links,
            language,
            anchor: anchors::text_anchor(book, resolved, id),
            heading_shift,
            label_suffix,
            marked: RefCell::default(),
        }
    }

    /// The Markdown of a section's blocks, without its parts.
    pub fn section(&self, section: &Section) -> String {
        let mut out = String::new();
        self.blocks(&section.blocks, "", &mut out);
        out
    }

    /// The footnotes whose marks have been written so far, with labels of their own in the whole document.
    pub fn footnotes(&self) -> String {
        let mut out = String::new();
        for (at, footnote) in self.body.footnotes.iter().enumerate() {
            if !self.marked.borrow().contains(&(at as u32)) {
                continue;
            }
            let mut text = String::new();
            self.blocks(&footnote.blocks, "    ", &mut text);
            let text = match footnote.blocks.first() {
                Some(Block::Paragraph(_)) => in_typst_brackets(text.trim_start().to_owned()),
                _ => text.trim_start().to_owned(),
            };
            let _ = write!(out, "[^{}]: {text}", self.label(at as u32));
        }
        out
    }

    /// The Markdown of one run of inlines, on one line.
    pub fn line(&self, inlines: &[Inline]) -> String {
        let mut out = String::new();
        self.inlines(inlines, &mut out);
        out
    }

    /// The label of a footnote: its anchor in the HTML, which is its own in the whole document.
    fn label(&self, index: u32) -> String {
        anchor::within(&self.anchor, &format!("note{}-{}", self.label_suffix, index + 1))
    }

    fn blocks(&self, blocks: &[Block], indent: &str, out: &mut String) {
        for (at, block) in blocks.iter().enumerate() {
            self.block(block, indent, out);
            if let [Block::List(_), Block::List(_)] = blocks[at..(at + 2).min(blocks.len())] {
                between_lists(indent, out);
            }
        }
    }

    fn block(&self, block: &Block, indent: &str, out: &mut String) {
        match block {
            Block::Paragraph(inlines) => {
                self.paragraph("", &self.line(inlines), indent, out);
            }
            Block::Heading { level, anchor, inlines } => {
                let marks = "#".repeat(usize::from((level + self.heading_shift).min(6)));
                let anchor = anchor::within(&self.anchor, anchor);
                let line = self.line(inlines).replace("\\\n", " ");
                let _ = write!(out, "{indent}{marks} {line} {{#{anchor} .unnumbered .unlisted}}\n\n");
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
        // Whether the item continues a list of pandoc's.
        let mut running = false;
        for (at, item) in list.items.iter().enumerate() {
            let mark = if list.ordered { item_mark(item, list.level, self.language) } else { "-".to_owned() };
            if list.ordered && (item.mark.is_some() || !is_list_mark(item.number, list.level, running, self.language)) {
                self.marked_paragraph(item, &mark, indent, out);
                running = false;
                continue;
            }
            if !running && at > 0 && matches!(list.items[at - 1].blocks.last(), Some(Block::List(_))) {
                between_lists(indent, out);
            }
            running = true;
            let gap = " ".repeat(4usize.saturating_sub(mark.chars().count()).max(2));
            let inner = format!("{indent}{}", " ".repeat(mark.chars().count() + gap.len()));
            let text = self.item(item, &inner, "");
            let _ = write!(out, "{indent}{mark}{gap}{}", text.trim_start());
            if text.is_empty() {
                out.push_str("\n\n");
            }
        }
    }

    /// A paragraph: what stands before its line, and the line.
    fn paragraph(&self, before: &str, line: &str, indent: &str, out: &mut String) {
        for (at, line) in line.split('\n').enumerate() {
            let line = if at == 0 && !before.is_empty() { line.to_owned() } else { escape_start(line) };
            let _ = writeln!(out, "{indent}{}{line}", if at == 0 { before } else { "" });
        }
        out.push('\n');
    }

    /// An item's blocks, with its anchor. An anchor needs words to stand on: typst drops the label of an empty span,
    /// and then refuses every link to it. So the first word carries it, or a division where there is no first word.
    fn item(&self, item: &Item, indent: &str, mark: &str) -> String {
        let anchor = item.path.as_ref().map(|path| anchor::within(&self.anchor, &path.0));
        let mut out = String::new();
        match (item.blocks.as_slice(), anchor) {
            ([Block::Paragraph(inlines), rest @ ..], Some(anchor)) if !inlines.is_empty() => {
                if mark.is_empty() {
                    let (first, after) = self.first_word(inlines);
                    self.paragraph(&format!("[{first}]{{#{anchor}}}"), &after, indent, &mut out);
                } else {
                    self.paragraph(&format!("[{mark}]{{#{anchor}}} "), &self.line(inlines), indent, &mut out);
                }
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
                self.paragraph(&format!("{mark} "), &self.line(inlines), indent, &mut out);
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
        let first = match self.text_run(inlines) {
            (text, 1..) => {
                let end = text.find(char::is_whitespace).filter(|at| *at > 0).unwrap_or(text.len());
                escaped(&text[..end])
            }
            _ => self.line(&inlines[..1]),
        };
        let after = line[first.len()..].to_owned();
        (first, after)
    }

    /// An item that pandoc cannot number, such as "2 bis": a paragraph with its mark.
    fn marked_paragraph(&self, item: &Item, mark: &str, indent: &str, out: &mut String) {
        let mark = match mark.split_once(' ') {
            Some((number, rest)) => {
                let word = rest.trim_end_matches(['.', ')']);
                format!("{number}\u{a0}*{word}*{}", &rest[word.len()..])
            }
            None => mark.to_owned(),
        };
        let mark = if item.path.is_some() { mark } else { escape_start(&mark) };
        out.push_str(&self.item(item, indent, &mark));
    }

    fn table(&self, table: &Table, indent: &str, out: &mut String) {
        let cells = |row: &[Vec<Inline>]| -> Vec<String> {
            row.iter().map(|cell| in_typst_brackets(self.line(cell))).collect()
        };
        let header = cells(&table.header);
        let rows: Vec<Vec<String>> = table.rows.iter().map(|row| cells(row)).collect();
        pipe_table(&header, &rows, &table.alignments, indent, out);
    }

    fn inlines(&self, inlines: &[Inline], out: &mut String) {
        let mut starts = true;
        let mut rest = inlines;
        while let [inline, ..] = rest {
            // Text on end is escaped as one, so that `--` is seen where each half is a piece of its own.
            let (text, pieces) = self.text_run(rest);
            if pieces == 0 {
                self.inline(inline, starts, out);
            } else {
                escape(&text, out);
            }
            let (done, after) = rest.split_at(pieces.max(1));
            starts = done.iter().fold(starts, |starts, inline| ends_sentence(inline, self.body, starts));
            rest = after;
        }
    }

    /// The text that inlines begin with, and of how many of them.
    fn text_run(&self, inlines: &[Inline]) -> (String, usize) {
        let texts = inlines.iter().map_while(|inline| match inline {
            Inline::Text(text) => Some(text.get(self.body)),
            _ => None,
        });
        texts.fold((String::new(), 0), |(run, pieces), text| (run + text, pieces + 1))
    }

    fn inline(&self, inline: &Inline, starts: bool, out: &mut String) {
        match inline {
            Inline::Text(text) => escape(text.get(self.body), out),
            Inline::SoftBreak => out.push(' '),
            Inline::HardBreak => out.push_str("\\\n"),
            Inline::Code(text) => code(text.get(self.body), out),
            Inline::Emphasis(inlines) => self.wrapped("*", inlines, out),
            Inline::Strong(inlines) => self.wrapped("**", inlines, out),
            Inline::Link { target, inlines } => self.link(target, inlines, starts, out),
            Inline::Image { reference, inlines } => {
                if let Some(picture @ Destination::Image(_)) = &self.bound.references[*reference as usize] {
                    let _ = write!(out, "![{}]({})", self.line(inlines), self.links.href(picture));
                    // A picture that is a paragraph of its own would become a figure, its description a caption.
                    out.push_str(TYPST_COMMENT);
                }
            }
            Inline::Footnote(index) => {
                self.marked.borrow_mut().insert(*index);
                let _ = write!(out, "[^{}]", self.label(*index));
            }
            Inline::Bracket(_, opens) => out.push_str(if *opens { "\\[" } else { "\\]" }),
        }
    }

    fn wrapped(&self, mark: &str, inlines: &[Inline], out: &mut String) {
        let _ = write!(out, "{mark}{}{mark}", in_typst_brackets(self.line(inlines)));
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
            label = in_typst_brackets(self.line(inlines));
        }
        match href {
            Some(href) => {
                let _ = write!(out, "[{label}]({})", address(&href));
            }
            None => out.push_str(&label),
        }
    }

    fn internal(&self, destination: &Destination) -> String {
        self.links.href(destination)
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

/// Code in a line. A bar in it ends no cell of pandoc's tables, and a backslash in it would be read as one.
fn code(text: &str, out: &mut String) {
    let fence = "`".repeat(longest_run(text, '`') + 1);
    let space = if text.starts_with('`') || text.ends_with('`') { " " } else { "" };
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
        let before = at.checked_sub(1).map(|at| bytes[at]);
        let next = bytes.get(at + 1).copied();
        let double = before == Some(*byte) || next == Some(*byte);
        let special = match byte {
            b'\\' | b'`' | b'*' | b'_' | b'[' | b']' | b'<' | b'>' | b'$' | b'^' | b'~' | b'@' | b'|' | b'&'
            | b'\'' | b'"' | b'{' | b'}' | b'#' => true,
            b'-' | b'!' | b':' => double,
            // The first of the three bytes of ‘ ’ “ ”.
            0xe2 => text[at..].starts_with(['\u{2018}', '\u{2019}', '\u{201c}', '\u{201d}']),
            b'.' => double || next.is_some_and(|next| next.is_ascii_whitespace()) && is_abbreviation(&text[..=at]),
            _ => false,
        };
        let dots = || bytes[..at].iter().rev().take_while(|byte| **byte == b'.').count();
        let improved = match byte {
            b'.' if before == Some(b'.') => dots() % 2 == 1 && (next == Some(b'.') || dots() > 2),
            b'-' if next.is_some_and(|next| next.is_ascii_digit()) => {
                !before.is_some_and(|before| before.is_ascii_alphanumeric())
            }
            _ => false,
        };
        if special || improved {
            out.push_str(&text[from..at]);
            if improved && *byte == b'.' {
                out.push_str(TYPST_COMMENT);
            }
            out.push('\\');
            from = at;
        }
        if improved && *byte == b'-' {
            out.push('-');
            out.push_str(TYPST_COMMENT);
            from = at + 1;
        }
    }
    out.push_str(&text[from..]);
}

/// Keeps apart what typst would take together; nothing in every other output.
const TYPST_COMMENT: &str = "`/**/`{=typst}";

/// Words that stand in brackets of typst's (a cell, a note, emphasis, a link): where they begin like an item or a
/// heading, pandoc does not escape it, and something empty must stand before.
fn in_typst_brackets(line: String) -> String {
    let plain = line.trim_start_matches('\\');
    let behind = plain.trim_start_matches(|character: char| character.is_ascii_digit());
    let number = behind.len() < plain.len() && behind.trim_start_matches('\\').starts_with(". ");
    if number || ["- ", "+ ", "/ ", "="].iter().any(|mark| plain.starts_with(mark)) {
        return format!("`#[]`{{=typst}}{line}");
    }
    line
}

/// Whether a text ends with a word behind which pandoc would put a no-break space (its data file `abbreviations`).
fn is_abbreviation(text: &str) -> bool {
    const ABBREVIATIONS: &str = " aet. aetat. al. Apr. Aug. bk. Bros. c. Capt. cf. ch. chap. chs. Co. col. Corp. cp. d. \
        Dec. Dr. e.g. ed. eds. esp. f. fasc. Feb. ff. fig. fl. fol. fols. Fr. Gen. Gov. Hon. i.e. ill. Inc. incl. Jan. \
        Jr. Jul. Jun. Ltd. M.A. M.D. Mar. Mr. Mrs. Ms. n. n.b. nn. No. Nov. Oct. p. Ph.D. pp. Pres. Prof. pt. q.v. \
        Rep. Rev. s.v. s.vv. saec. sec. Sen. Sep. Sept. Sgt. Sr. St. univ. viz. vol. vs. ";
    let word = text.rsplit(|character: char| !character.is_alphanumeric() && character != '.').next().unwrap_or("");
    ABBREVIATIONS.contains(&format!(" {word} "))
}

/// Text as it must be typed inside a line to be read back as it is: the filter `pandoc` of Markdown templates.
pub fn escaped(text: &str) -> String {
    let mut out = String::new();
    escape(text, &mut out);
    out
}

/// Text as it must be typed in a paragraph of its own: the filter `pandoc_paragraph` of Markdown templates.
pub fn escaped_paragraph(text: &str) -> String {
    escape_start(&escaped(&text.split_whitespace().collect::<Vec<_>>().join(" ")))
}

/// What stands between two lists: without it they would run together, and behind a mere comment typst would still
/// number them through.
fn between_lists(indent: &str, out: &mut String) {
    let _ = write!(out, "{indent}::: {{}}\n{indent}:::\n\n");
}

/// Whether pandoc reads the mark of an item as such: it has no Arabic letters, letters up to z only, and where a list
/// begins (`running` is false) it takes `(i)` for a Roman numeral and any other letter that stands alone for a letter.
fn is_list_mark(number: u32, level: u8, running: bool, language: Language) -> bool {
    match level {
        _ if language == Language::Ar => false,
        0 => true,
        1 | 3 => number <= 26 && (running || number != 9),
        _ => running || ![5, 10, 50, 100, 500, 1000].contains(&number),
    }
}

/// Escapes what would begin a block at the start of a paragraph: list marks, headings, definitions, title blocks,
/// captions of tables.
pub fn escape_start(line: &str) -> String {
    let Some(first) = line.chars().next() else { return String::new() };
    if "-+:%=".contains(first) {
        return format!("\\{line}");
    }
    if let Some(rest) = line.strip_prefix("Table:").or_else(|| line.strip_prefix("table:")) {
        return format!("{}\\:{rest}", &line[..5]);
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
        escaped_paragraph(text)
    }

    #[test]
    fn nothing_typed_is_taken_for_a_mark() {
        assert_eq!(
            escaped("(c) 2026 \"quoted\" ... a -- b"),
            "(c\\) 2026 \\\"quoted\\\" \\.`/**/`{=typst}\\.\\. a \\-\\- b"
        );
        assert_eq!(
            escaped("{{ amount }} $5 a_b *x* [y] #1 <z>"),
            "\\{\\{ amount \\}\\} \\$5 a\\_b \\*x\\* \\[y\\] \\#1 \\<z\\>"
        );
        assert_eq!(escaped("1. not a list"), "1\\. not a list");
        assert_eq!(escaped("- dash"), "\\- dash");
        assert_eq!(escaped("Article 57. Return."), "Article 57. Return.");
        assert_eq!(escaped("see Mr. Smith, p. 5"), "see Mr\\. Smith, p\\. 5");
        assert_eq!(escaped("at -1, 2-3"), "at \\-`/**/`{=typst}1, 2-3");
        assert_eq!(escaped("Table: not a caption"), "Table\\: not a caption");
    }

    #[test]
    fn marks_that_pandoc_would_misread_are_text() {
        let is_mark = |number, level, running| is_list_mark(number, level, running, Language::En);
        assert!(is_mark(9, 1, true) && !is_mark(9, 1, false) && !is_mark(27, 1, true));
        assert!(is_mark(1, 2, false) && is_mark(5, 2, true) && !is_mark(5, 2, false) && is_mark(6, 2, false));
        assert!(!is_list_mark(1, 0, false, Language::Ar));
    }
}
