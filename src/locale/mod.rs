//! stub
pub mod interface;
pub use interface::{Words, words};
use std::ops::Range;
use crate::model::{citation::Citation, instrument::Instrument, language::Language};
#[derive(Debug, Default)]
pub struct Names;
impl Names { pub fn new<'a>(_: impl Iterator<Item=&'a Instrument>, _: Option<&str>) -> Names { Names } }
pub struct Found { pub range: Range<usize>, pub citation: Citation, pub named: bool }
pub fn read(_: &str, _: Language, _: &Names) -> Vec<Found> { Vec::new() }
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form { Running, Short, Locator }
pub fn write(citation: &Citation, _: &Instrument, _: Language, _: Form) -> String { citation.to_string() }
pub fn clause_reference(name: &str, number: &str, paragraph: Option<&str>, _: Language) -> String { format!("{name} {number} {}", paragraph.unwrap_or("")) }
pub fn paragraph_mark(level: u8, number: u32, _: Language) -> String { format!("{}.", crate::model::body::mark(level, number)) }
