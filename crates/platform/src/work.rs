//! Writing: one transaction, one actor, one moment.

use crate::actor::{Actor, Via};
use crate::app::App;
use crate::audit;
use crate::clearance::marking::READ;
use crate::clearance::vault::Vault;
use crate::db::{Connection, Db, Reader, Row, Statement, Value};
use crate::{Error, Result, people};
use std::collections::BTreeSet;

/// A change under way. It holds only when its closure returns well and has recorded what
/// it did.
pub struct Work<'a> {
    app: &'a App,
    connection: &'a mut Connection,
    actor: &'a Actor,
    now: &'a str,
    changed: bool,
    recorded: bool,
}

impl Work<'_> {
    /// Runs `f` as one change by `actor`. On PostgreSQL it may run again from its start, so
    /// it has no effect outside the database.
    pub fn run<T>(app: &App, actor: &Actor, f: impl Fn(&mut Work<'_>) -> Result<T>) -> Result<T> {
        let now = crate::clock::now();
        let (value, read) = app.db().write_as(&Reader::person(&actor.id, &now), |connection| {
            let mut work = Work { app, connection, actor, now: &now, changed: false, recorded: false };
            if actor.via == Via::System {
                people::require_unchanged(work.connection, actor)?;
            }
            let value = f(&mut work)?;
            if work.changed && !work.recorded {
                return Err(Error::internal("a change recorded nothing in the audit log"));
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

    /// Reads something strictly confidential in the transaction that records the reading, once
    /// for each thing and request: what is shown is what was recorded, at one moment, and where
    /// the trail cannot be written, nothing is shown.
    pub(crate) fn read_recorded<T>(db: &Db, reader: &Actor, f: impl Fn(&mut Connection) -> Result<T>) -> Result<T> {
        let now = crate::clock::now();
        let (value, read) = db.write_as(&Reader::person(&reader.id, &now).only_showing(), |connection| {
            let value = f(connection)?;
            let opened = connection.reader().take_opened();
            Ok((value, record_readings(connection, reader, &now, opened)?))
        })?;
        audit::recorded(read);
        Ok(value)
    }

    /// The installation, for its settings: whatever else is read, is read through this change.
    pub fn app(&self) -> &App {
        self.app
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

    /// What wraps the keys of compartments, where there is one.
    pub(crate) fn vault(&self) -> Option<Vault> {
        self.app.db().vault().cloned()
    }

    /// The connection, for queries that reading and writing share.
    pub fn connection(&mut self) -> &mut Connection {
        self.connection
    }

    /// Goes on under the system's own authority: for what follows from a change and is not what
    /// its actor sees or may write, as when everything that a marking hides is sealed anew.
    /// Nobody reads by it.
    pub(crate) fn as_system<T>(&mut self, f: impl FnOnce(&mut Work<'_>) -> Result<T>) -> Result<T> {
        let former = self.connection.reader().clone();
        self.app.db().give_authority(self.connection, &former)?;
        let outcome = f(self);
        let back = self.connection.read_for(former);
        let value = outcome?;
        back?;
        Ok(value)
    }

    /// Puts things back as they were, as undoing does: what left everybody's sight by two people
    /// stays as it was, and may become what it was before that.
    pub fn putting_back<T>(&mut self, f: impl FnOnce(&mut Work<'_>) -> Result<T>) -> Result<T> {
        let reader = self.connection.reader().clone();
        self.connection.read_for(reader.putting_back(true))?;
        let outcome = f(self);
        let reader = self.connection.reader().clone();
        let back = self.connection.read_for(reader.putting_back(false));
        let value = outcome?;
        back?;
        Ok(value)
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
