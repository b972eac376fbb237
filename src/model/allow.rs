//! Leave given by a text for a finding of one rule, with the reason.

use crate::source::Span;

/// One entry of a text's `allow`.
#[derive(Debug, Clone)]
pub struct Allow {
    /// Name of the rule.
    pub rule: String,
    /// Where the name stands.
    pub span: Span,
    /// Where the reason stands.
    pub reason: Span,
    /// Where the key `allow` stands, if this is its only entry.
    pub only_entry_of: Option<Span>,
}
