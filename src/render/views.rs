//! Views of a book for templates: what pages of several outputs show alike.

use crate::locale::{self, Form};
use crate::model::anchor::Destination;
use crate::model::body::{Bracket, Section};
use crate::model::book::{Book, ClauseId, InstrumentId, TextId};
use crate::model::citation::{Citation, Target};
use crate::model::clause::{Clause, Force, Status};
use crate::model::instrument::{Division, Instrument, Obligation, ProvisionId};
use crate::model::language::Language;
use crate::model::outline::{EntryId, EntryKind};
use crate::model::section::TEXT;
use crate::render::anchors;
use crate::render::context::{
    BookView, CitationView, ClauseView, FootnoteView, LinkView, Named, SectionView, TermView, TextView,
    TranslationView, UseView,
};
use crate::render::html::{HtmlOptions, HtmlWriter, Links};
use crate::render::words;
use crate::resolve::Resolved;
use crate::resolve::bind::BoundCitation;
use crate::resolve::concordance::{Covered, Use};
use crate::source::Spanned;

/// Makes views; knows the book and how the output addresses things.
#[derive(Clone, Copy)]
pub struct Viewer<'a> {
    /// The book.
    pub book: &'a Book,
    /// What its pointers mean.
    pub resolved: &'a Resolved,
    /// How the output addresses things.
    pub links: &'a dyn Links,
    /// Options of HTML texts.
    pub options: HtmlOptions,
}

impl<'a> Viewer<'a> {
    fn language(&self) -> Language {
        self.book.settings.language
    }

    /// A link to a destination, with the words that the program writes for it.
    pub fn link(&self, destination: &Destination) -> LinkView {
        LinkView {
            words: words::destination(self.book, self.resolved, destination, self.language()),
            url: self.links.href(destination),
        }
    }

    /// A link to a clause: "Guideline 12: Title".
    pub fn clause_link(&self, id: ClauseId) -> LinkView {
        let label = words::clause_label(self.book, self.resolved, id, self.language());
        LinkView {
            words: format!("{label}. {}", self.book.clause(id).title.value),
            url: self.links.href(&Destination::Clause(id, None)),
        }
    }

    /// A clause with all its texts as HTML.
    pub fn clause(&self, id: ClauseId) -> ClauseView {
        let clause = self.book.clause(id);
        let text = TextId::Clause(id);
        let writer = HtmlWriter::new(self.book, self.resolved, text, clause.id.value.clone(), self.links, self.options);
        let write = |section: &Section| writer.section(section);
        let mut view = self.clause_view(id, &write);
        view.footnotes = self.footnotes(text, &writer);
        view
    }

    /// A clause whose texts are written by `write`, without footnotes.
    pub fn clause_view(&self, id: ClauseId, write: &dyn Fn(&Section) -> String) -> ClauseView {
        let clause = self.book.clause(id);
        let bound = &self.resolved.clauses[id.0 as usize];
        let language = self.language();
        ClauseView {
            id: clause.id.value.clone(),
            number: self.resolved.numbers.of(self.resolved.index.clause_entries[id.0 as usize]).map(str::to_owned),
            label: words::clause_label(self.book, self.resolved, id, language),
            title: clause.title.value.clone(),
            status: status(clause.status, language),
            force: clause.force.map(|force| force_named(force, language)),
            addressees: clause.addressees.iter().map(|key| addressee(key, language)).collect(),
            implements: self.citations(&clause.implements, &bound.implements),
            related_provisions: self.citations(&clause.related_provisions, &bound.related_provisions),
            related: bound.related.iter().map(|destination| self.related(destination)).collect(),
            referred_by: self.resolved.referred_by[id.0 as usize].iter().map(|id| self.clause_link(*id)).collect(),
            text: clause.body.section(TEXT).map_or_else(String::new, write),
            sections: self.sections(clause, write),
            footnotes: Vec::new(),
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

    fn sections(&self, clause: &Clause, write: &dyn Fn(&Section) -> String) -> Vec<SectionView> {
        let known = |section: &Section| self.book.settings.sections.with_key(&section.key).is_some();
        let shown = |section: &&Section| &*section.key != TEXT && (!section.is_empty() || !known(section));
        let sections = clause.body.sections.iter().filter(shown);
        // A section that the book does not declare keeps its own heading, so that nothing typed is lost.
        let heading = |section: &Section| crate::load::markdown::plain_text(&section.heading, &clause.body);
        sections
            .map(|section| {
                let kind = self.book.settings.sections.with_key(&section.key);
                let name = kind.map_or_else(|| heading(section), |kind| kind.name(self.language()).to_owned());
                let anchor = |key: &str| format!("{}.{key}", clause.id.value);
                let parts = section.parts.iter().filter_map(|part| {
                    let name = kind.and_then(|kind| kind.parts.iter().find(|kind| kind.key == part.key));
                    if part.is_empty() && name.is_some() {
                        return None;
                    }
                    Some(SectionView {
                        key: part.key.to_string(),
                        name: name.map_or_else(|| heading(part), |kind| kind.name(self.language()).to_owned()),
                        anchor: self.heading_anchor(clause, part).unwrap_or_else(|| anchor(&part.key)),
                        body: write(part),
                        parts: Vec::new(),
                    })
                });
                SectionView {
                    key: section.key.to_string(),
                    name,
                    anchor: self.heading_anchor(clause, section).unwrap_or_else(|| anchor(&section.key)),
                    body: write(section),
                    parts: parts.collect(),
                }
            })
            .collect()
    }

    fn heading_anchor(&self, clause: &Clause, section: &Section) -> Option<String> {
        let heading = clause.body.headings.iter().find(|heading| heading.range == section.range)?;
        Some(format!("{}.{}", clause.id.value, heading.anchor))
    }

    /// A prose text as HTML.
    pub fn text(&self, id: TextId) -> TextView {
        let anchor = anchors::text_anchor(self.book, self.resolved, id);
        let writer = HtmlWriter::new(self.book, self.resolved, id, anchor.clone(), self.links, self.options);
        let body = self.book.body(id).sections.iter().map(|section| writer.section(section)).collect();
        let title = match id {
            TextId::Prose(id) => self.book.prose(id).title.clone(),
            TextId::Clause(id) => self.book.clause(id).title.value.clone(),
            TextId::Term(at) => self.book.terms[at as usize].term.clone(),
        };
        TextView { title, anchor, body, footnotes: self.footnotes(id, &writer) }
    }

    fn footnotes(&self, id: TextId, writer: &HtmlWriter<'_>) -> Vec<FootnoteView> {
        let count = self.book.body(id).footnotes.len() as u32;
        (0..count)
            .map(|at| {
                let (anchor, mark) = writer.footnote_anchors(at);
                FootnoteView { number: self.options.first_footnote + at, anchor, mark, body: writer.footnote(at) }
            })
            .collect()
    }

    /// The terms in alphabetical order.
    pub fn glossary(&self) -> Vec<TermView> {
        let mut terms: Vec<TermView> = (0..self.book.terms.len() as u32).map(|at| self.term(at)).collect();
        terms.sort_by_cached_key(|term| (term.term.to_lowercase(), term.anchor.clone()));
        terms
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
        let translations =
            term.forms.iter().filter(|(language, _)| **language != self.language()).filter_map(|(language, forms)| {
                let term = forms.first()?.clone();
                Some(TranslationView {
                    language: language.code(),
                    direction: language.direction(),
                    name: language.own_name(),
                    term,
                })
            });
        TermView {
            term: term.term.clone(),
            anchor: text.anchor,
            definition: text.body,
            source: self.citations(&term.source, &bound),
            translations: translations.collect(),
            discouraged: term.discouraged.iter().map(|discouraged| discouraged.word.clone()).collect(),
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
        let language = self.language();
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
            obligation: provision.and_then(|id| {
                instrument.provision(id).obligations.first().map(|obligation| obligation_named(*obligation, language))
            }),
        }
    }

    /// Clauses on a provision.
    pub fn uses(&self, uses: &[Use]) -> Vec<UseView> {
        let mut sorted: Vec<&Use> = uses.iter().collect();
        sorted.sort_by_key(|used| (used.relation, used.clause));
        let view = |used: &&Use| UseView {
            relation: used.relation.key(),
            label: words::clause_label(self.book, self.resolved, used.clause, self.language()),
            title: self.book.clause(used.clause).title.value.clone(),
            url: self.links.href(&Destination::Clause(used.clause, None)),
        };
        sorted.iter().map(view).collect()
    }

    /// "Part IV", "Chapter 7", "Guideline 12".
    pub fn entry_label(&self, id: EntryId) -> Option<String> {
        let number = self.resolved.numbers.of(id)?;
        let interface = locale::words(self.language());
        let name = match self.book.outline.get(id).kind {
            EntryKind::Part => interface.part,
            EntryKind::Chapter(_) => interface.chapter,
            EntryKind::Clause(_) | EntryKind::Draft => words::clause_name(self.book, self.language()),
            EntryKind::Root | EntryKind::Prose(_) => return None,
        };
        Some(format!("{name}\u{a0}{number}"))
    }
}

/// The brackets of a clause's text that are under negotiation.
pub fn open_brackets(clause: &Clause) -> impl Iterator<Item = &Bracket> {
    clause.body.brackets.iter().filter(|bracket| bracket.open)
}

/// The book as a whole.
pub fn book_view(book: &Book, resolved: &Resolved) -> BookView {
    let settings = &book.settings;
    BookView {
        title: settings.title.clone(),
        subtitle: settings.subtitle.clone(),
        description: settings.description.clone(),
        authors: settings.authors.clone(),
        edition: settings.edition.clone(),
        date: settings.date.clone(),
        notice: settings.notice.clone(),
        language: settings.language.code(),
        direction: settings.language.direction(),
        name: settings.name.clone(),
        clauses: book.clauses.len(),
        clause_name: words::clause_name(book, settings.language).to_owned(),
        has_glossary: !book.terms.is_empty(),
        has_coverage: !resolved.concordance.required.is_empty(),
        open_brackets: book.clauses.iter().map(|clause| open_brackets(clause).count()).sum(),
    }
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
pub fn provision_label(book: &Book, instrument: InstrumentId, id: ProvisionId) -> String {
    let citation = provision_citation(book, instrument, id);
    words::capitalized(&locale::write(&citation, book.instrument(instrument), book.settings.language, Form::Locator))
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
