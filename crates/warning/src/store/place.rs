//! Places of events in the database.

use super::event::event;
use crate::event::Event;
use crate::place::{Choice, Place, area};
use methods::forecast::month::Month;
use platform::db::{Connection, Value};
use platform::{Result, statements};

statements! {
    EVENT_SOURCES = "SELECT source, CAST(COUNT(*) AS BIGINT) AS events FROM warning_event WHERE country = $1 AND month BETWEEN $2 AND $3 AND ended_by IS NULL GROUP BY source ORDER BY source";
    LAST_MONTH = "SELECT MAX(month) AS month FROM warning_event WHERE country = $1 AND ended_by IS NULL";
    TOTALS = "SELECT CAST(COUNT(*) AS BIGINT) AS events, CAST(COALESCE(SUM(deaths_best), 0) AS BIGINT) AS deaths FROM warning_event WHERE country = $1 AND month BETWEEN $2 AND $3 AND source = $4 AND ($5 = '' OR violence = $5) AND ended_by IS NULL";
    PLACES = "SELECT latitude, longitude, place_precision, MIN(place) AS place, CAST(COUNT(*) AS BIGINT) AS events, CAST(SUM(deaths_best) AS BIGINT) AS deaths FROM warning_event WHERE country = $1 AND month BETWEEN $2 AND $3 AND source = $4 AND ($5 = '' OR violence = $5) AND ended_by IS NULL GROUP BY latitude, longitude, place_precision ORDER BY 6 DESC, 4, latitude, longitude LIMIT $6";
    EVENTS = "SELECT e.source, e.event_id, r.id AS release_id, e.country, e.month, e.violence, e.started_on, e.ended_on, e.deaths_best, e.deaths_low, e.deaths_high, e.conflict, e.side_a, e.side_b, e.place, e.latitude, e.longitude, e.place_precision FROM warning_event e JOIN warning_release r ON r.number = e.release_number WHERE e.country = $1 AND e.month BETWEEN $2 AND $3 AND e.source = $4 AND ($5 = '' OR e.violence = $5) AND e.ended_by IS NULL ORDER BY e.deaths_best DESC, e.event_id LIMIT $6";
    SUM_MONTH = "SELECT CAST(COALESCE(SUM(deaths_best), 0) AS BIGINT) AS deaths FROM warning_event WHERE country = $2 AND month = $3 AND source = $1 AND violence = $4 AND ended_by IS NULL";
}

/// Sources with events of a country in a span of months, and how many.
pub fn sources(c: &mut Connection, country: &str, from: Month, until: Month) -> Result<Vec<(String, i64)>> {
    c.all(EVENT_SOURCES, &[country.into(), from.0.into(), until.0.into()], |row| Ok((row.get("source")?, row.get("events")?)))
}

/// The last month with an event.
pub fn last_month(c: &mut Connection, country: &str) -> Result<Option<Month>> {
    let found = c.first(LAST_MONTH, &[country.into()], |row| row.get::<Option<i64>>("month"))?;
    Ok(found.flatten().map(Month))
}

fn chosen(country: &str, choice: &Choice) -> Vec<Value> {
    vec![country.into(), choice.from.0.into(), choice.until.0.into(), (&choice.source).into(), (&choice.violence).into()]
}

fn limited(country: &str, choice: &Choice, limit: usize) -> Vec<Value> {
    let mut values = chosen(country, choice);
    values.push(limit.into());
    values
}

/// How many events fit, and their deaths.
pub fn totals(c: &mut Connection, country: &str, choice: &Choice) -> Result<(i64, i64)> {
    let found = c.first(TOTALS, &chosen(country, choice), |row| Ok((row.get("events")?, row.get("deaths")?)))?;
    Ok(found.unwrap_or_default())
}

/// Events by place, the deadliest first.
pub fn places(c: &mut Connection, country: &str, choice: &Choice, limit: usize) -> Result<Vec<Place>> {
    c.all(PLACES, &limited(country, choice, limit), |row| {
        let (latitude, longitude): (Option<f64>, Option<f64>) = (row.get("latitude")?, row.get("longitude")?);
        let precision: Option<i64> = row.get("place_precision")?;
        Ok(Place {
            area: area(precision, latitude.is_some() && longitude.is_some()),
            latitude,
            longitude,
            precision,
            place: row.get("place")?,
            events: row.get("events")?,
            deaths: row.get("deaths")?,
        })
    })
}

/// The deadliest events.
pub fn events(c: &mut Connection, country: &str, choice: &Choice, limit: usize) -> Result<Vec<Event>> {
    c.all(EVENTS, &limited(country, choice, limit), event)
}

/// Deaths of a month's current events.
pub fn sum(c: &mut Connection, source: &str, country: &str, month: Month, violence: &str) -> Result<i64> {
    let found = c.first(SUM_MONTH, &[source.into(), country.into(), month.0.into(), violence.into()], |row| row.get("deaths"))?;
    Ok(found.unwrap_or_default())
}
