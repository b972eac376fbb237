//! The data of a book, without reading, checking or rendering.

pub mod allow;
pub mod anchor;
pub mod body;
pub mod book;
pub mod citation;
pub mod clause;
pub mod instrument;
pub mod language;
pub mod ledger;
pub mod meaning;
pub mod outline;
pub mod section;
pub mod term;
pub mod translation;
