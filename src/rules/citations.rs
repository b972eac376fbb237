//! Pointers to provisions of instruments.

use super::rule;
use crate::diag::Rule;

rule!(INVALID_CITATION, "invalid-citation", Citations, Error,
    "A citation that is not in the canonical form.",
    "In front matter and in links a provision is written as lawyers read it, without spaces: `uncac:57(3)(c)`; a range is `uncac:51-59` or `uncac:46(9)-(29)`, a chapter `uncac:chapter-5`, a whole instrument `uncac:whole`. Letters from other alphabets that look alike are refused, because they would not be found.",
    wrong: "@front\nimplements: [⟪\"example:1.2.a\"⟫, \"example:2(1)\"]",
    right: "@front\nimplements: [\"example:1(2)(a)\", \"example:2(1)\"]");
rule!(UNKNOWN_INSTRUMENT, "unknown-instrument", Citations, Error,
    "A citation of an instrument that has no registry.",
    "The part before the colon is the id of a file in `instruments/`. Without its registry a citation cannot be checked.",
    wrong: "1. A State may send information, as foreseen in ⟪[](exmple:2(1))⟫.",
    right: "1. A State may send information, as foreseen in [](example:2(1)).");
rule!(UNKNOWN_PROVISION, "unknown-provision", Citations, Error,
    "A citation of a provision that does not exist.",
    "The registry of the instrument lists every article, paragraph and subparagraph. The finding says what exists at the place where the citation goes wrong, and names the nearest provision; if the registry itself is wrong, mend it in `instruments/`.",
    wrong: "1. A State may send information, as foreseen in ⟪[](example:2(3))⟫.",
    right: "1. A State may send information, as foreseen in [](example:2(1)).");
rule!(UNVERIFIED_PROVISION, "unverified-provision", Citations, Warning,
    "A citation by number of a provision whose number has not been checked against the source.",
    "The registry marks the number of this provision as written from memory. Until somebody has compared it with the original, cite the group or the whole instrument, or check it and mark it `verified: source`.",
    wrong: "1. A State may hold a meeting, as proposed in ⟪[](report:4)⟫.\n@file guidelines/instruments/report.yaml\nid: report\ntitles: {en: Report on Cooperation}\nshort: {en: the Report}\nunit: recommendation\nnature: non-binding\nprovisions:\n  - {number: 4, titles: {en: Meetings}, titles-verified: [en], verified: memory, paragraphs: []}",
    right: "1. A State may hold a meeting, as proposed in [](report:whole).\n@file guidelines/instruments/report.yaml\nid: report\ntitles: {en: Report on Cooperation}\nshort: {en: the Report}\nunit: recommendation\nnature: non-binding\nprovisions:\n  - {number: 4, titles: {en: Meetings}, titles-verified: [en], verified: memory, paragraphs: []}");
rule!(LOOK_ALIKE_LETTER, "look-alike-letter", Citations, Warning,
    "A citation in prose with a letter of another alphabet that looks like a Latin one.",
    "In Russian texts a Cyrillic letter often stands where the Convention has a Latin one; the citation is understood and linked, but a reader who searches for it by its Latin letter does not find it. Type the Latin letter.",
    wrong: "@settings\nlanguages = [\"ru\"]\n[output.clausebook.rules]\nmissing-translation = \"off\"\n@file guidelines/cooperation/information.ru.md\n---\ntitle: Информация без просьбы\ntranslates: DIGEST\n---\n\n1. Как сказано в пункте 2 ⟪а⟫) статьи 1.\n@text\n1. As article 1, paragraph 2 (a), says.",
    right: "@settings\nlanguages = [\"ru\"]\n[output.clausebook.rules]\nmissing-translation = \"off\"\n@file guidelines/cooperation/information.ru.md\n---\ntitle: Информация без просьбы\ntranslates: DIGEST\n---\n\n1. Как сказано в пункте 2 a) статьи 1.\n@text\n1. As article 1, paragraph 2 (a), says.");
rule!(INVALID_REGISTRY, "invalid-registry", Citations, Error,
    "A registry of provisions contradicts itself.",
    "A registry must list provisions once and in order, and what it says of a provision must concern one that it lists; otherwise every citation of the instrument is checked against a wrong list.",
    wrong: "@file guidelines/instruments/protocol.yaml\nid: protocol\ntitles: {en: Protocol to the Example Agreement}\nshort: {en: the Protocol}\nunit: article\nnature: treaty\nprovisions:\n  - number: 1\n    titles: {en: Meetings}\n    titles-verified: [en]\n    verified: source\n    paragraphs: [1, 2]\n    obligations: {\"3\": ⟪consider⟫}",
    right: "@file guidelines/instruments/protocol.yaml\nid: protocol\ntitles: {en: Protocol to the Example Agreement}\nshort: {en: the Protocol}\nunit: article\nnature: treaty\nprovisions:\n  - number: 1\n    titles: {en: Meetings}\n    titles-verified: [en]\n    verified: source\n    paragraphs: [1, 2]\n    obligations: {\"2\": consider}");

/// The rules of this family.
pub static RULES: &[&Rule] = &[
    &INVALID_CITATION,
    &INVALID_REGISTRY,
    &LOOK_ALIKE_LETTER,
    &UNKNOWN_INSTRUMENT,
    &UNKNOWN_PROVISION,
    &UNVERIFIED_PROVISION,
];
