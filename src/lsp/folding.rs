//! Folding, read from the lines of the buffer: front matter, sections, footnotes, nests of YAML, tables of TOML.

use gen_lsp_types::{FoldingRange, FoldingRangeKind};

use crate::lsp::fields;

/// The parts of a text that can be folded.
pub fn folds(path: &str, text: &str) -> Vec<FoldingRange> {
    let lines: Vec<&str> = text.lines().collect();
    let mut out = Vec::new();
    if path.ends_with(".toml") {
        blocks(&lines, 0, |line| line.starts_with('[').then_some(1), &mut out);
    } else if path.ends_with(".yaml") || path.ends_with(".yml") {
        nests(&lines, 0, &mut out);
    } else {
        let mut start = 0;
        if let Some(head) = fields::front_matter(text) {
            let end = text[..head.end].lines().count();
            let closed = lines.get(end).is_some_and(|line| line.trim_end() == "---");
            start = end + usize::from(closed);
            fold(0, start.saturating_sub(1), Some(FoldingRangeKind::Region), &mut out);
            nests(&lines[..end.min(lines.len())], 1, &mut out);
        }
        headings(&lines, start, &mut out);
        footnotes(&lines, start, &mut out);
    }
    out.sort_by_key(|fold| (fold.start_line, std::cmp::Reverse(fold.end_line)));
    out.dedup_by_key(|fold| fold.start_line);
    out
}

fn fold(start: usize, end: usize, kind: Option<FoldingRangeKind>, out: &mut Vec<FoldingRange>) {
    if end > start {
        out.push(FoldingRange { start_line: start as u32, end_line: end as u32, kind, ..FoldingRange::default() });
    }
}

/// The last line before `end` that is not blank.
fn last(lines: &[&str], end: usize) -> usize {
    (0..end.min(lines.len())).rev().find(|at| !lines[*at].trim().is_empty()).unwrap_or(0)
}

/// From each line with a level to the line before the next one of the same or a higher level.
fn blocks(lines: &[&str], start: usize, level: impl Fn(&str) -> Option<usize>, out: &mut Vec<FoldingRange>) {
    let mut marks: Vec<(usize, usize)> = Vec::new();
    let mut fenced = false;
    for (at, line) in lines.iter().enumerate().skip(start) {
        fenced ^= line.trim_start().starts_with("```");
        if let Some(level) = level(line).filter(|_| !fenced) {
            marks.push((at, level));
        }
    }
    for (index, (at, level)) in marks.iter().enumerate() {
        let next = marks[index + 1..].iter().find(|(_, other)| other <= level).map_or(lines.len(), |(next, _)| *next);
        fold(*at, last(lines, next), None, out);
    }
}

fn headings(lines: &[&str], start: usize, out: &mut Vec<FoldingRange>) {
    let level = |line: &str| {
        let level = line.bytes().take_while(|byte| *byte == b'#').count();
        ((1..=6).contains(&level) && line[level..].starts_with(' ')).then_some(level)
    };
    blocks(lines, start, level, out);
}

fn footnotes(lines: &[&str], start: usize, out: &mut Vec<FoldingRange>) {
    for (at, _) in lines.iter().enumerate().skip(start).filter(|(_, line)| line.starts_with("[^")) {
        let more = lines[at + 1..].iter().take_while(|line| line.trim().is_empty() || line.starts_with(' ')).count();
        fold(at, last(lines, at + 1 + more), None, out);
    }
}

/// Each line of YAML with what is indented below it.
fn nests(lines: &[&str], start: usize, out: &mut Vec<FoldingRange>) {
    let indent = |line: &str| line.len() - line.trim_start_matches(' ').len();
    // Lines that are still open, with their indent.
    let mut open: Vec<(usize, usize)> = Vec::new();
    for (at, line) in lines.iter().enumerate().skip(start) {
        let content = line.trim();
        if content.is_empty() || content.starts_with('#') {
            continue;
        }
        let own = indent(line);
        while let Some((from, _)) = open.pop_if(|(_, level)| own <= *level) {
            fold(from, last(lines, at), None, out);
        }
        open.push((at, own));
    }
    while let Some((from, _)) = open.pop() {
        fold(from, last(lines, lines.len()), None, out);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(path: &str, text: &str) -> Vec<(u32, u32)> {
        folds(path, text).into_iter().map(|fold| (fold.start_line, fold.end_line)).collect()
    }

    #[test]
    fn what_belongs_together_is_folded() {
        let text = "---\nid: a\nimplements:\n  - x\n---\n\n1. A\n\n## One\n\nb\n\n### Two\n\nc\n\n## Three\n\n[^n]: d\n\n    e\n";
        assert_eq!(told("a.md", text), [(0, 4), (2, 3), (8, 14), (12, 14), (16, 20), (18, 20)]);
        assert_eq!(told("a.yaml", "id: a\ntext: |\n  x\n\n  y\nforms:\n  en:\n    - b\n"), [(1, 4), (5, 7), (6, 7)]);
        assert_eq!(told("book.toml", "[book]\ntitle = 1\n\n[output]\nx = 1\n"), [(0, 1), (3, 4)]);
    }

    #[test]
    fn nothing_breaks_it() {
        for text in ["", "---", "---\n", "---\n---", "#", "[^", "  \n x", "```\n# a", "\u{feff}---\nid: a\n"] {
            for path in ["a.md", "a.yaml", "a.toml"] {
                folds(path, text);
            }
        }
    }
}
