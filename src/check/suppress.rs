//! What a text allows itself, with a reason: such findings are not shown, and leave that nobody needed is one.

use crate::config::levels::holds;
use crate::diag::{Diagnostic, Edit, Grade, nearest};
use crate::model::allow::Allow;
use crate::model::book::Book;
use crate::rules::schema::{INVALID_VALUE, UNUSED_ALLOW};
use crate::source::{FileId, Span};

/// Takes away what the texts allow, and reports leave that was not needed.
pub fn suppress(book: &Book, findings: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let mut allowed: Vec<(FileId, &Allow, bool)> = Vec::new();
    allowed.extend(book.clauses.iter().flat_map(|clause| clause.allow.iter().map(|allow| (clause.file, allow, false))));
    allowed.extend(book.translations.iter().flat_map(|text| text.allow.iter().map(|allow| (text.file, allow, false))));
    if allowed.is_empty() {
        return findings;
    }
    let mut kept = Vec::with_capacity(findings.len());
    for finding in findings {
        let found =
            allowed.iter_mut().find(|(file, allow, _)| *file == finding.span.file && allow.rule == finding.rule.name);
        match found {
            Some((_, _, used)) => *used = true,
            None => kept.push(finding),
        }
    }
    for (_, allow, _) in allowed.iter().filter(|(_, _, used)| !used) {
        let finding =
            Diagnostic::new(&UNUSED_ALLOW, allow.span, format!("nothing here breaks the rule `{}`", allow.rule))
                .help("remove the line");
        kept.push(match removal(book, allow) {
            Some(edit) => finding.fix(Grade::Safe, "remove what is not needed", vec![edit]),
            None => finding,
        });
    }
    kept
}

/// The removal of the lines that hold an entry, and `allow:` with its last one; only of lines that hold nothing else.
fn removal(book: &Book, allow: &Allow) -> Option<Edit> {
    let text = &book.sources.get(allow.span.file).text;
    let first = allow.only_entry_of.unwrap_or(allow.span).start as usize;
    let start = text[..first].rfind('\n').map_or(0, |at| at + 1);
    let end = allow.reason.end as usize;
    let end = text[end..].find('\n').map_or(text.len(), |at| end + at + 1);
    let before = text[start..first].trim();
    let between = match allow.only_entry_of {
        Some(key) => text[key.end as usize..allow.span.start as usize].trim(),
        None => ":",
    };
    let behind = text[allow.reason.end as usize..end].trim();
    let alone = before.is_empty() && between == ":" && behind.is_empty();
    let span = Span::new(allow.span.file, start..end);
    alone.then(|| Edit { span, old: text[start..end].to_owned(), new: String::new() })
}

/// Reports folders of `book.toml` that hold no file of the book.
pub fn folders(book: &Book, findings: &mut Vec<Diagnostic>) {
    for folder in &book.settings.levels.folders {
        let path = &folder.path.value;
        if !book.files.iter().any(|file| holds(path, file)) {
            let known = book.files.iter().filter_map(|file| file.rsplit_once('/')).map(|(folder, _)| folder);
            let near = nearest(path, known.chain(book.files.iter().map(String::as_str)));
            findings.push(
                Diagnostic::new(&INVALID_VALUE, folder.path.span, format!("there is no file at or below `{path}`"))
                    .help(near.map_or_else(
                        || "a path is relative to the source folder".to_owned(),
                        |near| format!("did you mean `{near}`?"),
                    )),
            );
        }
    }
}
