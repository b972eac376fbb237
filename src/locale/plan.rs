//! How the targets of a citation are grouped for writing, alike in all languages.
//!
//! Targets come in, segments go out: consecutive targets of one article are one segment ("article 57,
//! paragraphs 3 and 4"), consecutive divisions of one kind another ("chapters IV and V").

use crate::model::citation::{DivisionKind, Label, LabelKind, Locator, Target};

/// A piece of a citation with its own leading word.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Segment {
    /// The whole instrument.
    Whole,
    /// Divisions of one kind.
    Divisions(DivisionKind, Vec<Label>),
    /// One article, or pieces of it.
    Article(Label, Vec<Entry>),
    /// Whole articles from the first to the last.
    Articles(Label, Label),
    /// From a piece of one article to a piece of another (or of another kind of level).
    Long(Locator, Locator),
}

/// Pieces of one article that share everything but their last label.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Entry {
    /// The labels that they share below the article, and the last ones.
    Shared(Vec<Label>, Vec<Tail>),
    /// A range whose ends share only the article: the labels of both below the article.
    Between(Vec<Label>, Vec<Label>),
}

/// The last label of a provision, or the last labels of a range.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tail {
    /// One provision.
    One(Label),
    /// From the first to the last.
    Range(Label, Label),
}

impl Segment {
    /// Whether the segment is an article or a run of articles, without anything below.
    pub(super) fn is_bare(&self) -> bool {
        match self {
            Self::Article(_, entries) => entries.is_empty(),
            Self::Articles(..) => true,
            Self::Whole | Self::Divisions(..) | Self::Long(..) => false,
        }
    }

    /// Whether the segment can stand in a list under one plural word: at most one paragraph of an article.
    pub(super) fn is_short(&self) -> bool {
        match self {
            Self::Article(_, entries) => match entries.as_slice() {
                [] => true,
                [entry] => !entry.is_plural(),
                _ => false,
            },
            Self::Articles(..) => true,
            Self::Whole | Self::Divisions(..) | Self::Long(..) => false,
        }
    }

    /// Whether the segment speaks of numbered paragraphs.
    pub(super) fn has_paragraphs(&self) -> bool {
        match self {
            Self::Article(_, entries) => entries.iter().any(Entry::is_paragraph),
            Self::Long(_, to) => {
                let second = to.labels().get(1);
                second.is_some_and(|label| label.kind() == LabelKind::Number)
            }
            Self::Whole | Self::Divisions(..) | Self::Articles(..) => false,
        }
    }
}

impl Entry {
    /// The first label below the article.
    fn first(&self) -> Option<Label> {
        match self {
            Self::Shared(head, tails) => head.first().copied().or_else(|| {
                tails.first().map(|tail| match tail {
                    Tail::One(label) | Tail::Range(label, _) => *label,
                })
            }),
            Self::Between(from, _) => from.first().copied(),
        }
    }

    /// Whether the entry begins with a numbered paragraph.
    pub(super) fn is_paragraph(&self) -> bool {
        self.first().is_some_and(|label| label.kind() == LabelKind::Number)
    }

    /// Whether the entry names more than one numbered paragraph.
    pub(super) fn is_plural(&self) -> bool {
        match self {
            Self::Shared(head, tails) => {
                head.is_empty() && self.is_paragraph() && matches!(tails.as_slice(), [Tail::Range(..)])
            }
            Self::Between(..) => self.is_paragraph(),
        }
    }
}

/// Groups the targets of a citation.
pub(super) fn plan(targets: &[Target]) -> Vec<Segment> {
    let mut segments: Vec<Segment> = Vec::with_capacity(targets.len());
    for target in targets {
        let segment = segment(target);
        match (segments.last_mut(), segment) {
            (Some(Segment::Divisions(before, numbers)), Segment::Divisions(kind, more)) if *before == kind => {
                numbers.extend(more);
            }
            (Some(Segment::Article(before, entries)), Segment::Article(article, mut more))
                if *before == article && joins(entries, &more) =>
            {
                if let Some(entry) = more.pop() {
                    add(entries, entry);
                }
            }
            (_, segment) => segments.push(segment),
        }
    }
    segments
}

fn segment(target: &Target) -> Segment {
    match target {
        Target::Whole => Segment::Whole,
        Target::Division { kind, number } => Segment::Divisions(*kind, vec![*number]),
        Target::Provision(locator) => {
            let below = &locator.labels()[1..];
            let entry = below.split_last().map(|(last, head)| Entry::Shared(head.to_vec(), vec![Tail::One(*last)]));
            Segment::Article(locator.first(), entry.into_iter().collect())
        }
        Target::Range(from, to) => range(from, to),
    }
}

fn range(from: &Locator, to: &Locator) -> Segment {
    let shared = from.shared_levels(to);
    if shared == 0 {
        if from.depth() == 1 && to.depth() == 1 {
            return Segment::Articles(from.first(), to.first());
        }
        return Segment::Long(from.clone(), to.clone());
    }
    let siblings = from.depth() == to.depth() && shared + 1 == from.depth() && from.last().kind() == to.last().kind();
    if siblings {
        let head = from.labels()[1..shared].to_vec();
        let tail = Tail::Range(from.last(), to.last());
        return Segment::Article(from.first(), vec![Entry::Shared(head, vec![tail])]);
    }
    let (from_below, to_below) = (&from.labels()[1..], &to.labels()[1..]);
    let numbers = [from_below, to_below]
        .iter()
        .all(|labels| labels.first().is_some_and(|label| label.kind() == LabelKind::Number));
    if numbers {
        let entry = Entry::Between(from_below.to_vec(), to_below.to_vec());
        Segment::Article(from.first(), vec![entry])
    } else {
        Segment::Long(from.clone(), to.clone())
    }
}

/// Whether further pieces of an article can stand behind those before under one word.
///
/// Pieces without paragraph numbers join only where they share all but the last label: after "(a) (i)" a
/// plain "(c)" could be read as a Roman numeral.
fn joins(entries: &[Entry], more: &[Entry]) -> bool {
    let (Some(before), Some(next)) = (entries.last(), more.last()) else {
        return false;
    };
    match (before.is_paragraph(), next.is_paragraph()) {
        (true, true) => true,
        (false, false) => same_head(before, next),
        _ => false,
    }
}

fn same_head(before: &Entry, next: &Entry) -> bool {
    match (before, next) {
        (Entry::Shared(left, _), Entry::Shared(right, _)) => left == right,
        _ => false,
    }
}

/// Adds an entry, to the one before where both share all but the last label.
///
/// Whole paragraphs stay entries of their own, so that their number is plain from the number of entries.
fn add(entries: &mut Vec<Entry>, entry: Entry) {
    if let (Some(Entry::Shared(head, tails)), Entry::Shared(next, more)) = (entries.last_mut(), &entry)
        && head == next
        && tails_kind(tails) == tails_kind(more)
        && !(head.is_empty() && tails_kind(more) == Some(LabelKind::Number))
    {
        tails.extend(more);
        return;
    }
    entries.push(entry);
}

fn tails_kind(tails: &[Tail]) -> Option<LabelKind> {
    tails.last().map(|tail| match tail {
        Tail::One(label) | Tail::Range(label, _) => label.kind(),
    })
}

/// Joins written pieces as a list: `a`, `a and b`, `a, b and c`.
pub(super) fn list(pieces: &[String], comma: &str, and: &str) -> String {
    match pieces {
        [] => String::new(),
        [one] => one.clone(),
        [head @ .., last] => format!("{}{and}{last}", head.join(comma)),
    }
}
