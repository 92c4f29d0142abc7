//! Passkeys (WebAuthn): one touch signs in, and nothing that could be stolen is kept here.
//! The library judges each answer: origin, challenge, signature, counter, and that the device
//! checked its person.

use crate::account::Account;
use crate::factor;
use crate::pending::{self, Purpose};
use crate::session::{self, Opened, Proof, Way};
use crate::store::{self, proofs};
use crate::throttle::{self, Door};
use crate::way_in;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use platform::actor::{Actor, Via};
use platform::{App, Error, Result, people, say};
use serde_json::Value;
use webauthn_rs::prelude::{
    DiscoverableAuthentication, Passkey, PasskeyRegistration, PublicKeyCredential, RegisterPublicKeyCredential, Url, Uuid, Webauthn,
    WebauthnBuilder,
};

/// Passkeys of one account: nobody has more devices than this.
const PASSKEYS_MAX: usize = 20;

/// A passkey as it is kept: its public half and what its owner calls it.
#[derive(Debug, Clone)]
pub struct Kept {
    /// Names it in lists.
    pub id: String,
    /// Whose it is.
    pub account_id: String,
    /// The device's name for it, base 64.
    pub credential_id: String,
    /// The owner's name for it.
    pub name: String,
    /// Public key and counter, as the library writes them.
    pub passkey: String,
    /// When it was made.
    pub created_at: String,
    /// When it last signed in.
    pub used_at: Option<String>,
}

/// Whether passkeys are to be had: browsers offer them to named hosts over HTTPS, and to
/// `localhost`.
pub fn is_offered(app: &App) -> bool {
    ceremony(app).is_ok()
}

/// The library, bound to the address that the operator set; the Host header has no say.
fn ceremony(app: &App) -> Result<Webauthn> {
    let none = || Error::Unavailable(say!("access-error-passkeys-off"));
    let origin = Url::parse(&app.base_url()).map_err(|_| none())?;
    let host = origin.domain().ok_or_else(none)?.to_owned();
    if origin.scheme() != "https" && host != "localhost" {
        return Err(none());
    }
    let builder = WebauthnBuilder::new(&host, &origin).map_err(|_| none())?;
    builder.rp_name("Good Offices").build().map_err(|_| none())
}

/// What is shown of a refusal; the library's own words go to the log.
fn refused(error: &dyn std::fmt::Display) -> Error {
    tracing::info!(%error, "a passkey was refused");
    Error::invalid("passkey", say!("access-error-passkey-refused"))
}

/// Begins a new passkey: what the browser is asked, and the token for the answer.
pub fn begin_new(app: &App, account: &Account) -> Result<(Value, String)> {
    let known = app.db().read(|c| proofs::passkeys_of(c, &account.id))?;
    if known.len() >= PASSKEYS_MAX {
        return Err(Error::Conflict(say!("access-error-passkeys-max")));
    }
    let known: Vec<Passkey> = known.iter().filter_map(|k| serde_json::from_str(&k.passkey).ok()).collect();
    let exclude = known.iter().map(|k| k.cred_id().clone()).collect();
    let (asked, state) = ceremony(app)?
        .start_passkey_registration(user_id(account)?, &account.login, &account.name, Some(exclude))
        .map_err(|error| refused(&error))?;
    let mut asked = serde_json::to_value(&asked)?;
    // The device keeps the passkey with the account's id, so that one touch signs in without
    // typing a name.
    let selection = &mut asked["publicKey"]["authenticatorSelection"];
    selection["residentKey"] = "required".into();
    selection["requireResidentKey"] = true.into();
    let token = pending::begin(app, Purpose::NewPasskey, Some(&account.id), &serde_json::to_string(&state)?)?;
    Ok((asked, token))
}

fn user_id(account: &Account) -> Result<Uuid> {
    Uuid::parse_str(&account.id).map_err(|error| Error::internal(error.to_string()))
}

/// Keeps a new passkey; recovery codes, where there were none. Every other session ends.
pub fn finish_new(app: &App, account: &Account, via: Via, token: &str, answer: &str, name: &str) -> Result<Option<Vec<String>>> {
    let (owner, state) = pending::finish(app, Purpose::NewPasskey, token)?;
    if owner.as_deref() != Some(account.id.as_str()) {
        return Err(Error::SignInNeeded);
    }
    let state: PasskeyRegistration = serde_json::from_str(&state)?;
    let answer: RegisterPublicKeyCredential = serde_json::from_str(answer).map_err(|error| refused(&error))?;
    let passkey = ceremony(app)?.finish_passkey_registration(&answer, &state).map_err(|error| refused(&error))?;
    let name = name.trim();
    let kept = Kept {
        id: platform::clock::new_id(),
        account_id: account.id.clone(),
        credential_id: URL_SAFE_NO_PAD.encode(passkey.cred_id()),
        name: if name.is_empty() { "Passkey".to_owned() } else { name.chars().take(80).collect() },
        passkey: serde_json::to_string(&passkey)?,
        created_at: platform::clock::now(),
        used_at: None,
    };
    let actor = Actor::new(&account.id, &account.name, account.role, via);
    let codes = factor::fresh_codes();
    app.work(&actor, |work| {
        let way = way_in::by_actor(work, &account.id, people::Means::Factors)?;
        proofs::add_passkey(work, &way, &kept)?;
        let given = factor::add_codes_where_none(work, &way, &account.id, &codes)?;
        store::end_sessions_of(work, &account.id)?;
        work.record("access.passkey.added", &kept.id, &account.id)?;
        Ok(given.then(|| codes.clone()))
    })
}

/// Begins signing in with whatever passkey the device has for us.
pub fn begin_sign_in(app: &App) -> Result<(Value, String)> {
    let (asked, state) = ceremony(app)?.start_discoverable_authentication().map_err(|error| refused(&error))?;
    let token = pending::begin(app, Purpose::Passkey, None, &serde_json::to_string(&state)?)?;
    Ok((serde_json::to_value(&asked)?, token))
}

/// Signs in with the device's answer.
pub fn finish_sign_in(app: &App, way: &Way, token: &str, answer: &str) -> Result<Opened> {
    let account = prove(app, way, token, answer)?;
    session::grant(app, way, account, Proof::Passkey)
}

/// Whose passkey gave this answer.
pub fn prove(app: &App, way: &Way, token: &str, answer: &str) -> Result<Account> {
    let taken = throttle::take(app, way, Door::Other)?;
    let (_, state) = pending::finish(app, Purpose::Passkey, token)?;
    let state: DiscoverableAuthentication = serde_json::from_str(&state)?;
    let answer: PublicKeyCredential = serde_json::from_str(answer).map_err(|error| refused(&error))?;
    let ceremony = ceremony(app)?;
    let (user, credential) = ceremony.identify_discoverable_authentication(&answer).map_err(|error| refused(&error))?;
    let credential = URL_SAFE_NO_PAD.encode(credential);
    let found = app.db().read(|c| proofs::passkey_by_credential(c, &credential))?;
    let mut kept = found.filter(|k| k.account_id == user.simple().to_string()).ok_or_else(|| refused(&"it is not known here"))?;
    let mut passkey: Passkey = serde_json::from_str(&kept.passkey)?;
    let result = ceremony.finish_discoverable_authentication_v2(&answer, state, &passkey).map_err(|error| refused(&error))?;
    let account = app.db().read(|c| store::by_id(c, &kept.account_id))?.map(|(account, _)| account);
    let account = account.filter(|account| account.state == "active").ok_or_else(|| refused(&"its account has ended"))?;
    passkey.update_credential(&result);
    kept.passkey = serde_json::to_string(&passkey)?;
    let actor = Actor::new(&account.id, &account.name, account.role, way.via);
    app.work(&actor, |work| {
        proofs::use_passkey(work, &kept)?;
        work.record("access.passkey.used", &kept.id, "").map(drop)
    })?;
    throttle::give_back(app, &taken)?;
    Ok(account)
}
