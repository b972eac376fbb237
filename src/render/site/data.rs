//! What a page says of itself to search engines, as JSON-LD in the words of schema.org: `CreativeWork` for the document
//! and its clauses, which bind nobody, and `Legislation` for what they are based on.

use serde_json::{Value, json};

use super::Site;
use crate::model::book::ClauseId;
use crate::model::instrument::Nature;
use crate::render::context::{BookView, ClauseView, InstrumentView};
use crate::render::views;

const CONTEXT: &str = "https://schema.org";

/// JSON that can stand in a script element: nothing in it ends the element.
fn embedded(mut value: Value) -> String {
    value["@context"] = CONTEXT.into();
    if let Value::Object(map) = &mut value {
        map.retain(|_, value| !value.is_null() && value.as_array().is_none_or(|list| !list.is_empty()));
    }
    value.to_string().replace('<', "\\u003c")
}

impl Site<'_> {
    /// The document as a whole.
    pub(super) fn document_data(&self) -> String {
        let book: BookView = views::book_view(self.book, self.resolved, self.language);
        let authors = self.book.settings.authors.iter().map(|name| json!({"@type": "Organization", "name": name}));
        embedded(json!({
            "@type": "CreativeWork",
            "name": book.title,
            "description": book.description,
            "inLanguage": self.language.code(),
            "version": book.edition,
            "datePublished": book.date,
            "author": authors.collect::<Vec<_>>(),
            "url": self.address("index.html"),
        }))
    }

    /// A clause: what it is part of, and the provisions that it puts into effect.
    pub(super) fn clause_data(&self, id: ClauseId, view: &ClauseView, path: &str) -> String {
        let source = self.book.settings.language;
        let based_on = view.implements.iter().map(|provision| json!({"@type": "Legislation", "name": provision.words}));
        let original = (view.translated && self.language != source).then(|| {
            let title = &self.book.clause(id).title.value;
            json!({"@type": "CreativeWork", "name": title, "inLanguage": source.code()})
        });
        let whole = views::book_title(self.book, self.language);
        embedded(json!({
            "@type": "CreativeWork",
            "name": format!("{}. {}", view.citation, view.title),
            "identifier": view.id,
            "position": view.number,
            "inLanguage": if view.translated { self.language.code() } else { source.code() },
            "creativeWorkStatus": view.status.name,
            "isPartOf": {"@type": "CreativeWork", "name": whole},
            "isBasedOn": based_on.collect::<Vec<_>>(),
            "translationOfWork": original,
            "url": self.address(path),
        }))
    }

    /// An instrument: a law or treaty, else a work that binds nobody.
    pub(super) fn instrument_data(&self, nature: Nature, view: &InstrumentView) -> String {
        let legislation = matches!(nature, Nature::Treaty | Nature::Law);
        embedded(json!({
            "@type": if legislation { "Legislation" } else { "CreativeWork" },
            "name": view.title,
            "legislationDate": view.adopted.as_ref().filter(|_| legislation),
            "datePublished": view.adopted.as_ref().filter(|_| !legislation),
            "sameAs": view.official_text,
        }))
    }
}
