//! Keeping the database: its version, whether it is whole, copies, and what is written through.

use super::address::Address;
use super::reader::Reader;
use super::{Connection, Db, Engine, Statement, sqlite};
use crate::{Error, Result};
use std::path::Path;
use std::sync::atomic::Ordering;

impl Db {
    /// The same under the system's own authority: for the platform's own rows, never for what a
    /// person asked to be written.
    pub(crate) fn keep_house<T>(&self, f: impl FnMut(&mut Connection) -> Result<T>) -> Result<T> {
        self.write_as(&Reader::system(&crate::clock::now()), f)
    }

    /// Runs `f` in a writing transaction for state that is not anybody's action:
    /// progress of a job, a session's last use. Everything else goes through `Work`.
    pub fn housekeep<T>(&self, f: impl FnMut(&mut Connection) -> Result<T>) -> Result<T> {
        self.write_as(&Reader::nobody(), f)
    }

    /// The engine's version.
    pub fn version(&self) -> Result<String> {
        const VERSION: Statement = Statement { name: "VERSION", sql: "SHOW server_version" };
        match self.0.address {
            Address::Sqlite(_) => Ok(rusqlite::version().to_owned()),
            Address::Postgres(_) => Ok(self.read(|c| c.first(VERSION, &[], |row| row.get("server_version")))?.unwrap_or_default()),
        }
    }

    /// `ok`, or what SQLite finds wrong in the file.
    pub fn quick_check(&self) -> Result<String> {
        const CHECK: Statement = Statement { name: "CHECK", sql: "PRAGMA quick_check(5)" };
        let found = self.read(|c| c.all(CHECK, &[], |row| row.get::<String>("quick_check")));
        match found {
            Ok(lines) => Ok(lines.join("; ")),
            Err(Error::Database { source, .. }) => Ok(source.to_string()),
            Err(error) => Err(error),
        }
    }

    /// Copies the whole of a SQLite database, as it is at one moment, into the empty file `to`.
    pub(crate) fn copy_to(&self, to: &Path) -> Result<()> {
        let connection = self.take_reader()?;
        let Engine::Sqlite(from) = &connection.engine else {
            return Err(Error::internal("only a SQLite database is copied as a file"));
        };
        let outcome = sqlite::copy(from, to);
        self.give_back(Some(connection));
        outcome
    }

    /// Moves what the write-ahead log holds into the database file, in a quiet moment.
    pub fn checkpoint(&self) {
        let Ok(mut slot) = self.0.writer.take() else { return };
        let emptied = match slot.as_mut() {
            Some(Connection { engine: Engine::Sqlite(connection), .. }) => sqlite::checkpoint(connection),
            _ => true,
        };
        if emptied {
            self.0.to_empty.store(false, Ordering::Release);
        }
    }

    /// What stood in the clear a moment ago leaves the write-ahead log: now, or where somebody
    /// still reads, as soon as they have done.
    pub fn empty_log(&self) {
        self.0.to_empty.store(true, Ordering::Release);
        self.checkpoint();
    }

    /// Empties the log where that had to wait.
    pub(crate) fn empty_log_if_due(&self) {
        if self.0.to_empty.load(Ordering::Acquire) {
            self.checkpoint();
        }
    }
}
