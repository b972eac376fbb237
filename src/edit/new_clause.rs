//! A new clause, placed in the outline: `clausebook new`.

use crate::model::book::Book;
use crate::model::outline::{EntryId, EntryKind};
use crate::source::Sources;

/// What is to be written.
#[derive(Debug, PartialEq, Eq)]
pub struct NewClause {
    /// Path of the clause's file, relative to the root.
    pub path: String,
    /// Its text.
    pub text: String,
    /// Path of the outline.
    pub summary: String,
    /// The outline with the clause in it.
    pub outline: String,
}

/// Why a clause could not be made, in words.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum NewClauseError {
    /// Not an id.
    #[error("`{0}` is no id: lower-case Latin letters, digits and hyphens, beginning with a letter")]
    InvalidId(String),
    /// The id is taken.
    #[error("there is a clause `{0}` already: {1}")]
    Taken(String, String),
    /// No such chapter.
    #[error("there is no chapter `{0}`; the chapters are:\n{1}")]
    NoChapter(String, String),
    /// Several chapters fit.
    #[error("`{0}` fits several chapters:\n{1}")]
    SeveralChapters(String, String),
    /// The file is there.
    #[error("`{0}` exists already")]
    FileExists(String),
}

/// Plans a new clause at the end of a chapter, named by its number, its title, its folder or the beginning of one of these.
///
/// # Errors
/// Why it cannot be made; nothing is written here.
pub fn plan(book: &Book, id: &str, chapter: &str, title: Option<&str>) -> Result<NewClause, NewClauseError> {
    let valid = id.starts_with(|first: char| first.is_ascii_lowercase())
        && id.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
    if !valid {
        return Err(NewClauseError::InvalidId(id.to_owned()));
    }
    if let Some(clause) = book.clauses.iter().find(|clause| clause.id.value == id) {
        return Err(NewClauseError::Taken(id.to_owned(), book.sources.get(clause.file).path.clone()));
    }
    let (entry, place) = find_chapter(book, chapter)?;
    let folder = folder_of(book, entry);
    let inside = if folder.is_empty() { format!("{id}.md") } else { format!("{folder}/{id}.md") };
    let source = &book.settings.source;
    let full = |path: &str| if source.is_empty() { path.to_owned() } else { format!("{source}/{path}") };
    if book.files.contains(&full(&inside)) {
        return Err(NewClauseError::FileExists(full(&inside)));
    }
    let title = title.map_or_else(|| crate::render::words::capitalized(&id.replace('-', " ")), str::to_owned);
    Ok(NewClause {
        path: full(&inside),
        text: clause_text(book, id, &title),
        summary: full("SUMMARY.md"),
        outline: insert(&book.sources, book, entry, place, &title, &inside),
    })
}

fn find_chapter(book: &Book, wanted: &str) -> Result<(EntryId, usize), NewClauseError> {
    let numbers = crate::resolve::numbering::Numbers::new(book);
    let chapters: Vec<(EntryId, String, String)> = book
        .outline
        .iter()
        .filter(|(_, entry)| matches!(entry.kind, EntryKind::Chapter(_)))
        .map(|(id, entry)| (id, numbers.of(id).unwrap_or("").to_owned(), entry.title.clone()))
        .collect();
    let lower = wanted.to_lowercase();
    let exact: Vec<_> = chapters
        .iter()
        .filter(|(id, number, title)| {
            *number == wanted || title.to_lowercase() == lower || folder_of(book, *id) == wanted
        })
        .collect();
    let fitting = if exact.is_empty() {
        chapters.iter().filter(|(_, _, title)| title.to_lowercase().starts_with(&lower)).collect()
    } else {
        exact
    };
    let list = |chapters: &[&(EntryId, String, String)]| {
        let lines: Vec<String> = chapters.iter().map(|(_, number, title)| format!("  {number}  {title}")).collect();
        lines.join("\n")
    };
    match fitting.as_slice() {
        [(id, _, _)] => Ok((*id, last_place(book, *id))),
        [] => Err(NewClauseError::NoChapter(wanted.to_owned(), list(&chapters.iter().collect::<Vec<_>>()))),
        several => Err(NewClauseError::SeveralChapters(wanted.to_owned(), list(several))),
    }
}

/// Where the last line of a chapter ends in the outline.
fn last_place(book: &Book, id: EntryId) -> usize {
    let entry = book.outline.get(id);
    let own = entry.span.end as usize;
    entry.children.iter().map(|child| last_place(book, *child)).max().unwrap_or(own).max(own)
}

/// The folder of a chapter: that of its file, or of its first text.
fn folder_of(book: &Book, id: EntryId) -> String {
    let entry = book.outline.get(id);
    let file = match entry.kind {
        EntryKind::Chapter(Some(prose)) => Some(book.prose(prose).file),
        _ => entry.children.iter().find_map(|child| match book.outline.get(*child).kind {
            EntryKind::Clause(clause) => Some(book.clause(clause).file),
            _ => None,
        }),
    };
    let Some(file) = file else { return String::new() };
    let path = &book.sources.get(file).path;
    let inside = path.strip_prefix(&book.settings.source).unwrap_or(path).trim_start_matches('/');
    inside.rsplit_once('/').map_or_else(String::new, |(folder, _)| folder.to_owned())
}

fn insert(sources: &Sources, book: &Book, entry: EntryId, place: usize, title: &str, path: &str) -> String {
    let file = book.outline.get(entry).span.file;
    let text = &sources.get(file).text;
    let line_end = text[place..].find('\n').map_or(text.len(), |at| place + at);
    let own_start = book.outline.get(entry).span.start as usize;
    let line_start = text[..own_start].rfind('\n').map_or(0, |at| at + 1);
    let before = &text[line_start..own_start];
    let indent: String = before.chars().take_while(|character| character.is_whitespace()).collect();
    let ending = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let head = text[..line_end].trim_end_matches('\r');
    let mark = if sources.get(file).byte_order_mark { "\u{feff}" } else { "" };
    let escaped = title.replace('[', "\\[").replace(']', "\\]");
    let address = if path.contains(' ') { format!("<{path}>") } else { path.to_owned() };
    let rest = if line_end < text.len() { &text[head.len()..] } else { ending };
    format!("{mark}{head}{ending}{indent}  - [{escaped}]({address}){rest}")
}

fn clause_text(book: &Book, id: &str, title: &str) -> String {
    let quoted = if title.contains(": ") || title.contains(" #") || title.starts_with(|c: char| !c.is_alphanumeric()) {
        serde_json::Value::from(title).to_string()
    } else {
        title.to_owned()
    };
    let mut text = format!("---\nid: {id}\ntitle: {quoted}\nstatus: draft\nimplements: []\n---\n\n1. \n");
    for kind in book.settings.sections.kinds.iter().filter(|kind| kind.required) {
        text.push_str(&format!("\n## {}\n\n", kind.name(book.settings.language)));
    }
    text
}
