//! The state of the server: what the client has told, the books, and the requests that wait for one.

use std::collections::BTreeMap;
use std::io::Write;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};

use gen_lsp_types::{Diagnostic, DidChangeTextDocumentParams, PublishDiagnosticsParams, TextDocumentItem, Uri};
use serde_json::{Value, json};

use crate::lsp::analysis::Analysis;
use crate::lsp::client::Client;
use crate::lsp::documents::{self, Document, Place};
use crate::lsp::position::Encoding;
use crate::lsp::requests::{self, COMPLETION};
use crate::lsp::rpc::{self, Failure, Incoming, code};
use crate::lsp::worker::{Change, Done, Order};
use crate::lsp::{diagnostics, symbols, uri};

/// Whether to go on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Next {
    /// Go on.
    Continue,
    /// Leave; whether the client did what it should before.
    Exit(bool),
}

/// How far the client has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Phase {
    Before,
    Serving,
    Shut,
}

/// A book.
#[derive(Debug, Default)]
struct Shelf {
    /// How many orders have been given.
    ordered: u64,
    /// The last order that the analysis contains.
    compiled: u64,
    analysis: Option<Arc<Analysis>>,
    /// What was published, by path, with the version of the buffer.
    published: BTreeMap<String, (Option<i32>, Vec<Diagnostic>)>,
}

/// A request that waits for its book to be compiled.
#[derive(Debug)]
struct Waiting {
    id: Value,
    method: String,
    params: Value,
}

/// The server.
pub struct Server<W, S> {
    out: W,
    /// Starts the thread that compiles.
    start: S,
    orders: Option<Sender<Order>>,
    client: Client,
    phase: Phase,
    documents: BTreeMap<String, Document>,
    books: BTreeMap<PathBuf, Shelf>,
    folders: Vec<PathBuf>,
    waiting: Vec<Waiting>,
}

impl<W: Write, S: FnMut(Receiver<Order>, Encoding)> Server<W, S> {
    /// A server that writes to `out`; `start` starts the thread that compiles.
    pub fn new(out: W, start: S) -> Server<W, S> {
        Server {
            out,
            start,
            orders: None,
            client: Client::new(&Value::Null),
            phase: Phase::Before,
            documents: BTreeMap::new(),
            books: BTreeMap::new(),
            folders: Vec::new(),
            waiting: Vec::new(),
        }
    }

    /// Takes a message in.
    pub fn message(&mut self, message: Incoming) -> Next {
        match message {
            Incoming::Response => Next::Continue,
            Incoming::Malformed { id, code, message } => self.respond(&id, Err(Failure { code, message })),
            Incoming::Notification { method, .. } if method == "exit" => Next::Exit(self.phase == Phase::Shut),
            Incoming::Notification { method, params } => {
                if self.phase == Phase::Serving {
                    // What is told wrongly has no answer; a fault of ours must not end the server either.
                    let _ = catch_unwind(AssertUnwindSafe(|| self.told(&method, &params)));
                }
                Next::Continue
            }
            Incoming::Request { id, method, params } => self.asked(id, method, params),
        }
    }

    /// Takes a compiled book in.
    pub fn done(&mut self, done: Done) -> Next {
        let Some(shelf) = self.books.get_mut(&done.root) else { return Next::Continue };
        shelf.compiled = done.revision;
        match done.result {
            Ok(analysis) => {
                shelf.analysis = Some(analysis.clone());
                if catch_unwind(AssertUnwindSafe(|| self.publish(&analysis))).is_err() {
                    self.log("the findings could not be published: a fault of this program");
                }
            }
            Err(message) => self.log(&message),
        }
        for waiting in std::mem::take(&mut self.waiting) {
            self.answer_or_wait(waiting);
        }
        Next::Continue
    }

    fn send(&mut self, message: &Value) -> Next {
        // A client that does not read any more has gone.
        if rpc::write(&mut self.out, message).is_err() { Next::Exit(false) } else { Next::Continue }
    }

    fn respond(&mut self, id: &Value, result: Result<Value, Failure>) -> Next {
        self.send(&rpc::response(id, result))
    }

    fn notify(&mut self, method: &str, params: Value) {
        self.send(&json!({"jsonrpc": "2.0", "method": method, "params": params}));
    }

    fn log(&mut self, message: &str) {
        self.notify("window/logMessage", json!({"type": 1, "message": format!("clausebook: {message}")}));
    }

    fn asked(&mut self, id: Value, method: String, params: Value) -> Next {
        let fail = |code, message: &str| Err(Failure { code, message: message.to_owned() });
        match (self.phase, method.as_str()) {
            (Phase::Before, "initialize") => {
                self.client = Client::new(&params);
                self.phase = Phase::Serving;
                self.folders = folders(&params);
                let (orders, receiver) = channel();
                (self.start)(receiver, self.client.encoding);
                self.orders = Some(orders);
                let answer = self.client.answer();
                self.respond(&id, Ok(answer))
            }
            (Phase::Before, _) => {
                self.respond(&id, fail(code::NOT_INITIALIZED, "the first request must be `initialize`"))
            }
            (Phase::Shut, _) => self.respond(&id, fail(code::INVALID_REQUEST, "the server has been shut down")),
            (Phase::Serving, "initialize") => {
                self.respond(&id, fail(code::INVALID_REQUEST, "`initialize` was sent before"))
            }
            (Phase::Serving, "shutdown") => {
                self.phase = Phase::Shut;
                for waiting in std::mem::take(&mut self.waiting) {
                    self.respond(&waiting.id, fail(code::CANCELLED, "the server is shut down"));
                }
                self.respond(&id, Ok(Value::Null))
            }
            (Phase::Serving, other) if other == "workspace/symbol" || requests::OF_FILE.contains(&other) => {
                self.answer_or_wait(Waiting { id, method, params })
            }
            (Phase::Serving, other) => {
                let message = format!("there is no method `{other}`");
                self.respond(&id, fail(code::METHOD_NOT_FOUND, &message))
            }
        }
    }

    fn answer_or_wait(&mut self, waiting: Waiting) -> Next {
        let result = catch_unwind(AssertUnwindSafe(|| self.answer(&waiting.method, &waiting.params)));
        let fault = || Err(Failure { code: code::INTERNAL_ERROR, message: "a fault of this program".to_owned() });
        match result.map_or_else(|_| Some(fault()), Option::from) {
            Some(result) => self.respond(&waiting.id, result),
            None => {
                self.waiting.push(waiting);
                Next::Continue
            }
        }
    }

    /// The answer to a request; nothing if its book must be compiled first.
    fn answer(&self, method: &str, params: &Value) -> Option<Result<Value, Failure>> {
        if method == "workspace/symbol" {
            if self.books.values().any(|shelf| shelf.compiled < shelf.ordered) {
                return None;
            }
            let query = params["query"].as_str().unwrap_or_default();
            let analyses = self.books.values().filter_map(|shelf| shelf.analysis.as_ref());
            return Some(Ok(analyses.flat_map(|analysis| symbols::in_book(analysis, query)).collect()));
        }
        let uri: Uri = match requests::read(&params["textDocument"]["uri"]) {
            Ok(uri) => uri,
            Err(failure) => return Some(Err(failure)),
        };
        let document = self.documents.get(&uri.0);
        let place = match document {
            Some(document) => document.place.clone(),
            None => self.place_in_a_book(&uri),
        };
        // A file outside any book is none of ours.
        let Some(place) = place else { return Some(Ok(Value::Null)) };
        let Some(shelf) = self.books.get(&place.root) else { return Some(Ok(Value::Null)) };
        let current = shelf.compiled >= shelf.ordered;
        match &shelf.analysis {
            Some(analysis) if current || method == COMPLETION => {
                let buffer = document.map(|document| &*document.text);
                Some(requests::answer(analysis, &self.client, method, &place.path, buffer, params))
            }
            None if current => Some(Ok(Value::Null)),
            _ => None,
        }
    }

    /// The place of a file that is not open in one of the books that are.
    fn place_in_a_book(&self, uri: &Uri) -> Option<Place> {
        let file = uri::to_path(uri)?;
        self.books.keys().rev().find_map(|root| documents::place_in(root, &file))
    }

    fn told(&mut self, method: &str, params: &Value) -> Result<(), Failure> {
        match method {
            "initialized" => {
                self.watch();
                self.open_folders();
            }
            "textDocument/didOpen" => {
                let item: TextDocumentItem = requests::read(&params["textDocument"])?;
                let place = documents::place(&item.uri);
                let text: Arc<str> = Arc::from(item.text);
                let document = Document { text, version: item.version, place };
                self.documents.insert(item.uri.0.clone(), document);
                self.changed(&item.uri);
            }
            "textDocument/didChange" => {
                let change: DidChangeTextDocumentParams = requests::read(params)?;
                let uri = change.text_document.text_document_identifier.uri;
                let encoding = self.client.encoding;
                let Some(document) = self.documents.get_mut(&uri.0) else { return Ok(()) };
                for change in &change.content_changes {
                    document.text = Arc::from(documents::edited(&document.text, change, encoding));
                }
                document.version = change.text_document.version;
                self.changed(&uri);
            }
            "textDocument/didClose" => {
                let uri: Uri = requests::read(&params["textDocument"]["uri"])?;
                if let Some(place) = self.documents.remove(&uri.0).and_then(|document| document.place) {
                    self.order(&place.root, Change::Close(place.path));
                }
            }
            "textDocument/didSave" => {
                // Without a watch this is the only word of changes on disk; a new book.toml may lie there as well.
                let uri: Uri = requests::read(&params["textDocument"]["uri"])?;
                if !self.client.watches_files {
                    if let Some(place) = self.place_in_a_book(&uri) {
                        self.order(&place.root, Change::Disk);
                    }
                    self.find_new_books();
                }
            }
            "workspace/didChangeWatchedFiles" => {
                let roots: Vec<PathBuf> = self.books.keys().cloned().collect();
                for root in roots {
                    self.order(&root, Change::Disk);
                }
                self.find_new_books();
            }
            "workspace/didChangeWorkspaceFolders" => {
                let path = |folder: &Value| uri::to_path(&Uri(folder["uri"].as_str()?.to_owned()));
                let list = |key: &str| params["event"][key].as_array().into_iter().flatten().filter_map(path);
                let removed: Vec<PathBuf> = list("removed").collect();
                self.folders.retain(|folder| !removed.contains(folder));
                self.folders.extend(list("added"));
                self.open_folders();
            }
            "$/cancelRequest" => {
                let id = params["id"].clone();
                let (taken, left) = std::mem::take(&mut self.waiting).into_iter().partition(|waiting| waiting.id == id);
                self.waiting = left;
                let taken: Vec<Waiting> = taken;
                for waiting in taken {
                    let failure = Failure { code: code::CANCELLED, message: "cancelled".to_owned() };
                    self.respond(&waiting.id, Err(failure));
                }
            }
            _ => {}
        }
        Ok(())
    }

    /// Asks the client to watch the files of books, if it does that on request.
    fn watch(&mut self) {
        if !self.client.watches_files {
            return;
        }
        let globs = ["**/*.md", "**/*.{yaml,yml}", "**/book.toml", "**/*.{schema.json,png,jpg,jpeg,gif,svg,webp}"];
        let watchers: Vec<Value> = globs.iter().map(|glob| json!({"globPattern": glob})).collect();
        let registration = json!({
            "id": "files", "method": "workspace/didChangeWatchedFiles", "registerOptions": {"watchers": watchers},
        });
        self.send(&json!({
            "jsonrpc": "2.0", "id": "watch", "method": "client/registerCapability",
            "params": {"registrations": [registration]},
        }));
    }

    /// Opens the books in the workspace's folders, so that all findings are shown before a file is opened.
    fn open_folders(&mut self) {
        for folder in self.folders.clone() {
            if folder.join("book.toml").is_file() && !self.books.contains_key(&folder) {
                self.order(&folder, Change::Disk);
            }
        }
    }

    /// Looks again for the books of buffers that had none.
    fn find_new_books(&mut self) {
        let lost: Vec<Uri> = self
            .documents
            .iter()
            .filter(|(_, document)| document.place.is_none())
            .map(|(uri, _)| Uri(uri.clone()))
            .collect();
        for uri in lost {
            if let (Some(place), Some(document)) = (documents::place(&uri), self.documents.get_mut(&uri.0)) {
                document.place = Some(place);
                self.changed(&uri);
            }
        }
        self.open_folders();
    }

    /// A buffer has another text.
    fn changed(&mut self, uri: &Uri) {
        let Some(document) = self.documents.get(&uri.0) else { return };
        if let Some(place) = document.place.clone() {
            let change = Change::Open(place.path, document.text.clone(), document.version);
            self.order(&place.root, change);
        }
    }

    fn order(&mut self, root: &std::path::Path, change: Change) {
        let shelf = self.books.entry(root.to_owned()).or_default();
        shelf.ordered += 1;
        let order = Order { root: root.to_owned(), revision: shelf.ordered, change };
        if let Some(orders) = &self.orders {
            // The thread lives as long as this end of the channel.
            let _ = orders.send(order);
        }
    }

    /// Publishes the findings of files that have others than before, and of buffers that have another version.
    fn publish(&mut self, analysis: &Analysis) {
        let found = diagnostics::all(analysis, self.client.related_information);
        let Some(shelf) = self.books.get_mut(&analysis.root) else { return };
        let mut paths: Vec<String> = found.keys().map(|path| (*path).to_owned()).collect();
        paths.extend(shelf.published.keys().cloned());
        paths.extend(analysis.versions.keys().cloned());
        paths.sort();
        paths.dedup();
        let mut messages = Vec::new();
        for path in paths {
            let diagnostics = found.get(path.as_str()).cloned().unwrap_or_default();
            let version = analysis.versions.get(&path).copied();
            let now = (version, diagnostics);
            if shelf.published.get(&path) == Some(&now) {
                continue;
            }
            let (version, diagnostics) = now.clone();
            // A client may write an address in its own way and look for exactly that.
            let open = self.documents.iter().find(|(_, document)| {
                document.place.as_ref().is_some_and(|place| place.path == path && place.root == analysis.root)
            });
            let uri = open.map_or_else(|| analysis.uri(&path), |(uri, _)| Uri(uri.clone()));
            messages.push(json!(PublishDiagnosticsParams { uri, version, diagnostics }));
            match now {
                (None, diagnostics) if diagnostics.is_empty() => shelf.published.remove(&path),
                now => shelf.published.insert(path, now),
            };
        }
        for message in messages {
            self.notify("textDocument/publishDiagnostics", message);
        }
    }
}

/// The folders of the workspace, from the parameters of `initialize`.
fn folders(params: &Value) -> Vec<PathBuf> {
    let listed = params["workspaceFolders"].as_array().into_iter().flatten().map(|folder| &folder["uri"]);
    let all = listed.chain([&params["rootUri"]]);
    let mut out: Vec<PathBuf> =
        all.filter_map(Value::as_str).filter_map(|uri| uri::to_path(&Uri(uri.to_owned()))).collect();
    out.sort();
    out.dedup();
    out
}
