//! Files and YAML.

use super::rule;
use crate::diag::Rule;

rule!(firm UNREADABLE_FILE, "unreadable-file", Files, Error,
    "A file or folder of the book cannot be read.",
    "Nothing is known about what the file holds, so nothing can be said about it. Check that it exists, that it is a plain file, and that its permissions let you read it. Links that lead round in a circle are reported here as well.",
    wrong: "@remove book.toml\n@place book.toml\n",
    right: "@settings\nedition = \"First draft\"");
rule!(firm NOT_UTF8, "not-utf8", Files, Error,
    "A file is not in UTF-8.",
    "Legal text must not be guessed: bytes that are not UTF-8 would have to be replaced by something. Save the file as UTF-8 in your editor. The place is that of the first byte that does not fit.",
    wrong: "1. A State may send a r⟪⟫⟨byte E9⟩sum⟨byte E9⟩.",
    right: "1. A State may send a résumé.");
rule!(firm CONFLICT_MARKERS, "conflict-markers", Files, Error,
    "A file holds both sides of a merge that nobody has decided.",
    "Where two people changed the same lines, git writes both versions into the file, between lines of `<<<<<<<`, `=======` and `>>>>>>>` (with `|||||||` before the common ancestor). Nothing of the file is read until somebody has chosen: keep the words that are meant, from either side or both, and delete the marker lines. A text that shows such lines as an example indents them by a space.",
    wrong: "⟪<<<<<<< HEAD⟫\n1. A State may send information.\n=======\n1. A State should send information.\n>>>>>>> delegation-b",
    right: "1. A State should send information.");
rule!(firm FILE_TOO_LARGE, "file-too-large", Files, Error,
    "A file is larger than the limit.",
    "A clause or a registry is a text that a person reads; a file beyond the limit (2 MiB) is a mistake, and reading it would make every build slow. Split it, or move data that is not text out of the book.",
    wrong: "@file guidelines/cooperation/information.md\n⟪⟫⟨300000 × A log. ⟩",
    right: "1. A State may send information.");
rule!(OUTSIDE_BOOK, "outside-book", Files, Error,
    "A path leaves the book.",
    "A book is whole in its own folder, so that it can be moved, checked and built anywhere, and a clause cannot show files of the machine it is built on. Absolute paths, `..` past the book's folder and links that lead out are refused. Copy the file into the book.",
    wrong: "@file guidelines/SUMMARY.md\n# Summary\n\n[Foreword](foreword.md)\n\n- [Cooperation](cooperation/README.md)\n  - ⟪[Assistance on request](../../elsewhere/assistance.md)⟫\n  - [Assistance on request](cooperation/assistance.md)\n  - [Information without a request](cooperation/information.md)",
    right: "@file guidelines/SUMMARY.md\n# Summary\n\n[Foreword](foreword.md)\n\n- [Cooperation](cooperation/README.md)\n  - [Assistance on request](cooperation/assistance.md)\n  - [Information without a request](cooperation/information.md)");
rule!(CONTROL_CHARACTER, "control-character", Files, Error,
    "A file holds a character that cannot be seen.",
    "NUL and other control characters, and the marks that reorder text from right to left and back, are invisible: with them a text can read differently from what it says. Remove the character; Arabic text needs none of them.",
    wrong: "1. A State may⟪⟨U+202E⟩⟫ send information.",
    right: "1. A State may send information.");
rule!(firm YAML_SYNTAX, "yaml-syntax", Files, Error,
    "YAML cannot be read.",
    "Front matter and whole-YAML files follow YAML 1.2. The commonest slips are a value that holds `: ` without quotes, a tab used to indent, and a bracket that is not closed. Nesting deeper than 32 and aliases that repeat more than 1,000 values are refused.",
    wrong: "@front\ntitle: Information⟪: without a request⟫",
    right: "@front\ntitle: \"Information: without a request\"\n@file guidelines/SUMMARY.md\n# Summary\n\n[Foreword](foreword.md)\n\n- [Cooperation](cooperation/README.md)\n  - [Assistance on request](cooperation/assistance.md)\n  - [Information: without a request](cooperation/information.md)");
rule!(firm TOML_SYNTAX, "toml-syntax", Files, Error,
    "book.toml cannot be read.",
    "`book.toml` follows TOML 1.0: text stands in quotes, lists in square brackets, and each key once.",
    wrong: "@settings\nedition = ⟪First draft⟫",
    right: "@settings\nedition = \"First draft\"");
rule!(firm DUPLICATE_KEY, "duplicate-key", Files, Error,
    "A key is given twice in one place.",
    "YAML readers differ in which of two equal keys they keep, so one of the two values would be lost in silence. Keep the one that is meant.",
    wrong: "@front\nforce: optional\nstatus: draft\n⟪force⟫: recommended",
    right: "@front\nforce: optional\nstatus: draft");
rule!(AMBIGUOUS_SCALAR, "ambiguous-scalar", Files, Warning,
    "A word without quotes that other YAML readers take for true or false.",
    "`no`, `yes`, `on`, `off`, `y` and `n` are text here, but older YAML readers turn them into true or false; the country code NO is the well-known victim. Quotes make the value mean the same everywhere.",
    wrong: "@front\naddressees: [se, ⟪no⟫, ch]",
    right: "@front\naddressees: [se, \"no\", ch]");
rule!(CUT_BY_COMMENT, "cut-by-comment", Files, Warning,
    "A value ends at a ` #` behind which words stand that look like part of it.",
    "To YAML everything behind a space and `#` is a comment, so that `Register #4` is read as `Register`. Quotes keep the value whole; a comment that is meant has a space behind its `#`.",
    wrong: "@file guidelines/terms.yaml\nterms:\n  - id: assistance\n    term: assistance\n    definition: Help that one State gives to another under form ⟪#4⟫\n    source: [example:1(1)]\n    forms: {fr: assistance, es: asistencia}",
    right: "@file guidelines/terms.yaml\nterms:\n  - id: assistance\n    term: assistance\n    definition: \"Help that one State gives to another under form #4\"\n    source: [example:1(1)]\n    forms: {fr: assistance, es: asistencia}");
rule!(firm MISSING_FRONT_MATTER, "missing-front-matter", Files, Error,
    "A clause file has no front matter.",
    "A clause needs an identifier, a title and a status before anything else can be said of it; they stand in YAML between two lines of `---` at the very beginning of the file. A file that the outline names as a numbered item and that has no items below it is a clause. Prose without a number stands before or after the numbered items of SUMMARY.md.",
    wrong: "@file guidelines/cooperation/information.md\n⟪1. A State may send information.⟫",
    right: "@file guidelines/cooperation/information.md\n---\nid: information\ntitle: Information without a request\nstatus: draft\nimplements: [example:2(1)]\n---\n\n1. A State may send information.");
rule!(firm UNCLOSED_FRONT_MATTER, "unclosed-front-matter", Files, Error,
    "Front matter is opened but not closed.",
    "The first line of the file is `---`, and no later line is exactly `---`, or one stands among the keys and closes the front matter too early; where the text begins cannot be known.",
    wrong: "@file guidelines/cooperation/information.md\n⟪---⟫\nid: information\n\n1. A State may send information.",
    right: "@file guidelines/cooperation/information.md\n---\nid: information\ntitle: Information without a request\nstatus: draft\nimplements: [example:2(1)]\n---\n\n1. A State may send information.");

/// The rules of this family.
pub static RULES: &[&Rule] = &[
    &AMBIGUOUS_SCALAR,
    &CONFLICT_MARKERS,
    &CONTROL_CHARACTER,
    &CUT_BY_COMMENT,
    &DUPLICATE_KEY,
    &FILE_TOO_LARGE,
    &MISSING_FRONT_MATTER,
    &NOT_UTF8,
    &OUTSIDE_BOOK,
    &TOML_SYNTAX,
    &UNCLOSED_FRONT_MATTER,
    &UNREADABLE_FILE,
    &YAML_SYNTAX,
];
