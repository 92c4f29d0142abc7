//! Pages: people here; signing in, one's own account, compartments, markings and looks below.

mod again;
mod annotations;
pub(crate) mod compartments;
mod markings;
mod openings;
mod own;
mod sign_in;
mod sure;
mod withheld;

use crate::account::{self, Account};
use crate::{factor, link};
use askama::Template;
use platform::actor::{Needs, Role};
use platform::clearance::suspension::{self, resting};
use platform::people::Made;
use platform::web::{Asked, Outcome, Posted, Reply, Route, ShowPage, Visit};
use platform::{Error, Notice, Result, Sample, say};
use serde::Deserialize;

pub(crate) fn routes() -> Vec<Route> {
    let mut all = sign_in::routes();
    all.extend(own::routes());
    all.extend(again::routes());
    all.extend(compartments::routes());
    all.extend(markings::routes());
    all.extend(openings::routes());
    all.extend(withheld::routes());
    all.extend(annotations::routes());
    all.extend([
        Route::page("/people", Needs::Administering, people_page),
        Route::form("/people", Needs::Administering, open_account).on("/people"),
        Route::form("/people/change", Needs::Administering, change_account).on("/people"),
    ]);
    all
}

#[derive(Template)]
#[template(path = "people.html")]
struct PeoplePage<'a> {
    v: &'a Visit,
    people: &'a [Account],
    roles: Vec<Role>,
}

/// Every role but the visitor's, which is nobody's.
fn roles() -> Vec<Role> {
    Role::ALL.into_iter().filter(|role| *role != Role::Visitor).collect()
}

fn people_page(visit: Visit, _: Asked<serde_json::Value>) -> Outcome {
    let people = account::list(&visit.app, &visit.actor)?;
    visit.show(&PeoplePage { v: &visit, people: &people, roles: roles() }, &people)
}

#[derive(Deserialize)]
struct NewAccount {
    login: String,
    #[serde(default)]
    name: String,
    role: Role,
}

/// Opens an account and shows the link with which its person comes in.
fn open_account(visit: Visit, Posted(form): Posted<NewAccount>) -> Outcome {
    if let Some(first) = again::first(&visit, "/people")? {
        return Ok(first);
    }
    let account = account::invite(&visit.app, &visit.actor, &form.login, &form.name, form.role)?;
    show_link(&visit, &account.login)
}

fn show_link(visit: &Visit, login: &str) -> Outcome {
    let made = link::make(&visit.app, &visit.actor, login)?;
    let about = visit.tx("access-link-shown", visit.instant(&made.ends_at));
    visit.show_once(visit.tx("access-link-for", &made.login), about, vec![made.address], "/people".into())
}

#[derive(Deserialize)]
struct Change {
    login: String,
    #[serde(default)]
    role: Option<Role>,
    what: String,
    #[serde(default)]
    reason: String,
    #[serde(default)]
    sure: String,
}

fn change_account(visit: Visit, Posted(form): Posted<Change>) -> Outcome {
    if let Some(first) = again::first(&visit, "/people")? {
        return Ok(first);
    }
    let (app, actor) = (&visit.app, &visit.actor);
    let sure = sure::is_sure(&form.sure);
    match (form.what.as_str(), form.role) {
        ("role", Some(role)) => account::give_role(app, actor, &form.login, role)?,
        ("end" | "factors" | "link" | "confirm", _) if !sure => return ask_first(&visit, &form),
        ("end", _) => account::end(app, actor, &form.login)?,
        ("factors", _) => factor::end_all(app, actor, &account::find(app, &form.login)?)?,
        ("link", _) => return show_link(&visit, &form.login),
        ("confirm", _) => {
            let present = match visit.present("/people")? {
                Ok(present) => present,
                Err(first) => return Ok(first),
            };
            suspension::confirm_everywhere(app, &present, &account::find(app, &form.login)?.id, &form.reason)?;
        }
        _ => {
            return Err(Error::invalid("what", say!("access-error-account-choices")));
        }
    }
    Ok(Reply::see("/people"))
}

/// Says what happens to what, before it does.
fn ask_first(visit: &Visit, form: &Change) -> Outcome {
    let account = account::find(&visit.app, &form.login)?;
    let lines: &[&str] = match form.what.as_str() {
        "end" => &["access-sure-end-open", "access-sure-end-in", "access-sure-end-runs"],
        "factors" => &["access-sure-factors-gone", "access-sure-rests"],
        "link" => &["access-sure-link-lets-in", "access-sure-rests"],
        _ => &["access-sure-confirm-speak", "access-sure-confirm-holds"],
    };
    sure::ask(
        visit,
        &sure::Question {
            title: visit.tx(&format!("access-sure-{}", form.what), &account.name),
            lines: lines.iter().map(|key| visit.t(key)).collect(),
            fields: vec![("login", &account.login), ("what", &form.what)],
            reason: form.what == "confirm",
            back: "/people",
        },
    )
}

/// What somebody else did to a person's ways to sign in, in words.
fn way_in(visit: &Visit, made: &Made) -> String {
    visit.txy(&format!("access-way-{}", made.what.replace('_', "-")), &made.name, visit.instant(&made.at))
}

pub(crate) use again::presence;

/// What waits for this person: members whose membership rests, their own that do, and looks.
pub(crate) fn notices(visit: &Visit) -> Result<Vec<Notice>> {
    if !visit.actor.is_signed_in() {
        return Ok(Vec::new());
    }
    let found = resting(&visit.app, &visit.actor)?;
    let mut all = Vec::new();
    if found.own > 0 {
        all.push(Notice { text: visit.t("access-own-rest"), href: "/compartments".into() });
    }
    all.extend(
        found
            .to_confirm
            .iter()
            .map(|(id, n)| Notice { text: visit.tn("access-members-rest", *n), href: format!("/compartments/{id}#members") }),
    );
    let waiting = openings::waiting(visit)?;
    if waiting > 0 {
        all.push(Notice { text: visit.tn("access-looks-wait", waiting), href: "/openings".into() });
    }
    Ok(all)
}

/// Every page, drawn from samples.
pub(crate) fn samples() -> Vec<Sample> {
    let mut all = sign_in::samples();
    all.extend(own::samples());
    all.extend(again::samples());
    all.extend(compartments::samples());
    all.extend(markings::samples());
    all.extend(openings::samples());
    all.extend(withheld::samples());
    all.extend(annotations::samples());
    all.extend(sure::samples());
    all.extend([Sample { name: "people.html", render: |v| Ok(PeoplePage { v, people: &[sample_account()], roles: roles() }.render()?) }]);
    all
}

fn sample_account() -> Account {
    Account {
        id: "1".into(),
        login: "ilse".into(),
        name: "Ilse Maren".into(),
        role: Role::Curator,
        state: "active".into(),
        created_at: "2026-11-23T10:00:00.000Z".into(),
    }
}
