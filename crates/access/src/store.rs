//! The only place with SQL of this domain: accounts and sessions here, proofs and tokens
//! below.

pub mod proofs;
pub mod waiting;

use crate::account::Account;
use crate::session::Session;
use crate::way_in::WayIn;
use platform::actor::Role;
use platform::db::{Connection, Row, Value};
use platform::{Result, Work, people, statements};

statements! {
    ADD_ACCOUNT = "INSERT INTO access_account (id, login, name, role, password_hash, state, created_at) VALUES ($1, $2, $3, $4, $5, 'active', $6)";
    ACCOUNTS = "SELECT id, login, name, role, state, created_at FROM access_account ORDER BY login";
    PEOPLE = "SELECT login AS id, id AS person_id, login, name, role, state, created_at FROM access_account";
    ACCOUNT_BY_LOGIN = "SELECT id, login, name, role, state, created_at, password_hash FROM access_account WHERE login = $1";
    ACCOUNT_BY_ID = "SELECT id, login, name, role, state, created_at, password_hash FROM access_account WHERE id = $1";
    SET_ROLE = "UPDATE access_account SET role = $2 WHERE id = $1";
    SET_NAME = "UPDATE access_account SET name = $2 WHERE id = $1";
    END_ACCOUNT = "UPDATE access_account SET state = 'ended' WHERE id = $1";
    SET_PASSWORD = "UPDATE access_account SET password_hash = $2 WHERE id = $1";
    ADD_SESSION = "INSERT INTO access_session (token_hash, id, account_id, proof, source, program, created_at, used_at, idle_until, ends_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $7, $8, $9)";
    SESSION_ACCOUNT = "SELECT a.id, a.login, a.name, a.role, a.state, a.created_at, a.password_hash, s.used_at, s.proof FROM access_session s JOIN access_account a ON a.id = s.account_id WHERE s.token_hash = $1 AND s.idle_until > $2 AND s.ends_at > $2 AND a.state = 'active'";
    SESSION_SINCE = "SELECT count(*) AS n FROM access_session WHERE token_hash = $1 AND created_at > $2 AND idle_until > $3 AND ends_at > $3";
    SESSIONS_OF = "SELECT id, proof, source, program, created_at, used_at, token_hash FROM access_session WHERE account_id = $1 AND idle_until > $2 AND ends_at > $2 ORDER BY used_at DESC, id";
    TOUCH_SESSION = "UPDATE access_session SET used_at = $2, idle_until = $3 WHERE token_hash = $1";
    END_SESSION = "DELETE FROM access_session WHERE token_hash = $1";
    END_SESSION_BY_ID = "DELETE FROM access_session WHERE id = $1 AND account_id = $2";
    END_SESSIONS_OF = "DELETE FROM access_session WHERE account_id = $1";
    END_OTHER_SESSIONS_OF = "DELETE FROM access_session WHERE account_id = $1 AND token_hash <> $2";
    FORGET_OLD_SESSIONS = "DELETE FROM access_session WHERE idle_until < $1 OR ends_at < $1";
}

pub(super) fn account(row: &Row) -> Result<Account> {
    Ok(Account {
        id: row.get("id")?,
        login: row.get("login")?,
        name: row.get("name")?,
        role: Role::from_word(&row.get::<String>("role")?).unwrap_or(Role::Visitor),
        state: row.get("state")?,
        created_at: row.get("created_at")?,
    })
}

fn with_hash(row: &Row) -> Result<(Account, String)> {
    Ok((account(row)?, row.get("password_hash")?))
}

pub fn add(work: &mut Work<'_>, _: &WayIn, a: &Account, password_hash: &str) -> Result<()> {
    let values: [Value; 6] =
        [(&a.id).into(), (&a.login).into(), (&a.name).into(), a.role.word().into(), password_hash.into(), (&a.created_at).into()];
    work.execute(ADD_ACCOUNT, &values)?;
    people::put(work, &a.id, Some(a.role))
}

pub fn all(c: &mut Connection) -> Result<Vec<Account>> {
    c.all(ACCOUNTS, &[], account)
}

/// The account with its password's hash.
pub fn by_login(c: &mut Connection, login: &str) -> Result<Option<(Account, String)>> {
    c.first(ACCOUNT_BY_LOGIN, &[login.into()], with_hash)
}

/// The account with its password's hash.
pub fn by_id(c: &mut Connection, id: &str) -> Result<Option<(Account, String)>> {
    c.first(ACCOUNT_BY_ID, &[id.into()], with_hash)
}

pub fn set_role(work: &mut Work<'_>, _: &WayIn, id: &str, role: Role) -> Result<()> {
    work.execute(SET_ROLE, &[id.into(), role.word().into()])?;
    people::put(work, id, Some(role))
}

pub fn set_name(work: &mut Work<'_>, id: &str, name: &str) -> Result<()> {
    work.execute(SET_NAME, &[id.into(), name.into()]).map(drop)
}

/// An ended account has nothing left that lets it in, and is not opened again.
pub fn end(work: &mut Work<'_>, id: &str) -> Result<()> {
    work.execute(END_ACCOUNT, &[id.into()])?;
    people::put(work, id, None)?;
    proofs::end_all_of(work, id)?;
    end_sessions_of(work, id)
}

/// Another password ends everything that the one before had opened.
pub fn set_password(work: &mut Work<'_>, _: &WayIn, id: &str, hash: &str) -> Result<()> {
    work.execute(SET_PASSWORD, &[id.into(), hash.into()])?;
    proofs::end_what_a_password_opened(work, id)?;
    end_sessions_of(work, id)
}

pub fn end_sessions_of(work: &mut Work<'_>, id: &str) -> Result<()> {
    work.execute(END_SESSIONS_OF, &[id.into()]).map(drop)
}

pub fn end_other_sessions_of(work: &mut Work<'_>, id: &str, kept: &str) -> Result<()> {
    work.execute(END_OTHER_SESSIONS_OF, &[id.into(), kept.into()]).map(drop)
}

pub fn add_session(
    work: &mut Work<'_>,
    _: &WayIn,
    token_hash: &str,
    account: &str,
    s: &Session,
    (idle_until, ends_at): (&str, &str),
) -> Result<()> {
    let now = work.now().to_owned();
    work.execute(FORGET_OLD_SESSIONS, &[(&now).into()])?;
    let values: [Value; 9] = [
        token_hash.into(),
        (&s.id).into(),
        account.into(),
        (&s.proof).into(),
        (&s.source).into(),
        (&s.program).into(),
        now.into(),
        idle_until.into(),
        ends_at.into(),
    ];
    work.execute(ADD_SESSION, &values).map(drop)
}

/// The account of a session that is still alive, when the session was last used, and what
/// opened it.
pub fn session(c: &mut Connection, token_hash: &str, now: &str) -> Result<Option<(Account, String, String)>> {
    c.first(SESSION_ACCOUNT, &[token_hash.into(), now.into()], |row| Ok((account(row)?, row.get("used_at")?, row.get("proof")?)))
}

/// Whether a session that is alive was opened after `since`.
pub fn session_since(c: &mut Connection, token_hash: &str, since: &str, now: &str) -> Result<bool> {
    Ok(c.first(SESSION_SINCE, &[token_hash.into(), since.into(), now.into()], |row| row.get::<i64>("n"))?.unwrap_or(0) == 1)
}

/// An account's sessions; the one with the hash `own` is marked.
pub fn sessions_of(c: &mut Connection, account: &str, own: &str, now: &str) -> Result<Vec<Session>> {
    c.all(SESSIONS_OF, &[account.into(), now.into()], |row| {
        Ok(Session {
            id: row.get("id")?,
            proof: row.get("proof")?,
            source: row.get("source")?,
            program: row.get("program")?,
            created_at: row.get("created_at")?,
            used_at: row.get("used_at")?,
            is_this: row.get::<String>("token_hash")? == own,
        })
    })
}

pub fn touch_session(c: &mut Connection, token_hash: &str, now: &str, idle_until: &str) -> Result<()> {
    c.execute(TOUCH_SESSION, &[token_hash.into(), now.into(), idle_until.into()]).map(drop)
}

pub fn end_session(work: &mut Work<'_>, token_hash: &str) -> Result<()> {
    work.execute(END_SESSION, &[token_hash.into()]).map(drop)
}

/// Whether there was such a session of this account.
pub fn end_session_by_id(work: &mut Work<'_>, id: &str, account: &str) -> Result<bool> {
    Ok(work.execute(END_SESSION_BY_ID, &[id.into(), account.into()])? == 1)
}
