//! What a record of the trail says besides who and what: from which request it came, and for
//! whom it was done.
//!
//! A request is handled on one thread from its start to its end, so its circumstances are
//! kept there; no action has to hand them on.

use std::cell::RefCell;

/// From which request something comes, and on whose behalf.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Circumstances {
    /// Id of the request; empty where there is none.
    pub request_id: String,
    /// Id of the person for whom it is done; empty where the actor acts for themselves.
    pub on_behalf_of: String,
}

impl Circumstances {
    /// Something that comes from a request.
    pub fn of_request(id: &str) -> Circumstances {
        Circumstances { request_id: id.to_owned(), on_behalf_of: String::new() }
    }
}

thread_local! {
    static AROUND: RefCell<Circumstances> = RefCell::default();
}

/// The circumstances of what this thread is doing.
pub fn circumstances() -> Circumstances {
    AROUND.with_borrow(Clone::clone)
}

/// Puts the former circumstances back, also where a panic leaves.
struct Former(Circumstances);

impl Drop for Former {
    fn drop(&mut self) {
        AROUND.set(std::mem::take(&mut self.0));
    }
}

/// Runs `f` under other circumstances.
pub fn within<T>(other: Circumstances, f: impl FnOnce() -> T) -> T {
    let _former = Former(AROUND.replace(other));
    f()
}
