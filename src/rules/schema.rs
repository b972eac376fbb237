//! What a file may hold.

use super::rule;
use crate::diag::Rule;

rule!(UNKNOWN_KEY, "unknown-key", Schema, Error,
    "A key that the schema does not know.",
    "A misspelt key would be ignored in silence, and with it what it says. Correct the spelling; a key of the book's own is declared in the book's `schemas/clause.schema.json`, after which it reaches the templates as `clause.extra`.",
    wrong: "implemnts: [uncac:53(a)]",
    right: "implements: [uncac:53(a)]");
rule!(MISSING_KEY, "missing-key", Schema, Error,
    "A key that the schema requires is missing.",
    "Without it the file cannot do its work: a clause without an `id` cannot be referred to, one without a `title` cannot be listed.",
    wrong: "title: Standing of a State",
    right: "id: standing\ntitle: Standing of a State");
rule!(INVALID_VALUE, "invalid-value", Schema, Error,
    "A value that the schema does not allow.",
    "The schema lists what a key may hold: one of some words, text of a certain form, a list. `clausebook schema clause` prints it; editors with a YAML language server show it while you type.",
    wrong: "status: agred",
    right: "status: agreed");
rule!(UNQUOTED_NUMBER, "unquoted-number", Schema, Error,
    "A number where text is wanted.",
    "Without quotes `1.10` is the number 1.1: the last digit would be lost. Numbers of provisions, editions and symbols are text and need quotes.",
    wrong: "title: 1.10",
    right: "title: \"1.10\"");
rule!(BOOK_SCHEMA, "book-schema", Schema, Error,
    "A clause does not fit the book's own schema.",
    "The book has a `schemas/clause.schema.json` of its own, and this clause's front matter does not fit it.",
    wrong: "rapporteur: 7      # the book's schema wants text",
    right: "rapporteur: Group C");
rule!(INVALID_SCHEMA, "invalid-schema", Schema, Error,
    "The book's own schema cannot be used.",
    "`schemas/clause.schema.json` must be a JSON Schema (draft 2020-12) for an object, without references to files or addresses outside it.",
    wrong: "{\"type\": \"objekt\"}",
    right: "{\"type\": \"object\"}");

/// The rules of this family.
pub static RULES: &[&Rule] =
    &[&BOOK_SCHEMA, &INVALID_SCHEMA, &INVALID_VALUE, &MISSING_KEY, &UNKNOWN_KEY, &UNQUOTED_NUMBER];
