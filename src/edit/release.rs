//! A new edition in the ledger: `clausebook release`.

use crate::compile::Compiled;
use crate::diag::Severity;
use crate::load::registry::date::is_date;
use crate::resolve::history;

/// Why an edition cannot be published, in words.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum ReleaseError {
    /// The book has errors.
    #[error("the book has errors; `clausebook check` shows them, and nothing is published before they are mended")]
    Errors,
    /// There is no date.
    #[error("an edition needs a date: `--date 2026-11-24`, or `date` in book.toml")]
    NoDate,
    /// The date is none.
    #[error("`{0}` is no date: year, month and day, such as 2026-11-24")]
    InvalidDate(String),
    /// The name is taken.
    #[error("there is an edition \"{0}\" already, of {1}; an edition is never changed")]
    Taken(String, String),
    /// The name is empty or has a line end.
    #[error("an edition needs a name on one line")]
    InvalidName,
    /// The ledger does not have the form in which editions can be put behind each other.
    #[error("the ledger is not written as `clausebook release` writes it; nothing was added to it")]
    Form,
}

/// What is to be written.
#[derive(Debug, PartialEq, Eq)]
pub struct Release {
    /// Path of the ledger, relative to the root.
    pub path: String,
    /// The ledger as it is, if there is one.
    pub old: Option<String>,
    /// The ledger with the edition at its end.
    pub new: String,
    /// How many clauses the edition has.
    pub clauses: usize,
}

/// Plans a new edition. What stands in the ledger stays as it is, comments too; the edition comes behind it.
///
/// # Errors
/// Why it cannot be published; nothing is written here.
pub fn plan(compiled: &Compiled, name: &str, date: Option<&str>) -> Result<Release, ReleaseError> {
    let book = &compiled.book;
    if compiled.fails_at(Severity::Error) {
        return Err(ReleaseError::Errors);
    }
    if name.trim().is_empty() || name.contains(char::is_control) {
        return Err(ReleaseError::InvalidName);
    }
    let date = date.or(book.settings.date.as_deref()).ok_or(ReleaseError::NoDate)?;
    if date.len() != "2026-11-24".len() || !is_date(date) {
        return Err(ReleaseError::InvalidDate(date.to_owned()));
    }
    let editions = book.ledger.as_ref().map_or(&[][..], |ledger| &ledger.editions);
    if let Some(known) = editions.iter().find(|edition| edition.name.value == name) {
        return Err(ReleaseError::Taken(name.to_owned(), known.date.clone()));
    }
    let source = &book.settings.source;
    let path = if source.is_empty() { "ledger.yaml".to_owned() } else { format!("{source}/ledger.yaml") };
    let old = book.ledger.as_ref().map(|ledger| book.sources.get(ledger.file).text.to_string());
    let mut new = match old.as_deref() {
        None => "# What has been published: written by `clausebook release`, and never changed by hand.\neditions:\n"
            .to_owned(),
        Some(text) if ends_in_a_list(text) => {
            let end = if text.ends_with('\n') { "" } else { "\n" };
            format!("{text}{end}")
        }
        Some(_) => return Err(ReleaseError::Form),
    };
    new.push_str(&format!("  - name: {}\n    date: {date}\n    clauses:\n", quoted(name)));
    for clause in history::present(book, &compiled.resolved) {
        let withdrawn = if clause.withdrawn { ", withdrawn: true" } else { "" };
        new.push_str(&format!(
            "      - {{id: {}, number: {}, title: {}{withdrawn}, digest: \"{}\"}}\n",
            clause.id.value,
            quoted(&clause.number),
            quoted(&clause.title),
            clause.digest
        ));
    }
    Ok(Release { path, old, new, clauses: book.clauses.len() })
}

/// Whether a new item of `editions` can be put at the end: the last key at the outermost level is `editions`, as a block list.
fn ends_in_a_list(text: &str) -> bool {
    let keys = text.lines().filter(|line| !line.starts_with([' ', '#', '\t']) && !line.trim().is_empty());
    let mut keys = keys.collect::<Vec<_>>();
    keys.dedup();
    let first = text.lines().find(|line| line.starts_with("  - "));
    keys == ["editions:"] && first.is_some_and(|line| line.starts_with("  - name:"))
}

/// A text in double quotes, as JSON and YAML both read it.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}
