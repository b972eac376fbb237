//! Cutting a clause at its section headings, and checking headings.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use unicode_normalization::UnicodeNormalization;

use crate::diag::{Diagnostic, Grade, nearest};
use crate::load::markdown::Mode;
use crate::load::markdown::builder::Placed;
use crate::load::markdown::text::plain_text;
use crate::model::body::{Block, Body, Section};
use crate::model::section::{SectionKind, SectionKinds, TEXT};
use crate::rules::markdown::{DUPLICATE_HEADING, HEADING_LEVEL, UNKNOWN_SECTION};

/// Cuts blocks into sections: at headings of level two for a clause, not at all for prose.
pub fn cut(body: &Body, blocks: Vec<Placed>, mode: Mode<'_>, findings: &mut Vec<Diagnostic>) -> Vec<Section> {
    let mut sections = vec![section(TEXT)];
    let Mode::Clause(kinds) = mode else {
        sections[0].blocks = blocks.into_iter().map(|placed| placed.block).collect();
        return sections;
    };
    let mut current: Option<&SectionKind> = None;
    for placed in blocks {
        let range = placed.range;
        match placed.block {
            Block::Heading { level, inlines, .. } if begins(level, &plain_text(&inlines, body), kinds) => {
                let words = plain_text(&inlines, body);
                current = kinds.called(&words);
                if current.is_none() {
                    let names = kinds.kinds.iter().flat_map(|kind| kind.names.values()).map(String::as_str);
                    findings.push(unknown(body, &range, &words, names));
                }
                let key: Arc<str> = current.map_or_else(|| Arc::from("unknown"), |kind| kind.key.clone());
                sections.push(Section { heading: inlines, range, ..section(&key) });
            }
            Block::Heading { level: 3, inlines, .. } if current.is_some_and(|kind| !kind.parts.is_empty()) => {
                let words = plain_text(&inlines, body);
                let parts = current.map_or(&[][..], |kind| &kind.parts);
                let part = parts.iter().find(|part| part.is_called(&words));
                if part.is_none() {
                    let names = parts.iter().flat_map(|part| part.names.values()).map(String::as_str);
                    findings.push(unknown(body, &range, &words, names));
                }
                let key: Arc<str> = part.map_or_else(|| Arc::from("unknown"), |part| part.key.clone());
                let part = Section { heading: inlines, range, ..section(&key) };
                sections.last_mut().expect("there is always a text section").parts.push(part);
            }
            block => {
                let last = sections.last_mut().expect("there is always a text section");
                match last.parts.last_mut() {
                    Some(part) => part.blocks.push(block),
                    None => last.blocks.push(block),
                }
            }
        }
    }
    sections
}

/// Whether a heading begins a section: one of level two does, and one of level one that is called like a section; another
/// one of level one is a title at the wrong place, which is reported, and what follows it belongs to what was before.
pub fn begins(level: u8, words: &str, kinds: &SectionKinds) -> bool {
    level == 2 || (level == 1 && kinds.called(words).is_some())
}

fn section(key: &str) -> Section {
    Section { key: Arc::from(key), heading: Vec::new(), range: 0..0, blocks: Vec::new(), parts: Vec::new() }
}

fn unknown<'a>(
    body: &Body,
    range: &std::ops::Range<usize>,
    words: &str,
    names: impl Iterator<Item = &'a str>,
) -> Diagnostic {
    let near = nearest(words.trim(), names);
    let help = near.map(|name| format!("did you mean `{name}`?"));
    let place = near.and_then(|_| body.text[range.clone()].find(words.trim())).map(|at| range.start + at);
    Diagnostic::new(
        &UNKNOWN_SECTION,
        body.span(range.clone()),
        format!("there is no section called `{}`", words.trim()),
    )
    .help_if(help.or_else(|| Some("the sections of a clause are declared in book.toml".to_owned())))
    .replace_if(
        Grade::Suggestion,
        format!("change to `{}`", near.unwrap_or_default()),
        place.map(|at| body.span(at..at + words.trim().len())),
        words.trim(),
        near.unwrap_or_default(),
    )
}

/// Finds headings of level one in clauses, levels that are left out, and headings with the same words
/// below the same heading.
pub fn check_headings(body: &Body, mode: Mode<'_>, findings: &mut Vec<Diagnostic>) {
    let mut before = 0;
    // The words of the headings around this one, and where each path of words was seen first.
    let mut path: Vec<(u8, String)> = Vec::new();
    let mut seen: HashMap<Vec<String>, Range<usize>> = HashMap::new();
    let clause = matches!(mode, Mode::Clause(_));
    for heading in &body.headings {
        let (level, range) = (heading.level, heading.range.clone());
        if clause && level == 1 {
            findings.push(
                Diagnostic::new(&HEADING_LEVEL, body.span(range), "a clause has no heading of level one")
                    .help("its title stands in the front matter; a section is `## Name`"),
            );
        } else if level > before + 1 && before > 0 {
            findings.push(
                Diagnostic::new(
                    &HEADING_LEVEL,
                    body.span(range),
                    format!("a heading of level {level} follows one of level {before}"),
                )
                .help("headings go down one level at a time"),
            );
        }
        before = level;
        let words = body.text[heading.range.clone()].trim_matches(['#', ' ', '\t', '\r', '\n', '=', '-']);
        let words: String = words.nfc().flat_map(char::to_lowercase).collect();
        path.retain(|(above, _)| *above < level);
        path.push((level, words.clone()));
        let whole: Vec<String> = path.iter().map(|(_, words)| words.clone()).collect();
        match seen.get(&whole) {
            Some(first) if !words.is_empty() => findings.push(
                Diagnostic::new(
                    &DUPLICATE_HEADING,
                    body.span(heading.range.clone()),
                    "a heading before it has the same words",
                )
                .also(body.span(first.clone()), "the first one")
                .help("give it words of its own, or join the two sections"),
            ),
            _ => {
                seen.insert(whole, heading.range.clone());
            }
        }
    }
}
