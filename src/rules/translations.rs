//! Texts in other languages.

use super::rule;
use crate::diag::Rule;

rule!(
    STALE_TRANSLATION, "stale-translation", Translations, Warning,
    "A translation was made from an earlier state of its source.",
    "The source text has changed since; the translation may now say something else. Compare the two, mend the translation, and write the digest that the finding names into `translates`. What the translation lacks of the present source, and the other way round, stands in the finding's note.",
    wrong: "@settings\nlanguages = [\"fr\"]\n[output.clausebook.rules]\nmissing-translation = \"off\"\n@file guidelines/cooperation/information.fr.md\n---\ntitle: Information sans demande\ntranslates: ⟪\"0000000000000000\"⟫\n---\n\n1. Un État peut transmettre des informations.\n@text\n1. A State may send information.",
    right: "@settings\nlanguages = [\"fr\"]\n[output.clausebook.rules]\nmissing-translation = \"off\"\n@file guidelines/cooperation/information.fr.md\n---\ntitle: Information sans demande\ntranslates: DIGEST\n---\n\n1. Un État peut transmettre des informations.\n@text\n1. A State may send information.");
rule!(
    TRANSLATION_DIFFERS, "translation-differs", Translations, Error,
    "A translation has not the same paragraphs, citations or brackets as its source.",
    "All language versions have the same numbered paragraphs, cite the same provisions and bracket the same text, so that a reference means the same in each. The finding names what one of the two lacks, and stands at the citation or bracket that the other has not; what follows from a slip that is reported by itself is not named. A translation that is known to be of an earlier source is reported as stale instead.",
    wrong: "@settings\nlanguages = [\"fr\"]\n[output.clausebook.rules]\nmissing-translation = \"off\"\n@file guidelines/cooperation/information.fr.md\n---\ntitle: ⟪Information sans demande⟫\ntranslates: DIGEST\n---\n\n1. Un État peut transmettre des informations.\n@text\n1. A State may send information, as foreseen in [](example:2(1)).",
    right: "@settings\nlanguages = [\"fr\"]\n[output.clausebook.rules]\nmissing-translation = \"off\"\n@file guidelines/cooperation/information.fr.md\n---\ntitle: Information sans demande\ntranslates: DIGEST\n---\n\n1. Un État peut transmettre des informations, comme le prévoit [](example:2(1)).\n@text\n1. A State may send information, as foreseen in [](example:2(1)).");
rule!(
    OUTLINE_DIFFERS, "outline-differs", Translations, Error,
    "A translated outline has not the same lines as SUMMARY.md.",
    "SUMMARY.LANG.md has the lines of SUMMARY.md with translated titles: the same links, in the same order, nested alike. Otherwise titles would be given to the wrong texts.",
    wrong: "@settings\nlanguages = [\"fr\"]\n[output.clausebook.rules]\nmissing-translation = \"off\"\n@file guidelines/SUMMARY.md\n# Summary\n\n[Foreword](foreword.md)\n\n- [Cooperation](cooperation/README.md)\n  - [Assistance on request](cooperation/assistance.md)\n  - [Information without a request](cooperation/information.md)\n@file guidelines/SUMMARY.fr.md\n# Sommaire\n\n[Avant-propos](foreword.md)\n\n- [Coopération](cooperation/README.md)\n  - [Assistance sur demande](cooperation/assistance.md)\n  - ⟪[Information sans demande](cooperation/informations.md)⟫",
    right: "@settings\nlanguages = [\"fr\"]\n[output.clausebook.rules]\nmissing-translation = \"off\"\n@file guidelines/SUMMARY.md\n# Summary\n\n[Foreword](foreword.md)\n\n- [Cooperation](cooperation/README.md)\n  - [Assistance on request](cooperation/assistance.md)\n  - [Information without a request](cooperation/information.md)\n@file guidelines/SUMMARY.fr.md\n# Sommaire\n\n[Avant-propos](foreword.md)\n\n- [Coopération](cooperation/README.md)\n  - [Assistance sur demande](cooperation/assistance.md)\n  - [Information sans demande](cooperation/information.md)");
rule!(
    MISSING_TRANSLATION, "missing-translation", Translations, Note,
    "Texts that are not translated into a language of the book.",
    "Pages of that language show the source text in their place, with a note that says so. The finding counts them, once for each language.",
    wrong: "@settings\nlanguages = [\"fr\"]\n@place book.toml\n",
    right: "@settings\nlanguages = []");

/// The rules of this family.
pub static RULES: &[&Rule] = &[&MISSING_TRANSLATION, &OUTLINE_DIFFERS, &STALE_TRANSLATION, &TRANSLATION_DIFFERS];
