//! The words that announce the number of a provision, for looking provisions up.

use super::lexicon::Word;
use super::lexicon_of;
use crate::model::instrument::Unit;
use crate::model::language::Language;

/// What a leading word announces.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Leading {
    /// An article, a principle, ….
    Unit(Unit),
    /// A numbered paragraph.
    Paragraph,
    /// A lettered subparagraph.
    Subparagraph,
}

/// The signs of Chinese, which stand behind their numbers, and its words for principles and the like before them.
const CHINESE: [(&str, Leading); 6] = [
    ("条", Leading::Unit(Unit::Article)),
    ("款", Leading::Paragraph),
    ("段", Leading::Paragraph),
    ("项", Leading::Subparagraph),
    ("原则", Leading::Unit(Unit::Principle)),
    ("建议", Leading::Unit(Unit::Recommendation)),
];

/// The leading words of provisions in all languages, as written.
pub fn leading_words() -> impl Iterator<Item = (&'static str, Leading)> {
    let keywords = Language::ALL.iter().filter_map(|language| lexicon_of(*language));
    let words = keywords.flat_map(|lexicon| lexicon.keywords).filter_map(|(word, kind, _)| match kind {
        Word::Unit(unit, _) => Some((*word, Leading::Unit(*unit))),
        Word::Paragraph(_) => Some((*word, Leading::Paragraph)),
        Word::Subparagraph => Some((*word, Leading::Subparagraph)),
        Word::Division(_) => None,
    });
    words.chain(CHINESE)
}
