//! `ledger.yaml` to the published editions.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::diag::Diagnostic;
use crate::model::ledger::{Edition, Ledger, Published};
use crate::schemas;
use crate::source::{FileId, SourceFile, Span, Spanned};
use crate::tree::schema::{self, lenient, prune};
use crate::tree::{Node, yaml};

/// What has been published. `clausebook release` writes it; nothing in it is changed afterwards.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[schemars(title = "clausebook: ledger.yaml")]
pub struct LedgerFile {
    /// The editions, the earliest first.
    #[serde(deserialize_with = "lenient")]
    pub editions: Vec<RawEdition>,
}

/// One published edition.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[schemars(extend("required" = ["name", "date", "clauses"]))]
pub struct RawEdition {
    /// Its name, such as `First edition`.
    #[schemars(extend("pattern" = "\\S"))]
    pub name: String,
    /// Its date (year-month-day).
    #[schemars(extend("format" = "date"))]
    pub date: String,
    /// Its clauses, in their order.
    #[serde(deserialize_with = "lenient")]
    pub clauses: Vec<RawPublished>,
}

/// A clause as it was published.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[schemars(extend("required" = ["id", "number", "title", "digest"]))]
pub struct RawPublished {
    /// Its id.
    #[schemars(extend("pattern" = "^[a-z][a-z0-9-]*$"))]
    pub id: String,
    /// Its number, as printed.
    pub number: String,
    /// Its title.
    pub title: String,
    /// Whether it was published as withdrawn.
    pub withdrawn: bool,
    /// The digest of what it said.
    pub digest: String,
}

/// Reads the ledger.
pub fn read(file: FileId, source: &SourceFile, findings: &mut Vec<Diagnostic>) -> Option<Ledger> {
    let node = yaml::parse(&source.text, file, 0, findings)?;
    let mut json = node.to_json();
    let refused = schemas::ledger().validate(&node, &json, source, findings);
    prune(&mut json, &refused);
    let raw: LedgerFile = schema::read(json, Span::start_of(file), findings);
    let places = node.get("editions").map_or(&[][..], Node::items);
    let editions = raw.editions.into_iter().zip(places).map(|(raw, place)| edition(raw, place)).collect();
    Some(Ledger { file, editions })
}

fn edition(raw: RawEdition, place: &Node) -> Edition {
    let places = place.get("clauses").map_or(&[][..], Node::items);
    let clauses = raw.clauses.into_iter().zip(places).map(|(raw, place)| Published {
        id: Spanned { value: raw.id, span: place.get("id").map_or(place.span, |node| node.span) },
        number: raw.number,
        title: raw.title,
        withdrawn: raw.withdrawn,
        digest: raw.digest,
    });
    Edition {
        name: Spanned { value: raw.name, span: place.get("name").map_or(place.span, |node| node.span) },
        date: raw.date,
        clauses: clauses.collect(),
    }
}
