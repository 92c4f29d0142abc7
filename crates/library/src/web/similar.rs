//! Provisions like a given one, or like a text that somebody pastes.

use super::hits::{self, Line};
use super::names::{self, Link};
use crate::basket::Basket;
use crate::query::{self, WireHit};
use crate::{index, read};
use askama::Template;
use platform::actor::Needs;
use platform::web::{Asked, Outcome, Posted, Route, ShowPage, Visit};
use platform::{Result, Sample};
use search::Hit;
use serde::Deserialize;

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::page("/library/similar", Needs::Reading, page),
        Route::form("/library/similar", Needs::Reading, pasted).on("/library/similar"),
    ]
}

/// Hits on the page.
const SHOWN: usize = 20;

#[derive(Template)]
#[template(path = "similar.html")]
struct SimilarPage<'a> {
    v: &'a Visit,
    /// The provision that was asked for, with its text.
    of: Option<(Link, String)>,
    text: &'a str,
    asked: bool,
    lines: Vec<Line>,
    baskets: Vec<Basket>,
    here: String,
}

#[derive(Deserialize)]
#[serde(default)]
#[derive(Default)]
struct OfProvision {
    provision: String,
}

fn page(visit: Visit, Asked(asked): Asked<OfProvision>) -> Outcome {
    if asked.provision.is_empty() {
        return show(&visit, None, "", false, &[]);
    }
    let view = read::provision(&visit.app, &visit.actor, &asked.provision)?;
    let hits = query::similar(&visit.app, &visit.actor, &view.provision.text, Some(&view.provision.id), SHOWN, visit.language)?;
    let label = format!("{}, {}", view.document.document.title, view.provision.path);
    let of = (Link::new(names::provision_href(&view.provision.id), label), view.provision.text);
    show(&visit, Some(of), "", true, &hits)
}

#[derive(Deserialize)]
struct Pasted {
    #[serde(default)]
    text: String,
}

fn pasted(visit: Visit, Posted(form): Posted<Pasted>) -> Outcome {
    let text = form.text.trim();
    if text.is_empty() {
        return show(&visit, None, "", false, &[]);
    }
    let hits = query::similar(&visit.app, &visit.actor, text, None, SHOWN, visit.language)?;
    show(&visit, None, text, true, &hits)
}

fn show(v: &Visit, of: Option<(Link, String)>, text: &str, asked: bool, hits: &[Hit]) -> Outcome {
    let page = filled(v, of, text, asked, hits)?;
    let data: Vec<WireHit> = hits.iter().map(|hit| WireHit::of(hit, |said| v.say(said))).collect();
    v.show(&page, &serde_json::json!({"hits": data}))
}

fn filled<'a>(v: &'a Visit, of: Option<(Link, String)>, text: &'a str, asked: bool, hits: &[Hit]) -> Result<SimilarPage<'a>> {
    let thesaurus = index::thesaurus(&v.app)?;
    Ok(SimilarPage { v, of, text, asked, lines: hits::lines(v, &thesaurus, hits), baskets: hits::baskets(v)?, here: names::here(v) })
}

pub(super) fn samples() -> Vec<Sample> {
    vec![
        Sample {
            name: "similar.html",
            render: |v| {
                Ok(filled(v, Some((Link::new("/", "Orrin Bridge Ceasefire"), "The line is marked.".into())), "", true, &[hits::sample()])?
                    .render()?)
            },
        },
        Sample { name: "similar.html", render: |v| Ok(filled(v, None, "x", true, &[])?.render()?) },
        Sample { name: "similar.html", render: |v| Ok(filled(v, None, "", false, &[])?.render()?) },
    ]
}
