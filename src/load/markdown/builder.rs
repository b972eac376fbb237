//! Events of the Markdown parser to a tree of blocks.
//!
//! Works with a stack of frames of its own, so that no nesting can exhaust the program's; what is nested deeper than
//! [`DEPTH_LIMIT`] lists or quotations is reported and not read.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, CowStr, Event, Options, Parser, Tag, TagEnd};
use unicode_normalization::UnicodeNormalization;

use crate::config::Settings;
use crate::diag::{Diagnostic, Grade};
use crate::load::markdown::brackets::{self, Open};
use crate::load::markdown::plain_citations::Reading;
use crate::load::markdown::text::plain_text;
use crate::load::markdown::{Mode, Vocabulary, links, plain_citations, sections};
use crate::model::body::{
    Alignment, Block, Body, DEPTH_LIMIT, Footnote, HeadingPlace, Inline, Item, LinkTarget, List, ParagraphPath,
    Reference, ReferenceTarget, Str, Table, mark,
};
use crate::model::language::Language;
use crate::rules::markdown::{
    DUPLICATE_FOOTNOTE, HEADING_LEVEL, MISSING_ALTERNATIVE_TEXT, NESTED_TOO_DEEP, NUMBER_GAP, RAW_HTML, TABLE_COLUMNS,
    TYPED_MARK, UNCLOSED_CODE, UNSAFE_LINK, UNUSED_FOOTNOTE,
};

/// A block at the outermost level, with its place.
pub struct Placed {
    /// The block.
    pub block: Block,
    /// Where it stands, in the parsed text.
    pub range: Range<usize>,
}

/// Builds the blocks of a text and fills the body's lists.
pub fn build(
    body: &mut Body,
    start: usize,
    mode: Mode<'_>,
    settings: &Settings,
    language: Language,
    vocabulary: &Vocabulary,
    findings: &mut Vec<Diagnostic>,
) -> Vec<Placed> {
    let text = body.text.clone();
    let clause = matches!(mode, Mode::Clause(_));
    let mut builder = Builder {
        body,
        mode,
        settings,
        language,
        vocabulary,
        findings,
        frames: Vec::new(),
        spare_inlines: Spare(Vec::new()),
        spare_blocks: Spare(Vec::new()),
        spare_items: Spare(Vec::new()),
        top: Vec::new(),
        open: Open { stack: Vec::new(), negotiated: clause, options: false },
        in_text: clause,
        named_only: false,
        anchors: HashSet::new(),
        labels: HashMap::new(),
        definitions: HashMap::new(),
        paths: HashSet::new(),
        last_paragraph: 0,
        too_deep: false,
    };
    let options = Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES;
    for (event, range) in Parser::new_ext(&text[start..], options).into_offset_iter() {
        builder.event(event, range.start + start..range.end + start);
    }
    builder.finish()
}

/// Vectors that are filled again and again. What is kept of them has no room to spare, which would be more than half of
/// the memory of a book.
struct Spare<T>(Vec<Vec<T>>);

impl<T> Spare<T> {
    fn take(&mut self) -> Vec<T> {
        self.0.pop().unwrap_or_default()
    }

    /// What a vector holds, in one of just that length.
    #[expect(clippy::drain_collect, reason = "the room to spare stays behind")]
    fn exact(&mut self, mut roomy: Vec<T>) -> Vec<T> {
        let exact = roomy.drain(..).collect();
        self.0.push(roomy);
        exact
    }
}

enum Frame {
    Paragraph(Vec<Inline>),
    Heading(u8, Vec<Inline>),
    List(ListFrame),
    Item(ItemFrame),
    Quote(Vec<Block>),
    Code(String),
    Table(Table),
    Cells(Vec<Vec<Inline>>),
    Cell(Vec<Inline>),
    Footnote(FootnoteFrame),
    Emphasis(Vec<Inline>),
    Strong(Vec<Inline>),
    Link(String, Vec<Inline>),
    Image(String, Vec<Inline>),
    Html(Vec<Inline>),
    /// Nested too deep: its content is not read.
    Skipped,
}

struct ListFrame {
    list: List,
    next: u32,
    first_typed: u32,
    all_ones: Option<bool>,
    /// The number that would follow the last one found out of step: the rest of the list is counted on from there.
    resumed: Option<u32>,
}

#[derive(Default)]
struct ItemFrame {
    number: u32,
    mark: Option<String>,
    path: Option<ParagraphPath>,
    blocks: Vec<Block>,
    pending: Vec<Inline>,
    pending_start: usize,
    begun: bool,
}

struct FootnoteFrame {
    label: String,
    blocks: Vec<Block>,
    pending: Vec<Inline>,
    pending_start: usize,
    outer: Open,
}

struct Builder<'a> {
    body: &'a mut Body,
    mode: Mode<'a>,
    settings: &'a Settings,
    language: Language,
    vocabulary: &'a Vocabulary,
    findings: &'a mut Vec<Diagnostic>,
    frames: Vec<Frame>,
    spare_inlines: Spare<Inline>,
    spare_blocks: Spare<Block>,
    spare_items: Spare<Item>,
    top: Vec<Placed>,
    open: Open,
    /// Whether this is the clause's own text, before the first section heading.
    in_text: bool,
    /// Whether plain citations must name their instrument here.
    named_only: bool,
    anchors: HashSet<String>,
    /// Footnote label to index, from marks.
    labels: HashMap<String, u32>,
    /// Footnote label to where it is defined and what it says.
    definitions: HashMap<String, (Range<usize>, Vec<Block>)>,
    paths: HashSet<ParagraphPath>,
    /// Number of the last numbered paragraph of the text.
    last_paragraph: u32,
    too_deep: bool,
}

impl Builder<'_> {
    fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        if let Some(Frame::Skipped) = self.frames.last() {
            match event {
                Event::Start(_) => self.frames.push(Frame::Skipped),
                Event::End(_) => {
                    self.frames.pop();
                }
                _ => {}
            }
            return;
        }
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag, range),
            Event::Text(words) => self.text(&words, range),
            Event::Code(words) => {
                let text = self.str(&words, range.clone());
                self.inline(Inline::Code(text), range.start);
            }
            Event::SoftBreak => self.inline(Inline::SoftBreak, range.start),
            Event::HardBreak => self.inline(Inline::HardBreak, range.start),
            Event::Rule => self.block(Block::Rule, range),
            Event::Html(_) | Event::InlineHtml(_) => self.html(range),
            Event::FootnoteReference(label) => {
                let index = self.footnote_index(&label);
                self.inline(Inline::Footnote(index), range.start);
            }
            Event::TaskListMarker(_) | Event::InlineMath(_) | Event::DisplayMath(_) => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>, range: Range<usize>) {
        if self.frames.len() >= 2 * DEPTH_LIMIT {
            if !self.too_deep {
                self.too_deep = true;
                let line = range.start
                    ..self.body.text[range.clone()].find('\n').map_or(range.end, |length| range.start + length);
                self.findings.push(
                    Diagnostic::new(
                        &NESTED_TOO_DEEP,
                        self.body.span(line),
                        format!("nested more than {DEPTH_LIMIT} deep"),
                    )
                    .help("nothing below this place is read; take the nesting apart"),
                );
            }
            self.frames.push(Frame::Skipped);
            return;
        }
        if is_block(&tag) {
            self.flush(range.start);
        }
        let frame = match tag {
            Tag::Paragraph => Frame::Paragraph(self.spare_inlines.take()),
            Tag::Heading { level, .. } => {
                if self.frames.is_empty() {
                    self.begin_section();
                }
                Frame::Heading(level as u8, self.spare_inlines.take())
            }
            Tag::BlockQuote(_) => Frame::Quote(self.spare_blocks.take()),
            Tag::CodeBlock(kind) => {
                if matches!(kind, CodeBlockKind::Fenced(_)) {
                    self.check_fence(&range);
                }
                Frame::Code(String::new())
            }
            Tag::List(first) => {
                let ordered = first.is_some();
                let level = self
                    .frames
                    .iter()
                    .filter(|frame| matches!(frame, Frame::List(outer) if outer.list.ordered))
                    .count();
                let next = first.map_or(1, |first| u32::try_from(first).unwrap_or(u32::MAX));
                let list = List { ordered, level: level as u8, tight: true, items: self.spare_items.take() };
                Frame::List(ListFrame { list, next, first_typed: next, all_ones: None, resumed: None })
            }
            Tag::Item => Frame::Item(self.start_item(range)),
            Tag::FootnoteDefinition(label) => {
                let inner = Open { stack: Vec::new(), negotiated: false, options: self.open.options };
                let outer = std::mem::replace(&mut self.open, inner);
                let (label, pending_start) = (label.to_string(), range.start);
                let (blocks, pending) = (self.spare_blocks.take(), self.spare_inlines.take());
                Frame::Footnote(FootnoteFrame { label, blocks, pending, pending_start, outer })
            }
            Tag::Table(alignments) => {
                let alignments = alignments.iter().map(|alignment| convert_alignment(*alignment)).collect();
                Frame::Table(Table { alignments, header: Vec::new(), rows: Vec::new() })
            }
            Tag::TableHead => Frame::Cells(Vec::new()),
            Tag::TableRow => {
                self.check_columns(&range);
                Frame::Cells(Vec::new())
            }
            Tag::TableCell => Frame::Cell(self.spare_inlines.take()),
            Tag::Emphasis => Frame::Emphasis(self.spare_inlines.take()),
            Tag::Strong => Frame::Strong(self.spare_inlines.take()),
            Tag::Link { dest_url, .. } => Frame::Link(dest_url.into_string(), self.spare_inlines.take()),
            Tag::Image { dest_url, .. } => Frame::Image(dest_url.into_string(), self.spare_inlines.take()),
            Tag::HtmlBlock => Frame::Html(self.spare_inlines.take()),
            _ => Frame::Paragraph(self.spare_inlines.take()),
        };
        self.frames.push(frame);
    }

    fn end(&mut self, _tag: TagEnd, range: Range<usize>) {
        if matches!(self.frames.last(), Some(Frame::Item(_) | Frame::Footnote(_))) {
            self.flush(range.end);
        }
        let Some(frame) = self.frames.pop() else { return };
        match frame {
            Frame::Paragraph(inlines) => self.paragraph(inlines, range),
            Frame::Html(inlines) => {
                let inlines = self.spare_inlines.exact(inlines);
                self.block(Block::Paragraph(inlines), range);
            }
            Frame::Heading(level, inlines) => self.heading(level, inlines, range),
            Frame::Quote(blocks) => {
                let blocks = self.spare_blocks.exact(blocks);
                self.block(Block::Quote(blocks), range);
            }
            Frame::Code(text) => self.block(Block::Code(Str::Owned(text.into())), range),
            Frame::List(ListFrame { list, .. }) => {
                let items = self.spare_items.exact(list.items);
                self.block(Block::List(List { items, ..list }), range);
            }
            Frame::Item(item) => self.end_item(item, range),
            Frame::Footnote(frame) => self.end_footnote(frame, range),
            Frame::Table(table) => self.block(Block::Table(table), range),
            Frame::Cells(cells) => {
                if let Some(Frame::Table(table)) = self.frames.last_mut() {
                    if table.header.is_empty() { table.header = cells } else { table.rows.push(cells) }
                }
            }
            Frame::Cell(inlines) => {
                let inlines = self.refine(inlines, range);
                if let Some(Frame::Cells(cells)) = self.frames.last_mut() {
                    cells.push(inlines);
                }
            }
            Frame::Emphasis(inlines) => {
                let inlines = self.spare_inlines.exact(inlines);
                self.inline(Inline::Emphasis(inlines), range.start);
            }
            Frame::Strong(inlines) => {
                let inlines = self.spare_inlines.exact(inlines);
                self.inline(Inline::Strong(inlines), range.start);
            }
            Frame::Link(address, inlines) => {
                let inlines = self.spare_inlines.exact(inlines);
                let target =
                    links::target(&address, range.clone(), self.body, &self.vocabulary.instruments, self.findings);
                self.inline(Inline::Link { target, inlines }, range.start);
            }
            Frame::Image(address, inlines) => {
                let inlines = self.spare_inlines.exact(inlines);
                self.image(address, inlines, range);
            }
            Frame::Skipped => {}
        }
    }

    fn str(&self, words: &CowStr<'_>, range: Range<usize>) -> Str {
        match self.body.text.get(range.clone()) {
            Some(source) if source == &**words => Str::Source(range.start as u32, range.end as u32),
            _ => Str::Owned((&**words).into()),
        }
    }

    fn text(&mut self, words: &CowStr<'_>, range: Range<usize>) {
        if let Some(Frame::Code(text)) = self.frames.last_mut() {
            text.push_str(words);
            return;
        }
        let start = range.start;
        let text = self.str(words, range);
        self.inline(Inline::Text(text), start);
    }

    /// Adds an inline to whatever is being built; in a tight list item that is a paragraph not yet begun.
    fn inline(&mut self, inline: Inline, start: usize) {
        let inlines = match self.frames.last_mut() {
            Some(
                Frame::Paragraph(inlines)
                | Frame::Heading(_, inlines)
                | Frame::Cell(inlines)
                | Frame::Emphasis(inlines)
                | Frame::Strong(inlines)
                | Frame::Link(_, inlines)
                | Frame::Image(_, inlines)
                | Frame::Html(inlines),
            ) => inlines,
            Some(
                Frame::Item(ItemFrame { pending, pending_start, .. })
                | Frame::Footnote(FootnoteFrame { pending, pending_start, .. }),
            ) => {
                if pending.is_empty() {
                    *pending_start = start;
                }
                pending
            }
            _ => return,
        };
        // Neighbouring runs of plain text are one run, so that what is looked for in it is not cut in two.
        if let (Some(Inline::Text(Str::Source(_, end))), Inline::Text(Str::Source(from, to))) =
            (inlines.last_mut(), &inline)
            && end == from
        {
            *end = *to;
            return;
        }
        inlines.push(inline);
    }

    fn block(&mut self, block: Block, range: Range<usize>) {
        match self.frames.last_mut() {
            Some(Frame::Item(item)) => {
                item.begun = true;
                item.blocks.push(block);
            }
            Some(Frame::Quote(blocks)) => blocks.push(block),
            Some(Frame::Footnote(frame)) => frame.blocks.push(block),
            _ => self.top.push(Placed { block, range }),
        }
    }

    /// Ends the paragraph that a tight item began without saying so.
    fn flush(&mut self, end: usize) {
        let (pending, start) = match self.frames.last_mut() {
            Some(
                Frame::Item(ItemFrame { pending, pending_start, .. })
                | Frame::Footnote(FootnoteFrame { pending, pending_start, .. }),
            ) if !pending.is_empty() => (std::mem::replace(pending, self.spare_inlines.take()), *pending_start),
            _ => return,
        };
        self.paragraph(pending, start..end.max(start));
    }

    fn paragraph(&mut self, mut inlines: Vec<Inline>, range: Range<usize>) {
        if let Some(Frame::Item(item)) = self.frames.last_mut()
            && !item.begun
        {
            item.begun = true;
            if let Some(mark) = take_mark(&mut inlines, self.body) {
                let parent = item.path.take();
                item.path = parent.map(|path| replace_last(&path, &mark));
                item.mark = Some(mark);
            }
            self.note_path();
        }
        self.check_typed_marks(&range);
        self.check_headings_without_space(&range);
        let inlines = self.refine(inlines, range.clone());
        if let Some(Frame::List(_)) = self.frames.iter().rev().nth(1) {
            // A loose list is one whose items hold paragraphs of their own in the source.
            let loose = self.body.text[range.clone()].ends_with('\n');
            if let Some(Frame::List(frame)) = self.frames.iter_mut().rev().nth(1) {
                frame.list.tight &= !loose;
            }
        }
        self.block(Block::Paragraph(inlines), range);
    }

    /// Looks once more at a finished line of inlines: brackets, then citations in prose.
    fn refine(&mut self, inlines: Vec<Inline>, range: Range<usize>) -> Vec<Inline> {
        self.check_pasted_markup(&inlines);
        let inlines =
            if self.body.text[range.clone()].contains(['[', ']']) { self.mark_brackets(inlines) } else { inlines };
        let reading = Reading { language: self.language, vocabulary: self.vocabulary, named_only: self.named_only };
        let inlines = plain_citations::mark(inlines, range, self.body, &reading, self.findings);
        self.spare_inlines.exact(inlines)
    }

    /// Finds tags with a colon, `<o:p>`, which word processors leave behind: they are no HTML to Markdown, and would be
    /// printed.
    fn check_pasted_markup(&mut self, inlines: &[Inline]) {
        for inline in inlines {
            let Inline::Text(Str::Source(start, end)) = inline else { continue };
            if let Some(tag) = pasted_tag(&self.body.text[*start as usize..*end as usize]) {
                let span = self.body.span(*start as usize + tag.start..*start as usize + tag.end);
                self.findings.push(
                    Diagnostic::new(&RAW_HTML, span, "markup of a word processor stands here and is shown as typed")
                        .help("delete it; to paste words only, use the editor's \"paste as plain text\""),
                );
                return;
            }
        }
    }

    fn mark_brackets(&mut self, inlines: Vec<Inline>) -> Vec<Inline> {
        let mut out = Vec::with_capacity(inlines.len());
        for inline in inlines {
            match inline {
                Inline::Text(Str::Source(start, end))
                    if self.body.text[start as usize..end as usize].contains(['[', ']']) =>
                {
                    let range = start as usize..end as usize;
                    out.extend(brackets::mark(range, &mut self.open, self.body, self.settings, self.findings));
                }
                Inline::Emphasis(inlines) => out.push(Inline::Emphasis(self.mark_brackets(inlines))),
                Inline::Strong(inlines) => out.push(Inline::Strong(self.mark_brackets(inlines))),
                Inline::Link { target, inlines } => {
                    out.push(Inline::Link { target, inlines: self.mark_brackets(inlines) })
                }
                inline => out.push(inline),
            }
        }
        out
    }

    fn html(&mut self, range: Range<usize>) {
        let shown = self.body.text[range.clone()].trim_end().len();
        let place = range.start..range.start + shown;
        let first_line = self.body.text[place.clone()].lines().next().map_or(0, str::len);
        let repeated = matches!(self.frames.last(), Some(Frame::Html(inlines)) if !inlines.is_empty());
        if !repeated {
            let span = self.body.span(place.start..place.start + first_line);
            self.findings.push(
                Diagnostic::new(&RAW_HTML, span, "HTML is not allowed here and is shown as typed")
                    .help("use Markdown, or write `\\<` for a literal `<`"),
            );
        }
        self.inline(Inline::Text(Str::Source(range.start as u32, range.end as u32)), range.start);
    }

    fn begin_section(&mut self) {
        brackets::close_all(&mut self.open, self.body, self.findings);
    }

    fn heading(&mut self, level: u8, inlines: Vec<Inline>, range: Range<usize>) {
        // The parser counts the line end as part of a heading; a finding points to the words.
        let range = range.start..range.start + self.body.text[range].trim_end().len();
        let inlines = self.refine(inlines, range.clone());
        let words = plain_text(&inlines, self.body);
        let anchor = unique_anchor(&words, &mut self.anchors);
        self.body.headings.push(HeadingPlace { level, anchor: anchor.clone(), range: range.clone() });
        if let (Mode::Clause(kinds), true, 1 | 2) = (self.mode, self.frames.is_empty(), level)
            && sections::begins(level, &words, kinds)
        {
            let options = kinds.called(&words).is_some_and(|kind| kind.brackets_are_options);
            self.in_text = false;
            self.named_only = options;
            self.open.negotiated = false;
            self.open.options = options;
        }
        self.block(Block::Heading { level, anchor, inlines }, range);
    }

    fn start_item(&mut self, range: Range<usize>) -> ItemFrame {
        let parent = self.frames.iter().rev().find_map(|frame| match frame {
            Frame::Item(item) => Some(item.path.clone()),
            _ => None,
        });
        let in_text =
            self.in_text && !self.frames.iter().any(|frame| matches!(frame, Frame::Footnote(_) | Frame::Quote(_)));
        let Some(Frame::List(frame)) = self.frames.last() else { return ItemFrame::default() };
        let number = frame.next;
        let path = match parent {
            _ if !frame.list.ordered || !in_text => None,
            None => Some(ParagraphPath::child(None, &mark(0, number))),
            Some(Some(parent)) => Some(ParagraphPath::child(Some(&parent), &mark(frame.list.level, number))),
            Some(None) => None,
        };
        let (blocks, pending) = (self.spare_blocks.take(), self.spare_inlines.take());
        ItemFrame { number, path, blocks, pending, pending_start: range.start, ..ItemFrame::default() }
    }

    /// Notes the path of the item on top, once its mark is known; two equal ones cannot both be referred to.
    fn note_path(&mut self) {
        let Some(Frame::Item(ItemFrame { path: Some(path), .. })) = self.frames.last() else { return };
        if self.paths.insert(path.clone()) {
            self.body.paragraphs.push(path.clone());
        }
    }

    fn end_item(&mut self, item: ItemFrame, range: Range<usize>) {
        // The parser counts blanks before a mark as part of the item.
        let blanks = self.body.text[range.start..].bytes().take_while(|byte| *byte == b' ').count();
        let start = range.start + blanks;
        let typed = self.body.text[start..].bytes().take_while(u8::is_ascii_digit).take(9).count();
        let typed_text = self.body.text[start..start + typed].to_owned();
        let first_in_text = self.last_paragraph;
        let Some(Frame::List(frame)) = self.frames.last_mut() else { return };
        let position = frame.list.items.len() as u32;
        let expected = item.number;
        let mut gap = None;
        if frame.list.ordered {
            let typed_number = typed_text.parse::<u32>().unwrap_or(expected);
            if position == 1 {
                frame.all_ones = Some(frame.first_typed == 1 && typed_number == 1);
            }
            let counted = frame.first_typed.saturating_add(position);
            let right = typed_number == expected
                || typed_number == counted
                || (frame.all_ones == Some(true) && typed_number == 1)
                || frame.resumed == Some(typed_number);
            frame.resumed = frame.resumed.map(|next| next.saturating_add(1));
            if !right && item.mark.is_none() {
                frame.resumed = Some(typed_number.saturating_add(1));
                gap = Some(format!("this item is numbered {typed_number}, but {expected} comes next"));
            }
            let is_paragraph = item.path.is_some() && frame.list.level == 0;
            if position == 0 && item.mark.is_none() {
                let first = if is_paragraph { first_in_text + 1 } else { 1 };
                if (is_paragraph || (item.path.is_some() && frame.list.level > 0)) && expected != first {
                    gap = Some(format!("this list begins with {expected}, but {first} comes next"));
                }
            }
            if item.mark.is_none() {
                frame.next = expected.saturating_add(1);
                if is_paragraph {
                    self.last_paragraph = expected;
                }
            }
        }
        let ItemFrame { number, mark, path, blocks, pending, .. } = item;
        self.spare_inlines.0.push(pending);
        let blocks = self.spare_blocks.exact(blocks);
        frame.list.items.push(Item { number, mark, path, blocks });
        if let Some(message) = gap {
            let span = self.body.span(start..start + typed.max(1));
            self.findings.push(Diagnostic::new(&NUMBER_GAP, span, message).help(
                "number without holes, or give an inserted paragraph its own mark: `{n=\"2 bis\"}` at its start",
            ));
        }
    }

    fn footnote_index(&mut self, label: &str) -> u32 {
        let key = label.to_lowercase();
        if let Some(index) = self.labels.get(&key) {
            return *index;
        }
        let index = self.body.footnotes.len() as u32;
        self.labels.insert(key, index);
        self.body.footnotes.push(Footnote { label: label.to_owned(), blocks: Vec::new() });
        index
    }

    fn end_footnote(&mut self, frame: FootnoteFrame, range: Range<usize>) {
        brackets::close_all(&mut self.open, self.body, self.findings);
        self.open = frame.outer;
        let key = frame.label.to_lowercase();
        let place = range.start..range.start + frame.label.len() + 4;
        if let Some((first, _)) = self.definitions.get(&key) {
            let first = self.body.span(first.clone());
            self.findings.push(
                Diagnostic::new(
                    &DUPLICATE_FOOTNOTE,
                    self.body.span(place),
                    format!("the footnote `{}` is defined twice", frame.label),
                )
                .also(first, "first defined here")
                .help("give each footnote a label of its own"),
            );
            return;
        }
        let blocks = self.spare_blocks.exact(frame.blocks);
        self.definitions.insert(key, (place, blocks));
    }

    fn image(&mut self, address: String, inlines: Vec<Inline>, range: Range<usize>) {
        if plain_text(&inlines, self.body).trim().is_empty() {
            self.findings.push(
                Diagnostic::new(
                    &MISSING_ALTERNATIVE_TEXT,
                    self.body.span(range.clone()),
                    "this image has no description",
                )
                .help("describe between the brackets what it shows"),
            );
        }
        if address.contains(':') || address.starts_with("//") {
            self.findings.push(
                Diagnostic::new(&UNSAFE_LINK, self.body.span(range.clone()), "an image must be a file of the book")
                    .help("copy the picture beside the text and name it by its path"),
            );
            self.inline(Inline::Link { target: LinkTarget::Nothing, inlines }, range.start);
            return;
        }
        let reference = self.body.references.len() as u32;
        let path = crate::load::outline::percent_decode(&address);
        self.body.references.push(Reference { target: ReferenceTarget::Image(path), range: range.clone() });
        self.inline(Inline::Image { reference, inlines }, range.start);
    }

    fn check_columns(&mut self, range: &Range<usize>) {
        let Some(Frame::Table(table)) = self.frames.last() else { return };
        let columns = table.alignments.len();
        let row = self.body.text[range.clone()].trim();
        let inner = row.strip_prefix('|').unwrap_or(row);
        let bytes = inner.as_bytes();
        let bars = bytes
            .iter()
            .enumerate()
            .filter(|(at, byte)| **byte == b'|' && (*at == 0 || bytes[at - 1] != b'\\'))
            .count();
        let ends = inner.ends_with('|') && !inner.ends_with("\\|");
        let cells = bars + usize::from(!ends);
        if cells > columns {
            let end = range.start + self.body.text[range.clone()].trim_end().len();
            self.findings.push(
                Diagnostic::new(
                    &TABLE_COLUMNS,
                    self.body.span(range.start..end),
                    format!("this row has {cells} cells, the table has {columns} columns"),
                )
                .help("write `\\|` for a bar that is part of a cell"),
            );
        }
    }

    /// Finds a block of code that is not closed: all that follows, headings too, would be code.
    fn check_fence(&mut self, range: &Range<usize>) {
        let block = self.body.text[range.clone()].trim_end();
        let first = block.lines().next().unwrap_or("");
        let sign = if first.starts_with('~') { '~' } else { '`' };
        let length = first.chars().take_while(|character| *character == sign).count();
        let last = block.lines().skip(1).last().unwrap_or("").trim_start_matches([' ', '>', '\t']);
        let closed = last.len() >= length && last.chars().all(|character| character == sign);
        if !closed {
            let span = self.body.span(range.start..range.start + first.trim_end().len());
            self.findings.push(
                Diagnostic::new(&UNCLOSED_CODE, span, "this block of code is never closed")
                    .help(format!("close it with a line `{}` behind its last line", sign.to_string().repeat(length))),
            );
        }
    }

    /// Finds lines that begin with a mark which Markdown does not read: a typed (a), or a number without a space behind it.
    /// A line that only goes on with the sentence before it is let be.
    fn check_typed_marks(&mut self, range: &Range<usize>) {
        if !self.in_text {
            return;
        }
        let mut at = range.start;
        let mut before = "";
        for line in self.body.text[range.clone()].split_inclusive('\n') {
            let trimmed = line.trim_start();
            let ended = before.is_empty() || before.ends_with([':', ';', '.', ',', '：', '；', '。']);
            let typed = TYPED_MARKS.iter().find(|mark| trimmed.starts_with(**mark)).map(|mark| mark.trim_end().len());
            let place = at + line.len() - trimmed.len();
            if let Some(length) = typed.filter(|_| ended) {
                let span = self.body.span(place..place + length);
                self.findings.push(
                    Diagnostic::new(&TYPED_MARK, span, format!("the mark `{}` is typed", &trimmed[..length]))
                        .help("make it an item of a nested list: indent three spaces and write `1.`"),
                );
                return;
            }
            if let Some(length) = number_without_space(trimmed).filter(|_| ended) {
                let span = self.body.span(place..place + length);
                let number = &trimmed[..length];
                self.findings.push(
                    Diagnostic::new(
                        &TYPED_MARK,
                        span,
                        format!("no space stands behind `{number}`, so that it is no number"),
                    )
                    .help(format!("write `{number} ` with a space"))
                    .replace(Grade::Suggestion, "add a space", span, number, format!("{number} ")),
                );
                return;
            }
            before = line.trim_end();
            at += line.len();
        }
    }

    /// Finds lines with the signs of a heading and no space behind them: Markdown reads them as text.
    fn check_headings_without_space(&mut self, range: &Range<usize>) {
        let mut at = range.start;
        for line in self.body.text[range.clone()].split_inclusive('\n') {
            let trimmed = line.trim_start();
            let signs = trimmed.bytes().take_while(|byte| *byte == b'#').count();
            if (2..=6).contains(&signs) && trimmed[signs..].starts_with(char::is_alphabetic) {
                let place = at + line.len() - trimmed.len();
                let span = self.body.span(place..place + signs);
                let typed = &trimmed[..signs];
                self.findings.push(
                    Diagnostic::new(
                        &HEADING_LEVEL,
                        span,
                        format!("no space stands behind `{typed}`, so that it is no heading"),
                    )
                    .help(format!("write `{typed} ` with a space"))
                    .replace(Grade::Suggestion, "add a space", span, typed, format!("{typed} ")),
                );
            }
            at += line.len();
        }
    }

    fn finish(mut self) -> Vec<Placed> {
        brackets::close_all(&mut self.open, self.body, self.findings);
        let mut unused: Vec<(Range<usize>, String)> = Vec::new();
        // The order of the map does not matter: places are sorted with all findings.
        #[allow(clippy::iter_over_hash_type)]
        for (label, (range, blocks)) in self.definitions {
            match self.labels.get(&label) {
                Some(index) => self.body.footnotes[*index as usize].blocks = blocks,
                None => unused.push((range, label)),
            }
        }
        for (range, label) in unused {
            self.findings.push(
                Diagnostic::new(
                    &UNUSED_FOOTNOTE,
                    self.body.span(range),
                    format!("no mark refers to the footnote `{label}`"),
                )
                .help(format!("put `[^{label}]` where the note belongs, or remove it")),
            );
        }
        self.top
    }
}

/// No tag that is looked for is longer, in bytes.
const TAG_LIMIT: usize = 200;

/// The first tag of the form `<o:p>`, `</w:t>` or `<w:t a="b">`.
fn pasted_tag(text: &str) -> Option<Range<usize>> {
    text.match_indices('<').find_map(|(at, _)| {
        let inner = &text[at + 1..];
        let inner = inner.strip_prefix('/').unwrap_or(inner);
        let name = &inner[..inner.bytes().take(TAG_LIMIT).position(|byte| byte == b'>')?];
        let (prefix, rest) = name.split_once(':')?;
        let word = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric());
        let local = rest.split([' ', '/']).next().unwrap_or("");
        let end = text.len() - inner.len() + name.len() + 1;
        (word(prefix) && word(local) && !name.contains('<')).then_some(at..end)
    })
}

/// Marks of the first subparagraph as people type them, in the languages of the documents.
const TYPED_MARKS: [&str; 7] = ["(a) ", "(i) ", "a) ", "i) ", "(一)", "（一）", "(أ) "];

/// The length of a number with its sign that a letter follows at once: `2.It`.
fn number_without_space(line: &str) -> Option<usize> {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let rest = line.get(digits..)?.strip_prefix(['.', ')'])?;
    let sentence = |letter: char| letter.is_alphabetic() && !letter.is_lowercase();
    ((1..=3).contains(&digits) && rest.starts_with(sentence)).then_some(digits + 1)
}

fn is_block(tag: &Tag<'_>) -> bool {
    matches!(
        tag,
        Tag::Paragraph
            | Tag::Heading { .. }
            | Tag::BlockQuote(_)
            | Tag::CodeBlock(_)
            | Tag::List(_)
            | Tag::Table(_)
            | Tag::HtmlBlock
            | Tag::FootnoteDefinition(_)
    )
}

fn convert_alignment(alignment: pulldown_cmark::Alignment) -> Alignment {
    match alignment {
        pulldown_cmark::Alignment::None => Alignment::None,
        pulldown_cmark::Alignment::Left => Alignment::Left,
        pulldown_cmark::Alignment::Center => Alignment::Center,
        pulldown_cmark::Alignment::Right => Alignment::Right,
    }
}

/// Takes `{n="2 bis"}` from the start of an item.
fn take_mark(inlines: &mut Vec<Inline>, body: &Body) -> Option<String> {
    let Some(Inline::Text(Str::Source(start, end))) = inlines.first() else { return None };
    let (start, end) = (*start, *end);
    let text = &body.text[start as usize..end as usize];
    let inner = text.strip_prefix("{n=\"")?;
    let (mark, rest) = inner.split_once("\"}")?;
    let valid = !mark.is_empty()
        && mark.len() < 20
        && mark.chars().all(|character| character.is_alphanumeric() || character == ' ');
    if !valid {
        return None;
    }
    let rest = rest.trim_start();
    let mark = mark.to_owned();
    if rest.is_empty() {
        inlines.remove(0);
    } else {
        inlines[0] = Inline::Text(Str::Source(end - rest.len() as u32, end));
    }
    Some(mark)
}

fn replace_last(path: &ParagraphPath, mark: &str) -> ParagraphPath {
    let parent = path.0.rsplit_once('.').map(|(parent, _)| ParagraphPath(parent.to_owned()));
    ParagraphPath::child(parent.as_ref(), mark)
}

/// An anchor out of a heading's words: letters and digits of any script in NFC, hyphens between words; never empty, unique.
fn unique_anchor(words: &str, taken: &mut HashSet<String>) -> String {
    let mut base = String::new();
    for character in words.nfc().flat_map(char::to_lowercase) {
        if character.is_alphanumeric() || is_mark(character) {
            base.push(character);
        } else if !base.is_empty() && !base.ends_with('-') {
            base.push('-');
        }
    }
    let base = base.trim_end_matches('-');
    let base = if base.is_empty() { "section" } else { base };
    let mut anchor = base.to_owned();
    let mut count = 1;
    while !taken.insert(anchor.clone()) {
        anchor = format!("{base}-{count}");
        count += 1;
    }
    anchor
}

/// Vowel signs and other marks that belong to the letter before them.
fn is_mark(character: char) -> bool {
    unicode_normalization::char::is_combining_mark(character)
}
