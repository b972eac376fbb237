//! Files made to be slow: the time of reading and writing them grows with their size and not with its square.
//! Machines differ, so what is compared is two sizes: four times the file may take nine times as long, where a square
//! would take sixteen. `fmt` is not part of this, as it gives up on a text after a stated amount of work.
//!
//! `CLAUSEBOOK_HOSTILE=2000000 cargo test --release --test hostile` tries files of that many bytes, up to the limit of
//! 2 MiB.

mod inputs;

use std::time::Duration;

use clausebook::compile::{Target, build, compile};
use clausebook::files::{MemoryFiles, SIZE_LIMIT};

use inputs::around::{self, BOOK_TOML, CLAUSE, LEDGER, REGISTRY, SUMMARY, TERMS, YAML_CLAUSE};
use inputs::{holds, time};

/// A file made of many pieces: the first text, the piece with this number, the last text.
struct Hostile {
    path: &'static str,
    before: &'static str,
    piece: Box<dyn Fn(usize) -> String>,
    behind: &'static str,
}

impl Hostile {
    fn of(&self, bytes: usize) -> MemoryFiles {
        let mut text = self.before.to_owned();
        let mut at = 0;
        while text.len() < bytes.saturating_sub(self.behind.len() + 64) {
            at += 1;
            text.push_str(&(self.piece)(at));
        }
        text.push_str(self.behind);
        assert!(text.len() as u64 <= SIZE_LIMIT);
        around::book().with(self.path, text)
    }

    /// Reading takes no more than nine times as long for four times the file.
    #[track_caller]
    fn grows(&self) {
        self.grows_in(read);
    }

    #[track_caller]
    fn grows_in(&self, work: fn(&MemoryFiles)) {
        let long = std::env::var("CLAUSEBOOK_HOSTILE").ok().and_then(|bytes| bytes.parse().ok()).unwrap_or(LONG);
        let took = |bytes: usize| {
            let files = self.of(bytes);
            time::of(|| work(&files))
        };
        let mut last = (Duration::ZERO, Duration::ZERO);
        // The machine may have been busy with something else.
        for _ in 0..3 {
            last.1 = took(long);
            if last.1 < QUICK {
                return;
            }
            last.0 = took(long / 4);
            if last.1 < last.0 * 9 {
                return;
            }
        }
        panic!("{:?} {:?}…: {:?} for a quarter, {:?} for all", self.path, (self.piece)(1), last.0, last.1);
    }
}

/// Bytes of the long file.
const LONG: usize = 16 * 1024;
/// What takes less says nothing.
const QUICK: Duration = Duration::from_millis(1_500);

/// From the files to findings and texts.
fn read(files: &MemoryFiles) {
    let compiled = compile(files);
    holds::said(&compiled);
    holds::texts(&compiled);
}

/// From the files to all outputs.
fn built(files: &MemoryFiles) {
    let compiled = compile(files);
    holds::said(&compiled);
    let pages = inputs::Pages::default();
    build(&compiled, &Target::ALL, &[compiled.book.settings.language], &pages).expect("the templates fit the views");
}

/// From the files to every form of report.
fn reported(files: &MemoryFiles) {
    holds::reports(&compile(files));
}

fn hostile(
    path: &'static str,
    before: &'static str,
    piece: impl Fn(usize) -> String + 'static,
    behind: &'static str,
) -> Hostile {
    Hostile { path, before, piece: Box::new(piece), behind }
}

const HEAD: &str = "---\nid: alpha\ntitle: Alpha\nstatus: under-negotiation\n---\n\n1. Text.\n\n";

/// Bodies in which one piece stands again and again.
fn again(pieces: &[&'static str]) {
    for piece in pieces {
        hostile(CLAUSE, HEAD, |_| (*piece).to_owned(), "a\n").grows();
    }
}

#[test]
fn marks_that_open_and_never_close() {
    again(&[
        "[", "[[a ", "![", "](", "[a](", "*a_", "**a*", "_a ", "~~a", "`a", "<", "<!--", "<a b=\"", "&", "&#", "\\",
        "{by=", "[a]{by=x", "[^", "[a][", "(", "«", "{n=\"",
    ]);
}

#[test]
fn marks_that_close_what_was_never_opened() {
    again(&["]", "](b.md)", "*", "`", "-->", "</div>", "}", "[a]{by=x}]", "\\]"]);
}

#[test]
fn brackets_of_many() {
    again(&[
        "[a]{by=x} ",
        "[a] ",
        "[a [b] c]{alt=1} ",
        "[a]{alt=1 by=x}[b]{alt=2 by=y} ",
        "[*a] b* ",
        "[to be checked] ",
    ]);
    hostile(CLAUSE, HEAD, |at| format!("[a]{{alt={at}}} "), "\n").grows();
    hostile(CLAUSE, HEAD, |at| format!("[a]{{by=z{at}}} "), "\n").grows();
}

#[test]
fn long_lists_and_deep_ones() {
    again(&["- a\n", "1. a\n", "* a\n\n", "+ ", "- ", "1. ", "> ", ">", "1. a\n   1. b\n      1. c\n", "- a\n  - b\n"]);
    hostile(CLAUSE, HEAD, |at| format!("{at}. Paragraph.\n"), "").grows();
    hostile(CLAUSE, HEAD, |at| format!("{}- a\n", " ".repeat(at % 64)), "").grows();
}

#[test]
fn notes_headings_tables_and_definitions_of_links() {
    again(&[
        "| a ",
        "|",
        "| a | b |\n|---|---|\n| c | d |\n\n",
        "## a\n\n",
        "### Common law\n\n",
        "a\n---\n\n",
        "[a]: b\n",
        "***\n",
    ]);
    hostile(CLAUSE, HEAD, |at| format!("a[^{at}] [^{at}]: b\n\n[^{at}]: c\n\n"), "").grows();
    hostile(CLAUSE, HEAD, |_| "a[^1] ".to_owned(), "\n\n[^1]: b\n").grows();
    hostile(CLAUSE, HEAD, |at| format!("[^{at}]: c[^{}]\n\n", at + 1), "a[^1]\n").grows();
    hostile(CLAUSE, HEAD, |at| format!("## Heading {at}\n\ntext\n\n"), "").grows();
    hostile(CLAUSE, HEAD, |at| format!("[l{at}]: b.md\n"), "\n[l1] [l2]\n").grows();
    hostile(CLAUSE, HEAD, |at| format!("[l{at}] "), "\n\n[l1]: b.md\n").grows();
    hostile(CLAUSE, HEAD, |_| "| a ".to_owned(), "|\n").grows();
    hostile(
        CLAUSE,
        HEAD,
        |at| if at == 1 { format!("{}|\n{}|\n", "| a ".repeat(20), "|---".repeat(20)) } else { "| b |\n".to_owned() },
        "",
    )
    .grows();
}

#[test]
fn characters_of_their_own() {
    again(&[
        "&amp;", "&#x41;", "\u{202e}", "\u{200b}", "e\u{301}", "\u{301}", "a\0", "\r", "\r\n", "\n", " ", "\t", "🙂",
        "\u{a0}",
    ]);
}

#[test]
fn citations_in_prose() {
    again(&[
        "article 1 of the Convention, ",
        "articles 1, 2, 3, ",
        "articles 1 and 2 and ",
        "article 1 ",
        "article 1 (a) ",
        "paragraph 1 of ",
        "[](conv:1(2)(a)) ",
        "[](conv:9) ",
        "[](clause:nothing) ",
        "[](term:one) ",
        "conv:1 ",
        "الفقرة 1 من المادة 2 و",
        "المادة ١ من الاتفاقية، ",
        "第一条、",
        "第一条第二款第（一）项",
        "《公约》第一条和",
        "статья 1 и ",
        "l'article 1 et ",
        "artículo 1 y ",
    ]);
    hostile(CLAUSE, HEAD, |at| format!("{at}, "), "of the Convention\n").grows();
    hostile(
        CLAUSE,
        "---\nid: alpha\ntitle: Alpha\n---\n\n1. Text of articles ",
        |at| format!("{at}, "),
        "of the Convention\n",
    )
    .grows();
    hostile(CLAUSE, "---\nid: alpha\ntitle: Alpha\n---\n\n1. Text [](conv:", |at| format!("{at},"), "1)\n").grows();
    let translated = "---\ntitle: Alpha\ntranslates: 0123456789abcdef\n---\n\n1. ";
    hostile("guidelines/a.zh.md", translated, |_| "第一条、".to_owned(), "\n").grows();
    hostile("guidelines/a.ar.md", translated, |_| "المادة ١ و".to_owned(), "\n").grows();
    hostile("guidelines/a.fr.md", translated, |_| "articles 1 et ".to_owned(), "\n").grows();
    hostile("guidelines/a.fr.md", translated, |at| format!("{at}. Un.\n"), "\n").grows();
}

#[test]
fn wording() {
    again(&[
        "shall ",
        "A State shall ",
        "may not not ",
        "and/or ",
        "ABC ",
        "ABC (AB) ",
        "he or she ",
        "State ",
        "states ",
        "should should ",
        "not un",
    ]);
    hostile(CLAUSE, HEAD, |at| format!("AB{at} "), "\n").grows();
    hostile(CLAUSE, HEAD, |at| format!("Word{at} of Something Else (WSE{at}) "), "\n").grows();
}

#[test]
fn front_matter() {
    hostile(CLAUSE, "---\nid: alpha\n", |at| format!("key{at}: {at}\n"), "---\n\n1. A\n").grows();
    hostile(CLAUSE, "---\nid: alpha\n", |_| "title: Alpha\n".to_owned(), "---\n\n1. A\n").grows();
    hostile(CLAUSE, "---\nid: alpha\ntitle: ", |_| "word ".to_owned(), "\n---\n\n1. A\n").grows();
    hostile(CLAUSE, "---\nid: alpha\ntitle: \"", |_| "\\n".to_owned(), "\"\n---\n\n1. A\n").grows();
    hostile(CLAUSE, "---\nid: alpha\ntitle: A\nimplements: [", |at| format!("conv:{at}, "), "]\n---\n\n1. A\n").grows();
    hostile(CLAUSE, "---\nid: alpha\ntitle: A\nimplements: [", |_| "conv:1, ".to_owned(), "]\n---\n\n1. A\n").grows();
    hostile(CLAUSE, "---\nid: alpha\ntitle: A\nimplements:\n", |_| "  - conv:1.2\n".to_owned(), "---\n\n1. A\n")
        .grows();
    hostile(
        CLAUSE,
        "---\nid: alpha\ntitle: A\nallow:\n",
        |_| "  - rule: unused-term\n    reason: because\n".to_owned(),
        "---\n\n1. A\n",
    )
    .grows();
    hostile(CLAUSE, "---\nid: alpha\ntitle: A\nsee-also: [", |_| "clause:beta, ".to_owned(), "]\n---\n\n1. A\n")
        .grows();
    hostile(CLAUSE, "---\nid: alpha\ntitle: A\naddressees: [", |at| format!("a{at}, "), "]\n---\n\n1. A\n").grows();
    for piece in
        ["[", "{a: ", "- ", "? ", "&a [*a, ", "a: &a b\n", "- *a\n", "'", "\"", "|\n", "# c\n", "!!str ", "\t", "%a\n"]
    {
        hostile(CLAUSE, "---\n", move |_| piece.to_owned(), "\n---\n\n1. A\n").grows();
    }
}

#[test]
fn clauses_wholly_in_yaml() {
    let head = "id: gamma\ntitle: Gamma\ntext: |\n";
    hostile(YAML_CLAUSE, head, |at| format!("  {at}. A [](conv:9).\n"), "").grows();
    hostile(YAML_CLAUSE, head, |_| "  [a]{by=z} [b\n".to_owned(), "").grows();
    hostile(YAML_CLAUSE, "id: gamma\ntitle: Gamma\ntext: >\n", |_| "  A line [](conv:9)\n".to_owned(), "").grows();
    hostile(YAML_CLAUSE, "id: gamma\ntitle: Gamma\ntext: \"", |_| "1. a [](conv:9)\\n".to_owned(), "\"\n").grows();
    hostile(YAML_CLAUSE, "id: gamma\ntitle: Gamma\ntext: ", |_| "a\n  [](conv:9) ".to_owned(), "\n").grows();
    hostile(YAML_CLAUSE, "id: gamma\ntitle: Gamma\n", |at| format!("s{at}: a\n"), "").grows();
}

#[test]
fn the_outline() {
    hostile(SUMMARY, "# Summary\n\n", |at| format!("- [Clause {at}](c{at}.md)\n"), "").grows();
    hostile(SUMMARY, "# Summary\n\n", |at| format!("- [Clause {at}]()\n"), "").grows();
    hostile(SUMMARY, "# Summary\n\n", |_| "- [Alpha](a.md)\n".to_owned(), "").grows();
    hostile(SUMMARY, "# Summary\n\n", |at| format!("# Part {at}\n\n- [Clause]()\n\n"), "").grows();
    hostile(SUMMARY, "# Summary\n\n", |at| format!("{}- [a]()\n", "  ".repeat(at % 40)), "").grows();
    hostile(SUMMARY, "# Summary\n\n", |at| format!("{}- [a]()\n", "  ".repeat(at)), "").grows();
    hostile(SUMMARY, "# Summary\n\n", |_| "- ".to_owned(), "\n").grows();
    hostile(SUMMARY, "# Summary\n\n", |_| "- [".to_owned(), "\n").grows();
    hostile(SUMMARY, "# Summary\n\n- [A](a.md)\n", |_| "words\n".to_owned(), "").grows();
    hostile("guidelines/SUMMARY.fr.md", "# Sommaire\n\n", |at| format!("- [Clause {at}](a.md)\n"), "").grows();
}

#[test]
fn terms_of_many_forms() {
    hostile(TERMS, "terms:\n", |at| format!("  - {{id: t{at}, term: word{at}, definition: A word.}}\n"), "").grows();
    hostile(TERMS, "terms:\n", |_| "  - {id: one, term: State, definition: A word.}\n".to_owned(), "").grows();
    hostile(
        TERMS,
        "terms:\n  - id: one\n    term: State\n    definition: A\n    forms: [",
        |at| format!("form {at}, "),
        "]\n",
    )
    .grows();
    hostile(
        TERMS,
        "terms:\n  - id: one\n    term: State\n    definition: A\n    forms: [",
        |_| "State, ".to_owned(),
        "]\n",
    )
    .grows();
    hostile(
        TERMS,
        "terms:\n  - id: one\n    term: State\n    definition: A\n    discouraged: [",
        |at| format!("form {at}, "),
        "]\n",
    )
    .grows();
    hostile(
        TERMS,
        "terms:\n  - id: one\n    term: State\n    definition: ",
        |_| "[](term:one) State ".to_owned(),
        "\n",
    )
    .grows();
    hostile(TERMS, "terms:\n  - id: one\n    term: ", |_| "State ".to_owned(), "\n    definition: A\n").grows();
}

#[test]
fn registries_and_ledgers() {
    let head = "id: conv\ntitles: {en: Convention on Tests}\nshort: {en: the Convention}\nunit: article\nnature: treaty\nprovisions:\n";
    hostile(
        REGISTRY,
        head,
        |at| {
            format!(
                "  - {{number: {at}, titles: {{en: T}}, titles-verified: [en], verified: source, paragraphs: [1, 2]}}\n"
            )
        },
        "",
    )
    .grows();
    hostile(
        REGISTRY,
        head,
        |_| "  - {number: 1, titles: {en: T}, titles-verified: [en], verified: source, paragraphs: []}\n".to_owned(),
        "",
    )
    .grows();
    hostile(REGISTRY, "id: conv\ntitles: {en: A}\nunit: article\nnature: treaty\nprovisions:\n  - {number: 1, titles: {en: T}, verified: source, paragraphs: [", |at| format!("{at}, "), "]}\n").grows();
    hostile(REGISTRY, "id: conv\ntitles: {en: A}\nunit: article\nnature: treaty\nprovisions:\n  - {number: 1, titles: {en: T}, verified: source, paragraphs: {1: [", |_| "a, ".to_owned(), "]}}\n").grows();
    hostile(
        REGISTRY,
        "id: conv\ntitles: {en: A}\nunit: article\nnature: treaty\nnames: {en: [",
        |at| format!("Convention {at}, "),
        "]}\n",
    )
    .grows();
    hostile(LEDGER, "editions:\n", |at| format!("  - {{name: e{at}, date: 2026-01-01, clauses: [{{id: alpha, number: 1, title: A, digest: \"0123456789abcdef\"}}]}}\n"), "").grows();
    hostile(
        LEDGER,
        "editions:\n  - name: first\n    date: 2026-01-01\n    clauses:\n",
        |at| format!("      - {{id: x{at}, number: {at}, title: A, digest: \"0123456789abcdef\"}}\n"),
        "",
    )
    .grows();
}

#[test]
fn settings() {
    let head = "[book]\ntitle = \"A\"\nsrc = \"guidelines\"\n\n[output.clausebook]\nname = \"a\"\nprimary-instrument = \"conv\"\n";
    let head = move |more: &str| -> &'static str { Box::leak(format!("{head}{more}").into_boxed_str()) };
    hostile(BOOK_TOML, head("editorial-brackets = ["), |at| format!("\"a{at}\", "), "]\n").grows();
    hostile(BOOK_TOML, head("[output.clausebook.bodies]\n"), |at| format!("b{at} = \"B\"\n"), "").grows();
    hostile(BOOK_TOML, head("[output.clausebook.rules]\n"), |at| format!("no-rule-{at} = \"off\"\n"), "").grows();
    hostile(BOOK_TOML, head(""), |at| format!("key{at} = 1\n"), "").grows();
    hostile(BOOK_TOML, head(""), |at| format!("[[output.clausebook.sections]]\nkey = \"s{at}\"\n"), "").grows();
    hostile(BOOK_TOML, head(""), |at| format!("[output.clausebook.folders.\"f{at}\"]\nrules = {{}}\n"), "").grows();
    hostile(BOOK_TOML, head("[output.clausebook.coverage]\nrequire = ["), |at| format!("\"conv:{at}\", "), "]\n")
        .grows();
    hostile(
        BOOK_TOML,
        head("[output.clausebook.redirects]\n"),
        |at| format!("\"clause/a{at}.html\" = \"clause:alpha\"\n"),
        "",
    )
    .grows();
    hostile(BOOK_TOML, head("[output.clausebook.abbreviations]\n"), |at| format!("AB{at} = \"a\"\n"), "").grows();
    for piece in ["[", "[a.", "a = {", "a.", "a = \"\n", "# c\n", "[[a]]\n"] {
        hostile(BOOK_TOML, head(""), move |_| piece.to_owned(), "\n").grows();
    }
}

#[test]
fn pages_of_many_parts() {
    let many = [
        hostile(CLAUSE, HEAD, |at| format!("## Heading {at}\n\ntext\n\n"), ""),
        hostile(CLAUSE, HEAD, |at| format!("{at}. Paragraph.\n"), ""),
        hostile(CLAUSE, HEAD, |at| format!("a[^{at}]\n\n[^{at}]: c\n\n"), ""),
        hostile(CLAUSE, HEAD, |_| "[](conv:1(2)(a)) [](clause:beta) [](term:one) ".to_owned(), ""),
        hostile(CLAUSE, HEAD, |_| "[a]{by=x} ".to_owned(), ""),
        hostile(SUMMARY, "# Summary\n\n", |at| format!("- [Clause {at}]()\n"), ""),
        hostile(SUMMARY, "# Summary\n\n", |at| format!("# Part {at}\n\n- [Clause]()\n\n"), ""),
        hostile(TERMS, "terms:\n", |at| format!("  - {{id: t{at}, term: word{at}, definition: A word.}}\n"), ""),
    ];
    many.iter().for_each(|file| file.grows_in(built));
}

#[test]
fn reports_of_many_findings() {
    let many = [
        hostile(CLAUSE, HEAD, |_| "]".to_owned(), "\n"),
        hostile(CLAUSE, HEAD, |_| "[](conv:9) ".to_owned(), "\n"),
        hostile(CLAUSE, HEAD, |_| "[](conv:9)\n".to_owned(), "\n"),
        hostile(CLAUSE, HEAD, |_| "[](conv:1.2) ".to_owned(), "\n"),
        hostile(CLAUSE, "---\nid: alpha\n", |at| format!("key{at}: {at}\n"), "---\n\n1. A\n"),
    ];
    many.iter().for_each(|file| file.grows_in(reported));
}
