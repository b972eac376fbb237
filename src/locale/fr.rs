//! French citations: "article 57, paragraphe 3 c), de la Convention".
//!
//! Verified: only a closing bracket after letters (United Nations Editorial Manual). The rest is usage as
//! generally known.

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
    and: "et",
    to: "à",
    to_unit,
    open: "",
    of_instrument,
    instrument: |instrument| instrument.name(Language::Fr).to_owned(),
};

const fn forms(one: &'static str, many: &'static str) -> Forms {
    Forms { one, many }
}

const fn unit(unit: Unit, form: Form) -> Forms {
    match (unit, form) {
        (Unit::Article, Form::Short) => forms("art.", "art."),
        (Unit::Article, _) => forms("article", "articles"),
        (Unit::Principle, _) => forms("principe", "principes"),
        (Unit::Recommendation, _) => forms("recommandation", "recommandations"),
        (Unit::Rule, _) => forms("règle", "règles"),
        (Unit::Section, _) => forms("section", "sections"),
        (Unit::Standard, _) => forms("norme", "normes"),
        (Unit::Paragraph, _) => paragraph(form),
    }
}

const fn paragraph(form: Form) -> Forms {
    match form {
        Form::Short => forms("par.", "par."),
        Form::Running | Form::Locator => forms("paragraphe", "paragraphes"),
    }
}

const fn division(kind: DivisionKind, form: Form) -> Forms {
    match (kind, form) {
        (DivisionKind::Chapter, Form::Short) => forms("chap.", "chap."),
        (DivisionKind::Chapter, _) => forms("chapitre", "chapitres"),
        (DivisionKind::Part, _) => forms("partie", "parties"),
        (DivisionKind::Group, _) => forms("groupe", "groupes"),
        (DivisionKind::Section, _) => forms("section", "sections"),
        (DivisionKind::Title, _) => forms("titre", "titres"),
        (DivisionKind::Annex, _) => forms("annexe", "annexes"),
    }
}

/// The unit's word behind "à", with elision and contraction.
fn to_unit(of: Unit, form: Form) -> String {
    let word = unit(of, form).one;
    match of {
        Unit::Article => format!("à l'{word}"),
        Unit::Principle | Unit::Paragraph => format!("au {word}"),
        Unit::Recommendation | Unit::Rule | Unit::Section | Unit::Standard => {
            format!("à la {word}")
        }
    }
}

/// "de la Convention", "du Traité", "des Principes", "de l'Accord".
fn of_instrument(instrument: &Instrument) -> String {
    let Some(name) = instrument.own_name(Language::Fr) else {
        let name = instrument.name(Language::Fr);
        return format!("de {}", name.strip_prefix("the ").unwrap_or(name));
    };
    match name.split_once(' ') {
        Some(("le", rest)) => format!("du {rest}"),
        Some(("les", rest)) => format!("des {rest}"),
        _ => format!("de {name}"),
    }
}

/// What the reader knows of French.
pub(super) static LEXICON: Lexicon = Lexicon {
    language: Language::Fr,
    keywords: &[
        ("article", Word::Unit(Unit::Article, Number::One), Stop::No),
        ("articles", Word::Unit(Unit::Article, Number::Many), Stop::No),
        ("art", Word::Unit(Unit::Article, Number::Either), Stop::Yes),
        ("arts", Word::Unit(Unit::Article, Number::Many), Stop::Yes),
        ("paragraphe", Word::Paragraph(Number::One), Stop::No),
        ("paragraphes", Word::Paragraph(Number::Many), Stop::No),
        ("par", Word::Paragraph(Number::Either), Stop::Yes),
        ("alinéa", Word::Subparagraph, Stop::No),
        ("alinéas", Word::Subparagraph, Stop::No),
        ("al", Word::Subparagraph, Stop::Yes),
        ("principe", Word::Unit(Unit::Principle, Number::One), Stop::No),
        ("principes", Word::Unit(Unit::Principle, Number::Many), Stop::No),
        ("recommandation", Word::Unit(Unit::Recommendation, Number::One), Stop::No),
        ("recommandations", Word::Unit(Unit::Recommendation, Number::Many), Stop::No),
        ("règle", Word::Unit(Unit::Rule, Number::One), Stop::No),
        ("règles", Word::Unit(Unit::Rule, Number::Many), Stop::No),
        ("section", Word::Unit(Unit::Section, Number::One), Stop::No),
        ("sections", Word::Unit(Unit::Section, Number::Many), Stop::No),
        ("norme", Word::Unit(Unit::Standard, Number::One), Stop::No),
        ("normes", Word::Unit(Unit::Standard, Number::Many), Stop::No),
        ("chapitre", Word::Division(DivisionKind::Chapter), Stop::No),
        ("chapitres", Word::Division(DivisionKind::Chapter), Stop::No),
        ("chap", Word::Division(DivisionKind::Chapter), Stop::Yes),
        ("partie", Word::Division(DivisionKind::Part), Stop::No),
        ("parties", Word::Division(DivisionKind::Part), Stop::No),
        ("groupe", Word::Division(DivisionKind::Group), Stop::No),
        ("groupes", Word::Division(DivisionKind::Group), Stop::No),
        ("titre", Word::Division(DivisionKind::Title), Stop::No),
        ("titres", Word::Division(DivisionKind::Title), Stop::No),
        ("annexe", Word::Division(DivisionKind::Annex), Stop::No),
        ("annexes", Word::Division(DivisionKind::Annex), Stop::No),
    ],
    and: &["et/ou", "et", "ou", "ainsi que"],
    attached_and: None,
    prefixes: &[],
    qualifiers: &[],
    to: &["à", "au", "jusqu'à", "jusqu'au"],
    of_level: &["de l'", "du ", "de la ", "des ", "de "],
    fillers: &["de l'", "à l'", "l'", "du ", "au ", "de la ", "à la ", "la ", "le ", "des ", "aux ", "les "],
    of_name: &[
        ("de la présente ", true),
        ("de ladite ", true),
        ("du présent ", true),
        ("dudit ", true),
        ("de la ", true),
        ("de l'", true),
        ("du ", true),
        ("des ", true),
        ("de ", false),
        ("d'", false),
    ],
    bare_names: false,
    articles: &["la ", "le ", "les ", "l'", "l’"],
    goes_on,
    names_other: begins_with_capitals,
    closing_only: true,
    suffixes: &[],
    letters: latin_letters,
    ordinals: &[],
};

/// "la Convention *relative aux droits de l'enfant*", "*contre la torture*", "*de Vienne*".
fn goes_on(rest: &str) -> bool {
    let after = skip_spaces(rest);
    if after.len() == rest.len() {
        return false;
    }
    let (word, rest) = first_word(after);
    let (next, _) = first_word(rest);
    let names_a_place = || next.starts_with(|first: char| first.is_uppercase() || first.is_numeric());
    match word {
        "relative" | "contre" | "concernant" | "portant" | "européenne" | "interaméricaine" | "internationale"
        | "unique" | "n" => true,
        "sur" => matches!(next, "la" | "le" | "les" | "l") && !is_adverbial(rest),
        "de" | "des" | "du" => names_a_place() && !next.starts_with("État"),
        _ => false,
    }
}

/// Tells "sur la base de" and "sur le fondement de" from the subject of a convention.
fn is_adverbial(rest: &str) -> bool {
    ["la base", "le fondement", "le plan", "la question"].iter().any(|known| rest.starts_with(known))
}
