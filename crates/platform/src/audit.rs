//! The trail: one record for every change, written in the change's own transaction and
//! chained by hash, so that a quiet edit of the past shows.
//!
//! The trail is also the outbox: indexes and mail read it after commit, from the position
//! they have reached.

use crate::actor::Actor;
use crate::db::{Connection, Row, Value};
use crate::{Result, statements};
use serde::Serialize;
use sha2::{Digest, Sha256};

statements! {
    HEAD = "SELECT position, hash FROM platform_audit_head WHERE id = 1";
    LOCK_HEAD = "UPDATE platform_audit_head SET position = position + 1 WHERE id = 1 RETURNING position, hash";
    MOVE_HEAD = "UPDATE platform_audit_head SET hash = $1 WHERE id = 1";
    INSERT_ENTRY = "INSERT INTO platform_audit (position, recorded_at, actor_id, via, action, subject, detail, hash) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
    ENTRIES_AFTER = "SELECT position, recorded_at, actor_id, via, action, subject, detail, hash FROM platform_audit WHERE position > $1 ORDER BY position LIMIT $2";
    ENTRIES_OF_SUBJECT = "SELECT position, recorded_at, actor_id, via, action, subject, detail, hash FROM platform_audit WHERE subject = $1 ORDER BY position DESC LIMIT $2";
    ENTRIES_BEFORE = "SELECT position, recorded_at, actor_id, via, action, subject, detail, hash FROM platform_audit WHERE position < $1 ORDER BY position DESC LIMIT $2";
}

/// One record of the trail. It holds ids and words of ours, never content.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct Entry {
    /// 1, 2, 3 … without gaps.
    pub position: i64,
    /// When, UTC.
    pub recorded_at: String,
    /// Who.
    pub actor_id: String,
    /// Page, program or command.
    pub via: String,
    /// What, as `domain.thing.verb`.
    pub action: String,
    /// On what.
    pub subject: String,
    /// Ids that the action touched besides, and counts.
    pub detail: String,
    /// SHA-256 over the previous hash and this entry.
    pub hash: String,
}

fn entry(row: &Row) -> Result<Entry> {
    Ok(Entry {
        position: row.get("position")?,
        recorded_at: row.get("recorded_at")?,
        actor_id: row.get("actor_id")?,
        via: row.get("via")?,
        action: row.get("action")?,
        subject: row.get("subject")?,
        detail: row.get("detail")?,
        hash: row.get("hash")?,
    })
}

fn hash(previous: &str, e: &Entry) -> String {
    let mut sha = Sha256::new();
    for part in [previous, &e.position.to_string(), &e.recorded_at, &e.actor_id, &e.via, &e.action, &e.subject, &e.detail] {
        // Lengths stand before the parts, so that no two entries read alike.
        sha.update((part.len() as u64).to_be_bytes());
        sha.update(part.as_bytes());
    }
    hex::encode(sha.finalize())
}

/// Writes one record inside the transaction of `connection`.
pub(crate) fn append(
    connection: &mut Connection,
    actor: &Actor,
    recorded_at: &str,
    action: &str,
    subject: &str,
    detail: &str,
) -> Result<i64> {
    let (position, previous) = connection
        .first(LOCK_HEAD, &[], |row| Ok((row.get::<i64>("position")?, row.get::<String>("hash")?)))?
        .expect("the first migration writes the head");
    let mut e = Entry {
        position,
        recorded_at: recorded_at.to_owned(),
        actor_id: actor.id.clone(),
        via: actor.via.word().to_owned(),
        action: action.to_owned(),
        subject: subject.to_owned(),
        detail: detail.to_owned(),
        hash: String::new(),
    };
    e.hash = hash(&previous, &e);
    connection.execute(MOVE_HEAD, &[(&e.hash).into()])?;
    let values: [Value; 8] = [
        position.into(),
        e.recorded_at.into(),
        e.actor_id.into(),
        e.via.into(),
        e.action.into(),
        e.subject.into(),
        e.detail.into(),
        e.hash.into(),
    ];
    connection.execute(INSERT_ENTRY, &values)?;
    Ok(position)
}

/// The position of the newest record; 0 where nothing has happened yet.
pub fn position(connection: &mut Connection) -> Result<i64> {
    Ok(connection.first(HEAD, &[], |row| row.get("position"))?.unwrap_or(0))
}

/// Up to `limit` records after `position`, oldest first.
pub fn after(connection: &mut Connection, position: i64, limit: usize) -> Result<Vec<Entry>> {
    connection.all(ENTRIES_AFTER, &[position.into(), limit.into()], entry)
}

/// Up to `limit` records before `position`, newest first.
pub fn before(connection: &mut Connection, position: i64, limit: usize) -> Result<Vec<Entry>> {
    connection.all(ENTRIES_BEFORE, &[position.into(), limit.into()], entry)
}

/// The newest `limit` records on one thing, newest first.
pub fn of_subject(connection: &mut Connection, subject: &str, limit: usize) -> Result<Vec<Entry>> {
    connection.all(ENTRIES_OF_SUBJECT, &[subject.into(), limit.into()], entry)
}

/// What a check of the whole trail found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Verdict {
    /// Records read.
    pub entries: i64,
    /// The first position at which the chain does not hold; none where it holds.
    pub broken_at: Option<i64>,
}

/// Reads the whole trail and checks that no record was changed, dropped or added.
pub fn verify(connection: &mut Connection) -> Result<Verdict> {
    let (head, head_hash) = connection
        .first(HEAD, &[], |row| Ok((row.get::<i64>("position")?, row.get::<String>("hash")?)))?
        .expect("the first migration writes the head");
    let mut previous = String::new();
    let mut reached = 0;
    loop {
        let batch = after(connection, reached, 10_000)?;
        if batch.is_empty() {
            break;
        }
        for e in batch {
            if e.position != reached + 1 || e.hash != hash(&previous, &e) {
                return Ok(Verdict { entries: reached, broken_at: Some(reached + 1) });
            }
            reached = e.position;
            previous = e.hash;
        }
    }
    let broken_at = (reached != head || previous != head_hash).then_some(reached + 1);
    Ok(Verdict { entries: reached, broken_at })
}
