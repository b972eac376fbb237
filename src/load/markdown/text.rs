//! Characters that cannot be seen, and the words of inlines without their marks.

use crate::diag::{Diagnostic, Grade};
use crate::model::body::{Body, Inline};
use crate::rules::markdown::NO_BREAK_SPACE_MARK;

/// Finds a no-break space right behind a heading or list mark, where Markdown wants a plain one.
pub fn check_characters(body: &Body, start: usize, findings: &mut Vec<Diagnostic>) {
    let (mut line_start, mut seen) = (start, start);
    for (at, _) in body.text[start..].match_indices('\u{a0}') {
        let at = start + at;
        if let Some(end) = body.text[seen..at].rfind('\n') {
            line_start = seen + end + 1;
        }
        seen = at;
        let before = body.text[line_start..at].trim_start_matches([' ', '\t', '>']);
        let digits = before.trim_end_matches(['.', ')']);
        let ordered =
            !digits.is_empty() && digits.len() < before.len() && digits.bytes().all(|byte| byte.is_ascii_digit());
        let heading = !before.is_empty() && before.len() <= 6 && before.bytes().all(|byte| byte == b'#');
        if ordered || heading || matches!(before, "-" | "*" | "+") {
            findings.push(
                Diagnostic::new(
                    &NO_BREAK_SPACE_MARK,
                    body.span(at..at + 2),
                    format!("a no-break space stands behind `{before}`"),
                )
                .help("replace it by an ordinary space")
                .replace(
                    Grade::Suggestion,
                    "type an ordinary space",
                    body.span(at..at + 2),
                    "\u{a0}",
                    " ",
                ),
            );
        }
    }
}

/// The words of inlines, without marks; breaks become spaces.
pub fn plain_text(inlines: &[Inline], body: &Body) -> String {
    let mut out = String::new();
    collect(inlines, body, &mut out);
    out
}

fn collect(inlines: &[Inline], body: &Body, out: &mut String) {
    for inline in inlines {
        match inline {
            Inline::Text(text) | Inline::Code(text) => out.push_str(text.get(body)),
            Inline::SoftBreak | Inline::HardBreak => out.push(' '),
            Inline::Emphasis(inlines) | Inline::Strong(inlines) => collect(inlines, body, out),
            Inline::Link { inlines, .. } | Inline::Image { inlines, .. } => collect(inlines, body, out),
            Inline::Bracket(_, open) => out.push(if *open { '[' } else { ']' }),
            Inline::Footnote(_) => {}
        }
    }
}
