//! The place of a provision within its instrument.

use std::fmt;
use std::str::FromStr;

use serde::{Serialize, Serializer};

use super::error::CitationError;
use super::label::Label;
use super::parse;

/// The greatest number of levels that a locator can have.
pub const MAX_LEVELS: usize = 8;

/// The path to one provision within an instrument, such as `57(3)(c)`; never empty.
///
/// The first label is the number of the article (principle, recommendation, …). The order is that of the
/// text: a provision stands before everything below it, and that before the next provision.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Locator {
    labels: Vec<Label>,
}

impl Locator {
    /// A locator of the given labels, from the article downwards.
    ///
    /// Gives `None` where there are none or more than [`MAX_LEVELS`], or a label cannot stand where it does.
    #[must_use]
    pub fn new(labels: Vec<Label>) -> Option<Self> {
        if labels.is_empty() || labels.len() > MAX_LEVELS {
            return None;
        }
        let mut above = None;
        for label in &labels {
            if !label.may_follow(above) {
                return None;
            }
            above = Some(label.kind());
        }
        Some(Self { labels })
    }

    /// A whole article (principle, recommendation, …), by its number; `None` where it is not a number.
    #[must_use]
    pub fn article(label: Label) -> Option<Self> {
        Self::new(vec![label])
    }

    /// The labels from the article downwards; never empty.
    #[must_use]
    pub fn labels(&self) -> &[Label] {
        &self.labels
    }

    /// The number of levels, from 1 for an article.
    #[must_use]
    pub fn depth(&self) -> usize {
        self.labels.len()
    }

    /// The label of the article (principle, recommendation, …).
    #[must_use]
    pub fn first(&self) -> Label {
        *self.labels.first().expect("a locator has at least one label")
    }

    /// The label of the lowest level.
    #[must_use]
    pub fn last(&self) -> Label {
        *self.labels.last().expect("a locator has at least one label")
    }

    /// The provision one level up; `None` for an article.
    #[must_use]
    pub fn parent(&self) -> Option<Self> {
        self.prefix(self.labels.len() - 1)
    }

    /// The first levels of the locator; `None` for 0 levels or more than there are.
    #[must_use]
    pub fn prefix(&self, levels: usize) -> Option<Self> {
        let labels = self.labels.get(..levels)?;
        (!labels.is_empty()).then(|| Self { labels: labels.to_vec() })
    }

    /// The provision one level down with the given label; `None` where it cannot stand there.
    #[must_use]
    pub fn child(&self, label: Label) -> Option<Self> {
        let mut labels = self.labels.clone();
        labels.push(label);
        Self::new(labels)
    }

    /// Whether the other provision is this one or stands below it.
    #[must_use]
    pub fn contains(&self, other: &Self) -> bool {
        other.labels.starts_with(&self.labels)
    }

    /// The number of first levels that both locators share.
    #[must_use]
    pub fn shared_levels(&self, other: &Self) -> usize {
        let pairs = self.labels.iter().zip(&other.labels);
        pairs.take_while(|(left, right)| left == right).count()
    }

    /// The locator whose lowest levels are exchanged for the given ones, as `46(9)-(29)` means it.
    ///
    /// Gives `None` where the labels are of other kinds than those they replace, or would replace the article.
    #[must_use]
    pub fn with_tail(&self, tail: &[Label]) -> Option<Self> {
        let kept = self.labels.len().checked_sub(tail.len())?;
        let (head, replaced) = self.labels.split_at(kept);
        let alike = replaced.iter().zip(tail).all(|(old, new)| old.kind() == new.kind());
        if head.is_empty() || !alike {
            return None;
        }
        Self::new([head, tail].concat())
    }
}

impl fmt::Display for Locator {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}", self.first())?;
        write_bracketed(&self.labels[1..], formatter)
    }
}

/// Writes labels below the article, each in round brackets.
pub(super) fn write_bracketed(labels: &[Label], formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
    labels.iter().try_for_each(|label| write!(formatter, "({label})"))
}

impl FromStr for Locator {
    type Err = CitationError;

    /// Reads the canonical form, such as `57(3)(c)` or `57bis(3)`.
    ///
    /// # Errors
    ///
    /// Everything else; the offset is in bytes from the start of the text.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        parse::locator(text)
    }
}

impl Serialize for Locator {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(test)]
mod tests {
    use super::Locator;

    fn locator(text: &str) -> Locator {
        text.parse().unwrap()
    }

    #[test]
    fn order_is_that_of_the_text() {
        let written = [
            "3",
            "3(1)",
            "3(1)(a)",
            "3(1)(a)(i)",
            "3(1)(a)(ii)",
            "3(1)(b)",
            "3(1bis)",
            "3(2)",
            "3(10)",
            "3(a)",
            "3bis",
            "12",
        ];
        let locators: Vec<_> = written.iter().map(|text| locator(text)).collect();
        assert!(locators.is_sorted());
        for (text, locator) in written.iter().zip(&locators) {
            assert_eq!(locator.to_string(), *text);
        }
    }

    #[test]
    fn a_provision_contains_itself_and_what_is_below() {
        assert!(locator("57(3)").contains(&locator("57(3)(c)")));
        assert!(locator("57(3)").contains(&locator("57(3)")));
        assert!(!locator("57(3)(c)").contains(&locator("57(3)")));
        assert!(!locator("5").contains(&locator("57")));
    }

    #[test]
    fn parents_end_at_the_article() {
        let mut place = Some(locator("23(1)(a)(i)"));
        let mut seen = Vec::new();
        while let Some(here) = place {
            seen.push(here.to_string());
            place = here.parent();
        }
        assert_eq!(seen, ["23(1)(a)(i)", "23(1)(a)", "23(1)", "23"]);
    }
}
