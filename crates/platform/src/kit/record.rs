//! Records: a row of a table, its columns declared once.

use crate::clearance::marking::Sealer;
use crate::db::{Row, Statement, Value};
use crate::{Result, Work};
use std::any::TypeId;
use std::collections::HashMap;
use std::sync::{LazyLock, Mutex, PoisonError};

/// A row of a table; `#[derive(Record)]` makes it.
pub trait Record: Sized + 'static {
    /// The table; empty for a part of another record.
    const TABLE: &'static str;
    /// Reads a row that holds its columns.
    fn of_row(row: &Row) -> Result<Self>;
    /// Its columns and their values.
    fn values(&self, columns: &mut Vec<(&'static str, Value)>);

    /// The columns whose texts are sealed with the thing that the row belongs to.
    fn sealed(columns: &mut Vec<&'static str>);

    /// Its values, as the parameters of a statement in the order of its fields.
    fn parameters(&self) -> Vec<Value> {
        let mut columns = Vec::new();
        self.values(&mut columns);
        columns.into_iter().map(|(_, value)| value).collect()
    }
}

/// The statements that were made from records, each once in the life of the process.
static INSERTS: LazyLock<Mutex<HashMap<TypeId, Statement>>> = LazyLock::new(Mutex::default);

/// By record and the column that names the thing: what reads its rows, and what writes one.
type Reseals = HashMap<(TypeId, String), [Statement; 2]>;
static RESEALS: LazyLock<Mutex<Reseals>> = LazyLock::new(Mutex::default);

impl Work<'_> {
    /// Adds a row that belongs to nothing that can be marked.
    pub fn insert<R: Record>(&mut self, record: &R) -> Result<()> {
        self.insert_sealed(record, &Sealer::none())
    }

    /// Adds a row of a thing that can be marked; what is to be sealed of it is.
    pub fn insert_sealed<R: Record>(&mut self, record: &R, sealer: &Sealer) -> Result<()> {
        let (mut columns, mut sealed) = (Vec::new(), Vec::new());
        record.values(&mut columns);
        R::sealed(&mut sealed);
        let statement = *INSERTS.lock().unwrap_or_else(PoisonError::into_inner).entry(TypeId::of::<R>()).or_insert_with(|| {
            let names: Vec<&str> = columns.iter().map(|(name, _)| *name).collect();
            let places: Vec<String> = (1..=names.len()).map(|at| format!("${at}")).collect();
            let sql = format!("INSERT INTO {} ({}) VALUES ({})", R::TABLE, names.join(", "), places.join(", "));
            Statement { name: R::TABLE, sql: sql.leak() }
        });
        let value = |(name, value): (&'static str, Value)| match value {
            Value::Text(text) if sealed.contains(&name) => sealer.text(&text),
            other => Ok(other),
        };
        let values: Vec<Value> = columns.into_iter().map(value).collect::<Result<_>>()?;
        self.execute(statement, &values).map(drop)
    }

    /// Writes again what is sealed of the rows that belong to a thing, as it is marked now. `of` is
    /// the column that names the thing, `key` what names a row.
    pub fn reseal<R: Record>(&mut self, of: &str, id: &str, key: &[&str], sealer: &Sealer) -> Result<()> {
        let mut sealed = Vec::new();
        R::sealed(&mut sealed);
        let [read, write] = {
            let mut all = RESEALS.lock().unwrap_or_else(PoisonError::into_inner);
            *all.entry((TypeId::of::<R>(), of.to_owned())).or_insert_with(|| {
                let set = |names: &[&str], from: usize, join: &str| {
                    names.iter().enumerate().map(|(at, name)| format!("{name} = ${}", at + from)).collect::<Vec<_>>().join(join)
                };
                let all: Vec<&str> = sealed.iter().chain(key).copied().collect();
                let read = format!("SELECT {} FROM {}_seen WHERE {of} = $1", all.join(", "), R::TABLE);
                let rows = set(key, sealed.len() + 1, " AND ");
                let write = format!("UPDATE {} SET {} WHERE {rows}", R::TABLE, set(&sealed, 1, ", "));
                [read, write].map(|sql| Statement { name: R::TABLE, sql: sql.leak() })
            })
        };
        let names: Vec<&str> = sealed.iter().chain(key).copied().collect();
        let rows = self.all(read, &[id.into()], |row| names.iter().map(|name| row.get::<Value>(name)).collect::<Result<Vec<_>>>())?;
        for row in rows {
            let value = |(at, value): (usize, Value)| match value {
                Value::Text(text) if at < sealed.len() => sealer.text(&text),
                other => Ok(other),
            };
            let values: Vec<Value> = row.into_iter().enumerate().map(value).collect::<Result<_>>()?;
            self.execute(write, &values)?;
        }
        Ok(())
    }
}
