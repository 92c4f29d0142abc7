//! Provisions in the database.

use super::documents;
use crate::provision::{Past, Provision, TopicDecision};
use platform::clearance::guard;
use platform::clearance::marking::{self, Level};
use platform::db::{Connection, Row, Value};
use platform::{Error, Result, Work, say, statements};

statements! {
    PUT_PROVISION = "INSERT INTO library_provision (id, document_id, number, position, parent_number, level, label, path, heading, text, state) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) ON CONFLICT (id) DO UPDATE SET position = excluded.position, parent_number = excluded.parent_number, level = excluded.level, label = excluded.label, path = excluded.path, heading = excluded.heading, text = excluded.text, state = excluded.state";
    PROVISION = "SELECT id, document_id, number, position, parent_number, level, label, path, heading, text, state, marking FROM library_provision_seen WHERE id = $1";
    PROVISIONS = "SELECT id, document_id, number, position, parent_number, level, label, path, heading, text, state, marking FROM library_provision_seen WHERE document_id = $1 ORDER BY position, number";
    SEEN = concat!("SELECT p.marking, d.marking AS whole FROM library_provision_seen p JOIN library_document_seen d ON d.id = p.document_id WHERE p.state = 'current' AND p.id IN (", platform::many!(), ")");
    REMOVE_PROVISION = "DELETE FROM library_provision WHERE id = $1";
    ADD_PAST = "INSERT INTO library_provision_past (provision_id, import_id, text, replaced_at) VALUES ($1, $2, $3, $4) ON CONFLICT (provision_id, import_id) DO UPDATE SET text = excluded.text";
    PASTS = "SELECT import_id, text, replaced_at FROM library_provision_past WHERE provision_id = $1 ORDER BY replaced_at DESC";
    CLEAR_PASTS = "DELETE FROM library_provision_past WHERE import_id = $1 AND provision_id IN (SELECT p.id FROM library_provision_seen p WHERE p.document_id = $2)";
    DECIDE_TOPIC = "INSERT INTO library_provision_topic (provision_id, topic, state, decided_by, decided_at) VALUES ($1, $2, $3, $4, $5) ON CONFLICT (provision_id, topic) DO UPDATE SET state = excluded.state, decided_by = excluded.decided_by, decided_at = excluded.decided_at";
    FORGET_TOPIC = "DELETE FROM library_provision_topic WHERE provision_id = $1 AND topic = $2";
    DECISIONS = "SELECT topic, state, decided_by, decided_at FROM library_provision_topic WHERE provision_id = $1 ORDER BY topic";
    DECISIONS_OF_DOCUMENT = "SELECT t.provision_id, t.topic, t.state FROM library_provision_topic t JOIN library_provision_seen p ON p.id = t.provision_id WHERE p.document_id = $1 ORDER BY t.provision_id, t.topic";
}

/// A provision's name as a thing that can be marked.
pub fn thing(id: &str) -> String {
    format!("provision:{id}")
}

/// A provision is sealed for its own marking, and else for its document's.
pub(super) fn sealer(work: &mut Work<'_>, id: &str, document: &str) -> Result<marking::Sealer> {
    marking::sealer(work, &[&thing(id), &documents::thing(document)])
}

/// Writes a provision.
pub fn put(work: &mut Work<'_>, p: &Provision) -> Result<()> {
    let state = if p.withdrawn { "withdrawn" } else { "current" };
    if guard::is_closed(work.connection(), &thing(&p.id))? {
        return Err(Error::Conflict(say!("library-error-id-taken", id = &p.id)));
    }
    let sealer = sealer(work, &p.id, &p.document)?;
    let values: [Value; 11] = [
        (&p.id).into(),
        (&p.document).into(),
        p.number.into(),
        p.position.into(),
        p.parent.into(),
        (&p.level).into(),
        sealer.optional(p.label.as_deref())?,
        sealer.text(&p.path)?,
        sealer.optional(p.heading.as_deref())?,
        sealer.text(&p.text)?,
        state.into(),
    ];
    work.execute(PUT_PROVISION, &values).map(drop)
}

fn provision(row: &Row) -> Result<Provision> {
    let marking = Level::from_word(&row.get::<String>("marking")?).unwrap_or_default();
    Ok(Provision {
        marking,
        id: row.get("id")?,
        document: row.get("document_id")?,
        number: row.get("number")?,
        position: row.get("position")?,
        parent: row.get("parent_number")?,
        level: row.get("level")?,
        label: row.get("label")?,
        path: row.get("path")?,
        heading: row.get("heading")?,
        text: row.get("text")?,
        withdrawn: row.get::<String>("state")? == "withdrawn",
    })
}

/// A provision, or a clear word that it is not here.
pub fn get(c: &mut Connection, id: &str) -> Result<Provision> {
    c.first(PROVISION, &[id.into()], provision)?.ok_or_else(|| Error::missing("provision", id))
}

/// All provisions of a document in their order, withdrawn ones included.
pub fn of_document(c: &mut Connection, document: &str) -> Result<Vec<Provision>> {
    c.all(PROVISIONS, &[document.into()], provision)
}

/// Whether all these provisions are here, in force and seen by whom this connection reads for; what
/// is marked of them counts as shown.
pub fn all_seen(c: &mut Connection, ids: &[&str]) -> Result<bool> {
    platform::db::all_of(c, SEEN, ids, |row| {
        for level in ["marking", "whole"] {
            platform::audit::shown(Level::from_word(&row.get::<String>(level)?).unwrap_or_default());
        }
        Ok(())
    })
}

/// Removes a provision that an undone import had brought.
pub fn remove(work: &mut Work<'_>, id: &str) -> Result<()> {
    work.execute(REMOVE_PROVISION, &[id.into()]).map(drop)
}

/// Keeps how a provision read before this import.
pub fn keep_past(work: &mut Work<'_>, provision: &str, import_id: &str, text: &str) -> Result<()> {
    let now = work.now().to_owned();
    put_past(work, provision, &Past { import_id: import_id.to_owned(), text: text.to_owned(), replaced_at: now })
}

/// Writes how a provision read before.
pub fn put_past(work: &mut Work<'_>, provision: &str, past: &Past) -> Result<()> {
    let document = crate::provision::document_of(provision).unwrap_or_default();
    let text = sealer(work, provision, document)?.text(&past.text)?;
    let values: [Value; 4] = [provision.into(), (&past.import_id).into(), text, (&past.replaced_at).into()];
    work.execute(ADD_PAST, &values).map(drop)
}

/// Forgets the earlier wordings of a document that an undone import had kept.
pub fn forget_pasts(work: &mut Work<'_>, import_id: &str, document: &str) -> Result<()> {
    work.execute(CLEAR_PASTS, &[import_id.into(), document.into()]).map(drop)
}

/// How a provision read before, newest first.
pub fn pasts(c: &mut Connection, provision: &str) -> Result<Vec<Past>> {
    c.all(PASTS, &[provision.into()], |row| {
        Ok(Past { import_id: row.get("import_id")?, text: row.get("text")?, replaced_at: row.get("replaced_at")? })
    })
}

/// Keeps what a person decided on a topic; `None` takes the decision back.
pub fn decide_topic(work: &mut Work<'_>, provision: &str, topic: &str, state: Option<&str>) -> Result<()> {
    let Some(state) = state else {
        return work.execute(FORGET_TOPIC, &[provision.into(), topic.into()]).map(drop);
    };
    // Pages show who decided, so the name is kept; the trail has the id.
    let actor = work.actor();
    let who = if actor.name.is_empty() { actor.id.clone() } else { actor.name.clone() };
    let now = work.now().to_owned();
    work.execute(DECIDE_TOPIC, &[provision.into(), topic.into(), state.into(), who.into(), now.into()]).map(drop)
}

/// What people decided on the topics of a provision.
pub fn decisions(c: &mut Connection, provision: &str) -> Result<Vec<TopicDecision>> {
    c.all(DECISIONS, &[provision.into()], |row| {
        Ok(TopicDecision {
            topic: row.get("topic")?,
            state: row.get("state")?,
            decided_by: row.get("decided_by")?,
            decided_at: row.get("decided_at")?,
        })
    })
}

/// Decisions on all provisions of a document: provision, topic, state.
pub fn decisions_of_document(c: &mut Connection, document: &str) -> Result<Vec<(String, String, String)>> {
    c.all(DECISIONS_OF_DOCUMENT, &[document.into()], |row| Ok((row.get("provision_id")?, row.get("topic")?, row.get("state")?)))
}
