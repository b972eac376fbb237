//! What the rules of drafting look for, language by language. A list that is empty says why.

mod ar;
mod en;
mod es;
mod fr;
mod ru;
mod zh;

use crate::model::language::Language;

/// The lists of one language. A phrase is written in small letters, its words separated by spaces.
#[derive(Debug)]
pub struct Words {
    /// Verbs that bind, with what to say in a text that does not bind; nothing where the sentence has to be built anew.
    pub binding: &'static [(&'static str, &'static str)],
    /// Phrases that hold such a verb, or one of duty, and say that there is no duty.
    pub free: &'static [&'static str],
    /// Phrases that say that somebody has a duty.
    pub obliged: &'static [&'static str],
    /// Words before a verb, in the same part of the sentence, that make it describe and not bind: interrogatives and
    /// conditions.
    pub describing: &'static [&'static str],
    /// Relative pronouns: right before the verb, or before one of `determiners`, they make it describe a noun. (In "a
    /// State that receives a request must" the pronoun has a verb of its own.)
    pub relative: &'static [&'static str],
    /// Words with which the subject of a relative clause begins.
    pub determiners: &'static [&'static str],
    /// Negations: before a phrase of duty, they say that there is none.
    pub negating: &'static [&'static str],
    /// Words which, in a sentence with a citation, say that the duty is that of the provision.
    pub attributing: &'static [&'static str],
    /// Words for law other than the instrument cited.
    pub law: &'static [&'static str],
    /// Words after a phrase of duty that make it one to consider or to endeavour only.
    pub considering: &'static [&'static str],
    /// Double negatives of duty. `*` stands for one to three words within the same part of the sentence.
    pub double_negatives: &'static [&'static str],
    /// What begins like a double negative and is none.
    pub single_negatives: &'static [&'static str],
    /// The two words that a slash joins where the author has not decided.
    pub and_or: &'static [(&'static str, &'static str)],
    /// Words that tell a person's sex.
    pub gendered: &'static [&'static str],
    /// Phrases that hold such a word and are right: both sexes named, titles, other words.
    pub neutral: &'static [&'static str],
}

/// The lists of a language.
pub fn words(language: Language) -> &'static Words {
    match language {
        Language::Ar => &ar::WORDS,
        Language::Zh => &zh::WORDS,
        Language::En => &en::WORDS,
        Language::Fr => &fr::WORDS,
        Language::Ru => &ru::WORDS,
        Language::Es => &es::WORDS,
    }
}
