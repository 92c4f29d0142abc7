//! Pages: signing in and out.

use crate::link;
use crate::pending::Purpose;
use crate::session::{self, Cookie, Opened, Way};
use crate::sign_in::{self, Step};
use crate::{passkey, provider};
use askama::Template;
use axum::extract::Path;
use axum::http::header;
use platform::actor::Needs;
use platform::web::{Asked, Outcome, Posted, Reply, Route, ShowPage, Visit, escape};
use platform::{App, Error, Result, Sample, say};
use serde::Deserialize;

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::page("/sign-in", Needs::Nothing, sign_in_page),
        Route::form("/sign-in", Needs::Nothing, sign_in).on("/sign-in?next={next}"),
        Route::page("/sign-in/second", Needs::Nothing, second_page),
        Route::form("/sign-in/second", Needs::Nothing, second).on("/sign-in/second?next={next}"),
        Route::form("/sign-in/passkey/start", Needs::Nothing, passkey_start),
        Route::form("/sign-in/passkey", Needs::Nothing, passkey_finish).on("/sign-in?next={next}"),
        Route::page("/sign-in/provider", Needs::Nothing, provider_go),
        Route::page(provider::RETURN, Needs::Nothing, provider_return),
        Route::page("/link/{key}", Needs::Nothing, link_page),
        Route::form("/link", Needs::Nothing, link_follow).on("/link/{key}"),
        Route::form("/sign-out", Needs::Nothing, sign_out),
    ]
}

#[derive(Template)]
#[template(path = "sign-in.html")]
struct SignInPage<'a> {
    v: &'a Visit,
    next: String,
    error: Option<String>,
    login: String,
    passkeys: bool,
    provider: Option<String>,
    ask: String,
}

fn page_of<'a>(v: &'a Visit, next: &str, error: Option<String>, login: String) -> SignInPage<'a> {
    SignInPage {
        v,
        next: local(next),
        error,
        login,
        passkeys: passkey::is_offered(&v.app),
        provider: provider::is_offered(&v.app).then(|| provider::name(&v.app)),
        ask: v.app.config().text("contact").to_owned(),
    }
}

#[derive(Deserialize)]
struct Next {
    #[serde(default)]
    next: String,
}

fn sign_in_page(visit: Visit, Asked(asked): Asked<Next>) -> Outcome {
    visit.show(&page_of(&visit, &asked.next, None, String::new()), &serde_json::json!({}))
}

#[derive(Deserialize)]
struct SignIn {
    login: String,
    password: String,
    #[serde(default)]
    next: String,
}

fn sign_in(visit: Visit, Posted(form): Posted<SignIn>) -> Outcome {
    match sign_in::with_password(&visit.app, &Way::of(&visit), &form.login, &form.password) {
        Ok(step) => after(&visit, step, &form.next),
        Err(error) => again(&visit, error, &form.next, form.login),
    }
}

/// The sign-in page with what went wrong; faults of ours go their own way.
fn again(visit: &Visit, error: Error, next: &str, login: String) -> Outcome {
    if error.status() >= 500 && !matches!(error, Error::Unavailable(_)) {
        return Err(error);
    }
    let status = error.status();
    Ok(Reply::html(page_of(visit, next, Some(visit.told(&error)), login).render()?).with_status(status))
}

/// Where a step leads.
fn after(visit: &Visit, step: Step, next: &str) -> Outcome {
    let next = local(next);
    match step {
        Step::In(opened) => welcome(visit, &opened, Reply::see(&next)),
        Step::Second(token) => Ok(wait(&visit.app, &format!("/sign-in/second?next={}", escape(&next)), &token)),
        Step::Enrol(token) => Ok(wait(&visit.app, &format!("/account/factor?next={}", escape(&next)), &token)),
    }
}

fn wait(app: &App, to: &str, token: &str) -> Reply {
    Reply::see(to).with_header(header::SET_COOKIE, &session::set_cookie(app, Cookie::Pending, token))
}

/// Signs a browser in: a new session, never the one it had, and the browser is known from now on.
pub(super) fn welcome(visit: &Visit, opened: &Opened, reply: Reply) -> Outcome {
    session::end(&visit.app, &visit.actor, &visit.headers)?;
    let set = |cookie, value: &str| session::set_cookie(&visit.app, cookie, value);
    let reply = reply
        .with_header(header::SET_COOKIE, &set(Cookie::Session, &opened.token))
        .with_header(header::SET_COOKIE, &set(Cookie::Pending, ""));
    Ok(match &opened.device {
        Some(device) => reply.with_header(header::SET_COOKIE, &set(Cookie::Device, device)),
        None => reply,
    })
}

/// Only addresses of our own are led to.
pub(super) fn local(next: &str) -> String {
    let is_ours = next.starts_with('/') && !next.starts_with("//") && !next.contains(['\\', '\n', '\r', '\t']);
    if is_ours { next.to_owned() } else { "/".to_owned() }
}

/// The token of what this browser has half done.
pub(super) fn pending_token(visit: &Visit) -> String {
    platform::web::cookie(&visit.headers, &session::cookie_name(&visit.app, Cookie::Pending)).unwrap_or_default()
}

#[derive(Template)]
#[template(path = "second.html")]
struct SecondPage<'a> {
    v: &'a Visit,
    next: String,
    error: Option<String>,
    passkeys: bool,
}

fn second_page(visit: Visit, Asked(asked): Asked<Next>) -> Outcome {
    if sign_in::waiting_account(&visit.app, Purpose::Second, &pending_token(&visit)).is_err() {
        return Ok(Reply::see("/sign-in"));
    }
    let page = SecondPage { v: &visit, next: local(&asked.next), error: None, passkeys: passkey::is_offered(&visit.app) };
    visit.show(&page, &serde_json::json!({}))
}

#[derive(Deserialize)]
struct Second {
    code: String,
    #[serde(default)]
    next: String,
}

fn second(visit: Visit, Posted(form): Posted<Second>) -> Outcome {
    match sign_in::with_code(&visit.app, &Way::of(&visit), &pending_token(&visit), &form.code) {
        Ok(opened) => welcome(&visit, &opened, Reply::see(&local(&form.next))),
        Err(error) if error.status() < 500 => {
            let status = error.status();
            let page = SecondPage {
                v: &visit,
                next: local(&form.next),
                error: Some(visit.told(&error)),
                passkeys: passkey::is_offered(&visit.app),
            };
            Ok(Reply::html(page.render()?).with_status(status))
        }
        Err(error) => Err(error),
    }
}

/// What a browser is asked for, with the token for its answer.
pub(super) fn ceremony((mut asked, token): (serde_json::Value, String)) -> Outcome {
    asked["token"] = token.into();
    Reply::json(&asked)
}

fn passkey_start(visit: Visit, Posted(_): Posted<serde_json::Value>) -> Outcome {
    ceremony(passkey::begin_sign_in(&visit.app)?)
}

/// A device's answer, as the script sends it.
#[derive(Deserialize)]
pub(super) struct Answered {
    pub ceremony: String,
    pub answer: String,
    #[serde(default)]
    pub name: String,
    #[serde(default)]
    pub next: String,
}

fn passkey_finish(visit: Visit, Posted(form): Posted<Answered>) -> Outcome {
    match passkey::finish_sign_in(&visit.app, &Way::of(&visit), &form.ceremony, &form.answer) {
        Ok(opened) => welcome(&visit, &opened, Reply::see(&local(&form.next))),
        Err(error) => again(&visit, error, &form.next, String::new()),
    }
}

fn provider_go(visit: Visit, Asked(asked): Asked<Next>) -> Outcome {
    no_provider(&visit.app)?;
    match provider::begin(&visit.app, &Way::of(&visit), &local(&asked.next)) {
        Ok((address, token)) => Ok(wait(&visit.app, &address, &token)),
        Err(error) => again(&visit, error, &asked.next, String::new()),
    }
}

fn provider_return(visit: Visit, Asked(answer): Asked<provider::Answer>) -> Outcome {
    no_provider(&visit.app)?;
    match provider::finish(&visit.app, &Way::of(&visit), &pending_token(&visit), answer) {
        Ok((opened, next)) => welcome(&visit, &opened, Reply::see(&local(&next))),
        Err(error) => again(&visit, error, "/", String::new()),
    }
}

fn no_provider(app: &App) -> Result<()> {
    if provider::is_offered(app) {
        return Ok(());
    }
    Err(Error::NotFound(say!("platform-error-no-page")))
}

#[derive(Template)]
#[template(path = "link.html")]
struct LinkPage<'a> {
    v: &'a Visit,
    login: String,
    key: String,
    error: Option<String>,
}

fn link_page(visit: Visit, Path(key): Path<String>) -> Outcome {
    let account = link::look(&visit.app, &Way::of(&visit), &key)?;
    visit.show(&LinkPage { v: &visit, login: account.login, key, error: None }, &serde_json::json!({}))
}

#[derive(Deserialize)]
struct Chosen {
    key: String,
    password: String,
}

fn link_follow(visit: Visit, Posted(form): Posted<Chosen>) -> Outcome {
    let way = Way::of(&visit);
    match link::follow(&visit.app, &way, &form.key, &form.password) {
        Ok(step) => after(&visit, step, "/"),
        Err(error) if matches!(error, Error::Invalid(_)) => {
            let account = link::look(&visit.app, &way, &form.key)?;
            let page = LinkPage { v: &visit, login: account.login, key: form.key, error: Some(visit.told(&error)) };
            Ok(Reply::html(page.render()?).with_status(422))
        }
        Err(error) => Err(error),
    }
}

fn sign_out(visit: Visit, Posted(_): Posted<serde_json::Value>) -> Outcome {
    session::end(&visit.app, &visit.actor, &visit.headers)?;
    let ended = session::set_cookie(&visit.app, Cookie::Session, "");
    Ok(Reply::see("/")
        .with_header(header::SET_COOKIE, &ended)
        .with_header(header::HeaderName::from_static("clear-site-data"), "\"cache\", \"storage\""))
}

/// These pages, drawn from samples.
pub(super) fn samples() -> Vec<Sample> {
    vec![
        Sample {
            name: "sign-in.html",
            render: |v| {
                let page = SignInPage {
                    v,
                    next: "/".into(),
                    error: Some("…".into()),
                    login: "ilse".into(),
                    passkeys: true,
                    provider: Some("login.example.org".into()),
                    ask: "desk@example.org".into(),
                };
                Ok(page.render()?)
            },
        },
        Sample {
            name: "second.html",
            render: |v| Ok(SecondPage { v, next: "/".into(), error: Some("…".into()), passkeys: true }.render()?),
        },
        Sample {
            name: "link.html",
            render: |v| Ok(LinkPage { v, login: "ilse".into(), key: "0".into(), error: Some("…".into()) }.render()?),
        },
    ]
}
