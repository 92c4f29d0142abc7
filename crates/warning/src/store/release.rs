//! Releases, what they did not understand, countries and feeds in the database.

use crate::feed::Feed;
use crate::import::{Batch, Counts, Note, Release};
use methods::forecast::month::Month;
use platform::clearance::marking::Sealer;
use platform::db::{Connection, Row, Value};
use platform::{Error, Result, Work, statements};

statements! {
    ADD_RELEASE = "INSERT INTO warning_release (id, number, source, label, files, state, covers_from, covers_until, actor_id, actor_name, imported_at, undone_at, counts) VALUES ($1, $10, $2, $3, $4, 'done', $5, $6, $7, $8, $9, NULL, '{}')";
    NUMBER = "SELECT number FROM warning_release WHERE id = $1";
    NEXT_NUMBER = "SELECT COALESCE(MAX(number), 0) + 1 AS number FROM warning_release";
    SET_COUNTS = "UPDATE warning_release SET counts = $2 WHERE id = $1";
    MARK_UNDONE = "UPDATE warning_release SET state = 'undone', undone_at = $2 WHERE id = $1";
    RELEASE = "SELECT id, source, label, files, state, covers_from, covers_until, actor_name, imported_at, undone_at, counts FROM warning_release WHERE id = $1";
    RELEASES = "SELECT r.* FROM warning_release r WHERE (CAST($1 AS TEXT) IS NULL OR source = $1) AND (CAST($2 AS TEXT) IS NULL OR state = $2)";
    LATEST = "SELECT id FROM warning_release WHERE state = 'done' AND source IN ('series', 'ucdp_ged') ORDER BY id DESC LIMIT 1";
    LATER_OF_SOURCE = "SELECT id FROM warning_release WHERE state = 'done' AND source = $1 AND id > $2 ORDER BY id LIMIT 1";
    FORECASTS_ON = "SELECT id FROM warning_forecast WHERE release_id >= $1 LIMIT 1";
    ADD_NOTE = "INSERT INTO warning_note (release_id, position, severity, file, row_number, column_name, reason) VALUES ($1, $2, $3, $4, $5, $6, $7)";
    NOTES = "SELECT severity, file, row_number, column_name, reason FROM warning_note WHERE release_id = $1 ORDER BY position LIMIT $2 OFFSET $3";
    PUT_COUNTRY = "INSERT INTO warning_country (id, name, series_id) VALUES ($1, $2, $3) ON CONFLICT (id) DO UPDATE SET series_id = COALESCE(excluded.series_id, warning_country.series_id)";
    COUNTRIES = "SELECT id, name FROM warning_country ORDER BY id";
    COUNTRY = "SELECT id, name FROM warning_country WHERE id = $1";
    PUT_FEED = "INSERT INTO warning_feed (source, tried_at, succeeded_at, error, rows_read, data_until) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (source) DO UPDATE SET tried_at = excluded.tried_at, succeeded_at = COALESCE(excluded.succeeded_at, warning_feed.succeeded_at), error = excluded.error, rows_read = CASE WHEN excluded.succeeded_at IS NULL THEN warning_feed.rows_read ELSE excluded.rows_read END, data_until = COALESCE(excluded.data_until, warning_feed.data_until)";
    FEEDS = "SELECT source, tried_at, succeeded_at, error, rows_read, data_until FROM warning_feed ORDER BY source";
}

/// Opens the record of a release; its number, by which its rows name it.
pub(crate) fn add(work: &mut Work<'_>, id: &str, batch: &Batch) -> Result<i64> {
    let (actor, now) = (work.actor().clone(), work.now().to_owned());
    let number = work.first(NEXT_NUMBER, &[], |row| row.get::<i64>("number"))?.unwrap_or(1);
    let values: [Value; 10] = [
        id.into(),
        batch.source.into(),
        (&batch.label).into(),
        serde_json::to_string(&batch.files)?.into(),
        batch.covers.map(|c| c.0.0).into(),
        batch.covers.map(|c| c.1.0).into(),
        actor.id.into(),
        actor.name.into(),
        now.into(),
        number.into(),
    ];
    work.execute(ADD_RELEASE, &values)?;
    for (code, name, series_id) in &batch.countries {
        work.execute(PUT_COUNTRY, &[code.into(), name.into(), (*series_id).into()])?;
    }
    for (at, note) in batch.notes.iter().enumerate() {
        work.execute(ADD_NOTE, &note.values(id, at, &Sealer::none())?)?;
    }
    Ok(number)
}

/// The number by which a release's rows name it.
pub fn number(c: &mut Connection, id: &str) -> Result<i64> {
    c.first(NUMBER, &[id.into()], |row| row.get("number"))?.ok_or_else(|| Error::missing("release", id))
}

pub fn set_counts(work: &mut Work<'_>, id: &str, counts: &Counts) -> Result<()> {
    work.execute(SET_COUNTS, &[id.into(), serde_json::to_string(counts)?.into()]).map(drop)
}

pub fn mark_undone(work: &mut Work<'_>, id: &str) -> Result<()> {
    let now = work.now().to_owned();
    work.execute(MARK_UNDONE, &[id.into(), now.into()]).map(drop)
}

pub fn release(row: &Row) -> Result<Release> {
    let month = |name: &str| Ok::<_, Error>(row.get::<Option<i64>>(name)?.map(|m| Month(m).to_string()));
    Ok(Release {
        id: row.get("id")?,
        source: row.get("source")?,
        label: row.get("label")?,
        files: serde_json::from_str(&row.get::<String>("files")?)?,
        state: row.get("state")?,
        covers_from: month("covers_from")?,
        covers_until: month("covers_until")?,
        actor_name: row.get("actor_name")?,
        imported_at: row.get("imported_at")?,
        undone_at: row.get("undone_at")?,
        counts: serde_json::from_str(&row.get::<String>("counts")?)?,
    })
}

pub fn get(c: &mut Connection, id: &str) -> Result<Release> {
    c.first(RELEASE, &[id.into()], release)?.ok_or_else(|| Error::missing("release", id))
}

/// The id of the newest release that holds and that forecasts rest on: what ACLED counts and
/// what others forecast never enters them. None where nothing was imported.
pub fn latest(c: &mut Connection) -> Result<Option<String>> {
    c.first(LATEST, &[], |row| row.get("id"))
}

/// The first later release of the same source.
pub fn later_of(c: &mut Connection, source: &str, id: &str) -> Result<Option<String>> {
    c.first(LATER_OF_SOURCE, &[source.into(), id.into()], |row| row.get("id"))
}

/// A forecast that may rest on this release.
pub fn forecast_on(c: &mut Connection, id: &str) -> Result<Option<String>> {
    c.first(FORECASTS_ON, &[id.into()], |row| row.get("id"))
}

pub fn notes(c: &mut Connection, id: &str, from: usize, limit: usize) -> Result<Vec<Note>> {
    c.all(NOTES, &[id.into(), limit.into(), from.into()], Note::from_row)
}

/// Countries of which anything is known: code and the source's name.
pub fn countries(c: &mut Connection) -> Result<Vec<(String, String)>> {
    c.all(COUNTRIES, &[], |row| Ok((row.get("id")?, row.get("name")?)))
}

/// A country's name at its source.
pub fn country(c: &mut Connection, id: &str) -> Result<String> {
    c.first(COUNTRY, &[id.into()], |row| row.get("name"))?.ok_or_else(|| Error::missing("country", id))
}

/// Whether anything was imported of a country.
pub fn is_known(c: &mut Connection, id: &str) -> Result<bool> {
    Ok(c.first(COUNTRY, &[id.into()], |_| Ok(()))?.is_some())
}

pub fn put_feed(c: &mut Connection, feed: &Feed) -> Result<()> {
    let values: [Value; 6] = [
        (&feed.source).into(),
        (&feed.tried_at).into(),
        feed.succeeded_at.as_ref().into(),
        feed.error.as_ref().into(),
        feed.rows_read.into(),
        feed.data_until.as_ref().into(),
    ];
    c.execute(PUT_FEED, &values).map(drop)
}

pub fn feeds(c: &mut Connection) -> Result<Vec<Feed>> {
    c.all(FEEDS, &[], |row| {
        Ok(Feed {
            source: row.get("source")?,
            tried_at: row.get("tried_at")?,
            succeeded_at: row.get("succeeded_at")?,
            error: row.get("error")?,
            rows_read: row.get("rows_read")?,
            data_until: row.get("data_until")?,
        })
    })
}
