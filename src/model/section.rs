//! Which sections a clause can have.

use std::collections::BTreeMap;
use std::sync::Arc;

use unicode_normalization::UnicodeNormalization;

use crate::model::language::Language;

/// Key of the section that stands before the first heading: the clause's own text.
pub const TEXT: &str = "text";

/// Key of the section whose parts are notes on legal systems, of which a reader chooses one.
pub const LEGAL_SYSTEMS: &str = "legal-systems";

/// A kind of section, as declared by the book.
#[derive(Debug, Clone)]
pub struct SectionKind {
    /// Key in whole-YAML clauses and in templates.
    pub key: Arc<str>,
    /// Heading by language.
    pub names: BTreeMap<Language, String>,
    /// Whether every clause needs it.
    pub required: bool,
    /// Whether square brackets here are options for a legislator.
    pub brackets_are_options: bool,
    /// Its parts.
    pub parts: Vec<SectionKind>,
}

impl SectionKind {
    /// The heading in a language, else in any.
    pub fn name(&self, language: Language) -> &str {
        self.names.get(&language).or_else(|| self.names.values().next()).map_or(&self.key, String::as_str)
    }

    /// Whether a heading names this kind, in any language, without regard to case and Unicode form.
    pub fn is_called(&self, heading: &str) -> bool {
        self.names.values().any(|name| same_form(name).eq(same_form(heading)))
    }
}

fn same_form(name: &str) -> impl Iterator<Item = char> {
    name.trim().nfc().flat_map(char::to_lowercase)
}

/// All kinds of sections of a book, in their order.
#[derive(Debug, Clone, Default)]
pub struct SectionKinds {
    /// The kinds.
    pub kinds: Vec<SectionKind>,
}

impl SectionKinds {
    /// Kinds as declared.
    pub fn new(kinds: Vec<SectionKind>) -> SectionKinds {
        SectionKinds { kinds }
    }

    /// The kind with this heading, in any language, without regard to case.
    pub fn called(&self, heading: &str) -> Option<&SectionKind> {
        self.kinds.iter().find(|kind| kind.is_called(heading))
    }

    /// The kind with this key.
    pub fn with_key(&self, key: &str) -> Option<&SectionKind> {
        self.kinds.iter().find(|kind| &*kind.key == key)
    }

    /// The sections of a book that declares none: commentary, legal systems, model provision (DESIGN.md, A clause).
    pub fn default_sections() -> Vec<SectionKind> {
        use Language::{Ar, En, Es, Fr, Ru, Zh};
        let kind = |key: &str, names: [(Language, &str); 6]| SectionKind {
            key: key.into(),
            names: names.into_iter().map(|(language, name)| (language, name.to_owned())).collect(),
            required: false,
            brackets_are_options: false,
            parts: Vec::new(),
        };
        let commentary = kind(
            "commentary",
            [
                (Ar, "التعليق"),
                (Zh, "评注"),
                (En, "Commentary"),
                (Fr, "Commentaire"),
                (Ru, "Комментарий"),
                (Es, "Comentario"),
            ],
        );
        let mut systems = kind(
            LEGAL_SYSTEMS,
            [
                (Ar, "النظم القانونية"),
                (Zh, "法律制度"),
                (En, "Legal systems"),
                (Fr, "Systèmes juridiques"),
                (Ru, "Правовые системы"),
                (Es, "Ordenamientos jurídicos"),
            ],
        );
        systems.parts = vec![
            kind(
                "common-law",
                [
                    (Ar, "القانون العام"),
                    (Zh, "普通法"),
                    (En, "Common law"),
                    (Fr, "Common law"),
                    (Ru, "Общее право"),
                    (Es, "Common law"),
                ],
            ),
            kind(
                "civil-law",
                [
                    (Ar, "القانون المدني"),
                    (Zh, "大陆法"),
                    (En, "Civil law"),
                    (Fr, "Droit civil"),
                    (Ru, "Континентальное право"),
                    (Es, "Derecho civil"),
                ],
            ),
            kind(
                "other-systems",
                [
                    (Ar, "نظم أخرى"),
                    (Zh, "其他制度"),
                    (En, "Other systems"),
                    (Fr, "Autres systèmes"),
                    (Ru, "Другие системы"),
                    (Es, "Otros ordenamientos"),
                ],
            ),
        ];
        let mut model = kind(
            "model-provision",
            [
                (Ar, "حكم نموذجي"),
                (Zh, "示范条款"),
                (En, "Model provision"),
                (Fr, "Disposition type"),
                (Ru, "Типовое положение"),
                (Es, "Disposición modelo"),
            ],
        );
        model.brackets_are_options = true;
        vec![commentary, systems, model]
    }
}
