//! Loads a canonical dump into an empty database.

use super::dump::{Table, made, tables};
use crate::db::{Connection, Migration, Row, Statement, Value, migrate_to};
use crate::{Error, Result, say};
use serde::Deserialize;
use serde_json::Value as Json;
use std::collections::HashMap;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;

const FOREIGN_KEYS: Statement = Statement {
    name: "FOREIGN_KEYS",
    sql: "SELECT CAST(CAST(conrelid AS regclass) AS TEXT) AS table_name, CAST(conname AS TEXT) AS name, pg_get_constraintdef(oid) AS definition FROM pg_constraint WHERE contype = 'f' AND connamespace = CAST(current_schema() AS regnamespace)",
};

#[derive(Deserialize)]
struct Line {
    table: String,
    row: serde_json::Map<String, Json>,
}

fn lines(path: &Path) -> Result<impl Iterator<Item = Result<Line>>> {
    let file = BufReader::new(File::open(path)?);
    Ok(file.lines().map(|line| Ok(serde_json::from_str(&line?)?)))
}

/// Loads the dump at `path`, all of it or nothing, into a database that holds nothing yet.
/// The tables are made as the dump's own version had them.
pub(super) fn load(c: &mut Connection, path: &Path, migrations: &[Migration]) -> Result<()> {
    let mut wanted = Vec::new();
    for line in lines(path)? {
        let line = line?;
        if line.table == "platform_migration" {
            let name = line.row.get("name").and_then(Json::as_str).unwrap_or_default();
            let known = migrations.iter().find(|m| m.name == name).copied();
            wanted.push(known.ok_or_else(|| Error::Unavailable(say!("platform-error-backup-newer", step = name)))?);
        }
    }
    // Steps run in the order of the product, not of their names.
    wanted.sort_by_key(|w| migrations.iter().position(|m| m.name == w.name));
    migrate_to(c, &wanted)?;
    let all = tables(c)?;
    let keys = set_keys_aside(c)?;
    for table in &all {
        // Steps may have put first rows into their tables; the dump has them too.
        c.script(&format!("DELETE FROM {}", table.name))?;
    }
    let statements: HashMap<&str, (&Table, Statement)> = all.iter().map(|t| (t.name.as_str(), (t, insert(t)))).collect();
    for line in lines(path)? {
        let line = line?;
        let (table, statement) =
            statements.get(line.table.as_str()).ok_or_else(|| Error::Conflict(say!("platform-error-backup-table", table = &line.table)))?;
        let values: Vec<Value> = table.columns.iter().map(|column| value(line.row.get(&column.name))).collect();
        c.execute_as_is(*statement, &values)?;
    }
    for (table, name, definition) in keys {
        c.script(&format!("ALTER TABLE {table} ADD CONSTRAINT \"{name}\" {definition}"))?;
    }
    Ok(())
}

/// Rows come in the order of tables, not of who points at whom: the database checks the
/// pointers when all rows are there.
fn set_keys_aside(c: &mut Connection) -> Result<Vec<(String, String, String)>> {
    if !c.is_postgres() {
        c.script("PRAGMA defer_foreign_keys = ON")?;
        return Ok(Vec::new());
    }
    let read = |row: &Row| Ok((row.get("table_name")?, row.get("name")?, row.get("definition")?));
    let keys: Vec<(String, String, String)> = c.all(FOREIGN_KEYS, &[], read)?;
    for (table, name, _) in &keys {
        c.script(&format!("ALTER TABLE {table} DROP CONSTRAINT \"{name}\""))?;
    }
    Ok(keys)
}

fn insert(table: &Table) -> Statement {
    let columns: Vec<&str> = table.columns.iter().map(|c| c.name.as_str()).collect();
    let places: Vec<String> = (1..=columns.len()).map(|n| format!("${n}")).collect();
    made("LOAD", format!("INSERT INTO {} ({}) VALUES ({})", table.name, columns.join(", "), places.join(", ")))
}

fn value(found: Option<&Json>) -> Value {
    match found {
        Some(Json::String(text)) => Value::Text(text.clone()),
        Some(Json::Number(number)) => match number.as_i64() {
            Some(whole) => Value::Int(whole),
            None => Value::Real(number.as_f64().unwrap_or_default()),
        },
        _ => Value::Null,
    }
}
