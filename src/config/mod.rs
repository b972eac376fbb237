//! `book.toml`: from the file to validated [`Settings`].
//!
//! In: the text of `book.toml`. Out: settings that are always usable, and findings for what could not be used.

pub mod levels;
pub mod raw;

use std::collections::BTreeMap;

use crate::config::levels::{FolderLevels, Levels};
use crate::config::raw::{BookToml, CollectionTable, FolderTable, Level, Nature, Numbering, SectionTable};
use crate::diag::{Diagnostic, nearest};
use crate::model::citation::Citation;
use crate::model::language::Language;
use crate::model::section::{SectionKind, SectionKinds};
use crate::rules::citations::INVALID_CITATION;
use crate::rules::files::OUTSIDE_BOOK;
use crate::rules::schema::{INVALID_VALUE, MISSING_KEY, UNKNOWN_KEY};
use crate::schemas;
use crate::source::{FileId, SourceFile, Span, Spanned};
use crate::tree::schema::prune;
use crate::tree::{Entry, Node, toml};

/// Everything that `book.toml` decides.
#[derive(Debug)]
pub struct Settings {
    /// Title of the document.
    pub title: String,
    /// Second line of the title page.
    pub subtitle: Option<String>,
    /// Who wrote it.
    pub authors: Vec<String>,
    /// What it is about.
    pub description: Option<String>,
    /// Which state of the text this is.
    pub edition: Option<String>,
    /// Date of this state of the text, as written.
    pub date: Option<String>,
    /// A notice for title page and foot.
    pub notice: Option<String>,
    /// Language of the source texts.
    pub language: Language,
    /// All languages of the document, that of the source texts first.
    pub languages: Vec<Language>,
    /// Title in other languages.
    pub titles: BTreeMap<Language, String>,
    /// Second line of the title page in other languages.
    pub subtitles: BTreeMap<Language, String>,
    /// Folder of the texts, relative to the root, without a slash at its end; empty for the root itself.
    pub source: String,
    /// Whether the folder could not be read from the file, so that nobody knows what the book holds.
    pub source_unknown: bool,
    /// File name of the consolidated document, without ending.
    pub name: String,
    /// What a clause is called, where the book has its own word.
    pub clause_name: BTreeMap<Language, String>,
    /// How clauses are numbered.
    pub numbering: Numbering,
    /// The instrument of plain citations without a name.
    pub primary_instrument: Option<String>,
    /// Whose brackets there are.
    pub bodies: BTreeMap<String, String>,
    /// Brackets that are editorial notes.
    pub editorial_brackets: Vec<String>,
    /// The sections of a clause.
    pub sections: SectionKinds,
    /// Annexes that collect one section of all clauses: its key, and the title by language.
    pub collections: Vec<(String, BTreeMap<Language, String>)>,
    /// Which provisions must be dealt with.
    pub coverage: Coverage,
    /// Whether the document binds; one that does not say so does not.
    pub nature: Nature,
    /// Abbreviations that need no explanation in the texts, with what they mean.
    pub abbreviations: BTreeMap<String, String>,
    /// Address at which the site will stand, ending in a slash.
    pub site_url: Option<String>,
    /// Old paths in the site, and what they lead to now, as written.
    pub redirects: Vec<(Spanned<String>, Spanned<String>)>,
    /// Severities of rules.
    pub levels: Levels,
    /// The file itself.
    pub file: FileId,
}

/// Which provisions must be dealt with, and how finely.
#[derive(Debug, Default)]
pub struct Coverage {
    /// Down to the deepest subparagraph.
    pub require: Vec<Spanned<Citation>>,
    /// Down to paragraphs.
    pub require_paragraphs: Vec<Spanned<Citation>>,
    /// Left out, with the reason.
    pub left_out: Vec<(Spanned<Citation>, String)>,
    /// Whether only naming a provision itself counts.
    pub strict: bool,
}

/// Reads `book.toml`.
pub fn read(file: FileId, source: &SourceFile, findings: &mut Vec<Diagnostic>) -> Settings {
    // What is missing from a file that cannot be read whole may stand in the part that was not read.
    let node = toml::parse(&source.text, file, findings);
    let whole = !findings.iter().any(|finding| finding.span.file == file);
    let mut json = node.to_json();
    let mut found = Vec::new();
    let refused = schemas::book().validate(&node, &json, source, &mut found);
    findings.extend(found.into_iter().filter(|finding| whole || finding.rule.name != MISSING_KEY.name));
    prune(&mut json, &refused);
    let raw: BookToml = crate::tree::schema::read(json, Span::start_of(file), findings);
    settle(raw, &node, whole, file, findings)
}

fn settle(raw: BookToml, node: &Node, whole: bool, file: FileId, findings: &mut Vec<Diagnostic>) -> Settings {
    let book = raw.book;
    let own = raw.output.clausebook;
    let place = |pointer: &str| node.at(pointer).span;
    let title = book.title.unwrap_or_else(|| "Untitled".to_owned());
    let language = book.language.unwrap_or(Language::En);
    let mut source_unknown = !whole && book.src.is_none();
    let source = book.src.unwrap_or_else(|| "src".to_owned());
    let source = if source.starts_with('/') { None } else { crate::files::normalize(&source) }.unwrap_or_else(|| {
        findings.push(
            Diagnostic::new(&OUTSIDE_BOOK, place("/book/src"), "`src` leads out of the book".to_owned())
                .help("name a folder beside book.toml, such as \"guidelines\""),
        );
        source_unknown = true;
        "src".to_owned()
    });
    let mut others: Vec<Language> = own.languages.into_iter().filter(|other| *other != language).collect();
    others.sort();
    others.dedup();
    let coverage = Coverage {
        require: citations(&own.coverage.require, "/output/clausebook/coverage/require", node, findings),
        require_paragraphs: citations(
            &own.coverage.require_paragraphs,
            "/output/clausebook/coverage/require-paragraphs",
            node,
            findings,
        ),
        left_out: left_out(&own.coverage.left_out, node, file, findings),
        strict: own.coverage.strict,
    };
    let sections = match own.sections {
        Some(sections) => sections.into_iter().map(section_kind).collect::<Vec<_>>(),
        None => SectionKinds::default_sections(),
    };
    Settings {
        name: own.name.unwrap_or_else(|| slug(&title)),
        title,
        subtitle: own.subtitle,
        authors: book.authors,
        description: book.description,
        edition: own.edition,
        date: own.date,
        notice: own.notice,
        languages: std::iter::once(language).chain(others).collect(),
        titles: own.titles,
        subtitles: own.subtitles,
        language,
        clause_name: own.clause_name,
        numbering: own.numbering.unwrap_or(Numbering::Continuous),
        primary_instrument: own.primary_instrument,
        bodies: own.bodies,
        editorial_brackets: own.editorial_brackets,
        collections: collections(own.collections, &sections, node, findings),
        sections: SectionKinds::new(sections),
        coverage,
        nature: own.nature.unwrap_or(Nature::NonBinding),
        abbreviations: own.abbreviations,
        site_url: own.site_url,
        redirects: redirects(&own.redirects, node),
        levels: levels(own.rules, own.folders, &source, node, findings),
        source,
        source_unknown,
        file,
    }
}

/// The pages that have moved, in the order of the file.
fn redirects(read: &BTreeMap<String, String>, node: &Node) -> Vec<(Spanned<String>, Spanned<String>)> {
    let entries = node.at("/output/clausebook").get("redirects").map_or(&[][..], Node::entries);
    let pair = |entry: &Entry| {
        let to = read.get(&entry.key)?;
        let from = Spanned { value: entry.key.clone(), span: entry.key_span };
        Some((from, Spanned { value: to.clone(), span: entry.node.span }))
    };
    entries.iter().filter_map(pair).collect()
}

/// The severities of rules; names that are no rule's are reported.
fn levels(
    book: BTreeMap<String, Level>,
    folders: BTreeMap<String, FolderTable>,
    source: &str,
    node: &Node,
    findings: &mut Vec<Diagnostic>,
) -> Levels {
    let own = node.at("/output/clausebook");
    report_rules(own.get("rules"), findings);
    let mut out = Vec::new();
    for entry in own.get("folders").map_or(&[][..], Node::entries) {
        report_rules(entry.node.get("rules"), findings);
        let Some(table) = folders.get(&entry.key) else { continue };
        let path = entry.key.trim_end_matches('/');
        let path = if source.is_empty() { path.to_owned() } else { format!("{source}/{path}") };
        out.push(FolderLevels {
            path: Spanned { value: path, span: entry.key_span },
            rules: settable(table.rules.clone()),
        });
    }
    out.sort_by_key(|folder| std::cmp::Reverse(folder.path.value.len()));
    Levels { book: settable(book), folders: out }
}

/// Leaves the levels of rules that can be set.
fn settable(mut levels: BTreeMap<String, Level>) -> BTreeMap<String, Level> {
    levels.retain(|name, _| !crate::rules::find(name).is_some_and(|rule| rule.firm));
    levels
}

/// Reports names that are no rule's, and rules that are always errors set to something else.
fn report_rules(rules: Option<&Node>, findings: &mut Vec<Diagnostic>) {
    for entry in rules.map_or(&[][..], Node::entries) {
        let name = &entry.key;
        match crate::rules::find(name) {
            Some(rule) if rule.firm && entry.node.as_str() != Some(rule.severity.word()) => findings.push(
                Diagnostic::new(&INVALID_VALUE, entry.key_span, format!("`{name}` is an error in every book"))
                    .help("mend what the rule finds, and remove this line: otherwise words would be lost in silence"),
            ),
            Some(_) => {}
            None => {
                let help = nearest(name, crate::rules::all().map(|rule| rule.name)).map_or_else(
                    || "`clausebook rules` lists them".to_owned(),
                    |name| format!("did you mean `{name}`?"),
                );
                findings.push(
                    Diagnostic::new(&UNKNOWN_KEY, entry.key_span, format!("there is no rule `{name}`")).help(help),
                );
            }
        }
    }
}

/// The collections of sections that the book has.
fn collections(
    tables: Vec<CollectionTable>,
    sections: &[SectionKind],
    node: &Node,
    findings: &mut Vec<Diagnostic>,
) -> Vec<(String, BTreeMap<Language, String>)> {
    let mut out = Vec::new();
    for (at, table) in tables.into_iter().enumerate() {
        let known = sections.iter().map(|kind| &*kind.key);
        if table.section.is_empty() || sections.iter().any(|kind| *kind.key == *table.section) {
            out.extend((!table.section.is_empty()).then_some((table.section, table.titles)));
            continue;
        }
        let span = node.at(&format!("/output/clausebook/collections/{at}/section")).span;
        let help = nearest(&table.section, known).map(|key| format!("did you mean `{key}`?"));
        let message = format!("there is no section with the key `{}`", table.section);
        findings.push(Diagnostic::new(&INVALID_VALUE, span, message).help_if(help));
    }
    out
}

fn section_kind(table: SectionTable) -> SectionKind {
    SectionKind {
        key: table.key.into(),
        names: table.names,
        required: table.required,
        brackets_are_options: table.brackets_are_options,
        parts: table.parts.into_iter().map(section_kind).collect(),
    }
}

fn citations(texts: &[String], pointer: &str, node: &Node, findings: &mut Vec<Diagnostic>) -> Vec<Spanned<Citation>> {
    let items = node.at(pointer).items();
    texts
        .iter()
        .enumerate()
        .filter_map(|(at, text)| {
            let span = items.get(at).map_or(node.span, |item| item.span);
            citation(text, span, findings)
        })
        .collect()
}

fn left_out(
    entries: &BTreeMap<String, String>,
    node: &Node,
    file: FileId,
    findings: &mut Vec<Diagnostic>,
) -> Vec<(Spanned<Citation>, String)> {
    let place = node.at("/output/clausebook/coverage/left-out");
    let mut out = Vec::new();
    for (text, reason) in entries {
        let span = place.entry(text).map_or(Span::start_of(file), |entry| entry.key_span);
        if reason.trim().is_empty() {
            findings.push(
                Diagnostic::new(&INVALID_VALUE, span, format!("`{text}` is left out without a reason"))
                    .help("say why, for those who look for it"),
            );
        }
        out.extend(citation(text, span, findings).map(|citation| (citation, reason.clone())));
    }
    out
}

fn citation(text: &str, span: Span, findings: &mut Vec<Diagnostic>) -> Option<Spanned<Citation>> {
    match Citation::parse(text) {
        Ok(value) => Some(Spanned { value, span }),
        Err(error) => {
            let finding = Diagnostic::new(&INVALID_CITATION, span, error.to_string());
            findings.push(finding.help_if(error.suggestion.map(|suggestion| format!("write `{suggestion}`"))));
            None
        }
    }
}

/// A file name out of a title: ASCII letters and digits, hyphens between words.
fn slug(title: &str) -> String {
    let words: Vec<String> = title
        .split(|character: char| !character.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_ascii_lowercase)
        .collect();
    if words.is_empty() { "document".to_owned() } else { words.join("-") }
}
