//! Imports in the database: what came in, from which files, what was not understood, and
//! what is needed to undo it.

use super::{documents, provisions};
use crate::import::{Counts, Import, Note, OrderKind, State};
use crate::original::Original;
use crate::provision::Provision;
use crate::source::{SourceCard, WITHHELD};
use platform::clearance::marking;
use platform::db::{Connection, Row, Value};
use platform::kit::Stored;
use platform::{Error, Result, Work, statements};

/// Imports, and of those undone how many of their documents stay.
macro_rules! imports {
    ($which:literal) => {
        concat!(
            "SELECT id, kind, files, state, actor_id, actor_name, imported_at, undone_at, counts, CASE WHEN state = 'undone' THEN ",
            "(SELECT COUNT(*) FROM library_import_change_seen c WHERE c.import_id = i.id AND c.undone_at IS NULL) ELSE 0 END AS stays ",
            "FROM library_import_seen i WHERE ",
            $which
        )
    };
}

statements! {
    PUT_SOURCE = "INSERT INTO library_source (id, title, publisher, licence, url, coverage, redistribution) VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (id) DO UPDATE SET title = excluded.title, publisher = excluded.publisher, licence = excluded.licence, url = excluded.url, coverage = excluded.coverage, redistribution = excluded.redistribution";
    SOURCE = "SELECT id, title, publisher, licence, url, coverage, redistribution FROM library_source WHERE id = $1";
    ADD_IMPORT = "INSERT INTO library_import (id, kind, files, state, actor_id, actor_name, imported_at, undone_at, counts) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    SET_COUNTS = "UPDATE library_import SET counts = $2 WHERE id = $1";
    IMPORT = imports!("id = $1");
    IMPORTS = imports!("(CAST($1 AS TEXT) IS NULL OR kind = $1) AND (CAST($2 AS TEXT) IS NULL OR state = $2)");
    MARK_UNDONE = "UPDATE library_import SET state = 'undone', undone_at = $2 WHERE id = $1";
    ADD_NOTE = "INSERT INTO library_import_note (import_id, position, severity, file, row_number, column_name, reason) VALUES ($1, $2, $3, $4, $5, $6, $7)";
    NOTES = "SELECT severity, file, row_number, column_name, reason FROM library_import_note_seen WHERE import_id = $1 ORDER BY position LIMIT $2 OFFSET $3";
    ADD_ORIGINAL = "INSERT INTO library_import_original (import_id, number, name, bytes, file) VALUES ($1, $2, $3, $4, $5)";
    ORIGINALS = "SELECT number, name, bytes, file FROM library_import_original_seen WHERE import_id = $1 ORDER BY number";
    FORGET_ORIGINALS = "DELETE FROM library_import_original WHERE import_id = $1";
    FILES_OF = "SELECT files FROM library_import WHERE id = $1";
    SET_FILES = "UPDATE library_import SET files = $2 WHERE id = $1";
    NOTES_OF = "SELECT position, file, reason FROM library_import_note WHERE import_id = $1 ORDER BY position";
    SET_NOTE = "UPDATE library_import_note SET file = $3, reason = $4 WHERE import_id = $1 AND position = $2";
    IMPORTS_OF = "SELECT import_id FROM library_import_change WHERE document_id = $1 ORDER BY import_id";
    ADD_CHANGE = "INSERT INTO library_import_change (import_id, position, document_id, change, before) VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING";
    CHANGES = "SELECT document_id, change, before FROM library_import_change_seen WHERE import_id = $1 AND undone_at IS NULL ORDER BY position";
    END_CHANGE = "UPDATE library_import_change SET undone_at = $3 WHERE import_id = $1 AND document_id = $2";
    ADD_PART = "INSERT INTO library_import_part (import_id, provision_id, document_id, before) VALUES ($1, $2, $3, $4) ON CONFLICT (import_id, provision_id) DO UPDATE SET before = excluded.before";
    PARTS = "SELECT before FROM library_import_part_seen WHERE import_id = $1 AND document_id = $2 ORDER BY provision_id";
    PARTS_OF_DOCUMENT = "SELECT import_id, provision_id, before FROM library_import_part_seen WHERE document_id = $1 ORDER BY import_id, provision_id";
    STATES_BEFORE = "SELECT import_id, before FROM library_import_change_seen WHERE document_id = $1 AND before IS NOT NULL ORDER BY import_id";
    PUT_BEFORE = "UPDATE library_import_change SET before = $3 WHERE import_id = $1 AND document_id = $2";
    CHANGES_OF_ALL_TIME = "SELECT document_id FROM library_import_change_seen WHERE import_id = $1 ORDER BY position";
    CHANGED_IDS = "SELECT document_id FROM library_import_change WHERE import_id = $1 ORDER BY position";
    LATER_CHANGE = "SELECT b.import_id, (SELECT i.imported_at FROM library_import_seen i WHERE i.id = b.import_id) AS imported_at FROM library_import_change b WHERE b.document_id = $1 AND b.import_id > $2 AND b.undone_at IS NULL ORDER BY b.import_id DESC LIMIT 1";
}

/// Writes a source card.
pub fn put_source(work: &mut Work<'_>, s: &SourceCard) -> Result<()> {
    let values: [Value; 7] = [
        (&s.id).into(),
        (&s.title).into(),
        (&s.publisher).into(),
        (&s.licence).into(),
        (&s.url).into(),
        (&s.coverage).into(),
        s.redistribution.word().into(),
    ];
    work.execute(PUT_SOURCE, &values).map(drop)
}

/// A source card.
pub fn source(c: &mut Connection, id: &str) -> Result<SourceCard> {
    if id == WITHHELD {
        return Ok(SourceCard::withheld());
    }
    c.first(SOURCE, &[id.into()], SourceCard::from_row)?.ok_or_else(|| Error::missing("source", id))
}

/// An import's name as a thing that can be marked.
pub fn thing(id: &str) -> String {
    format!("import:{id}")
}

/// Opens the record of an import.
pub fn add(work: &mut Work<'_>, id: &str, kind: OrderKind, files: &[String]) -> Result<()> {
    let (actor, now) = (work.actor().clone(), work.now().to_owned());
    let sealer = marking::sealer(work, &[&thing(id)])?;
    let values: [Value; 9] = [
        id.into(),
        kind.stored(),
        sealer.text(&serde_json::to_string(files)?)?,
        State::Done.stored(),
        actor.id.into(),
        actor.name.into(),
        now.into(),
        Value::Null,
        "{}".into(),
    ];
    work.execute(ADD_IMPORT, &values).map(drop)
}

/// Closes the record of an import with what it counted.
pub fn set_counts(work: &mut Work<'_>, id: &str, counts: &Counts) -> Result<()> {
    work.execute(SET_COUNTS, &[id.into(), serde_json::to_string(counts)?.into()]).map(drop)
}

/// Keeps what was not understood.
pub fn add_notes(work: &mut Work<'_>, id: &str, notes: &[Note]) -> Result<()> {
    let sealer = marking::sealer(work, &[&thing(id)])?;
    for (at, note) in notes.iter().enumerate() {
        work.execute(ADD_NOTE, &note.values(id, at, &sealer)?)?;
    }
    Ok(())
}

/// Keeps that an import made or changed a document, and how it stood before.
pub fn add_change(work: &mut Work<'_>, id: &str, position: usize, document: &str, before: Option<String>) -> Result<()> {
    let change = if before.is_some() { "changed" } else { "created" };
    let before = marking::sealer(work, &[&documents::thing(document)])?.optional(before.as_deref())?;
    work.execute(ADD_CHANGE, &[id.into(), position.into(), document.into(), change.into(), before]).map(drop)
}

/// The names of the files; where they cannot be opened, the words that say so.
fn files_of(text: &str) -> Vec<String> {
    serde_json::from_str(text).unwrap_or_else(|_| vec![text.to_owned()])
}

/// An import, of a row with everything that is listed.
pub fn import(row: &Row) -> Result<Import> {
    Ok(Import {
        id: row.get("id")?,
        kind: row.get("kind")?,
        files: files_of(&row.get::<String>("files")?),
        state: row.get("state")?,
        actor_id: row.get("actor_id")?,
        actor_name: row.get("actor_name")?,
        imported_at: row.get("imported_at")?,
        undone_at: row.get("undone_at")?,
        counts: serde_json::from_str(&row.get::<String>("counts")?)?,
        stays: row.get("stays")?,
    })
}

/// An import, or a clear word that it is not here.
pub fn get(c: &mut Connection, id: &str) -> Result<Import> {
    c.first(IMPORT, &[id.into()], import)?.ok_or_else(|| Error::missing("import", id))
}

/// What an import did not understand, without the first `offset`.
pub fn notes(c: &mut Connection, id: &str, offset: usize, limit: usize) -> Result<Vec<Note>> {
    c.all(NOTES, &[id.into(), limit.into(), offset.into()], Note::from_row)
}

/// The documents that an import made or changed and that were not undone yet, with their state
/// before where they were there.
pub fn changes(c: &mut Connection, id: &str) -> Result<Vec<(String, Option<String>)>> {
    c.all(CHANGES, &[id.into()], |row| Ok((row.get("document_id")?, row.get("before")?)))
}

/// The documents that an import made or changed, undone or not.
pub fn all_changes(c: &mut Connection, id: &str) -> Result<Vec<String>> {
    c.all(CHANGES_OF_ALL_TIME, &[id.into()], |row| row.get("document_id"))
}

/// Notes that what an import did to a document is undone.
pub fn end_change(work: &mut Work<'_>, id: &str, document: &str) -> Result<()> {
    let now = work.now().to_owned();
    work.execute(END_CHANGE, &[id.into(), document.into(), now.into()]).map(drop)
}

/// Keeps how a provision stood before an import.
pub fn add_part(work: &mut Work<'_>, id: &str, before: &Provision) -> Result<()> {
    put_part(work, id, &before.id, &before.document, &serde_json::to_string(before)?)
}

fn put_part(work: &mut Work<'_>, id: &str, provision: &str, document: &str, before: &str) -> Result<()> {
    let sealed = provisions::sealer(work, provision, document)?.text(before)?;
    work.execute(ADD_PART, &[id.into(), provision.into(), document.into(), sealed]).map(drop)
}

/// How the provisions of a document stood before an import.
pub fn parts(c: &mut Connection, id: &str, document: &str) -> Result<Vec<Provision>> {
    let all = c.all(PARTS, &[id.into(), document.into()], |row| row.get::<String>("before"))?;
    all.iter().map(|text| Ok(serde_json::from_str(text)?)).collect()
}

/// Writes how a document and its provisions stood before each of its imports again, sealed as
/// they are marked now.
pub fn rewrite_states_before(work: &mut Work<'_>, document: &str) -> Result<()> {
    let all = work.all(STATES_BEFORE, &[document.into()], |row| Ok((row.get::<String>("import_id")?, row.get::<String>("before")?)))?;
    let sealer = marking::sealer(work, &[&documents::thing(document)])?;
    for (import, before) in all {
        work.execute(PUT_BEFORE, &[import.into(), document.into(), sealer.text(&before)?])?;
    }
    let parts = work.all(PARTS_OF_DOCUMENT, &[document.into()], |row| {
        Ok((row.get::<String>("import_id")?, row.get::<String>("provision_id")?, row.get::<String>("before")?))
    })?;
    for (import, provision, before) in parts {
        put_part(work, &import, &provision, document, &before)?;
    }
    for import in work.all(IMPORTS_OF, &[document.into()], |row| row.get::<String>("import_id"))? {
        seal_names(work, &import)?;
    }
    Ok(())
}

/// Seals the names of an import's files, and its notes, where the import or anything that it
/// brought is strictly confidential: a name tells what is in a file. Nobody reads them then from
/// whom such a thing is hidden, so the key of any of them serves. What this change cannot open
/// stays sealed as it is.
pub fn seal_names(work: &mut Work<'_>, import: &str) -> Result<()> {
    let ids = changed_ids(work.connection(), import)?;
    let things = std::iter::once(thing(import)).chain(ids.iter().map(|id| documents::thing(id)));
    let mut sealer = marking::Sealer::none();
    for thing in things {
        match marking::sealer(work, &[&thing]) {
            Ok(found) if found.seals() => {
                sealer = found;
                break;
            }
            Ok(_) | Err(Error::Unavailable(_)) => {}
            Err(error) => return Err(error),
        }
    }
    let files = work.first(FILES_OF, &[import.into()], |row| row.get_open::<String>("files"))?.flatten();
    if let Some(files) = files {
        work.execute(SET_FILES, &[import.into(), sealer.text(&files)?])?;
    }
    let notes = work.all(NOTES_OF, &[import.into()], |row| {
        Ok((row.get::<i64>("position")?, row.get_open::<String>("file")?, row.get_open::<String>("reason")?))
    })?;
    for (position, file, reason) in notes {
        if let (Some(file), Some(reason)) = (file, reason) {
            work.execute(SET_NOTE, &[import.into(), position.into(), sealer.text(&file)?, sealer.text(&reason)?])?;
        }
    }
    Ok(())
}

/// Ids of the documents that an import made or changed.
pub fn changed_ids(c: &mut Connection, id: &str) -> Result<Vec<String>> {
    c.all(CHANGED_IDS, &[id.into()], |row| row.get("document_id"))
}

/// The newest import after this one whose change of a document holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Later {
    /// Its id.
    pub id: String,
    /// When it was made; none where whoever asks does not see it.
    pub imported_at: Option<String>,
}

/// The newest import after this one whose change of a document holds.
pub fn later(c: &mut Connection, id: &str, document: &str) -> Result<Option<Later>> {
    c.first(LATER_CHANGE, &[document.into(), id.into()], |row| {
        Ok(Later { id: row.get("import_id")?, imported_at: row.get("imported_at")? })
    })
}

/// Marks an import as undone.
pub fn mark_undone(work: &mut Work<'_>, id: &str) -> Result<()> {
    let now = work.now().to_owned();
    work.execute(MARK_UNDONE, &[id.into(), now.into()]).map(drop)
}

/// Names a file that an import came from.
pub fn add_original(work: &mut Work<'_>, import: &str, original: &Original) -> Result<()> {
    let name = marking::sealer(work, &[&thing(import)])?.text(&original.name)?;
    let values: [Value; 5] = [import.into(), original.number.into(), name, original.bytes.into(), (&original.file).into()];
    work.execute(ADD_ORIGINAL, &values).map(drop)
}

/// The files that an import came from.
pub fn originals(c: &mut Connection, import: &str) -> Result<Vec<Original>> {
    c.all(ORIGINALS, &[import.into()], |row| {
        Ok(Original { number: row.get("number")?, name: row.get("name")?, bytes: row.get("bytes")?, file: row.get("file")? })
    })
}

/// Forgets the files of an import that is undone.
pub fn forget_originals(work: &mut Work<'_>, import: &str) -> Result<()> {
    work.execute(FORGET_ORIGINALS, &[import.into()]).map(drop)
}
