//! One provision of an instrument, and the layout of all of them as a tree in one list.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::model::citation::{Citation, Locator};
use crate::model::language::Language;

/// The place of a provision in its instrument's list, from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ProvisionId(
    /// The place in the list.
    pub u32,
);

/// How strongly a provision binds: reviewed data, never guessed from verbs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Obligation {
    /// A duty: "shall", and prohibitions.
    Mandatory,
    /// A duty subject to domestic law, fundamental principles, possibility or appropriateness.
    Qualified,
    /// A duty to consider, to endeavour, to seek or to give priority.
    Consider,
    /// A right or permission: "may".
    Optional,
    /// No obligation: definitions and saving clauses.
    None,
}

/// Any addressable piece of an instrument: article, paragraph, subparagraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Provision {
    /// Its place in the instrument.
    pub locator: Locator,
    /// Its title in each language; mostly only articles have one.
    pub titles: BTreeMap<Language, String>,
    /// The languages whose title was seen in a source.
    pub titles_verified: Vec<Language>,
    /// The title is our own description, not the instrument's words.
    pub title_is_description: bool,
    /// The obligations of its successive sentences; empty where nothing is known.
    pub obligations: Vec<Obligation>,
    /// The obligations are those of the provision above.
    pub obligations_inherited: bool,
    /// Its number and content were seen in a source, so that it may be published by number.
    pub verified: bool,
    /// A remark on wording that a check of verbs would misread.
    pub wording: Option<String>,
    /// Any other remark.
    pub note: Option<String>,
    /// Provisions that subject the whole article to domestic law; kept on the article.
    pub qualified_by: Vec<Locator>,
    /// What the provision's text refers to; kept on the article.
    pub refers_to: Vec<Citation>,
    /// Provisions of other instruments with the same content; kept on the article.
    pub counterparts: Vec<Citation>,
    parent: Option<ProvisionId>,
    end: u32,
}

impl Provision {
    /// A provision of which nothing is known but its place.
    #[must_use]
    pub const fn new(locator: Locator) -> Self {
        Self {
            locator,
            titles: BTreeMap::new(),
            titles_verified: Vec::new(),
            title_is_description: false,
            obligations: Vec::new(),
            obligations_inherited: false,
            verified: false,
            wording: None,
            note: None,
            qualified_by: Vec::new(),
            refers_to: Vec::new(),
            counterparts: Vec::new(),
            parent: None,
            end: 0,
        }
    }

    /// The provision one level up; `None` for an article.
    #[must_use]
    pub const fn parent(&self) -> Option<ProvisionId> {
        self.parent
    }

    /// The place after the last provision below this one, in the instrument's list.
    #[must_use]
    pub const fn end(&self) -> u32 {
        self.end
    }
}

/// Sorts provisions, drops doubles, adds missing levels, and links the tree.
pub(super) fn lay_out(mut provisions: Vec<Provision>) -> Vec<Provision> {
    // The sort is stable, so that of two with one locator the first stays.
    provisions.sort_by(|left, right| left.locator.cmp(&right.locator));
    provisions.dedup_by(|later, earlier| later.locator == earlier.locator);
    let mut tree: Vec<Provision> = Vec::with_capacity(provisions.len());
    // The path from the current article down to the provision added last.
    let mut path: Vec<ProvisionId> = Vec::new();
    for provision in provisions {
        let shared = path.last().map_or(0, |last| {
            let before = &tree[last.0 as usize].locator;
            before.shared_levels(&provision.locator)
        });
        close(&mut tree, &mut path, shared);
        for levels in shared + 1..provision.locator.depth() {
            let missing = provision.locator.prefix(levels);
            let missing = missing.expect("there are fewer levels than the locator has");
            add(&mut tree, &mut path, Provision::new(missing));
        }
        add(&mut tree, &mut path, provision);
    }
    close(&mut tree, &mut path, 0);
    tree
}

/// Adds a provision below the end of the path and makes it the new end.
fn add(tree: &mut Vec<Provision>, path: &mut Vec<ProvisionId>, mut provision: Provision) {
    let id = ProvisionId(u32::try_from(tree.len()).expect("a registry is smaller than 4 GiB"));
    provision.parent = path.last().copied();
    if let Some(above) = provision.parent
        && provision.obligations.is_empty()
    {
        provision.obligations.clone_from(&tree[above.0 as usize].obligations);
        provision.obligations_inherited = !provision.obligations.is_empty();
    }
    path.push(id);
    tree.push(provision);
}

/// Shortens the path to the given number of levels and notes where the subtrees left behind end.
fn close(tree: &mut [Provision], path: &mut Vec<ProvisionId>, levels: usize) {
    let end = u32::try_from(tree.len()).expect("a registry is smaller than 4 GiB");
    for id in path.drain(levels.min(path.len())..) {
        tree[id.0 as usize].end = end;
    }
}
