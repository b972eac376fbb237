//! The examples of rules: changes of the book that `clausebook init` makes, written so that a person reads them and a
//! test runs them.
//!
//! An example is a text in parts. A part begins with a line `@text`, `@front`, `@settings`, `@file PATH`,
//! `@remove PATH` or `@place PATH`; what stands before the first such line is the text of a clause. In a text, `⟪` and `⟫` stand
//! around the place of the finding, `⟨U+0000⟩` is a character and `⟨byte E9⟩` a byte that cannot be printed, and
//! `⟨40 × >⟩` repeats what stands behind the sign. What a person is shown is the same text without `⟪` and `⟫`.

use std::ops::Range;

/// Where the text of a part goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part<'a> {
    /// The body of the clause `information`.
    Text,
    /// Lines of that clause's front matter, in place of those with the same key.
    Front,
    /// Lines under `[output.clausebook]` of book.toml.
    Settings,
    /// A whole file.
    File(&'a str),
    /// The file is taken away.
    Remove(&'a str),
    /// The text is the one that the finding points to, in a file that the example does not change.
    Place(&'a str),
}

impl Part<'_> {
    /// What a person is told above the text.
    pub fn label(self) -> String {
        match self {
            Part::Text => "The text of a clause:".to_owned(),
            Part::Front => "The front matter of a clause:".to_owned(),
            Part::Settings => "`book.toml`, under `[output.clausebook]`:".to_owned(),
            Part::File(path) => format!("`{path}`:"),
            Part::Remove(path) => format!("Without `{path}`."),
            Part::Place(path) => format!("The finding is in `{path}`, at:"),
        }
    }
}

/// A part of an example with its text as written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Piece<'a> {
    /// Where it goes.
    pub part: Part<'a>,
    /// The text, with its notation.
    pub text: &'a str,
}

impl Piece<'_> {
    /// The text as a person reads it: without the marks of the place.
    pub fn shown(&self) -> String {
        self.text.replace(['⟪', '⟫'], "")
    }

    /// The bytes of the text, and the marked places among them, in their order.
    pub fn bytes(&self) -> (Vec<u8>, Vec<Range<usize>>) {
        let mut bytes = Vec::new();
        let (mut open, mut places) = (Vec::new(), Vec::new());
        let mut rest = self.text;
        while let Some(character) = rest.chars().next() {
            let after = &rest[character.len_utf8()..];
            rest = match character {
                '⟪' => {
                    open.push(bytes.len());
                    after
                }
                '⟫' => {
                    places.extend(open.pop().map(|start| start..bytes.len()));
                    after
                }
                '⟨' => {
                    let (inner, after) = after.split_once('⟩').unwrap_or((after, ""));
                    bytes.extend(notation(inner));
                    after
                }
                _ => {
                    bytes.extend(&rest.as_bytes()[..character.len_utf8()]);
                    after
                }
            };
        }
        places.sort_by_key(|place| (place.start, place.end));
        (bytes, places)
    }
}

fn notation(inner: &str) -> Vec<u8> {
    if let Some(digits) = inner.strip_prefix("U+") {
        let character = u32::from_str_radix(digits, 16).ok().and_then(char::from_u32);
        return character.map(String::from).unwrap_or_default().into_bytes();
    }
    if let Some(digits) = inner.strip_prefix("byte ") {
        return u8::from_str_radix(digits, 16).ok().into_iter().collect();
    }
    match inner.split_once(" × ") {
        Some((count, text)) => text.repeat(count.parse().unwrap_or(0)).into_bytes(),
        None => inner.as_bytes().to_vec(),
    }
}

/// The parts of an example.
pub fn pieces(example: &str) -> Vec<Piece<'_>> {
    if !example.starts_with('@') {
        let (text, rest) =
            example.split_once("\n@").map_or((example, ""), |(text, _)| (text, &example[text.len() + 1..]));
        let mut all = vec![Piece { part: Part::Text, text }];
        all.extend((!rest.is_empty()).then(|| pieces(rest)).into_iter().flatten());
        return all;
    }
    let mut starts: Vec<usize> = vec![0];
    starts.extend(example.match_indices("\n@").map(|(at, _)| at + 1));
    let ends = starts[1..].iter().copied().chain([example.len()]);
    let whole = starts.iter().zip(ends).map(|(start, end)| example[*start..end].trim_end_matches('\n'));
    whole
        .map(|piece| {
            let (head, text) = piece.split_once('\n').unwrap_or((piece, ""));
            let (word, path) = head.split_once(' ').unwrap_or((head, ""));
            let part = match word {
                "@front" => Part::Front,
                "@settings" => Part::Settings,
                "@file" => Part::File(path),
                "@remove" => Part::Remove(path),
                "@place" => Part::Place(path),
                _ => Part::Text,
            };
            Piece { part, text }
        })
        .collect()
}

/// An example in Markdown: each part in a block, with a word above it where it is not the text of a clause.
pub fn markdown(example: &str) -> String {
    let mut out = String::new();
    for piece in pieces(example) {
        if piece.part != Part::Text {
            out.push_str(&format!("{}\n\n", piece.part.label()));
        }
        if !matches!(piece.part, Part::Remove(_)) {
            let text = piece.shown();
            let fence = if text.contains("```") { "````" } else { "```" };
            out.push_str(&format!("{fence}\n{text}\n{fence}\n\n"));
        }
    }
    out
}

/// An example for a terminal.
pub fn plain(example: &str) -> String {
    let mut out = String::new();
    for piece in pieces(example) {
        if piece.part != Part::Text {
            out.push_str(&format!("  {}\n", piece.part.label().replace('`', "")));
        }
        if !matches!(piece.part, Part::Remove(_)) {
            out.extend(piece.shown().lines().map(|line| format!("    {line}\n")));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_and_their_notation_are_read() {
        let example = "@front\nstatus: agreed\n@remove a.md\n@file b.md\n# A\n\n1. ⟪⟨U+0416⟩⟨3 × ab⟩⟫⟨byte E9⟩";
        let pieces = pieces(example);
        let parts: Vec<Part> = pieces.iter().map(|piece| piece.part).collect();
        assert_eq!(parts, [Part::Front, Part::Remove("a.md"), Part::File("b.md")]);
        assert_eq!(pieces[0].text, "status: agreed");
        let (bytes, places) = pieces[2].bytes();
        assert_eq!(bytes, b"# A\n\n1. \xd0\x96ababab\xe9");
        assert_eq!((places.len(), places[0].clone()), (1, 8..16));
        let nested = Piece { part: Part::Text, text: "⟪a ⟪b⟫ c⟫ ⟪d⟫" };
        assert_eq!(nested.bytes().1, [0..5, 2..3, 6..7]);
        assert_eq!(super::pieces("1. Text.")[0], Piece { part: Part::Text, text: "1. Text." });
    }
}
