//! What the pages of the site hold, without a browser; tests/html/reading.mjs has what readers do with them.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use std::collections::BTreeMap;

use clausebook::compile::compile;
use support::{book_toml, clause, expect, own_book, pages, with_body};

/// The site of a book with this body of the clause `alpha`, which gives no findings.
#[track_caller]
fn site(body: &str) -> BTreeMap<String, String> {
    pages(&expect(&with_body(body), &[]))
}

#[test]
fn the_mark_of_a_paragraph_is_its_permalink_and_carries_its_citation() {
    let pages = site("1. A State should act:\n   1. at once;\n   2. in its own name.\n");
    let page = &pages["site/clause/alpha.html"];
    assert!(page.contains(
        "<li id=\"alpha.1.b\"><p><a class=\"mark\" href=\"#alpha.1.b\" data-cite=\"Guideline 1, paragraph 1 (b)\">(b)</a> in its own name.</p>"
    ), "{page}");
    assert!(
        page.contains(
            "<a class=\"label mark\" href=\"#alpha\" data-cite=\"Guideline 1\">Guideline\u{a0}1</a> Alpha</h1>"
        )
    );
    let document = &pages["document/a-book.html"];
    assert!(document.contains("<li id=\"alpha.1.b\"><p><span class=\"mark\">(b)</span> in its own name.</p>"));
}

#[test]
fn a_citation_is_in_the_language_of_the_page_also_where_the_text_is_not() {
    let files = with_body("1. A State should act.\n").with(
        "book.toml",
        book_toml("languages = [\"en\", \"fr\", \"zh\"]\n[output.clausebook.rules]\nmissing-translation = \"off\"\n"),
    );
    let pages = pages(&expect(&files, &[]));
    assert!(pages["site/fr/clause/alpha.html"].contains("data-cite=\"Principe directeur 1, paragraphe 1\">1.</a>"));
    assert!(pages["site/zh/clause/alpha.html"].contains("data-cite=\"准则1第1段\">1.</a>"));
}

#[test]
fn only_paragraphs_with_an_anchor_have_a_permalink() {
    let pages = site("1. A State should act.\n\n## Commentary\n\n1. First reason.\n");
    let page = &pages["site/clause/alpha.html"];
    assert_eq!(page.matches("<a class=\"mark\"").count(), 1);
    assert!(page.contains("<li><p><span class=\"mark\">1.</span> First reason.</p>"));
}

const TERMS: &str = "terms:\n  - {id: freezing, term: freezing, definition: Keeping property where it is.}\n  - id: freezing-order\n    term: freezing order\n    definition: \"An order of a *court* under [](conv:1).\"\n    forms: {en: [freezing orders], fr: ordonnance de gel}\n";

fn alpha_with_terms(body: &str) -> String {
    let files = with_body(body).with("guidelines/terms.yaml", TERMS);
    pages(&expect(&files, &[]))["site/clause/alpha.html"].clone()
}

fn term(id: &str, words: &str) -> String {
    format!("<a class=\"term\" href=\"../glossary.html#term.{id}\">{words}</a>")
}

#[test]
fn the_first_use_of_a_term_in_each_section_links_to_the_glossary() {
    let page = alpha_with_terms(
        "1. A Freezing\n   order ends freezing; a freezing order lasts.\n\n## Commentary\n\nSome *freezing orders* last. Freezing orders end.\n",
    );
    let text = format!(
        "A {} ends {}; a freezing order lasts.",
        term("freezing-order", "Freezing\norder"),
        term("freezing", "freezing")
    );
    assert!(page.contains(&text), "{page}");
    let commentary =
        format!("<p>Some <em>{}</em> last. Freezing orders end.</p>", term("freezing-order", "freezing orders"));
    assert!(page.contains(&commentary), "{page}");
}

#[test]
fn no_term_is_linked_where_a_hand_has_linked_it_or_where_words_are_not_the_authors() {
    let page = alpha_with_terms(
        "1. A [freezing order](term:freezing-order) is no freezing order \"by freezing\" nor `freezing`, see [freezing](https://example.org/).\n\n## Commentary\n\n### On freezing\n\n> Freezing.\n\nNon-freezing.\n",
    );
    assert_eq!(page.matches("class=\"term\"").count(), 1, "{page}");
}

#[test]
fn options_for_a_legislator_hold_no_term_link_but_the_words_around_them_do() {
    let page = alpha_with_terms(
        "1. A State should act.\n\n## Model provision\n\n1. A [freezing order] [seizure] ends freezing.\n",
    );
    assert!(page.contains(&format!("A [freezing order] [seizure] ends {}.", term("freezing", "freezing"))), "{page}");
}

#[test]
fn a_page_holds_the_definitions_of_the_terms_that_it_links_and_of_no_others() {
    let page = alpha_with_terms("1. A freezing order ends.\n");
    let definitions = "<div class=\"definitions\" hidden>\n<p data-term=\"term.freezing-order\"><b>freezing order</b> <span>An order of a court under article\u{a0}1 of the Convention.</span></p>\n</div>";
    assert!(page.contains(definitions), "{page}");
    assert!(!page.contains("data-term=\"term.freezing\""));
    let without = alpha_with_terms("1. A State should act.\n\n## Commentary\n\nFreezing order, freezing: ordinary.\n");
    assert_eq!(without.matches("data-term").count(), 2);
    assert!(!site("1. A State should act.\n")["site/clause/alpha.html"].contains("definitions"));
}

#[test]
fn notes_on_legal_systems_are_open_and_can_be_folded() {
    let pages = site(
        "1. A State should act.\n\n## Legal systems\n\n### Civil law\n\nA code.\n\n## Commentary\n\n### Purpose\n\nTo act.\n",
    );
    let page = &pages["site/clause/alpha.html"];
    assert!(page.contains("<details class=\"part\" data-system=\"civil-law\" open>\n<summary><h3 id=\"alpha.civil-law\">Civil law</h3></summary>\n<div><p>A code.</p>\n</div></details>"), "{page}");
    assert_eq!(page.matches("<details").count(), 1, "only legal systems are a reader's to choose from");
    let choices = "<option value=\"\">all</option><option value=\"common-law\">Common law</option><option value=\"civil-law\">Civil law</option><option value=\"other-systems\">Other systems</option></select>";
    assert!(page.contains(choices) && page.contains("<p class=\"choice\" hidden>"), "{page}");
}

#[test]
fn only_what_a_legislator_takes_home_is_offered_for_copying() {
    let pages =
        site("1. A State should act.\n\n## Commentary\n\nWhy.\n\n## Model provision\n\n1. The court shall act.\n");
    let page = &pages["site/clause/alpha.html"];
    assert!(page.contains("<section class=\"model-provision\" data-copy>") && page.matches("data-copy>").count() == 1);
}

/// The marks and words of a page's text, a line for each paragraph.
fn words(page: &str) -> String {
    let text = page.split_once("<div class=\"text\"").unwrap().1.split_once('>').unwrap().1;
    let text = text.split_once("\n</div>").unwrap().0.replace("</p>", "\n");
    let words: String = text.split('<').map(|piece| piece.split_once('>').map_or(piece, |(_, words)| words)).collect();
    words.lines().filter(|line| !line.is_empty()).map(|line| format!("{line}\n")).collect()
}

#[track_caller]
fn clean(body: &str, expected: &str) {
    let bodies = book_toml("[output.clausebook.bodies]\nx = \"Group X\"\ny = \"Group Y\"\n");
    let pages = pages(&expect(&with_body(body).with("book.toml", bodies), &[]));
    assert_eq!(words(&pages["site/clause/alpha.clean.html"]), expected);
}

#[test]
fn the_clean_text_keeps_the_first_of_alternatives_side_by_side() {
    clean(
        "1. A State [should]{by=x alt=A} [may]{by=y alt=B} act.\n2. It [must][can] answer.\n",
        "1. A State should act.\n2. It must answer.\n",
    );
}

#[test]
fn the_clean_text_leaves_out_what_stands_alone_and_closes_the_gap() {
    clean(
        "1. A State [, if asked,]{by=x} should act [at once], and answer [in writing]{by=y}.\n2. [Only] where it can [should it act].\n",
        "1. A State should act, and answer.\n2. where it can.\n",
    );
}

#[test]
fn a_bracket_within_a_kept_alternative_is_treated_alike_and_one_within_a_lost_one_is_lost() {
    clean(
        "1. A State [should [, where possible,] act]{alt=A} [may [at once] act]{alt=B}.\n",
        "1. A State should act.\n",
    );
}

#[test]
fn a_paragraph_of_which_nothing_is_left_keeps_its_number() {
    clean(
        "1. A State should act.\n2. [It should answer.]{by=x}\n3. It should:\n   1. write;\n   2. [call];\n   3. wait.\n4. It may[:\n   1. go;\n   2. stay]{by=y}.\n",
        "1. A State should act.\n2. [not agreed]\n3. It should:\n(a) write;\n(b) [not agreed]\n(c) wait.\n4. It may\n",
    );
}

#[test]
fn whole_paragraphs_with_names_are_alternatives_of_one_place() {
    clean(
        "1. [A State should act.]{alt=A}\n2. [A State may act.]{alt=B}\n3. [It should answer.]{by=x}\n",
        "1. A State should act.\n2. [not agreed]\n3. [not agreed]\n",
    );
}

#[test]
fn the_alternatives_stand_side_by_side_with_whose_they_are() {
    let settings = book_toml("[output.clausebook.bodies]\nx = \"Group X\"\ny = \"Group Y\"\n");
    let files = with_body("1. A State [should]{by=x alt=A} [may]{by=y alt=B} act[^1] [at once].\n\n[^1]: Soon.\n")
        .with("book.toml", settings);
    let pages = pages(&expect(&files, &[]));
    let page = &pages["site/clause/alpha.alternatives.html"];
    let place = |alternatives: &[(&str, &str)]| {
        let each = |(name, text): &(&str, &str)| {
            format!("<div class=\"alternative\">\n<h3>{name}</h3>\n<div><p>{text}</p>\n</div>\n</div>\n")
        };
        format!("<div class=\"place\">\n{}", alternatives.iter().map(each).collect::<String>())
    };
    assert!(page.contains("<h2><a href=\"../clause/alpha.html#alpha.1\">Guideline 1, paragraph 1</a></h2>"), "{page}");
    assert!(
        page.contains(&place(&[("Alternative\u{a0}A · Group X", "should"), ("Alternative\u{a0}B · Group Y", "may")])),
        "{page}"
    );
    assert!(
        page.contains(&format!(
            "{}<div class=\"alternative none\"><h3>or no text</h3></div>",
            place(&[("Alternative 1", "at once")])
        )),
        "{page}"
    );
    assert!(!page.contains("id=\"alpha"), "anchors are the clause's own");
}

#[test]
fn only_clauses_with_open_brackets_have_the_views_of_negotiation() {
    let pages = site("1. A State [should] [may] act.\n\n## Model provision\n\n1. The [High] court shall act.\n");
    let links: Vec<&str> = pages["site/clause/alpha.html"].split("<nav class=\"views\"").skip(1).collect();
    assert!(
        links[0].contains("href=\"alpha.clean.html\">Clean text<")
            && links[0].contains("href=\"alpha.alternatives.html\"")
    );
    assert!(!pages["site/clause/beta.html"].contains("nav class=\"views\""));
    assert!(
        !pages.contains_key("site/clause/beta.clean.html") && !pages.contains_key("site/clause/beta.alternatives.html")
    );
}

/// A book in English, Arabic and French: `alpha` has a French text of an earlier state and no Arabic one.
fn three_languages() -> BTreeMap<String, String> {
    let settings = book_toml(
        "languages = [\"en\", \"ar\", \"fr\"]\n[output.clausebook.rules]\nmissing-translation = \"off\"\nstale-translation = \"off\"\n",
    );
    let files = with_body("1. A State should act:\n   1. at once.\n2. It should answer.\n\n## Commentary\n\nWhy.\n")
        .with("book.toml", settings)
        .with("guidelines/a.fr.md", "---\ntitle: Alpha en français\ntranslates: \"0000000000000000\"\n---\n\n1. Un État devrait agir :\n   1. sans délai.\n2. Il devrait répondre.\n");
    pages(&expect(&files, &[]))
}

#[test]
fn a_clause_in_all_languages_has_a_row_for_each_paragraph() {
    let pages = three_languages();
    let page = &pages["site/clause/alpha.languages.html"];
    let second = "<tr id=\"alpha.2\"><td lang=\"en\" dir=\"ltr\"><ol class=\"marked level-0\">\n<li><p><span class=\"mark\">2.</span> It should answer.</p>\n</li>\n</ol>\n</td><td lang=\"fr\" dir=\"ltr\"><ol class=\"marked level-0\">\n<li><p><span class=\"mark\">2.</span> Il devrait répondre.</p>\n</li>\n</ol>\n</td></tr>";
    assert!(page.contains(second), "{page}");
    assert!(
        page.contains("<td class=\"untranslated\" data-language=\"ar\" rowspan=\"2\">not yet translated</td>"),
        "{page}"
    );
    assert!(page.contains("<td lang=\"en\" dir=\"ltr\"><p>Why.</p>\n</td><td class=\"untranslated\" data-language=\"ar\">not yet translated</td><td class=\"untranslated\" data-language=\"fr\">not yet translated</td></tr>"), "{page}");
    assert!(page.contains("Alpha en français</b> <em class=\"untranslated\" lang=\"en\" dir=\"ltr\">This translation was made from an earlier state of the text.</em></th>"), "{page}");
}

#[test]
fn the_language_of_the_page_stands_first_and_that_of_the_source_second() {
    let pages = three_languages();
    let heads = |path: &str| {
        let head = pages[path].split_once("<thead><tr>").unwrap().1.split_once("</tr>").unwrap().0;
        head.split("<th scope=\"col\" lang=\"").skip(1).map(|rest| rest[..2].to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(heads("site/fr/clause/alpha.languages.html")[..2], ["fr", "en"]);
    assert_eq!(heads("site/ar/clause/alpha.languages.html")[..2], ["ar", "en"]);
    assert!(pages["site/fr/clause/alpha.html"].contains("href=\"alpha.languages.html\">Langues en regard</a>"));
    assert!(
        !site("1. A State should act.\n").contains_key("site/clause/alpha.languages.html"),
        "one language has nothing beside it"
    );
}

#[test]
fn paragraphs_that_differ_stand_in_one_row() {
    let settings = book_toml(
        "languages = [\"en\", \"fr\"]\n[output.clausebook.rules]\nmissing-translation = \"off\"\nstale-translation = \"off\"\ntranslation-differs = \"off\"\n",
    );
    let files = with_body("1. A State should act.\n2. It should answer.\n").with("book.toml", settings).with(
        "guidelines/a.fr.md",
        "---\ntitle: Alpha\ntranslates: \"0000000000000000\"\n---\n\n1. Un État devrait agir et répondre.\n",
    );
    let pages = pages(&expect(&files, &[]));
    let page = &pages["site/clause/alpha.languages.html"];
    let rows: Vec<&str> = page.split_once("<tbody>").unwrap().1.split("<tr").skip(1).collect();
    assert_eq!(rows.len(), 1, "{page}");
    assert!(rows[0].contains("It should answer.") && rows[0].contains("agir et répondre."));
}

#[test]
fn a_short_chinese_form_is_left_to_a_hand() {
    let settings = book_toml(
        "languages = [\"en\", \"zh\"]\n[output.clausebook.rules]\nmissing-translation = \"off\"\nstale-translation = \"off\"\n",
    );
    let terms = "terms:\n  - {id: expenses, term: expenses, definition: Money spent., forms: {zh: 费用}}\n  - {id: asset-recovery, term: asset recovery, definition: Getting back., forms: {zh: 资产的追回}}\n";
    let files = with_body("1. A State should bear expenses of asset recovery.\n")
        .with("book.toml", settings)
        .with("guidelines/terms.yaml", terms)
        .with(
            "guidelines/a.zh.md",
            "---\ntitle: 甲\ntranslates: \"0000000000000000\"\n---\n\n1. 各国应承担资产的追回的诉讼费用。\n",
        );
    let pages = pages(&expect(&files, &[]));
    let link = term("asset-recovery", "资产的追回");
    assert!(pages["site/zh/clause/alpha.html"].contains(&format!("各国应承担{link}的诉讼费用。")));
}

#[test]
fn pages_and_what_they_load_are_light() {
    let pages = pages(&compile(&own_book()));
    let page = &pages["site/clause/standing.html"];
    let loaded: Vec<&str> =
        page.split("=\"../").filter_map(|rest| rest.split_once('"')).map(|(path, _)| path).collect();
    let loaded = loaded.iter().filter(|path| path.ends_with(".css") || path.ends_with(".js"));
    let sizes: Vec<usize> = loaded.map(|path| pages[&format!("site/{path}")].len()).collect();
    assert!(sizes.len() >= 2 && sizes.iter().sum::<usize>() < 40 * 1024, "{sizes:?}");
    let clauses = pages.iter().filter(|(path, _)| path.starts_with("site/") && path.contains("/clause/"));
    let heavy: Vec<(&String, usize)> =
        clauses.map(|(path, page)| (path, page.len())).filter(|(_, size)| *size >= 40 * 1024).collect();
    assert!(heavy.is_empty(), "{heavy:?}");
}

#[test]
fn the_page_of_a_clause_does_not_grow_with_the_book() {
    let outline = |clauses: usize| {
        let more = (0..clauses).map(|at| format!("- [More {at}](m{at}.md)\n"));
        format!("# Summary\n\n- [Alpha](a.md)\n- [Beta](b.md)\n{}", more.collect::<String>())
    };
    let page = |clauses: usize| {
        let small = with_body("1. A State [should] [may] act.\n").with("guidelines/SUMMARY.md", outline(clauses));
        let files = (0..clauses).fold(small, |files, at| {
            let text = clause(&format!("m{at}"), &format!("More {at}"), &format!("1. Number {at} should act.\n"));
            files.with(&format!("guidelines/m{at}.md"), text)
        });
        let pages = pages(&expect(&files, &[]));
        ["html", "clean.html", "alternatives.html"].map(|kind| pages[&format!("site/clause/alpha.{kind}")].clone())
    };
    assert_eq!(page(0), page(60));
}

#[test]
fn the_glossary_of_another_language_says_which_words_are_of_the_source() {
    let terms = "terms:\n  - {id: asset-recovery, term: asset recovery, definition: Getting back., source: [\"conv:1\"], forms: {ar: استرداد الموجودات}}\n";
    let files = with_body("1. A State should act in asset recovery.\n")
        .with("book.toml", book_toml("languages = [\"ar\"]\n"))
        .with("guidelines/terms.yaml", terms);
    let pages = pages(&compile(&files));
    let page = &pages["site/ar/glossary.html"];
    assert!(page.contains("<dd><div lang=\"en\" dir=\"ltr\"><p>Getting back.</p>"), "{page}");
    assert!(page.contains("</div>\n<p class=\"source\"><a"), "citations are in the language of the page: {page}");
    assert!(page.contains("<p class=\"untranslated\">"), "{page}");
    assert!(!pages["site/glossary.html"].contains("untranslated"));
}
