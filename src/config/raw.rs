//! `book.toml` as it is written; its schema is derived from these types.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;

use crate::diag::Severity;
use crate::model::language::Language;
use crate::tree::schema::lenient;

/// The configuration of a book: `book.toml` at its root. It is a valid mdBook configuration as well.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[schemars(title = "clausebook: book.toml", extend("required" = ["book"]))]
pub struct BookToml {
    /// The book itself, in mdBook's own table.
    pub book: BookTable,
    /// How the book is rendered; clausebook's settings stand under `clausebook`.
    pub output: OutputTable,
    /// mdBook's build settings; not used by clausebook.
    pub build: serde_json::Value,
    /// mdBook's preprocessors; not used by clausebook.
    pub preprocessor: serde_json::Value,
    /// mdBook's settings for Rust code; not used by clausebook.
    pub rust: serde_json::Value,
}

/// `[book]`: title, authors, language, source folder.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
#[schemars(extend("required" = ["title"]))]
pub struct BookTable {
    /// Title of the document.
    #[schemars(required, extend("pattern" = "\\S"))]
    pub title: Option<String>,
    /// Who wrote it.
    #[serde(deserialize_with = "lenient")]
    pub authors: Vec<String>,
    /// One or two sentences about the document.
    pub description: Option<String>,
    /// Folder of the texts, relative to book.toml.
    pub src: Option<String>,
    /// Language of the source texts.
    pub language: Option<Language>,
    /// mdBook's text direction; clausebook takes the direction from the language.
    pub text_direction: Option<String>,
}

/// `[output]`: one table for each renderer.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct OutputTable {
    /// Settings of clausebook.
    pub clausebook: ClausebookTable,
    /// Tables of other renderers, such as mdBook's `html`.
    #[serde(flatten)]
    pub others: BTreeMap<String, serde_json::Value>,
}

/// `[output.clausebook]`: all settings of clausebook.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
pub struct ClausebookTable {
    /// How mdBook calls clausebook.
    pub command: Option<String>,
    /// Whether mdBook goes on when clausebook is not installed.
    pub optional: Option<bool>,
    /// File name of the consolidated document, without ending.
    #[schemars(extend("pattern" = "^[a-z][a-z0-9-]*$"))]
    pub name: Option<String>,
    /// Second line of the title page.
    pub subtitle: Option<String>,
    /// Which state of the text this is, as printed on the title page.
    pub edition: Option<String>,
    /// Date of this state of the text (year-month-day), as printed on the title page.
    #[schemars(extend("format" = "date"))]
    pub date: Option<String>,
    /// A notice printed on the title page and at the foot of the site, such as who is responsible.
    pub notice: Option<String>,
    /// Languages of the document besides that of the source texts.
    #[serde(deserialize_with = "lenient_known")]
    pub languages: Vec<Language>,
    /// Title of the document in other languages.
    pub titles: BTreeMap<Language, String>,
    /// Second line of the title page in other languages.
    pub subtitles: BTreeMap<Language, String>,
    /// What a clause is called, by language; "Guideline" unless given.
    pub clause_name: BTreeMap<Language, String>,
    /// How clauses are numbered: through the whole document, or anew in each chapter (3.1, 3.2).
    pub numbering: Option<Numbering>,
    /// The instrument that plain citations without a name belong to ("article 57").
    pub primary_instrument: Option<String>,
    /// Whose brackets there are: short id to name.
    pub bodies: BTreeMap<String, String>,
    /// Brackets that are editorial notes and not text under negotiation, as typed inside the brackets.
    #[serde(deserialize_with = "lenient")]
    pub editorial_brackets: Vec<String>,
    /// The sections that a clause can have besides its text, in order.
    #[serde(deserialize_with = "lenient_some")]
    pub sections: Option<Vec<SectionTable>>,
    /// Annexes that collect one section of all clauses, in order.
    #[serde(deserialize_with = "lenient")]
    pub collections: Vec<CollectionTable>,
    /// Which provisions the document must deal with.
    pub coverage: CoverageTable,
    /// Whether the document binds those whom it addresses; guidelines do not, and then `shall` in their text is a finding.
    pub nature: Option<Nature>,
    /// Abbreviations that every reader of the document knows or that are explained elsewhere: abbreviation to meaning.
    pub abbreviations: BTreeMap<String, String>,
    /// Address at which the site will stand, ending in a slash; search engines and feeds need it.
    #[schemars(extend("pattern" = "^https?://[^\\s?#]+/$"))]
    pub site_url: Option<String>,
    /// Pages that have moved: the old path in the site, such as `clause/old.html`, to what is there now: `clause:ID`, `term:ID` or a provision.
    pub redirects: BTreeMap<String, String>,
    /// Severity of rules in this book, by rule name.
    pub rules: BTreeMap<String, Level>,
    /// Severity of rules in single folders or files, by their path from the source folder.
    pub folders: BTreeMap<String, FolderTable>,
}

/// Reads a list and leaves out what was refused.
fn lenient_known<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Vec<Language>, D::Error> {
    let items: Vec<Option<Language>> = Deserialize::deserialize(deserializer)?;
    Ok(items.into_iter().flatten().collect())
}

fn lenient_some<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Option<Vec<SectionTable>>, D::Error> {
    lenient(deserializer).map(Some)
}

/// Whether a document binds those whom it addresses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Nature {
    /// Guidelines, principles, recommendations: they recommend, and say `should`.
    NonBinding,
    /// A treaty, a law or rules: they oblige, and say `shall`.
    Binding,
}

/// How clauses are numbered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Numbering {
    /// 1, 2, 3 … through the whole document.
    Continuous,
    /// 1.1, 1.2 …, 2.1 …: anew in each chapter.
    ByChapter,
}

/// A section of a clause.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
#[schemars(extend("required" = ["key", "names"]))]
pub struct SectionTable {
    /// Key in whole-YAML clauses and in templates.
    #[schemars(extend("pattern" = "^[a-z][a-z0-9-]*$"))]
    pub key: String,
    /// Heading by language; the first heading level of a clause's body is compared with these.
    #[schemars(extend("minProperties" = 1))]
    pub names: BTreeMap<Language, String>,
    /// Whether every clause needs it.
    pub required: bool,
    /// Whether square brackets here are options offered to a legislator and not text under negotiation.
    pub brackets_are_options: bool,
    /// Its parts, marked by headings one level lower.
    #[serde(deserialize_with = "lenient")]
    pub parts: Vec<SectionTable>,
}

/// `[[output.clausebook.collections]]`: an annex that collects one section of all clauses.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[schemars(extend("required" = ["section", "titles"]))]
pub struct CollectionTable {
    /// Key of the section, such as `model-provision`.
    #[schemars(extend("pattern" = "^[a-z][a-z0-9-]*$"))]
    pub section: String,
    /// Title of the annex by language.
    #[schemars(extend("minProperties" = 1))]
    pub titles: BTreeMap<Language, String>,
}

/// `[output.clausebook.coverage]`: which provisions the document must deal with.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
pub struct CoverageTable {
    /// Provisions of which every paragraph and subparagraph must be implemented or left out with a reason.
    #[serde(deserialize_with = "lenient")]
    pub require: Vec<String>,
    /// Provisions of which every paragraph must be implemented (by itself or by one of its subparagraphs).
    #[serde(deserialize_with = "lenient")]
    pub require_paragraphs: Vec<String>,
    /// Provisions left out on purpose: citation to reason.
    pub left_out: BTreeMap<String, String>,
    /// Whether a provision counts only if it is named itself, and not through a wider citation such as that of its article.
    pub strict: bool,
}

/// `[output.clausebook.folders."PATH"]`: settings for what lies at or below a path.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct FolderTable {
    /// Severity of rules there, by rule name.
    pub rules: BTreeMap<String, Level>,
}

/// Severity of a rule in one book.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Level {
    /// The rule is not used.
    Off,
    /// Shown, not counted.
    Note,
    /// Counted; fails when warnings are denied.
    Warning,
    /// Fails.
    Error,
}

impl Level {
    /// The severity, unless the rule is off.
    pub fn severity(self) -> Option<Severity> {
        match self {
            Level::Off => None,
            Level::Note => Some(Severity::Note),
            Level::Warning => Some(Severity::Warning),
            Level::Error => Some(Severity::Error),
        }
    }
}
