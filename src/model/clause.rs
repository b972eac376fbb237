//! A clause: our unit of text.

use crate::model::allow::Allow;
use crate::model::body::{Body, ReferenceTarget};
use crate::model::citation::Citation;
use crate::source::{FileId, Span, Spanned};

/// A clause, as far as its own file tells.
#[derive(Debug, Clone)]
pub struct Clause {
    /// Permanent identifier; made from the file name where the file gives none (which is a finding).
    pub id: Spanned<String>,
    /// Title; that of the outline where the file gives none (which is a finding).
    pub title: Spanned<String>,
    /// How far the text has come.
    pub status: Status,
    /// Whether it restates a duty or goes beyond.
    pub force: Option<Force>,
    /// Where that is said; the whole front matter where it is not.
    pub force_place: Span,
    /// Provisions that it puts into effect.
    pub implements: Vec<Spanned<Citation>>,
    /// Related provisions.
    pub related_provisions: Vec<Spanned<Citation>>,
    /// Related clauses and terms.
    pub related: Vec<Spanned<ReferenceTarget>>,
    /// To whom it speaks.
    pub addressees: Vec<String>,
    /// Findings that it allows itself.
    pub allow: Vec<Allow>,
    /// The book's own keys.
    pub extra: serde_json::Map<String, serde_json::Value>,
    /// The file.
    pub file: FileId,
    /// Where the front matter (or the whole YAML) stands.
    pub head: Span,
    /// Whether the front matter could be read; if not, what it lacks is not reported again.
    pub readable: bool,
    /// The text with its sections.
    pub body: Body,
}

/// How far a text has come (UN-CONVENTIONS.md, Text not agreed).
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Default,
    serde::Deserialize,
    serde::Serialize,
    schemars::JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// Not yet negotiated.
    #[default]
    Draft,
    /// Open points stand in square brackets.
    UnderNegotiation,
    /// Agreed by delegations, to be confirmed by their capitals.
    AgreedAdReferendum,
    /// Agreed.
    Agreed,
    /// No longer part of the document.
    Withdrawn,
}

impl Status {
    /// The word used in files and style classes.
    pub fn key(self) -> &'static str {
        match self {
            Status::Draft => "draft",
            Status::UnderNegotiation => "under-negotiation",
            Status::AgreedAdReferendum => "agreed-ad-referendum",
            Status::Agreed => "agreed",
            Status::Withdrawn => "withdrawn",
        }
    }
}

/// Whether a clause restates a duty or goes beyond it.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Deserialize, serde::Serialize, schemars::JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Force {
    /// Restates a duty that the provisions cited impose.
    Required,
    /// Recommends.
    Recommended,
    /// Offers a possibility.
    Optional,
}

impl Force {
    /// The word used in files and style classes.
    pub fn key(self) -> &'static str {
        match self {
            Force::Required => "required",
            Force::Recommended => "recommended",
            Force::Optional => "optional",
        }
    }
}
