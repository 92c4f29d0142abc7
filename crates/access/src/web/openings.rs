//! The page of looks into compartments from outside, for those who run the system.

use super::sure;
use crate::store;
use askama::Template;
use axum::extract::Path;
use platform::actor::Needs;
use platform::clearance::opening::{self, HOURS, Kind, Opening};
use platform::clearance::{self, CompartmentKind, Reference};
use platform::web::{Asked, Outcome, Posted, Reply, Route, ShowPage, Visit};
use platform::{Error, Result, Sample, say};
use serde::{Deserialize, Serialize};

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::page("/openings", Needs::Administering, page),
        Route::form("/openings", Needs::Administering, ask).on("/openings"),
        Route::form("/openings/{id}", Needs::Administering, change).on("/openings"),
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

/// Whether this administrator, who did not ask, can decide on a look.
fn may_decide(visit: &Visit, look: &Opening) -> bool {
    look.state == "asked" && look.asked_by_id != visit.actor.id
}

/// How many wait for the word of this administrator.
pub(super) fn waiting(visit: &Visit) -> Result<usize> {
    match visit.may_administer() {
        true => Ok(opening::list(&visit.app, &visit.actor)?.iter().filter(|look| may_decide(visit, look)).count()),
        false => Ok(0),
    }
}

impl OpeningsPage<'_> {
    fn has_lost(&self) -> bool {
        self.shown.compartments.iter().any(|reference| reference.keepers == 0)
    }

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
        "granted" if look.kind == Kind::Keeper => "granted",
        "granted" if look.holds() => "holds",
        _ => "over",
    }
}

fn page(visit: Visit, _: Asked<serde_json::Value>) -> Outcome {
    let (app, reader) = (&visit.app, &visit.actor);
    let shown = Shown { compartments: clearance::references(app, reader)?, openings: opening::list(app, reader)? };
    visit.show(&OpeningsPage { v: &visit, shown: &shown, hours: HOURS }, &shown)
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Ask {
    compartment: String,
    reason: String,
    hours: i64,
    /// The name of the member who is to keep it, where a keeper is asked for.
    login: Option<String>,
}

fn ask(visit: Visit, Posted(form): Posted<Ask>) -> Outcome {
    let present = match visit.present("/openings")? {
        Ok(present) => present,
        Err(first) => return Ok(first),
    };
    let compartment = form.compartment.trim();
    match &form.login {
        None => opening::ask(&visit.app, &present, compartment, &form.reason, form.hours)?,
        Some(login) => {
            let login = login.trim().to_lowercase();
            let found = visit.app.db().read(|c| store::by_login(c, &login))?.map(|(account, _)| account);
            let person = found.filter(|account| account.state == "active").map(|account| account.id);
            opening::ask_for_keeper(&visit.app, &present, compartment, person.as_deref(), &form.reason)?
        }
    };
    Ok(Reply::see("/openings"))
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Change {
    what: String,
    sure: String,
}

fn change(visit: Visit, asked: (Path<String>, Posted<Change>)) -> Outcome {
    let (Path(id), Posted(form)) = asked;
    let present = match visit.present("/openings")? {
        Ok(present) => present,
        Err(first) => return Ok(first),
    };
    let app = &visit.app;
    match form.what.as_str() {
        "grant" | "refuse" | "end" if !sure::is_sure(&form.sure) => return ask_first(&visit, &id, &form.what),
        "grant" => opening::decide(app, &present, &id, true)?,
        "refuse" => opening::decide(app, &present, &id, false)?,
        "end" => opening::end(app, &visit.actor, &id)?,
        _ => return Err(Error::invalid("what", say!("access-error-look-choices"))),
    }
    Ok(Reply::see("/openings"))
}

/// Says what happens to what, before it does.
fn ask_first(visit: &Visit, id: &str, what: &str) -> Outcome {
    let all = opening::list(&visit.app, &visit.actor)?;
    let asked = all.into_iter().find(|look| look.id == id).ok_or_else(|| Error::missing("opening", id))?;
    let lines = match (what, asked.kind) {
        ("grant", Kind::Look) => {
            vec![
                visit.txy("access-sure-grant-sees", &asked.asked_by, visit.tn("access-n-hours", asked.hours)),
                visit.t("access-sure-grant-trail"),
            ]
        }
        ("grant", Kind::Keeper) => vec![visit.t("access-sure-grant-keeps"), visit.t("access-sure-grant-told")],
        ("refuse", _) => vec![visit.t("access-sure-refuse-anew")],
        _ => vec![visit.t("access-sure-end-look-anew")],
    };
    let lines = [vec![format!("{}: {}", visit.t("access-reference"), asked.compartment)], lines].concat();
    let title = visit.t(&format!("access-sure-{}", if what == "end" { "end-look" } else { what }));
    sure::ask(visit, &sure::Question { title, lines, fields: vec![("what", what)], back: "/openings", ..sure::Question::default() })
}

pub(super) fn sample(state: &str) -> Opening {
    let decided = state != "asked";
    Opening {
        id: "1".into(),
        kind: Kind::Look,
        person: None,
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
                let keeper = Opening { kind: Kind::Keeper, hours: 0, ..sample("asked") };
                let openings = vec![keeper, sample("asked"), own, sample("granted"), sample("refused"), sample("ended")];
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
