//! Printing findings, one format a file.

pub mod human;
pub mod json;
