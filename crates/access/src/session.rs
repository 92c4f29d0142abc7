//! Sessions: what proves, request by request, who somebody is.

use crate::account::Account;
use crate::secret::{fresh, hash};
use crate::store::{self, proofs};
use crate::{factor, token, way_in};
use axum::http::{HeaderMap, header};
use platform::actor::{Actor, Via};
use platform::web::Visit;
use platform::{App, Error, Result};
use serde::Serialize;

/// Browsers that signed in before are known for this long.
const DEVICE_SECONDS: i64 = 180 * 24 * 60 * 60;
/// Room for what a program says of itself.
const PROGRAM_CHARACTERS_MAX: usize = 40;

/// How a request came in: what throttling and the list of sessions go by.
#[derive(Debug, Clone)]
pub struct Way {
    /// Page or program.
    pub via: Via,
    /// Address it came from.
    pub source: String,
    /// Browser and system in a few words.
    pub program: String,
    /// The token of a browser that signed in before.
    pub device: Option<String>,
}

impl Way {
    /// The way of a visit.
    pub fn of(visit: &Visit) -> Way {
        let agent = visit.headers.get(header::USER_AGENT).and_then(|v| v.to_str().ok()).unwrap_or("");
        Way {
            via: visit.actor.via,
            source: visit.source.clone(),
            program: program(agent),
            device: platform::web::cookie(&visit.headers, &cookie_name(&visit.app, Cookie::Device)),
        }
    }
}

/// What signed a person in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Proof {
    /// A password alone.
    Password,
    /// A password and a code.
    Second,
    /// A passkey.
    Passkey,
    /// The organisation's identity provider.
    Provider,
}

impl Proof {
    /// The proof that a word names.
    pub fn from_word(word: &str) -> Option<Proof> {
        [Proof::Password, Proof::Second, Proof::Passkey, Proof::Provider].into_iter().find(|proof| proof.word() == word)
    }

    /// The word in the table and in the trail.
    pub fn word(self) -> &'static str {
        match self {
            Proof::Password => "password",
            Proof::Second => "second",
            Proof::Passkey => "passkey",
            Proof::Provider => "provider",
        }
    }
}

/// One session of a person, as their own page lists it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Session {
    /// Names it in the list; proves nothing.
    pub id: String,
    /// What opened it: `password`, `second`, `passkey` or `provider`.
    pub proof: String,
    /// Address it was opened from.
    pub source: String,
    /// Browser and system.
    pub program: String,
    /// When it was opened.
    pub created_at: String,
    /// When it was last used.
    pub used_at: String,
    /// Whether it is the one that asks.
    pub is_this: bool,
}

/// A fresh token of 256 bits and the account it is for.
#[derive(Debug)]
pub struct Opened {
    /// What the cookie or the header carries.
    pub token: String,
    /// What the browser keeps so that it is known next time; none where it is known already.
    pub device: Option<String>,
    /// Who signed in.
    pub account: Account,
}

/// Opens a session for somebody who has proved who they are.
pub fn grant(app: &App, way: &Way, account: Account, proof: Proof) -> Result<Opened> {
    let (token, device) = (fresh(), fresh());
    let actor = Actor::new(&account.id, &account.name, account.role, way.via);
    let (idle, ends) = (platform::clock::in_seconds(idle_seconds(app)), platform::clock::in_seconds(life_seconds(app)));
    let session = Session {
        id: platform::clock::new_id(),
        proof: proof.word().into(),
        source: way.source.clone(),
        program: way.program.clone(),
        created_at: String::new(),
        used_at: String::new(),
        is_this: true,
    };
    let is_new_device = app.work(&actor, |work| {
        // The account may have ended since the proof was looked at.
        let alive = store::by_id(work.connection(), &account.id)?.is_some_and(|(now, _)| now.state == "active");
        if !alive {
            return Err(Error::SignInNeeded);
        }
        let proved = way_in::proved(work, &account)?;
        store::add_session(work, &proved, &hash(&token), &account.id, &session, (&idle, &ends))?;
        let known = way.device.as_deref().map(|known| proofs::use_device(work, &hash(known), &account.id)).transpose()?.unwrap_or(false);
        if !known && way.via == Via::Web {
            proofs::add_device(work, &hash(&device), &account.id, &platform::clock::in_seconds(-DEVICE_SECONDS))?;
        }
        work.record("access.session.opened", &account.id, proof.word())?;
        Ok(!known && way.via == Via::Web)
    })?;
    Ok(Opened { token, device: is_new_device.then_some(device), account })
}

fn idle_seconds(app: &App) -> i64 {
    crate::number(app, "session_idle_minutes") * 60
}

fn life_seconds(app: &App) -> i64 {
    crate::number(app, "session_hours") * 60 * 60
}

/// Browser and system in a few words, from what a browser says of itself.
fn program(agent: &str) -> String {
    const BROWSERS: [(&str, &str); 6] =
        [("Edg", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari"), ("curl/", "curl")];
    const SYSTEMS: [(&str, &str); 6] =
        [("Windows", "Windows"), ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Mac OS", "macOS"), ("Linux", "Linux")];
    let find = |table: &[(&str, &'static str)]| table.iter().find(|(sign, _)| agent.contains(sign)).map(|(_, word)| *word);
    match (find(&BROWSERS), find(&SYSTEMS)) {
        (Some(browser), Some(system)) => format!("{browser}, {system}"),
        (Some(one), None) | (None, Some(one)) => one.to_owned(),
        (None, None) => agent.chars().filter(|c| c.is_alphanumeric() || " ./-_".contains(*c)).take(PROGRAM_CHARACTERS_MAX).collect(),
    }
}

/// The cookies of this domain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cookie {
    /// The session.
    Session,
    /// A sign-in half done.
    Pending,
    /// A browser that signed in before.
    Device,
}

/// Name of a cookie; over HTTPS it is bound to this host.
pub fn cookie_name(app: &App, cookie: Cookie) -> String {
    let word = match cookie {
        Cookie::Session => "session",
        Cookie::Pending => "pending",
        Cookie::Device => "device",
    };
    let start = if is_secure(app) { "__Host-" } else { "" };
    format!("{start}goodoffices_{word}")
}

/// Whether people reach this installation over HTTPS.
pub fn is_secure(app: &App) -> bool {
    app.base_url().starts_with("https://")
}

/// The header that sets a cookie; an empty value ends it.
pub fn set_cookie(app: &App, cookie: Cookie, value: &str) -> String {
    let secure = if is_secure(app) { "; Secure" } else { "" };
    let age = match cookie {
        _ if value.is_empty() => 0,
        Cookie::Session => life_seconds(app),
        Cookie::Pending => crate::pending::LIFE_SECONDS,
        Cookie::Device => DEVICE_SECONDS,
    };
    format!("{}={value}; Path=/; HttpOnly; SameSite=Lax; Max-Age={age}{secure}", cookie_name(app, cookie))
}

/// The token of a request: a bearer token, or the session's cookie.
fn token_of(app: &App, headers: &HeaderMap) -> Option<String> {
    let bearer = headers.get(header::AUTHORIZATION).and_then(|v| v.to_str().ok()).and_then(|v| v.strip_prefix("Bearer "));
    bearer.map(str::to_owned).or_else(|| platform::web::cookie(headers, &cookie_name(app, Cookie::Session)))
}

/// Who a request comes from; none where it carries no proof that is good now.
pub fn identify(app: &App, headers: &HeaderMap) -> Result<Option<Actor>> {
    let Some(given) = token_of(app, headers) else { return Ok(None) };
    if given.starts_with(token::START) {
        return token::identify(app, &given);
    }
    let (hash, now) = (hash(&given), platform::clock::now());
    let Some((account, used_at, proof)) = app.db().read(|c| store::session(c, &hash, &now))? else { return Ok(None) };
    // A role that came to need a second factor needs it from the next request on.
    if proof == Proof::Password.word() && factor::is_required(app, account.role) {
        return Ok(None);
    }
    // Once a minute is often enough to know that a session is in use.
    if used_at.get(..16) != now.get(..16) {
        let idle = platform::clock::in_seconds(idle_seconds(app));
        app.db().housekeep(|c| store::touch_session(c, &hash, &now, &idle))?;
    }
    Ok(Some(Actor::new(&account.id, &account.name, account.role, Via::Web)))
}

/// After this time somebody shows once more that it is them, before what could shut them out
/// or let others in.
const FRESH_SECONDS: i64 = 10 * 60;

/// Whether a request carries a session, and one that was proved a short while ago. A token is
/// none: nobody stands behind it at this moment.
pub fn is_fresh(app: &App, headers: &HeaderMap) -> Result<bool> {
    let own = own_hash(app, headers);
    let since = platform::clock::in_seconds(-FRESH_SECONDS);
    app.db().read(|c| store::session_since(c, &own, &since, &platform::clock::now()))
}

/// The hash of the session that a request carries; empty where it carries none.
pub fn own_hash(app: &App, headers: &HeaderMap) -> String {
    token_of(app, headers).map_or_else(String::new, |token| hash(&token))
}

/// Ends the session of a request.
pub fn end(app: &App, actor: &Actor, headers: &HeaderMap) -> Result<()> {
    let own = own_hash(app, headers);
    if own.is_empty() || !actor.is_signed_in() {
        return Ok(());
    }
    app.work(actor, |work| {
        store::end_session(work, &own)?;
        work.record("access.session.ended", &actor.id, "").map(drop)
    })
}

/// One's own sessions, the latest first.
pub fn list(app: &App, actor: &Actor, headers: &HeaderMap) -> Result<Vec<Session>> {
    app.require(actor, platform::actor::Needs::SignedIn)?;
    let own = own_hash(app, headers);
    app.db().read(|c| store::sessions_of(c, &actor.id, &own, &platform::clock::now()))
}

/// Ends one of one's own sessions, or, without an id, all but the one that asks.
pub fn end_own(app: &App, actor: &Actor, headers: &HeaderMap, id: Option<&str>) -> Result<()> {
    app.require(actor, platform::actor::Needs::SignedIn)?;
    let own = own_hash(app, headers);
    app.work(actor, |work| {
        match id {
            Some(id) if !store::end_session_by_id(work, id, &actor.id)? => return Err(Error::missing("session", id)),
            Some(_) => {}
            None => store::end_other_sessions_of(work, &actor.id, &own)?,
        }
        work.record("access.session.ended", &actor.id, id.unwrap_or("others")).map(drop)
    })
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_browser_is_named_in_two_words() {
        for (agent, expected) in [
            ("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox, Linux"),
            (
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 Edg/140.0",
                "Edge, Windows",
            ),
            (
                "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Safari/604.1",
                "Safari, iPhone",
            ),
            ("curl/8.5.0", "curl"),
            ("my-script/1 <b>", "my-script/1 b"),
            ("", ""),
        ] {
            assert_eq!(super::program(agent), expected);
        }
    }
}
