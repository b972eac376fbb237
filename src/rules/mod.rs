//! Every rule, family by family: its name, its weight, why it is there, an example and the example mended.
//!
//! `clausebook rules`, `clausebook explain` and `docs/rules.md` are made from this one place. A new rule is one
//! `rule!` in its family's file and one line in that file's list.

pub mod citations;
pub mod coverage;
pub mod cross_references;
pub mod drafting;
pub mod example;
pub mod files;
pub mod history;
pub mod markdown;
pub mod negotiation;
pub mod outline;
pub mod rendering;
pub mod schema;
pub mod terms;
pub mod translations;

use crate::diag::Rule;
#[cfg(test)]
use crate::diag::Severity;

/// Declares one rule as a static; `firm` before its name makes it one that nothing sets aside.
macro_rules! rule {
    (firm $ident:ident, $($rest:tt)*) => {
        rule!(@ true, $ident, $($rest)*);
    };
    ($ident:ident, $($rest:tt)*) => {
        rule!(@ false, $ident, $($rest)*);
    };
    (@ $firm:literal, $ident:ident, $name:literal, $family:ident, $severity:ident, $summary:literal, $explanation:literal, wrong: $wrong:literal, right: $right:literal) => {
        #[doc = $summary]
        pub static $ident: $crate::diag::Rule = $crate::diag::Rule {
            name: $name,
            family: $crate::diag::Family::$family,
            severity: $crate::diag::Severity::$severity,
            firm: $firm,
            summary: $summary,
            explanation: $explanation,
            wrong: $wrong,
            right: $right,
        };
    };
}
pub(crate) use rule;

/// All rules, by family and name.
pub fn all() -> impl Iterator<Item = &'static Rule> {
    [
        files::RULES,
        schema::RULES,
        outline::RULES,
        citations::RULES,
        cross_references::RULES,
        terms::RULES,
        drafting::RULES,
        negotiation::RULES,
        coverage::RULES,
        markdown::RULES,
        translations::RULES,
        history::RULES,
        rendering::RULES,
    ]
    .into_iter()
    .flatten()
    .copied()
}

/// The rule with this name.
pub fn find(name: &str) -> Option<&'static Rule> {
    all().find(|rule| rule.name == name)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    #[test]
    fn names_are_unique_and_kebab_case() {
        let mut seen = BTreeSet::new();
        for rule in super::all() {
            assert!(seen.insert(rule.name), "{} stands twice", rule.name);
            assert!(
                rule.name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-'),
                "{}",
                rule.name
            );
            assert!(
                !rule.wrong.is_empty() && !rule.right.is_empty() && rule.explanation.ends_with('.'),
                "{}",
                rule.name
            );
            assert!(!rule.firm || rule.severity == super::Severity::Error, "{}", rule.name);
        }
    }
}
