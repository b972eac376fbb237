//! Defined terms.

use super::rule;
use crate::diag::Rule;

rule!(DISCOURAGED_TERM, "discouraged-term", Terms, Warning,
    "A word that `terms.yaml` discourages.",
    "One thing has one name: a second word for it makes a reader ask what the difference is. `terms.yaml` lists under `discouraged` the words not to use, what to say instead, and why. Whole words are compared, in any case and only in the forms listed; quotations, code, longer terms that are themselves defined, and names of instruments are left alone, and so is the definition of the very term. Where the word is quoted, put it in quotation marks.",
    wrong: "@file guidelines/terms.yaml\nterms:\n  - id: assistance\n    term: assistance\n    definition: Help that one State gives to another in a proceeding.\n    discouraged:\n      - {use: legal help, instead: assistance, reason: the agreement speaks of assistance}\n@text\n1. A State may give ⟪legal help⟫ without being asked.",
    right: "@file guidelines/terms.yaml\nterms:\n  - id: assistance\n    term: assistance\n    definition: Help that one State gives to another in a proceeding.\n    discouraged:\n      - {use: legal help, instead: assistance, reason: the agreement speaks of assistance}\n@text\n1. A State may give assistance without being asked.");
rule!(UNUSED_TERM, "unused-term", Terms, Warning,
    "A defined term that no text uses.",
    "A definition that nothing needs is read, negotiated and translated in vain, and often shows that the texts use another word for the thing. A term is used where a text links to it, where a clause names it under `see-also`, or where its words stand, in any inflection.",
    wrong: "@file guidelines/terms.yaml\nterms:\n  - id: assistance\n    term: assistance\n    definition: Help that one State gives to another in a proceeding.\n  - id: ⟪joint-body⟫\n    term: joint body\n    definition: A body that two States set up together.",
    right: "@file guidelines/terms.yaml\nterms:\n  - id: assistance\n    term: assistance\n    definition: Help that one State gives to another in a proceeding.\n  - id: joint-body\n    term: joint body\n    definition: A body that two States set up together.\n@text\n1. A State may send information through a [joint body](term:joint-body).");
rule!(LATE_TERM_LINK, "late-term-link", Terms, Warning,
    "A term is linked only after the reader has met it.",
    "The link to the glossary belongs where a reader first meets the term in the clause's text. The finding names a link whose very words stood before in the same text without one; headings, quotations and longer terms do not count, nor does a term of a single word, which may have stood before in its everyday sense.",
    wrong: "1. A State may send information through a joint body.\n2. The [⟪joint body⟫](term:joint-body) may set up rules of its own.\n@file guidelines/terms.yaml\nterms:\n  - id: assistance\n    term: assistance\n    definition: Help that one State gives to another in a proceeding.\n  - id: joint-body\n    term: joint body\n    definition: A body that two States set up together.",
    right: "1. A State may send information through a [joint body](term:joint-body).\n2. The joint body may set up rules of its own.\n@file guidelines/terms.yaml\nterms:\n  - id: assistance\n    term: assistance\n    definition: Help that one State gives to another in a proceeding.\n  - id: joint-body\n    term: joint body\n    definition: A body that two States set up together.");
rule!(AMBIGUOUS_TERM, "ambiguous-term", Terms, Warning,
    "A word that two terms claim.",
    "If one word is a form of two terms, no reader can tell which is meant; if a word is discouraged for one term and defined by another, no author can obey both.",
    wrong: "@file guidelines/terms.yaml\nterms:\n  - id: assistance\n    term: assistance\n    definition: Help that one State gives to another in a proceeding.\n  - id: technical-assistance\n    term: technical assistance\n    definition: Advice and training.\n    forms: {en: [⟪assistance⟫, training]}\n@text\n1. A State may offer technical assistance.",
    right: "@file guidelines/terms.yaml\nterms:\n  - id: assistance\n    term: assistance\n    definition: Help that one State gives to another in a proceeding.\n  - id: technical-assistance\n    term: technical assistance\n    definition: Advice and training.\n    forms: {en: [training]}\n@text\n1. A State may offer technical assistance.");

/// The rules of this family.
pub static RULES: &[&Rule] = &[&AMBIGUOUS_TERM, &DISCOURAGED_TERM, &LATE_TERM_LINK, &UNUSED_TERM];
