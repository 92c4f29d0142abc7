//! The first page: what this is, a question, what is here.

use super::names::{self, Link};
use crate::document::{Listed, Texts};
use crate::export::Narrow;
use crate::read;
use crate::stats::{self, Stats};
use askama::Template;
use platform::actor::Needs;
use platform::web::{Asked, Outcome, Route, ShowPage, Visit};
use platform::{Result, Sample};
use serde::Serialize;

pub(super) fn routes() -> Vec<Route> {
    vec![Route::page("/", Needs::Nothing, page)]
}

/// Documents shown as the newest.
const NEWEST: usize = 6;

/// What is here; none where this visitor may not read.
#[derive(Serialize)]
struct Content {
    stats: Stats,
    newest: Vec<Listed>,
}

#[derive(Template)]
#[template(path = "home.html")]
struct HomePage<'a> {
    v: &'a Visit,
    content: Option<&'a Content>,
    examples: Vec<Link>,
}

fn page(visit: Visit, _: Asked<serde_json::Value>) -> Outcome {
    let content = if visit.may(Needs::Reading) { Some(content(&visit)?) } else { None };
    let page = HomePage { v: &visit, content: content.as_ref(), examples: names::examples(&visit) };
    visit.show(&page, &content)
}

fn content(v: &Visit) -> Result<Content> {
    let newest = read::list(&v.app, &v.actor, &Narrow::default(), None, NEWEST)?;
    Ok(Content { stats: stats::stats(&v.app, &v.actor)?, newest })
}

impl HomePage<'_> {
    fn texts(&self, texts: &Texts) -> String {
        self.v.say(&texts.said(|n| self.v.number(n)))
    }
}

impl Content {
    fn is_empty(&self) -> bool {
        self.newest.is_empty()
    }
}

pub(super) fn samples() -> Vec<Sample> {
    fn content(full: bool) -> Content {
        let documents = if full { [("ceasefire".to_owned(), 18)].into() } else { Default::default() };
        let sources = vec![stats::SourceStats { card: super::documents::sample_card(), documents: 18 }];
        Content {
            stats: Stats { documents, texts: Texts { full: 11, passages: 3, none: 4 }, provisions: 1_204, topics: 250, sources },
            newest: if full { vec![super::documents::sample_listed()] } else { Vec::new() },
        }
    }
    vec![
        Sample { name: "home.html", render: |v| Ok(HomePage { v, content: Some(&content(true)), examples: names::examples(v) }.render()?) },
        Sample {
            name: "home.html",
            render: |v| Ok(HomePage { v, content: Some(&content(false)), examples: names::examples(v) }.render()?),
        },
        Sample { name: "home.html", render: |v| Ok(HomePage { v, content: None, examples: names::examples(v) }.render()?) },
    ]
}
