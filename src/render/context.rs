//! What templates see: plain structs that borrow the book. docs/templates.md describes every field.

use serde::Serialize;

/// A link with its words.
#[derive(Debug, Clone, Serialize)]
pub struct LinkView {
    /// Its words.
    pub words: String,
    /// Where it leads, as seen from the page.
    pub url: String,
}

/// A fixed choice with its word: a status, a force, an obligation.
#[derive(Debug, Clone, Serialize)]
pub struct Named {
    /// As in the files and in style classes.
    pub key: String,
    /// As shown to readers.
    pub name: String,
}

/// The book as a whole, the same on every page.
#[derive(Debug, Clone, Serialize)]
pub struct BookView {
    /// Title.
    pub title: String,
    /// Second line of the title page.
    pub subtitle: Option<String>,
    /// What it is about.
    pub description: Option<String>,
    /// Who wrote it.
    pub authors: Vec<String>,
    /// Which state of the text this is.
    pub edition: Option<String>,
    /// Date of this state, as written.
    pub date: Option<String>,
    /// A notice.
    pub notice: Option<String>,
    /// Language code.
    pub language: &'static str,
    /// `ltr` or `rtl`.
    pub direction: &'static str,
    /// Language code of the source texts.
    pub source_language: &'static str,
    /// `ltr` or `rtl`, for the source texts.
    pub source_direction: &'static str,
    /// File name of the consolidated document, without ending.
    pub name: String,
    /// The legal systems that clauses have notes on: the declared parts of the section `legal-systems`.
    pub legal_systems: Vec<Named>,
    /// How many clauses there are.
    pub clauses: usize,
    /// What a clause is called.
    pub clause_name: String,
    /// Whether there are defined terms.
    pub has_glossary: bool,
    /// Whether provisions are required.
    pub has_coverage: bool,
    /// Whether editions have been published, so that there is a page of what has changed.
    pub has_editions: bool,
    /// How many brackets are open.
    pub open_brackets: usize,
}

/// The page that is written.
#[derive(Debug, Clone, Serialize)]
pub struct PageView {
    /// What kind of page: `front`, `division`, `clause`, `text`, `instrument`, `provision`, `coverage`, `glossary`, `brackets`,
    /// `changes`, `missing`, `search`, `clean`, `alternatives`, `languages`.
    pub kind: &'static str,
    /// Title of the page.
    pub title: String,
    /// Way up to the site's folder: empty, `../` or `../../`.
    pub root: String,
    /// File name of the style sheet, with its content's hash.
    pub style: String,
    /// File name of the script, with its content's hash.
    pub script: String,
    /// The same page in each language of the book, this one included; empty if there is one only.
    pub languages: Vec<LanguageView>,
    /// The whole address of the page, if the book says where its site will stand.
    pub canonical: Option<String>,
    /// File name of the same text in Markdown, beside the page.
    pub markdown: Option<String>,
    /// What the page says of itself to search engines: JSON-LD.
    pub data: Option<String>,
    /// Where the page stands: the divisions around it, outermost first.
    pub trail: Vec<LinkView>,
    /// The page before it in reading order.
    pub previous: Option<LinkView>,
    /// The page after it in reading order.
    pub next: Option<LinkView>,
}

/// The page in a language.
#[derive(Debug, Clone, Serialize)]
pub struct LanguageView {
    /// Language code.
    pub language: &'static str,
    /// `ltr` or `rtl`.
    pub direction: &'static str,
    /// Name of the language in itself.
    pub name: &'static str,
    /// Where the page is.
    pub url: String,
    /// Whether it is the page itself.
    pub current: bool,
}

/// A provision with its place in the concordance.
#[derive(Debug, Clone, Serialize)]
pub struct CitationView {
    /// "article 57, paragraph 3 (c), of the Convention".
    pub words: String,
    /// "art. 57, para. 3 (c)".
    pub short: String,
    /// Where its page is.
    pub url: String,
    /// `uncac:57(3)(c)`.
    pub key: String,
    /// Title of the article, if it has one that was checked against the source.
    pub title: Option<String>,
    /// What the provision asks of States, sentence by sentence, where the registry says so.
    pub obligations: Vec<Named>,
}

/// A section of a clause.
#[derive(Debug, Clone, Serialize)]
pub struct SectionView {
    /// Key of its kind.
    pub key: String,
    /// Heading.
    pub name: String,
    /// Anchor.
    pub anchor: String,
    /// Its text, in the form of the output.
    pub body: String,
    /// Whether the text is in the language of the page; if not, it is the source text.
    pub translated: bool,
    /// Whether its brackets are options for a legislator, who may take the text home.
    pub options: bool,
    /// Its parts.
    pub parts: Vec<SectionView>,
}

/// A footnote.
#[derive(Debug, Clone, Serialize)]
pub struct FootnoteView {
    /// Its number.
    pub number: u32,
    /// Its anchor.
    pub anchor: String,
    /// Anchor of its first mark.
    pub mark: String,
    /// Its text.
    pub body: String,
}

/// A clause.
#[derive(Debug, Clone, Serialize)]
pub struct ClauseView {
    /// Identifier, which is its anchor as well.
    pub id: String,
    /// Number, such as `12` or `3.2`.
    pub number: Option<String>,
    /// "Guideline 12".
    pub label: String,
    /// The label with plain spaces, as others cite it.
    pub citation: String,
    /// Title.
    pub title: String,
    /// How far the text has come.
    pub status: Named,
    /// Whether it restates a duty.
    pub force: Option<Named>,
    /// To whom it speaks.
    pub addressees: Vec<Named>,
    /// Provisions that it implements.
    pub implements: Vec<CitationView>,
    /// Related provisions.
    pub related_provisions: Vec<CitationView>,
    /// Related clauses and terms.
    pub related: Vec<LinkView>,
    /// Clauses that refer to it.
    pub referred_by: Vec<LinkView>,
    /// The text: numbered paragraphs.
    pub text: String,
    /// Whether the text is in the language of the page; if not, it is the source text.
    pub translated: bool,
    /// Whether the translation was made from an earlier state of the source.
    pub stale: bool,
    /// The other sections.
    pub sections: Vec<SectionView>,
    /// Footnotes.
    pub footnotes: Vec<FootnoteView>,
    /// The terms that its texts link to.
    pub definitions: Vec<DefinitionView>,
    /// How many brackets of its text are open.
    pub open_brackets: usize,
    /// The book's own keys.
    pub extra: serde_json::Map<String, serde_json::Value>,
}

/// A prose text.
#[derive(Debug, Clone, Serialize)]
pub struct TextView {
    /// Title.
    pub title: String,
    /// Anchor.
    pub anchor: String,
    /// Its text.
    pub body: String,
    /// Whether the text is in the language of the page; if not, it is the source text.
    pub translated: bool,
    /// Whether the translation was made from an earlier state of the source.
    pub stale: bool,
    /// Footnotes.
    pub footnotes: Vec<FootnoteView>,
}

/// A line of the outline.
#[derive(Debug, Clone, Serialize)]
pub struct EntryView {
    /// `part`, `chapter`, `clause`, `text` or `draft`.
    pub kind: &'static str,
    /// "Part IV", "Chapter 7", "Guideline 12"; nothing for prose.
    pub label: Option<String>,
    /// Title.
    pub title: String,
    /// Where it is; nothing for a text still to be written.
    pub url: Option<String>,
    /// Anchor.
    pub anchor: String,
    /// Status of a clause.
    pub status: Option<Named>,
    /// How many clauses it holds.
    pub clauses: usize,
    /// What it holds, as far as the page shows it.
    pub entries: Vec<EntryView>,
}

/// An instrument.
#[derive(Debug, Clone, Serialize)]
pub struct InstrumentView {
    /// Identifier, which is its anchor as well.
    pub id: String,
    /// Title.
    pub title: String,
    /// `treaty` or `non-binding`.
    pub nature: Named,
    /// Date of adoption.
    pub adopted: Option<String>,
    /// Date of entry into force.
    pub in_force: Option<String>,
    /// Document symbol.
    pub symbol: Option<String>,
    /// Address of the official text.
    pub official_text: Option<String>,
    /// Its divisions, or one without title that holds everything.
    pub divisions: Vec<InstrumentDivisionView>,
    /// Clauses that cite it as a whole.
    pub uses: Vec<UseView>,
    /// How many provisions are not listed because their numbers have not been checked.
    pub unverified: usize,
}

/// A division of an instrument.
#[derive(Debug, Clone, Serialize)]
pub struct InstrumentDivisionView {
    /// "Chapter V"; empty if the instrument has no divisions.
    pub label: String,
    /// Title.
    pub title: Option<String>,
    /// Anchor.
    pub anchor: String,
    /// Clauses that cite it as a whole.
    pub uses: Vec<UseView>,
    /// Its articles.
    pub articles: Vec<ArticleView>,
}

/// An article in a list.
#[derive(Debug, Clone, Serialize)]
pub struct ArticleView {
    /// "Article 57".
    pub label: String,
    /// Title.
    pub title: Option<String>,
    /// Where its page is.
    pub url: String,
    /// How many clauses implement it or something in it.
    pub implemented: usize,
    /// How many clauses cite it or something in it.
    pub cited: usize,
}

/// A provision on the page of its article.
#[derive(Debug, Clone, Serialize)]
pub struct ProvisionView {
    /// "Paragraph 3 (c)"; the article itself is "Article 57".
    pub label: String,
    /// `uncac:57(3)(c)`.
    pub key: String,
    /// Anchor.
    pub anchor: String,
    /// How deep it lies below the article.
    pub depth: usize,
    /// What it asks of States, sentence by sentence.
    pub obligations: Vec<Named>,
    /// How it is covered.
    pub covered: Named,
    /// Why it is left out.
    pub reason: Option<String>,
    /// The clauses on it.
    pub uses: Vec<UseView>,
}

/// A clause on a provision.
#[derive(Debug, Clone, Serialize)]
pub struct UseView {
    /// `implements`, `related` or `cites`.
    pub relation: &'static str,
    /// "Guideline 12".
    pub label: String,
    /// Title of the clause.
    pub title: String,
    /// Where it is.
    pub url: String,
}

/// A row of the coverage matrix.
#[derive(Debug, Clone, Serialize)]
pub struct CoverageRow {
    /// "art. 57, para. 3 (c)".
    pub label: String,
    /// `uncac:57(3)(c)`.
    pub key: String,
    /// Where its page is.
    pub url: String,
    /// How deep it lies below the article.
    pub depth: usize,
    /// What it asks of States.
    pub obligations: Vec<Named>,
    /// How it is covered.
    pub covered: Named,
    /// Why it is left out.
    pub reason: Option<String>,
    /// Clauses that implement it, by part: how many, and the weightiest relation.
    pub cells: Vec<CoverageCell>,
}

/// A cell of the coverage matrix: one part's clauses on one provision.
#[derive(Debug, Clone, Serialize)]
pub struct CoverageCell {
    /// How many clauses implement it.
    pub implements: usize,
    /// How many clauses cite it otherwise.
    pub cites: usize,
}

/// The coverage matrix of one instrument.
#[derive(Debug, Clone, Serialize)]
pub struct CoverageView {
    /// The instrument's title.
    pub title: String,
    /// Its page.
    pub url: String,
    /// Provisions down.
    pub rows: Vec<CoverageRow>,
    /// How many of the required provisions are covered.
    pub covered: usize,
    /// How many are required.
    pub required: usize,
}

/// A term in the glossary.
#[derive(Debug, Clone, Serialize)]
pub struct TermView {
    /// The term.
    pub term: String,
    /// Anchor.
    pub anchor: String,
    /// What it means.
    pub definition: String,
    /// Provisions that define it.
    pub source: Vec<CitationView>,
    /// The term in other languages.
    pub translations: Vec<TranslationView>,
    /// Words not to be used.
    pub discouraged: Vec<String>,
}

/// A term in another language.
#[derive(Debug, Clone, Serialize)]
pub struct TranslationView {
    /// Language code.
    pub language: &'static str,
    /// `ltr` or `rtl`.
    pub direction: &'static str,
    /// Name of the language in itself.
    pub name: &'static str,
    /// The term.
    pub term: String,
}

/// A term and what it means, where a text uses it.
#[derive(Debug, Clone, Serialize)]
pub struct DefinitionView {
    /// The term.
    pub term: String,
    /// Its anchor in the glossary.
    pub anchor: String,
    /// What it means, in plain words of the source language.
    pub text: String,
}

/// An annex that collects one section of all clauses.
#[derive(Debug, Clone, Serialize)]
pub struct CollectionView {
    /// Title.
    pub title: String,
    /// Anchor.
    pub anchor: String,
    /// Where it is.
    pub url: String,
    /// The sections, in the order of the clauses.
    pub entries: Vec<CollectedView>,
}

/// A section in a collection.
#[derive(Debug, Clone, Serialize)]
pub struct CollectedView {
    /// "Guideline 12".
    pub label: String,
    /// Title of the clause.
    pub title: String,
    /// Where the clause is.
    pub url: String,
    /// The text.
    pub body: String,
    /// Whether the text is in the language of the page; if not, it is the source text.
    pub translated: bool,
    /// Footnotes.
    pub footnotes: Vec<FootnoteView>,
}

/// An open bracket.
#[derive(Debug, Clone, Serialize)]
pub struct BracketView {
    /// "Guideline 12".
    pub label: String,
    /// Title of the clause.
    pub title: String,
    /// Where it is: the numbered paragraph that holds it.
    pub url: String,
    /// The bracketed text, cut when long.
    pub text: String,
    /// Whose it is.
    pub by: Vec<String>,
    /// Which alternative it is.
    pub alternative: Option<String>,
}
