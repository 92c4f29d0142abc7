//! One thin layer over SQLite and PostgreSQL with one SQL text.
//!
//! The SQL is written in the common subset of both: columns are `TEXT`, `BIGINT` and
//! `DOUBLE PRECISION`, parameters are `$1`, `$2` …, sums are cast to `BIGINT`. The calls
//! block; the web kit runs them on its blocking threads.

mod address;
mod migrate;
mod postgres;
mod reader;
mod sqlite;
mod transaction;
mod turn;
mod upkeep;
mod value;

pub use address::{Address, address, on_network_disk};
pub use migrate::Migration;
pub(crate) use reader::Reader;
pub(crate) use value::Closed;
pub use value::{Ciphertext, FromValue, Row, Value};

use crate::clearance::vault::Vault;
use crate::{Error, Result, limits, say};
use std::collections::{BTreeSet, VecDeque};
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, Condvar, Mutex, OnceLock};

/// Readers that may be open at once; one writer is kept beside them.
const READERS_MAX: usize = 8;

/// What a guard says where somebody would change what they may not; on PostgreSQL its code.
pub(crate) const REFUSED: &str = "marked for others";
pub(crate) const REFUSED_CODE: &str = "GO403";

fn refused() -> Error {
    Error::Forbidden(say!("platform-error-not-yours-to-change"))
}

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

/// Values that a statement made with [`many`](crate::many) takes at a time.
const MANY: usize = 64;

/// The parameters of a statement that asks about many values at once: `… IN (` here `)`.
#[macro_export]
macro_rules! many {
    () => {
        "$1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $33, $34, $35, $36, $37, $38, $39, $40, $41, $42, $43, $44, $45, $46, $47, $48, $49, $50, $51, $52, $53, $54, $55, $56, $57, $58, $59, $60, $61, $62, $63, $64"
    };
}

/// Whether a statement made with [`many`](crate::many) finds a row for each of these values, which
/// differ; `row` is called for each it finds.
pub fn all_of(c: &mut Connection, statement: Statement, values: &[&str], row: impl Fn(&Row) -> Result<()>) -> Result<bool> {
    for part in values.chunks(MANY) {
        let mut given: Vec<Value> = part.iter().map(|value| Value::from(*value)).collect();
        given.resize(MANY, Value::Null);
        let mut found = 0;
        c.each(statement, &given, |r| {
            found += 1;
            row(r)
        })?;
        if found != part.len() {
            return Ok(false);
        }
    }
    Ok(true)
}

std::thread_local! {
    static RUN: std::cell::Cell<u64> = const { std::cell::Cell::new(0) };
}

/// Statements that this thread has run so far: a page of many rows takes no more than one of few.
pub fn statements_run() -> u64 {
    RUN.get()
}

enum Engine {
    Sqlite(Box<sqlite::Open>),
    Postgres(Box<postgres::Open>),
}

/// One open connection, and for whom it reads at this moment.
pub struct Connection {
    engine: Engine,
    reader: Reader,
}

impl Connection {
    pub(crate) fn open(address: &Address, mode: Mode) -> Result<Connection> {
        let engine = match address {
            Address::Sqlite(path) => Engine::Sqlite(Box::new(sqlite::open(path, mode)?)),
            Address::Postgres(url) => Engine::Postgres(Box::new(postgres::open(url, mode)?)),
        };
        Ok(Connection { engine, reader: Reader::nobody() })
    }

    /// Whether a PostgreSQL server stands behind it.
    pub fn is_postgres(&self) -> bool {
        matches!(self.engine, Engine::Postgres(_))
    }

    /// Runs a statement that changes rows; the number of rows changed.
    pub fn execute(&mut self, statement: Statement, values: &[Value]) -> Result<u64> {
        limits::check()?;
        RUN.set(RUN.get() + 1);
        self.execute_as_is(statement, &value::written(values))
    }

    /// The same with values as another database of ours held them, sealed texts among them.
    pub(crate) fn execute_as_is(&mut self, statement: Statement, values: &[Value]) -> Result<u64> {
        match &mut self.engine {
            Engine::Sqlite(c) => sqlite::execute(c, statement, values),
            Engine::Postgres(c) => postgres::execute(c, statement, values),
        }
    }

    /// The rows that a statement gives, one at a time. What is sealed for a compartment is
    /// opened for a reader who holds its key.
    pub fn each(&mut self, statement: Statement, values: &[Value], mut row: impl FnMut(&Row) -> Result<()>) -> Result<()> {
        limits::check()?;
        RUN.set(RUN.get() + 1);
        let reader = &mut self.reader;
        let mut opened = |mut found: Row| {
            limits::has_read(found.bytes())?;
            reader.open(&mut found);
            row(&found)
        };
        let values = &value::written(values);
        match &mut self.engine {
            Engine::Sqlite(c) => sqlite::each(c, statement, values, &mut opened),
            Engine::Postgres(c) => postgres::each(c, statement, values, &mut opened),
        }
    }

    /// The rows that a statement gives, as they stand in the tables: what is sealed stays so.
    pub(crate) fn each_as_is(&mut self, statement: Statement, values: &[Value], mut row: impl FnMut(&Row) -> Result<()>) -> Result<()> {
        match &mut self.engine {
            Engine::Sqlite(c) => sqlite::each(c, statement, values, &mut |found| row(&found)),
            Engine::Postgres(c) => postgres::each(c, statement, values, &mut |found| row(&found)),
        }
    }

    /// From now on the views that end in `_seen` hold what `reader` may see.
    pub(crate) fn read_for(&mut self, reader: Reader) -> Result<()> {
        match &mut self.engine {
            Engine::Sqlite(c) => c.read_for(&reader),
            Engine::Postgres(c) => c.read_for(&reader)?,
        }
        self.reader = reader;
        Ok(())
    }

    /// For whom this connection reads.
    pub(crate) fn reader(&mut self) -> &mut Reader {
        &mut self.reader
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
        match &mut self.engine {
            Engine::Sqlite(c) => sqlite::script(c, sql),
            Engine::Postgres(c) => postgres::script(c, sql),
        }
    }

    /// Checks that a statement is understood, without running it.
    pub fn prepare(&mut self, statement: Statement) -> Result<()> {
        match &mut self.engine {
            Engine::Sqlite(c) => sqlite::prepare(c, statement),
            Engine::Postgres(c) => postgres::prepare(c, statement),
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
    writer: turn::Writer,
    readers: Mutex<Pool>,
    returned: Condvar,
    vault: OnceLock<Vault>,
    /// Whether the write-ahead log holds what is to leave it.
    to_empty: AtomicBool,
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
            writer: turn::Writer::new(writer),
            readers: Mutex::new(Pool { free: VecDeque::new(), open: 0 }),
            returned: Condvar::new(),
            vault: OnceLock::new(),
            to_empty: AtomicBool::new(false),
        })))
    }

    /// "SQLite" or "PostgreSQL", for people.
    pub fn engine(&self) -> &'static str {
        match self.0.address {
            Address::Sqlite(_) => "SQLite",
            Address::Postgres(_) => "PostgreSQL",
        }
    }

    /// Runs `f` on one consistent picture of what everybody may see.
    pub fn read<T>(&self, f: impl FnOnce(&mut Connection) -> Result<T>) -> Result<T> {
        self.read_as(&Reader::nobody(), f).map(|(value, _)| value)
    }

    /// Runs `f` on one consistent picture of what `reader` may see; gives also which sealed
    /// things were opened for it.
    pub(crate) fn read_as<T>(&self, reader: &Reader, f: impl FnOnce(&mut Connection) -> Result<T>) -> Result<(T, BTreeSet<String>)> {
        let mut connection = self.take_reader()?;
        let outcome = connection.begin_reading().and_then(|()| {
            let outcome = self.lend_keys(&mut connection, &reader.only_showing()).and_then(|()| f(&mut connection));
            connection.rollback();
            outcome
        });
        let opened = connection.reader().take_opened();
        let outcome = outcome.map(|value| (value, opened));
        let healthy = !matches!(&outcome, Err(Error::Database { .. } | Error::Full(_)));
        self.give_back(if healthy { Some(connection) } else { None });
        outcome
    }

    /// Lets a connection read for `reader`, with the keys of the compartments they are in.
    fn lend_keys(&self, connection: &mut Connection, reader: &Reader) -> Result<()> {
        connection.read_for(reader.clone())?;
        let Some(vault) = self.0.vault.get() else { return Ok(()) };
        let keys = match reader.id() {
            Some(id) => crate::clearance::keys_of(connection, vault, id)?,
            None if reader.is_system() => crate::clearance::all_keys(connection, vault)?,
            None => return Ok(()),
        };
        connection.reader().hold(keys);
        Ok(())
    }

    /// Lets a connection go on under the system's own authority, which sees and may change
    /// everything; `former` lends the keys that it holds besides.
    pub(crate) fn give_authority(&self, connection: &mut Connection, former: &Reader) -> Result<()> {
        self.lend_keys(connection, &Reader::system(former.now()))?;
        connection.reader().hold_also(former);
        Ok(())
    }

    /// Makes the guards of marked rows anew, where they are not as declared.
    pub(crate) fn guard(&self, guards: &[crate::clearance::guard::Guarded]) -> Result<()> {
        self.write_as(&Reader::nobody(), |connection| crate::clearance::guard::install(connection, guards))
    }

    /// The key that seals the keys of compartments; none where the operator named none.
    pub(crate) fn vault(&self) -> Option<&Vault> {
        self.0.vault.get()
    }

    /// Gives the database the key that seals the keys of compartments.
    pub(crate) fn give_vault(&self, vault: Vault) {
        let _ = self.0.vault.set(vault);
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
            pool = turn::wait(&self.0.returned, pool)?;
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
    pub(crate) fn write_as<T>(&self, reader: &Reader, mut f: impl FnMut(&mut Connection) -> Result<T>) -> Result<T> {
        let mut slot = self.0.writer.take()?;
        let mut attempt = 0;
        loop {
            if slot.is_none() {
                *slot = Some(Connection::open(&self.0.address, Mode::Write)?);
            }
            let connection = slot.as_mut().expect("opened above");
            let outcome =
                connection.begin().and_then(|()| self.lend_keys(connection, reader)).and_then(|()| f(connection)).and_then(|value| {
                    connection.commit()?;
                    Ok(value)
                });
            let Err(error) = outcome else { return outcome };
            connection.rollback();
            if matches!(&error, Error::Database { .. } | Error::Full(_)) {
                *slot = None; // A connection that failed is not trusted again.
            }
            // 12 tries with growing pauses are about 8 seconds: longer than any writer needs.
            if !error.is_serialisation() || attempt == 12 {
                return Err(error);
            }
            attempt += 1;
            limits::check()?;
            std::thread::sleep(std::time::Duration::from_millis(2 << attempt));
        }
    }

    /// Where the data is.
    pub fn address(&self) -> &Address {
        &self.0.address
    }
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
    connection.read_for(Reader::system(""))?;
    let outcome = migrate::refuse_used(&mut connection).and_then(|()| f(&mut connection)).and_then(|()| connection.commit());
    if outcome.is_err() {
        connection.rollback();
    }
    outcome
}
