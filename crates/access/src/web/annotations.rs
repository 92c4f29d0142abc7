//! The page of the notes that compartments keep on a thing.

use askama::Template;
use axum::extract::Path;
use platform::actor::Needs;
use platform::clearance::annotation::{self, Annotation};
use platform::clearance::marking::{self, Level, Thing};
use platform::clearance::{self, Compartment};
use platform::web::{Asked, Outcome, Posted, Reply, Route, ShowPage, Visit, escape};
use platform::{Error, Result, Sample, say};
use serde::Deserialize;

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::page("/annotations/{thing}", Needs::SignedIn, page),
        Route::form("/annotations/{thing}", Needs::SignedIn, change).on("/annotations/{thing}"),
    ]
}

fn href(thing: &str) -> String {
    format!("/annotations/{}", escape(thing))
}

#[derive(Template)]
#[template(path = "annotations.html")]
struct AnnotationsPage<'a> {
    v: &'a Visit,
    name: &'a str,
    thing: &'a Thing,
    all: &'a [Annotation],
    compartments: &'a [Compartment],
    levels: [Level; 2],
}

impl AnnotationsPage<'_> {
    fn action(&self) -> String {
        href(self.name)
    }

    fn compartment(&self, one: &Annotation) -> Option<&Compartment> {
        self.compartments.iter().find(|found| found.id == one.compartment)
    }

    fn may_remove(&self, one: &Annotation) -> bool {
        let compartment = self.compartment(one);
        compartment.is_some_and(|found| found.member && (found.kept || one.author_id == self.v.actor.id))
    }

    fn own(&self) -> Vec<&Compartment> {
        self.compartments.iter().filter(|found| found.member).collect()
    }
}

const LEVELS: [Level; 2] = [Level::Confidential, Level::StrictlyConfidential];

fn page(visit: Visit, asked: (Path<String>, Asked<serde_json::Value>)) -> Outcome {
    let (Path(name), _) = asked;
    let (thing, _) = marking::look(&visit.app, &visit.actor, &name)?;
    let all = annotation::on_thing(&visit.app, &visit.actor, &name)?;
    let compartments = clearance::list(&visit.app, &visit.actor)?;
    visit.show(&AnnotationsPage { v: &visit, name: &name, thing: &thing, all: &all, compartments: &compartments, levels: LEVELS }, &all)
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Change {
    what: String,
    id: String,
    compartment: String,
    level: String,
    text: String,
}

fn change(visit: Visit, asked: (Path<String>, Posted<Change>)) -> Outcome {
    let (Path(name), Posted(form)) = asked;
    let (app, actor) = (&visit.app, &visit.actor);
    marking::look(app, actor, &name)?;
    if form.what == "remove" {
        annotation::remove(app, actor, &form.id)?;
    } else {
        let level = Level::from_word(&form.level);
        let level = level.ok_or_else(|| Error::invalid("level", say!("access-error-note-level")))?;
        annotation::add(app, actor, &name, &form.compartment, level, &form.text)?;
    }
    Ok(Reply::see(&href(&name)))
}

/// Every page, drawn from samples.
pub(super) fn samples() -> Vec<Sample> {
    vec![
        Sample { name: "annotations.html", render: |v| sample(v, &[sample_note()], &[super::compartments::sample()]) },
        Sample { name: "annotations.html, empty", render: |v| sample(v, &[], &[]) },
    ]
}

fn sample(v: &Visit, all: &[Annotation], compartments: &[Compartment]) -> Result<String> {
    let thing = super::compartments::sample_marked().thing;
    Ok(AnnotationsPage { v, name: "document:demo:1", thing: &thing, all, compartments, levels: LEVELS }.render()?)
}

pub(super) fn sample_note() -> Annotation {
    Annotation {
        id: "1".into(),
        on: "document:demo:1".into(),
        compartment: "1".into(),
        text: "Both sides read this line otherwise.".into(),
        level: Level::Confidential,
        author_id: "sample".into(),
        author: "Tara Venn".into(),
        written_at: "2026-11-23T10:00:00.000Z".into(),
    }
}
