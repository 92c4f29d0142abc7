//! All SQL of this domain. What is marked is left out by the views that drafts are read from.

use crate::draft::{Begun, Draft};
use crate::intended::Mark;
use crate::version::{Content, Version, Written};
use platform::clearance::guard::Guarded;
use platform::clearance::marking::{self, Sealer};
use platform::db::Connection;
use platform::kit::Record;
use platform::{Error, Result, Work, statements};

/// Drafts with how many versions they have, and when the last one came.
macro_rules! drafts {
    ($rest:literal) => {
        concat!(
            "SELECT d.id, d.title, d.kind, d.marking, d.created_by, d.created_at, ",
            "(SELECT COUNT(*) FROM drafting_version_seen v WHERE v.draft_id = d.id) AS versions, ",
            "COALESCE((SELECT MAX(v.recorded_at) FROM drafting_version_seen v WHERE v.draft_id = d.id), d.created_at) AS changed_at ",
            "FROM drafting_draft_seen d ",
            $rest
        )
    };
}

statements! {
    DRAFT = drafts!("WHERE d.id = $1");
    DRAFTS = drafts!("");
    REMOVE_DRAFT = "DELETE FROM drafting_draft WHERE id = $1";
    VERSIONS = "SELECT id, draft_id, number, language, origin, note, author_id, author_name, recorded_at FROM drafting_version_seen WHERE draft_id = $1 ORDER BY number DESC";
    CONTENT = "SELECT content FROM drafting_version_seen WHERE draft_id = $1 AND number = $2";
    REMOVE_VERSIONS = "DELETE FROM drafting_version WHERE draft_id = $1";
    INTENDED = "SELECT i.* FROM drafting_intended_seen i WHERE draft_id = $1 AND withdrawn_at IS NULL ORDER BY recorded_at, id";
    TAKE_BACK = "UPDATE drafting_intended SET withdrawn_at = $3 WHERE id = $2 AND draft_id = $1 AND withdrawn_at IS NULL";
    REMOVE_INTENDED = "DELETE FROM drafting_intended WHERE draft_id = $1";
}

/// The tables whose rows belong to drafts.
pub const GUARDED: &[Guarded] = &[
    Guarded { table: "drafting_draft", things: &["'draft:' || {row}.id"], names: &[], is: Some("draft") },
    Guarded { table: "drafting_version", things: &[OF_DRAFT], names: &[], is: None },
    Guarded { table: "drafting_intended", things: &[OF_DRAFT], names: &[], is: None },
];
const OF_DRAFT: &str = "'draft:' || {row}.draft_id";

/// A draft's name as a thing that can be marked.
pub fn thing(id: &str) -> String {
    format!("draft:{id}")
}

fn sealer(work: &mut Work<'_>, draft: &str) -> Result<Sealer> {
    marking::sealer(work, &[&thing(draft)])
}

pub fn add(work: &mut Work<'_>, draft: &Begun) -> Result<()> {
    let sealer = sealer(work, &draft.id)?;
    work.insert_sealed(draft, &sealer)
}

pub fn get(c: &mut Connection, id: &str) -> Result<Draft> {
    c.first(DRAFT, &[id.into()], Draft::of_row)?.ok_or_else(|| Error::missing("draft", id))
}

pub fn add_version(work: &mut Work<'_>, version: &Written) -> Result<()> {
    let sealer = sealer(work, &version.version.draft_id)?;
    work.insert_sealed(version, &sealer)
}

/// The versions of a draft, newest first, without what they say.
pub fn versions(c: &mut Connection, draft: &str) -> Result<Vec<Version>> {
    c.all(VERSIONS, &[draft.into()], Version::of_row)
}

/// What a version says.
pub fn content(c: &mut Connection, draft: &str, number: i64) -> Result<Content> {
    let found = c.first(CONTENT, &[draft.into(), number.into()], |row| row.get("content"))?;
    found.ok_or_else(|| Error::missing("draft-version", &number.to_string()))
}

pub fn add_mark(work: &mut Work<'_>, mark: &Mark) -> Result<()> {
    let sealer = sealer(work, &mark.draft_id)?;
    work.insert_sealed(mark, &sealer)
}

/// What is meant so in a draft, oldest first.
pub fn marks(c: &mut Connection, draft: &str) -> Result<Vec<Mark>> {
    c.all(INTENDED, &[draft.into()], Mark::of_row)
}

pub fn take_back(work: &mut Work<'_>, draft: &str, mark: &str) -> Result<u64> {
    let now = work.now().to_owned();
    work.execute(TAKE_BACK, &[draft.into(), mark.into(), now.into()])
}

/// Removes a draft with everything that belongs to it.
pub fn remove(work: &mut Work<'_>, id: &str) -> Result<()> {
    for statement in [REMOVE_INTENDED, REMOVE_VERSIONS, REMOVE_DRAFT] {
        work.execute(statement, &[id.into()])?;
    }
    Ok(())
}

/// Writes the texts of a draft again, sealed as it is marked now.
pub fn rewrite(work: &mut Work<'_>, id: &str) -> Result<()> {
    let sealer = sealer(work, id)?;
    work.reseal::<Begun>("id", id, &["id"], &sealer)?;
    work.reseal::<Written>("draft_id", id, &["id"], &sealer)?;
    work.reseal::<Mark>("draft_id", id, &["id"], &sealer)
}
