//! Spanish citations: "artículo 57, párrafo 3 c), de la Convención".
//!
//! Verified (manual of the Spanish Translation Service): "párrafo 8 a) ii)" in running text, only a closing bracket
//! after letters, "art." and "párr." in brackets. The rest is usage as generally known.

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
    and: "y",
    to: "a",
    to_unit,
    open: "",
    of_instrument,
    instrument: |instrument| instrument.name(Language::Es).to_owned(),
};

const fn forms(one: &'static str, many: &'static str) -> Forms {
    Forms { one, many }
}

const fn unit(unit: Unit, form: Form) -> Forms {
    match (unit, form) {
        (Unit::Article, Form::Short) => forms("art.", "arts."),
        (Unit::Article, _) => forms("artículo", "artículos"),
        (Unit::Principle, _) => forms("principio", "principios"),
        (Unit::Recommendation, _) => forms("recomendación", "recomendaciones"),
        (Unit::Rule, _) => forms("regla", "reglas"),
        (Unit::Section, _) => forms("sección", "secciones"),
        (Unit::Standard, _) => forms("norma", "normas"),
        (Unit::Paragraph, _) => paragraph(form),
    }
}

const fn paragraph(form: Form) -> Forms {
    match form {
        Form::Short => forms("párr.", "párrs."),
        Form::Running | Form::Locator => forms("párrafo", "párrafos"),
    }
}

const fn division(kind: DivisionKind, form: Form) -> Forms {
    match (kind, form) {
        (DivisionKind::Chapter, Form::Short) => forms("cap.", "caps."),
        (DivisionKind::Chapter, _) => forms("capítulo", "capítulos"),
        (DivisionKind::Part, _) => forms("parte", "partes"),
        (DivisionKind::Group, _) => forms("grupo", "grupos"),
        (DivisionKind::Section, _) => forms("sección", "secciones"),
        (DivisionKind::Title, _) => forms("título", "títulos"),
        (DivisionKind::Annex, _) => forms("anexo", "anexos"),
    }
}

/// The unit's word behind "a", with its article and contraction.
fn to_unit(of: Unit, form: Form) -> String {
    let word = unit(of, form).one;
    match of {
        Unit::Article | Unit::Principle | Unit::Paragraph => format!("al {word}"),
        Unit::Recommendation | Unit::Rule | Unit::Section | Unit::Standard => {
            format!("a la {word}")
        }
    }
}

/// "de la Convención", "del Tratado", "de los Principios".
fn of_instrument(instrument: &Instrument) -> String {
    let Some(name) = instrument.own_name(Language::Es) else {
        let name = instrument.name(Language::Es);
        return format!("de {}", name.strip_prefix("the ").unwrap_or(name));
    };
    match name.split_once(' ') {
        Some(("el", rest)) => format!("del {rest}"),
        _ => format!("de {name}"),
    }
}

/// What the reader knows of Spanish.
pub(super) static LEXICON: Lexicon = Lexicon {
    language: Language::Es,
    keywords: &[
        ("artículo", Word::Unit(Unit::Article, Number::One), Stop::No),
        ("articulo", Word::Unit(Unit::Article, Number::One), Stop::No),
        ("artículos", Word::Unit(Unit::Article, Number::Many), Stop::No),
        ("articulos", Word::Unit(Unit::Article, Number::Many), Stop::No),
        ("art", Word::Unit(Unit::Article, Number::Either), Stop::Yes),
        ("arts", Word::Unit(Unit::Article, Number::Many), Stop::Yes),
        ("párrafo", Word::Paragraph(Number::One), Stop::No),
        ("párrafos", Word::Paragraph(Number::Many), Stop::No),
        ("párr", Word::Paragraph(Number::Either), Stop::Yes),
        ("párrs", Word::Paragraph(Number::Many), Stop::Yes),
        ("apartado", Word::Subparagraph, Stop::No),
        ("apartados", Word::Subparagraph, Stop::No),
        ("inciso", Word::Subparagraph, Stop::No),
        ("incisos", Word::Subparagraph, Stop::No),
        ("principio", Word::Unit(Unit::Principle, Number::One), Stop::No),
        ("principios", Word::Unit(Unit::Principle, Number::Many), Stop::No),
        ("recomendación", Word::Unit(Unit::Recommendation, Number::One), Stop::No),
        ("recomendaciones", Word::Unit(Unit::Recommendation, Number::Many), Stop::No),
        ("regla", Word::Unit(Unit::Rule, Number::One), Stop::No),
        ("reglas", Word::Unit(Unit::Rule, Number::Many), Stop::No),
        ("sección", Word::Unit(Unit::Section, Number::One), Stop::No),
        ("secciones", Word::Unit(Unit::Section, Number::Many), Stop::No),
        ("norma", Word::Unit(Unit::Standard, Number::One), Stop::No),
        ("normas", Word::Unit(Unit::Standard, Number::Many), Stop::No),
        ("capítulo", Word::Division(DivisionKind::Chapter), Stop::No),
        ("capítulos", Word::Division(DivisionKind::Chapter), Stop::No),
        ("cap", Word::Division(DivisionKind::Chapter), Stop::Yes),
        ("caps", Word::Division(DivisionKind::Chapter), Stop::Yes),
        ("parte", Word::Division(DivisionKind::Part), Stop::No),
        ("partes", Word::Division(DivisionKind::Part), Stop::No),
        ("grupo", Word::Division(DivisionKind::Group), Stop::No),
        ("grupos", Word::Division(DivisionKind::Group), Stop::No),
        ("título", Word::Division(DivisionKind::Title), Stop::No),
        ("títulos", Word::Division(DivisionKind::Title), Stop::No),
        ("anexo", Word::Division(DivisionKind::Annex), Stop::No),
        ("anexos", Word::Division(DivisionKind::Annex), Stop::No),
    ],
    and: &["y/o", "y", "e", "o", "u", "así como"],
    attached_and: None,
    prefixes: &[],
    qualifiers: &[],
    to: &["a", "al", "hasta"],
    of_level: &["del ", "de la ", "de los ", "de las ", "de "],
    fillers: &[
        "de los ", "de las ", "de la ", "del ", "a los ", "a las ", "a la ", "al ", "el ", "la ", "los ", "las ",
    ],
    of_name: &[
        ("de la presente ", true),
        ("del presente ", true),
        ("de dicha ", true),
        ("de dicho ", true),
        ("de los ", true),
        ("de las ", true),
        ("de la ", true),
        ("del ", true),
        ("de ", false),
    ],
    bare_names: false,
    articles: &["la ", "el ", "las ", "los "],
    goes_on,
    names_other: begins_with_capitals,
    closing_only: true,
    suffixes: &[("quáter", 3)],
    letters: latin_letters,
    ordinals: &[],
};

/// "la Convención *sobre los Derechos del Niño*", "*contra la Tortura*", "*de Viena*".
fn goes_on(rest: &str) -> bool {
    let after = skip_spaces(rest);
    if after.len() == rest.len() {
        return false;
    }
    let (word, rest) = first_word(after);
    let (next, after_next) = first_word(rest);
    let is_name = |text: &str| {
        text.starts_with(|first: char| first.is_uppercase() || first.is_numeric()) && !text.starts_with("Estado")
    };
    match word {
        "contra" | "relativa" | "relativo" | "Interamericana" | "Europea" | "Internacional" | "Americana" | "Única" => {
            true
        }
        "sobre" | "para" | "de" | "del" => {
            is_name(next) || (matches!(next, "la" | "el" | "los" | "las") && is_name(first_word(after_next).0))
        }
        _ => false,
    }
}
