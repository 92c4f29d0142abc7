//! One thin layer over SQLite and PostgreSQL with one SQL text.
//!
//! The SQL is written in the common subset of both: columns are `TEXT`, `BIGINT` and
//! `DOUBLE PRECISION`, parameters are `$1`, `$2` …, sums are cast to `BIGINT`. The calls
//! block; the web kit runs them on its blocking threads.

mod migrate;
mod postgres;
mod sqlite;
mod value;

pub use migrate::Migration;
pub use value::{FromValue, Row, Value};

use crate::{Error, Result};
use std::collections::VecDeque;
use std::path::Path;
use std::sync::{Arc, Condvar, Mutex};

/// Readers that may be open at once; one writer is kept beside them.
const READERS_MAX: usize = 8;

/// A named SQL text. All of a domain's statements stand in its `store.rs` and are
/// prepared on both databases by a test.
#[derive(Debug, Clone, Copy)]
pub struct Statement {
    /// Name of the constant that holds it.
    pub name: &'static str,
    /// The text, in the common subset.
    pub sql: &'static str,
}

/// Declares the statements of a `store.rs` as constants and collects them in `STATEMENTS`.
#[macro_export]
macro_rules! statements {
    ($($(#[$doc:meta])* $name:ident = $sql:expr;)*) => {
        $($(#[$doc])* pub(crate) const $name: $crate::db::Statement =
            $crate::db::Statement { name: stringify!($name), sql: $sql };)*
        /// Every statement of this file, for the test that prepares them on both databases.
        pub const STATEMENTS: &[$crate::db::Statement] = &[$($name),*];
    };
}

/// Where the data is.
#[derive(Debug, Clone)]
pub enum Address {
    /// A file of the data folder.
    Sqlite(std::path::PathBuf),
    /// A PostgreSQL connection string.
    Postgres(String),
}

/// One open connection.
pub enum Connection {
    /// A connection to the file.
    Sqlite(Box<rusqlite::Connection>),
    /// A connection to the server.
    Postgres(Box<postgres::Open>),
}

impl Connection {
    pub(crate) fn open(address: &Address, mode: Mode) -> Result<Connection> {
        match address {
            Address::Sqlite(path) => Ok(Connection::Sqlite(Box::new(sqlite::open(path, mode)?))),
            Address::Postgres(url) => Ok(Connection::Postgres(Box::new(postgres::open(url, mode)?))),
        }
    }

    /// Runs a statement that changes rows; the number of rows changed.
    pub fn execute(&mut self, statement: Statement, values: &[Value]) -> Result<u64> {
        match self {
            Connection::Sqlite(c) => sqlite::execute(c, statement, values),
            Connection::Postgres(c) => postgres::execute(c, statement, values),
        }
    }

    /// The rows that a statement gives, one at a time.
    pub fn each(&mut self, statement: Statement, values: &[Value], mut row: impl FnMut(&Row) -> Result<()>) -> Result<()> {
        match self {
            Connection::Sqlite(c) => sqlite::each(c, statement, values, &mut row),
            Connection::Postgres(c) => postgres::each(c, statement, values, &mut row),
        }
    }

    /// All rows that a statement gives, each read by `read`.
    pub fn all<T>(&mut self, statement: Statement, values: &[Value], read: impl Fn(&Row) -> Result<T>) -> Result<Vec<T>> {
        let mut out = Vec::new();
        self.each(statement, values, |row| {
            out.push(read(row)?);
            Ok(())
        })?;
        Ok(out)
    }

    /// The first row, where there is one.
    pub fn first<T>(&mut self, statement: Statement, values: &[Value], read: impl Fn(&Row) -> Result<T>) -> Result<Option<T>> {
        Ok(self.all(statement, values, read)?.into_iter().next())
    }

    /// Several statements without parameters, as migrations hold them.
    pub fn script(&mut self, sql: &str) -> Result<()> {
        match self {
            Connection::Sqlite(c) => sqlite::script(c, sql),
            Connection::Postgres(c) => postgres::script(c, sql),
        }
    }

    /// Checks that a statement is understood, without running it.
    pub fn prepare(&mut self, statement: Statement) -> Result<()> {
        match self {
            Connection::Sqlite(c) => sqlite::prepare(c, statement),
            Connection::Postgres(c) => postgres::prepare(c, statement),
        }
    }

    fn begin(&mut self) -> Result<()> {
        self.script(match self {
            Connection::Sqlite(_) => "BEGIN IMMEDIATE",
            Connection::Postgres(_) => "BEGIN ISOLATION LEVEL SERIALIZABLE",
        })
    }

    fn begin_reading(&mut self) -> Result<()> {
        self.script(match self {
            Connection::Sqlite(_) => "BEGIN DEFERRED",
            Connection::Postgres(_) => "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
        })
    }

    fn commit(&mut self) -> Result<()> {
        self.script("COMMIT")
    }

    fn rollback(&mut self) {
        if let Err(error) = self.script("ROLLBACK") {
            tracing::debug!(%error, "nothing to roll back");
        }
    }
}

/// What a connection may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mode {
    Read,
    Write,
}

struct Pool {
    free: VecDeque<Connection>,
    open: usize,
}

struct Shared {
    address: Address,
    writer: Mutex<Option<Connection>>,
    readers: Mutex<Pool>,
    returned: Condvar,
}

/// The database: any number of readers, one writer in this process.
#[derive(Clone)]
pub struct Db(Arc<Shared>);

impl Db {
    /// Opens the database and brings its tables up to date.
    pub fn open(address: Address, migrations: &[Migration]) -> Result<Db> {
        if let Address::Sqlite(path) = &address {
            sqlite::assert_version()?;
            sqlite::create_synced(path)?;
        }
        let mut writer = Connection::open(&address, Mode::Write)?;
        migrate::run(&mut writer, migrations)?;
        Ok(Db(Arc::new(Shared {
            address,
            writer: Mutex::new(Some(writer)),
            readers: Mutex::new(Pool { free: VecDeque::new(), open: 0 }),
            returned: Condvar::new(),
        })))
    }

    /// "SQLite" or "PostgreSQL", for people.
    pub fn engine(&self) -> &'static str {
        match self.0.address {
            Address::Sqlite(_) => "SQLite",
            Address::Postgres(_) => "PostgreSQL",
        }
    }

    /// Runs `f` on one consistent picture of the data.
    pub fn read<T>(&self, f: impl FnOnce(&mut Connection) -> Result<T>) -> Result<T> {
        let mut connection = self.take_reader()?;
        let outcome = connection.begin_reading().and_then(|()| {
            let outcome = f(&mut connection);
            connection.rollback();
            outcome
        });
        let healthy = !matches!(&outcome, Err(Error::Database { .. }));
        self.give_back(if healthy { Some(connection) } else { None });
        outcome
    }

    fn take_reader(&self) -> Result<Connection> {
        let mut pool = self.0.readers.lock().expect("no panic holds the reader pool");
        loop {
            if let Some(connection) = pool.free.pop_front() {
                return Ok(connection);
            }
            if pool.open < READERS_MAX {
                pool.open += 1;
                drop(pool);
                return Connection::open(&self.0.address, Mode::Read).inspect_err(|_| self.give_back(None));
            }
            pool = self.0.returned.wait(pool).expect("no panic holds the reader pool");
        }
    }

    fn give_back(&self, connection: Option<Connection>) {
        let mut pool = self.0.readers.lock().expect("no panic holds the reader pool");
        match connection {
            Some(connection) => pool.free.push_back(connection),
            None => pool.open -= 1,
        }
        self.0.returned.notify_one();
    }

    /// Runs `f` in one writing transaction. PostgreSQL may ask to run it again from its
    /// start when two writers met, so `f` has no effect outside the database.
    pub(crate) fn write<T>(&self, mut f: impl FnMut(&mut Connection) -> Result<T>) -> Result<T> {
        let mut slot = self.0.writer.lock().expect("no panic holds the writer");
        let mut attempt = 0;
        loop {
            if slot.is_none() {
                *slot = Some(Connection::open(&self.0.address, Mode::Write)?);
            }
            let connection = slot.as_mut().expect("opened above");
            let outcome = connection.begin().and_then(|()| f(connection)).and_then(|value| {
                connection.commit()?;
                Ok(value)
            });
            let Err(error) = outcome else { return outcome };
            connection.rollback();
            if matches!(&error, Error::Database { .. }) {
                *slot = None; // A connection that failed is not trusted again.
            }
            // 12 tries with growing pauses are about 8 seconds: longer than any writer needs.
            if !error.is_serialisation() || attempt == 12 {
                return Err(error);
            }
            attempt += 1;
            std::thread::sleep(std::time::Duration::from_millis(2 << attempt));
        }
    }

    /// Runs `f` in a writing transaction for state that is not anybody's action:
    /// progress of a job, a session's last use. Everything else goes through `Work`.
    pub fn housekeep<T>(&self, f: impl FnMut(&mut Connection) -> Result<T>) -> Result<T> {
        self.write(f)
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

    /// Where the data is.
    pub fn address(&self) -> &Address {
        &self.0.address
    }

    /// Copies the whole of a SQLite database, as it is at one moment, into the empty file `to`.
    pub(crate) fn copy_to(&self, to: &Path) -> Result<()> {
        let connection = self.take_reader()?;
        let Connection::Sqlite(from) = &connection else {
            return Err(Error::internal("only a SQLite database is copied as a file"));
        };
        let outcome = sqlite::copy(from, to);
        self.give_back(Some(connection));
        outcome
    }

    /// Moves what the write-ahead log holds into the database file, in a quiet moment.
    pub fn checkpoint(&self) {
        let mut slot = self.0.writer.lock().expect("no panic holds the writer");
        if let Some(Connection::Sqlite(connection)) = slot.as_mut() {
            sqlite::checkpoint(connection);
        }
    }
}

/// The kind of network disk that a file is on; none where the disk is local or unknown.
pub fn on_network_disk(path: &Path) -> Option<String> {
    let path = path.canonicalize().ok()?;
    let mounts = std::fs::read_to_string("/proc/self/mounts").ok()?;
    let parts = mounts.lines().map(|line| line.split(' ').collect::<Vec<_>>());
    let holding = parts.filter(|p| p.len() > 2 && path.starts_with(p[1])).max_by_key(|p| p[1].len())?;
    let kind = holding[2];
    ["nfs", "nfs4", "cifs", "smb3", "9p", "fuse.sshfs", "ceph", "glusterfs"].contains(&kind).then(|| kind.to_owned())
}

/// Brings an empty database's tables to the steps given, within a transaction of the caller.
pub(crate) fn migrate_to(connection: &mut Connection, migrations: &[Migration]) -> Result<()> {
    migrate::apply(connection, migrations)
}

/// Fills a database that must not hold anything yet, in one transaction.
pub(crate) fn fill(address: &Address, f: impl FnOnce(&mut Connection) -> Result<()>) -> Result<()> {
    if let Address::Sqlite(path) = address {
        sqlite::create_synced(path)?;
    }
    let mut connection = Connection::open(address, Mode::Write)?;
    connection.begin()?;
    let outcome = migrate::refuse_used(&mut connection).and_then(|()| f(&mut connection)).and_then(|()| connection.commit());
    if outcome.is_err() {
        connection.rollback();
    }
    outcome
}

/// The file of the data folder, or the server that `DATABASE_URL` names.
pub fn address(data: &Path, url: &str) -> Result<Address> {
    if url.is_empty() {
        return Ok(Address::Sqlite(data.join("goodoffices.db")));
    }
    if url.starts_with("postgres://") || url.starts_with("postgresql://") || url.contains("host=") {
        return Ok(Address::Postgres(url.to_owned()));
    }
    Err(Error::invalid(
        "database_url",
        "DATABASE_URL is not a PostgreSQL address. Give postgres://user@host/database, or leave it empty for the file in the data folder.",
    ))
}
