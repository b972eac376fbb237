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
use crate::tree::{Node, yaml};

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
    pub discouraged: Vec<RawDiscouraged>,
}

/// A word not to be used.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
#[schemars(rename = "Discouraged")]
pub struct RawDiscouraged {
    /// The word not to be used.
    #[serde(rename = "use")]
    pub word: String,
    /// The word to use.
    pub instead: String,
    /// Why.
    #[serde(default)]
    pub reason: Option<String>,
    /// The language of the word, if it is not that of the source texts.
    #[serde(default)]
    pub language: Option<Language>,
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

/// Reads `terms.yaml`; also says whether all terms could be read, so that one that is not there is not defined.
pub fn read(
    file: FileId,
    source: &SourceFile,
    settings: &Settings,
    vocabulary: &Vocabulary,
    findings: &mut Vec<Diagnostic>,
) -> (Vec<Term>, bool) {
    let Some(node) = yaml::parse(&source.text, file, 0, findings) else { return (Vec::new(), false) };
    let mut json = node.to_json();
    let refused = schemas::terms().validate(&node, &json, source, findings);
    prune(&mut json, &refused);
    let raw: TermsFile = schema::read(json, Span::start_of(file), findings);
    let places = node.get("terms").map_or(&[][..], crate::tree::Node::items);
    let mut terms: Vec<Term> = Vec::new();
    let mut all = !refused.iter().any(|pointer| pointer.is_empty() || pointer == "/terms");
    for (raw, place) in raw.terms.into_iter().zip(places) {
        let (Some(id), Some(word)) = (raw.id, raw.term) else {
            all = false;
            continue;
        };
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
            place: place.get("term").map_or(span, |node| node.span),
            form_places: place.get("forms").map_or_else(BTreeMap::new, form_places),
            discouraged: raw.discouraged.into_iter().enumerate().map(|(at, raw)| discouraged(raw, at, place)).collect(),
        });
    }
    (terms, all)
}

fn all_forms(forms: Forms) -> Vec<String> {
    match forms {
        Forms::One(form) => vec![form],
        Forms::Several(forms) => forms,
    }
}

/// Where the forms of each language stand.
fn form_places(forms: &Node) -> BTreeMap<Language, Vec<Span>> {
    let places = |node: &Node| match node.items() {
        [] => vec![node.span],
        items => items.iter().map(|item| item.span).collect(),
    };
    forms.entries().iter().filter_map(|entry| Some((entry.key.parse().ok()?, places(&entry.node)))).collect()
}

fn discouraged(raw: RawDiscouraged, at: usize, term: &Node) -> Discouraged {
    let entry = term.get("discouraged").and_then(|list| list.items().get(at));
    let span = entry.and_then(|entry| entry.get("use")).map_or(term.span, |node| node.span);
    let word = Spanned { value: raw.word, span };
    Discouraged { word, instead: raw.instead, reason: raw.reason, language: raw.language }
}
