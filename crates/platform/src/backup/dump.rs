//! The canonical dump: every row of every table as one line of JSON, in one order, so that
//! two databases are equal exactly where their dumps are, also across SQLite and PostgreSQL.
//!
//! Tables stand in the order of their names, rows in the order of their keys (texts by their
//! bytes), columns in the order of their names.

use crate::db::{Connection, Row, Statement, Value};
use crate::{Error, Result};
use std::io::Write;

const TABLES_SQLITE: Statement = Statement {
    name: "TABLES_SQLITE",
    sql: "SELECT m.name AS table_name, p.name AS column_name, p.type AS kind, p.pk AS key_at FROM sqlite_master m JOIN pragma_table_info(m.name) p WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%' ORDER BY m.name, p.name",
};
const TABLES_POSTGRES: Statement = Statement {
    name: "TABLES_POSTGRES",
    sql: "SELECT CAST(c.relname AS TEXT) AS table_name, CAST(a.attname AS TEXT) AS column_name, upper(format_type(a.atttypid, a.atttypmod)) AS kind, CAST(COALESCE(array_position(CAST(i.indkey AS int2[]), a.attnum) + 1, 0) AS BIGINT) AS key_at FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid LEFT JOIN pg_index i ON i.indrelid = c.oid AND i.indisprimary WHERE c.relkind = 'r' AND c.relnamespace = CAST(current_schema() AS regnamespace) AND a.attnum > 0 AND NOT a.attisdropped ORDER BY CAST(c.relname AS TEXT) COLLATE \"C\", CAST(a.attname AS TEXT) COLLATE \"C\"",
};

/// A table: its columns in the order of their names.
#[derive(Debug, Clone)]
pub(super) struct Table {
    pub name: String,
    pub columns: Vec<Column>,
}

#[derive(Debug, Clone)]
pub(super) struct Column {
    pub name: String,
    kind: String,
    /// Place in the key, from 1; 0 where it is not part of it.
    key_at: i64,
}

pub(super) fn tables(c: &mut Connection) -> Result<Vec<Table>> {
    let statement = if c.is_postgres() { TABLES_POSTGRES } else { TABLES_SQLITE };
    let read = |row: &Row| {
        Ok((row.get::<String>("table_name")?, Column { name: row.get("column_name")?, kind: row.get("kind")?, key_at: row.get("key_at")? }))
    };
    let mut tables: Vec<Table> = Vec::new();
    for (name, column) in c.all(statement, &[], read)? {
        match tables.last_mut() {
            Some(table) if table.name == name => table.columns.push(column),
            _ => tables.push(Table { name, columns: vec![column] }),
        }
    }
    Ok(tables)
}

/// A statement made at run time. The layer below keeps statements for good, so this one is
/// never given back: there are as many as tables, in a command that ends soon.
pub(super) fn made(name: &'static str, sql: String) -> Statement {
    Statement { name, sql: sql.leak() }
}

fn select(table: &Table, postgres: bool) -> Statement {
    let mut key: Vec<&Column> = table.columns.iter().filter(|c| c.key_at > 0).collect();
    key.sort_by_key(|c| c.key_at);
    if key.is_empty() {
        key = table.columns.iter().collect();
    }
    let order: Vec<String> =
        key.iter().map(|c| if postgres && c.kind == "TEXT" { format!("{} COLLATE \"C\"", c.name) } else { c.name.clone() }).collect();
    let columns: Vec<&str> = table.columns.iter().map(|c| c.name.as_str()).collect();
    made("DUMP", format!("SELECT {} FROM {} ORDER BY {}", columns.join(", "), table.name, order.join(", ")))
}

/// Hands every text of every table that begins with `start` to `take`, as it stands in its
/// column.
pub(crate) fn each_beginning(c: &mut Connection, start: &str, mut take: impl FnMut(&str)) -> Result<()> {
    for table in tables(c)? {
        let texts: Vec<&str> = table.columns.iter().filter(|c| c.kind == "TEXT").map(|c| c.name.as_str()).collect();
        if texts.is_empty() {
            continue;
        }
        let begins: Vec<String> = texts.iter().map(|name| format!("SUBSTR({name}, 1, {}) = $1", start.chars().count())).collect();
        let sql = format!("SELECT {} FROM {} WHERE {}", texts.join(", "), table.name, begins.join(" OR "));
        c.each_as_is(made("BEGINNING", sql), &[start.into()], |row| {
            row.values().iter().for_each(|value| match value {
                Value::Text(text) if text.starts_with(start) => take(text),
                _ => {}
            });
            Ok(())
        })?;
    }
    Ok(())
}

/// Writes the dump of what `c` sees; on one picture of the data, so within one reading.
pub fn write(c: &mut Connection, out: &mut dyn Write) -> Result<()> {
    let postgres = c.is_postgres();
    if postgres {
        // A large table takes longer than a page may.
        c.script("SET LOCAL statement_timeout = 0")?;
    }
    for table in tables(c)? {
        c.each_as_is(select(&table, postgres), &[], |row| {
            let mut line = format!("{{\"table\":{},\"row\":{{", serde_json::to_string(&table.name)?);
            for (at, column) in table.columns.iter().enumerate() {
                if at > 0 {
                    line.push(',');
                }
                line.push_str(&serde_json::to_string(&column.name)?);
                line.push(':');
                line.push_str(&text(&row.values()[at], &column.kind)?);
            }
            line.push_str("}}\n");
            out.write_all(line.as_bytes()).map_err(Error::from)
        })?;
    }
    Ok(())
}

fn text(value: &Value, kind: &str) -> Result<String> {
    Ok(match value {
        Value::Null => "null".into(),
        // A whole number in a column of fractions is written as one everywhere.
        Value::Int(v) if kind.starts_with("DOUBLE") => serde_json::to_string(&(*v as f64))?,
        Value::Int(v) => v.to_string(),
        Value::Real(v) => serde_json::to_string(v)?,
        Value::Text(v) => serde_json::to_string(v)?,
        Value::Sealed(v) => serde_json::to_string(v.as_str())?,
    })
}
