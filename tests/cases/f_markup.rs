//! F: markup, scripts and template syntax where text is meant.

use clausebook::compile::compile;
use clausebook::render::templates::EMBEDDED;

use crate::support::{A, book, book_toml, expect, findings, pages, shown, with_body, words_of};

const HOSTILE: &str = "Return & disposal </title><script>alert(1)</script> \" onmouseover=\"x";

#[test]
fn f1_names_of_templates_are_escaped_ones() {
    for (name, _) in EMBEDDED {
        assert!([".html", ".md", ".css", ".js"].iter().any(|ending| name.ends_with(ending)), "{name}");
        assert!(!name.starts_with("site/") || !name.ends_with(".md"), "{name}");
    }
}

#[test]
fn f1_a_title_with_markup_is_text_everywhere() {
    let quoted = serde_json::Value::from(HOSTILE).to_string();
    let toml = book_toml(&format!(
        "subtitle = {quoted}\nedition = {quoted}\nnotice = {quoted}\n[output.clausebook.bodies]\nx = {quoted}\n"
    ))
    .replace("\"A book\"", &format!("{quoted}\nauthors = [{quoted}]\ndescription = {quoted}"));
    let escaped = "Return & disposal \\</title>\\<script>alert(1)\\</script> \" onmouseover=\"x";
    let summary = format!("# Summary\n\n# {escaped}\n\n- [{escaped}]()\n  - [{escaped}](a.md)\n  - [Beta](b.md)\n");
    let terms = format!("terms:\n  - id: one\n    term: {quoted}\n    definition: One.\n");
    let registry = crate::support::REGISTRY
        .replace("Convention on Tests", &quoted)
        .replace("{en: First}", &format!("{{en: {quoted}}}"));
    let files = book()
        .with("book.toml", toml)
        .with("guidelines/SUMMARY.md", summary)
        .with("guidelines/terms.yaml", terms)
        .with("guidelines/instruments/conv.yaml", registry)
        .with(A, format!("---\nid: alpha\ntitle: {quoted}\nimplements: [conv:1]\n---\n\n1. [Text]{{by=x}} and [](clause:alpha).\n"));
    let compiled = expect(&files, &[]);
    for (path, text) in pages(&compiled).iter().filter(|(path, _)| path.ends_with(".html")) {
        assert_eq!(foreign_script(text), None, "{path}");
        assert!(tags(text).iter().all(|tag| !bare(tag).contains("onmouseover")), "{path}");
        let title = text.split("<title>").nth(1).and_then(|rest| rest.split("</title>").next()).unwrap_or_default();
        assert!(words_of(title).contains(HOSTILE), "{path}: {title}");
    }
    assert!(words_of(&shown(&compiled).site).contains(HOSTILE));
}

/// The tags of a page, from `<` to `>`.
fn tags(html: &str) -> Vec<&str> {
    html.split('<').skip(1).filter_map(|rest| rest.split_once('>').map(|(tag, _)| tag)).collect()
}

/// A script that is not one of the site's own files.
fn foreign_script(html: &str) -> Option<&str> {
    html.split("<script").skip(1).find(|rest| {
        // What a page says of itself to search engines is data: nothing in it can end the element.
        if let Some(data) = rest.strip_prefix(" type=\"application/ld+json\">") {
            return data.split_once("</script>").is_none_or(|(data, _)| data.contains('<'));
        }
        let own = rest.strip_prefix(" src=\"").and_then(|rest| rest.split_once("></script>"));
        own.is_none_or(|(tag, _)| tag.contains(['<', '>']) || tag.contains(':'))
    })
}

/// A tag without what stands in double quotes.
fn bare(tag: &str) -> String {
    tag.split('"').step_by(2).collect()
}

#[test]
fn f2_html_is_found_and_shown_as_typed() {
    for html in [
        "<img src=x onerror=alert(1)>",
        "<b>",
        "<!-- hidden -->",
        "<script>alert(1)</script>",
        "<?php x ?>",
        "<![CDATA[x]]>",
    ] {
        for body in [format!("1. Text {html} more.\n"), format!("1. Text.\n\n{html}\n")] {
            let compiled = compile(&with_body(&body));
            let found = findings(&compiled);
            let place = if body.starts_with("1. Text.") { "a.md:9:1" } else { "a.md:7:9" };
            assert_eq!(
                found.first().map(String::as_str),
                Some(format!("raw-html {place}").as_str()),
                "{body:?} {found:?}"
            );
            let shown = shown(&compiled);
            for (name, page) in shown.web() {
                assert!(!page.contains(html), "{name}: {html}");
                assert!(words_of(page).contains(html), "{name}: {html}");
            }
            assert!(shown.markdown_words().contains(html), "{html}");
        }
    }
}

/// What CommonMark does not take for HTML is text already; a browser must not take it for a tag either.
#[test]
fn f2_what_only_looks_like_html_is_escaped() {
    for text in ["<svg/onload=alert(1)>", "< b>", "a < b > c", "<1>", "<b", "&lt;script&gt;", "<a href='x>"] {
        let shown = shown(&expect(&with_body(format!("1. Text {text} more.\n")), &[]));
        let typed = text.replace("&lt;", "<").replace("&gt;", ">");
        for (name, page) in shown.web() {
            assert!(words_of(page).contains(&format!("Text {typed} more.")), "{name}: {text}");
            assert!(!page.contains("<svg") && foreign_script(page).is_none(), "{name}");
        }
        assert!(shown.markdown_words().contains(&format!("Text {typed} more.")), "{text}");
    }
}

#[test]
fn f2_addresses_that_run_code_are_found_and_not_written() {
    for address in [
        "javascript:alert(1)",
        "JaVa&#115;cript:alert(1)",
        "JAVASCRIPT:alert(1)",
        "vbscript:x",
        "data:text/html,hi",
        "file:///etc/passwd",
        "&#x6A;avascript:alert(1)",
        "java%0Ascript:alert(1)",
        "blob:x",
        "javascript&colon;alert(1)",
        "ftp://x",
    ] {
        for (body, column) in
            [(format!("1. See [x]({address}).\n"), 8), (format!("1. See [x][y].\n\n[y]: {address}\n"), 8)]
        {
            let compiled = compile(&with_body(&body));
            let found = findings(&compiled);
            // A percent sign makes it no scheme but a file that does not exist; it is not written either.
            let rule = if address.contains('%') { "broken-link" } else { "unsafe-link" };
            assert_eq!(found, [format!("{rule} a.md:7:{column}")], "{body:?}");
            let shown = shown(&compiled);
            for text in [&shown.site, &shown.html, &shown.markdown] {
                let lower = text.to_lowercase();
                assert!(
                    !lower.contains("href=\"java") && !lower.contains("](java") && !lower.contains("vbscript:"),
                    "{address}"
                );
                assert!(
                    !lower.contains("href=\"data:") && !lower.contains("](data:") && !lower.contains("file:///"),
                    "{address}"
                );
            }
        }
    }
    for picture in
        ["![z](data:text/html,hi)", "![z](javascript:x)", "![z](https://a.example/x.png)", "![z](//a.example/x.png)"]
    {
        expect(&with_body(format!("1. See {picture}.\n")), &["unsafe-link a.md:7:8"]);
    }
    for body in ["1. See <javascript:alert(1)>.\n", "1. See <vbscript:x>.\n"] {
        expect(&with_body(body), &["unsafe-link a.md:7:8"]);
    }
}

#[test]
fn f4_template_syntax_is_text() {
    let typed = "Insert [{{ amount }}] here. `{% raw %}` and {# note #} and @@PLACEHOLDER@@ {{ book.title }} {% include \"x\" %} {%- endraw -%}";
    let compiled = expect(&with_body(format!("1. {typed}\n\n## Commentary\n\n{typed}\n")), &[]);
    let shown = shown(&compiled);
    let words = typed.replace('`', "");
    for (name, page) in shown.web() {
        assert_eq!(words_of(page).matches(&words).count(), 2, "{name}");
    }
    assert_eq!(shown.markdown_words().matches(typed).count(), 2);
}

#[test]
fn f4_in_titles_terms_and_names_as_well() {
    let title = "{{ 7 * 7 }} {% raw %}";
    let toml = book_toml(&format!("subtitle = \"{title}\"\n"));
    let terms = format!("terms:\n  - id: one\n    term: \"{title}\"\n    definition: \"{title}\"\n");
    let summary = crate::support::SUMMARY.replace("[Alpha]", &format!("[{}]", title.replace('*', "\\*")));
    let files = book()
        .with("book.toml", toml)
        .with("guidelines/terms.yaml", terms)
        .with("guidelines/SUMMARY.md", summary)
        .with(A, crate::support::clause("alpha", &format!("\"{title}\""), "1. Text.\n"));
    let compiled = expect(&files, &[]);
    let shown = shown(&compiled);
    assert!(words_of(&shown.html).matches(title).count() >= 4);
    assert!(shown.markdown_words().matches(title).count() >= 3);
    assert!(!shown.html.contains("49") && !shown.markdown.contains("49"));
}

/// J5. The design counts a template error as a finding (exit status 1), not as a failure with a status of its own.
#[test]
fn j5_a_template_error_has_file_line_and_column() {
    let begin = "{% extends \"site/base.html\" %}\n{% block content %}\n";
    for (line, column) in [
        ("<p>{{ clause.titel }}</p>", 7),
        ("<p>{{ clause.title | nothing }}</p>", 1),
        ("<p>{{ clause.title }</p>", 1),
        ("{% if %}", 1),
    ] {
        let disk = crate::support::DiskBook::new();
        disk.write("templates/site/clause.html", format!("{begin}{line}\n{{% endblock content %}}\n"));
        let ran = disk.run(&["build"]);
        assert_eq!(ran.code, 1, "{}", ran.err);
        assert!(ran.err.contains("template-error"), "{}", ran.err);
        let place = ran.err.lines().find(|line| line.contains("-->")).unwrap_or_default();
        assert!(place.contains("templates/site/clause.html:"), "{}", ran.err);
        if column > 1 {
            let at: Vec<u32> = place.rsplit(':').take(2).filter_map(|number| number.trim().parse().ok()).collect();
            assert_eq!(at.get(1), Some(&3), "{place}");
            assert!(at[0] >= column && at[0] <= 20, "{place}");
        }
        assert!(!disk.path("build").exists());
    }
}
