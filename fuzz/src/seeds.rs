//! Writes the inputs to begin with, made out of the examples of rules, the repository's own book, the new book, and the
//! texts in the tests: `seeds FOLDER` makes `FOLDER/KIND/…`.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use clausebook::edit::new_book;
use clausebook::files::Files;
use clausebook::rules;
use clausebook::rules::example::{Part, pieces};
use clausebook_fuzz::inputs::around::{self, PLACES};

/// Larger files make the search slow and teach it little.
const LARGEST: usize = 6 * 1024;

struct Seeds {
    folder: PathBuf,
    written: BTreeSet<(&'static str, Vec<u8>)>,
}

impl Seeds {
    fn add(&mut self, kind: &'static str, bytes: Vec<u8>) -> std::io::Result<()> {
        if bytes.len() > LARGEST || self.written.contains(&(kind, bytes.clone())) {
            return Ok(());
        }
        let folder = self.folder.join(kind);
        fs::create_dir_all(&folder)?;
        fs::write(folder.join(format!("{:04}", self.written.len())), &bytes)?;
        self.written.insert((kind, bytes));
        Ok(())
    }

    /// The file for its own kind, and for those that choose a file by their first byte.
    fn file(&mut self, path: &str, bytes: &[u8]) -> std::io::Result<()> {
        let name = path.rsplit('/').next().unwrap_or_default();
        let kind = match name {
            "book.toml" => "book_toml",
            "terms.yaml" => "terms",
            "ledger.yaml" => "ledger",
            "clause.schema.json" => "schema",
            _ if path.contains("/instruments/") => "registry",
            _ if name.starts_with("SUMMARY") => "summary",
            _ if name.ends_with(".yaml") => "yaml_clause",
            _ if name.ends_with(".html") => "template",
            _ if name.ends_with(".md") && name.matches('.').count() == 2 => "translation",
            _ => "front_matter",
        };
        let first = |byte: usize| [&[byte as u8], bytes].concat();
        match kind {
            "translation" => (0..4).try_for_each(|language| self.add(kind, first(language)))?,
            _ => self.add(kind, bytes.to_vec())?,
        }
        let place = PLACES.iter().position(|place| place.ends_with(name)).or(match kind {
            "front_matter" => Some(0),
            "yaml_clause" => Some(1),
            "registry" => Some(4),
            _ => None,
        });
        if let Some(place) = place {
            for kind in ["fix", "fmt", "lsp"] {
                self.add(kind, first(place))?;
            }
            self.add("lsp", [&first(place)[..], b"\xff\x05\x02\x05\x04\x03new\xff\0\xff\0\x01["].concat())?;
        }
        self.add("compile", [format!("=== {path}\n").as_bytes(), bytes].concat())
    }

    /// The text of a clause.
    fn text(&mut self, text: &str) -> std::io::Result<()> {
        let language = (text.len() % 6) as u8;
        self.add("markdown", [&[language], text.as_bytes()].concat())?;
        self.add("citation", text.as_bytes().to_vec())?;
        let clause = around::alpha(text);
        for kind in ["fix", "fmt", "lsp"] {
            self.add(kind, [&[0], clause.as_bytes()].concat())?;
        }
        if text.len() < 40 {
            self.add("repeat", [&[1], text.as_bytes()].concat())?;
            self.add("repeat", [b"\x011. \0", text.as_bytes(), b"\0."].concat())?;
        }
        Ok(())
    }
}

fn main() -> std::io::Result<()> {
    let folder = PathBuf::from(std::env::args().nth(1).unwrap_or_else(|| "seeds".to_owned()));
    let mut seeds = Seeds { folder, written: BTreeSet::new() };
    for rule in rules::all() {
        for piece in [rule.wrong, rule.right].into_iter().flat_map(pieces) {
            let (bytes, _) = piece.bytes();
            match piece.part {
                Part::Text => seeds.text(&String::from_utf8_lossy(&bytes))?,
                Part::Front => seeds.add("front_matter", [b"---\n", &bytes[..], b"\n---\n\n1. A\n"].concat())?,
                Part::Settings => {
                    let settings = [b"[book]\ntitle = \"A\"\n\n[output.clausebook]\n", &bytes[..]].concat();
                    seeds.file("book.toml", &settings)?;
                }
                Part::File(path) => seeds.file(path, &bytes)?,
                Part::Remove(_) | Part::Place(_) => {}
            }
        }
    }
    for (path, text) in new_book::FILES {
        seeds.file(path, text.as_bytes())?;
    }
    for path in around::book().list("").files {
        let bytes = around::book().read(&path).expect("memory can be read");
        seeds.file(&path, &bytes)?;
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    for folder in ["guidelines", "templates/site", "schemas"] {
        for path in below(&root.join(folder))? {
            let name = path.strip_prefix(&root).unwrap_or(&path).to_string_lossy().into_owned();
            seeds.file(&name, &fs::read(&path)?)?;
        }
    }
    for path in below(&root.join("tests"))?.iter().filter(|path| path.extension().is_some_and(|end| end == "rs")) {
        for text in literals(&fs::read_to_string(path)?) {
            seeds.text(&text)?;
        }
    }
    for message in MESSAGES {
        let framed = |text: &str| format!("Content-Length: {}\r\n\r\n{text}", text.len());
        let first = framed(MESSAGES[0]);
        seeds.add("rpc", [first, framed(message), framed(r#"{"jsonrpc":"2.0","method":"exit"}"#)].concat().into())?;
    }
    // Whatever the bytes mean, brackets are made of them.
    for piece in 0..60_u8 {
        seeds.add("brackets", vec![0, 60, piece, 60, 1, 6])?;
    }
    Ok(())
}

const MESSAGES: &[&str] = &[
    r#"{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"capabilities":{"general":{"positionEncodings":["utf-8"]}},"workspaceFolders":[{"uri":"file:///nowhere","name":"a"}]}}"#,
    r#"{"jsonrpc":"2.0","method":"initialized","params":{}}"#,
    r#"{"jsonrpc":"2.0","method":"textDocument/didOpen","params":{"textDocument":{"uri":"file:///nowhere/a.md","languageId":"markdown","version":1,"text":"a"}}}"#,
    r#"{"jsonrpc":"2.0","method":"textDocument/didChange","params":{"textDocument":{"uri":"file:///nowhere/a.md","version":2},"contentChanges":[{"range":{"start":{"line":0,"character":0},"end":{"line":0,"character":1}},"text":"b"}]}}"#,
    r#"{"jsonrpc":"2.0","id":"x","method":"textDocument/hover","params":{"textDocument":{"uri":"file:///nowhere/a.md"},"position":{"line":0,"character":0}}}"#,
    r#"{"jsonrpc":"2.0","id":2,"method":"workspace/symbol","params":{"query":"a"}}"#,
    r#"{"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":2}}"#,
    r#"{"jsonrpc":"2.0","method":"workspace/didChangeWorkspaceFolders","params":{"event":{"added":[{"uri":"file:///x","name":"x"}],"removed":[]}}}"#,
    r#"{"jsonrpc":"2.0","id":3,"method":"shutdown"}"#,
];

fn below(folder: &Path) -> std::io::Result<Vec<PathBuf>> {
    let mut out = Vec::new();
    let mut open = vec![folder.to_owned()];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(folder)? {
            let path = entry?.path();
            if path.is_dir() { open.push(path) } else { out.push(path) }
        }
    }
    out.sort();
    Ok(out)
}

/// The texts between quotes in a source file, with the commonest escapes read.
fn literals(code: &str) -> Vec<String> {
    let mut out = Vec::new();
    let mut characters = code.chars();
    while let Some(character) = characters.next() {
        if character != '"' {
            continue;
        }
        let mut text = String::new();
        loop {
            match characters.next() {
                None | Some('"') => break,
                Some('\\') => match characters.next() {
                    Some('n') => text.push('\n'),
                    Some('t') => text.push('\t'),
                    Some('r') => text.push('\r'),
                    Some('u') => {
                        let code: String =
                            characters.by_ref().skip(1).take_while(|character| *character != '}').collect();
                        text.extend(u32::from_str_radix(&code, 16).ok().and_then(char::from_u32));
                    }
                    Some('\n') => {}
                    Some(other) => text.push(other),
                    None => break,
                },
                Some(other) => text.push(other),
            }
        }
        if !text.is_empty() {
            out.push(text);
        }
    }
    out
}
