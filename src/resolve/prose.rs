//! The words of a text as rules of wording see them.
//!
//! In: a body. Out: its [`Line`]s (paragraphs, headings, cells), each as one string in which emphasis, links and line
//! ends no longer interrupt, with the place in the file of every piece. Where something stands that no wording may
//! reach across (a bracket, a footnote's mark, code, a link that prints its own words) there is a [`FENCE`].

use std::ops::Range;

use crate::model::body::{Block, Body, Inline, LinkTarget, ParagraphPath, Section, Str};
use crate::model::section::{SectionKinds, TEXT};
use crate::source::{FileId, Span};

/// Stands where a wording ends though the line goes on.
pub const FENCE: char = '\u{1}';

/// Words that are cut with a stop before a number or a name.
const SHORTENED: &[&str] = &[
    "art", "arts", "para", "paras", "par", "subpara", "pp", "no", "nos", "cf", "ch", "chap", "sec", "sect", "vs", "al",
    "núm", "párr", "párrs", "inc", "cap", "ст", "пп", "гл", "разд", "подп", "др", "mr", "ms", "mrs", "dr",
];

/// How far a sentence is looked for on either side of a word, in bytes: a line without stops would be looked through once
/// for each word of interest in it.
const LONGEST_SENTENCE: usize = 2 * 1024;

/// Where a line stands.
#[derive(Debug, Clone, Copy, Default)]
pub struct Context<'a> {
    /// The key of its section; empty in prose and definitions.
    pub section: &'a str,
    /// Whether brackets here are options for a legislator, so that the text is one of a law.
    pub options: bool,
    /// Whether it is a heading.
    pub heading: bool,
    /// Whether it is part of a block quotation.
    pub quote: bool,
    /// Whether it is part of a footnote.
    pub footnote: bool,
    /// The numbered paragraph that holds it.
    pub path: Option<&'a ParagraphPath>,
}

impl Context<'_> {
    /// Whether it is the clause's own text: what States are asked to do, without footnotes and headings.
    pub fn is_clause_text(&self) -> bool {
        self.section == TEXT && !self.heading && !self.quote && !self.footnote
    }
}

/// A link in a line.
#[derive(Debug, Clone)]
pub struct Link<'a> {
    /// Where it stands in the line; for one that prints its own words, the place of the fence.
    pub range: Range<usize>,
    /// Where it leads.
    pub target: &'a LinkTarget,
}

/// A paragraph, a heading or a cell.
#[derive(Debug)]
pub struct Line<'a> {
    /// What it says, with quotations.
    pub text: String,
    /// The same in small letters, without quotations; places are those of `text`.
    pub folded: String,
    /// The words in `folded`: runs of letters and digits that are not Chinese characters.
    pub words: Vec<Range<usize>>,
    /// Its links.
    pub links: Vec<Link<'a>>,
    /// Where it stands.
    pub context: Context<'a>,
    file: FileId,
    body: Option<&'a Body>,
    pieces: Vec<Piece>,
}

/// From places in the line to places in the parsed text.
#[derive(Debug, Clone, Copy)]
struct Piece {
    line: usize,
    source: usize,
    /// Whether it stands in the parsed text letter by letter.
    exact: bool,
}

impl Line<'_> {
    /// A title: a value of a file that is no Markdown; `source` is what stands at `span`, perhaps in quotation marks.
    pub fn title<'t>(title: &str, span: Span, source: &str) -> Line<'t> {
        let inner = source.find(title);
        let piece = Piece { line: 0, source: span.start as usize + inner.unwrap_or(0), exact: inner.is_some() };
        let context = Context { heading: true, ..Context::default() };
        let mut line = Line {
            text: title.to_owned(),
            folded: String::new(),
            words: Vec::new(),
            links: Vec::new(),
            context,
            file: span.file,
            body: None,
            pieces: vec![piece],
        };
        line.finish();
        line
    }

    /// The place in the file of a part of the line.
    pub fn span(&self, range: Range<usize>) -> Span {
        let start = self.source(range.start, false);
        let end = self.source(range.end, true).max(start);
        match self.body {
            Some(body) => body.span(start..end),
            None => Span::new(self.file, start..end),
        }
    }

    /// The place in the parsed text of a part of the line that stands there letter by letter at both ends.
    pub fn parsed(&self, range: Range<usize>) -> Option<Range<usize>> {
        let exact = |at: usize| {
            let count = self.pieces.partition_point(|piece| piece.line <= at);
            let piece = self.pieces.get(count.checked_sub(1)?)?;
            piece.exact.then_some(piece.source + (at - piece.line))
        };
        let start = exact(range.start)?;
        // The end is behind the last letter, which may be the last of its piece.
        let last = exact(range.end.checked_sub(1)?)?;
        Some(start..last + 1)
    }

    fn source(&self, at: usize, end: bool) -> usize {
        // An end belongs to the piece before it, a start to the piece behind it.
        let count = match end {
            true => self.pieces.partition_point(|piece| piece.line < at),
            false => self.pieces.partition_point(|piece| piece.line <= at),
        };
        let Some(piece) = count.checked_sub(1).map(|index| self.pieces[index]) else { return 0 };
        piece.source + if piece.exact { at - piece.line } else { 0 }
    }

    /// Whether a place is within a bracket of text under negotiation: a proposal, of which nothing is agreed.
    pub fn is_proposed(&self, at: usize) -> bool {
        let source = self.source(at, false);
        self.body
            .is_some_and(|body| body.brackets.iter().any(|bracket| bracket.open && bracket.range.contains(&source)))
    }

    /// What stands at a place, as typed.
    pub fn typed(&self, range: Range<usize>) -> &str {
        self.text.get(range).unwrap_or("")
    }

    /// A word in small letters; empty where there is none.
    pub fn word(&self, at: usize) -> &str {
        self.words.get(at).map_or("", |range| &self.folded[range.clone()])
    }

    /// What stands between a word and the next one.
    pub fn gap(&self, at: usize) -> &str {
        match (self.words.get(at), self.words.get(at + 1)) {
            (Some(before), Some(after)) => &self.folded[before.end..after.start],
            _ => "",
        }
    }

    /// The link that holds a place.
    pub fn link_at(&self, at: usize) -> Option<&Link<'_>> {
        self.links.iter().find(|link| link.range.contains(&at))
    }

    /// The bounds of the sentence around a place, as far as anybody reads one.
    pub fn sentence(&self, at: usize) -> Range<usize> {
        let from = self.folded.floor_char_boundary(at.saturating_sub(LONGEST_SENTENCE));
        let to = self.folded.floor_char_boundary(at + LONGEST_SENTENCE);
        let mut before = self.folded[from..at].char_indices().rev();
        let mut behind = self.folded[at..to].char_indices();
        let start = before.find(|(place, end)| self.ends_sentence(from + place, *end));
        let end = behind.find(|(place, end)| self.ends_sentence(at + place, *end));
        start.map_or(from, |(place, end)| from + place + end.len_utf8())..end.map_or(to, |(place, _)| at + place)
    }

    /// Whether a stop ends a sentence: `art. 5` and `p. 3` do not, nor does a stop within a number.
    fn ends_sentence(&self, place: usize, character: char) -> bool {
        match character {
            '!' | '?' | '؟' | '。' | '！' | '？' => true,
            '.' => {
                let rest = &self.folded[place + 1..];
                let word = self.folded[..place].rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
                let letter = word.chars().nth(1).is_none() && word.chars().all(char::is_alphabetic);
                let cut = letter || SHORTENED.contains(&word);
                rest.trim().is_empty() || (rest.starts_with(char::is_whitespace) && !cut)
            }
            _ => false,
        }
    }

    /// Works out what follows from the text: quotations, small letters, words.
    fn finish(&mut self) {
        let quoted = quotations(&self.text);
        self.folded = folded(&self.text, &quoted);
        self.words = words(&self.folded);
    }
}

/// The lines of a body in the order of the text, footnotes last.
pub fn lines<'a>(body: &'a Body, kinds: &SectionKinds, clause: bool) -> Vec<Line<'a>> {
    let mut walker = Walker { body, lines: Vec::new() };
    for section in &body.sections {
        let options = kinds.with_key(&section.key).is_some_and(|kind| kind.brackets_are_options);
        let key = if clause { &*section.key } else { "" };
        walker.section(section, Context { section: key, options, ..Context::default() });
    }
    for footnote in &body.footnotes {
        walker.blocks(&footnote.blocks, Context { footnote: true, ..Context::default() });
    }
    walker.lines
}

struct Walker<'a> {
    body: &'a Body,
    lines: Vec<Line<'a>>,
}

impl<'a> Walker<'a> {
    fn section(&mut self, section: &'a Section, context: Context<'a>) {
        self.blocks(&section.blocks, context);
        for part in &section.parts {
            self.section(part, context);
        }
    }

    fn blocks(&mut self, blocks: &'a [Block], context: Context<'a>) {
        for block in blocks {
            match block {
                Block::Paragraph(inlines) => self.line(inlines, context),
                Block::Heading { inlines, .. } => self.line(inlines, Context { heading: true, ..context }),
                Block::List(list) => {
                    for item in &list.items {
                        self.blocks(&item.blocks, Context { path: item.path.as_ref().or(context.path), ..context });
                    }
                }
                Block::Quote(blocks) => self.blocks(blocks, Context { quote: true, ..context }),
                Block::Table(table) => {
                    for cell in std::iter::once(&table.header).chain(&table.rows).flatten() {
                        self.line(cell, context);
                    }
                }
                Block::Code(_) | Block::Rule => {}
            }
        }
    }

    fn line(&mut self, inlines: &'a [Inline], context: Context<'a>) {
        let mut line = Line {
            text: String::new(),
            folded: String::new(),
            words: Vec::new(),
            links: Vec::new(),
            context,
            file: self.body.file,
            body: Some(self.body),
            pieces: Vec::new(),
        };
        collect(inlines, self.body, &mut line);
        line.finish();
        self.lines.push(line);
    }
}

fn collect<'a>(inlines: &'a [Inline], body: &'a Body, line: &mut Line<'a>) {
    for inline in inlines {
        match inline {
            Inline::Text(Str::Source(start, end)) => {
                line.pieces.push(Piece { line: line.text.len(), source: *start as usize, exact: true });
                line.text.push_str(&body.text[*start as usize..*end as usize]);
            }
            Inline::Text(Str::Owned(text)) => push_own(line, text),
            Inline::SoftBreak | Inline::HardBreak => push_own(line, " "),
            Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Image { inlines: inner, .. } => {
                collect(inner, body, line);
            }
            Inline::Link { target, inlines } => {
                let start = line.text.len();
                match inlines.is_empty() {
                    true => push_own(line, FENCE.encode_utf8(&mut [0; 4])),
                    false => collect(inlines, body, line),
                }
                line.links.push(Link { range: start..line.text.len(), target });
            }
            Inline::Code(_) | Inline::Footnote(_) | Inline::Bracket(..) => {
                push_own(line, FENCE.encode_utf8(&mut [0; 4]));
            }
        }
    }
}

/// Adds text that has no letters of its own in the source; its place is the end of what stands before it.
fn push_own(line: &mut Line<'_>, text: &str) {
    let source = line.source(line.text.len(), true);
    line.pieces.push(Piece { line: line.text.len(), source, exact: false });
    line.text.push_str(text);
}

/// Where quotations stand. Single marks are left alone: they are apostrophes as well.
fn quotations(text: &str) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    // Every mark below is `"` or begins with one of these bytes; most lines have none of them.
    if !text.bytes().any(|byte| matches!(byte, b'"' | 0xc2 | 0xe2 | 0xe3)) {
        return out;
    }
    let mut open: Option<(usize, char)> = None;
    for (at, character) in text.char_indices() {
        match open {
            Some((start, end))
                if character == end || (end == '”' && character == '“' && text[start..].starts_with('„')) =>
            {
                out.push(start..at + character.len_utf8());
                open = None;
            }
            Some(_) => {}
            None => {
                let end = match character {
                    '"' => '"',
                    '“' | '„' => '”',
                    '«' => '»',
                    '「' => '」',
                    '『' => '』',
                    '《' => '》',
                    _ => continue,
                };
                open = Some((at, end));
            }
        }
    }
    out
}

/// The text in small letters, letter by letter at the same places, with fences for quotations and spaces for no-break ones.
fn folded(text: &str, quoted: &[Range<usize>]) -> String {
    if quoted.is_empty() && text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let mut out = String::with_capacity(text.len());
    let mut quoted = quoted.iter().peekable();
    for (at, character) in text.char_indices() {
        while quoted.next_if(|range| range.end <= at).is_some() {}
        if quoted.peek().is_some_and(|range| range.contains(&at)) {
            out.extend(std::iter::repeat_n(FENCE, character.len_utf8()));
            continue;
        }
        if character.is_ascii() {
            out.push(character.to_ascii_lowercase());
            continue;
        }
        let mut small = character.to_lowercase();
        match (small.next(), small.next()) {
            (Some(one), None) if one.len_utf8() == character.len_utf8() => out.push(one),
            _ => out.push(character),
        }
    }
    out
}

/// Whether a character is written without spaces between words.
pub fn is_han(character: char) -> bool {
    matches!(character, '\u{2e80}'..='\u{2fdf}' | '\u{3005}'..='\u{3007}' | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

fn is_letter(character: char) -> bool {
    if character.is_ascii() {
        return character.is_ascii_alphanumeric();
    }
    !is_han(character) && (character.is_alphanumeric() || unicode_normalization::char::is_combining_mark(character))
}

/// The runs of letters and digits of a text; Chinese characters are none.
pub fn words(text: &str) -> Vec<Range<usize>> {
    // A word and the space behind it are six letters or so.
    let mut out = Vec::with_capacity(text.len() / 6 + 1);
    let mut start = None;
    let mut step = |at: usize, letter: bool| match (letter, start) {
        (true, None) => start = Some(at),
        (false, Some(from)) => {
            out.push(from..at);
            start = None;
        }
        _ => {}
    };
    if text.is_ascii() {
        text.bytes().enumerate().for_each(|(at, byte)| step(at, byte.is_ascii_alphanumeric()));
    } else {
        text.char_indices().for_each(|(at, character)| step(at, is_letter(character)));
    }
    step(text.len(), false);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotations_are_taken_out_at_their_length() {
        let text = "Say “MAY” or \"MUST\" NOW.";
        let small = folded(text, &quotations(text));
        assert_eq!(small.len(), text.len());
        assert_eq!(small.replace(FENCE, ""), "say  or  now.");
        assert_eq!(quotations("a \" b").len(), 0, "a mark that is never closed quotes nothing");
    }

    #[test]
    fn words_are_letters_and_not_chinese_characters() {
        let found: Vec<&str> =
            words("l'État 的FIU可 и/или").into_iter().map(|range| &"l'État 的FIU可 и/или"[range]).collect();
        assert_eq!(found, ["l", "État", "FIU", "и", "или"]);
    }
}
