//! Pages: signing in and out, people.

use crate::account::{self, Account};
use crate::session;
use askama::Template;
use axum::http::{HeaderMap, header};
use platform::actor::{Needs, Role, Via};
use platform::web::{Asked, Outcome, Posted, Reply, Route, ShowPage, Visit};
use platform::{App, Error, Sample};
use serde::Deserialize;

pub(crate) fn routes() -> Vec<Route> {
    vec![
        Route::page("/sign-in", Needs::Nothing, sign_in_page),
        Route::form("/sign-in", Needs::Nothing, sign_in),
        Route::form("/sign-out", Needs::Nothing, sign_out),
        Route::page("/people", Needs::Administering, people_page),
        Route::form("/people", Needs::Administering, open_account),
        Route::form("/people/change", Needs::Administering, change_account),
    ]
}

#[derive(Template)]
#[template(path = "sign-in.html")]
struct SignInPage<'a> {
    v: &'a Visit,
    next: String,
    error: Option<String>,
    login: String,
}

#[derive(Deserialize)]
struct Next {
    #[serde(default)]
    next: String,
}

fn sign_in_page(visit: Visit, Asked(asked): Asked<Next>) -> Outcome {
    let page = SignInPage { v: &visit, next: local(&asked.next), error: None, login: String::new() };
    visit.show(&page, &serde_json::json!({}))
}

#[derive(Deserialize)]
struct SignIn {
    login: String,
    password: String,
    #[serde(default)]
    next: String,
}

fn sign_in(visit: Visit, Posted(form): Posted<SignIn>) -> Outcome {
    match session::open(&visit.app, &form.login, &form.password, Via::Web) {
        Ok(opened) => Ok(Reply::see(&local(&form.next)).with_header(header::SET_COOKIE, &session::cookie(&visit.app, &opened.token))),
        Err(error) if error.status() < 500 => {
            let page = SignInPage { v: &visit, next: local(&form.next), error: Some(error.public_text()), login: form.login };
            Ok(Reply::html(page.render()?).with_status(error.status()))
        }
        Err(error) => Err(error),
    }
}

/// Only addresses of our own are led to.
fn local(next: &str) -> String {
    if next.starts_with('/') && !next.starts_with("//") && !next.contains('\\') { next.to_owned() } else { "/".to_owned() }
}

struct SignOut(HeaderMap);

impl axum::extract::FromRequest<App> for SignOut {
    type Rejection = Reply;

    async fn from_request(request: axum::extract::Request, app: &App) -> std::result::Result<SignOut, Reply> {
        let headers = request.headers().clone();
        Posted::<serde_json::Value>::from_request(request, app).await.map(|_| SignOut(headers))
    }
}

fn sign_out(visit: Visit, SignOut(headers): SignOut) -> Outcome {
    session::end(&visit.app, &visit.actor, &headers)?;
    Ok(Reply::see("/").with_header(header::SET_COOKIE, &session::cookie(&visit.app, "")).with_header(header::HeaderName::from_static("clear-site-data"), "\"cache\""))
}

#[derive(Template)]
#[template(path = "people.html")]
struct PeoplePage<'a> {
    v: &'a Visit,
    people: &'a [Account],
    roles: [Role; 3],
}

const ROLES: [Role; 3] = [Role::Reader, Role::Curator, Role::Administrator];

fn people_page(visit: Visit, _: Asked<serde_json::Value>) -> Outcome {
    let people = account::list(&visit.app, &visit.actor)?;
    visit.show(&PeoplePage { v: &visit, people: &people, roles: ROLES }, &people)
}

#[derive(Deserialize)]
struct NewAccount {
    login: String,
    #[serde(default)]
    name: String,
    role: Role,
    password: String,
}

fn open_account(visit: Visit, Posted(form): Posted<NewAccount>) -> Outcome {
    account::open(&visit.app, &visit.actor, &form.login, &form.name, form.role, &form.password)?;
    Ok(Reply::see("/people"))
}

#[derive(Deserialize)]
struct Change {
    login: String,
    #[serde(default)]
    role: Option<Role>,
    #[serde(default)]
    password: String,
    what: String,
}

fn change_account(visit: Visit, Posted(form): Posted<Change>) -> Outcome {
    match (form.what.as_str(), form.role) {
        ("role", Some(role)) => account::give_role(&visit.app, &visit.actor, &form.login, role)?,
        ("password", _) => account::set_password(&visit.app, &visit.actor, &form.login, &form.password)?,
        ("end", _) => account::end(&visit.app, &visit.actor, &form.login)?,
        _ => return Err(Error::invalid("what", "An account's role or password can be changed, or it can be ended.")),
    }
    Ok(Reply::see("/people"))
}

/// Every page, drawn from samples.
pub(crate) fn samples() -> Vec<Sample> {
    fn sample_account() -> Account {
        Account { id: "1".into(), login: "ilse".into(), name: "Ilse Maren".into(), role: Role::Curator, state: "active".into(), created_at: "2026-11-23T10:00:00.000Z".into() }
    }
    vec![
        Sample { name: "sign-in.html", render: |v| Ok(SignInPage { v, next: "/".into(), error: Some("…".into()), login: "ilse".into() }.render()?) },
        Sample { name: "people.html", render: |v| Ok(PeoplePage { v, people: &[sample_account()], roles: ROLES }.render()?) },
    ]
}
