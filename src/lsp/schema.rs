//! What a schema says at a path of keys: which keys and values there can be, and what they mean.
//!
//! Lists are passed through: what holds for a list holds for its items.

use std::borrow::Cow;
use std::sync::LazyLock;

use serde_json::Value;

use crate::schemas;

/// How deep references within a schema are followed.
const DEPTH_LIMIT: u8 = 8;

/// A word that can stand at a place, with its description.
pub type Word = (String, Option<String>);

/// A schema of the program by name.
pub fn own(name: &str) -> Option<&'static Value> {
    static ALL: LazyLock<Vec<(&str, Value)>> = LazyLock::new(|| {
        let read = |name| serde_json::from_str(schemas::text(name)?).ok();
        schemas::NAMES.into_iter().filter_map(|name| Some((name, read(name)?))).collect()
    });
    ALL.iter().find(|(known, _)| *known == name).map(|(_, schema)| schema)
}

/// Schemas that hold for one file, at a path.
#[derive(Debug, Clone, Default)]
pub struct Schemas {
    roots: Vec<Cow<'static, Value>>,
}

impl Schemas {
    /// A schema of the program, with that of the book if it has one.
    pub fn new(name: &str, book: Option<Value>) -> Schemas {
        let roots = own(name).map(Cow::Borrowed).into_iter().chain(book.map(Cow::Owned)).collect();
        Schemas { roots }
    }

    /// The keys that can stand below a path.
    pub fn keys(&self, path: &[String]) -> Vec<Word> {
        let mut out: Vec<Word> = Vec::new();
        self.each(path, &mut |root, schema| {
            for (key, value) in schema["properties"].as_object().into_iter().flatten() {
                if !out.iter().any(|(known, _)| known == key) {
                    out.push((key.clone(), description(root, value)));
                }
            }
            if let Some(names) = schema.get("propertyNames") {
                expand(root, names, 0, &mut |_, names| words(names, &mut out));
            }
        });
        out
    }

    /// The values that can stand at a path.
    pub fn values(&self, path: &[String]) -> Vec<Word> {
        let mut out = Vec::new();
        self.each(path, &mut |_, schema| words(schema, &mut out));
        out
    }

    fn each(&self, path: &[String], found: &mut dyn FnMut(&Value, &Value)) {
        for root in &self.roots {
            walk(root, root, path, found);
        }
    }
}

fn walk(root: &Value, schema: &Value, path: &[String], found: &mut dyn FnMut(&Value, &Value)) {
    expand(root, schema, 0, &mut |root, schema| match path.split_first() {
        None => found(root, schema),
        Some((key, rest)) => {
            let next = schema["properties"].get(key).or_else(|| schema.get("additionalProperties"));
            if let Some(next) = next.filter(|next| next.is_object()) {
                walk(root, next, rest, found);
            }
        }
    });
}

/// A schema with everything that it refers to, its alternatives and what holds for the items of a list.
fn expand(root: &Value, schema: &Value, depth: u8, found: &mut dyn FnMut(&Value, &Value)) {
    if depth > DEPTH_LIMIT {
        return;
    }
    found(root, schema);
    if let Some(pointer) = schema["$ref"].as_str().and_then(|reference| reference.strip_prefix('#'))
        && let Some(target) = root.pointer(pointer)
    {
        expand(root, target, depth + 1, found);
    }
    for alternatives in ["oneOf", "anyOf", "allOf"] {
        for schema in schema[alternatives].as_array().into_iter().flatten() {
            expand(root, schema, depth + 1, found);
        }
    }
    if let Some(items) = schema.get("items").filter(|items| items.is_object()) {
        expand(root, items, depth + 1, found);
    }
}

/// The constants that a schema allows.
fn words(schema: &Value, out: &mut Vec<Word>) {
    let description = schema["description"].as_str().map(str::to_owned);
    let mut add = |word: String, description: Option<String>| {
        if !out.iter().any(|(known, _)| *known == word) {
            out.push((word, description));
        }
    };
    if let Some(word) = schema["const"].as_str() {
        add(word.to_owned(), description);
    } else if schema["type"] == "boolean" {
        add("true".to_owned(), None);
        add("false".to_owned(), None);
    }
    for word in schema["enum"].as_array().into_iter().flatten().filter_map(Value::as_str) {
        add(word.to_owned(), None);
    }
}

fn description(root: &Value, schema: &Value) -> Option<String> {
    let mut out = None;
    expand(root, schema, 0, &mut |_, schema| {
        if out.is_none() {
            out = schema["description"].as_str().map(str::to_owned);
        }
    });
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(words: Vec<Word>) -> Vec<String> {
        words.into_iter().map(|(word, _)| word).collect()
    }

    fn path(text: &str) -> Vec<String> {
        text.split('.').filter(|part| !part.is_empty()).map(str::to_owned).collect()
    }

    #[test]
    fn keys_and_values_are_found_through_references_lists_and_maps() {
        let clause = Schemas::new("clause", None);
        assert!(names(clause.keys(&[])).contains(&"see-also".to_owned()));
        assert_eq!(names(clause.values(&path("force"))), ["required", "recommended", "optional"]);
        assert_eq!(clause.values(&path("force"))[1].1.as_deref(), Some("Recommends."));
        let terms = Schemas::new("terms", None);
        assert_eq!(names(terms.keys(&path("terms.discouraged"))), ["use", "instead", "reason", "language"]);
        let book = Schemas::new("book", None);
        assert_eq!(
            names(book.values(&path("output.clausebook.rules.title-differs"))),
            ["off", "note", "warning", "error"]
        );
        assert_eq!(names(book.values(&path("output.clausebook.coverage.strict"))), ["true", "false"]);
        assert_eq!(names(book.keys(&path("output.clausebook.sections.parts")))[..2], ["key", "names"]);
        assert_eq!(names(clause.keys(&path("no.such.path"))), [""; 0]);
    }
}
