//! The search page: a question, how it was understood, what was found, and how to narrow it.

use super::hits::{self, Line};
use super::names::{self, Link};
use crate::basket::Basket;
use crate::document::Texts;
use crate::query::{self, Found, Question, WireFound};
use crate::said;
use crate::{index, source};
use askama::Template;
use platform::actor::Needs;
use platform::clearance::{Compartment, CompartmentKind};
use platform::web::{Asked, Outcome, Reply, Route, ShowPage, Visit, Wanted, escape};
use platform::{Error, Result, Sample};
use search::{Answer, Count, Thesaurus};
use serde::Serialize;

pub(super) fn routes() -> Vec<Route> {
    vec![Route::page("/library/search", Needs::Reading, page)]
}

/// Values of a facet that are shown at once, and those behind “more”.
const VALUES_SHOWN: usize = 6;
const VALUES_MAX: usize = 40;

#[derive(Template)]
#[template(path = "search.html")]
struct SearchPage<'a> {
    v: &'a Visit,
    question: &'a Question,
    error: Option<String>,
    /// Filters in force, each with the address without it.
    chips: Vec<Link>,
    /// Filters that a new question keeps.
    kept: Vec<(&'static str, String)>,
    shown: Option<Shown>,
    facets: Vec<Facet>,
    examples: Vec<Link>,
    baskets: Vec<Basket>,
    here: String,
}

impl SearchPage<'_> {
    /// The form that keeps this search, filled in.
    fn save(&self) -> String {
        format!("/library/searches/save?query={}&title={}", escape(&self.v.query), escape(&self.question.q))
    }
}

struct Shown {
    total: u64,
    /// Whether anything found answers the question.
    answered: bool,
    range: String,
    /// What part of the library has text, since only that is searched.
    texts: String,
    took: String,
    concepts: Vec<Concept>,
    suggestion: Option<Link>,
    problems: Vec<String>,
    documents: Vec<(Link, String)>,
    lines: Vec<Line>,
    /// What the compartments of the reader hold: title, address, number found, the best.
    asides: Vec<(Link, u64, Vec<Line>)>,
    earlier: Option<String>,
    later: Option<String>,
}

struct Concept {
    href: String,
    label: String,
    words: String,
    on: bool,
}

struct Facet {
    label: String,
    values: Vec<Value>,
    more: Vec<Value>,
}

struct Value {
    href: String,
    label: String,
    count: u64,
    on: bool,
}

/// What `.json` gives: the answer as programs see it, and the documents found by title.
#[derive(Serialize)]
struct Data {
    #[serde(flatten)]
    found: WireFound,
    documents: Vec<serde_json::Value>,
}

fn page(visit: Visit, Asked(question): Asked<Question>) -> Outcome {
    let browsing = question.is_empty() && visit.wanted == Wanted::Page;
    // Browsing needs the counts alone.
    let asked = if browsing { Question { limit: Some(1), ..question.clone() } } else { question.clone() };
    let thesaurus = index::thesaurus(&visit.app)?;
    let found = match query::search(&visit.app, &visit.actor, &asked, visit.language) {
        Ok(found) => found,
        Err(error @ Error::Invalid(_)) if visit.wanted == Wanted::Page => {
            let page = SearchPage { error: Some(visit.told(&error)), ..blank(&visit, &question, &thesaurus)? };
            return Ok(Reply::html(page.render()?).with_status(error.status()));
        }
        Err(error) => return Err(error),
    };
    let page = SearchPage {
        shown: (!browsing).then(|| shown(&visit, &question, &found, &thesaurus)),
        facets: facets(&visit, &question, &found.answer, &thesaurus)?,
        ..blank(&visit, &question, &thesaurus)?
    };
    let documents = found.documents.iter().map(|d| serde_json::json!({"document": d.document, "title": d.title, "date": d.date})).collect();
    visit.show(&page, &Data { found: WireFound::of(&found, |said| visit.say(said)), documents })
}

fn blank<'a>(v: &'a Visit, question: &'a Question, thesaurus: &Thesaurus) -> Result<SearchPage<'a>> {
    Ok(SearchPage {
        v,
        question,
        error: None,
        chips: chips(v, question, thesaurus)?,
        kept: kept(question),
        shown: None,
        facets: Vec::new(),
        examples: names::examples(v),
        baskets: hits::baskets(v)?,
        here: names::here(v),
    })
}

/// The filters that are lists, by the names that addresses use.
fn lists(question: &Question) -> [(&'static str, &Vec<String>); 10] {
    [
        ("topic", &question.topic),
        ("country", &question.country),
        ("region", &question.region),
        ("stage", &question.stage),
        ("kind", &question.kind),
        ("language", &question.language),
        ("party", &question.party),
        ("process", &question.process),
        ("source", &question.source),
        ("document", &question.document),
    ]
}

fn kept(question: &Question) -> Vec<(&'static str, String)> {
    lists(question).into_iter().flat_map(|(name, values)| values.iter().map(move |value| (name, value.clone()))).collect()
}

fn chips(v: &Visit, question: &Question, thesaurus: &Thesaurus) -> Result<Vec<Link>> {
    let mut out = Vec::new();
    for (name, value) in kept(question) {
        let label = format!("{}: {}", v.tk("library-facet-", name), value_name(v, thesaurus, name, &value)?);
        out.push(Link::new(v.toggled(name, &value), label));
    }
    for (name, value) in [("from", &question.from), ("to", &question.to)] {
        if !value.trim().is_empty() {
            out.push(Link::new(v.toggled(name, value), format!("{} {}", v.tk("library-", name), v.date(value))));
        }
    }
    Ok(out)
}

/// The name of a value that a filter or facet holds as a code.
fn value_name(v: &Visit, thesaurus: &Thesaurus, field: &str, value: &str) -> Result<String> {
    Ok(match field {
        "topic" => names::topic(v, thesaurus, value),
        "country" => names::country(v, value),
        "region" => names::region(v, value),
        "stage" => names::word(v, "library-stage-", value),
        "kind" => names::word(v, "library-kind-", value),
        "language" => names::word(v, "library-language-", value),
        "source" => source::card(value).map_or_else(|_| value.to_owned(), |card| card.title),
        "document" => {
            v.app.read(&v.actor, |c| crate::store::documents::stored(c, value))?.map_or_else(|| value.to_owned(), |s| s.kept.document.title)
        }
        _ => value.to_owned(),
    })
}

fn shown(v: &Visit, question: &Question, found: &Found, thesaurus: &Thesaurus) -> Shown {
    let answer = &found.answer;
    let (offset, limit) = (question.offset.unwrap_or(0), question.limit.unwrap_or(20));
    let last = offset + answer.hits.len();
    let concepts = answer.concepts.iter().map(|c| Concept {
        href: v.toggled("off", &c.id),
        label: c.label.clone(),
        words: c.words.join(", "),
        on: c.on,
    });
    Shown {
        total: answer.total,
        answered: answer.answered,
        texts: v.say(&found.texts.said(|n| v.number(n))),
        range: if answer.hits.is_empty() { String::new() } else { v.txy("library-search-range", v.number(offset + 1), v.number(last)) },
        took: if answer.took_ms < 1.0 { "<1".into() } else { v.number(answer.took_ms.round() as i64) },
        concepts: concepts.collect(),
        suggestion: answer.suggestion.as_ref().map(|text| Link::new(names::with_all(v, &[("q", text), ("offset", "")]), text)),
        problems: answer.problems.iter().map(|problem| v.say(&said::problem(problem))).collect(),
        documents: found
            .documents
            .iter()
            .map(|d| (Link::new(names::document_href(&d.document), &d.title), names::date(v, d.date.as_deref())))
            .collect(),
        lines: hits::lines(v, thesaurus, &answer.hits),
        asides: found
            .asides
            .iter()
            .map(|aside| {
                let link = Link::new(format!("/compartments/{}", aside.compartment.id), &aside.compartment.title);
                (link, aside.total, hits::lines(v, thesaurus, &aside.hits))
            })
            .collect(),
        earlier: (offset > 0)
            .then(|| v.with("offset", Some(offset.saturating_sub(limit)).filter(|n| *n > 0).map_or(String::new(), |n| n.to_string()))),
        later: (((last + answer.folded) as u64) < answer.total && !answer.hits.is_empty()).then(|| v.with("offset", last)),
    }
}

fn facets(v: &Visit, question: &Question, answer: &Answer, thesaurus: &Thesaurus) -> Result<Vec<Facet>> {
    let mut out = Vec::new();
    for (name, counts) in answer.facets.named() {
        if name == "year" {
            out.extend(decades(v, question, counts));
            continue;
        }
        let chosen = lists(question).into_iter().find(|(field, _)| *field == name).map(|(_, values)| values.as_slice()).unwrap_or_default();
        let mut values = Vec::new();
        for count in counts.iter().take(VALUES_MAX) {
            values.push(Value {
                href: v.toggled(name, &count.value),
                label: value_name(v, thesaurus, name, &count.value)?,
                count: count.count,
                on: chosen.contains(&count.value),
            });
        }
        out.extend(facet(v.tk("library-facet-", name), values));
    }
    Ok(out)
}

fn facet(label: String, mut values: Vec<Value>) -> Option<Facet> {
    if values.is_empty() {
        return None;
    }
    let more = values.split_off(VALUES_SHOWN.min(values.len()));
    Some(Facet { label, values, more })
}

/// Years in tens; a decade sets both ends of the time searched.
fn decades(v: &Visit, question: &Question, years: &[Count]) -> Option<Facet> {
    let mut sums: std::collections::BTreeMap<i32, u64> = std::collections::BTreeMap::new();
    for year in years {
        if let Ok(number) = year.value.parse::<i32>() {
            *sums.entry(number.div_euclid(10) * 10).or_default() += year.count;
        }
    }
    let values = sums.into_iter().rev().map(|(first, count)| {
        let (from, to) = (first.to_string(), (first + 9).to_string());
        let on = question.from == from && question.to == to;
        let pairs: [(&str, &str); 3] =
            if on { [("from", ""), ("to", ""), ("offset", "")] } else { [("from", &from), ("to", &to), ("offset", "")] };
        Value { href: names::with_all(v, &pairs), label: format!("{from}–{to}"), count, on }
    });
    facet(v.t("library-facet-decade"), values.collect())
}

/// A compartment of the invented world, for drawing samples.
pub(super) fn sample_compartment() -> Compartment {
    Compartment {
        id: "0190".into(),
        kind: CompartmentKind::Process,
        title: "Talks at Orrin".into(),
        opened_at: "2026-11-23T10:00:00.000Z".into(),
        has_key: true,
        members: 3,
        kept: true,
        member: true,
    }
}

pub(super) fn samples() -> Vec<Sample> {
    fn answer() -> Found {
        let count = |value: &str| Count { value: value.into(), count: 3 };
        let hit = hits::sample();
        let facets = search::Facets {
            kind: vec![count("ceasefire")],
            stage: vec![count("Cea")],
            language: vec![count("en")],
            region: vec![count("150")],
            year: vec![count("2021")],
            ..Default::default()
        };
        let concepts = vec![search::Understood {
            id: "buffer-zone".into(),
            label: "Buffer zone".into(),
            words: vec!["buffer".into()],
            confidence: 0.9,
            on: true,
        }];
        let answer = Answer {
            query: "bufer zone".into(),
            shown: 0,
            total: 41,
            took_ms: 3.0,
            hits: vec![hit.clone()],
            folded: 2,
            answered: false,
            facets,
            concepts,
            suggestion: Some("buffer zone".into()),
            problems: vec![search::Problem::OpenQuotation],
        };
        let aside = crate::aside::Aside { compartment: sample_compartment(), total: 1, hits: vec![hit.clone()] };
        Found { answer, documents: vec![hit], asides: vec![aside], texts: Texts { full: 41, passages: 2, none: 7 } }
    }
    fn asked() -> Question {
        Question { q: "bufer zone".into(), kind: vec!["ceasefire".into()], from: "2020".into(), to: "2029".into(), ..Question::default() }
    }
    vec![
        Sample {
            name: "search.html",
            render: |v| {
                let thesaurus = index::thesaurus(&v.app)?;
                let (question, found) = (asked(), answer());
                let page = SearchPage {
                    shown: Some(shown(v, &question, &found, &thesaurus)),
                    facets: facets(v, &question, &found.answer, &thesaurus)?,
                    ..blank(v, &question, &thesaurus)?
                };
                Ok(page.render()?)
            },
        },
        Sample {
            name: "search.html",
            render: |v| Ok(SearchPage { error: Some("…".into()), ..blank(v, &Question::default(), &*index::thesaurus(&v.app)?)? }.render()?),
        },
    ]
}
