//! Files of `tests/corpus`: changes of the book that `clausebook init` makes, with what is expected of them in their
//! heads; tests/corpus/README.md says how they are written.

use std::path::Path;

use super::examples::CLAUSE;
use super::{read, repository, walkdir};

/// One finding that a file expects.
#[derive(Debug, PartialEq, Eq)]
pub struct Expected {
    /// Its rule.
    pub rule: String,
    /// What its message holds.
    pub message: Vec<String>,
    /// What its help holds.
    pub help: Vec<String>,
}

/// A file of the corpus.
#[derive(Debug)]
pub struct Case {
    /// Its path below the corpus.
    pub name: String,
    /// What its author did, in a sentence or two.
    pub says: String,
    /// The findings, in the order of their marks.
    pub expected: Vec<Expected>,
    /// The changes, as those of a rule's example.
    pub example: String,
}

/// All files of one half of the corpus, `wrong` or `right`.
pub fn cases(half: &str) -> Vec<Case> {
    let root = repository().join("tests/corpus").join(half);
    walkdir(&root).iter().map(|path| case(path, &root)).collect()
}

fn case(path: &Path, root: &Path) -> Case {
    let text = read(path);
    let name = path.strip_prefix(root).expect("it lies below").display().to_string();
    let (mut says, mut expected): (Vec<&str>, Vec<Expected>) = (Vec::new(), Vec::new());
    let mut rest = text.as_str();
    while let Some((line, after)) = rest.split_once('\n') {
        if let Some(words) = line.strip_prefix("# ") {
            says.push(words);
        } else if let Some(rule) = line.strip_prefix("@finding ") {
            expected.push(Expected { rule: rule.to_owned(), message: Vec::new(), help: Vec::new() });
        } else if let (Some(words), Some(last)) = (line.strip_prefix("message: "), expected.last_mut()) {
            last.message.push(words.to_owned());
        } else if let (Some(words), Some(last)) = (line.strip_prefix("help: "), expected.last_mut()) {
            last.help.push(words.to_owned());
        } else {
            break;
        }
        rest = after;
    }
    assert!(rest.starts_with('@'), "{name}: behind its head a file begins with a part");
    Case { example: expand(rest, &name), name, says: says.join(" "), expected }
}

const SUMMARY: &str = "# Summary\n\n[Foreword](foreword.md)\n\n# First part\n\n- [Cooperation](cooperation/README.md)\n  - [Assistance on request](cooperation/assistance.md)\n";

/// Writes out the parts that only the corpus has.
fn expand(text: &str, name: &str) -> String {
    let mut languages: Vec<String> = Vec::new();
    let mut settings = String::new();
    let mut clause = format!("  - [Information without a request]({})\n", &CLAUSE["guidelines/".len()..]);
    let (mut items, mut outline_changes, mut crlf) = (String::new(), false, false);
    let mut out: Vec<(String, String)> = Vec::new();
    for part in format!("\n{}", text.trim_end_matches('\n')).split("\n@").skip(1) {
        let (head, body) = part.split_once('\n').unwrap_or((part, ""));
        let (word, argument) = head.split_once(' ').unwrap_or((head, ""));
        let body = body.trim_end_matches('\n');
        match word {
            "text" | "front" | "file" | "remove" | "place" => out.push((format!("@{head}"), body.to_owned())),
            "settings" => settings = format!("{body}\n"),
            "clause" => out.push((format!("@file {CLAUSE}"), body.to_owned())),
            "yaml" => {
                let path = CLAUSE.replace(".md", ".yaml");
                clause = clause.replace(".md", ".yaml");
                outline_changes = true;
                out.push((format!("@remove {CLAUSE}"), String::new()));
                out.push((format!("@file {path}"), body.to_owned()));
            }
            "items" => {
                outline_changes = true;
                items = format!("{body}\n");
            }
            "title" => {
                outline_changes = true;
                clause = clause.replace("Information without a request", body);
            }
            "languages" => languages.extend(argument.split(' ').map(str::to_owned)),
            "translation" => {
                languages.push(argument.to_owned());
                let path = CLAUSE.replace(".md", &format!(".{argument}.md"));
                let head = format!("---\ntitle: {}\ntranslates: DIGEST\n---\n\n", title(argument));
                out.push((format!("@file {path}"), head + body));
            }
            "copy" => out.push((format!("@file {argument}"), read(&repository().join(argument)))),
            "crlf" => crlf = true,
            _ => panic!("{name}: there is no part `@{word}`"),
        }
    }
    if outline_changes {
        out.push(("@file guidelines/SUMMARY.md".to_owned(), format!("{SUMMARY}{clause}{items}")));
    }
    if !languages.is_empty() {
        settings = format!(
            "languages = {languages:?}\n{settings}\n[output.clausebook.rules]\nmissing-translation = \"off\"\n"
        );
    }
    if !settings.is_empty() {
        out.push(("@settings".to_owned(), settings));
    }
    let line_end = if crlf { "⟨U+000D⟩\n" } else { "\n" };
    let parts = out.into_iter().map(|(head, body)| match body.is_empty() {
        true => head,
        false => format!("{head}\n{}", body.replace('\n', line_end)),
    });
    parts.collect::<Vec<_>>().join("\n")
}

/// The title of the clause in another language.
fn title(language: &str) -> &'static str {
    match language {
        "ar" => "معلومات دون طلب",
        "es" => "Información sin solicitud",
        "fr" => "Information sans demande",
        "ru" => "Информация без просьбы",
        "zh" => "未经请求的信息",
        _ => "Information without a request",
    }
}
