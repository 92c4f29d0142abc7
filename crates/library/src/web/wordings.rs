//! Where else a wording stands: the provisions that read like one, word by word against it.

use super::names::{self, Link};
use crate::query;
use crate::read;
use askama::Template;
use methods::difference::{self, Change};
use methods::language::Language;
use platform::actor::Needs;
use platform::web::{Asked, Outcome, Route, ShowPage, Visit};
use platform::{Result, Sample};
use search::Hit;
use serde::{Deserialize, Serialize};

pub(super) fn routes() -> Vec<Route> {
    vec![Route::page("/library/wordings", Needs::Reading, page)]
}

#[derive(Deserialize)]
struct OfProvision {
    provision: String,
}

#[derive(Template)]
#[template(path = "wordings.html")]
struct WordingsPage<'a> {
    v: &'a Visit,
    of: Link,
    date: String,
    text: &'a str,
    others: Vec<Other>,
}

struct Other {
    link: Link,
    date: String,
    language: String,
    /// Against the one that was asked for.
    changes: Vec<Change>,
}

/// What `.json` gives: each with its text.
#[derive(Serialize)]
struct Wire<'a> {
    provision: &'a str,
    document: &'a str,
    title: &'a str,
    date: Option<&'a str>,
    language: Option<&'static str>,
    text: &'a str,
}

fn page(visit: Visit, Asked(asked): Asked<OfProvision>) -> Outcome {
    let view = read::provision(&visit.app, &visit.actor, &asked.provision)?;
    let hits = query::wordings(&visit.app, &visit.actor, &view.provision, visit.language)?;
    let hits: Vec<Hit> = hits.into_iter().filter(|hit| hit.id != view.provision.id).collect();
    let (d, p) = (&view.document.document, &view.provision);
    let page = WordingsPage {
        of: Link::new(names::provision_href(&p.id), format!("{}, {}", d.title, p.path)),
        date: names::date(&visit, d.date.map(|date| date.to_string()).as_deref()),
        text: &p.text,
        others: hits.iter().map(|hit| other(&visit, hit, (&p.text, d.language))).collect(),
        v: &visit,
    };
    let wire = |hit: &'_ Hit| -> serde_json::Result<serde_json::Value> {
        serde_json::to_value(Wire {
            provision: &hit.id,
            document: &hit.document,
            title: &hit.title,
            date: hit.date.as_deref(),
            language: hit.language.map(|language| language.code()),
            text: &hit.text,
        })
    };
    let wordings = hits.iter().map(wire).collect::<serde_json::Result<Vec<_>>>()?;
    visit.show(&page, &serde_json::json!({"provision": p.id, "wordings": wordings}))
}

fn other(v: &Visit, hit: &Hit, (text, language): (&str, Option<Language>)) -> Other {
    // Words of two languages are not the same words.
    let whole = || vec![Change::Equal(hit.text.clone())];
    Other {
        link: Link::new(names::provision_href(&hit.id), &hit.title),
        date: names::date(v, hit.date.as_deref()),
        language: hit.language.map_or("", |language| language.code()).to_owned(),
        changes: if language.is_none_or(|own| hit.language == Some(own)) { difference::words(text, &hit.text) } else { whole() },
    }
}

pub(super) fn samples() -> Vec<Sample> {
    fn filled<'a>(v: &'a Visit, hits: &[Hit]) -> Result<WordingsPage<'a>> {
        let text = "The Commission monitors the zone.";
        let others = hits.iter().map(|hit| other(v, hit, (text, None))).collect();
        Ok(WordingsPage { v, of: Link::new("/", "Orrin Bridge Ceasefire"), date: "2021".into(), text, others })
    }
    vec![
        Sample { name: "wordings.html", render: |v| Ok(filled(v, &[super::hits::sample()])?.render()?) },
        Sample { name: "wordings.html", render: |v| Ok(filled(v, &[])?.render()?) },
    ]
}
