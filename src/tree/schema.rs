//! Validation of a [`Node`] tree against a JSON Schema, worded for a lawyer.
//!
//! In: a compiled schema and a tree. Out: findings at the line of the value, and the JSON Pointers of what was
//! refused, so that the rest of the file can still be used.

use jsonschema::Validator;
use jsonschema::error::{TypeKind, ValidationError, ValidationErrorKind};

use crate::diag::{Diagnostic, Grade, Rule, nearest};
use crate::model::citation::look_alike;
use crate::rules::schema::{BOOK_SCHEMA, INVALID_VALUE, MISSING_KEY, UNKNOWN_KEY, UNQUOTED_NUMBER};
use crate::source::{SourceFile, Span};
use crate::tree::node::{Node, Value};

/// A JSON Schema ready for use.
pub struct Schema {
    validator: Validator,
    raw: serde_json::Value,
    keys: Vec<String>,
    own: bool,
}

impl Schema {
    /// Compiles a schema; `own` says that it is the book's, not the program's.
    ///
    /// # Errors
    /// One sentence on what is wrong with the schema. References to other files or addresses are refused.
    pub fn new(schema: &serde_json::Value, own: bool) -> Result<Schema, String> {
        let validator = jsonschema::draft202012::options()
            .should_validate_formats(true)
            .build(schema)
            .map_err(|error| error.to_string())?;
        let keys = match &schema["properties"] {
            serde_json::Value::Object(properties) => properties.keys().cloned().collect(),
            _ => Vec::new(),
        };
        Ok(Schema { validator, raw: schema.clone(), keys, own })
    }

    /// The keys that the schema knows at its top level.
    pub fn keys(&self) -> &[String] {
        &self.keys
    }

    /// Validates a tree. Gives the JSON Pointers of the values that were refused.
    pub fn validate(
        &self,
        node: &Node,
        json: &serde_json::Value,
        source: &SourceFile,
        findings: &mut Vec<Diagnostic>,
    ) -> Vec<String> {
        if self.validator.is_valid(json) {
            return Vec::new();
        }
        let mut refused = Vec::new();
        let errors: Vec<ValidationError<'_>> = self.validator.iter_errors(json).collect();
        let misspelt: Vec<(String, String)> = errors.iter().flat_map(|error| self.misspelt(error)).collect();
        for error in &errors {
            // A key that is there under a misspelt name is not missing as well.
            let there = matches!(error.kind(), ValidationErrorKind::Required { property }
                if misspelt.iter().any(|(at, key)| at == error.instance_path().as_str() && Some(key.as_str()) == property.as_str()));
            if !there {
                self.report(error, node, source, findings, &mut refused);
            }
        }
        refused
    }

    /// The keys that unknown ones are probably meant to be, with the place of their map.
    fn misspelt(&self, error: &ValidationError<'_>) -> Vec<(String, String)> {
        let (ValidationErrorKind::AdditionalProperties { unexpected }
        | ValidationErrorKind::UnevaluatedProperties { unexpected }) = error.kind()
        else {
            return Vec::new();
        };
        let known = self.known_keys(error);
        let near = unexpected.iter().filter_map(|key| nearest(key, known.iter().map(String::as_str)));
        near.map(|key| (error.instance_path().as_str().to_owned(), key.to_owned())).collect()
    }

    fn rule(&self, rule: &'static Rule) -> &'static Rule {
        if self.own { &BOOK_SCHEMA } else { rule }
    }

    fn report(
        &self,
        error: &ValidationError<'_>,
        node: &Node,
        source: &SourceFile,
        findings: &mut Vec<Diagnostic>,
        refused: &mut Vec<String>,
    ) {
        let pointer = error.instance_path().as_str().to_owned();
        let place = node.at(&pointer);
        let name = name_of(&pointer);
        match error.kind() {
            ValidationErrorKind::AdditionalProperties { unexpected }
            | ValidationErrorKind::UnevaluatedProperties { unexpected } => {
                let known = self.known_keys(error);
                for key in unexpected {
                    let span = place.entry(key).map_or(place.span, |entry| entry.key_span);
                    let suggestion = nearest(key, known.iter().map(String::as_str));
                    let help = suggestion.map(|word| format!("did you mean `{word}`?")).or_else(|| {
                        (!known.is_empty()).then(|| format!("known here: {}", list(known.iter().map(String::as_str))))
                    });
                    findings.push(
                        Diagnostic::new(
                            self.rule(&UNKNOWN_KEY),
                            span,
                            format!("{}`{key}` is not a known key", within(&name)),
                        )
                        .help_if(help)
                        .replace_if(
                            Grade::Suggestion,
                            format!("change to `{}`", suggestion.unwrap_or_default()),
                            suggestion.map(|_| span),
                            key.as_str(),
                            suggestion.unwrap_or_default(),
                        ),
                    );
                    refused.push(format!("{pointer}/{}", escape(key)));
                }
                return;
            }
            ValidationErrorKind::Required { property } => {
                let key = property.as_str().unwrap_or_default();
                let span = Span { end: place.span.start, ..place.span };
                let span =
                    place.entries().first().map_or(span, |first| Span { end: first.key_span.end, ..first.key_span });
                findings.push(
                    Diagnostic::new(self.rule(&MISSING_KEY), span, format!("{}`{key}` is missing", within(&name)))
                        .help(format!("add a line `{key}: …`")),
                );
                return;
            }
            _ => {}
        }
        refused.push(pointer.clone());
        let raw = source.text.get(place.span.range()).unwrap_or("").trim();
        let shown: String = raw.chars().take(60).collect();
        if let (ValidationErrorKind::Type { kind }, Value::Number(_) | Value::Bool(_)) = (error.kind(), &place.value)
            && wants_text(kind)
        {
            findings.push(
                Diagnostic::new(
                    self.rule(&UNQUOTED_NUMBER),
                    place.span,
                    format!("{name} must be text, found {} `{shown}`", place.kind()),
                )
                .help(format!("quote it: \"{shown}\""))
                .replace(Grade::Safe, "quote it", place.span, raw, format!("\"{raw}\"")),
            );
            return;
        }
        if let (ValidationErrorKind::UniqueItems, Some((first, second))) = (error.kind(), doubles(place)) {
            findings.push(
                Diagnostic::new(
                    self.rule(&INVALID_VALUE),
                    second.span,
                    format!("{name} lists `{}` twice", source.text.get(second.span.range()).unwrap_or("").trim()),
                )
                .also(first.span, "first listed here")
                .help("remove one of the two"),
            );
            return;
        }
        let (message, help) = describe(error, place, &name, &shown);
        // "did you mean `agreed`?" names one word of a list, which can take the place of what is written.
        let meant = help.as_deref().and_then(|help| help.strip_prefix("did you mean `")?.strip_suffix("`?"));
        let change = meant.map(|word| (format!("change to `{word}`"), word.to_owned()));
        let finding = Diagnostic::new(self.rule(&INVALID_VALUE), place.span, message).help_if(help);
        findings.push(match change {
            Some((title, word)) => finding.replace(Grade::Suggestion, title, place.span, raw, word),
            None => finding,
        });
    }

    /// The keys allowed where an unknown one was found.
    fn known_keys(&self, error: &ValidationError<'_>) -> Vec<String> {
        let place = error.schema_path().as_str();
        let holder = place.rsplit_once('/').and_then(|(holder, _)| self.raw.pointer(holder));
        match holder.map(|holder| &holder["properties"]) {
            Some(serde_json::Value::Object(properties)) => properties.keys().cloned().collect(),
            _ => Vec::new(),
        }
    }
}

/// The first two items of a list that are equal.
fn doubles(list: &Node) -> Option<(&Node, &Node)> {
    let items = list.items();
    items.iter().enumerate().find_map(|(at, item)| {
        items[..at].iter().find(|before| before.to_json() == item.to_json()).map(|before| (before, item))
    })
}

fn wants_text(kind: &TypeKind) -> bool {
    match kind {
        TypeKind::Single(kind) => kind.to_string() == "string",
        TypeKind::Multiple(kinds) => kinds.iter().any(|kind| kind.to_string() == "string"),
    }
}

fn describe(error: &ValidationError<'_>, place: &Node, name: &str, shown: &str) -> (String, Option<String>) {
    match error.kind() {
        ValidationErrorKind::Enum { options } => {
            let words: Vec<&str> = options.as_array().into_iter().flatten().filter_map(|word| word.as_str()).collect();
            one_of(name, &words, shown, place)
        }
        ValidationErrorKind::AnyOf { context } | ValidationErrorKind::OneOfNotValid { context } => {
            let mut words = Vec::new();
            allowed_words(context, &mut words);
            if words.is_empty() {
                (format!("{name} has none of the allowed forms: `{shown}`"), None)
            } else {
                one_of(name, &words, shown, place)
            }
        }
        ValidationErrorKind::Type { kind } => {
            let expected = match kind {
                TypeKind::Single(kind) => type_word(&kind.to_string()).to_owned(),
                TypeKind::Multiple(kinds) => {
                    let words: Vec<String> = kinds.iter().map(|kind| type_word(&kind.to_string()).to_owned()).collect();
                    words.join(" or ")
                }
            };
            let help = match (expected.as_str(), &place.value) {
                ("a list", Value::String(_)) => Some(format!("write a list: [{shown}]")),
                (_, Value::Null) => Some("write a value, or remove the line".to_owned()),
                _ => None,
            };
            (format!("{name} must be {expected}, found {}", place.kind()), help)
        }
        ValidationErrorKind::Pattern { pattern } => {
            let (what, help) = pattern_words(pattern);
            let foreign = shown.chars().find_map(|letter| Some((letter, look_alike(letter)?)));
            let help = match foreign {
                Some((letter, latin)) => Some(format!(
                    "`{letter}` (U+{:04X}) only looks like the Latin `{latin}` (U+{:04X}): type the Latin letter",
                    u32::from(letter),
                    u32::from(latin)
                )),
                None => help,
            };
            (format!("{name} must be {what}, found `{shown}`"), help)
        }
        ValidationErrorKind::Format { format } if format == "date" => (
            format!("{name} must be a date that exists, found `{shown}`"),
            Some("write year, month and day: 2026-11-24".to_owned()),
        ),
        ValidationErrorKind::MinLength { .. } => (format!("{name} must not be empty"), Some("write a text".to_owned())),
        ValidationErrorKind::MinItems { limit } => (format!("{name} needs at least {limit} item(s)"), None),
        ValidationErrorKind::UniqueItems => {
            (format!("{name} lists the same thing twice"), Some("remove one of the two".to_owned()))
        }
        ValidationErrorKind::MinProperties { limit } => (format!("{name} needs at least {limit} key(s)"), None),
        ValidationErrorKind::PropertyNames { error } => {
            (format!("{name} has a key that is not allowed: {error}"), None)
        }
        ValidationErrorKind::FalseSchema => (format!("{name} is not allowed here"), None),
        _ => (format!("{name}: {error}"), None),
    }
}

/// The words that some alternative of a schema would have allowed.
fn allowed_words<'a>(context: &'a [Vec<ValidationError<'static>>], words: &mut Vec<&'a str>) {
    for error in context.iter().flatten() {
        match error.kind() {
            ValidationErrorKind::Enum { options } => {
                words.extend(options.as_array().into_iter().flatten().filter_map(|word| word.as_str()));
            }
            ValidationErrorKind::Constant { expected_value } => words.extend(expected_value.as_str()),
            ValidationErrorKind::AnyOf { context } | ValidationErrorKind::OneOfNotValid { context } => {
                allowed_words(context, words)
            }
            _ => {}
        }
    }
}

fn one_of(name: &str, words: &[&str], shown: &str, place: &Node) -> (String, Option<String>) {
    let found = place.as_str().unwrap_or(shown);
    let help = nearest(found, words.iter().copied()).map(|word| format!("did you mean `{word}`?"));
    (format!("{name} must be one of {}, found `{shown}`", list(words.iter().copied())), help)
}

/// Says what a pattern of our own schemas asks for; a book's own patterns are shown as they are.
fn pattern_words(pattern: &str) -> (String, Option<String>) {
    match pattern {
        "^[a-z][a-z0-9-]*$" => (
            "lower-case Latin letters, digits and hyphens, beginning with a letter".to_owned(),
            Some("an id is permanent and stands in addresses; the title may use any script".to_owned()),
        ),
        "\\S" => ("text that is not empty".to_owned(), Some("write a text".to_owned())),
        _ => (format!("text of the form `{pattern}`"), None),
    }
}

fn type_word(kind: &str) -> &'static str {
    match kind {
        "string" => "text",
        "array" => "a list",
        "object" => "keys with values",
        "boolean" => "true or false",
        "integer" => "a whole number",
        "number" => "a number",
        _ => "nothing",
    }
}

fn list<'a>(words: impl Iterator<Item = &'a str>) -> String {
    words.map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ")
}

/// `/implements/0` is "item 1 of `implements`".
fn name_of(pointer: &str) -> String {
    let parts: Vec<String> =
        pointer.split('/').skip(1).map(|part| part.replace("~1", "/").replace("~0", "~")).collect();
    let Some((last, before)) = parts.split_last() else { return "the file".to_owned() };
    match last.parse::<usize>() {
        Ok(at) => format!("item {} of `{}`", at + 1, before.join(".")),
        Err(_) => format!("`{}`", parts.join(".")),
    }
}

fn within(name: &str) -> String {
    if name == "the file" { String::new() } else { format!("in {name}, ") }
}

fn escape(key: &str) -> String {
    key.replace('~', "~0").replace('/', "~1")
}

/// Reads what is left of a file after [`prune`] into its type; what still does not fit is a finding, never silence.
pub fn read<T: serde::de::DeserializeOwned + Default>(
    json: serde_json::Value,
    place: Span,
    findings: &mut Vec<Diagnostic>,
) -> T {
    serde_json::from_value(json).unwrap_or_else(|error| {
        findings.push(Diagnostic::new(&INVALID_VALUE, place, format!("this cannot be used: {error}")));
        T::default()
    })
}

/// Reads a list in which a refused item has become nothing: it becomes empty, so that the others keep their places.
///
/// # Errors
/// The reader's own.
pub fn lenient<'de, D, T>(deserializer: D) -> Result<Vec<T>, D::Error>
where
    D: serde::Deserializer<'de>,
    T: serde::Deserialize<'de> + Default,
{
    let items: Vec<Option<T>> = serde::Deserialize::deserialize(deserializer)?;
    Ok(items.into_iter().map(Option::unwrap_or_default).collect())
}

/// Removes from `json` what was refused, so that the rest can be read into a type.
pub fn prune(json: &mut serde_json::Value, refused: &[String]) {
    // Later items of a list first, so that the pointers of the earlier ones stay true.
    let mut refused: Vec<&String> = refused.iter().collect();
    refused.sort_by(|a, b| b.len().cmp(&a.len()).then_with(|| b.cmp(a)));
    refused.dedup();
    for pointer in refused {
        let Some((parent, last)) = pointer.rsplit_once('/') else {
            *json = serde_json::Value::Object(serde_json::Map::new());
            return;
        };
        let last = last.replace("~1", "/").replace("~0", "~");
        match json.pointer_mut(parent) {
            Some(serde_json::Value::Object(map)) => {
                map.shift_remove(&last);
            }
            Some(serde_json::Value::Array(items)) => {
                if let Some(item) = last.parse::<usize>().ok().and_then(|at| items.get_mut(at)) {
                    *item = serde_json::Value::Null;
                }
            }
            _ => {}
        }
    }
}
