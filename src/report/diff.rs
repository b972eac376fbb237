//! The difference of two texts as a unified diff.

use similar::{ChangeTag, TextDiff};

const RED: &str = "\u{1b}[31m";
const GREEN: &str = "\u{1b}[32m";
const CYAN: &str = "\u{1b}[36m";
const BOLD: &str = "\u{1b}[1m";
const PLAIN: &str = "\u{1b}[0m";

/// A unified diff with three lines around each change, as `patch` and `git apply` read it; empty if the texts are equal.
pub fn unified(path: &str, old: &str, new: &str, colour: bool) -> String {
    let mut out = String::new();
    if old == new {
        return out;
    }
    let mut line = |colours: &str, text: &str| {
        let text = text.strip_suffix('\n').unwrap_or(text);
        match colour {
            true => out.push_str(&format!("{colours}{text}{PLAIN}\n")),
            false => out.push_str(&format!("{text}\n")),
        }
    };
    line(BOLD, &format!("--- a/{path}"));
    line(BOLD, &format!("+++ b/{path}"));
    let diff = TextDiff::from_lines(old, new);
    for hunk in diff.unified_diff().context_radius(3).iter_hunks() {
        line(CYAN, &hunk.header().to_string());
        for change in hunk.iter_changes() {
            let (sign, colours) = match change.tag() {
                ChangeTag::Equal => (' ', ""),
                ChangeTag::Delete => ('-', RED),
                ChangeTag::Insert => ('+', GREEN),
            };
            line(colours, &format!("{sign}{}", change.value()));
            if change.missing_newline() {
                line("", "\\ No newline at end of file");
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_diff_can_be_read_by_patch() {
        let expected =
            "--- a/x.md\n+++ b/x.md\n@@ -1,3 +1,3 @@\n a\n-* b\n-c\n\\ No newline at end of file\n+- b\n+c\n";
        assert_eq!(unified("x.md", "a\n* b\nc", "a\n- b\nc\n", false), expected);
        assert_eq!(unified("x.md", "a", "a", false), "");
    }

    #[test]
    fn colours_frame_whole_lines() {
        let coloured = unified("x.md", "a\n", "b\n", true);
        assert!(coloured.contains("\u{1b}[31m-a\u{1b}[0m\n\u{1b}[32m+b\u{1b}[0m\n"), "{coloured:?}");
    }
}
