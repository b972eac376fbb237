//! Printing findings, one format a file.

pub mod diff;
pub mod human;
pub mod json;
