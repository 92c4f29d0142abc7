//! Transactions of one connection.

use super::{Connection, Engine};
use crate::{Result, limits};

impl Connection {
    pub(super) fn begin(&mut self) -> Result<()> {
        self.begin_as("BEGIN IMMEDIATE", "BEGIN ISOLATION LEVEL SERIALIZABLE")
    }

    pub(super) fn begin_reading(&mut self) -> Result<()> {
        self.begin_as("BEGIN DEFERRED", "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
    }

    /// SQLite asks the limits of a request by itself; a PostgreSQL server is told them.
    fn begin_as(&mut self, sqlite: &str, postgres: &str) -> Result<()> {
        limits::check()?;
        match (&self.engine, limits::left()) {
            (Engine::Sqlite(_), _) => self.script(sqlite),
            (Engine::Postgres(_), None) => self.script(postgres),
            (Engine::Postgres(_), Some(left)) => {
                self.script(&format!("{postgres}; SET LOCAL statement_timeout = {}", left.as_millis().max(1)))
            }
        }
    }

    pub(super) fn commit(&mut self) -> Result<()> {
        self.script("COMMIT")
    }

    pub(super) fn rollback(&mut self) {
        if let Err(error) = self.script("ROLLBACK") {
            tracing::debug!(%error, "nothing to roll back");
        }
    }
}
