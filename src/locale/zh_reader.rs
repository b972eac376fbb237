//! Finding Chinese citations: "《公约》第五十七条第三款第(三)项", "第57条第3款(c)项", "第7条第6至19款".
//!
//! Every level has its sign (条, 款, 项, 目), so that a piece tells by itself where it belongs. The instrument
//! stands before the article; where something that is not known stands there (another law), nothing is found.
//! The file is longer than others because it is a whole reader: pieces, their order, and their owner.

use super::Found;
use super::chinese_numerals;
use super::marks::{char_at, char_before, digits, half_width};
use super::names::{Names, division_label};
use crate::model::citation::{DivisionKind, Label, LabelKind, Locator, Target, parse_roman};
use crate::model::instrument::Unit;
use crate::model::language::Language;

/// The largest number of pieces in one citation.
const MOST_PIECES: usize = 200;

/// What the sign of a piece says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sign {
    /// An article, principle, ….
    Unit(Unit),
    /// A chapter or other division.
    Division(DivisionKind),
    /// 款
    Paragraph,
    /// 项
    Letter,
    /// 目
    Roman,
    /// 分目
    BelowRoman,
}

/// A number as written.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Written {
    Number(u16),
    Letters(String),
}

/// How a piece is joined to the one before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Joint {
    /// It stands below it.
    None,
    /// It is a further member of a list.
    List,
    /// It ends a range.
    Range,
}

/// One sign with its numbers: 第五十七条, 第6至19款.
#[derive(Debug)]
struct Piece {
    sign: Sign,
    numbers: Vec<(Joint, Written)>,
    suffix: u8,
    end: usize,
}

/// Finds all citations in a text.
pub(super) fn read(text: &str, names: &Names) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    let mut offset = 0;
    while let Some(at) = next_start(text, offset) {
        let step = char_at(text, at).map_or(1, char::len_utf8);
        offset = match citation(text, at, names) {
            Some((citation, end)) => {
                found.extend(citation);
                end.max(at + step)
            }
            None => at + step,
        };
    }
    found
}

/// The next character at which a citation can begin.
fn next_start(text: &str, from: usize) -> Option<usize> {
    let rest = text.get(from..)?;
    rest.char_indices()
        .find(|(_, found)| matches!(found, '第' | '原' | '建' | '规' | '标' | '附') || found.is_ascii_uppercase())
        .map(|(offset, _)| from + offset)
}

/// Reads a citation whose first piece stands at an offset; the first value is `None` where it is not ours.
fn citation(text: &str, at: usize, names: &Names) -> Option<(Option<Found>, usize)> {
    let first = piece(text, at)?;
    if !matches!(first.sign, Sign::Unit(_) | Sign::Division(_)) {
        return None;
    }
    let mut builder = Builder { unit: None, targets: Vec::new(), labels: Vec::new(), open: true };
    builder.add(&first, Joint::None)?;
    let mut end = first.end;
    for _ in 0..MOST_PIECES {
        let (joint, next) = joint(text, end);
        let Some(piece) = piece(text, next) else {
            break;
        };
        if builder.add(&piece, joint).is_none() {
            break;
        }
        end = piece.end;
    }
    Some((builder.found(text, at, end, names), end))
}

/// What joins the next piece, and where that piece must stand.
fn joint(text: &str, at: usize) -> (Joint, usize) {
    let rest = text.get(at..).unwrap_or_default();
    for (word, joint) in [
        ("以及", Joint::List),
        ("、", Joint::List),
        ("和", Joint::List),
        ("及", Joint::List),
        ("与", Joint::List),
        ("或", Joint::List),
        ("至", Joint::Range),
        ("到", Joint::Range),
        ("—", Joint::Range),
        ("–", Joint::Range),
        ("-", Joint::Range),
    ] {
        if rest.starts_with(word) {
            return (joint, at + word.len());
        }
    }
    (Joint::None, at)
}

/// Reads one piece.
fn piece(text: &str, at: usize) -> Option<Piece> {
    let rest = text.get(at..)?;
    for (word, sign) in [
        ("原则", Sign::Unit(Unit::Principle)),
        ("建议", Sign::Unit(Unit::Recommendation)),
        ("规则", Sign::Unit(Unit::Rule)),
        ("标准", Sign::Unit(Unit::Standard)),
        ("附件", Sign::Division(DivisionKind::Annex)),
    ] {
        if rest.starts_with(word) {
            let (number, end) = written(text, space(text, at + word.len()))?;
            return finish(text, sign, vec![(Joint::None, number)], end);
        }
    }
    let first = rest.chars().next()?;
    if first == '第' {
        let (numbers, end) = numbers(text, space(text, at + first.len_utf8()))?;
        let (sign, end) = sign(text, space(text, end))?;
        return finish(text, sign, numbers, end);
    }
    if first.is_ascii_uppercase() {
        let inside = char_before(text, at).is_some_and(|before| before.is_ascii_alphanumeric());
        let (sign, end) = sign(text, at + 1)?;
        let is_division = matches!(sign, Sign::Division(_));
        let number = Written::Letters(first.to_string());
        return (is_division && !inside).then(|| finish(text, sign, vec![(Joint::None, number)], end))?;
    }
    if matches!(first, '(' | '（') {
        let (number, end) = bracketed(text, at)?;
        let (sign, end) = sign(text, end)?;
        let below = matches!(sign, Sign::Letter | Sign::Roman | Sign::BelowRoman);
        return below.then(|| finish(text, sign, vec![(Joint::None, number)], end))?;
    }
    None
}

/// Adds 之二 and the like.
fn finish(text: &str, sign: Sign, numbers: Vec<(Joint, Written)>, end: usize) -> Option<Piece> {
    let mut piece = Piece { sign, numbers, suffix: 0, end };
    if char_at(text, end) == Some('之') {
        let start = end + '之'.len_utf8();
        let number = chinese_numerals::read(text.get(start..)?)
            .map(|(value, length)| (value, start + length))
            .or_else(|| digits(text, start, 2));
        if let Some((value, after)) = number
            && let Ok(suffix) = u8::try_from(value.saturating_sub(1))
            && (1..=9).contains(&suffix)
        {
            piece.suffix = suffix;
            piece.end = after;
        }
    }
    Some(piece)
}

/// Reads "五十七", "6至19", "五十四、五十五".
fn numbers(text: &str, at: usize) -> Option<(Vec<(Joint, Written)>, usize)> {
    let (first, mut end) = written(text, at)?;
    let mut numbers = vec![(Joint::None, first)];
    while numbers.len() < MOST_PIECES {
        let (joint, next) = joint(text, space(text, end));
        if joint == Joint::None {
            break;
        }
        let Some((number, after)) = written(text, space(text, next)) else {
            break;
        };
        numbers.push((joint, number));
        end = after;
    }
    Some((numbers, end))
}

/// Reads a number in digits, Chinese numerals or brackets.
fn written(text: &str, at: usize) -> Option<(Written, usize)> {
    if let Some((value, end)) = digits(text, at, 4) {
        return Some((Written::Number(value), end));
    }
    if let Some((value, length)) = chinese_numerals::read(text.get(at..)?) {
        return Some((Written::Number(value), at + length));
    }
    if let Some(letter @ 'A'..='Z') = char_at(text, at) {
        return Some((Written::Letters(letter.to_string()), at + 1));
    }
    bracketed(text, at)
}

/// Reads "(三)", "（3）", "(c)", "(ii)".
fn bracketed(text: &str, at: usize) -> Option<(Written, usize)> {
    let opening = char_at(text, at).filter(|found| matches!(found, '(' | '（'))?;
    let inner = at + opening.len_utf8();
    let (number, end) = if let Some((value, end)) = digits(text, inner, 3) {
        (Written::Number(value), end)
    } else if let Some((value, length)) = chinese_numerals::read(text.get(inner..)?) {
        (Written::Number(value), inner + length)
    } else {
        let letters: String =
            text.get(inner..)?.chars().map(half_width).take(7).take_while(char::is_ascii_alphabetic).collect();
        let length: usize = text.get(inner..)?.chars().take(letters.len()).map(char::len_utf8).sum();
        (Written::Letters(letters.to_ascii_lowercase()), inner + length)
    };
    if number == Written::Letters(String::new()) {
        return None;
    }
    let closing = char_at(text, end).filter(|found| matches!(found, ')' | '）'))?;
    Some((number, end + closing.len_utf8()))
}

/// Reads the sign behind the numbers.
fn sign(text: &str, at: usize) -> Option<(Sign, usize)> {
    let rest = text.get(at..)?;
    [
        ("条", Sign::Unit(Unit::Article)),
        ("款", Sign::Paragraph),
        ("项", Sign::Letter),
        ("分目", Sign::BelowRoman),
        ("目", Sign::Roman),
        ("段", Sign::Unit(Unit::Paragraph)),
        ("章", Sign::Division(DivisionKind::Chapter)),
        ("部分", Sign::Division(DivisionKind::Part)),
        ("组", Sign::Division(DivisionKind::Group)),
        ("节", Sign::Division(DivisionKind::Section)),
        ("编", Sign::Division(DivisionKind::Title)),
    ]
    .into_iter()
    .find(|(word, _)| rest.starts_with(word))
    .map(|(word, sign)| (sign, at + word.len()))
}

/// Skips at most two spaces, which some writers put around digits.
fn space(text: &str, at: usize) -> usize {
    let mut offset = at;
    for _ in 0..2 {
        match char_at(text, offset) {
            Some(found) if found.is_whitespace() && found != '\n' => offset += found.len_utf8(),
            _ => break,
        }
    }
    offset
}

/// Targets while pieces are read.
struct Builder {
    unit: Option<Unit>,
    targets: Vec<Planned>,
    /// The labels of the provision read last.
    labels: Vec<Label>,
    /// Whether something can stand below the piece read last: not where it had several numbers.
    open: bool,
}

/// A target whose division number may still wait for its instrument.
enum Planned {
    Done(Target),
    Division(DivisionKind, Written, u8),
}

impl Builder {
    /// Adds a piece; `None` where it does not fit, and then nothing is changed.
    fn add(&mut self, piece: &Piece, joint: Joint) -> Option<()> {
        if let Sign::Division(kind) = piece.sign {
            return self.division(kind, piece, joint);
        }
        if joint == Joint::None && !self.open {
            return None;
        }
        if let Sign::Unit(unit) = piece.sign
            && self.unit.is_some_and(|before| before != unit)
        {
            return None;
        }
        let mut planned: Vec<Target> = Vec::new();
        let mut labels = self.labels.clone();
        let mut replaces = false;
        for (place, (inner, number)) in piece.numbers.iter().enumerate() {
            let joint = if place == 0 { joint } else { *inner };
            labels = place_of(&labels, piece.sign, number, piece.suffix)?;
            let locator = Locator::new(labels.clone())?;
            let before = planned.last().or(match self.targets.last() {
                Some(Planned::Done(target)) if planned.is_empty() => Some(target),
                _ => None,
            });
            let from_self = planned.is_empty();
            match (joint, before) {
                (Joint::Range, Some(Target::Provision(from))) => {
                    let range = Target::range(from.clone(), locator)?;
                    replaces |= from_self;
                    planned.pop();
                    planned.push(range);
                }
                (Joint::Range, _) => return None,
                (Joint::None, Some(before)) if place == 0 => {
                    // It goes on below the piece before, or replaces the end of a range.
                    let extended = match before {
                        Target::Provision(from) if from.contains(&locator) => Target::Provision(locator),
                        Target::Range(from, to) if to.contains(&locator) => Target::range(from.clone(), locator)?,
                        _ => return None,
                    };
                    replaces = true;
                    planned.push(extended);
                }
                (Joint::None, None) if place == 0 => {
                    // An article behind its chapter stands for itself.
                    replaces = !self.targets.is_empty();
                    planned.push(Target::Provision(locator));
                }
                _ => planned.push(Target::Provision(locator)),
            }
        }
        if replaces {
            self.targets.pop();
        }
        if let Sign::Unit(unit) = piece.sign {
            self.unit = Some(unit);
        }
        self.labels = labels;
        self.open = planned.len() == 1;
        self.targets.extend(planned.into_iter().map(Planned::Done));
        Some(())
    }

    fn division(&mut self, kind: DivisionKind, piece: &Piece, joint: Joint) -> Option<()> {
        if joint == Joint::Range || (joint == Joint::None && !self.targets.is_empty()) {
            return None;
        }
        for (_, number) in &piece.numbers {
            let planned = Planned::Division(kind, number.clone(), piece.suffix);
            self.targets.push(planned);
        }
        self.open = true;
        self.labels.clear();
        Some(())
    }

    /// The citation, where its instrument is known or the primary one is meant.
    fn found(self, text: &str, at: usize, end: usize, names: &Names) -> Option<Found> {
        let (instrument, start) = match owner(text, at, names) {
            Owner::Known(instrument, start) => (Some(instrument), start),
            Owner::Other => return None,
            Owner::Unnamed => (None, at),
        };
        let named = instrument.is_some();
        let instrument = instrument.or_else(|| names.primary())?;
        let own = names.unit(instrument)?;
        let divisions = self.targets.iter().any(|target| matches!(target, Planned::Division(..)));
        let wrong_unit = self.unit.is_some_and(|unit| unit != own);
        if wrong_unit || (!named && (divisions || own != Unit::Article)) {
            // "第4节" of an instrument of sections is read as a division first.
            return None;
        }
        let mut targets = Vec::with_capacity(self.targets.len());
        for target in self.targets {
            targets.push(match target {
                Planned::Done(target) => target,
                Planned::Division(DivisionKind::Section, Written::Number(number), suffix) if own == Unit::Section => {
                    let label = Label::new(LabelKind::Number, number, suffix)?;
                    Target::Provision(Locator::article(label)?)
                }
                Planned::Division(kind, number, suffix) => {
                    let text = match number {
                        Written::Number(number) => number.to_string(),
                        Written::Letters(letters) => letters,
                    };
                    let label = division_label(&text, names.numeral(instrument, kind))?;
                    let label = Label::new(label.kind(), label.ordinal(), suffix)?;
                    Target::division(kind, label)?
                }
            });
        }
        Some(Found { range: start..end, citation: names.citation(instrument, targets)?, named, look_alike: None })
    }
}

/// The labels that a piece means behind others.
fn place_of(before: &[Label], sign: Sign, number: &Written, suffix: u8) -> Option<Vec<Label>> {
    let is = |kind: LabelKind| move |label: &Label| label.kind() == kind;
    let numbers = before.iter().take_while(|label| is(LabelKind::Number)(label)).count();
    let (kept, kind) = match sign {
        Sign::Unit(_) => (0, LabelKind::Number),
        Sign::Division(_) => return None,
        Sign::Paragraph => (1, LabelKind::Number),
        Sign::Letter => (numbers, LabelKind::Letter),
        Sign::Roman => {
            let letter = before.iter().position(is(LabelKind::Letter))?;
            (letter + 1, LabelKind::Roman)
        }
        Sign::BelowRoman => {
            let roman = before.iter().position(is(LabelKind::Roman))?;
            (roman + 1, LabelKind::Letter)
        }
    };
    let mut labels = before.get(..kept)?.to_vec();
    if kept == 0 && !matches!(sign, Sign::Unit(_)) {
        return None;
    }
    let ordinal = match (number, kind) {
        (Written::Number(number), _) => *number,
        (Written::Letters(letters), LabelKind::Letter) => Label::parse(letters, LabelKind::Letter)?.ordinal(),
        (Written::Letters(letters), LabelKind::Roman) => parse_roman(letters)?,
        (Written::Letters(_), LabelKind::Number) => return None,
    };
    labels.push(Label::new(kind, ordinal, suffix)?);
    Some(labels)
}

/// Whose the provisions are.
enum Owner {
    /// A known instrument, whose name begins at the offset.
    Known(usize, usize),
    /// Some other law.
    Other,
    /// Nothing is named.
    Unnamed,
}

/// Looks at what stands before a citation.
fn owner(text: &str, at: usize, names: &Names) -> Owner {
    let mut end = at;
    while let Some(found @ (' ' | '\u{A0}' | '\u{3000}')) = char_before(text, end) {
        end -= found.len_utf8();
        if at - end > 6 {
            break;
        }
    }
    if char_before(text, end) == Some('的') {
        end -= '的'.len_utf8();
    }
    if let Some(known) = names.before(Language::Zh, text, end) {
        // Without title brackets a longer name may end in a known one: 维也纳公约.
        let bracketed = char_at(text, known.end) == Some('《');
        let before = char_before(text, known.end);
        let inside = match before {
            Some(letter) if letter.is_ascii_alphanumeric() => true,
            Some(letter) => {
                letter.is_alphabetic() && !"据照按依与和及或在对由从以为于即的用合守反循行该本".contains(letter)
            }
            None => false,
        };
        if bracketed || !inside {
            return Owner::Known(known.instrument, known.end);
        }
        return Owner::Other;
    }
    match char_before(text, end) {
        Some('》') => Owner::Other,
        Some(last) if "法典约例章则定书案令规".contains(last) => Owner::Other,
        _ => Owner::Unnamed,
    }
}
