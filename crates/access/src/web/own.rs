//! Pages of one's own account: sessions, second factors, tokens, password. Whoever asks shows
//! a session; a token does not reach these pages, so that a lost one opens nothing further.

use super::again;
use super::sign_in::{Answered, ceremony, local, pending_token, welcome};
use super::sure;
use crate::account::{self, Account};
use crate::factor::{self, Factors, Offer};
use crate::pending::{self, Purpose};
use crate::session::{self, Proof, Session, Way};
use crate::token::{self, Token};
use crate::{passkey, sign_in, store};
use askama::Template;
use platform::actor::{Needs, Scope};
use platform::web::{Asked, Outcome, Posted, Reply, Route, ShowPage, Visit};
use platform::{Error, Result, Sample, say};
use serde::{Deserialize, Serialize};

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::page("/account", Needs::SignedIn, own_page),
        Route::form("/account/sessions/end", Needs::SignedIn, end_session).on("/account"),
        Route::form("/account/password", Needs::SignedIn, change_password).on("/account"),
        // Somebody whose role needs a second factor comes here before they are signed in.
        Route::page("/account/factor", Needs::Nothing, factor_page),
        Route::form("/account/code-app", Needs::Nothing, set_code_app).on("/account/factor?next={next}"),
        Route::form("/account/passkey/start", Needs::Nothing, passkey_start),
        Route::form("/account/passkey", Needs::Nothing, passkey_finish).on("/account/factor?next={next}"),
        Route::form("/account/factors/end", Needs::SignedIn, end_factor).on("/account"),
        Route::form("/account/codes", Needs::SignedIn, renew_codes).on("/account"),
        Route::form("/account/tokens", Needs::SignedIn, make_token).on("/account"),
        Route::form("/account/tokens/end", Needs::SignedIn, end_token).on("/account"),
    ]
}

/// Whose page this is, and what proved it.
pub(super) struct Holder {
    pub account: Account,
    pub proof: Proof,
    /// The half sign-in of somebody who must set up a second factor first.
    pending: Option<String>,
}

impl Holder {
    /// What comes before a change that could shut this person out or let others in. Who is half
    /// signed in has shown who they are just now.
    fn first(&self, visit: &Visit, next: &str) -> Result<Option<Reply>> {
        if self.pending.is_some() { Ok(None) } else { again::first(visit, next) }
    }
}

pub(super) fn holder(visit: &Visit) -> Result<Holder> {
    let own = session::own_hash(&visit.app, &visit.headers);
    let found = visit.app.db().read(|c| store::session(c, &own, &platform::clock::now()))?;
    match found {
        Some((account, _, proof)) if account.id == visit.actor.id => {
            Ok(Holder { account, proof: Proof::from_word(&proof).unwrap_or(Proof::Password), pending: None })
        }
        _ if visit.actor.is_signed_in() => Err(Error::Forbidden(say!("access-error-own-account"))),
        _ => half_signed_in(visit),
    }
}

/// Only an account without any second factor may set up its first one half signed in.
fn half_signed_in(visit: &Visit) -> Result<Holder> {
    let token = pending_token(visit);
    let account = sign_in::waiting_account(&visit.app, Purpose::Enrol, &token).map_err(|_| Error::SignInNeeded)?;
    if factor::has_any(&visit.app, &account.id)? {
        return Err(Error::SignInNeeded);
    }
    Ok(Holder { account, proof: Proof::Password, pending: Some(token) })
}

#[derive(Serialize)]
struct Own {
    login: String,
    sessions: Vec<Session>,
    factors: Factors,
    tokens: Vec<Token>,
    has_password: bool,
}

#[derive(Template)]
#[template(path = "own.html")]
struct OwnPage<'a> {
    v: &'a Visit,
    own: &'a Own,
    scopes: Vec<Scope>,
}

fn own_page(visit: Visit, _: Asked<serde_json::Value>) -> Outcome {
    let app = &visit.app;
    let holder = holder(&visit)?;
    let own = Own {
        login: holder.account.login.clone(),
        sessions: session::list(app, &visit.actor, &visit.headers)?,
        factors: factor::of(app, &holder.account.id)?,
        tokens: token::list(app, &visit.actor)?,
        has_password: app.db().read(|c| store::by_id(c, &holder.account.id))?.is_some_and(|(_, hash)| !hash.is_empty()),
    };
    let administers = visit.may(Needs::Administering);
    let scopes = Scope::ALL.into_iter().filter(|scope| *scope != Scope::Administer || administers).collect();
    visit.show(&OwnPage { v: &visit, own: &own, scopes }, &own)
}

#[derive(Deserialize)]
struct Id {
    #[serde(default)]
    id: String,
    #[serde(default)]
    sure: String,
}

fn end_session(visit: Visit, Posted(form): Posted<Id>) -> Outcome {
    let id = Some(form.id.as_str()).filter(|id| !id.is_empty());
    holder(&visit)?;
    session::end_own(&visit.app, &visit.actor, &visit.headers, id)?;
    Ok(Reply::see("/account#sessions"))
}

#[derive(Deserialize)]
struct Passwords {
    before: String,
    after: String,
}

fn change_password(visit: Visit, Posted(form): Posted<Passwords>) -> Outcome {
    let holder = holder(&visit)?;
    let way = Way::of(&visit);
    account::change_own_password(&visit.app, &way, &holder.account, &form.before, &form.after)?;
    let opened = session::grant(&visit.app, &Way { device: None, ..way }, holder.account, holder.proof)?;
    welcome(&visit, &opened, Reply::see("/account"))
}

#[derive(Template)]
#[template(path = "factor.html")]
struct FactorPage<'a> {
    v: &'a Visit,
    offer: Offer,
    passkeys: bool,
    needed: bool,
    next: String,
    error: Option<String>,
}

#[derive(Deserialize)]
struct Next {
    #[serde(default)]
    next: String,
}

fn factor_page(visit: Visit, Asked(asked): Asked<Next>) -> Outcome {
    let holder = holder(&visit)?;
    if let Some(first) = holder.first(&visit, "/account/factor")? {
        return Ok(first);
    }
    let page = FactorPage {
        v: &visit,
        offer: factor::offer(&holder.account)?,
        passkeys: passkey::is_offered(&visit.app),
        needed: holder.pending.is_some(),
        next: local(&asked.next),
        error: None,
    };
    Ok(Reply::html(page.render()?))
}

#[derive(Deserialize)]
struct CodeApp {
    secret: String,
    code: String,
    #[serde(default)]
    next: String,
}

fn set_code_app(visit: Visit, Posted(form): Posted<CodeApp>) -> Outcome {
    let holder = holder(&visit)?;
    if let Some(first) = holder.first(&visit, "/account/factor")? {
        return Ok(first);
    }
    match factor::set_code_app(&visit.app, &holder.account, visit.actor.via, &form.secret, &form.code) {
        Ok(codes) => enrolled(&visit, holder, Proof::Second, codes, &form.next),
        Err(error @ Error::Invalid(_)) => {
            let offer = factor::again(&holder.account, &form.secret)?;
            let (needed, next) = (holder.pending.is_some(), local(&form.next));
            let page =
                FactorPage { v: &visit, offer, passkeys: passkey::is_offered(&visit.app), needed, next, error: Some(visit.told(&error)) };
            Ok(Reply::html(page.render()?).with_status(422))
        }
        Err(error) => Err(error),
    }
}

fn passkey_start(visit: Visit, Posted(_): Posted<serde_json::Value>) -> Outcome {
    ceremony(passkey::begin_new(&visit.app, &holder(&visit)?.account)?)
}

fn passkey_finish(visit: Visit, Posted(form): Posted<Answered>) -> Outcome {
    let holder = holder(&visit)?;
    if let Some(first) = holder.first(&visit, "/account/factor")? {
        return Ok(first);
    }
    let codes = passkey::finish_new(&visit.app, &holder.account, visit.actor.via, &form.ceremony, &form.answer, &form.name)?;
    enrolled(&visit, holder, Proof::Passkey, codes, &form.next)
}

/// A new factor is a change of privilege: another session, and recovery codes, shown once.
fn enrolled(visit: &Visit, holder: Holder, proof: Proof, codes: Option<Vec<String>>, next: &str) -> Outcome {
    let next = if holder.pending.is_some() { local(next) } else { "/account#factors".to_owned() };
    if let Some(token) = &holder.pending {
        pending::finish(&visit.app, Purpose::Enrol, token)?;
    }
    let opened = session::grant(&visit.app, &Way::of(visit), holder.account, proof)?;
    let reply = match codes {
        Some(codes) => show_codes(visit, codes, &next)?,
        None => Reply::see(&next),
    };
    welcome(visit, &opened, reply)
}

/// A page with secrets that are shown once.
fn show_codes(visit: &Visit, secrets: Vec<String>, next: &str) -> Outcome {
    visit.show_once(visit.t("access-codes"), visit.t("access-codes-about"), secrets, next.to_owned())
}

#[derive(Deserialize)]
struct EndFactor {
    #[serde(default)]
    passkey: String,
    #[serde(default)]
    sure: String,
}

fn end_factor(visit: Visit, Posted(form): Posted<EndFactor>) -> Outcome {
    let holder = holder(&visit)?;
    if let Some(first) = holder.first(&visit, "/account#factors")? {
        return Ok(first);
    }
    if !sure::is_sure(&form.sure) {
        let fields = vec![("passkey", form.passkey.as_str())];
        return ask_first(&visit, "access-sure-factor", &["access-sure-factor-out", "access-sure-factor-last"], fields, "/account#factors");
    }
    let passkey = Some(form.passkey.as_str()).filter(|id| !id.is_empty());
    factor::end_one(&visit.app, &holder.account, visit.actor.via, passkey)?;
    Ok(Reply::see("/account#factors"))
}

fn renew_codes(visit: Visit, Posted(form): Posted<Id>) -> Outcome {
    let holder = holder(&visit)?;
    if let Some(first) = holder.first(&visit, "/account#factors")? {
        return Ok(first);
    }
    if !sure::is_sure(&form.sure) {
        return ask_first(&visit, "access-sure-codes", &["access-sure-codes-old"], Vec::new(), "/account#factors");
    }
    let codes = factor::renew_codes(&visit.app, &holder.account, visit.actor.via)?;
    show_codes(&visit, codes, "/account#factors")
}

#[derive(Deserialize)]
struct NewToken {
    name: String,
    scope: Scope,
    days: i64,
}

fn make_token(visit: Visit, Posted(form): Posted<NewToken>) -> Outcome {
    if let Some(first) = holder(&visit)?.first(&visit, "/account#tokens")? {
        return Ok(first);
    }
    let (secret, _) = token::make(&visit.app, &visit.actor, &form.name, form.scope, form.days)?;
    visit.show_once(form.name, visit.t("access-token-shown"), vec![secret], "/account#tokens".into())
}

/// Says what happens to what, before it does.
fn ask_first(visit: &Visit, title: &str, lines: &[&str], fields: Vec<(&str, &str)>, back: &str) -> Outcome {
    let (title, lines) = (visit.t(title), lines.iter().map(|key| visit.t(key)).collect());
    sure::ask(visit, &sure::Question { title, lines, fields, back, ..sure::Question::default() })
}

fn end_token(visit: Visit, Posted(form): Posted<Id>) -> Outcome {
    holder(&visit)?;
    if !sure::is_sure(&form.sure) {
        return ask_first(&visit, "access-sure-token", &["access-sure-token-refused"], vec![("id", &form.id)], "/account#tokens");
    }
    token::end(&visit.app, &visit.actor, &form.id)?;
    Ok(Reply::see("/account#tokens"))
}

/// These pages, drawn from samples.
pub(super) fn samples() -> Vec<Sample> {
    vec![
        Sample { name: "own.html", render: sample_own },
        Sample {
            name: "factor.html",
            render: |v| {
                let offer = Offer { secret: "ABCD".into(), picture: "<svg></svg>".into() };
                Ok(FactorPage { v, offer, passkeys: true, needed: true, next: "/".into(), error: Some("…".into()) }.render()?)
            },
        },
    ]
}

fn sample_own(v: &Visit) -> Result<String> {
    let at = || "2026-11-23T10:00:00.000Z".to_owned();
    let session = |is_this| Session {
        id: "1".into(),
        proof: "passkey".into(),
        source: "192.0.2.1".into(),
        program: "Firefox, Linux".into(),
        created_at: at(),
        used_at: at(),
        is_this,
    };
    let own = Own {
        login: "ilse".into(),
        sessions: vec![session(true), session(false)],
        factors: Factors { code_app: true, passkeys: vec![("1".into(), "phone".into(), at(), Some(at()))], recovery_codes_left: 9 },
        tokens: vec![Token {
            id: "1".into(),
            name: "nightly export".into(),
            scope: Scope::Read,
            created_at: at(),
            used_at: None,
            ends_at: at(),
        }],
        has_password: true,
    };
    Ok(OwnPage { v, own: &own, scopes: Scope::ALL.to_vec() }.render()?)
}
