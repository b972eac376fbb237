//! The label of one level of a provision: a number, a letter or a Roman numeral.

use std::fmt;

/// The largest number a label can carry.
pub const MAX_NUMBER: u16 = 9_999;
/// The ordinal of `zz`, the last letter label.
pub const MAX_LETTER: u16 = 26 + 26 * 26;
/// The largest number that Roman numerals can write.
pub const MAX_ROMAN: u16 = 3_999;

/// The words for inserted units; a label's suffix is the place in this list plus one.
pub const SUFFIXES: [&str; 9] =
    ["bis", "ter", "quater", "quinquies", "sexies", "septies", "octies", "nonies", "decies"];

/// What a label is written with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LabelKind {
    /// Arabic numerals: articles and numbered paragraphs.
    Number,
    /// Latin letters: `a` to `z`, then `aa` to `zz`.
    Letter,
    /// Roman numerals in lower case: `i`, `ii`, `iii`.
    Roman,
}

/// One level of a provision's place, such as `57`, `3`, `c` or `12bis`.
///
/// Labels of one kind are ordered as they stand in a text: 12, 12 bis, 12 ter, 13.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Label {
    kind: LabelKind,
    ordinal: u16,
    suffix: u8,
}

impl Label {
    /// A label of a kind, with its 1-based ordinal and the suffix (0 none, 1 bis, 2 ter, … 9 decies).
    ///
    /// Gives `None` where the ordinal is 0 or cannot be written in that kind, or there is no such suffix.
    #[must_use]
    pub const fn new(kind: LabelKind, ordinal: u16, suffix: u8) -> Option<Self> {
        let largest = match kind {
            LabelKind::Number => MAX_NUMBER,
            LabelKind::Letter => MAX_LETTER,
            LabelKind::Roman => MAX_ROMAN,
        };
        if ordinal == 0 || ordinal > largest || suffix as usize > SUFFIXES.len() {
            return None;
        }
        Some(Self { kind, ordinal, suffix })
    }

    /// A number without suffix; `None` where it is 0 or above 9,999.
    #[must_use]
    pub const fn number(ordinal: u16) -> Option<Self> {
        Self::new(LabelKind::Number, ordinal, 0)
    }

    /// What the label is written with.
    #[must_use]
    pub const fn kind(self) -> LabelKind {
        self.kind
    }

    /// The place among labels of its kind, from 1: `c` and `iii` are 3.
    #[must_use]
    pub const fn ordinal(self) -> u16 {
        self.ordinal
    }

    /// The mark of an inserted unit: 0 none, 1 bis, 2 ter, 3 quater, up to 9 decies.
    #[must_use]
    pub const fn suffix(self) -> u8 {
        self.suffix
    }

    /// The Latin word of the suffix, or nothing.
    #[must_use]
    pub fn suffix_word(self) -> Option<&'static str> {
        let place = usize::from(self.suffix).checked_sub(1)?;
        SUFFIXES.get(place).copied()
    }

    /// The label without its suffix: `12` for `12bis`.
    #[must_use]
    pub const fn without_suffix(self) -> Self {
        Self { suffix: 0, ..self }
    }

    /// Reads a label in its canonical form, such as `3`, `c`, `iv` or `12bis`, as the given kind.
    ///
    /// Gives `None` for anything else: upper case, leading zeros, `iiii`, spaces.
    #[must_use]
    pub fn parse(text: &str, kind: LabelKind) -> Option<Self> {
        let (stem, suffix) = split_suffix(text);
        let ordinal = match kind {
            LabelKind::Number => parse_number(stem)?,
            LabelKind::Letter => parse_letters(stem)?,
            LabelKind::Roman => parse_roman(stem)?,
        };
        Self::new(kind, ordinal, suffix)
    }

    /// Reads the label that stands below a label of another kind (or first, where there is none).
    ///
    /// Digits are always a number. Letters are letters below a number, Roman numerals below a letter,
    /// and letters again below a Roman numeral; nothing but a number stands first.
    #[must_use]
    pub fn parse_below(text: &str, above: Option<LabelKind>) -> Option<Self> {
        if text.starts_with(|first: char| first.is_ascii_digit()) {
            return Self::parse(text, LabelKind::Number);
        }
        match above? {
            LabelKind::Number | LabelKind::Roman => Self::parse(text, LabelKind::Letter),
            LabelKind::Letter => Self::parse(text, LabelKind::Roman),
        }
    }

    /// Whether a label of this kind may stand below one of the other kind (or first).
    #[must_use]
    pub const fn may_follow(self, above: Option<LabelKind>) -> bool {
        matches!(
            (above, self.kind),
            (_, LabelKind::Number)
                | (Some(LabelKind::Number | LabelKind::Roman), LabelKind::Letter)
                | (Some(LabelKind::Letter), LabelKind::Roman)
        )
    }
}

impl fmt::Display for Label {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.kind {
            LabelKind::Number => write!(formatter, "{}", self.ordinal)?,
            LabelKind::Letter => formatter.write_str(&letters(self.ordinal))?,
            LabelKind::Roman => formatter.write_str(&roman(self.ordinal))?,
        }
        formatter.write_str(self.suffix_word().unwrap_or_default())
    }
}

/// Cuts the suffix word from the end of a label's text; the second value is the suffix, 0 where there is none.
///
/// No letter label or Roman numeral ends with such a word, so the cut is always right.
#[must_use]
pub fn split_suffix(text: &str) -> (&str, u8) {
    let words = SUFFIXES.iter().zip(1_u8..).chain([(&"novies", 8)]);
    // `quater` ends with `ter`, so the longest word decides.
    words
        .filter_map(|(word, suffix)| Some((text.strip_suffix(word)?, suffix)))
        .filter(|(stem, _)| !stem.is_empty())
        .min_by_key(|(stem, _)| stem.len())
        .unwrap_or((text, 0))
}

/// Writes an ordinal as lower-case letters: `a` to `z`, `aa`, `ab`, … `zz`; 0 gives nothing.
///
/// Ordinals above that of `zz` go on with three letters; no label has them.
#[must_use]
pub fn letters(ordinal: u16) -> String {
    let mut reversed = Vec::with_capacity(4);
    let mut rest = u32::from(ordinal);
    while rest > 0 {
        rest -= 1;
        let digit = u8::try_from(rest % 26).expect("a remainder of 26 fits in a byte");
        reversed.push(char::from(b'a' + digit));
        rest /= 26;
    }
    reversed.iter().rev().collect()
}

/// Writes a number in lower-case Roman numerals; 0 gives nothing, numbers above 3,999 repeat `m`.
#[must_use]
pub fn roman(number: u16) -> String {
    const STEPS: [(u16, &str); 13] = [
        (1000, "m"),
        (900, "cm"),
        (500, "d"),
        (400, "cd"),
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ];
    let mut rest = number;
    let mut written = String::new();
    for (value, numeral) in STEPS {
        while rest >= value {
            written.push_str(numeral);
            rest -= value;
        }
    }
    written
}

/// Reads digits without leading zeros, from 1 to 9,999.
fn parse_number(text: &str) -> Option<u16> {
    let plain = !text.starts_with('0') && text.bytes().all(|byte| byte.is_ascii_digit());
    if plain { text.parse().ok() } else { None }
}

/// Reads one or two lower-case letters.
fn parse_letters(text: &str) -> Option<u16> {
    if text.is_empty() || text.len() > 2 {
        return None;
    }
    let mut ordinal = 0_u16;
    for byte in text.bytes() {
        if !byte.is_ascii_lowercase() {
            return None;
        }
        ordinal = ordinal * 26 + u16::from(byte - b'a') + 1;
    }
    Some(ordinal)
}

/// Reads a Roman numeral in lower case and in its only right spelling, up to 3,999.
#[must_use]
pub fn parse_roman(text: &str) -> Option<u16> {
    // The longest numeral is mmmdccclxxxviii, 15 letters.
    if text.is_empty() || text.len() > 15 {
        return None;
    }
    let mut total = 0_u16;
    let mut before = 0_u16;
    for byte in text.bytes().rev() {
        let value = match byte {
            b'i' => 1,
            b'v' => 5,
            b'x' => 10,
            b'l' => 50,
            b'c' => 100,
            b'd' => 500,
            b'm' => 1000,
            _ => return None,
        };
        if value < before {
            total = total.checked_sub(value)?;
        } else {
            total = total.checked_add(value)?;
            before = value;
        }
    }
    (roman(total) == text).then_some(total)
}

#[cfg(test)]
mod tests {
    use super::{Label, LabelKind, letters, roman};

    fn label(text: &str, kind: LabelKind) -> Label {
        Label::parse(text, kind).unwrap()
    }

    #[test]
    fn inserted_labels_stand_between_their_neighbours() {
        let written = ["12", "12bis", "12ter", "12quater", "12decies", "13"];
        let labels: Vec<_> = written.iter().map(|text| label(text, LabelKind::Number)).collect();
        assert!(labels.is_sorted());
        for (text, label) in written.iter().zip(&labels) {
            assert_eq!(label.to_string(), *text);
        }
    }

    #[test]
    fn letters_go_on_after_z() {
        assert_eq!(letters(1), "a");
        assert_eq!(letters(26), "z");
        assert_eq!(letters(27), "aa");
        assert_eq!(letters(702), "zz");
        assert_eq!(label("ab", LabelKind::Letter).ordinal(), 28);
        assert_eq!(Label::parse("aaa", LabelKind::Letter), None);
        assert_eq!(Label::parse("C", LabelKind::Letter), None);
    }

    #[test]
    fn roman_numerals_have_one_spelling() {
        for number in 1..=3_999 {
            let text = roman(number);
            assert_eq!(label(&text, LabelKind::Roman).ordinal(), number);
        }
        for wrong in ["iiii", "vv", "ic", "", "mmmm", "iix", "abc"] {
            assert_eq!(Label::parse(wrong, LabelKind::Roman), None, "{wrong}");
        }
    }

    #[test]
    fn every_letter_and_roman_label_is_read_back_with_every_suffix() {
        for (kind, largest) in [(LabelKind::Letter, 702), (LabelKind::Roman, 400)] {
            for ordinal in 1..=largest {
                for suffix in 0..=9 {
                    let label = Label::new(kind, ordinal, suffix).unwrap();
                    assert_eq!(Label::parse(&label.to_string(), kind), Some(label));
                }
            }
        }
    }

    #[test]
    fn letters_depend_on_the_level_above() {
        let below_number = Label::parse_below("i", Some(LabelKind::Number)).unwrap();
        let below_letter = Label::parse_below("i", Some(LabelKind::Letter)).unwrap();
        assert_eq!(below_number.ordinal(), 9);
        assert_eq!(below_letter.ordinal(), 1);
        assert_eq!(Label::parse_below("a", None), None);
    }
}
