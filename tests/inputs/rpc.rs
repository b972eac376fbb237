//! The bytes that a client sends.

use std::io::BufReader;

use clausebook::lsp::rpc::{Reader, code};
use clausebook::lsp::server::{Next, Server};
use serde_json::Value;

use super::time;

/// Whatever comes in, messages go out, and no request meets a fault of the program.
pub fn rpc(bytes: &[u8]) {
    time::linear(bytes.len(), || {
        let mut out = Vec::new();
        let mut server = Server::new(&mut out, |_, _| {});
        for message in Reader::new(BufReader::new(bytes)) {
            if let Next::Exit(_) = server.message(message) {
                break;
            }
        }
        drop(server);
        let mut rest = out.as_slice();
        while !rest.is_empty() {
            let text = rest.strip_prefix(b"Content-Length: ").expect("a message begins with its length");
            let end = text.iter().position(|byte| *byte == b'\r').expect("the header ends");
            let length: usize = String::from_utf8_lossy(&text[..end]).parse().expect("the length is a number");
            let message = &text[end + 4..end + 4 + length];
            let message: Value = serde_json::from_slice(message).expect("a message is JSON");
            assert_ne!(message["error"]["code"], code::INTERNAL_ERROR, "{message}");
            rest = &text[end + 4 + length..];
        }
    });
}
