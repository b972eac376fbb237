//! Where links lead.

use std::ops::Range;

use crate::diag::Diagnostic;
use crate::load::outline::percent_decode;
use crate::model::body::{Body, CitationUse, LinkTarget, Reference, ReferenceTarget, Str};
use crate::model::citation::Citation;
use crate::rules::markdown::UNSAFE_LINK;

/// Sorts out a link's address, and notes citations and references in the body.
pub fn target(
    address: &str,
    range: Range<usize>,
    body: &mut Body,
    instruments: &[String],
    findings: &mut Vec<Diagnostic>,
) -> LinkTarget {
    if let Some(target) = clause_or_term(address) {
        return reference(target, range, body);
    }
    match scheme(address) {
        Some(scheme) if ["http", "https", "mailto"].contains(&scheme.as_str()) => {
            LinkTarget::Address(Str::Owned(address.into()))
        }
        Some(scheme) if is_citation(&scheme, address, instruments) => {
            body.citations.push(CitationUse { citation: Citation::parse(address), range, plain: false });
            LinkTarget::Citation(body.citations.len() as u32 - 1)
        }
        Some(scheme) => {
            findings.push(
                Diagnostic::new(&UNSAFE_LINK, body.span(range), format!("a link with `{scheme}:` is not allowed"))
                    .help("use https, http or mailto, a text of the book, or a citation such as `uncac:57(3)`"),
            );
            LinkTarget::Nothing
        }
        None => {
            let (path, fragment) =
                address.split_once('#').map_or((address, None), |(path, fragment)| (path, Some(fragment)));
            let fragment = fragment.filter(|fragment| !fragment.is_empty()).map(percent_decode);
            reference(ReferenceTarget::File(percent_decode(path), fragment), range, body)
        }
    }
}

fn reference(target: ReferenceTarget, range: Range<usize>, body: &mut Body) -> LinkTarget {
    body.references.push(Reference { target, range });
    LinkTarget::Reference(body.references.len() as u32 - 1)
}

/// Reads `clause:ID`, `clause:ID#1(a)` and `term:ID`.
pub fn clause_or_term(address: &str) -> Option<ReferenceTarget> {
    if let Some(rest) = address.strip_prefix("clause:") {
        let (id, paragraph) =
            rest.split_once('#').map_or((rest, None), |(id, paragraph)| (id, Some(percent_decode(paragraph))));
        return Some(ReferenceTarget::Clause(id.to_owned(), paragraph));
    }
    address.strip_prefix("term:").map(|id| ReferenceTarget::Term(id.to_owned()))
}

/// What stands before the first colon, if it can be a scheme (RFC 3986, section 3.1); blanks and control characters,
/// with which schemes are hidden from checks, do not count.
fn scheme(address: &str) -> Option<String> {
    let cleaned: String =
        address.chars().filter(|character| !character.is_whitespace() && !character.is_control()).collect();
    let (scheme, _) = cleaned.split_once(':')?;
    if scheme.contains(['/', '?', '#']) {
        return None;
    }
    let valid = scheme.starts_with(|first: char| first.is_ascii_alphabetic())
        && scheme.chars().all(|character| character.is_ascii_alphanumeric() || "+-.".contains(character));
    valid.then(|| scheme.to_ascii_lowercase())
}

/// A citation names an instrument of the book, or looks like one by what follows the colon.
fn is_citation(scheme: &str, address: &str, instruments: &[String]) -> bool {
    if instruments.iter().any(|id| id == scheme) {
        return true;
    }
    let rest = address.split_once(':').map_or("", |(_, rest)| rest);
    rest.starts_with(|first: char| first.is_ascii_digit())
        || ["chapter-", "part-", "group-", "section-", "title-", "annex-", "whole"]
            .iter()
            .any(|word| rest.starts_with(word))
}
