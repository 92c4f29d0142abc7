//! What one request may use: time, and what it reads.
//!
//! A request is handled on one thread from its start to its end, so its limits are kept there and
//! no action has to hand them on: every statement, every row, every wait for the database and
//! every question to an index asks here. A new domain cannot forget it. Jobs, commands and what
//! follows after a change have no such limits.

use crate::{Error, Result, say};
use std::cell::Cell;
use std::time::{Duration, Instant};

/// What a request that only looks may take.
pub const LOOKING: Duration = Duration::from_secs(20);
/// What a request that changes something may take: a text may have a thousand provisions to seal.
pub const CHANGING: Duration = Duration::from_secs(60);
/// What a request may read from the database altogether.
// 128 MiB: a whole agreement with its earlier wordings is under 4 MiB, a list of all documents
// under 10. What is larger is written while it is sent, outside these limits.
const READ_MAX: usize = 128 << 20;

#[derive(Clone, Copy)]
struct Limits {
    until: Instant,
    read: usize,
}

thread_local! {
    static LIMITS: Cell<Option<Limits>> = const { Cell::new(None) };
}

/// Puts the former limits back, also where a panic leaves.
struct Former(Option<Limits>);

impl Drop for Former {
    fn drop(&mut self) {
        LIMITS.set(self.0);
    }
}

/// Runs `f` as a request that must be done by then.
pub fn by<T>(until: Instant, f: impl FnOnce() -> T) -> T {
    let _former = Former(LIMITS.replace(Some(Limits { until, read: 0 })));
    f()
}

/// Runs `f` without limits: what must follow a change that holds already is not cut off.
pub fn without<T>(f: impl FnOnce() -> T) -> T {
    let _former = Former(LIMITS.replace(None));
    f()
}

/// When this request must be done; none where nothing is waiting for it.
pub fn until() -> Option<Instant> {
    LIMITS.get().map(|limits| limits.until)
}

/// Whether this request's time is over.
pub fn is_over() -> bool {
    until().is_some_and(|until| Instant::now() >= until)
}

/// What is left, at least a millisecond; none where there is no limit.
pub(crate) fn left() -> Option<Duration> {
    until().map(|until| until.saturating_duration_since(Instant::now()).max(Duration::from_millis(1)))
}

/// The word for a request whose time is over.
pub(crate) fn over() -> Error {
    Error::Unavailable(say!("platform-error-request-too-long"))
}

/// Refuses to go on where this request's time is over.
pub fn check() -> Result<()> {
    if is_over() { Err(over()) } else { Ok(()) }
}

/// Counts what was read; refuses to go on where it is more than one request may read.
pub(crate) fn has_read(bytes: usize) -> Result<()> {
    let Some(mut limits) = LIMITS.get() else { return Ok(()) };
    limits.read = limits.read.saturating_add(bytes);
    LIMITS.set(Some(limits));
    if limits.read > READ_MAX {
        return Err(Error::TooLarge(say!("platform-error-reads-too-much")));
    }
    check()
}

#[cfg(test)]
#[path = "limits_tests.rs"]
mod tests;
