#![no_main]

clausebook_fuzz::hold!("repeat");
