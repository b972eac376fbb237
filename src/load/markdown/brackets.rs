//! Square brackets: text under negotiation, with whose it is and which alternative.
//!
//! Opening and closing marks are inlines of their own, so that a bracket may span emphasis, list items and paragraphs.

use std::ops::Range;

use crate::config::Settings;
use crate::diag::{Diagnostic, Grade};
use crate::model::body::{Body, Bracket, Inline, Str};
use crate::rules::markdown::{UNDEFINED_FOOTNOTE, UNDEFINED_REFERENCE};
use crate::rules::negotiation::{BRACKET_ATTRIBUTE, UNBALANCED_BRACKET, UNKNOWN_BODY};

/// What is open at one place of a text.
#[derive(Debug)]
pub struct Open {
    /// Open brackets, outermost first: indices into [`Body::brackets`].
    pub stack: Vec<u32>,
    /// Whether brackets here are text under negotiation.
    pub negotiated: bool,
    /// Whether brackets here are options for a legislator.
    pub options: bool,
}

/// Replaces the brackets in one run of plain text by inlines of their own.
pub fn mark(
    range: Range<usize>,
    open: &mut Open,
    body: &mut Body,
    settings: &Settings,
    findings: &mut Vec<Diagnostic>,
) -> Vec<Inline> {
    let Range { start, end } = range;
    let text = body.text.clone();
    let mut out = Vec::new();
    let mut from = start;
    let mut at = start;
    while let Some(offset) = text[at..end].find(['[', ']']) {
        let place = at + offset;
        at = place + 1;
        if place == start && is_escaped(&text, place) {
            continue;
        }
        if text[place..end].starts_with("[^")
            && let Some(length) = text[place..end].find(']')
        {
            undefined_footnote(body, place, place + length + 1, findings);
            at = place + length + 1;
            continue;
        }
        push_text(&mut out, from, place);
        from = place + 1;
        if text.as_bytes()[place] == b'[' {
            open.stack.push(body.brackets.len() as u32);
            out.push(Inline::Bracket(body.brackets.len() as u32, true));
            body.brackets.push(Bracket {
                range: place..place + 1,
                by: Vec::new(),
                alternative: None,
                open: open.negotiated,
            });
            continue;
        }
        let Some(index) = open.stack.pop() else {
            findings.push(unbalanced(body, place, "this bracket closes what nothing opened"));
            push_text(&mut out, place, place + 1);
            continue;
        };
        let bracket = &mut body.brackets[index as usize];
        bracket.range.end = place + 1;
        let inner = &text[bracket.range.start + 1..place];
        if inner.is_empty() && place > start + 1 {
            findings.push(
                Diagnostic::new(
                    &UNDEFINED_REFERENCE,
                    body.span(place - 1..place + 1),
                    "empty brackets refer to nothing",
                )
                .help("write the text that is proposed, or the address of the link: [text](address)"),
            );
        }
        let label = text[from..end].strip_prefix('[').and_then(|rest| rest.find(']'));
        if let Some(length) = label.filter(|length| *length > 0 && !open.negotiated && !open.options) {
            let whole = body.brackets[index as usize].range.start..from + length + 2;
            findings.push(
                Diagnostic::new(
                    &UNDEFINED_REFERENCE,
                    body.span(whole),
                    format!("there is no line `{}: …` in this file", &text[from..from + length + 2]),
                )
                .help("write the address behind the words: [text](address)"),
            );
        }
        if let Some(finding) = misplaced_address(body, index as usize, place) {
            findings.push(finding);
            body.brackets[index as usize].open = false;
        }
        if settings.editorial_brackets.iter().any(|note| note == inner) {
            body.brackets[index as usize].open = false;
        }
        out.push(Inline::Bracket(index, false));
        if let Some(length) = attributes(&text[from..end], from, index, body, settings, findings) {
            from += length;
            at = from;
        }
    }
    push_text(&mut out, from, end);
    out
}

/// A bracket that was meant as a link: a space stands before its address, or words and address are the wrong way round.
fn misplaced_address(body: &Body, index: usize, close: usize) -> Option<Diagnostic> {
    let open = body.brackets[index].range.start;
    let inner = &body.text[open + 1..close];
    let behind = body.text[close + 1..].strip_prefix(" (").and_then(|rest| {
        let length = rest.bytes().take(ADDRESS_LIMIT).position(|byte| byte == b')')?;
        is_address(&rest[..length]).then_some(length)
    });
    if let Some(length) = behind {
        let span = body.span(open..close + 3 + length + 1);
        let message = "a space stands between the words and the address, so that this is no link";
        let finding =
            Diagnostic::new(&UNDEFINED_REFERENCE, span, message).help("write [words](address) without a space");
        let space = body.span(close + 1..close + 2);
        return Some(finding.replace(Grade::Suggestion, "take the space away", space, " ", ""));
    }
    is_address(inner).then(|| {
        Diagnostic::new(
            &UNDEFINED_REFERENCE,
            body.span(open..close + 1),
            "an address stands in square brackets, so that this is no link",
        )
        .help("write the words in square brackets and the address in round ones: [words](address)")
    })
}

/// No address that is looked for is longer, in bytes.
const ADDRESS_LIMIT: usize = 120;

/// Whether a text is `clause:ID`, `term:ID` or a citation such as `uncac:57(3)`.
fn is_address(text: &str) -> bool {
    if text.len() > ADDRESS_LIMIT {
        return false;
    }
    let Some((scheme, rest)) = text.split_once(':') else { return false };
    let scheme_fits = scheme.starts_with(|first: char| first.is_ascii_lowercase())
        && scheme.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
    let named = ["clause", "term"].contains(&scheme) && rest.starts_with(|first: char| first.is_ascii_lowercase());
    scheme_fits && !text.contains(' ') && (named || rest.starts_with(|first: char| first.is_ascii_digit()))
}

/// Reports the brackets that were not closed when their section ends.
pub fn close_all(open: &mut Open, body: &Body, findings: &mut Vec<Diagnostic>) {
    for index in open.stack.drain(..) {
        findings.push(unbalanced(body, body.brackets[index as usize].range.start, "this bracket is never closed"));
    }
}

fn unbalanced(body: &Body, place: usize, message: &str) -> Diagnostic {
    Diagnostic::new(&UNBALANCED_BRACKET, body.span(place..place + 1), message)
        .help("brackets open and close in the same section; write `\\[` or `\\]` for one that is only a character")
}

fn is_escaped(text: &str, place: usize) -> bool {
    text[..place].ends_with('\\')
}

fn push_text(out: &mut Vec<Inline>, start: usize, end: usize) {
    if start < end {
        out.push(Inline::Text(Str::Source(start as u32, end as u32)));
    }
}

fn undefined_footnote(body: &Body, start: usize, end: usize, findings: &mut Vec<Diagnostic>) {
    let mark = &body.text[start..end];
    findings.push(
        Diagnostic::new(
            &UNDEFINED_FOOTNOTE,
            body.span(start..end),
            format!("there is no footnote `{mark}` in this file"),
        )
        .help(format!("add a line `{mark}: …` at the end of the section")),
    );
}

/// Reads `{by=A,B alt=X}` at the beginning of `rest`; gives its length.
fn attributes(
    rest: &str,
    offset: usize,
    index: u32,
    body: &mut Body,
    settings: &Settings,
    findings: &mut Vec<Diagnostic>,
) -> Option<usize> {
    let inner = rest.strip_prefix('{')?;
    let length = inner.find('}')?;
    let inner = &inner[..length];
    let key_like = inner
        .split_once('=')
        .is_some_and(|(key, _)| !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_lowercase()));
    if !key_like {
        return None;
    }
    let mut at = offset + 1;
    for word in inner.split(' ') {
        let span = body.span(at..at + word.len());
        match word.split_once('=') {
            Some(("by", names)) => {
                for name in names.split(',').filter(|name| !name.is_empty()) {
                    if !settings.bodies.contains_key(name) {
                        let known = settings.bodies.keys().map(String::as_str);
                        let near = crate::diag::nearest(name, known);
                        let help = near.map(|name| format!("did you mean `{name}`?"));
                        let once = word.matches(name).count() == 1;
                        let place = near.filter(|_| once).and_then(|_| word.find(name)).map(|offset| at + offset);
                        findings.push(
                            Diagnostic::new(&UNKNOWN_BODY, span, format!("`{name}` is not declared as a body"))
                                .help_if(help.or_else(|| {
                                    Some("declare it in book.toml under [output.clausebook.bodies]".to_owned())
                                }))
                                .replace_if(
                                    Grade::Suggestion,
                                    format!("change to `{}`", near.unwrap_or_default()),
                                    place.map(|at| body.span(at..at + name.len())),
                                    name,
                                    near.unwrap_or_default(),
                                ),
                        );
                    }
                    body.brackets[index as usize].by.push(name.to_owned());
                }
            }
            Some(("alt", name)) if !name.is_empty() => {
                body.brackets[index as usize].alternative = Some(name.to_owned())
            }
            _ if word.is_empty() => {}
            _ => findings.push(
                Diagnostic::new(&BRACKET_ATTRIBUTE, span, format!("`{word}` says nothing about a bracket"))
                    .help("write `{by=NAME,NAME}`, `{alt=A}` or both"),
            ),
        }
        at += word.len() + 1;
    }
    Some(length + 2)
}
