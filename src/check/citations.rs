//! Citations: words for what could not be bound to a provision.

use crate::check::places;
use crate::diag::{Diagnostic, Grade, nearest};
use crate::locale::{self, Form};
use crate::model::book::Book;
use crate::model::citation::{Citation, Target};
use crate::resolve::{Failure, Resolved};
use crate::rules::citations::{INVALID_CITATION, UNKNOWN_INSTRUMENT, UNKNOWN_PROVISION, UNVERIFIED_PROVISION};
use crate::source::Span;

/// Reports citations that lead nowhere.
pub fn check(book: &Book, resolved: &Resolved, findings: &mut Vec<Diagnostic>) {
    findings.extend(describe(book, &resolved.failures));
}

/// Longest link that is looked into for a single provision, in bytes; a longer one names very many, and each of them that
/// does not exist would look into all of it.
const LONGEST_LINK: usize = 4096;

/// The place of a citation that names one provision, so that another can stand for the whole of it.
fn single(book: &Book, span: Span) -> Option<(Span, &str)> {
    if span.range().len() > LONGEST_LINK {
        return None;
    }
    let (place, written) = places::address(book, span)?;
    let citation = Citation::parse(written).ok()?;
    matches!(citation.targets(), [Target::Provision(_)]).then_some((place, written))
}

/// The words for failures that concern citations.
pub fn describe(book: &Book, failures: &[Failure]) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for failure in failures {
        match failure {
            Failure::InvalidCitation(span, error) => {
                let mut finding = Diagnostic::new(&INVALID_CITATION, *span, error.to_string());
                if let Some(right) = &error.suggestion {
                    let (place, written) = places::address(book, *span).unzip();
                    finding = finding.help(format!("write `{right}`")).replace_if(
                        Grade::Safe,
                        format!("write `{right}`"),
                        place,
                        written.unwrap_or_default(),
                        right,
                    );
                }
                findings.push(finding);
            }
            Failure::UnknownInstrument(_, id) if book.lost.instruments.contains(id) => {}
            // Without the source folder there is neither an outline nor a registry.
            Failure::UnknownInstrument(..) if book.lost.summary && book.instruments.is_empty() => {}
            Failure::UnknownInstrument(span, id) => {
                let known: Vec<&str> = book.instruments.iter().map(|loaded| &*loaded.instrument.id).collect();
                let help = match nearest(id, known.iter().copied()) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None if known.is_empty() => "put a registry into `instruments/`".to_owned(),
                    None => format!(
                        "known instruments: {}",
                        known.iter().map(|id| format!("`{id}`")).collect::<Vec<_>>().join(", ")
                    ),
                };
                let near = nearest(id, known.iter().copied());
                let place = near.and_then(|_| places::word(book, *span, &format!("{id}:")));
                findings.push(
                    Diagnostic::new(&UNKNOWN_INSTRUMENT, *span, format!("there is no instrument `{id}`"))
                        .help(help)
                        .replace_if(
                            Grade::Suggestion,
                            format!("change to `{}`", near.unwrap_or_default()),
                            place,
                            format!("{id}:"),
                            format!("{}:", near.unwrap_or_default()),
                        ),
                );
            }
            Failure::UnknownProvision(span, id, unresolved) => {
                let instrument = book.instrument(*id);
                let near = unresolved.nearest().and_then(|target| Citation::new(instrument.id.clone(), vec![target]));
                let help = near.as_ref().map(|near| {
                    let words =
                        locale::write(near, instrument, book.settings.language, Form::Locator).replace('\u{a0}', " ");
                    format!("the nearest provision is {words}: `{near}`")
                });
                let finding = Diagnostic::new(&UNKNOWN_PROVISION, *span, unresolved.describe())
                    .note(format!(
                        "as listed in the registry `{}`",
                        book.sources.get(book.instruments[id.0 as usize].file).path
                    ))
                    .help_if(help);
                findings.push(match (near, single(book, *span)) {
                    (Some(near), Some((place, written))) => finding.replace(
                        Grade::Suggestion,
                        format!("change to `{near}`"),
                        place,
                        written,
                        near.to_string(),
                    ),
                    _ => finding,
                });
            }
            Failure::UnverifiedProvision(span, id, locator) => {
                let instrument = book.instrument(*id);
                findings.push(
                    Diagnostic::new(
                        &UNVERIFIED_PROVISION,
                        *span,
                        format!("the number of `{}:{locator}` has not been checked against the source", instrument.id),
                    )
                    .help(format!(
                        "cite `{}:whole` or a group, or check the number and mark it `verified: source`",
                        instrument.id
                    )),
                );
            }
            _ => {}
        }
    }
    findings
}
