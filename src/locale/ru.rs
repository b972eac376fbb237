//! Russian citations: "пункт 3 c) статьи 57 Конвенции".
//!
//! Reversed order with the article in the genitive, as in the Russian text of United Nations documents (generally
//! known, not verified); the words stand in the nominative, other cases are the sentence's. The national form
//! "подпункт «в» пункта 3" is read, not written. Letters of both scripts are read: а, е, о, р, с, у, х count as
//! their Latin twins (and are reported), other Cyrillic letters by their place in the Russian alphabet without ё, й.

use super::Form;
use super::level_first::{self, Count, Words};
use super::lexicon::{Lexicon, Number, Stop, Word, first_word};
use super::plan::{Segment, list};
use super::{NO_BREAK, division_number};
use crate::model::citation::{DivisionKind, Label, LabelKind, letters};
use crate::model::instrument::{Instrument, Unit};
use crate::model::language::Language;

/// Writes the segments of a citation.
pub(super) fn write(segments: &[Segment], instrument: &Instrument, form: Form) -> String {
    level_first::write(segments, instrument, form, &WORDS)
}

const WORDS: Words = Words {
    unit,
    of_unit,
    paragraph,
    division,
    division_number,
    list: |pieces| list(pieces, ", ", " и "),
    segments: |pieces| list(pieces, ", ", " и "),
    to: "–",
    long_to: " – ",
    label,
    of_instrument,
    instrument: |instrument| instrument.name(Language::Ru).to_owned(),
};

const fn unit(unit: Unit, form: Form, count: Count) -> &'static str {
    let one = matches!(count, Count::One);
    match (unit, form, one) {
        (Unit::Article, Form::Short, _) => "ст.",
        (Unit::Article, _, true) => "статья",
        (Unit::Article, _, false) => "статьи",
        (Unit::Principle, _, true) => "принцип",
        (Unit::Principle, _, false) => "принципы",
        (Unit::Recommendation, _, true) => "рекомендация",
        (Unit::Recommendation, _, false) => "рекомендации",
        (Unit::Rule, _, true) => "правило",
        (Unit::Rule, _, false) => "правила",
        (Unit::Section, _, true) => "раздел",
        (Unit::Section, _, false) => "разделы",
        (Unit::Standard, _, true) => "стандарт",
        (Unit::Standard, _, false) => "стандарты",
        (Unit::Paragraph, _, _) => paragraph(form, count),
    }
}

const fn of_unit(unit: Unit, form: Form) -> &'static str {
    match (unit, form) {
        (Unit::Article, Form::Short) => "ст.",
        (Unit::Article, _) => "статьи",
        (Unit::Principle, _) => "принципа",
        (Unit::Recommendation, _) => "рекомендации",
        (Unit::Rule, _) => "правила",
        (Unit::Section, _) => "раздела",
        (Unit::Standard, _) => "стандарта",
        (Unit::Paragraph, Form::Short) => "п.",
        (Unit::Paragraph, _) => "пункта",
    }
}

const fn paragraph(form: Form, count: Count) -> &'static str {
    match (form, count) {
        (Form::Short, Count::One) => "п.",
        (Form::Short, _) => "пп.",
        (_, Count::One) => "пункт",
        _ => "пункты",
    }
}

fn division(kind: DivisionKind, count: Count, numbers: &str) -> String {
    let (one, many) = match kind {
        DivisionKind::Chapter => ("глава", "главы"),
        DivisionKind::Part => ("часть", "части"),
        DivisionKind::Group => ("группа", "группы"),
        DivisionKind::Section => ("раздел", "разделы"),
        DivisionKind::Title => ("титул", "титулы"),
        DivisionKind::Annex => ("приложение", "приложения"),
    };
    let word = if count == Count::One { one } else { many };
    format!("{word}{NO_BREAK}{numbers}")
}

/// The words for inserted units, in the order of their suffixes.
const SUFFIXES: [&str; 9] = ["бис", "тер", "кватер", "квинквиес", "сексиес", "септиес", "октиес", "нониес", "дециес"];

/// One label: "3", "12 бис", "c)".
pub(super) fn label(label: Label) -> String {
    let stem = label.without_suffix();
    let suffix = usize::from(label.suffix()).checked_sub(1).and_then(|place| SUFFIXES.get(place));
    let written = match suffix {
        Some(suffix) => format!("{stem}{NO_BREAK}{suffix}"),
        None => stem.to_string(),
    };
    match label.kind() {
        LabelKind::Number => written,
        LabelKind::Letter | LabelKind::Roman => format!("{written})"),
    }
}

/// The name in the genitive, else as it is; an English name without its article.
fn of_instrument(instrument: &Instrument) -> String {
    if let Some(genitive) = instrument.genitive.get(&Language::Ru) {
        return genitive.clone();
    }
    let name = instrument.name(Language::Ru);
    name.strip_prefix("the ").unwrap_or(name).to_owned()
}

const ARTICLE: Word = Word::Unit(Unit::Article, Number::Either);
const ARTICLES: Word = Word::Unit(Unit::Article, Number::Many);
const PARAGRAPH: Word = Word::Paragraph(Number::One);
const PARAGRAPHS: Word = Word::Paragraph(Number::Many);
const PRINCIPLE: Word = Word::Unit(Unit::Principle, Number::Either);
const RECOMMENDATION: Word = Word::Unit(Unit::Recommendation, Number::Either);
const RULE: Word = Word::Unit(Unit::Rule, Number::Either);
const SECTION: Word = Word::Unit(Unit::Section, Number::Either);
const STANDARD: Word = Word::Unit(Unit::Standard, Number::Either);
const CHAPTER: Word = Word::Division(DivisionKind::Chapter);
const PART: Word = Word::Division(DivisionKind::Part);
const GROUP: Word = Word::Division(DivisionKind::Group);
const TITLE: Word = Word::Division(DivisionKind::Title);
const ANNEX: Word = Word::Division(DivisionKind::Annex);

/// What the reader knows of Russian.
pub(super) static LEXICON: Lexicon = Lexicon {
    language: Language::Ru,
    keywords: &[
        ("статья", ARTICLE, Stop::No),
        ("статьи", ARTICLE, Stop::No),
        ("статье", ARTICLE, Stop::No),
        ("статью", ARTICLE, Stop::No),
        ("статьей", ARTICLE, Stop::No),
        ("статьёй", ARTICLE, Stop::No),
        ("статей", ARTICLES, Stop::No),
        ("статьям", ARTICLES, Stop::No),
        ("статьями", ARTICLES, Stop::No),
        ("статьях", ARTICLES, Stop::No),
        ("ст", ARTICLE, Stop::Yes),
        ("пункт", PARAGRAPH, Stop::No),
        ("пункта", PARAGRAPH, Stop::No),
        ("пункту", PARAGRAPH, Stop::No),
        ("пунктом", PARAGRAPH, Stop::No),
        ("пункте", PARAGRAPH, Stop::No),
        ("пункты", PARAGRAPHS, Stop::No),
        ("пунктов", PARAGRAPHS, Stop::No),
        ("пунктам", PARAGRAPHS, Stop::No),
        ("пунктами", PARAGRAPHS, Stop::No),
        ("пунктах", PARAGRAPHS, Stop::No),
        ("п", Word::Paragraph(Number::Either), Stop::Yes),
        ("пп", PARAGRAPHS, Stop::Yes),
        ("подпункт", Word::Subparagraph, Stop::No),
        ("подпункта", Word::Subparagraph, Stop::No),
        ("подпункту", Word::Subparagraph, Stop::No),
        ("подпунктом", Word::Subparagraph, Stop::No),
        ("подпункте", Word::Subparagraph, Stop::No),
        ("подпункты", Word::Subparagraph, Stop::No),
        ("подпунктов", Word::Subparagraph, Stop::No),
        ("подпунктам", Word::Subparagraph, Stop::No),
        ("подпунктами", Word::Subparagraph, Stop::No),
        ("подпунктах", Word::Subparagraph, Stop::No),
        ("принцип", PRINCIPLE, Stop::No),
        ("принципа", PRINCIPLE, Stop::No),
        ("принципу", PRINCIPLE, Stop::No),
        ("принципом", PRINCIPLE, Stop::No),
        ("принципе", PRINCIPLE, Stop::No),
        ("принципы", PRINCIPLE, Stop::No),
        ("принципов", PRINCIPLE, Stop::No),
        ("принципам", PRINCIPLE, Stop::No),
        ("принципах", PRINCIPLE, Stop::No),
        ("рекомендация", RECOMMENDATION, Stop::No),
        ("рекомендации", RECOMMENDATION, Stop::No),
        ("рекомендацию", RECOMMENDATION, Stop::No),
        ("рекомендацией", RECOMMENDATION, Stop::No),
        ("рекомендаций", RECOMMENDATION, Stop::No),
        ("рекомендациям", RECOMMENDATION, Stop::No),
        ("рекомендациях", RECOMMENDATION, Stop::No),
        ("правило", RULE, Stop::No),
        ("правила", RULE, Stop::No),
        ("правилу", RULE, Stop::No),
        ("правилом", RULE, Stop::No),
        ("правиле", RULE, Stop::No),
        ("правил", RULE, Stop::No),
        ("правилах", RULE, Stop::No),
        ("раздел", SECTION, Stop::No),
        ("раздела", SECTION, Stop::No),
        ("разделу", SECTION, Stop::No),
        ("разделом", SECTION, Stop::No),
        ("разделе", SECTION, Stop::No),
        ("разделы", SECTION, Stop::No),
        ("разделов", SECTION, Stop::No),
        ("стандарт", STANDARD, Stop::No),
        ("стандарта", STANDARD, Stop::No),
        ("стандарты", STANDARD, Stop::No),
        ("глава", CHAPTER, Stop::No),
        ("главы", CHAPTER, Stop::No),
        ("главе", CHAPTER, Stop::No),
        ("главу", CHAPTER, Stop::No),
        ("главой", CHAPTER, Stop::No),
        ("глав", CHAPTER, Stop::No),
        ("главам", CHAPTER, Stop::No),
        ("главах", CHAPTER, Stop::No),
        ("гл", CHAPTER, Stop::Yes),
        ("часть", PART, Stop::No),
        ("части", PART, Stop::No),
        ("частью", PART, Stop::No),
        ("группа", GROUP, Stop::No),
        ("группы", GROUP, Stop::No),
        ("группе", GROUP, Stop::No),
        ("группу", GROUP, Stop::No),
        ("титул", TITLE, Stop::No),
        ("титула", TITLE, Stop::No),
        ("титулы", TITLE, Stop::No),
        ("приложение", ANNEX, Stop::No),
        ("приложения", ANNEX, Stop::No),
        ("приложению", ANNEX, Stop::No),
        ("приложении", ANNEX, Stop::No),
        ("приложений", ANNEX, Stop::No),
    ],
    and: &["и/или", "и", "или", "а также"],
    attached_and: None,
    prefixes: &[],
    qualifiers: &[],
    to: &["по", "до"],
    of_level: &[],
    fillers: &[],
    of_name: &[("настоящей ", true)],
    bare_names: true,
    articles: &[],
    goes_on,
    names_other,
    closing_only: true,
    suffixes: &[
        ("бис", 1),
        ("тер", 2),
        ("кватер", 3),
        ("квинквиес", 4),
        ("сексиес", 5),
        ("септиес", 6),
        ("октиес", 7),
        ("нониес", 8),
        ("дециес", 9),
    ],
    letters: cyrillic_or_latin,
    ordinals: &[],
};

/// "Конвенции *о правах ребенка*", "*против пыток*", "*Совета Европы*".
fn goes_on(rest: &str) -> bool {
    let rest = super::lexicon::skip_spaces(rest);
    let (word, _) = first_word(rest);
    matches!(word, "о" | "об" | "против" | "ООН" | "Организации" | "Совета" | "МОТ" | "СНГ" | "Европейского")
}

/// "статьи 5 *Уголовного кодекса*", "статьи 12 *закона*"; bodies of the Organization are not laws.
fn names_other(rest: &str) -> bool {
    const LAWS: [&str; 12] = [
        "закон",
        "кодекс",
        "конституци",
        "регламент",
        "протокол",
        "договор",
        "соглашени",
        "настоящ",
        "устав",
        "федеральн",
        "указ",
        "этого",
    ];
    const BODIES: [&str; 12] = [
        "Государств",
        "Секретариат",
        "Конференци",
        "Комисси",
        "Рабоч",
        "Групп",
        "Совещани",
        "Сторон",
        "Участник",
        "Управлени",
        "Генеральн",
        "Комитет",
    ];
    let (word, _) = first_word(rest);
    if word.starts_with(char::is_uppercase) {
        return !BODIES.iter().any(|body| word.starts_with(body));
    }
    LAWS.iter().any(|law| word.starts_with(law))
}

/// Latin letters as they are, Cyrillic twins as Latin, other Cyrillic letters by their place in the alphabet.
fn cyrillic_or_latin(text: &str) -> Option<(String, bool)> {
    let mut written = String::new();
    let mut twin = false;
    for letter in text.chars().flat_map(char::to_lowercase) {
        let latin = match letter {
            'a'..='z' => {
                written.push(letter);
                continue;
            }
            'а' => 'a',
            'е' => 'e',
            'о' => 'o',
            'р' => 'p',
            'с' => 'c',
            'у' => 'y',
            'х' => 'x',
            'і' => 'i',
            _ => {
                // The letters of the Russian alphabet that have no Latin twin, by their place without ё and й.
                const PLACES: &str = "абвгдежзиклмнопрстуфхцчшщ";
                let place = PLACES.chars().position(|known| known == letter)?;
                let ordinal = u16::try_from(place + 1).ok()?;
                written.push_str(&letters(ordinal));
                continue;
            }
        };
        twin = true;
        written.push(latin);
    }
    (!written.is_empty()).then_some((written, twin))
}
