//! Structured text (YAML and TOML) as one tree in which every key and value keeps its place.
//!
//! In: the text of a file or a part of it. Out: a [`Node`] and findings.
//! Nothing else in the program sees a YAML or TOML type.

pub mod node;
pub mod schema;
mod slip;
pub mod toml;
pub mod yaml;

pub use node::{Entry, Node, Value};
