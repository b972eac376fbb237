//! From text to the tokens by which it is found, alike here and in `templates/site/search.js`.
//!
//! A word is a run of letters, digits and combining marks. It is folded: compatibility forms and capitals are undone
//! (NFKD), marks such as accents, Arabic vowels and the hamza on a seat go, some letters become others. Chinese becomes
//! pairs of neighbouring characters. The article and an English, French or Spanish plural `s` are cut off; single letters
//! are left out. tests/search/cases.json holds examples for both.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// What may stand before an Arabic word as part of it: the article with and without a joined particle.
const ARABIC_BEGINNINGS: [&str; 7] = ["وال", "فال", "بال", "كال", "ولل", "ال", "لل"];
/// An Arabic beginning is cut off only if this many letters are left.
const ARABIC_REST: usize = 3;

/// Calls `each` with every token of a text, in order.
pub fn tokens(text: &str, each: &mut impl FnMut(&str)) {
    let bytes = text.as_bytes();
    let mut word = String::new();
    let mut at = 0;
    while at < bytes.len() {
        let end = at + bytes[at..].iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
        if bytes.get(end).is_none_or(u8::is_ascii) {
            if end > at {
                word.clear();
                word.extend(text[at..end].bytes().map(|byte| char::from(byte.to_ascii_lowercase())));
                finish(&mut word, each);
            }
            at = end + 1;
            continue;
        }
        let rest = &text[at..];
        let long = rest.find(|character| !is_part_of_word(character)).unwrap_or(rest.len());
        if long == 0 {
            at += rest.chars().next().map_or(1, char::len_utf8);
        } else {
            split(&fold(&rest[..long]), &mut word, each);
            at += long;
        }
    }
}

/// The words of a text folded and joined by spaces, nothing cut off: for comparing names.
pub fn folded(text: &str) -> String {
    let words = text.split(|character| !is_part_of_word(character)).map(fold);
    words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

fn is_part_of_word(character: char) -> bool {
    character.is_alphanumeric() || is_combining_mark(character)
}

/// A word without what does not tell words apart.
fn fold(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    for character in word.nfkd().flat_map(char::to_lowercase) {
        match character {
            'ـ' => {}
            mark if is_combining_mark(mark) => {}
            'œ' => out.push_str("oe"),
            'æ' => out.push_str("ae"),
            'ß' => out.push_str("ss"),
            'ø' => out.push('o'),
            'ł' => out.push('l'),
            'đ' => out.push('d'),
            'ı' => out.push('i'),
            'ς' => out.push('σ'),
            'ة' => out.push('ه'),
            'ى' => out.push('ي'),
            'ٱ' => out.push('ا'),
            '٠'..='٩' => out.push(digit(character, '٠')),
            '۰'..='۹' => out.push(digit(character, '۰')),
            other => out.push(other),
        }
    }
    out
}

fn digit(character: char, zero: char) -> char {
    char::from_digit(character as u32 - zero as u32, 10).unwrap_or(character)
}

/// Cuts a folded word where Chinese meets other writing.
fn split(word: &str, current: &mut String, each: &mut impl FnMut(&str)) {
    current.clear();
    let mut pair = String::new();
    let mut before = None;
    for character in word.chars().chain([' ']) {
        if is_chinese(character) {
            finish(current, each);
            current.clear();
            if let Some((first, _)) = before {
                pair.clear();
                pair.extend([first, character]);
                each(&pair);
            }
            before = Some((character, before.is_some()));
            continue;
        }
        if let Some((alone, false)) = before {
            pair.clear();
            pair.push(alone);
            each(&pair);
        }
        before = None;
        if character.is_alphanumeric() {
            current.push(character);
        } else {
            finish(current, each);
            current.clear();
        }
    }
}

fn is_chinese(character: char) -> bool {
    matches!(character, '々' | '〇' | '\u{3400}'..='\u{9fff}' | '\u{20000}'..='\u{3ffff}')
}

/// Cuts off what is no part of a folded word's stem and passes on what is left.
fn finish(word: &mut String, each: &mut impl FnMut(&str)) {
    let Some(first) = word.chars().next() else { return };
    if first.len_utf8() == word.len() {
        if first.is_numeric() {
            each(word);
        }
    } else if ('\u{600}'..='\u{6ff}').contains(&first) {
        each(without_article(word));
    } else {
        cut_plural(word);
        each(word);
    }
}

fn without_article(word: &str) -> &str {
    let mut rests = ARABIC_BEGINNINGS.iter().filter_map(|beginning| word.strip_prefix(beginning));
    rests.find(|rest| rest.chars().count() >= ARABIC_REST).unwrap_or(word)
}

/// `parties` → `party`, `processes` → `process`, `costs` → `cost`; `process`, `this`, `corpus` stay.
fn cut_plural(word: &mut String) {
    let bytes = word.as_bytes();
    if bytes.len() < 4 || bytes.last() != Some(&b's') || !bytes.iter().all(u8::is_ascii_lowercase) {
        return;
    }
    if bytes.len() > 4 && word.ends_with("ies") {
        word.truncate(word.len() - 3);
        word.push('y');
    } else if word.ends_with("sses") {
        word.truncate(word.len() - 2);
    } else if !["ss", "us", "is"].iter().any(|ending| word.ends_with(ending)) {
        word.pop();
    }
}
