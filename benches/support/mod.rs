//! A generated corpus: the same clauses as a book of ours and as a Hugo site.
//!
//! The wording is synthetic filler in the register of a guideline and says nothing about law; the provisions exist, so
//! that citations look and cost as they would. What must hold: a clause depends on its number alone, by integer
//! arithmetic, so that the corpus of 100 is the beginning of the corpus of 10,000 and every machine makes the same bytes.

use std::collections::BTreeMap;
use std::fmt::Write;

use clausebook::files::MemoryFiles;

const PER_CHAPTER: usize = 20;
const REGISTRY: &str = include_str!("../../guidelines/instruments/uncac.yaml");

const ACTORS: &[&str] = &[
    "The first office",
    "The second office",
    "The coordinating unit",
    "The reviewing panel",
    "The records department",
    "The drafting team",
    "The reporting service",
    "The receiving desk",
];
const VERBS: &[&str] = &[
    "should document",
    "should confirm",
    "should share",
    "should record",
    "should review",
    "should assess",
    "should ask for",
    "should keep under review",
];
const OBJECTS: &[&str] = &[
    "the history of each item on the list",
    "the value of the goods on the day of entry",
    "any earlier note by another office",
    "the costs that it expects to meet",
    "the grounds of the request in its own words",
    "the steps already taken in the matter",
    "the papers that belong to the file",
    "the place where the goods are kept",
    "the currency and the account of the transfer",
    "the names of the contact points",
    "the expected date of an answer",
    "the limits on the use of the information",
];
const MANNERS: &[&str] = &["*promptly*", "**in writing**", "*as far as possible*", "**case by case**"];
const TAILS: &[&str] = &[
    "before a formal request is sent",
    "within the time agreed between the two sides",
    "unless the file says otherwise",
    "so that a reader abroad can rely on it",
    "and should say so where it cannot",
    "at the earliest stage of the matter",
    "with due regard to what others have written",
    "and at least once in every reporting period",
];
const HEADS: &[&str] = &[
    "Early contact",
    "Form of the request",
    "Translation",
    "Record keeping",
    "Points of contact",
    "Follow-up reports",
    "Joint teams",
    "Urgent measures",
    "Preservation of value",
    "Review of progress",
];
const QUALIFIERS: &[&str] = &["before a request", "during the inquiry", "in small matters", "on return", "with others"];
const LOCATORS: &[&str] = &[
    "14(1)(a)",
    "23(1)(b)",
    "31(2)",
    "31(7)",
    "40",
    "43(1)",
    "46(1)",
    "46(3)(j)",
    "46(9)(b)",
    "46(15)(d)",
    "48(1)(c)",
    "51",
    "52(1)",
    "52(2)(b)",
    "53(a)",
    "53(b)",
    "53(c)",
    "54(1)(a)",
    "54(1)(b)",
    "54(2)(c)",
    "55(1)(a)",
    "55(3)(b)",
    "55(8)",
    "56",
    "57(1)",
    "57(3)(a)",
    "57(3)(b)",
    "57(3)(c)",
    "57(4)",
    "57(5)",
    "58",
    "59",
    "60(2)",
];

/// SplitMix64 (Steele, Lea and Flood, 2014): integer arithmetic only.
struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut value = self.0;
        value = (value ^ (value >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        value = (value ^ (value >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((value ^ (value >> 31)) % end as u64) as usize
    }

    fn pick(&mut self, words: &[&'static str]) -> &'static str {
        words[self.below(words.len())]
    }
}

/// One clause as data.
struct Clause {
    number: usize,
    title: String,
    status: &'static str,
    /// What it implements: two provisions; the third citation stands in the text.
    implements: [&'static str; 2],
    cited: &'static str,
    /// Two earlier clauses, or fewer at the beginning.
    related: Vec<usize>,
    text: String,
    commentary: String,
}

impl Clause {
    fn new(number: usize) -> Clause {
        let mut random = Random(number as u64);
        let title = format!("{} {}", random.pick(HEADS), random.pick(QUALIFIERS));
        let status = random.pick(&["draft", "under-negotiation", "agreed", "agreed"]);
        let first = random.below(LOCATORS.len());
        let implements = [LOCATORS[first], LOCATORS[(first + 1 + random.below(10)) % LOCATORS.len()]];
        let cited = LOCATORS[(first + 11 + random.below(20)) % LOCATORS.len()];
        let earlier = number - 1;
        let mut related: Vec<usize> =
            (0..2).filter(|_| earlier > 0).map(|_| number - 1 - random.below(earlier.min(400))).collect();
        related.sort_unstable();
        related.dedup();
        let mut text = format!("{} This applies to every stage of a matter.[^n{number}]\n", paragraph(&mut random, 2));
        for _ in 0..3 {
            let _ = write!(text, "\n- {}", sentence(&mut random));
        }
        let _ = write!(text, "\n\n{}\n", paragraph(&mut random, 2));
        if random.below(10) < 3 {
            text.push_str("\n| Stage | Who | Record |\n| --- | --- | --- |\n");
            for _ in 0..3 {
                let _ = writeln!(
                    text,
                    "| {} | {} | {} |",
                    random.pick(QUALIFIERS),
                    &random.pick(ACTORS)[4..],
                    random.pick(OBJECTS)
                );
            }
        }
        let _ = write!(text, "\n1. {}\n2. {}\n", sentence(&mut random), sentence(&mut random));
        let _ = write!(text, "\n[^n{number}]: Practice differs from one office to another; {}.\n", random.pick(TAILS));
        let commentary = format!("{}\n\n{}\n", paragraph(&mut random, 2), paragraph(&mut random, 1));
        Clause { number, title, status, implements, cited, related, text, commentary }
    }

    fn id(number: usize) -> String {
        format!("clause-{number:05}")
    }

    fn folder(number: usize) -> String {
        format!("chapter-{:03}", chapter_of(number))
    }

    fn ours(&self) -> String {
        let [first, second] = self.implements;
        let related: Vec<String> =
            self.related.iter().map(|number| format!("\"clause:{}\"", Clause::id(*number))).collect();
        let mut out = format!(
            "---\nid: {}\ntitle: \"{}\"\nstatus: {}\nimplements: [\"uncac:{first}\", \"uncac:{second}\"]\nsee-also: [{}]\n---\n\n{}\n## Commentary\n\n{}",
            Clause::id(self.number),
            self.title,
            self.status,
            related.join(", "),
            self.text,
            self.commentary
        );
        let _ = write!(out, "\nThis rests on [](uncac:{}).", self.cited);
        for number in &self.related {
            let _ = write!(out, " See [](clause:{}).", Clause::id(*number));
        }
        out.push('\n');
        out
    }

    fn articles(&self) -> Vec<&'static str> {
        let [first, second] = self.implements;
        let mut articles: Vec<&str> = [first, second, self.cited].map(article_of).to_vec();
        articles.sort_unstable();
        articles.dedup();
        articles
    }

    fn hugo(&self) -> String {
        let [first, second] = self.implements;
        let quoted = |items: &[&str]| items.iter().map(|item| format!("\"{item}\"")).collect::<Vec<_>>().join(", ");
        let mut out = format!(
            "---\nid: {}\ntitle: \"{}\"\nstatus: {}\nweight: {}\nreferences: [{}]\narticles: [{}]\n---\n\n{}\n## Commentary\n\n{}",
            Clause::id(self.number),
            self.title,
            self.status,
            self.number,
            quoted(&[first, second]),
            quoted(&self.articles()),
            self.text,
            self.commentary
        );
        let article = article_of(self.cited);
        let _ = write!(out, "\nThis rests on [article {}](/articles/{article}/).", self.cited);
        for number in &self.related {
            let id = Clause::id(*number);
            let _ = write!(out, " See [{id}]({{{{< relref \"/{}/{id}\" >}}}}).", Clause::folder(*number));
        }
        out.push('\n');
        out
    }
}

fn sentence(random: &mut Random) -> String {
    let mut out = format!("{} {} {}", random.pick(ACTORS), random.pick(VERBS), random.pick(OBJECTS));
    if random.below(3) == 0 {
        out.push(' ');
        out.push_str(random.pick(MANNERS));
    }
    out.push(' ');
    out.push_str(random.pick(TAILS));
    out.push('.');
    out
}

fn paragraph(random: &mut Random, sentences: usize) -> String {
    (0..sentences).map(|_| sentence(random)).collect::<Vec<_>>().join(" ")
}

fn chapter_of(number: usize) -> usize {
    (number - 1) / PER_CHAPTER + 1
}

fn article_of(locator: &str) -> &str {
    locator.split('(').next().unwrap_or(locator)
}

/// The files of a book with so many clauses: path and text.
pub fn book(clauses: usize) -> BTreeMap<String, String> {
    let mut files = BTreeMap::new();
    let required: Vec<String> = LOCATORS
        .iter()
        .filter(|locator| locator.starts_with('5'))
        .map(|locator| format!("\"uncac:{locator}\""))
        .collect();
    files.insert(
        "book.toml".to_owned(),
        format!(
            "[book]\ntitle = \"Synthetic guidelines\"\nauthors = []\nlanguage = \"en\"\nsrc = \"guidelines\"\n\n\
             [output.html]\n\n[output.clausebook]\nprimary-instrument = \"uncac\"\n\n\
             [output.clausebook.coverage]\nrequire = [{}]\n",
            required.join(", ")
        ),
    );
    files.insert("guidelines/instruments/uncac.yaml".to_owned(), REGISTRY.to_owned());
    let mut summary = "# Summary\n\n".to_owned();
    for number in 1..=clauses {
        let clause = Clause::new(number);
        let (chapter, folder, id) = (chapter_of(number), Clause::folder(number), Clause::id(number));
        if (number - 1).is_multiple_of(PER_CHAPTER) {
            let _ = writeln!(summary, "- [Matters of group {chapter}]()");
        }
        let _ = writeln!(summary, "  - [{}]({folder}/{id}.md)", clause.title);
        files.insert(format!("guidelines/{folder}/{id}.md"), clause.ours());
    }
    files.insert("guidelines/SUMMARY.md".to_owned(), summary);
    files
}

/// The book in memory.
#[allow(dead_code, reason = "the example writes to disk only")]
pub fn memory(clauses: usize) -> MemoryFiles {
    let mut files = MemoryFiles::new();
    for (path, text) in book(clauses) {
        files.insert(path, text);
    }
    files
}

/// The same content for Hugo: plain layouts, no setting that costs it time.
#[allow(dead_code, reason = "the benchmark needs our own format only")]
pub fn hugo(clauses: usize) -> BTreeMap<String, String> {
    let mut files: BTreeMap<String, String> =
        HUGO.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect();
    for number in 1..=clauses {
        let clause = Clause::new(number);
        let (chapter, folder) = (chapter_of(number), Clause::folder(number));
        if (number - 1).is_multiple_of(PER_CHAPTER) {
            files.insert(
                format!("content/{folder}/_index.md"),
                format!("---\ntitle: \"Matters of group {chapter}\"\nweight: {chapter}\n---\n"),
            );
        }
        files.insert(format!("content/{folder}/{}.md", Clause::id(number)), clause.hugo());
    }
    files
}

#[allow(dead_code, reason = "the benchmark needs our own format only")]
const HUGO: &[(&str, &str)] = &[
    (
        "hugo.toml",
        "baseURL = \"https://example.org/\"\ntitle = \"Synthetic guidelines\"\n\
         disableKinds = [\"rss\", \"robotsTXT\", \"404\", \"sitemap\"]\n[taxonomies]\n  article = \"articles\"\n",
    ),
    ("content/document.md", "---\ntitle: Whole document\nlayout: document\n---\n"),
    (
        "layouts/baseof.html",
        "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>{{ .Title }}</title>\
         <link rel=\"stylesheet\" href=\"/style.css\"></head><body>\n\
         <nav><a href=\"/\">Contents</a> <a href=\"/articles/\">Concordance</a> <a href=\"/document/\">Whole document</a></nav>\n\
         <main>{{ block \"main\" . }}{{ end }}</main></body></html>\n",
    ),
    (
        "layouts/page.html",
        "{{ define \"main\" }}<article><h1>{{ .Params.id }} {{ .Title }}</h1>\n<p>Status: {{ .Params.status }}</p>\n\
         {{ .Content }}\n<ul>{{ range .Params.references }}<li>{{ . }}</li>{{ end }}</ul>\n\
         <ul>{{ range .GetTerms \"articles\" }}<li><a href=\"{{ .RelPermalink }}\">Article {{ .LinkTitle }}</a></li>{{ end }}</ul>\n\
         </article>{{ end }}\n",
    ),
    (
        "layouts/section.html",
        "{{ define \"main\" }}<h1>{{ .Title }}</h1><ul>{{ range .RegularPages }}\
         <li><a href=\"{{ .RelPermalink }}\">{{ .Params.id }} {{ .Title }}</a> {{ .Params.status }}</li>{{ end }}</ul>{{ end }}\n",
    ),
    (
        "layouts/term.html",
        "{{ define \"main\" }}<h1>Article {{ .Title }}</h1><ul>{{ range .Pages }}\
         <li><a href=\"{{ .RelPermalink }}\">{{ .Params.id }} {{ .Title }}</a></li>{{ end }}</ul>{{ end }}\n",
    ),
    (
        "layouts/taxonomy.html",
        "{{ define \"main\" }}<h1>Concordance</h1><ul>{{ range .Data.Terms.Alphabetical }}\
         <li><a href=\"{{ .Page.RelPermalink }}\">Article {{ .Page.Title }}</a> ({{ .Count }})</li>{{ end }}</ul>{{ end }}\n",
    ),
    (
        "layouts/home.html",
        "{{ define \"main\" }}<h1>{{ .Title }}</h1><ul>{{ range .Sections.ByWeight }}\
         <li><a href=\"{{ .RelPermalink }}\">{{ .Title }}</a></li>{{ end }}</ul>{{ end }}\n",
    ),
    (
        "layouts/document.html",
        "{{ define \"main\" }}{{ range site.Sections.ByWeight }}<h2>{{ .Title }}</h2>{{ range .RegularPages }}\
         <section id=\"{{ .Params.id }}\"><h3>{{ .Params.id }} {{ .Title }}</h3>{{ .Content }}</section>{{ end }}{{ end }}{{ end }}\n",
    ),
    ("static/style.css", "body{font-family:serif;max-width:50em;margin:auto}\n"),
];
