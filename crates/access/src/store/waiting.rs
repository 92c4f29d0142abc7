//! What waits for somebody: one-time links, sign-ins half done, and pauses after failed tries.

use crate::way_in::WayIn;
use platform::db::Connection;
use platform::{Result, Work, statements};

statements! {
    ADD_LINK = "INSERT INTO access_link (token_hash, account_id, ends_at, made_by, made_name) VALUES ($1, $2, $3, $4, $5)";
    LINK = "SELECT account_id, made_by, made_name FROM access_link WHERE token_hash = $1 AND ends_at > $2";
    USE_LINK = "DELETE FROM access_link WHERE token_hash = $1 AND ends_at > $2";
    END_LINKS_OF = "DELETE FROM access_link WHERE account_id = $1";
    ADD_PENDING = "INSERT INTO access_pending (token_hash, purpose, account_id, state, ends_at) VALUES ($1, $2, $3, $4, $5)";
    PENDING = "SELECT account_id, state FROM access_pending WHERE token_hash = $1 AND purpose = $2 AND ends_at > $3";
    END_PENDING = "DELETE FROM access_pending WHERE token_hash = $1";
    END_PENDING_OF = "DELETE FROM access_pending WHERE account_id = $1";
    FORGET_OLD_PENDING = "DELETE FROM access_pending WHERE ends_at < $1";
    THROTTLE = "SELECT tries, tried_at, paused_until FROM access_throttle WHERE throttle_key = $1";
    SET_THROTTLE = "INSERT INTO access_throttle (throttle_key, tries, tried_at, paused_until) VALUES ($1, $2, $3, $4) ON CONFLICT (throttle_key) DO UPDATE SET tries = excluded.tries, tried_at = excluded.tried_at, paused_until = excluded.paused_until";
    CLEAR_THROTTLE = "DELETE FROM access_throttle WHERE throttle_key = $1";
    GIVE_BACK = "UPDATE access_throttle SET tries = tries - 1 WHERE throttle_key = $1 AND tries > 0";
    FORGET_OLD_THROTTLES = "DELETE FROM access_throttle WHERE tried_at < $1";
}

/// A one-time link; those that the account had before end.
pub fn set_link(work: &mut Work<'_>, _: &WayIn, hash: &str, account: &str, ends_at: &str) -> Result<()> {
    let (by, name) = (work.actor().id.clone(), work.actor().name.clone());
    work.execute(END_LINKS_OF, &[account.into()])?;
    work.execute(ADD_LINK, &[hash.into(), account.into(), ends_at.into(), by.into(), name.into()]).map(drop)
}

/// A link that is still good.
pub struct Link {
    /// Whose it is.
    pub account: String,
    /// Id of who made it.
    pub made_by: String,
    /// Their name.
    pub made_name: String,
}

/// A link that is still good.
pub fn link(c: &mut Connection, hash: &str, now: &str) -> Result<Option<Link>> {
    c.first(LINK, &[hash.into(), now.into()], |row| {
        Ok(Link { account: row.get("account_id")?, made_by: row.get("made_by")?, made_name: row.get("made_name")? })
    })
}

/// Uses up a link that is still good.
pub fn use_link(work: &mut Work<'_>, hash: &str) -> Result<Option<Link>> {
    let now = work.now().to_owned();
    let found = link(work.connection(), hash, &now)?;
    Ok(if work.execute(USE_LINK, &[hash.into(), now.into()])? == 1 { found } else { None })
}

/// Links and half sign-ins of an account.
pub fn end_all_of(work: &mut Work<'_>, account: &str) -> Result<()> {
    work.execute(END_LINKS_OF, &[account.into()])?;
    work.execute(END_PENDING_OF, &[account.into()]).map(drop)
}

pub fn add_pending(
    c: &mut Connection,
    hash: &str,
    purpose: &str,
    account: Option<&str>,
    state: &str,
    now: &str,
    ends_at: &str,
) -> Result<()> {
    c.execute(FORGET_OLD_PENDING, &[now.into()])?;
    c.execute(ADD_PENDING, &[hash.into(), purpose.into(), account.map(str::to_owned).into(), state.into(), ends_at.into()]).map(drop)
}

/// The account, where known, and the state of what waits for this purpose.
pub fn pending(c: &mut Connection, hash: &str, purpose: &str, now: &str) -> Result<Option<(Option<String>, String)>> {
    c.first(PENDING, &[hash.into(), purpose.into(), now.into()], |row| Ok((row.get("account_id")?, row.get("state")?)))
}

/// Ends what waited; whether it was still there.
pub fn end_pending(c: &mut Connection, hash: &str) -> Result<bool> {
    Ok(c.execute(END_PENDING, &[hash.into()])? == 1)
}

/// Tries, when the last one was, and until when there is a pause.
pub fn throttle(c: &mut Connection, key: &str) -> Result<Option<(i64, String, String)>> {
    c.first(THROTTLE, &[key.into()], |row| Ok((row.get("tries")?, row.get("tried_at")?, row.get("paused_until")?)))
}

pub fn set_throttle(c: &mut Connection, key: &str, tries: i64, now: &str, paused_until: &str, forget_before: &str) -> Result<()> {
    c.execute(FORGET_OLD_THROTTLES, &[forget_before.into()])?;
    c.execute(SET_THROTTLE, &[key.into(), tries.into(), now.into(), paused_until.into()]).map(drop)
}

pub fn clear_throttle(c: &mut Connection, key: &str) -> Result<()> {
    c.execute(CLEAR_THROTTLE, &[key.into()]).map(drop)
}

pub fn give_back(c: &mut Connection, key: &str) -> Result<()> {
    c.execute(GIVE_BACK, &[key.into()]).map(drop)
}
