//! Text under negotiation: brackets with their attributes, across marks, items and paragraphs.

use clausebook::compile::compile;

use super::{around, holds, time};

/// What the bytes stand for; other bytes stand for themselves.
const PIECES: &[&str] = &[
    "[",
    "]",
    "[[",
    "]]",
    "\\[",
    "\\]",
    "{by=x}",
    "{by=x,y}",
    "{alt=1}",
    "{alt=2 by=y}",
    "{n=\"2 bis\"}",
    "{",
    "}",
    "*",
    "**",
    "_",
    "`",
    "\n",
    "\n\n",
    "1. ",
    "   1. ",
    "- ",
    "> ",
    "| a | b |\n|---|---|\n",
    " | ",
    "## Commentary\n\n",
    "### Common law\n\n",
    "[^n]",
    "\n[^n]: ",
    "[](conv:1)",
    "[a](b.md)",
    "![a](p.png)",
    "(",
    ")",
    "](",
    "][",
    "[a]: b\n",
    "<b>",
    "&#91;",
    "&#93;",
    "[to be checked]",
    "\u{202e}",
    "第一条",
    "الفقرة 1",
    "é",
    " ",
    "a",
    ".",
    ";",
];

pub fn brackets(bytes: &[u8]) {
    let text: String = bytes.iter().map(|byte| PIECES.get(*byte as usize).copied().unwrap_or("word ")).collect();
    time::linear(text.len(), || {
        let compiled = compile(&around::book().with(around::CLAUSE, around::alpha(&format!("1. {text}"))));
        holds::findings(&compiled);
        holds::texts(&compiled);
    });
}
