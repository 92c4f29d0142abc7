//! What a record of the trail says besides who and what: from which request it came, and for
//! whom it was done.
//!
//! A request is handled on one thread from its start to its end, so its circumstances are
//! kept there; no action has to hand them on.

use crate::clearance::marking::Level;
use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;

/// From which request something comes, and on whose behalf.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Circumstances {
    /// Id of the request; empty where there is none.
    pub request_id: String,
    /// Id of the person for whom it is done; empty where the actor acts for themselves.
    pub on_behalf_of: String,
    /// What is shown in place of a sealed text that cannot be opened, in the reader's
    /// language; empty for programs, which get [`CLOSED`].
    pub closed: String,
    /// Whether what is read is taken away: as a file, as data or by a program.
    pub taken: bool,
}

/// What programs get in place of a sealed text that cannot be opened.
pub const CLOSED: &str = "⟦cannot be opened: ask the operator⟧";

impl Circumstances {
    /// Something that comes from a request.
    pub fn of_request(id: &str) -> Circumstances {
        Circumstances { request_id: id.to_owned(), ..Circumstances::default() }
    }
}

thread_local! {
    static AROUND: RefCell<Circumstances> = RefCell::default();
    /// The highest marking of what this request has shown.
    static SHOWN: Cell<Level> = const { Cell::new(Level::Unclassified) };
    /// Whether something shown in this request must not be printed.
    static UNPRINTED: Cell<bool> = const { Cell::new(false) };
    /// What this request has read of things strictly confidential, as the trail knows already.
    static READINGS: RefCell<BTreeSet<String>> = RefCell::default();
}

/// Something marked so is shown in this request.
pub fn shown(level: Level) {
    SHOWN.set(SHOWN.get().max(level));
}

/// Something that must not be taken away is shown in this request.
pub(crate) fn shown_unprinted() {
    UNPRINTED.set(true);
}

/// Whether something shown in this request must not be printed.
pub(crate) fn must_not_print() -> bool {
    UNPRINTED.get()
}

/// The highest marking of what this request has shown, as its answer's header says.
pub(crate) fn highest_shown() -> Level {
    SHOWN.get()
}

/// Of these things, those whose reading this request has not recorded yet.
pub(crate) fn unrecorded(things: BTreeSet<String>) -> BTreeSet<String> {
    READINGS.with_borrow(|known| things.difference(known).cloned().collect())
}

/// The trail now knows that this request read these things.
pub(crate) fn recorded(things: BTreeSet<String>) {
    READINGS.with_borrow_mut(|known| known.extend(things));
}

/// The circumstances of what this thread is doing.
pub fn circumstances() -> Circumstances {
    AROUND.with_borrow(Clone::clone)
}

/// What this thread shows in place of a sealed text that cannot be opened.
pub(crate) fn words_for_closed() -> String {
    AROUND.with_borrow(|around| if around.closed.is_empty() { CLOSED.to_owned() } else { around.closed.clone() })
}

/// Puts the former circumstances back, also where a panic leaves.
struct Former(Circumstances, BTreeSet<String>, Level, bool);

impl Drop for Former {
    fn drop(&mut self) {
        AROUND.set(std::mem::take(&mut self.0));
        READINGS.set(std::mem::take(&mut self.1));
        SHOWN.set(self.2);
        UNPRINTED.set(self.3);
    }
}

/// Runs `f` under other circumstances.
pub fn within<T>(other: Circumstances, f: impl FnOnce() -> T) -> T {
    let _former = Former(AROUND.replace(other), READINGS.take(), SHOWN.replace(Level::Unclassified), UNPRINTED.replace(false));
    f()
}

/// Runs `f` as it would run for a page: for who counts, or says, what stays out of a file.
pub fn as_on_a_page<T>(f: impl FnOnce() -> T) -> T {
    struct Back(bool);
    impl Drop for Back {
        fn drop(&mut self) {
            AROUND.with_borrow_mut(|around| around.taken = self.0);
        }
    }
    let _back = Back(AROUND.with_borrow_mut(|around| std::mem::replace(&mut around.taken, false)));
    f()
}

/// Whether what this thread reads is taken away.
pub(crate) fn is_taken() -> bool {
    AROUND.with_borrow(|around| around.taken)
}
