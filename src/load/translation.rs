//! `name.LANG.md`: a text in another language.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;

use crate::config::Settings;
use crate::diag::Diagnostic;
use crate::load::allow;
use crate::load::clause::allow_schema;
use crate::load::front_matter::{self, Split, split};
use crate::load::markdown::{self, Mode, Source, Vocabulary};
use crate::model::book::TextId;
use crate::model::language::Language;
use crate::model::translation::Translation;
use crate::schemas;
use crate::source::{FileId, SourceFile, Span, Spanned};
use crate::tree::schema::{self, prune};
use crate::tree::yaml;

/// The front matter of a translated text.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[schemars(title = "clausebook: translation")]
pub struct TranslationHead {
    /// Title in the language of the translation.
    #[schemars(required, extend("pattern" = "\\S"))]
    pub title: Option<String>,
    /// Digest of the source text that it was made from; `clausebook check` says what it is.
    pub translates: Option<String>,
    /// Findings that the text allows itself: name of the rule to the reason.
    #[schemars(schema_with = "allow_schema")]
    pub allow: BTreeMap<String, String>,
}

/// Reads a translated text.
pub fn read(
    of: TextId,
    language: Language,
    file: FileId,
    source: &SourceFile,
    settings: &Settings,
    vocabulary: &Vocabulary,
    findings: &mut Vec<Diagnostic>,
) -> Option<Translation> {
    let (range, start) = match split(&source.text) {
        Split::Found { yaml, body } => match front_matter::ended_early(file, &source.text, body) {
            Some(finding) => {
                findings.push(finding);
                return None;
            }
            None => (yaml, body),
        },
        Split::None => {
            let finding = front_matter::missing(file, &source.text, "a translated text needs front matter");
            let help = "begin the file with `---`, `title: …` and `---`";
            findings.push(if finding.help.is_some() { finding } else { finding.help(help) });
            return None;
        }
        Split::Unclosed => {
            findings.push(front_matter::unclosed(file, &source.text));
            return None;
        }
    };
    let head = Span::new(file, range.clone());
    let node = yaml::parse(&source.text[range.clone()], file, range.start, findings)?;
    let mut json = node.to_json();
    let refused = schemas::translation().validate(&node, &json, source, findings);
    prune(&mut json, &refused);
    let raw: TranslationHead = schema::read(json, head, findings);
    let place = |key: &str| node.get(key).map_or(head, |node| node.span);
    let mode = match of {
        TextId::Clause(_) => Mode::Clause(&settings.sections),
        TextId::Prose(_) | TextId::Term(_) | TextId::Translation(_) => Mode::Prose,
    };
    let text = Source { file, text: source.text.clone(), start, segments: Vec::new(), language };
    Some(Translation {
        of,
        language,
        title: raw.title.map(|value| Spanned { value, span: place("title") }),
        translates: raw.translates.map(|value| Spanned { value, span: place("translates") }),
        allow: allow::read(&node, findings),
        file,
        head,
        body: markdown::parse(text, mode, settings, vocabulary, findings),
    })
}
