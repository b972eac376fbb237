//! The shape of a registry file; the doc comments become the descriptions in its schema.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{MapAccess, Visitor};
use serde::{Deserialize, Deserializer};

use crate::model::citation::DivisionKind;
use crate::model::instrument::{Nature, Obligation, Unit};
use crate::model::language::Language;

/// A registry: which articles, paragraphs and subparagraphs an instrument has, and what is known of them.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct RawInstrument {
    /// The short identifier used in citations, such as `uncac` in `uncac:57(3)(c)`. Never changes.
    #[schemars(regex(pattern = r"^[a-z][a-z0-9-]*$"))]
    pub id: String,
    /// The full official title in each language. English is required.
    pub titles: BTreeMap<Language, String>,
    /// The languages whose title was seen in a source; the others are from memory.
    #[serde(default)]
    pub titles_verified: Vec<Language>,
    /// What running text calls the instrument after its first mention, with the article: "the Convention".
    #[serde(default)]
    pub short: BTreeMap<Language, String>,
    /// The same in the genitive, for languages that need it in citations: Russian "Конвенции".
    #[serde(default)]
    pub short_genitive: BTreeMap<Language, String>,
    /// Other names to recognise in prose: abbreviations, popular titles, and case forms of a title.
    #[serde(default)]
    pub names: BTreeMap<Language, Vec<String>>,
    /// What the numbered units are called.
    pub unit: Unit,
    /// Whether the instrument binds.
    pub nature: Nature,
    /// The date of adoption: year, month or day.
    pub adopted: Option<String>,
    /// The date of opening for signature.
    pub opened: Option<String>,
    /// The date of entry into force.
    pub in_force: Option<String>,
    /// The document symbol, such as "A/RES/58/4, annex".
    pub symbol: Option<String>,
    /// The address of the official text.
    pub url: Option<String>,
    /// The languages in which the text is authentic.
    #[serde(default)]
    pub authentic_languages: Vec<Language>,
    /// A remark about the instrument or this file.
    pub note: Option<String>,
    /// Chapters, parts or groups, in their order.
    #[serde(default)]
    pub divisions: Vec<RawDivision>,
    /// The articles (principles, recommendations, …), in their order.
    pub provisions: Vec<RawProvision>,
    /// Facts of your own, kept in this file; the program does not use them.
    #[serde(default)]
    pub extra: serde_json::Map<String, serde_json::Value>,
}

/// A chapter, part or group of an instrument.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct RawDivision {
    /// What the division is called.
    pub kind: DivisionKind,
    /// Its number as the instrument writes it: V, B or 2.
    pub number: RawLabel,
    /// Its title in each language.
    #[serde(default)]
    pub titles: BTreeMap<Language, String>,
    /// The languages whose title was seen in a source; the others are from memory.
    #[serde(default)]
    pub titles_verified: Vec<Language>,
    /// The number of its first article.
    pub first: RawLabel,
    /// The number of its last article.
    pub last: RawLabel,
    /// Whether its boundaries were seen in a source.
    #[serde(default)]
    pub verified: Verified,
    /// A remark.
    pub note: Option<String>,
}

/// An article (principle, recommendation, …) with everything below it.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct RawProvision {
    /// Its number; an inserted one is written "57 bis".
    pub number: RawLabel,
    /// Its official title in each language.
    #[serde(default)]
    pub titles: BTreeMap<Language, String>,
    /// The languages whose title was seen in a source; the others are from memory.
    #[serde(default)]
    pub titles_verified: Vec<Language>,
    /// A description in our own words, for a provision without an official title.
    #[serde(default)]
    pub description: BTreeMap<Language, String>,
    /// Whether number, structure and content were seen in a source. From memory, it is not to be published by number.
    #[serde(default)]
    pub verified: Verified,
    /// Its numbered paragraphs: a list of numbers, or a map from each number to the subparagraphs below it.
    pub paragraphs: Option<RawTree>,
    /// Its lettered subparagraphs that stand directly below the article, without numbered paragraphs.
    pub subparagraphs: Option<RawTree>,
    /// How strongly it binds: one value for the whole article, or one for each of its provisions, such as `3(c)`.
    pub obligations: Option<RawObligations>,
    /// The provisions that subject the whole article to domestic law, such as "55(4)".
    #[serde(default)]
    pub qualified_by: Vec<RawLabel>,
    /// Remarks on wording that a check of verbs would misread, by provision, such as `6: regard-as`.
    #[serde(default)]
    pub wording: BTreeMap<String, String>,
    /// What its text refers to: articles and chapters of the same instrument (`31`, `chapter-5`), or citations.
    #[serde(default)]
    pub refers_to: Vec<RawLabel>,
    /// Citations of provisions of other instruments with the same content, such as `uncac:31`.
    #[serde(default)]
    pub counterparts: Vec<String>,
    /// A remark.
    pub note: Option<String>,
    /// Facts of your own, kept in this file; the program does not use them.
    #[serde(default)]
    pub extra: serde_json::Map<String, serde_json::Value>,
}

/// Where a fact comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Verified {
    /// Seen in a source.
    Source,
    /// From memory: to be checked before publication.
    #[default]
    Memory,
}

/// A label or reference: a number, or a text such as `a`, `ii`, `"57 bis"` or `1-18`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum RawLabel {
    /// A plain number.
    Number(u16),
    /// Any other label.
    Text(String),
}

impl RawLabel {
    /// The label as text.
    #[must_use]
    pub fn text(&self) -> Cow<'_, str> {
        match self {
            Self::Number(number) => Cow::Owned(number.to_string()),
            Self::Text(text) => Cow::Borrowed(text),
        }
    }
}

/// What stands below a provision: nothing, a list of labels, or a map from each label to what is below it.
///
/// `[a, b, c]` or `{a: [i, ii], b: []}`; `1-18` and `a-k` stand for all labels from the first to the last.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum RawTree {
    /// One label, or a first and a last one.
    Label(RawLabel),
    /// Labels with nothing below them.
    List(Vec<RawLabel>),
    /// Labels with what stands below each.
    Levels(Levels),
}

/// Labels with what stands below each, in the order of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Levels(
    /// The labels as written, each with what is below it.
    pub Vec<(String, RawTree)>,
);

impl<'de> Deserialize<'de> for Levels {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(LevelsVisitor)
    }
}

/// Collects the pairs of a map without changing their order.
struct LevelsVisitor;

impl<'de> Visitor<'de> for LevelsVisitor {
    type Value = Levels;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a map from labels to what stands below them")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut levels = Vec::new();
        while let Some((label, below)) = map.next_entry::<RawLabel, RawTree>()? {
            levels.push((label.text().into_owned(), below));
        }
        Ok(Levels(levels))
    }
}

impl JsonSchema for Levels {
    fn schema_name() -> Cow<'static, str> {
        Cow::Borrowed("Levels")
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let below = generator.subschema_for::<RawTree>();
        json_schema!({
            "description": "Labels with what stands below each.",
            "type": "object",
            "additionalProperties": below,
        })
    }
}

/// The obligation of a whole article, or of each of its provisions.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum RawObligations {
    /// Of the whole article.
    Whole(RawDegree),
    /// By provision, without the article's number: `1`, `3(c)`, `(a)`; `*` is the article itself.
    By(BTreeMap<String, RawDegree>),
}

/// The obligation of one provision.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum RawDegree {
    /// One obligation.
    One(Obligation),
    /// The obligations of successive sentences, in their order.
    Several(Vec<Obligation>),
}

impl RawDegree {
    /// The obligations in the order of the sentences.
    #[must_use]
    pub fn list(&self) -> &[Obligation] {
        match self {
            Self::One(one) => std::slice::from_ref(one),
            Self::Several(several) => several,
        }
    }
}
