use super::{Connection, Statement};
use crate::{Error, Result, say};
use sha2::{Digest, Sha256};

/// One step of the tables' history; never changed once released.
#[derive(Debug, Clone, Copy)]
pub struct Migration {
    /// Sortable name: domain, date, purpose.
    pub name: &'static str,
    /// Statements in the common subset of both databases. What only one of them understands
    /// (triggers) stands between the lines `-- sqlite:` or `-- postgres:` and `-- both:`.
    pub sql: &'static str,
}

/// The part of a migration that is for one database.
fn part_for(engine: &str, sql: &str) -> String {
    let mut wanted = true;
    let mut out = String::new();
    for line in sql.lines() {
        match line.trim() {
            "-- both:" => wanted = true,
            "-- sqlite:" | "-- postgres:" => wanted = line.contains(engine),
            _ if wanted => {
                out.push_str(line);
                out.push('\n');
            }
            _ => {}
        }
    }
    out
}

/// Includes a file of a crate's `migrations/` folder.
#[macro_export]
macro_rules! migration {
    ($name:literal) => {
        $crate::db::Migration { name: $name, sql: include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/migrations/", $name, ".sql")) }
    };
}

const APPLIED: Statement = Statement { name: "APPLIED", sql: "SELECT name, hash FROM platform_migration ORDER BY name" };
const APPLY: Statement = Statement { name: "APPLY", sql: "INSERT INTO platform_migration (name, hash) VALUES ($1, $2)" };

/// Brings the tables up to date, all steps in one transaction: a crash leaves either the
/// old state or the new one.
pub(super) fn run(connection: &mut Connection, migrations: &[Migration]) -> Result<()> {
    connection.begin()?;
    let outcome = apply(connection, migrations);
    if outcome.is_err() {
        connection.rollback();
        return outcome;
    }
    connection.commit()
}

/// Makes the table of applied steps where it is missing. A server whose role may not make
/// tables finds it there.
fn begin_history(connection: &mut Connection) -> Result<()> {
    const THERE_SQLITE: Statement =
        Statement { name: "THERE", sql: "SELECT name FROM sqlite_master WHERE type = 'table' AND name = 'platform_migration'" };
    const THERE_POSTGRES: Statement = Statement {
        name: "THERE",
        sql: "SELECT tablename::text AS name FROM pg_tables WHERE schemaname = current_schema() AND tablename = 'platform_migration'",
    };
    let there = if connection.is_postgres() { THERE_POSTGRES } else { THERE_SQLITE };
    if connection.first(there, &[], |row| row.get::<String>("name"))?.is_some() {
        return Ok(());
    }
    connection.script("CREATE TABLE platform_migration (name TEXT PRIMARY KEY, hash TEXT NOT NULL)")
}

/// Refuses a database that has our tables already.
pub(super) fn refuse_used(connection: &mut Connection) -> Result<()> {
    begin_history(connection)?;
    let applied = connection.all(APPLIED, &[], |row| row.get::<String>("name"))?;
    if applied.is_empty() {
        return Ok(());
    }
    Err(Error::Conflict(say!("platform-error-database-used")))
}

pub(super) fn apply(connection: &mut Connection, migrations: &[Migration]) -> Result<()> {
    let engine = if connection.is_postgres() { "postgres" } else { "sqlite" };
    if connection.is_postgres() {
        // Two nodes that start at once do not migrate at once.
        connection.script("SELECT pg_advisory_xact_lock(7341)")?;
    }
    begin_history(connection)?;
    let applied = connection.all(APPLIED, &[], |row| Ok((row.get::<String>("name")?, row.get::<String>("hash")?)))?;
    for (name, _) in &applied {
        if !migrations.iter().any(|m| m.name == name) {
            return Err(Error::Unavailable(say!("platform-error-data-newer", step = name)));
        }
    }
    for migration in migrations {
        let hash = hex::encode(Sha256::digest(migration.sql.as_bytes()));
        match applied.iter().find(|(name, _)| name == migration.name) {
            Some((_, known)) if *known == hash => {}
            Some(_) => {
                return Err(Error::internal(format!("migration {} was changed after it ran", migration.name)));
            }
            None => {
                connection.script(&part_for(engine, migration.sql))?;
                connection.execute(APPLY, &[migration.name.into(), hash.into()])?;
            }
        }
    }
    Ok(())
}
