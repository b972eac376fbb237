#![no_main]

clausebook_fuzz::hold!("yaml_clause");
