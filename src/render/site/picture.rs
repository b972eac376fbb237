//! The coverage matrix as a picture (SVG 1.1), without style sheet and script, so that any page can show it.

use std::fmt::Write;

use super::coverage::CoveragePage;
use crate::locale::Words;
use crate::render::context::CoverageRow;
use crate::render::html::attribute;

// Pixels.
const MARGIN: usize = 16;
const ROW: usize = 18;
const LABEL: usize = 210;
const CELL: usize = 46;
const HEAD: usize = 64;

const IMPLEMENTS: &str = "#0b5394";
const CITES: &str = "#a9c9e8";
const LEFT_OUT: &str = "#d9d9d9";
const NOT_COVERED: &str = "#cc0000";
const EMPTY: &str = "#f4f6f8";

/// Draws what the page of the matrix shows: provisions down, divisions across, shaded by relation.
pub(super) fn draw(page: &CoveragePage, words: &Words, language: &str, right_to_left: bool) -> String {
    let legend = [
        (IMPLEMENTS, words.relation_implements),
        (CITES, words.relation_cites),
        (LEFT_OUT, words.left_out),
        (NOT_COVERED, words.not_covered),
    ];
    let entry = |name: &str| 30 + 8 * name.chars().count();
    let legend_width: usize = legend.iter().map(|(_, name)| entry(name)).sum();
    let width = 2 * MARGIN + legend_width.max(LABEL + CELL * page.parts.len());
    let rows: usize = page.instruments.iter().map(|instrument| instrument.rows.len() + 2).sum();
    let height = 2 * MARGIN + HEAD + ROW * rows;
    let direction = if right_to_left { "rtl" } else { "ltr" };
    let mut drawing = Drawing { out: String::new(), width, mirrored: right_to_left };
    let _ = write!(
        drawing.out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\" role=\"img\" aria-labelledby=\"title\" xml:lang=\"{language}\" direction=\"{direction}\" font-family=\"sans-serif\" font-size=\"12\" fill=\"#1d2329\">\n<title id=\"title\">{} {} / {}</title>\n<rect width=\"{width}\" height=\"{height}\" fill=\"#ffffff\"/>\n",
        attribute(words.coverage),
        page.covered,
        page.required,
    );
    let mut x = MARGIN;
    for (color, name) in legend {
        drawing.square(x, MARGIN, 12, 12, color, "");
        drawing.words(x + 17, MARGIN + 10, name, None);
        x += entry(name);
    }
    for (at, part) in page.parts.iter().enumerate() {
        drawing.words(MARGIN + LABEL + at * CELL + 2, MARGIN + HEAD - 22, &part.words, Some(&part.url));
    }
    let mut y = MARGIN + HEAD;
    for instrument in &page.instruments {
        let title = format!("{} {} / {}", instrument.title, instrument.covered, instrument.required);
        drawing.words(MARGIN, y, &title, Some(&instrument.url));
        y += ROW - 8;
        for row in &instrument.rows {
            drawing.row(row, y);
            y += ROW;
        }
        y += ROW + 8;
    }
    drawing.out.push_str("</svg>\n");
    drawing.out
}

struct Drawing {
    out: String,
    width: usize,
    mirrored: bool,
}

impl Drawing {
    fn row(&mut self, row: &CoverageRow, y: usize) {
        self.words(MARGIN + 8 * row.depth, y + 13, &row.label, Some(&row.url));
        let missing = row.covered.key == "not-covered";
        for (at, cell) in row.cells.iter().enumerate() {
            let color = match (cell.implements, cell.cites) {
                (0, 0) if row.covered.key == "left-out" => LEFT_OUT,
                (0, 0) => EMPTY,
                (0, _) => CITES,
                _ => IMPLEMENTS,
            };
            let count = cell.implements + cell.cites;
            let said = if count > 0 { format!("{}: {count}", row.label) } else { String::new() };
            self.square(MARGIN + LABEL + at * CELL, y, CELL - 2, ROW - 2, color, &said);
        }
        if missing {
            self.square(MARGIN + LABEL - 10, y, 6, ROW - 2, NOT_COVERED, "");
        }
    }

    fn square(&mut self, x: usize, y: usize, width: usize, height: usize, color: &str, said: &str) {
        let x = if self.mirrored { self.width - x - width } else { x };
        let title = if said.is_empty() { String::new() } else { format!("<title>{}</title>", attribute(said)) };
        let _ = writeln!(
            self.out,
            "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" fill=\"{color}\">{title}</rect>"
        );
    }

    /// Words that begin at `x`, as they are read.
    fn words(&mut self, x: usize, y: usize, words: &str, link: Option<&str>) {
        let x = if self.mirrored { self.width - x } else { x };
        let text = format!("<text x=\"{x}\" y=\"{y}\">{}</text>", attribute(words));
        let _ = match link {
            Some(link) => writeln!(self.out, "<a href=\"{}\">{text}</a>", attribute(link)),
            None => writeln!(self.out, "{text}"),
        };
    }
}
