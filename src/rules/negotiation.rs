//! Text in square brackets.

use super::rule;
use crate::diag::Rule;

rule!(UNBALANCED_BRACKET, "unbalanced-bracket", Negotiation, Error,
    "A square bracket is opened and not closed, or closed and not opened.",
    "Square brackets mark text that is not agreed; which words they hold must be certain. Close the bracket in the same section, or write `\\[` for a bracket that is only a character.",
    wrong: "1. A State may ⟪[⟫send information to another State.",
    right: "1. A State may [send information] to another State.");
rule!(BRACKET_IN_AGREED, "bracket-in-agreed", Negotiation, Error,
    "The text of an agreed clause holds square brackets.",
    "Agreed text has no open points. All brackets of a clause are one finding. Remove the brackets, or set `status: under-negotiation`.",
    wrong: "@front\nstatus: agreed\n@text\n1. A State ⟪[may]⟫ send information to another State.",
    right: "@front\nstatus: agreed\n@text\n1. A State may send information to another State.");
rule!(UNKNOWN_BODY, "unknown-body", Negotiation, Error,
    "A bracket is attributed to somebody whom book.toml does not name.",
    "The names behind `by=` are declared under `[output.clausebook.bodies]`, so that a slip of the pen does not make a new delegation.",
    wrong: "1. A State [may]{⟪by=group-d⟫} send information to another State.",
    right: "1. A State [may]{by=group-b} send information to another State.");
rule!(BRACKET_ATTRIBUTE, "bracket-attribute", Negotiation, Error,
    "What stands in braces behind a bracket cannot be read.",
    "Right behind a bracket `{by=NAME,NAME}` says whose text it is and `{alt=A}` names the alternative; both may stand together, separated by a space.",
    wrong: "1. A State [may]{⟪from=group-b⟫} send information to another State.",
    right: "1. A State [may]{by=group-b} send information to another State.");

rule!(LONELY_ALTERNATIVE, "lonely-alternative", Negotiation, Warning,
    "A bracket is named as an alternative, but there is no other.",
    "`{alt=A}` says that one of several texts is to be chosen. With one member there is nothing to choose from: the other alternative was lost, or bears another mark, or the bracket is simply text that is not agreed.",
    wrong: "1. A State ⟪[may]⟫{alt=A} [should]{by=group-b} send information.",
    right: "1. A State [may]{alt=A} [should]{by=group-b alt=B} send information.");

/// The rules of this family.
pub static RULES: &[&Rule] =
    &[&BRACKET_ATTRIBUTE, &BRACKET_IN_AGREED, &LONELY_ALTERNATIVE, &UNBALANCED_BRACKET, &UNKNOWN_BODY];
