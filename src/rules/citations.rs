//! Pointers to provisions of instruments.

use super::rule;
use crate::diag::Rule;

rule!(INVALID_CITATION, "invalid-citation", Citations, Error,
    "A citation that is not in the canonical form.",
    "In front matter and in links a provision is written as lawyers read it, without spaces: `uncac:57(3)(c)`; a range is `uncac:51-59` or `uncac:46(9)-(29)`, a chapter `uncac:chapter-5`, a whole instrument `uncac:whole`. Letters from other alphabets that look alike are refused, because they would not be found.",
    wrong: "implements: [\"uncac:57.3.c\"]",
    right: "implements: [uncac:57(3)(c)]");
rule!(UNKNOWN_INSTRUMENT, "unknown-instrument", Citations, Error,
    "A citation of an instrument that has no registry.",
    "The part before the colon is the id of a file in `instruments/`. Without its registry a citation cannot be checked.",
    wrong: "[](unca:57(3))",
    right: "[](uncac:57(3))");
rule!(UNKNOWN_PROVISION, "unknown-provision", Citations, Error,
    "A citation of a provision that does not exist.",
    "The registry of the instrument lists every article, paragraph and subparagraph. The finding says what exists at the place where the citation goes wrong, and names the nearest provision; if the registry itself is wrong, mend it in `instruments/`.",
    wrong: "as foreseen in [](uncac:57(6))",
    right: "as foreseen in [](uncac:57(5))");
rule!(UNVERIFIED_PROVISION, "unverified-provision", Citations, Warning,
    "A citation by number of a provision whose number has not been checked against the source.",
    "The registry marks the number of this provision as written from memory. Until somebody has compared it with the original, cite the group or the whole instrument, or check it and mark it `verified: source`.",
    wrong: "implements: [g20-hlp-2016:9]",
    right: "implements: [g20-hlp-2016:whole]");
rule!(LOOK_ALIKE_LETTER, "look-alike-letter", Citations, Warning,
    "A citation in prose with a letter of another alphabet that looks like a Latin one.",
    "In Russian texts a Cyrillic letter often stands where the Convention has a Latin one; the citation is understood and linked, but a reader who searches for it by its Latin letter does not find it. Type the Latin letter.",
    wrong: "пункт 3 с) статьи 57      # U+0441",
    right: "пункт 3 c) статьи 57      # U+0063");
rule!(INVALID_REGISTRY, "invalid-registry", Citations, Error,
    "A registry of provisions contradicts itself.",
    "A registry must list provisions once and in order, and what it says of a provision must concern one that it lists; otherwise every citation of the instrument is checked against a wrong list.",
    wrong: "obligations: {\"3(d)\": consider}     # paragraph 3 ends at (c)",
    right: "obligations: {\"3(c)\": consider}");

/// The rules of this family.
pub static RULES: &[&Rule] = &[
    &INVALID_CITATION,
    &INVALID_REGISTRY,
    &LOOK_ALIKE_LETTER,
    &UNKNOWN_INSTRUMENT,
    &UNKNOWN_PROVISION,
    &UNVERIFIED_PROVISION,
];
