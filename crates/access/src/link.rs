//! One-time links: how the first administrator, a new person, and somebody who forgot their
//! password come in. Nobody chooses a password for somebody else, and there is no default one.

use crate::account::{self, Account};
use crate::password;
use crate::secret::{fresh, hash};
use crate::session::Way;
use crate::sign_in::{self, Step};
use crate::store::{self, waiting};
use crate::throttle::{self, Door};
use crate::way_in;
use platform::actor::{Actor, Needs, Role};
use platform::kit::Once;
use platform::people::Means;
use platform::{App, Error, Result, Work, say};

/// A link made, to hand over by a way that only its person reads.
#[derive(Debug, Clone, serde::Serialize, utoipa::ToSchema)]
pub struct Made {
    /// The name to sign in with.
    pub login: String,
    /// The address. It starts with the setting base_url; no header of a request has a say.
    pub address: String,
    /// Until when it is good.
    pub ends_at: String,
}

/// Makes a link with which a person sets their own password.
pub fn make(app: &App, actor: &Actor, login: &str) -> Result<Made> {
    app.require(actor, Needs::Administering)?;
    make_for(app, actor, &account::find(app, login)?)
}

fn make_for(app: &App, actor: &Actor, account: &Account) -> Result<Made> {
    app.work(actor, |work| made(work, account))
}

fn made(work: &mut Work<'_>, account: &Account) -> Result<Made> {
    if !account.is_open() {
        return Err(Error::Conflict(say!("access-error-account-over", login = &account.login)));
    }
    let secret = fresh();
    let ends_at = platform::clock::in_seconds(crate::number(work.app(), "link_hours") * 60 * 60);
    let way = way_in::by_actor(work, &account.id, Means::Link)?;
    waiting::set_link(work, &way, &hash(&secret), &account.id, &ends_at)?;
    work.record("access.link.made", &account.id, "")?;
    Ok(Made { login: account.login.clone(), address: format!("{}/link/{secret}", work.app().base_url()), ends_at })
}

/// A link for an account by the name it signs in with, as it is shown this once.
pub(crate) fn shown(work: &mut Work<'_>, login: &str) -> Result<Once> {
    let account = account::here(work, login)?;
    let made = made(work, &account)?;
    let title = say!("access-link-for", x = made.login);
    Ok(Once { title, about: "access-link-shown", secret: made.address, ends_at: made.ends_at })
}

/// Makes the first administrator's link. It is refused once an administrator can sign in.
pub fn first_administrator(app: &App, actor: &Actor, login: &str, name: &str) -> Result<Made> {
    app.require(actor, Needs::Administering)?;
    let there = app.db().read(|c| {
        let mut administrators = Vec::new();
        for account in store::all(c)?.into_iter().filter(|a| a.role == Role::Administrator && a.state == "active") {
            let has_password = store::by_id(c, &account.id)?.is_some_and(|(_, hash)| !hash.is_empty());
            administrators.push((account, has_password));
        }
        Ok(administrators)
    })?;
    if let Some((ready, _)) = there.iter().find(|(_, has_password)| *has_password) {
        return Err(Error::Conflict(say!("access-error-administrator-there", login = &ready.login)));
    }
    // Run again before the link was used: the same account, a new link.
    let waiting = there.into_iter().map(|(account, _)| account).find(|account| account.login == login);
    let account = match waiting {
        Some(account) => account,
        None => account::invite(app, actor, login, name, Role::Administrator)?,
    };
    make_for(app, actor, &account)
}

/// Whose link this is, where it is still good. Looking does not use it up, since mail
/// programs look at links too.
pub fn look(app: &App, way: &Way, secret: &str) -> Result<Account> {
    let taken = throttle::take(app, way, Door::Other)?;
    let found = app.db().read(|c| match waiting::link(c, &hash(secret), &platform::clock::now())? {
        Some(link) => store::by_id(c, &link.account),
        None => Ok(None),
    })?;
    let account = found.map(|(account, _)| account).filter(|account| account.state == "active").ok_or_else(|| gone(app))?;
    throttle::give_back(app, &taken)?;
    Ok(account)
}

fn gone(app: &App) -> Error {
    Error::NotFound(say!("access-error-link-gone", whom = app.whom_to_ask()))
}

/// Uses up a link: the person's own password holds from now on, whatever was open before ends,
/// and a second factor, where there is one, is asked for as always.
pub fn follow(app: &App, way: &Way, secret: &str, chosen: &str) -> Result<Step> {
    let account = look(app, way, secret)?;
    password::check_strength(chosen)?;
    let kept = password::hash(chosen)?;
    let actor = Actor::new(&account.id, &account.name, account.role, way.via);
    app.work(&actor, |work| {
        let link = waiting::use_link(work, &hash(secret))?.ok_or_else(|| gone(app))?;
        let way = way_in::by_somebody(work, &account.id, (&link.made_by, &link.made_name), Means::LinkUsed)?;
        store::set_password(work, &way, &account.id, &kept)?;
        work.record("access.link.used", &account.id, "").map(drop)
    })?;
    sign_in::after_first(app, way, account)
}
