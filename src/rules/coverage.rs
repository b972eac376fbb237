//! Which provisions some clause implements.

use super::rule;
use crate::diag::Rule;

rule!(UNCOVERED_PROVISION, "uncovered-provision", Coverage, Error,
    "A provision that the document should deal with is implemented by no clause.",
    "`book.toml` says under `[output.clausebook.coverage]` which provisions the document deals with. Each is either implemented by a clause, or listed under `left-out` with the reason; a hole is neither.",
    wrong: "@front\nimplements: [example:1(1)]\n@place book.toml\n\"example:1-2\"",
    right: "@front\nimplements: [example:1(1), example:2(1)]");
rule!(NEEDLESS_LEFT_OUT, "needless-left-out", Coverage, Warning,
    "A provision is listed as left out, but a clause implements it.",
    "The reason given for leaving it out is no longer true. Remove the line from `book.toml`.",
    wrong: "@front\nimplements: [\"example:2(1)-(2)\"]\n@place book.toml\n\"example:2(2)\"",
    right: "@front\nimplements: [\"example:2(1)\"]");

/// The rules of this family.
pub static RULES: &[&Rule] = &[&NEEDLESS_LEFT_OUT, &UNCOVERED_PROVISION];
