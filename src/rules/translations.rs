//! Texts in other languages.

use super::rule;
use crate::diag::Rule;

rule!(
    STALE_TRANSLATION, "stale-translation", Translations, Warning,
    "A translation was made from an earlier state of its source.",
    "The source text has changed since; the translation may now say something else. Compare the two, mend the translation, and write the digest that the finding names into `translates`. What the translation lacks of the present source, and the other way round, stands in the finding's note.",
    wrong: "translates: 0000000000000000",
    right: "translates: 5f0c9d2e8a71b346");
rule!(
    TRANSLATION_DIFFERS, "translation-differs", Translations, Error,
    "A translation has not the same paragraphs, citations or brackets as its source.",
    "All language versions have the same numbered paragraphs, cite the same provisions and bracket the same text, so that a reference means the same in each. The finding names what one of the two lacks. A translation that is known to be of an earlier source is reported as stale instead.",
    wrong: "1. 一国应当允许另一国提起诉讼。      # the source cites uncac:53(a)",
    right: "1. 一国应当允许另一国提起[](uncac:53(a))所述的诉讼。");
rule!(
    OUTLINE_DIFFERS, "outline-differs", Translations, Error,
    "A translated outline has not the same lines as SUMMARY.md.",
    "SUMMARY.LANG.md has the lines of SUMMARY.md with translated titles: the same links, in the same order, nested alike. Otherwise titles would be given to the wrong texts.",
    wrong: "- [Qualité pour agir](standng.md)",
    right: "- [Qualité pour agir](direct-recovery/standing.md)");
rule!(
    MISSING_TRANSLATION, "missing-translation", Translations, Note,
    "Texts that are not translated into a language of the book.",
    "Pages of that language show the source text in their place, with a note that says so. The finding counts them, once for each language.",
    wrong: "languages = [\"en\", \"fr\"]      # and no .fr.md beside the texts",
    right: "standing.md and standing.fr.md");

/// The rules of this family.
pub static RULES: &[&Rule] = &[&MISSING_TRANSLATION, &OUTLINE_DIFFERS, &STALE_TRANSLATION, &TRANSLATION_DIFFERS];
