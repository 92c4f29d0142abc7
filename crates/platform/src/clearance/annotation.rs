//! What a compartment keeps to itself on things that everybody, or others, see: its own notes.
//!
//! Nobody's sight of the thing changes. A note is marked for its compartment from the moment it
//! is written, so that guards, views and seals hold for it as for everything that is marked.

use super::guard;
use super::marking::{self, Level, Thing, Wanted, markable};
use crate::actor::{Actor, Needs};
use crate::app::App;
use crate::db::{Connection, Row, Value};
use crate::{Error, Result, audit, clock, say, statements};
use serde::Serialize;

statements! {
    ADD_ANNOTATION = "INSERT INTO platform_annotation (id, thing, compartment_id, text, author_id, author_name, written_at) VALUES ($1, $2, $3, $4, $5, $6, $7)";
    ANNOTATION = "SELECT id, thing, compartment_id, text, author_id, author_name, written_at, marking FROM platform_annotation_seen WHERE id = $1";
    ANNOTATIONS_ON = "SELECT id, thing, compartment_id, text, author_id, author_name, written_at, marking FROM platform_annotation_seen WHERE thing = $1 ORDER BY written_at, id";
    ANNOTATIONS_OF = "SELECT id, thing, compartment_id, text, author_id, author_name, written_at, marking FROM platform_annotation_seen WHERE compartment_id = $1 ORDER BY written_at DESC, id DESC LIMIT 500";
    REMOVE_ANNOTATION = "DELETE FROM platform_annotation WHERE id = $1";
    IN_ANY = "SELECT COUNT(*) AS n FROM platform_member k WHERE k.person_id = platform_reader() AND k.ends_at > platform_now()";
}

/// The longest note, in characters.
// 10,000: as long as a note in a basket.
const TEXT_MAX: usize = 10_000;

/// Days until the marking of a note is looked at again.
const REVIEW_DAYS: i64 = 365;

/// A note that a compartment keeps on a thing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct Annotation {
    /// Its id.
    pub id: String,
    /// What it is on, as in `document:demo:1`.
    pub on: String,
    /// Id of the compartment whose members alone see it.
    pub compartment: String,
    /// What it says.
    pub text: String,
    /// How it is marked.
    pub level: Level,
    /// Id of who wrote it.
    pub author_id: String,
    /// Name of who wrote it.
    pub author: String,
    /// When.
    pub written_at: String,
}

fn annotation(row: &Row) -> Result<Annotation> {
    let level = Level::from_word(&row.get::<String>("marking")?).unwrap_or(Level::StrictlyConfidential);
    audit::shown(level);
    Ok(Annotation {
        id: row.get("id")?,
        on: row.get("thing")?,
        compartment: row.get("compartment_id")?,
        text: row.get("text")?,
        level,
        author_id: row.get("author_id")?,
        author: row.get("author_name")?,
        written_at: row.get("written_at")?,
    })
}

fn name(id: &str) -> String {
    format!("annotation:{id}")
}

/// Writes a note on a thing that its author sees, for a compartment that they are in; its id.
pub fn add(app: &App, actor: &Actor, on: &str, compartment: &str, level: Level, text: &str) -> Result<String> {
    app.require(actor, Needs::SignedIn)?;
    let (markable, thing) = markable(app, on)?;
    app.read(actor, |c| (markable.look)(c, &thing).map(drop))?;
    let text = text.trim();
    if !(1..=TEXT_MAX).contains(&text.chars().count()) {
        return Err(Error::invalid("text", say!("platform-error-note-length")));
    }
    if !level.is_marked() {
        return Err(Error::invalid("level", say!("platform-error-note-level")));
    }
    let (id, review) = (clock::new_id(), clock::in_seconds(REVIEW_DAYS * 86_400));
    let wanted =
        Wanted { level, compartment: Some(compartment.to_owned()), review_on: review.get(..10).map(str::to_owned), ..Wanted::default() };
    app.work(actor, |work| {
        // Whoever only looks in from outside adds nothing to what they look at.
        let whole = (markable.look)(work.connection(), &thing)?.part_of;
        for name in std::iter::once(on).chain(whole.as_deref()) {
            if guard::is_closed(work.connection(), name)? {
                return Err(guard::only_looked_at());
            }
        }
        marking::mark_new(work, &name(&id), &wanted)?;
        let (who, now) = (work.actor().clone(), work.now().to_owned());
        let sealed = marking::sealer(work, &[&name(&id)])?.text(text)?;
        let values: [Value; 7] = [(&id).into(), on.into(), compartment.into(), sealed, who.id.into(), who.name.into(), now.into()];
        work.execute(ADD_ANNOTATION, &values)?;
        work.record("platform.annotation.written", &name(&id), "").map(drop)
    })?;
    Ok(id)
}

/// Removes a note: its author, or who keeps its compartment.
pub fn remove(app: &App, actor: &Actor, id: &str) -> Result<()> {
    app.require(actor, Needs::SignedIn)?;
    app.work(actor, |work| {
        let c = work.connection();
        let found = c.first(ANNOTATION, &[id.into()], annotation)?.ok_or_else(|| Error::missing("note", id))?;
        if found.author_id != actor.id && !super::seen(c, &found.compartment)?.kept {
            return Err(Error::Forbidden(say!("platform-error-note-remove")));
        }
        work.execute(REMOVE_ANNOTATION, &[id.into()])?;
        work.record("platform.annotation.removed", &name(id), "").map(drop)
    })
}

/// The notes that `reader` sees on a thing, the oldest first.
pub fn on_thing(app: &App, reader: &Actor, on: &str) -> Result<Vec<Annotation>> {
    app.read(reader, |c| c.all(ANNOTATIONS_ON, &[on.into()], annotation))
}

/// The notes of a compartment, the newest first, each with what it is on; none where that is
/// not there any more, or hidden from `reader`.
pub fn of_compartment(app: &App, reader: &Actor, compartment: &str) -> Result<Vec<(Annotation, Option<Thing>)>> {
    app.read(reader, |c| {
        super::seen(c, compartment)?;
        let all = c.all(ANNOTATIONS_OF, &[compartment.into()], annotation)?;
        all.into_iter()
            .map(|found| Ok((looked_at(app, c, &found.on)?, found)))
            .map(|pair| pair.map(|(thing, found)| (found, thing)))
            .collect()
    })
}

fn looked_at(app: &App, c: &mut Connection, on: &str) -> Result<Option<Thing>> {
    let Ok((markable, id)) = markable(app, on) else { return Ok(None) };
    match (markable.look)(c, &id) {
        Ok(thing) => Ok(Some(thing)),
        Err(Error::NotFound(_)) => Ok(None),
        Err(error) => Err(error),
    }
}

/// Whether somebody is in any compartment, so that they can write notes for it.
pub(super) fn may_write(c: &mut Connection) -> Result<bool> {
    Ok(c.first(IN_ANY, &[], |row| row.get::<i64>("n"))?.unwrap_or(0) > 0)
}
