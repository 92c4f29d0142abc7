//! Markings as in ST/SGB/2007/6: unclassified, confidential, strictly confidential.

use super::annotation::{self, Annotation};
use super::vault::Key;
use super::{guard, withholding};
use crate::actor::{Actor, Needs};
use crate::app::App;
use crate::db::{Connection, FromValue, Row, Value};
use crate::kit::Stored;
use crate::said::Said;
use crate::{Error, Result, Work, audit, clock, say, statements};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

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

/// How much harm its disclosure would do.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// Could be disclosed without harm.
    #[default]
    Unclassified,
    /// Its disclosure could damage the work.
    Confidential,
    /// Its disclosure could do exceptionally grave damage, or endanger people.
    StrictlyConfidential,
}

impl Level {
    /// All levels, the lowest first.
    pub const ALL: [Level; 3] = [Level::Unclassified, Level::Confidential, Level::StrictlyConfidential];

    /// The word in tables, forms and headers.
    pub fn word(self) -> &'static str {
        match self {
            Level::Unclassified => "unclassified",
            Level::Confidential => "confidential",
            Level::StrictlyConfidential => "strictly_confidential",
        }
    }

    /// Whether anybody but members is kept out.
    pub fn is_marked(self) -> bool {
        self > Level::Unclassified
    }

    /// The level that a word names.
    ///
    /// In a column of a view, caveats may stand behind it.
    pub fn from_word(word: &str) -> Option<Level> {
        let word = word.split(' ').next().unwrap_or_default();
        Level::ALL.into_iter().find(|level| level.word() == word)
    }
}

/// Of a column that views of things add: the level, then the caveats.
impl FromValue for Level {
    fn from_value(value: &Value) -> Option<Level> {
        Some(Level::from_word(&String::from_value(value)?).unwrap_or_default())
    }
}

impl Stored for Level {
    fn stored(&self) -> Value {
        self.word().into()
    }
}

/// How a marked thing is handled besides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Caveat {
    /// Its source is not named to anybody.
    SourceProtected,
    /// It is left out of everything that is taken away as a file.
    NoExport,
}

impl Caveat {
    /// All caveats.
    pub const ALL: [Caveat; 2] = [Caveat::SourceProtected, Caveat::NoExport];

    /// The word in tables and forms.
    pub fn word(self) -> &'static str {
        match self {
            Caveat::SourceProtected => "source_protected",
            Caveat::NoExport => "no_export",
        }
    }

    /// The words of several, as a column holds them.
    pub(super) fn words(all: &[Caveat]) -> String {
        let sorted: std::collections::BTreeSet<&Caveat> = all.iter().collect();
        sorted.into_iter().map(|caveat| caveat.word()).collect::<Vec<_>>().join(" ")
    }

    pub(crate) fn listed(text: &str) -> Vec<Caveat> {
        Caveat::ALL.into_iter().filter(|caveat| text.split(' ').any(|word| word == caveat.word())).collect()
    }
}

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

/// What stands above a thing on its page: how it is marked, and where to change that.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Band {
    /// The thing, as in `document:demo:1`.
    pub thing: String,
    /// How it is marked, by itself or as part of another.
    pub marking: Marking,
    /// The compartment, where it is marked for one.
    pub compartment: Option<super::Compartment>,
    /// Whether the reader may mark it.
    pub may_mark: bool,
    /// What compartments that the reader sees into keep on it.
    pub annotations: Vec<Annotation>,
    /// Whether the reader can write such a note.
    pub may_annotate: bool,
}

impl Band {
    /// The band of something that is not marked and cannot be.
    pub fn none() -> Band {
        Band {
            thing: String::new(),
            marking: Marking::default(),
            compartment: None,
            may_mark: false,
            annotations: Vec::new(),
            may_annotate: false,
        }
    }

    /// The page of its marking.
    pub fn href(&self) -> String {
        format!("/markings/{}", crate::web::escape(&self.thing))
    }

    /// The page of what compartments keep on it.
    pub fn annotations_href(&self) -> String {
        format!("/annotations/{}", crate::web::escape(&self.thing))
    }

    /// Whether its day of review has come.
    pub fn is_due(&self) -> bool {
        self.marking.review_on.as_deref().is_some_and(|day| day <= clock::today().to_string().as_str())
    }
}

/// The band of a thing that `reader` sees, with the marking that holds for it.
pub fn band(app: &App, reader: &Actor, thing: &str, marking: Marking) -> Result<Band> {
    let (markable, _) = markable(app, thing)?;
    let may_mark = app.require(reader, markable.needs).is_ok() && reader.may_write();
    let compartment = match &marking.compartment {
        Some(id) => Some(app.read(reader, |c| super::seen(c, id))?),
        None => None,
    };
    let may_annotate = reader.is_signed_in() && reader.may_write() && app.read(reader, annotation::may_write)?;
    let annotations = if reader.is_signed_in() { annotation::on_thing(app, reader, thing)? } else { Vec::new() };
    Ok(Band { thing: thing.to_owned(), marking, compartment, may_mark, annotations, may_annotate })
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

/// What seals the texts of a thing as its marking says, or leaves them as they are.
pub struct Sealer(Option<(String, String, Key)>);

impl Sealer {
    /// For what belongs to nothing that can be marked.
    pub fn none() -> Sealer {
        Sealer(None)
    }

    /// The text as it is to be written.
    pub fn text(&self, text: &str) -> Result<Value> {
        match &self.0 {
            Some((compartment, thing, key)) => key.seal(compartment, thing, text),
            None => Ok(text.into()),
        }
    }

    /// The same for a text that may be unknown.
    pub fn optional(&self, text: Option<&str>) -> Result<Value> {
        text.map_or(Ok(Value::Null), |text| self.text(text))
    }

    /// Whether it seals.
    pub fn seals(&self) -> bool {
        self.0.is_some()
    }
}

/// The sealer of a thing that is part of others: the first that is strictly confidential says
/// with which key.
pub fn sealer(work: &mut Work<'_>, things: &[&str]) -> Result<Sealer> {
    sealer_in(work.connection(), things)
}

pub(crate) fn sealer_in(c: &mut Connection, things: &[&str]) -> Result<Sealer> {
    for thing in things {
        let found = of(c, thing)?;
        if found.level == Level::StrictlyConfidential {
            let compartment = found.compartment.unwrap_or_default();
            let key = c.reader().key(&compartment).cloned().ok_or_else(super::key_missing)?;
            return Ok(Sealer(Some((compartment, things[0].to_owned(), key))));
        }
    }
    Ok(Sealer(None))
}

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
        super::seen(c, id)?;
        let rows = c.all(IN_COMPARTMENT, &[id.into()], marking)?;
        marked(app, c, rows)
    })
}

/// The names of what is marked with this level for a compartment that `reader` sees into, and
/// that they see.
pub fn names_in(app: &App, reader: &Actor, id: &str, level: Level) -> Result<Vec<String>> {
    app.read(reader, |c| {
        super::seen(c, id)?;
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
        let compartment = marking.compartment.as_deref().map(|id| super::seen(c, id)).transpose()?;
        let keeps = compartment.as_ref().is_some_and(|found| found.kept);
        if !keeps && marking.marked_by_id != reader.id {
            return Err(Error::Forbidden(say!("platform-error-readings-closed")));
        }
        let mut names: BTreeMap<String, String> = BTreeMap::new();
        if let Some(found) = compartment {
            let looked = super::opening::all_of(c, &found.id)?;
            names.extend(looked.into_iter().map(|look| (look.asked_by_id, look.asked_by)));
            names.extend(super::members_of(c, &found.id)?.into_iter().map(|member| (member.id, member.name)));
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
