//! Accounts: who may sign in, and what they may do.

use crate::session::Way;
use crate::throttle::{self, Door};
use crate::{password, store, way_in};
use platform::actor::{Actor, Needs, Role, Via};
use platform::people::{self, Means};
use platform::{App, Error, Result, say};
use serde::Serialize;

/// Somebody who may sign in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct Account {
    /// Permanent id.
    pub id: String,
    /// What the person types to sign in.
    pub login: String,
    /// The person's name, as others see it.
    pub name: String,
    /// What the person may do.
    pub role: Role,
    /// `active` or `ended`.
    pub state: String,
    /// When it was opened.
    pub created_at: String,
}

/// Opens an account with a password, as the command line and the demo do.
pub fn open(app: &App, actor: &Actor, login: &str, name: &str, role: Role, secret: &str) -> Result<Account> {
    app.require(actor, Needs::Administering)?;
    password::check_strength(secret)?;
    add(app, actor, login, name, role, &password::hash(secret)?)
}

/// Opens an account that its person enters with a one-time link.
pub fn invite(app: &App, actor: &Actor, login: &str, name: &str, role: Role) -> Result<Account> {
    app.require(actor, Needs::Administering)?;
    add(app, actor, login, name, role, "")
}

fn add(app: &App, actor: &Actor, login: &str, name: &str, role: Role, hash: &str) -> Result<Account> {
    let login = parse_login(login)?;
    let account = Account {
        id: platform::clock::new_id(),
        name: if name.trim().is_empty() { login.clone() } else { name.trim().to_owned() },
        login,
        role: parse_role(role)?,
        state: "active".into(),
        created_at: platform::clock::now(),
    };
    app.work(actor, |work| {
        if store::by_login(work.connection(), &account.login)?.is_some() {
            return Err(Error::Conflict(say!("access-error-login-taken", login = &account.login)));
        }
        let way = way_in::by_actor(work, &account.id, Means::Opened)?;
        store::add(work, &way, &account, hash)?;
        work.record("access.account.opened", &account.id, account.role.word())
    })?;
    Ok(account)
}

/// Every role but the visitor's, which is nobody's.
fn parse_role(role: Role) -> Result<Role> {
    if role == Role::Visitor {
        return Err(Error::invalid("role", say!("access-error-visitor-role")));
    }
    Ok(role)
}

/// Letters, digits, dots, hyphens and @, in lower case.
pub(crate) fn parse_login(text: &str) -> Result<String> {
    let login = text.trim().to_lowercase();
    let fits = (2..=80).contains(&login.chars().count()) && login.chars().all(|c| c.is_alphanumeric() || ".-_@".contains(c));
    if fits {
        return Ok(login);
    }
    Err(Error::invalid("login", say!("access-error-login-form")))
}

/// All accounts.
pub fn list(app: &App, actor: &Actor) -> Result<Vec<Account>> {
    app.require(actor, Needs::Administering)?;
    app.read(actor, store::all)
}

/// An account by the name it signs in with.
pub(crate) fn find(app: &App, login: &str) -> Result<Account> {
    let found = app.db().read(|c| store::by_login(c, login))?;
    found.map(|(account, _)| account).ok_or_else(|| Error::missing("account", login))
}

/// Gives an account another role; its sessions end, so that the change holds at once.
pub fn give_role(app: &App, actor: &Actor, login: &str, role: Role) -> Result<()> {
    app.require(actor, Needs::Administering)?;
    let role = parse_role(role)?;
    let account = find(app, login)?;
    refuse_own(actor, &account)?;
    app.work(actor, |work| {
        let way = way_in::by_actor(work, &account.id, Means::Role)?;
        store::set_role(work, &way, &account.id, role)?;
        store::end_sessions_of(work, &account.id)?;
        work.record("access.account.role_given", &account.id, role.word()).map(drop)
    })
}

/// Ends an account: from the next request on, nothing it holds is good for anything.
pub fn end(app: &App, actor: &Actor, login: &str) -> Result<()> {
    app.require(actor, Needs::Administering)?;
    let account = find(app, login)?;
    refuse_own(actor, &account)?;
    app.work(actor, |work| {
        store::end(work, &account.id)?;
        platform::clearance::let_go_everywhere(work, &account.id)?;
        work.record("access.account.ended", &account.id, "").map(drop)
    })
}

/// Says at the machine that an account is a person of its own, whoever let them in: with that
/// they count as a second person beside everybody else.
pub fn vouch(app: &App, actor: &Actor, login: &str) -> Result<()> {
    app.require(actor, Needs::Administering)?;
    if actor.via != Via::Command {
        return Err(Error::Forbidden(say!("access-error-at-machine")));
    }
    let account = find(app, login)?;
    app.work(actor, |work| people::vouch(work, &account.id))
}

/// An administrator who shuts themselves out cannot undo it.
fn refuse_own(actor: &Actor, account: &Account) -> Result<()> {
    if actor.id == account.id {
        return Err(Error::Conflict(say!("access-error-own-change")));
    }
    Ok(())
}

/// Gives an account another password, as the command line does; what the one before had
/// opened ends.
pub fn set_password(app: &App, actor: &Actor, login: &str, secret: &str) -> Result<()> {
    app.require(actor, Needs::Administering)?;
    password::check_strength(secret)?;
    let account = find(app, login)?;
    let hash = password::hash(secret)?;
    app.work(actor, |work| {
        let way = way_in::by_actor(work, &account.id, Means::Password)?;
        store::set_password(work, &way, &account.id, &hash)?;
        work.record("access.account.password_set", &account.id, "").map(drop)
    })
}

/// Refuses a password that is not one's own; guesses are paused as everywhere.
pub fn prove_with_password(app: &App, way: &Way, account: &Account, secret: &str) -> Result<()> {
    let taken = throttle::take(app, way, Door::Factor(&account.id))?;
    let kept = app.db().read(|c| store::by_id(c, &account.id))?.map(|(_, hash)| hash);
    if !password::verify(secret, kept.as_deref().filter(|hash| !hash.is_empty()))? {
        return Err(Error::invalid("before", say!("access-error-password-before")));
    }
    throttle::give_back(app, &taken)
}

/// Gives oneself another password; every other session, and all tokens, end.
pub fn change_own_password(app: &App, way: &Way, account: &Account, before: &str, after: &str) -> Result<()> {
    prove_with_password(app, way, account, before)?;
    password::check_strength(after)?;
    let hash = password::hash(after)?;
    let actor = Actor::new(&account.id, &account.name, account.role, way.via);
    app.work(&actor, |work| {
        let way = way_in::by_actor(work, &account.id, Means::Password)?;
        store::set_password(work, &way, &account.id, &hash)?;
        work.record("access.account.password_set", &account.id, "").map(drop)
    })
}
