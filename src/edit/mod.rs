//! Making and changing books: text in, files out.

pub mod new_book;
pub mod new_clause;
