//! What the tests share: small books in memory, the places of findings in words, pages in memory, and running the program.
#![allow(dead_code, reason = "each test file uses its own part of this module")]

pub mod corpus;
pub mod examples;

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::Mutex;

use clausebook::compile::{Compiled, Target, build, compile};
use clausebook::diag::Diagnostic;
use clausebook::files::MemoryFiles;
use clausebook::render::Sink;
use clausebook::source::Span;

/// Ten lines; `extra` goes behind them.
pub fn book_toml(extra: &str) -> String {
    format!(
        "[book]\ntitle = \"A book\"\nlanguage = \"en\"\nsrc = \"guidelines\"\n\n[output.html]\n\n[output.clausebook]\nname = \"a-book\"\nprimary-instrument = \"conv\"\n{extra}"
    )
}

/// A registry: article 1 with (1) and (2)(a), (b); article 2 with (1), (2); article 3 whose number is not verified.
pub const REGISTRY: &str = "\
id: conv
titles: {en: Convention on Tests}
short: {en: the Convention}
unit: article
nature: treaty
provisions:
  - number: 1
    titles: {en: First}
    titles-verified: [en]
    verified: source
    paragraphs: {1: [], 2: [a, b]}
  - number: 2
    titles: {en: Second}
    titles-verified: [en]
    verified: source
    paragraphs: [1, 2]
  - number: 3
    titles: {en: Third}
    titles-verified: [en]
    verified: memory
    paragraphs: []
";

/// The outline of [`book`]: a clause on line 3 and one on line 4.
pub const SUMMARY: &str = "# Summary\n\n- [Alpha](a.md)\n- [Beta](b.md)\n";

/// Path of the clause that most tests change.
pub const A: &str = "guidelines/a.md";
/// Path of the other clause.
pub const B: &str = "guidelines/b.md";

/// A clause with its front matter on lines 1 to 5 (`id` on 2, `title` on 3, `status` on 4) and its body from line 7.
pub fn clause(id: &str, title: &str, body: &str) -> String {
    format!("---\nid: {id}\ntitle: {title}\nstatus: draft\n---\n\n{body}")
}

/// The clause `alpha` with this body, which begins on line 7.
pub fn alpha(body: impl AsRef<str>) -> String {
    clause("alpha", "Alpha", body.as_ref())
}

/// The clause `alpha` with one more line of front matter, line 5.
pub fn alpha_with(line: &str) -> String {
    format!("---\nid: alpha\ntitle: Alpha\nstatus: draft\n{line}\n---\n\n1. A State should act.\n")
}

/// A book of two clauses without findings.
pub fn book() -> MemoryFiles {
    MemoryFiles::new()
        .with("book.toml", book_toml(""))
        .with("guidelines/SUMMARY.md", SUMMARY)
        .with(A, alpha("1. A State should act.\n"))
        .with(B, clause("beta", "Beta", "1. A State should answer.\n"))
        .with("guidelines/instruments/conv.yaml", REGISTRY)
}

/// [`book`] with this body of the clause `alpha`.
pub fn with_body(body: impl AsRef<str>) -> MemoryFiles {
    book().with(A, alpha(body))
}

/// `file:line:column` of the beginning of a span.
pub fn place(compiled: &Compiled, span: Span) -> String {
    let source = compiled.book.sources.get(span.file);
    let position = source.position(span.start as usize);
    format!("{}:{}:{}", source.path, position.line, position.column)
}

/// `rule file:line:column` of a finding; `guidelines/` is left out.
pub fn said(compiled: &Compiled, finding: &Diagnostic) -> String {
    format!("{} {}", finding.rule.name, place(compiled, finding.span).replacen("guidelines/", "", 1))
}

/// All findings as `rule file:line:column`, in their order.
pub fn findings(compiled: &Compiled) -> Vec<String> {
    compiled.findings.iter().map(|finding| said(compiled, finding)).collect()
}

/// Compiles and compares all findings; shows the messages when they differ.
#[track_caller]
pub fn expect(files: &MemoryFiles, expected: &[&str]) -> Compiled {
    let compiled = compile(files);
    let found = findings(&compiled);
    let messages: Vec<&str> = compiled.findings.iter().map(|finding| finding.message.as_str()).collect();
    assert_eq!(found, expected, "the messages are {messages:#?}");
    compiled
}

/// The finding of a rule; there must be exactly one.
#[track_caller]
pub fn only<'a>(compiled: &'a Compiled, rule: &str) -> &'a Diagnostic {
    let found: Vec<&Diagnostic> = compiled.findings.iter().filter(|finding| finding.rule.name == rule).collect();
    assert_eq!(found.len(), 1, "{rule}: {:#?}", findings(compiled));
    found[0]
}

/// Outputs in memory: path to bytes.
#[derive(Debug, Default)]
pub struct Pages(Mutex<BTreeMap<String, Vec<u8>>>);

impl Sink for Pages {
    fn write(&self, path: &str, parts: &[&[u8]]) -> io::Result<()> {
        let before = self.0.lock().expect("no writer panics").insert(path.to_owned(), parts.concat());
        assert!(before.is_none(), "{path} is written twice");
        Ok(())
    }
}

/// All outputs of a compiled book: path to text (pictures are left out).
pub fn pages(compiled: &Compiled) -> BTreeMap<String, String> {
    let pages = Pages::default();
    build(compiled, &Target::ALL, &compiled.book.settings.languages, &pages)
        .expect("the program's own templates fit its views");
    let pages = pages.0.into_inner().expect("no writer panics");
    pages.into_iter().filter_map(|(path, bytes)| Some((path, String::from_utf8(bytes).ok()?))).collect()
}

/// The three texts that show the clause `alpha`: site page, consolidated HTML, Markdown for pandoc.
pub struct Shown {
    /// The page of the site.
    pub site: String,
    /// The consolidated HTML.
    pub html: String,
    /// The Markdown.
    pub markdown: String,
}

impl Shown {
    /// The Markdown as a reader gets it: without backslashes, without raw Typst, `[Text]{#anchor}` as `Text`.
    pub fn markdown_words(&self) -> String {
        let mut words = String::with_capacity(self.markdown.len());
        for (at, part) in self.markdown.split("`{=typst}").enumerate() {
            if at > 0 {
                let raw = words.rfind('`').expect("raw Typst begins with a backtick");
                words.truncate(raw);
            }
            words.push_str(part);
        }
        while let Some(close) = words.find("]{#") {
            let open = words[..close].rfind('[').expect("an anchored text begins with a bracket");
            let end = close + words[close..].find('}').expect("attributes end with a brace");
            words.replace_range(close..=end, "");
            words.remove(open);
        }
        words.replace('\\', "")
    }
}

/// What the outputs make of the clause `alpha`.
pub fn shown(compiled: &Compiled) -> Shown {
    let mut pages = pages(compiled);
    let paths: Vec<String> = pages.keys().cloned().collect();
    let mut take = |wanted: &str| pages.remove(wanted).unwrap_or_else(|| panic!("{wanted} is not among {paths:?}"));
    Shown {
        site: take("site/clause/alpha.html"),
        html: take("document/a-book.html"),
        markdown: take("document/a-book.md"),
    }
}

impl Shown {
    /// Both HTML outputs with their names.
    pub fn web(&self) -> [(&'static str, &str); 2] {
        [("site", &self.site), ("html", &self.html)]
    }
}

/// HTML without its tags, with the five entities read.
pub fn words_of(html: &str) -> String {
    let mut out = String::new();
    let mut inside = false;
    for character in html.chars() {
        match character {
            '<' => inside = true,
            '>' if inside => inside = false,
            character if !inside => out.push(character),
            _ => {}
        }
    }
    let entities = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")];
    entities.into_iter().fold(out, |text, (entity, character)| text.replace(entity, character))
}

/// The repository itself.
pub fn repository() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The repository's own book, in memory.
pub fn own_book() -> MemoryFiles {
    let mut files = MemoryFiles::new();
    let root = repository();
    files.insert("book.toml", read(&root.join("book.toml")));
    for entry in walkdir(&root.join("guidelines")) {
        let path = entry.strip_prefix(&root).expect("it lies below").to_string_lossy().replace('\\', "/");
        files.insert(path, std::fs::read(&entry).expect("the repository can be read"));
    }
    files
}

/// All files below a folder, sorted.
pub fn walkdir(folder: &Path) -> Vec<PathBuf> {
    let mut out = Vec::new();
    let mut open = vec![folder.to_owned()];
    while let Some(folder) = open.pop() {
        let Ok(entries) = std::fs::read_dir(&folder) else { continue };
        for entry in entries.flatten() {
            let path = entry.path();
            if path.is_dir() && !path.is_symlink() { open.push(path) } else { out.push(path) }
        }
    }
    out.sort();
    out
}

/// A file's text.
#[track_caller]
pub fn read(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// A file's bytes.
#[track_caller]
pub fn read_bytes(path: &Path) -> Vec<u8> {
    std::fs::read(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Path below a folder to bytes, for comparing whole folders.
pub fn snapshot(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let name = |path: &Path| path.strip_prefix(folder).expect("it lies below").to_string_lossy().into_owned();
    walkdir(folder).into_iter().map(|path| (name(&path), std::fs::read(&path).unwrap_or_default())).collect()
}

/// A book on disk, removed when the test ends.
pub struct DiskBook {
    /// Keeps the folder.
    folder: tempfile::TempDir,
}

impl DiskBook {
    /// The book of [`book`] on disk.
    pub fn new() -> DiskBook {
        let disk = DiskBook::empty();
        disk.write("book.toml", book_toml(""));
        disk.write("guidelines/SUMMARY.md", SUMMARY);
        disk.write(A, alpha("1. A State should act.\n"));
        disk.write(B, clause("beta", "Beta", "1. A State should answer.\n"));
        disk.write("guidelines/instruments/conv.yaml", REGISTRY);
        disk
    }

    /// An empty folder.
    pub fn empty() -> DiskBook {
        DiskBook { folder: tempfile::tempdir().expect("a folder for the test can be made") }
    }

    /// Its folder; one below the temporary one, so that what lies around the book is the test's own.
    pub fn root(&self) -> PathBuf {
        self.folder.path().join("book")
    }

    /// A path in it.
    pub fn path(&self, path: &str) -> PathBuf {
        self.root().join(path)
    }

    /// Writes a file, with its folders.
    pub fn write(&self, path: &str, bytes: impl AsRef<[u8]>) {
        let path = self.path(path);
        std::fs::create_dir_all(path.parent().expect("it has a folder")).expect("folders can be made");
        std::fs::write(path, bytes).expect("files can be written");
    }

    /// Runs the program in the book's folder.
    pub fn run(&self, arguments: &[&str]) -> Ran {
        run(&self.root(), arguments, &[])
    }

    /// The same, with a text on standard input.
    pub fn run_with(&self, arguments: &[&str], input: &str) -> Ran {
        let mut child = Command::new(env!("CARGO_BIN_EXE_clausebook"))
            .current_dir(self.root())
            .args(arguments)
            .env_remove("NO_COLOR")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program can be started");
        let mut stdin = child.stdin.take().expect("it was asked for");
        // A program that does not read its input is no failure of the test.
        let _ = stdin.write_all(input.as_bytes());
        drop(stdin);
        ran(child.wait_with_output().expect("the program ends"))
    }
}

/// What the program did.
pub struct Ran {
    /// Its exit status.
    pub code: i32,
    /// Standard output.
    pub out: String,
    /// Standard error.
    pub err: String,
}

/// Runs the program in a folder, with these variables set.
pub fn run(folder: &Path, arguments: &[&str], variables: &[(&str, &str)]) -> Ran {
    let mut command = Command::new(env!("CARGO_BIN_EXE_clausebook"));
    command.current_dir(folder).args(arguments).env_remove("NO_COLOR");
    ran(command.envs(variables.iter().copied()).output().expect("the program can be started"))
}

fn ran(output: Output) -> Ran {
    let Output { status, stdout, stderr } = output;
    Ran {
        code: status.code().expect("the program ends by itself"),
        out: String::from_utf8(stdout).expect("output is UTF-8"),
        err: String::from_utf8(stderr).expect("output is UTF-8"),
    }
}

/// `clausebook check --format json` as `rule file:line:column`.
pub fn json_findings(ran: &Ran) -> Vec<String> {
    let report: serde_json::Value =
        serde_json::from_str(&ran.out).unwrap_or_else(|error| panic!("{error}: {}", ran.out));
    let list = report["findings"].as_array().expect("a list of findings");
    list.iter()
        .map(|finding| {
            let text = |key: &str| finding[key].as_str().expect("text").to_owned();
            let (line, column) = (&finding["start"]["line"], &finding["start"]["column"]);
            format!("{} {}:{line}:{column}", text("rule"), text("file").replacen("guidelines/", "", 1))
        })
        .collect()
}
