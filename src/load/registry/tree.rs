//! The paragraphs and subparagraphs of one article.

use std::collections::BTreeSet;

use super::raw::{RawLabel, RawProvision, RawTree};
use super::{MAX_PROVISIONS, Problems, step};
use crate::model::citation::{Label, LabelKind, Locator};

/// Reads a label as registries write it: `57`, `c`, `"57 bis"`.
pub(super) fn label(text: &str, above: Option<LabelKind>) -> Option<Label> {
    let joined: String = text.split_whitespace().collect();
    Label::parse_below(&joined, above)
}

/// All provisions below an article, in the order of the text.
pub(super) fn below(article: &Locator, raw: &RawProvision, pointer: &str, problems: &mut Problems) -> Vec<Locator> {
    let mut reader = Reader { found: Vec::new(), problems };
    for (name, tree, kind) in
        [("paragraphs", &raw.paragraphs, LabelKind::Number), ("subparagraphs", &raw.subparagraphs, LabelKind::Letter)]
    {
        if let Some(tree) = tree {
            let level = Level { above: article, kind: Some(kind) };
            reader.tree(tree, &level, &format!("{pointer}/{name}"));
        }
    }
    reader.found
}

/// Where labels stand, and of which kind they must be (any that fits where none is given).
struct Level<'a> {
    above: &'a Locator,
    kind: Option<LabelKind>,
}

struct Reader<'a> {
    found: Vec<Locator>,
    problems: &'a mut Problems,
}

impl Reader<'_> {
    /// Reads one level and those below it; the depth is that of locators, so the recursion is bounded.
    fn tree(&mut self, tree: &RawTree, level: &Level<'_>, pointer: &str) {
        let mut siblings = Siblings::default();
        match tree {
            RawTree::Label(label) => {
                self.labels(&label.text(), level, &mut siblings, pointer, None);
            }
            RawTree::List(labels) => {
                for (place, label) in labels.iter().enumerate() {
                    let pointer = format!("{pointer}/{place}");
                    self.labels(&RawLabel::text(label), level, &mut siblings, &pointer, None);
                }
            }
            RawTree::Levels(levels) => {
                for (label, below) in &levels.0 {
                    let pointer = format!("{pointer}{}", step(label));
                    self.labels(label, level, &mut siblings, &pointer, Some(below));
                }
            }
        }
    }

    /// Reads one label, or the first and the last of a run, and what stands below each.
    fn labels(
        &mut self,
        text: &str,
        level: &Level<'_>,
        siblings: &mut Siblings,
        pointer: &str,
        below: Option<&RawTree>,
    ) {
        let above = Some(level.above.last().kind());
        let run = match text.split_once('-') {
            Some((first, last)) => label(first, above).zip(label(last, above)),
            None => label(text, above).map(|label| (label, label)),
        };
        let right = |(first, last): &(Label, Label)| {
            first.kind() == last.kind() && level.kind.is_none_or(|kind| kind == first.kind())
        };
        let Some((first, last)) = run.filter(right) else {
            let expected = match (level.kind, above) {
                (Some(LabelKind::Number), _) => "a number",
                (Some(_), _) => "a letter",
                (None, Some(LabelKind::Letter)) => "a Roman numeral or a number",
                (None, _) => "a letter or a number",
            };
            self.problems.report(pointer, format!("expected {expected}, found `{text}`"));
            return;
        };
        if first > last {
            self.problems.report(pointer, format!("`{text}` ends before it begins"));
            return;
        }
        for ordinal in first.ordinal()..=last.ordinal() {
            let suffix = if first == last { first.suffix() } else { 0 };
            let Some(label) = Label::new(first.kind(), ordinal, suffix) else {
                continue;
            };
            self.one(label, level, siblings, pointer, below);
        }
    }

    fn one(
        &mut self,
        label: Label,
        level: &Level<'_>,
        siblings: &mut Siblings,
        pointer: &str,
        below: Option<&RawTree>,
    ) {
        match siblings.add(label) {
            Place::Twice => {
                self.problems.report(pointer, format!("`{label}` is listed twice"));
                return;
            }
            Place::OutOfOrder => self.problems.report(pointer, format!("`{label}` stands after a later label")),
            Place::Next => {}
        }
        let Some(locator) = level.above.child(label) else {
            self.problems.report(pointer, "there are more levels than a citation can have");
            return;
        };
        if self.found.len() >= MAX_PROVISIONS {
            return;
        }
        self.found.push(locator.clone());
        if let Some(tree) = below {
            let level = Level { above: &locator, kind: None };
            self.tree(tree, &level, pointer);
        }
    }
}

/// The labels already seen at one level.
#[derive(Default)]
struct Siblings {
    seen: BTreeSet<Label>,
}

/// How a label stands to those before it.
enum Place {
    Next,
    OutOfOrder,
    Twice,
}

impl Siblings {
    fn add(&mut self, label: Label) -> Place {
        let after_all = self.seen.last().is_none_or(|last| *last < label);
        if !self.seen.insert(label) {
            Place::Twice
        } else if after_all {
            Place::Next
        } else {
            Place::OutOfOrder
        }
    }
}
