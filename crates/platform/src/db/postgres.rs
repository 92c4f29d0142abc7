use super::{Mode, REFUSED_CODE, Reader, Row, Statement, Value, refused};
use crate::{Error, Result, limits, say};
use postgres::error::SqlState;
use postgres::fallible_iterator::FallibleIterator;
use postgres::types::{IsNull, ToSql, Type, to_sql_checked};
use postgres::{Client, NoTls};
use std::collections::HashMap;
use std::error::Error as StdError;
use std::sync::Arc;

/// A connection with the statements it has prepared.
pub struct Open {
    client: Client,
    prepared: HashMap<&'static str, postgres::Statement>,
}

pub(super) fn open(url: &str, mode: Mode) -> Result<Open> {
    let mut client =
        Client::connect(url, NoTls).map_err(|source| Error::Unavailable(say!("platform-error-postgres", why = source.to_string())))?;
    let reading = if mode == Mode::Read { "ON" } else { "OFF" };
    // Views make plans look dear that touch few rows; translating them to machine code takes longer
    // than running them, 0.1 to 2 s a statement.
    client
        .batch_execute(&format!(
            "SET default_transaction_read_only = {reading}; SET TIME ZONE 'UTC'; SET statement_timeout = '300s'; SET client_min_messages = warning; SET jit = off;"
        ))
        .map_err(failed("setting up the connection"))?;
    Ok(Open { client, prepared: HashMap::new() })
}

type Sink<'a> = &'a mut postgres::types::private::BytesMut;

impl ToSql for Value {
    fn to_sql(&self, ty: &Type, out: Sink<'_>) -> std::result::Result<IsNull, Box<dyn StdError + Sync + Send>> {
        match self {
            Value::Null => Ok(IsNull::Yes),
            Value::Int(v) if *ty == Type::INT8 => v.to_sql(ty, out),
            Value::Int(v) if *ty == Type::INT4 => i32::try_from(*v)?.to_sql(ty, out),
            Value::Int(v) if *ty == Type::FLOAT8 => (*v as f64).to_sql(ty, out),
            Value::Int(v) => v.to_string().to_sql(&Type::TEXT, out),
            Value::Real(v) => v.to_sql(ty, out),
            Value::Text(v) => v.to_sql(ty, out),
            Value::Sealed(v) => v.as_str().to_sql(ty, out),
        }
    }

    fn accepts(_: &Type) -> bool {
        true
    }

    to_sql_checked!();
}

pub(super) fn execute(c: &mut Open, statement: Statement, values: &[Value]) -> Result<u64> {
    let prepared = c.prepared(statement)?;
    let values: Vec<&(dyn ToSql + Sync)> = values.iter().map(|v| v as _).collect();
    c.client.execute(&prepared, &values).map_err(failed(statement.name))
}

pub(super) fn each(c: &mut Open, statement: Statement, values: &[Value], use_row: &mut dyn FnMut(Row) -> Result<()>) -> Result<()> {
    let failed = failed(statement.name);
    let prepared = c.prepared(statement)?;
    let names: Arc<[String]> = prepared.columns().iter().map(|n| n.name().to_owned()).collect();
    let mut rows = c.client.query_raw(&prepared, values.iter()).map_err(&failed)?;
    while let Some(row) = rows.next().map_err(&failed)? {
        let values = (0..names.len()).map(|at| read(&row, at)).collect::<std::result::Result<_, _>>().map_err(&failed)?;
        use_row(Row::new(names.clone(), values))?;
    }
    Ok(())
}

const READ_FOR: Statement = Statement {
    name: "READ_FOR",
    sql: "SELECT set_config('goodoffices.reader', $1, true) AS reader, set_config('goodoffices.now', $2, true) AS now, set_config('goodoffices.authority', $3, true) AS authority, set_config('goodoffices.purpose', $4, true) AS purpose",
};

impl Open {
    /// Holds until the end of the transaction; views ask for it through functions.
    pub(super) fn read_for(&mut self, reader: &Reader) -> Result<()> {
        let values = [reader.id().unwrap_or("").into(), reader.now().into(), reader.authority().into(), reader.purpose().into()];
        each(self, READ_FOR, &values, &mut |_| Ok(()))
    }

    fn prepared(&mut self, statement: Statement) -> Result<postgres::Statement> {
        if let Some(known) = self.prepared.get(statement.sql) {
            return Ok(known.clone());
        }
        let prepared = self.client.prepare(statement.sql).map_err(failed(statement.name))?;
        self.prepared.insert(statement.sql, prepared.clone());
        Ok(prepared)
    }
}

fn read(row: &postgres::Row, at: usize) -> std::result::Result<Value, postgres::Error> {
    let ty = row.columns()[at].type_();
    Ok(match *ty {
        Type::INT8 => row.try_get::<_, Option<i64>>(at)?.map_or(Value::Null, Value::Int),
        Type::INT4 => row.try_get::<_, Option<i32>>(at)?.map_or(Value::Null, |v| Value::Int(v.into())),
        Type::FLOAT8 => row.try_get::<_, Option<f64>>(at)?.map_or(Value::Null, Value::Real),
        _ => row.try_get::<_, Option<String>>(at)?.map_or(Value::Null, Value::Text),
    })
}

pub(super) fn script(c: &mut Open, sql: &str) -> Result<()> {
    c.client.batch_execute(sql).map_err(failed("running a script"))
}

pub(super) fn prepare(c: &mut Open, statement: Statement) -> Result<()> {
    c.prepared(statement).map(drop)
}

fn failed(doing: &'static str) -> impl Fn(postgres::Error) -> Error {
    move |source| {
        let code = source.code().cloned();
        let retry = matches!(&code, Some(c) if *c == SqlState::T_R_SERIALIZATION_FAILURE || *c == SqlState::T_R_DEADLOCK_DETECTED);
        match code {
            Some(c) if c.code() == REFUSED_CODE => refused(),
            Some(c) if c.code().starts_with("23") => Error::Conflict(say!("platform-error-clash", why = format!("{doing}: {source}"))),
            Some(c) if c == SqlState::QUERY_CANCELED => limits::over(),
            Some(c) if c == SqlState::DISK_FULL => Error::full(),
            _ => Error::Database { doing, retry, source: Box::new(source) },
        }
    }
}
