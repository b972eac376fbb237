//! Changes of several files at once.

use std::collections::BTreeMap;

use gen_lsp_types::TextEdit;
use serde_json::{Map, Value, json};

use crate::lsp::analysis::Analysis;
use crate::source::Span;

/// A change of the workspace: with the versions of open buffers where the client can compare them.
pub fn workspace_edit(analysis: &Analysis, edits: &[(Span, String)], versioned: bool) -> Value {
    let mut files: BTreeMap<&str, Vec<(Span, &str)>> = BTreeMap::new();
    for (span, new) in edits {
        files.entry(analysis.path(span.file)).or_default().push((*span, new));
    }
    for edits in files.values_mut() {
        edits.sort();
        edits.dedup();
    }
    let texts = |edits: &[(Span, &str)]| -> Vec<TextEdit> {
        let edit = |(span, new): &(Span, &str)| TextEdit { range: analysis.range(*span), new_text: (*new).to_owned() };
        edits.iter().map(edit).collect()
    };
    if versioned {
        let file = |(path, edits): (&&str, &Vec<(Span, &str)>)| {
            let document = json!({"uri": analysis.uri(path), "version": analysis.versions.get(*path)});
            json!({"textDocument": document, "edits": texts(edits)})
        };
        return json!({"documentChanges": files.iter().map(file).collect::<Vec<_>>()});
    }
    let changes: Map<String, Value> =
        files.iter().map(|(path, edits)| (analysis.uri(path).0, json!(texts(edits)))).collect();
    json!({"changes": changes})
}
