//! The guideline document of this repository, broken in one way at a time: the first finding stands at the cause and says
//! enough to mend it, and what only follows from it is not reported.

mod support;

use clausebook::compile::{Cache, compile_again};
use clausebook::files::{Files, MemoryFiles};
use rayon::prelude::*;

/// One way to break the book, and what is then found.
struct Break {
    /// What somebody did.
    what: &'static str,
    change: fn(&mut MemoryFiles),
    /// The rule and the file of the first finding.
    first: (&'static str, &'static str),
    /// Words of its message.
    message: &'static str,
    /// Words of its help.
    help: &'static str,
    /// How many findings there are.
    count: usize,
}

fn text(files: &MemoryFiles, path: &str) -> String {
    String::from_utf8(files.read(path).expect("the book has this file")).expect("the book is UTF-8")
}

/// Puts other words in the place of some that occur in a file, at their first occurrence.
fn replace(files: &mut MemoryFiles, path: &str, old: &str, new: &str) {
    let before = text(files, path);
    assert!(before.contains(old), "{path} does not hold {old:?}");
    files.insert(path, before.replacen(old, new, 1));
}

/// Takes out the lines from the first that holds `from` up to, and without, the next that holds `to`.
fn cut(files: &mut MemoryFiles, path: &str, from: &str, to: &str) {
    let before = text(files, path);
    let start = before.find(from).expect("the lines begin somewhere");
    let end = start + before[start..].find(to).expect("the lines end somewhere");
    files.insert(path, format!("{}{}", &before[..start], &before[end..]));
}

fn rename(files: &mut MemoryFiles, from: &str, to: &str) {
    let before = text(files, from);
    files.remove(from);
    files.insert(to, before);
}

const OTHER_CASES: &str = "guidelines/return/other-cases.md";
const TREATY_BASIS: &str = "guidelines/request/treaty-basis.md";
const STANDING: &str = "guidelines/direct-recovery/standing.md";
const STANDING_FR: &str = "guidelines/direct-recovery/standing.fr.md";
const WITHOUT_CONVICTION: &str = "guidelines/cooperation/confiscation-without-conviction.md";
const SUMMARY: &str = "guidelines/SUMMARY.md";
const TERMS: &str = "guidelines/terms.yaml";
const UNCAC: &str = "guidelines/instruments/uncac.yaml";

const BREAKS: &[Break] = &[
    // ── Identifiers ──────────────────────────────────────────────────────────────────────────────────────────
    Break {
        what: "the id of a clause to which many refer is changed",
        change: |files| replace(files, OTHER_CASES, "id: other-cases", "id: all-other-cases"),
        first: ("unknown-clause", OTHER_CASES),
        message: "this clause has the id `all-other-cases`, but is referred to as `other-cases`",
        help: "write `id: other-cases` again",
        count: 1,
    },
    Break {
        what: "the id of a clause is left out",
        change: |files| replace(files, OTHER_CASES, "id: other-cases\n", ""),
        first: ("missing-key", OTHER_CASES),
        message: "`id` is missing",
        help: "add a line `id: …`",
        count: 1,
    },
    Break {
        what: "the id of a clause gets a capital",
        change: |files| replace(files, OTHER_CASES, "id: other-cases", "id: Other-cases"),
        first: ("invalid-value", OTHER_CASES),
        message: "`id` must be lower-case Latin letters",
        help: "permanent",
        count: 1,
    },
    Break {
        what: "the id of a clause is given to another one too",
        change: |files| replace(files, TREATY_BASIS, "id: treaty-basis", "id: other-cases"),
        first: ("duplicate-id", TREATY_BASIS),
        message: "the id `other-cases` is used twice",
        help: "an id of its own, such as `treaty-basis`",
        count: 1,
    },
    Break {
        what: "a term to which many link is removed",
        change: |files| cut(files, TERMS, "  - id: confiscation\n", "  - id: confiscation-without-conviction\n"),
        first: ("unknown-term", "guidelines/before-request/joint-investigations.md"),
        message: "the term `confiscation` is not defined",
        help: "define it in terms.yaml",
        count: 1,
    },
    Break {
        what: "the id of a term to which many link is changed",
        change: |files| replace(files, TERMS, "  - id: beneficial-owner\n", "  - id: beneficial-owners\n"),
        first: ("unknown-term", "guidelines/before-request/fiu-exchange.md"),
        message: "the term `beneficial-owner` is not defined",
        help: "did you mean `beneficial-owners`?",
        count: 1,
    },
    Break {
        what: "a body whose brackets stand in many clauses is removed",
        change: |files| replace(files, "book.toml", "group-c = \"Group C (illustrative)\"\n", ""),
        first: ("unknown-body", "guidelines/bridging/limitation-periods.md"),
        message: "`group-c` is not declared as a body",
        help: "did you mean `group-a`?",
        count: 1,
    },
    // ── Outline and files ────────────────────────────────────────────────────────────────────────────────────
    Break {
        what: "a clause to which many refer is deleted, and the outline is forgotten",
        change: |files| files.remove(OTHER_CASES),
        first: ("missing-file", SUMMARY),
        message: "`guidelines/return/other-cases.md` does not exist",
        help: "write the file, take the line out, or leave the link empty",
        count: 1,
    },
    Break {
        what: "a clause is renamed, and the outline is forgotten",
        change: |files| rename(files, TREATY_BASIS, "guidelines/request/legal-basis.md"),
        first: ("missing-file", SUMMARY),
        message: "`guidelines/request/treaty-basis.md` does not exist",
        help: "did you mean `request/legal-basis.md`?",
        count: 1,
    },
    Break {
        what: "a clause is moved to another folder, and the outline is forgotten",
        change: |files| rename(files, TREATY_BASIS, "guidelines/general/treaty-basis.md"),
        first: ("missing-file", SUMMARY),
        message: "`guidelines/request/treaty-basis.md` does not exist",
        help: "did you mean `general/treaty-basis.md`?",
        count: 1,
    },
    Break {
        what: "a line of the outline is deleted",
        change: |files| cut(files, SUMMARY, "  - [Legal basis of cooperation]", "\n"),
        first: ("not-in-outline", TREATY_BASIS),
        message: "`request/treaty-basis.md` stands in no outline",
        help: "`- [Title](request/treaty-basis.md)`",
        count: 1,
    },
    Break {
        what: "the titles of a clause differ",
        change: |files| replace(files, TREATY_BASIS, "title: Legal basis of cooperation", "title: The legal basis"),
        first: ("title-differs", SUMMARY),
        message: "the outline says `Legal basis of cooperation`, the clause `The legal basis`",
        help: "make the two titles equal",
        count: 1,
    },
    Break {
        what: "the outline is deleted",
        change: |files| files.remove(SUMMARY),
        first: ("missing-summary", "book.toml"),
        message: "`guidelines/SUMMARY.md` does not exist",
        help: "`- [Title](file.md)`",
        count: 1,
    },
    Break {
        what: "the source folder is renamed in book.toml",
        change: |files| replace(files, "book.toml", "src = \"guidelines\"", "src = \"guideline\""),
        first: ("missing-summary", "book.toml"),
        message: "`guideline/SUMMARY.md` does not exist",
        help: "write `src = \"guidelines\"`",
        count: 1,
    },
    // ── Front matter and other YAML and TOML ─────────────────────────────────────────────────────────────────
    Break {
        what: "the line that closes the front matter is deleted",
        change: |files| replace(files, OTHER_CASES, "---\n\n1.", "\n1."),
        first: ("unclosed-front-matter", OTHER_CASES),
        message: "front matter is opened here but never closed",
        help: "close it with a line `---`",
        count: 1,
    },
    Break {
        what: "a line of hyphens is put into the front matter",
        change: |files| replace(files, OTHER_CASES, "status:", "---\nstatus:"),
        first: ("unclosed-front-matter", OTHER_CASES),
        message: "this line ends the front matter, but more keys follow",
        help: "delete this line",
        count: 1,
    },
    Break {
        what: "a colon is put into a title",
        change: |files| replace(files, OTHER_CASES, "title: Priority", "title: Cases: priority"),
        first: ("yaml-syntax", OTHER_CASES),
        message: "a colon with a space behind it stands inside a value",
        help: "put the whole value in quotes",
        count: 1,
    },
    Break {
        what: "the bracket of a list of provisions is lost",
        change: |files| replace(files, TREATY_BASIS, "uncac:55(6)]", "uncac:55(6)"),
        first: ("yaml-syntax", TREATY_BASIS),
        message: "a bracket is opened here and not closed",
        help: "close it behind the last value",
        count: 1,
    },
    Break {
        what: "a key is misspelt",
        change: |files| replace(files, TREATY_BASIS, "implements:", "implement:"),
        first: ("unknown-key", TREATY_BASIS),
        message: "`implement` is not a known key",
        help: "did you mean `implements`?",
        count: 1,
    },
    Break {
        what: "a tab is put into the terms",
        change: |files| replace(files, TERMS, "    term: asset recovery", "\tterm: asset recovery"),
        first: ("yaml-syntax", TERMS),
        message: "a tab cannot indent YAML",
        help: "spaces",
        count: 1,
    },
    Break {
        what: "a definition of the terms gets a colon",
        change: |files| {
            replace(files, TERMS, "definition: Legal or contractual", "definition: Rules: legal or contractual")
        },
        first: ("yaml-syntax", TERMS),
        message: "a colon with a space behind it stands inside a value",
        help: "put the whole value in quotes",
        count: 1,
    },
    Break {
        what: "the quote that closes a setting is lost",
        change: |files| replace(files, "book.toml", "language = \"en\"", "language = \"en"),
        first: ("toml-syntax", "book.toml"),
        message: "not valid TOML",
        help: "text needs quotes",
        count: 1,
    },
    Break {
        what: "a merge is left undecided in a clause to which many refer",
        change: |files| {
            replace(files, OTHER_CASES, "\n1. ", "\n<<<<<<< HEAD\n1. ");
            replace(files, OTHER_CASES, "\n2. ", "\n=======\n1. In all cases.\n>>>>>>> b\n2. ");
        },
        first: ("conflict-markers", OTHER_CASES),
        message: "two versions of a text stand here",
        help: "keep the words that are meant",
        count: 1,
    },
    Break {
        what: "a merge is left undecided in the terms",
        change: |files| replace(files, TERMS, "terms:\n", "terms:\n<<<<<<< HEAD\n=======\n>>>>>>> b\n"),
        first: ("conflict-markers", TERMS),
        message: "two versions of a text stand here",
        help: "keep the words that are meant",
        count: 1,
    },
    Break {
        what: "a merge is left undecided in the registry of the Convention",
        change: |files| replace(files, UNCAC, "provisions:\n", "<<<<<<< HEAD\nprovisions:\n=======\n>>>>>>> b\n"),
        first: ("conflict-markers", UNCAC),
        message: "two versions of a text stand here",
        help: "keep the words that are meant",
        count: 1,
    },
    Break {
        what: "a clause is saved in Latin-1",
        change: |files| {
            let mut bytes = files.read(OTHER_CASES).expect("the book has this file");
            bytes.extend(b"\nA r\xe9sum\xe9.\n");
            files.insert(OTHER_CASES, bytes);
        },
        first: ("not-utf8", OTHER_CASES),
        message: "0xE9",
        help: "save the file as UTF-8",
        count: 1,
    },
    // ── Citations and coverage ───────────────────────────────────────────────────────────────────────────────
    Break {
        what: "the letter of a subparagraph is wrong",
        change: |files| replace(files, OTHER_CASES, "[](uncac:57(3)(b))", "[](uncac:57(3)(d))"),
        first: ("unknown-provision", OTHER_CASES),
        message: "article 57, paragraph 3, has subparagraphs (a) to (c), found subparagraph (d)",
        help: "`uncac:57(3)(c)`",
        count: 6,
    },
    Break {
        what: "a clause no longer implements its provision",
        change: |files| replace(files, TREATY_BASIS, "uncac:55(5), ", ""),
        first: ("uncovered-provision", "book.toml"),
        message: "no clause implements article 55, paragraph 5 (`uncac:55(5)`)",
        help: "add `uncac:55(5)` to the `implements`",
        count: 1,
    },
    Break {
        what: "the provision that a clause implements is mistyped",
        change: |files| replace(files, OTHER_CASES, "implements: [uncac:57(3)(c)]", "implements: [uncac:57(3c)]"),
        first: ("invalid-citation", OTHER_CASES),
        message: "found `3c`",
        help: "write `uncac:57(3)(c)`",
        count: 1,
    },
    Break {
        what: "the registry of an instrument is deleted",
        change: |files| files.remove("guidelines/instruments/untoc.yaml"),
        first: ("unknown-instrument", "guidelines/confiscation/object-and-value.md"),
        message: "there is no instrument `untoc`",
        help: "known instruments",
        count: 1,
    },
    Break {
        what: "an article is taken out of the registry of the Convention",
        change: |files| cut(files, UNCAC, "  - number: 58\n", "  - number: 59\n"),
        first: ("unknown-provision", "guidelines/before-request/fiu-exchange.md"),
        message: "found article 58",
        help: "the nearest provision is",
        count: 1,
    },
    Break {
        what: "a clause says that it restates a duty where the Convention asks to consider",
        change: |files| replace(files, OTHER_CASES, "force: recommended", "force: required"),
        first: ("stronger-than-provision", OTHER_CASES),
        message: "the clause restates a duty, but no provision that it implements is one",
        help: "set `force: recommended`",
        count: 1,
    },
    // ── Text under negotiation ───────────────────────────────────────────────────────────────────────────────
    Break {
        what: "a closing bracket is lost",
        change: |files| replace(files, WITHOUT_CONVICTION, "by the passage of time]", "by the passage of time"),
        first: ("unbalanced-bracket", WITHOUT_CONVICTION),
        message: "this bracket is never closed",
        help: "brackets open and close in the same section",
        count: 1,
    },
    Break {
        what: "a clause with brackets is declared agreed",
        change: |files| replace(files, OTHER_CASES, "status: under-negotiation", "status: agreed"),
        first: ("bracket-in-agreed", OTHER_CASES),
        message: "the clause `other-cases` is agreed, but",
        help: "set `status: under-negotiation`",
        count: 1,
    },
    Break {
        what: "the name of a body is misspelt",
        change: |files| replace(files, WITHOUT_CONVICTION, "{by=group-a alt=A}", "{by=grup-a alt=A}"),
        first: ("unknown-body", WITHOUT_CONVICTION),
        message: "`grup-a` is not declared as a body",
        help: "did you mean `group-a`?",
        count: 1,
    },
    // ── Wording and Markdown ─────────────────────────────────────────────────────────────────────────────────
    Break {
        what: "a guideline says shall",
        change: |files| replace(files, TREATY_BASIS, "States should proceed", "States shall proceed"),
        first: ("binding-verb", TREATY_BASIS),
        message: "`shall` binds, and the document does not",
        help: "write `should`",
        count: 1,
    },
    Break {
        what: "a footnote is deleted",
        change: |files| replace(files, TREATY_BASIS, "[^rest]: The other", "The other"),
        first: ("undefined-footnote", TREATY_BASIS),
        message: "there is no footnote `[^rest]`",
        help: "add a line `[^rest]: …`",
        count: 1,
    },
    Break {
        what: "a paragraph is deleted and the next ones keep their numbers",
        change: |files| cut(files, TREATY_BASIS, "2. The obligations", "3. As regards"),
        first: ("number-gap", TREATY_BASIS),
        message: "this item is numbered 3, but 2 comes next",
        help: "number without holes",
        count: 1,
    },
    Break {
        what: "the heading of a section is misspelt",
        change: |files| replace(files, TREATY_BASIS, "## Commentary", "## Comentary"),
        first: ("unknown-section", TREATY_BASIS),
        message: "there is no section called `Comentary`",
        help: "did you mean `Commentary`?",
        count: 1,
    },
    Break {
        what: "a word is used that the glossary discourages",
        change: |files| {
            replace(files, TREATY_BASIS, "1. A State that", "1. For the ultimate beneficial owner, a State that")
        },
        first: ("discouraged-term", TREATY_BASIS),
        message: "ultimate beneficial owner",
        help: "beneficial owner",
        count: 1,
    },
    Break {
        what: "a paragraph is pasted from a word processor",
        change: |files| replace(files, TREATY_BASIS, "## Commentary\n", "## Commentary\n\n<o:p></o:p>\n"),
        first: ("raw-html", TREATY_BASIS),
        message: "markup of a word processor",
        help: "paste as plain text",
        count: 1,
    },
    // ── Translations ─────────────────────────────────────────────────────────────────────────────────────────
    Break {
        what: "a translated clause is changed in its source",
        change: |files| replace(files, STANDING, "2. The admission", "2. Any admission"),
        first: ("stale-translation", "guidelines/direct-recovery/standing.ar.md"),
        message: "the source has changed since this translation was made",
        help: "compare the two",
        count: 5,
    },
    Break {
        what: "a bracket of a translated clause is lost in its source",
        change: |files| replace(files, STANDING, "[without security for costs]", "[without security for costs"),
        first: ("unbalanced-bracket", STANDING),
        message: "this bracket is never closed",
        help: "brackets open and close",
        count: 6,
    },
    Break {
        what: "a translation cites another paragraph than its source",
        change: |files| replace(files, STANDING_FR, "l'[](uncac:53(a))", "l'[](uncac:53(b))"),
        first: ("translation-differs", STANDING_FR),
        message: "the translation has the citation of `uncac:53(b)` where the source has `uncac:53(a)`",
        help: "the same paragraphs, citations and brackets",
        count: 1,
    },
    Break {
        what: "a translation loses its front matter",
        change: |files| replace(files, STANDING_FR, "---\ntitle", "title"),
        first: ("missing-front-matter", STANDING_FR),
        message: "a translated text needs front matter",
        help: "begin the file with `---`",
        count: 1,
    },
    Break {
        what: "a line of a translated outline is deleted",
        change: |files| cut(files, "guidelines/SUMMARY.fr.md", "  - [", "\n"),
        first: ("outline-differs", "guidelines/SUMMARY.fr.md"),
        message: "not that of SUMMARY.md",
        help: "the same lines",
        count: 1,
    },
];

/// What differs from what is expected, or nothing.
fn differs(broken: &Break, book: &MemoryFiles, cache: &mut Cache) -> Option<String> {
    let mut files = book.clone();
    (broken.change)(&mut files);
    let compiled = compile_again(&files, cache);
    let right = compiled.findings.first().is_some_and(|first| {
        let path = &compiled.book.sources.get(first.span.file).path;
        (first.rule.name, path.as_str()) == broken.first
            && first.message.contains(broken.message)
            && first.help.as_deref().unwrap_or("").contains(broken.help)
    });
    if right && compiled.findings.len() == broken.count {
        return None;
    }
    let shown = compiled.findings.iter().take(8).map(|finding| {
        let help = finding.help.as_deref().unwrap_or("");
        format!("\n    {}: {} / {help}", support::said(&compiled, finding), finding.message)
    });
    let (found, shown) = (compiled.findings.len(), shown.collect::<String>());
    Some(format!("{}: {found} of {}{shown}", broken.what, broken.count))
}

#[test]
fn the_first_finding_is_enough_to_mend_the_book() {
    let book = support::own_book();
    // Each thread keeps what it has read of the files that it does not break.
    let share = BREAKS.len().div_ceil(rayon::current_num_threads());
    let wrong: Vec<String> = BREAKS
        .par_chunks(share)
        .flat_map_iter(|breaks| {
            let mut cache = Cache::new();
            breaks.iter().filter_map(|broken| differs(broken, &book, &mut cache)).collect::<Vec<_>>()
        })
        .collect();
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), BREAKS.len(), wrong.join("\n"));
}
