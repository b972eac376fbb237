//! Views of a book for templates: what pages of several outputs show alike.

use std::collections::{BTreeMap, BTreeSet};

use crate::load::markdown::plain_text;
use crate::locale::{self, Form};
use crate::model::anchor::{self, Destination};
use crate::model::body::{Bracket, Section};
use crate::model::book::{Book, ClauseId, InstrumentId, TextId};
use crate::model::citation::{Citation, Target};
use crate::model::clause::{Clause, Force, Status};
use crate::model::instrument::{Division, Instrument, Obligation, ProvisionId};
use crate::model::language::Language;
use crate::model::outline::{EntryId, EntryKind};
use crate::model::section::{LEGAL_SYSTEMS, SectionKind, SectionKinds, TEXT};
use crate::render::anchors;
use crate::render::context::{
    BookView, CitationView, ClauseView, CollectedView, CollectionView, DefinitionView, FootnoteView, LinkView, Named,
    SectionView, TermView, TextView, TranslationView, UseView,
};
use crate::render::html::{HtmlOptions, HtmlWriter, Links};
use crate::render::plain::PlainWriter;
use crate::render::words;
use crate::resolve::Resolved;
use crate::resolve::bind::BoundCitation;
use crate::resolve::concordance::{Covered, Use};
use crate::source::Spanned;

/// A section as written by an output, with its footnotes.
pub type Written = (String, Vec<FootnoteView>);

/// Makes views; knows the book and how the output addresses things.
#[derive(Clone, Copy)]
pub struct Viewer<'a> {
    /// The book.
    pub book: &'a Book,
    /// What its pointers mean.
    pub resolved: &'a Resolved,
    /// How the output addresses things.
    pub links: &'a dyn Links,
    /// The language of the pages.
    pub language: Language,
    /// Options of HTML texts.
    pub options: HtmlOptions,
}

impl<'a> Viewer<'a> {
    /// A link to a destination, with the words that the program writes for it.
    pub fn link(&self, destination: &Destination) -> LinkView {
        LinkView {
            words: words::destination(self.book, self.resolved, destination, self.language),
            url: self.links.href(destination),
        }
    }

    /// A link to a clause: "Guideline 12: Title".
    pub fn clause_link(&self, id: ClauseId) -> LinkView {
        let label = words::clause_label(self.book, self.resolved, id, self.language);
        LinkView {
            words: format!("{label}. {}", self.title(TextId::Clause(id))),
            url: self.links.href(&Destination::Clause(id, None)),
        }
    }

    /// The title of a text in the language of the pages.
    pub fn title(&self, id: TextId) -> String {
        words::title(self.book, self.resolved, id, self.language)
    }

    /// The texts that show a text in the language of the pages: its translation, if there is one, then the source.
    pub fn versions(&self, id: TextId) -> Vec<TextId> {
        let translation = self.resolved.index.translation(id, self.language).map(TextId::Translation);
        translation.into_iter().chain([id]).collect()
    }

    /// The language that a text is written in.
    pub fn language_of(&self, id: TextId) -> Language {
        match id {
            TextId::Translation(at) => self.book.translations[at as usize].language,
            TextId::Clause(_) | TextId::Prose(_) | TextId::Term(_) => self.book.settings.language,
        }
    }

    /// Whether a text is written in the language of the pages.
    pub fn is_translated(&self, id: TextId) -> bool {
        self.language_of(id) == self.language
    }

    /// Whether a text is a translation of an earlier state of its source.
    pub fn is_stale(&self, id: TextId) -> bool {
        matches!(id, TextId::Translation(at) if self.book.stale(&self.book.translations[at as usize]).is_some())
    }

    fn writers(&self, id: TextId) -> Vec<(TextId, HtmlWriter<'_>)> {
        let versions = self.versions(id);
        let writer = |at: usize, id: TextId| {
            let note_prefix = if at > 0 { "source-" } else { "" };
            let options = HtmlOptions { note_prefix, ..self.options };
            (id, HtmlWriter::new(self.book, self.resolved, id, self.language_of(id), self.links, options))
        };
        versions.iter().enumerate().map(|(at, id)| writer(at, *id)).collect()
    }

    /// A clause with all its texts as HTML.
    pub fn clause(&self, id: ClauseId) -> ClauseView {
        let writers = self.writers(TextId::Clause(id));
        let write = |id: TextId, section: &Section| {
            let writer = writers.iter().find(|(other, _)| *other == id);
            writer.map_or_else(String::new, |(_, writer)| writer.section(section))
        };
        let mut view = self.clause_view(id, &write);
        view.footnotes = writers.iter().flat_map(|(_, writer)| writer.footnotes()).collect();
        view.definitions = self.definitions(writers.iter().map(|(_, writer)| writer));
        view
    }

    /// A clause whose texts are written by `write`, without footnotes.
    pub fn clause_view(&self, id: ClauseId, write: &dyn Fn(TextId, &Section) -> String) -> ClauseView {
        let clause = self.book.clause(id);
        let bound = &self.resolved.clauses[id.0 as usize];
        let language = self.language;
        let text = self.section(TextId::Clause(id), TEXT);
        ClauseView {
            id: clause.id.value.clone(),
            number: self.resolved.numbers.of(self.resolved.index.clause_entries[id.0 as usize]).map(str::to_owned),
            citation: words::clause_label(self.book, self.resolved, id, language).replace('\u{a0}', " "),
            label: words::clause_label(self.book, self.resolved, id, language),
            title: self.title(TextId::Clause(id)),
            status: status(clause.status, language),
            force: clause.force.map(|force| force_named(force, language)),
            addressees: clause.addressees.iter().map(|key| addressee(key, language)).collect(),
            implements: self.citations(&clause.implements, &bound.implements),
            related_provisions: self.citations(&clause.related_provisions, &bound.related_provisions),
            related: bound.related.iter().map(|destination| self.related(destination)).collect(),
            referred_by: self.resolved.referred_by[id.0 as usize].iter().map(|id| self.clause_link(*id)).collect(),
            text: text.map_or_else(String::new, |(id, section)| write(id, section)),
            translated: text.is_none_or(|(id, _)| self.is_translated(id)),
            stale: text.is_some_and(|(id, _)| self.is_stale(id)),
            sections: self.sections(id, write),
            footnotes: Vec::new(),
            definitions: Vec::new(),
            open_brackets: open_brackets(clause).count(),
            extra: clause.extra.clone(),
        }
    }

    fn related(&self, destination: &Destination) -> LinkView {
        match destination {
            Destination::Clause(id, None) => self.clause_link(*id),
            other => self.link(other),
        }
    }

    /// A section of a text, in the language of the pages if it is translated.
    pub fn section(&self, id: TextId, key: &str) -> Option<(TextId, &'a Section)> {
        let versions = self.versions(id).into_iter();
        let mut found = versions.filter_map(|id| self.book.body(id).section(key).map(|section| (id, section)));
        found.find(|(_, section)| !section.is_empty())
    }

    /// Every section of a clause but its text: declared ones that hold something, and others even if they do not, so
    /// that nothing typed is lost. A section stands where the source has it, also when its heading is there twice.
    pub fn sections(&self, id: ClauseId, write: &dyn Fn(TextId, &Section) -> String) -> Vec<SectionView> {
        let clause = self.book.clause(id);
        let kinds = &self.book.settings.sections;
        let mut views = Vec::new();
        for (at, source) in clause.body.sections.iter().enumerate().filter(|(_, section)| &*section.key != TEXT) {
            let first = clause.body.sections[..at].iter().all(|before| before.key != source.key);
            let shown = if first { self.section(TextId::Clause(id), &source.key) } else { None };
            let (id, section) = shown.unwrap_or((TextId::Clause(id), source));
            let kind = kinds.with_key(&section.key);
            if section.is_empty() && kind.is_some() {
                continue;
            }
            let parts = section.parts.iter().filter_map(|part| {
                let kind = kind.and_then(|kind| kind.parts.iter().find(|kind| kind.key == part.key));
                let shown = !part.is_empty() || kind.is_none();
                shown.then(|| self.section_view(id, clause, part, kind, write))
            });
            views.push(SectionView { parts: parts.collect(), ..self.section_view(id, clause, section, kind, write) });
        }
        views
    }

    fn section_view(
        &self,
        id: TextId,
        clause: &Clause,
        section: &Section,
        kind: Option<&SectionKind>,
        write: &dyn Fn(TextId, &Section) -> String,
    ) -> SectionView {
        let headings = &self.book.body(id).headings;
        let heading = headings.iter().find(|heading| heading.range == section.range && self.is_source(id));
        let anchor = heading.map_or(&*section.key, |heading| &heading.anchor);
        SectionView {
            key: section.key.to_string(),
            // A section that the book does not declare keeps its own heading.
            name: kind.map_or_else(
                || plain_text(&section.heading, self.book.body(id)),
                |kind| kind.name(self.language).to_owned(),
            ),
            anchor: format!("{}.{anchor}", clause.id.value),
            body: write(id, section),
            translated: self.is_translated(id),
            options: kind.is_some_and(|kind| kind.brackets_are_options),
            parts: Vec::new(),
        }
    }

    fn is_source(&self, id: TextId) -> bool {
        !matches!(id, TextId::Translation(_))
    }

    /// A prose text as HTML.
    pub fn text(&self, id: TextId) -> TextView {
        let shown = self.versions(id)[0];
        let writer =
            HtmlWriter::new(self.book, self.resolved, shown, self.language_of(shown), self.links, self.options);
        let body = self.book.body(shown).sections.iter().map(|section| writer.section(section)).collect();
        TextView {
            title: self.title(id),
            anchor: anchors::text_anchor(self.book, self.resolved, id),
            body,
            translated: self.is_translated(shown),
            stale: self.is_stale(shown),
            footnotes: writer.footnotes(),
        }
    }

    /// Each collection of the book without its entries, with its key.
    pub fn collections(&self) -> Vec<(&'a str, CollectionView)> {
        let collections = self.book.settings.collections.iter();
        let view = |(key, titles): &'a (String, BTreeMap<Language, String>)| {
            let title = titles.get(&self.language).or_else(|| titles.get(&self.book.settings.language));
            let title = title.or_else(|| titles.values().next()).map_or(key.as_str(), String::as_str).to_owned();
            let url = self.links.href(&Destination::Collection(key.clone()));
            (key.as_str(), CollectionView { title, anchor: anchor::collection(key), url, entries: Vec::new() })
        };
        collections.map(view).collect()
    }

    /// The sections of a collection in the order of the clauses, as HTML.
    pub fn collected(&self, key: &str) -> Vec<CollectedView> {
        let options = HtmlOptions {
            note_prefix: "collected-",
            anchors: false,
            permalinks: None,
            link_terms: false,
            ..self.options
        };
        self.collect(key, &|id, section| {
            let writer = HtmlWriter::new(self.book, self.resolved, id, self.language_of(id), self.links, options);
            (writer.section(section), writer.footnotes())
        })
    }

    /// The sections of a collection, written by `write`, with their footnotes.
    pub fn collect(&self, key: &str, write: &dyn Fn(TextId, &Section) -> Written) -> Vec<CollectedView> {
        let clauses = (0..self.book.clauses.len() as u32).map(ClauseId);
        let found = clauses.filter_map(|id| Some((id, self.section(TextId::Clause(id), key)?)));
        found
            .map(|(clause, (id, section))| {
                let (body, footnotes) = write(id, section);
                CollectedView {
                    label: words::clause_label(self.book, self.resolved, clause, self.language),
                    title: self.title(TextId::Clause(clause)),
                    url: self.links.href(&Destination::Clause(clause, None)),
                    body,
                    translated: self.is_translated(id),
                    footnotes,
                }
            })
            .collect()
    }

    /// The terms in alphabetical order.
    pub fn glossary(&self) -> Vec<TermView> {
        let mut terms: Vec<TermView> = (0..self.book.terms.len() as u32).map(|at| self.term(at)).collect();
        terms.sort_by_cached_key(|term| (term.term.to_lowercase(), term.anchor.clone()));
        terms
    }

    /// The terms that texts link to, with what they mean.
    pub fn definitions<'w>(&self, writers: impl Iterator<Item = &'w HtmlWriter<'w>>) -> Vec<DefinitionView> {
        let terms: BTreeSet<u32> = writers.flat_map(HtmlWriter::linked_terms).collect();
        terms.into_iter().map(|term| self.definition(term)).collect()
    }

    fn definition(&self, at: u32) -> DefinitionView {
        let id = TextId::Term(at);
        let writer = PlainWriter::new(self.book, self.resolved, id);
        let sections = self.book.body(id).sections.iter();
        DefinitionView {
            term: self.title(id),
            anchor: anchors::text_anchor(self.book, self.resolved, id),
            text: sections.map(|section| writer.section(section)).collect::<String>().trim().to_owned(),
        }
    }

    fn term(&self, at: u32) -> TermView {
        let term = &self.book.terms[at as usize];
        let text = self.text(TextId::Term(at));
        let mut ignored = Vec::new();
        let bind = |citation: &Spanned<Citation>, ignored: &mut Vec<_>| {
            crate::resolve::bind::bind_citation(self.book, &citation.value, citation.span, ignored)
        };
        let bound: Vec<Option<BoundCitation>> =
            term.source.iter().map(|citation| bind(citation, &mut ignored)).collect();
        let translations = Language::ALL.iter().filter(|language| **language != self.language).filter_map(|language| {
            let source = (*language == self.book.settings.language).then_some(&term.term);
            let term = source.or_else(|| term.forms.get(language).and_then(|forms| forms.first()))?.clone();
            Some(TranslationView {
                language: language.code(),
                direction: language.direction(),
                name: language.own_name(),
                term,
            })
        });
        TermView {
            term: text.title,
            anchor: text.anchor,
            definition: text.body,
            source: self.citations(&term.source, &bound),
            translations: translations.collect(),
            discouraged: term.discouraged.iter().map(|discouraged| discouraged.word.value.clone()).collect(),
        }
    }

    /// Citations with their places.
    pub fn citations(&self, citations: &[Spanned<Citation>], bound: &[Option<BoundCitation>]) -> Vec<CitationView> {
        let pairs = citations.iter().zip(bound);
        pairs
            .filter_map(|(citation, bound)| bound.as_ref().map(|bound| self.citation(&citation.value, bound)))
            .collect()
    }

    fn citation(&self, citation: &Citation, bound: &BoundCitation) -> CitationView {
        let instrument = self.book.instrument(bound.instrument);
        let language = self.language;
        let provision = match bound.destination() {
            Destination::Provision(_, id) => Some(id),
            _ => None,
        };
        let title = provision.and_then(|id| article_title(self.book, bound.instrument, id, language));
        CitationView {
            words: words::citation(self.book, citation, language, Form::Running),
            short: words::citation(self.book, citation, language, Form::Short),
            url: self.links.href(&bound.destination()),
            key: citation.to_string(),
            title,
            obligations: provision.map_or_else(Vec::new, |id| obligations(instrument, id, language)),
        }
    }

    /// Clauses on a provision.
    pub fn uses(&self, uses: &[Use]) -> Vec<UseView> {
        let mut sorted: Vec<&Use> = uses.iter().collect();
        sorted.sort_by_key(|used| (used.relation, used.clause));
        let view = |used: &&Use| UseView {
            relation: used.relation.key(),
            label: words::clause_label(self.book, self.resolved, used.clause, self.language),
            title: self.title(TextId::Clause(used.clause)),
            url: self.links.href(&Destination::Clause(used.clause, None)),
        };
        sorted.iter().map(view).collect()
    }

    /// "Part IV", "Chapter 7", "Guideline 12".
    pub fn entry_label(&self, id: EntryId) -> Option<String> {
        let number = self.resolved.numbers.of(id)?;
        let interface = locale::words(self.language);
        let (name, division) = match self.book.outline.get(id).kind {
            EntryKind::Part => (interface.part, true),
            EntryKind::Chapter(_) => (interface.chapter, true),
            EntryKind::Clause(_) | EntryKind::Draft => (words::clause_name(self.book, self.language), false),
            EntryKind::Root | EntryKind::Prose(_) => return None,
        };
        Some(locale::numbered(self.language, name, number, division))
    }
}

/// The brackets of a clause's text that are under negotiation.
pub fn open_brackets(clause: &Clause) -> impl Iterator<Item = &Bracket> {
    clause.body.brackets.iter().filter(|bracket| bracket.open)
}

/// The title of the book in a language.
pub fn book_title(book: &Book, language: Language) -> String {
    book.settings.titles.get(&language).unwrap_or(&book.settings.title).clone()
}

/// The book as a whole.
pub fn book_view(book: &Book, resolved: &Resolved, language: Language) -> BookView {
    let settings = &book.settings;
    BookView {
        title: book_title(book, language),
        subtitle: settings.subtitles.get(&language).or(settings.subtitle.as_ref()).cloned(),
        description: settings.description.clone().filter(|_| language == settings.language),
        authors: settings.authors.clone(),
        edition: settings.edition.clone(),
        date: settings.date.clone(),
        notice: settings.notice.clone(),
        language: language.code(),
        direction: language.direction(),
        source_language: settings.language.code(),
        source_direction: settings.language.direction(),
        name: settings.name.clone(),
        legal_systems: legal_systems(&settings.sections, language),
        clauses: book.clauses.len(),
        clause_name: words::clause_name(book, language).to_owned(),
        has_glossary: !book.terms.is_empty(),
        has_editions: book.ledger.as_ref().is_some_and(|ledger| !ledger.editions.is_empty()),
        has_coverage: !resolved.concordance.required.is_empty(),
        open_brackets: book.clauses.iter().map(|clause| open_brackets(clause).count()).sum(),
    }
}

/// The legal systems that clauses have notes on.
fn legal_systems(kinds: &SectionKinds, language: Language) -> Vec<Named> {
    let parts = kinds.with_key(LEGAL_SYSTEMS).map_or(&[][..], |kind| &kind.parts);
    parts.iter().map(|part| Named { key: part.key.to_string(), name: part.name(language).to_owned() }).collect()
}

/// The title of a provision's article, if it was checked against the source.
pub fn article_title(book: &Book, instrument: InstrumentId, id: ProvisionId, language: Language) -> Option<String> {
    let instrument = book.instrument(instrument);
    let article = instrument.provision(instrument.article_of(id));
    let publishable = article.titles_verified.contains(&language) || article.title_is_description;
    article.titles.get(&language).filter(|_| publishable).cloned()
}

/// The citation of one provision.
pub fn provision_citation(book: &Book, instrument: InstrumentId, id: ProvisionId) -> Citation {
    let instrument = book.instrument(instrument);
    let target = Target::Provision(instrument.provision(id).locator.clone());
    Citation::new(instrument.id.clone(), vec![target]).expect("a citation with one target is not empty")
}

/// "Article 57", "Article 57, paragraph 3 (c)".
pub fn provision_label(book: &Book, instrument: InstrumentId, id: ProvisionId, language: Language) -> String {
    let citation = provision_citation(book, instrument, id);
    words::capitalized(&locale::write(&citation, book.instrument(instrument), language, Form::Locator))
}

/// "Chapter V".
pub fn division_label(instrument: &Instrument, division: &Division, language: Language) -> String {
    let target = Target::Division { kind: division.kind, number: division.number };
    let citation = Citation::new(instrument.id.clone(), vec![target]).expect("a citation with one target is not empty");
    words::capitalized(&locale::write(&citation, instrument, language, Form::Locator))
}

/// A status with its word.
pub fn status(status: Status, language: Language) -> Named {
    let words = locale::words(language);
    let name = match status {
        Status::Draft => words.draft,
        Status::UnderNegotiation => words.under_negotiation,
        Status::AgreedAdReferendum => words.agreed_ad_referendum,
        Status::Agreed => words.agreed,
        Status::Withdrawn => words.withdrawn,
    };
    Named { key: status.key().to_owned(), name: name.to_owned() }
}

fn force_named(force: Force, language: Language) -> Named {
    let words = locale::words(language);
    let name = match force {
        Force::Required => words.force_required,
        Force::Recommended => words.force_recommended,
        Force::Optional => words.force_optional,
    };
    Named { key: force.key().to_owned(), name: name.to_owned() }
}

/// What a provision asks of States, sentence by sentence.
pub fn obligations(instrument: &Instrument, id: ProvisionId, language: Language) -> Vec<Named> {
    instrument.provision(id).obligations.iter().map(|obligation| obligation_named(*obligation, language)).collect()
}

/// What a provision asks of States, with its word.
pub fn obligation_named(obligation: Obligation, language: Language) -> Named {
    let words = locale::words(language);
    let (key, name) = match obligation {
        Obligation::Mandatory => ("mandatory", words.obligation_mandatory),
        Obligation::Qualified => ("qualified", words.obligation_qualified),
        Obligation::Consider => ("consider", words.obligation_consider),
        Obligation::Optional => ("optional", words.obligation_optional),
        Obligation::None => ("none", words.obligation_none),
    };
    Named { key: key.to_owned(), name: name.to_owned() }
}

/// How a provision is covered, with its word.
pub fn covered_named(covered: Covered, language: Language) -> Named {
    let words = locale::words(language);
    let name = match covered {
        Covered::Directly => words.covered,
        Covered::Within => words.covered_within,
        Covered::LeftOut(_) => words.left_out,
        Covered::Not => words.not_covered,
    };
    Named { key: covered.key().to_owned(), name: name.to_owned() }
}

/// An addressee with its word; the book's own are shown by their ids.
fn addressee(key: &str, language: Language) -> Named {
    let words = locale::words(language);
    let name = match key {
        "requesting-state" => words.requesting_state.to_owned(),
        "requested-state" => words.requested_state.to_owned(),
        "all-states" => words.all_states.to_owned(),
        other => words::capitalized(&other.replace('-', " ")),
    };
    Named { key: key.to_owned(), name }
}
