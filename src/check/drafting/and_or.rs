//! `and-or`: two words with a slash where the author has not decided.

use crate::check::drafting::words::Words;
use crate::diag::Diagnostic;
use crate::resolve::prose::{self, Line};
use crate::rules::drafting::AND_OR;

/// Reports "and/or" in a line.
pub fn check(line: &Line<'_>, words: &Words, findings: &mut Vec<Diagnostic>) {
    for (at, slash) in line.folded.match_indices(['/', '／']) {
        let before = line.folded[..at].trim_end_matches(' ');
        let after = line.folded[at + slash.len()..].trim_start_matches(' ');
        let start_of_after = line.folded.len() - after.len();
        let pair = words.and_or.iter().find(|(left, right)| {
            before.ends_with(left)
                && after.starts_with(right)
                && stands_alone(left, before[..before.len() - left.len()].chars().next_back())
                && stands_alone(right, after[right.len()..].chars().next())
        });
        if let Some((left, right)) = pair {
            let range = before.len() - left.len()..start_of_after + right.len();
            let message = format!("`{}` leaves open what is meant", line.typed(range.clone()));
            findings.push(
                Diagnostic::new(&AND_OR, line.span(range), message)
                    .help("say which is meant: one of the two words alone, or \"A or B or both\""),
            );
        }
    }
}

/// Whether a word next to this character is a whole one.
fn stands_alone(word: &str, neighbour: Option<char>) -> bool {
    word.chars().any(prose::is_han) || !neighbour.is_some_and(|c| c.is_alphanumeric() && !prose::is_han(c) || c == '/')
}
