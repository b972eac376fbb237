//! The grammar of citations in prose, shared by the languages that have words for levels.
//!
//! A segment begins with a leading word and goes from the article down ("article 57, paragraph 3 (c)") or from
//! the paragraph up ("paragraph 3 (c) of article 57"); segments are joined by commas and "and". Every function
//! gives the offset behind what it took. What is looked at twice is bounded: a failed attempt ends before the
//! next leading word. The file is longer than others because the productions call one another.

use super::lexicon::{Keyword, Lexicon, Number, Stop, Word};
use super::marks::{
    Joint, Mark, bracket, char_at, digit, digits, joint, number, range_joint, spaces, suffix, take, take_word, word,
};
use crate::model::citation::{DivisionKind, Label, Locator, MAX_LEVELS, Target};
use crate::model::instrument::Unit;

/// The largest number of members in one list.
const MOST_MEMBERS: usize = 200;

/// A piece of a citation with its own leading word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Segment {
    /// Provisions, counted in units of that kind.
    Provisions(Unit, Vec<Target>),
    /// Divisions, each number as written and whether a range begins at it.
    Divisions(DivisionKind, Vec<(String, bool)>),
}

/// A reader of one text.
pub(super) struct Grammar<'a> {
    /// The language's words.
    pub lexicon: &'static Lexicon,
    /// The text.
    pub text: &'a str,
    /// Where a letter of another script stood for its twin, first of them.
    pub look_alike: Option<usize>,
}

/// How a label list member continues what stands before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Link {
    /// A further member.
    Member,
    /// The end of a range.
    RangeEnd,
}

/// One member of a list: its marks, and whether they stand on their own or replace the end of those before.
#[derive(Debug, Clone)]
struct Piece {
    link: Link,
    own: bool,
    marks: Vec<Mark>,
    end: usize,
}

impl Grammar<'_> {
    /// The leading word at an offset, and the offset behind it and its full stop.
    pub(super) fn keyword(&self, at: usize) -> Option<(&'static Keyword, usize)> {
        let end = word(self.text, at)?;
        let letters = self.text.get(at..end)?;
        let keyword = self.lexicon.keyword(letters).or_else(|| {
            // In Arabic "for" and the article melt together: لل for ل and ال.
            let rest = letters.strip_prefix("لل")?;
            if self.lexicon.prefixes.is_empty() {
                return None;
            }
            self.lexicon.keyword(&format!("ال{rest}"))
        })?;
        let stop = char_at(self.text, end) == Some('.');
        match keyword.2 {
            Stop::Yes if !stop => None,
            Stop::Yes | Stop::Perhaps if stop => Some((keyword, end + 1)),
            _ => Some((keyword, end)),
        }
    }

    /// A segment whose leading word stands at an offset.
    pub(super) fn segment(&mut self, at: usize) -> Option<(Segment, usize)> {
        let (keyword, after) = self.keyword(at)?;
        match keyword.1 {
            Word::Unit(unit, count) => self.article(after, unit, count),
            Word::Division(kind) => self.divisions(after, kind),
            Word::Subparagraph => self.upwards(after, Number::Either),
            Word::Paragraph(count) => {
                self.upwards(after, count).or_else(|| self.article(after, Unit::Paragraph, count))
            }
        }
    }

    // ── From the article down ──────────────────────────────────────────────────────────────────────────────

    /// "57, paragraph 3 (c)", "31, paragraph 1, and 54", "51 to 59".
    fn article(&mut self, at: usize, unit: Unit, count: Number) -> Option<(Segment, usize)> {
        let mut start = self.gap(at)?;
        let mut end = at;
        let mut targets: Vec<Target> = Vec::new();
        let mut and_seen = false;
        let mut is_list: Option<bool> = None;
        while targets.len() < MOST_MEMBERS {
            let Some((item, after, detailed)) = self.item(start, unit, count) else {
                break;
            };
            targets.extend(item);
            end = after;
            let Some((joint, next)) = joint(self.lexicon, self.text, end) else {
                break;
            };
            let may = match (joint, count) {
                (_, Number::One) => false,
                (Joint::And, _) => !and_seen || detailed || self.repeats_and(),
                (Joint::Comma, Number::Many) => !and_seen,
                (Joint::CommaAnd, Number::Many) => true,
                (Joint::Comma | Joint::CommaAnd, Number::Either) => {
                    joint == Joint::CommaAnd || *is_list.get_or_insert_with(|| self.closes_list(next))
                }
            };
            if !may || number(self.lexicon, self.text, next).is_none() {
                break;
            }
            and_seen |= joint != Joint::Comma;
            start = next;
        }
        (!targets.is_empty()).then_some((Segment::Provisions(unit, targets), end))
    }

    /// Whether "and" stands between all members of a list, as in Arabic.
    const fn repeats_and(&self) -> bool {
        self.lexicon.attached_and.is_some()
    }

    /// Whether a number at an offset is followed by a further one behind "and": so it is a list.
    fn closes_list(&self, at: usize) -> bool {
        let mut offset = at;
        for _ in 0..MOST_MEMBERS {
            let Some((_, mut end)) = number(self.lexicon, self.text, offset) else {
                return false;
            };
            if let Some((_, next)) = range_joint(self.lexicon, self.text, end)
                && let Some((_, after)) = number(self.lexicon, self.text, next)
            {
                end = after;
            }
            match joint(self.lexicon, self.text, end) {
                Some((Joint::Comma, next)) => offset = next,
                Some((_, next)) => return number(self.lexicon, self.text, next).is_some(),
                None => return false,
            }
        }
        false
    }

    /// The offset of a number or bracket behind a leading word; some space or a full stop must be there.
    fn gap(&self, at: usize) -> Option<usize> {
        let start = spaces(self.text, at);
        let stop = self.text.get(..at)?.ends_with('.');
        if start == at && !stop {
            return None;
        }
        let mut qualifiers = self.lexicon.qualifiers.iter();
        let qualified = qualifiers.find_map(|word| take_word(self.text, start, word));
        Some(qualified.map_or(start, |end| spaces(self.text, end)))
    }

    /// One article with what stands below it; the last value tells whether anything does.
    fn item(&mut self, at: usize, unit: Unit, count: Number) -> Option<(Vec<Target>, usize, bool)> {
        let (marks, end) = self.path(at, false)?;
        let mut pieces = vec![Piece { link: Link::Member, own: true, marks, end }];
        self.range_end(&mut pieces, count);
        self.bracket_members(&mut pieces, count);
        let (mut targets, mut end, complete) = self.resolve(&[], &pieces)?;
        let mut detailed = pieces.iter().any(|piece| piece.marks.len() > 1);
        if !complete {
            return Some((targets, end, true));
        }
        while let [Target::Provision(base)] = targets.as_slice()
            && let Some((below, after)) = self.detail(end, base)
        {
            targets = below;
            end = after;
            detailed = true;
        }
        if let [Target::Provision(from)] = targets.as_slice()
            && let Some((to, after)) = self.long_end(end, unit)
            && let Some(range) = Target::range(from.clone(), to)
        {
            targets = vec![range];
            end = after;
            detailed = true;
        }
        Some((targets, end, detailed))
    }

    /// ", paragraph 3 (c)" or ", subparagraph (a)" behind an article or paragraph.
    fn detail(&mut self, at: usize, base: &Locator) -> Option<(Vec<Target>, usize)> {
        let mut offset = spaces(self.text, at);
        if let Some(comma @ (',' | '،')) = char_at(self.text, offset) {
            offset = spaces(self.text, offset + comma.len_utf8());
        }
        let (keyword, after) = self.keyword(offset)?;
        let count = match keyword.1 {
            Word::Paragraph(count) => count,
            Word::Subparagraph => Number::Either,
            Word::Unit(..) | Word::Division(_) => return None,
        };
        let start = self.gap(after)?;
        let pieces = self.list(start, count)?;
        let (targets, end, _) = self.resolve(base.labels(), &pieces)?;
        // "article 39, paragraph 5 of article 117" is two places, not one.
        let above = self.level_above(end).map(|(keyword, _)| keyword.1);
        (!matches!(above, Some(Word::Unit(..)))).then_some((targets, end))
    }

    /// ", to article 54, paragraph 1": the end of a range that begins in another article.
    fn long_end(&mut self, at: usize, unit: Unit) -> Option<(Locator, usize)> {
        let mut offset = at;
        let comma = spaces(self.text, at);
        if char_at(self.text, comma) == Some(',') {
            offset = comma + 1;
        }
        let (_, start) = range_joint(self.lexicon, self.text, offset)?;
        let start = self.filler(start);
        let (keyword, after) = self.keyword(start)?;
        match keyword.1 {
            Word::Unit(same, Number::One | Number::Either) if same == unit => {}
            Word::Paragraph(count) => {
                let (same, targets, end) = self.one_upwards(after, count)?;
                return match targets.as_slice() {
                    [Target::Provision(to)] if same == unit => Some((to.clone(), end)),
                    _ => None,
                };
            }
            _ => return None,
        }
        let (marks, end) = self.path(self.gap(after)?, false)?;
        let locator = self.locator(&[], &marks)?;
        match self.detail(end, &locator) {
            Some((targets, end)) => match targets.as_slice() {
                [Target::Provision(to)] => Some((to.clone(), end)),
                _ => None,
            },
            None => Some((locator, end)),
        }
    }

    /// Skips a word that may stand before a leading word: "l'", "el".
    pub(super) fn filler(&self, at: usize) -> usize {
        let mut fillers = self.lexicon.fillers.iter();
        let taken = fillers.find_map(|filler| take(self.text, at, filler));
        taken.map_or(at, |end| spaces(self.text, end))
    }

    // ── From the paragraph up ──────────────────────────────────────────────────────────────────────────────

    /// "3 (c) of article 57", "(c) of paragraph 3 of article 57", and a range of two of them.
    fn upwards(&mut self, at: usize, count: Number) -> Option<(Segment, usize)> {
        let (unit, mut targets, mut end) = self.one_upwards(at, count)?;
        if let [Target::Provision(from)] = targets.as_slice()
            && let Some((to, after)) = self.long_end(end, unit)
            && let Some(range) = Target::range(from.clone(), to)
        {
            targets = vec![range];
            end = after;
        }
        Some((Segment::Provisions(unit, targets), end))
    }

    fn one_upwards(&mut self, at: usize, count: Number) -> Option<(Unit, Vec<Target>, usize)> {
        let start = self.gap(at)?;
        let pieces = self.list(start, count)?;
        let mut end = pieces.last()?.end;
        let mut levels: Vec<Vec<Mark>> = Vec::new();
        // At most: subparagraph of paragraph of article.
        for _ in 0..MAX_LEVELS {
            let (keyword, after) = self.level_above(end)?;
            let start = self.gap(after)?;
            let (marks, after) = self.path(start, true)?;
            end = after;
            match keyword.1 {
                Word::Paragraph(_) | Word::Subparagraph => levels.push(marks),
                Word::Unit(unit, _) => {
                    let mut base = self.locator(&[], &marks)?;
                    while let Some(marks) = levels.pop() {
                        base = self.locator(base.labels(), &marks)?;
                    }
                    let (targets, _, complete) = self.resolve(base.labels(), &pieces)?;
                    return complete.then_some((unit, targets, end));
                }
                Word::Division(_) => return None,
            }
        }
        None
    }

    /// The leading word of the level above, behind "of" where the language has it.
    fn level_above(&self, at: usize) -> Option<(&'static Keyword, usize)> {
        let start = spaces(self.text, at);
        if self.lexicon.of_level.is_empty() {
            return self.keyword(start);
        }
        let mut connectors = self.lexicon.of_level.iter();
        connectors.find_map(|of| self.keyword(take(self.text, start, of)?))
    }

    // ── Lists of labels ────────────────────────────────────────────────────────────────────────────────────

    /// A number with brackets behind it, or brackets alone where they may stand so: "3 (c)", "57.3", "(a) (i)".
    fn path(&mut self, at: usize, may_begin_with_bracket: bool) -> Option<(Vec<Mark>, usize)> {
        let mut marks = Vec::new();
        let mut end = at;
        if let Some((mark, after)) = number(self.lexicon, self.text, at) {
            marks.push(mark);
            end = after;
            while char_at(self.text, end) == Some('.')
                && let Some((mark, after)) = number(self.lexicon, self.text, end + 1)
                && marks.len() < MAX_LEVELS
            {
                marks.push(mark);
                end = after;
            }
        } else if !may_begin_with_bracket {
            return None;
        }
        while marks.len() < MAX_LEVELS
            && let Some((mark, after)) = bracket(self.lexicon, self.text, end)
        {
            self.look_alike = self.look_alike.or(mark.look_alike);
            marks.push(mark);
            end = after;
        }
        (!marks.is_empty()).then_some((marks, end))
    }

    /// A list of paragraphs or subparagraphs.
    fn list(&mut self, at: usize, count: Number) -> Option<Vec<Piece>> {
        let (marks, end) = self.path(at, true)?;
        let mut pieces = vec![Piece { link: Link::Member, own: true, marks, end }];
        let mut and_seen = false;
        while pieces.len() < MOST_MEMBERS {
            self.range_end(&mut pieces, count);
            self.bracket_members(&mut pieces, count);
            let end = pieces.last()?.end;
            let Some((joint, next)) = joint(self.lexicon, self.text, end) else {
                break;
            };
            if !may_continue(joint, count, and_seen && !self.repeats_and())
                || number(self.lexicon, self.text, next).is_none()
            {
                break;
            }
            let Some((marks, end)) = self.path(next, false) else {
                break;
            };
            and_seen |= joint != Joint::Comma;
            pieces.push(Piece { link: Link::Member, own: true, marks, end });
        }
        Some(pieces)
    }

    /// The end of a range behind the last member: "to 29", "–(29)".
    fn range_end(&mut self, pieces: &mut Vec<Piece>, count: Number) {
        let Some(last) = pieces.last() else { return };
        if last.link == Link::RangeEnd {
            return;
        }
        let Some((dash, next)) = range_joint(self.lexicon, self.text, last.end) else {
            return;
        };
        let is_number = char_at(self.text, next).is_some_and(|found| digit(found).is_some());
        if is_number && !dash && count == Number::One {
            return;
        }
        if let Some((marks, end)) = self.path(next, !is_number) {
            pieces.push(Piece { link: Link::RangeEnd, own: is_number, marks, end });
        }
    }

    /// Further brackets behind a bracket: "(a), (b) and (c)", "(a) to (c)".
    fn bracket_members(&mut self, pieces: &mut Vec<Piece>, count: Number) {
        while pieces.len() < MOST_MEMBERS {
            let Some(last) = pieces.last() else { return };
            if !last.marks.last().is_some_and(|mark| mark.bracketed) {
                return;
            }
            let Some((_, next)) = joint(self.lexicon, self.text, last.end) else {
                return;
            };
            if number(self.lexicon, self.text, next).is_some() {
                return;
            }
            let Some((marks, end)) = self.path(next, true) else {
                return;
            };
            pieces.push(Piece { link: Link::Member, own: false, marks, end });
            self.range_end(pieces, count);
        }
    }

    /// Targets of a list's members below a base, up to the first member that makes none.
    ///
    /// Gives the offset behind the last one used, and whether all were.
    fn resolve(&self, base: &[Label], pieces: &[Piece]) -> Option<(Vec<Target>, usize, bool)> {
        let mut targets: Vec<Target> = Vec::with_capacity(pieces.len());
        let mut before: Option<Locator> = None;
        let mut end = 0;
        let mut complete = true;
        for piece in pieces {
            let locator = if piece.own {
                self.locator(base, &piece.marks)
            } else {
                before.as_ref().and_then(|before| continued(before, &piece.marks))
            };
            let target = locator.and_then(|locator| match (piece.link, targets.last()) {
                (Link::Member, _) => Some((Target::Provision(locator.clone()), locator)),
                (Link::RangeEnd, Some(Target::Provision(from))) => {
                    let range = Target::range(from.clone(), locator.clone())?;
                    Some((range, locator))
                }
                (Link::RangeEnd, _) => None,
            });
            let Some((target, locator)) = target else {
                complete = false;
                break;
            };
            if piece.link == Link::RangeEnd {
                targets.pop();
            }
            targets.push(target);
            before = Some(locator);
            end = piece.end;
        }
        (!targets.is_empty()).then_some((targets, end, complete))
    }

    /// The locator of marks below a base.
    fn locator(&self, base: &[Label], marks: &[Mark]) -> Option<Locator> {
        let mut labels = base.to_vec();
        for mark in marks {
            let above = labels.last().map(|label| label.kind());
            labels.push(Label::parse_below(&mark.text, above)?);
        }
        Locator::new(labels)
    }

    // ── Divisions ──────────────────────────────────────────────────────────────────────────────────────────

    /// "V", "IV and V", "II to V"; the numbers stay as written until the instrument is known.
    fn divisions(&mut self, at: usize, kind: DivisionKind) -> Option<(Segment, usize)> {
        let mut start = self.gap(at)?;
        let mut end = at;
        let mut numbers: Vec<(String, bool)> = Vec::new();
        while numbers.len() < MOST_MEMBERS {
            let Some((number, after)) = self.division_number(start) else {
                break;
            };
            end = after;
            let range =
                range_joint(self.lexicon, self.text, end).filter(|(_, next)| self.division_number(*next).is_some());
            let in_range = numbers.last().is_some_and(|(_, begins)| *begins);
            if let (Some((_, next)), false) = (range, in_range) {
                numbers.push((number, true));
                start = next;
                continue;
            }
            numbers.push((number, false));
            match joint(self.lexicon, self.text, end) {
                Some((_, next)) => start = next,
                None => break,
            }
        }
        (!numbers.is_empty()).then_some((Segment::Divisions(kind, numbers), end))
    }

    /// The number of a division, with the word of an inserted one: "V", "V bis".
    fn division_number(&self, at: usize) -> Option<(String, usize)> {
        let (mut number, end) = self.plain_division_number(at)?;
        match suffix(self.lexicon, self.text, end) {
            Some((word, end)) => {
                number.push_str(word);
                Some((number, end))
            }
            None => Some((number, end)),
        }
    }

    /// A Roman numeral or one letter in capitals, digits, or a word for a number.
    fn plain_division_number(&self, at: usize) -> Option<(String, usize)> {
        if let Some((value, end)) = digits(self.text, at, 3) {
            let goes_on = char_at(self.text, end).is_some_and(char::is_alphanumeric);
            return (!goes_on).then(|| (value.to_string(), end));
        }
        let end = word(self.text, at)?;
        let letters = self.text.get(at..end)?;
        let mut ordinals = self.lexicon.ordinals.iter();
        if let Some((_, value)) = ordinals.find(|(ordinal, _)| *ordinal == letters) {
            return Some((value.to_string(), end));
        }
        let goes_on = char_at(self.text, end).is_some_and(char::is_alphanumeric);
        let capitals = letters.bytes().all(|byte| byte.is_ascii_uppercase());
        let roman = crate::model::citation::parse_roman(&letters.to_lowercase()).is_some();
        if capitals && !goes_on && (letters.len() == 1 || roman) {
            return Some((letters.to_owned(), end));
        }
        if letters.is_ascii() || goes_on {
            return None;
        }
        // A division lettered in the language's own alphabet.
        let (latin, _) = (self.lexicon.letters)(letters)?;
        (latin.len() == 1).then(|| (latin.to_uppercase(), end))
    }
}

/// Whether a further paragraph may follow in a list of paragraphs.
const fn may_continue(joint: Joint, count: Number, and_seen: bool) -> bool {
    match (joint, count) {
        (_, Number::One) | (Joint::Comma | Joint::CommaAnd, Number::Either) => false,
        _ => !and_seen,
    }
}

/// The labels that brackets mean behind others: they replace the lowest level of their kind.
fn continued(before: &Locator, marks: &[Mark]) -> Option<Locator> {
    let first = marks.first()?;
    for kept in (1..before.depth()).rev() {
        let above = before.labels().get(kept.checked_sub(1)?)?.kind();
        let replaced = before.labels().get(kept)?.kind();
        let label = Label::parse_below(&first.text, Some(above));
        if label.is_some_and(|label| label.kind() == replaced) {
            let mut labels = before.labels().get(..kept)?.to_vec();
            for mark in marks {
                let above = labels.last().map(|label| label.kind());
                labels.push(Label::parse_below(&mark.text, above)?);
            }
            return Locator::new(labels);
        }
    }
    None
}
