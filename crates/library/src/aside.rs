//! Searching what is confidential: an index of its own for each compartment, in memory only.
//!
//! The index on disk holds what everybody may see and nothing else, so that nobody's counts,
//! suggestions or order of hits tell of what is hidden. What is strictly confidential is in no
//! index at all; its compartment's page lists it.

use crate::index::{self, failed};
use crate::provision::Provision;
use crate::query::{budget, ids};
use crate::store::provisions;
use platform::actor::Actor;
use platform::clearance::marking::{self, Level};
use platform::clearance::{self, Compartment};
use platform::db::Connection;
use platform::derived::{Derived, Found};
use platform::{App, Error, Result, audit};
use search::{Answer, Change, Hit, Index, Request};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

/// Hits shown of each compartment.
const SHOWN: usize = 5;

/// An index in memory is made anew at once, after whatever may have changed what it shows.
static ASIDES: Derived = Derived {
    name: "index of a compartment",
    harmless: &[
        "access.",
        "warning.",
        "library.basket.",
        "library.saved-search.",
        "platform.marked.read",
        "platform.trail_key.",
        "platform.backup.",
    ],
    // Nothing is shown until it is asked for; what is asked for and stale is made anew by who asks.
    shown: |app| app.db().read(audit::position).map(i64::unsigned_abs),
    nudge: |_| Ok(()),
};

/// The indexes by compartment and whether hits are taken away, each with the position of the trail that it was made at.
#[derive(Default)]
struct Asides(Mutex<HashMap<(String, bool), Arc<Index>>>);

/// What was found in one compartment.
#[derive(Debug, Clone)]
pub struct Aside {
    /// The compartment.
    pub compartment: Compartment,
    /// Provisions found there altogether.
    pub total: u64,
    /// The best of them.
    pub hits: Vec<Hit>,
}

/// Asks the question of every compartment that `reader` sees into.
pub fn search(app: &App, reader: &Actor, request: &Request) -> Result<Vec<Aside>> {
    if !reader.is_signed_in() {
        return Ok(Vec::new());
    }
    let compartments = match clearance::list(app, reader) {
        // Without the compartment key, what everybody sees is still found.
        Err(Error::Unavailable(text)) => {
            tracing::error!(%text, "compartments are not searched");
            return Ok(Vec::new());
        }
        found => found?,
    };
    let mut out = Vec::new();
    for compartment in compartments {
        let few = Request { limit: SHOWN, offset: 0, ..request.clone() };
        let ask = || {
            let answer = of(app, reader, &compartment.id)?.search_within(&few, &budget()).map_err(failed)?;
            Ok(Found { shown: answer.shown, value: answer })
        };
        let answer = ASIDES.ask(app, reader, ask, |c, answer: &Answer| provisions::all_seen(c, &ids(&answer.hits)))?;
        if answer.total > 0 {
            // What is confidential comes out of memory here, not out of rows that tell their marking.
            audit::shown(Level::Confidential);
            out.push(Aside { compartment, total: answer.total, hits: answer.hits });
        }
    }
    Ok(out)
}

fn of(app: &App, reader: &Actor, compartment: &str) -> Result<Arc<Index>> {
    let asides = app.kept(|| Ok(Asides::default()))?;
    // What must not be taken away is found on a page and by no program.
    let key = (compartment.to_owned(), audit::circumstances().taken);
    let known = asides.0.lock().unwrap_or_else(PoisonError::into_inner).get(&key).cloned();
    if let Some(index) = known {
        let shown = index.shown().unwrap_or(0);
        if app.db().read(|c| ASIDES.is_fresh(c, shown))? {
            return Ok(index);
        }
    }
    let index = Arc::new(build(app, reader, compartment)?);
    asides.0.lock().unwrap_or_else(PoisonError::into_inner).insert(key, index.clone());
    Ok(index)
}

/// Members of a compartment need not share others, so its index holds what this compartment
/// alone opens.
fn build(app: &App, reader: &Actor, compartment: &str) -> Result<Index> {
    // What is read after this is at least as new.
    let position = app.db().read(audit::position)?.unsigned_abs();
    let marked = marking::names_in(app, reader, compartment, Level::Confidential)?;
    let index = Index::in_memory(index::thesaurus(app)?).map_err(failed)?;
    let changes = app.read(reader, |c| {
        let mut changes: Vec<Change> = Vec::new();
        for name in &marked {
            let Some(document) = crate::marking::document_named(name) else { continue };
            let whole = name.starts_with("document:");
            let single = name.strip_prefix("provision:");
            if !whole && !opens(c, &crate::marking::thing(&document), compartment)? {
                continue;
            }
            let belongs = |c: &mut Connection, p: &Provision| {
                if whole { opens(c, &provisions::thing(&p.id), compartment) } else { Ok(single == Some(p.id.as_str())) }
            };
            let new = index::passages_of(c, &document, &belongs)?;
            // A single provision must not take those beside it away again.
            changes.extend(new.into_iter().filter(|change| whole || matches!(change, Change::Put(_))));
        }
        Ok(changes)
    })?;
    index.apply(&changes, position).map_err(failed)?;
    index.rest().map_err(failed)?;
    Ok(index)
}

/// Whether a thing's own marking lets in whoever is in this compartment, and is not so strict
/// that it stays out of every index.
fn opens(c: &mut Connection, thing: &str, compartment: &str) -> Result<bool> {
    let found = marking::of(c, thing)?;
    Ok(found.level < Level::StrictlyConfidential && found.compartment.is_none_or(|id| id == compartment))
}
