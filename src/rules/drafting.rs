//! How duties and names are worded.

use super::rule;
use crate::diag::Rule;

rule!(BINDING_VERB, "binding-verb", Drafting, Warning,
    "A verb that binds in the text of a document that does not.",
    "A guideline recommends: it says `should`. A reader takes `shall` or `must` for a duty, and a legislator will ask where it comes from. Only a clause's own text is looked at, not its commentary, sections whose brackets are options (model provisions, which are texts of a law), quotations, footnotes and brackets under negotiation; `as article 2 requires` in the same sentence, and `the conditions that must be met`, restate or describe a duty and are right. A book that binds says `nature = \"binding\"` in `book.toml`. Each language has its own list; Chinese 应 stands for both and is not listed.",
    wrong: "1. A State ⟪shall⟫ send information to another State.",
    right: "1. A State should send information to another State.");
rule!(STRONGER_THAN_PROVISION, "stronger-than-provision", Drafting, Error,
    "A clause that claims a duty where the provisions only allow or ask to consider.",
    "`force: required` tells a State that it has a duty already. It needs a provision under `implements` whose obligation in the registry is `mandatory` or `qualified`, for the very paragraph and subparagraph, in an instrument that binds. The same holds for a sentence of the text that says `is required to` or `must` and cites only provisions that are `optional` or `consider`. Obligations that a registry does not give are not guessed.",
    wrong: "@front\nforce: ⟪required⟫",
    right: "@front\nforce: required\nimplements: [\"example:2(1)\", \"example:1(1)\"]");
rule!(DOUBLE_NEGATIVE, "double-negative", Drafting, Warning,
    "A duty in two negatives.",
    "Two negatives make a reader stop and count, and a translator may lose one of them. Say what is to be done. The finding looks at a clause's text and at model provisions, for patterns that are listed for each language.",
    wrong: "1. A State ⟪should not fail to⟫ send information.",
    right: "1. A State should send information.");
rule!(AND_OR, "and-or", Drafting, Warning,
    "`and/or`, which leaves open what is meant.",
    "Courts have read `and/or` in every way. Nearly always `or` is meant, which includes both; where it matters, write `A or B or both`. Quotations and code are left alone.",
    wrong: "1. A State may send information ⟪and/or⟫ evidence.",
    right: "1. A State may send information or evidence, or both.");
rule!(UNDEFINED_ABBREVIATION, "undefined-abbreviation", Drafting, Warning,
    "An abbreviation that the text does not explain before it uses it.",
    "A reader opens a clause by itself, and a translator has to know what the letters stand for. Write the words at the first use with the abbreviation in brackets behind them, in each text anew, or list it with its meaning under `[output.clausebook.abbreviations]`. Names in `terms.yaml`, in registries, in `bodies` and in the title of the book are known; Roman numerals, document symbols and words in capitals are no abbreviations. The first use in each text is reported.",
    wrong: "1. A State may send information through its ⟪FIU⟫.",
    right: "1. A State may send information through its financial intelligence unit (FIU). The FIU decides.");
rule!(GENDERED_PRONOUN, "gendered-pronoun", Drafting, Warning,
    "A word that tells a person's sex where anybody is meant.",
    "A clause speaks of anybody who holds a right or an office. Repeat the noun, use the plural, or name both (`his or her`). Looked for in English and Chinese; in Arabic, French, Russian and Spanish pronouns follow the gender of the noun, which tells nothing about a person.",
    wrong: "1. A State may ask a judge for ⟪his⟫ opinion.",
    right: "1. A State may ask a judge for an opinion.");

/// The rules of this family.
pub static RULES: &[&Rule] =
    &[&AND_OR, &BINDING_VERB, &DOUBLE_NEGATIVE, &GENDERED_PRONOUN, &STRONGER_THAN_PROVISION, &UNDEFINED_ABBREVIATION];
