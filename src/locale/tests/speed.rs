//! Reading takes a time that grows with the text only.

use std::time::{Duration, Instant};

use super::super::read;
use super::{instruments, names};
use crate::model::language::Language;

#[test]
fn hostile_texts_are_read_in_linear_time() {
    let instruments = instruments();
    let names = names(instruments);
    for piece in [
        "article ",
        "article 1, ",
        "articles 1 and ",
        "article 1 and chapter 2 and ",
        "chapter 2 and ",
        "paragraph 1 of ",
        "paragraph 1, ",
        "paragraphs 1, 2 and ",
        "article 1 of the Foo and ",
        "article 1 (a) ",
        "(a) and ",
        "subparagraph (a) of paragraph 1 of ",
        "articles 1, 2, ",
        "     ",
        "article\n",
        "art.",
        "1-",
        "пункт 1 ",
        "пункты 1, ",
        "статья 1 и ",
        "с) ",
        "الفقرة 1 من ",
        "والمادة 1 و",
        "و",
        "第一条",
        "第一条、",
        "第",
        "第一章和",
        "《公约》",
        "第一、",
        "paragraphe 1 de l'",
        "article 1 et l'",
        "párrafo 1 a) a ",
        "a) a ",
        "UNCAC ",
    ] {
        let text = piece.repeat(60_000 / piece.len());
        for language in Language::ALL {
            let start = Instant::now();
            let found = read(&text, language, &names);
            let spent = start.elapsed();
            // Unoptimized and on a busy machine; a quadratic reader would need minutes.
            let limit = Duration::from_secs(3);
            assert!(spent < limit, "{language} {piece:?}: {spent:?}, {} found", found.len());
        }
    }
}
