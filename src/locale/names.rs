//! By which names prose calls the instruments.

use std::sync::Arc;

use super::lexicon::Lexicon;
use super::marks::{char_at, char_before, take_by};
use crate::model::citation::{Citation, DivisionKind, Label, LabelKind, Target, parse_roman, split_suffix};
use crate::model::instrument::{Instrument, Numeral, Unit};
use crate::model::language::Language;

/// The names of all instruments of a book, for [`read`](super::read).
#[derive(Debug, Clone)]
pub struct Names {
    instruments: Vec<Known>,
    /// The primary instrument, to which citations without a name belong.
    primary: Option<usize>,
    /// For each language of [`Language::ALL`], its names, longest first.
    names: [Vec<Name>; 6],
}

/// What the reader needs to know of an instrument.
#[derive(Debug, Clone)]
struct Known {
    id: Arc<str>,
    unit: Unit,
    numerals: Vec<(DivisionKind, Numeral)>,
}

/// One name of an instrument in one language, without its article.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Name {
    text: String,
    /// Only with an article is it that instrument: "the Convention", but not "Convention No. 182".
    needs_article: bool,
    instrument: usize,
}

/// A name found in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Match {
    /// The place of the instrument among those known.
    pub instrument: usize,
    /// The offset behind the name.
    pub end: usize,
}

impl Names {
    /// Collects the names of instruments; `primary` is the identifier of the one that needs no name.
    ///
    /// Where two share a name it is the primary's, else the first one's.
    #[must_use]
    pub fn new<'a>(instruments: impl IntoIterator<Item = &'a Instrument>, primary: Option<&str>) -> Self {
        let instruments: Vec<&Instrument> = instruments.into_iter().collect();
        let primary = primary.and_then(|id| instruments.iter().position(|known| &*known.id == id));
        let mut order: Vec<usize> = (0..instruments.len()).collect();
        order.sort_by_key(|place| Some(*place) != primary);
        let names = Language::ALL.map(|language| {
            let mut names = Vec::new();
            for place in &order {
                if let Some(instrument) = instruments.get(*place) {
                    add_names(&mut names, instrument, *place, language);
                }
            }
            // The sort is stable, so that of equal names the primary's stays first.
            names.sort_by_key(|name: &Name| std::cmp::Reverse(name.text.len()));
            names
        });
        let instruments = instruments.into_iter().map(known).collect();
        Self { instruments, primary, names }
    }

    /// The place of the primary instrument.
    pub(super) const fn primary(&self) -> Option<usize> {
        self.primary
    }

    /// What the numbered units of an instrument are called.
    pub(super) fn unit(&self, instrument: usize) -> Option<Unit> {
        self.instruments.get(instrument).map(|known| known.unit)
    }

    /// How an instrument numbers its divisions of a kind.
    pub(super) fn numeral(&self, instrument: usize, kind: DivisionKind) -> Numeral {
        self.instruments
            .get(instrument)
            .and_then(|known| {
                let mut numerals = known.numerals.iter();
                numerals.find(|(of, _)| *of == kind)
            })
            .map_or(Numeral::Roman, |(_, numeral)| *numeral)
    }

    /// A citation of an instrument.
    pub(super) fn citation(&self, instrument: usize, targets: Vec<Target>) -> Option<Citation> {
        let id = Arc::clone(&self.instruments.get(instrument)?.id);
        Citation::new(id, targets)
    }

    fn of(&self, language: Language) -> &[Name] {
        let place = Language::ALL.iter().position(|known| *known == language);
        place.and_then(|place| self.names.get(place)).map_or(&[], Vec::as_slice)
    }

    /// The longest name that begins at an offset.
    pub(super) fn at(&self, language: Language, text: &str, at: usize, has_article: bool) -> Option<Match> {
        let mut names = self.of(language).iter();
        names.find_map(|name| {
            if name.needs_article && !has_article {
                return None;
            }
            let end = matches(text, at, &name.text)?;
            Some(Match { instrument: name.instrument, end })
        })
    }

    /// The abbreviation that ends at an offset and where it begins: "UNCAC" before " article 57".
    pub(super) fn abbreviation_before(&self, language: Language, text: &str, end: usize) -> Option<(usize, usize)> {
        let before = text.get(..end)?;
        let mut names = self.of(language).iter();
        names.find_map(|name| {
            if name.text.chars().any(char::is_lowercase) || !before.ends_with(&name.text) {
                return None;
            }
            let start = end - name.text.len();
            let inside = char_before(text, start).is_some_and(char::is_alphanumeric);
            (!inside && language != Language::Zh && language != Language::Ar).then_some((name.instrument, start))
        })
    }

    /// The longest name that ends at an offset and where it begins, for languages that name the instrument first.
    pub(super) fn before(&self, language: Language, text: &str, end: usize) -> Option<Match> {
        let before = text.get(..end)?;
        let mut names = self.of(language).iter();
        names.find_map(|name| {
            before.ends_with(&name.text).then(|| Match { instrument: name.instrument, end: end - name.text.len() })
        })
    }
}

fn known(instrument: &Instrument) -> Known {
    let mut numerals: Vec<(DivisionKind, Numeral)> = Vec::new();
    for division in &instrument.divisions {
        if !numerals.iter().any(|(kind, _)| *kind == division.kind) {
            numerals.push((division.kind, division.numeral));
        }
    }
    Known { id: Arc::clone(&instrument.id), unit: instrument.unit, numerals }
}

/// Adds an instrument's names in a language, and its English ones where it has none of its own.
fn add_names(names: &mut Vec<Name>, instrument: &Instrument, place: usize, language: Language) {
    let lexicon = super::lexicon_of(language);
    let mut add = |text: &str, lexicon: Option<&Lexicon>, is_foreign: bool| {
        let articles = lexicon.map_or(&[][..], |lexicon| lexicon.articles);
        let stripped = articles.iter().find_map(|article| text.strip_prefix(article));
        let name = Name {
            text: stripped.unwrap_or(text).to_owned(),
            needs_article: stripped.is_some() && !is_foreign,
            instrument: place,
        };
        let is_new = !names.iter().any(|known| known.text == name.text);
        if is_new && !name.text.trim().is_empty() {
            names.push(name);
        }
    };
    for own in [&instrument.genitive, &instrument.short, &instrument.titles] {
        if let Some(text) = own.get(&language) {
            add(text, lexicon, false);
        }
    }
    for text in instrument.names.get(&language).into_iter().flatten() {
        add(text, lexicon, false);
    }
    if language == Language::Zh
        && let Some(title) = instrument.titles.get(&language)
    {
        add(&format!("《{title}》"), None, false);
    }
    let english = super::lexicon_of(Language::En);
    if language != Language::En {
        // "the Convention" in English is too short a name to look for in other languages.
        let own = instrument.own_name(language).is_some();
        let short = instrument.short.get(&Language::En).filter(|_| !own);
        let title = instrument.titles.get(&Language::En);
        let abbreviations = instrument.names.get(&Language::En).into_iter().flatten();
        let abbreviations = abbreviations.filter(|name| !name.chars().any(char::is_lowercase));
        for text in short.into_iter().chain(title).chain(abbreviations) {
            add(text, english, true);
            if language == Language::Zh {
                let stripped = text.strip_prefix("the ").unwrap_or(text);
                add(&format!("《{stripped}》"), None, true);
            }
        }
    }
}

/// Compares a name with the text; any space matches any space, and no letter or digit may follow.
///
/// Abbreviations must be in capitals; of other names the case makes no difference.
fn matches(text: &str, at: usize, name: &str) -> Option<usize> {
    let exact = !name.chars().any(char::is_lowercase);
    let offset = take_by(text, at, name, |found, wanted| {
        let apostrophes = matches!(wanted, '\'' | '’') && matches!(found, '\'' | '’');
        found == wanted || apostrophes || (!exact && found.to_lowercase().eq(wanted.to_lowercase()))
    })?;
    let goes_on = char_at(text, offset).is_some_and(char::is_alphanumeric);
    (!goes_on).then_some(offset)
}

/// The label of a division's number by the instrument's own numerals.
pub(super) fn division_label(text: &str, numeral: Numeral) -> Option<Label> {
    let lower = text.to_lowercase();
    let (stem, suffix) = split_suffix(&lower);
    if stem.starts_with(|first: char| first.is_ascii_digit()) {
        return Label::parse(&lower, LabelKind::Number);
    }
    match numeral {
        Numeral::Letter => Label::parse(&lower, LabelKind::Letter),
        Numeral::Roman | Numeral::Decimal => Label::new(LabelKind::Number, parse_roman(stem)?, suffix),
    }
}
