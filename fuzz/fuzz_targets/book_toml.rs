#![no_main]

clausebook_fuzz::hold!("book_toml");
