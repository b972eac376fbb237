//! `SUMMARY.md` to the list of what belongs to the document, in order.
//!
//! The form is mdBook's (its guide, SUMMARY.md): an optional title, part titles as headings of level one, numbered texts
//! as links in lists, prose as links outside lists, `---` as separator, `[Title]()` for a text still to be written.

use std::ops::Range;

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use crate::diag::Diagnostic;
use crate::rules::outline::OUTLINE_SYNTAX;
use crate::source::{FileId, Span};

/// One line of the outline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// What it is.
    pub kind: LineKind,
    /// Its title.
    pub title: String,
    /// The file it names as typed, decoded; empty for a text still to be written.
    pub path: String,
    /// Where it stands.
    pub span: Span,
}

/// What a line of the outline is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LineKind {
    /// A part title.
    Part,
    /// A numbered item, nested this deep (0 is outermost).
    Item(usize),
    /// A link outside lists.
    Prose,
}

/// Reads `SUMMARY.md`.
pub fn parse(text: &str, file: FileId, findings: &mut Vec<Diagnostic>) -> Vec<Line> {
    let mut reader = Reader {
        text,
        file,
        findings,
        lines: Vec::new(),
        depth: 0,
        link: None,
        heading: None,
        item_has_link: Vec::new(),
    };
    let mut first = true;
    for (event, range) in Parser::new_ext(text, Options::empty()).into_offset_iter() {
        reader.event(event, range, first);
        first = false;
    }
    reader.lines
}

struct Reader<'a> {
    text: &'a str,
    file: FileId,
    findings: &'a mut Vec<Diagnostic>,
    lines: Vec<Line>,
    depth: usize,
    link: Option<(String, String, Range<usize>)>,
    heading: Option<(bool, String, Range<usize>)>,
    item_has_link: Vec<bool>,
}

impl Reader<'_> {
    fn event(&mut self, event: Event<'_>, range: Range<usize>, first: bool) {
        match event {
            Event::Start(Tag::Heading { level, .. }) => {
                if level != HeadingLevel::H1 {
                    self.report(range.clone(), "a part title is a heading of level one", "write `# Title`");
                }
                self.heading = Some((first, String::new(), range));
            }
            Event::End(TagEnd::Heading(_)) => {
                if let Some((first, title, range)) = self.heading.take()
                    && !first
                {
                    self.lines.push(Line {
                        kind: LineKind::Part,
                        title,
                        path: String::new(),
                        span: Span::new(self.file, range),
                    });
                }
            }
            Event::Start(Tag::List(_)) => self.depth += 1,
            Event::End(TagEnd::List(_)) => self.depth -= 1,
            Event::Start(Tag::Item) => self.item_has_link.push(false),
            Event::End(TagEnd::Item) => self.end_item(range),
            Event::Start(Tag::Link { dest_url, .. }) => {
                self.link = Some((dest_url.into_string(), String::new(), range))
            }
            Event::End(TagEnd::Link) => self.finish_link(),
            Event::Text(words) | Event::Code(words) => self.words(&words, range),
            Event::SoftBreak | Event::HardBreak => self.words(" ", range),
            Event::Html(_) | Event::InlineHtml(_) | Event::Rule => {}
            Event::Start(Tag::BlockQuote(_) | Tag::CodeBlock(_) | Tag::Image { .. }) => {
                self.report(
                    range,
                    "this is no part of an outline",
                    "the outline holds part titles, links and `---` only",
                );
            }
            _ => {}
        }
    }

    fn end_item(&mut self, range: Range<usize>) {
        if self.item_has_link.pop() == Some(false) {
            let line = self.text[range.clone()].find('\n').map_or(range.end, |length| range.start + length);
            let help = "write `- [Title](file.md)`, or `- [Title]()` for a text still to be written";
            self.report(range.start..line, "an item of the outline must be a link", help);
        }
    }

    fn words(&mut self, words: &str, range: Range<usize>) {
        if let Some((_, title, _)) = &mut self.link {
            title.push_str(words);
        } else if let Some((_, title, _)) = &mut self.heading {
            title.push_str(words);
        } else if !words.trim().is_empty() && self.item_has_link.last() != Some(&false) {
            self.report(
                range,
                "text outside links is not part of the outline",
                "put it into a text, or write it as a link",
            );
        }
    }

    fn finish_link(&mut self) {
        let Some((path, title, range)) = self.link.take() else { return };
        if let Some(heading) = &mut self.heading {
            heading.1.push_str(&title);
            return;
        }
        if let Some(has_link) = self.item_has_link.last_mut() {
            if *has_link {
                self.report(
                    range,
                    "an item of the outline names one text only",
                    "give the second link an item of its own",
                );
                return;
            }
            *has_link = true;
        }
        let kind = if self.depth > 0 { LineKind::Item(self.depth - 1) } else { LineKind::Prose };
        self.lines.push(Line { kind, title, path: percent_decode(&path), span: Span::new(self.file, range) });
    }

    fn report(&mut self, range: Range<usize>, message: &str, help: &str) {
        self.findings.push(Diagnostic::new(&OUTLINE_SYNTAX, Span::new(self.file, range), message).help(help));
    }
}

/// Decodes `%20` and the like; what is not valid stays as typed.
pub fn percent_decode(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let hex = (bytes[at] == b'%').then(|| text.get(at + 1..at + 3)).flatten();
        match hex.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            Some(byte) => {
                out.push(byte);
                at += 3;
            }
            None => {
                out.push(bytes[at]);
                at += 1;
            }
        }
    }
    String::from_utf8(out).unwrap_or_else(|_| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (Vec<(LineKind, String, String)>, Vec<String>) {
        let mut findings = Vec::new();
        let lines = parse(text, FileId(0), &mut findings);
        let lines = lines.into_iter().map(|line| (line.kind, line.title, line.path)).collect();
        (lines, findings.into_iter().map(|finding| finding.message).collect())
    }

    #[test]
    fn mdbooks_grammar_is_read() {
        let text = "# Summary\n\n[Foreword](foreword.md)\n\n---\n\n# Direct *recovery*\n\n- [Courts](a/README.md)\n  - [Standing](a/standing%20one.md)\n    - [Deep]()\n- [Return](b.md)\n\n[Annex](annex.md)\n";
        let (lines, findings) = read(text);
        let expected = [
            (LineKind::Prose, "Foreword", "foreword.md"),
            (LineKind::Part, "Direct recovery", ""),
            (LineKind::Item(0), "Courts", "a/README.md"),
            (LineKind::Item(1), "Standing", "a/standing one.md"),
            (LineKind::Item(2), "Deep", ""),
            (LineKind::Item(0), "Return", "b.md"),
            (LineKind::Prose, "Annex", "annex.md"),
        ];
        assert_eq!(lines, expected.map(|(kind, title, path)| (kind, title.to_owned(), path.to_owned())));
        assert_eq!(findings, [""; 0]);
    }

    #[test]
    fn what_is_no_outline_is_found_and_not_dropped() {
        let (lines, findings) = read("# S\n\nHello.\n\n- plain\n- [A](a.md) [B](b.md)\n\n> quoted\n");
        assert_eq!(lines.len(), 1);
        assert_eq!(
            findings,
            [
                "text outside links is not part of the outline",
                "an item of the outline must be a link",
                "an item of the outline names one text only",
                "this is no part of an outline",
                "text outside links is not part of the outline",
            ]
        );
    }
}
