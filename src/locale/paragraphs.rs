//! Marks of paragraphs, and references to clauses and their paragraphs, in six languages.

use super::NO_BREAK;
use super::head_first::written_label;
use super::interface::words;
use super::{ar, chinese_numerals, ru};
use crate::model::citation::{Label, LabelKind, letters, parse_roman, roman};
use crate::model::language::Language;

/// A reference to a clause of the book: "guideline 12, paragraph 2 (a)".
///
/// `label` is what the book calls its clauses, `number` the clause's number as published ("12 bis"), `paragraph` the
/// labels from the numbered paragraph downwards; empty for the whole clause.
#[must_use]
pub fn clause_reference(language: Language, label: &str, number: &str, paragraph: &[Label]) -> String {
    let marks: Vec<String> = paragraph.iter().map(|label| label_in_prose(language, *label)).collect();
    let numbered = paragraph.first().is_some_and(|first| first.kind() == LabelKind::Number);
    if language == Language::Zh {
        let marks = marks.concat();
        return if marks.is_empty() { format!("{label}{number}") } else { format!("{label}{number}第{marks}段") };
    }
    let marks = marks.join(&NO_BREAK.to_string());
    let whole = format!("{label}{NO_BREAK}{number}");
    let comma = if language == Language::Ar { "،" } else { "," };
    if marks.is_empty() {
        whole
    } else if numbered {
        let word = words(language).paragraph;
        format!("{whole}{comma} {word}{NO_BREAK}{marks}")
    } else {
        format!("{whole}{NO_BREAK}{marks}")
    }
}

/// "Part IV", "Chapter 7", "Guideline 12": a division or clause with its number, as a heading has it.
///
/// Chinese puts the number before the word of a division (第六部分); Arabic writes Roman numbers as digits.
#[must_use]
pub fn numbered(language: Language, word: &str, number: &str, division: bool) -> String {
    let ordinal = number.parse().ok().or_else(|| parse_roman(&number.to_lowercase()));
    match (language, ordinal) {
        (Language::Zh, Some(ordinal)) if division => format!("第{}{word}", chinese_numerals::write(ordinal)),
        (Language::Zh, _) => format!("{word}{number}"),
        (Language::Ar, Some(ordinal)) => format!("{word}{NO_BREAK}{ordinal}"),
        _ => format!("{word}{NO_BREAK}{number}"),
    }
}

/// One label as prose of a language has it: "2", "(a)", "a)", "(أ)".
#[must_use]
pub fn label_in_prose(language: Language, label: Label) -> String {
    match language {
        Language::En | Language::Zh => written_label(label, "("),
        Language::Fr | Language::Es => written_label(label, ""),
        Language::Ru => ru::label(label),
        Language::Ar => ar::label(label),
    }
}

/// The mark before a paragraph: "1.", below it "(a)", then "(i)", "a.", "i."; `level` and `ordinal` count from 0 and 1.
///
/// The degrees are those of the United Nations Editorial Manual; French and Spanish have only the closing bracket,
/// and so has Russian here. Chinese guidelines are marked as English ones, because paragraph numbers are the same in
/// all languages. Arabic has "1-", "(أ)" and, from general knowledge, "‘1’", "أ-" and "1)" below. Levels beyond the
/// fifth repeat the fifth.
#[must_use]
pub fn paragraph_mark(level: usize, ordinal: u16, language: Language) -> String {
    let open = match language {
        Language::En | Language::Zh => "(",
        Language::Fr | Language::Es | Language::Ru | Language::Ar => "",
    };
    if language == Language::Ar {
        return match level {
            0 => format!("{ordinal}-"),
            1 => format!("({})", ar::abjad(ordinal)),
            2 => format!("‘{ordinal}’"),
            3 => format!("{}-", ar::abjad(ordinal)),
            _ => format!("{ordinal})"),
        };
    }
    match level {
        0 => format!("{ordinal}."),
        1 => format!("{open}{})", letters(ordinal)),
        2 => format!("{open}{})", roman(ordinal)),
        3 => format!("{}.", letters(ordinal)),
        _ => format!("{}.", roman(ordinal)),
    }
}

#[cfg(test)]
mod tests {
    use super::{Label, LabelKind, Language, clause_reference, numbered, paragraph_mark, words};

    fn lower(word: &str) -> String {
        word.to_lowercase()
    }

    #[test]
    fn marks_follow_the_editorial_manual() {
        let marks = |language| [0, 1, 2, 3, 4].map(|level| paragraph_mark(level, 3, language));
        assert_eq!(marks(Language::En), ["3.", "(c)", "(iii)", "c.", "iii."]);
        assert_eq!(marks(Language::Fr), ["3.", "c)", "iii)", "c.", "iii."]);
        assert_eq!(marks(Language::Es), marks(Language::Fr));
        assert_eq!(marks(Language::Zh), marks(Language::En));
        assert_eq!(paragraph_mark(1, 3, Language::Ar), "(ج)");
        assert_eq!(paragraph_mark(0, 1, Language::Ar), "1-");
        assert_eq!(paragraph_mark(1, 27, Language::En), "(aa)");
    }

    #[test]
    fn divisions_and_clauses_with_their_numbers() {
        assert_eq!(numbered(Language::En, "Part", "IV", true), "Part\u{a0}IV");
        assert_eq!(numbered(Language::Zh, "部分", "VI", true), "第六部分");
        assert_eq!(numbered(Language::Zh, "章", "13", true), "第十三章");
        assert_eq!(numbered(Language::Zh, "准则", "36", false), "准则36");
        assert_eq!(numbered(Language::Ar, "الجزء", "VI", true), "الجزء\u{a0}6");
        assert_eq!(numbered(Language::Fr, "Chapitre", "3.2", true), "Chapitre\u{a0}3.2");
    }

    #[test]
    fn references_to_clauses() {
        let paragraph = [Label::number(2).unwrap(), Label::new(LabelKind::Letter, 1, 0).unwrap()];
        for (language, expected) in [
            (Language::En, "guideline 12, paragraph 2 (a)"),
            (Language::Fr, "principe directeur 12, paragraphe 2 a)"),
            (Language::Es, "directriz 12, párrafo 2 a)"),
            (Language::Ru, "руководящее положение 12, пункт 2 a)"),
            (Language::Zh, "准则12第2(a)段"),
            (Language::Ar, "المبدأ التوجيهي 12، الفقرة 2 (أ)"),
        ] {
            let label = &lower(words(language).guideline);
            let text = clause_reference(language, label, "12", &paragraph);
            assert_eq!(text.replace('\u{A0}', " "), expected);
        }
        assert_eq!(clause_reference(Language::En, "guideline", "12 bis", &[]), "guideline\u{a0}12 bis");
    }
}
