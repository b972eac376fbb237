//! From documents to the list of tokens with the documents that hold them, and how well each holds them.

use std::collections::HashMap;

use super::documents::Document;
use super::tokens::tokens;

/// The largest impact.
pub const MOST: u8 = 63;

/// How the fields of a document weigh: its title; its own text; what is said about it.
const WEIGHTS: [f32; 3] = [48.0, 14.0, 9.0];
/// How many tokens the fields usually have; longer ones count less.
const USUAL: [f32; 3] = [6.0, 150.0, 400.0];
/// How soon more of the same stops to count (Okapi BM25's k1).
const SATURATION: f32 = 1.2;

/// A document's number, from 0, and how well it holds a token, from 1 to [`MOST`].
pub type Posting = (u32, u8);

/// The tokens of some neighbouring documents.
#[derive(Debug, Default)]
pub struct Chunk {
    numbers: HashMap<Box<str>, u32>,
    postings: Vec<Vec<Posting>>,
    counts: Vec<[u16; 3]>,
    touched: Vec<u32>,
}

impl Chunk {
    /// Adds a document; documents come in the order of their numbers.
    pub fn add(&mut self, number: u32, document: &Document, keys: &[(String, u8)]) {
        let mut lengths = [0_u32; 3];
        self.count(&document.title, 0, &mut lengths);
        if document.label.is_empty() || document.pieces.is_empty() {
            self.count(&document.label, 0, &mut lengths);
        }
        self.count(&document.also, 1, &mut lengths);
        for piece in &document.pieces {
            self.count(&piece.text, if piece.own { 1 } else { 2 }, &mut lengths);
        }
        for token in std::mem::take(&mut self.touched) {
            let counts = std::mem::take(&mut self.counts[token as usize]);
            self.postings[token as usize].push((number, impact(counts, lengths)));
        }
        for (key, impact) in keys {
            let token = self.number(key);
            self.postings[token as usize].push((number, *impact));
        }
    }

    fn count(&mut self, text: &str, field: usize, lengths: &mut [u32; 3]) {
        tokens(text, &mut |token| {
            let token = self.number(token);
            let counts = &mut self.counts[token as usize];
            if *counts == [0; 3] {
                self.touched.push(token);
            }
            counts[field] = counts[field].saturating_add(1);
            lengths[field] += 1;
        });
    }

    fn number(&mut self, token: &str) -> u32 {
        if let Some(number) = self.numbers.get(token) {
            return *number;
        }
        let number = self.postings.len() as u32;
        self.numbers.insert(token.into(), number);
        self.postings.push(Vec::new());
        self.counts.push([0; 3]);
        number
    }
}

fn impact(counts: [u16; 3], lengths: [u32; 3]) -> u8 {
    let field = |at: usize| {
        let count = f32::from(counts[at]);
        let length = 0.4 + 0.6 * lengths[at] as f32 / USUAL[at];
        WEIGHTS[at] * count / (count + SATURATION * length)
    };
    (1.0 + field(0) + field(1) + field(2)).min(f32::from(MOST)) as u8
}

/// All tokens in the order of their UTF-16 code units, which is that of a browser, with their postings.
pub fn join(chunks: Vec<Chunk>) -> Vec<(Box<str>, Vec<Posting>)> {
    let mut all: Vec<(Box<str>, usize, Vec<Posting>)> = Vec::new();
    for (at, mut chunk) in chunks.into_iter().enumerate() {
        let tokens = chunk.numbers.into_iter();
        all.extend(tokens.map(|(token, number)| (token, at, std::mem::take(&mut chunk.postings[number as usize]))));
    }
    all.sort_unstable_by(|one, other| in_order(&one.0, &other.0).then(one.1.cmp(&other.1)));
    let mut joined: Vec<(Box<str>, Vec<Posting>)> = Vec::new();
    for (token, _, postings) in all {
        match joined.last_mut() {
            Some((last, all)) if *last == token => all.extend(postings),
            _ => joined.push((token, postings)),
        }
    }
    joined
}

fn in_order(one: &str, other: &str) -> std::cmp::Ordering {
    if one.is_ascii() || other.is_ascii() { one.cmp(other) } else { one.encode_utf16().cmp(other.encode_utf16()) }
}

const DIGITS: &[u8; 64] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_";

/// Postings as text: for each the distance from the document before it, five bits a digit and the least first, with
/// the sixth bit where more follow; then one digit for the impact.
pub fn encode(postings: &[Posting], out: &mut String) {
    let mut next = 0;
    for (document, impact) in postings {
        let mut distance = document - next;
        while distance >= 32 {
            out.push(char::from(DIGITS[(32 | (distance & 31)) as usize]));
            distance >>= 5;
        }
        out.push(char::from(DIGITS[distance as usize]));
        out.push(char::from(DIGITS[usize::from(*impact & MOST)]));
        next = document + 1;
    }
}

/// A token as what it shares with the one before it (one digit of base 36) and the rest.
pub fn front_coded(before: &str, token: &str, out: &mut String) {
    let shared: Vec<char> = before.chars().zip(token.chars()).take_while(|(a, b)| a == b).map(|(a, _)| a).collect();
    let shared = shared.len().min(35);
    out.push(char::from_digit(shared as u32, 36).unwrap_or('0'));
    out.extend(token.chars().skip(shared));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn postings_are_distances_and_impacts() {
        let mut out = String::new();
        encode(&[(0, 1), (2, 63), (35, 10)], &mut out);
        // 0 and 1; 1 and 63; 32 = 0 with more to come, then 1, and 10.
        assert_eq!(out, "011_W1A");
    }

    #[test]
    fn tokens_are_front_coded() {
        let mut out = String::new();
        front_coded("", "cost", &mut out);
        front_coded("cost", "costly", &mut out);
        front_coded("costly", "没收", &mut out);
        assert_eq!(out, "0cost4ly0没收");
    }

    #[test]
    fn the_title_weighs_more_than_the_text_and_the_text_more_than_the_commentary() {
        let lengths = [6, 150, 400];
        let [title, own, rest] = [[1, 0, 0], [0, 1, 0], [0, 0, 1]].map(|counts| impact(counts, lengths));
        assert!(title > own && own > rest && rest > 1, "{title} {own} {rest}");
        assert!(impact([0, 3, 0], lengths) > own);
        assert!(impact([9, 99, 99], lengths) <= MOST);
    }
}
