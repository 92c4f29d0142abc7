//! Pages: people here; signing in, one's own account, compartments, markings and looks below.

mod again;
mod compartments;
mod markings;
mod openings;
mod own;
mod sign_in;

use crate::account::{self, Account};
use crate::{factor, link};
use askama::Template;
use own::ShownPage;
use platform::actor::{Needs, Role};
use platform::web::{Asked, Outcome, Posted, Reply, Route, ShowPage, Visit};
use platform::{Error, Sample};
use serde::Deserialize;

pub(crate) fn routes() -> Vec<Route> {
    let mut all = sign_in::routes();
    all.extend(own::routes());
    all.extend(again::routes());
    all.extend(compartments::routes());
    all.extend(markings::routes());
    all.extend(openings::routes());
    all.extend([
        Route::page("/people", Needs::Administering, people_page),
        Route::form("/people", Needs::Administering, open_account),
        Route::form("/people/change", Needs::Administering, change_account),
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
    let page = ShownPage {
        v: visit,
        title: visit.tx("access-link-for", &made.login),
        about: visit.tx("access-link-shown", visit.instant(&made.ends_at)),
        secrets: vec![made.address],
        next: "/people".into(),
    };
    Ok(own::once(Reply::html(page.render()?)))
}

#[derive(Deserialize)]
struct Change {
    login: String,
    #[serde(default)]
    role: Option<Role>,
    what: String,
}

fn change_account(visit: Visit, Posted(form): Posted<Change>) -> Outcome {
    if let Some(first) = again::first(&visit, "/people")? {
        return Ok(first);
    }
    let (app, actor) = (&visit.app, &visit.actor);
    match (form.what.as_str(), form.role) {
        ("role", Some(role)) => account::give_role(app, actor, &form.login, role)?,
        ("end", _) => account::end(app, actor, &form.login)?,
        ("factors", _) => factor::end_all(app, actor, &account::find(app, &form.login)?)?,
        ("link", _) => return show_link(&visit, &form.login),
        _ => {
            return Err(Error::invalid(
                "what",
                "An account can be given a role or a link, its second factors can be taken away, or it can be ended.",
            ));
        }
    }
    Ok(Reply::see("/people"))
}

/// Every page, drawn from samples.
pub(crate) fn samples() -> Vec<Sample> {
    let mut all = sign_in::samples();
    all.extend(own::samples());
    all.extend(again::samples());
    all.extend(compartments::samples());
    all.extend(markings::samples());
    all.extend(openings::samples());
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
