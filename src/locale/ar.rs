//! Arabic citations: "الفقرة 3 (ج) من المادة 57 من الاتفاقية".
//!
//! Verified: letters in abjad order in brackets, "(أ)، (ب)" (CAC/COSP/IRG/2015/1). From general knowledge only:
//! the order of words, the dual, the number in single quotation marks for the level below letters ("(أ) ‘1’"),
//! "مكررا" for inserted units, and ordinal words for chapters. No direction marks are written: outputs isolate
//! numbers by markup.

use super::level_first::{self, Count, Words};
use super::lexicon::{Lexicon, Number, Stop, Word, first_word, skip_spaces};
use super::plan::Segment;
use super::{Form, NO_BREAK};
use crate::model::citation::{DivisionKind, Label, LabelKind, letters};
use crate::model::instrument::{Instrument, Unit};
use crate::model::language::Language;

/// Writes the segments of a citation.
pub(super) fn write(segments: &[Segment], instrument: &Instrument, form: Form) -> String {
    if form == Form::Short {
        return super::ar_short::write(segments, instrument);
    }
    level_first::write(segments, instrument, form, &WORDS)
}

pub(super) const WORDS: Words = Words {
    unit,
    of_unit,
    paragraph,
    division,
    division_number: number_of_division,
    list: |pieces| pieces.join(" و"),
    segments: |pieces| pieces.join(" و"),
    to: " إلى ",
    long_to: " إلى ",
    label,
    of_instrument: |instrument| format!("من {}", name(instrument)),
    instrument: |instrument| name(instrument).to_owned(),
};

/// The instrument's name; an English one without its article.
fn name(instrument: &Instrument) -> &str {
    let name = instrument.name(Language::Ar);
    name.strip_prefix("the ").unwrap_or(name)
}

/// One of three forms.
const fn by_count(count: Count, forms: [&'static str; 3]) -> &'static str {
    match count {
        Count::One => forms[0],
        Count::Two => forms[1],
        Count::Many => forms[2],
    }
}

pub(super) const fn unit(unit: Unit, _form: Form, count: Count) -> &'static str {
    let forms = match unit {
        Unit::Article => ["المادة", "المادتان", "المواد"],
        Unit::Principle => ["المبدأ", "المبدآن", "المبادئ"],
        Unit::Recommendation => ["التوصية", "التوصيتان", "التوصيات"],
        Unit::Rule => ["القاعدة", "القاعدتان", "القواعد"],
        Unit::Section => ["البند", "البندان", "البنود"],
        Unit::Standard => ["المعيار", "المعياران", "المعايير"],
        Unit::Paragraph => ["الفقرة", "الفقرتان", "الفقرات"],
    };
    by_count(count, forms)
}

const fn of_unit(of: Unit, _form: Form) -> &'static str {
    match of {
        Unit::Article => "من المادة",
        Unit::Principle => "من المبدأ",
        Unit::Recommendation => "من التوصية",
        Unit::Rule => "من القاعدة",
        Unit::Section => "من البند",
        Unit::Standard => "من المعيار",
        Unit::Paragraph => "من الفقرة",
    }
}

pub(super) const fn paragraph(_form: Form, count: Count) -> &'static str {
    by_count(count, ["الفقرة", "الفقرتان", "الفقرات"])
}

pub(super) fn division(kind: DivisionKind, count: Count, numbers: &str) -> String {
    let forms = match kind {
        DivisionKind::Chapter => ["الفصل", "الفصلان", "الفصول"],
        DivisionKind::Part => ["الجزء", "الجزءان", "الأجزاء"],
        DivisionKind::Group => ["المجموعة", "المجموعتان", "المجموعات"],
        DivisionKind::Section => ["القسم", "القسمان", "الأقسام"],
        DivisionKind::Title => ["الباب", "البابان", "الأبواب"],
        DivisionKind::Annex => ["المرفق", "المرفقان", "المرفقات"],
    };
    format!("{}{NO_BREAK}{numbers}", by_count(count, forms))
}

/// Ordinal words for masculine divisions.
const ORDINALS: [&str; 10] =
    ["الأول", "الثاني", "الثالث", "الرابع", "الخامس", "السادس", "السابع", "الثامن", "التاسع", "العاشر"];

/// "الخامس" for chapter V, digits where there is no word, abjad letters for lettered divisions.
fn number_of_division(_: &Instrument, kind: DivisionKind, number: Label) -> String {
    if number.kind() == LabelKind::Letter {
        return abjad(number.ordinal());
    }
    let word = usize::from(number.ordinal()).checked_sub(1).and_then(|place| ORDINALS.get(place));
    let masculine = kind != DivisionKind::Group;
    match word.filter(|_| masculine && number.suffix() == 0) {
        Some(word) => (*word).to_owned(),
        None => label(number),
    }
}

/// The abjad letters, in their order.
const ABJAD: [&str; 28] = [
    "أ", "ب", "ج", "د", "هـ", "و", "ز", "ح", "ط", "ي", "ك", "ل", "م", "ن", "س", "ع", "ف", "ص", "ق", "ر", "ش", "ت", "ث",
    "خ", "ذ", "ض", "ظ", "غ",
];

/// An ordinal in abjad letters; beyond the last letter with two.
pub(super) fn abjad(ordinal: u16) -> String {
    let Some(place) = usize::from(ordinal).checked_sub(1) else {
        return String::new();
    };
    let last = ABJAD.get(place % ABJAD.len()).copied().unwrap_or_default();
    match (place / ABJAD.len()).checked_sub(1) {
        None => last.to_owned(),
        Some(first) => {
            let first = ABJAD.get(first % ABJAD.len()).copied().unwrap_or_default();
            format!("{}{last}", first.trim_end_matches('ـ'))
        }
    }
}

/// The words for inserted units, in the order of their suffixes.
const SUFFIXES: [&str; 9] = [
    "مكررا",
    "مكررا ثانيا",
    "مكررا ثالثا",
    "مكررا رابعا",
    "مكررا خامسا",
    "مكررا سادسا",
    "مكررا سابعا",
    "مكررا ثامنا",
    "مكررا تاسعا",
];

pub(super) fn label(label: Label) -> String {
    let stem = match label.kind() {
        LabelKind::Number => label.without_suffix().to_string(),
        LabelKind::Letter => abjad(label.ordinal()),
        LabelKind::Roman => format!("‘{}’", label.ordinal()),
    };
    let suffix = usize::from(label.suffix()).checked_sub(1).and_then(|place| SUFFIXES.get(place));
    let written = match suffix {
        Some(suffix) => format!("{stem}{NO_BREAK}{suffix}"),
        None => stem,
    };
    if label.kind() == LabelKind::Letter { format!("({written})") } else { written }
}

const ARTICLE: Word = Word::Unit(Unit::Article, Number::One);
const ARTICLES: Word = Word::Unit(Unit::Article, Number::Many);
const PARAGRAPH: Word = Word::Paragraph(Number::One);
const PARAGRAPHS: Word = Word::Paragraph(Number::Many);
const PRINCIPLES: Word = Word::Unit(Unit::Principle, Number::Many);
const RECOMMENDATIONS: Word = Word::Unit(Unit::Recommendation, Number::Many);
const RULES: Word = Word::Unit(Unit::Rule, Number::Many);
const SECTIONS: Word = Word::Unit(Unit::Section, Number::Many);
const STANDARDS: Word = Word::Unit(Unit::Standard, Number::Many);
const CHAPTER: Word = Word::Division(DivisionKind::Chapter);
const PART: Word = Word::Division(DivisionKind::Part);
const GROUP: Word = Word::Division(DivisionKind::Group);
const SECTION: Word = Word::Division(DivisionKind::Section);
const TITLE: Word = Word::Division(DivisionKind::Title);
const ANNEX: Word = Word::Division(DivisionKind::Annex);

/// What the reader knows of Arabic.
pub(super) static LEXICON: Lexicon = Lexicon {
    language: Language::Ar,
    keywords: &[
        ("المادة", ARTICLE, Stop::No),
        ("مادة", ARTICLE, Stop::No),
        ("المادتان", ARTICLES, Stop::No),
        ("المادتين", ARTICLES, Stop::No),
        ("المواد", ARTICLES, Stop::No),
        ("مواد", ARTICLES, Stop::No),
        ("الفقرة", PARAGRAPH, Stop::No),
        ("فقرة", PARAGRAPH, Stop::No),
        ("الفقرتان", PARAGRAPHS, Stop::No),
        ("الفقرتين", PARAGRAPHS, Stop::No),
        ("الفقرات", PARAGRAPHS, Stop::No),
        ("المبدأ", Word::Unit(Unit::Principle, Number::One), Stop::No),
        ("المبدآن", PRINCIPLES, Stop::No),
        ("المبدأين", PRINCIPLES, Stop::No),
        ("المبادئ", PRINCIPLES, Stop::No),
        ("التوصية", Word::Unit(Unit::Recommendation, Number::One), Stop::No),
        ("التوصيتان", RECOMMENDATIONS, Stop::No),
        ("التوصيتين", RECOMMENDATIONS, Stop::No),
        ("التوصيات", RECOMMENDATIONS, Stop::No),
        ("القاعدة", Word::Unit(Unit::Rule, Number::One), Stop::No),
        ("القاعدتان", RULES, Stop::No),
        ("القاعدتين", RULES, Stop::No),
        ("القواعد", RULES, Stop::No),
        ("البند", Word::Unit(Unit::Section, Number::One), Stop::No),
        ("البندان", SECTIONS, Stop::No),
        ("البندين", SECTIONS, Stop::No),
        ("البنود", SECTIONS, Stop::No),
        ("المعيار", Word::Unit(Unit::Standard, Number::One), Stop::No),
        ("المعياران", STANDARDS, Stop::No),
        ("المعيارين", STANDARDS, Stop::No),
        ("المعايير", STANDARDS, Stop::No),
        ("الفصل", CHAPTER, Stop::No),
        ("الفصلان", CHAPTER, Stop::No),
        ("الفصلين", CHAPTER, Stop::No),
        ("الفصول", CHAPTER, Stop::No),
        ("الجزء", PART, Stop::No),
        ("الجزءان", PART, Stop::No),
        ("الجزأين", PART, Stop::No),
        ("الأجزاء", PART, Stop::No),
        ("المجموعة", GROUP, Stop::No),
        ("المجموعتان", GROUP, Stop::No),
        ("المجموعتين", GROUP, Stop::No),
        ("المجموعات", GROUP, Stop::No),
        ("القسم", SECTION, Stop::No),
        ("القسمان", SECTION, Stop::No),
        ("القسمين", SECTION, Stop::No),
        ("الأقسام", SECTION, Stop::No),
        ("الباب", TITLE, Stop::No),
        ("البابان", TITLE, Stop::No),
        ("البابين", TITLE, Stop::No),
        ("الأبواب", TITLE, Stop::No),
        ("المرفق", ANNEX, Stop::No),
        ("المرفقان", ANNEX, Stop::No),
        ("المرفقين", ANNEX, Stop::No),
        ("المرفقات", ANNEX, Stop::No),
    ],
    and: &["أو"],
    attached_and: Some('و'),
    prefixes: &['و', 'ف', 'ب', 'ل', 'ك'],
    qualifiers: &["الفرعية", "الفرعيتان", "الفرعيتين", "رقم"],
    to: &["إلى", "الى"],
    of_level: &["من "],
    fillers: &[],
    of_name: &[("من هذه ", true), ("من ", true)],
    bare_names: false,
    articles: &[],
    goes_on,
    names_other: |_| false,
    closing_only: false,
    suffixes: &[
        ("مكررا ثانيا", 2),
        ("مكررا ثالثا", 3),
        ("مكررا رابعا", 4),
        ("مكررا خامسا", 5),
        ("مكررا سادسا", 6),
        ("مكررا سابعا", 7),
        ("مكررا ثامنا", 8),
        ("مكررا تاسعا", 9),
        ("مكرراً", 1),
        ("مكررا", 1),
        ("مكرر", 1),
    ],
    letters: abjad_letters,
    ordinals: &[
        ("الأول", 1),
        ("الثاني", 2),
        ("الثالث", 3),
        ("الرابع", 4),
        ("الخامس", 5),
        ("السادس", 6),
        ("السابع", 7),
        ("الثامن", 8),
        ("التاسع", 9),
        ("العاشر", 10),
    ],
};

/// "الاتفاقية *الدولية لقمع تمويل الإرهاب*", "*المتعلقة بوضع اللاجئين*".
fn goes_on(rest: &str) -> bool {
    let (word, _) = first_word(skip_spaces(rest));
    matches!(
        word,
        "الدولية"
            | "الأوروبية"
            | "الأمريكية"
            | "العربية"
            | "الأفريقية"
            | "الإفريقية"
            | "الإطارية"
            | "المتعلقة"
            | "الخاصة"
            | "رقم"
    )
}

/// The Latin letters for one or two abjad letters; hamza and the stretching sign make no difference.
fn abjad_letters(text: &str) -> Option<(String, bool)> {
    let mut ordinal = 0_u16;
    let mut count = 0;
    for letter in text.chars() {
        let letter = match letter {
            'ـ' | '\u{64B}'..='\u{652}' => continue,
            'ا' | 'إ' | 'آ' => 'أ',
            'ى' => 'ي',
            other => other,
        };
        let place = ABJAD.iter().position(|known| known.starts_with(letter))?;
        let place = u16::try_from(place).ok()?;
        count += 1;
        if count > 2 {
            return None;
        }
        ordinal = ordinal * 28 + place + 1;
    }
    (count > 0).then(|| (letters(ordinal), false))
}
