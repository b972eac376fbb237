//! A client of the language server: it starts the program and talks to it over pipes, as an editor does.

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use serde_json::{Value, json};

/// How long an answer may take before the test fails; nothing is measured here.
const PATIENCE: Duration = Duration::from_secs(60);

pub struct Client {
    child: Child,
    input: Option<ChildStdin>,
    incoming: Receiver<Value>,
    next_id: i64,
    /// Diagnostics as last published, by address, with the version.
    pub published: std::collections::BTreeMap<String, (Value, Vec<Value>)>,
    /// Requests of the server.
    pub asked: Vec<Value>,
}

impl Client {
    /// Starts the server without a word.
    pub fn start() -> Client {
        let mut child = Command::new(env!("CARGO_BIN_EXE_clausebook"))
            .arg("lsp")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("the program starts");
        let mut output = BufReader::new(child.stdout.take().expect("it is piped"));
        let (sender, incoming) = channel();
        std::thread::spawn(move || {
            while let Some(message) = receive(&mut output) {
                if sender.send(message).is_err() {
                    return;
                }
            }
        });
        let input = child.stdin.take();
        Client { child, input, incoming, next_id: 0, published: Default::default(), asked: Vec::new() }
    }

    /// Starts the server and makes friends with it, as a client with these capabilities.
    pub fn with(capabilities: Value) -> (Client, Value) {
        let mut client = Client::start();
        let answer =
            client.ask("initialize", json!({"processId": null, "rootUri": null, "capabilities": capabilities}));
        client.tell("initialized", json!({}));
        (client, answer)
    }

    pub fn write(&mut self, bytes: &[u8]) {
        let input = self.input.as_mut().expect("it is open");
        input.write_all(bytes).and_then(|()| input.flush()).expect("the server reads");
    }

    pub fn send(&mut self, message: &Value) {
        let text = message.to_string();
        self.write(format!("Content-Length: {}\r\n\r\n{text}", text.len()).as_bytes());
    }

    pub fn tell(&mut self, method: &str, params: Value) {
        self.send(&json!({"jsonrpc": "2.0", "method": method, "params": params}));
    }

    /// Sends a request and waits for its answer, whole.
    #[track_caller]
    pub fn ask_whole(&mut self, method: &str, params: Value) -> Value {
        self.next_id += 1;
        let id = self.next_id;
        self.send(&json!({"jsonrpc": "2.0", "id": id, "method": method, "params": params}));
        loop {
            let message = self.take();
            if message["id"] == id && message.get("method").is_none() {
                return message;
            }
        }
    }

    /// Sends a request and waits for its result, which must be no error.
    #[track_caller]
    pub fn ask(&mut self, method: &str, params: Value) -> Value {
        let answer = self.ask_whole(method, params);
        assert!(answer.get("error").is_none(), "{method}: {answer}");
        answer["result"].clone()
    }

    /// The next message; what was published is noted.
    #[track_caller]
    pub fn take(&mut self) -> Value {
        let message = self.incoming.recv_timeout(PATIENCE).expect("the server says something");
        if message["method"] == "textDocument/publishDiagnostics" {
            let params = &message["params"];
            let uri = params["uri"].as_str().expect("an address").to_owned();
            let list = params["diagnostics"].as_array().expect("a list").clone();
            self.published.insert(uri, (params["version"].clone(), list));
        } else if message.get("method").is_some() && message.get("id").is_some() {
            self.asked.push(message.clone());
        }
        message
    }

    /// Waits until the diagnostics of a version of a buffer are there: `rule line:column-line:column`.
    #[track_caller]
    pub fn findings(&mut self, uri: &str, version: i64) -> Vec<String> {
        while self.published.get(uri).is_none_or(|(known, _)| *known != version) {
            self.take();
        }
        self.now(uri)
    }

    /// The diagnostics of a file as last published.
    pub fn now(&self, uri: &str) -> Vec<String> {
        let list = self.published.get(uri).map_or(&[][..], |(_, list)| list);
        list.iter().map(|finding| format!("{} {}", text(&finding["code"]), range(&finding["range"]))).collect()
    }

    pub fn open(&mut self, uri: &str, text: &str) {
        let document = json!({"uri": uri, "languageId": "markdown", "version": 1, "text": text});
        self.tell("textDocument/didOpen", json!({"textDocument": document}));
    }

    /// Gives a buffer another text.
    pub fn change(&mut self, uri: &str, version: i64, text: &str) {
        let document = json!({"uri": uri, "version": version});
        self.tell("textDocument/didChange", json!({"textDocument": document, "contentChanges": [{"text": text}]}));
    }

    /// Asks about the place of the mark `¦` in `text`, which is the buffer's text with the mark in it.
    #[track_caller]
    pub fn at(&mut self, method: &str, uri: &str, text: &str, more: Value) -> Value {
        let mut params = json!({"textDocument": {"uri": uri}, "position": mark(text)});
        for (key, value) in more.as_object().into_iter().flatten() {
            params[key] = value.clone();
        }
        self.ask(method, params)
    }

    /// Closes the pipe; gives the exit status.
    pub fn hang_up(mut self) -> ExitStatus {
        self.input = None;
        self.child.wait().expect("it ends")
    }
}

impl Drop for Client {
    fn drop(&mut self) {
        self.input = None;
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The place of the mark `¦`, with UTF-16 columns.
pub fn mark(text: &str) -> Value {
    let at = text.find('¦').expect("there is a mark");
    let before = &text[..at];
    let line = before.matches('\n').count();
    let column = before.rsplit('\n').next().unwrap_or("").encode_utf16().count();
    json!({"line": line, "character": column})
}

/// The text of a value.
#[track_caller]
pub fn text(value: &Value) -> &str {
    value.as_str().expect("it is text")
}

/// `line:column-line:column`, from 0 as the protocol has it.
pub fn range(range: &Value) -> String {
    let place = |key: &str| format!("{}:{}", range[key]["line"], range[key]["character"]);
    format!("{}-{}", place("start"), place("end"))
}

fn receive(output: &mut impl BufRead) -> Option<Value> {
    let mut length = 0;
    loop {
        let mut line = String::new();
        if output.read_line(&mut line).ok()? == 0 {
            return None;
        }
        match line.trim() {
            "" => break,
            line => length = line.strip_prefix("Content-Length: ")?.parse().ok()?,
        }
    }
    let mut body = vec![0; length];
    output.read_exact(&mut body).ok()?;
    serde_json::from_slice(&body).ok()
}

/// The address of a file, for paths of letters only.
pub fn uri(path: &Path) -> String {
    format!("file://{}", path.display())
}
