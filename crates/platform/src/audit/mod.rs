//! The trail: one record for every change, written in the change's own transaction and
//! chained by hash, so that a quiet edit of the past shows.
//!
//! The records are the leaves of a Merkle tree (RFC 6962); signed [checkpoints](checkpoint)
//! of it go to a folder that an outside witness keeps, so that even who owns the database
//! cannot replace the past. The trail is also the outbox: indexes and mail read it after
//! commit, from the position they have reached.

pub mod checkpoint;
mod circumstances;
pub mod keys;
pub mod note;
pub mod outside;
pub mod proof;
mod tree;
pub mod verify;
pub mod witness;

pub use circumstances::shown;
pub use circumstances::{CLOSED, Circumstances, as_on_a_page, circumstances, within};
pub(crate) use circumstances::{highest_shown, is_taken, must_not_print, recorded, shown_unprinted, unrecorded, words_for_closed};
pub use tree::Peaks;

use crate::actor::Actor;
use crate::db::{Connection, Row, Value};
use crate::{Error, Result, say, statements};
use methods::signs;
use serde::Serialize;
use sha2::{Digest, Sha256};

/// The question of the trail's page; what stands first lets the database use an index.
macro_rules! entries_asked {
    ($first:literal) => {
        concat!(
            "SELECT position, recorded_at, actor_id, on_behalf_of, via, request_id, action, subject, detail, hash FROM platform_audit WHERE ",
            $first,
            "position < $1 AND ($2 = '' OR actor_id = $2 OR on_behalf_of = $2) AND ($3 = '' OR subject = $3)",
            " AND ($4 = '' OR action = $4 OR substr(action, 1, length($4) + 1) = $4 || '.')",
            " AND ($5 = '' OR recorded_at >= $5) AND ($6 = '' OR recorded_at < $6) AND ($7 = '' OR request_id = $7)",
            " ORDER BY position DESC LIMIT $8"
        )
    };
}

statements! {
    HEAD = "SELECT position, hash, origin FROM platform_audit_head WHERE id = 1";
    LOCK_HEAD = "UPDATE platform_audit_head SET position = position + 1 WHERE id = 1 RETURNING position, hash";
    MOVE_HEAD = "UPDATE platform_audit_head SET hash = $1 WHERE id = 1";
    NAME_ORIGIN = "UPDATE platform_audit_head SET origin = $1 WHERE id = 1 AND origin = ''";
    INSERT_ENTRY = "INSERT INTO platform_audit (position, recorded_at, actor_id, on_behalf_of, via, request_id, action, subject, detail, hash) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
    ENTRIES_AFTER = "SELECT position, recorded_at, actor_id, on_behalf_of, via, request_id, action, subject, detail, hash FROM platform_audit WHERE position > $1 ORDER BY position LIMIT $2";
    HASHES_AFTER = "SELECT position, hash FROM platform_audit WHERE position > $1 ORDER BY position LIMIT $2";
    ENTRIES_OF_SUBJECT = "SELECT position, recorded_at, actor_id, on_behalf_of, via, request_id, action, subject, detail, hash FROM platform_audit WHERE subject = $1 ORDER BY position DESC LIMIT $2";
    ENTRIES_ASKED = entries_asked!("");
    ENTRIES_OF_PERSON = entries_asked!("(actor_id = $2 OR on_behalf_of = $2) AND ");
    ENTRIES_OF_THING = entries_asked!("subject = $3 AND ");
    NEWEST_OF_ACTION = "SELECT position, recorded_at, actor_id, on_behalf_of, via, request_id, action, subject, detail, hash FROM platform_audit WHERE action = $1 ORDER BY position DESC LIMIT 1";
}

/// One record of the trail. It holds ids, words of ours and keyed commitments, never content.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct Entry {
    /// 1, 2, 3 … without gaps.
    pub position: i64,
    /// When, UTC.
    pub recorded_at: String,
    /// Who.
    pub actor_id: String,
    /// For whom they acted; empty where for themselves.
    pub on_behalf_of: String,
    /// Page, program or command.
    pub via: String,
    /// The request it came from; empty where it came from none.
    pub request_id: String,
    /// What, as `domain.thing.verb`.
    pub action: String,
    /// On what.
    pub subject: String,
    /// Ids that the action touched besides, counts, and keyed commitments.
    pub detail: String,
    /// SHA-256 over the previous hash and this entry.
    pub hash: String,
}

fn entry(row: &Row) -> Result<Entry> {
    Ok(Entry {
        position: row.get("position")?,
        recorded_at: row.get("recorded_at")?,
        actor_id: row.get("actor_id")?,
        on_behalf_of: row.get("on_behalf_of")?,
        via: row.get("via")?,
        request_id: row.get("request_id")?,
        action: row.get("action")?,
        subject: row.get("subject")?,
        detail: row.get("detail")?,
        hash: row.get("hash")?,
    })
}

impl Entry {
    /// The hash this record must have after `previous`: SHA-256 over the parts in this order,
    /// each after its length as eight bytes, most significant first, so that no two records
    /// read alike.
    pub fn expected_hash(&self, previous: &str) -> String {
        let position = self.position.to_string();
        let mut sha = Sha256::new();
        for part in [
            previous,
            &position,
            &self.recorded_at,
            &self.actor_id,
            &self.on_behalf_of,
            &self.via,
            &self.request_id,
            &self.action,
            &self.subject,
            &self.detail,
        ] {
            sha.update((part.len() as u64).to_be_bytes());
            sha.update(part.as_bytes());
        }
        hex::encode(sha.finalize())
    }
}

/// Where the trail stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// Position of the newest record; 0 where nothing has happened yet.
    pub position: i64,
    /// Its hash.
    pub hash: String,
    /// The name under which this installation signs.
    pub origin: String,
}

/// Where the trail stands.
pub fn head(connection: &mut Connection) -> Result<Head> {
    let read = |row: &Row| Ok(Head { position: row.get("position")?, hash: row.get("hash")?, origin: row.get("origin")? });
    let found = connection.first(HEAD, &[], read)?;
    found.ok_or_else(|| Error::Conflict(say!("platform-error-trail-headless")))
}

/// Writes one record inside the transaction of `connection`. Where that fails, so does the
/// change it belongs to.
pub(crate) fn append(
    connection: &mut Connection,
    actor: &Actor,
    recorded_at: &str,
    action: &str,
    subject: &str,
    detail: &str,
) -> Result<i64> {
    let around = circumstances();
    let mut e = Entry {
        position: 0,
        recorded_at: recorded_at.to_owned(),
        // What is hashed is what is written: no text of the tables holds barred signs.
        actor_id: signs::shown(&actor.id).into_owned(),
        on_behalf_of: signs::shown(&around.on_behalf_of).into_owned(),
        via: actor.via.word().to_owned(),
        request_id: around.request_id,
        action: action.to_owned(),
        subject: signs::shown(subject).into_owned(),
        detail: signs::shown(detail).into_owned(),
        hash: String::new(),
    };
    write(connection, &mut e).map_err(|error| match error {
        // Two writers met, or the disk is full: both have a text of their own.
        Error::Unavailable(_) | Error::Full(_) => error,
        error if error.is_serialisation() => error,
        error => {
            tracing::error!(%error, action, "the trail could not be written");
            Error::Unavailable(say!("platform-error-trail-unwritten"))
        }
    })?;
    Ok(e.position)
}

fn write(connection: &mut Connection, e: &mut Entry) -> Result<()> {
    let locked = connection.first(LOCK_HEAD, &[], |row| Ok((row.get::<i64>("position")?, row.get::<String>("hash")?)))?;
    let (position, previous) = locked.ok_or_else(|| Error::internal("the trail has no head"))?;
    e.position = position;
    e.hash = e.expected_hash(&previous);
    connection.execute(MOVE_HEAD, &[(&e.hash).into()])?;
    let values: [Value; 10] = [
        position.into(),
        (&e.recorded_at).into(),
        (&e.actor_id).into(),
        (&e.on_behalf_of).into(),
        (&e.via).into(),
        (&e.request_id).into(),
        (&e.action).into(),
        (&e.subject).into(),
        (&e.detail).into(),
        (&e.hash).into(),
    ];
    connection.execute(INSERT_ENTRY, &values).map(drop)
}

/// The position of the newest record; 0 where nothing has happened yet.
pub fn position(connection: &mut Connection) -> Result<i64> {
    Ok(head(connection)?.position)
}

/// Up to `limit` records after `position`, oldest first.
pub fn after(connection: &mut Connection, position: i64, limit: usize) -> Result<Vec<Entry>> {
    connection.all(ENTRIES_AFTER, &[position.into(), limit.into()], entry)
}

/// The newest `limit` records on one thing, newest first.
pub fn of_subject(connection: &mut Connection, subject: &str, limit: usize) -> Result<Vec<Entry>> {
    connection.all(ENTRIES_OF_SUBJECT, &[subject.into(), limit.into()], entry)
}

/// The newest record of an action.
pub fn newest_of_action(connection: &mut Connection, action: &str) -> Result<Option<Entry>> {
    connection.first(NEWEST_OF_ACTION, &[action.into()], entry)
}

/// The position of the newest record of any of these actions; 0 where there is none.
pub fn newest_among(connection: &mut Connection, actions: &[&str]) -> Result<i64> {
    let mut newest = 0;
    for action in actions {
        newest = newest.max(newest_of_action(connection, action)?.map_or(0, |entry| entry.position));
    }
    Ok(newest)
}

/// What is asked of the trail; an empty text asks for everything.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Question {
    /// Records before this position; none for the newest.
    pub before: Option<i64>,
    /// Who acted, or for whom.
    pub person: String,
    /// On what.
    pub thing: String,
    /// What: a whole action, or the start of one up to a dot.
    pub action: String,
    /// From this day or instant on, UTC.
    pub from: String,
    /// Up to this day, the day itself included, or up to an instant.
    pub to: String,
    /// From which request.
    pub request: String,
}

/// Up to `limit` records that answer `question`, newest first.
pub fn asked(connection: &mut Connection, question: &Question, limit: usize) -> Result<Vec<Entry>> {
    let before = question.before.unwrap_or(i64::MAX);
    // A day as the end means until its last moment: "~" sorts after every digit and letter.
    let to = if question.to.len() == 10 { format!("{}~", question.to) } else { question.to.clone() };
    let values: [Value; 8] = [
        before.into(),
        (&question.person).into(),
        (&question.thing).into(),
        (&question.action).into(),
        (&question.from).into(),
        to.into(),
        (&question.request).into(),
        limit.into(),
    ];
    let statement = match (question.thing.as_str(), question.person.as_str()) {
        ("", "") => ENTRIES_ASKED,
        ("", _) => ENTRIES_OF_PERSON,
        _ => ENTRIES_OF_THING,
    };
    connection.all(statement, &values, entry)
}
