//! Records: a row of a table, its columns declared once.

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

    /// Its values, as the parameters of a statement in the order of its fields.
    fn parameters(&self) -> Vec<Value> {
        let mut columns = Vec::new();
        self.values(&mut columns);
        columns.into_iter().map(|(_, value)| value).collect()
    }
}

/// The statements that were made from records, each once in the life of the process.
static INSERTS: LazyLock<Mutex<HashMap<TypeId, Statement>>> = LazyLock::new(Mutex::default);

impl Work<'_> {
    /// Adds a row.
    pub fn insert<R: Record>(&mut self, record: &R) -> Result<()> {
        let mut columns = Vec::new();
        record.values(&mut columns);
        let statement = *INSERTS.lock().unwrap_or_else(PoisonError::into_inner).entry(TypeId::of::<R>()).or_insert_with(|| {
            let names: Vec<&str> = columns.iter().map(|(name, _)| *name).collect();
            let places: Vec<String> = (1..=names.len()).map(|at| format!("${at}")).collect();
            let sql = format!("INSERT INTO {} ({}) VALUES ({})", R::TABLE, names.join(", "), places.join(", "));
            Statement { name: R::TABLE, sql: sql.leak() }
        });
        let values: Vec<Value> = columns.into_iter().map(|(_, value)| value).collect();
        self.execute(statement, &values).map(drop)
    }
}
