//! Terms that are defined and never used.

use std::collections::{BTreeSet, HashMap};
use std::ops::Range;

use crate::check::wording::Text;
use crate::diag::Diagnostic;
use crate::model::body::ReferenceTarget;
use crate::model::book::{Book, TextId};
use crate::model::language::Language;
use crate::resolve::phrases::Sieve;
use crate::resolve::prose::{self, Line};
use crate::resolve::terms::forms;
use crate::rules::terms::UNUSED_TERM;

/// Terms by the first word of their forms, found in any inflection: to say that a term is never used needs more
/// certainty than to say that it is.
#[derive(Debug, Default)]
pub struct Loose {
    keys: Sieve,
    /// The beginning of the first word; all words, and the term.
    by_stem: HashMap<String, Vec<(Vec<String>, u32)>>,
    unspaced: Vec<(String, u32)>,
    /// Arabic joins articles and prepositions to words.
    joined: bool,
}

impl Loose {
    /// The terms of a book, in the language of the source texts.
    pub fn new(book: &Book) -> Loose {
        let language = book.settings.language;
        let mut out = Loose { joined: language == Language::Ar, ..Loose::default() };
        for (at, term) in book.terms.iter().enumerate() {
            for form in forms(book, term, language) {
                let small = form.to_lowercase();
                let words: Vec<String> =
                    prose::words(&small).into_iter().map(|range| small[range].to_owned()).collect();
                if out.joined || small.chars().any(prose::is_han) {
                    out.unspaced.push((small, at as u32));
                } else if let Some(first) = words.first() {
                    let stems = words.iter().map(|word| stem(word).to_owned()).collect();
                    out.keys.add(key(first));
                    out.by_stem.entry(key(first).to_owned()).or_default().push((stems, at as u32));
                }
            }
        }
        out
    }

    /// The terms that a text links to or names.
    pub fn used(&self, book: &Book, text: &Text<'_>) -> Vec<u32> {
        let mut out = BTreeSet::new();
        let named = |id: &str| book.terms.iter().position(|term| term.id.value == id);
        for reference in &book.body(text.id).references {
            if let ReferenceTarget::Term(id) = &reference.target {
                out.extend(named(id).map(|at| at as u32));
            }
        }
        if let TextId::Clause(id) = text.id {
            for target in &book.clause(id).related {
                if let ReferenceTarget::Term(id) = &target.value {
                    out.extend(named(id).map(|at| at as u32));
                }
            }
        }
        if text.language == book.settings.language {
            for line in text.all() {
                self.line(line, &mut out);
            }
        }
        if let TextId::Term(own) = text.id {
            out.remove(&own);
        }
        out.into_iter().collect()
    }

    fn line(&self, line: &Line<'_>, out: &mut BTreeSet<u32>) {
        // A term counts as used where it is quoted, too; small letters without quotations are there already.
        if line.folded.len() == line.text.len() && !line.text.contains(QUOTES) {
            return self.words(&line.folded, &line.words, out);
        }
        let small = line.text.to_lowercase();
        self.words(&small, &prose::words(&small), out);
    }

    fn words(&self, small: &str, words: &[Range<usize>], out: &mut BTreeSet<u32>) {
        for first in 0..words.len() {
            let key = key(&small[words[first].clone()]);
            if !self.keys.may_hold(key) {
                continue;
            }
            for (stems, term) in self.by_stem.get(key).into_iter().flatten() {
                let rest = &words[first..];
                let same = |(stem, word): (&String, &Range<usize>)| small[word.clone()].starts_with(stem.as_str());
                if rest.len() >= stems.len() && stems.iter().zip(rest).all(same) {
                    out.insert(*term);
                }
            }
        }
        for (form, term) in &self.unspaced {
            let bare = form.strip_prefix("ال").filter(|_| self.joined).unwrap_or(form);
            if small.contains(bare) {
                out.insert(*term);
            }
        }
    }
}

/// What opens a quotation.
const QUOTES: [char; 7] = ['"', '“', '„', '«', '「', '『', '《'];

/// The beginning of a word by which terms are told apart.
fn key(word: &str) -> &str {
    word.char_indices().nth(KEY).map_or(word, |(at, _)| &word[..at])
}

/// By how many letters the first words are told apart; no stem is shorter.
const KEY: usize = 3;

/// The beginning of a word that its inflections share.
fn stem(word: &str) -> &str {
    let length = word.chars().count();
    let keep = if length <= 4 { length.min(KEY) } else { (length - 2).max(KEY) };
    word.char_indices().nth(keep).map_or(word, |(at, _)| &word[..at])
}

/// Reports the terms that no text uses.
pub fn check(book: &Book, used: impl Iterator<Item = u32>, findings: &mut Vec<Diagnostic>) {
    let used: BTreeSet<u32> = used.collect();
    // A lost text may have used it.
    if book.lost.any_clause() {
        return;
    }
    for (_, term) in book.terms.iter().enumerate().filter(|(at, _)| !used.contains(&(*at as u32))) {
        let message = format!("no text uses the term `{}`", term.term);
        findings.push(
            Diagnostic::new(&UNUSED_TERM, term.id.span, message)
                .help(format!("link to it where it is used, `[words](term:{})`, or remove it", term.id.value)),
        );
    }
}
