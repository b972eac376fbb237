//! What holds for every compiled book, whatever stands in its files.

use std::collections::BTreeSet;

use clausebook::compile::Compiled;
use clausebook::diag::Severity;
use clausebook::model::anchor::Destination;
use clausebook::model::body::{Body, Section};
use clausebook::model::book::{ClauseId, ProseId, TextId};
use clausebook::render::html::{HtmlOptions, HtmlWriter, Links};
use clausebook::render::pandoc::PandocWriter;
use clausebook::render::plain::PlainWriter;
use clausebook::report::{github, gitlab, human, json, sarif};
use clausebook::source::Span;

use super::html;

/// All that must hold for findings.
pub fn findings(compiled: &Compiled) {
    said(compiled);
    reports(compiled);
}

/// Findings lie inside their files on character boundaries, stand once, say something on one line, and have fixes that
/// fit the text; clauses have numbers of their own.
pub fn said(compiled: &Compiled) {
    let sources = &compiled.book.sources;
    let inside = |rule: &str, span: Span| {
        let text = &sources.get(span.file).text;
        let (start, end) = (span.start as usize, span.end as usize);
        assert!(start <= end && end <= text.len(), "{rule}: {start}..{end} of {}", text.len());
        assert!(text.is_char_boundary(start) && text.is_char_boundary(end), "{rule}: {start}..{end}");
    };
    let mut before = None;
    for finding in &compiled.findings {
        let rule = finding.rule.name;
        inside(rule, finding.span);
        finding.labels.iter().for_each(|label| inside(rule, label.span));
        assert!(!finding.message.is_empty() && !finding.message.contains('\n'), "{rule}: {:?}", finding.message);
        let mut behind = Vec::new();
        for edit in finding.fix.iter().flat_map(|fix| &fix.edits) {
            inside(rule, edit.span);
            assert_eq!(sources.text(edit.span), edit.old, "{rule}");
            assert!(
                behind.iter().all(|other: &Span| {
                    other.file != edit.span.file || other.end <= edit.span.start || edit.span.end <= other.start
                }),
                "{rule}: edits overlap"
            );
            behind.push(edit.span);
        }
        let place = (rule, finding.span, &finding.message);
        assert_ne!(before, Some(place), "one finding stands twice");
        before = Some(place);
    }
    let mut numbers = BTreeSet::new();
    for entry in &compiled.resolved.index.clause_entries {
        let number = compiled.resolved.numbers.of(*entry).unwrap_or("");
        assert!(numbers.insert(number), "two clauses have the number {number}");
    }
}

/// Every form of the report can be printed.
pub fn reports(compiled: &Compiled) {
    let (findings, sources) = (&compiled.findings, &compiled.book.sources);
    for colour in [false, true] {
        assert_eq!(human::render(findings, sources, colour).is_empty(), findings.is_empty());
    }
    let json = serde_json::to_value(json::report(findings, sources)).expect("a report is JSON");
    let count = |list: &serde_json::Value| list.as_array().map_or(0, Vec::len);
    assert_eq!(count(&json["findings"]), findings.len());
    assert_eq!(count(&sarif::report(findings, sources, "")["runs"][0]["results"]), findings.len());
    assert_eq!(count(&gitlab::report(findings, sources, "")), findings.len());
    assert_eq!(github::render(findings, sources, "").lines().count(), findings.len());
}

/// The texts of a book: clauses, prose, terms, translations.
pub fn text_ids(compiled: &Compiled) -> Vec<TextId> {
    let book = &compiled.book;
    let clauses = (0..book.clauses.len() as u32).map(|at| TextId::Clause(ClauseId(at)));
    let prose = (0..book.prose.len() as u32).map(|at| TextId::Prose(ProseId(at)));
    let terms = (0..book.terms.len() as u32).map(TextId::Term);
    let translations = (0..book.translations.len() as u32).map(TextId::Translation);
    clauses.chain(prose).chain(terms).chain(translations).collect()
}

/// Leads everywhere to the same place.
struct Nowhere;

impl Links for Nowhere {
    fn href(&self, _: &Destination) -> String {
        "#there".to_owned()
    }
}

fn sections(body: &Body) -> impl Iterator<Item = &Section> {
    body.sections.iter().flat_map(|section| std::iter::once(section).chain(&section.parts))
}

/// Places in the trees of texts are right, and all writers can write them; gives the HTML and the Markdown of all.
///
/// A book with errors is shown in a preview, where a number that was typed twice stands twice.
pub fn texts(compiled: &Compiled) -> Vec<(String, String)> {
    let (book, resolved) = (&compiled.book, &compiled.resolved);
    let mut written = Vec::new();
    for id in text_ids(compiled) {
        let body = book.body(id);
        places(body, &book.sources.get(body.file).text);
        let language = match id {
            TextId::Translation(at) => book.translations[at as usize].language,
            _ => book.settings.language,
        };
        let options = HtmlOptions {
            heading_shift: 0,
            first_footnote: 1,
            attributions: true,
            note_prefix: "",
            anchors: true,
            permalinks: Some(language),
            link_terms: true,
        };
        let writer = HtmlWriter::new(book, resolved, id, language, &Nowhere, options);
        let mut page: String = sections(body).map(|section| writer.section(section)).collect();
        page.extend(writer.footnotes().into_iter().map(|note| note.body));
        html::well_formed(&page, !compiled.fails_at(Severity::Error));
        let writer = PandocWriter::new(book, resolved, id, language, &Nowhere, 0, "");
        let mut markdown: String = sections(body).map(|section| writer.section(section)).collect();
        markdown.push_str(&writer.footnotes());
        let writer = PlainWriter::new(book, resolved, id);
        sections(body).for_each(|section| drop(writer.section(section)));
        written.push((page, markdown));
    }
    written
}

/// Brackets begin and end with their marks and lie in each other or apart; headings and sections lie in the text.
fn places(body: &Body, file: &str) {
    let mut open: Vec<usize> = Vec::new();
    for bracket in &body.brackets {
        let (start, end) = (bracket.range.start, bracket.range.end);
        let text = body.text.get(start..end).expect("a bracket lies in the text");
        assert!(text.starts_with('['), "{text:?}");
        while open.last().is_some_and(|end| *end <= start) {
            open.pop();
        }
        assert!(open.last().is_none_or(|outer| end <= *outer), "brackets cross: {text:?}");
        open.push(end);
        let span = body.span(bracket.range.clone());
        assert!(file.get(span.range()).is_some(), "{span:?} of {}", file.len());
    }
    for range in body.headings.iter().map(|heading| &heading.range) {
        assert!(body.text.get(range.clone()).is_some(), "{range:?}");
    }
    let anchors: BTreeSet<&str> = body.headings.iter().map(|heading| heading.anchor.as_str()).collect();
    assert_eq!(anchors.len(), body.headings.len(), "two headings have one anchor");
    for at in 0..body.sections.len() {
        assert!(body.text.get(body.range_of(at)).is_some(), "{:?}", body.range_of(at));
    }
}
