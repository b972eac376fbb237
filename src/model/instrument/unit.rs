//! What the numbered units of an instrument are called, and whether it binds.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What the numbered units of an instrument are called.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Unit {
    /// Articles, as in treaties and codes.
    Article,
    /// Principles.
    Principle,
    /// Recommendations.
    Recommendation,
    /// Rules.
    Rule,
    /// Sections, as in the acts of common-law States.
    Section,
    /// Standards.
    Standard,
    /// Paragraphs numbered through the whole text, as in resolutions.
    Paragraph,
}

impl Unit {
    /// The English word in the singular.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Article => "article",
            Self::Principle => "principle",
            Self::Recommendation => "recommendation",
            Self::Rule => "rule",
            Self::Section => "section",
            Self::Standard => "standard",
            Self::Paragraph => "paragraph",
        }
    }
}

/// Whether an instrument binds those who have accepted it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Nature {
    /// A treaty: binding on its parties.
    Treaty,
    /// A law or regulation of a State or organization: binding within it.
    Law,
    /// Principles, recommendations, guidelines: not binding.
    NonBinding,
}
