//! For whom a connection reads.

use super::{Row, Value};
use crate::Result;
use crate::clearance::key_missing;
use crate::clearance::vault::{Key, Sealed};
use std::collections::{BTreeMap, BTreeSet};

/// For whom a connection reads, with the keys of the compartments they are in. The views that
/// end in `_seen` leave out what is hidden from them; what is sealed is opened here.
#[derive(Clone)]
pub struct Reader {
    id: Option<String>,
    now: String,
    keys: BTreeMap<String, Key>,
    opened: BTreeSet<String>,
}

impl Reader {
    /// Nobody: sees what is not marked, and leaves sealed values as they are.
    pub(crate) fn nobody() -> Reader {
        Reader { id: None, now: String::new(), keys: BTreeMap::new(), opened: BTreeSet::new() }
    }

    /// The person with this id, at this moment (a membership may have ended by then).
    pub(crate) fn person(id: &str, now: &str) -> Reader {
        Reader { id: Some(id.to_owned()), now: now.to_owned(), ..Reader::nobody() }
    }

    pub(crate) fn id(&self) -> Option<&str> {
        self.id.as_deref()
    }

    pub(crate) fn now(&self) -> &str {
        &self.now
    }

    pub(crate) fn hold(&mut self, keys: BTreeMap<String, Key>) {
        self.keys = keys;
    }

    /// The key of a compartment that this reader is in.
    pub(crate) fn key(&self, compartment: &str) -> Option<&Key> {
        self.keys.get(compartment)
    }

    /// The sealed things that were opened since this was last asked.
    pub(crate) fn take_opened(&mut self) -> BTreeSet<String> {
        std::mem::take(&mut self.opened)
    }

    /// Opens what is sealed in a row. A view has kept out whatever is not for this reader, so
    /// a missing key is the installation's, and nothing is shown.
    pub(super) fn open(&mut self, row: &mut Row) -> Result<()> {
        if self.id.is_none() {
            return Ok(());
        }
        for value in &mut row.values {
            let Value::Text(text) = value else { continue };
            let Some(sealed) = Sealed::parse(text) else { continue };
            let key = self.keys.get(&sealed.compartment);
            let key = key.ok_or_else(key_missing)?;
            let opened = key.open(&sealed)?;
            // A compartment's title is on every list of one's compartments, and the reason of a
            // marking is read with the marking: neither is a reading of the thing itself.
            if !sealed.thing.starts_with("compartment:") && !sealed.thing.starts_with("reason:") {
                self.opened.insert(sealed.thing);
            }
            *text = opened;
        }
        Ok(())
    }
}
