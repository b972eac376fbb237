//! Findings as SARIF 2.1.0 (OASIS), which code-scanning services and editors read.
//!
//! Numbers in brackets are sections of the standard. Lines and columns count from 1, columns in characters
//! (`columnKind`, 3.14.27), and the end of a region is behind its last character (3.30.8). Places are relative to
//! `SRCROOT` (3.14.14), which gets no address: the report says nothing about the machine that made it.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use crate::diag::{Diagnostic, Fix, Grade, Rule};
use crate::report::fingerprint::{self, Fingerprint};
use crate::report::whole_message;
use crate::rules;
use crate::rules::example;
use crate::source::{FileId, Sources, Span};

const BASE: &str = "SRCROOT";

/// The name under which our fingerprints stand; it changes when they are computed in another way.
const FINGERPRINT: &str = "clausebook/v1";

/// The report; `prefix` leads from the repository's root to the book (`docs/book/`).
pub fn report(findings: &[Diagnostic], sources: &Sources, prefix: &str) -> Value {
    let places = Places::new(findings, sources, prefix);
    let rules: Vec<&Rule> = rules::all().collect();
    let fingerprints = fingerprint::unique(findings, sources);
    let results: Vec<Value> =
        findings.iter().zip(fingerprints).map(|(finding, print)| result(finding, print, &rules, &places)).collect();
    json!({
        "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": driver(&rules) },
            "invocations": [{ "executionSuccessful": true }],
            "originalUriBaseIds": {
                BASE: { "description": { "text": "the root of the repository that holds the book" } },
            },
            "artifacts": places.artifacts(),
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    })
}

fn driver(rules: &[&Rule]) -> Value {
    let mut driver = json!({
        "name": env!("CARGO_PKG_NAME"),
        "version": env!("CARGO_PKG_VERSION"),
        "semanticVersion": env!("CARGO_PKG_VERSION"),
    });
    let address = [env!("CARGO_PKG_HOMEPAGE"), env!("CARGO_PKG_REPOSITORY")].into_iter().find(|url| !url.is_empty());
    if let Some(address) = address {
        driver["informationUri"] = json!(address);
    }
    driver["rules"] = rules.iter().map(|rule| descriptor(rule)).collect();
    driver
}

fn descriptor(rule: &Rule) -> Value {
    let markdown = format!(
        "{}\n\nWrong:\n\n{}Right:\n\n{}",
        rule.explanation,
        example::markdown(rule.wrong),
        example::markdown(rule.right)
    );
    json!({
        "id": rule.name,
        "shortDescription": { "text": rule.summary },
        "fullDescription": { "text": rule.explanation },
        "help": { "text": rule.explanation, "markdown": markdown },
        "defaultConfiguration": { "level": rule.severity.word() },
        "properties": { "tags": [rule.family.name()] },
    })
}

fn result(finding: &Diagnostic, print: (Fingerprint, usize), rules: &[&Rule], places: &Places<'_>) -> Value {
    let mut location = places.location(finding.span);
    if let Some(label) = &finding.label {
        location["message"] = json!({ "text": label });
    }
    let mut result = json!({ "ruleId": finding.rule.name });
    if let Some(index) = rules.iter().position(|rule| rule.name == finding.rule.name) {
        result["ruleIndex"] = json!(index);
    }
    result["level"] = json!(finding.severity.word());
    result["message"] = json!({ "text": whole_message(finding) });
    result["locations"] = json!([location]);
    if !finding.labels.is_empty() {
        let related = finding.labels.iter().enumerate().map(|(at, label)| {
            let mut location = places.location(label.span);
            location["id"] = json!(at + 1);
            location["message"] = json!({ "text": label.message });
            location
        });
        result["relatedLocations"] = related.collect();
    }
    result["partialFingerprints"] = json!({ FINGERPRINT: format!("{}:{}", print.0, print.1) });
    if let Some(fix) = &finding.fix {
        result["fixes"] = json!([mending(fix, places)]);
    }
    result
}

/// A fix: its edits, file by file (3.55).
fn mending(fix: &Fix, places: &Places<'_>) -> Value {
    let mut by_file: BTreeMap<FileId, Vec<Value>> = BTreeMap::new();
    for edit in &fix.edits {
        let replacement = json!({ "deletedRegion": places.region(edit.span), "insertedContent": { "text": edit.new } });
        by_file.entry(edit.span.file).or_default().push(replacement);
    }
    let changes: Vec<Value> = by_file
        .into_iter()
        .map(|(file, replacements)| json!({ "artifactLocation": places.artifact(file), "replacements": replacements }))
        .collect();
    json!({
        "description": { "text": fix.title },
        "artifactChanges": changes,
        "properties": { "safe": fix.grade == Grade::Safe },
    })
}

/// The files that findings name, in the order of their paths, and places in them.
struct Places<'a> {
    sources: &'a Sources,
    prefix: &'a str,
    files: Vec<FileId>,
}

impl<'a> Places<'a> {
    fn new(findings: &[Diagnostic], sources: &'a Sources, prefix: &'a str) -> Places<'a> {
        let mut files = Vec::new();
        for finding in findings {
            files.push(finding.span.file);
            files.extend(finding.labels.iter().map(|label| label.span.file));
            files.extend(finding.fix.iter().flat_map(|fix| fix.edits.iter().map(|edit| edit.span.file)));
        }
        files.sort_by(|a, b| sources.get(*a).path.cmp(&sources.get(*b).path));
        files.dedup();
        Places { sources, prefix, files }
    }

    fn artifacts(&self) -> Vec<Value> {
        let encoding = "UTF-8";
        self.files.iter().map(|file| json!({ "location": self.artifact(*file), "encoding": encoding })).collect()
    }

    fn artifact(&self, file: FileId) -> Value {
        let uri = encode(&format!("{}{}", self.prefix, self.sources.get(file).path));
        let mut location = Map::new();
        location.insert("uri".to_owned(), json!(uri));
        location.insert("uriBaseId".to_owned(), json!(BASE));
        if let Some(index) = self.files.iter().position(|known| *known == file) {
            location.insert("index".to_owned(), json!(index));
        }
        Value::Object(location)
    }

    fn region(&self, span: Span) -> Value {
        let source = self.sources.get(span.file);
        let (start, end) = (source.position(span.start as usize), source.position(span.end as usize));
        json!({
            "startLine": start.line, "startColumn": start.column,
            "endLine": end.line, "endColumn": end.column,
        })
    }

    fn location(&self, span: Span) -> Value {
        json!({
            "physicalLocation": { "artifactLocation": self.artifact(span.file), "region": self.region(span) },
        })
    }
}

/// A path as a relative URI: everything but unreserved characters (RFC 3986, 2.3) and `/` is percent-encoded.
fn encode(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}
