//! Splitting a file into front matter and body without losing an offset.

use std::ops::Range;

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
