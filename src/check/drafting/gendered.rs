//! `gendered-pronoun`: words that tell a person's sex where anybody is meant.

use crate::check::drafting::words::Words;
use crate::diag::Diagnostic;
use crate::resolve::phrases::{Phrases, covers};
use crate::resolve::prose::Line;
use crate::rules::drafting::GENDERED_PRONOUN;

/// The words of one language.
#[derive(Debug)]
pub struct Pronouns {
    gendered: Phrases,
    neutral: Phrases,
}

impl Pronouns {
    /// The words of a language.
    pub fn new(words: &Words) -> Pronouns {
        Pronouns {
            gendered: Phrases::new(words.gendered.iter().copied()),
            neutral: Phrases::new(words.neutral.iter().copied()),
        }
    }

    /// Reports the gendered words of a line.
    pub fn check(&self, line: &Line<'_>, findings: &mut Vec<Diagnostic>) {
        if self.gendered.is_empty() {
            return;
        }
        let found = self.gendered.find(line);
        if found.is_empty() {
            return;
        }
        let neutral = self.neutral.find(line);
        for range in found.into_iter().map(|found| found.range) {
            let typed = line.typed(range.clone());
            let all = typed.chars().filter(|c| c.is_alphabetic()).count() > 1 && !typed.chars().any(char::is_lowercase);
            let letters = all && typed.is_ascii();
            let right = covers(&neutral, &range);
            if letters || right || is_slashed(line, range.start, range.end) {
                continue;
            }
            let message = format!("`{typed}` tells a person's sex");
            findings.push(
                Diagnostic::new(&GENDERED_PRONOUN, line.span(range), message)
                    .help("repeat the noun, use the plural, or name both"),
            );
        }
    }
}

/// `he/she`: both are named.
fn is_slashed(line: &Line<'_>, start: usize, end: usize) -> bool {
    line.folded[..start].ends_with('/') || line.folded[end..].starts_with('/')
}
