//! The book that stands around an input: every kind of file once, so that each is read.

use clausebook::files::MemoryFiles;

/// A clause whose text and front matter are tried.
pub const CLAUSE: &str = "guidelines/a.md";
/// A clause wholly in YAML.
pub const YAML_CLAUSE: &str = "guidelines/c.yaml";
/// The outline.
pub const SUMMARY: &str = "guidelines/SUMMARY.md";
/// The defined terms.
pub const TERMS: &str = "guidelines/terms.yaml";
/// A registry.
pub const REGISTRY: &str = "guidelines/instruments/conv.yaml";
/// What was published.
pub const LEDGER: &str = "guidelines/ledger.yaml";
/// The clause in another language.
pub const TRANSLATION: &str = "guidelines/a.fr.md";
/// The settings.
pub const BOOK_TOML: &str = "book.toml";
/// A template of the book's own.
pub const TEMPLATE: &str = "templates/site/clause.html";
/// Keys of the book's own.
pub const SCHEMA: &str = "schemas/clause.schema.json";

/// The files that an input can be put in the place of.
pub const PLACES: &[&str] =
    &[CLAUSE, YAML_CLAUSE, SUMMARY, TERMS, REGISTRY, LEDGER, TRANSLATION, BOOK_TOML, "guidelines/SUMMARY.fr.md"];

const SETTINGS: &str = "[book]
title = \"A book\"
language = \"en\"
src = \"guidelines\"

[output.clausebook]
name = \"a-book\"
primary-instrument = \"conv\"
languages = [\"fr\", \"ar\", \"zh\"]
editorial-brackets = [\"to be checked\"]

[output.clausebook.bodies]
x = \"Group X\"
y = \"Group Y\"

[output.clausebook.coverage]
require = [\"conv:1(2)\"]
";

const OUTLINE: &str = "# Summary

[Foreword](foreword.md)

# Part

- [Chapter]()
  - [Alpha](a.md)
  - [Gamma](c.yaml)
- [Beta](b.md)
";

const ALPHA: &str = "---
id: alpha
title: Alpha
status: under-negotiation
force: recommended
implements: [conv:1(2)(a)]
---

1. A State [should]{by=x} [may]{by=y} act under [](conv:1(1)).[^n]
   1. At once;
   2. In time.
2. See [](clause:beta#1).

[^n]: A note.

## Commentary

Words about article 2 of the Convention.
";

const GAMMA: &str = "id: gamma
title: Gamma
text: |
  1. A [State](term:one) should:
     1. act. [](conv:1(2)(a))
commentary: |
  Words.[^1]

  [^1]: Note.
";

const CONVENTION: &str = "id: conv
titles: {en: Convention on Tests, fr: Convention sur les essais, ar: اتفاقية الاختبارات, zh: 试验公约, ru: Конвенция об испытаниях, es: Convención sobre las pruebas}
short: {en: the Convention, fr: la Convention, ar: الاتفاقية, zh: \"《公约》\", ru: Конвенция, es: la Convención}
short-genitive: {ru: Конвенции}
unit: article
nature: treaty
provisions:
  - number: 1
    titles: {en: First}
    titles-verified: [en]
    verified: source
    paragraphs: {1: [], 2: [a, b]}
    obligations: {\"1\": mandatory, \"2(a)\": optional}
  - number: 2
    titles: {en: Second}
    titles-verified: [en]
    verified: source
    paragraphs: [1, 2]
  - number: 3
    titles: {en: Third}
    titles-verified: [en]
    verified: memory
    paragraphs: []
";

const ONE: &str = "terms:
  - id: one
    term: State
    definition: A subject of article 1 of the Convention.
";

/// The book.
pub fn book() -> MemoryFiles {
    MemoryFiles::new()
        .with(BOOK_TOML, SETTINGS)
        .with(SUMMARY, OUTLINE)
        .with(CLAUSE, ALPHA)
        .with(
            "guidelines/b.md",
            "---\nid: beta\ntitle: Beta\nstatus: draft\nimplements: [conv:1(2)]\n---\n\n1. A State should answer.\n",
        )
        .with(YAML_CLAUSE, GAMMA)
        .with("guidelines/foreword.md", "# Foreword\n\nSee [](clause:alpha#1).\n")
        .with(REGISTRY, CONVENTION)
        .with(TERMS, ONE)
        .with(TRANSLATION, "---\ntitle: Alpha\ntranslates: 0123456789abcdef\n---\n\n1. Un État devrait agir.\n")
}

/// The clause with this text.
pub fn alpha(text: &str) -> String {
    format!("---\nid: alpha\ntitle: Alpha\nstatus: under-negotiation\n---\n\n{text}\n")
}
