//! Chinese citations: "《公约》第五十七条第三款第(三)项".
//!
//! Verified: articles 第六十条, paragraphs and subparagraphs by Chinese numerals with (一) (二) for letters (copies of
//! both Conventions). From general knowledge only: 目 for the level below, 之二 for "bis" (as in the Paris
//! Convention), 分目 for a fourth level. There are no spaces. The reader is in `zh_reader`.

use super::chinese_numerals;
use super::plan::{Entry, Segment, Tail, list};
use super::{Form, division_number};
use crate::model::citation::{DivisionKind, Label, LabelKind};
use crate::model::instrument::{Instrument, Unit};
use crate::model::language::Language;

pub(super) use super::zh_reader::read;

/// Writes the segments of a citation.
pub(super) fn write(segments: &[Segment], instrument: &Instrument, form: Form) -> String {
    let writer = Writer { instrument, form };
    if matches!(segments, [Segment::Whole]) {
        return name(instrument);
    }
    let written: Vec<String> = segments.iter().map(|segment| writer.segment(segment)).collect();
    let text = list(&written, "、", "和");
    if form == Form::Running { format!("{}{text}", name(instrument)) } else { text }
}

/// The instrument's name in its brackets.
fn name(instrument: &Instrument) -> String {
    let name = match instrument.own_name(Language::Zh) {
        Some(name) => name,
        None => {
            let name = instrument.name(Language::Zh);
            name.strip_prefix("the ").unwrap_or(name)
        }
    };
    if name.starts_with('《') { name.to_owned() } else { format!("《{name}》") }
}

struct Writer<'a> {
    instrument: &'a Instrument,
    form: Form,
}

impl Writer<'_> {
    fn segment(&self, segment: &Segment) -> String {
        match segment {
            Segment::Whole => name(self.instrument),
            Segment::Divisions(kind, numbers) => {
                let written: Vec<String> = numbers.iter().map(|number| self.division(*kind, *number)).collect();
                list(&written, "、", "和")
            }
            Segment::Article(article, entries) => {
                let below: Vec<String> = entries.iter().map(|entry| self.entry(entry)).collect();
                format!("{}{}", self.article(*article), list(&below, "、", "和"))
            }
            Segment::Articles(from, to) => {
                format!("{}至{}", self.article(*from), self.article(*to))
            }
            Segment::Long(from, to) if from.first() == to.first() => {
                format!("{}{}", self.article(from.first()), self.between(&from.labels()[1..], &to.labels()[1..]))
            }
            Segment::Long(from, to) => format!(
                "{}{}至{}{}",
                self.article(from.first()),
                self.path(&from.labels()[1..], LabelKind::Number),
                self.article(to.first()),
                self.path(&to.labels()[1..], LabelKind::Number)
            ),
        }
    }

    fn number(&self, ordinal: u16) -> String {
        if self.form == Form::Short { ordinal.to_string() } else { chinese_numerals::write(ordinal) }
    }

    fn article(&self, label: Label) -> String {
        let ordinal = label.ordinal();
        let stem = match self.instrument.unit {
            Unit::Article => format!("第{}条", self.number(ordinal)),
            Unit::Section => format!("第{}节", self.number(ordinal)),
            Unit::Paragraph => format!("第{}段", self.number(ordinal)),
            Unit::Principle => format!("原则{ordinal}"),
            Unit::Recommendation => format!("建议{ordinal}"),
            Unit::Rule => format!("规则{ordinal}"),
            Unit::Standard => format!("标准{ordinal}"),
        };
        with_suffix(stem, label)
    }

    fn division(&self, kind: DivisionKind, number: Label) -> String {
        let sign = match kind {
            DivisionKind::Chapter => "章",
            DivisionKind::Part => "部分",
            DivisionKind::Group => "组",
            DivisionKind::Section => "节",
            DivisionKind::Title => "编",
            DivisionKind::Annex => "附件",
        };
        let letter = number.kind() == LabelKind::Letter;
        let written = if letter {
            division_number(self.instrument, kind, number.without_suffix())
        } else {
            self.number(number.ordinal())
        };
        let stem = match (kind, letter) {
            (DivisionKind::Annex, _) => format!("{sign}{written}"),
            (_, true) => format!("{written}{sign}"),
            (_, false) => format!("第{written}{sign}"),
        };
        with_suffix(stem, number)
    }

    fn entry(&self, entry: &Entry) -> String {
        match entry {
            Entry::Shared(head, tails) => {
                let above = head.last().map_or(LabelKind::Number, |label| label.kind());
                let tails: Vec<String> = tails
                    .iter()
                    .map(|tail| match tail {
                        Tail::One(label) => self.level(*label, above),
                        Tail::Range(from, to) => {
                            format!("{}至{}", self.level(*from, above), self.level(*to, above))
                        }
                    })
                    .collect();
                let head = self.path(head, LabelKind::Number);
                format!("{head}{}", list(&tails, "、", "和"))
            }
            Entry::Between(from, to) => self.between(from, to),
        }
    }

    /// A range within one article; levels that both ends share are not repeated.
    fn between(&self, from: &[Label], to: &[Label]) -> String {
        let pairs = from.iter().zip(to);
        let shared = pairs.take_while(|(left, right)| left == right).count();
        let above = shared.checked_sub(1).and_then(|last| to.get(last));
        let above = above.map_or(LabelKind::Number, |label| label.kind());
        format!("{}至{}", self.path(from, LabelKind::Number), self.path(to.get(shared..).unwrap_or_default(), above))
    }

    fn path(&self, labels: &[Label], above: LabelKind) -> String {
        let mut above = above;
        let mut text = String::new();
        for label in labels {
            text.push_str(&self.level(*label, above));
            above = label.kind();
        }
        text
    }

    /// One level below the article; letters and Roman numerals become ordinals.
    fn level(&self, label: Label, above: LabelKind) -> String {
        let ordinal = label.ordinal();
        let stem = match (label.kind(), above) {
            (LabelKind::Number, _) => format!("第{}款", self.number(ordinal)),
            (LabelKind::Letter, LabelKind::Roman) => {
                format!("第({})分目", chinese_numerals::write(ordinal))
            }
            (LabelKind::Letter, _) => format!("第({})项", chinese_numerals::write(ordinal)),
            (LabelKind::Roman, _) => format!("第{ordinal}目"),
        };
        with_suffix(stem, label)
    }
}

/// 之二 for "bis", 之三 for "ter".
fn with_suffix(stem: String, label: Label) -> String {
    match label.suffix() {
        0 => stem,
        suffix => format!("{stem}之{}", chinese_numerals::write(u16::from(suffix) + 1)),
    }
}
