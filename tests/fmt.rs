//! One canonical form for the files that people write: what it is, what it never touches, and that it changes no output.

mod support;

use std::collections::BTreeMap;

use clausebook::compile::compile;
use clausebook::edit::fmt::{Context, Formatted, format_text, has_form};
use clausebook::files::{Files, MemoryFiles};
use clausebook::load;
use clausebook::load::cache::Cache;
use clausebook::source::SourceFile;

use support::{A, DiskBook, alpha, book, book_toml, findings, own_book, pages, read};

/// The book of these tests: with bodies, so that brackets say whose they are.
fn plain() -> MemoryFiles {
    book().with("book.toml", book_toml("[output.clausebook.bodies]\nX = \"X\"\nY = \"Y\"\n"))
}

/// What `fmt` makes of a text at this path.
#[track_caller]
fn formatted(path: &str, text: &str) -> String {
    let book = load::load(&plain(), &mut Cache::none(), &mut Vec::new());
    match format_text(path, text, &Context::new(&book)) {
        Formatted::Same => text.to_owned(),
        Formatted::Changed(new) => {
            let again = format_text(path, &new, &Context::new(&book));
            assert_eq!(again, Formatted::Same, "formatted once: {new:?}");
            new
        }
        Formatted::Left(reason) => panic!("left as it is: {reason}\n{text:?}"),
    }
}

/// Why `fmt` leaves a text as it is.
#[track_caller]
fn left(path: &str, text: &str) -> String {
    let book = load::load(&plain(), &mut Cache::none(), &mut Vec::new());
    match format_text(path, text, &Context::new(&book)) {
        Formatted::Left(reason) => reason,
        other => panic!("{other:?}"),
    }
}

/// Bodies before and after, each below the same front matter.
#[track_caller]
fn bodies(table: &[(&str, &str)]) {
    for (before, after) in table {
        assert_eq!(formatted(A, &alpha(before)), alpha(after), "from {before:?}");
    }
}

/// Bodies that stay as they are.
#[track_caller]
fn kept(table: &[&str]) {
    for body in table {
        assert_eq!(formatted(A, &alpha(body)), alpha(body));
    }
}

/// Front matters before and after.
#[track_caller]
fn heads(table: &[(&str, &str)]) {
    for (before, after) in table {
        let file = |head: &str| format!("---\n{head}---\n\n1. Text.\n");
        assert_eq!(formatted(A, &file(before)), file(after), "from {before:?}");
    }
}

#[test]
fn blanks_and_blank_lines() {
    bodies(&[
        ("1. A  \n2. B\t\n", "1. A\n2. B\n"),
        ("1. A\n\n\n\n## Commentary\n \t\nB", "1. A\n\n## Commentary\n\nB\n"),
        ("1. A\n\n\n", "1. A\n"),
        ("\n\n1. A\n", "1. A\n"),
        ("1. \n\n## Commentary  \n", "1. \n\n## Commentary\n"),
    ]);
    kept(&[
        "A line  \nand a break that is kept.\n",
        "1. A  \n   b\n",
        "```\ncode  \n\n\n  more \n```\n",
        "    code  \n\n\n    more\n",
        "`a  \nb`\n",
        "A\u{a0}\nB\u{3000}\nC\n",
    ]);
}

#[test]
fn list_marks() {
    bodies(&[
        ("* a\n* b\n", "- a\n- b\n"),
        ("+ a\n  * b\n", "- a\n  - b\n"),
        ("1) a\n2) b\n", "1. a\n2. b\n"),
        // Only the mark keeps these lists apart.
        ("- a\n\n* b\n", "- a\n\n* b\n"),
        ("* a\n\n+ b\n", "- a\n\n+ b\n"),
        ("1. a\n\n1) b\n", "1. a\n\n1) b\n"),
    ]);
    kept(&["***\n", "* * *\n", "\\* a\n", "1\\) a\n", "*a* b\n", "    * code\n", "- \\* a\n"]);
}

#[test]
fn headings() {
    bodies(&[
        ("##   Commentary   ##\n\nA\n", "## Commentary\n\nA\n"),
        ("  ## Commentary\n\nA\n", "## Commentary\n\nA\n"),
        ("Commentary\n---\n\nA\n", "## Commentary\n\nA\n"),
        ("Commentary\n  ------\n\nA\n", "## Commentary\n\nA\n"),
        ("## Commentary\n\n#### A #b #\n", "## Commentary\n\n#### A #b\n"),
    ]);
    kept(&["## Commentary\n\n### C#\n", "One\ntwo\n---\n", "## Commentary\n\n### A \\#\n", "A #\n---\n", "\\## A\n"]);
}

#[test]
fn one_blank_behind_marks_and_lines_below_the_first_word() {
    bodies(&[
        ("1.  a\n2.  b\n", "1. a\n2. b\n"),
        ("-   a\n\n    b\n\n        code\n", "- a\n\n  b\n\n      code\n"),
        (" 1. a\n    1. b\n", "1. a\n   1. b\n"),
        ("1. a\n     1. b\n     2. c\n", "1. a\n   1. b\n   2. c\n"),
        ("1.  a\n    - b\n\n      c\n", "1. a\n   - b\n\n     c\n"),
        ("1. a\nb\n      c\n", "1. a\n   b\n   c\n"),
        ("A\n   b\n", "A\nb\n"),
        ("-\ta\n", "- a\n"),
        ("-  a\n   ```\n   code\n     more\n   ```\n", "- a\n  ```\n  code\n    more\n  ```\n"),
    ]);
    // A line that a smaller indent would make a list, and quotations, whose lines begin with more than blanks.
    kept(&["A\n    - b\n", "> -  a\n>    b\n", "-     code\n"]);
}

#[test]
fn addresses_and_attributes() {
    bodies(&[
        ("See [](<conv:1 (2)(a)>).\n", "See [](conv:1(2)(a)).\n"),
        ("See [words](CONV:1(2)(A)).\n", "See [words](conv:1(2)(a)).\n"),
        ("See [](<conv:2>).\n", "See [](conv:2).\n"),
        ("1. [a]{alt=A by=X} [b]{by=Y,,X,  alt=B }\n", "1. [a]{by=X alt=A} [b]{by=Y,X alt=B}\n"),
    ]);
    kept(&[
        // A title, a reference, text that is no attribute, and an error that is not only one of spelling.
        "See [](conv:2 \"t\") and [a][b].\n\n[b]: conv:1\n",
        "1. [a] {alt=A by=X} [b]{ by=X} [c]{who=X}\n",
        "See [](conv:art.1).\n",
        "`[a]{alt=A by=X}`\n",
        "Article 1 (2)( a) of the Convention; [ a ]{by=X}\n",
    ]);
}

#[test]
fn keys_move_with_their_comments() {
    heads(&[
        ("title: A\nid: alpha\n", "id: alpha\ntitle: A\n"),
        (
            "# The file.\n\nimplements:\n  - conv:1 # first\n  # inside\n  - conv:2\n# On the title.\n# Two lines.\ntitle: A # here\nid: alpha\n# At the end.\n",
            "# The file.\n\nid: alpha\n# On the title.\n# Two lines.\ntitle: A # here\nimplements:\n  - conv:1 # first\n  # inside\n  - conv:2\n# At the end.\n",
        ),
        ("own: 1\nother: 2\ntitle: A\nid: a\n", "id: a\ntitle: A\nown: 1\nother: 2\n"),
        ("title: |\n  A\n\n  # b\nid: a\n", "id: a\ntitle: |\n  A\n\n  # b\n"),
        ("id: a  \n\n\n\ntitle: A\n", "id: a\n\ntitle: A\n"),
    ]);
    for head in [
        // The last of two wins, an alias stands behind its anchor, and one value says all.
        "title: A\nid: alpha\ntitle: B\n",
        "title: &t A\nid: *t\n",
        "{title: A, id: alpha}\n",
    ] {
        heads(&[(head, head)]);
    }
}

#[test]
fn lists_and_citations_in_front_matter() {
    heads(&[
        (
            "id: a\nimplements: [ conv:1,conv:2 ,  \"conv:1,2\",]\naddressees: [ ]\n",
            "id: a\nimplements: [conv:1, conv:2, \"conv:1,2\"]\naddressees: []\n",
        ),
        (
            "id: a\nimplements: [conv:1 (2)(a), 'CONV:2']\nsee-also: [\"clause:b c\", clause:B]\n",
            "id: a\nimplements: [conv:1(2)(a), 'conv:2']\nsee-also: [\"clause:b c\", clause:B]\n",
        ),
        ("id: a\nimplements: # c\n  -   Conv:1\n", "id: a\nimplements: # c\n  -   conv:1\n"),
    ]);
    let kept = "id: a\nimplements: [conv:1, # one\n  conv:2]\nown: {a: [1,2], b: 1.10}\n";
    heads(&[(kept, "id: a\nimplements: [conv:1, # one\n  conv:2]\nown: {a: [1, 2], b: 1.10}\n")]);
}

#[test]
fn line_ends_and_byte_order_mark() {
    let text = "\u{feff}---\r\nid: a\r\ntitle: |\r\n  A\r\n  b\r\n---\r\n\r\n1. A\r\n   b  \r\n   c\r\n\r\n```\r\ncode\r\n\r\nmore\r\n```\r\n";
    let expected = "---\nid: a\ntitle: |\n  A\n  b\n---\n\n1. A\n   b  \n   c\n\n```\ncode\n\nmore\n```\n";
    assert_eq!(formatted(A, text), expected);
    assert_eq!(formatted(A, ""), "");
    assert_eq!(formatted("guidelines/foreword.md", "\n \n# F\n\n\n"), "# F\n");
}

#[test]
fn what_is_typed_stays() {
    // Escapes, quotes, dashes, spaces of all kinds, composed and decomposed letters, direction marks.
    let body = "1. \u{201c}A\u{201d} -- \u{2013} ... (c) {{ x }} \\[b\\] e\u{301} \u{e9} a\u{a0}b\u{202f}c \u{200f}d &amp; &#91;\n   *e* _f_ __g__ `h  i`\n";
    kept(&[body]);
}

#[test]
fn clauses_in_yaml() {
    let before = "model-provision: |\n  1. A  \ntext: |\n  * a\n\n\n  b\ntitle: A\ncommentary: |\n  C\nid: c\n";
    let after = "id: c\ntitle: A\ntext: |\n  * a\n\n\n  b\nmodel-provision: |\n  1. A  \ncommentary: |\n  C\n";
    assert_eq!(formatted("guidelines/c.yaml", before), after);
}

#[test]
fn other_files() {
    let terms = "terms:\n  - term: b   \n    id: b # c \n    definition: |\n      D  \n\n\n      e\n\n";
    let expected = "terms:\n  - term: b\n    id: b # c\n    definition: |\n      D  \n\n\n      e\n";
    assert_eq!(formatted("guidelines/terms.yaml", terms), expected);
    let summary = "# Summary\n\n\n*  [A](a.md) \n     * [B](b.md)\n\n[C](c.md)";
    assert_eq!(formatted("guidelines/SUMMARY.md", summary), "# Summary\n\n- [A](a.md)\n  - [B](b.md)\n\n[C](c.md)\n");
    let toml = "[book]  \r\ntitle=\"A\"\r\ndescription = \"\"\"\na  \nb\"\"\"\n\n\n";
    let expected = "[book]\ntitle=\"A\"\ndescription = \"\"\"\na  \nb\"\"\"\n";
    assert_eq!(formatted("book.toml", toml), expected);
}

#[test]
fn what_cannot_be_read_is_left() {
    assert_eq!(left(A, "---\nid: a\n\n1. A\n"), "its front matter is opened but never closed");
    assert_eq!(left(A, "---\nid: [a\n---\n* a\n"), "a bracket is opened here and not closed");
    assert_eq!(left("guidelines/terms.yaml", "a: b: c \n"), "a colon with a space behind it stands inside a value");
    assert!(left("book.toml", "[book \n").starts_with("this is not valid TOML"));
    assert_eq!(left("guidelines/flow.png", ""), "it is no file that has a canonical form");
    let deep = format!("{}a  \n", "> ".repeat(80));
    assert_eq!(left(A, &alpha(deep)), "nested more than 32 deep");
}

/// A book with all its files formatted; says which of them changed.
fn format_book(files: &MemoryFiles) -> (MemoryFiles, BTreeMap<String, String>) {
    let loaded = load::load(files, &mut Cache::none(), &mut Vec::new());
    let context = Context::new(&loaded);
    let mut after = files.clone();
    let mut changed = BTreeMap::new();
    for path in files.list("").files.iter().filter(|path| has_form(path, &loaded.settings)) {
        let bytes = files.read(path).expect("it is listed");
        let Ok(text) = String::from_utf8(bytes) else { continue };
        if let Formatted::Changed(new) = format_text(path, &text, &context) {
            assert_eq!(format_text(path, &new, &context), Formatted::Same, "{path} formatted once: {new:?}");
            after.insert(path.clone(), new.clone());
            changed.insert(path.clone(), new);
        }
    }
    (after, changed)
}

#[test]
fn the_books_own_texts_build_to_the_same_bytes() {
    let files = own_book();
    // Spoilt in ways that say nothing, so that there is something to format in every text.
    let mut spoilt = files.clone();
    for path in files.list("guidelines").files.iter().filter(|path| path.ends_with(".md")) {
        let text = String::from_utf8(files.read(path).expect("it is listed")).expect("it is UTF-8");
        let text = text.replace("\n- ", "\n* ");
        // What is nested deeper would no longer be.
        let text = match text.contains("\n      ") {
            true => text,
            false => (1..30)
                .fold(text, |text, number| text.replace(&format!("\n   {number}. "), &format!("\n     {number}) "))),
        };
        spoilt.insert(path.clone(), text.replace("\n\n## ", " \n\n\n##  ").replace('\n', "\r\n"));
    }
    let (mended, changed) = format_book(&spoilt);
    assert!(changed.len() > 250, "{}", changed.len());
    let (before, after) = (compile(&spoilt), compile(&mended));
    assert_eq!(findings(&before).len(), findings(&after).len());
    let (before, after) = (pages(&before), pages(&after));
    assert!(before.len() > 1000);
    for (path, page) in &before {
        assert!(Some(page) == after.get(path), "{path} differs");
    }
    for (path, page) in pages(&compile(&files)) {
        let other = after.get(&path).map_or("", String::as_str);
        let differs = page.lines().zip(other.lines()).find(|(line, other)| line != other);
        assert!(page == other, "{path} differs from that of the book as it was: {differs:#?}");
    }
}

#[test]
fn the_books_own_files_have_their_canonical_form() {
    let (_, changed) = format_book(&own_book());
    assert_eq!(changed.keys().collect::<Vec<_>>(), Vec::<&String>::new());
}

mod nasty {
    //! Generated texts: whatever stands in them, the form is one that is not changed again, and no output changes.

    use proptest::prelude::*;

    use super::*;

    fn config(cases: u32) -> ProptestConfig {
        let cases = std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(cases);
        ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() }
    }

    /// Pieces that meet each other in ways that nobody thought of.
    const PIECES: &[&str] = &[
        "a",
        "b c",
        "A State",
        "\u{8d44}\u{4ea7}",
        " ",
        "  ",
        "   ",
        "    ",
        "\t",
        "\n",
        "\n",
        "\n",
        "\n\n",
        "\n\n\n",
        "\r\n",
        "\r\n\r\n",
        "- ",
        "* ",
        "+ ",
        "-  ",
        "*   ",
        "1. ",
        "2. ",
        "1) ",
        "2)  ",
        "10. ",
        "- - ",
        "-\t",
        "> ",
        ">",
        "# ",
        "## ",
        "## Commentary",
        "### ",
        " #",
        " ##",
        "---",
        "===",
        "***",
        "```",
        "~~~",
        "    code",
        "`",
        "``",
        "*",
        "**",
        "_",
        "\\",
        "\\\n",
        "  \n",
        "[",
        "]",
        "[^1]",
        "[^1]: note",
        "[x]: conv:1",
        "[x]",
        "[]",
        "](",
        "[](conv:1)",
        "[](<conv:1 (2)>)",
        "[w](CONV:2)",
        "[](clause:beta)",
        "]{by=X alt=A}",
        "]{alt=A  by=X,}",
        "{n=\"2 bis\"}",
        "{{ x }}",
        "| a | b |",
        "|---|---|",
        "| 1 | 2 |",
        "<b>",
        "<!-- c -->",
        "article 1 (2) of the Convention",
        "&amp;",
        "\u{a0}",
        "\u{feff}",
        "!",
        "http://x.y/",
    ];

    fn body() -> impl Strategy<Value = String> {
        prop::collection::vec(prop::sample::select(PIECES), 0..40).prop_map(|pieces| pieces.concat())
    }

    /// Lines of front matter, each with a comment that is found again.
    const HEADS: &[&str] = &[
        "id: alpha",
        "title: Alpha",
        "status: draft",
        "force: optional",
        "implements: [conv:1,conv:2]",
        "see-also: [ clause:beta ]",
        "implements:\n  - conv:1\n  # %\n  - CONV:2",
        "addressees: [a, b]",
        "own: 1",
        "other: |\n  a  \n\n\n  # b",
        "long: \"a\n  # no comment\n  b\"",
        "fold: >\n  a\n  b\n\n",
        "keep: |+\n  a\n\n\n",
        "",
        "# %",
        "  # %",
    ];

    fn head() -> impl Strategy<Value = String> {
        let line = (prop::sample::select(HEADS), prop::sample::select(&["", " ", " # %", "\n# %"][..]));
        prop::collection::vec(line, 0..8).prop_map(|lines| {
            let mut out = String::new();
            for (at, (line, end)) in lines.into_iter().enumerate() {
                out.push_str(&format!("{line}{end}\n").replace('%', &format!("comment {at}.")));
            }
            out
        })
    }

    /// The letters and digits of a text, in any order, for keys may change places.
    fn letters(text: &str) -> BTreeMap<char, usize> {
        let mut counts = BTreeMap::new();
        for letter in text.chars().filter(|letter| letter.is_alphabetic()).flat_map(char::to_lowercase) {
            *counts.entry(letter).or_default() += 1;
        }
        counts
    }

    fn comments(text: &str) -> Vec<&str> {
        let mut comments: Vec<&str> =
            text.lines().filter_map(|line| line.split_once("# comment")).map(|(_, words)| words.trim_end()).collect();
        comments.sort_unstable();
        comments
    }

    fn check(files: &MemoryFiles) -> Result<(), TestCaseError> {
        let (after_files, changed) = format_book(files);
        for (path, new) in &changed {
            let bytes = files.read(path).expect("it changed");
            let old = SourceFile::new(path.as_str(), std::str::from_utf8(&bytes).expect("it is UTF-8")).text;
            prop_assert_eq!(comments(&old), comments(new));
            // Attributes of brackets may lose a key without a name, nothing else loses a letter.
            prop_assert_eq!(letters(&old), letters(new), "{:?}", new);
        }
        if changed.is_empty() {
            return Ok(());
        }
        let (before, after) = (compile(files), compile(&after_files));
        let wrong = |compiled: &clausebook::compile::Compiled| {
            compiled.findings.iter().any(|finding| finding.rule.name == "invalid-citation")
        };
        if wrong(&before) {
            // A citation that could not be read is mended, and then shown.
            return Ok(());
        }
        prop_assert_eq!(before.findings.len(), after.findings.len());
        let (before, after) = (pages(&before), pages(&after));
        for (path, page) in &before {
            // An HTML text is shown as typed; a line end in it is one in both forms.
            let page = page.replace("\r\n", "\n");
            let other = after.get(path).map(|page| page.replace("\r\n", "\n"));
            prop_assert_eq!(Some(page), other, "{}", path);
        }
        Ok(())
    }

    proptest! {
        #![proptest_config(config(80))]

        #[test]
        fn bodies_build_to_the_same_bytes(body in body()) {
            check(&plain().with(A, alpha(body)))?;
        }

        #[test]
        fn prose_builds_to_the_same_bytes(text in body()) {
            let files = plain()
                .with("guidelines/SUMMARY.md", "# S\n\n[F](foreword.md)\n\n- [Alpha](a.md)\n- [Beta](b.md)\n")
                .with("guidelines/foreword.md", text);
            check(&files)?;
        }

        #[test]
        fn heads_build_to_the_same_bytes(head in head()) {
            check(&plain().with(A, format!("---\n{head}---\n1. A\n")))?;
        }

        #[test]
        fn outlines_build_to_the_same_bytes(pieces in prop::collection::vec(prop::sample::select(&[
            "- ", "* ", "*   ", "  ", "    ", "[Alpha](a.md)", "[Beta](b.md)", "[Gamma]()", "\n", "\n", "\n\n\n", " \n", "# Part", "---", "1. ", "\r\n", "text",
        ][..]), 0..20)) {
            check(&plain().with("guidelines/SUMMARY.md", pieces.concat()))?;
        }
    }
}

#[test]
fn a_translation_stays_one_of_the_present_source() {
    let files = plain().with("book.toml", book_toml("languages = [\"en\", \"fr\"]\n"));
    let source = "*  One [](<CONV:1>).\n\n\n*  Two [a]{alt=A by=X}.\n";
    let french = |digest: &str| format!("---\ntitle: Alpha\ntranslates: \"{digest}\"\n---\n\n- Un.\n- Deux.\n");
    let with =
        |source: &str, digest: &str| files.clone().with(A, alpha(source)).with("guidelines/a.fr.md", french(digest));
    let digest = |source: &str| {
        let compiled = compile(&with(source, "0"));
        compiled.book.stale(&compiled.book.translations[0]).expect("no digest is 0")
    };
    let mended = "- One [](conv:1).\n\n- Two [a]{by=X alt=A}.\n";
    assert_eq!(digest(source), digest(mended));
    assert_ne!(digest(source), digest("- One [](conv:1).\n\n- Two [b]{by=X alt=A}.\n"));
    assert_ne!(digest(source), digest("- One [](conv:2).\n\n- Two [a]{by=X alt=A}.\n"));
    assert_ne!(digest(source), digest("1. One [](conv:1).\n\n2. Two [a]{by=X alt=A}.\n"));
}

#[test]
fn the_list_of_brackets_shows_words_and_not_how_they_are_typed() {
    let list = |body: &str| pages(&compile(&plain().with(A, alpha(body))))["site/brackets.html"].clone();
    let typed = list("1. [A [b]{alt=A  by=X} *c*\n      d [](<CONV:1>)]{by=Y}.\n");
    assert!(typed.contains("<td>[A [b] c d "), "{typed}");
    assert!(!typed.contains("alt=A") && !typed.contains("*c*"), "{typed}");
}

const UGLY: &str = "---\ntitle: Alpha\nid: alpha\n---\n1) A State should act.  \n";
const CANONICAL: &str = "---\nid: alpha\ntitle: Alpha\n---\n\n1. A State should act.\n";

#[test]
fn fmt_writes_what_changes_and_says_so() {
    let disk = DiskBook::new();
    disk.write(A, UGLY);
    let ran = disk.run(&["fmt", "--check"]);
    assert_eq!((ran.code, ran.out.as_str(), ran.err.as_str()), (1, "guidelines/a.md\n", "1 of 5 files would change\n"));
    assert_eq!(read(&disk.path(A)), UGLY);
    let ran = disk.run(&["fmt", "--diff"]);
    assert_eq!(ran.code, 0);
    let expected = "--- a/guidelines/a.md\n+++ b/guidelines/a.md\n@@ -1,5 +1,6 @@\n ---\n+id: alpha\n title: Alpha\n-id: alpha\n ---\n-1) A State should act.  \n+\n+1. A State should act.\n";
    assert_eq!(ran.out, expected);
    assert_eq!(read(&disk.path(A)), UGLY);
    let ran = disk.run(&["fmt"]);
    assert_eq!((ran.code, ran.out.as_str(), ran.err.as_str()), (0, "guidelines/a.md\n", "1 of 5 files changed\n"));
    assert_eq!(read(&disk.path(A)), CANONICAL);
    let ran = disk.run(&["fmt", "--check", "--quiet"]);
    assert_eq!((ran.code, ran.out.as_str(), ran.err.as_str()), (0, "", ""));
}

#[test]
fn fmt_takes_paths_of_the_book() {
    let disk = DiskBook::new();
    disk.write(A, UGLY);
    disk.write("guidelines/README.md", "* stray\n");
    let code = |arguments: &[&str]| disk.run(arguments).code;
    assert_eq!(code(&["fmt", "--check", "guidelines/b.md", "book.toml"]), 0);
    assert_eq!(code(&["fmt", "--check", "guidelines"]), 1);
    assert_eq!(code(&["fmt", "--check", "guidelines/c.md"]), 2);
    assert_eq!(code(&["fmt", "--check", "/"]), 2);
    // A text that the outline does not name is nobody's until it is named.
    assert_eq!(disk.run(&["fmt", "--check"]).out, "guidelines/a.md\n");
    assert_eq!(disk.run(&["fmt", "--check", "guidelines/README.md"]).out, "guidelines/README.md\n");
}

#[test]
fn fmt_names_what_it_leaves() {
    let disk = DiskBook::new();
    disk.write(A, "---\nid: [a\n---\n* a\n");
    disk.write("guidelines/b.md", b"---\nid: b\n---\n* \xff\n");
    let ran = disk.run(&["fmt"]);
    assert_eq!((ran.code, ran.out.as_str()), (0, ""));
    assert!(
        ran.err.contains("`guidelines/a.md` is left as it is: a bracket is opened here and not closed"),
        "{}",
        ran.err
    );
    assert!(ran.err.contains("`guidelines/b.md` is left as it is: byte 16 is not UTF-8"), "{}", ran.err);
}

#[cfg(unix)]
#[test]
fn fmt_keeps_permissions_and_links() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let disk = DiskBook::new();
    disk.write("guidelines/real.md", UGLY);
    std::fs::remove_file(disk.path(A)).expect("it exists");
    symlink("real.md", disk.path(A)).expect("links can be made");
    std::fs::set_permissions(disk.path("guidelines/real.md"), PermissionsExt::from_mode(0o640)).expect("it is ours");
    assert_eq!(disk.run(&["fmt"]).code, 0);
    assert!(disk.path(A).is_symlink());
    assert_eq!(read(&disk.path("guidelines/real.md")), CANONICAL);
    let mode = disk.path("guidelines/real.md").metadata().expect("it exists").permissions().mode();
    assert_eq!(mode & 0o777, 0o640);
    // What cannot be written is named and fails; the file is as it was.
    disk.write("guidelines/real.md", UGLY);
    std::fs::set_permissions(disk.path("guidelines/real.md"), PermissionsExt::from_mode(0o440)).expect("it is ours");
    let ran = disk.run(&["fmt"]);
    assert_eq!(ran.code, 2, "{}", ran.err);
    assert_eq!(read(&disk.path("guidelines/real.md")), UGLY);
}

#[test]
fn fmt_serves_editors_from_standard_input() {
    let disk = DiskBook::new();
    let ran = disk.run_with(&["fmt", "-", "--stdin-path", "guidelines/new.md"], UGLY);
    assert_eq!((ran.code, ran.out.as_str(), ran.err.as_str()), (0, CANONICAL, ""));
    let ran = disk.run_with(&["fmt", "-"], UGLY);
    assert_eq!((ran.code, ran.out.as_str()), (2, ""));
    let broken = "---\nid: [a\n---\n* a\n";
    let ran = disk.run_with(&["fmt", "-", "--stdin-path", "guidelines/a.md"], broken);
    assert_eq!((ran.code, ran.out.as_str()), (0, broken));
    assert!(ran.err.contains("is left as it is"), "{}", ran.err);
}
