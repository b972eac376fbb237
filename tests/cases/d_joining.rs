//! D: what goes wrong when texts are put together: footnotes, reference links, links between clauses.

use clausebook::files::MemoryFiles;

use crate::support::{A, B, alpha, book, clause, expect, pages, shown};

fn two(alpha_body: &str, beta_body: &str) -> MemoryFiles {
    book().with(A, alpha(alpha_body)).with(B, clause("beta", "Beta", beta_body))
}

/// The addresses of all links with this beginning, in order.
fn addresses<'a>(html: &'a str, beginning: &str) -> Vec<&'a str> {
    html.split("href=\"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .filter(|href| href.starts_with(beginning))
        .collect()
}

#[test]
fn d1_footnotes_are_local_and_numbered_through() {
    let compiled = expect(
        &two(
            "1. Text.[^1] More.[^b]\n\n[^1]: Note of clause one.\n\n[^b]: Another note.\n",
            "1. Text.[^1]\n\n[^1]: Note of clause two.\n",
        ),
        &[],
    );
    let shown = shown(&compiled);
    for (at, anchor) in [(1, "alpha.note-1"), (2, "alpha.note-2"), (3, "beta.note-1")] {
        assert!(shown.html.contains(&format!("href=\"#{anchor}\">{at}</a></sup>")), "{anchor} is note {at}");
        assert_eq!(shown.html.matches(&format!("id=\"{anchor}\"")).count(), 1);
    }
    for text in [&shown.html, &shown.markdown] {
        for note in ["Note of clause one.", "Another note.", "Note of clause two."] {
            assert_eq!(text.matches(note).count(), 1, "{note}");
        }
    }
    for label in ["[^alpha.note-1]", "[^alpha.note-2]", "[^beta.note-1]"] {
        assert_eq!(shown.markdown.matches(label).count(), 2, "{label}: a mark and a note");
    }
    // A page of the site counts from one.
    assert!(pages(&compiled)["site/clause/beta.html"].contains("href=\"#beta.note-1\">1</a></sup>"));
}

#[test]
fn d1_clauses_whose_ids_run_together_keep_their_notes_apart() {
    // `a-1` with note 1 and `a` with a note labelled `1-1`.
    let files = book()
        .with("guidelines/SUMMARY.md", "# Summary\n\n- [One](a.md)\n- [Two](b.md)\n")
        .with(A, clause("a", "One", "1. Text.[^1-1]\n\n[^1-1]: One.\n"))
        .with(B, clause("a-1", "Two", "1. Text.[^1]\n\n[^1]: Two.\n"));
    let compiled = expect(&files, &[]);
    let markdown = &pages(&compiled)["document/a-book.md"];
    let labels: Vec<&str> =
        markdown.lines().filter(|line| line.starts_with("[^")).filter_map(|line| line.split(": ").next()).collect();
    assert_eq!(labels.len(), 2);
    assert_ne!(labels[0], labels[1]);
}

#[test]
fn d3_reference_definitions_do_not_leak() {
    let body = |site: &str| format!("1. See [guide][g].\n\n[g]: https://{site}.example\n");
    let compiled = expect(&two(&body("a"), &body("b")), &[]);
    let shown = shown(&compiled);
    assert_eq!(addresses(&shown.html, "https:"), ["https://a.example", "https://b.example"]);
    let at = |address: &str| shown.markdown.find(&format!("[guide](https://{address}.example)"));
    assert!(at("a").is_some() && at("a") < at("b"));
    assert!(!shown.markdown.contains("[g]"));

    let beta = "1. Text.\n\n## Commentary\n\nSee [guide][g].\n";
    let leak = expect(&two(&body("a"), beta), &["undefined-reference b.md:11:5"]);
    assert_eq!(addresses(&crate::support::shown(&leak).html, "https:"), ["https://a.example"]);
}

#[test]
fn d5_links_between_clauses_lead_inside_the_document_and_to_the_page_in_the_site() {
    let compiled = expect(
        &two("1. See [](clause:beta), [](clause:beta#1), [file](b.md), [place](b.md#1), [own](#1).\n", "1. Text.\n"),
        &[],
    );
    let shown = shown(&compiled);
    assert_eq!(addresses(&shown.html, "#beta").len(), 5, "four links and the contents");
    assert_eq!(addresses(&shown.html, "#beta.1"), ["#beta.1", "#beta.1"]);
    let site: Vec<&str> = addresses(&shown.site, "../clause/beta.html");
    assert_eq!(site.iter().filter(|href| **href == "../clause/beta.html#beta.1").count(), 2);
    assert_eq!(shown.markdown.matches("](#beta.1)").count(), 2);
    assert!(!shown.html.contains("b.md") && !shown.markdown.contains("b.md"));
}

#[test]
fn i3_a_place_that_does_not_exist_is_named_with_the_nearest() {
    let far = "1. Text.\n   1. Sub.\n\n## Commentary\n\nText.\n";
    for (link, expected, help) in [
        ("[x](b.md#comentary)", "broken-link a.md:7:8", "did you mean `#commentary`?"),
        ("[x](b.md#9(z))", "broken-link a.md:7:8", "1(a)"),
        ("[](clause:beta#2)", "unknown-paragraph a.md:7:8", "it has: 1, 1(a)"),
        ("[](clause:bet)", "unknown-clause a.md:7:8", "did you mean `beta`?"),
        ("[x](#nowhere)", "broken-link a.md:7:8", "1"),
        ("[x](bb.md)", "broken-link a.md:7:8", "did you mean `guidelines/b.md`?"),
    ] {
        let compiled = expect(&two(&format!("1. See {link}.\n"), far), &[expected]);
        let said = compiled.findings[0].help.clone().unwrap_or_default();
        assert!(said.contains(help), "{link}: {said}");
    }
}
