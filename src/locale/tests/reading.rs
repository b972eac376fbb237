//! Prose that holds citations, and prose that only looks as if it did.

use proptest::prelude::*;

use super::super::read;
use super::{found, instruments, names};
use crate::model::language::Language::{self, Ar, En, Es, Fr, Ru, Zh};

/// Checks that exactly the given citations are found, each with its words.
fn check(language: Language, text: &str, expected: &[(&str, &str)]) {
    let expected: Vec<(String, String)> =
        expected.iter().map(|(words, citation)| ((*words).to_owned(), (*citation).to_owned())).collect();
    assert_eq!(found(text, language), expected, "{text}");
}

/// Checks that a text is one citation from its beginning to its end.
fn whole(language: Language, text: &str, citation: &str) {
    check(language, text, &[(text, citation)]);
    let sentence = format!("({text}).");
    check(language, &sentence, &[(text, citation)]);
}

/// Checks that nothing is found.
fn none(language: Language, text: &str) {
    check(language, text, &[]);
}

#[test]
fn english_spellings() {
    whole(En, "article 57, paragraph 3 (c), of the Convention", "!uncac:57(3)(c)");
    whole(En, "Article 57(3)(c)", "uncac:57(3)(c)");
    whole(En, "article 57 (3) (c)", "uncac:57(3)(c)");
    whole(En, "art. 57, para. 3 (c)", "uncac:57(3)(c)");
    whole(En, "Art. 46(9)-(29) UNCAC", "!uncac:46(9)-(29)");
    whole(En, "art. 46 (9)–(29)", "uncac:46(9)-(29)");
    whole(En, "articles 54 and 55", "uncac:54,55");
    whole(En, "articles 54, 55 and 57", "uncac:54,55,57");
    whole(En, "articles 51 to 59", "uncac:51-59");
    whole(En, "articles 51–59 of the Convention", "!uncac:51-59");
    whole(En, "arts. 51-59", "uncac:51-59");
    whole(En, "paragraph 3 (c) of article 57", "uncac:57(3)(c)");
    whole(En, "subparagraph (c) of paragraph 3 of article 57 of the Convention", "!uncac:57(3)(c)");
    whole(En, "subparagraphs (a) and (b) of article 53", "uncac:53(a),53(b)");
    whole(En, "paragraphs 3 and 4 of article 57", "uncac:57(3),57(4)");
    whole(En, "article 57, paragraphs 3 and 4", "uncac:57(3),57(4)");
    whole(En, "article 57, paragraphs 1, 2, and 3", "uncac:57(1),57(2),57(3)");
    whole(En, "article 57, paragraph 3, subparagraph (c)", "uncac:57(3)(c)");
    whole(En, "article 53, subparagraphs (a) and (b)", "uncac:53(a),53(b)");
    whole(En, "article 57, paragraph 3 (a) to (c)", "uncac:57(3)(a)-(c)");
    whole(En, "article 57, paras. 3 (a) and (b)", "uncac:57(3)(a),57(3)(b)");
    whole(En, "articles 31, paragraph 1, and 54, paragraph 1 (a)", "uncac:31(1),54(1)(a)");
    whole(En, "article 54 and article 55 of the Convention", "!uncac:54,55");
    whole(En, "chapter V of the Convention", "!uncac:chapter-5");
    whole(En, "chapters II to IV of the Convention", "!uncac:chapter-2,chapter-3,chapter-4");
    whole(En, "article 57 of chapter V of the Convention", "!uncac:57");
    whole(En, "principle 4 of the GFAR Principles", "!gfar-2017:4");
    whole(En, "GFAR principle 4", "!gfar-2017:4");
    whole(En, "FATF Recommendation 4", "!fatf-2012:4");
    whole(En, "FATF Recommendations 4 and 38", "!fatf-2012:4,38");
    whole(En, "UNCAC, art. 57(3)", "!uncac:57(3)");
    whole(En, "article 57 (UNCAC)", "!uncac:57");
    whole(En, "article 57.3", "uncac:57(3)");
    whole(En, "article 14 of the Organized Crime Convention", "!untoc:14");
    whole(En, "article 14 UNTOC", "!untoc:14");
    whole(En, "article 14 of the United Nations Convention against Transnational Organized Crime", "!untoc:14");
    whole(En, "article 57 of the United Nations Convention against Corruption", "!uncac:57");
    whole(En, "article 57 of this Convention", "!uncac:57");
    whole(En, "article\u{a0}57, paragraph\u{202f}3\u{a0}(c)", "uncac:57(3)(c)");
    whole(En, "article\n57,\nparagraph 3 (c),\nof the Convention", "!uncac:57(3)(c)");
    whole(En, "article 57 bis, paragraph 3", "uncac:57bis(3)");
    whole(En, "article ５７（３）（ｃ）", "uncac:57(3)(c)");
    whole(En, "ARTICLE 57", "uncac:57");
    whole(En, "point (c) of Article 57(3)", "uncac:57(3)(c)");
    whole(En, "article 57 of the UN Convention Against Corruption", "!uncac:57");
    whole(En, "article 57 of the convention", "!uncac:57");
    whole(En, "article 57 of UNCAC", "!uncac:57");
    whole(En, "article 53 (a), (b) and (c)", "uncac:53(a),53(b),53(c)");
    whole(En, "article 23, paragraph 1 (a) (i) and (ii)", "uncac:23(1)(a)(i),23(1)(a)(ii)");
    whole(En, "articles 54 or 55", "uncac:54,55");
    whole(En, "sections 4 and 5 of the Convention", "!uncac:section-4,section-5");
}

#[test]
fn english_sentences() {
    check(En, "In article 57, 12 States said so.", &[("article 57", "uncac:57")]);
    check(En, "Under articles 54 and 55, 12 States said so.", &[("articles 54 and 55", "uncac:54,55")]);
    check(En, "article 57, paragraph 3, and 12 others", &[("article 57, paragraph 3", "uncac:57(3)")]);
    check(En, "article 57 to 10 people", &[("article 57", "uncac:57")]);
    check(En, "article 57 (2017)", &[("article 57", "uncac:57")]);
    check(En, "article 57 (see below)", &[("article 57", "uncac:57")]);
    check(En, "article 57 (a new provision)", &[("article 57", "uncac:57")]);
    check(En, "article 57.", &[("article 57", "uncac:57")]);
    check(En, "article 57's text", &[("article 57", "uncac:57")]);
    check(En, "article 57\n\n3. Next", &[("article 57", "uncac:57")]);
    check(
        En,
        "see article 57 of the Convention and article 14 of the Organized Crime Convention",
        &[("article 57 of the Convention", "!uncac:57"), ("article 14 of the Organized Crime Convention", "!untoc:14")],
    );
    check(
        En,
        "article 46 of the Convention on the basis of reciprocity",
        &[("article 46 of the Convention", "!uncac:46")],
    );
    check(En, "article 46 of the Convention for States parties", &[("article 46 of the Convention", "!uncac:46")]);
    check(
        En,
        "article 57 (UNCAC) and articles 54, 55 (a) and 57",
        &[("article 57 (UNCAC)", "!uncac:57"), ("articles 54, 55 (a) and 57", "uncac:54,55(a),57")],
    );
    check(En, "article 46 and chapter V", &[("article 46", "uncac:46")]);
    check(En, "article 57 and part 2 and article 5", &[("article 57", "uncac:57"), ("article 5", "uncac:5")]);
}

#[test]
fn english_prose_without_citations() {
    for text in [
        "particle 5",
        "article 5th",
        "article 57a",
        "article 5-year",
        "article 5%",
        "article 0",
        "article 12345",
        "an article of 5 pages",
        "articles",
        "article57",
        "art 5 fair",
        "paragraph 3",
        "paragraph 12 above",
        "paragraph 3 of the report",
        "guideline 12, paragraph 2 (a)",
        "chapter V",
        "principle 4",
        "principle 4 of good governance",
        "in principle 4 of 5",
        "rule 5",
        "article 5 of Law No. 12/2010",
        "article 5 of the Law",
        "article 12, paragraph 3, of the Criminal Code",
        "article 8 of the European Convention on Human Rights",
        "article 12 of the Convention on the Rights of the Child",
        "article 5 of the Convention against Torture",
        "article 6 of the Convention of 1988",
        "article 2 of the Convention No. 182",
        "article 8 ECHR",
        "ECHR article 8",
        "article 57 and article 8 of the Criminal Code",
        "article 3 thereof",
        "article 4 of the GFAR Principles",
        "principle 4 of the Convention",
        "article V",
        "article 3 of that Convention",
        "articles 3 and 4 of the same Convention",
        "article 3 of the United Nations Convention against Illicit Traffic in Narcotic Drugs",
        "article 5 of the unified code",
        "article (a)",
    ] {
        none(En, text);
    }
}

#[test]
fn french_spellings() {
    whole(Fr, "article 57, paragraphe 3 c), de la Convention", "!uncac:57(3)(c)");
    whole(Fr, "alinéa c) du paragraphe 3 de l'article 57 de la Convention", "!uncac:57(3)(c)");
    whole(Fr, "alinéa c) du paragraphe 3 de l’article 57", "uncac:57(3)(c)");
    whole(Fr, "paragraphe 3 c) de l'article 57", "uncac:57(3)(c)");
    whole(Fr, "art. 57, par. 3 c)", "uncac:57(3)(c)");
    whole(Fr, "article 57(3)(c)", "uncac:57(3)(c)");
    whole(Fr, "article 1er de la Convention", "!uncac:1");
    whole(Fr, "articles 51 à 59 de la Convention", "!uncac:51-59");
    whole(Fr, "articles 54 et 55 de la Convention", "!uncac:54,55");
    whole(Fr, "article 53 a) et b)", "uncac:53(a),53(b)");
    whole(Fr, "chapitre V de la Convention", "!uncac:chapter-5");
    whole(Fr, "article 57 de la CNUCC", "!uncac:57");
    whole(Fr, "recommandation 4 du GAFI", "!fatf-2012:4");
    check(Fr, "Conformément à l'article 57, l'État…", &[("article 57", "uncac:57")]);
    for text in [
        "article 5 du Code pénal",
        "article 5 de la loi",
        "article 5 de la Convention contre la torture",
        "article 3 de la Convention relative aux droits de l'enfant",
        "article 31 de la Convention de Vienne",
        "l'article 57bisx",
        "chapitre V",
    ] {
        none(Fr, text);
    }
}

#[test]
fn spanish_spellings() {
    whole(Es, "artículo 57, párrafo 3 c), de la Convención", "!uncac:57(3)(c)");
    whole(Es, "apartado c) del párrafo 3 del artículo 57 de la Convención", "!uncac:57(3)(c)");
    whole(Es, "artículo 57, párrafo 3, apartado c)", "uncac:57(3)(c)");
    whole(Es, "art. 57, párr. 3 c)", "uncac:57(3)(c)");
    whole(Es, "artículos 51 a 59", "uncac:51-59");
    whole(Es, "artículo 55, párrafo 1 a) a b)", "uncac:55(1)(a)-(b)");
    whole(Es, "artículo 23, párrafo 1 a) ii)", "uncac:23(1)(a)(ii)");
    whole(Es, "el artículo 54 y el artículo 55 de la Convención".trim_start_matches("el "), "!uncac:54,55");
    whole(Es, "párrafos 9 a 29 del artículo 46", "uncac:46(9)-(29)");
    for text in [
        "artículo 5 del Código Penal",
        "artículo 12 de la Ley 26.097",
        "artículo 3 de la Convención sobre los Derechos del Niño",
        "artículo 5 de la Convención contra la Tortura",
    ] {
        none(Es, text);
    }
}

#[test]
fn russian_spellings() {
    whole(Ru, "пункт 3 c) статьи 57 Конвенции", "!uncac:57(3)(c)");
    whole(Ru, "пункта 3 (c) статьи 57", "uncac:57(3)(c)");
    whole(Ru, "подпунктом c) пункта 3 статьи 57", "uncac:57(3)(c)");
    whole(Ru, "подпункт «в» пункта 3 статьи 57", "uncac:57(3)(c)");
    whole(Ru, "п. 3 c) ст. 57", "uncac:57(3)(c)");
    whole(Ru, "статьями 54 и 55 Конвенции", "!uncac:54,55");
    whole(Ru, "статьях 51–59", "uncac:51-59");
    whole(Ru, "пункты 9–29 статьи 46", "uncac:46(9)-(29)");
    whole(Ru, "статья 57 Конвенции ООН против коррупции", "!uncac:57");
    whole(Ru, "главой V Конвенции", "!uncac:chapter-5");
    whole(Ru, "статьи 57 настоящей Конвенции", "!uncac:57");
    for text in [
        "статьи 5 Уголовного кодекса",
        "статьи 12 закона",
        "статьи 3 Конвенции о правах ребенка",
        "главы V",
        "пункта 3",
        "статьи 5-летней давности",
    ] {
        none(Ru, text);
    }
    check(Ru, "в соответствии со статьей 57 Государства-участники", &[("статьей 57", "uncac:57")]);
}

#[test]
fn cyrillic_twins_are_accepted_and_reported() {
    let instruments = instruments();
    let text = "пункт 3 с) статьи 57 Конвенции";
    let found = read(text, Ru, &names(instruments));
    assert_eq!(found[0].citation.to_string(), "uncac:57(3)(c)");
    assert_eq!(found[0].look_alike, text.find("с)"));
    let text = "пункт 3 c) статьи 57 Конвенции";
    assert_eq!(read(text, Ru, &names(instruments))[0].look_alike, None);
}

#[test]
fn chinese_spellings() {
    whole(Zh, "《公约》第五十七条第三款第(三)项", "!uncac:57(3)(c)");
    whole(Zh, "《公约》第五十七条第三款第（三）项", "!uncac:57(3)(c)");
    whole(Zh, "第五十四条第二款第三项", "uncac:54(2)(c)");
    whole(Zh, "第57条第3款(c)项", "uncac:57(3)(c)");
    whole(Zh, "第 57 条第 3 款", "uncac:57(3)");
    whole(Zh, "第七条第6至19款", "uncac:7(6)-(19)");
    whole(Zh, "第五十一至五十九条", "uncac:51-59");
    whole(Zh, "第五十四、五十五条", "uncac:54,55");
    whole(Zh, "联合国反腐败公约第57条", "!uncac:57");
    whole(Zh, "《联合国反腐败公约》第57条", "!uncac:57");
    whole(Zh, "第二十三条第一款(a)项(一)目", "uncac:23(1)(a)(i)");
    whole(Zh, "《公约》第五章", "!uncac:chapter-5");
    check(Zh, "根据第五十七条的规定", &[("第五十七条", "uncac:57")]);
    check(Zh, "根据公约第五十七条", &[("公约第五十七条", "!uncac:57")]);
    for text in ["《刑法》第五条", "刑法第五条", "维也纳公约第五条", "第五章", "第三款", "第五次会议", "原则4", "第一"]
    {
        none(Zh, text);
    }
}

#[test]
fn arabic_spellings() {
    whole(Ar, "الفقرة 3 (ج) من المادة 57 من الاتفاقية", "!uncac:57(3)(c)");
    whole(Ar, "الفقرة ٣ (ج) من المادة ٥٧ من الاتفاقية", "!uncac:57(3)(c)");
    whole(Ar, "المادة 57، الفقرة 3 (ج)", "uncac:57(3)(c)");
    whole(Ar, "الفقرة الفرعية (ج) من الفقرة 3 من المادة 57", "uncac:57(3)(c)");
    whole(Ar, "المادتين 54 و55 من الاتفاقية", "!uncac:54,55");
    whole(Ar, "المواد 51 إلى 59", "uncac:51-59");
    whole(Ar, "الفصل الخامس من الاتفاقية", "!uncac:chapter-5");
    whole(Ar, "المادة 57 من هذه الاتفاقية", "!uncac:57");
    check(
        Ar,
        "وفقا للفقرة 3 (ج) من المادة 57 (انظر CAC/COSP/2026/L.5)",
        &[("للفقرة 3 (ج) من المادة 57", "uncac:57(3)(c)")],
    );
    check(Ar, "والمادة 57 من الاتفاقية", &[("المادة 57 من الاتفاقية", "!uncac:57")]);
    for text in ["المادة 5 من القانون", "الفصل الخامس", "الفقرة 3", "المادة 5 من الاتفاقية الدولية لقمع تمويل الإرهاب"]
    {
        none(Ar, text);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn any_text_is_read_without_panic(text in any::<String>()) {
        check_ranges(&text);
    }

    #[test]
    fn texts_of_the_pieces_of_citations_are_read_without_panic(
        pieces in prop::collection::vec(prop::sample::select(PIECES.to_vec()), 0..40)
    ) {
        check_ranges(&pieces.concat());
    }
}

const PIECES: &[&str] = &[
    "article",
    "Articles",
    "art.",
    "paragraph",
    "paras.",
    "subparagraph",
    "chapter",
    "principle",
    " ",
    " ",
    " ",
    ",",
    ", ",
    " and ",
    " or ",
    " to ",
    " of ",
    " of the Convention",
    "57",
    "3",
    "12",
    " 57",
    "(",
    ")",
    "(c)",
    "(i)",
    "c)",
    "-",
    "–",
    "V",
    "UNCAC",
    ".",
    "bis",
    "\u{a0}",
    "é",
    "de l'",
    "alinéa",
    "paragraphe",
    "artículo",
    "статья",
    "пункт",
    " статьи ",
    "с)",
    "«в»",
    "Конвенции",
    "第",
    "五十七",
    "条",
    "款",
    "(三)",
    "项",
    "至",
    "和",
    "《公约》",
    "章",
    "المادة",
    "الفقرة",
    " من ",
    "و",
    "(ج)",
    "٥٧",
    "‘1’",
    "للمادة",
    "\u{200f}",
    "𝟝",
];

fn check_ranges(text: &str) {
    let instruments = instruments();
    let names = names(instruments);
    for language in Language::ALL {
        let mut free = 0;
        for found in read(text, language, &names) {
            assert!(found.range.start >= free, "{language}: {text:?}");
            assert!(found.range.start < found.range.end, "{language}: {text:?}");
            assert!(text.get(found.range.clone()).is_some(), "{language}: {text:?}");
            free = found.range.end;
        }
    }
}
