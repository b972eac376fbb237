//! `clausebook serve` over the wire: pages as they are asked for, new states as they come, and whom it answers.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod support;

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use support::{A, B, DiskBook, alpha, clause};

/// How long a test waits for what must come; it ends at once when it does.
const PATIENCE: Duration = Duration::from_secs(20);

/// A running server on a book.
struct Desk {
    disk: DiskBook,
    child: Child,
    port: u16,
    told: Receiver<String>,
}

impl Drop for Desk {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn desk() -> Desk {
    let disk = DiskBook::new();
    let mut child = Command::new(env!("CARGO_BIN_EXE_clausebook"))
        .args(["serve", "--port", "0"])
        .current_dir(disk.root())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program can be started");
    let mut lines = BufReader::new(child.stderr.take().expect("it is piped")).lines();
    let port = loop {
        let line = lines.next().expect("it says where it listens").expect("it is text");
        if let Some(rest) = line.split("http://localhost:").nth(1) {
            break rest.split('/').next().unwrap().parse().expect("a port is a number");
        }
    };
    let (sender, told) = channel();
    std::thread::spawn(move || lines.map_while(Result::ok).for_each(|line| drop(sender.send(line))));
    Desk { disk, child, port, told }
}

impl Desk {
    /// The status and the body of an answer.
    fn ask(&self, method: &str, path: &str, host: &str) -> (u16, String) {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).expect("it listens");
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        write!(stream, "{method} {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n").unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).expect("it answers");
        let answer = String::from_utf8(answer).expect("pages are text");
        let status = answer.split(' ').nth(1).unwrap().parse().unwrap();
        (status, answer.split_once("\r\n\r\n").unwrap().1.to_owned())
    }

    fn get(&self, path: &str) -> (u16, String) {
        self.ask("GET", path, &format!("localhost:{}", self.port))
    }

    /// The versions that an open page is told of.
    fn listen(&self) -> BufReader<TcpStream> {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).expect("it listens");
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        write!(stream, "GET /-/events HTTP/1.1\r\nHost: localhost:{}\r\n\r\n", self.port).unwrap();
        BufReader::new(stream)
    }
}

/// The next version that an open page is told of.
fn version(events: &mut impl BufRead) -> u64 {
    loop {
        let mut line = String::new();
        assert_ne!(events.read_line(&mut line).expect("a new state is told of in time"), 0, "the server goes on");
        if let Some(number) = line.strip_prefix("data: ") {
            return number.trim().parse().expect("a version is a number");
        }
    }
}

#[test]
fn pages_are_those_of_a_build_with_the_script_of_the_preview() {
    let desk = desk();
    let (status, page) = desk.get("/clause/alpha.html");
    assert_eq!(status, 200);
    assert_eq!(page.matches("<script src=\"/-/live.js\" defer></script>").count(), 1);
    desk.disk.run(&["build"]);
    let built = support::read(&desk.disk.path("build/site/clause/alpha.html"));
    let own = "<link rel=\"stylesheet\" href=\"/-/live.css\"><script src=\"/-/live.js\" defer></script>";
    assert_eq!(page.replace(own, ""), built);
    for path in ["/", "/index.html", "/instrument/conv.html", "/instrument/conv/1.html", "/-/live.css"] {
        assert_eq!(desk.get(path).0, 200, "{path}");
    }
    let style = built.split("href=\"../").nth(1).unwrap().split('"').next().unwrap();
    assert!(desk.get(&format!("/{style}")).1.contains("{"), "the style sheet is there");
    assert_eq!(desk.get("/clause/gamma.html").0, 404);
    assert_eq!(desk.get("/../book.toml").0, 400);
    assert_eq!(desk.get("/book.toml").0, 404);
}

#[test]
fn the_index_of_the_search_is_that_of_a_build() {
    let desk = desk();
    desk.disk.run(&["build"]);
    for name in ["head", "words-0", "texts-0", "lexicon"] {
        let (status, part) = desk.get(&format!("/search/{name}.js?0123456789abcdef"));
        assert_eq!(status, 200, "{name}");
        assert_eq!(part, support::read(&desk.disk.path(&format!("build/site/search/{name}.js"))), "{name}");
    }
    assert_eq!(desk.get("/search/words-1.js").0, 404);
    let (status, page) = desk.get("/search.html?q=state");
    assert_eq!(status, 200);
    let script = page.split("src=\"search-").nth(1).unwrap().split('"').next().unwrap();
    assert!(desk.get(&format!("/search-{script}")).1.contains("clausebook"), "the script is there");
}

#[test]
fn only_this_machine_under_its_own_name_is_answered() {
    let desk = desk();
    let port = desk.port;
    assert_eq!(desk.ask("GET", "/", &format!("127.0.0.1:{port}")).0, 200);
    for host in ["example.org".to_owned(), format!("example.org:{port}"), "localhost:1".to_owned()] {
        assert_eq!(desk.ask("GET", "/", &host).0, 403, "{host}");
    }
    assert_eq!(desk.ask("POST", "/", &format!("localhost:{port}")).0, 405);
}

#[test]
fn a_saved_file_is_a_new_state_however_it_is_saved() {
    let desk = desk();
    let mut events = desk.listen();
    let first = version(&mut events);
    desk.disk.write(A, alpha("1. A State should act at once.\n"));
    assert_eq!(version(&mut events), first + 1);
    assert!(desk.get("/clause/alpha.html").1.contains("act at once"));
    // Beside and renamed, as many editors do.
    desk.disk.write("guidelines/.a.md.swp", "x");
    desk.disk.write("guidelines/4913", "x");
    desk.disk.write("guidelines/a.md~", alpha("1. A State should act later.\n"));
    std::fs::rename(desk.disk.path("guidelines/a.md~"), desk.disk.path(A)).unwrap();
    version(&mut events);
    assert!(desk.get("/clause/alpha.html").1.contains("act later"));
    // A new clause with its folder.
    desk.disk.write("guidelines/new/c.md", clause("gamma", "Gamma", "1. A State should wait.\n"));
    desk.disk.write("guidelines/SUMMARY.md", format!("{}- [Gamma](new/c.md)\n", support::SUMMARY));
    while desk.get("/clause/gamma.html").0 != 200 {
        version(&mut events);
    }
    // One that is taken away again.
    std::fs::remove_file(desk.disk.path("guidelines/new/c.md")).unwrap();
    while desk.get("/clause/gamma.html").0 != 404 {
        version(&mut events);
    }
}

#[test]
fn what_is_wrong_is_told_in_the_page_and_on_the_terminal() {
    let desk = desk();
    let mut events = desk.listen();
    version(&mut events);
    desk.disk.write(B, clause("beta", "Beta", "1. As [](clause:alpa) says.\n"));
    version(&mut events);
    let (_, report) = desk.get("/-/findings");
    let report: serde_json::Value = serde_json::from_str(&report).unwrap();
    assert_eq!(report["report"]["findings"][0]["rule"], "unknown-clause");
    let mut told = String::new();
    while !told.contains("did you mean `alpha`?") {
        told.push_str(&desk.told.recv_timeout(PATIENCE).expect("the finding is told"));
    }
    assert_eq!(desk.get("/clause/beta.html").0, 200, "a book with errors is shown");
}

#[test]
fn a_broken_template_or_book_does_not_end_it() {
    let desk = desk();
    let mut events = desk.listen();
    version(&mut events);
    desk.disk.write("templates/site/clause.html", "{% extends \"site/base.html\" %}{{ clause.titel }}{% broken");
    let broken = loop {
        let answer = desk.get("/clause/alpha.html");
        if answer.0 == 500 {
            break answer.1;
        }
        version(&mut events);
    };
    assert!(broken.contains("templates/site/clause.html"), "{broken}");
    std::fs::remove_dir_all(desk.disk.path("templates")).unwrap();
    while desk.get("/clause/alpha.html").0 != 200 {
        version(&mut events);
    }
    desk.disk.write("book.toml", b"[book\ntitle = \xff");
    version(&mut events);
    assert_ne!(desk.get("/").0, 0);
    desk.disk.write("book.toml", support::book_toml(""));
    while !desk.get("/").1.contains("A book") {
        version(&mut events);
    }
}

#[test]
fn many_files_at_once_are_few_states() {
    let desk = desk();
    let mut outline = support::SUMMARY.to_owned();
    for at in 0..1_000 {
        desk.disk
            .write(&format!("guidelines/m/c{at}.md"), clause(&format!("c{at}"), &format!("Clause {at}"), "1. Text.\n"));
        outline.push_str(&format!("- [Clause {at}](m/c{at}.md)\n"));
    }
    desk.disk.write("guidelines/SUMMARY.md", outline);
    let mut events = desk.listen();
    let mut last = version(&mut events);
    while desk.get("/clause/c999.html").0 != 200 {
        last = version(&mut events);
    }
    assert!(last < 200, "a thousand files were not a thousand states: {last}");
}
