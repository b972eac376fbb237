//! Clients that do it wrong, and files that are none: the server goes on.

use serde_json::{Value, json};

use crate::client::{Client, uri};
use crate::support::{A, DiskBook, alpha, book_toml};

/// The answer to a message with this id.
fn answer(client: &mut Client, id: &Value) -> Value {
    loop {
        let message = client.take();
        if message["id"] == *id && message.get("method").is_none() {
            return message;
        }
    }
}

#[test]
fn requests_at_the_wrong_time_are_refused() {
    let mut client = Client::start();
    let before = client.ask_whole("textDocument/hover", json!({}));
    assert_eq!(before["error"]["code"], -32002);
    client.tell("textDocument/didOpen", json!({"textDocument": {"uri": "file:///x", "text": ""}}));
    client.ask("initialize", json!({"capabilities": {}}));
    assert_eq!(client.ask_whole("initialize", json!({}))["error"]["code"], -32600);
    assert_eq!(client.ask_whole("no/such/method", json!({}))["error"]["code"], -32601);
    assert_eq!(client.ask_whole("textDocument/hover", json!({"textDocument": 7}))["error"]["code"], -32602);
    assert_eq!(client.ask("shutdown", Value::Null), Value::Null);
    assert_eq!(client.ask_whole("workspace/symbol", json!({"query": ""}))["error"]["code"], -32600);
    client.tell("exit", Value::Null);
    assert_eq!(client.hang_up().code(), Some(0));
    // `exit` without `shutdown` is an error (LSP 3.17, Exit Notification); a client that goes away is none.
    let (mut client, _) = Client::with(json!({}));
    client.tell("exit", Value::Null);
    assert_eq!(client.hang_up().code(), Some(1));
    let (client, _) = Client::with(json!({}));
    assert_eq!(client.hang_up().code(), Some(0));
}

#[test]
fn malformed_messages_do_not_end_it() {
    let (mut client, _) = Client::with(json!({}));
    client.write(b"Content-Length: 4\r\n\r\n{{{{");
    assert_eq!(answer(&mut client, &Value::Null)["error"]["code"], -32700);
    client.write(b"Content-Length: nonsense\r\n\r\n");
    client.write(b"Content-Length: 2\r\n\r\n[]");
    assert_eq!(answer(&mut client, &Value::Null)["error"]["code"], -32600);
    client.write(b"\xff\xfe\x00\r\nContent-Length: 3\r\n\r\n\xff\xff\xff");
    assert_eq!(answer(&mut client, &Value::Null)["error"]["code"], -32700);
    client.send(&json!({"jsonrpc": "2.0", "id": [1], "method": "shutdown"}));
    assert_eq!(answer(&mut client, &Value::Null)["error"]["code"], -32600);
    client.send(&json!({"id": "word", "method": "workspace/symbol", "params": null}));
    assert_eq!(answer(&mut client, &json!("word"))["result"], json!([]));
    // Told wrongly: no answer, and no end.
    for params in [Value::Null, json!([]), json!({"textDocument": {"uri": 1}}), json!({"contentChanges": [{}]})] {
        for method in [
            "textDocument/didOpen",
            "textDocument/didChange",
            "textDocument/didClose",
            "textDocument/didSave",
            "$/cancelRequest",
            "$/what",
        ] {
            client.tell(method, params.clone());
        }
    }
    client.tell("workspace/didChangeWorkspaceFolders", json!({"event": {"added": [{"uri": 5}], "removed": 7}}));
    assert_eq!(client.ask("workspace/symbol", json!({"query": 7})), json!([]));
}

#[test]
fn files_of_no_book_and_places_outside_the_text_have_no_answer() {
    let disk = DiskBook::new();
    let outside = tempfile::tempdir().expect("a folder can be made");
    let (mut client, _) = Client::with(json!({}));
    for uri in [format!("file://{}/x.md", outside.path().display()), "untitled:Untitled-1".to_owned(), "¿".to_owned()]
    {
        client.open(&uri, "1. [](conv:1)");
        for method in ["hover", "completion", "definition", "references", "documentSymbol", "foldingRange"] {
            let place = json!({"textDocument": {"uri": uri}, "position": {"line": 0, "character": 9}});
            assert_eq!(client.ask(&format!("textDocument/{method}"), place), Value::Null, "{uri} {method}");
        }
        assert!(!client.published.contains_key(&uri));
    }
    let uri = uri(&disk.path(A));
    client.open(&uri, &alpha("1. [](conv:1).\n"));
    for place in [
        json!({"line": 4_000_000_000u32, "character": 4_000_000_000u32}),
        json!({"line": 6, "character": 4_000_000_000u32}),
    ] {
        for method in ["hover", "completion", "definition", "references", "prepareRename"] {
            client.ask(&format!("textDocument/{method}"), json!({"textDocument": {"uri": uri}, "position": place}));
        }
    }
    let negative = json!({"textDocument": {"uri": uri}, "position": {"line": -1, "character": 0}});
    assert_eq!(client.ask_whole("textDocument/hover", negative)["error"]["code"], -32602);
}

#[test]
fn no_text_breaks_it() {
    let disk = DiskBook::new();
    disk.write("guidelines/terms.yaml", "terms: []\n");
    let (mut client, _) =
        Client::with(json!({"textDocument": {"documentSymbol": {"hierarchicalDocumentSymbolSupport": true}}}));
    let whole = alpha(
        "1. A 𝔸 [](conv:1(2)(a)) [b]{by=x} [](clause:beta#1) ع [](term:t)[^n].\n\n[^n]: Note.\n\n## Commentary\n\n### Z\n",
    );
    // Every beginning of a clause, as if somebody typed it, and with a stray mark behind it.
    let mut texts: Vec<String> = whole.char_indices().map(|(at, _)| whole[..at].to_owned()).collect();
    texts.extend(
        ["[", "](", "\u{0}", "\u{feff}", "\r", "{by=", "---\n---\n", "&a [*a]", "[](conv:", "- - - :", "\u{202e}"]
            .map(|mark| format!("{whole}{mark}")),
    );
    let mut version = 1;
    for path in [A, "guidelines/SUMMARY.md", "guidelines/terms.yaml", "guidelines/instruments/conv.yaml", "book.toml"] {
        let uri = uri(&disk.path(path));
        client.open(&uri, "");
        let step = if path == A { 1 } else { 9 };
        for text in texts.iter().step_by(step) {
            version += 1;
            client.change(&uri, version, text);
            let line = text.matches('\n').count();
            let column = text.rsplit('\n').next().unwrap_or("").encode_utf16().count();
            let place = json!({"textDocument": {"uri": uri}, "position": {"line": line, "character": column}, "context": {"includeDeclaration": true}});
            for method in [
                "completion",
                "hover",
                "definition",
                "references",
                "prepareRename",
                "documentSymbol",
                "foldingRange",
                "semanticTokens/full",
            ] {
                let answer = client.ask_whole(&format!("textDocument/{method}"), place.clone());
                assert!(answer.get("error").is_none(), "{path} {method} {text:?}: {answer}");
            }
        }
        client.tell("textDocument/didClose", json!({"textDocument": {"uri": uri}}));
    }
    assert_eq!(client.ask("shutdown", Value::Null), Value::Null);
}

#[test]
fn bytes_that_are_no_text_are_a_finding() {
    let disk = DiskBook::new();
    disk.write("guidelines/b.md", b"---\nid: beta\ntitle: \xff\xfe");
    let (mut client, _) = Client::with(json!({}));
    let (a, b) = (uri(&disk.path(A)), uri(&disk.path("guidelines/b.md")));
    client.open(&a, &alpha("1. A State should act.\n"));
    while !client.now(&b).contains(&"not-utf8 2:7-2:7".to_owned()) {
        client.take();
    }
}

#[test]
fn changes_on_disk_are_seen_with_a_watch_and_without() {
    let wrong = "---\nid: beta\ntitle: Beta\n---\n\n1. [](term:none)\n";
    for watches in [true, false] {
        let disk = DiskBook::new();
        let capabilities = json!({"workspace": {"didChangeWatchedFiles": {"dynamicRegistration": watches}}});
        let (mut client, _) = Client::with(capabilities);
        let (a, b) = (uri(&disk.path(A)), uri(&disk.path("guidelines/b.md")));
        client.open(&a, &alpha("1. A State should act.\n"));
        assert_eq!(client.findings(&a, 1), [""; 0]);
        assert_eq!(client.asked.len(), usize::from(watches), "{:?}", client.asked);
        disk.write("guidelines/b.md", wrong);
        match watches {
            true => client.tell("workspace/didChangeWatchedFiles", json!({"changes": [{"uri": b, "type": 2}]})),
            false => client.tell("textDocument/didSave", json!({"textDocument": {"uri": a}})),
        }
        while client.now(&b) != ["unknown-term 5:3-5:16"] {
            client.take();
        }
    }
}

#[test]
fn each_file_belongs_to_the_nearest_book() {
    let outer = DiskBook::new();
    outer.write("inner/book.toml", book_toml(""));
    outer.write("inner/guidelines/SUMMARY.md", "# S\n\n- [Alpha](a.md)\n");
    outer.write("inner/guidelines/a.md", alpha("1. [](conv:1)\n"));
    let (mut client, _) = Client::with(json!({}));
    let inner = uri(&outer.path("inner/guidelines/a.md"));
    client.open(&inner, &alpha("1. [](conv:1)\n"));
    // The inner book has no registry.
    assert_eq!(client.findings(&inner, 1), ["unknown-instrument 6:3-6:13"]);
    let own = uri(&outer.path(A));
    client.open(&own, &alpha("1. [](conv:1)\n"));
    assert_eq!(client.findings(&own, 1), [""; 0]);
    // A workspace's folder is opened by itself.
    let mut client = Client::start();
    let folder = json!([{"uri": uri(&outer.path("inner")), "name": "inner"}]);
    client.ask("initialize", json!({"capabilities": {}, "workspaceFolders": folder}));
    client.tell("initialized", json!({}));
    while client.now(&inner) != ["unknown-instrument 6:3-6:13"] {
        client.take();
    }
}

#[test]
fn a_clients_own_way_to_write_an_address_is_kept() {
    let disk = DiskBook::new();
    let (mut client, _) = Client::with(json!({}));
    let odd = uri(&disk.path(A)).replace("/a.md", "/%61.md");
    client.open(&odd, &alpha("1. [](term:none)\n"));
    assert_eq!(client.findings(&odd, 1), ["unknown-term 6:3-6:16"]);
    let place = json!({"textDocument": {"uri": odd}, "position": {"line": 1, "character": 5}});
    let home = client.ask("textDocument/definition", place);
    assert_eq!(home[0]["uri"], uri(&disk.path(A)));
}
