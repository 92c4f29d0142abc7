//! Sessions: what proves, request by request, who somebody is.

use crate::account::Account;
use crate::{password, store};
use axum::http::{HeaderMap, header};
use platform::actor::{Actor, Via};
use platform::{App, Error, Result};
use sha2::{Digest, Sha256};
use std::collections::HashMap;
use std::sync::Mutex;
use std::time::{Duration, Instant};

/// A session ends after this time without a request.
const IDLE_SECONDS: i64 = 30 * 60;
/// A session ends after this time in any case.
const LIFE_SECONDS: i64 = 12 * 60 * 60;
/// Failed tries for one name before a pause.
const TRIES_MAX: u32 = 10;
/// The pause.
const PAUSE: Duration = Duration::from_secs(60);

static FAILED: Mutex<Option<HashMap<String, (u32, Instant)>>> = Mutex::new(None);

/// A fresh token of 256 bits and the account it is for.
pub struct Opened {
    /// What the cookie or the header carries.
    pub token: String,
    /// Who signed in.
    pub account: Account,
}

/// Signs in. The answer is the same for a wrong password and for a name that is not there.
pub fn open(app: &App, login: &str, secret: &str, via: Via) -> Result<Opened> {
    let login = login.trim().to_lowercase();
    check_pause(&login)?;
    let found = app.db().read(|c| store::by_login(c, &login))?;
    let kept = found.as_ref().map(|(_, hash)| hash.as_str());
    let right = password::verify(secret, kept);
    let account = found.map(|(account, _)| account).filter(|account| right && account.state == "active");
    let Some(account) = account else {
        note_failure(&login);
        return Err(Error::invalid("password", "The name or the password is not right. Check both and try again; an administrator can give you a new password."));
    };
    let token = fresh_token();
    let actor = Actor { id: account.id.clone(), name: account.name.clone(), role: account.role, via };
    app.work(&actor, |work| {
        let (idle, ends) = (platform::clock::in_seconds(IDLE_SECONDS), platform::clock::in_seconds(LIFE_SECONDS));
        store::add_session(work, &hash(&token), &account.id, &idle, &ends)?;
        work.record("access.session.opened", &account.id, "")
    })?;
    forget_failures(&login);
    Ok(Opened { token, account })
}

fn check_pause(login: &str) -> Result<()> {
    let mut failed = FAILED.lock().expect("no panic holds the failed tries");
    let failed = failed.get_or_insert_with(HashMap::new);
    failed.retain(|_, (_, at)| at.elapsed() < PAUSE);
    match failed.get(login) {
        Some((tries, _)) if *tries >= TRIES_MAX => {
            Err(Error::TooMany("Too many tries for this name. Wait a minute and try again.".into()))
        }
        _ => Ok(()),
    }
}

fn note_failure(login: &str) {
    let mut failed = FAILED.lock().expect("no panic holds the failed tries");
    let entry = failed.get_or_insert_with(HashMap::new).entry(login.to_owned()).or_insert((0, Instant::now()));
    *entry = (entry.0 + 1, Instant::now());
}

fn forget_failures(login: &str) {
    if let Some(failed) = FAILED.lock().expect("no panic holds the failed tries").as_mut() {
        failed.remove(login);
    }
}

fn fresh_token() -> String {
    let mut bytes = [0u8; 32];
    getrandom::fill(&mut bytes).expect("the system gives random bytes");
    hex::encode(bytes)
}

fn hash(token: &str) -> String {
    hex::encode(Sha256::digest(token.as_bytes()))
}

/// Name of the session's cookie.
pub fn cookie_name(app: &App) -> &'static str {
    if is_secure(app) { "__Host-goodoffices_session" } else { "goodoffices_session" }
}

/// Whether people reach this installation over HTTPS.
pub fn is_secure(app: &App) -> bool {
    app.base_url().starts_with("https://")
}

/// The cookie that carries a token; an empty token ends it.
pub fn cookie(app: &App, token: &str) -> String {
    let secure = if is_secure(app) { "; Secure" } else { "" };
    let age = if token.is_empty() { 0 } else { LIFE_SECONDS };
    format!("{}={token}; Path=/; HttpOnly; SameSite=Lax; Max-Age={age}{secure}", cookie_name(app))
}

/// The token of a request: a bearer token, or the session's cookie.
pub fn token(app: &App, headers: &HeaderMap) -> Option<String> {
    let bearer = headers.get(header::AUTHORIZATION).and_then(|v| v.to_str().ok()).and_then(|v| v.strip_prefix("Bearer "));
    bearer.map(str::to_owned).or_else(|| platform::web::cookie(headers, cookie_name(app))).filter(|token| token.len() == 64)
}

/// Who a request comes from; none where it carries no session that is alive.
pub fn identify(app: &App, headers: &HeaderMap) -> Result<Option<Actor>> {
    let Some(token) = token(app, headers) else { return Ok(None) };
    let (hash, now) = (hash(&token), platform::clock::now());
    let Some((account, used_at)) = app.db().read(|c| store::session(c, &hash, &now))? else { return Ok(None) };
    // Once a minute is often enough to know that a session is in use.
    if used_at.get(..16) != now.get(..16) {
        let idle = platform::clock::in_seconds(IDLE_SECONDS);
        app.db().housekeep(|c| store::touch_session(c, &hash, &now, &idle))?;
    }
    Ok(Some(Actor { id: account.id, name: account.name, role: account.role, via: Via::Web }))
}

/// Ends the session of a request.
pub fn end(app: &App, actor: &Actor, headers: &HeaderMap) -> Result<()> {
    let Some(token) = token(app, headers) else { return Ok(()) };
    app.work(actor, |work| {
        store::end_session(work, &hash(&token))?;
        work.record("access.session.ended", &actor.id, "").map(drop)
    })
}
