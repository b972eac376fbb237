//! A file and its YAML to a [`Clause`]; both forms, Markdown with front matter and whole YAML, meet here.
//!
//! Always yields something usable: what the schema refused is left out, the rest is kept.

use std::collections::BTreeMap;
use std::sync::Arc;

use schemars::JsonSchema;
use serde::Deserialize;

use crate::config::Settings;
use crate::diag::{Diagnostic, Grade};
use crate::load::allow;
use crate::load::front_matter::{self, Split, split};
use crate::load::markdown;
use crate::load::markdown::{Mode, Source, Vocabulary};
use crate::model::body::{Body, ReferenceTarget, Segment};
use crate::model::citation::{Citation, CitationError};
use crate::model::clause::{Clause, Force, Status};
use crate::model::section::{SectionKind, TEXT};
use crate::rules::citations::INVALID_CITATION;
use crate::rules::cross_references::UNKNOWN_CLAUSE;
use crate::rules::schema::{INVALID_VALUE, UNKNOWN_KEY};
use crate::schemas;
use crate::source::{FileId, SourceFile, Span, Spanned};
use crate::tree::schema::{self, Schema, lenient, prune};
use crate::tree::{Node, Value, yaml};

/// The front matter of a clause, or a clause wholly in YAML.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
#[schemars(title = "clausebook: clause", extend("required" = ["id", "title"]))]
pub struct FrontMatter {
    /// Permanent identifier: never changed, never reused. Lower-case Latin letters, digits and hyphens.
    #[schemars(required, extend("pattern" = "^[a-z][a-z0-9-]*$"))]
    pub id: Option<String>,
    /// Title, in the language of the text.
    #[schemars(required, extend("pattern" = "\\S"))]
    pub title: Option<String>,
    /// How far the text has come.
    pub status: Option<Status>,
    /// Whether the clause restates a duty of the provisions it implements, recommends, or offers a possibility.
    pub force: Option<Force>,
    /// Provisions that the clause puts into effect, such as `uncac:53(a)`; these count as coverage.
    #[schemars(extend("uniqueItems" = true))]
    #[serde(deserialize_with = "lenient")]
    pub implements: Vec<String>,
    /// Related provisions (`gfar-2017:4`), clauses (`clause:damages`) and terms (`term:damage`).
    #[schemars(extend("uniqueItems" = true))]
    #[serde(deserialize_with = "lenient")]
    pub see_also: Vec<String>,
    /// To whom the clause speaks, such as `requested-state`.
    #[schemars(extend("uniqueItems" = true), inner(regex(pattern = "^[a-z][a-z0-9-]*$")))]
    #[serde(deserialize_with = "lenient")]
    pub addressees: Vec<String>,
    /// Findings that the text allows itself: name of the rule to the reason.
    #[schemars(schema_with = "allow_schema")]
    pub allow: BTreeMap<String, String>,
    /// Whole-YAML form only: the clause's text in Markdown.
    pub text: Option<String>,
    /// Whole-YAML form only: the section of this name in Markdown.
    pub commentary: Option<String>,
    /// Whole-YAML form only: notes on legal systems in Markdown, by system.
    pub legal_systems: Option<BTreeMap<String, String>>,
    /// Whole-YAML form only: the section of this name in Markdown.
    pub model_provision: Option<String>,
}

/// The schema of `allow`: the names of rules, each with a reason.
pub fn allow_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
    schemars::json_schema!({
        "description": "Findings that the text allows itself: name of the rule to the reason.",
        "type": "object",
        "additionalProperties": {"type": "string", "pattern": "\\S"}
    })
}

/// What reading clauses needs to know about the book.
pub struct Context<'a> {
    /// The settings.
    pub settings: &'a Settings,
    /// The book's own schema, if it has one.
    pub own_schema: Option<&'a Schema>,
    /// Whether the book has a schema that could not be read, so that clauses may have any keys.
    pub own_keys: bool,
    /// Names of instruments.
    pub vocabulary: &'a Vocabulary,
}

/// Reads a clause file. Gives `None` with a finding when it has no front matter at all.
pub fn read(
    file: FileId,
    source: &SourceFile,
    context: &Context<'_>,
    findings: &mut Vec<Diagnostic>,
) -> Option<Clause> {
    if source.path.ends_with(".yaml") || source.path.ends_with(".yml") {
        return Some(read_yaml(file, source, context, findings));
    }
    match split(&source.text) {
        Split::None => {
            let finding = front_matter::missing(file, &source.text, "a clause file needs front matter");
            let help = "begin the file with `---`, `id: …`, `title: …` and `---`; a chapter needs items below it in SUMMARY.md, prose stands outside the lists";
            findings.push(if finding.help.is_some() { finding } else { finding.help(help) });
            None
        }
        Split::Unclosed => {
            findings.push(front_matter::unclosed(file, &source.text));
            None
        }
        Split::Found { yaml: range, body } => {
            if let Some(finding) = front_matter::ended_early(file, &source.text, body) {
                findings.push(finding);
                return None;
            }
            let head = Span::new(file, range.clone());
            let node = yaml::parse(&source.text[range.clone()], file, range.start, findings);
            let mut clause = head_of(file, source, head, node.as_ref(), false, context, findings);
            let language = context.settings.language;
            let text = Source { file, text: source.text.clone(), start: body, segments: Vec::new(), language };
            clause.body = body_of(text, context, findings);
            Some(clause)
        }
    }
}

fn read_yaml(file: FileId, source: &SourceFile, context: &Context<'_>, findings: &mut Vec<Diagnostic>) -> Clause {
    let node = yaml::parse(&source.text, file, 0, findings);
    let head = Span::new(file, 0..source.text.len());
    let mut clause = head_of(file, source, head, node.as_ref(), true, context, findings);
    if let Some(node) = &node {
        let text = assemble(node, file, source, context.settings, findings);
        clause.body = body_of(text, context, findings);
    }
    clause
}

fn body_of(text: Source, context: &Context<'_>, findings: &mut Vec<Diagnostic>) -> Body {
    markdown::parse(text, Mode::Clause(&context.settings.sections), context.settings, context.vocabulary, findings)
}

/// Reads everything but the body.
fn head_of(
    file: FileId,
    source: &SourceFile,
    head: Span,
    node: Option<&Node>,
    whole: bool,
    context: &Context<'_>,
    findings: &mut Vec<Diagnostic>,
) -> Clause {
    let mut readable = node.is_some();
    let empty = Node { value: Value::Map(Vec::new()), span: head };
    let node = node.unwrap_or(&empty);
    let mut json = node.to_json();
    let mut extra = serde_json::Map::new();
    if readable {
        if let Some(own) = context.own_schema {
            own.validate(node, &json, source, findings);
        }
        extra = take_keys(&mut json, |key| is_own_key(key, context));
        let said = findings.len();
        check_body_keys(node, whole, context.settings, findings);
        // A text that is there, but not as text, is not missing as well.
        readable = findings[said..].iter().all(|finding| finding.rule.name != INVALID_VALUE.name);
        take_keys(&mut json, |key| is_section_key(key, context.settings));
        let refused = schemas::clause().validate(node, &json, source, findings);
        prune(&mut json, &refused);
    }
    let raw: FrontMatter = schema::read(json, head, findings);
    let place = |pointer: &str| node.at(pointer).span;
    let stem = source.path.rsplit('/').next().unwrap_or("").split('.').next().unwrap_or("").to_owned();
    let implements = citations(&raw.implements, node, "implements", findings);
    let (related_provisions, related) = related(&raw.see_also, node, findings);
    Clause {
        id: Spanned { value: raw.id.unwrap_or(stem), span: place("/id") },
        title: Spanned { value: raw.title.unwrap_or_default(), span: place("/title") },
        status: raw.status.unwrap_or_default(),
        force: raw.force,
        force_place: place("/force"),
        implements,
        related_provisions,
        related,
        addressees: raw.addressees,
        allow: allow::read(node, findings),
        extra,
        file,
        head,
        readable,
        body: Body::empty(file),
    }
}

fn take_keys(
    json: &mut serde_json::Value,
    wanted: impl Fn(&str) -> bool,
) -> serde_json::Map<String, serde_json::Value> {
    let serde_json::Value::Object(map) = json else { return serde_json::Map::new() };
    let keys: Vec<String> = map.keys().filter(|key| wanted(key)).cloned().collect();
    keys.into_iter().filter_map(|key| map.shift_remove(&key).map(|value| (key, value))).collect()
}

fn is_own_key(key: &str, context: &Context<'_>) -> bool {
    let own =
        context.own_keys || context.own_schema.is_some_and(|schema| schema.keys().iter().any(|known| known == key));
    own && !is_section_key(key, context.settings) && !schemas::clause().keys().iter().any(|known| known == key)
}

fn is_section_key(key: &str, settings: &Settings) -> bool {
    key == TEXT || settings.sections.with_key(key).is_some()
}

/// In a Markdown file sections stand in the body; in a whole-YAML file they are text or, with parts, keys with texts.
fn check_body_keys(node: &Node, whole: bool, settings: &Settings, findings: &mut Vec<Diagnostic>) {
    for entry in node.entries().iter().filter(|entry| is_section_key(&entry.key, settings)) {
        if !whole {
            findings.push(
                Diagnostic::new(
                    &UNKNOWN_KEY,
                    entry.key_span,
                    format!("`{}` is a section and belongs below the front matter", entry.key),
                )
                .help("move it behind the second `---`; only a clause wholly in YAML has its sections as keys"),
            );
            continue;
        }
        let parts = settings.sections.with_key(&entry.key).is_some_and(|kind| !kind.parts.is_empty());
        match &entry.node.value {
            Value::String(_) => {}
            Value::Map(_) if parts => {}
            _ => findings.push(
                Diagnostic::new(
                    &INVALID_VALUE,
                    entry.node.span,
                    format!("`{}` must be text, found {}", entry.key, entry.node.kind()),
                )
                .help(format!("write `{}: |` and the text indented below it", entry.key)),
            ),
        }
    }
}

/// The citations of a key, with their places.
pub fn citations(texts: &[String], node: &Node, key: &str, findings: &mut Vec<Diagnostic>) -> Vec<Spanned<Citation>> {
    let items = node.get(key).map_or(&[][..], Node::items);
    texts
        .iter()
        .zip(items)
        .filter(|(text, _)| !text.is_empty())
        .filter_map(|(text, item)| citation(text, item.span, findings))
        .collect()
}

fn citation(text: &str, span: Span, findings: &mut Vec<Diagnostic>) -> Option<Spanned<Citation>> {
    match Citation::parse(text) {
        Ok(value) => Some(Spanned { value, span }),
        Err(error) => {
            findings.push(invalid_citation(text, span, &error));
            None
        }
    }
}

/// The finding for a value that is no citation. In quotes or not, the value is replaced whole: a citation needs no quotes.
pub fn invalid_citation(text: &str, span: Span, error: &CitationError) -> Diagnostic {
    let finding = Diagnostic::new(&INVALID_CITATION, span, error.to_string());
    let Some(right) = &error.suggestion else { return finding };
    let length = (span.end - span.start) as usize;
    let (inner, old) = match length.checked_sub(text.len()) {
        Some(2) => (Span { start: span.start + 1, end: span.end - 1, ..span }, text),
        _ => (span, text),
    };
    finding.help(format!("write `{right}`")).replace(Grade::Safe, format!("write `{right}`"), inner, old, right)
}

type Related = (Vec<Spanned<Citation>>, Vec<Spanned<ReferenceTarget>>);

fn related(texts: &[String], node: &Node, findings: &mut Vec<Diagnostic>) -> Related {
    let mut provisions = Vec::new();
    let mut others = Vec::new();
    for (text, item) in texts.iter().zip(node.get("see-also").map_or(&[][..], Node::items)) {
        let span = item.span;
        if let Some(target) = markdown::clause_or_term(text) {
            if matches!(&target, ReferenceTarget::Clause(id, _) if id.is_empty()) {
                findings.push(Diagnostic::new(&UNKNOWN_CLAUSE, span, "`clause:` needs the id of a clause"));
                continue;
            }
            others.push(Spanned { value: target, span });
        } else if !text.is_empty() {
            provisions.extend(citation(text, span, findings));
        }
    }
    (provisions, others)
}

/// Puts the sections of a whole-YAML clause together as one Markdown text that knows where each line came from.
fn assemble(
    node: &Node,
    file: FileId,
    source: &SourceFile,
    settings: &Settings,
    findings: &mut Vec<Diagnostic>,
) -> Source {
    let mut assembler = Assembler { source, text: String::new(), segments: Vec::new() };
    if let Some(text) = node.get(TEXT) {
        assembler.add(text);
    }
    for (at, entry) in node.entries().iter().enumerate() {
        let Some(kind) = settings.sections.with_key(&entry.key) else { continue };
        if node.entries()[..at].iter().any(|before| before.key == entry.key) {
            // That the key is given twice has been reported.
            continue;
        }
        assembler.heading("##", kind, settings, entry.key_span);
        assembler.add(&entry.node);
        for part in entry.node.entries() {
            match kind.parts.iter().find(|kind| *kind.key == *part.key) {
                Some(kind) => {
                    assembler.heading("###", kind, settings, part.key_span);
                    assembler.add(&part.node);
                }
                None => {
                    let known = kind.parts.iter().map(|kind| &*kind.key);
                    let help = crate::diag::nearest(&part.key, known).map(|word| format!("did you mean `{word}`?"));
                    findings.push(
                        Diagnostic::new(
                            &UNKNOWN_KEY,
                            part.key_span,
                            format!("in `{}`, `{}` is not a known key", entry.key, part.key),
                        )
                        .help_if(help),
                    );
                }
            }
        }
    }
    let language = settings.language;
    Source { file, text: Arc::from(assembler.text), start: 0, segments: assembler.segments, language }
}

struct Assembler<'a> {
    source: &'a SourceFile,
    text: String,
    segments: Vec<Segment>,
}

impl Assembler<'_> {
    fn heading(&mut self, marks: &str, kind: &SectionKind, settings: &Settings, span: Span) {
        self.text.push_str("\n\n");
        self.segments.push(Segment {
            text: self.text.len(),
            file: span.start as usize,
            length: (span.end - span.start) as usize,
        });
        self.text.push_str(&format!("{marks} {}\n\n", kind.name(settings.language)));
    }

    fn add(&mut self, node: &Node) {
        let Some(text) = node.as_str() else { return };
        for segment in segments_of(text, node.span, &self.source.text) {
            self.segments.push(Segment { text: segment.text + self.text.len(), ..segment });
        }
        self.text.push_str(text);
    }
}

/// From places in a YAML text value to places in the file: exact for plain values and literal blocks, line by line;
/// for quoted and folded values, the beginning of the value.
pub fn segments_of(text: &str, span: Span, source: &str) -> Vec<Segment> {
    let raw = source.get(span.range()).unwrap_or("");
    let start = span.start as usize;
    if raw == text {
        return vec![Segment { text: 0, file: start, length: text.len() }];
    }
    let literal =
        raw.starts_with('|') || source[..start].trim_end_matches([' ', '\n', '\r']).ends_with(['|', '-', '+']);
    if !literal {
        let inner = raw.find(text).map_or(0, |at| at);
        let length = if inner > 0 { text.len() } else { 0 };
        return vec![Segment { text: 0, file: start + inner, length }];
    }
    let mut segments = Vec::new();
    let mut at = 0;
    let mut from = start;
    for line in text.split_inclusive('\n') {
        let content = line.trim_end_matches(['\n', '\r']);
        let found = if content.is_empty() { None } else { source.get(from..).and_then(|rest| rest.find(content)) };
        if let Some(offset) = found {
            segments.push(Segment { text: at, file: from + offset, length: line.len() });
            from += offset + content.len();
        }
        at += line.len();
    }
    if segments.is_empty() {
        segments.push(Segment { text: 0, file: start, length: 0 });
    }
    segments
}
