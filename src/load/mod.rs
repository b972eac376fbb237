//! From files to a [`Book`].
//!
//! `book.toml`, then registries (citations in prose are recognised by their names), then terms and the outline, then all
//! texts, in parallel and in a fixed order. Never fails: what cannot be read is a finding, and the rest is loaded.

pub mod allow;
pub mod cache;
pub mod clause;
pub mod conflict;
pub mod front_matter;
pub mod ledger;
pub mod markdown;
pub mod outline;
pub mod registry;
pub mod terms;
pub mod translation;

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use rayon::prelude::*;

use crate::config::raw::Level;
use crate::config::{self, Settings};
use crate::diag::{Diagnostic, Edit, Grade};
use crate::files::{FileProblem, Files, Listing, SIZE_LIMIT};
use crate::load::cache::{Cache, Kept};
use crate::load::conflict::Side;
use crate::load::markdown::{Mode, Source, Vocabulary};
use crate::load::outline::{Line, LineKind};
use crate::locale::Names;
use crate::model::body::{Block, Body, ReferenceTarget};
use crate::model::book::{Book, ClauseId, LoadedInstrument, Lost, Prose, ProseId, TextId, stem, translation_of};
use crate::model::clause::Clause;
use crate::model::language::Language;
use crate::model::outline::{EntryId, EntryKind, Outline};
use crate::model::translation::Translation;
use crate::rules::citations::INVALID_REGISTRY;
use crate::rules::files::{
    CONFLICT_MARKERS, CONTROL_CHARACTER, FILE_TOO_LARGE, NOT_UTF8, OUTSIDE_BOOK, UNREADABLE_FILE,
};
use crate::rules::outline::{
    CLAUSE_WITH_ITEMS, LISTED_TWICE, MISSING_FILE, MISSING_SUMMARY, NOT_IN_OUTLINE, OUTLINE_SYNTAX, TITLE_DIFFERS,
};
use crate::rules::schema::INVALID_SCHEMA;
use crate::rules::translations::OUTLINE_DIFFERS;
use crate::schemas;
use crate::source::{FileId, SourceFile, Sources, Span, is_unseen};
use crate::tree::schema::{Schema, prune};
use crate::tree::yaml;

/// Loads the book. Files that `cache` holds are not read again if neither they nor what they depend on has changed.
pub fn load(files: &dyn Files, cache: &mut Cache, findings: &mut Vec<Diagnostic>) -> Book {
    let mut sources = Sources::default();
    let (config, whole) = add_whole(files, "book.toml", &mut sources, findings);
    let settings = config::read(config, &decided(sources.get(config), whole, Side::First), findings);
    let listing = files.list(&settings.source);
    report_listing(&listing, &mut sources, findings);
    let inside: Vec<&str> = listing.files.iter().filter_map(|path| within(&settings.source, path)).collect();

    let mut lost = Lost::default();
    let instruments = load_instruments(files, &settings, &inside, cache, &mut sources, &mut lost, findings);
    let digest = cache::digest(&sources);
    let vocabulary = load_vocabulary(digest, &instruments, &settings, cache);
    let own_schema = load_own_schema(files, &mut sources, &mut lost, findings);
    let digest = if own_schema.is_some() || lost.schema { cache::digest(&sources) } else { digest };
    let terms = match inside.contains(&"terms.yaml") {
        true => {
            let path = under(&settings.source, "terms.yaml");
            let file = FileId(sources.len() as u32);
            let read = cache.terms.read(files, &path, file, digest, |source, whole, findings| {
                if !whole {
                    return (Vec::new(), false);
                }
                let (terms, all) = terms::read(file, source, &settings, &vocabulary, findings);
                (terms.into_iter().map(Arc::new).collect(), all)
            });
            cache.renew(|cache| &mut cache.terms, std::slice::from_ref(&read));
            let (terms, all) = add_kept(read, &mut sources, findings);
            lost.terms = !all;
            terms
        }
        false => Vec::new(),
    };
    let ledger = inside.contains(&"ledger.yaml").then(|| {
        let (file, whole) = add_whole(files, &under(&settings.source, "ledger.yaml"), &mut sources, findings);
        whole.then(|| ledger::read(file, sources.get(file), findings)).flatten()
    });
    let templates = load_templates(files, &mut sources, findings);
    let mut shape = load_outline(files, &settings, &listing.files, &mut sources, findings);
    if shape.whole {
        lost.strays = report_strays(files, &settings, &inside, &shape, &mut sources, findings);
    }

    let context = clause::Context {
        settings: &settings,
        own_schema: own_schema.as_ref(),
        own_keys: lost.schema,
        vocabulary: &vocabulary,
    };
    let read = read_texts(files, &shape.texts, &mut sources, &context, cache, digest, findings);
    lost.summary = !shape.whole;
    lost.outline = !shape.whole || shape.left_out;
    for (path, meant) in &shape.missing {
        lost.texts.push(path.clone());
        lost.texts.extend(meant.clone());
    }
    let (clauses, prose) = place_texts(read, &mut shape, &sources, &mut lost, findings);
    let mut book = Book {
        settings,
        sources,
        outline: std::mem::take(&mut shape.outline),
        clauses,
        prose,
        translations: Vec::new(),
        terms,
        instruments,
        files: listing.files,
        pictures: BTreeMap::new(),
        templates,
        ledger: ledger.flatten(),
        lost,
    };
    book.translations = load_translations(files, &mut book, &vocabulary, cache, digest, findings);
    load_titles(files, &mut book, &shape.lines, findings);
    book.pictures = load_pictures(files, &book, findings);
    book
}

/// Adds a file that was read, now or before, with its findings; gives what it holds.
fn add_kept<T: Clone>(kept: Arc<Kept<T>>, sources: &mut Sources, findings: &mut Vec<Diagnostic>) -> T {
    let kept = Arc::unwrap_or_clone(kept);
    sources.add(kept.source);
    findings.extend(kept.findings);
    kept.value
}

/// What instruments are called; made anew when a registry or `book.toml` has changed.
fn load_vocabulary(
    digest: u64,
    instruments: &[Arc<LoadedInstrument>],
    settings: &Settings,
    cache: &mut Cache,
) -> Arc<Vocabulary> {
    if let Some((_, kept)) = cache.vocabulary.as_ref().filter(|(kept, _)| *kept == digest) {
        return kept.clone();
    }
    let vocabulary = Arc::new(Vocabulary {
        names: Names::new(instruments.iter().map(|loaded| &loaded.instrument), settings.primary_instrument.as_deref()),
        instruments: instruments.iter().map(|loaded| loaded.instrument.id.to_string()).collect(),
    });
    cache.vocabulary = Some((digest, vocabulary.clone()));
    vocabulary
}

fn under(source: &str, path: &str) -> String {
    if source.is_empty() { path.to_owned() } else { format!("{source}/{path}") }
}

fn within<'a>(source: &str, path: &'a str) -> Option<&'a str> {
    if source.is_empty() { Some(path) } else { path.strip_prefix(source)?.strip_prefix('/') }
}

/// Reads a file into `sources`; what cannot be read becomes an empty text and a finding.
fn add(files: &dyn Files, path: &str, sources: &mut Sources, findings: &mut Vec<Diagnostic>) -> FileId {
    add_whole(files, path, sources, findings).0
}

/// The same, with whether the whole file was read.
fn add_whole(files: &dyn Files, path: &str, sources: &mut Sources, findings: &mut Vec<Diagnostic>) -> (FileId, bool) {
    let bytes = files.read(path);
    let file = sources.add(decode(path, bytes.as_deref().unwrap_or_default()));
    let whole = report_reading(path, &bytes, file, sources.get(file), findings);
    (file, whole)
}

/// A file with what is read of it although it could not be read whole: one side or both of every merge left in it.
fn decided(source: &SourceFile, whole: bool, side: Side) -> SourceFile {
    match whole {
        true => source.clone(),
        false => SourceFile::new(&source.path, &conflict::read_by(&source.text, side)),
    }
}

/// The text up to the first byte that is not UTF-8.
fn decode(path: &str, bytes: &[u8]) -> SourceFile {
    match std::str::from_utf8(bytes) {
        Ok(text) => SourceFile::new(path, text),
        Err(error) => {
            let valid = std::str::from_utf8(&bytes[..error.valid_up_to()])
                .expect("the standard library says that this much is valid");
            SourceFile::new(path, valid)
        }
    }
}

fn report_reading(
    path: &str,
    bytes: &Result<Vec<u8>, FileProblem>,
    file: FileId,
    source: &SourceFile,
    findings: &mut Vec<Diagnostic>,
) -> bool {
    match bytes {
        Err(problem) => {
            findings.push(problem_finding(path, problem, Span::start_of(file)));
            false
        }
        Ok(bytes) => {
            if let Some(marker) = conflict::first_marker(&source.text) {
                findings.push(
                    Diagnostic::new(
                        &CONFLICT_MARKERS,
                        Span::new(file, marker),
                        "two versions of a text stand here, left by a merge",
                    )
                    .note("nothing of the file is read until one is chosen")
                    .help("keep the words that are meant, from either side or both, and delete the lines that begin with `<<<<<<<`, `=======` and `>>>>>>>`"),
                );
                return false;
            }
            check_control_characters(file, source, findings);
            let length = source.text.len() + if source.byte_order_mark { 3 } else { 0 };
            let Some(byte) = bytes.get(length) else { return true };
            let end = source.text.len();
            findings.push(
                Diagnostic::new(
                    &NOT_UTF8,
                    Span::new(file, end..end),
                    format!("byte {length} (0x{byte:02X}) is not UTF-8"),
                )
                .note("the text up to here was read; nothing was guessed")
                .help("save the file as UTF-8"),
            );
            false
        }
    }
}

fn problem_finding(path: &str, problem: &FileProblem, span: Span) -> Diagnostic {
    let message = format!("`{path}` {problem}");
    match problem {
        FileProblem::Outside => Diagnostic::new(&OUTSIDE_BOOK, span, message).help("copy what is needed into the book"),
        FileProblem::TooLarge(_) => Diagnostic::new(&FILE_TOO_LARGE, span, message)
            .help(format!("keep files below {} MiB", SIZE_LIMIT / 1024 / 1024)),
        FileProblem::Loop => Diagnostic::new(&UNREADABLE_FILE, span, message).help("remove the link"),
        FileProblem::Missing | FileProblem::Unreadable(_) => Diagnostic::new(&UNREADABLE_FILE, span, message),
    }
}

/// Reports what could not be looked at in a folder.
fn report_listing(listing: &Listing, sources: &mut Sources, findings: &mut Vec<Diagnostic>) {
    for (path, problem) in &listing.problems {
        let file = sources.add(SourceFile::new(path, ""));
        findings.push(problem_finding(path, problem, Span::start_of(file)));
    }
}

/// Finds NUL and other control characters, and marks that reorder text (Unicode Standard Annex 9) or have no width.
fn check_control_characters(file: FileId, source: &SourceFile, findings: &mut Vec<Diagnostic>) {
    let text = &source.text;
    // All are either ASCII controls or begin with one of these bytes; other text is passed over quickly.
    if !text
        .bytes()
        .any(|byte| (byte < 0x20 && !b"\n\r\t".contains(&byte)) || matches!(byte, 0x7f | 0xc2 | 0xd8 | 0xe2 | 0xef))
    {
        return;
    }
    for (at, character) in text.char_indices() {
        if is_unseen(character) {
            let span = Span::new(file, at..at + character.len_utf8());
            findings.push(
                Diagnostic::new(
                    &CONTROL_CHARACTER,
                    span,
                    format!("U+{:04X} is a character that cannot be seen", u32::from(character)),
                )
                .help("delete it; with the cursor behind it, one press of the backspace key")
                .replace(Grade::Safe, "delete it", span, character.to_string(), ""),
            );
        }
    }
}

/// What a registry was read to: the instrument with the place of its id, or nothing that can be used.
pub(crate) type ReadRegistry = Option<(Arc<LoadedInstrument>, Span)>;

fn load_instruments(
    files: &dyn Files,
    settings: &Settings,
    inside: &[&str],
    cache: &mut Cache,
    sources: &mut Sources,
    lost: &mut Lost,
    findings: &mut Vec<Diagnostic>,
) -> Vec<Arc<LoadedInstrument>> {
    let paths: Vec<&str> =
        inside.iter().copied().filter(|path| path.starts_with("instruments/") && is_yaml(path)).collect();
    let mut read = Vec::with_capacity(paths.len());
    for (at, path) in paths.iter().enumerate() {
        let file = FileId((sources.len() + at) as u32);
        read.push(cache.registries.read(files, &under(&settings.source, path), file, 0, |source, whole, findings| {
            whole.then(|| read_registry(file, source, findings)).flatten()
        }));
    }
    cache.renew(|cache| &mut cache.registries, &read);
    let mut registries: Vec<(Arc<LoadedInstrument>, Span)> = Vec::new();
    for (path, read) in paths.iter().zip(read) {
        let Some(mut registry) = add_kept(read, sources, findings) else {
            lost.instruments.push(stem(path).to_owned());
            continue;
        };
        let Some(other) = registries.iter_mut().find(|(other, _)| other.instrument.id == registry.0.instrument.id)
        else {
            registries.push(registry);
            continue;
        };
        // The file that is named after the instrument is the right one, else the first.
        if stem(path) == &*registry.0.instrument.id {
            std::mem::swap(other, &mut registry);
        }
        findings.push(
            Diagnostic::new(
                &INVALID_REGISTRY,
                registry.1,
                format!("there are two registries of `{}`", registry.0.instrument.id),
            )
            .also(Span::start_of(other.0.file), "the other one, which is used")
            .help("remove one of the two files, or give this one the id of its own instrument"),
        );
    }
    let mut instruments: Vec<_> = registries.into_iter().map(|(registry, _)| registry).collect();
    instruments.sort_by(|a, b| a.instrument.id.cmp(&b.instrument.id));
    instruments
}

fn read_registry(file: FileId, source: &SourceFile, findings: &mut Vec<Diagnostic>) -> ReadRegistry {
    let node = yaml::parse(&source.text, file, 0, findings)?;
    let mut json = node.to_json();
    let refused = schemas::instrument().validate(&node, &json, source, findings);
    prune(&mut json, &refused);
    let raw = match serde_json::from_value::<registry::RawInstrument>(json) {
        Ok(raw) => raw,
        Err(error) => {
            let message = format!("this registry cannot be used: {error}");
            findings.push(Diagnostic::new(&INVALID_REGISTRY, Span::start_of(file), message));
            return None;
        }
    };
    let (instrument, problems) = registry::lower(&raw);
    for problem in problems {
        findings.push(Diagnostic::new(&INVALID_REGISTRY, node.at(&problem.pointer).span, problem.message));
    }
    Some((Arc::new(LoadedInstrument { instrument, file }), node.at("/id").span))
}

fn is_text(path: &str) -> bool {
    path.ends_with(".md") || is_yaml(path)
}

fn is_yaml(path: &str) -> bool {
    path.ends_with(".yaml") || path.ends_with(".yml")
}

fn load_own_schema(
    files: &dyn Files,
    sources: &mut Sources,
    lost: &mut Lost,
    findings: &mut Vec<Diagnostic>,
) -> Option<Schema> {
    let path = "schemas/clause.schema.json";
    let listing = files.list("schemas");
    report_listing(&listing, sources, findings);
    if !listing.files.iter().any(|file| file == path) {
        return None;
    }
    let (file, whole) = add_whole(files, path, sources, findings);
    let text = sources.get(file).text.clone();
    if !whole {
        lost.schema = true;
        return None;
    }
    if Some(&*text) == schemas::text("clause") {
        return None;
    }
    let value = serde_json::from_str(&text).map_err(|error| error.to_string());
    match value.and_then(|value| Schema::new(&value, true)) {
        Ok(schema) => Some(schema),
        Err(error) => {
            findings.push(
                Diagnostic::new(
                    &INVALID_SCHEMA,
                    Span::start_of(file),
                    format!("the book's schema cannot be used: {error}"),
                )
                .note("clauses are checked against the program's own schema only, and may have keys that it does not know"),
            );
            lost.schema = true;
            None
        }
    }
}

fn load_templates(
    files: &dyn Files,
    sources: &mut Sources,
    findings: &mut Vec<Diagnostic>,
) -> BTreeMap<String, FileId> {
    let listing = files.list("templates");
    report_listing(&listing, sources, findings);
    let mut templates = BTreeMap::new();
    for path in listing.files {
        if let Some(name) = path.strip_prefix("templates/") {
            let (file, whole) = add_whole(files, &path, sources, findings);
            if whole {
                templates.insert(name.to_owned(), file);
            }
        }
    }
    templates
}

/// Reads the texts in other languages: `name.LANG.md` beside `name.md` for each language of the book.
fn load_translations(
    files: &dyn Files,
    book: &mut Book,
    vocabulary: &Vocabulary,
    cache: &mut Cache,
    digest: u64,
    findings: &mut Vec<Diagnostic>,
) -> Vec<Arc<Translation>> {
    let mut wanted: Vec<(TextId, Language, String)> = Vec::new();
    for id in book.texts() {
        if let TextId::Clause(_) | TextId::Prose(_) = id {
            let path = &book.sources.get(book.body(id).file).path;
            let Some((stem, _)) = path.rsplit_once('.') else { continue };
            for language in book.other_languages() {
                wanted.push((id, language, format!("{stem}.{}.md", language.code())));
            }
        }
    }
    wanted.retain(|(_, _, path)| book.files.binary_search(path).is_ok());
    let first = book.sources.len();
    let settings = &book.settings;
    let table = &cache.translations;
    let read: Vec<Arc<Kept<_>>> = wanted
        .par_iter()
        .enumerate()
        .map(|(at, (id, language, path))| {
            let file = FileId((first + at) as u32);
            // The language is in the path; which text it translates is a number that can come to mean another one.
            let context = cache::with(digest, id);
            table.read(files, path, file, context, |source, whole, findings| {
                let read =
                    whole.then(|| translation::read(*id, *language, file, source, settings, vocabulary, findings));
                read.flatten().map(Arc::new)
            })
        })
        .collect();
    cache.renew(|cache| &mut cache.translations, &read);
    read.into_iter().filter_map(|read| add_kept(read, &mut book.sources, findings)).collect()
}

/// Reads the titles of the outline in other languages from `SUMMARY.LANG.md`.
fn load_titles(files: &dyn Files, book: &mut Book, lines: &[(Line, Option<EntryId>)], findings: &mut Vec<Diagnostic>) {
    let languages: Vec<Language> = book.other_languages().collect();
    for language in languages {
        let path = under(&book.settings.source, &format!("SUMMARY.{}.md", language.code()));
        if book.files.binary_search(&path).is_err() {
            continue;
        }
        let (file, whole) = add_whole(files, &path, &mut book.sources, findings);
        if !whole || book.lost.summary {
            continue;
        }
        let translated = outline::parse(&book.sources.get(file).text, file, findings);
        let differs = lines
            .iter()
            .zip(&translated)
            .find(|((source, _), line)| source.kind != line.kind || source.path != line.path);
        let stray = |line: &Line| crate::files::join(&path, &line.path).is_some_and(|path| book.lost.text(&path));
        if let Some(((source, _), line)) = differs {
            // That the outline does not name a text has been reported.
            findings.extend((!stray(line)).then(|| {
                Diagnostic::new(&OUTLINE_DIFFERS, line.span, "this line is not that of SUMMARY.md")
                    .also(source.span, "the line of the source")
                    .help("give the translated outline the same lines with the same links")
            }));
        } else if lines.len() != translated.len() && !translated.iter().skip(lines.len()).any(stray) {
            let message = format!("this outline has {} lines, SUMMARY.md has {}", translated.len(), lines.len());
            findings.push(
                Diagnostic::new(&OUTLINE_DIFFERS, Span::start_of(file), message).help("give both the same lines"),
            );
        }
        for ((source, entry), line) in lines.iter().zip(translated) {
            if let (Some(entry), true) = (entry, source.kind == line.kind && source.path == line.path) {
                book.outline.entries[entry.0 as usize].titles.insert(language, line.title);
            }
        }
    }
}

/// Reads the pictures that texts show; one that does not exist is reported as a broken link later.
fn load_pictures(files: &dyn Files, book: &Book, findings: &mut Vec<Diagnostic>) -> BTreeMap<String, Vec<u8>> {
    let mut pictures = BTreeMap::new();
    for id in book.texts() {
        let body = book.body(id);
        for reference in &body.references {
            let ReferenceTarget::Image(path) = &reference.target else { continue };
            let full = crate::files::join(&book.sources.get(body.file).path, path);
            let Some(full) = full.filter(|full| !pictures.contains_key(full) && book.files.contains(full)) else {
                continue;
            };
            match files.read(&full) {
                Ok(bytes) => {
                    pictures.insert(full, bytes);
                }
                Err(problem) => findings.push(problem_finding(&full, &problem, body.span(reference.range.clone()))),
            }
        }
    }
    pictures
}

/// The outline with the files that it names.
struct Shape {
    outline: Outline,
    /// Every text named, in order: path, its entry, and what it must be.
    texts: Vec<Text>,
    /// The lines of SUMMARY.md, with the entries made from them.
    lines: Vec<(Line, Option<EntryId>)>,
    /// Paths named where no file is, from the root, each with that of the file that is probably meant.
    missing: Vec<(String, Option<String>)>,
    /// Whether some line names no text that can be used.
    left_out: bool,
    /// Whether the outline could be read; if not, nobody knows what it would have named.
    whole: bool,
}

#[derive(Debug, Clone)]
struct Text {
    path: String,
    entry: EntryId,
    role: Role,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Role {
    Clause,
    Chapter,
    Prose,
}

fn load_outline(
    files: &dyn Files,
    settings: &Settings,
    present: &[String],
    sources: &mut Sources,
    findings: &mut Vec<Diagnostic>,
) -> Shape {
    let mut outline = Outline::default();
    outline.add(EntryId::ROOT, EntryKind::Root, settings.title.clone(), Span::start_of(settings.file));
    let path = under(&settings.source, "SUMMARY.md");
    if !present.contains(&path) {
        // Without book.toml nobody knows where the outline would be.
        let known = !settings.source_unknown && !sources.get(settings.file).text.is_empty();
        findings.extend(known.then(|| {
            let other = files.list("").files.into_iter().find_map(|other| {
                let folder = other.strip_suffix("SUMMARY.md")?.trim_end_matches('/').to_owned();
                (!folder.is_empty()).then_some(folder)
            });
            let help = match other {
                Some(folder) => format!("there is a `{folder}/SUMMARY.md`: write `src = \"{folder}\"` under [book]"),
                None => "write it with one line per text: `- [Title](file.md)`; `clausebook init` makes an example"
                    .to_owned(),
            };
            Diagnostic::new(&MISSING_SUMMARY, Span::start_of(settings.file), format!("`{path}` does not exist"))
                .help(help)
        }));
        return Shape {
            outline,
            texts: Vec::new(),
            lines: Vec::new(),
            missing: Vec::new(),
            left_out: false,
            whole: false,
        };
    }
    let (file, whole) = add_whole(files, &path, sources, findings);
    let lines = outline::parse(&decided(sources.get(file), whole, Side::Both).text, file, findings);
    let present: HashSet<&str> = present.iter().map(String::as_str).collect();
    let mut shape =
        Shape { outline, texts: Vec::new(), lines: Vec::new(), missing: Vec::new(), left_out: false, whole };
    let named: HashSet<String> = lines.iter().filter_map(|line| crate::files::join(&path, &line.path)).collect();
    // A file that no line names is rather meant by a line that names none.
    let free: Vec<&str> = present
        .iter()
        .copied()
        .filter(|other| !named.contains(*other) && is_text(other) && translation_of(other).is_none())
        .filter_map(|other| within(&settings.source, other))
        .collect();
    let mut seen: HashMap<String, Span> = HashMap::new();
    let mut part = EntryId::ROOT;
    let mut open: Vec<EntryId> = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let has_items = matches!((line.kind, lines.get(at + 1).map(|next| next.kind)), (LineKind::Item(depth), Some(LineKind::Item(next))) if next > depth);
        let (parent, role) = match line.kind {
            LineKind::Part => {
                part = shape.outline.add(EntryId::ROOT, EntryKind::Part, line.title.clone(), line.span);
                shape.lines.push((line.clone(), Some(part)));
                continue;
            }
            LineKind::Prose => (EntryId::ROOT, Role::Prose),
            LineKind::Item(depth) => {
                open.truncate(depth);
                let parent = open.last().copied().unwrap_or(part);
                (parent, if has_items { Role::Chapter } else { Role::Clause })
            }
        };
        let kind = if role == Role::Chapter { EntryKind::Chapter(None) } else { EntryKind::Draft };
        let file = line_file(line, &path, settings, &present, &free, &mut seen, &mut shape.missing, findings);
        if file.is_none() && !line.path.is_empty() && role != Role::Chapter {
            shape.lines.push((line.clone(), None));
            shape.left_out = true;
            continue;
        }
        let entry = shape.outline.add(parent, kind, line.title.clone(), line.span);
        shape.lines.push((line.clone(), Some(entry)));
        if let LineKind::Item(depth) = line.kind {
            open.truncate(depth);
            open.push(entry);
        }
        shape.texts.extend(file.map(|path| Text { path, entry, role }));
    }
    shape
}

/// The file that a line names, relative to the root, if it can be used.
#[allow(clippy::too_many_arguments, reason = "all that the outline has learned so far")]
fn line_file(
    line: &Line,
    summary: &str,
    settings: &Settings,
    present: &HashSet<&str>,
    free: &[&str],
    seen: &mut HashMap<String, Span>,
    missing: &mut Vec<(String, Option<String>)>,
    findings: &mut Vec<Diagnostic>,
) -> Option<String> {
    if line.path.is_empty() {
        return None;
    }
    let joined = crate::files::join(summary, &line.path).filter(|path| within(&settings.source, path).is_some());
    let Some(path) = joined else {
        findings.push(
            Diagnostic::new(&OUTSIDE_BOOK, line.span, format!("`{}` leads out of the source folder", line.path))
                .help("name a file below the folder of SUMMARY.md"),
        );
        return None;
    };
    if !present.contains(path.as_str()) {
        let name = within(&settings.source, &path).unwrap_or(&path);
        let file_name = |path: &str| path.rsplit('/').next().unwrap_or("").to_owned();
        let moved = || free.iter().copied().find(|other| file_name(other) == file_name(name));
        let meant = crate::diag::nearest(name, free.iter().copied()).or_else(moved);
        let help = match meant {
            Some(meant) => format!("did you mean `{meant}`?"),
            None => format!(
                "write the file, take the line out, or leave the link empty for a text still to be written: `[{}]()`",
                line.title
            ),
        };
        findings.push(Diagnostic::new(&MISSING_FILE, line.span, format!("`{path}` does not exist")).help(help));
        let meant = meant.map(|meant| under(&settings.source, meant));
        missing.push((path, meant));
        return None;
    }
    if !is_text(&path) {
        findings.push(
            Diagnostic::new(&OUTLINE_SYNTAX, line.span, format!("`{path}` is neither Markdown nor YAML"))
                .help("a text of the document ends in .md or .yaml"),
        );
        return None;
    }
    if let Some(first) = seen.get(&path) {
        findings.push(
            Diagnostic::new(&LISTED_TWICE, line.span, format!("`{path}` is named twice"))
                .also(*first, "first named here")
                .help("remove one of the two lines; refer to a text from elsewhere by a link"),
        );
        return None;
    }
    seen.insert(path.clone(), line.span);
    Some(path)
}

/// Reports texts below the source folder that the outline does not name. A text with its translations is one finding,
/// and one that a line of the outline probably means is none. Gives the paths of clauses that are missing from the book by it.
fn report_strays(
    files: &dyn Files,
    settings: &Settings,
    inside: &[&str],
    shape: &Shape,
    sources: &mut Sources,
    findings: &mut Vec<Diagnostic>,
) -> Vec<String> {
    let mut clauses = Vec::new();
    let missing = shape.missing.iter().flat_map(|(path, meant)| [Some(path), meant.as_ref()]).flatten();
    let named = shape.texts.iter().map(|text| &text.path).chain(missing);
    let named: HashSet<&str> = named.filter_map(|path| within(&settings.source, path)).collect();
    let present: HashSet<&str> = inside.iter().copied().collect();
    for path in inside {
        let own = path.starts_with("instruments/")
            || ["terms.yaml", "ledger.yaml"].contains(path)
            || path.starts_with("SUMMARY.");
        let source = translation_of(path);
        let known = |source: &String| named.contains(source.as_str()) || present.contains(source.as_str());
        if !is_text(path) || own || named.contains(path) || source.as_ref().is_some_and(known) {
            continue;
        }
        let file = add(files, &under(&settings.source, path), sources, findings);
        let text = &sources.get(file).text;
        let first_line = text.lines().next().map_or(0, str::len);
        let whole = under(&settings.source, path);
        let accepted = settings.levels.of(NOT_IN_OUTLINE.name, &whole).is_some_and(|level| level != Level::Error);
        if source.is_none() && !accepted && (is_yaml(path) || front_matter::split(text) != front_matter::Split::None) {
            clauses.push(whole);
        }
        let help = match source {
            None => {
                format!("add a line to SUMMARY.md, such as `- [Title]({path})`, or move the file out of the folder")
            }
            Some(source) => match crate::diag::nearest(&source, named.iter().copied()) {
                Some(near) => {
                    let ending = &path[source.rfind('.').unwrap_or(0)..];
                    let stem = near.rsplit_once('.').map_or(near, |(stem, _)| stem);
                    format!(
                        "there is no `{source}` that it could be a translation of; if it is one of `{near}`, rename it to `{stem}{ending}`"
                    )
                }
                None => format!(
                    "there is no `{source}` that it could be a translation of; rename it, or move it out of the folder"
                ),
            },
        };
        findings.push(
            Diagnostic::new(&NOT_IN_OUTLINE, Span::new(file, 0..first_line), format!("`{path}` stands in no outline"))
                .help(help),
        );
    }
    clauses
}

/// What a text named in the outline was read to.
#[derive(Clone)]
pub(crate) enum ReadText {
    Clause(Arc<Clause>),
    Prose(Arc<Prose>),
    Nothing,
}

/// Reads all texts in parallel; findings and texts come in the order of the outline.
fn read_texts(
    files: &dyn Files,
    texts: &[Text],
    sources: &mut Sources,
    context: &clause::Context<'_>,
    cache: &mut Cache,
    digest: u64,
    findings: &mut Vec<Diagnostic>,
) -> Vec<(Text, ReadText)> {
    let first = sources.len();
    let table = &cache.texts;
    let read: Vec<Arc<Kept<ReadText>>> = texts
        .par_iter()
        .enumerate()
        .map(|(at, text)| {
            let file = FileId((first + at) as u32);
            table.read(files, &text.path, file, cache::with(digest, &text.role), |source, whole, findings| {
                if whole { read_text(text, file, source, context, findings) } else { ReadText::Nothing }
            })
        })
        .collect();
    cache.renew(|cache| &mut cache.texts, &read);
    let read = read.into_iter().map(|read| add_kept(read, sources, findings));
    texts.iter().cloned().zip(read).collect()
}

fn read_text(
    text: &Text,
    file: FileId,
    source: &SourceFile,
    context: &clause::Context<'_>,
    findings: &mut Vec<Diagnostic>,
) -> ReadText {
    if text.role == Role::Clause
        || is_yaml(&source.path)
        || front_matter::split(&source.text) != front_matter::Split::None
    {
        let clause = clause::read(file, source, context, findings);
        return clause.map_or(ReadText::Nothing, |clause| ReadText::Clause(Arc::new(clause)));
    }
    let language = context.settings.language;
    let text = Source { file, text: source.text.clone(), start: 0, segments: Vec::new(), language };
    let mut body = markdown::parse(text, Mode::Prose, context.settings, context.vocabulary, findings);
    let title = take_title(&mut body);
    ReadText::Prose(Arc::new(Prose { title: title.unwrap_or_default(), file, body }))
}

/// Takes the heading of level one with which a prose text begins.
fn take_title(body: &mut Body) -> Option<String> {
    let Some(Block::Heading { level: 1, inlines, .. }) = body.sections.first()?.blocks.first() else { return None };
    let title = markdown::plain_text(inlines, body);
    body.sections[0].blocks.remove(0);
    Some(title)
}

/// A title without what cannot be seen in it, which is reported by itself.
fn seen(title: &str) -> String {
    title.chars().filter(|character| !is_unseen(*character)).collect()
}

/// The edit that gives a line of the outline the title of its clause.
fn title_edit(line: Span, clause: &Clause, summary: &SourceFile) -> Vec<Edit> {
    let text = summary.text.get(line.range()).unwrap_or("");
    let Some((old, _)) = text.strip_prefix('[').and_then(|rest| rest.rsplit_once("](")) else { return Vec::new() };
    let start = line.start as usize + 1;
    let mut new = String::new();
    for character in clause.title.value.chars() {
        if "\\[]*_`<&".contains(character) {
            new.push('\\');
        }
        new.push(character);
    }
    vec![Edit { span: Span::new(line.file, start..start + old.len()), old: old.to_owned(), new }]
}

fn place_texts(
    read: Vec<(Text, ReadText)>,
    shape: &mut Shape,
    sources: &Sources,
    lost: &mut Lost,
    findings: &mut Vec<Diagnostic>,
) -> (Vec<Arc<Clause>>, Vec<Arc<Prose>>) {
    let mut clauses = Vec::new();
    let mut prose = Vec::new();
    let mut lost_entries = Vec::new();
    for (text, read) in read {
        let entry = &mut shape.outline.entries[text.entry.0 as usize];
        match (read, text.role) {
            (ReadText::Clause(clause), Role::Clause | Role::Prose) => {
                if clause.readable && !clause.title.value.is_empty() && seen(&clause.title.value) != seen(&entry.title)
                {
                    findings.push(
                        Diagnostic::new(
                            &TITLE_DIFFERS,
                            entry.span,
                            format!("the outline says `{}`, the clause `{}`", entry.title, clause.title.value),
                        )
                        .also(clause.title.span, "the clause's own title")
                        .help("make the two titles equal")
                        .fix(
                            Grade::Safe,
                            "give the outline the clause's title",
                            title_edit(entry.span, &clause, sources.get(entry.span.file)),
                        ),
                    );
                }
                let mut clause = clause;
                if clause.title.value.is_empty() {
                    // Its own title is missing or wrong, which has been reported.
                    Arc::make_mut(&mut clause).title.value.clone_from(&entry.title);
                }
                entry.kind = EntryKind::Clause(ClauseId(clauses.len() as u32));
                clauses.push(clause);
            }
            (ReadText::Clause(clause), Role::Chapter) => {
                lost.texts.push(text.path);
                findings.push(
                    Diagnostic::new(
                        &CLAUSE_WITH_ITEMS,
                        entry.span,
                        format!("`{}` is a clause and cannot hold the items below it", clause.id.value),
                    )
                    .also(clause.id.span, "its front matter makes it a clause")
                    .help("give the chapter a file without front matter, or none: `[Title]()`"),
                );
            }
            (ReadText::Prose(mut text), role) => {
                if text.title.is_empty() {
                    Arc::make_mut(&mut text).title.clone_from(&entry.title);
                }
                let id = ProseId(prose.len() as u32);
                entry.kind = if role == Role::Chapter { EntryKind::Chapter(Some(id)) } else { EntryKind::Prose(id) };
                prose.push(text);
            }
            (ReadText::Nothing, role) => {
                lost.texts.push(text.path);
                if role != Role::Chapter {
                    lost_entries.push(text.entry);
                }
            }
        }
    }
    // What could not be read has been reported; it is no draft.
    for entry in lost_entries {
        let parent = shape.outline.get(entry).parent;
        shape.outline.entries[parent.0 as usize].children.retain(|child| *child != entry);
    }
    (clauses, prose)
}
