//! Writing citations that go from the paragraph up to the article: Russian, Arabic.
//!
//! "пункт 3 c) статьи 57 Конвенции"; every article with paragraphs has its own words, whole articles share one.

use super::plan::{Entry, Segment, Tail};
use super::{Form, NO_BREAK};
use crate::model::citation::{DivisionKind, Label, Locator};
use crate::model::instrument::{Instrument, Unit};

/// What is counted, for the form of the word: one, two, or a range or more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Count {
    /// One.
    One,
    /// Two named one by one; Arabic has its own form.
    Two,
    /// Three or more, or a range.
    Many,
}

/// The words of a language.
pub(super) struct Words {
    /// The word for whole units, in running or short form.
    pub unit: fn(Unit, Form, Count) -> &'static str,
    /// The word for the unit after its paragraph, with "of" where the language has it.
    pub of_unit: fn(Unit, Form) -> &'static str,
    /// The word for numbered paragraphs or lettered subparagraphs directly below an article.
    pub paragraph: fn(Form, Count) -> &'static str,
    /// A division with its number or numbers, already written.
    pub division: fn(DivisionKind, Count, &str) -> String,
    /// A division's number.
    pub division_number: fn(&Instrument, DivisionKind, Label) -> String,
    /// Joins a list.
    pub list: fn(&[String]) -> String,
    /// Joins whole segments.
    pub segments: fn(&[String]) -> String,
    /// Between the ends of a range, with its spaces.
    pub to: &'static str,
    /// Between the ends of a range from one article to another, with its spaces.
    pub long_to: &'static str,
    /// One label.
    pub label: fn(Label) -> String,
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
    let text = writer.segments(segments);
    if form == Form::Running { format!("{text} {}", (words.of_instrument)(instrument)) } else { text }
}

/// Writes pieces of an article without the article: "الفقرة 3 (ج)".
pub(super) fn below(entries: &[Entry], instrument: &Instrument, form: Form, words: &Words) -> String {
    let writer = Writer { instrument, form, words };
    writer.below(entries)
}

struct Writer<'a> {
    instrument: &'a Instrument,
    form: Form,
    words: &'a Words,
}

impl Writer<'_> {
    fn segments(&self, segments: &[Segment]) -> String {
        let mut written: Vec<String> = Vec::with_capacity(segments.len());
        let mut rest = segments;
        while let Some((first, others)) = rest.split_first() {
            let bare = rest.iter().take_while(|segment| segment.is_bare()).count();
            if bare > 0 {
                let (articles, others) = rest.split_at(bare);
                written.push(self.articles(articles));
                rest = others;
            } else {
                written.push(self.segment(first));
                rest = others;
            }
        }
        (self.words.segments)(&written)
    }

    /// Whole articles under one word.
    fn articles(&self, segments: &[Segment]) -> String {
        let mut count = count(segments.len());
        let numbers: Vec<String> = segments
            .iter()
            .map(|segment| match segment {
                Segment::Articles(from, to) => {
                    count = Count::Many;
                    self.range(*from, *to)
                }
                Segment::Article(article, _) => (self.words.label)(*article),
                Segment::Whole | Segment::Divisions(..) | Segment::Long(..) => String::new(),
            })
            .collect();
        let word = (self.words.unit)(self.instrument.unit, self.form, count);
        format!("{word}{NO_BREAK}{}", (self.words.list)(&numbers))
    }

    fn segment(&self, segment: &Segment) -> String {
        match segment {
            Segment::Whole => (self.words.instrument)(self.instrument),
            Segment::Divisions(kind, numbers) => {
                let written: Vec<String> = numbers
                    .iter()
                    .map(|number| (self.words.division_number)(self.instrument, *kind, *number))
                    .collect();
                let numbers = (self.words.list)(&written);
                (self.words.division)(*kind, count(written.len()), &numbers)
            }
            Segment::Article(article, entries) => self.pieces(*article, entries),
            Segment::Articles(..) => self.articles(std::slice::from_ref(segment)),
            Segment::Long(from, to) => format!("{}{}{}", self.locator(from), self.words.long_to, self.locator(to)),
        }
    }

    fn locator(&self, locator: &Locator) -> String {
        match locator.labels()[1..].split_last() {
            Some((last, head)) => {
                let entry = Entry::Shared(head.to_vec(), vec![Tail::One(*last)]);
                self.pieces(locator.first(), &[entry])
            }
            None => self.articles(&[Segment::Article(locator.first(), Vec::new())]),
        }
    }

    /// Pieces of one article, before the article.
    fn pieces(&self, article: Label, entries: &[Entry]) -> String {
        format!(
            "{} {}{NO_BREAK}{}",
            self.below(entries),
            (self.words.of_unit)(self.instrument.unit, self.form),
            (self.words.label)(article)
        )
    }

    /// The paragraphs alone, with their word.
    fn below(&self, entries: &[Entry]) -> String {
        let mut count = count(entries.len());
        let mut written = Vec::with_capacity(entries.len());
        for entry in entries {
            if entry.is_plural() {
                count = Count::Many;
            }
            written.push(self.entry(entry));
        }
        // Lettered subparagraphs of one article stand in one entry; each of them counts.
        if let [Entry::Shared(head, tails)] = entries
            && head.is_empty()
        {
            count = match tails.as_slice() {
                [Tail::One(_)] => Count::One,
                [Tail::One(_), Tail::One(_)] => Count::Two,
                _ => Count::Many,
            };
        }
        let word = (self.words.paragraph)(self.form, count);
        format!("{word}{NO_BREAK}{}", (self.words.list)(&written))
    }

    fn entry(&self, entry: &Entry) -> String {
        match entry {
            Entry::Shared(head, tails) => {
                let tails: Vec<String> = tails
                    .iter()
                    .map(|tail| match tail {
                        Tail::One(label) => (self.words.label)(*label),
                        Tail::Range(from, to) => self.range(*from, *to),
                    })
                    .collect();
                let mut text = self.path(head);
                if !text.is_empty() {
                    text.push(NO_BREAK);
                }
                text.push_str(&(self.words.list)(&tails));
                text
            }
            Entry::Between(from, to) => {
                format!("{}{}{}", self.path(from), self.words.to, self.path(to))
            }
        }
    }

    fn range(&self, from: Label, to: Label) -> String {
        let (from, to) = ((self.words.label)(from), (self.words.label)(to));
        format!("{from}{}{to}", self.words.to)
    }

    fn path(&self, labels: &[Label]) -> String {
        let written: Vec<String> = labels.iter().map(|label| (self.words.label)(*label)).collect();
        written.join(&NO_BREAK.to_string())
    }
}

/// The form of a word for so many things named one by one.
const fn count(number: usize) -> Count {
    match number {
        0 | 1 => Count::One,
        2 => Count::Two,
        _ => Count::Many,
    }
}
