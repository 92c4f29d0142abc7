//! The authority file in the database.

use crate::actor::{Authority, Candidate};
use methods::names::fold;
use platform::db::{Connection, Row, Value};
use platform::{Error, Result, Work, statements};

statements! {
    PUT_ACTOR = "INSERT INTO library_actor (id, name, kind, from_date, to_date, external, aliases, folded, source_id, import_id) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT (id) DO UPDATE SET name = excluded.name, kind = excluded.kind, from_date = excluded.from_date, to_date = excluded.to_date, external = excluded.external, aliases = excluded.aliases, folded = excluded.folded";
    ACTOR = "SELECT id, name, kind, from_date, to_date, external, aliases, source_id FROM library_actor WHERE id = $1";
    ACTORS = "SELECT id, name, kind, from_date, to_date, external, aliases, source_id FROM library_actor WHERE CAST($1 AS TEXT) IS NULL OR folded LIKE '%' || CAST($1 AS TEXT) || '%'";
    REMOVE_ACTORS = "DELETE FROM library_actor WHERE import_id = $1 AND NOT EXISTS (SELECT 1 FROM library_document_party p WHERE p.actor_id = library_actor.id)";
    ALL_NAMES = "SELECT id, name, aliases FROM library_actor";
    FORGET_MATCHES = "UPDATE library_document_party SET actor_id = NULL, score = NULL, state = 'unmatched' WHERE actor_id IN (SELECT id FROM library_actor WHERE import_id = $1) AND NOT EXISTS (SELECT 1 FROM platform_fixed h WHERE h.thing = 'document:' || document_id)";
    TO_REVIEW = "SELECT p.document_id, d.title, p.side, p.position, p.name, p.actor_id, a.name AS actor_name, p.score, p.state FROM library_document_party_seen p JOIN library_document_seen d ON d.id = p.document_id JOIN library_actor a ON a.id = p.actor_id WHERE p.state = 'suggested' ORDER BY p.score, p.document_id, p.side, p.position LIMIT $1 OFFSET $2";
    COUNT_TO_REVIEW = "SELECT COUNT(*) AS n FROM library_document_party_seen WHERE state = 'suggested'";
    DECIDE = "UPDATE library_document_party SET state = $4, decided_by = $5, decided_at = $6 WHERE document_id = $1 AND side = $2 AND position = $3 AND actor_id IS NOT NULL AND document_id IN (SELECT d.id FROM library_document_seen d WHERE d.id = $1)";
    UNMATCHED = "SELECT document_id, side, position, name FROM library_document_party_seen WHERE state = 'unmatched' AND NOT EXISTS (SELECT 1 FROM platform_fixed h WHERE h.thing = 'document:' || document_id)";
    SUGGEST = "UPDATE library_document_party SET actor_id = $4, score = $5, state = 'suggested' WHERE document_id = $1 AND side = $2 AND position = $3 AND state = 'unmatched'";
}

/// Writes an actor with its aliases.
pub fn put(work: &mut Work<'_>, a: &Authority, import_id: &str) -> Result<()> {
    let mut aliases: Vec<&String> = a.aliases.iter().filter(|alias| !alias.is_empty()).collect();
    aliases.sort();
    aliases.dedup();
    let folded: Vec<String> = [&a.name].into_iter().chain(aliases.iter().copied()).map(|name| fold(name)).collect();
    let values: [Value; 10] = [
        (&a.id).into(),
        (&a.name).into(),
        (&a.kind).into(),
        a.from.as_ref().into(),
        a.to.as_ref().into(),
        serde_json::to_string(&a.external)?.into(),
        serde_json::to_string(&aliases)?.into(),
        folded.join("\n").into(),
        (&a.source).into(),
        import_id.into(),
    ];
    work.execute(PUT_ACTOR, &values).map(drop)
}

/// Removes the actors that an undone import had brought; matches to them become open again. An
/// actor stays where a match stays that whoever undoes it may not change.
pub fn remove_of_import(work: &mut Work<'_>, import_id: &str) -> Result<()> {
    work.execute(FORGET_MATCHES, &[import_id.into()])?;
    work.execute(REMOVE_ACTORS, &[import_id.into()]).map(drop)
}

pub fn authority(row: &Row) -> Result<Authority> {
    Ok(Authority {
        id: row.get("id")?,
        name: row.get("name")?,
        kind: row.get("kind")?,
        from: row.get("from_date")?,
        to: row.get("to_date")?,
        external: serde_json::from_str(&row.get::<String>("external")?)?,
        aliases: serde_json::from_str(&row.get::<String>("aliases")?)?,
        source: row.get("source_id")?,
    })
}

/// An actor with its aliases, or a clear word that it is not here.
pub fn get(c: &mut Connection, id: &str) -> Result<Authority> {
    c.first(ACTOR, &[id.into()], authority)?.ok_or_else(|| Error::missing("actor", id))
}

/// Every name and alias with its actor, for matching.
pub fn names(c: &mut Connection) -> Result<Vec<(String, String)>> {
    let read = |row: &Row| Ok((row.get::<String>("id")?, row.get::<String>("name")?, row.get::<String>("aliases")?));
    let mut all = Vec::new();
    for (id, name, aliases) in c.all(ALL_NAMES, &[], read)? {
        let aliases: Vec<String> = serde_json::from_str(&aliases)?;
        all.extend([name].into_iter().chain(aliases).map(|name| (id.clone(), name)));
    }
    Ok(all)
}

/// Matches that wait for a person, least sure first, without the first `offset`.
pub fn to_review(c: &mut Connection, offset: usize, limit: usize) -> Result<Vec<Candidate>> {
    c.all(TO_REVIEW, &[limit.into(), offset.into()], |row| {
        Ok(Candidate {
            document: row.get("document_id")?,
            title: row.get("title")?,
            side: row.get("side")?,
            position: row.get("position")?,
            name: row.get("name")?,
            actor: row.get("actor_id")?,
            actor_name: row.get("actor_name")?,
            score: row.get("score")?,
        })
    })
}

/// How many matches wait for a person.
pub fn count_to_review(c: &mut Connection) -> Result<i64> {
    Ok(c.first(COUNT_TO_REVIEW, &[], |row| row.get("n"))?.unwrap_or(0))
}

/// Keeps what a person decided on a match; false where there is no such match.
pub fn decide(work: &mut Work<'_>, document: &str, side: &str, position: i64, state: &str) -> Result<bool> {
    let (who, now) = (work.actor().id.clone(), work.now().to_owned());
    let values: [Value; 6] = [document.into(), side.into(), position.into(), state.into(), who.into(), now.into()];
    Ok(work.execute(DECIDE, &values)? == 1)
}

/// Names that are not matched yet, and may be by whom this is asked: document, side, position,
/// name.
pub fn unmatched(c: &mut Connection) -> Result<Vec<(String, String, i64, String)>> {
    c.all(UNMATCHED, &[], |row| Ok((row.get("document_id")?, row.get("side")?, row.get("position")?, row.get("name")?)))
}

/// Suggests an actor for a name that is not matched yet.
pub fn suggest(work: &mut Work<'_>, document: &str, side: &str, position: i64, actor: &str, score: f64) -> Result<()> {
    work.execute(SUGGEST, &[document.into(), side.into(), position.into(), actor.into(), score.into()]).map(drop)
}
