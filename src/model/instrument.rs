//! An instrument that is cited: its names, its divisions and the tree of its provisions.
//!
//! The provisions stand in one list in the order of the text (preorder), so that every provision with all
//! that is below it, every range and every division is one slice of the list. A registry file becomes an
//! [`Instrument`] in `load::registry`.

mod division;
mod nearest;
mod provision;
mod unit;
mod unresolved;

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

pub use division::{Division, Numeral, written_division_number};
pub use provision::{Obligation, Provision, ProvisionId};
pub use unit::{Nature, Unit};
pub use unresolved::{Existing, Unresolved};

use super::citation::{DivisionKind, Label, Locator, Target};
use super::language::Language;

/// A treaty, convention, law or guideline which is cited.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Instrument {
    /// The identifier in citations, such as `uncac`.
    pub id: Arc<str>,
    /// The full title in each language.
    pub titles: BTreeMap<Language, String>,
    /// The languages whose title was seen in a source.
    pub titles_verified: Vec<Language>,
    /// The name that running text uses after first mention, with its article: "the Convention".
    pub short: BTreeMap<Language, String>,
    /// The short name in the genitive, for languages that need it: Russian "Конвенции".
    pub genitive: BTreeMap<Language, String>,
    /// Further names by which prose calls the instrument: abbreviations, older or popular titles, case forms.
    pub names: BTreeMap<Language, Vec<String>>,
    /// What its numbered units are called.
    pub unit: Unit,
    /// Whether it binds.
    pub nature: Nature,
    /// The date of adoption as written in the registry: a day, a month or a year of ISO 8601.
    pub adopted: Option<String>,
    /// The date of opening for signature, in the same form.
    pub opened: Option<String>,
    /// The date of entry into force, in the same form.
    pub in_force: Option<String>,
    /// The document symbol, such as `A/RES/58/4, annex`.
    pub symbol: Option<String>,
    /// The address of the official text.
    pub url: Option<String>,
    /// A remark about the instrument or its registry.
    pub note: Option<String>,
    /// The languages in which the text is authentic.
    pub authentic_languages: Vec<Language>,
    /// Its chapters, parts or groups, in the order of the text.
    pub divisions: Vec<Division>,
    provisions: Vec<Provision>,
}

impl Instrument {
    /// An instrument without names, divisions and provisions.
    #[must_use]
    pub fn new(id: Arc<str>, unit: Unit, nature: Nature) -> Self {
        Self {
            id,
            titles: BTreeMap::new(),
            titles_verified: Vec::new(),
            short: BTreeMap::new(),
            genitive: BTreeMap::new(),
            names: BTreeMap::new(),
            unit,
            nature,
            adopted: None,
            opened: None,
            in_force: None,
            symbol: None,
            url: None,
            note: None,
            authentic_languages: Vec::new(),
            divisions: Vec::new(),
            provisions: Vec::new(),
        }
    }

    /// Takes the provisions, in any order, and lays them out as a tree.
    ///
    /// Of two with one locator the first is kept; a missing level above a provision is added without facts;
    /// a provision without obligations of its own takes those of the one above it. Divisions are laid over
    /// the new tree.
    #[must_use]
    pub fn with_provisions(mut self, provisions: Vec<Provision>) -> Self {
        self.provisions = provision::lay_out(provisions);
        let mut divisions = std::mem::take(&mut self.divisions);
        for division in &mut divisions {
            division.range = self.slice_between(division.first, division.last);
        }
        self.divisions = divisions;
        self
    }

    /// The slice from the first article to the end of the last one; empty where one of them is missing.
    fn slice_between(&self, first: Label, last: Label) -> Range<u32> {
        let find = |label| self.find(&Locator::article(label)?);
        match (find(first), find(last)) {
            (Some(first), Some(last)) => first.0..self.provision(last).end().max(first.0),
            _ => 0..0,
        }
    }

    /// All provisions in the order of the text; a [`ProvisionId`] is the place in this list.
    #[must_use]
    pub fn provisions(&self) -> &[Provision] {
        &self.provisions
    }

    /// The number of provisions, chapeaux included.
    #[must_use]
    pub fn len(&self) -> u32 {
        u32::try_from(self.provisions.len()).unwrap_or(u32::MAX)
    }

    /// Whether the registry lists no provisions.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.provisions.is_empty()
    }

    /// The provision of an id that this instrument gave.
    ///
    /// # Panics
    ///
    /// Where the id is of a larger instrument.
    #[must_use]
    pub fn provision(&self, id: ProvisionId) -> &Provision {
        &self.provisions[id.0 as usize]
    }

    /// The provision at a locator, in logarithmic time.
    #[must_use]
    pub fn find(&self, locator: &Locator) -> Option<ProvisionId> {
        let place = self.provisions.binary_search_by(|provision| provision.locator.cmp(locator)).ok()?;
        u32::try_from(place).ok().map(ProvisionId)
    }

    /// The provisions that a target covers, as a slice of the list in the order of the text.
    ///
    /// A provision covers all that is below it; a range goes from its first provision to the end of all that
    /// is below its last; a division covers its articles.
    ///
    /// # Errors
    ///
    /// Where a provision or division does not exist: what is missing, what exists there, and the nearest.
    pub fn resolve(&self, target: &Target) -> Result<Range<u32>, Unresolved> {
        match target {
            Target::Whole => Ok(0..self.len()),
            Target::Division { kind, number } => self
                .divisions
                .iter()
                .find(|division| division.kind == *kind && division.number == *number)
                .map(|division| division.range.clone())
                .ok_or_else(|| unresolved::division(self, *kind, *number)),
            Target::Provision(locator) => self.slice(locator),
            Target::Range(from, to) => {
                let first = self.slice(from)?;
                let last = self.slice(to)?;
                Ok(first.start.min(last.start)..first.end.max(last.end))
            }
        }
    }

    fn slice(&self, locator: &Locator) -> Result<Range<u32>, Unresolved> {
        self.find(locator).map(|id| id.0..self.provision(id).end()).ok_or_else(|| unresolved::provision(self, locator))
    }

    /// The existing provision that a locator most likely means; itself where it exists.
    ///
    /// Tried in this order: one level left out (`53(1)(a)` is 53(a)) or put in (`55(a)` is 55(1)(a)), the
    /// neighbour in the order of the text below the lowest level that exists, that level itself.
    #[must_use]
    pub fn nearest(&self, locator: &Locator) -> Option<Locator> {
        nearest::nearest(self, locator)
    }

    /// The article (principle, recommendation, …) that a provision belongs to.
    #[must_use]
    pub fn article_of(&self, id: ProvisionId) -> ProvisionId {
        self.ancestors(id).last().unwrap_or(id)
    }

    /// The innermost chapter or other division that a provision belongs to.
    #[must_use]
    pub fn division_of(&self, id: ProvisionId) -> Option<&Division> {
        self.divisions
            .iter()
            .filter(|division| division.range.contains(&id.0))
            .min_by_key(|division| division.range.len())
    }

    /// How the instrument numbers divisions of a kind: as its first one of that kind, else with Roman numerals.
    #[must_use]
    pub fn numeral_of(&self, kind: DivisionKind) -> Numeral {
        self.divisions.iter().find(|division| division.kind == kind).map_or(Numeral::Roman, |division| division.numeral)
    }

    /// The provisions above one, from its parent up to the article.
    pub fn ancestors(&self, id: ProvisionId) -> impl Iterator<Item = ProvisionId> + '_ {
        std::iter::successors(self.provision(id).parent(), |above| self.provision(*above).parent())
    }

    /// The provisions one level below one, or the articles where none is given.
    pub fn children(&self, above: Option<ProvisionId>) -> impl Iterator<Item = ProvisionId> + '_ {
        let (first, end) = match above {
            Some(id) => (id.0 + 1, self.provision(id).end()),
            None => (0, self.len()),
        };
        let within = move |place: u32| (place < end).then_some(ProvisionId(place));
        std::iter::successors(within(first), move |child| within(self.provision(*child).end()))
    }

    /// The provisions of a slice that have nothing below them.
    pub fn leaves(&self, range: Range<u32>) -> impl Iterator<Item = ProvisionId> + '_ {
        let end = range.end.min(self.len());
        (range.start..end).map(ProvisionId).filter(|id| self.provision(*id).end() == id.0 + 1)
    }

    /// The labels of one kind that stand below a provision (or are articles), summed up.
    pub(crate) fn existing(&self, above: Option<ProvisionId>) -> Vec<Existing> {
        let mut found: Vec<Existing> = Vec::new();
        for child in self.children(above) {
            let label = self.provision(child).locator.last();
            match found.last_mut() {
                Some(group) if group.first.kind() == label.kind() => {
                    group.last = label;
                    group.count += 1;
                }
                _ => found.push(Existing { first: label, last: label, count: 1 }),
            }
        }
        found
    }

    /// The name of the instrument in a language: the short one, else the full title, else the English ones.
    #[must_use]
    pub fn name(&self, language: Language) -> &str {
        self.own_name(language).or_else(|| self.own_name(Language::En)).unwrap_or(&self.id)
    }

    /// The short name or else the title in a language, without falling back to English.
    #[must_use]
    pub fn own_name(&self, language: Language) -> Option<&str> {
        let short = self.short.get(&language);
        short.or_else(|| self.titles.get(&language)).map(String::as_str)
    }

    /// The full title in a language, else in English, else the identifier.
    #[must_use]
    pub fn title(&self, language: Language) -> &str {
        let title = self.titles.get(&language);
        title.or_else(|| self.titles.get(&Language::En)).map_or(&*self.id, String::as_str)
    }
}

#[cfg(test)]
mod tests;
