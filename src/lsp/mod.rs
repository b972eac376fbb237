//! The language server: the Language Server Protocol 3.17 over two streams.
//!
//! 1. `rpc` reads and writes messages; nothing that comes in ends it but the end of the stream.
//! 2. `server` keeps the open buffers (`documents`), gives every change to the thread of `worker`, which compiles the
//!    book again and sends it back as an [`analysis::Analysis`].
//! 3. Each request is a function of an analysis and a place: `completion`, `hover`, `definition`, `rename`, `actions`,
//!    `symbols`, `folding`, `tokens`. `target` says what stands at a place, `fields` where in YAML or TOML it is.
//!
//! What must hold: an answer that depends on places is given from a book in which the buffer stands as the client has
//! it. Completion alone is answered at once, from the buffer's own lines and the latest book that there is. Types of the
//! protocol appear in this module only.

pub mod actions;
pub mod analysis;
pub mod client;
pub mod completion;
pub mod definition;
pub mod diagnostics;
pub mod documents;
pub mod edits;
pub mod fields;
pub mod folding;
mod formatting;
pub mod hover;
pub mod position;
pub mod registries;
pub mod rename;
pub mod requests;
pub mod rpc;
pub mod schema;
pub mod server;
pub mod symbols;
pub mod target;
pub mod tokens;
pub mod uri;
pub mod worker;

use std::io::{BufRead, Write};
use std::sync::mpsc;

use crate::lsp::rpc::{Incoming, Reader};
use crate::lsp::server::{Next, Server};
use crate::lsp::worker::Done;

/// What the loop waits for.
enum Event {
    /// A message has come in.
    Message(Incoming),
    /// A book was compiled.
    Done(Done),
    /// The client has gone.
    End,
}

/// Serves a client until it says `exit` or goes away. Gives whether it said `shutdown` before `exit`, as it should.
pub fn serve(input: impl BufRead + Send + 'static, output: impl Write) -> bool {
    let (events, incoming) = mpsc::channel();
    let messages = events.clone();
    // Ends with the stream; when the client says `exit` first, it is left behind in its read.
    std::thread::spawn(move || {
        for message in Reader::new(input) {
            if messages.send(Event::Message(message)).is_err() {
                return;
            }
        }
        // Nobody listens any more if this fails, which is all the same.
        let _ = messages.send(Event::End);
    });
    let mut server = Server::new(output, move |orders, encoding| {
        let events = events.clone();
        std::thread::spawn(move || {
            worker::run(&orders, encoding, |done| {
                let _ = events.send(Event::Done(done));
            });
        });
    });
    for event in incoming {
        let next = match event {
            Event::Message(message) => server.message(message),
            Event::Done(done) => server.done(done),
            Event::End => Next::Exit(true),
        };
        if let Next::Exit(orderly) = next {
            return orderly;
        }
    }
    true
}
