//! Messages on the wire: JSON-RPC 2.0 with a `Content-Length` before each (LSP 3.17, Base Protocol).
//!
//! What must hold: no bytes end the reading but the end of the stream. What cannot be read is said once and passed
//! over, up to the next header.

use std::io::{self, BufRead, Read, Write};

use serde_json::{Value, json};

/// Largest message that is read, in bytes; a longer one is passed over.
const SIZE_LIMIT: usize = 64 * 1024 * 1024;
/// Longest line among the headers, in bytes.
const LINE_LIMIT: u64 = 16 * 1024;
const HEADER: &[u8] = b"content-length:";

/// Codes of errors (JSON-RPC 2.0, section 5.1; LSP 3.17, ErrorCodes).
pub mod code {
    /// The message is not JSON.
    pub const PARSE_ERROR: i32 = -32700;
    /// The message is no request, or comes at the wrong time.
    pub const INVALID_REQUEST: i32 = -32600;
    /// There is no such method.
    pub const METHOD_NOT_FOUND: i32 = -32601;
    /// The parameters do not fit the method.
    pub const INVALID_PARAMS: i32 = -32602;
    /// A fault of this program.
    pub const INTERNAL_ERROR: i32 = -32603;
    /// Something was asked before `initialize`.
    pub const NOT_INITIALIZED: i32 = -32002;
    /// The client has taken the request back.
    pub const CANCELLED: i32 = -32800;
    /// The request was understood and cannot be met.
    pub const REQUEST_FAILED: i32 = -32803;
}

/// What came in.
#[derive(Debug, Clone, PartialEq)]
pub enum Incoming {
    /// Something is asked; the id is a number or text.
    Request {
        /// Goes back with the answer.
        id: Value,
        /// What is asked.
        method: String,
        /// With which parameters.
        params: Value,
    },
    /// Something is told.
    Notification {
        /// What is told.
        method: String,
        /// With which parameters.
        params: Value,
    },
    /// An answer to a request of ours.
    Response,
    /// Bytes that are no message, with the error to answer.
    Malformed {
        /// The id, if there was one.
        id: Value,
        /// One of [`code`].
        code: i32,
        /// What is wrong.
        message: String,
    },
}

/// Reads messages from a stream, whatever comes.
pub struct Reader<R> {
    stream: R,
    /// Bytes that were read too far.
    back: io::Cursor<Vec<u8>>,
}

impl<R: BufRead> Reader<R> {
    /// A reader at the beginning of a stream.
    pub fn new(stream: R) -> Reader<R> {
        Reader { stream, back: io::Cursor::new(Vec::new()) }
    }

    /// Reads header lines up to the blank one behind a length that can be used.
    fn header(&mut self) -> Option<usize> {
        let mut length = None;
        loop {
            let mut line = Vec::new();
            let read = (&mut self.back).chain(&mut self.stream).take(LINE_LIMIT).read_until(b'\n', &mut line).ok()?;
            if read == 0 {
                return None;
            }
            // What stands before the header is left over from a message that was not as long as it said.
            if let Some(at) = find_last(&line, HEADER) {
                let number = String::from_utf8_lossy(&line[at + HEADER.len()..]);
                length = number.trim().parse::<usize>().ok().filter(|length| *length <= SIZE_LIMIT);
            } else if let (b"\r\n" | b"\n", Some(length)) = (line.as_slice(), length) {
                return Some(length);
            }
        }
    }

    fn put_back(&mut self, bytes: &[u8]) {
        let mut all = bytes.to_vec();
        let read = self.back.position() as usize;
        all.extend_from_slice(self.back.get_ref().get(read..).unwrap_or_default());
        self.back = io::Cursor::new(all);
    }
}

/// Messages up to the end of the stream.
impl<R: BufRead> Iterator for Reader<R> {
    type Item = Incoming;

    fn next(&mut self) -> Option<Incoming> {
        let length = self.header()?;
        let mut body = Vec::new();
        (&mut self.back).chain(&mut self.stream).take(length as u64).read_to_end(&mut body).ok()?;
        if body.len() < length {
            return None;
        }
        match serde_json::from_slice::<Value>(&body) {
            Ok(value) => Some(classify(value)),
            Err(error) => {
                // The length may have been wrong and have swallowed the next message.
                if let Some(at) = find(&body, HEADER) {
                    self.put_back(&body[at..]);
                }
                let message = format!("this is not JSON: {error}");
                Some(Incoming::Malformed { id: Value::Null, code: code::PARSE_ERROR, message })
            }
        }
    }
}

fn find(bytes: &[u8], header: &[u8]) -> Option<usize> {
    bytes.windows(header.len()).position(|window| window.eq_ignore_ascii_case(header))
}

fn find_last(bytes: &[u8], header: &[u8]) -> Option<usize> {
    bytes.windows(header.len()).rposition(|window| window.eq_ignore_ascii_case(header))
}

fn classify(mut value: Value) -> Incoming {
    let id = value.get("id").cloned();
    let invalid =
        |id: Value, message: &str| Incoming::Malformed { id, code: code::INVALID_REQUEST, message: message.to_owned() };
    let Some(map) = value.as_object_mut() else { return invalid(Value::Null, "a message is a JSON object") };
    let params = map.remove("params").unwrap_or(Value::Null);
    match (map.remove("method"), id) {
        (Some(Value::String(method)), None) => Incoming::Notification { method, params },
        (Some(Value::String(method)), Some(id @ (Value::Number(_) | Value::String(_)))) => {
            Incoming::Request { id, method, params }
        }
        (Some(Value::String(_)), Some(_)) => invalid(Value::Null, "an id is a number or text"),
        (Some(_), _) => invalid(Value::Null, "a method is text"),
        (None, Some(_)) if map.contains_key("result") || map.contains_key("error") => Incoming::Response,
        (None, _) => invalid(Value::Null, "there is no method"),
    }
}

/// The answer to a request.
pub fn response(id: &Value, result: Result<Value, Failure>) -> Value {
    match result {
        Ok(result) => json!({"jsonrpc": "2.0", "id": id, "result": result}),
        Err(failure) => json!({
            "jsonrpc": "2.0", "id": id, "error": {"code": failure.code, "message": failure.message}
        }),
    }
}

/// Why a request is not met.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// One of [`code`].
    pub code: i32,
    /// In words.
    pub message: String,
}

impl Failure {
    /// A request that was understood and cannot be met.
    pub fn refused(message: impl Into<String>) -> Failure {
        Failure { code: code::REQUEST_FAILED, message: message.into() }
    }
}

/// Writes a message.
///
/// # Errors
/// The stream's.
pub fn write(stream: &mut impl Write, message: &Value) -> io::Result<()> {
    let text = message.to_string();
    write!(stream, "Content-Length: {}\r\n\r\n{text}", text.len())?;
    stream.flush()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> Vec<String> {
        let told = |message| match message {
            Incoming::Request { id, method, .. } => format!("{method} {id}"),
            Incoming::Notification { method, .. } => method,
            Incoming::Response => "response".to_owned(),
            Incoming::Malformed { code, .. } => code.to_string(),
        };
        Reader::new(bytes).map(told).collect()
    }

    fn framed(text: &str) -> String {
        format!("Content-Length: {}\r\n\r\n{text}", text.len())
    }

    #[test]
    fn messages_are_told_apart() {
        let all = [
            r#"{"jsonrpc":"2.0","id":1,"method":"a","params":{}}"#,
            r#"{"id":"x","method":"b"}"#,
            r#"{"method":"c"}"#,
            r#"{"id":7,"result":null}"#,
            r#"{"id":{},"method":"d"}"#,
            r#"{"id":1}"#,
            "[]",
            "{\"method\":1}",
        ];
        let bytes: String = all.iter().map(|text| framed(text)).collect();
        let read = read(bytes.as_bytes());
        assert_eq!(read, ["a 1", "b \"x\"", "c", "response", "-32600", "-32600", "-32600", "-32600"]);
    }

    #[test]
    fn no_bytes_stop_the_reading() {
        let good = framed(r#"{"method":"good"}"#);
        let bad: &[&[u8]] = &[
            b"",
            b"\r\n\r\n",
            b"garbage\r\n",
            b"garbage without an end",
            b"Content-Length: x\r\n\r\n",
            b"Content-Length: -1\r\n\r\n",
            b"Content-Length: 99999999999999999999\r\n\r\n",
            b"Content-Length: 0\r\n\r\n",
            b"Content-Length: 3\r\n\r\n{{{",
            b"Content-Length: 3\r\n\r\n\xff\xfe\xfd",
            b"content-length: 4\n\nnull",
            // Longer than it says, and shorter.
            b"Content-Length: 5\r\n\r\n{\"method\":\"cut\"}",
            b"Content-Length: 40\r\n\r\n{\"method\":\"short\"}",
            b"Content-Type: x\r\n",
        ];
        for bytes in bad {
            let all = [*bytes, good.as_bytes(), good.as_bytes()].concat();
            let read = read(&all);
            assert_eq!(
                read.iter().filter(|word| *word == "good").count(),
                2,
                "{read:?} {:?}",
                String::from_utf8_lossy(bytes)
            );
        }
        assert_eq!(read(b"Content-Length: 10\r\n\r\n{"), [""; 0]);
        // Deep nesting is refused by the parser, not by the stack.
        let deep = framed(&"[".repeat(100_000));
        assert_eq!(read(format!("{deep}{good}").as_bytes()), ["-32700", "good"]);
    }
}
