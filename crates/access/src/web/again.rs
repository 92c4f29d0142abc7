//! Showing once more that it is you, before a change that could shut you out or let others in.

use super::own::holder;
use super::sign_in::{Answered, ceremony, local, welcome};
use crate::account;
use crate::factor;
use crate::session::{self, Proof, Way};
use crate::{passkey, provider, sign_in, store};
use askama::Template;
use platform::actor::Needs;
use platform::web::{Asked, Outcome, Posted, Presence, Reply, Route, ShowPage, Visit, escape};
use platform::{Error, Result, Sample, say};
use serde::Deserialize;

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::page("/account/again", Needs::SignedIn, page),
        Route::form("/account/again", Needs::SignedIn, prove).on("/account/again?next={next}"),
        Route::form("/account/again/passkey/start", Needs::SignedIn, passkey_start),
        Route::form("/account/again/passkey", Needs::SignedIn, passkey_finish).on("/account/again?next={next}"),
    ]
}

/// Leads to this page first where the session was proved too long ago; `next` is where the
/// person was. What was typed is not kept: it may be a secret.
pub(super) fn first(visit: &Visit, next: &str) -> Result<Option<Reply>> {
    Ok(match presence(visit, next)? {
        Presence::First(reply) => Some(reply),
        Presence::Here | Presence::NotOurs => None,
    })
}

/// Whether a person stands behind a request who showed a short while ago that it is them.
pub(crate) fn presence(visit: &Visit, next: &str) -> Result<Presence> {
    // Who was made out by another domain, and not by a proof of ours, is that domain's to ask.
    if session::own_hash(&visit.app, &visit.headers).is_empty() {
        return Ok(Presence::NotOurs);
    }
    if session::is_fresh(&visit.app, &visit.headers)? {
        return Ok(Presence::Here);
    }
    // A token stands for nobody who could be asked.
    holder(visit)?;
    Ok(Presence::First(Reply::see(&format!("/account/again?next={}", escape(next)))))
}

#[derive(Template)]
#[template(path = "again.html")]
struct AgainPage<'a> {
    v: &'a Visit,
    next: String,
    error: Option<String>,
    login: String,
    password: bool,
    code: bool,
    passkeys: bool,
    provider: Option<String>,
}

#[derive(Deserialize)]
struct Next {
    #[serde(default)]
    next: String,
}

fn page_of<'a>(visit: &'a Visit, next: &str, error: Option<String>) -> Result<AgainPage<'a>> {
    let (app, account) = (&visit.app, holder(visit)?.account);
    let factors = factor::of(app, &account.id)?;
    let password = app.db().read(|c| store::by_id(c, &account.id))?.is_some_and(|(_, hash)| !hash.is_empty());
    Ok(AgainPage {
        v: visit,
        next: local(next),
        error,
        login: account.login,
        password,
        code: factors.code_app,
        passkeys: !factors.passkeys.is_empty() && passkey::is_offered(app),
        provider: provider::is_offered(app).then(|| provider::name(app)),
    })
}

fn page(visit: Visit, Asked(asked): Asked<Next>) -> Outcome {
    visit.show(&page_of(&visit, &asked.next, None)?, &serde_json::json!({}))
}

#[derive(Deserialize)]
struct Shown {
    #[serde(default)]
    password: String,
    #[serde(default)]
    code: String,
    #[serde(default)]
    next: String,
}

fn prove(visit: Visit, Posted(form): Posted<Shown>) -> Outcome {
    let (holder, way) = (holder(&visit)?, Way::of(&visit));
    let outcome = if form.code.is_empty() {
        account::prove_with_password(&visit.app, &way, &holder.account, &form.password).map(|()| holder.proof)
    } else {
        sign_in::prove_with_code(&visit.app, &way, &holder.account, &form.code).map(|()| stronger(holder.proof))
    };
    match outcome {
        Ok(proof) => welcome(&visit, &session::grant(&visit.app, &way, holder.account, proof)?, Reply::see(&local(&form.next))),
        Err(error) => again(&visit, error, &form.next),
    }
}

/// A code beside a password is a second factor.
fn stronger(proof: Proof) -> Proof {
    if proof == Proof::Password { Proof::Second } else { proof }
}

fn again(visit: &Visit, error: Error, next: &str) -> Outcome {
    if error.status() >= 500 && !matches!(error, Error::Unavailable(_)) {
        return Err(error);
    }
    let status = error.status();
    Ok(Reply::html(page_of(visit, next, Some(visit.told(&error)))?.render()?).with_status(status))
}

fn passkey_start(visit: Visit, Posted(_): Posted<serde_json::Value>) -> Outcome {
    holder(&visit)?;
    ceremony(passkey::begin_sign_in(&visit.app)?)
}

fn passkey_finish(visit: Visit, Posted(form): Posted<Answered>) -> Outcome {
    let (holder, way) = (holder(&visit)?, Way::of(&visit));
    match passkey::prove(&visit.app, &way, &form.ceremony, &form.answer) {
        Ok(account) if account.id == holder.account.id => {
            welcome(&visit, &session::grant(&visit.app, &way, account, Proof::Passkey)?, Reply::see(&local(&form.next)))
        }
        Ok(_) => again(&visit, Error::invalid("passkey", say!("access-error-passkey-other")), &form.next),
        Err(error) => again(&visit, error, &form.next),
    }
}

/// This page, drawn from a sample.
pub(super) fn samples() -> Vec<Sample> {
    vec![Sample {
        name: "again.html",
        render: |v| {
            let page = AgainPage {
                v,
                next: "/account".into(),
                error: Some("…".into()),
                login: "ilse".into(),
                password: true,
                code: true,
                passkeys: true,
                provider: Some("login.example.org".into()),
            };
            Ok(page.render()?)
        },
    }]
}
