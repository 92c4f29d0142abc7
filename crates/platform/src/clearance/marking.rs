//! Markings as in ST/SGB/2007/6: unclassified, confidential, strictly confidential.

mod band;
mod list;
mod sealer;
mod words;

pub use band::{Band, band};
pub use list::{Marked, Reading, in_compartment, names_in, readings, to_review};
pub(crate) use sealer::sealer_in;
pub use sealer::{Sealer, sealer};
pub use words::{Caveat, Level};

use super::{guard, withholding};
use crate::actor::{Actor, Needs};
use crate::app::App;
use crate::db::{Connection, Row, Value};
use crate::said::Said;
use crate::{Error, Result, Work, audit, say, statements};
use serde::{Deserialize, Serialize};

statements! {
    MARKING = "SELECT thing, level, compartment_id, caveats, review_on, reason, marked_by, marked_name, marked_at FROM platform_marking_seen WHERE thing = $1";
    PUT_MARKING = "INSERT INTO platform_marking (thing, level, compartment_id, caveats, review_on, reason, marked_by, marked_name, marked_at, whole, withheld) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) ON CONFLICT (thing) DO UPDATE SET whole = excluded.whole, withheld = CASE WHEN excluded.compartment_id IS NULL THEN NULL ELSE COALESCE(excluded.withheld, platform_marking.withheld) END, level = excluded.level, compartment_id = excluded.compartment_id, caveats = excluded.caveats, review_on = excluded.review_on, reason = excluded.reason, marked_by = excluded.marked_by, marked_name = excluded.marked_name, marked_at = excluded.marked_at";
    IN_COMPARTMENT = "SELECT m.thing, m.level, m.compartment_id, m.caveats, m.review_on, m.reason, m.marked_by, m.marked_name, m.marked_at FROM platform_marking_seen m WHERE m.compartment_id = $1 AND NOT EXISTS (SELECT 1 FROM platform_hidden h WHERE h.thing = m.thing) ORDER BY m.marked_at DESC, m.thing";
    TO_REVIEW = "SELECT m.thing, m.level, m.compartment_id, m.caveats, m.review_on, m.reason, m.marked_by, m.marked_name, m.marked_at FROM platform_marking_seen m WHERE m.review_on <= $1 AND m.compartment_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM platform_hidden h WHERE h.thing = m.thing) ORDER BY m.review_on, m.thing";
    HIDDEN = "SELECT thing FROM platform_hidden WHERE thing = $1";
}

/// The action under which a reading of something strictly confidential stands in the trail.
pub const READ: &str = "platform.marked.read";

/// The actions under which a change of a marking stands in the trail.
pub const CHANGES: [&str; 3] = ["platform.marking.raised", "platform.marking.changed", "platform.marking.lowered"];

/// How a thing is marked.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct Marking {
    /// How much harm its disclosure would do.
    pub level: Level,
    /// Id of the compartment whose members see it; none where unclassified.
    pub compartment: Option<String>,
    /// How it is handled besides.
    pub caveats: Vec<Caveat>,
    /// When the marking is looked at again; none where unclassified.
    pub review_on: Option<String>,
    /// Why it is marked so; for a marking that was lowered, why.
    pub reason: String,
    /// Name of who marked it; empty where nobody did.
    pub marked_by: String,
    /// When; empty where nobody marked it.
    pub marked_at: String,
    /// Id of who marked it.
    #[serde(skip)]
    pub marked_by_id: String,
}

impl Marking {
    /// Whether it must stay out of files that are taken away.
    pub fn bars_export(&self) -> bool {
        self.caveats.contains(&Caveat::NoExport)
    }

    /// Whether anybody but members is kept out.
    pub fn is_marked(&self) -> bool {
        self.level > Level::Unclassified
    }
}

/// What somebody wants a thing to be marked.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(default)]
pub struct Wanted {
    /// The level.
    pub level: Level,
    /// Id of the compartment; none where unclassified.
    pub compartment: Option<String>,
    /// Caveats.
    pub caveats: Vec<Caveat>,
    /// The day of review, as in 2027-11-24.
    pub review_on: Option<String>,
    /// Why. Needed where a marking is lowered.
    pub reason: String,
}

fn marking(row: &Row) -> Result<(String, Marking)> {
    let found = Marking {
        level: Level::from_word(&row.get::<String>("level")?).unwrap_or(Level::StrictlyConfidential),
        compartment: row.get("compartment_id")?,
        caveats: Caveat::listed(&row.get::<String>("caveats")?),
        review_on: row.get("review_on")?,
        // Nothing writes a reason back, so one that cannot be opened holds no change up.
        reason: reason(row)?,
        marked_by: row.get("marked_name")?,
        marked_by_id: row.get("marked_by")?,
        marked_at: row.get("marked_at")?,
    };
    Ok((row.get("thing")?, found))
}

fn reason(row: &Row) -> Result<String> {
    match row.get_open("reason")? {
        Some(reason) => Ok(reason),
        None => Ok(audit::words_for_closed()),
    }
}

/// How a thing is marked, as in `document:demo:1`. Asked only about what the reader sees.
pub fn of(c: &mut Connection, thing: &str) -> Result<Marking> {
    let found = c.first(MARKING, &[thing.into()], marking)?.map(|(_, found)| found).unwrap_or_default();
    audit::shown(found.level);
    if found.bars_export() {
        audit::shown_unprinted();
    }
    Ok(found)
}

/// Refuses with a reason what is not there only because its marking keeps it from being taken
/// away; a list leaves it out. `named` are the ids that an address names.
pub(crate) fn refuse_taking(app: &App, reader: &Actor, named: &[String]) -> Result<()> {
    let kinds: Vec<&str> =
        app.domains().iter().flat_map(|domain| domain.markable).map(|markable| markable.kind).chain(["import"]).collect();
    audit::as_on_a_page(|| {
        app.read(reader, |c| {
            for id in named.iter().flat_map(|id| [id.as_str(), id.split('#').next().unwrap_or_default()]) {
                for kind in kinds.iter().filter(|_| !id.is_empty()) {
                    let thing = format!("{kind}:{id}");
                    if of(c, &thing)?.bars_export() && !is_hidden(c, &thing)? {
                        return Err(Error::Forbidden(say!("platform-error-not-taken-away")));
                    }
                }
            }
            Ok(())
        })
    })
}

/// Whether a thing is hidden from whom this connection reads for.
pub fn is_hidden(c: &mut Connection, thing: &str) -> Result<bool> {
    Ok(c.first(HIDDEN, &[thing.into()], |row| row.get::<String>("thing"))?.is_some())
}

/// A kind of thing that can be marked, as its domain knows it.
pub struct Markable {
    /// Its kind: the first part of its name, as in `document`.
    pub kind: &'static str,
    /// Who may mark it, besides seeing it.
    pub needs: Needs,
    /// The caveats that have an effect on it.
    pub caveats: &'static [Caveat],
    /// Its title and page; not found where the reader does not see it.
    pub look: fn(&mut Connection, &str) -> Result<Thing>,
    /// Writes all its texts and those of its parts again, which seals them as they are marked
    /// now. It runs under the system's own authority, so it meets everything that is there,
    /// whoever sees it.
    pub rewrite: fn(&mut Work<'_>, &str) -> Result<()>,
    /// Id of who began it, where they look after it as a curator does.
    pub begun_by: Option<fn(&mut Connection, &str) -> Result<String>>,
}

/// A thing that can be marked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Thing {
    /// What it is called.
    pub title: String,
    /// Its page.
    pub href: String,
    /// The thing it is part of, whose marking holds for it too.
    pub part_of: Option<String>,
}

/// The kind and id that a thing's name holds, and what its domain knows of the kind.
pub(crate) fn markable(app: &App, thing: &str) -> Result<(&'static Markable, String)> {
    let (kind, id) = thing.split_once(':').unwrap_or((thing, ""));
    let all = app.domains().iter().flat_map(|domain| domain.markable);
    let found = all.into_iter().find(|markable| markable.kind == kind);
    found.map(|markable| (markable, id.to_owned())).ok_or_else(|| Error::missing("thing", thing))
}

/// A thing with its marking, where `reader` sees it.
pub fn look(app: &App, reader: &Actor, thing: &str) -> Result<(Thing, Marking)> {
    let (markable, id) = markable(app, thing)?;
    app.read(reader, |c| Ok(((markable.look)(c, &id)?, of(c, thing)?)))
}

/// What became of a marking that somebody wants.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// It is marked so.
    Marked,
    /// Everybody sees the thing, so it was asked for, under this id; another person confirms.
    Asked(String),
}

/// Marks a thing that is here already, and seals or opens its texts with it. What everybody sees
/// leaves their sight only when another person confirms.
pub fn mark(app: &App, actor: &Actor, thing: &str, wanted: &Wanted) -> Result<Outcome> {
    let (markable, id) = markable(app, thing)?;
    app.require(actor, markable.needs)?;
    let outcome = app.work(actor, |work| {
        let found = (markable.look)(work.connection(), &id)?;
        let before = of(work.connection(), thing)?;
        require_rights(work.connection(), thing, &found, &before, wanted)?;
        check_caveats(markable, wanted)?;
        if wanted.level.is_marked() && withholding::is_public(work.connection(), &found, &before)? {
            let now = work.now().to_owned();
            check(work.connection(), &now, &before, wanted)?;
            return withholding::ask_to_hide(app, work, thing, wanted).map(Outcome::Asked);
        }
        put(work, thing, found.part_of.as_deref(), &before, wanted)?;
        // What follows is there whether or not its marker sees it, and everybody who may see it
        // holds the key that it is sealed with.
        work.as_system(|work| (markable.rewrite)(work, &id))?;
        Ok(Outcome::Marked)
    })?;
    if outcome == Outcome::Marked {
        app.follow()?;
    }
    if outcome == Outcome::Marked && wanted.level == Level::StrictlyConfidential {
        // What stood in the clear also leaves the write-ahead log.
        app.db().empty_log();
    }
    Ok(outcome)
}

/// Marks a thing that is being made in this change, before its texts are written.
pub fn mark_new(work: &mut Work<'_>, thing: &str, wanted: &Wanted) -> Result<()> {
    let before = of(work.connection(), thing)?;
    put(work, thing, None, &before, wanted)
}

fn put(work: &mut Work<'_>, thing: &str, whole: Option<&str>, before: &Marking, wanted: &Wanted) -> Result<()> {
    let (who, now) = (work.actor().clone(), work.now().to_owned());
    check(work.connection(), &now, before, wanted)?;
    write(work, thing, whole, before, wanted, (&who.id, &who.name), None)
}

/// Marks a thing as somebody wanted it, checked before; `withheld` names by which word of two
/// people it leaves everybody's sight.
pub(super) fn put_for(
    work: &mut Work<'_>,
    thing: &str,
    found: &Thing,
    before: &Marking,
    wanted: &Wanted,
    by: (&str, &str),
    withheld: Option<&str>,
) -> Result<()> {
    write(work, thing, found.part_of.as_deref(), before, wanted, by, withheld)
}

fn write(
    work: &mut Work<'_>,
    thing: &str,
    whole: Option<&str>,
    before: &Marking,
    wanted: &Wanted,
    by: (&str, &str),
    withheld: Option<&str>,
) -> Result<()> {
    let now = work.now().to_owned();
    let marked = wanted.level > Level::Unclassified;
    let reason = sealed_reason(work.connection(), thing, wanted)?;
    let values: [Value; 11] = [
        thing.into(),
        wanted.level.word().into(),
        wanted.compartment.as_deref().filter(|_| marked).into(),
        Caveat::words(&wanted.caveats).into(),
        wanted.review_on.as_deref().filter(|_| marked).into(),
        reason,
        by.0.into(),
        by.1.into(),
        now.into(),
        whole.into(),
        withheld.into(),
    ];
    work.execute(PUT_MARKING, &values)?;
    let verb = match wanted.level.cmp(&before.level) {
        std::cmp::Ordering::Less => "lowered",
        std::cmp::Ordering::Equal => "changed",
        std::cmp::Ordering::Greater => "raised",
    };
    let detail = format!("{} {}", wanted.level.word(), wanted.compartment.as_deref().unwrap_or("")).trim().to_owned();
    work.record(&format!("platform.marking.{verb}"), thing, &detail).map(drop)
}

/// Why something is strictly confidential may tell what it is, so the reason is sealed with it.
fn sealed_reason(c: &mut Connection, thing: &str, wanted: &Wanted) -> Result<Value> {
    let (reason, compartment) = (wanted.reason.trim(), wanted.compartment.as_deref().unwrap_or(""));
    if wanted.level < Level::StrictlyConfidential || reason.is_empty() {
        return Ok(reason.into());
    }
    let key = c.reader().key(compartment).cloned().ok_or_else(super::key_missing)?;
    key.seal(compartment, &format!("reason:{thing}"), reason)
}

/// Only members of a thing's compartment, and of that of what it is part of, mark it; and the
/// whole is not marked for others over a part that is marked.
pub(super) fn require_rights(c: &mut Connection, name: &str, found: &Thing, before: &Marking, wanted: &Wanted) -> Result<()> {
    require_member(c, before)?;
    if let Some(whole) = &found.part_of {
        let around = of(c, whole)?;
        require_member(c, &around)?;
    }
    let elsewhere = wanted.level.is_marked() && wanted.compartment != before.compartment;
    if elsewhere && guard::closed_parts(c, name)? > 0 {
        return Err(guard::part_closed());
    }
    Ok(())
}

/// A look into a compartment from outside shows, and changes nothing.
fn require_member(c: &mut Connection, before: &Marking) -> Result<()> {
    match &before.compartment {
        Some(id) if !super::seen(c, id)?.member => Err(only_looking()),
        _ => Ok(()),
    }
}

/// A caveat without an effect would be worse than none.
pub(super) fn check_caveats(markable: &Markable, wanted: &Wanted) -> Result<()> {
    match wanted.caveats.iter().find(|caveat| !markable.caveats.contains(caveat)) {
        None => Ok(()),
        Some(caveat) => Err(Error::invalid(
            "caveats",
            say!("platform-error-caveat-idle", caveat = Said::new(format!("marking-caveat-{}", caveat.word().replace('_', "-")))),
        )),
    }
}

fn only_looking() -> Error {
    Error::Forbidden(say!("platform-error-only-looking"))
}

pub(super) fn check(c: &mut Connection, now: &str, before: &Marking, wanted: &Wanted) -> Result<()> {
    check_form(now, before, wanted)?;
    let Some(id) = wanted.compartment.as_deref().filter(|_| wanted.level.is_marked()) else { return Ok(()) };
    let compartment = super::seen(c, id)?;
    if !compartment.member {
        return Err(only_looking());
    }
    if wanted.level == Level::StrictlyConfidential && !compartment.has_key {
        return Err(Error::invalid("level", say!("platform-error-compartment-keyless")));
    }
    Ok(())
}

/// What a marking must say, whoever wants it.
pub(super) fn check_form(now: &str, before: &Marking, wanted: &Wanted) -> Result<()> {
    if wanted.level < before.level && wanted.reason.trim().is_empty() {
        return Err(Error::invalid("reason", say!("platform-error-lowering-reason")));
    }
    if wanted.reason.chars().count() > 2_000 {
        return Err(Error::invalid("reason", say!("platform-error-marking-reason-long")));
    }
    if wanted.level == Level::Unclassified {
        return Ok(());
    }
    if wanted.compartment.as_deref().is_none_or(str::is_empty) {
        return Err(Error::invalid("compartment", say!("platform-error-marking-compartment")));
    }
    let review = wanted.review_on.as_deref().unwrap_or("");
    let Ok(day) = review.parse::<jiff::civil::Date>() else {
        return Err(Error::invalid("review_on", say!("platform-error-review-day")));
    };
    if day.to_string().as_str() <= now.get(..10).unwrap_or("") {
        return Err(Error::invalid("review_on", say!("platform-error-review-past")));
    }
    Ok(())
}
