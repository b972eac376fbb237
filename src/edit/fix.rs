//! Applying the fixes of findings: `clausebook fix`, and the language server's actions.
//!
//! In: a book's files and which fixes are wanted. Out: the changed texts, which somebody else writes. Fixes are applied in
//! rounds, since one may bring another to light, until none is left. Where the fixes of a round lead to a new finding in a
//! file, the file is taken back to what it was and they are tried one by one; one that leads to another finding is not applied.

use std::collections::{BTreeMap, BTreeSet};

use crate::compile::{Cache, Compiled, compile_again};
use crate::diag::{Diagnostic, Edit};
use crate::files::{FileProblem, Files, OverlayFiles};
use crate::source::{FileId, SourceFile, Span};

/// More rounds than fixes tried one by one in a file need; the loop ends by itself when nothing is left to try.
const ROUNDS: usize = 200;

/// A file that fixes have changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changed {
    /// Path from the book's root.
    pub path: String,
    /// Its bytes before.
    pub old: Vec<u8>,
    /// Its text after.
    pub new: String,
}

/// A fix that was applied.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Applied {
    /// Path of the file that the finding was in.
    pub path: String,
    /// Line of the finding when it was mended, 1-based.
    pub line: u32,
    /// Name of the rule.
    pub rule: &'static str,
    /// What was done.
    pub title: String,
}

/// What fixing has come to.
#[derive(Debug)]
pub struct Fixed {
    /// The files that are to be written, by path.
    pub changed: Vec<Changed>,
    /// The fixes, in the order in which they were applied.
    pub applied: Vec<Applied>,
    /// The book as it is with these changes.
    pub compiled: Compiled,
}

/// A finding without its place, which moves when something before it is mended.
type Name = (String, &'static str, Vec<(String, String)>);

/// Applies all fixes that are wanted, to a fixed point. Nothing is written.
///
/// # Errors
/// A file that was read a moment ago cannot be read any more.
pub fn run<F: Files>(files: F, wanted: impl Fn(&Diagnostic) -> bool) -> Result<Fixed, FileProblem> {
    let mut files = OverlayFiles::new(files);
    let mut cache = Cache::new();
    let mut compiled = compile_again(&files, &mut cache);
    let mut old: BTreeMap<String, Vec<u8>> = BTreeMap::new();
    // In these files one fix is tried at a time, and these did not mend.
    let mut careful: BTreeSet<String> = BTreeSet::new();
    let mut in_vain: BTreeSet<Name> = BTreeSet::new();
    let mut applied = Vec::new();
    for _ in 0..ROUNDS {
        let open = |finding: &Diagnostic| wanted(finding) && !in_vain.contains(&name_of(&compiled, finding));
        let chosen = choose(&compiled, &careful, open);
        if chosen.is_empty() {
            break;
        }
        let edits: Vec<&Edit> =
            chosen.iter().filter_map(|finding| finding.fix.as_ref()).flat_map(|fix| &fix.edits).collect();
        let mut before: BTreeMap<String, Vec<u8>> = BTreeMap::new();
        for path in edits.iter().map(|edit| path_of(&compiled, edit)).collect::<BTreeSet<_>>() {
            let own: Vec<&Edit> = edits.iter().copied().filter(|edit| path_of(&compiled, edit) == path).collect();
            before.insert(path.to_owned(), files.read(path)?);
            files.open(path, edited(compiled.book.sources.get(own[0].span.file), &own));
        }
        let mut next = compile_again(&files, &mut cache);
        let worse: BTreeSet<&String> = before.keys().filter(|path| is_worse(&compiled, &next, path)).collect();
        for path in &worse {
            let own = chosen.iter().filter(|finding| path_of_finding(&compiled, finding) == path.as_str());
            if !careful.insert((*path).clone()) {
                in_vain.extend(own.map(|finding| name_of(&compiled, finding)));
            }
            files.open(path.as_str(), before[*path].clone());
        }
        if !worse.is_empty() {
            next = compile_again(&files, &mut cache);
        }
        let mended =
            |finding: &&Diagnostic| worse.iter().all(|path| path.as_str() != path_of_finding(&compiled, finding));
        applied.extend(chosen.iter().filter(mended).map(|finding| describe(&compiled, finding)));
        for (path, bytes) in before.iter().filter(|(path, _)| !worse.contains(path)) {
            old.entry(path.clone()).or_insert_with(|| bytes.clone());
        }
        compiled = next;
    }
    let mut changed = Vec::new();
    for (path, old) in old {
        let new = String::from_utf8_lossy(&files.read(&path)?).into_owned();
        if new.as_bytes() != old {
            changed.push(Changed { path, old, new });
        }
    }
    Ok(Fixed { changed, applied, compiled })
}

fn path_of<'a>(compiled: &'a Compiled, edit: &Edit) -> &'a str {
    &compiled.book.sources.get(edit.span.file).path
}

fn path_of_finding<'a>(compiled: &'a Compiled, finding: &Diagnostic) -> &'a str {
    &compiled.book.sources.get(finding.span.file).path
}

fn name_of(compiled: &Compiled, finding: &Diagnostic) -> Name {
    let edits = finding.fix.iter().flat_map(|fix| &fix.edits).map(|edit| (edit.old.clone(), edit.new.clone()));
    (path_of_finding(compiled, finding).to_owned(), finding.rule.name, edits.collect())
}

fn describe(compiled: &Compiled, finding: &Diagnostic) -> Applied {
    let source = compiled.book.sources.get(finding.span.file);
    Applied {
        path: source.path.clone(),
        line: source.position(finding.span.start as usize).line,
        rule: finding.rule.name,
        title: finding.fix.as_ref().map_or_else(String::new, |fix| fix.title.clone()),
    }
}

/// The findings whose fixes can be applied together: none writes where another one does, and in `careful` files there is one.
pub fn choose(
    compiled: &Compiled,
    careful: &BTreeSet<String>,
    wanted: impl Fn(&Diagnostic) -> bool,
) -> Vec<Diagnostic> {
    let mut taken: BTreeMap<FileId, Vec<Span>> = BTreeMap::new();
    let mut chosen = Vec::new();
    for finding in compiled.findings.iter().filter(|finding| wanted(finding)) {
        let Some(fix) = &finding.fix else { continue };
        let free = |edit: &Edit| {
            let others = taken.get(&edit.span.file).map_or(&[][..], Vec::as_slice);
            let apart = others.iter().all(|other| other.end < edit.span.start || edit.span.end < other.start);
            apart && (others.is_empty() || !careful.contains(path_of(compiled, edit)))
        };
        if fix.edits.iter().all(free) {
            for edit in &fix.edits {
                taken.entry(edit.span.file).or_default().push(edit.span);
            }
            chosen.push(finding.clone());
        }
    }
    chosen
}

/// A file's text with edits that do not overlap; a byte-order mark stays.
pub fn edited(source: &SourceFile, edits: &[&Edit]) -> String {
    let mut edits = edits.to_vec();
    edits.sort_by_key(|edit| (edit.span.start, edit.span.end));
    let mut out = String::with_capacity(source.text.len() + 64);
    if source.byte_order_mark {
        out.push('\u{feff}');
    }
    let mut at = 0;
    for edit in edits {
        let range = edit.span.range();
        // The places are those of this text, and `old` was compared when the finding was made.
        out.push_str(source.text.get(at..range.start).unwrap_or(""));
        out.push_str(&edit.new);
        at = range.end;
    }
    out.push_str(source.text.get(at..).unwrap_or(""));
    out
}

/// Whether a file breaks some rule more often than before.
fn is_worse(before: &Compiled, after: &Compiled, path: &str) -> bool {
    let count = |compiled: &Compiled| {
        let mut counts: BTreeMap<&'static str, usize> = BTreeMap::new();
        for finding in compiled.findings.iter().filter(|finding| path_of_finding(compiled, finding) == path) {
            *counts.entry(finding.rule.name).or_default() += 1;
        }
        counts
    };
    let was = count(before);
    count(after).into_iter().any(|(rule, count)| count > was.get(rule).copied().unwrap_or(0))
}
