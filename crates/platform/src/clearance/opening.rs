//! A look into a compartment from outside: asked for by one administrator, granted by another,
//! for a few hours, and written into the trail at every step.

use super::vault::Vault;
use super::{ADD_WRAPPED, DROP_WRAPPED, RECOVERY, RECOVERY_HOLDER};
use crate::actor::{Actor, Needs, Via};
use crate::app::App;
use crate::db::{Connection, Row, Value};
use crate::{Error, Result, Work, clock, statements};
use serde::Serialize;

statements! {
    ADD_OPENING = "INSERT INTO platform_opening (id, compartment_id, asked_by, asked_name, reason, hours, asked_at, state) VALUES ($1, $2, $3, $4, $5, $6, $7, 'asked')";
    OPENINGS = "SELECT id, compartment_id, asked_by, asked_name, reason, hours, asked_at, state, decided_name, decided_at, ends_at FROM platform_opening ORDER BY asked_at DESC, id DESC LIMIT 200";
    OPENINGS_OF = "SELECT id, compartment_id, asked_by, asked_name, reason, hours, asked_at, state, decided_name, decided_at, ends_at FROM platform_opening WHERE compartment_id = $1 ORDER BY asked_at DESC, id DESC";
    OPENING = "SELECT id, compartment_id, asked_by, asked_name, reason, hours, asked_at, state, decided_name, decided_at, ends_at FROM platform_opening WHERE id = $1";
    DECIDE_OPENING = "UPDATE platform_opening SET state = $2, decided_by = $3, decided_name = $4, decided_at = $5, ends_at = $6 WHERE id = $1 AND state = 'asked'";
    END_OPENING = "UPDATE platform_opening SET state = 'ended', ends_at = $2 WHERE id = $1 AND state = 'granted' AND ends_at > $2";
    KEEPS_KEY = "SELECT person_id FROM platform_membership WHERE compartment_id = $1 AND person_id = $2 AND ends_at > $3";
}

/// For how many hours one may ask.
pub const HOURS: [i64; 3] = [1, 4, 24];

/// A look into a compartment from outside.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct Opening {
    /// Its id.
    pub id: String,
    /// Id of the compartment.
    pub compartment: String,
    /// Id of who asked.
    pub asked_by_id: String,
    /// Name of who asked.
    pub asked_by: String,
    /// Why.
    pub reason: String,
    /// For how many hours.
    pub hours: i64,
    /// When it was asked for.
    pub asked_at: String,
    /// `asked`, `granted`, `refused` or `ended`.
    pub state: String,
    /// Name of who decided; none while it is open.
    pub decided_by: Option<String>,
    /// When.
    pub decided_at: Option<String>,
    /// Until when it holds; none where it was never granted.
    pub ends_at: Option<String>,
}

fn opening(row: &Row) -> Result<Opening> {
    Ok(Opening {
        id: row.get("id")?,
        compartment: row.get("compartment_id")?,
        asked_by_id: row.get("asked_by")?,
        asked_by: row.get("asked_name")?,
        reason: row.get("reason")?,
        hours: row.get("hours")?,
        asked_at: row.get("asked_at")?,
        state: row.get("state")?,
        decided_by: row.get("decided_name")?,
        decided_at: row.get("decided_at")?,
        ends_at: row.get("ends_at")?,
    })
}

impl Opening {
    /// Whether it holds at this moment.
    pub fn holds(&self) -> bool {
        self.state == "granted" && self.ends_at.as_deref().is_some_and(|ends| ends > clock::now().as_str())
    }
}

/// Only people who signed in open compartments: whoever stands at the machine is one person,
/// under whichever name.
fn require(app: &App, actor: &Actor) -> Result<()> {
    app.require(actor, Needs::Administering)?;
    if actor.via == Via::Command {
        return Err(Error::Forbidden("A compartment is opened on its page, by two administrators who signed in.".into()));
    }
    Ok(())
}

/// Asks for a look into a compartment, by its reference.
pub fn ask(app: &App, actor: &Actor, compartment: &str, reason: &str, hours: i64) -> Result<String> {
    require(app, actor)?;
    let reason = reason.trim();
    if !(10..=2_000).contains(&reason.chars().count()) {
        return Err(Error::invalid(
            "reason",
            "Say in 10 to 2,000 characters why the compartment has to be opened. Its keepers will read it.",
        ));
    }
    if !HOURS.contains(&hours) {
        return Err(Error::invalid("hours", "A compartment is opened for 1, 4 or 24 hours."));
    }
    let id = clock::new_id();
    app.work(actor, |work| {
        let known = work.first(RECOVERY, &[compartment.into()], |row| row.get::<Option<String>>("recovery"))?;
        if known.is_none() {
            return Err(Error::missing("compartment", compartment));
        }
        let (who, now) = (work.actor().clone(), work.now().to_owned());
        let values: [Value; 7] =
            [(&id).into(), compartment.into(), who.id.into(), who.name.into(), reason.into(), hours.into(), now.into()];
        work.execute(ADD_OPENING, &values)?;
        work.record("platform.opening.asked", compartment, &format!("{id} {hours}h")).map(drop)
    })?;
    Ok(id)
}

fn get(c: &mut Connection, id: &str) -> Result<Opening> {
    c.first(OPENING, &[id.into()], opening)?.ok_or_else(|| Error::missing("opening", id))
}

/// Grants or refuses what another administrator asked for.
pub fn decide(app: &App, actor: &Actor, id: &str, grant: bool) -> Result<()> {
    require(app, actor)?;
    let vault = app.db().vault().cloned();
    app.work(actor, |work| {
        let asked = get(work.connection(), id)?;
        if asked.state != "asked" {
            return Err(Error::Conflict("This was decided already.".into()));
        }
        let who = work.actor().clone();
        if asked.asked_by_id == who.id {
            return Err(Error::Forbidden("You asked for this yourself. Another administrator has to decide.".into()));
        }
        let now = work.now().to_owned();
        let ends = grant.then(|| clock::later(&now, asked.hours * 3_600));
        let state = if grant { "granted" } else { "refused" };
        let values: [Value; 6] = [id.into(), state.into(), who.id.into(), who.name.into(), now.into(), ends.into()];
        work.execute(DECIDE_OPENING, &values)?;
        if grant {
            lend_key(work, vault.as_ref(), &asked)?;
        }
        work.record(&format!("platform.opening.{state}"), &asked.compartment, id).map(drop)
    })
}

/// Wraps the compartment's key for who asked, out of the copy kept for recovery.
fn lend_key(work: &mut Work<'_>, vault: Option<&Vault>, asked: &Opening) -> Result<()> {
    let recovery = work.first(RECOVERY, &[(&asked.compartment).into()], |row| row.get::<Option<String>>("recovery"))?.flatten();
    let Some(recovery) = recovery else { return Ok(()) };
    let vault = vault.ok_or_else(super::key_missing)?;
    let key = vault.unwrap(&asked.compartment, RECOVERY_HOLDER, &recovery)?;
    let wrapped = vault.wrap(&asked.compartment, &asked.asked_by_id, &key)?;
    work.execute(ADD_WRAPPED, &[(&asked.compartment).into(), (&asked.asked_by_id).into(), wrapped.into()]).map(drop)
}

/// Ends a look before its time: who asked, or any administrator.
pub fn end(app: &App, actor: &Actor, id: &str) -> Result<()> {
    require(app, actor)?;
    app.work(actor, |work| {
        let found = get(work.connection(), id)?;
        let now = work.now().to_owned();
        if work.execute(END_OPENING, &[id.into(), (&now).into()])? == 0 {
            return Err(Error::Conflict("This look has ended already, or was never granted.".into()));
        }
        let values: [Value; 3] = [(&found.compartment).into(), (&found.asked_by_id).into(), now.into()];
        if work.first(KEEPS_KEY, &values, |row| row.get::<String>("person_id"))?.is_none() {
            work.execute(DROP_WRAPPED, &[(&found.compartment).into(), (&found.asked_by_id).into()])?;
        }
        work.record("platform.opening.ended", &found.compartment, id).map(drop)
    })
}

/// Every look that was asked for, newest first, for who runs the system.
pub fn list(app: &App, reader: &Actor) -> Result<Vec<Opening>> {
    app.require(reader, Needs::Administering)?;
    app.read(reader, |c| c.all(OPENINGS, &[], opening))
}

/// Every look into a compartment, for those who see into it.
pub fn of_compartment(app: &App, reader: &Actor, compartment: &str) -> Result<Vec<Opening>> {
    app.read(reader, |c| {
        super::seen(c, compartment)?;
        all_of(c, compartment)
    })
}

pub(super) fn all_of(c: &mut Connection, compartment: &str) -> Result<Vec<Opening>> {
    c.all(OPENINGS_OF, &[compartment.into()], opening)
}
