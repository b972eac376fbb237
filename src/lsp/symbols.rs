//! Symbols: the sections and paragraphs of a text, the articles of a registry, and everything with a name in the book.

use std::ops::Range;

use gen_lsp_types::{DocumentSymbol, Location, SymbolKind};
use serde_json::{Value, json};

use crate::locale::Form;
use crate::lsp::analysis::Analysis;
use crate::lsp::registries;
use crate::model::body::{Block, Body, Inline, Item, LinkTarget, List, Section, Str};
use crate::model::book::{ClauseId, InstrumentId, TextId};
use crate::model::instrument::ProvisionId;
use crate::model::language::Language;
use crate::model::section::TEXT;
use crate::render::{views, words};
use crate::source::{FileId, Span};

/// The most symbols that one search gives.
const LIMIT: usize = 1_000;
/// How many characters of a paragraph are shown.
const WORDS_SHOWN: usize = 60;

/// The symbols of a file.
pub fn of_file(analysis: &Analysis, file: FileId) -> Vec<DocumentSymbol> {
    let book = analysis.book();
    if let Some(id) = registries::instrument_in(analysis, file) {
        return articles(analysis, id);
    }
    let texts = analysis.texts_in(file);
    if let [TextId::Term(_), ..] = texts.as_slice() {
        let terms = book.terms.iter();
        return terms
            .map(|term| symbol(analysis, &term.term, Some(&term.id.value), SymbolKind::Constant, term.id.span))
            .collect();
    }
    let mut out = Vec::new();
    for id in texts {
        let body = book.body(id);
        if let TextId::Clause(clause) = id {
            let clause = book.clause(clause);
            out.push(symbol(analysis, &clause.title.value, Some(&clause.id.value), SymbolKind::Class, clause.head));
        }
        out.extend(sections(analysis, body));
        if let TextId::Prose(_) = id {
            out.extend(body.headings.iter().map(|heading| {
                let words = body.text[heading.range.clone()].trim_start_matches('#').trim();
                symbol(analysis, words, None, SymbolKind::String, body.span(heading.range.clone()))
            }));
        }
    }
    out
}

#[allow(deprecated, reason = "the protocol keeps the field")]
fn symbol(analysis: &Analysis, name: &str, detail: Option<&str>, kind: SymbolKind, span: Span) -> DocumentSymbol {
    let range = analysis.range(span);
    DocumentSymbol {
        // The protocol wants a name that is not empty.
        name: if name.trim().is_empty() { "-".to_owned() } else { name.trim().replace('\n', " ") },
        detail: detail.map(str::to_owned),
        kind,
        range,
        selection_range: range,
        tags: None,
        deprecated: None,
        children: None,
    }
}

/// Sections with their parts; the paragraphs of the text stand beside them.
fn sections(analysis: &Analysis, body: &Body) -> Vec<DocumentSymbol> {
    let mut out = Vec::new();
    for (at, section) in body.sections.iter().enumerate() {
        let range = body.range_of(at);
        if at == 0 {
            out.extend(paragraphs(analysis, body, section, range));
            continue;
        }
        let mut whole = heading(analysis, body, section, range.end);
        let ends = section.parts.iter().skip(1).map(|part| part.range.start).chain([range.end]);
        let parts: Vec<_> =
            section.parts.iter().zip(ends).map(|(part, end)| heading(analysis, body, part, end)).collect();
        whole.children = (!parts.is_empty()).then_some(parts);
        out.push(whole);
    }
    out
}

fn heading(analysis: &Analysis, body: &Body, section: &Section, end: usize) -> DocumentSymbol {
    let words = body.text.get(section.range.clone()).unwrap_or_default().trim().trim_start_matches('#').trim();
    let selection = body.span(section.range.clone());
    let mut out = symbol(analysis, words, Some(&section.key), SymbolKind::Namespace, selection);
    let trimmed = body.text.get(section.range.start..end).map_or(0, |text| text.trim_end().len());
    let all = body.span(section.range.start..section.range.start + trimmed);
    out.range = analysis.range(Span { end: all.end.max(selection.end), ..all });
    out
}

/// The numbered paragraphs of a clause's text.
fn paragraphs(analysis: &Analysis, body: &Body, section: &Section, range: Range<usize>) -> Vec<DocumentSymbol> {
    if &*section.key != TEXT {
        return Vec::new();
    }
    let lists = section.blocks.iter().filter_map(|block| match block {
        Block::List(list) if list.ordered => Some(list),
        _ => None,
    });
    lists.flat_map(|list| items(analysis, body, list, range.end)).collect()
}

fn items(analysis: &Analysis, body: &Body, list: &List, end: usize) -> Vec<DocumentSymbol> {
    let starts: Vec<Option<usize>> = list.items.iter().map(|item| start(body, item)).collect();
    let mut out = Vec::new();
    for (at, item) in list.items.iter().enumerate() {
        let (Some(from), Some(path)) = (starts[at], &item.path) else { continue };
        let next = starts[at + 1..].iter().flatten().next().copied();
        let own = &body.text[from..next.unwrap_or(end).max(from)];
        // The last paragraph ends before the first blank line that nothing of it follows.
        let own = if next.is_none() { own.split("\n\n").next().unwrap_or(own) } else { own };
        let words: String = own.lines().next().unwrap_or_default().chars().take(WORDS_SHOWN).collect();
        let nested = item.blocks.iter().filter_map(|block| match block {
            Block::List(list) if list.ordered => Some(list),
            _ => None,
        });
        let span = body.span(from..from + own.trim_end().len());
        let written = path.display().replace('\u{a0}', " ");
        let mut paragraph = symbol(analysis, words.trim_start(), Some(&written), SymbolKind::Field, span);
        let children: Vec<_> = nested.flat_map(|list| items(analysis, body, list, from + own.len())).collect();
        paragraph.children = (!children.is_empty()).then_some(children);
        out.push(paragraph);
    }
    out
}

/// Where the line begins on which an item begins.
fn start(body: &Body, item: &Item) -> Option<usize> {
    let offset = item.blocks.iter().find_map(|block| match block {
        Block::Paragraph(inlines) => inlines.iter().find_map(|inline| offset_of(body, inline)),
        _ => None,
    })?;
    Some(body.text[..offset].rfind('\n').map_or(0, |at| at + 1))
}

fn offset_of(body: &Body, inline: &Inline) -> Option<usize> {
    match inline {
        Inline::Text(Str::Source(start, _)) | Inline::Code(Str::Source(start, _)) => Some(*start as usize),
        Inline::Emphasis(inlines) | Inline::Strong(inlines) => {
            inlines.iter().find_map(|inline| offset_of(body, inline))
        }
        Inline::Link { target: LinkTarget::Citation(at), .. } => Some(body.citations.get(*at as usize)?.range.start),
        Inline::Link { target: LinkTarget::Reference(at), .. } => Some(body.references.get(*at as usize)?.range.start),
        Inline::Bracket(at, true) => Some(body.brackets.get(*at as usize)?.range.start),
        _ => None,
    }
}

fn articles(analysis: &Analysis, id: InstrumentId) -> Vec<DocumentSymbol> {
    let Some(tree) = registries::tree(analysis, id) else { return Vec::new() };
    let book = analysis.book();
    let instrument = book.instrument(id);
    let language = book.settings.language;
    instrument
        .children(None)
        .filter_map(|article| {
            let span = registries::place(&tree, instrument, article)?;
            let label = views::provision_label(book, id, article, language).replace('\u{a0}', " ");
            let title = instrument.provision(article).titles.get(&language).map(String::as_str);
            Some(symbol(analysis, &label, title, SymbolKind::Class, span))
        })
        .collect()
}

/// Symbols without nesting, for clients that know nothing else.
pub fn flat(uri: &gen_lsp_types::Uri, symbols: &[DocumentSymbol]) -> Vec<Value> {
    let mut out = Vec::new();
    for symbol in symbols {
        let location = Location { uri: uri.clone(), range: symbol.range };
        out.push(json!({"name": symbol.name, "kind": symbol.kind, "location": location}));
        out.extend(flat(uri, symbol.children.as_deref().unwrap_or_default()));
    }
    out
}

/// Clauses, terms and provisions of which the number, id or title contains the words asked for.
pub fn in_book(analysis: &Analysis, query: &str) -> Vec<Value> {
    let (book, resolved) = (analysis.book(), analysis.resolved());
    let language = book.settings.language;
    let query = query.trim().to_lowercase();
    let fits = |text: &str| text.to_lowercase().contains(&query);
    let mut out = Vec::new();
    let mut add = |name: String, kind: SymbolKind, container: &str, span: Span| {
        if out.len() < LIMIT {
            out.push(json!({
                "name": name.replace('\u{a0}', " "), "kind": kind, "containerName": container,
                "location": analysis.location(span),
            }));
        }
    };
    for (at, clause) in book.clauses.iter().enumerate() {
        let label = words::clause_label(book, resolved, ClauseId(at as u32), language);
        let name = format!("{label}. {}", clause.title.value);
        if fits(&name.replace('\u{a0}', " ")) || fits(&clause.id.value) {
            add(name, SymbolKind::Class, &clause.id.value, clause.id.span);
        }
    }
    for term in book.terms.iter().filter(|term| fits(&term.term) || fits(&term.id.value)) {
        add(term.term.clone(), SymbolKind::Constant, &term.id.value, term.id.span);
    }
    if !query.is_empty() {
        provisions(analysis, language, &fits, &mut add);
    }
    out
}

fn provisions(
    analysis: &Analysis,
    language: Language,
    fits: &dyn Fn(&str) -> bool,
    add: &mut dyn FnMut(String, SymbolKind, &str, Span),
) {
    let book = analysis.book();
    for (at, loaded) in book.instruments.iter().enumerate() {
        let id = InstrumentId(at as u32);
        let mut tree = None;
        for (at, provision) in loaded.instrument.provisions().iter().enumerate() {
            let provision_id = ProvisionId(at as u32);
            let title = provision.titles.get(&language).map_or("", String::as_str);
            let citation = format!("{}:{}", loaded.instrument.id, provision.locator);
            if !fits(&citation) && (title.is_empty() || !fits(title)) {
                continue;
            }
            let tree = tree.get_or_insert_with(|| registries::tree(analysis, id));
            let place = tree.as_ref().and_then(|tree| registries::place(tree, &loaded.instrument, provision_id));
            let citation_value = views::provision_citation(book, id, provision_id);
            let words = words::citation(book, &citation_value, language, Form::Running);
            let name = if title.is_empty() { words } else { format!("{words}: {title}") };
            add(name, SymbolKind::Field, &citation, place.unwrap_or(Span::start_of(loaded.file)));
        }
    }
}
