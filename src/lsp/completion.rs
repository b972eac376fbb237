//! Completion: provisions, clauses, terms, bodies, keys, values, rules, files.
//!
//! Where one is, is read from the buffer as it stands at this moment; what there is, from the latest compiled book.

use std::ops::Range;

use gen_lsp_types::{CompletionItem, CompletionItemKind, CompletionItemTextEdit, Documentation, TextEdit};

use crate::lsp::analysis::Analysis;
use crate::lsp::fields::{self, Area, Field, Slot};
use crate::lsp::hover;
use crate::lsp::position::Lines;
use crate::model::book::{ClauseId, InstrumentId, stem};
use crate::model::instrument::ProvisionId;
use crate::render::{views, words};
use crate::rules;

/// The most that is offered at once; who types on is offered the rest.
const LIMIT: usize = 2_000;

/// A word on offer.
struct Offer {
    text: String,
    detail: String,
    documentation: Option<String>,
    kind: CompletionItemKind,
}

impl Offer {
    fn new(text: impl Into<String>, detail: impl Into<String>, kind: CompletionItemKind) -> Offer {
        Offer { text: text.into(), detail: detail.into(), documentation: None, kind }
    }
}

/// What can stand at a byte offset of a buffer, and whether there is more of it.
pub fn complete(analysis: &Analysis, path: &str, lines: Lines<'_>, offset: usize) -> (Vec<CompletionItem>, bool) {
    let text = lines.text;
    let (token, offers) = match fields::area(analysis, path, text, offset) {
        Area::Markdown => markdown(analysis, text, offset),
        Area::Outline => outline(analysis, path, text, offset),
        Area::Field(field) => in_field(analysis, path, &field, text),
        Area::Nowhere => return (Vec::new(), false),
    };
    let typed = text[token.clone()].to_lowercase();
    let range = lines.range(token);
    // Clauses, terms, provisions and files are found by their titles too; keys not by what is said of them.
    let titled = |kind| {
        use CompletionItemKind as Kind;
        matches!(kind, Kind::Class | Kind::Constant | Kind::Reference | Kind::File)
    };
    let in_title = typed.trim_start_matches("clause:").trim_start_matches("term:").to_owned();
    let fits = |offer: &&Offer| {
        offer.text.to_lowercase().contains(&typed)
            || (titled(offer.kind) && offer.detail.to_lowercase().contains(&in_title))
    };
    let fitting: Vec<&Offer> = offers.iter().filter(fits).collect();
    let incomplete = fitting.len() > LIMIT;
    let items = fitting.into_iter().take(LIMIT).enumerate().map(|(at, offer)| CompletionItem {
        label: offer.text.clone(),
        kind: Some(offer.kind),
        detail: Some(offer.detail.clone()).filter(|detail| !detail.is_empty()),
        documentation: offer.documentation.clone().map(Documentation::String),
        // The order here is that of the instrument or the book, not of the alphabet.
        sort_text: Some(format!("{at:05}")),
        // A clause is found by words of its title as well; clients compare what is typed with the label else.
        filter_text: (!offer.text.to_lowercase().starts_with(&typed))
            .then(|| format!("{}{} {}", text_at(lines, range), offer.text, offer.detail)),
        text_edit: Some(CompletionItemTextEdit::TextEdit(TextEdit { range, new_text: offer.text.clone() })),
        ..CompletionItem::default()
    });
    (items.collect(), incomplete)
}

fn text_at<'a>(lines: Lines<'a>, range: gen_lsp_types::Range) -> &'a str {
    lines.text.get(lines.offset(range.start)..lines.offset(range.end)).unwrap_or("")
}

type Offers = (Range<usize>, Vec<Offer>);

/// In a text: the address of a link, or the attributes of a bracket.
fn markdown(analysis: &Analysis, text: &str, offset: usize) -> Offers {
    let line_start = text[..offset].rfind('\n').map_or(0, |at| at + 1);
    let line = &text[line_start..offset];
    if let Some(at) = line.rfind('{').filter(|at| !line[*at..].contains('}')) {
        return attributes(analysis, line_start + at + 1, &line[at + 1..], offset);
    }
    let start = line.rfind([' ', '\t', '<', '"', '\'', '[']).map_or(0, |at| at + 1);
    let link = line.rfind("](").map(|at| at + 2).filter(|at| *at >= start);
    let start = link.unwrap_or(start);
    let typed = &line[start..];
    // A bracket that closes what the address does not open ends the link.
    let closed = typed.bytes().try_fold(0i32, |depth, byte| match byte {
        b'(' => Some(depth + 1),
        b')' if depth == 0 => None,
        b')' => Some(depth - 1),
        _ => Some(depth),
    });
    if closed.is_none() {
        return (offset..offset, Vec::new());
    }
    let token = line_start + start..offset;
    let offers = if link.is_some() || typed.contains(':') { pointers(analysis, typed) } else { Vec::new() };
    (token, offers)
}

/// What a pointer that begins like this can lead to.
fn pointers(analysis: &Analysis, typed: &str) -> Vec<Offer> {
    let book = analysis.book();
    if let Some(rest) = typed.strip_prefix("clause:") {
        return match rest.split_once('#') {
            Some((id, _)) => paragraphs(analysis, id),
            None => clauses(analysis),
        };
    }
    if typed.starts_with("term:") {
        return terms(analysis);
    }
    if let Some((scheme, rest)) = typed.split_once(':') {
        return book.find_instrument(scheme).map_or_else(Vec::new, |id| provisions(analysis, id, rest));
    }
    let mut offers: Vec<Offer> = (0..book.instruments.len())
        .map(|at| {
            let instrument = book.instrument(InstrumentId(at as u32));
            let title = instrument.title(book.settings.language);
            Offer::new(format!("{}:", instrument.id), title, CompletionItemKind::Module)
        })
        .collect();
    offers.push(Offer::new("clause:", "a clause of this book", CompletionItemKind::Module));
    offers.push(Offer::new("term:", "a defined term", CompletionItemKind::Module));
    if !typed.is_empty() {
        offers.extend(clauses(analysis));
        offers.extend(terms(analysis));
    }
    offers
}

fn clauses(analysis: &Analysis) -> Vec<Offer> {
    let book = analysis.book();
    let offer = |at: usize| {
        let id = ClauseId(at as u32);
        let clause = book.clause(id);
        let label = words::clause_label(book, analysis.resolved(), id, book.settings.language).replace('\u{a0}', " ");
        let detail = format!("{label}. {}", clause.title.value);
        Offer::new(format!("clause:{}", clause.id.value), detail, CompletionItemKind::Class)
    };
    (0..book.clauses.len()).map(offer).collect()
}

fn paragraphs(analysis: &Analysis, id: &str) -> Vec<Offer> {
    let Some(clause) = analysis.resolved().index.clause(id) else { return Vec::new() };
    let body = &analysis.book().clause(clause).body;
    let written = body.paragraphs.iter().map(|path| (path.written(), format!("paragraph {}", path.display())));
    written
        .map(|(path, detail)| {
            Offer::new(format!("clause:{id}#{path}"), detail.replace('\u{a0}', " "), CompletionItemKind::Reference)
        })
        .collect()
}

fn terms(analysis: &Analysis) -> Vec<Offer> {
    let term = |term: &std::sync::Arc<crate::model::term::Term>| Offer {
        documentation: Some(hover::definition_of(analysis, term)),
        ..Offer::new(format!("term:{}", term.id.value), term.term.clone(), CompletionItemKind::Constant)
    };
    analysis.book().terms.iter().map(term).collect()
}

/// The provisions that begin like this, one level deeper than what has been typed; those of a range or group as well.
fn provisions(analysis: &Analysis, id: InstrumentId, typed: &str) -> Vec<Offer> {
    let book = analysis.book();
    let language = book.settings.language;
    let instrument = book.instrument(id);
    let last = typed.rfind([',', '-']).map_or(0, |at| at + 1);
    let (before, last) = typed.split_at(last);
    let last = if typed.starts_with(|first: char| first.is_ascii_alphabetic()) { typed } else { last };
    let depth = last.matches('(').count() + 1;
    let mut offers = Vec::new();
    for (at, provision) in instrument.provisions().iter().enumerate() {
        let written = provision.locator.to_string();
        let level = provision.locator.depth();
        if !written.starts_with(last) || level > depth + usize::from(written.starts_with(&format!("{last}("))) {
            continue;
        }
        let provision_id = ProvisionId(at as u32);
        let title = provision.titles.get(&language).cloned();
        let label = views::provision_label(book, id, provision_id, language).replace('\u{a0}', " ");
        let detail = title.filter(|_| level == 1).map_or(label.clone(), |title| format!("{label}. {title}"));
        offers.push(Offer {
            documentation: hover::facts(analysis, id, provision_id),
            ..Offer::new(format!("{}:{before}{written}", instrument.id), detail, CompletionItemKind::Reference)
        });
    }
    if before.is_empty() || last == typed {
        for division in &instrument.divisions {
            let written = crate::model::citation::Target::Division { kind: division.kind, number: division.number };
            let title = division.titles.get(&language).cloned().unwrap_or_default();
            let detail = format!("{}. {title}", views::division_label(instrument, division, language));
            offers.push(Offer::new(format!("{}:{written}", instrument.id), detail, CompletionItemKind::Folder));
        }
        let name = instrument.title(language);
        offers.push(Offer::new(format!("{}:whole", instrument.id), name, CompletionItemKind::Folder));
    }
    offers
}

/// `{by=` and `{alt=`.
fn attributes(analysis: &Analysis, start: usize, written: &str, offset: usize) -> Offers {
    let word = written.rfind(' ').map_or(0, |at| at + 1);
    if let Some(value) = written[word..].strip_prefix("by=") {
        let from = offset - value.len() + value.rfind(',').map_or(0, |at| at + 1);
        let bodies = analysis.book().settings.bodies.iter();
        return (from..offset, bodies.map(|(id, name)| Offer::new(id, name, CompletionItemKind::EnumMember)).collect());
    }
    if written[word..].starts_with("alt=") {
        return (offset..offset, Vec::new());
    }
    let offers = vec![
        Offer::new("by=", "whose text it is", CompletionItemKind::Property),
        Offer::new("alt=", "which alternative of its place it is", CompletionItemKind::Property),
    ];
    (start + word..offset, offers)
}

/// In SUMMARY.md: the texts that no line names yet.
fn outline(analysis: &Analysis, path: &str, text: &str, offset: usize) -> Offers {
    let line_start = text[..offset].rfind('\n').map_or(0, |at| at + 1);
    let line = &text[line_start..offset];
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let book = analysis.book();
    // From the buffer itself: a text that is named but cannot be read is named all the same.
    let named = |inside: &str| text.contains(&format!("]({inside})")) || text.contains(&format!("](./{inside})"));
    let free = book.files.iter().filter_map(|file| {
        let inside = if folder.is_empty() { file } else { file.strip_prefix(folder)?.strip_prefix('/')? };
        let is_text = inside.ends_with(".md") || inside.ends_with(".yaml") || inside.ends_with(".yml");
        let own = inside.starts_with("instruments/") || ["terms.yaml", "ledger.yaml"].contains(&inside);
        (is_text && !own && !analysis.is_summary(file) && !fields::is_translation(inside) && !named(inside))
            .then(|| (inside.to_owned(), title_of(analysis, file)))
    });
    if let Some(at) = line.rfind("](").filter(|at| !line[*at..].contains(')')) {
        let offers = free.map(|(path, title)| Offer::new(path, title, CompletionItemKind::File)).collect();
        return (line_start + at + 2..offset, offers);
    }
    let start = line.len() - line.trim_start_matches([' ', '-', '*']).len();
    let offers = free.map(|(path, title)| Offer::new(format!("[{title}]({path})"), path, CompletionItemKind::File));
    (line_start + start..offset, offers.collect())
}

/// The title in the front matter of a text that the outline does not name, else a title made from its file name.
fn title_of(analysis: &Analysis, path: &str) -> String {
    let text = analysis.file(path).map_or("", |file| analysis.text(file));
    let title = text.lines().take(20).find_map(|line| {
        line.strip_prefix("title:").or_else(|| line.strip_prefix("# ")).map(|title| title.trim().trim_matches('"'))
    });
    title.map_or_else(|| words::capitalized(&stem(path).replace('-', " ")), str::to_owned)
}

/// In front matter, terms.yaml, registries and book.toml.
fn in_field(analysis: &Analysis, path: &str, field: &Field, text: &str) -> Offers {
    let spot = &field.spot;
    let typed = &text[spot.token.clone()];
    let mut offers = Vec::new();
    if field.names_rules() && spot.slot == Slot::Key {
        offers.extend(rules::all().filter(|rule| !rule.firm).map(|rule| Offer {
            documentation: Some(rule.explanation.to_owned()),
            ..Offer::new(rule.name, rule.summary, CompletionItemKind::EnumMember)
        }));
        return (spot.token.clone(), offers);
    }
    let line_end = text[spot.token.end..].split('\n').next().unwrap_or_default();
    let mark = match (field.schema, line_end.trim_start().starts_with([':', '='])) {
        (_, true) => "",
        ("book", false) => " = ",
        (_, false) => ": ",
    };
    if matches!(spot.slot, Slot::Key | Slot::Either) {
        let written = |key: &str| spot.path.is_empty() && has_key(text, key);
        let header = field.schema == "book" && text[..spot.token.start].ends_with(['.', '[']);
        for (key, description) in field.schemas.keys(&spot.path).into_iter().filter(|(key, _)| !written(key)) {
            let text = if header { key } else { format!("{key}{mark}") };
            offers.push(Offer::new(text, description.unwrap_or_default(), CompletionItemKind::Property));
        }
    }
    if matches!(spot.slot, Slot::Value | Slot::Either) {
        for (value, description) in field.schemas.values(&spot.path) {
            offers.push(Offer::new(value, description.unwrap_or_default(), CompletionItemKind::EnumMember));
        }
        offers.extend(known_values(analysis, path, field, typed));
    }
    (spot.token.clone(), offers)
}

/// Whether a key stands at the margin of the front matter already.
fn has_key(text: &str, key: &str) -> bool {
    let head = fields::front_matter(text).map_or(text, |range| &text[range]);
    head.lines().any(|line| line.strip_prefix(key).is_some_and(|rest| rest.trim_start().starts_with(':')))
}

/// Values that the schema cannot know: what this book has.
fn known_values(analysis: &Analysis, path: &str, field: &Field, typed: &str) -> Vec<Offer> {
    let book = analysis.book();
    let keys: Vec<&str> = field.spot.path.iter().map(String::as_str).collect();
    let only_citations = |offers: Vec<Offer>| -> Vec<Offer> {
        offers
            .into_iter()
            .filter(|offer| !offer.text.starts_with("clause:") && !offer.text.starts_with("term:"))
            .collect()
    };
    match (field.schema, keys.as_slice()) {
        ("clause", ["implements"])
        | ("terms", ["terms", "source"])
        | ("book", ["output", "clausebook", "coverage", "require" | "require-paragraphs"]) => {
            only_citations(pointers(analysis, typed))
        }
        ("clause", ["see-also"]) => pointers(analysis, typed),
        ("clause", ["id"]) => vec![Offer::new(stem(path), "as the file is called", CompletionItemKind::Text)],
        ("clause", ["addressees"]) => {
            let used: std::collections::BTreeSet<&str> =
                book.clauses.iter().flat_map(|clause| &clause.addressees).map(String::as_str).collect();
            used.into_iter().map(|word| Offer::new(word, "", CompletionItemKind::EnumMember)).collect()
        }
        ("translation", ["translates"]) => {
            let file = analysis.file(path);
            let translation = book.translations.iter().find(|translation| Some(translation.file) == file);
            let digest = translation.and_then(|translation| book.stale(translation));
            let offer = |digest| Offer::new(digest, "the source as it is now", CompletionItemKind::Value);
            digest.map(offer).into_iter().collect()
        }
        ("book", ["output", "clausebook", "primary-instrument"]) => {
            let language = book.settings.language;
            let all = book.instruments.iter().map(|loaded| &loaded.instrument);
            all.map(|instrument| Offer::new(&*instrument.id, instrument.title(language), CompletionItemKind::Module))
                .collect()
        }
        _ => Vec::new(),
    }
}
