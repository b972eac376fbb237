//! What the client can do, read from `initialize` by itself, so that a part that it writes oddly spoils nothing else.

use serde_json::{Value, json};

use crate::lsp::position::Encoding;
use crate::lsp::{actions, tokens};

/// What the client can do.
#[derive(Debug, Clone, Copy)]
pub struct Client {
    /// What columns count.
    pub encoding: Encoding,
    /// Whether it watches files on request.
    pub watches_files: bool,
    /// Whether it shows places that explain a finding.
    pub related_information: bool,
    /// Whether edits may carry the versions of buffers.
    pub document_changes: bool,
    /// Whether symbols may be nested.
    pub nested_symbols: bool,
    /// Whether hover may be Markdown.
    pub markdown: bool,
}

impl Client {
    /// From the parameters of `initialize`.
    pub fn new(params: &Value) -> Client {
        let at = |path: &str| params.pointer(&format!("/capabilities/{path}"));
        let yes = |path: &str| at(path).and_then(Value::as_bool).unwrap_or(false);
        let lists = |path: &str, word: &str| {
            at(path).and_then(Value::as_array).is_some_and(|words| words.iter().any(|known| known == word))
        };
        Client {
            encoding: match lists("general/positionEncodings", "utf-8") {
                true => Encoding::Utf8,
                false => Encoding::Utf16,
            },
            watches_files: yes("workspace/didChangeWatchedFiles/dynamicRegistration"),
            related_information: yes("textDocument/publishDiagnostics/relatedInformation"),
            document_changes: yes("workspace/workspaceEdit/documentChanges"),
            nested_symbols: yes("textDocument/documentSymbol/hierarchicalDocumentSymbolSupport"),
            markdown: lists("textDocument/hover/contentFormat", "markdown"),
        }
    }

    /// What the server can do for this client: the answer to `initialize`.
    pub fn answer(&self) -> Value {
        let encoding = match self.encoding {
            Encoding::Utf8 => "utf-8",
            Encoding::Utf16 => "utf-16",
        };
        json!({
            "serverInfo": {"name": "clausebook", "version": env!("CARGO_PKG_VERSION")},
            "capabilities": {
                "positionEncoding": encoding,
                "textDocumentSync": {"openClose": true, "change": 2, "save": {"includeText": false}},
                "completionProvider": {"triggerCharacters": [":", "(", "[", ",", "=", "#", " ", "\""]},
                "hoverProvider": true,
                "definitionProvider": true,
                "referencesProvider": true,
                "renameProvider": {"prepareProvider": true},
                "codeActionProvider": {"codeActionKinds": ["quickfix", actions::FIX_ALL]},
                "documentFormattingProvider": true,
                "documentSymbolProvider": true,
                "workspaceSymbolProvider": true,
                "foldingRangeProvider": true,
                "semanticTokensProvider": {
                    "legend": {"tokenTypes": tokens::LEGEND, "tokenModifiers": []}, "full": true,
                },
                "workspace": {"workspaceFolders": {"supported": true, "changeNotifications": true}},
            },
        })
    }
}
