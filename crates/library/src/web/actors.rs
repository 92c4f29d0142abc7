//! Actors: the authority file, one actor with its documents, and the matches that wait for a
//! person.

use super::names;
use crate::actor::{self, Authority, Candidate, Place};
use crate::document::Listed;
use crate::party::MatchState;
use askama::Template;
use axum::extract::Path;
use platform::actor::Needs;
use platform::web::{Asked, Outcome, Posted, Reply, Route, ShowPage, Visit};
use platform::{Error, Result, Sample, chart, say};
use serde::Deserialize;

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::page("/library/actors/review", Needs::Curating, review_page),
        Route::form("/library/actors/review", Needs::Curating, decide).on("/library/actors/review?from={from}"),
        Route::page("/library/actors/{id}", Needs::Reading, page),
    ]
}

/// From when to when an actor was there; none where neither is known.
fn years(v: &Visit, a: &Authority) -> Option<String> {
    if a.from.is_none() && a.to.is_none() {
        return None;
    }
    let shown = |date: &Option<String>| date.as_deref().map_or_else(|| "…".to_owned(), |d| v.date(d));
    Some(format!("{} – {}", shown(&a.from), shown(&a.to)))
}

/// What stands above the list: what it is for, and the matches that wait.
#[derive(Template)]
#[template(path = "actors-above.html")]
struct Above<'a> {
    v: &'a Visit,
    waiting: i64,
}

pub(super) fn above(v: &Visit) -> Result<String> {
    let waiting = if v.may_curate() { actor::to_review(&v.app, &v.actor, 0, 1)?.1 } else { 0 };
    Ok(Above { v, waiting }.render()?)
}

#[derive(Template)]
#[template(path = "actor.html")]
struct ActorPage<'a> {
    v: &'a Visit,
    a: &'a Authority,
    years: Option<String>,
    documents: Vec<DocumentLine>,
}

struct DocumentLine {
    href: String,
    date: String,
    title: String,
    language: String,
}

fn document_line(v: &Visit, d: &Listed) -> DocumentLine {
    DocumentLine {
        href: names::document_href(&d.id),
        date: names::date(v, d.date.as_deref()),
        title: d.title.clone(),
        language: d.language.clone().unwrap_or_default(),
    }
}

fn page(visit: Visit, Path(id): Path<String>) -> Outcome {
    let (a, documents) = actor::read(&visit.app, &visit.actor, &id)?;
    let lines = documents.iter().map(|d| document_line(&visit, d)).collect();
    let page = ActorPage { v: &visit, a: &a, years: years(&visit, &a), documents: lines };
    visit.show(&page, &serde_json::json!({"actor": a, "documents": documents}))
}

/// Matches on one page.
const REVIEW: usize = 25;

struct Match<'a> {
    c: &'a Candidate,
    /// Document, side and position, as the form sends them back.
    place: String,
    document: String,
    actor: String,
    score: String,
}

#[derive(Template)]
#[template(path = "matches.html")]
struct ReviewPage<'a> {
    v: &'a Visit,
    total: i64,
    first: usize,
    matches: Vec<Match<'a>>,
    next: Option<usize>,
    before: Option<usize>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct ReviewAsked {
    from: usize,
}

fn matches<'a>(v: &Visit, candidates: &'a [Candidate]) -> Vec<Match<'a>> {
    let shown = |c: &'a Candidate| Match {
        place: format!("{}|{}|{}", c.document, c.side, c.position),
        document: names::document_href(&c.document),
        actor: format!("/library/actors/{}", names::part(&c.actor)),
        score: chart::percent(v.language, c.score),
        c,
    };
    candidates.iter().map(shown).collect()
}

fn review_page(visit: Visit, Asked(asked): Asked<ReviewAsked>) -> Outcome {
    let (candidates, total) = actor::to_review(&visit.app, &visit.actor, asked.from, REVIEW)?;
    let end = asked.from + candidates.len();
    let page = ReviewPage {
        v: &visit,
        total,
        first: asked.from,
        matches: matches(&visit, &candidates),
        next: ((end as i64) < total).then_some(end),
        before: (asked.from > 0).then(|| asked.from.saturating_sub(REVIEW)),
    };
    visit.show(&page, &serde_json::json!({"total": total, "matches": candidates}))
}

/// One match is decided by its own button, a whole page by the button below it.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Decision {
    accept: Option<String>,
    reject: Option<String>,
    all: Option<String>,
    place: Vec<String>,
    from: usize,
}

fn decide(visit: Visit, Posted(form): Posted<Decision>) -> Outcome {
    let (state, places) = match (&form.accept, &form.reject, form.all.as_deref()) {
        (Some(place), _, _) => (MatchState::Accepted, std::slice::from_ref(place)),
        (None, Some(place), _) => (MatchState::Rejected, std::slice::from_ref(place)),
        (None, None, Some("accept")) => (MatchState::Accepted, form.place.as_slice()),
        (None, None, Some("reject")) => (MatchState::Rejected, form.place.as_slice()),
        _ => return Err(Error::invalid("all", say!("library-error-no-match-chosen"))),
    };
    let places = places.iter().map(|text| place(text)).collect::<Result<Vec<_>>>()?;
    actor::decide_all(&visit.app, &visit.actor, &places, state)?;
    let from = if form.from == 0 { String::new() } else { format!("?from={}", form.from) };
    Ok(Reply::see(&format!("/library/actors/review{from}")))
}

fn place(text: &str) -> Result<Place> {
    let parts: Vec<&str> = text.rsplitn(3, '|').collect();
    match parts[..] {
        [position, side, document] if position.parse::<i64>().is_ok() => {
            Ok(Place { document: document.to_owned(), side: side.to_owned(), position: position.parse().unwrap_or_default() })
        }
        _ => Err(Error::invalid("place", say!("library-error-match-unnamed"))),
    }
}

pub(super) fn samples() -> Vec<Sample> {
    fn sample() -> Authority {
        Authority {
            id: "demo:avf".into(),
            name: "Asha Valley Front".into(),
            kind: "armed group".into(),
            from: Some("2009".into()),
            to: None,
            external: vec![("demo".into(), "avf".into())],
            aliases: vec!["AVF".into()],
            source: "demo".into(),
        }
    }
    fn one(v: &Visit) -> Result<String> {
        let (a, unknown) = (sample(), Authority { from: None, aliases: Vec::new(), external: Vec::new(), ..sample() });
        let document = DocumentLine {
            href: "/library/documents/demo%3A1".into(),
            date: "2021".into(),
            title: "Asha Valley Ceasefire".into(),
            language: "en".into(),
        };
        let full = ActorPage { v, a: &a, years: years(v, &a), documents: vec![document] };
        Ok(full.render()? + &ActorPage { v, a: &unknown, years: None, documents: Vec::new() }.render()?)
    }
    fn review(v: &Visit) -> Result<String> {
        let side = |side: &str| Candidate {
            document: "demo:1".into(),
            title: "Asha Valley Ceasefire".into(),
            side: side.into(),
            position: 0,
            name: "The Front".into(),
            actor: "demo:avf".into(),
            actor_name: "Asha Valley Front".into(),
            score: 0.81,
        };
        let both = [side("party"), side("third_party")];
        let full = ReviewPage { v, total: 60, first: 25, matches: matches(v, &both), next: Some(50), before: Some(0) };
        Ok(full.render()? + &ReviewPage { v, total: 0, first: 0, matches: Vec::new(), next: None, before: None }.render()?)
    }
    vec![Sample { name: "actor.html", render: one }, Sample { name: "matches.html", render: review }]
}
