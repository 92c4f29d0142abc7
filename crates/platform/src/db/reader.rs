//! For whom a connection reads.

use super::value::InPlace;
use super::{Closed, Row, Value};
use crate::audit;
use crate::clearance::marking::{Caveat, Level};
use crate::clearance::vault::{self, Key, Sealed};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Mutex, PoisonError};

/// Words by which views and guards know under whose authority a connection works.
const SYSTEM: &str = "system";
const PUTTING_BACK: &str = "putting back";

/// For whom a connection reads, with the keys of the compartments they are in. The views that
/// end in `_seen` leave out what is hidden from them; what is sealed is opened here.
#[derive(Clone)]
pub struct Reader {
    id: Option<String>,
    now: String,
    keys: BTreeMap<String, Key>,
    opened: BTreeSet<String>,
    /// What stands in place of a text that cannot be opened.
    in_place: InPlace,
    authority: &'static str,
    /// Whether what it reads is taken away.
    taken: bool,
}

impl Reader {
    /// Nobody: sees what is not marked, and opens nothing.
    pub(crate) fn nobody() -> Reader {
        Reader {
            id: None,
            now: String::new(),
            keys: BTreeMap::new(),
            opened: BTreeSet::new(),
            in_place: InPlace::Failure,
            authority: "",
            taken: false,
        }
    }

    /// The person with this id, at this moment (a membership may have ended by then).
    pub(crate) fn person(id: &str, now: &str) -> Reader {
        Reader { id: Some(id.to_owned()), now: now.to_owned(), ..Reader::nobody() }
    }

    /// The system itself, for what is nobody's reading: sealing anew what a marking changed. It
    /// sees everything, and guards let it pass.
    pub(crate) fn system(now: &str) -> Reader {
        Reader { now: now.to_owned(), authority: SYSTEM, ..Reader::nobody() }
    }

    pub(crate) fn is_system(&self) -> bool {
        self.authority == SYSTEM
    }

    /// The same person while something is put back as it was.
    pub(crate) fn putting_back(self, begins: bool) -> Reader {
        Reader { authority: if begins { PUTTING_BACK } else { "" }, ..self }
    }

    /// The word by which views and guards know under whose authority a connection works.
    pub(crate) fn authority(&self) -> &'static str {
        self.authority
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

    /// Takes over the keys that another reader holds.
    pub(crate) fn hold_also(&mut self, other: &Reader) {
        for (compartment, key) in &other.keys {
            self.keys.entry(compartment.clone()).or_insert_with(|| key.clone());
        }
    }

    /// The key of a compartment that this reader is in.
    pub(crate) fn key(&self, compartment: &str) -> Option<&Key> {
        self.keys.get(compartment)
    }

    /// The sealed things that were opened since this was last asked.
    pub(crate) fn take_opened(&mut self) -> BTreeSet<String> {
        std::mem::take(&mut self.opened)
    }

    /// The same reader where nothing is written: one row that cannot be opened does not end a
    /// list, it is shown with words in place of its texts.
    pub(crate) fn only_showing(&self) -> Reader {
        Reader { in_place: InPlace::Words(audit::words_for_closed().into()), taken: audit::is_taken(), ..self.clone() }
    }

    /// Opens what is sealed in a row. A view has kept out whatever is not for this reader, so
    /// a missing key is the installation's.
    pub(super) fn open(&mut self, row: &mut Row) {
        self.note_marking(row);
        for (at, value) in row.values.iter_mut().enumerate() {
            let Value::Text(text) = value else { continue };
            if !vault::is_sealed(text) {
                continue;
            }
            match self.opened(text) {
                Ok(opened) => *text = opened,
                Err(why) => row.closed.push((at, why)),
            }
        }
        if !row.closed.is_empty() {
            row.in_place = self.in_place.clone();
        }
    }

    /// The word by which views know what is read for: nothing for a change, which sees things as
    /// they are; a page; or what is taken away.
    pub(super) fn purpose(&self) -> &'static str {
        match (self.only_shows(), self.taken) {
            (false, _) => "",
            (true, false) => "page",
            (true, true) => "taken",
        }
    }

    fn only_shows(&self) -> bool {
        matches!(self.in_place, InPlace::Words(_))
    }

    /// Every view of things that can be marked has a column for it, so that the answer's header
    /// says the highest level of what was read for it, whichever page read it.
    fn note_marking(&self, row: &Row) {
        if !self.only_shows() {
            return;
        }
        let at = row.names.iter().position(|name| name == "marking");
        if let Some(Value::Text(word)) = at.map(|at| &row.values[at]) {
            audit::shown(Level::from_word(word).unwrap_or_default());
            if Caveat::listed(word).contains(&Caveat::NoExport) {
                audit::shown_unprinted();
            }
        }
    }

    fn opened(&mut self, text: &str) -> std::result::Result<String, Closed> {
        let Some(sealed) = Sealed::parse(text) else {
            tell_operator("of which nothing can be told", Closed::Spoiled);
            return Err(Closed::Spoiled);
        };
        let key = self.keys.get(&sealed.compartment).ok_or(Closed::KeyMissing);
        let opened = key.and_then(|key| key.open(&sealed).map_err(|_| Closed::Spoiled));
        match opened {
            // A compartment's title is on every list of one's compartments, and the reason of a
            // marking is read with the marking: neither is a reading of the thing itself.
            Ok(_) if self.is_system() || sealed.thing.starts_with("compartment:") || sealed.thing.starts_with("reason:") => {}
            Ok(_) => {
                if self.only_shows() {
                    audit::shown(Level::StrictlyConfidential);
                }
                self.opened.insert(sealed.thing);
            }
            Err(why) if self.id.is_some() => tell_operator(&sealed.thing, why),
            // Nobody holds no key, and there is nothing to tell of it.
            Err(_) => {}
        }
        opened
    }
}

/// Things that the log has named already; a list would name them at every request.
static TOLD: Mutex<BTreeSet<String>> = Mutex::new(BTreeSet::new());

/// Things that are named at most; the doctor names them all.
const TOLD_MAX: usize = 1_000;

fn tell_operator(thing: &str, why: Closed) {
    let mut told = TOLD.lock().unwrap_or_else(PoisonError::into_inner);
    if told.len() < TOLD_MAX && told.insert(thing.to_owned()) {
        tracing::error!(
            thing,
            ?why,
            "a sealed text cannot be opened; readers are told to ask the operator, and goodoffices doctor says more"
        );
    }
}
