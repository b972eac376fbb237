//! Splitting a file into front matter and body without losing an offset.

use std::ops::Range;

use crate::diag::Diagnostic;
use crate::rules::files::{MISSING_FRONT_MATTER, UNCLOSED_FRONT_MATTER};
use crate::source::{FileId, Span};

/// What stands at the beginning of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Split {
    /// No front matter: the first line is not `---`.
    None,
    /// Opened by `---` but never closed.
    Unclosed,
    /// Front matter and what follows it.
    Found {
        /// The YAML, between the two lines.
        yaml: Range<usize>,
        /// First byte after the closing line.
        body: usize,
    },
}

/// Finds the front matter: only the file's first line opens it, only the next line that is `---` closes it;
/// blanks behind `---` are allowed, and lines may end in LF or CRLF.
pub fn split(text: &str) -> Split {
    let mut lines = text.split_inclusive('\n');
    let Some(first) = lines.next().filter(|line| is_fence(line)) else { return Split::None };
    let mut at = first.len();
    for line in lines {
        if is_fence(line) {
            return Split::Found { yaml: first.len()..at, body: at + line.len() };
        }
        at += line.len();
    }
    Split::Unclosed
}

fn is_fence(line: &str) -> bool {
    line.trim_end() == "---"
}

/// The finding for a file without front matter, with help where its first words look like some that was not recognised.
pub fn missing(file: FileId, text: &str, message: &str) -> Diagnostic {
    let begin = text.len() - text.trim_start().len();
    let line = text[begin..].lines().next().unwrap_or("").trim_end();
    let help = match line {
        "---" => Some("the line `---` must be the very first line of the file, with nothing before it"),
        "+++" => Some("front matter is YAML between two lines of `---`, not TOML"),
        line if line.len() > 1 && line.bytes().all(|byte| b"-_=~".contains(&byte)) => {
            Some("front matter is opened and closed by a line of exactly three hyphens: `---`")
        }
        _ => None,
    };
    let place = if help.is_some() { 0..begin + line.len() } else { 0..text.lines().next().map_or(0, str::len) };
    Diagnostic::new(&MISSING_FRONT_MATTER, Span::new(file, place), message).help_if(help.map(str::to_owned))
}

/// The finding for front matter that no line closes.
pub fn unclosed(file: FileId, text: &str) -> Diagnostic {
    let first = text.lines().next().map_or(0, str::len);
    Diagnostic::new(&UNCLOSED_FRONT_MATTER, Span::new(file, 0..first), "front matter is opened here but never closed")
        .help("close it with a line `---` before the text")
}

/// The finding for front matter that a stray `---` closes among its keys: more keys follow, and then the line that was
/// to close it.
pub fn ended_early(file: FileId, text: &str, body: usize) -> Option<Diagnostic> {
    let mut keys = 0;
    for line in text[body..].lines() {
        let line = line.trim_end();
        if line == "---" && keys > 0 {
            let closing = text[..body].trim_end();
            let start = closing.rfind('\n').map_or(0, |end| end + 1);
            let message = "this line ends the front matter, but more keys follow";
            return Some(
                Diagnostic::new(&UNCLOSED_FRONT_MATTER, Span::new(file, start..closing.len()), message)
                    .help("delete this line: the one behind the last key closes the front matter"),
            );
        }
        let key = line.split_once(':').is_some_and(|(key, value)| {
            !key.is_empty()
                && key.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-')
                && (value.is_empty() || value.starts_with(' '))
        });
        keys += usize::from(key);
        let goes_on = key || (keys > 0 && (line.starts_with([' ', '-', '#']) || line.is_empty()));
        if !goes_on {
            return None;
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn only_exact_lines_fence() {
        let text = "---\nnote: \"a --- b\"\n--- \nHeading\n---\n\nPara.\n\n---\n";
        let Split::Found { yaml, body } = split(text) else { panic!() };
        assert_eq!(&text[yaml], "note: \"a --- b\"\n");
        assert_eq!(&text[body..], "Heading\n---\n\nPara.\n\n---\n");
        assert_eq!(split("---\r\nid: a\r\n---\r\n"), Split::Found { yaml: 5..12, body: 17 });
        assert_eq!(split("---\n---"), Split::Found { yaml: 4..4, body: 7 });
        assert_eq!(split("---\nid: a\n"), Split::Unclosed);
        assert_eq!(split("----\nid: a\n---\n"), Split::None);
        assert_eq!(split(""), Split::None);
    }

    proptest! {
        #[test]
        fn the_parts_make_the_whole(text in "(---\n)?([a-z: \u{e9}\r]*\n|---[ ]?\n){0,6}") {
            if let Split::Found { yaml, body } = split(&text) {
                prop_assert!(text.is_char_boundary(yaml.end) && text.is_char_boundary(body));
                let fences = format!("{}{}", &text[..yaml.start], &text[yaml.end..body]);
                prop_assert!(fences.lines().all(|line| line.trim_end() == "---"));
                prop_assert!(!text[yaml].lines().any(|line| line.trim_end() == "---"));
            }
        }
    }
}
