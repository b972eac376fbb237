//! G: characters: nothing typed is "improved", spaces and look-alikes in citations, direction.

use clausebook::compile::compile;

use crate::support::{
    A, SUMMARY, alpha_with, book, book_toml, clause, expect, findings, only, shown, with_body, words_of,
};

#[test]
fn g1_what_is_typed_is_published() {
    let typed = "See paragraph 3 (c) ... \"quoted\" text's rule, rules 57--59, 1/2, (r), (tm), (C) -- --- 'single' << >> -> != 1st \u{2019} \u{201c}x\u{201d} A.D. 5'6\"";
    let source = typed.replace('<', "\\<");
    let compiled = expect(&with_body(format!("1. {source}\n\n## Commentary\n\n{source}\n")), &[]);
    let shown = shown(&compiled);
    for (name, page) in shown.web() {
        assert_eq!(words_of(page).matches(typed).count(), 2, "{name}");
    }
    assert_eq!(shown.markdown_words().matches(typed).count(), 2, "{}", shown.markdown);
}

#[test]
fn g1_citations_in_prose_keep_their_words() {
    let typed = "Under article 1, paragraph 2 (a), and articles 1 and 2 of the Convention";
    let compiled = expect(&with_body(format!("1. {typed}.\n")), &[]);
    let shown = shown(&compiled);
    for (name, page) in shown.web() {
        assert!(words_of(page).contains(typed), "{name}");
        assert!(page.contains("class=\"citation\""), "{name}");
    }
}

#[test]
fn g2_no_break_spaces_behind_marks_are_found_and_others_stay() {
    for (body, column) in [
        ("#\u{a0}Scope\n", 2),
        ("##\u{a0}Scope\n", 3),
        ("-\u{a0}Item\n", 2),
        ("1.\u{a0}Item\n", 3),
        ("12)\u{a0}Item\n", 4),
        ("> -\u{a0}Item\n", 4),
    ] {
        let compiled =
            expect(&with_body(format!("1. Text.\n\n{body}")), &[&format!("no-break-space-mark a.md:9:{column}")]);
        assert!(shown(&compiled).site.contains('\u{a0}'));
    }
    let typed = "10\u{a0}000 \u{202f}and 5\u{a0}%";
    let compiled = expect(&with_body(format!("1. {typed}\n")), &[]);
    assert!(words_of(&shown(&compiled).site).contains(typed) && shown(&compiled).markdown_words().contains(typed));
}

#[test]
fn g2_citations_are_read_with_any_space() {
    for typed in [
        "article\u{a0}1, paragraph\u{202f}2\u{a0}(a)",
        "article\u{2009}1, paragraph 2 (a)",
        "article 1,\nparagraph 2 (a)",
    ] {
        let compiled = expect(&with_body(format!("1. As in {typed}, of the Convention.\n")), &[]);
        let cited: Vec<String> = compiled.book.clauses[0]
            .body
            .citations
            .iter()
            .filter_map(|used| used.citation.as_ref().ok())
            .map(ToString::to_string)
            .collect();
        assert_eq!(cited, ["conv:1(2)(a)"], "{typed:?}");
    }
    let wrong = expect(
        &with_body("1. As in article\u{a0}1, paragraph\u{202f}2\u{a0}(c), of the Convention.\n"),
        &["unknown-provision a.md:7:10"],
    );
    assert!(wrong.findings[0].help.as_deref().unwrap_or_default().contains("conv:1(2)(b)"));
}

#[test]
fn g2_the_renderer_adds_its_own() {
    let compiled = expect(&with_body("1. As in [](conv:1(2)(a)).\n"), &[]);
    assert!(shown(&compiled).site.contains("article\u{a0}1, paragraph\u{a0}2\u{a0}(a), of the Convention"));
}

/// G3. The canonical form is ASCII; other forms in front matter are errors which name the form to write.
#[test]
fn g3_look_alikes_in_front_matter_are_refused() {
    for typed in [
        "conv:1(2)(а)",
        "conv:１（２）（ａ）",
        "conv:1 (2)(a)",
        "conv:1(2) (a)",
        "conv:1(2)(A)",
        "conv:1(2)(a)\u{200a}",
        "соnv:1",
    ] {
        let compiled = compile(&book().with(A, alpha_with(&format!("implements: [\"{typed}\"]"))));
        let found = findings(&compiled);
        assert_eq!(found, ["invalid-citation a.md:5:14"], "{typed}");
        let finding = only(&compiled, "invalid-citation");
        if typed.contains('а') {
            assert!(finding.message.contains("U+0430"), "{}", finding.message);
        }
        if typed.starts_with("conv") {
            assert!(
                finding.help.as_deref().unwrap_or_default().contains("`conv:1(2)(a)`"),
                "{typed}: {:?}",
                finding.help
            );
        }
    }
}

#[test]
fn g3_prose_is_read_in_the_forms_of_its_language() {
    let registry = include_str!("../../guidelines/instruments/uncac.yaml");
    for (language, typed) in [
        ("zh", "《公约》第五十七条第三款第(三)项"),
        ("zh", "《公约》第五十七条第三款第（三）项"),
        ("ru", "подпункт (c) пункта 3 статьи 57 Конвенции"),
        ("ru", "подпункт (с) пункта 3 статьи 57 Конвенции"),
        ("ar", "الفقرة 3 (ج) من المادة 57 من الاتفاقية"),
        ("ar", "الفقرة ٣ (ج) من المادة ٥٧ من الاتفاقية"),
        ("fr", "l'article 57, paragraphe 3 c), de la Convention"),
        ("es", "el artículo 57, párrafo 3 c), de la Convención"),
    ] {
        let toml = book_toml("").replace("\"en\"", &format!("\"{language}\"")).replace("\"conv\"", "\"uncac\"");
        let files = book()
            .with("book.toml", toml)
            .with("guidelines/instruments/uncac.yaml", registry)
            .with(A, clause("alpha", "Alpha", &format!("1. {typed}\n")));
        // A Cyrillic letter for its Latin twin is understood, and said.
        let said: &[&str] = if typed.contains('с') && language == "ru" && typed.contains("(с)") {
            &["look-alike-letter a.md:7:14"]
        } else {
            &[]
        };
        let compiled = expect(&files, said);
        let cited: Vec<String> = compiled.book.clauses[0]
            .body
            .citations
            .iter()
            .filter_map(|used| used.citation.as_ref().ok())
            .map(ToString::to_string)
            .collect();
        assert_eq!(cited, ["uncac:57(3)(c)"], "{language}: {typed}");
        assert!(words_of(&shown(&compiled).site).contains(typed), "{typed}");
    }
}

#[test]
fn g4_characters_that_reorder_or_hide_text_are_errors_in_every_file() {
    for character in [
        '\u{202a}', '\u{202b}', '\u{202c}', '\u{202d}', '\u{202e}', '\u{2066}', '\u{2067}', '\u{2068}', '\u{2069}',
        '\u{200e}', '\u{200f}', '\u{61c}', '\u{200b}', '\u{0}', '\u{1b}', '\u{7f}', '\u{85}', '\u{9f}',
    ] {
        let compiled = compile(&with_body(format!("1. A{character}B.\n")));
        assert_eq!(findings(&compiled), ["control-character a.md:7:5"], "U+{:04X}", u32::from(character));
        assert!(compiled.findings[0].message.contains(&format!("U+{:04X}", u32::from(character))));
    }
    let summary = SUMMARY.replace("[Beta]", "[Beta\u{202e}]");
    let compiled = compile(&book().with("guidelines/SUMMARY.md", summary));
    assert!(findings(&compiled).contains(&"control-character SUMMARY.md:4:8".to_owned()), "{:?}", findings(&compiled));
}

#[test]
fn g4_arabic_goes_from_right_to_left() {
    let toml = book_toml("").replace("\"en\"", "\"ar\"");
    let typed = "وفقا للفقرة (انظر CAC/COSP/2026/L.5)";
    let files = book().with("book.toml", toml).with(A, clause("alpha", "Alpha", &format!("1. {typed}\n")));
    let compiled = expect(&files, &[]);
    let shown = shown(&compiled);
    for (name, page) in shown.web() {
        assert!(page.contains("<html lang=\"ar\" dir=\"rtl\">"), "{name}");
        assert!(words_of(page).contains(typed), "{name}");
    }
    assert!(shown.markdown.contains("\nlang: ar\n") && shown.markdown.contains("\ndir: rtl\n"));
}

#[test]
fn g4_symbols_are_isolated_inside_arabic() {
    let toml = book_toml("").replace("\"en\"", "\"ar\"");
    let files =
        book().with("book.toml", toml).with(A, clause("alpha", "Alpha", "1. وفقا للفقرة (انظر CAC/COSP/2026/L.5)\n"));
    let compiled = expect(&files, &[]);
    assert!(
        shown(&compiled).site.contains("<bdi>CAC/COSP/2026/L.5</bdi>")
            || shown(&compiled).site.contains("dir=\"ltr\">CAC/COSP/2026/L.5<")
    );
}
