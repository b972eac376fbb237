#![no_main]

clausebook_fuzz::hold!("front_matter");
