//! The one writer of this process, whose turn people wait for no longer than their request may.

use super::Connection;
use crate::{Result, limits};
use std::ops::{Deref, DerefMut};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

/// The writing connection; none where it failed and is to be opened anew.
pub(super) struct Writer {
    held: Mutex<Held>,
    freed: Condvar,
}

struct Held {
    taken: bool,
    connection: Option<Connection>,
}

/// The writing connection in somebody's hand.
pub(super) struct Turn<'a> {
    writer: &'a Writer,
    connection: Option<Connection>,
}

impl Writer {
    pub(super) fn new(connection: Connection) -> Writer {
        Writer { held: Mutex::new(Held { taken: false, connection: Some(connection) }), freed: Condvar::new() }
    }

    /// Waits for the writer.
    pub(super) fn take(&self) -> Result<Turn<'_>> {
        let mut held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        while held.taken {
            held = wait(&self.freed, held)?;
        }
        held.taken = true;
        Ok(Turn { writer: self, connection: held.connection.take() })
    }
}

/// Waits to be told, as long as this request may.
pub(super) fn wait<'a, T>(told: &Condvar, guard: MutexGuard<'a, T>) -> Result<MutexGuard<'a, T>> {
    limits::check()?;
    Ok(match limits::left() {
        Some(left) => told.wait_timeout(guard, left).unwrap_or_else(PoisonError::into_inner).0,
        None => told.wait(guard).unwrap_or_else(PoisonError::into_inner),
    })
}

impl Deref for Turn<'_> {
    type Target = Option<Connection>;

    fn deref(&self) -> &Option<Connection> {
        &self.connection
    }
}

impl DerefMut for Turn<'_> {
    fn deref_mut(&mut self) -> &mut Option<Connection> {
        &mut self.connection
    }
}

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        let mut held = self.writer.held.lock().unwrap_or_else(PoisonError::into_inner);
        held.taken = false;
        // A panic may have left a transaction open: what a thread in panic held is not used again.
        held.connection = if std::thread::panicking() { None } else { self.connection.take() };
        drop(held);
        self.writer.freed.notify_one();
    }
}
