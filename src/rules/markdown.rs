//! Markdown, links and numbers.

use super::rule;
use crate::diag::Rule;

rule!(RAW_HTML, "raw-html", Markdown, Error,
    "HTML inside a text.",
    "HTML would reach one output and not the others, and can carry scripts. It is shown as typed instead of being obeyed. Use Markdown; for a literal `<`, write `\\<`.",
    wrong: "A State <b>should</b> permit",
    right: "A State should permit");
rule!(UNSAFE_LINK, "unsafe-link", Markdown, Error,
    "A link with a scheme that is not allowed.",
    "Links may use `https`, `http` and `mailto`, or lead to texts of the book. Others (`javascript:`, `data:`, `file:`) can run code or leave the reader's page, and are not written.",
    wrong: "[form](javascript:alert(1))",
    right: "[form](https://example.org/form)");
rule!(UNDEFINED_FOOTNOTE, "undefined-footnote", Markdown, Error,
    "A footnote mark without a footnote.",
    "The mark would be printed as typed and the note be missing. Notes belong to the file that uses them, as in `[^costs]: Text of the note`.",
    wrong: "Costs are borne by the requested State.[^costs]",
    right: "Costs are borne by the requested State.[^costs]\n\n[^costs]: Ordinary costs only.");
rule!(UNUSED_FOOTNOTE, "unused-footnote", Markdown, Warning,
    "A footnote that no mark refers to.",
    "The note would be printed nowhere. Add its mark to the text, or remove it.",
    wrong: "[^costs]: Ordinary costs only.",
    right: "Costs are borne by the requested State.[^costs]\n\n[^costs]: Ordinary costs only.");
rule!(DUPLICATE_FOOTNOTE, "duplicate-footnote", Markdown, Error,
    "Two footnotes of one file have one label.",
    "Only the first would be printed. Give each note a label of its own.",
    wrong: "[^1]: One note.\n[^1]: Another note.",
    right: "[^1]: One note.\n[^2]: Another note.");
rule!(UNDEFINED_REFERENCE, "undefined-reference", Markdown, Error,
    "A reference link whose definition is missing.",
    "`[text][label]` needs a line `[label]: address` in the same file; without it the brackets are printed as typed. In the text of a clause and in model provisions two brackets side by side are two alternatives, and only `[text][]` is found.",
    wrong: "See [the guide][guide].",
    right: "See [the guide](https://example.org/guide).");
rule!(NUMBER_GAP, "number-gap", Markdown, Error,
    "Typed paragraph numbers that do not follow each other.",
    "Markdown would renumber the list in silence, so that the reader sees another number than the drafter. Number 1, 2, 3 …, or type `1.` before every item and let the program count; a paragraph inserted between published ones takes `{n=\"2 bis\"}`.",
    wrong: "1. First.\n2. Second.\n4. Third.",
    right: "1. First.\n2. Second.\n3. Third.");
rule!(TYPED_MARK, "typed-mark", Markdown, Warning,
    "A line that begins with a typed (a) or (i).",
    "Marks of subparagraphs come from nested lists, so that they can be referred to and are never out of step; a typed mark runs into the line before it. Make it an item: three more spaces and `1.`.",
    wrong: "1. A State should:\n   (a) permit proceedings;\n   (b) hear the claim.",
    right: "1. A State should:\n   1. permit proceedings;\n   2. hear the claim.");
rule!(NESTED_TOO_DEEP, "nested-too-deep", Markdown, Error,
    "Lists or quotations nested more than 32 deep.",
    "No legal text needs this; what lies deeper is not read. Take it apart.",
    wrong: "a list inside a list, 40 times over",
    right: "paragraphs, subparagraphs and items under them");
rule!(TABLE_COLUMNS, "table-columns", Markdown, Error,
    "A table row with more cells than the table has columns.",
    "Markdown drops the further cells in silence. A literal `|` inside a cell is written `\\|`, in code as well.",
    wrong: "| Term | Meaning |\n|---|---|\n| a|b | kept |",
    right: "| Term | Meaning |\n|---|---|\n| a\\|b | kept |");
rule!(HEADING_LEVEL, "heading-level", Markdown, Warning,
    "A heading of a level that does not fit its place.",
    "The title of a clause is in its front matter, so its text has no heading of level one; sections are level two, their parts level three, and no level may be left out.",
    wrong: "# Commentary",
    right: "## Commentary");
rule!(UNKNOWN_SECTION, "unknown-section", Markdown, Error,
    "A section that book.toml does not know.",
    "Sections of a clause are declared under `[[output.clausebook.sections]]`, with their names in each language, so that every clause is built alike and a misspelt heading does not hide a commentary.",
    wrong: "## Comentary",
    right: "## Commentary");
rule!(MISSING_SECTION, "missing-section", Markdown, Error,
    "A section that book.toml requires is missing or empty.",
    "The book promises its readers this section in every clause.",
    wrong: "a clause that ends after its text",
    right: "## Commentary\n\nWhy the clause is there.");
rule!(MISSING_ALTERNATIVE_TEXT, "missing-alternative-text", Markdown, Warning,
    "An image without a description.",
    "Somebody who cannot see the image gets nothing in its place. Describe it between the brackets.",
    wrong: "![](flow.png)",
    right: "![How a request travels between central authorities](flow.png)");
rule!(NO_BREAK_SPACE_MARK, "no-break-space-mark", Markdown, Error,
    "A no-break space behind a heading or list mark.",
    "Markdown wants an ordinary space there; with a no-break space the line is no heading and no item, though it looks like one.",
    wrong: "##\u{a0}Commentary",
    right: "## Commentary");

/// The rules of this family.
pub static RULES: &[&Rule] = &[
    &DUPLICATE_FOOTNOTE,
    &HEADING_LEVEL,
    &MISSING_ALTERNATIVE_TEXT,
    &MISSING_SECTION,
    &NESTED_TOO_DEEP,
    &NO_BREAK_SPACE_MARK,
    &NUMBER_GAP,
    &RAW_HTML,
    &TABLE_COLUMNS,
    &TYPED_MARK,
    &UNDEFINED_FOOTNOTE,
    &UNDEFINED_REFERENCE,
    &UNKNOWN_SECTION,
    &UNSAFE_LINK,
    &UNUSED_FOOTNOTE,
];
