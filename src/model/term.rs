//! A defined term.

use std::collections::BTreeMap;

use crate::model::body::Body;
use crate::model::citation::Citation;
use crate::model::language::Language;
use crate::source::Spanned;

/// A defined term of `terms.yaml`.
#[derive(Debug)]
pub struct Term {
    /// Identifier, used in `term:ID`.
    pub id: Spanned<String>,
    /// The term itself, in the language of the source texts.
    pub term: String,
    /// What it means.
    pub definition: Body,
    /// Provisions that define it.
    pub source: Vec<Spanned<Citation>>,
    /// Other forms in the language of the source texts, and the term in other languages.
    pub forms: BTreeMap<Language, Vec<String>>,
    /// Words not to be used, and what to use instead.
    pub discouraged: Vec<Discouraged>,
}

/// A word not to be used.
#[derive(Debug, Clone, serde::Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Discouraged {
    /// The word not to be used.
    #[serde(rename = "use")]
    pub word: String,
    /// The word to use.
    pub instead: String,
    /// Why.
    #[serde(default)]
    pub reason: Option<String>,
}
