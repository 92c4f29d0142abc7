//! Events and country-months in the database, with every release's word kept.

use crate::event::Event;
use crate::import::NewEvent;
use methods::forecast::month::Month;
use platform::db::{Connection, Row, Value};
use platform::{Result, Work, statements};

statements! {
    ANY_EVENT = "SELECT event_id FROM warning_event WHERE source = $1 LIMIT 1";
    CURRENT_EVENT = "SELECT event_id, country, month, violence, started_on, ended_on, deaths_best, deaths_low, deaths_high, conflict, side_a, side_b, place, latitude, longitude, place_precision FROM warning_event WHERE source = $1 AND event_id = $2 AND ended_by IS NULL";
    ADD_EVENT = "INSERT INTO warning_event (source, event_id, release_number, ended_by, ended_as, country, month, violence, started_on, ended_on, deaths_best, deaths_low, deaths_high, conflict, side_a, side_b, place, latitude, longitude, place_precision) VALUES ($1, $2, $3, NULL, NULL, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)";
    END_EVENT = "UPDATE warning_event SET ended_by = $3, ended_as = $4 WHERE source = $1 AND event_id = $2 AND ended_by IS NULL";
    CURRENT_IN_MONTHS = "SELECT event_id FROM warning_event WHERE country = $2 AND month BETWEEN $3 AND $4 AND source = $1 AND ended_by IS NULL";
    DROP_EVENTS = "DELETE FROM warning_event WHERE release_number = $1";
    REVIVE_EVENTS = "UPDATE warning_event SET ended_by = NULL, ended_as = NULL WHERE ended_by = $1";
    EVENTS_OF_MONTHS = "SELECT e.source, e.event_id, r.id AS release_id, e.country, e.month, e.violence, e.started_on, e.ended_on, e.deaths_best, e.deaths_low, e.deaths_high, e.conflict, e.side_a, e.side_b, e.place, e.latitude, e.longitude, e.place_precision FROM warning_event e JOIN warning_release r ON r.number = e.release_number WHERE e.country = $1 AND e.month BETWEEN $2 AND $3 AND e.ended_by IS NULL ORDER BY e.deaths_best DESC, e.event_id LIMIT $4";
    EVENTS_OF_MONTH = "SELECT e.source, e.event_id, r.id AS release_id, e.country, e.month, e.violence, e.started_on, e.ended_on, e.deaths_best, e.deaths_low, e.deaths_high, e.conflict, e.side_a, e.side_b, e.place, e.latitude, e.longitude, e.place_precision FROM warning_event e JOIN warning_release r ON r.number = e.release_number WHERE e.country = $1 AND e.month = $2 AND e.ended_by IS NULL ORDER BY e.deaths_best DESC, e.event_id LIMIT $3";
    EVENT_HISTORY = "SELECT r.id AS release_id, x.id AS ended_by, e.ended_as, e.deaths_best, e.ended_on FROM warning_event e JOIN warning_release r ON r.number = e.release_number LEFT JOIN warning_release x ON x.number = e.ended_by WHERE e.source = $1 AND e.event_id = $2 ORDER BY e.release_number";
    CURRENT_CELLS_OF = "SELECT month, deaths FROM warning_cell WHERE violence = $3 AND country = $2 AND source = $1 AND ended_by IS NULL";
    ADD_CELL = "INSERT INTO warning_cell (source, country, month, violence, release_number, ended_by, deaths) VALUES ($1, $2, $3, $4, $5, NULL, $6)";
    END_CELL = "UPDATE warning_cell SET ended_by = $5 WHERE violence = $4 AND country = $2 AND month = $3 AND source = $1 AND ended_by IS NULL";
    DROP_CELLS = "DELETE FROM warning_cell WHERE release_number = $1";
    REVIVE_CELLS = "UPDATE warning_cell SET ended_by = NULL WHERE ended_by = $1";
    CELLS_AS_OF = "SELECT source, country, month, deaths FROM warning_cell WHERE violence = 'state' AND source IN ('series', 'ucdp_ged') AND release_number <= $1 AND (ended_by IS NULL OR ended_by > $1) ORDER BY country, month, source";
    CELLS_OF_COUNTRY = "SELECT source, violence, month, deaths FROM warning_cell WHERE violence IN ('state', 'non_state', 'one_sided') AND country = $1 AND ended_by IS NULL ORDER BY violence, month, source";
}

fn new_event(row: &Row) -> Result<NewEvent> {
    let word: String = row.get("violence")?;
    let violence = ["state", "non_state", "one_sided", "other"].into_iter().find(|w| *w == word).unwrap_or("other");
    Ok(NewEvent {
        event_id: row.get("event_id")?,
        country: row.get("country")?,
        month: Month(row.get("month")?),
        violence,
        started_on: row.get("started_on")?,
        ended_on: row.get("ended_on")?,
        deaths_best: row.get("deaths_best")?,
        deaths_low: row.get("deaths_low")?,
        deaths_high: row.get("deaths_high")?,
        conflict: row.get("conflict")?,
        side_a: row.get("side_a")?,
        side_b: row.get("side_b")?,
        place: row.get("place")?,
        latitude: row.get("latitude")?,
        longitude: row.get("longitude")?,
        place_precision: row.get("place_precision")?,
    })
}

/// Whether the source has any event here.
pub fn has_any(c: &mut Connection, source: &str) -> Result<bool> {
    Ok(c.first(ANY_EVENT, &[source.into()], |_| Ok(()))?.is_some())
}

pub(crate) fn current(c: &mut Connection, source: &str, id: &str) -> Result<Option<NewEvent>> {
    c.first(CURRENT_EVENT, &[source.into(), id.into()], new_event)
}

pub(crate) fn add(work: &mut Work<'_>, source: &str, release: i64, e: &NewEvent) -> Result<()> {
    let values: [Value; 18] = [
        source.into(),
        (&e.event_id).into(),
        release.into(),
        (&e.country).into(),
        e.month.0.into(),
        e.violence.into(),
        (&e.started_on).into(),
        (&e.ended_on).into(),
        e.deaths_best.into(),
        e.deaths_low.into(),
        e.deaths_high.into(),
        (&e.conflict).into(),
        (&e.side_a).into(),
        (&e.side_b).into(),
        (&e.place).into(),
        e.latitude.into(),
        e.longitude.into(),
        e.place_precision.into(),
    ];
    work.execute(ADD_EVENT, &values).map(drop)
}

/// Ends an event's current row, `revised` or `withdrawn` by a release.
pub fn end(work: &mut Work<'_>, source: &str, id: &str, release: i64, how: &str) -> Result<u64> {
    work.execute(END_EVENT, &[source.into(), id.into(), release.into(), how.into()])
}

/// Ids of a country's current events in a span of months.
pub fn current_in(c: &mut Connection, source: &str, country: &str, from: Month, until: Month) -> Result<Vec<String>> {
    c.all(CURRENT_IN_MONTHS, &[source.into(), country.into(), from.0.into(), until.0.into()], |row| row.get("event_id"))
}

/// Takes back what a release wrote, and revives what it ended.
pub fn undo(work: &mut Work<'_>, release: i64) -> Result<()> {
    for statement in [DROP_EVENTS, REVIVE_EVENTS, DROP_CELLS, REVIVE_CELLS] {
        work.execute(statement, &[release.into()])?;
    }
    Ok(())
}

/// A country's current cells of one source.
pub fn cells_of(c: &mut Connection, source: &str, country: &str, violence: &str) -> Result<std::collections::HashMap<i64, f64>> {
    let all =
        c.all(CURRENT_CELLS_OF, &[source.into(), country.into(), violence.into()], |row| Ok((row.get("month")?, row.get("deaths")?)))?;
    Ok(all.into_iter().collect())
}

/// A country and month of one kind of violence, at one source.
#[derive(Clone, Copy)]
pub struct CellKey<'a> {
    pub source: &'a str,
    pub country: &'a str,
    pub month: Month,
    pub violence: &'a str,
}

/// Writes a cell; what stood there before is kept, ended by `release`.
pub fn put_cell(work: &mut Work<'_>, key: CellKey<'_>, release: i64, deaths: f64, replaces: bool) -> Result<()> {
    if replaces {
        work.execute(END_CELL, &[key.source.into(), key.country.into(), key.month.0.into(), key.violence.into(), release.into()])?;
    }
    let values: [Value; 6] =
        [key.source.into(), key.country.into(), key.month.0.into(), key.violence.into(), release.into(), deaths.into()];
    work.execute(ADD_CELL, &values).map(drop)
}

/// Every state-based country-month as it was known with the release of this number: source, country, month,
/// deaths, by country and month.
pub fn cells_as_of(c: &mut Connection, release: i64) -> Result<Vec<(String, String, Month, f64)>> {
    c.all(CELLS_AS_OF, &[release.into()], |row| Ok((row.get("source")?, row.get("country")?, Month(row.get("month")?), row.get("deaths")?)))
}

/// All current cells of a country: source, violence, month, deaths.
pub fn cells_of_country(c: &mut Connection, country: &str) -> Result<Vec<(String, String, Month, f64)>> {
    c.all(CELLS_OF_COUNTRY, &[country.into()], |row| {
        Ok((row.get("source")?, row.get("violence")?, Month(row.get("month")?), row.get("deaths")?))
    })
}

/// Months that are read one by one, so that only as many rows are touched as are shown.
const MONTHS_ONE_BY_ONE: i64 = 24;

/// The deadliest current events of a country in a span of months.
pub fn of_months(c: &mut Connection, country: &str, from: Month, until: Month, limit: usize) -> Result<Vec<Event>> {
    if until.0 - from.0 >= MONTHS_ONE_BY_ONE {
        return c.all(EVENTS_OF_MONTHS, &[country.into(), from.0.into(), until.0.into(), limit.into()], event);
    }
    let mut all = Vec::new();
    for month in from.0..=until.0 {
        all.extend(c.all(EVENTS_OF_MONTH, &[country.into(), month.into(), limit.into()], event)?);
    }
    all.sort_by(|a, b| b.deaths_best.cmp(&a.deaths_best).then_with(|| a.event_id.cmp(&b.event_id)));
    all.truncate(limit);
    Ok(all)
}

/// An event out of a whole row.
pub(super) fn event(row: &Row) -> Result<Event> {
    let e = new_event(row)?;
    Ok(Event {
        source: row.get("source")?,
        release: row.get("release_id")?,
        event_id: e.event_id,
        month: e.month.to_string(),
        violence: e.violence.to_owned(),
        started_on: e.started_on,
        ended_on: e.ended_on,
        deaths_best: e.deaths_best,
        deaths_low: e.deaths_low,
        deaths_high: e.deaths_high,
        conflict: e.conflict,
        side_a: e.side_a,
        side_b: e.side_b,
        place: e.place,
        latitude: e.latitude,
        longitude: e.longitude,
        place_precision: e.place_precision,
    })
}

/// What each release said of an event: release, the release that ended it and how, deaths, day.
pub fn history(c: &mut Connection, source: &str, id: &str) -> Result<Vec<crate::event::Version>> {
    c.all(EVENT_HISTORY, &[source.into(), id.into()], |row| {
        Ok(crate::event::Version {
            release: row.get("release_id")?,
            ended_by: row.get("ended_by")?,
            ended_as: row.get("ended_as")?,
            deaths_best: row.get("deaths_best")?,
            ended_on: row.get("ended_on")?,
        })
    })
}
