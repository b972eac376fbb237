//! `double-negative`: a duty in two negatives.

use crate::check::drafting::words::Words;
use crate::diag::Diagnostic;
use crate::resolve::phrases::{Phrases, covers, follows, joins};
use crate::resolve::prose::Line;
use crate::rules::drafting::DOUBLE_NEGATIVE;

/// The patterns of one language.
#[derive(Debug)]
pub struct Patterns {
    heads: Phrases,
    /// What follows each head behind one to three words; empty where the head is all.
    tails: Vec<Vec<&'static str>>,
    single: Phrases,
}

impl Patterns {
    /// The patterns of a language.
    pub fn new(words: &'static Words) -> Patterns {
        let split = words.double_negatives.iter().map(|pattern| pattern.split_once(" * ").unwrap_or((pattern, "")));
        let (heads, tails): (Vec<&str>, Vec<&str>) = split.unzip();
        let tails = tails.into_iter().map(|tail| tail.split(' ').filter(|word| !word.is_empty()).collect());
        Patterns {
            heads: Phrases::new(heads),
            tails: tails.collect(),
            single: Phrases::new(words.single_negatives.iter().copied()),
        }
    }

    /// Reports the double negatives of a line.
    pub fn check(&self, line: &Line<'_>, findings: &mut Vec<Diagnostic>) {
        let heads = self.heads.find(line);
        if heads.is_empty() {
            return;
        }
        let single = self.single.find(line);
        let mut last = 0;
        for head in heads {
            let other = covers(&single, &(head.range.start..head.range.start + 1));
            let Some(end) = self.end(line, head.phrase, head.range.end).filter(|_| !other && head.range.start >= last)
            else {
                continue;
            };
            last = end;
            let range = head.range.start..end;
            let message = format!("`{}` are two negatives", line.typed(range.clone()));
            findings.push(
                Diagnostic::new(&DOUBLE_NEGATIVE, line.span(range), message)
                    .help("say what is to be done, in a sentence without negation"),
            );
        }
    }

    /// Where the pattern ends whose head ends at a place, if the whole of it stands there.
    fn end(&self, line: &Line<'_>, pattern: usize, head: usize) -> Option<usize> {
        let Some((first, rest)) = self.tails[pattern].split_first() else { return Some(head) };
        let behind = line.words.partition_point(|word| word.start < head);
        for between in 1..=3 {
            let at = behind + between;
            let connected = (behind.saturating_sub(1)..at).all(|place| joins(line.gap(place)));
            if connected && line.word(at) == *first && follows(line, at, rest) {
                return Some(line.words[at + rest.len()].end);
            }
        }
        None
    }
}
