//! TOML text to a [`Node`] tree, so that `book.toml` is validated like every other file.

use ::toml::de::{DeTable, DeValue};

use crate::diag::Diagnostic;
use crate::rules::files::TOML_SYNTAX;
use crate::source::{FileId, Span};
use crate::tree::node::{Entry, Node, Value};

/// Reads a TOML document; every syntax error is a finding, and what could be read is given.
pub fn parse(text: &str, file: FileId, findings: &mut Vec<Diagnostic>) -> Node {
    let (table, errors) = DeTable::parse_recoverable(text);
    for error in errors {
        let range = error.span().unwrap_or(0..0);
        findings.push(
            Diagnostic::new(
                &TOML_SYNTAX,
                Span::new(file, range),
                format!("this is not valid TOML: {}", error.message()),
            )
            .help("text needs quotes; a list is written [\"a\", \"b\"]; each key may stand once"),
        );
    }
    let span = Span::new(file, table.span());
    Node { value: map(table.get_ref(), file), span }
}

fn map(table: &DeTable<'_>, file: FileId) -> Value {
    let mut entries: Vec<Entry> = table
        .iter()
        .map(|(key, value)| Entry {
            key: key.get_ref().to_string(),
            key_span: Span::new(file, key.span()),
            node: Node { value: convert(value.get_ref(), file), span: Span::new(file, value.span()) },
        })
        .collect();
    // The reader sorts keys by name; the author's order is the order of places.
    entries.sort_by_key(|entry| entry.key_span);
    Value::Map(entries)
}

fn convert(value: &DeValue<'_>, file: FileId) -> Value {
    match value {
        DeValue::String(text) => Value::String(text.to_string()),
        DeValue::Boolean(value) => Value::Bool(*value),
        DeValue::Datetime(value) => Value::String(value.to_string()),
        DeValue::Integer(value) => match i64::from_str_radix(value.as_str(), value.radix()) {
            Ok(value) => Value::Number(value.into()),
            Err(_) => Value::String(value.as_str().to_owned()),
        },
        DeValue::Float(value) => match value.as_str().parse().ok().and_then(serde_json::Number::from_f64) {
            Some(value) => Value::Number(value),
            None => Value::String(value.as_str().to_owned()),
        },
        DeValue::Array(items) => Value::List(
            items
                .iter()
                .map(|item| Node { value: convert(item.get_ref(), file), span: Span::new(file, item.span()) })
                .collect(),
        ),
        DeValue::Table(table) => map(table, file),
    }
}
