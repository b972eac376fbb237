//! Pointers to clauses, terms and files of the book.

use super::rule;
use crate::diag::Rule;

rule!(UNKNOWN_CLAUSE, "unknown-clause", CrossReferences, Error,
    "A cross-reference to a clause that does not exist.",
    "`clause:` is followed by the `id` of a clause's front matter, not by its title or file name.",
    wrong: "see [](clause:standng)",
    right: "see [](clause:standing)");
rule!(UNKNOWN_PARAGRAPH, "unknown-paragraph", CrossReferences, Error,
    "A cross-reference to a paragraph that the clause does not have.",
    "Paragraphs are the numbered items of the clause's text, subparagraphs the items nested in them: `clause:standing#1(a)`.",
    wrong: "see [](clause:standing#9)",
    right: "see [](clause:standing#1(a))");
rule!(UNKNOWN_TERM, "unknown-term", CrossReferences, Error,
    "A link to a term that is not defined.",
    "`term:` is followed by the `id` of an entry in `terms.yaml`.",
    wrong: "[forfeiture](term:forfeiture)",
    right: "[confiscation](term:confiscation)");
rule!(BROKEN_LINK, "broken-link", CrossReferences, Error,
    "A link to a file or heading of the book that does not exist.",
    "A relative link must lead to a text that is in the outline, and what follows `#` must be one of its headings or paragraphs; otherwise the reader follows it into nothing.",
    wrong: "[the introduction](../introducton.md)",
    right: "[the introduction](../introduction.md)");
rule!(DUPLICATE_ID, "duplicate-id", CrossReferences, Error,
    "Two clauses or two terms have one id.",
    "An id names one text for ever; two texts with one id make every reference to it ambiguous. The clause that comes first in the outline keeps it.",
    wrong: "id: standing      # also in damages.md",
    right: "id: damages");

/// The rules of this family.
pub static RULES: &[&Rule] = &[&BROKEN_LINK, &DUPLICATE_ID, &UNKNOWN_CLAUSE, &UNKNOWN_PARAGRAPH, &UNKNOWN_TERM];
