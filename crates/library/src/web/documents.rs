//! Documents: the list with its filters, and the page of one with everything around it.

mod samples;

pub(super) use samples::{sample_card, sample_kept, sample_listed, sample_provision, samples};

use super::names::{self, Link};
use super::outline::{self, Node};
use super::processes::{self, StepView};
use super::{cite, names::part};
use crate::document::{Document, DocumentKind, Listed, TextState, Texts};
use crate::export::Narrow;
use crate::index;
use crate::party::{MatchState, Party, Side};
use crate::provision::Provision;
use crate::query::{self, Question};
use crate::read::{self, DocumentView};
use crate::stats;
use askama::Template;
use axum::extract::Path;
use platform::Result;
use platform::actor::Needs;
use platform::clearance::marking::{self, Band};
use platform::web::{Asked, Outcome, Route, ShowPage, Visit, escape};
use search::Thesaurus;
use serde::Deserialize;

pub(super) fn routes() -> Vec<Route> {
    vec![Route::page("/library/documents", Needs::Reading, list_page), Route::page("/library/documents/{id}", Needs::Reading, page)]
}

/// Documents on one page of the list.
const PAGE: usize = 50;
/// Topics of a document shown at once.
const TOPICS_SHOWN: usize = 14;

impl Listed {
    /// Where its page stands.
    pub(crate) fn href(&self) -> String {
        names::document_href(&self.id)
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct ListAsked {
    kind: Option<String>,
    country: Option<String>,
    source: Option<String>,
    process: Option<String>,
    text: Option<String>,
    after: Option<String>,
}

/// A field of the filter form with its values.
struct Choice {
    name: &'static str,
    label: String,
    /// Value, name, whether it is chosen.
    values: Vec<(String, String, bool)>,
}

#[derive(Template)]
#[template(path = "documents.html")]
struct ListPage<'a> {
    v: &'a Visit,
    choices: Vec<Choice>,
    documents: &'a [Listed],
    /// How many of the documents listed have their text here.
    texts: String,
    narrowed: bool,
    next: Option<String>,
}

fn list_page(visit: Visit, Asked(asked): Asked<ListAsked>) -> Outcome {
    let narrow = Narrow { kind: asked.kind, country: asked.country, source: asked.source, process: asked.process, text: asked.text };
    let after = asked.after.as_deref().filter(|id| !id.is_empty());
    let mut documents = read::list(&visit.app, &visit.actor, &narrow, after, PAGE + 1)?;
    let more = documents.len() > PAGE;
    documents.truncate(PAGE);
    let page = ListPage {
        v: &visit,
        choices: choices(&visit, &narrow)?,
        documents: &documents,
        texts: said(&visit, read::texts(&visit.app, &visit.actor, &narrow)?),
        narrowed: narrow != Narrow::default(),
        next: documents.last().filter(|_| more).map(|last| visit.with("after", &last.id)),
    };
    visit.show(&page, &documents)
}

fn said(v: &Visit, texts: Texts) -> String {
    v.say(&texts.said(|n| v.number(n)))
}

fn choices(v: &Visit, narrow: &Narrow) -> Result<Vec<Choice>> {
    let choice = |name: &'static str, chosen: &Option<String>, mut values: Vec<(String, String)>, sort: bool| {
        if sort {
            values.sort_by_key(|(_, name)| name.to_lowercase());
        }
        let values = values
            .into_iter()
            .map(|(value, name)| {
                let on = chosen.as_deref() == Some(value.as_str());
                (value, name, on)
            })
            .collect();
        Choice { name, label: v.tk("library-facet-", name), values }
    };
    let (countries, sources) =
        v.app.read(&v.actor, |c| Ok((crate::store::figures::by_country(c, None, None, None)?, crate::store::figures::sources(c)?)))?;
    let kinds = DocumentKind::ALL.map(|k| (k.word().to_owned(), v.tk("library-kinds-", k.word()))).into();
    let countries = countries
        .into_iter()
        .map(|s| {
            let name = names::country(v, &s.of);
            (s.of, name)
        })
        .collect();
    let sources = sources.into_iter().filter(|(_, n)| *n > 0).map(|(card, _)| (card.id, card.title)).collect();
    let processes = stats::processes(&v.app, &v.actor)?.into_iter().map(|p| (p.process.clone(), p.process)).collect();
    let states = TextState::ALL.map(|state| (state.word().to_owned(), v.tk("library-text-state-", state.word()))).into();
    Ok(vec![
        choice("kind", &narrow.kind, kinds, false),
        choice("country", &narrow.country, countries, true),
        choice("process", &narrow.process, processes, true),
        choice("source", &narrow.source, sources, true),
        choice("text", &narrow.text, states, false),
    ])
}

/// A fact of a document: its label and its values.
struct Fact {
    label: String,
    values: Vec<FactValue>,
}

struct FactValue {
    text: String,
    href: Option<String>,
    note: String,
}

#[derive(Template)]
#[template(path = "document.html")]
struct DocumentPage<'a> {
    v: &'a Visit,
    view: &'a DocumentView,
    d: &'a Document,
    facts: Vec<Fact>,
    coded: Vec<Link>,
    /// Topics of the provisions with how many provisions show them, the most frequent first.
    suggested: Vec<(Link, u64)>,
    /// Those behind “more”.
    rarer: Vec<(Link, u64)>,
    outline: Vec<Node>,
    outline_size: usize,
    current: Vec<Row<'a>>,
    withdrawn: Vec<Row<'a>>,
    replaced_by: Vec<Link>,
    relations: Vec<(String, Link, String)>,
    steps: Vec<StepView>,
    comparable: Vec<Link>,
    plain: String,
    band: Band,
}

impl DocumentPage<'_> {
    fn process_href(&self, name: &str) -> String {
        names::process_href(name)
    }
}

struct Row<'a> {
    p: &'a Provision,
    label: &'a str,
    href: String,
}

fn row(p: &Provision) -> Row<'_> {
    Row { p, label: p.label.as_deref().unwrap_or(&p.path), href: names::provision_href(&p.id) }
}

fn page(visit: Visit, Path(asked): Path<String>) -> Outcome {
    let (id, form) = cite::form(&visit, &asked);
    let view = read::document(&visit.app, &visit.actor, id)?;
    let cited = read::cited(&visit.app, &view.kept, &view.card, None);
    if let Some(reply) = cite::reply(form, &cited) {
        return reply;
    }
    let versions = read::versions(&visit.app, &visit.actor, &view)?;
    let thesaurus = index::thesaurus(&visit.app)?;
    let suggested = suggested(&visit, &thesaurus, id)?;
    let band = marking::band(&visit.app, &visit.actor, &crate::marking::thing(id), view.marking.clone())?;
    let page = DocumentPage { band, ..filled(&visit, &view, &versions, &thesaurus, suggested, methods::citations::plain(&cited)) };
    visit.show(&page, &view)
}

fn filled<'a>(
    v: &'a Visit,
    view: &'a DocumentView,
    versions: &[Listed],
    thesaurus: &Thesaurus,
    mut suggested: Vec<(Link, u64)>,
    plain: String,
) -> DocumentPage<'a> {
    let d = &view.kept.document;
    let (withdrawn, current): (Vec<&Provision>, Vec<&Provision>) = view.provisions.iter().partition(|p| p.withdrawn);
    let outline = outline::tree(&current);
    let related = |relations: &[(String, Listed)], start: &str| -> Vec<(String, Link, String)> {
        let line = |(kind, other): &(String, Listed)| {
            (v.tk(start, kind), Link::new(other.href(), &other.title), names::date(v, other.date.as_deref()))
        };
        relations.iter().map(line).collect()
    };
    let mut relations = related(&view.relates_to, "library-relation-");
    relations.extend(related(&view.related_by, "library-related-"));
    let replacing = view.related_by.iter().filter(|(kind, _)| kind == "supersedes");
    let near = view.relates_to.iter().chain(&view.related_by).map(|(_, other)| other).chain(&view.process_documents);
    let mut comparable: Vec<Link> = Vec::new();
    for other in near.filter(|other| other.id != d.id && other.text_state != TextState::None) {
        if comparable.iter().all(|known| known.href != other.id) {
            comparable.push(Link::new(&other.id, format!("{} ({})", other.title, names::date(v, other.date.as_deref()))));
        }
    }
    DocumentPage {
        v,
        view,
        d,
        facts: facts(v, view, versions),
        coded: d
            .topics
            .iter()
            .filter(|t| t.value > 0)
            .map(|t| Link::new(format!("/library/search?topic={}", escape(&t.code)), names::topic(v, thesaurus, &t.code)))
            .collect(),
        rarer: suggested.split_off(TOPICS_SHOWN.min(suggested.len())),
        suggested,
        outline_size: outline::size(&outline),
        outline,
        current: current.into_iter().map(row).collect(),
        withdrawn: withdrawn.into_iter().map(row).collect(),
        replaced_by: replacing.map(|(_, other)| Link::new(other.href(), &other.title)).collect(),
        relations,
        steps: processes::around(v, read::timeline(view.process_documents.clone()), &d.id),
        comparable,
        plain,
        band: Band::none(),
    }
}

/// Topics of the provisions, as the index counts them.
fn suggested(v: &Visit, thesaurus: &Thesaurus, id: &str) -> Result<Vec<(Link, u64)>> {
    let question = Question { document: vec![id.to_owned()], limit: Some(1), ..Question::default() };
    let found = query::search(&v.app, &v.actor, &question, v.language)?;
    let link = |c: &search::Count| {
        let href = format!("/library/search?document={}&topic={}", escape(id), escape(&c.value));
        (Link::new(href, names::topic(v, thesaurus, &c.value)), c.count)
    };
    Ok(found.answer.facets.topic.iter().take(60).map(link).collect())
}

fn facts(v: &Visit, view: &DocumentView, versions: &[Listed]) -> Vec<Fact> {
    let d = &view.kept.document;
    let plain = |text: String| FactValue { text, href: None, note: String::new() };
    let link = |text: String, href: String| FactValue { text, href: Some(href), note: String::new() };
    let unknown = || vec![plain(v.t("library-unknown"))];
    let mut out: Vec<Fact> = Vec::new();
    let mut add = |label: &str, values: Vec<FactValue>| out.push(Fact { label: v.t(label), values });
    add("library-facet-kind", vec![link(v.tk("library-kind-", d.kind.word()), format!("/library/documents?kind={}", d.kind.word()))]);
    add("library-date", vec![plain(names::date(v, d.date.map(|date| date.to_string()).as_deref()))]);
    let country = |iso3: &String| {
        let regions = methods::countries::regions_of(iso3);
        let note = regions.last().map(|code| names::region(v, code)).unwrap_or_default();
        FactValue { text: names::country(v, iso3), href: Some(format!("/library/documents?country={}", part(iso3))), note }
    };
    add("library-countries", or(d.countries.iter().map(country).collect(), unknown));
    for (label, side) in [("library-parties", Side::Party), ("library-third-parties", Side::ThirdParty)] {
        add(label, or(view.matches.iter().filter(|p| p.side == side).map(|p| party(v, p)).collect(), unknown));
    }
    add("library-facet-process", or(d.process.iter().map(|p| link(p.clone(), names::process_href(p))).collect(), unknown));
    let agreed = matches!(d.kind, DocumentKind::Agreement | DocumentKind::Ceasefire);
    for (label, start, value) in [
        ("library-facet-stage", "library-stage-", &d.stage),
        ("library-substage", "library-substage-", &d.substage),
        ("library-status", "library-status-", &d.status),
        ("library-agreement-type", "library-agreement-type-", &d.agreement_type),
        ("library-conflict-type", "library-conflict-type-", &d.conflict_type),
    ] {
        // Of texts that nobody agreed on, these are not asked.
        if agreed || value.is_some() {
            add(label, or(value.iter().map(|code| plain(names::word(v, start, code))).collect(), unknown));
        }
    }
    add("library-facet-language", vec![plain(names::language(v, d.language))]);
    if !versions.is_empty() {
        let version = |other: &Listed| {
            let code = other.language.as_deref().and_then(methods::language::Language::from_code);
            FactValue { text: names::language(v, code), href: Some(other.href()), note: other.title.clone() }
        };
        add("library-versions", versions.iter().map(version).collect());
    }
    if let Some(symbol) = &d.symbol {
        add("library-symbol", vec![plain(symbol.clone())]);
    }
    if !d.external.is_empty() {
        add("library-external", d.external.iter().map(|e| plain(format!("{} {}", e.scheme, e.value))).collect());
    }
    out
}

fn or(values: Vec<FactValue>, unknown: impl Fn() -> Vec<FactValue>) -> Vec<FactValue> {
    if values.is_empty() { unknown() } else { values }
}

/// A name as written, with the actor it was matched to.
fn party(v: &Visit, p: &Party) -> FactValue {
    let actor = p.actor.as_ref().filter(|_| p.state != MatchState::Rejected);
    let note = match (p.state, p.score) {
        (MatchState::Suggested, Some(score)) => v.tx("library-match-suggested", v.number((score * 100.0).round() as i64)),
        _ => String::new(),
    };
    FactValue { text: p.name.clone(), href: actor.map(|id| format!("/library/actors/{}", part(id))), note }
}
