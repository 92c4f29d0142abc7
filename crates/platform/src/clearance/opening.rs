//! What takes two administrators: a look into a compartment from outside, for a few hours, or a
//! keeper for a compartment that has none. One asks and says why, another decides; both are
//! there in person, and every step is written into the trail.

use super::suspension;
use super::vault::Vault;
use crate::actor::{Actor, Needs, Role, Via};
use crate::app::App;
use crate::db::{Connection, Row, Value};
use crate::people::{self, Standing};
use crate::web::Present;
use crate::{Error, Result, Work, clock, say, statements};
use serde::Serialize;

statements! {
    ADD_OPENING = "INSERT INTO platform_opening (id, kind, compartment_id, person_id, asked_by, asked_name, reason, hours, asked_at, state) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'asked')";
    OPENINGS = "SELECT id, kind, compartment_id, person_id, asked_by, asked_name, reason, hours, asked_at, state, decided_name, decided_at, ends_at FROM platform_opening ORDER BY asked_at DESC, id DESC LIMIT 200";
    OPENINGS_OF = "SELECT id, kind, compartment_id, person_id, asked_by, asked_name, reason, hours, asked_at, state, decided_name, decided_at, ends_at FROM platform_opening WHERE compartment_id = $1 ORDER BY asked_at DESC, id DESC";
    OPENING = "SELECT id, kind, compartment_id, person_id, asked_by, asked_name, reason, hours, asked_at, state, decided_name, decided_at, ends_at FROM platform_opening WHERE id = $1";
    DECIDE_OPENING = "UPDATE platform_opening SET state = $2, decided_by = $3, decided_name = $4, decided_at = $5, ends_at = $6 WHERE id = $1 AND state = 'asked'";
    END_OPENING = "UPDATE platform_opening SET state = 'ended', ends_at = $2 WHERE id = $1 AND state = 'granted' AND ends_at > $2";
    KEEPERS_NOW = "SELECT COUNT(*) AS n FROM platform_member m WHERE m.compartment_id = $1 AND m.part = 'keeper'";
    MAKE_KEEPER = "UPDATE platform_membership SET part = 'keeper' WHERE compartment_id = $1 AND person_id = $2 AND ends_at > $3";
    IS_SUSPENDED = "SELECT id FROM platform_membership WHERE compartment_id = $1 AND person_id = $2 AND ends_at > $3 AND suspended_at IS NOT NULL";
}

/// For how many hours one may ask.
pub const HOURS: [i64; 3] = [1, 4, 24];

/// What is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, utoipa::ToSchema)]
#[schema(as = OpeningKind)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// A look into a compartment from outside.
    Look,
    /// One of its members is to keep a compartment that has no keeper.
    Keeper,
}

impl Kind {
    /// The word in the table.
    pub fn word(self) -> &'static str {
        match self {
            Kind::Look => "look",
            Kind::Keeper => "keeper",
        }
    }
}

/// What one administrator asked for and another decides.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct Opening {
    /// Its id.
    pub id: String,
    /// A look, or a keeper.
    pub kind: Kind,
    /// Id of who is to keep it; none for a look, and where nobody has the name that was given.
    #[serde(skip)]
    pub person: Option<String>,
    /// Id of the compartment.
    pub compartment: String,
    /// Id of who asked.
    pub asked_by_id: String,
    /// Name of who asked.
    pub asked_by: String,
    /// Why.
    pub reason: String,
    /// For how many hours; 0 where a keeper is asked for.
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
        kind: if row.get::<String>("kind")? == Kind::Keeper.word() { Kind::Keeper } else { Kind::Look },
        person: row.get("person_id")?,
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
        self.kind == Kind::Look && self.state == "granted" && self.ends_at.as_deref().is_some_and(|ends| ends > clock::now().as_str())
    }
}

/// Only people who signed in open compartments: whoever stands at the machine is one person,
/// under whichever name.
fn require(app: &App, actor: &Actor) -> Result<()> {
    app.require(actor, Needs::Administering)?;
    if actor.via == Via::Command {
        return Err(Error::Forbidden(say!("platform-error-opened-on-page")));
    }
    Ok(())
}

pub(super) fn parse_reason(reason: &str) -> Result<&str> {
    let reason = reason.trim();
    if (10..=2_000).contains(&reason.chars().count()) {
        return Ok(reason);
    }
    Err(Error::invalid("reason", say!("platform-error-opening-reason")))
}

/// Asks for a look into a compartment, by its reference.
pub fn ask(app: &App, first: &Present, compartment: &str, reason: &str, hours: i64) -> Result<String> {
    if !HOURS.contains(&hours) {
        return Err(Error::invalid("hours", say!("platform-error-opening-hours")));
    }
    put(app, first, Kind::Look, compartment, None, reason, hours)
}

/// Asks that one of its members keeps a compartment that has no keeper. Whether the person
/// that is meant is a member is looked at when it is decided, and told to nobody before.
pub fn ask_for_keeper(app: &App, first: &Present, compartment: &str, person: Option<&str>, reason: &str) -> Result<String> {
    put(app, first, Kind::Keeper, compartment, person, reason, 0)
}

fn put(app: &App, first: &Present, kind: Kind, compartment: &str, person: Option<&str>, reason: &str, hours: i64) -> Result<String> {
    require(app, first.actor())?;
    let reason = parse_reason(reason)?;
    let id = clock::new_id();
    app.work(first.actor(), |work| {
        let known = work.first(super::RECOVERY, &[compartment.into()], |row| row.get::<Option<String>>("recovery"))?;
        if known.is_none() {
            return Err(Error::missing("compartment", compartment));
        }
        if kind == Kind::Keeper {
            require_no_keeper(work, compartment)?;
        }
        let (who, now) = (work.actor().clone(), work.now().to_owned());
        let values: [Value; 9] = [
            (&id).into(),
            kind.word().into(),
            compartment.into(),
            person.into(),
            who.id.into(),
            who.name.into(),
            reason.into(),
            hours.into(),
            now.into(),
        ];
        work.execute(ADD_OPENING, &values)?;
        let detail = if kind == Kind::Look { format!("{id} {hours}h") } else { id.clone() };
        work.record(&format!("{}.asked", action(kind)), compartment, &detail).map(drop)
    })?;
    Ok(id)
}

/// How a kind stands in the trail.
fn action(kind: Kind) -> &'static str {
    match kind {
        Kind::Look => "platform.opening",
        Kind::Keeper => "platform.keeper",
    }
}

fn get(c: &mut Connection, id: &str) -> Result<Opening> {
    c.first(OPENING, &[id.into()], opening)?.ok_or_else(|| Error::missing("opening", id))
}

/// Grants or refuses what another administrator asked for.
pub fn decide(app: &App, second: &Present, id: &str, grant: bool) -> Result<()> {
    require(app, second.actor())?;
    let vault = app.db().vault().cloned();
    app.work(second.actor(), |work| {
        let asked = get(work.connection(), id)?;
        if asked.state != "asked" {
            return Err(Error::Conflict(say!("platform-error-decided-already")));
        }
        let who = work.actor().clone();
        if grant {
            people::require_second(work.connection(), &asked.asked_by_id, &who.id)?;
            require_administrators(work.connection(), &asked.asked_by_id, &who.id)?;
        }
        let now = work.now().to_owned();
        let ends = (grant && asked.kind == Kind::Look).then(|| clock::later(&now, asked.hours * 3_600));
        let state = if grant { "granted" } else { "refused" };
        let values: [Value; 6] = [id.into(), state.into(), who.id.into(), who.name.into(), now.into(), ends.into()];
        work.execute(DECIDE_OPENING, &values)?;
        match (grant, asked.kind) {
            (false, _) => {}
            (true, Kind::Look) => lend_key(work, vault.as_ref(), &asked)?,
            (true, Kind::Keeper) => make_keeper(work, vault.as_ref(), &asked)?,
        }
        work.record(&format!("{}.{state}", action(asked.kind)), &asked.compartment, id).map(drop)
    })
}

/// Both still run the system at the moment of the decision.
fn require_administrators(c: &mut Connection, first: &str, second: &str) -> Result<()> {
    for person in [first, second] {
        if people::standing(c, person)? != Standing::Has(Role::Administrator) {
            return Err(Error::Conflict(say!("platform-error-not-administrators")));
        }
    }
    Ok(())
}

/// Wraps the compartment's key for who asked, out of the copy kept for recovery.
fn lend_key(work: &mut Work<'_>, vault: Option<&Vault>, asked: &Opening) -> Result<()> {
    let key = suspension::recovered(work, vault, &asked.compartment)?;
    suspension::give_key(work, vault, (&asked.compartment, &asked.asked_by_id), key)
}

fn require_no_keeper(work: &mut Work<'_>, compartment: &str) -> Result<()> {
    if work.first(KEEPERS_NOW, &[compartment.into()], |row| row.get::<i64>("n"))?.unwrap_or(0) == 0 {
        return Ok(());
    }
    Err(Error::Conflict(say!("platform-error-has-keeper")))
}

/// Makes a member the keeper; never somebody from outside. Where their membership rests, the
/// two administrators also say that it is still the same person.
fn make_keeper(work: &mut Work<'_>, vault: Option<&Vault>, asked: &Opening) -> Result<()> {
    require_no_keeper(work, &asked.compartment)?;
    let (compartment, person, now) = (asked.compartment.as_str(), asked.person.as_deref().unwrap_or(""), work.now().to_owned());
    if work.execute(MAKE_KEEPER, &[compartment.into(), person.into(), (&now).into()])? == 0 {
        return Err(Error::Conflict(say!("platform-error-keeper-not-member")));
    }
    if work.first(IS_SUSPENDED, &[compartment.into(), person.into(), now.into()], |row| row.get::<String>("id"))?.is_some() {
        let key = suspension::recovered(work, vault, compartment)?;
        suspension::restore(work, vault, (compartment, person), key, Some(&asked.reason))?;
    }
    work.record("platform.membership.kept", compartment, person).map(drop)
}

/// Ends a look before its time: who asked, or any administrator.
pub fn end(app: &App, actor: &Actor, id: &str) -> Result<()> {
    require(app, actor)?;
    app.work(actor, |work| {
        let found = get(work.connection(), id)?;
        let now = work.now().to_owned();
        if work.execute(END_OPENING, &[id.into(), now.into()])? == 0 {
            return Err(Error::Conflict(say!("platform-error-look-ended")));
        }
        suspension::drop_key_of_look(work, &found.compartment, &found.asked_by_id)?;
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
