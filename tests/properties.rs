//! What holds for any input: nothing panics, a book always comes out, places of findings lie inside their files on
//! character boundaries, and the order in which files are given does not matter.

mod inputs;
mod support;

use proptest::prelude::*;

use clausebook::compile::{Cache, Compiled, compile, compile_again};
use clausebook::files::MemoryFiles;
use clausebook::load::front_matter::{Split, split};
use clausebook::report::human;

use inputs::holds;
use support::{A, alpha, book, pages};

/// Few cases, for the whole file is to take seconds in a debug build; `PROPTEST_CASES` asks for more.
fn config(cases: u32) -> ProptestConfig {
    let cases = std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(cases);
    ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() }
}

/// Every kind of file that a person writes.
const KINDS: &[&str] = &[
    A,
    "guidelines/c.yaml",
    "guidelines/SUMMARY.md",
    "guidelines/terms.yaml",
    "guidelines/instruments/conv.yaml",
    "guidelines/foreword.md",
    "guidelines/a.fr.md",
    "guidelines/SUMMARY.fr.md",
    "book.toml",
    "templates/site/clause.html",
    "templates/document/clause.html",
    "schemas/clause.schema.json",
];

/// A book with a clause in YAML, a foreword, terms and a schema of its own, so that every kind of file is read.
fn whole() -> MemoryFiles {
    book()
        .with("book.toml", support::book_toml("languages = [\"en\", \"fr\"]\n"))
        .with("guidelines/a.fr.md", "---\ntitle: Alpha\ntranslates: 0123456789abcdef\n---\n\n1. Un État.\n")
        .with(
            "guidelines/SUMMARY.md",
            "# Summary\n\n[Foreword](foreword.md)\n\n# Part\n\n- [Chapter]()\n  - [Alpha](a.md)\n  - [Gamma](c.yaml)\n- [Beta](b.md)\n",
        )
        .with("guidelines/foreword.md", "# Foreword\n\nSee [](clause:alpha#1) and article 1 of the Convention.\n")
        .with(
            "guidelines/c.yaml",
            "id: gamma\ntitle: Gamma\ntext: |\n  1. A [State]{by=x} should:\n     1. act. [](conv:1(2)(a))\ncommentary: |\n  Words.[^1]\n\n  [^1]: Note.\n",
        )
        .with("guidelines/terms.yaml", "terms:\n  - id: one\n    term: one\n    definition: A [](conv:1).\n")
        .with("schemas/clause.schema.json", "{\"type\": \"object\", \"properties\": {\"rapporteur\": {\"type\": \"string\"}}}")
}

/// Renders as well, which a build does only without errors but an editor's preview will always do.
fn render(compiled: &Compiled) {
    let sink = support::Pages::default();
    let _ = clausebook::compile::build(
        compiled,
        &clausebook::compile::Target::ALL,
        &compiled.book.settings.languages,
        &sink,
    );
}

/// Pieces of which real and broken files are made.
fn pieces() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "---\n",
        "---",
        "\n",
        "\n\n",
        " ",
        "  ",
        "   ",
        "\t",
        "\r\n",
        "\u{feff}",
        "\0",
        "id: ",
        "alpha",
        "title: ",
        "status: ",
        "draft",
        "implements: [",
        "]",
        "[",
        "(",
        ")",
        "{",
        "}",
        "{by=x}",
        "{alt=",
        "{n=\"2 bis\"}",
        "1. ",
        "2. ",
        "- ",
        "> ",
        "# ",
        "## ",
        "### ",
        "Commentary",
        "Legal systems",
        "Common law",
        "[^1]",
        "[^1]: ",
        "[x](b.md)",
        "![x](p.png)",
        "[](conv:1(2)(a))",
        "[](conv:9)",
        "[](clause:beta#1)",
        "[x]: http://a.example",
        "[x][y]",
        "article 1, paragraph 2 (a), of the Convention",
        "articles 1 and 2",
        "article 1-3",
        "| a | b |\n|---|---|\n",
        "| c | d | e |\n",
        "`",
        "```\n",
        "*",
        "**",
        "_",
        "<b>",
        "<!--",
        "-->",
        "&amp;",
        "&#0;",
        "\\",
        "é",
        "e\u{301}",
        "资产",
        "第一条第二款",
        "المادة ٥٧",
        "статья 1",
        "\u{a0}",
        "\u{202e}",
        "\u{200d}",
        "🙂",
        "a: ",
        "b: |\n",
        "*a",
        "&a ",
        "!!str ",
        "? ",
        "\"",
        "'",
        "%",
        "{{ ",
        " }}",
        "{% if %}",
        "{% endif %}",
        "{\"type\": \"object\"}",
        "[book]\n",
        "src = \"..\"\n",
        "= ",
        "terms:\n",
        "  - id: one\n",
        "    term: x\n",
        "provisions:\n",
        "  - number: 1\n",
        "    paragraphs: {1: [a]}\n",
        "[x](../../x.md)",
        "[x](javascript:a)",
    ]);
    prop::collection::vec(pieces, 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(config(48))]

    #[test]
    fn any_bytes_in_any_file_give_a_book(at in 0..KINDS.len(), bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let compiled = compile(&whole().with(KINDS[at], bytes));
        holds::findings(&compiled);
        render(&compiled);
    }

    #[test]
    fn any_pieces_in_any_file_give_a_book(at in 0..KINDS.len(), text in pieces()) {
        let compiled = compile(&whole().with(KINDS[at], text));
        holds::findings(&compiled);
        render(&compiled);
    }

    #[test]
    fn any_body_of_a_clause_gives_a_book(text in pieces()) {
        let compiled = compile(&whole().with(A, alpha(format!("1. {text}\n"))));
        holds::findings(&compiled);
        render(&compiled);
    }

    #[test]
    fn any_text_in_a_clause_wholly_in_yaml(text in pieces()) {
        let block: String = text.lines().map(|line| format!("  {line}\n")).collect();
        let quoted = serde_json::Value::from(text).to_string();
        for value in [format!("text: |\n{block}"), format!("text: {quoted}\n"), format!("text: >\n{block}commentary: |\n{block}")] {
            let compiled = compile(&whole().with("guidelines/c.yaml", format!("id: gamma\ntitle: Gamma\n{value}")));
            holds::findings(&compiled);
            render(&compiled);
        }
    }

    #[test]
    fn mutated_real_clauses_give_a_book(which in any::<prop::sample::Index>(), cuts in prop::collection::vec((any::<prop::sample::Index>(), 0..40usize, pieces()), 1..4)) {
        let (path, text) = which.get(&REAL[..]);
        let mut text = text.clone();
        for (at, length, piece) in cuts {
            let boundaries: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
            if boundaries.is_empty() {
                break;
            }
            let at = at.index(boundaries.len());
            let end = boundaries.get(at + length).copied().unwrap_or(text.len());
            text.replace_range(boundaries[at]..end, &piece);
        }
        let place = if path.ends_with(".md") { A } else { "guidelines/instruments/conv.yaml" };
        let compiled = compile(&whole().with(place, text));
        holds::findings(&compiled);
        render(&compiled);
    }

    /// A few bytes of a file that was right are others, as after a disk error or a wrong merge.
    #[test]
    fn flipped_bytes_in_any_file_give_a_book(at in 0..FILES.len(), flips in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6)) {
        let (path, mut bytes) = FILES[at].clone();
        for (place, byte) in flips {
            let place = place.index(bytes.len());
            bytes[place] = byte;
        }
        let compiled = compile(&whole().with(&path, bytes));
        holds::findings(&compiled);
        holds::texts(&compiled);
    }

    /// The order in which files are put into the book, and what stood there before, does not matter.
    #[test]
    fn the_order_of_files_does_not_matter(text in pieces(), order in Just(()).prop_perturb(|(), mut random| random.next_u64())) {
        let mut files: Vec<(String, Vec<u8>)> = listed(&whole().with(A, alpha(format!("1. {text}\n"))));
        let first = compile(&collected(&files));
        let mut state = order | 1;
        for at in (1..files.len()).rev() {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            files.swap(at, (state >> 33) as usize % (at + 1));
        }
        let second = compile(&collected(&files));
        let words = |compiled: &Compiled| human::render(&compiled.findings, &compiled.book.sources, false);
        prop_assert_eq!(words(&first), words(&second));
        prop_assert_eq!(pages(&first), pages(&second));
    }

    #[test]
    fn front_matter_and_body_are_the_file(text in "(---[ ]?\r?\n)?(([a-z: é]{0,8}|---[ \t]{0,2}|----|--)\r?\n){0,8}[a-z]{0,3}") {
        match split(&text) {
            Split::Found { yaml, body } => {
                let (opening, closing) = (&text[..yaml.start], &text[yaml.end..body]);
                prop_assert_eq!([opening, &text[yaml.clone()], closing, &text[body..]].concat(), text.clone());
                prop_assert_eq!(opening.trim_end(), "---");
                prop_assert_eq!(closing.trim_end(), "---");
                prop_assert!(text[yaml].lines().all(|line| line.trim_end() != "---"));
            }
            Split::Unclosed => {
                prop_assert_eq!(text.lines().filter(|line| line.trim_end() == "---").count(), 1);
                prop_assert_eq!(text.lines().next().unwrap_or("").trim_end(), "---");
            }
            Split::None => prop_assert_ne!(text.lines().next().unwrap_or("").trim_end(), "---"),
        }
    }
}

/// The files of [`whole`].
static FILES: std::sync::LazyLock<Vec<(String, Vec<u8>)>> = std::sync::LazyLock::new(|| {
    let ledger = "editions:\n  - name: First\n    date: 2026-01-01\n    clauses:\n      - {id: alpha, number: 1, title: Alpha, digest: \"0123456789abcdef\"}\n";
    listed(&whole().with("guidelines/ledger.yaml", ledger))
});

/// Files that stop in the middle of themselves, at each byte: there is always a book, and something is said of every file
/// of which nothing can be read.
#[test]
fn files_of_a_new_book_that_stop_at_any_byte_give_a_book() {
    for (path, text) in clausebook::edit::new_book::FILES {
        let mut files = MemoryFiles::new();
        for (path, text) in clausebook::edit::new_book::FILES {
            files.insert(path, text);
        }
        let mut cache = Cache::new();
        for end in 0..text.len() {
            files.insert(path, &text.as_bytes()[..end]);
            let compiled = compile_again(&files, &mut cache);
            // In every form of report a tenth of the time, for each takes as long as the compiling.
            if end % 10 == 0 {
                holds::findings(&compiled);
            }
            let missing = compiled.book.lost.any_clause() || compiled.book.clauses.len() < 2;
            assert!(!missing || !compiled.findings.is_empty(), "{path} up to {end}");
        }
    }
}

/// A clause with each construct, as somebody types it.
#[test]
fn every_beginning_of_a_clause_gives_a_book() {
    let clause = "---\nid: alpha\ntitle: \"Alpha: 1\"\nstatus: under-negotiation\nforce: recommended\nimplements: [conv:1(2)(a)]\nsee-also:\n  - clause:beta\naddressees: [all-states]\nallow:\n  - rule: number-gap\n    reason: |\n      Because.\n---\n\n1. A *State* [should]{by=x} [may]{alt=1 by=\"x y\"} act, as [](conv:1(1)) and article 2, paragraph 1, of the Convention say.[^n]\n   1. **At once**;\n   2. {n=\"2 bis\"} In time, see [](clause:beta#1), [it](b.md#x) and [](term:one).\n2. 第一条、المادة ٥٧ and `code`.\n\n[^n]: A note.\n\n## Commentary\n\n> Quoted \\[words\\] &amp; <b>more</b>.\n\n| a | b |\n|---|:-:|\n| c | ![d](p.png) |\n\n## Legal systems\n\n### Common law\n\n- One\n  - [Two\n\n```\ncode\n```\n\n    more\n";
    for (end, _) in clause.char_indices() {
        let compiled = compile(&whole().with(A, &clause[..end]));
        holds::findings(&compiled);
        holds::texts(&compiled);
        assert!(compiled.book.clauses.len() == 3 || !compiled.findings.is_empty(), "{end}");
    }
}

/// Clauses and registries of the repository's own book.
static REAL: std::sync::LazyLock<Vec<(String, String)>> = std::sync::LazyLock::new(|| {
    let root = support::repository().join("guidelines");
    let files =
        support::walkdir(&root).into_iter().map(|path| (path.to_string_lossy().into_owned(), support::read(&path)));
    // The large registry would take most of the time.
    files.filter(|(path, text)| text.len() < 12_000 && !path.ends_with("SUMMARY.md")).collect()
});

/// The files of a book in memory.
fn listed(files: &MemoryFiles) -> Vec<(String, Vec<u8>)> {
    use clausebook::files::Files;
    let paths = files.list("").files;
    paths
        .into_iter()
        .map(|path| {
            let bytes = files.read(&path).expect("it is there");
            (path, bytes)
        })
        .collect()
}

fn collected(files: &[(String, Vec<u8>)]) -> MemoryFiles {
    let mut out = MemoryFiles::new();
    for (path, bytes) in files {
        out.insert(path.clone(), bytes.clone());
    }
    out
}

#[test]
fn the_book_of_these_tests_has_few_findings() {
    let compiled = compile(&whole());
    let found = support::findings(&compiled);
    let expected = [
        "missing-translation book.toml:1:1",
        "stale-translation a.fr.md:3:13",
        "unknown-body c.yaml:4:16",
        "unused-term terms.yaml:2:9",
    ];
    assert_eq!(found, expected);
    holds::findings(&compiled);
}
