//! Where in YAML or TOML a place is: the keys above it, and whether a key or a value is being written.
//!
//! Read from the lines themselves, not from the parsed tree: while one types, there is no tree.

use std::ops::Range;

use serde_json::Value;

use crate::lsp::analysis::Analysis;
use crate::lsp::schema::Schemas;
use crate::model::language::Language;

/// What can be written at a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Slot {
    /// A key.
    Key,
    /// A value.
    Value,
    /// The beginning of a list item: a value, or the first key of a map.
    Either,
}

/// Where a place is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spot {
    /// The keys above it, outermost first.
    pub path: Vec<String>,
    /// What can be written there.
    pub slot: Slot,
    /// What has been typed of it, in the whole text.
    pub token: Range<usize>,
}

/// What kind of text a place is in.
#[derive(Debug, Clone)]
pub enum Area {
    /// Markdown of a text.
    Markdown,
    /// An outline.
    Outline,
    /// Keys and values.
    Field(Field),
    /// Nothing of ours.
    Nowhere,
}

/// A place among keys and values, with what may stand there.
#[derive(Debug, Clone)]
pub struct Field {
    /// Name of the schema of the file.
    pub schema: &'static str,
    /// Where.
    pub spot: Spot,
    /// What the schemas say.
    pub schemas: Schemas,
}

impl Field {
    /// Whether rules are named here.
    pub fn names_rules(&self) -> bool {
        let path: Vec<&str> = self.spot.path.iter().map(String::as_str).collect();
        match self.schema {
            "book" => path == ["output", "clausebook", "rules"] && self.spot.slot == Slot::Key,
            "clause" | "translation" => path == ["allow"],
            _ => false,
        }
    }

    /// The description of a key that stands here.
    pub fn describe_key(&self, key: &str) -> Option<String> {
        self.schemas.keys(&self.spot.path).into_iter().find(|(known, _)| known == key)?.1
    }

    /// The description of a value that stands here.
    pub fn describe_value(&self, value: &str) -> Option<String> {
        self.schemas.values(&self.spot.path).into_iter().find(|(known, _)| known == value)?.1
    }
}

/// What kind of text a place of a file is in.
pub fn area(analysis: &Analysis, path: &str, text: &str, offset: usize) -> Area {
    let settings = &analysis.book().settings;
    let inside = match settings.source.as_str() {
        "" => Some(path),
        source => path.strip_prefix(source).and_then(|rest| rest.strip_prefix('/')),
    };
    let yaml_file = path.ends_with(".yaml") || path.ends_with(".yml");
    let field = |schema: &'static str, spot: Option<Spot>| match spot {
        Some(spot) => {
            let own = (schema == "clause").then(|| own_schema(analysis)).flatten();
            Area::Field(Field { schema, spot, schemas: Schemas::new(schema, own) })
        }
        // A block of text within YAML.
        None => Area::Markdown,
    };
    match inside {
        _ if path == "book.toml" => field("book", Some(toml(text, offset))),
        None => Area::Nowhere,
        Some(_) if analysis.is_summary(path) => Area::Outline,
        Some("terms.yaml") => field("terms", yaml(text, 0, offset)),
        Some("ledger.yaml") => Area::Nowhere,
        Some(inside) if yaml_file && inside.starts_with("instruments/") => field("instrument", yaml(text, 0, offset)),
        Some(_) if yaml_file => field("clause", yaml(text, 0, offset)),
        Some(_) if path.ends_with(".md") => match front_matter(text) {
            Some(head) if head.contains(&offset) || offset == head.end => {
                let schema = if is_translation(path) { "translation" } else { "clause" };
                field(schema, yaml(text, head.start, offset))
            }
            Some(head) if offset < head.start => Area::Nowhere,
            _ => Area::Markdown,
        },
        Some(_) => Area::Nowhere,
    }
}

/// The field at a place, if it is one.
pub fn at(analysis: &Analysis, file: crate::source::FileId, text: &str, offset: usize) -> Option<Field> {
    match area(analysis, analysis.path(file), text, offset) {
        Area::Field(field) => Some(field),
        Area::Markdown | Area::Outline | Area::Nowhere => None,
    }
}

/// The book's own schema of clauses.
fn own_schema(analysis: &Analysis) -> Option<Value> {
    let file = analysis.file("schemas/clause.schema.json")?;
    serde_json::from_str(analysis.text(file)).ok()
}

/// `standing.fr.md` is a text in another language.
pub fn is_translation(path: &str) -> bool {
    let stem = path.strip_suffix(".md").unwrap_or(path);
    stem.rsplit_once('.').is_some_and(|(_, code)| code.parse::<Language>().is_ok())
}

/// The bytes between the marks of front matter; while it is not closed, up to the first blank line or heading.
pub fn front_matter(text: &str) -> Option<Range<usize>> {
    let text = text.strip_prefix('\u{feff}').map_or((text, 0), |rest| (rest, 3));
    let (text, moved) = text;
    let first = text.split_inclusive('\n').next()?;
    if first.trim_end() != "---" || !first.ends_with('\n') {
        return None;
    }
    let mut open_end = None;
    let mut at = first.len();
    for line in text[first.len()..].split_inclusive('\n') {
        match line.trim_end() {
            "---" => return Some(first.len() + moved..at + moved),
            "" if open_end.is_none() => open_end = Some(at),
            line if line.starts_with("# ") || line.starts_with("## ") => {
                open_end = open_end.or(Some(at));
            }
            _ => {}
        }
        at += line.len();
    }
    Some(first.len() + moved..open_end.unwrap_or(text.len()) + moved)
}

/// One line of YAML.
#[derive(Debug, Clone, Copy)]
struct Line<'a> {
    /// Columns before its content, marks of list items included.
    indent: usize,
    /// Column of its first list mark.
    dash: Option<usize>,
    key: Option<&'a str>,
    /// What stands behind the key, or all of the content.
    rest: &'a str,
}

fn line(text: &str) -> Line<'_> {
    let content = text.trim_end_matches('\r');
    let mut rest = content.trim_start_matches(' ');
    let mut dash = None;
    while rest == "-" || rest.starts_with("- ") {
        dash = dash.or(Some(content.len() - rest.len()));
        rest = rest[1..].trim_start_matches(' ');
    }
    let indent = match (dash, rest) {
        (Some(dash), "") => dash + 2,
        _ => content.len() - rest.len(),
    };
    let colon = rest.find(": ").or_else(|| rest.ends_with(':').then(|| rest.len() - 1));
    let key = colon.map(|colon| rest[..colon].trim_matches(['"', '\'', ' ']));
    let key = key.filter(|key| !key.is_empty() && !key.contains(['[', '{', ',', '#']) && !rest.starts_with('#'));
    let rest = match (key, colon) {
        (Some(_), Some(colon)) => rest[colon + 1..].trim_start_matches(' '),
        _ => rest,
    };
    Line { indent, dash, key, rest }
}

/// The keys above what is indented this far behind these lines; nothing inside a block of text.
fn above(lines: &[&str], mut limit: usize) -> Option<Vec<String>> {
    let mut path = Vec::new();
    for text in lines.iter().rev().filter(|line| !line.trim().is_empty()) {
        if limit == 0 {
            break;
        }
        let line = line(text);
        if let (Some(key), true) = (line.key, line.indent < limit) {
            if line.rest.starts_with(['|', '>']) {
                return None;
            }
            path.push(key.to_owned());
            limit = line.indent;
        }
        if let Some(dash) = line.dash.filter(|dash| *dash < limit) {
            limit = dash + 1;
        }
    }
    path.reverse();
    Some(path)
}

/// Brackets that a piece of YAML opens and does not close, outermost first; quoted text is passed over.
fn open_brackets(text: &str) -> Vec<char> {
    let mut open = Vec::new();
    let mut quote = None;
    for character in text.chars() {
        match (quote, character) {
            (Some(mark), character) if mark == character => quote = None,
            (Some(_), '\n') => quote = None,
            (None, '"' | '\'') => quote = Some(character),
            (None, '[' | '{') => open.push(character),
            (None, ']' | '}') => {
                open.pop();
            }
            _ => {}
        }
    }
    open
}

/// Where what is being typed before a place begins.
fn token_start(text: &str, from: usize, offset: usize) -> usize {
    let typed = &text[from..offset];
    let start = typed.rfind([' ', '\n', '\t', '[', '{', '"', '\'']).map_or(0, |at| at + 1);
    from + start
}

/// Where a place of YAML is; nothing inside a block of text.
fn yaml(text: &str, from: usize, offset: usize) -> Option<Spot> {
    let offset = offset.max(from);
    let head = text.get(from..offset)?;
    let lines: Vec<&str> = head.split('\n').collect();
    let (current, before) = lines.split_last()?;
    let current_start = offset - current.len();
    // A colon at the end may be the one of `clause:`; a key needs a blank behind it before its value is typed.
    let (now, colon) = match current.strip_suffix(':') {
        Some(before) => (line(before), 1),
        None => (line(current), 0),
    };
    let limit = now.dash.map_or(now.indent, |dash| dash + 1);
    let mut path = above(before, limit)?;
    let token = token_start(text, current_start, offset)..offset;
    let value = |path: Vec<String>, written: &str| {
        let inner = open_brackets(written).last() == Some(&'{');
        let after_colon = written.rsplit(['{', ',']).next().is_some_and(|part| part.contains(':'));
        let slot = if inner && !after_colon { Slot::Key } else { Slot::Value };
        Some(Spot { path, slot, token: token.clone() })
    };
    if let Some(key) = now.key {
        path.push(key.to_owned());
        return value(path, now.rest);
    }
    // A list or map in brackets that an earlier line began.
    let start = before.iter().rposition(|text| line(text).key.is_some());
    if let Some(at) = start.filter(|at| before.len() - at < 60) {
        let opened = line(before[at]);
        let written = [&[opened.rest], &before[at + 1..], &[*current]].concat().join("\n");
        if !open_brackets(&written).is_empty()
            && opened.rest.starts_with(['[', '{'])
            && let Some(key) = opened.key
        {
            let mut path = above(&before[..at], opened.dash.map_or(opened.indent, |dash| dash + 1))?;
            path.push(key.to_owned());
            return value(path, &written);
        }
    }
    let slot = if now.dash.is_some() { Slot::Either } else { Slot::Key };
    Some(Spot { path, slot, token: offset - now.rest.len() - colon..offset })
}

/// Where a place of TOML is.
fn toml(text: &str, offset: usize) -> Spot {
    let head = text.get(..offset).unwrap_or_default();
    let lines: Vec<&str> = head.split('\n').collect();
    let current = lines.last().copied().unwrap_or_default();
    let token = token_start(text, offset - current.len(), offset)..offset;
    let dotted = |path: &str| -> Vec<String> {
        let parts = path.split('.').map(|part| part.trim().trim_matches(['"', '\'']).to_owned());
        parts.filter(|part| !part.is_empty()).collect()
    };
    let trimmed = current.trim_start();
    if let Some(rest) = trimmed.strip_prefix('[').filter(|_| value_above(&lines).is_none()) {
        let typed = rest.trim_start_matches('[');
        let (path, last) = typed.rsplit_once('.').unwrap_or(("", typed));
        return Spot { path: dotted(path), slot: Slot::Key, token: offset - last.len()..offset };
    }
    let mut path = table(&lines[..lines.len() - 1]).map_or_else(Vec::new, dotted);
    if let Some((key, _)) = trimmed.split_once('=') {
        path.extend(dotted(key));
        return Spot { path, slot: Slot::Value, token };
    }
    if let Some(key) = value_above(&lines) {
        path.extend(dotted(key));
        return Spot { path, slot: Slot::Value, token };
    }
    Spot { path, slot: Slot::Key, token: offset - trimmed.len()..offset }
}

/// The name of the table that lines end in.
fn table<'a>(lines: &[&'a str]) -> Option<&'a str> {
    let header = lines
        .iter()
        .rev()
        .map(|line| line.trim())
        .find(|line| line.starts_with('[') && line.ends_with(']') && !line.contains([',', '"', '=']))?;
    Some(header.trim_matches(['[', ']']))
}

/// The key whose value, a list over several lines, is still open at the end of lines.
fn value_above<'a>(lines: &[&'a str]) -> Option<&'a str> {
    let at = lines.iter().rposition(|line| line.contains('='))?;
    let (key, value) = lines[at].split_once('=')?;
    let written = [&[value], &lines[at + 1..]].concat().join("\n");
    (!open_brackets(&written).is_empty() && at + 1 < lines.len()).then(|| key.trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The spot at the mark `|`: path, slot, what is typed.
    fn told(text: &str, read: impl Fn(&str, usize) -> Option<Spot>) -> String {
        let offset = text.find('¦').expect("a mark says where");
        let text = text.replacen('¦', "", 1);
        read(&text, offset).map_or("text".to_owned(), |spot| {
            format!("{} {:?} `{}`", spot.path.join("."), spot.slot, &text[spot.token])
        })
    }

    fn yaml_at(text: &str) -> String {
        told(text, |text, offset| yaml(text, 0, offset))
    }

    #[test]
    fn yaml_is_read_line_by_line() {
        for (text, expected) in [
            ("¦", " Key ``"),
            ("sta¦", " Key `sta`"),
            ("id: x\nsta¦\nforce: y", " Key `sta`"),
            ("status: ¦", "status Value ``"),
            ("status: ag¦", "status Value `ag`"),
            ("implements: [uncac:5¦", "implements Value `uncac:5`"),
            ("implements: [uncac:53(a), uncac:¦]", "implements Value `uncac:`"),
            ("implements: [\"uncac:5¦", "implements Value `uncac:5`"),
            ("implements:\n  - uncac:5¦", "implements Either `uncac:5`"),
            ("implements:\n- uncac:5¦", "implements Either `uncac:5`"),
            ("implements: [uncac:1,\n  uncac:5¦", "implements Value `uncac:5`"),
            ("see-also:\n  - clause:¦", "see-also Either `clause:`"),
            ("see-also: [clause:¦", "see-also Value `clause:`"),
            ("allow: {title-¦", "allow Key `title-`"),
            ("allow: {title-differs: ¦", "allow Value ``"),
            ("allow:\n  title-¦", "allow Key `title-`"),
            ("terms:\n  - id: a\n    sou¦", "terms Key `sou`"),
            ("terms:\n  - id: a\n    source: [uncac:¦", "terms.source Value `uncac:`"),
            ("terms:\n- id: a\n  forms:\n    ¦", "terms.forms Key ``"),
            ("terms:\n  - ¦", "terms Either ``"),
            ("text: |\n  1. A State: [](uncac:5¦", "text"),
            ("id: a\ntext: |\n  1. A\n\nsta¦", " Key `sta`"),
            ("title: 第\"¦", "title Value ``"),
        ] {
            assert_eq!(yaml_at(text), expected, "{text}");
        }
    }

    #[test]
    fn toml_is_read_line_by_line() {
        for (text, expected) in [
            ("[book]\nti¦", "book Key `ti`"),
            ("[output.clausebook.rules]\ntitle-¦", "output.clausebook.rules Key `title-`"),
            ("[output.clausebook.rules]\ntitle-differs = \"o¦", "output.clausebook.rules.title-differs Value `o`"),
            ("[output.clausebook]\nlanguages = [\"ar\", \"¦", "output.clausebook.languages Value ``"),
            ("[a.b]\nrequire = [\n  \"x\",\n  \"uncac:¦", "a.b.require Value `uncac:`"),
            ("[output.clau¦", "output Key `clau`"),
            ("[[output.clausebook.sections]]\nna¦", "output.clausebook.sections Key `na`"),
        ] {
            assert_eq!(told(text, |text, offset| Some(toml(text, offset))), expected, "{text}");
        }
    }

    #[test]
    fn front_matter_that_is_not_closed_ends_at_a_blank_line() {
        assert_eq!(front_matter("---\nid: a\n---\nx"), Some(4..10));
        assert_eq!(front_matter("---\nid: a\n\n1. Text\n"), Some(4..10));
        assert_eq!(front_matter("---\nid: a"), Some(4..9));
        assert_eq!(front_matter("text\n---\n"), None);
        assert_eq!(front_matter("---"), None);
        assert_eq!(front_matter("---\n"), Some(4..4));
    }
}
