//! `terms.yaml` to the defined terms.

use std::collections::BTreeMap;
use std::sync::Arc;

use schemars::JsonSchema;
use serde::Deserialize;

use crate::config::Settings;
use crate::diag::Diagnostic;
use crate::load::clause::{citations, segments_of};
use crate::load::markdown::{self, Mode, Source, Vocabulary};
use crate::model::language::Language;
use crate::model::term::{Discouraged, Term};
use crate::rules::cross_references::DUPLICATE_ID;
use crate::schemas;
use crate::source::{FileId, SourceFile, Span, Spanned};
use crate::tree::schema::{self, lenient, prune};
use crate::tree::yaml;

/// The defined terms of a book.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[schemars(title = "clausebook: terms.yaml")]
pub struct TermsFile {
    /// The terms, in any order.
    #[serde(deserialize_with = "lenient")]
    pub terms: Vec<RawTerm>,
}

/// A defined term.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
#[schemars(extend("required" = ["id", "term", "definition"]))]
pub struct RawTerm {
    /// Permanent identifier, used in `term:ID`.
    #[schemars(required, extend("pattern" = "^[a-z][a-z0-9-]*$"))]
    pub id: Option<String>,
    /// The term, in the language of the texts.
    #[schemars(required, extend("pattern" = "\\S"))]
    pub term: Option<String>,
    /// What it means, in Markdown.
    #[schemars(required, extend("pattern" = "\\S"))]
    pub definition: Option<String>,
    /// Provisions that define it.
    #[schemars(extend("uniqueItems" = true))]
    #[serde(deserialize_with = "lenient")]
    pub source: Vec<String>,
    /// Inflected forms in the language of the texts, and the term in other languages.
    pub forms: BTreeMap<Language, Forms>,
    /// Words not to be used for it.
    pub discouraged: Vec<Discouraged>,
}

/// One form or several.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Forms {
    /// One form.
    One(String),
    /// Several forms.
    Several(Vec<String>),
}

/// Reads `terms.yaml`.
pub fn read(
    file: FileId,
    source: &SourceFile,
    settings: &Settings,
    vocabulary: &Vocabulary,
    findings: &mut Vec<Diagnostic>,
) -> Vec<Term> {
    let Some(node) = yaml::parse(&source.text, file, 0, findings) else { return Vec::new() };
    let mut json = node.to_json();
    let refused = schemas::terms().validate(&node, &json, source, findings);
    prune(&mut json, &refused);
    let raw: TermsFile = schema::read(json, Span::start_of(file), findings);
    let places = node.get("terms").map_or(&[][..], crate::tree::Node::items);
    let mut terms: Vec<Term> = Vec::new();
    for (raw, place) in raw.terms.into_iter().zip(places) {
        let (Some(id), Some(word)) = (raw.id, raw.term) else { continue };
        let span = place.get("id").map_or(place.span, |node| node.span);
        if let Some(first) = terms.iter().find(|term| term.id.value == id) {
            findings.push(
                Diagnostic::new(&DUPLICATE_ID, span, format!("the term `{id}` is defined twice"))
                    .also(first.id.span, "first defined here")
                    .help("give the second one an id of its own, or join the two"),
            );
            continue;
        }
        let definition = raw.definition.unwrap_or_default();
        let at = place.get("definition").map_or(Span::start_of(file), |node| node.span);
        let segments = segments_of(&definition, at, &source.text);
        let text = Source { file, text: Arc::from(definition), start: 0, segments, language: settings.language };
        terms.push(Term {
            id: Spanned { value: id, span },
            term: word,
            definition: markdown::parse(text, Mode::Prose, settings, vocabulary, findings),
            source: citations(&raw.source, place, "source", findings),
            forms: raw.forms.into_iter().map(|(language, forms)| (language, all_forms(forms))).collect(),
            discouraged: raw.discouraged,
        });
    }
    terms
}

fn all_forms(forms: Forms) -> Vec<String> {
    match forms {
        Forms::One(form) => vec![form],
        Forms::Several(forms) => forms,
    }
}
