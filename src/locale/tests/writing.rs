//! Expected forms, written by hand from the conventions and not from the output.

use super::super::Form::{self, Locator, Running, Short};
use super::written;
use crate::model::language::Language::{self, Ar, En, Es, Fr, Ru, Zh};

fn check(canonical: &str, language: Language, form: Form, expected: &str) {
    assert_eq!(written(canonical, language, form), expected, "{canonical} {language} {form:?}");
}

#[test]
fn english() {
    check("uncac:57(3)(c)", En, Running, "article 57, paragraph 3 (c), of the Convention");
    check("uncac:57(3)(c)", En, Short, "art. 57, para. 3 (c)");
    check("uncac:57(3)(c)", En, Locator, "article 57, paragraph 3 (c)");
    check("uncac:53(a)", En, Running, "article 53 (a) of the Convention");
    check("uncac:23(1)(a)(i)", En, Running, "article 23, paragraph 1 (a) (i), of the Convention");
    check("uncac:51-59", En, Running, "articles 51 to 59 of the Convention");
    check("uncac:46(9)-(29)", En, Running, "article 46, paragraphs 9 to 29, of the Convention");
    check("uncac:55(1)(a)-(b)", En, Locator, "article 55, paragraph 1 (a) to (b)");
    check("uncac:54,55", En, Running, "articles 54 and 55 of the Convention");
    check("uncac:31(1),54(1)(a)", En, Running, "articles 31, paragraph 1, and 54, paragraph 1 (a), of the Convention");
    check("uncac:chapter-5", En, Running, "chapter V of the Convention");
    check("uncac:chapter-4,chapter-5", En, Running, "chapters IV and V of the Convention");
    check("uncac:whole", En, Running, "the Convention");
    check("gfar-2017:4", En, Running, "principle 4 of the GFAR Principles");
    check("fatf-2012:4", En, Running, "recommendation 4 of the FATF Recommendations");
    check("uncac:57bis(3)", En, Running, "article 57 bis, paragraph 3, of the Convention");
    check("uncac:57(3),57(4)", En, Running, "article 57, paragraphs 3 and 4, of the Convention");
    check("uncac:57(3)(a),57(3)(b)", En, Short, "art. 57, para. 3 (a) and (b)");
    check("uncac:54,55", En, Short, "arts. 54 and 55");
}

#[test]
fn french() {
    check("uncac:57(3)(c)", Fr, Running, "article 57, paragraphe 3 c), de la Convention");
    check("uncac:57(3)(c)", Fr, Short, "art. 57, par. 3 c)");
    check("uncac:53(a)", Fr, Running, "article 53 a) de la Convention");
    check("uncac:23(1)(a)(i)", Fr, Running, "article 23, paragraphe 1 a) i), de la Convention");
    check("uncac:51-59", Fr, Running, "articles 51 à 59 de la Convention");
    check("uncac:46(9)-(29)", Fr, Running, "article 46, paragraphes 9 à 29, de la Convention");
    check("uncac:54,55", Fr, Running, "articles 54 et 55 de la Convention");
    check("uncac:chapter-5", Fr, Running, "chapitre V de la Convention");
    check("fatf-2012:4", Fr, Running, "recommandation 4 des Recommandations du GAFI");
    check("gfar-2017:4", Fr, Running, "principe 4 de GFAR Principles");
    check("uncac:whole", Fr, Running, "la Convention");
}

#[test]
fn spanish() {
    check("uncac:57(3)(c)", Es, Running, "artículo 57, párrafo 3 c), de la Convención");
    check("uncac:57(3)(c)", Es, Short, "art. 57, párr. 3 c)");
    check("uncac:53(a)", Es, Running, "artículo 53 a) de la Convención");
    check("uncac:23(1)(a)(ii)", Es, Locator, "artículo 23, párrafo 1 a) ii)");
    check("uncac:51-59", Es, Running, "artículos 51 a 59 de la Convención");
    check("uncac:46(9)-(29)", Es, Running, "artículo 46, párrafos 9 a 29, de la Convención");
    check("uncac:54,55", Es, Running, "artículos 54 y 55 de la Convención");
    check("uncac:chapter-5", Es, Running, "capítulo V de la Convención");
    check("uncac:chapter-5", Es, Short, "cap. V");
}

#[test]
fn russian() {
    check("uncac:57(3)(c)", Ru, Running, "пункт 3 c) статьи 57 Конвенции");
    check("uncac:57(3)(c)", Ru, Short, "п. 3 c) ст. 57");
    check("uncac:57", Ru, Running, "статья 57 Конвенции");
    check("uncac:53(a)", Ru, Running, "пункт a) статьи 53 Конвенции");
    check("uncac:23(1)(a)(i)", Ru, Running, "пункт 1 a) i) статьи 23 Конвенции");
    check("uncac:51-59", Ru, Running, "статьи 51–59 Конвенции");
    check("uncac:46(9)-(29)", Ru, Running, "пункты 9–29 статьи 46 Конвенции");
    check("uncac:54,55", Ru, Running, "статьи 54 и 55 Конвенции");
    check("uncac:31(1),54(1)(a)", Ru, Running, "пункт 1 статьи 31 и пункт 1 a) статьи 54 Конвенции");
    check("uncac:chapter-5", Ru, Running, "глава V Конвенции");
    check("uncac:12bis", Ru, Locator, "статья 12 бис");
}

#[test]
fn chinese() {
    check("uncac:57(3)(c)", Zh, Running, "《公约》第五十七条第三款第(三)项");
    check("uncac:57(3)(c)", Zh, Short, "第57条第3款第(三)项");
    check("uncac:57(3)(c)", Zh, Locator, "第五十七条第三款第(三)项");
    check("uncac:53(a)", Zh, Running, "《公约》第五十三条第(一)项");
    check("uncac:51-59", Zh, Running, "《公约》第五十一条至第五十九条");
    check("uncac:46(9)-(29)", Zh, Running, "《公约》第四十六条第九款至第二十九款");
    check("uncac:54,55", Zh, Running, "《公约》第五十四条和第五十五条");
    check("uncac:54,55,57", Zh, Running, "《公约》第五十四条、第五十五条和第五十七条");
    check("uncac:chapter-5", Zh, Running, "《公约》第五章");
    check("uncac:12bis", Zh, Locator, "第十二条之二");
    check("gfar-2017:4", Zh, Running, "《GFAR Principles》原则4");
    check("uncac:whole", Zh, Running, "《公约》");
}

#[test]
fn arabic() {
    check("uncac:57(3)(c)", Ar, Running, "الفقرة 3 (ج) من المادة 57 من الاتفاقية");
    check("uncac:57(3)(c)", Ar, Short, "المادة 57، الفقرة 3 (ج)");
    check("uncac:57", Ar, Running, "المادة 57 من الاتفاقية");
    check("uncac:53(a)", Ar, Running, "الفقرة (أ) من المادة 53 من الاتفاقية");
    check("uncac:51-59", Ar, Running, "المواد 51 إلى 59 من الاتفاقية");
    check("uncac:46(9)-(29)", Ar, Running, "الفقرات 9 إلى 29 من المادة 46 من الاتفاقية");
    check("uncac:54,55", Ar, Running, "المادتان 54 و55 من الاتفاقية");
    check("uncac:54,55,57", Ar, Running, "المواد 54 و55 و57 من الاتفاقية");
    check("uncac:46(3)(e)", Ar, Locator, "الفقرة 3 (هـ) من المادة 46");
    check("uncac:chapter-5", Ar, Running, "الفصل الخامس من الاتفاقية");
}

#[test]
fn words_and_numbers_are_not_broken_apart() {
    let instruments = super::instruments();
    let citation = "uncac:57(3)(c)".parse().unwrap();
    let text = super::write(&citation, super::of(instruments, &citation), En, Running);
    assert_eq!(text, "article\u{a0}57, paragraph\u{a0}3\u{a0}(c), of the Convention");
    let text = super::write(&citation, super::of(instruments, &citation), Zh, Running);
    assert!(!text.contains(char::is_whitespace));
}
