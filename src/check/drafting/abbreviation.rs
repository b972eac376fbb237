//! `undefined-abbreviation`: letters whose meaning the reader has to guess.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use crate::diag::Diagnostic;
use crate::model::book::Book;
use crate::resolve::prose::{FENCE, Line, is_han, words};
use crate::rules::drafting::UNDEFINED_ABBREVIATION;

/// Words in capitals for emphasis, and what every reader knows.
const PLAIN: &[&str] = &[
    "NOT", "AND", "OR", "NO", "MUST", "SHALL", "SHOULD", "MAY", "ALL", "ANY", "ONLY", "NOTE", "DRAFT", "ANNEX", "PART",
    "UN", "ONU", "ООН", "НЕ", "ИЛИ", "PAS", "NB", "OK", "AM", "PM", "HE", "ЕГО",
];

/// What stands between an abbreviation and its meaning.
const MEANS: &[&str] = &[
    "means ",
    "stands for ",
    "is short for ",
    "désigne ",
    "signifie ",
    "significa ",
    "designa ",
    "означает ",
    "是指",
    "指",
    "يقصد ",
    "تعني ",
    "يعني ",
];

/// The abbreviations that the book explains: in its settings, its terms and its registries.
pub fn known(book: &Book) -> HashSet<String> {
    let settings = &book.settings;
    let mut texts: Vec<&str> = vec![&settings.title];
    texts.extend(settings.titles.values().map(String::as_str));
    texts.extend(settings.subtitle.iter().chain(settings.subtitles.values()).map(String::as_str));
    texts.extend(settings.bodies.iter().flat_map(|(id, name)| [id.as_str(), name.as_str()]));
    texts.extend(settings.abbreviations.keys().map(String::as_str));
    for term in &book.terms {
        texts.push(&term.term);
        texts.extend(term.forms.values().flatten().map(String::as_str));
    }
    for loaded in &book.instruments {
        let instrument = &loaded.instrument;
        texts.extend(instrument.titles.values().chain(instrument.short.values()).map(String::as_str));
        texts.extend(instrument.genitive.values().chain(instrument.names.values().flatten()).map(String::as_str));
    }
    let mut out: HashSet<String> = PLAIN.iter().map(|word| (*word).to_owned()).collect();
    let capitals = texts.into_iter().flat_map(|text| words(text).into_iter().map(|range| base(&text[range])));
    out.extend(capitals.filter(|word| is_capital(word)).map(str::to_owned));
    let ids =
        book.instruments.iter().map(|loaded| &*loaded.instrument.id).chain(settings.bodies.keys().map(String::as_str));
    out.extend(ids.flat_map(|id| words(id).into_iter().map(|range| id[range].to_uppercase())));
    out
}

/// Reports the first use of each abbreviation of a text that is not explained there.
pub fn check(lines: &[Line<'_>], known: &HashSet<String>, findings: &mut Vec<Diagnostic>) {
    let found: Vec<(usize, &Line<'_>, Vec<Range<usize>>)> = lines
        .iter()
        .enumerate()
        .map(|(at, line)| (at, line, candidates(line)))
        .filter(|found| !found.2.is_empty())
        .collect();
    // Where each abbreviation is explained, and those that have been dealt with.
    let mut explained: HashMap<&str, (usize, usize)> = HashMap::new();
    for (at, line, ranges) in &found {
        for range in ranges {
            if explains(line, range) {
                explained.entry(base(&line.text[range.clone()])).or_insert((*at, range.start));
            }
        }
    }
    let mut seen: HashSet<&str> = HashSet::new();
    for (at, line, ranges) in found.into_iter().filter(|(_, line, _)| !line.context.quote) {
        for range in ranges {
            let quoted = line.folded[range.clone()].contains(FENCE);
            let word = base(&line.text[range.clone()]);
            if quoted || known.contains(word) {
                continue;
            }
            let place = explained.get(word).copied();
            // A heading stands before the text that explains what it names, and a footnote is read wherever its mark is.
            let apart = line.context.heading || line.context.footnote;
            if place.is_some_and(|place| apart || place <= (at, range.start)) || !seen.insert(word) {
                continue;
            }
            let span = line.span(range.start..range.start + word.len());
            let finding = match place {
                None => Diagnostic::new(&UNDEFINED_ABBREVIATION, span, format!("`{word}` is not explained")).help(format!(
                    "write the words at the first use, with `({word})` behind them, or list it under [output.clausebook.abbreviations]"
                )),
                Some((explained, start)) => {
                    let there = lines[explained].span(start..start + word.len());
                    Diagnostic::new(&UNDEFINED_ABBREVIATION, span, format!("`{word}` is used before it is explained"))
                        .also(there, "explained here")
                        .help("explain it at the first use")
                }
            };
            findings.push(finding);
        }
    }
}

/// The abbreviation without the `s` of a plural.
fn base(word: &str) -> &str {
    word.strip_suffix('s').unwrap_or(word)
}

/// The words of a line, quotations included, that can be abbreviations.
fn candidates(line: &Line<'_>) -> Vec<Range<usize>> {
    let text = &line.text;
    if !has_two_capitals(text) {
        return Vec::new();
    }
    let shouted = line.context.heading && !text.chars().any(char::is_lowercase) && !text.chars().any(is_han);
    let all = if shouted { Vec::new() } else { words(text) };
    let capital: Vec<bool> = all.iter().map(|range| is_capital(&text[range.clone()])).collect();
    (0..all.len())
        .filter(|at| {
            let range = &all[*at];
            let neighbour = |other: usize, gap: &str| capital.get(other) == Some(&true) && gap.trim().is_empty();
            let after = *at + 1 < all.len() && neighbour(at + 1, &text[range.end..all[at + 1].start]);
            let before = *at > 0 && neighbour(at - 1, &text[all[at - 1].end..range.start]);
            capital[*at] && !after && !before && is_abbreviation(base(&text[range.clone()])) && stands_free(text, range)
        })
        .map(|at| all[at].clone())
        .collect()
}

/// Whether two capitals stand side by side: most lines have none, and are not looked at further.
fn has_two_capitals(text: &str) -> bool {
    if text.is_ascii() {
        return text.as_bytes().windows(2).any(|pair| pair[0].is_ascii_uppercase() && pair[1].is_ascii_uppercase());
    }
    let mut before = false;
    text.chars().any(|c| std::mem::replace(&mut before, c.is_uppercase()) && before)
}

/// Whether a word is in capitals, at least two of them; an `s` may follow.
fn is_capital(word: &str) -> bool {
    let word = base(word);
    word.chars().nth(1).is_some() && word.chars().all(char::is_uppercase)
}

/// Two to six capitals of the Latin or Cyrillic alphabet that are no Roman numeral and no filling ("XX").
fn is_abbreviation(word: &str) -> bool {
    let length = word.chars().count();
    let alphabet =
        |c: char| c.is_ascii() || ('\u{c0}'..='\u{24f}').contains(&c) || ('\u{400}'..='\u{4ff}').contains(&c);
    let first = word.chars().next();
    let roman = word.chars().all(|c| "IVXLCDM".contains(c) || "ІХСМ".contains(c));
    (2..=6).contains(&length) && word.chars().all(alphabet) && !roman && !word.chars().all(|c| Some(c) == first)
}

/// Whether nothing joins the word to a symbol, a number or a compound: `CAC/COSP`, `ISO 37001`, `UN-Habitat`, `U.S.A`.
fn stands_free(text: &str, range: &Range<usize>) -> bool {
    let joined = |c: char| "/-_@&#§\\+=*\u{2010}\u{2011}".contains(c) || c.is_numeric();
    let mut before = text[..range.start].chars().rev();
    let mut after = text[range.end..].chars();
    let free_before = match before.next() {
        Some('.') => !before.next().is_some_and(char::is_alphanumeric),
        Some(c) => !joined(c),
        None => true,
    };
    let free_after = match after.next() {
        Some('.' | ':') => !after.next().is_some_and(char::is_alphanumeric),
        Some(c) if c.is_whitespace() => !after.next().is_some_and(|c| c.is_ascii_digit()),
        Some(c) => !joined(c) && c != FENCE,
        None => true,
    };
    free_before && free_after
}

/// Whether the text explains the abbreviation here: it stands in brackets behind words, or words in brackets follow it.
fn explains(line: &Line<'_>, range: &Range<usize>) -> bool {
    let before = &line.text[..range.start];
    let open = before.rfind(['(', '（']).is_some_and(|at| !before[at..].contains([')', '）']));
    let after = line.text[range.end..].trim_start();
    let words_follow = after.starts_with(['(', '（']) && after.chars().nth(1).is_some_and(char::is_alphabetic);
    open && !before.trim_end().is_empty() || words_follow || MEANS.iter().any(|verb| after.starts_with(verb))
}
