//! Front matter: splitting a file, and the tree of its YAML.

use clausebook::compile;
use clausebook::load::front_matter::{Split, split};
use clausebook::source::FileId;
use clausebook::tree::{Node, Value, yaml};

use super::{around, holds, time};

pub fn front_matter(bytes: &[u8]) {
    time::linear(bytes.len(), || {
        let text = String::from_utf8_lossy(bytes);
        if let Split::Found { yaml, body } = split(&text) {
            assert!(text.starts_with("---"));
            assert!(text[yaml.end..body].starts_with("---"), "{:?}", &text[yaml.end..body]);
            let offset = yaml.start;
            if let Some(node) = yaml::parse(&text[yaml], FileId(0), offset, &mut Vec::new()) {
                inside(&node, &text);
            }
        }
        let compiled = compile::compile(&around::book().with(around::CLAUSE, bytes));
        holds::findings(&compiled);
    });
}

/// Keys and values lie in the text.
fn inside(node: &Node, text: &str) {
    assert!(text.get(node.span.range()).is_some(), "{:?}", node.span);
    match &node.value {
        Value::List(items) => items.iter().for_each(|item| inside(item, text)),
        Value::Map(entries) => entries.iter().for_each(|entry| {
            assert!(text.get(entry.key_span.range()).is_some(), "{:?}", entry.key_span);
            inside(&entry.node, text);
        }),
        _ => {}
    }
}
