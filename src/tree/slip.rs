//! What a slip in YAML is called, and where it was made: the reader says where it noticed.

use crate::diag::Diagnostic;
use crate::rules::files::YAML_SYNTAX;
use crate::source::Span;
use crate::tree::yaml::{ALIAS_EVENTS, DEPTH};

/// A slip: its first byte, what is wrong, and how to mend it.
struct Slip {
    at: usize,
    message: String,
    help: &'static str,
}

const QUOTES: &str =
    "text that holds `: `, ` #` or begins with one of `[ ] { } & * ! | > ' \" % @` needs quotes: `title: \"…\"`";

/// The finding for a text that cannot be read: what the reader said, and the line and column, both from 1 and the column
/// in characters, where it noticed.
pub fn finding(said: &str, noticed: Option<(u64, u64)>, text: &str, whole: Span) -> Diagnostic {
    let place = noticed.and_then(|(line, column)| byte_of(text, line, column)).unwrap_or(0);
    let said = said.lines().next().unwrap_or("");
    let Slip { at, message, help } = slip(said.split(" at line ").next().unwrap_or(said), text, place);
    let end = text[at..].find('\n').map_or(text.len(), |length| at + text[at..at + length].trim_end().len());
    let span = Span { start: whole.start + at as u32, end: whole.start + end as u32, file: whole.file };
    Diagnostic::new(&YAML_SYNTAX, span, message).help(help)
}

fn slip(said: &str, text: &str, at: usize) -> Slip {
    // The reader reports a tab that indents a line behind it, or as a slip of the line before.
    let own = line_start(text, at);
    let next = text[at..].find('\n').map_or(text.len(), |length| at + length + 1);
    if let Some(at) = tab_in_indent(text, own).or_else(|| tab_in_indent(text, next)) {
        return Slip { at, message: "a tab cannot indent YAML".to_owned(), help: "replace the tab by spaces" };
    }
    let here = |message: &str, help: &'static str| Slip { at, message: message.to_owned(), help };
    if said.contains("budget") || said.contains("recursion") {
        let message = format!("values are nested more than {DEPTH} deep, or are too many");
        return Slip { at, message, help: "flatten the data" };
    }
    if said.contains("replay limit") {
        let message = format!("aliases repeat more than {ALIAS_EVENTS} values");
        return Slip { at, message, help: "write the values out instead of using `*` aliases" };
    }
    if said.contains("anchor") {
        return here("`*` and `&` begin an alias, which this is not", QUOTES);
    }
    if said.contains("multiple YAML documents") {
        let mark = text[..at].rmatch_indices("\n---").map(|(end, _)| end + 1).next().unwrap_or(at);
        let help = "remove the line: a file holds one document";
        return Slip { at: mark, message: "a second document begins here".to_owned(), help };
    }
    let quotes = said.contains("trailing content after") || said.contains("unclosed quote");
    if let Some(at) = quotes.then(|| open_quote(text, own)).flatten() {
        let help = "close it at the end of the value; a quotation mark inside double quotes is written `\\\"`";
        return Slip { at, message: "a quotation mark is opened here and not closed".to_owned(), help };
    }
    let before = text[own..at].trim_matches([' ', '-']);
    let flow = said.contains("flow") || said.contains("indicator");
    if let Some(at) = open_bracket(text, own, flow).or_else(|| open_bracket_in(text, own, at)) {
        let help = "close it behind the last value, as in `[a, b]`; text that begins with a bracket needs quotes";
        return Slip { at, message: "a bracket is opened here and not closed".to_owned(), help };
    }
    if said.contains("mapping values are not allowed") {
        return here(
            "a colon with a space behind it stands inside a value",
            "put the whole value in quotes, `title: \"One: two\"`; a key of its own stands at the beginning of a line, below the other keys",
        );
    }
    if said.contains("unclosed quote") {
        return here("a quotation mark is opened here and not closed", "close it at the end of the value");
    }
    if said.contains("trailing content after") {
        return here(
            "text goes on behind the closing quotation mark",
            "put the whole value in quotes; inside double quotes a quotation mark is written `\\\"`, inside single ones an apostrophe `''`",
        );
    }
    if said.contains("simple key expected") {
        return here(
            "this line has no `key: value`",
            "write a colon and a space behind the key; a line that goes on with the value above it is indented",
        );
    }
    if said.contains("misplaced bracket") {
        return here("this bracket closes what nothing opened", "remove it, or put the whole value in quotes");
    }
    if said.contains("did not find expected key") && before.is_empty() {
        return here(
            "this line is not indented like those around it",
            "items of a list, and keys, stand one below the other",
        );
    }
    if said.contains("did not find expected key") || said.contains("unexpected character") {
        return here("this cannot stand here in a value", QUOTES);
    }
    if said.contains("unknown escape character") {
        return here(
            "a backslash in double quotes begins something that YAML does not know",
            "write `\\\\` for a backslash, or use single quotes",
        );
    }
    Slip { at, message: format!("this is not valid YAML: {said}"), help: QUOTES }
}

fn line_start(text: &str, at: usize) -> usize {
    text[..at].rfind('\n').map_or(0, |end| end + 1)
}

/// The lines before an offset with where they begin, the nearest first.
fn lines_before(text: &str, end: usize) -> impl Iterator<Item = (usize, &str)> {
    let mut end = end;
    std::iter::from_fn(move || {
        (end > 0).then(|| {
            let start = line_start(text, end - 1);
            let line = &text[start..end];
            end = start;
            (start, line)
        })
    })
}

/// The value of a line, behind its key or the mark of its item, and where it begins in the line.
fn value(line: &str) -> Option<(usize, &str)> {
    let at = line.find(": ").map(|at| at + 2).or_else(|| line.find("- ").map(|at| at + 2))?;
    let value = line[at..].trim_start();
    Some((line.len() - value.len(), value.trim_end()))
}

/// A quotation mark that the value of the nearest line before begins with, and that the line does not close.
fn open_quote(text: &str, line: usize) -> Option<usize> {
    let (start, open) = lines_before(text, line).next()?;
    let (at, value) = value(open)?;
    let quote = value.chars().next().filter(|first| ['"', '\''].contains(first))?;
    (value.matches(quote).count() == 1).then_some(start + at)
}

/// How many lines of a list are looked at for the bracket that opens it.
const LIST_LINES: usize = 40;

/// A bracket that the value of a line before begins with and that the line does not close: of the nearest line, or of
/// one further up if the reader was within brackets.
fn open_bracket(text: &str, line: usize, flow: bool) -> Option<usize> {
    let lines = lines_before(text, line).take(if flow { LIST_LINES } else { 1 });
    lines.into_iter().find_map(|(start, open)| bracket_left_open(open).map(|at| start + at))
}

/// The same in the line itself.
fn open_bracket_in(text: &str, line: usize, at: usize) -> Option<usize> {
    let rest = &text[line..];
    let length = rest.find('\n').unwrap_or(rest.len());
    bracket_left_open(&rest[..length]).map(|open| line + open).filter(|open| *open <= at)
}

fn bracket_left_open(line: &str) -> Option<usize> {
    let (at, value) = value(line)?;
    let (open, close) = match value.chars().next()? {
        '[' => ('[', ']'),
        '{' => ('{', '}'),
        _ => return None,
    };
    (value.matches(open).count() > value.matches(close).count() && !value.contains(['"', '\''])).then_some(at)
}

/// The first tab in the blanks that begin the line at this offset.
fn tab_in_indent(text: &str, line: usize) -> Option<usize> {
    let rest = text.get(line..)?;
    let blank = &rest[..rest.len() - rest.trim_start_matches([' ', '\t']).len()];
    blank.find('\t').map(|at| line + at)
}

/// Byte offset of a 1-based line and a 1-based column in characters.
fn byte_of(text: &str, line: u64, column: u64) -> Option<usize> {
    let start = match line {
        0 => return None,
        1 => 0,
        _ => text.match_indices('\n').nth(line as usize - 2).map(|(at, _)| at + 1)?,
    };
    let within =
        text[start..].char_indices().nth((column.max(1) - 1) as usize).map_or(text.len() - start, |(at, _)| at);
    Some((start + within).min(text.len()))
}
