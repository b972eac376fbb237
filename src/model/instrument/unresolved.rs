//! A target that its instrument does not have: what is missing and what exists there.

use std::fmt::Write;

use super::division::{Numeral, written_division_number as written};
use super::nearest::deepest;
use super::{Instrument, Unit};
use crate::model::citation::{DivisionKind, Label, LabelKind, Locator, Target};

/// Labels of one kind that exist at one level, summed up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Existing {
    /// The first of them.
    pub first: Label,
    /// The last of them.
    pub last: Label,
    /// How many there are.
    pub count: u32,
}

/// A target that does not exist, as data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unresolved {
    /// An article, paragraph or subparagraph that does not exist.
    Provision {
        /// What the instrument's numbered units are called.
        unit: Unit,
        /// The provision asked for.
        asked: Locator,
        /// The first level that does not exist, from 0 for the article.
        level: usize,
        /// What exists at that level, by kind of label; empty where the level above has nothing below it.
        existing: Vec<Existing>,
        /// The nearest provision that exists.
        nearest: Option<Locator>,
    },
    /// A chapter or other division that does not exist.
    Division {
        /// The kind asked for.
        kind: DivisionKind,
        /// The number asked for.
        number: Label,
        /// How the instrument numbers divisions of that kind.
        numeral: Numeral,
        /// The first and the last division of that kind; `None` where there are none.
        existing: Option<(Label, Label)>,
        /// The nearest division that exists.
        nearest: Option<Target>,
    },
}

/// Says why a provision does not exist.
pub(super) fn provision(instrument: &Instrument, asked: &Locator) -> Unresolved {
    let (above, level) = deepest(instrument, asked);
    Unresolved::Provision {
        unit: instrument.unit,
        asked: asked.clone(),
        level,
        existing: instrument.existing(above),
        nearest: instrument.nearest(asked),
    }
}

/// Says why a division does not exist.
pub(super) fn division(instrument: &Instrument, kind: DivisionKind, number: Label) -> Unresolved {
    let same_kind = || {
        let divisions = instrument.divisions.iter();
        divisions.filter(move |division| division.kind == kind)
    };
    let first = same_kind().next();
    // `chapter-v` is read as a letter; where divisions have Roman numerals, the numeral is meant.
    let meant = match (first.map(|division| division.numeral), number.kind()) {
        (Some(Numeral::Roman), LabelKind::Letter) => {
            let numeral = Label::parse(&number.to_string(), LabelKind::Roman);
            numeral.map_or(number.ordinal(), Label::ordinal)
        }
        _ => number.ordinal(),
    };
    Unresolved::Division {
        kind,
        number,
        numeral: first.map_or(Numeral::Decimal, |division| division.numeral),
        existing: first.zip(same_kind().next_back()).map(|(first, last)| (first.number, last.number)),
        nearest: same_kind()
            .min_by_key(|division| division.number.ordinal().abs_diff(meant))
            .map(|division| Target::Division { kind, number: division.number }),
    }
}

impl Unresolved {
    /// The nearest target that exists.
    #[must_use]
    pub fn nearest(&self) -> Option<Target> {
        match self {
            Self::Provision { nearest, .. } => nearest.clone().map(Target::Provision),
            Self::Division { nearest, .. } => nearest.clone(),
        }
    }

    /// One English line, expected before found: "article 57 has paragraphs 1 to 5, found paragraph 6".
    #[must_use]
    pub fn describe(&self) -> String {
        match self {
            Self::Provision { unit, asked, level, existing, .. } => describe_provision(*unit, asked, *level, existing),
            Self::Division { kind, number, numeral, existing, .. } => {
                let found = if number.kind() == LabelKind::Letter {
                    written(*number, Numeral::Letter)
                } else {
                    written(*number, *numeral)
                };
                match existing {
                    Some((first, last)) if first == last => {
                        format!("the instrument has {kind} {}, found {kind} {found}", written(*first, *numeral))
                    }
                    Some((first, last)) => format!(
                        "the instrument has {} {} to {}, found {kind} {found}",
                        plural(*kind),
                        written(*first, *numeral),
                        written(*last, *numeral)
                    ),
                    None => format!("the instrument has no {}, found {kind} {found}", plural(*kind)),
                }
            }
        }
    }
}

/// The English plural of a kind of division.
const fn plural(kind: DivisionKind) -> &'static str {
    match kind {
        DivisionKind::Chapter => "chapters",
        DivisionKind::Part => "parts",
        DivisionKind::Group => "groups",
        DivisionKind::Section => "sections",
        DivisionKind::Title => "titles",
        DivisionKind::Annex => "annexes",
    }
}

fn describe_provision(unit: Unit, asked: &Locator, level: usize, existing: &[Existing]) -> String {
    let subject = match asked.prefix(level) {
        Some(above) => place(unit, &above),
        None => "the instrument".to_owned(),
    };
    let Some(missing) = asked.labels().get(level).copied() else {
        return format!("{subject} exists");
    };
    let word = |kind| level_word(unit, kind, level);
    let mut has: Vec<String> = existing.iter().map(|group| group.describe(word(group.first.kind()))).collect();
    if !existing.iter().any(|group| group.first.kind() == missing.kind()) {
        has.push(match (missing.kind(), existing.is_empty()) {
            (LabelKind::Number, false) => format!("no numbered {}s", word(LabelKind::Number)),
            (LabelKind::Letter, false) => "no lettered subparagraphs".to_owned(),
            (kind, _) => format!("no {}s", word(kind)),
        });
    }
    let has = has.join(" and ");
    let found = format!("{} {}", word(missing.kind()), marked(missing));
    format!("{subject} has {has}, found {found}")
}

impl Existing {
    /// "paragraphs 1 to 5", "subparagraphs (a) and (b)", "paragraph 1".
    fn describe(&self, word: &str) -> String {
        let (first, last) = (marked(self.first), marked(self.last));
        let span = u32::from(self.last.ordinal().saturating_sub(self.first.ordinal())) + 1;
        match self.count {
            1 => format!("{word} {first}"),
            2 => format!("{word}s {first} and {last}"),
            count if count == span => format!("{word}s {first} to {last}"),
            count => format!("{word}s {first} to {last} ({count} in all)"),
        }
    }
}

/// The English word for a level; level 0 has the instrument's unit.
const fn level_word(unit: Unit, kind: LabelKind, level: usize) -> &'static str {
    match (level, kind) {
        (0, _) => unit.word(),
        (_, LabelKind::Number) => "paragraph",
        (_, LabelKind::Letter | LabelKind::Roman) => "subparagraph",
    }
}

/// A label as English prose has it: `3`, `(c)`, `12 bis`.
fn marked(label: Label) -> String {
    let stem = label.without_suffix();
    let written = match label.suffix_word() {
        Some(suffix) => format!("{stem} {suffix}"),
        None => stem.to_string(),
    };
    match label.kind() {
        LabelKind::Number => written,
        LabelKind::Letter | LabelKind::Roman => format!("({written})"),
    }
}

/// A provision in English, as the subject of a sentence: "article 57, paragraph 3 (c),".
fn place(unit: Unit, locator: &Locator) -> String {
    let mut text = format!("{} {}", unit.word(), marked(locator.first()));
    let mut below = locator.labels()[1..].iter();
    let mut is_paragraph = false;
    for label in below.by_ref() {
        if label.kind() == LabelKind::Number && !is_paragraph {
            is_paragraph = true;
            text.push_str(", paragraph");
        }
        // Writing to a string cannot fail.
        let _ = write!(text, " {}", marked(*label));
    }
    if is_paragraph {
        text.push(',');
    }
    text
}
