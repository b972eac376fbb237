//! Requests with their parameters to answers, from one compiled book.

use gen_lsp_types::{
    Contents, Hover, Location, MarkupContent, MarkupKind, Position, Range, SemanticTokens, TextDocumentPositionParams,
};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use crate::lsp::analysis::Analysis;
use crate::lsp::client::Client;
use crate::lsp::definition::{self, Home};
use crate::lsp::position::{Lines, line_starts};
use crate::lsp::rpc::{Failure, code};
use crate::lsp::target::{self, Found};
use crate::lsp::{actions, completion, edits, folding, formatting, hover, rename, symbols, tokens};
use crate::source::FileId;

/// The requests that are answered from a compiled book and concern one file.
pub const OF_FILE: [&str; 11] = [
    COMPLETION,
    "textDocument/hover",
    "textDocument/definition",
    "textDocument/references",
    "textDocument/prepareRename",
    "textDocument/rename",
    "textDocument/codeAction",
    "textDocument/formatting",
    "textDocument/documentSymbol",
    "textDocument/foldingRange",
    "textDocument/semanticTokens/full",
];

/// The one request that does not wait for the newest text to be compiled.
pub const COMPLETION: &str = "textDocument/completion";

/// Reads parameters, or a part of them.
///
/// # Errors
/// They have another form.
pub fn read<T: DeserializeOwned>(params: &Value) -> Result<T, Failure> {
    T::deserialize(params).map_err(|error| Failure { code: code::INVALID_PARAMS, message: error.to_string() })
}

/// Answers a request that concerns one file. `buffer` is its text as the client has it, if it is open.
///
/// # Errors
/// Parameters of another form, and what cannot be done.
pub fn answer(
    analysis: &Analysis,
    client: &Client,
    method: &str,
    path: &str,
    buffer: Option<&str>,
    params: &Value,
) -> Result<Value, Failure> {
    if method == COMPLETION {
        let position: Position = read(&params["position"])?;
        let text = buffer.or_else(|| analysis.file(path).map(|file| analysis.text(file))).unwrap_or_default();
        let starts = line_starts(text);
        let lines = Lines { text, starts: &starts, encoding: analysis.encoding, byte_order_mark: false };
        let (items, incomplete) = completion::complete(analysis, path, lines, lines.offset(position));
        return Ok(json!({"isIncomplete": incomplete, "items": items}));
    }
    if method == "textDocument/foldingRange" {
        let text = buffer.or_else(|| analysis.file(path).map(|file| analysis.text(file))).unwrap_or_default();
        return Ok(json!(folding::folds(path, text)));
    }
    // A file that is no part of the book has nothing to tell.
    let Some(file) = analysis.file(path) else { return Ok(Value::Null) };
    match method {
        "textDocument/documentSymbol" => {
            let symbols = symbols::of_file(analysis, file);
            Ok(match client.nested_symbols {
                true => json!(symbols),
                false => json!(symbols::flat(&analysis.uri(path), &symbols)),
            })
        }
        "textDocument/semanticTokens/full" => {
            Ok(json!(SemanticTokens { result_id: None, data: tokens::tokens(analysis, file) }))
        }
        "textDocument/codeAction" => {
            let range: Range = read(&params["range"])?;
            let only: Option<Vec<String>> = read(&params["context"]["only"])?;
            let bytes = analysis.offset(file, range.start)..analysis.offset(file, range.end);
            Ok(json!(actions::actions(analysis, file, bytes, only.as_deref(), client.document_changes)))
        }
        "textDocument/formatting" => Ok(json!(formatting::edits(analysis, file))),
        _ => at_place(analysis, client, method, file, params),
    }
}

fn at_place(
    analysis: &Analysis,
    client: &Client,
    method: &str,
    file: FileId,
    params: &Value,
) -> Result<Value, Failure> {
    let place: TextDocumentPositionParams = read(params)?;
    let offset = analysis.offset(file, place.position);
    match method {
        "textDocument/prepareRename" => {
            let id = rename::at(analysis, file, offset);
            Ok(id.map_or(Value::Null, |id| json!({"range": analysis.range(id.span), "placeholder": id.id})))
        }
        "textDocument/rename" => {
            let name: String = read(&params["newName"])?;
            let nothing = || Failure::refused("there is no id of a clause or term here");
            let id = rename::at(analysis, file, offset).ok_or_else(nothing)?;
            let spans = rename::rename(analysis, &id, &name)?;
            let changes: Vec<_> = spans.into_iter().map(|span| (span, name.clone())).collect();
            Ok(edits::workspace_edit(analysis, &changes, client.document_changes))
        }
        _ => {
            let Some(found) = target::at(analysis, file, offset) else { return Ok(Value::Null) };
            Ok(of_thing(analysis, client, method, &found, params))
        }
    }
}

fn of_thing(analysis: &Analysis, client: &Client, method: &str, found: &Found, params: &Value) -> Value {
    match method {
        "textDocument/hover" => {
            let Some(value) = hover::hover(analysis, found) else { return Value::Null };
            let kind = if client.markdown { MarkupKind::Markdown } else { MarkupKind::PlainText };
            let contents = Contents::MarkupContent(MarkupContent { kind, value });
            json!(Hover { contents, range: Some(analysis.range(found.span)) })
        }
        "textDocument/definition" => {
            let homes = definition::homes(analysis, &found.thing).into_iter();
            let locations: Vec<Location> = homes
                .map(|home| match home {
                    Home::Span(span) => analysis.location(span),
                    Home::File(path) => Location { uri: analysis.uri(&path), range: Range::default() },
                })
                .collect();
            json!(locations)
        }
        "textDocument/references" => {
            let with_definition = params["context"]["includeDeclaration"].as_bool().unwrap_or(false);
            let spans = definition::references(analysis, &found.thing, with_definition);
            json!(spans.into_iter().map(|span| analysis.location(span)).collect::<Vec<_>>())
        }
        _ => Value::Null,
    }
}
