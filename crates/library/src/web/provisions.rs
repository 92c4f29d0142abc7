//! One provision: its text, its place, its topics, how it read before, and how to cite it.

use super::cite;
use super::hits;
use super::names::{self, Link};
use crate::basket::Basket;
use crate::document::Document;
use crate::index;
use crate::provision::Provision;
use crate::query::{self, Question};
use crate::read::{self, ProvisionTopic, ProvisionView};
use askama::Template;
use axum::extract::Path;
use methods::citations;
use methods::difference::{self, Change};
use platform::actor::Needs;
use platform::clearance::marking::{self, Band};
use platform::web::{Outcome, Posted, Reply, Route, ShowPage, Visit, escape};
use platform::{Error, Result, Sample, say};
use search::Thesaurus;
use serde::Deserialize;

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::page("/library/provisions/{id}", Needs::Reading, page),
        Route::form("/library/provisions/{id}/topics", Needs::Curating, decide).on("/library/provisions/{id}"),
    ]
}

#[derive(Template)]
#[template(path = "provision.html")]
struct ProvisionPage<'a> {
    v: &'a Visit,
    view: &'a ProvisionView,
    d: &'a Document,
    document: Link,
    date: String,
    surroundings: Vec<Around<'a>>,
    topics: Vec<TopicView<'a>>,
    elsewhere: Vec<Elsewhere>,
    pasts: Vec<PastView>,
    similar: String,
    plain: String,
    baskets: Vec<Basket>,
    here: String,
    action: String,
    band: Band,
}

struct Around<'a> {
    p: &'a Provision,
    href: String,
    here: bool,
}

struct TopicView<'a> {
    t: &'a ProvisionTopic,
    link: Link,
    /// Hundredths; none where a person brought the topic.
    score: Option<i64>,
    words: String,
    when: String,
}

struct Elsewhere {
    link: Link,
    text: String,
}

struct PastView {
    when: String,
    changes: Vec<Change>,
}

fn page(visit: Visit, Path(asked): Path<String>) -> Outcome {
    let (id, form) = cite::form(&visit, &asked);
    let view = read::provision(&visit.app, &visit.actor, id)?;
    let cited = read::cited(&visit.app, &view.document, &view.card, Some(&view.provision));
    if let Some(reply) = cite::reply(form, &cited) {
        return reply;
    }
    let thesaurus = index::thesaurus(&visit.app)?;
    let band = marking::band(&visit.app, &visit.actor, &crate::marking::thing(id), view.marking.clone())?;
    let page = ProvisionPage { band, elsewhere: elsewhere(&visit, &view)?, ..filled(&visit, &view, &thesaurus, citations::plain(&cited))? };
    visit.show(&page, &view)
}

fn filled<'a>(v: &'a Visit, view: &'a ProvisionView, thesaurus: &Thesaurus, plain: String) -> Result<ProvisionPage<'a>> {
    let (p, d) = (&view.provision, &view.document.document);
    let topic = |t: &'a ProvisionTopic| TopicView {
        link: Link::new(format!("/library/search?topic={}", escape(&t.topic)), names::topic(v, thesaurus, &t.topic)),
        score: t.score.map(|score| (score * 100.0).round() as i64),
        words: t.evidence.join(", "),
        when: t.decided_at.as_deref().map(|at| v.instant(at)).unwrap_or_default(),
        t,
    };
    let mut newer = p.text.as_str();
    let mut pasts = Vec::new();
    for past in &view.pasts {
        pasts.push(PastView { when: v.instant(&past.replaced_at), changes: difference::words(&past.text, newer) });
        newer = &past.text;
    }
    Ok(ProvisionPage {
        v,
        view,
        d,
        document: Link::new(format!("{}#p{}", names::document_href(&d.id), p.number), &d.title),
        date: names::date(v, d.date.map(|date| date.to_string()).as_deref()),
        surroundings: view
            .surroundings
            .iter()
            .map(|other| Around { p: other, href: names::provision_href(&other.id), here: other.id == p.id })
            .collect(),
        topics: view.topics.iter().map(topic).collect(),
        elsewhere: Vec::new(),
        pasts,
        similar: names::similar_href(&p.id),
        plain,
        baskets: hits::baskets(v)?,
        here: names::here(v),
        action: format!("{}/topics", names::provision_href(&p.id)),
        band: Band::none(),
    })
}

/// Other provisions of the same document on the clearest topics of this one.
fn elsewhere(v: &Visit, view: &ProvisionView) -> Result<Vec<Elsewhere>> {
    let clear = |t: &&ProvisionTopic| {
        t.state == "accepted" || t.state == "suggested" && t.score.is_some_and(|score| score >= search::thesaurus::SUGGESTION_CLEAR)
    };
    let topic: Vec<String> = view.topics.iter().filter(clear).take(3).map(|t| t.topic.clone()).collect();
    if topic.is_empty() {
        return Ok(Vec::new());
    }
    let question = Question { document: vec![view.document.document.id.clone()], topic, limit: Some(9), ..Question::default() };
    let found = query::search(&v.app, &v.actor, &question, v.language)?;
    let mut others: Vec<Provision> = v.app.read(&v.actor, |c| {
        let ids = found.answer.hits.iter().map(|hit| hit.id.as_str()).filter(|id| *id != view.provision.id);
        // The index may be a moment behind the database: what is gone is left out.
        Ok(ids.take(8).filter_map(|id| crate::store::provisions::get(c, id).ok()).collect())
    })?;
    others.sort_by_key(|p| p.position);
    let shown = |p: Provision| {
        let text: String = p.text.chars().take(220).collect();
        let cut = if text.len() < p.text.len() { "…" } else { "" };
        Elsewhere { link: Link::new(names::provision_href(&p.id), p.path), text: format!("{text}{cut}") }
    };
    Ok(others.into_iter().map(shown).collect())
}

#[derive(Deserialize)]
struct Decision {
    topic: String,
    /// `accepted`, `rejected`, or `back`.
    state: String,
}

fn decide(visit: Visit, (Path(id), Posted(form)): (Path<String>, Posted<Decision>)) -> Outcome {
    let thesaurus = index::thesaurus(&visit.app)?;
    let topic = named(&visit, &thesaurus, &form.topic)?;
    let state = Some(form.state.as_str()).filter(|state| *state != "back");
    read::decide_topic(&visit.app, &visit.actor, &id, &topic, state)?;
    Ok(Reply::see(&format!("{}#topics", names::provision_href(&id))))
}

/// The topic that a person means by its id, its code or its name in any language.
fn named(v: &Visit, thesaurus: &Thesaurus, text: &str) -> Result<String> {
    let text = text.trim();
    if let Some(concept) = thesaurus.by_id(text).or_else(|| thesaurus.by_pax(text)) {
        return Ok(concept.id.clone());
    }
    let found = thesaurus.find(text, 8);
    let same = |name: &str| name.to_lowercase() == text.to_lowercase();
    let exact = found.iter().find(|c| c.labels.iter().any(|l| same(&l.preferred) || l.alternative.iter().any(|a| same(a))));
    match (exact, found.as_slice()) {
        (Some(concept), _) => Ok(concept.id.clone()),
        (None, [only]) => Ok(only.id.clone()),
        (None, []) => Err(Error::invalid("topic", say!("library-topic-none", x = text))),
        (None, several) => {
            let names: Vec<&str> = several.iter().map(|c| c.name(v.language)).collect();
            Err(Error::invalid("topic", say!("library-topic-several", x = text, y = names.join("; "))))
        }
    }
}

pub(super) fn samples() -> Vec<Sample> {
    fn view() -> ProvisionView {
        let topic = |state: &str, score| ProvisionTopic {
            topic: "buffer-zone".into(),
            state: state.into(),
            score,
            evidence: vec!["line".into()],
            decided_by: Some("Ilse Maren".into()),
            decided_at: Some("2026-11-23T10:00:00.000Z".into()),
        };
        let past = crate::provision::Past {
            import_id: "1".into(),
            text: "The line is watched by day.".into(),
            replaced_at: "2026-11-23T10:00:00.000Z".into(),
        };
        let provision = super::documents::sample_provision(2, true);
        ProvisionView {
            surroundings: vec![super::documents::sample_provision(1, false), provision.clone()],
            provision,
            document: super::documents::sample_kept(),
            topics: vec![topic("suggested", Some(0.8)), topic("accepted", None), topic("rejected", Some(0.4))],
            pasts: vec![past],
            card: super::documents::sample_card(),
            marking: Default::default(),
        }
    }
    vec![Sample {
        name: "provision.html",
        render: |v| {
            let (view, thesaurus) = (view(), index::thesaurus(&v.app)?);
            let other = Elsewhere { link: Link::new("/", "#9"), text: "The zone is six kilometres deep.".into() };
            Ok(ProvisionPage {
                elsewhere: vec![other],
                baskets: Vec::new(),
                ..filled(v, &view, &thesaurus, "Orrin Bridge Ceasefire.".into())?
            }
            .render()?)
        },
    }]
}
