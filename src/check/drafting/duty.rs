//! `binding-verb`: "shall" in a text that recommends.

use std::ops::Range;

use crate::check::drafting::Prepared;
use crate::check::drafting::sentence::{holds, part_before, words_in};
use crate::check::drafting::words::Words;
use crate::config::raw::Nature;
use crate::diag::{Diagnostic, Grade};
use crate::model::body::LinkTarget;
use crate::model::book::Book;
use crate::resolve::phrases::covers;
use crate::resolve::prose::{Line, is_han};
use crate::rules::drafting::BINDING_VERB;

/// Reports the binding verbs of a line, except those at places that have been reported as stronger than the provision.
pub fn check(
    book: &Book,
    line: &Line<'_>,
    lists: &Prepared,
    reported: &[Range<usize>],
    findings: &mut Vec<Diagnostic>,
) {
    if book.settings.nature == Nature::Binding {
        return;
    }
    let binding = lists.binding.find(line);
    if binding.is_empty() {
        return;
    }
    let free = lists.free.find(line);
    for found in binding {
        let range = found.range;
        let elsewhere = reported.iter().any(|other| other.start <= range.start && range.start < other.end);
        if elsewhere
            || line.is_proposed(range.start)
            || covers(&free, &range)
            || describes(line, &range, lists.words)
            || is_attributed(line, &range, lists.words)
        {
            continue;
        }
        let typed = line.typed(range.clone());
        let softer = lists.words.binding[found.phrase].1;
        let span = line.span(range.clone());
        let message = format!("`{typed}` binds, and the document does not");
        let finding = Diagnostic::new(&BINDING_VERB, span, message);
        let restate = "say whose duty it restates and cite it, or set `nature = \"binding\"` in book.toml";
        findings.push(match softer {
            "" => finding.help(format!("recommend instead, or {restate}")),
            _ => {
                let capital = typed.starts_with(char::is_uppercase);
                let new = if capital { capitalized(softer) } else { softer.to_owned() };
                finding.help(format!("write `{new}`, or {restate}")).replace(
                    Grade::Suggestion,
                    format!("replace by `{new}`"),
                    span,
                    typed,
                    new.clone(),
                )
            }
        });
    }
}

fn capitalized(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// Whether the verb describes a thing ("the conditions that must be met", "whether notice must be given").
pub fn describes(line: &Line<'_>, verb: &Range<usize>, words: &Words) -> bool {
    let before = part_before(line, verb.start);
    if holds(line, &before, words.describing) {
        return true;
    }
    // "必须满足的条件": a verb and the particle that ties it to a noun; in 目的, "aim", it is none.
    let behind: Vec<char> = line.folded[verb.end..].chars().take(4).collect();
    let tied = behind.windows(2).any(|pair| pair[1] == '的' && pair[0] != '目');
    if tied && line.folded[verb.clone()].chars().any(is_han) {
        return true;
    }
    let within = words_in(line, &before);
    let relative = |at: usize| words.relative.contains(&line.word(at));
    within.clone().any(|at| {
        relative(at) && (at + 1 == within.end || line.word(at) != "a" && words.determiners.contains(&line.word(at + 1)))
    })
}

/// Whether the sentence says that a provision, which it cites, imposes the duty.
fn is_attributed(line: &Line<'_>, verb: &Range<usize>, words: &Words) -> bool {
    let sentence = line.sentence(verb.start);
    let first = line.links.partition_point(|link| link.range.start < sentence.start);
    let last = line.links.partition_point(|link| link.range.start < sentence.end);
    let mut links = line.links[first..last.max(first)].iter();
    let cites = links.any(|link| matches!(link.target, LinkTarget::Citation(_)) && link.range.end <= sentence.end);
    cites && holds(line, &sentence, words.attributing)
}
