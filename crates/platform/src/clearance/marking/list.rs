//! What is marked, for who sees into a compartment, and who read something.

use super::words::Level;
use super::{IN_COMPARTMENT, TO_REVIEW};
use super::{Marking, READ, Thing, look, markable, marking};
use crate::actor::{Actor, Needs};
use crate::app::App;
use crate::db::Connection;
use crate::{Error, Result, audit, clock, say};
use serde::Serialize;
use std::collections::BTreeMap;

/// A marked thing in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Marked {
    /// Its name, as in `document:demo:1`.
    pub name: String,
    /// What it is called, and its page.
    pub thing: Thing,
    /// How it is marked.
    pub marking: Marking,
}

fn marked(app: &App, c: &mut Connection, rows: Vec<(String, Marking)>) -> Result<Vec<Marked>> {
    let mut out = Vec::new();
    for (name, marking) in rows {
        // A thing of which another part is hidden is left out, and so is what has no page.
        let Ok((markable, id)) = markable(app, &name) else { continue };
        match (markable.look)(c, &id) {
            Ok(thing) => {
                audit::shown(marking.level);
                out.push(Marked { name, thing, marking });
            }
            Err(Error::NotFound(_)) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(out)
}

/// What is in a compartment.
pub fn in_compartment(app: &App, reader: &Actor, id: &str) -> Result<Vec<Marked>> {
    app.read(reader, |c| {
        crate::clearance::seen(c, id)?;
        let rows = c.all(IN_COMPARTMENT, &[id.into()], marking)?;
        marked(app, c, rows)
    })
}

/// The names of what is marked with this level for a compartment that `reader` sees into, and
/// that they see.
pub fn names_in(app: &App, reader: &Actor, id: &str, level: Level) -> Result<Vec<String>> {
    app.read(reader, |c| {
        crate::clearance::seen(c, id)?;
        let rows = c.all(IN_COMPARTMENT, &[id.into()], marking)?;
        Ok(rows.into_iter().filter(|(_, marking)| marking.level == level).map(|(name, _)| name).collect())
    })
}

/// What `reader` sees whose day of review has come.
pub fn to_review(app: &App, reader: &Actor) -> Result<Vec<Marked>> {
    app.require(reader, Needs::SignedIn)?;
    app.read(reader, |c| {
        let rows = c.all(TO_REVIEW, &[clock::today().to_string().into()], marking)?;
        marked(app, c, rows)
    })
}

/// A reading of something strictly confidential.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct Reading {
    /// Id of who read.
    pub person: String,
    /// Name of who read, where they are or were in the compartment, or asked to look in.
    pub name: Option<String>,
    /// When.
    pub read_at: String,
    /// Page, program or command.
    pub via: String,
}

/// Who has read a thing, newest first: for who marked it and for who keeps its compartment.
pub fn readings(app: &App, reader: &Actor, thing: &str) -> Result<Vec<Reading>> {
    let (_, marking) = look(app, reader, thing)?;
    app.read(reader, |c| {
        let compartment = marking.compartment.as_deref().map(|id| crate::clearance::seen(c, id)).transpose()?;
        let keeps = compartment.as_ref().is_some_and(|found| found.kept);
        if !keeps && marking.marked_by_id != reader.id {
            return Err(Error::Forbidden(say!("platform-error-readings-closed")));
        }
        let mut names: BTreeMap<String, String> = BTreeMap::new();
        if let Some(found) = compartment {
            let looked = crate::clearance::opening::all_of(c, &found.id)?;
            names.extend(looked.into_iter().map(|look| (look.asked_by_id, look.asked_by)));
            names.extend(crate::clearance::members_of(c, &found.id)?.into_iter().map(|member| (member.id, member.name)));
        }
        let entries = audit::of_subject(c, thing, 1_000)?.into_iter().filter(|entry| entry.action == READ);
        Ok(entries
            .map(|entry| Reading {
                name: names.get(&entry.actor_id).cloned(),
                person: entry.actor_id,
                read_at: entry.recorded_at,
                via: entry.via,
            })
            .collect())
    })
}
