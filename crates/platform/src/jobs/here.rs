//! Which jobs run in this process.

use std::collections::HashSet;
use std::sync::{Mutex, PoisonError};

/// The jobs that run in this process.
#[derive(Default)]
pub(super) struct Here(Mutex<HashSet<String>>);

/// A job that runs in this process.
pub(super) struct HeldHere<'a>(&'a Here, String);

impl Here {
    pub(super) fn hold(&self, id: &str) -> Option<HeldHere<'_>> {
        let fresh = self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(id.to_owned());
        fresh.then(|| HeldHere(self, id.to_owned()))
    }
}

impl Drop for HeldHere<'_> {
    fn drop(&mut self) {
        self.0.0.lock().unwrap_or_else(PoisonError::into_inner).remove(&self.1);
    }
}
