//! The inputs that break tools like ours (the cases A1 to J6), each with its whole kind: what is found and where, and
//! that text comes out as typed in the site, the consolidated HTML and the Markdown. Where a case and the design differ,
//! the design stands; the test says so.

#[path = "../support/mod.rs"]
mod support;

mod a_yaml;
mod b_files;
mod c_names;
mod d_joining;
mod e_limits;
mod f_markup;
mod g_characters;
mod h_blocks;
mod l_languages;
