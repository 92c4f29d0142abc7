//! The only file with SQL of this domain.

use crate::account::Account;
use platform::actor::Role;
use platform::db::{Connection, Row, Value};
use platform::{Result, Work, statements};

statements! {
    ADD_ACCOUNT = "INSERT INTO access_account (id, login, name, role, password_hash, state, created_at) VALUES ($1, $2, $3, $4, $5, 'active', $6)";
    ACCOUNTS = "SELECT id, login, name, role, state, created_at, password_hash FROM access_account ORDER BY login";
    ACCOUNT_BY_LOGIN = "SELECT id, login, name, role, state, created_at, password_hash FROM access_account WHERE login = $1";
    SET_ROLE = "UPDATE access_account SET role = $2 WHERE id = $1";
    SET_STATE = "UPDATE access_account SET state = $2 WHERE id = $1";
    SET_PASSWORD = "UPDATE access_account SET password_hash = $2 WHERE id = $1";
    ADD_SESSION = "INSERT INTO access_session (token_hash, account_id, created_at, used_at, idle_until, ends_at) VALUES ($1, $2, $3, $3, $4, $5)";
    SESSION_ACCOUNT = "SELECT a.id, a.login, a.name, a.role, a.state, a.created_at, a.password_hash, s.used_at FROM access_session s JOIN access_account a ON a.id = s.account_id WHERE s.token_hash = $1 AND s.idle_until > $2 AND s.ends_at > $2 AND a.state = 'active'";
    TOUCH_SESSION = "UPDATE access_session SET used_at = $2, idle_until = $3 WHERE token_hash = $1";
    END_SESSION = "DELETE FROM access_session WHERE token_hash = $1";
    END_SESSIONS_OF = "DELETE FROM access_session WHERE account_id = $1";
    FORGET_OLD_SESSIONS = "DELETE FROM access_session WHERE idle_until < $1 OR ends_at < $1";
}

fn account(row: &Row) -> Result<(Account, String)> {
    let account = Account {
        id: row.get("id")?,
        login: row.get("login")?,
        name: row.get("name")?,
        role: Role::from_word(&row.get::<String>("role")?).unwrap_or(Role::Visitor),
        state: row.get("state")?,
        created_at: row.get("created_at")?,
    };
    Ok((account, row.get("password_hash")?))
}

pub fn add(work: &mut Work<'_>, a: &Account, password_hash: &str) -> Result<()> {
    let values: [Value; 6] = [(&a.id).into(), (&a.login).into(), (&a.name).into(), a.role.word().into(), password_hash.into(), (&a.created_at).into()];
    work.execute(ADD_ACCOUNT, &values).map(drop)
}

pub fn all(c: &mut Connection) -> Result<Vec<Account>> {
    c.all(ACCOUNTS, &[], |row| Ok(account(row)?.0))
}

/// The account with its password's hash.
pub fn by_login(c: &mut Connection, login: &str) -> Result<Option<(Account, String)>> {
    c.first(ACCOUNT_BY_LOGIN, &[login.into()], account)
}

pub fn set_role(work: &mut Work<'_>, id: &str, role: Role) -> Result<()> {
    work.execute(SET_ROLE, &[id.into(), role.word().into()]).map(drop)
}

/// `active` or `ended`; an ended account has no sessions.
pub fn set_state(work: &mut Work<'_>, id: &str, state: &str) -> Result<()> {
    work.execute(SET_STATE, &[id.into(), state.into()])?;
    end_sessions_of(work, id)
}

pub fn set_password(work: &mut Work<'_>, id: &str, hash: &str) -> Result<()> {
    work.execute(SET_PASSWORD, &[id.into(), hash.into()])?;
    end_sessions_of(work, id)
}

pub fn end_sessions_of(work: &mut Work<'_>, id: &str) -> Result<()> {
    work.execute(END_SESSIONS_OF, &[id.into()]).map(drop)
}

pub fn add_session(work: &mut Work<'_>, token_hash: &str, account: &str, idle_until: &str, ends_at: &str) -> Result<()> {
    let now = work.now().to_owned();
    work.execute(FORGET_OLD_SESSIONS, &[(&now).into()])?;
    work.execute(ADD_SESSION, &[token_hash.into(), account.into(), now.into(), idle_until.into(), ends_at.into()]).map(drop)
}

/// The account of a session that is still alive, and when the session was last used.
pub fn session(c: &mut Connection, token_hash: &str, now: &str) -> Result<Option<(Account, String)>> {
    c.first(SESSION_ACCOUNT, &[token_hash.into(), now.into()], |row| Ok((account(row)?.0, row.get("used_at")?)))
}

pub fn touch_session(c: &mut Connection, token_hash: &str, now: &str, idle_until: &str) -> Result<()> {
    c.execute(TOUCH_SESSION, &[token_hash.into(), now.into(), idle_until.into()]).map(drop)
}

pub fn end_session(work: &mut Work<'_>, token_hash: &str) -> Result<()> {
    work.execute(END_SESSION, &[token_hash.into()]).map(drop)
}
