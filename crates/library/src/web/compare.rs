//! Two to six documents side by side, topic by topic.

use super::names::{self, Link};
use crate::index;
use crate::provision::Provision;
use crate::read::{self, ComparedTopic, Comparison};
use askama::Template;
use platform::actor::Needs;
use platform::web::{Asked, Outcome, Reply, Route, ShowPage, Visit, Wanted};
use platform::{Error, Result, Sample};
use search::Thesaurus;
use serde::Deserialize;

pub(super) fn routes() -> Vec<Route> {
    vec![Route::page("/library/compare", Needs::Reading, page)]
}

/// Topics shown side by side where none was chosen.
const TOPICS_SHOWN: usize = 8;
/// Provisions shown in one cell; more are counted.
const CELL: usize = 6;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Wish {
    document: Vec<String>,
    topic: Vec<String>,
}

#[derive(Template)]
#[template(path = "compare.html")]
struct ComparePage<'a> {
    v: &'a Visit,
    error: Option<String>,
    /// Documents chosen, as ids.
    ids: Vec<String>,
    heads: Vec<Head>,
    rows: Vec<Row>,
    shown: Vec<Compared<'a>>,
    chosen: bool,
}

impl ComparePage<'_> {
    /// Three places for ids, with those already given.
    fn slots(&self) -> [(usize, &str); 3] {
        [0, 1, 2].map(|at| (at + 1, self.ids.get(at).map_or("", String::as_str)))
    }
}

/// A document at the head of its column.
struct Head {
    link: Link,
    date: String,
    /// This page's address without it; none where only two are left.
    without: Option<String>,
    language: &'static str,
}

/// A line of the overview: a topic, and how many provisions each document has on it.
struct Row {
    link: Link,
    on: bool,
    counts: Vec<usize>,
}

struct Compared<'a> {
    label: String,
    cells: Vec<Cell<'a>>,
}

struct Cell<'a> {
    provisions: Vec<(String, &'a Provision)>,
    more: usize,
}

fn page(visit: Visit, Asked(mut wish): Asked<Wish>) -> Outcome {
    let mut ids: Vec<String> = Vec::new();
    for id in wish.document.iter().map(|id| id.trim()).filter(|id| !id.is_empty()) {
        // A provision's id means its document.
        let id = read::document_id(id).to_owned();
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
    wish.topic.retain(|topic| !topic.trim().is_empty());
    if ids.len() < 2 && visit.wanted == Wanted::Page {
        let page = ComparePage { v: &visit, error: None, ids, heads: Vec::new(), rows: Vec::new(), shown: Vec::new(), chosen: false };
        return visit.show(&page, &());
    }
    let thesaurus = index::thesaurus(&visit.app)?;
    let comparison = match read::compare(&visit.app, &visit.actor, &ids, &[]) {
        Ok(comparison) => comparison,
        Err(error @ (Error::Invalid(_) | Error::NotFound(_))) if visit.wanted == Wanted::Page => {
            let page = ComparePage {
                v: &visit,
                error: Some(visit.told(&error)),
                ids,
                heads: Vec::new(),
                rows: Vec::new(),
                shown: Vec::new(),
                chosen: false,
            };
            return Ok(Reply::html(page.render()?).with_status(error.status()));
        }
        Err(error) => return Err(error),
    };
    let page = filled(&visit, &thesaurus, ids, &wish.topic, &comparison);
    visit.show(&page, &comparison)
}

fn filled<'a>(v: &'a Visit, thesaurus: &Thesaurus, ids: Vec<String>, topics: &[String], comparison: &'a Comparison) -> ComparePage<'a> {
    let wanted: Vec<&str> = topics.iter().flat_map(|id| thesaurus.with_narrower(id)).map(|(c, _)| c.id.as_str()).collect();
    let is_on = |t: &&ComparedTopic| wanted.contains(&t.topic.as_str());
    let shown: Vec<&ComparedTopic> = if wanted.is_empty() {
        comparison.topics.iter().take(TOPICS_SHOWN).collect()
    } else {
        comparison.topics.iter().filter(is_on).collect()
    };
    let head = |kept: &crate::document::Kept| {
        let d = &kept.document;
        Head {
            link: Link::new(names::document_href(&d.id), &d.title),
            date: names::date(v, d.date.map(|date| date.to_string()).as_deref()),
            without: (ids.len() > 2).then(|| v.toggled("document", &d.id)),
            language: d.language.map_or("", |l| l.code()),
        }
    };
    let row = |t: &ComparedTopic| Row {
        link: Link::new(v.toggled("topic", &t.topic), names::topic(v, thesaurus, &t.topic)),
        on: topics.contains(&t.topic),
        counts: t.provisions.iter().map(Vec::len).collect(),
    };
    let cell = |provisions: &'a Vec<Provision>| Cell {
        provisions: provisions.iter().take(CELL).map(|p| (names::provision_href(&p.id), p)).collect(),
        more: provisions.len().saturating_sub(CELL),
    };
    ComparePage {
        v,
        error: None,
        heads: comparison.documents.iter().map(head).collect(),
        rows: comparison.topics.iter().map(row).collect(),
        shown: shown
            .into_iter()
            .map(|t| Compared { label: names::topic(v, thesaurus, &t.topic), cells: t.provisions.iter().map(cell).collect() })
            .collect(),
        chosen: !topics.is_empty(),
        ids,
    }
}

pub(super) fn samples() -> Vec<Sample> {
    fn comparison() -> Comparison {
        let provisions = (1..9).map(|n| super::documents::sample_provision(n, false)).collect();
        let topic = ComparedTopic { topic: "buffer-zone".into(), provisions: vec![provisions, Vec::new()] };
        Comparison { documents: vec![super::documents::sample_kept(), super::documents::sample_kept()], topics: vec![topic] }
    }
    fn draw(v: &Visit) -> Result<String> {
        let (comparison, thesaurus) = (comparison(), index::thesaurus(&v.app)?);
        Ok(filled(v, &thesaurus, vec!["demo:cf-1".into(), "demo:cf-2".into()], &[], &comparison).render()?)
    }
    vec![
        Sample { name: "compare.html", render: draw },
        Sample {
            name: "compare.html",
            render: |v| {
                Ok(ComparePage {
                    v,
                    error: Some("…".into()),
                    ids: Vec::new(),
                    heads: Vec::new(),
                    rows: Vec::new(),
                    shown: Vec::new(),
                    chosen: false,
                }
                .render()?)
            },
        },
    ]
}
