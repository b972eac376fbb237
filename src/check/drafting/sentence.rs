//! Parts of sentences, and what stands in them.

use std::ops::Range;

use crate::resolve::phrases::follows;
use crate::resolve::prose::{self, Line};

/// From the last stop, comma or bracket before a place to that place, within its sentence.
pub fn part_before(line: &Line<'_>, at: usize) -> Range<usize> {
    let sentence = line.sentence(at);
    let stops = [',', ';', ':', '(', ')', '،', '؛', '，', '；', '：', '、', '（', '）', '—', '–'];
    let start = line.folded[sentence.start..at].rfind(stops).map_or(sentence.start, |place| sentence.start + place);
    start..at
}

/// The words of a line that lie within a range.
pub fn words_in(line: &Line<'_>, range: &Range<usize>) -> Range<usize> {
    let first = line.words.partition_point(|word| word.start < range.start);
    let last = line.words.partition_point(|word| word.end <= range.end);
    first..last.max(first)
}

/// Whether one of these phrases stands within a range.
pub fn holds(line: &Line<'_>, range: &Range<usize>, phrases: &[&str]) -> bool {
    let words = words_in(line, range);
    phrases.iter().any(|phrase| {
        if phrase.chars().any(prose::is_han) {
            return line.folded.get(range.clone()).is_some_and(|text| text.contains(phrase));
        }
        let parts: Vec<&str> = phrase.split(' ').collect();
        words
            .clone()
            .any(|at| line.word(at) == parts[0] && at + parts.len() <= words.end && follows(line, at, &parts[1..]))
    })
}
