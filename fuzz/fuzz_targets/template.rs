#![no_main]

clausebook_fuzz::hold!("template");
