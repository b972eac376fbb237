//! Making and changing books: text in, files out.

pub mod fix;
pub mod fmt;
pub mod new_book;
pub mod new_clause;
pub mod release;
pub mod write;
