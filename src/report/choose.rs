//! Which findings are shown and counted, and what each weighs in this run.

use crate::diag::{Diagnostic, Family, Severity, nearest};
use crate::rules;

/// Rules that a name stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Selector {
    /// One rule.
    Rule(&'static str),
    /// All rules of a family.
    Family(Family),
}

impl Selector {
    fn matches(self, finding: &Diagnostic) -> bool {
        match self {
            Selector::Rule(name) => finding.rule.name == name,
            Selector::Family(family) => finding.rule.family == family,
        }
    }
}

/// Why a choice cannot be made.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ChoiceError {
    /// Neither a rule nor a family has this name.
    #[error("there is no rule or family `{name}`; {help}")]
    Unknown {
        /// The name.
        name: String,
        /// What may have been meant.
        help: String,
    },
    /// The same name is both allowed and denied.
    #[error("`{0}` is both allowed and denied")]
    Contradiction(String),
    /// The rule is one that nothing sets aside.
    #[error("`{0}` cannot be allowed: words would be lost in silence; mend what it finds")]
    Firm(String),
}

/// What the command line says about rules.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Choice {
    only: Vec<Selector>,
    allow: Vec<Selector>,
    deny: Vec<Selector>,
    deny_warnings: bool,
}

impl Choice {
    /// A choice from names of rules and families; `deny` knows the word `warnings` as well.
    ///
    /// # Errors
    /// A name that nothing has, one that is both allowed and denied, or an allowed one that nothing sets aside.
    pub fn new(only: &[String], allow: &[String], deny: &[String]) -> Result<Choice, ChoiceError> {
        let select = |names: &[String]| names.iter().map(|name| selector(name, None)).collect::<Result<Vec<_>, _>>();
        let (only, allow) = (select(only)?, select(allow)?);
        let firm = |selector: &&Selector| matches!(selector, Selector::Rule(name) if rules::find(name).is_some_and(|rule| rule.firm));
        if let Some(Selector::Rule(name)) = allow.iter().find(firm) {
            return Err(ChoiceError::Firm((*name).to_owned()));
        }
        let mut choice = Choice { only, allow, deny: Vec::new(), deny_warnings: false };
        for name in deny {
            if name == WARNINGS {
                choice.deny_warnings = true;
                continue;
            }
            let selector = selector(name, Some(WARNINGS))?;
            if choice.allow.contains(&selector) {
                return Err(ChoiceError::Contradiction(name.clone()));
            }
            choice.deny.push(selector);
        }
        Ok(choice)
    }

    /// The finding as this choice shows it, or nothing.
    ///
    /// The name of a rule weighs more than that of its family: `--allow citations --deny unknown-provision` shows the one
    /// rule only. Of an allowed family, rules that nothing sets aside are shown.
    pub fn weigh(&self, mut finding: Diagnostic) -> Option<Diagnostic> {
        let named = |list: &[Selector]| list.iter().any(|selector| selector.matches(&finding));
        let by_name = |list: &[Selector]| list.contains(&Selector::Rule(finding.rule.name));
        if !self.only.is_empty() && !named(&self.only) {
            return None;
        }
        let (allowed, denied) = (named(&self.allow), named(&self.deny));
        if allowed && !finding.rule.firm && (!denied || by_name(&self.allow)) {
            return None;
        }
        if denied {
            finding.severity = Severity::Error;
        }
        Some(finding)
    }

    /// Whether one of the chosen findings is at or above the level that fails.
    pub fn fails(&self, chosen: &[Diagnostic]) -> bool {
        let least = if self.deny_warnings { Severity::Warning } else { Severity::Error };
        chosen.iter().any(|finding| finding.severity >= least)
    }
}

/// What `--deny` takes beside names.
const WARNINGS: &str = "warnings";

fn selector(name: &str, also: Option<&'static str>) -> Result<Selector, ChoiceError> {
    if let Some(rule) = rules::find(name) {
        return Ok(Selector::Rule(rule.name));
    }
    if let Some(rule) = rules::all().find(|rule| rule.family.name() == name) {
        return Ok(Selector::Family(rule.family));
    }
    let known = rules::all().flat_map(|rule| [rule.name, rule.family.name()]).chain(also);
    let help = nearest(name, known)
        .map_or_else(|| "`clausebook rules` lists them".to_owned(), |near| format!("did you mean `{near}`?"));
    Err(ChoiceError::Unknown { name: name.to_owned(), help })
}
