//! What was found to break the program: the files in `tests/found/KIND/`, each of which must hold now.

mod inputs;
mod support;

use support::{read_bytes, repository, walkdir};

#[test]
fn what_was_found_holds() {
    for path in walkdir(&repository().join("tests/found")) {
        let kind = path.parent().and_then(|folder| folder.file_name()).expect("a file lies in the folder of its kind");
        println!("{}", path.display());
        inputs::run(&kind.to_string_lossy(), &read_bytes(&path));
    }
}

#[test]
fn the_book_around_an_input_can_be_read() {
    let compiled = clausebook::compile::compile(&inputs::around::book());
    let found = support::findings(&compiled);
    let expected = [
        "missing-translation book.toml:1:1",
        "missing-translation book.toml:1:1",
        "missing-translation book.toml:1:1",
        "stale-translation a.fr.md:3:13",
    ];
    assert_eq!(found, expected);
}
