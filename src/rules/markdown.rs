//! Markdown, links and numbers.

use super::rule;
use crate::diag::Rule;

rule!(RAW_HTML, "raw-html", Markdown, Error,
    "HTML inside a text.",
    "HTML would reach one output and not the others, and can carry scripts. It is shown as typed instead of being obeyed. Use Markdown; for a literal `<`, write `\\<`. Tags that word processors leave behind when text is pasted (`<o:p>`) are found too.",
    wrong: "1. A State may send information;⟪<br>⟫ it need not.",
    right: "1. A State may send information; it need not.");
rule!(UNSAFE_LINK, "unsafe-link", Markdown, Error,
    "A link with a scheme that is not allowed.",
    "Links may use `https`, `http` and `mailto`, or lead to texts of the book. Others (`javascript:`, `data:`, `file:`) can run code or leave the reader's page, and are not written.",
    wrong: "1. A State may use ⟪[the form](javascript:alert)⟫.",
    right: "1. A State may use [the form](https://example.org/form).");
rule!(UNDEFINED_FOOTNOTE, "undefined-footnote", Markdown, Error,
    "A footnote mark without a footnote.",
    "The mark would be printed as typed and the note be missing. Notes belong to the file that uses them, as in `[^costs]: Text of the note`.",
    wrong: "1. A State may send information.⟪[^costs]⟫",
    right: "1. A State may send information.[^costs]\n\n[^costs]: At its own cost.");
rule!(UNUSED_FOOTNOTE, "unused-footnote", Markdown, Warning,
    "A footnote that no mark refers to.",
    "The note would be printed nowhere. Add its mark to the text, or remove it.",
    wrong: "1. A State may send information.\n\n⟪[^costs]:⟫ At its own cost.",
    right: "1. A State may send information.[^costs]\n\n[^costs]: At its own cost.");
rule!(firm DUPLICATE_FOOTNOTE, "duplicate-footnote", Markdown, Error,
    "Two footnotes of one file have one label.",
    "Only the first would be printed. Give each note a label of its own.",
    wrong: "1. A State may send information.[^1]\n\n[^1]: At its own cost.\n\n⟪[^1]:⟫ Without delay.",
    right: "1. A State may send information.[^1] It need not.[^2]\n\n[^1]: At its own cost.\n\n[^2]: Without delay.");
rule!(UNDEFINED_REFERENCE, "undefined-reference", Markdown, Error,
    "A reference link whose definition is missing.",
    "`[text][label]` needs a line `[label]: address` in the same file; without it the brackets are printed as typed. In the text of a clause and in model provisions two brackets side by side are two alternatives, and only `[text][]` is found.",
    wrong: "1. A State may send information.\n\n## Commentary\n\nSee ⟪[the guide][guide]⟫.",
    right: "1. A State may send information.\n\n## Commentary\n\nSee [the guide](https://example.org/guide).");
rule!(NUMBER_GAP, "number-gap", Markdown, Error,
    "Typed paragraph numbers that do not follow each other.",
    "Markdown would renumber the list in silence, so that the reader sees another number than the drafter. Number 1, 2, 3 …, or type `1.` before every item and let the program count; a paragraph inserted between published ones takes `{n=\"2 bis\"}`.",
    wrong: "1. A State may send information.\n2. It may do so at once.\n⟪4⟫. It bears the costs.",
    right: "1. A State may send information.\n2. It may do so at once.\n3. It bears the costs.");
rule!(TYPED_MARK, "typed-mark", Markdown, Warning,
    "A line that begins with a typed (a) or (i).",
    "Marks of subparagraphs come from nested lists, so that they can be referred to and are never out of step; a typed mark runs into the line before it, and so does a number without a space behind it (`2.It`). Make it an item: three more spaces and `1.`.",
    wrong: "1. A State may:\n   ⟪(a)⟫ send information;\n   (b) hold a meeting.",
    right: "1. A State may:\n   1. send information;\n   2. hold a meeting.");
rule!(firm NESTED_TOO_DEEP, "nested-too-deep", Markdown, Error,
    "Lists or quotations nested more than 32 deep.",
    "No legal text needs this; what lies deeper is not read. Take it apart.",
    wrong: "1. A State may send information.\n\n⟨64 × > ⟩⟪> information that nobody will read⟫",
    right: "1. A State may send information.\n\n> information that somebody will read");
rule!(firm TABLE_COLUMNS, "table-columns", Markdown, Error,
    "A table row with more cells than the table has columns.",
    "Markdown drops the further cells in silence. A literal `|` inside a cell is written `\\|`, in code as well.",
    wrong: "1. A State may send information.\n\n| Form | Meaning |\n|---|---|\n⟪| a|b | either of two |⟫",
    right: "1. A State may send information.\n\n| Form | Meaning |\n|---|---|\n| a\\|b | either of two |");
rule!(HEADING_LEVEL, "heading-level", Markdown, Warning,
    "A heading of a level that does not fit its place.",
    "The title of a clause is in its front matter, so its text has no heading of level one; sections are level two, their parts level three, and no level may be left out. `##Costs`, without a space, is no heading at all.",
    wrong: "1. A State may send information.\n\n## Commentary\n\n⟪#### Costs⟫\n\nEach State bears its own.",
    right: "1. A State may send information.\n\n## Commentary\n\n### Costs\n\nEach State bears its own.");
rule!(UNKNOWN_SECTION, "unknown-section", Markdown, Error,
    "A section that book.toml does not know.",
    "Sections of a clause are declared under `[[output.clausebook.sections]]`, with their names in each language, so that every clause is built alike and a misspelt heading does not hide a commentary.",
    wrong: "1. A State may send information.\n\n⟪## Comentary⟫\n\nEach State bears its own costs.",
    right: "1. A State may send information.\n\n## Commentary\n\nEach State bears its own costs.");
rule!(MISSING_SECTION, "missing-section", Markdown, Error,
    "A section that book.toml requires is missing or empty.",
    "The book promises its readers this section in every clause.",
    wrong: "@file guidelines/cooperation/information.md\n---\nid: ⟪information⟫\ntitle: Information without a request\nstatus: draft\nimplements: [example:2(1)]\n---\n\n## Commentary\n\nThe text is still to be written.",
    right: "@file guidelines/cooperation/information.md\n---\nid: information\ntitle: Information without a request\nstatus: draft\nimplements: [example:2(1)]\n---\n\n1. A State may send information.");
rule!(MISSING_ALTERNATIVE_TEXT, "missing-alternative-text", Markdown, Warning,
    "An image without a description.",
    "Somebody who cannot see the image gets nothing in its place. Describe it between the brackets.",
    wrong: "1. A State may send information, as shown:\n\n   ⟪![](../flow.png)⟫\n@file guidelines/flow.png\n(a picture)",
    right: "1. A State may send information, as shown:\n\n   ![How information travels between States](../flow.png)\n@file guidelines/flow.png\n(a picture)");
rule!(NO_BREAK_SPACE_MARK, "no-break-space-mark", Markdown, Error,
    "A no-break space behind a heading or list mark.",
    "Markdown wants an ordinary space there; with a no-break space the line is no heading and no item, though it looks like one.",
    wrong: "1. A State may send information.\n\n##⟪⟨U+00A0⟩⟫Commentary",
    right: "1. A State may send information.\n\n## Commentary\n\nEach State bears its own costs.");

rule!(DUPLICATE_HEADING, "duplicate-heading", Markdown, Warning,
    "Two headings below the same one have the same words.",
    "A link to a heading is made of its words; of two equal ones the second gets a number behind it, which another one moves when it is put before it. Give each heading words of its own, or join the two sections.",
    wrong: "1. A State may send information.\n\n## Commentary\n\nEach State bears its own costs.\n\n⟪## Commentary⟫\n\nA State may also send documents.",
    right: "1. A State may send information.\n\n## Commentary\n\nEach State bears its own costs.\n\nA State may also send documents.");

rule!(UNCLOSED_CODE, "unclosed-code", Markdown, Error,
    "A block of code is opened and not closed.",
    "Three backticks open a block of code, and three more on a line of their own close it. Without them all that follows to the end is shown as code, headings and notes too.",
    wrong: "1. A State may send information.\n\n## Commentary\n\n⟪```⟫\nform 1\n\n### Costs\n\nEach State bears its own.",
    right: "1. A State may send information.\n\n## Commentary\n\n```\nform 1\n```\n\n### Costs\n\nEach State bears its own.");

/// The rules of this family.
pub static RULES: &[&Rule] = &[
    &DUPLICATE_FOOTNOTE,
    &DUPLICATE_HEADING,
    &HEADING_LEVEL,
    &MISSING_ALTERNATIVE_TEXT,
    &MISSING_SECTION,
    &NESTED_TOO_DEEP,
    &NO_BREAK_SPACE_MARK,
    &NUMBER_GAP,
    &RAW_HTML,
    &TABLE_COLUMNS,
    &TYPED_MARK,
    &UNCLOSED_CODE,
    &UNDEFINED_FOOTNOTE,
    &UNDEFINED_REFERENCE,
    &UNKNOWN_SECTION,
    &UNSAFE_LINK,
    &UNUSED_FOOTNOTE,
];
