//! Tokens: what a program proves with, and how much of its owner's role they lend.

use crate::secret::{fresh, hash};
use crate::store::{self, proofs};
use crate::way_in;
use platform::actor::{Actor, Needs, Scope, Via};
use platform::people::Means;
use platform::{App, Error, Result, say};
use serde::Serialize;

/// Every token starts so: people and programs that search for lost secrets know it.
pub const START: &str = "goodoffices_";
/// The longest life of a token.
const DAYS_MAX: i64 = 366;
/// Room for a token's name.
const NAME_CHARACTERS_MAX: usize = 80;

/// A token, as its owner's list shows it; the secret itself is shown once and not kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct Token {
    /// Names it in the list; proves nothing.
    pub id: String,
    /// What it is for, in its owner's words.
    pub name: String,
    /// How much of the owner's role it lends.
    pub scope: Scope,
    /// When it was made.
    pub created_at: String,
    /// When it was last used, to the minute.
    pub used_at: Option<String>,
    /// When it ends.
    pub ends_at: String,
}

/// Makes a token; its secret and its entry in the list.
pub fn make(app: &App, actor: &Actor, name: &str, scope: Scope, days: i64) -> Result<(String, Token)> {
    app.require(actor, Needs::SignedIn)?;
    let name = name.trim();
    if name.is_empty() || name.chars().count() > NAME_CHARACTERS_MAX {
        return Err(Error::invalid("name", say!("access-error-token-name")));
    }
    if !(1..=DAYS_MAX).contains(&days) {
        return Err(Error::invalid("days", say!("access-error-token-days")));
    }
    // Neither more than the role lends nor more than the proof that asks.
    if scope > actor.scope || (scope == Scope::Administer && !actor.role.may_do().contains(&Needs::Administering)) {
        return Err(Error::Forbidden(say!("access-error-token-scope", scope = scope.word(), whom = app.whom_to_ask())));
    }
    let secret = format!("{START}{}", fresh());
    let token = Token {
        id: platform::clock::new_id(),
        name: name.to_owned(),
        scope,
        created_at: platform::clock::now(),
        used_at: None,
        ends_at: platform::clock::in_seconds(days * 24 * 60 * 60),
    };
    app.work(actor, |work| {
        if store::by_id(work.connection(), &actor.id)?.is_none() {
            return Err(Error::invalid("name", say!("access-error-token-account")));
        }
        let way = way_in::by_actor(work, &actor.id, Means::Factors)?;
        proofs::add_token(work, &way, &hash(&secret), &actor.id, &token)?;
        work.record("access.token.made", &token.id, scope.word()).map(drop)
    })?;
    Ok((secret, token))
}

/// One's own tokens, the latest first.
pub fn list(app: &App, actor: &Actor) -> Result<Vec<Token>> {
    app.require(actor, Needs::SignedIn)?;
    app.db().read(|c| proofs::tokens_of(c, &actor.id))
}

/// Ends one of one's own tokens.
pub fn end(app: &App, actor: &Actor, id: &str) -> Result<()> {
    app.require(actor, Needs::SignedIn)?;
    app.work(actor, |work| {
        if !proofs::end_token(work, id, &actor.id)? {
            return Err(Error::missing("token", id));
        }
        work.record("access.token.ended", id, "").map(drop)
    })
}

/// Who a token is of, with the role its owner has now.
pub fn identify(app: &App, secret: &str) -> Result<Option<Actor>> {
    let (hash, now) = (hash(secret), platform::clock::now());
    let Some((account, scope, used_at)) = app.db().read(|c| proofs::token_account(c, &hash, &now))? else { return Ok(None) };
    if used_at.as_deref().and_then(|at| at.get(..16)) != now.get(..16) {
        app.db().housekeep(|c| proofs::use_token(c, &hash, &now))?;
    }
    Ok(Some(Actor { scope, ..Actor::new(&account.id, &account.name, account.role, Via::Api) }))
}
