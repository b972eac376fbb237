//! What must hold for any input: one function for each kind of input, which panics where it does not.
//!
//! `tests/found.rs` runs them on inputs that once broke something, `fuzz/` on inputs that nobody has thought of.
#![allow(dead_code, reason = "each user of this module has its own part of it")]

pub mod around;
mod brackets;
mod citation;
mod compile;
#[allow(unused_imports, reason = "as above")]
pub use compile::Pages;
mod files;
mod fix;
mod fmt;
mod front_matter;
pub mod holds;
mod html;
mod lsp;
mod markdown;
mod repeat;
mod rpc;
pub mod time;

/// The kinds of input by name.
pub const KINDS: &[(&str, fn(&[u8]))] = &[
    ("book_toml", files::book_toml),
    ("brackets", brackets::brackets),
    ("citation", citation::citation),
    ("compile", compile::compile),
    ("fix", fix::fix),
    ("fmt", fmt::fmt),
    ("front_matter", front_matter::front_matter),
    ("ledger", files::ledger),
    ("lsp", lsp::lsp),
    ("markdown", markdown::markdown),
    ("registry", files::registry),
    ("repeat", repeat::repeat),
    ("rpc", rpc::rpc),
    ("schema", files::schema),
    ("summary", files::summary),
    ("template", files::template),
    ("terms", files::terms),
    ("translation", files::translation),
    ("yaml_clause", files::yaml_clause),
];

/// Runs what must hold for an input of a kind.
pub fn run(kind: &str, bytes: &[u8]) {
    let (_, hold) = KINDS.iter().find(|(name, _)| *name == kind).unwrap_or_else(|| panic!("no kind is called {kind}"));
    hold(bytes);
}
