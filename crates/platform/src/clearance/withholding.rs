//! What everybody sees leaves their sight only by two people: one who looks after it asks, with a
//! reason, and another curator who signed in confirms. What left this way stays as it was, stands
//! in a list by its reference, and comes back by two people too.

use super::guard;
use super::marking::{self, Level, Marking, Thing, Wanted, markable};
use crate::actor::{Actor, Needs, Role, Via};
use crate::app::App;
use crate::db::{Connection, Row, Value};
use crate::people::{self, Standing};
use crate::{Error, Result, Work, clock, say, statements};
use serde::Serialize;

statements! {
    ADD_WITHHOLDING = "INSERT INTO platform_withholding (id, what, thing, level, compartment_id, caveats, review_on, reason, asked_by, asked_name, asked_at, lapses_at, state) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 'asked')";
    WITHHOLDING = "SELECT w.id, w.what, w.thing, w.level, w.compartment_id, w.caveats, w.review_on, w.reason, w.asked_by, w.asked_name, w.asked_at, w.lapses_at, w.state, w.decided_by, w.decided_name, w.decided_at, (SELECT COUNT(*) FROM platform_member k WHERE k.compartment_id = w.compartment_id AND k.ends_at > platform_now()) AS members, CASE WHEN EXISTS (SELECT 1 FROM platform_marking m WHERE m.thing = w.thing AND m.withheld = w.id) THEN 1 ELSE 0 END AS holds FROM platform_withholding w WHERE w.id = $1";
    WITHHOLDINGS = "SELECT w.id, w.what, w.thing, w.level, w.compartment_id, w.caveats, w.review_on, w.reason, w.asked_by, w.asked_name, w.asked_at, w.lapses_at, w.state, w.decided_by, w.decided_name, w.decided_at, (SELECT COUNT(*) FROM platform_member k WHERE k.compartment_id = w.compartment_id AND k.ends_at > platform_now()) AS members, CASE WHEN EXISTS (SELECT 1 FROM platform_marking m WHERE m.thing = w.thing AND m.withheld = w.id) THEN 1 ELSE 0 END AS holds FROM platform_withholding w ORDER BY w.asked_at DESC, w.id DESC LIMIT 500";
    WITHHOLDINGS_OF = "SELECT w.id, w.what, w.thing, w.level, w.compartment_id, w.caveats, w.review_on, w.reason, w.asked_by, w.asked_name, w.asked_at, w.lapses_at, w.state, w.decided_by, w.decided_name, w.decided_at, 0 AS members, CASE WHEN EXISTS (SELECT 1 FROM platform_marking m WHERE m.thing = w.thing AND m.withheld = w.id) THEN 1 ELSE 0 END AS holds FROM platform_withholding w WHERE w.compartment_id = $1 AND w.what = 'return' AND w.state = 'confirmed' ORDER BY w.decided_at DESC";
    OPEN_WITHHOLDING = "SELECT id FROM platform_withholding WHERE thing = $1 AND state = 'asked' AND lapses_at > $2";
    DECIDE_WITHHOLDING = "UPDATE platform_withholding SET state = $2, decided_by = $3, decided_name = $4, decided_at = $5, reason = '' WHERE id = $1 AND state = 'asked'";
    PARTS_CLOSED_TO = "SELECT COUNT(*) AS n FROM platform_marking m WHERE m.whole = $1 AND m.compartment_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM platform_member k WHERE k.compartment_id = m.compartment_id AND k.person_id = $2 AND k.ends_at > $3)";
    IS_MEMBER = "SELECT person_id FROM platform_member WHERE compartment_id = $1 AND person_id = $2 AND ends_at > $3";
}

/// For how long one asks: whoever should confirm may be travelling, and a question that nobody
/// answered for two weeks is asked anew.
const LAPSES_SECONDS: i64 = 14 * 86_400;

/// What is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = WithholdingKind)]
pub enum What {
    /// That something leaves everybody's sight.
    Hide,
    /// That something which left it comes back.
    Return,
}

impl What {
    /// The word in tables and addresses.
    pub fn word(self) -> &'static str {
        match self {
            What::Hide => "hide",
            What::Return => "return",
        }
    }
}

/// Something that is to leave, left, or is to come back to everybody's sight.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct Withholding {
    /// Its id.
    pub id: String,
    /// Whether something is to leave or to come back.
    pub what: What,
    /// The thing, by its reference alone, as in `document:demo:1`.
    pub thing: String,
    /// How it is to be marked.
    pub level: Level,
    /// Reference of the compartment whose members alone see it, or saw it.
    pub compartment: Option<String>,
    /// Number of those members at this moment.
    pub members: i64,
    /// When the marking is to be looked at again.
    pub review_on: Option<String>,
    /// Why; empty once it was decided: the reason then stands with the marking.
    pub reason: String,
    /// Id of who asked.
    pub asked_by_id: String,
    /// Name of who asked.
    pub asked_by: String,
    /// When.
    pub asked_at: String,
    /// Until when it can be confirmed.
    pub lapses_at: String,
    /// `asked`, `confirmed`, `refused`, `withdrawn` or `lapsed`.
    pub state: String,
    /// Name of who decided; none while it is open.
    pub decided_by: Option<String>,
    /// When.
    pub decided_at: Option<String>,
    /// Whether the thing is out of everybody's sight by this, now.
    pub holds: bool,
    #[serde(skip)]
    caveats: String,
}

impl Withholding {
    /// Whether it waits for a second person.
    pub fn is_open(&self) -> bool {
        self.state == "asked"
    }

    fn wanted(&self) -> Wanted {
        Wanted {
            level: self.level,
            compartment: self.compartment.clone(),
            caveats: marking::Caveat::listed(&self.caveats),
            review_on: self.review_on.clone(),
            reason: self.reason.clone(),
        }
    }
}

impl Withholding {
    /// One for the samples of pages.
    #[doc(hidden)]
    pub fn sample(what: What, state: &str, asked_by: &str, holds: bool) -> Withholding {
        let decided = !["asked", "lapsed"].contains(&state);
        Withholding {
            id: "1".into(),
            what,
            thing: "document:demo:1".into(),
            level: if what == What::Hide { Level::Confidential } else { Level::Unclassified },
            compartment: Some("7".into()),
            members: 3,
            review_on: None,
            reason: if decided { String::new() } else { "It names people who are in danger.".into() },
            asked_by_id: asked_by.into(),
            asked_by: "Omar Dell".into(),
            asked_at: "2026-11-23T10:00:00.000Z".into(),
            lapses_at: "2026-12-07T10:00:00.000Z".into(),
            state: state.into(),
            decided_by: decided.then(|| "Tara Venn".into()),
            decided_at: decided.then(|| "2026-11-23T11:00:00.000Z".into()),
            holds,
            caveats: String::new(),
        }
    }
}

fn withholding(row: &Row) -> Result<Withholding> {
    let (state, lapses_at): (String, String) = (row.get("state")?, row.get("lapses_at")?);
    let lapsed = state == "asked" && lapses_at <= clock::now();
    Ok(Withholding {
        id: row.get("id")?,
        what: if row.get::<String>("what")? == "return" { What::Return } else { What::Hide },
        thing: row.get("thing")?,
        level: Level::from_word(&row.get::<String>("level")?).unwrap_or(Level::StrictlyConfidential),
        compartment: row.get("compartment_id")?,
        members: row.get("members")?,
        review_on: row.get("review_on")?,
        reason: row.get("reason")?,
        asked_by_id: row.get("asked_by")?,
        asked_by: row.get("asked_name")?,
        asked_at: row.get("asked_at")?,
        state: if lapsed { "lapsed".into() } else { state },
        lapses_at,
        decided_by: row.get("decided_name")?,
        decided_at: row.get("decided_at")?,
        holds: row.get::<i64>("holds")? == 1,
        caveats: row.get("caveats")?,
    })
}

/// Whether a thing is there for everybody, by itself and by what it is part of.
pub(super) fn is_public(c: &mut Connection, found: &Thing, own: &Marking) -> Result<bool> {
    let whole = match &found.part_of {
        Some(whole) => marking::of(c, whole)?,
        None => Marking::default(),
    };
    Ok(!own.is_marked() && !whole.is_marked())
}

/// Whoever stands at the machine is one person, under whichever name; so nobody asks there.
fn require_person(actor: &Actor) -> Result<()> {
    if actor.via == Via::Command {
        return Err(Error::Forbidden(say!("platform-error-two-signed-in")));
    }
    Ok(())
}

/// Only who looks after a thing asks that it leaves everybody's sight: a curator, or who began it.
pub(super) fn require_asker(app: &App, c: &mut Connection, actor: &Actor, thing: &str) -> Result<()> {
    require_person(actor)?;
    let (markable, id) = markable(app, thing)?;
    let begun_by = markable.begun_by.map(|begun_by| begun_by(c, &id)).transpose()?;
    if begun_by.as_ref() == Some(&actor.id) {
        return Ok(());
    }
    app.require(actor, Needs::Curating).map_err(|_| Error::Forbidden(say!("platform-error-curator-asks")))
}

/// Asks that something leaves everybody's sight; nothing changes until another person confirms.
pub(super) fn ask_to_hide(app: &App, work: &mut Work<'_>, thing: &str, wanted: &Wanted) -> Result<String> {
    let actor = work.actor().clone();
    require_asker(app, work.connection(), &actor, thing)?;
    ask(work, What::Hide, thing, wanted)
}

fn ask(work: &mut Work<'_>, what: What, thing: &str, wanted: &Wanted) -> Result<String> {
    let (id, now, who) = (clock::new_id(), work.now().to_owned(), work.actor().clone());
    let reason = wanted.reason.trim();
    if !(10..=2_000).contains(&reason.chars().count()) {
        return Err(Error::invalid("reason", say!("platform-error-withhold-reason")));
    }
    if work.first(OPEN_WITHHOLDING, &[thing.into(), (&now).into()], |row| row.get::<String>("id"))?.is_some() {
        return Err(Error::Conflict(say!("platform-error-asked-already")));
    }
    let values: [Value; 12] = [
        (&id).into(),
        what.word().into(),
        thing.into(),
        wanted.level.word().into(),
        wanted.compartment.as_deref().into(),
        marking::Caveat::words(&wanted.caveats).into(),
        wanted.review_on.as_deref().into(),
        reason.into(),
        (&who.id).into(),
        (&who.name).into(),
        (&now).into(),
        clock::later(&now, LAPSES_SECONDS).into(),
    ];
    work.execute(ADD_WITHHOLDING, &values)?;
    work.record("platform.withholding.asked", &id, &format!("{} {thing}", what.word()))?;
    Ok(id)
}

/// Asks that something which left everybody's sight comes back, by the id under which it left.
pub fn ask_return(app: &App, actor: &Actor, id: &str, reason: &str) -> Result<String> {
    app.require(actor, Needs::Curating)?;
    require_person(actor)?;
    app.work(actor, |work| {
        let left = get(work.connection(), id)?;
        if !left.holds {
            return Err(Error::Conflict(say!("platform-error-not-withheld")));
        }
        let wanted = Wanted { compartment: left.compartment.clone(), reason: reason.to_owned(), ..Wanted::default() };
        ask(work, What::Return, &left.thing, &wanted)
    })
}

fn get(c: &mut Connection, id: &str) -> Result<Withholding> {
    c.first(WITHHOLDING, &[id.into()], withholding)?.ok_or_else(|| Error::missing("withholding", id))
}

/// What waits for a second person, and all that left everybody's sight, newest first: for
/// curators, by reference alone; for others what they asked for themselves.
pub fn list(app: &App, reader: &Actor) -> Result<Vec<Withholding>> {
    app.require(reader, Needs::SignedIn)?;
    let mut all = app.read(reader, |c| c.all(WITHHOLDINGS, &[], withholding))?;
    if app.require(reader, Needs::Curating).is_err() {
        all.retain(|one| one.asked_by_id == reader.id);
    }
    Ok(all)
}

/// What others gave back to everybody that had been in a compartment, for those who see into it.
pub fn returned_from(app: &App, reader: &Actor, compartment: &str) -> Result<Vec<Withholding>> {
    app.read(reader, |c| {
        super::seen(c, compartment)?;
        c.all(WITHHOLDINGS_OF, &[compartment.into()], withholding)
    })
}

fn close(work: &mut Work<'_>, id: &str, state: &str) -> Result<()> {
    let (who, now) = (work.actor().clone(), work.now().to_owned());
    let values: [Value; 5] = [id.into(), state.into(), who.id.into(), who.name.into(), now.into()];
    if work.execute(DECIDE_WITHHOLDING, &values)? == 0 {
        return Err(Error::Conflict(say!("platform-error-decided-already")));
    }
    work.record(&format!("platform.withholding.{state}"), id, "").map(drop)
}

/// Takes back what one asked for.
pub fn withdraw(app: &App, actor: &Actor, id: &str) -> Result<()> {
    app.require(actor, Needs::SignedIn)?;
    app.work(actor, |work| {
        let asked = get(work.connection(), id)?;
        if asked.asked_by_id != work.actor().id {
            return Err(Error::missing("withholding", id));
        }
        close(work, id, "withdrawn")
    })
}

/// Confirms or refuses what another person asked for. A program cannot: a token may be the
/// asker's own under another name.
pub fn decide(app: &App, actor: &Actor, id: &str, confirm: bool) -> Result<()> {
    app.require(actor, Needs::Curating)?;
    if actor.via != Via::Web {
        return Err(Error::Forbidden(say!("platform-error-confirm-on-page")));
    }
    app.work(actor, |work| {
        let asked = get(work.connection(), id)?;
        match asked.state.as_str() {
            "asked" => {}
            "lapsed" => return Err(Error::Conflict(say!("platform-error-lapsed"))),
            _ => return Err(Error::Conflict(say!("platform-error-decided-already"))),
        }
        let decider = work.actor().id.clone();
        if confirm {
            // Two accounts that one person may have are not two people.
            people::require_second(work.connection(), &asked.asked_by_id, &decider)?;
            carry_out(app, work, &asked)?;
        }
        close(work, id, if confirm { "confirmed" } else { "refused" })
    })?;
    app.follow()?;
    // What stood in the clear, the reason too, also leaves the write-ahead log.
    app.db().empty_log();
    Ok(())
}

/// Who asked must still be somebody who may ask.
fn require_asker_stands(app: &App, work: &mut Work<'_>, asked: &Withholding) -> Result<()> {
    let gone = || Error::Conflict(say!("platform-error-asker-may-not"));
    let mut asker = Actor::new(&asked.asked_by_id, &asked.asked_by, Role::Curator, Via::Web);
    match people::standing(work.connection(), &asked.asked_by_id)? {
        Standing::Unknown => {}
        Standing::Has(role) => asker.role = role,
        Standing::Ended => return Err(gone()),
    }
    match asked.what {
        What::Hide => require_asker(app, work.connection(), &asker, &asked.thing).map_err(|_| gone()),
        What::Return => app.require(&asker, Needs::Curating).map_err(|_| gone()),
    }
}

fn carry_out(app: &App, work: &mut Work<'_>, asked: &Withholding) -> Result<()> {
    require_asker_stands(app, work, asked)?;
    let (markable, id) = markable(app, &asked.thing)?;
    let now = work.now().to_owned();
    // Neither who confirms nor, where it comes back, who asked is in the compartment; both stand
    // in the trail.
    work.as_system(|work| {
        let found = (markable.look)(work.connection(), &id)?;
        let before = marking::of(work.connection(), &asked.thing)?;
        let by = (asked.asked_by_id.as_str(), asked.asked_by.as_str());
        match asked.what {
            What::Hide => {
                require_as_asked(work, asked, &found, &before, &now)?;
                marking::put_for(work, &asked.thing, &found, &before, &asked.wanted(), by, Some(&asked.id))?;
            }
            What::Return => {
                if !before.is_marked() {
                    return Err(Error::Conflict(say!("platform-error-seen-again")));
                }
                let wanted = Wanted { reason: asked.reason.clone(), ..Wanted::default() };
                marking::put_for(work, &asked.thing, &found, &before, &wanted, by, None)?;
            }
        }
        (markable.rewrite)(work, &id)
    })
}

/// What was so when it was asked for must be so still.
fn require_as_asked(work: &mut Work<'_>, asked: &Withholding, found: &Thing, before: &Marking, now: &str) -> Result<()> {
    if !is_public(work.connection(), found, before)? {
        return Err(Error::Conflict(say!("platform-error-marked-since")));
    }
    let compartment = asked.compartment.as_deref().unwrap_or_default();
    let values: [Value; 3] = [compartment.into(), (&asked.asked_by_id).into(), now.into()];
    if work.first(IS_MEMBER, &values, |row| row.get::<String>("person_id"))?.is_none() {
        return Err(Error::Conflict(say!("platform-error-asker-left")));
    }
    let values: [Value; 3] = [(&asked.thing).into(), (&asked.asked_by_id).into(), now.into()];
    if work.first(PARTS_CLOSED_TO, &values, |row| row.get::<i64>("n"))?.unwrap_or(0) > 0 {
        return Err(guard::part_closed());
    }
    marking::check_form(now, before, &asked.wanted())
}
