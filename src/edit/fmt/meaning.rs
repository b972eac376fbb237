//! What a file says, so that its form can change and nothing else.

use std::sync::Arc;

use crate::diag::Diagnostic;
use crate::edit::fmt::{Context, Kind, scan};
use crate::load::front_matter::{Split, ended_early, split};
use crate::load::markdown::{self, Mode, Source, clause_or_term};
use crate::load::{clause, outline};
use crate::model::body::Body;
use crate::model::citation::Citation;
use crate::model::meaning::{of_body, of_citation};
use crate::model::section::TEXT;
use crate::rules::markdown::NESTED_TOO_DEEP;
use crate::schemas;
use crate::source::{FileId, SourceFile};
use crate::tree::{Node, toml, yaml};

/// Names a file that is not part of any book.
const FILE: FileId = FileId(0);

/// What a file says, and what is found wrong in it.
#[derive(Debug, Default)]
pub struct Meaning {
    /// What it says, piece by piece.
    said: Vec<Vec<u8>>,
    /// Rules and messages of what reading it found, sorted.
    found: Vec<String>,
}

impl Meaning {
    /// Whether `new` says the same and has nothing wrong that this has not.
    pub fn same(&self, new: &Meaning) -> bool {
        let mut old = self.found.iter();
        self.said == new.said && new.found.iter().all(|found| old.any(|other| other == found))
    }
}

/// Reads a file.
///
/// # Errors
/// Why it cannot be read, in words: then nobody can know whether a change would keep what it says.
pub fn read(kind: Kind, path: &str, text: &str, context: &Context<'_>) -> Result<Meaning, String> {
    let source = SourceFile::new(path, text);
    let text = source.text.clone();
    let mut findings = Vec::new();
    let mut said = Vec::new();
    match kind {
        Kind::Text => {
            let start = match split(&text) {
                Split::None => 0,
                Split::Unclosed => return Err("its front matter is opened but never closed".to_owned()),
                Split::Found { body, .. } if ended_early(FILE, &text, body).is_some() => {
                    return Err("a line `---` among its keys ends its front matter".to_owned());
                }
                Split::Found { yaml: range, body } => {
                    said.push(tree(&text[range], context, &mut findings)?);
                    body
                }
            };
            for body in bodies(&text, start, path, context, &mut findings) {
                said.push(of_body(&body));
            }
            said.push(scan::shape(&text[start..]).into_bytes());
        }
        Kind::Clause => {
            said.push(tree(&text, context, &mut findings)?);
            let reading = clause::Context {
                settings: context.settings,
                own_schema: None,
                own_keys: false,
                vocabulary: &context.vocabulary,
            };
            let clause = clause::read(FILE, &source, &reading, &mut findings);
            said.extend(clause.map(|clause| of_body(&clause.body)));
        }
        Kind::Data => said.push(tree(&text, context, &mut findings)?),
        Kind::Outline => {
            for line in outline::parse(&text, FILE, &mut findings) {
                said.push(format!("{:?} {:?} {:?}", line.kind, line.title, line.path).into_bytes());
            }
            said.push(scan::shape(&text).into_bytes());
        }
        Kind::Settings => {
            let node = toml::parse(&text, FILE, &mut findings);
            if let Some(finding) = findings.first() {
                return Err(finding.message.clone());
            }
            said.push(node.to_json().to_string().into_bytes());
        }
    }
    if let Some(finding) = findings.iter().find(|finding| finding.rule.name == NESTED_TOO_DEEP.name) {
        return Err(finding.message.clone());
    }
    let mut found: Vec<String> =
        findings.into_iter().map(|finding| format!("{} {}", finding.rule.name, finding.message)).collect();
    found.sort();
    Ok(Meaning { said, found })
}

/// A Markdown text read in both ways in which a book may read it: as a clause and as prose.
pub fn bodies(
    text: &Arc<str>,
    start: usize,
    path: &str,
    context: &Context<'_>,
    findings: &mut Vec<Diagnostic>,
) -> [Body; 2] {
    let language = context.language(path);
    [Mode::Clause(&context.settings.sections), Mode::Prose].map(|mode| {
        let source = Source { file: FILE, text: text.clone(), start, segments: Vec::new(), language };
        markdown::parse(source, mode, context.settings, &context.vocabulary, findings)
    })
}

/// A YAML text: its keys and values, where the order of the program's own keys says nothing.
fn tree(text: &str, context: &Context<'_>, findings: &mut Vec<Diagnostic>) -> Result<Vec<u8>, String> {
    let before = findings.len();
    let Some(node) = yaml::parse(text, FILE, 0, findings) else {
        return Err(findings.get(before).map_or_else(String::new, |finding| finding.message.clone()));
    };
    let mut said = String::new();
    let keys = schemas::clause().keys();
    let entries = node.entries();
    if entries.is_empty() {
        said.push_str(&node.to_json().to_string());
    }
    // The order of keys is shown of the book's own keys, among themselves, and of sections, among themselves.
    let ordered = |key: &str| match context.is_section(key) {
        true => key != TEXT,
        false => !keys.iter().any(|known| known == key),
    };
    for key in keys.iter().filter(|key| !ordered(key)) {
        for entry in entries.iter().filter(|entry| entry.key == *key) {
            said.push_str(&format!("{key:?}: {}\n", value(key, &entry.node)));
        }
    }
    for section in [false, true] {
        for entry in entries.iter().filter(|entry| ordered(&entry.key) && context.is_section(&entry.key) == section) {
            said.push_str(&format!("{:?}: {}\n", entry.key, entry.node.to_json()));
        }
    }
    Ok(said.into_bytes())
}

/// A value of front matter, citations in their canonical spelling.
fn value(key: &str, node: &Node) -> String {
    if !["implements", "see-also"].contains(&key) {
        return node.to_json().to_string();
    }
    let item = |item: &Node| match item.as_str() {
        Some(text) if clause_or_term(text).is_none() => of_citation(&Citation::parse(text)),
        _ => item.to_json().to_string(),
    };
    let items: Vec<String> = node.items().iter().map(item).collect();
    if items.is_empty() { node.to_json().to_string() } else { format!("{items:?}") }
}
