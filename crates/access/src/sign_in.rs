//! Signing in, step by step: first a password or what stands for one, then a second factor
//! where the account has one or its role needs one.

use crate::account::Account;
use crate::pending::{self, Purpose};
use crate::session::{self, Opened, Proof, Way};
use crate::throttle::{self, Door};
use crate::{factor, password, store};
use platform::{App, Error, Result, say};

/// How far somebody got.
#[derive(Debug)]
pub enum Step {
    /// Signed in.
    In(Box<Opened>),
    /// The second factor is missing; the token stands for the half that is done.
    Second(String),
    /// The role needs a second factor and the account has none yet.
    Enrol(String),
}

/// The first step with a password. The answer is the same, after the same work, for a wrong
/// password and for a name that is not there.
pub fn with_password(app: &App, way: &Way, login: &str, secret: &str) -> Result<Step> {
    let login = login.trim().to_lowercase();
    let taken = throttle::take(app, way, Door::Login(&login))?;
    let found = app.db().read(|c| store::by_login(c, &login))?;
    let kept = found.as_ref().filter(|(account, hash)| account.state == "active" && !hash.is_empty());
    let right = password::verify(secret, kept.map(|(_, hash)| hash.as_str()))?;
    let Some((account, _)) = found.filter(|_| right) else {
        return Err(Error::invalid("password", say!("access-error-sign-in-wrong", whom = app.whom_to_ask())));
    };
    throttle::give_back(app, &taken)?;
    after_first(app, way, account)
}

/// What follows when the first factor was right.
pub fn after_first(app: &App, way: &Way, account: Account) -> Result<Step> {
    if factor::has_any(app, &account.id)? {
        return Ok(Step::Second(pending::begin(app, Purpose::Second, Some(&account.id), "")?));
    }
    if factor::is_required(app, account.role) {
        return Ok(Step::Enrol(pending::begin(app, Purpose::Enrol, Some(&account.id), "")?));
    }
    session::grant(app, way, account, Proof::Password).map(|opened| Step::In(Box::new(opened)))
}

/// The second step: a code of the app, or a recovery code, each good once.
pub fn with_code(app: &App, way: &Way, token: &str, code: &str) -> Result<Opened> {
    let account = waiting_account(app, Purpose::Second, token)?;
    prove_with_code(app, way, &account, code)?;
    pending::finish(app, Purpose::Second, token)?;
    session::grant(app, way, account, Proof::Second)
}

/// Refuses a code that is not right now; guesses are paused as everywhere.
pub fn prove_with_code(app: &App, way: &Way, account: &Account, code: &str) -> Result<()> {
    let taken = throttle::take(app, way, Door::Factor(&account.id))?;
    if !factor::use_code(app, account, way.via, code)? {
        return Err(Error::invalid("code", say!("access-error-code-wrong")));
    }
    throttle::give_back(app, &taken)
}

/// The account that a half sign-in is for, where it is still active.
pub fn waiting_account(app: &App, purpose: Purpose, token: &str) -> Result<Account> {
    let (id, _) = pending::look(app, purpose, token)?;
    let found = app.db().read(|c| store::by_id(c, id.as_deref().unwrap_or("")))?;
    found.map(|(account, _)| account).filter(|account| account.state == "active").ok_or(Error::SignInNeeded)
}
