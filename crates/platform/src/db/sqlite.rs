use super::{Mode, REFUSED, Reader, Row, Statement, Value, refused};
use crate::{Error, Result, limits, say};
use rusqlite::functions::FunctionFlags;
use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{Connection, OpenFlags, ToSql};
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

/// Older versions can corrupt a write-ahead log when one connection checkpoints while
/// another commits (fixed in 3.51.3).
const VERSION_MIN: i32 = 3_051_003;

pub(super) fn assert_version() -> Result<()> {
    let found = rusqlite::version_number();
    if found < VERSION_MIN {
        return Err(Error::internal(format!("SQLite {} is too old to hold data safely; 3.51.3 or newer is needed", rusqlite::version())));
    }
    Ok(())
}

/// Creates the file where it is missing and makes sure that its name survives a power cut.
pub(super) fn create_synced(path: &Path) -> Result<()> {
    if path.exists() {
        return Ok(());
    }
    let folder = path.parent().expect("the database file stands in a folder");
    std::fs::create_dir_all(folder)?;
    crate::files::create_private(path)?.sync_all()?;
    std::fs::File::open(folder)?.sync_all()?;
    Ok(())
}

/// Copies the whole database into an empty file. All pages are copied in one step, which sees
/// one state of the data and hinders nobody who writes meanwhile.
pub(super) fn copy(from: &Connection, to: &Path) -> Result<()> {
    let failed = failed("copying the database");
    let mut target = Connection::open_with_flags(to, OpenFlags::SQLITE_OPEN_READ_WRITE).map_err(&failed)?;
    let backup = rusqlite::backup::Backup::new(from, &mut target).map_err(&failed)?;
    match backup.step(-1).map_err(&failed)? {
        rusqlite::backup::StepResult::Done => Ok(()),
        _ => Err(Error::Unavailable(say!("platform-error-database-changing"))),
    }
}

/// For whom a connection reads, as the views ask.
#[derive(Default)]
struct Answers {
    reader: Option<String>,
    now: String,
    authority: &'static str,
    purpose: &'static str,
}

type Asked = Arc<Mutex<Answers>>;

/// A connection to the file.
pub struct Open {
    connection: Connection,
    asked: Asked,
}

impl std::ops::Deref for Open {
    type Target = Connection;

    fn deref(&self) -> &Connection {
        &self.connection
    }
}

impl Open {
    pub(super) fn read_for(&mut self, reader: &Reader) {
        let answers = Answers {
            reader: reader.id().map(str::to_owned),
            now: reader.now().to_owned(),
            authority: reader.authority(),
            purpose: reader.purpose(),
        };
        *self.asked.lock().unwrap_or_else(PoisonError::into_inner) = answers;
    }
}

/// The functions that views ask: for whom is read, when, under whose authority, and what
/// for. They read no data, so views may
/// call them although the schema is not trusted.
fn add_functions(connection: &Connection, asked: &Asked) -> rusqlite::Result<()> {
    let flags = FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DETERMINISTIC | FunctionFlags::SQLITE_INNOCUOUS;
    let (reader, now, authority, purpose) = (asked.clone(), asked.clone(), asked.clone(), asked.clone());
    connection.create_scalar_function("platform_purpose", 0, flags, move |_| {
        Ok(purpose.lock().unwrap_or_else(PoisonError::into_inner).purpose)
    })?;
    connection.create_scalar_function("platform_reader", 0, flags, move |_| {
        Ok(reader.lock().unwrap_or_else(PoisonError::into_inner).reader.clone())
    })?;
    connection
        .create_scalar_function("platform_now", 0, flags, move |_| Ok(now.lock().unwrap_or_else(PoisonError::into_inner).now.clone()))?;
    connection.create_scalar_function("platform_authority", 0, flags, move |_| {
        Ok(authority.lock().unwrap_or_else(PoisonError::into_inner).authority)
    })
}

pub(super) fn open(path: &Path, mode: Mode) -> Result<Open> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let mut connection = Connection::open_with_flags(path, flags).map_err(failed("opening the database"))?;
    connection.set_prepared_statement_cache_capacity(256);
    heed_limits(&mut connection).map_err(failed("setting up the database"))?;
    connection
        .execute_batch(
            "PRAGMA journal_mode = WAL;
             PRAGMA synchronous = FULL;
             PRAGMA foreign_keys = ON;
             PRAGMA trusted_schema = OFF;
             PRAGMA cell_size_check = ON;
             PRAGMA mmap_size = 0;
             PRAGMA secure_delete = ON;
             PRAGMA journal_size_limit = 67108864;",
        )
        .map_err(failed("setting up the database"))?;
    if mode == Mode::Read {
        connection.execute_batch("PRAGMA query_only = ON; PRAGMA cache_size = -4096;").map_err(failed("setting up the database"))?;
    }
    assert_pragma(&connection, "synchronous", 2)?;
    assert_pragma(&connection, "foreign_keys", 1)?;
    let asked = Asked::default();
    add_functions(&connection, &asked).map_err(failed("setting up the database"))?;
    Ok(Open { connection, asked })
}

/// Steps of a statement between two looks at the clock; some hundred microseconds.
const STEPS: i32 = 10_000;
/// How long another program's change is waited for.
const BUSY_MAX: Duration = Duration::from_secs(60);

/// A statement stops, and stops waiting for another program, when its request's time is over.
fn heed_limits(connection: &mut Connection) -> rusqlite::Result<()> {
    connection.progress_handler(STEPS, Some(limits::is_over))?;
    let mut waits = 0;
    connection.busy_handler(Some(move |count: i32| {
        // The pauses grow to a tenth of a second, as SQLite's own do.
        let pause = Duration::from_millis(1 << count.clamp(0, 6)).min(Duration::from_millis(100));
        waits = if count == 0 { 0 } else { waits + pause.as_millis() };
        if limits::is_over() || waits > BUSY_MAX.as_millis() {
            return false;
        }
        std::thread::sleep(pause);
        true
    }))
}

fn assert_pragma(connection: &Connection, name: &str, expected: i64) -> Result<()> {
    let found: i64 = connection.pragma_query_value(None, name, |row| row.get(0)).map_err(failed("checking the database's settings"))?;
    if found == expected {
        return Ok(());
    }
    Err(Error::internal(format!("SQLite's {name} is {found}, not {expected}")))
}

impl ToSql for Value {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self {
            Value::Null => ValueRef::Null,
            Value::Int(v) => ValueRef::Integer(*v),
            Value::Real(v) => ValueRef::Real(*v),
            Value::Text(v) => ValueRef::Text(v.as_bytes()),
            Value::Sealed(v) => ValueRef::Text(v.as_str().as_bytes()),
        }))
    }
}

fn bind(prepared: &mut rusqlite::Statement<'_>, values: &[Value]) -> rusqlite::Result<()> {
    for (at, value) in values.iter().enumerate() {
        if let Some(index) = prepared.parameter_index(&format!("${}", at + 1))? {
            prepared.raw_bind_parameter(index, value)?;
        }
    }
    Ok(())
}

pub(super) fn execute(c: &Connection, statement: Statement, values: &[Value]) -> Result<u64> {
    let failed = failed(statement.name);
    let mut prepared = c.prepare_cached(statement.sql).map_err(&failed)?;
    bind(&mut prepared, values).map_err(&failed)?;
    let changed = prepared.raw_execute().map_err(&failed)?;
    Ok(changed as u64)
}

pub(super) fn each(c: &Connection, statement: Statement, values: &[Value], use_row: &mut dyn FnMut(Row) -> Result<()>) -> Result<()> {
    let failed = failed(statement.name);
    let mut prepared = c.prepare_cached(statement.sql).map_err(&failed)?;
    let names: Arc<[String]> = prepared.column_names().map(str::to_owned).collect();
    bind(&mut prepared, values).map_err(&failed)?;
    let mut rows = prepared.raw_query();
    while let Some(row) = rows.next().map_err(&failed)? {
        let values = (0..names.len()).map(|i| read(row, i)).collect::<rusqlite::Result<_>>().map_err(&failed)?;
        use_row(Row::new(names.clone(), values))?;
    }
    Ok(())
}

fn read(row: &rusqlite::Row<'_>, at: usize) -> rusqlite::Result<Value> {
    Ok(match row.get_ref(at)? {
        ValueRef::Null => Value::Null,
        ValueRef::Integer(v) => Value::Int(v),
        ValueRef::Real(v) => Value::Real(v),
        ValueRef::Text(v) | ValueRef::Blob(v) => Value::Text(String::from_utf8_lossy(v).into_owned()),
    })
}

pub(super) fn script(c: &Connection, sql: &str) -> Result<()> {
    c.execute_batch(sql).map_err(failed("running a script"))
}

pub(super) fn prepare(c: &Connection, statement: Statement) -> Result<()> {
    c.prepare(statement.sql).map(drop).map_err(failed(statement.name))
}

/// Moves the write-ahead log into the file and empties it; whether it is empty now.
pub(super) fn checkpoint(c: &Connection) -> bool {
    let outcome = c.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get::<_, i64>(0));
    match outcome {
        Ok(0) => return true,
        Ok(_) => tracing::debug!("the write-ahead log is still being read; it is emptied later"),
        Err(error) => tracing::error!(%error, "the write-ahead log could not be moved into the database"),
    }
    false
}

/// Failures that a disk without room shows itself by where SQLite has no word of its own for it:
/// writing, syncing and growing the log and its shared memory.
fn no_room(error: &rusqlite::Error) -> bool {
    use rusqlite::ffi::{SQLITE_IOERR_FSYNC, SQLITE_IOERR_SHMMAP, SQLITE_IOERR_SHMOPEN, SQLITE_IOERR_SHMSIZE, SQLITE_IOERR_WRITE};
    let all = [SQLITE_IOERR_FSYNC, SQLITE_IOERR_SHMMAP, SQLITE_IOERR_SHMOPEN, SQLITE_IOERR_SHMSIZE, SQLITE_IOERR_WRITE];
    error.sqlite_error().is_some_and(|found| all.contains(&found.extended_code))
}

fn failed(doing: &'static str) -> impl Fn(rusqlite::Error) -> Error {
    move |source| {
        use rusqlite::ErrorCode::{ConstraintViolation, DatabaseBusy, DiskFull, OperationInterrupted, SystemIoFailure};
        match source.sqlite_error_code() {
            Some(OperationInterrupted) => limits::over(),
            Some(DatabaseBusy) if limits::is_over() => limits::over(),
            Some(DatabaseBusy) => Error::Unavailable(say!("platform-error-database-busy")),
            Some(DiskFull) => Error::full(),
            Some(SystemIoFailure) if no_room(&source) => Error::full(),
            Some(ConstraintViolation) if source.to_string().contains(REFUSED) => refused(),
            Some(ConstraintViolation) => Error::Conflict(say!("platform-error-clash", why = format!("{doing}: {source}"))),
            _ => Error::Database { doing, retry: false, source: Box::new(source) },
        }
    }
}
