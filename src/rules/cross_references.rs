//! Pointers to clauses, terms and files of the book.

use super::rule;
use crate::diag::Rule;

rule!(UNKNOWN_CLAUSE, "unknown-clause", CrossReferences, Error,
    "A cross-reference to a clause that does not exist.",
    "`clause:` is followed by the `id` of a clause's front matter, not by its title or file name. Where three files or more point to the same clause that is not there, they are one finding, which names them all; if a clause's file bears the name, its id was changed, and the finding stands there. The same holds for terms, instruments, provisions and bodies.",
    wrong: "1. A State may send what it would give ⟪[on request](clause:asistance)⟫.",
    right: "1. A State may send what it would give [on request](clause:assistance).");
rule!(UNKNOWN_PARAGRAPH, "unknown-paragraph", CrossReferences, Error,
    "A cross-reference to a paragraph that the clause does not have.",
    "Paragraphs are the numbered items of the clause's text, subparagraphs the items nested in them: `clause:standing#1(a)`.",
    wrong: "1. A State may send information. ⟪[](clause:assistance#9)⟫ applies.",
    right: "1. A State may send information. [](clause:assistance#1(a)) applies.");
rule!(UNKNOWN_TERM, "unknown-term", CrossReferences, Error,
    "A link to a term that is not defined.",
    "`term:` is followed by the `id` of an entry in `terms.yaml`.",
    wrong: "1. A State may give ⟪[assistance](term:assistence)⟫ without being asked.",
    right: "1. A State may give [assistance](term:assistance) without being asked.");
rule!(BROKEN_LINK, "broken-link", CrossReferences, Error,
    "A link to a file or heading of the book that does not exist.",
    "A relative link must lead to a text that is in the outline, and what follows `#` must be one of its headings or paragraphs; otherwise the reader follows it into nothing.",
    wrong: "1. A State may send information, as ⟪[the foreword](../foreward.md)⟫ says.",
    right: "1. A State may send information, as [the foreword](../foreword.md) says.");
rule!(DUPLICATE_ID, "duplicate-id", CrossReferences, Error,
    "Two clauses or two terms have one id.",
    "An id names one text for ever; two texts with one id make every reference to it ambiguous. A clause whose file is named after the id keeps it, else the one that comes first in the outline.",
    wrong: "@file guidelines/terms.yaml\nterms:\n  - id: assistance\n    term: assistance\n    definition: Help that one State gives to another in a proceeding.\n  - id: ⟪assistance⟫\n    term: technical assistance\n    definition: Advice and training.",
    right: "@file guidelines/terms.yaml\nterms:\n  - id: assistance\n    term: assistance\n    definition: Help that one State gives to another in a proceeding.\n  - id: technical-assistance\n    term: technical assistance\n    definition: Advice and training.\n@text\n1. A State may offer technical assistance.");

/// The rules of this family.
pub static RULES: &[&Rule] = &[&BROKEN_LINK, &DUPLICATE_ID, &UNKNOWN_CLAUSE, &UNKNOWN_PARAGRAPH, &UNKNOWN_TERM];
