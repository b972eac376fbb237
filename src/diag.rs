//! Findings: what is wrong, where, and how to mend it.
//!
//! A [`Diagnostic`] is a value; nothing in the author's files is ever an `Err`.
//! Wording (STYLE.md, Diagnostics): message says what, note says why, help says what to do.

use crate::source::{FileId, Span};

/// How much a finding weighs.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// Shown, never counted against the book.
    Note,
    /// Shown and counted; fails only when warnings are denied.
    Warning,
    /// Fails the check and stops `build` from writing.
    Error,
}

impl Severity {
    /// The word shown to people and machines.
    pub fn word(self) -> &'static str {
        match self {
            Severity::Note => "note",
            Severity::Warning => "warning",
            Severity::Error => "error",
        }
    }
}

/// The group a rule belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Family {
    /// Files and YAML.
    Files,
    /// What a file may hold.
    Schema,
    /// SUMMARY.md and what it names.
    Outline,
    /// Pointers to provisions of instruments.
    Citations,
    /// Pointers to clauses, terms and files.
    CrossReferences,
    /// Text in square brackets.
    Negotiation,
    /// Which provisions some clause implements.
    Coverage,
    /// Markdown, links and numbers.
    Markdown,
    /// Texts in other languages.
    Translations,
    /// Defined terms.
    Terms,
    /// How duties and names are worded.
    Drafting,
    /// What was published before.
    History,
    /// Templates.
    Rendering,
}

impl Family {
    /// The name shown by `clausebook rules`.
    pub fn name(self) -> &'static str {
        match self {
            Family::Files => "files",
            Family::Schema => "schema",
            Family::Outline => "outline",
            Family::Citations => "citations",
            Family::CrossReferences => "cross-references",
            Family::Negotiation => "negotiation",
            Family::Coverage => "coverage",
            Family::Markdown => "markdown",
            Family::Translations => "translations",
            Family::Terms => "terms",
            Family::Drafting => "drafting",
            Family::History => "history",
            Family::Rendering => "rendering",
        }
    }
}

/// What there is to know about one rule; its findings point back to it.
#[derive(Debug)]
pub struct Rule {
    /// Permanent kebab-case name.
    pub name: &'static str,
    /// The family.
    pub family: Family,
    /// Severity unless `book.toml` says otherwise.
    pub severity: Severity,
    /// Whether it is always an error: where it is broken, something that was written would be missing from the document
    /// or be another than what is meant, so no setting, no `allow` and no option sets it aside.
    pub firm: bool,
    /// One sentence: what it finds.
    pub summary: &'static str,
    /// Why it matters and how to mend it, one paragraph.
    pub explanation: &'static str,
    /// An example that gives the finding; [`crate::rules::example`] says how it is written.
    pub wrong: &'static str,
    /// The same, mended.
    pub right: &'static str,
}

impl Rule {
    /// How much it weighs unless a book says otherwise, in words.
    pub fn weight(&self) -> String {
        match self.firm {
            true => format!("always {}", self.severity.word()),
            false => self.severity.word().to_owned(),
        }
    }
}

/// A further place that explains a finding.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Label {
    /// Where.
    pub span: Span,
    /// What is there.
    pub message: String,
    /// Whether the finding holds for this place as much as for its own.
    pub as_well: bool,
}

/// How sure a fix is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Grade {
    /// There is one right answer, and it changes no clause's meaning: `clausebook fix` applies it.
    Safe,
    /// Probably what was meant; an editor offers it, a person decides.
    Suggestion,
}

/// One change of one file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Edit {
    /// What is replaced; empty for an insertion.
    pub span: Span,
    /// What stands there now. A fix of which this does not hold is not offered, so that no place that is only
    /// nearly right (a folded YAML text) is ever written to.
    pub old: String,
    /// What will stand there.
    pub new: String,
}

/// Edits that mend a finding.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fix {
    /// What it does, as an order: "quote the number".
    pub title: String,
    /// How sure it is.
    pub grade: Grade,
    /// The edits; they do not overlap.
    pub edits: Vec<Edit>,
}

/// One finding.
#[derive(Debug, Clone)]
pub struct Diagnostic {
    /// The rule that was broken.
    pub rule: &'static Rule,
    /// Its weight in this book.
    pub severity: Severity,
    /// What is wrong: one line, lower case, no full stop.
    pub message: String,
    /// Where.
    pub span: Span,
    /// Words under the main place, if the message alone does not say enough.
    pub label: Option<String>,
    /// Other places.
    pub labels: Vec<Label>,
    /// Why.
    pub note: Option<String>,
    /// How to mend it.
    pub help: Option<String>,
    /// Edits that mend it.
    pub fix: Option<Fix>,
}

impl Diagnostic {
    /// A finding with the rule's own severity.
    pub fn new(rule: &'static Rule, span: Span, message: impl Into<String>) -> Diagnostic {
        Diagnostic {
            rule,
            severity: rule.severity,
            message: one_line(message.into()),
            span,
            label: None,
            labels: Vec::new(),
            note: None,
            help: None,
            fix: None,
        }
    }

    /// Adds words under the main place.
    pub fn label(mut self, message: impl Into<String>) -> Diagnostic {
        self.label = Some(message.into());
        self
    }

    /// Adds another place.
    pub fn also(mut self, span: Span, message: impl Into<String>) -> Diagnostic {
        self.labels.push(Label { span, message: message.into(), as_well: false });
        self
    }

    /// Adds a place for which the finding holds as much as for its own.
    pub fn and_at(mut self, span: Span, message: impl Into<String>) -> Diagnostic {
        self.labels.push(Label { span, message: message.into(), as_well: true });
        self
    }

    /// Says why.
    pub fn note(mut self, note: impl Into<String>) -> Diagnostic {
        self.note = Some(note.into());
        self
    }

    /// Says why, where that is known.
    pub fn note_if(mut self, note: Option<String>) -> Diagnostic {
        if note.is_some() {
            self.note = note;
        }
        self
    }

    /// Says how to mend it.
    pub fn help(mut self, help: impl Into<String>) -> Diagnostic {
        self.help = Some(help.into());
        self
    }

    /// Offers to replace `old`, which stands at `span`, by `new`.
    pub fn replace(
        self,
        grade: Grade,
        title: impl Into<String>,
        span: Span,
        old: impl Into<String>,
        new: impl Into<String>,
    ) -> Diagnostic {
        self.fix(grade, title, vec![Edit { span, old: old.into(), new: new.into() }])
    }

    /// The same, where the place is known.
    pub fn replace_if(
        self,
        grade: Grade,
        title: impl Into<String>,
        place: Option<Span>,
        old: impl Into<String>,
        new: impl Into<String>,
    ) -> Diagnostic {
        match place {
            Some(span) => self.replace(grade, title, span, old, new),
            None => self,
        }
    }

    /// Offers edits that mend it; none are no offer.
    pub fn fix(mut self, grade: Grade, title: impl Into<String>, edits: Vec<Edit>) -> Diagnostic {
        self.fix = (!edits.is_empty()).then(|| Fix { title: title.into(), grade, edits });
        self
    }

    /// Says how to mend it, where that is known.
    pub fn help_if(mut self, help: Option<String>) -> Diagnostic {
        if help.is_some() {
            self.help = help;
        }
        self
    }
}

/// A message on one line, whatever texts it quotes.
fn one_line(message: String) -> String {
    if !message.contains(['\n', '\r']) {
        return message;
    }
    let lines: Vec<&str> = message.split(['\n', '\r']).map(str::trim).filter(|line| !line.is_empty()).collect();
    lines.join(" ")
}

/// Sorts findings by file (in the order of `rank`), place and rule, and drops exact doubles.
pub fn sort(diagnostics: &mut Vec<Diagnostic>, rank: impl Fn(FileId) -> usize) {
    diagnostics.sort_by(|a, b| {
        let key = |d: &Diagnostic| (rank(d.span.file), d.span.start, d.span.end, d.rule.name);
        key(a).cmp(&key(b)).then_with(|| a.message.cmp(&b.message))
    });
    diagnostics.dedup_by(|a, b| a.rule.name == b.rule.name && a.span == b.span && a.message == b.message);
}

/// The most similar of `candidates` to `word`, if any is near enough to be what was meant.
///
/// Near enough: at most a third of the longer word's characters have to change (at least one may).
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let lower = word.to_lowercase();
    candidates
        .into_iter()
        .map(|candidate| (edit_distance(&lower, &candidate.to_lowercase()), candidate))
        .filter(|(distance, candidate)| {
            let longer = lower.chars().count().max(candidate.chars().count());
            *distance <= (longer / 3).max(1)
        })
        .min_by(|a, b| a.0.cmp(&b.0).then(a.1.cmp(b.1)))
        .map(|(_, candidate)| candidate)
}

/// Edits (insert, delete, change, swap of neighbours) between two words, in characters; long words are cut at 64.
fn edit_distance(a: &str, b: &str) -> usize {
    let a: Vec<char> = a.chars().take(64).collect();
    let b: Vec<char> = b.chars().take(64).collect();
    let mut before: Vec<usize> = vec![0; b.len() + 1];
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for i in 1..=a.len() {
        let mut next = vec![i; b.len() + 1];
        for j in 1..=b.len() {
            let change = row[j - 1] + usize::from(a[i - 1] != b[j - 1]);
            next[j] = change.min(row[j] + 1).min(next[j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                next[j] = next[j].min(before[j - 2] + 1);
            }
        }
        before = std::mem::replace(&mut row, next);
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nearest_finds_slips_of_the_pen_only() {
        let words = ["agreed", "draft", "withdrawn"];
        assert_eq!(nearest("agred", words), Some("agreed"));
        assert_eq!(nearest("Drfat", words), Some("draft"));
        assert_eq!(nearest("bracketed", words), None);
    }
}
