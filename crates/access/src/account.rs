//! Accounts: who may sign in, and what they may do.

use crate::{password, store};
use platform::actor::{Actor, Needs, Role};
use platform::{App, Error, Result};
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

/// Opens an account.
pub fn open(app: &App, actor: &Actor, login: &str, name: &str, role: Role, secret: &str) -> Result<Account> {
    app.require(actor, Needs::Administering)?;
    let login = parse_login(login)?;
    password::check_strength(secret)?;
    let account = Account {
        id: platform::clock::new_id(),
        name: if name.trim().is_empty() { login.clone() } else { name.trim().to_owned() },
        login,
        role,
        state: "active".into(),
        created_at: platform::clock::now(),
    };
    let hash = password::hash(secret)?;
    app.work(actor, |work| {
        if store::by_login(work.connection(), &account.login)?.is_some() {
            return Err(Error::Conflict(format!("There is an account “{}” already. Choose another name to sign in with.", account.login)));
        }
        store::add(work, &account, &hash)?;
        work.record("access.account.opened", &account.id, account.role.word())
    })?;
    Ok(account)
}

/// Letters, digits, dots, hyphens and @, in lower case.
fn parse_login(text: &str) -> Result<String> {
    let login = text.trim().to_lowercase();
    let fits = (2..=80).contains(&login.chars().count()) && login.chars().all(|c| c.is_alphanumeric() || ".-_@".contains(c));
    if fits {
        return Ok(login);
    }
    Err(Error::invalid("login", "A name to sign in with has 2 to 80 letters, digits, dots, hyphens or @."))
}

/// All accounts.
pub fn list(app: &App, actor: &Actor) -> Result<Vec<Account>> {
    app.require(actor, Needs::Administering)?;
    app.read(actor, store::all)
}

fn find(app: &App, login: &str) -> Result<Account> {
    let found = app.db().read(|c| store::by_login(c, login))?;
    found.map(|(account, _)| account).ok_or_else(|| Error::missing("account", login))
}

/// Gives an account another role; its sessions end, so that the change holds at once.
pub fn give_role(app: &App, actor: &Actor, login: &str, role: Role) -> Result<()> {
    app.require(actor, Needs::Administering)?;
    let account = find(app, login)?;
    refuse_own(actor, &account)?;
    app.work(actor, |work| {
        store::set_role(work, &account.id, role)?;
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
        store::set_state(work, &account.id, "ended")?;
        work.record("access.account.ended", &account.id, "").map(drop)
    })
}

/// An administrator who shuts themselves out cannot undo it.
fn refuse_own(actor: &Actor, account: &Account) -> Result<()> {
    if actor.id == account.id {
        return Err(Error::Conflict("This is your own account. Ask another administrator to change it.".into()));
    }
    Ok(())
}

/// Gives an account another password; its sessions end.
pub fn set_password(app: &App, actor: &Actor, login: &str, secret: &str) -> Result<()> {
    app.require(actor, Needs::Administering)?;
    password::check_strength(secret)?;
    let account = find(app, login)?;
    let hash = password::hash(secret)?;
    app.work(actor, |work| {
        store::set_password(work, &account.id, &hash)?;
        work.record("access.account.password_set", &account.id, "").map(drop)
    })
}
