//! Writing: one transaction, one actor, one moment.

use crate::actor::{Actor, Via};
use crate::audit;
use crate::clearance::marking::READ;
use crate::db::{Connection, Db, Reader, Row, Statement, Value};
use crate::{Error, Result, people};
use std::collections::BTreeSet;

/// A change under way. It holds only when its closure returns well and has recorded what
/// it did.
pub struct Work<'a> {
    connection: &'a mut Connection,
    actor: &'a Actor,
    now: &'a str,
    changed: bool,
    recorded: bool,
}

impl Work<'_> {
    /// Runs `f` as one change by `actor`. On PostgreSQL it may run again from its start, so
    /// it has no effect outside the database.
    pub fn run<T>(db: &Db, actor: &Actor, f: impl Fn(&mut Work<'_>) -> Result<T>) -> Result<T> {
        let now = crate::clock::now();
        let (value, read) = db.write_as(&Reader::person(&actor.id, &now), |connection| {
            let mut work = Work { connection, actor, now: &now, changed: false, recorded: false };
            if actor.via == Via::System {
                people::require_unchanged(work.connection, actor)?;
            }
            let value = f(&mut work)?;
            if work.changed && !work.recorded {
                return Err(Error::internal("a change recorded nothing in the audit trail"));
            }
            let opened = connection.reader().take_opened();
            // What the system does for somebody, as in a job, is done while they stand, to its end.
            if actor.via == Via::System {
                people::hold_unchanged(connection, actor)?;
            }
            Ok((value, record_readings(connection, actor, &now, opened)?))
        })?;
        audit::recorded(read);
        Ok(value)
    }

    /// Records what a reader was shown of things strictly confidential, once for each request.
    /// Where the trail cannot be written, it is not shown.
    pub(crate) fn record_readings_of(db: &Db, reader: &Actor, opened: BTreeSet<String>) -> Result<()> {
        if audit::unrecorded(opened.clone()).is_empty() {
            return Ok(());
        }
        let now = crate::clock::now();
        let read = db.write_as(&Reader::nobody(), |connection| record_readings(connection, reader, &now, opened.clone()))?;
        audit::recorded(read);
        Ok(())
    }

    /// Who does this.
    pub fn actor(&self) -> &Actor {
        self.actor
    }

    /// The moment of this change, UTC, ISO 8601.
    pub fn now(&self) -> &str {
        self.now
    }

    /// Changes rows; how many.
    pub fn execute(&mut self, statement: Statement, values: &[Value]) -> Result<u64> {
        self.changed = true;
        self.connection.execute(statement, values)
    }

    /// Reads all rows inside the change.
    pub fn all<T>(&mut self, statement: Statement, values: &[Value], read: impl Fn(&Row) -> Result<T>) -> Result<Vec<T>> {
        self.connection.all(statement, values, read)
    }

    /// Reads the first row inside the change.
    pub fn first<T>(&mut self, statement: Statement, values: &[Value], read: impl Fn(&Row) -> Result<T>) -> Result<Option<T>> {
        self.connection.first(statement, values, read)
    }

    /// The connection, for queries that reading and writing share.
    pub fn connection(&mut self) -> &mut Connection {
        self.connection
    }

    /// Records what was done: `action` as `domain.thing.verb`, `subject` an id, `detail`
    /// further ids, counts and keyed commitments ([`crate::audit::keys::Keys::commitment`]),
    /// never content. Where the trail cannot be written, the change fails.
    pub fn record(&mut self, action: &str, subject: &str, detail: &str) -> Result<i64> {
        self.recorded = true;
        audit::append(self.connection, self.actor, self.now, action, subject, detail)
    }
}

fn record_readings(connection: &mut Connection, reader: &Actor, now: &str, opened: BTreeSet<String>) -> Result<BTreeSet<String>> {
    let new = audit::unrecorded(opened);
    for thing in &new {
        audit::append(connection, reader, now, READ, thing, "")?;
    }
    Ok(new)
}
