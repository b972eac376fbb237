//! English citations: "article 57, paragraph 3 (c), of the Convention".
//!
//! Verified: commas on both sides of the paragraph ("article 63, paragraph 7, of the Convention", resolution 3/1
//! of the Conference of the States Parties); lower case (United Nations correspondence manual). The rest is
//! United Nations usage as generally known.

use super::Form;
use super::head_first::{self, Word as Forms, Words};
use super::lexicon::{Lexicon, Number, Stop, Word, begins_with_capitals, first_word, latin_letters, skip_spaces};
use super::plan::Segment;
use crate::model::citation::DivisionKind;
use crate::model::instrument::{Instrument, Unit};
use crate::model::language::Language;

/// Writes the segments of a citation.
pub(super) fn write(segments: &[Segment], instrument: &Instrument, form: Form) -> String {
    head_first::write(segments, instrument, form, &WORDS)
}

const WORDS: Words = Words {
    unit,
    paragraph,
    division,
    and: "and",
    to: "to",
    to_unit: |of, form| format!("to {}", unit(of, form).one),
    open: "(",
    of_instrument: |instrument| format!("of {}", instrument.name(Language::En)),
    instrument: |instrument| instrument.name(Language::En).to_owned(),
};

const fn forms(one: &'static str, many: &'static str) -> Forms {
    Forms { one, many }
}

const fn unit(unit: Unit, form: Form) -> Forms {
    match (unit, form) {
        (Unit::Article, Form::Short) => forms("art.", "arts."),
        (Unit::Article, _) => forms("article", "articles"),
        (Unit::Principle, _) => forms("principle", "principles"),
        (Unit::Recommendation, _) => forms("recommendation", "recommendations"),
        (Unit::Rule, _) => forms("rule", "rules"),
        (Unit::Section, Form::Short) => forms("sect.", "sects."),
        (Unit::Section, _) => forms("section", "sections"),
        (Unit::Standard, _) => forms("standard", "standards"),
        (Unit::Paragraph, _) => paragraph(form),
    }
}

const fn paragraph(form: Form) -> Forms {
    match form {
        Form::Short => forms("para.", "paras."),
        Form::Running | Form::Locator => forms("paragraph", "paragraphs"),
    }
}

const fn division(kind: DivisionKind, form: Form) -> Forms {
    match (kind, form) {
        (DivisionKind::Chapter, Form::Short) => forms("chap.", "chaps."),
        (DivisionKind::Chapter, _) => forms("chapter", "chapters"),
        (DivisionKind::Part, _) => forms("part", "parts"),
        (DivisionKind::Group, _) => forms("group", "groups"),
        (DivisionKind::Section, _) => forms("section", "sections"),
        (DivisionKind::Title, _) => forms("title", "titles"),
        (DivisionKind::Annex, _) => forms("annex", "annexes"),
    }
}

/// What the reader knows of English.
pub(super) static LEXICON: Lexicon = Lexicon {
    language: Language::En,
    keywords: &[
        ("article", Word::Unit(Unit::Article, Number::One), Stop::No),
        ("articles", Word::Unit(Unit::Article, Number::Many), Stop::No),
        ("art", Word::Unit(Unit::Article, Number::Either), Stop::Yes),
        ("arts", Word::Unit(Unit::Article, Number::Many), Stop::Yes),
        ("paragraph", Word::Paragraph(Number::One), Stop::No),
        ("paragraphs", Word::Paragraph(Number::Many), Stop::No),
        ("para", Word::Paragraph(Number::Either), Stop::Perhaps),
        ("paras", Word::Paragraph(Number::Many), Stop::Perhaps),
        ("par", Word::Paragraph(Number::Either), Stop::Yes),
        ("subparagraph", Word::Subparagraph, Stop::No),
        ("subparagraphs", Word::Subparagraph, Stop::No),
        ("subpara", Word::Subparagraph, Stop::Perhaps),
        ("subparas", Word::Subparagraph, Stop::Perhaps),
        ("point", Word::Subparagraph, Stop::No),
        ("points", Word::Subparagraph, Stop::No),
        ("principle", Word::Unit(Unit::Principle, Number::One), Stop::No),
        ("principles", Word::Unit(Unit::Principle, Number::Many), Stop::No),
        ("recommendation", Word::Unit(Unit::Recommendation, Number::One), Stop::No),
        ("recommendations", Word::Unit(Unit::Recommendation, Number::Many), Stop::No),
        ("rule", Word::Unit(Unit::Rule, Number::One), Stop::No),
        ("rules", Word::Unit(Unit::Rule, Number::Many), Stop::No),
        ("section", Word::Unit(Unit::Section, Number::One), Stop::No),
        ("sections", Word::Unit(Unit::Section, Number::Many), Stop::No),
        ("sect", Word::Unit(Unit::Section, Number::Either), Stop::Yes),
        ("sects", Word::Unit(Unit::Section, Number::Many), Stop::Yes),
        ("standard", Word::Unit(Unit::Standard, Number::One), Stop::No),
        ("standards", Word::Unit(Unit::Standard, Number::Many), Stop::No),
        ("chapter", Word::Division(DivisionKind::Chapter), Stop::No),
        ("chapters", Word::Division(DivisionKind::Chapter), Stop::No),
        ("chap", Word::Division(DivisionKind::Chapter), Stop::Yes),
        ("chaps", Word::Division(DivisionKind::Chapter), Stop::Yes),
        ("part", Word::Division(DivisionKind::Part), Stop::No),
        ("parts", Word::Division(DivisionKind::Part), Stop::No),
        ("group", Word::Division(DivisionKind::Group), Stop::No),
        ("groups", Word::Division(DivisionKind::Group), Stop::No),
        ("title", Word::Division(DivisionKind::Title), Stop::No),
        ("titles", Word::Division(DivisionKind::Title), Stop::No),
        ("annex", Word::Division(DivisionKind::Annex), Stop::No),
        ("annexes", Word::Division(DivisionKind::Annex), Stop::No),
    ],
    and: &["and/or", "and", "or", "&", "as well as"],
    attached_and: None,
    prefixes: &[],
    qualifiers: &[],
    to: &["to", "through", "until"],
    of_level: &["of the ", "of ", "in "],
    fillers: &["of ", "in ", "under ", "with "],
    of_name: &[
        ("of the present ", true),
        ("of the said ", true),
        ("of the ", true),
        ("of this ", true),
        ("of ", false),
    ],
    bare_names: false,
    articles: &["the ", "The "],
    goes_on,
    names_other,
    closing_only: false,
    suffixes: &[],
    letters: latin_letters,
    ordinals: &[],
};

/// "the Convention *on the Rights of the Child*", "*of 1988*", "*No. 182*".
fn goes_on(rest: &str) -> bool {
    let after = skip_spaces(rest);
    if after.len() == rest.len() {
        return false;
    }
    let (word, mut rest) = first_word(after);
    if matches!(word, "No" | "Nos") {
        return true;
    }
    const JOINING: [&str; 12] = [
        "against",
        "on",
        "for",
        "of",
        "to",
        "between",
        "relating",
        "concerning",
        "regarding",
        "establishing",
        "supplementing",
        "governing",
    ];
    if !JOINING.iter().any(|known| word.eq_ignore_ascii_case(known)) {
        return false;
    }
    for _ in 0..2 {
        let (next, after) = first_word(rest);
        if matches!(next, "the" | "to" | "a" | "an" | "certain" | "all") {
            rest = after;
        }
    }
    let (next, _) = first_word(rest);
    let ours = ["State", "Part", "Article", "Convention", "Conference"];
    let is_ours = ours.iter().any(|known| next.starts_with(known));
    !is_ours && next.starts_with(|first: char| first.is_uppercase() || first.is_numeric())
}

/// "article 8 *ECHR*", "article 3 *thereof*".
fn names_other(rest: &str) -> bool {
    begins_with_capitals(rest) || rest.starts_with("thereof")
}
