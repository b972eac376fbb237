//! clausebook: a compiler and validator for guideline documents.
//!
//! A book (folder with `book.toml`) goes through these stages, in this order; each takes references and gives a new value:
//!
//! 1. [`load`] reads the files into a [`model::book::Book`]: configuration ([`config`]), registries of instruments,
//!    terms, the outline, then all texts. YAML and TOML become one tree with places ([`tree`]), Markdown becomes
//!    [`model::body::Body`].
//! 2. [`resolve`] binds what the texts point to: numbers, citations to provisions, references to clauses, the
//!    concordance.
//! 3. [`check`] says what is wrong, beyond what reading found. Every rule stands in [`rules`]; findings are
//!    [`diag::Diagnostic`]s.
//! 4. [`render`] writes the outputs through templates, into a folder that [`output`] puts in place whole.
//!
//! [`compile`] is the only caller of the stages; [`cli`], [`lsp`], [`report`] and [`edit`] are faces on what it gives.
//! Nothing an author writes is an `Err`: bad input is a finding, and the rest of the book is still checked.

pub mod check;
pub mod cli;
pub mod compile;
pub mod config;
pub mod diag;
pub mod edit;
pub mod files;
pub mod load;
pub mod locale;
pub mod lsp;
pub mod model;
pub mod output;
pub mod render;
pub mod report;
pub mod resolve;
pub mod rules;
pub mod schemas;
pub mod serve;
pub mod source;
pub mod tree;
