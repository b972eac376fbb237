//! SUMMARY.md and what it names.

use super::rule;
use crate::diag::Rule;

rule!(MISSING_SUMMARY, "missing-summary", Outline, Error,
    "The book has no SUMMARY.md.",
    "SUMMARY.md in the book's source folder says which texts belong to the document and in which order; without it there is nothing to build.",
    wrong: "@remove guidelines/SUMMARY.md\n@place book.toml\n",
    right: "@file guidelines/SUMMARY.md\n# Summary\n\n[Foreword](foreword.md)\n\n- [Cooperation](cooperation/README.md)\n  - [Assistance on request](cooperation/assistance.md)\n  - [Information without a request](cooperation/information.md)");
rule!(OUTLINE_SYNTAX, "outline-syntax", Outline, Error,
    "SUMMARY.md holds something that is not an outline.",
    "The outline follows mdBook's form: part titles are headings of level one, texts are links in a list, prose before and after the list are links on lines of their own, and `---` separates. Anything else would be left out of the document.",
    wrong: "@file guidelines/SUMMARY.md\n# Summary\n\n[Foreword](foreword.md)\n\n- [Cooperation](cooperation/README.md)\n  - [Assistance on request](cooperation/assistance.md)\n  - [Information without a request](cooperation/information.md)\n  ⟪- Spontaneous meetings (to be written)⟫",
    right: "@file guidelines/SUMMARY.md\n# Summary\n\n[Foreword](foreword.md)\n\n- [Cooperation](cooperation/README.md)\n  - [Assistance on request](cooperation/assistance.md)\n  - [Information without a request](cooperation/information.md)\n  - [Spontaneous meetings]()");
rule!(MISSING_FILE, "missing-file", Outline, Error,
    "The outline names a file that does not exist.",
    "The text would be missing from the document. Correct the path, write the file, or leave the link empty, `[Title]()`, for a text still to be written.",
    wrong: "@file guidelines/SUMMARY.md\n# Summary\n\n[Foreword](foreword.md)\n\n- [Cooperation](cooperation/README.md)\n  - [Assistance on request](cooperation/assistance.md)\n  - [Information without a request](cooperation/information.md)\n  - ⟪[Meetings](cooperation/meetings.md)⟫",
    right: "@file guidelines/SUMMARY.md\n# Summary\n\n[Foreword](foreword.md)\n\n- [Cooperation](cooperation/README.md)\n  - [Assistance on request](cooperation/assistance.md)\n  - [Information without a request](cooperation/information.md)\n  - [Meetings]()");
rule!(NOT_IN_OUTLINE, "not-in-outline", Outline, Error,
    "A clause file stands in no outline.",
    "The file would be in no output, although somebody wrote it. A text and its translations are one finding, and a file that a line of the outline probably means is none. Name it in SUMMARY.md, or move it out of the source folder.",
    wrong: "@file guidelines/cooperation/meetings.md\n⟪---⟫\nid: meetings\ntitle: Meetings\n---\n\n1. States may meet.",
    right: "@file guidelines/cooperation/meetings.md\n---\nid: meetings\ntitle: Meetings\n---\n\n1. States may meet.\n@file guidelines/SUMMARY.md\n# Summary\n\n[Foreword](foreword.md)\n\n- [Cooperation](cooperation/README.md)\n  - [Assistance on request](cooperation/assistance.md)\n  - [Information without a request](cooperation/information.md)\n  - [Meetings](cooperation/meetings.md)");
rule!(LISTED_TWICE, "listed-twice", Outline, Error,
    "The outline names one file twice.",
    "A text has one number and one place; the second naming would give it another. Refer to it from there by a link instead.",
    wrong: "@file guidelines/SUMMARY.md\n# Summary\n\n[Foreword](foreword.md)\n\n- [Cooperation](cooperation/README.md)\n  - [Assistance on request](cooperation/assistance.md)\n  - [Information without a request](cooperation/information.md)\n  - ⟪[Information without a request](cooperation/information.md)⟫",
    right: "@file guidelines/SUMMARY.md\n# Summary\n\n[Foreword](foreword.md)\n\n- [Cooperation](cooperation/README.md)\n  - [Assistance on request](cooperation/assistance.md)\n  - [Information without a request](cooperation/information.md)");
rule!(firm CLAUSE_WITH_ITEMS, "clause-with-items", Outline, Error,
    "A clause has other texts below it in the outline.",
    "An item with items below it is a chapter; a clause has no chapters. Give the chapter a file of its own without front matter, or none: `[Title]()`.",
    wrong: "@file guidelines/SUMMARY.md\n# Summary\n\n[Foreword](foreword.md)\n\n- [Cooperation](cooperation/README.md)\n  - ⟪[Assistance on request](cooperation/assistance.md)⟫\n    - [Information without a request](cooperation/information.md)",
    right: "@file guidelines/SUMMARY.md\n# Summary\n\n[Foreword](foreword.md)\n\n- [Cooperation](cooperation/README.md)\n  - [Assistance on request](cooperation/assistance.md)\n  - [Information without a request](cooperation/information.md)");
rule!(TITLE_DIFFERS, "title-differs", Outline, Warning,
    "The outline and the clause give different titles.",
    "The title is that of the clause's front matter; mdBook and readers of SUMMARY.md see the other one. Make them equal.",
    wrong: "@file guidelines/SUMMARY.md\n# Summary\n\n[Foreword](foreword.md)\n\n- [Cooperation](cooperation/README.md)\n  - [Assistance on request](cooperation/assistance.md)\n  - ⟪[Unasked information](cooperation/information.md)⟫",
    right: "@file guidelines/SUMMARY.md\n# Summary\n\n[Foreword](foreword.md)\n\n- [Cooperation](cooperation/README.md)\n  - [Assistance on request](cooperation/assistance.md)\n  - [Information without a request](cooperation/information.md)");

/// The rules of this family.
pub static RULES: &[&Rule] = &[
    &CLAUSE_WITH_ITEMS,
    &LISTED_TWICE,
    &MISSING_FILE,
    &MISSING_SUMMARY,
    &NOT_IN_OUTLINE,
    &OUTLINE_SYNTAX,
    &TITLE_DIFFERS,
];
