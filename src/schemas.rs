//! The program's own schemas: embedded from `schemas/`, derived from the Rust types that read the same files (for
//! `findings`, the report of `clausebook check --format json`, from the type that is printed).
//!
//! `schemas/*.schema.json` are what editors and lawyers read. A test derives them anew from the types and compares, so
//! that the two cannot drift; `clausebook schema NAME` writes them out.

use std::sync::LazyLock;

use schemars::generate::SchemaSettings;

use crate::tree::schema::Schema;

/// Names of the schemas, as `clausebook schema` takes them.
pub const NAMES: [&str; 7] = ["book", "clause", "findings", "instrument", "ledger", "terms", "translation"];

/// The text of an embedded schema.
pub fn text(name: &str) -> Option<&'static str> {
    match name {
        "book" => Some(include_str!("../schemas/book.schema.json")),
        "clause" => Some(include_str!("../schemas/clause.schema.json")),
        "findings" => Some(include_str!("../schemas/findings.schema.json")),
        "instrument" => Some(include_str!("../schemas/instrument.schema.json")),
        "ledger" => Some(include_str!("../schemas/ledger.schema.json")),
        "terms" => Some(include_str!("../schemas/terms.schema.json")),
        "translation" => Some(include_str!("../schemas/translation.schema.json")),
        _ => None,
    }
}

/// A schema derived from the Rust type that reads the file, or writes it (`findings`).
pub fn derive(name: &str) -> Option<String> {
    let generator = || SchemaSettings::draft2020_12().into_generator();
    let schema = match name {
        "book" => generator().into_root_schema_for::<crate::config::raw::BookToml>(),
        "clause" => generator().into_root_schema_for::<crate::load::clause::FrontMatter>(),
        "findings" => generator().into_root_schema_for::<crate::report::json::Report<'static>>(),
        "instrument" => generator().into_root_schema_for::<crate::load::registry::RawInstrument>(),
        "ledger" => generator().into_root_schema_for::<crate::load::ledger::LedgerFile>(),
        "terms" => generator().into_root_schema_for::<crate::load::terms::TermsFile>(),
        "translation" => generator().into_root_schema_for::<crate::load::translation::TranslationHead>(),
        _ => return None,
    };
    let mut value = schema.to_value();
    simplify(&mut value);
    Some(serde_json::to_string_pretty(&value).expect("a schema is plain JSON") + "\n")
}

/// Takes out `default`, which says nothing to a person, and `null` as a value: a key without a value is a slip.
fn simplify(value: &mut serde_json::Value) {
    match value {
        serde_json::Value::Object(map) => {
            map.shift_remove("default");
            if let Some(serde_json::Value::Array(types)) = map.get_mut("type") {
                types.retain(|kind| kind != "null");
                if let [only] = types.as_slice() {
                    let only = only.clone();
                    map.insert("type".to_owned(), only);
                }
            }
            if let Some(serde_json::Value::Array(options)) = map.get_mut("anyOf") {
                options.retain(|option| option["type"] != "null");
                if let [serde_json::Value::Object(only)] = options.as_slice() {
                    let only = only.clone();
                    map.shift_remove("anyOf");
                    map.extend(only);
                }
            }
            map.values_mut().for_each(simplify);
        }
        serde_json::Value::Array(items) => items.iter_mut().for_each(simplify),
        _ => {}
    }
}

fn compile(name: &str) -> Schema {
    let text = text(name).expect("only names of NAMES are compiled");
    let value = serde_json::from_str(text).expect("embedded schemas are JSON, as a test shows");
    Schema::new(&value, false).expect("embedded schemas compile, as a test shows")
}

/// The schema of `book.toml`.
pub fn book() -> &'static Schema {
    static SCHEMA: LazyLock<Schema> = LazyLock::new(|| compile("book"));
    &SCHEMA
}

/// The schema of a clause.
pub fn clause() -> &'static Schema {
    static SCHEMA: LazyLock<Schema> = LazyLock::new(|| compile("clause"));
    &SCHEMA
}

/// The schema of a registry of provisions.
pub fn instrument() -> &'static Schema {
    static SCHEMA: LazyLock<Schema> = LazyLock::new(|| compile("instrument"));
    &SCHEMA
}

/// The schema of `ledger.yaml`.
pub fn ledger() -> &'static Schema {
    static SCHEMA: LazyLock<Schema> = LazyLock::new(|| compile("ledger"));
    &SCHEMA
}

/// The schema of a translated text's front matter.
pub fn translation() -> &'static Schema {
    static SCHEMA: LazyLock<Schema> = LazyLock::new(|| compile("translation"));
    &SCHEMA
}

/// The schema of `terms.yaml`.
pub fn terms() -> &'static Schema {
    static SCHEMA: LazyLock<Schema> = LazyLock::new(|| compile("terms"));
    &SCHEMA
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Run with `CLAUSEBOOK_UPDATE=1` to write the schemas anew after a change of types.
    #[test]
    fn schemas_and_types_say_the_same() {
        for name in NAMES {
            let derived = derive(name).unwrap();
            if std::env::var_os("CLAUSEBOOK_UPDATE").is_some() {
                std::fs::write(format!("schemas/{name}.schema.json"), &derived).unwrap();
                continue;
            }
            assert_eq!(text(name).unwrap(), derived, "schemas/{name}.schema.json differs from the types that read it");
            compile(name);
        }
    }
}
