//! What a file may hold.

use super::rule;
use crate::diag::Rule;

rule!(UNKNOWN_KEY, "unknown-key", Schema, Error,
    "A key that the schema does not know.",
    "A misspelt key would be ignored in silence, and with it what it says. Correct the spelling; a key of the book's own is declared in the book's `schemas/clause.schema.json`, after which it reaches the templates as `clause.extra`.",
    wrong: "@front\n⟪addresees⟫: [all-states]",
    right: "@front\naddressees: [all-states]");
rule!(MISSING_KEY, "missing-key", Schema, Error,
    "A key that the schema requires is missing.",
    "Without it the file cannot do its work: a clause without an `id` cannot be referred to, one without a `title` cannot be listed.",
    wrong: "@file guidelines/cooperation/information.md\n---\n⟪title⟫: Information without a request\nstatus: draft\nimplements: [example:2(1)]\n---\n\n1. A State may send information.",
    right: "@file guidelines/cooperation/information.md\n---\nid: information\ntitle: Information without a request\nstatus: draft\nimplements: [example:2(1)]\n---\n\n1. A State may send information.");
rule!(INVALID_VALUE, "invalid-value", Schema, Error,
    "A value that the schema does not allow.",
    "The schema lists what a key may hold: one of some words, text of a certain form, a list. `clausebook schema clause` prints it; editors with a YAML language server show it while you type.",
    wrong: "@front\nstatus: ⟪agred⟫",
    right: "@front\nstatus: agreed");
rule!(UNQUOTED_NUMBER, "unquoted-number", Schema, Error,
    "A number where text is wanted.",
    "Without quotes `1.10` is the number 1.1: the last digit would be lost. Numbers of provisions, editions and symbols are text and need quotes.",
    wrong: "@front\ntitle: ⟪1.10⟫\n@file guidelines/SUMMARY.md\n# Summary\n\n[Foreword](foreword.md)\n\n- [Cooperation](cooperation/README.md)\n  - [Assistance on request](cooperation/assistance.md)\n  - [1.10](cooperation/information.md)",
    right: "@front\ntitle: \"1.10\"\n@file guidelines/SUMMARY.md\n# Summary\n\n[Foreword](foreword.md)\n\n- [Cooperation](cooperation/README.md)\n  - [Assistance on request](cooperation/assistance.md)\n  - [1.10](cooperation/information.md)");
rule!(BOOK_SCHEMA, "book-schema", Schema, Error,
    "A clause does not fit the book's own schema.",
    "The book has a `schemas/clause.schema.json` of its own, and this clause's front matter does not fit it.",
    wrong: "@front\nrapporteur: ⟪Group C⟫\n@file schemas/clause.schema.json\n{\"type\": \"object\", \"properties\": {\"rapporteur\": {\"enum\": [\"Group A\", \"Group B\"]}}}",
    right: "@front\nrapporteur: Group A\n@file schemas/clause.schema.json\n{\"type\": \"object\", \"properties\": {\"rapporteur\": {\"enum\": [\"Group A\", \"Group B\"]}}}");
rule!(INVALID_SCHEMA, "invalid-schema", Schema, Error,
    "The book's own schema cannot be used.",
    "`schemas/clause.schema.json` must be a JSON Schema (draft 2020-12) for an object, without references to files or addresses outside it.",
    wrong: "@file schemas/clause.schema.json\n⟪⟫{\"type\": \"objekt\"}",
    right: "@file schemas/clause.schema.json\n{\"type\": \"object\"}");

rule!(UNUSED_ALLOW, "unused-allow", Schema, Warning,
    "A text allows itself something that it does not need.",
    "`allow:` in the front matter names a rule and gives the reason why this text may break it; the findings of that rule in this file are then not shown. Leave that is not needed hides the next slip. Remove it.",
    wrong: "@front\nallow:\n  ⟪title-differs⟫: the outline has a shorter title",
    right: "1. A State may send information to another State without being asked.");

/// The rules of this family.
pub static RULES: &[&Rule] =
    &[&BOOK_SCHEMA, &INVALID_SCHEMA, &INVALID_VALUE, &MISSING_KEY, &UNKNOWN_KEY, &UNQUOTED_NUMBER, &UNUSED_ALLOW];
