//! Writing citations that go from the article down: English, French, Spanish.
//!
//! "article 57, paragraph 3 (c), of the Convention": commas enclose the paragraph, and a comma stands before
//! the instrument only where a paragraph stands before it.

use super::plan::{Entry, Segment, Tail, list};
use super::{Form, NO_BREAK};
use crate::model::citation::{DivisionKind, Label, LabelKind, Locator};
use crate::model::instrument::{Instrument, Unit};

/// A word in the singular and the plural.
#[derive(Debug, Clone, Copy)]
pub(super) struct Word {
    /// For one.
    pub one: &'static str,
    /// For several.
    pub many: &'static str,
}

/// The words of a language.
pub(super) struct Words {
    /// The word for an instrument's units, in running or short form.
    pub unit: fn(Unit, Form) -> Word,
    /// The word for numbered paragraphs, in running or short form.
    pub paragraph: fn(Form) -> Word,
    /// The word for divisions, in running or short form.
    pub division: fn(DivisionKind, Form) -> Word,
    /// "and", without spaces.
    pub and: &'static str,
    /// "to" between the ends of a range, without spaces.
    pub to: &'static str,
    /// The article's word before the end of a range that begins in another article, with "to".
    pub to_unit: fn(Unit, Form) -> String,
    /// What opens a bracketed label: "(" or nothing.
    pub open: &'static str,
    /// The instrument's name with "of" before it.
    pub of_instrument: fn(&Instrument) -> String,
    /// The instrument's name alone.
    pub instrument: fn(&Instrument) -> String,
}

/// Writes the segments of a citation.
pub(super) fn write(segments: &[Segment], instrument: &Instrument, form: Form, words: &Words) -> String {
    if matches!(segments, [Segment::Whole]) {
        return (words.instrument)(instrument);
    }
    let writer = Writer { instrument, form, words };
    let mut text = writer.segments(segments);
    if form == Form::Running {
        if segments.last().is_some_and(Segment::has_paragraphs) {
            text.push(',');
        }
        text.push(' ');
        text.push_str(&(words.of_instrument)(instrument));
    }
    text
}

struct Writer<'a> {
    instrument: &'a Instrument,
    form: Form,
    words: &'a Words,
}

impl Writer<'_> {
    fn segments(&self, segments: &[Segment]) -> String {
        let several = segments.len() > 1;
        let word = (self.words.unit)(self.instrument.unit, self.form);
        // Under one plural word where no article has more than one paragraph, else each with its own word.
        let (lead, shared) =
            if several && segments.iter().all(Segment::is_short) { (word.many, true) } else { ("", false) };
        let mut text = String::new();
        for (place, segment) in segments.iter().enumerate() {
            if let Some(before) = place.checked_sub(1).and_then(|before| segments.get(before)) {
                let last = place + 1 == segments.len();
                if !last || before.has_paragraphs() {
                    text.push(',');
                }
                text.push(' ');
                if last {
                    text.push_str(self.words.and);
                    text.push(' ');
                }
            } else if shared {
                text.push_str(lead);
                text.push(NO_BREAK);
            }
            text.push_str(&self.segment(segment, shared));
        }
        text
    }

    fn segment(&self, segment: &Segment, shared: bool) -> String {
        let unit = (self.words.unit)(self.instrument.unit, self.form);
        let with_word = |word: &str, text: String| {
            if shared { text } else { format!("{word}{NO_BREAK}{text}") }
        };
        match segment {
            Segment::Whole => (self.words.instrument)(self.instrument),
            Segment::Divisions(kind, numbers) => self.divisions(*kind, numbers),
            Segment::Article(article, entries) => with_word(unit.one, self.article(*article, entries)),
            Segment::Articles(from, to) => {
                let text = format!("{} {} {}", self.label(*from), self.words.to, self.label(*to));
                with_word(unit.many, text)
            }
            Segment::Long(from, to) => {
                let paragraphs = from.labels().get(1).map(|label| label.kind());
                let comma = if paragraphs == Some(LabelKind::Number) { "," } else { "" };
                format!(
                    "{}{NO_BREAK}{}{comma} {}{NO_BREAK}{}",
                    unit.one,
                    self.locator(from),
                    (self.words.to_unit)(self.instrument.unit, self.form),
                    self.locator(to)
                )
            }
        }
    }

    fn divisions(&self, kind: DivisionKind, numbers: &[Label]) -> String {
        let word = (self.words.division)(kind, self.form);
        let written: Vec<String> =
            numbers.iter().map(|number| super::division_number(self.instrument, kind, *number)).collect();
        let word = if written.len() > 1 { word.many } else { word.one };
        let and = format!(" {} ", self.words.and);
        format!("{word}{NO_BREAK}{}", list(&written, ", ", &and))
    }

    /// One provision without its unit's word: "57, paragraph 3 (c)".
    fn locator(&self, locator: &Locator) -> String {
        let below = &locator.labels()[1..];
        let entry = below.split_last().map(|(last, head)| Entry::Shared(head.to_vec(), vec![Tail::One(*last)]));
        let entries: Vec<Entry> = entry.into_iter().collect();
        self.article(locator.first(), &entries)
    }

    fn article(&self, article: Label, entries: &[Entry]) -> String {
        let mut text = self.label(article);
        if entries.is_empty() {
            return text;
        }
        let and = format!(" {} ", self.words.and);
        let written: Vec<String> = entries.iter().map(|entry| self.entry(entry)).collect();
        if entries.iter().any(Entry::is_paragraph) {
            let word = (self.words.paragraph)(self.form);
            let plural = entries.len() > 1 || entries.iter().any(Entry::is_plural);
            text.push_str(", ");
            text.push_str(if plural { word.many } else { word.one });
        }
        text.push(NO_BREAK);
        text.push_str(&list(&written, ", ", &and));
        text
    }

    fn entry(&self, entry: &Entry) -> String {
        match entry {
            Entry::Shared(head, tails) => {
                let and = format!(" {} ", self.words.and);
                let tails: Vec<String> = tails.iter().map(|tail| self.tail(*tail)).collect();
                let mut text = self.path(head);
                if !text.is_empty() {
                    text.push(NO_BREAK);
                }
                text.push_str(&list(&tails, ", ", &and));
                text
            }
            Entry::Between(from, to) => {
                format!("{} {} {}", self.path(from), self.words.to, self.path(to))
            }
        }
    }

    fn tail(&self, tail: Tail) -> String {
        match tail {
            Tail::One(label) => self.label(label),
            Tail::Range(from, to) => {
                format!("{} {} {}", self.label(from), self.words.to, self.label(to))
            }
        }
    }

    fn path(&self, labels: &[Label]) -> String {
        let written: Vec<String> = labels.iter().map(|label| self.label(*label)).collect();
        written.join(&NO_BREAK.to_string())
    }

    fn label(&self, label: Label) -> String {
        written_label(label, self.words.open)
    }
}

/// One label: "3", "12 bis", "(c)" or "c)".
pub(super) fn written_label(label: Label, open: &str) -> String {
    let stem = label.without_suffix();
    let written = match label.suffix_word() {
        Some(suffix) => format!("{stem}{NO_BREAK}{suffix}"),
        None => stem.to_string(),
    };
    match label.kind() {
        LabelKind::Number => written,
        LabelKind::Letter | LabelKind::Roman => format!("{open}{written})"),
    }
}
