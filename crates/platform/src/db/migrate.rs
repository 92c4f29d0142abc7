use super::{Connection, Statement};
use crate::{Error, Result};
use sha2::{Digest, Sha256};

/// One step of the tables' history; never changed once released.
#[derive(Debug, Clone, Copy)]
pub struct Migration {
    /// Sortable name: domain, date, purpose.
    pub name: &'static str,
    /// Statements in the common subset of both databases.
    pub sql: &'static str,
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

fn apply(connection: &mut Connection, migrations: &[Migration]) -> Result<()> {
    if let Connection::Postgres(_) = connection {
        // Two nodes that start at once do not migrate at once.
        connection.script("SELECT pg_advisory_xact_lock(7341)")?;
    }
    connection.script("CREATE TABLE IF NOT EXISTS platform_migration (name TEXT PRIMARY KEY, hash TEXT NOT NULL)")?;
    let applied = connection.all(APPLIED, &[], |row| Ok((row.get::<String>("name")?, row.get::<String>("hash")?)))?;
    for (name, _) in &applied {
        if !migrations.iter().any(|m| m.name == name) {
            return Err(Error::Unavailable(format!(
                "This data folder was written by a newer version of Good Offices (it knows the step {name}). Start that version, or restore a backup."
            )));
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
                connection.script(migration.sql)?;
                connection.execute(APPLY, &[migration.name.into(), hash.into()])?;
            }
        }
    }
    Ok(())
}
