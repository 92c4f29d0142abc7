//! The page of looks into compartments from outside, for those who run the system.

use super::compartments::may_decide;
use askama::Template;
use axum::extract::Path;
use platform::actor::Needs;
use platform::clearance::opening::{self, HOURS, Opening};
use platform::clearance::{self, CompartmentKind, Reference};
use platform::web::{Asked, Outcome, Posted, Reply, Route, ShowPage, Visit};
use platform::{Error, Sample};
use serde::{Deserialize, Serialize};

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::page("/openings", Needs::Administering, page),
        Route::form("/openings", Needs::Administering, ask),
        Route::form("/openings/{id}", Needs::Administering, change),
    ]
}

#[derive(Serialize)]
struct Shown {
    compartments: Vec<Reference>,
    openings: Vec<Opening>,
}

#[derive(Template)]
#[template(path = "openings.html")]
struct OpeningsPage<'a> {
    v: &'a Visit,
    shown: &'a Shown,
    hours: [i64; 3],
}

impl OpeningsPage<'_> {
    fn may_decide(&self, look: &Opening) -> bool {
        may_decide(self.v, look)
    }

    fn is_mine(&self, look: &Opening) -> bool {
        look.asked_by_id == self.v.actor.id
    }

    /// The word for how a look stands at this moment.
    fn state(&self, look: &Opening) -> &'static str {
        state(look)
    }
}

/// The word for how a look stands at this moment: one that was granted runs out by itself.
pub(crate) fn state(look: &Opening) -> &'static str {
    match look.state.as_str() {
        "asked" => "asked",
        "refused" => "refused",
        "granted" if look.holds() => "holds",
        _ => "over",
    }
}

fn page(visit: Visit, _: Asked<serde_json::Value>) -> Outcome {
    let (app, reader) = (&visit.app, &visit.actor);
    let shown = Shown { compartments: clearance::references(app, reader)?, openings: opening::list(app, reader)? };
    visit.show(&OpeningsPage { v: &visit, shown: &shown, hours: HOURS }, &shown)
}

#[derive(Deserialize)]
struct Ask {
    compartment: String,
    reason: String,
    hours: i64,
}

fn ask(visit: Visit, Posted(form): Posted<Ask>) -> Outcome {
    opening::ask(&visit.app, &visit.actor, &form.compartment, &form.reason, form.hours)?;
    Ok(Reply::see("/openings"))
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Change {
    what: String,
}

fn change(visit: Visit, asked: (Path<String>, Posted<Change>)) -> Outcome {
    let (Path(id), Posted(form)) = asked;
    let (app, actor) = (&visit.app, &visit.actor);
    match form.what.as_str() {
        "grant" => opening::decide(app, actor, &id, true)?,
        "refuse" => opening::decide(app, actor, &id, false)?,
        "end" => opening::end(app, actor, &id)?,
        _ => return Err(Error::invalid("what", "A look can be granted, refused or ended.")),
    }
    Ok(Reply::see("/openings"))
}

pub(super) fn sample(state: &str) -> Opening {
    let decided = state != "asked";
    Opening {
        id: "1".into(),
        compartment: "1".into(),
        asked_by_id: "5".into(),
        asked_by: "Omar Dell".into(),
        reason: "A court asks for the list of what is kept.".into(),
        hours: 4,
        asked_at: "2026-11-23T10:00:00.000Z".into(),
        state: state.into(),
        decided_by: decided.then(|| "Tara Venn".into()),
        decided_at: decided.then(|| "2026-11-23T11:00:00.000Z".into()),
        ends_at: (state == "granted").then(|| "2999-11-23T15:00:00.000Z".into()),
    }
}

/// Every page, drawn from samples.
pub(super) fn samples() -> Vec<Sample> {
    vec![
        Sample {
            name: "openings.html",
            render: |v| {
                let reference = |keepers| Reference {
                    id: "1".into(),
                    kind: CompartmentKind::Ceasefire,
                    made_at: "2026-11-23T10:00:00.000Z".into(),
                    keepers,
                };
                let own = Opening { asked_by_id: "sample".into(), ..sample("asked") };
                let openings = vec![sample("asked"), own, sample("granted"), sample("refused"), sample("ended")];
                let shown = Shown { compartments: vec![reference(1), reference(0)], openings };
                Ok(OpeningsPage { v, shown: &shown, hours: HOURS }.render()?)
            },
        },
        Sample {
            name: "openings.html, empty",
            render: |v| {
                let shown = Shown { compartments: Vec::new(), openings: Vec::new() };
                Ok(OpeningsPage { v, shown: &shown, hours: HOURS }.render()?)
            },
        },
    ]
}
