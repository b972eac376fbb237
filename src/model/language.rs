//! The six official languages of the United Nations.

use std::fmt;
use std::str::FromStr;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// One of the six official languages of the United Nations.
///
/// The order is that of the English alphabet of the languages' names, as United Nations lists have it:
/// Arabic, Chinese, English, French, Russian, Spanish.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    /// Arabic.
    Ar,
    /// Chinese.
    Zh,
    /// English.
    En,
    /// French.
    Fr,
    /// Russian.
    Ru,
    /// Spanish.
    Es,
}

impl Language {
    /// All six languages, in their order.
    pub const ALL: [Self; 6] = [Self::Ar, Self::Zh, Self::En, Self::Fr, Self::Ru, Self::Es];

    /// The two-letter code of ISO 639-1, in lower case.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Ar => "ar",
            Self::Zh => "zh",
            Self::En => "en",
            Self::Fr => "fr",
            Self::Ru => "ru",
            Self::Es => "es",
        }
    }

    /// The three-letter code of ISO 639-2 (terminology), as Akoma Ntoso identifiers use it.
    #[must_use]
    pub const fn code_of_three(self) -> &'static str {
        match self {
            Self::Ar => "ara",
            Self::Zh => "zho",
            Self::En => "eng",
            Self::Fr => "fra",
            Self::Ru => "rus",
            Self::Es => "spa",
        }
    }

    /// The language's name in that language itself.
    #[must_use]
    pub const fn own_name(self) -> &'static str {
        match self {
            Self::Ar => "العربية",
            Self::Zh => "中文",
            Self::En => "English",
            Self::Fr => "Français",
            Self::Ru => "Русский",
            Self::Es => "Español",
        }
    }

    /// Whether text in the language runs from right to left.
    #[must_use]
    pub const fn is_right_to_left(self) -> bool {
        matches!(self, Self::Ar)
    }

    /// The value of the HTML attribute `dir` for text in the language.
    #[must_use]
    pub const fn direction(self) -> &'static str {
        if self.is_right_to_left() { "rtl" } else { "ltr" }
    }
}

impl fmt::Display for Language {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(self.code())
    }
}

/// A text that is not the code of one of the six languages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownLanguage(
    /// The text as found.
    pub String,
);

impl fmt::Display for UnknownLanguage {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "expected a language: ar, zh, en, fr, ru or es, found `{}`", self.0)
    }
}

impl std::error::Error for UnknownLanguage {}

impl FromStr for Language {
    type Err = UnknownLanguage;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL.into_iter().find(|language| language.code() == text).ok_or_else(|| UnknownLanguage(text.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::Language;

    #[test]
    fn codes_are_read_back_and_serialised_alike() {
        for language in Language::ALL {
            assert_eq!(language.code().parse(), Ok(language));
            let json = serde_json::to_string(&language).unwrap();
            assert_eq!(json, format!("\"{}\"", language.code()));
        }
        assert!("EN".parse::<Language>().is_err());
        assert!("de".parse::<Language>().is_err());
    }

    #[test]
    fn only_arabic_runs_from_right_to_left() {
        let from_right: Vec<_> = Language::ALL.into_iter().filter(|language| language.is_right_to_left()).collect();
        assert_eq!(from_right, [Language::Ar]);
    }
}
