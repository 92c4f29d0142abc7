//! UCDP georeferenced events, yearly and candidate, as CSV files.

use super::{Batch, NewEvent, Note, Order, Severity};
use crate::country;
use crate::files::{self, day};
use methods::forecast::month::Month;
use platform::tables::Table;
use platform::{App, Result, Said, say};
use std::collections::{BTreeMap, HashMap};
use std::io::Read;

const COLUMNS: [&str; 7] = ["id", "type_of_violence", "country_id", "date_start", "date_end", "best", "country"];

/// Years that events can lie in.
const YEARS: std::ops::RangeInclusive<i64> = 1946..=2100;

/// The word of UCDP's number of a kind of violence.
pub(crate) fn violence(number: i64) -> Option<&'static str> {
    match number {
        1 => Some("state"),
        2 => Some("non_state"),
        3 => Some("one_sided"),
        _ => None,
    }
}

/// One event before it is checked: what files and the interface both give.
#[derive(Clone, Copy)]
pub(crate) struct RawEvent<'a> {
    pub id: &'a str,
    pub violence: Option<i64>,
    pub gw: Option<i64>,
    pub country: &'a str,
    pub start: &'a str,
    pub end: &'a str,
    /// The year that the row names beside its days.
    pub year: Option<i64>,
    pub best: Option<i64>,
    pub low: Option<i64>,
    pub high: Option<i64>,
}

/// What the checks found: the checked part of an event, and doubts to note.
pub(crate) struct Checked {
    pub event: NewEvent,
    pub doubts: Vec<(&'static str, Said)>,
}

/// Checks an event; the column and reason where it cannot be taken.
pub(crate) fn check(raw: &RawEvent<'_>) -> std::result::Result<Checked, (&'static str, Said)> {
    let mut doubts = Vec::new();
    if raw.id.is_empty() {
        return Err(("id", say!("warning-report-event-no-id")));
    }
    let kind = raw.violence.and_then(violence).ok_or_else(|| ("type_of_violence", say!("warning-report-event-violence", id = raw.id)))?;
    let code = raw.gw.and_then(country::by_gw);
    let code = code.ok_or_else(|| {
        let number = raw.gw.map_or_else(|| "–".to_owned(), |n| n.to_string());
        ("country_id", say!("warning-report-event-state", id = raw.id, country = raw.country, number = number))
    })?;
    let started = day(raw.start).ok_or_else(|| ("date_start", say!("warning-report-event-date", id = raw.id, text = raw.start)))?;
    let ended = day(raw.end).ok_or_else(|| ("date_end", say!("warning-report-event-date", id = raw.id, text = raw.end)))?;
    if ended < started {
        let said = say!("warning-report-event-order", id = raw.id, from = started.to_string(), until = ended.to_string());
        return Err(("date_end", said));
    }
    // A slip of the hand in a year would stretch the series by centuries.
    let years = i64::from(started.year())..=i64::from(ended.year());
    if raw.year.is_some_and(|year| !years.contains(&year)) || !YEARS.contains(&i64::from(ended.year())) {
        let year = raw.year.map_or_else(|| "–".to_owned(), |year| year.to_string());
        let (from, until) = (started.to_string(), ended.to_string());
        return Err(("date_end", say!("warning-report-event-year", id = raw.id, from = from, until = until, year = year)));
    }
    let best = raw.best.ok_or_else(|| ("best", say!("warning-report-event-no-deaths", id = raw.id)))?;
    if best < 0 || raw.low.is_some_and(|n| n < 0) || raw.high.is_some_and(|n| n < 0) {
        return Err(("best", say!("warning-report-event-negative", id = raw.id)));
    }
    if raw.low.is_some_and(|low| low > best) || raw.high.is_some_and(|high| high < best) {
        doubts.push(("best", say!("warning-report-event-range", id = raw.id, best = best.to_string())));
    }
    let event = NewEvent {
        event_id: raw.id.to_owned(),
        country: code,
        month: Month::of(i64::from(ended.year()), i64::from(ended.month())),
        violence: kind,
        started_on: started.to_string(),
        ended_on: ended.to_string(),
        deaths_best: best,
        deaths_low: raw.low,
        deaths_high: raw.high,
        conflict: String::new(),
        side_a: String::new(),
        side_b: String::new(),
        place: String::new(),
        latitude: None,
        longitude: None,
        place_precision: None,
    };
    Ok(Checked { event, doubts })
}

pub(super) fn prepare(app: &App, order: &Order, watch: &dyn Fn(usize, &str) -> Result<()>) -> Result<Batch> {
    let mut batch = Batch { source: "ucdp_ged", covers: order.covers, ..Batch::default() };
    let mut seen: HashMap<String, usize> = HashMap::new();
    let mut countries: BTreeMap<String, String> = BTreeMap::new();
    for source in &order.files {
        let file = source.name();
        let mut table = files::table(&file, files::buffered(source.open(app)?), &COLUMNS)?;
        while table.next(&mut batch.notes) {
            batch.read += 1;
            if batch.read % 10_000 == 0 {
                watch(batch.read as usize, &file)?;
            }
            let Some(event) = read_row(&table, &mut batch.notes) else { continue };
            let name = table.text("country");
            if !countries.contains_key(&event.country) {
                countries.insert(event.country.clone(), name.to_owned());
            }
            match seen.get(&event.event_id) {
                None => {
                    seen.insert(event.event_id.clone(), batch.events.len());
                    batch.events.push(event);
                }
                Some(at) if batch.events[*at] == event => {}
                Some(at) => {
                    batch.notes.push(table.note(Severity::Doubtful, "id", say!("warning-report-event-twice", id = &event.event_id)));
                    batch.events[*at] = event;
                }
            }
        }
        batch.files.push(file);
    }
    let asked = batch.covers;
    batch.covers = asked.and_then(|covers| without_half_month(covers, &batch.events, &mut batch.notes));
    batch.half_month = asked.filter(|asked| batch.covers.is_none_or(|covers| covers.1 < asked.1)).map(|asked| asked.1);
    batch.label = batch.files.join(", ");
    batch.countries = countries.into_iter().map(|(code, name)| (code, name, None)).collect();
    Ok(batch)
}

fn read_row<R: Read>(table: &Table<R>, notes: &mut Vec<Note>) -> Option<NewEvent> {
    let (id, country, start, end) = (table.text("id"), table.text("country"), table.text("date_start"), table.text("date_end"));
    let raw = RawEvent {
        id: id.strip_suffix(".0").unwrap_or(id), // Some tools write whole numbers so.
        violence: table.whole("type_of_violence"),
        gw: table.whole("country_id"),
        country,
        start,
        end,
        year: table.whole("year"),
        best: table.whole("best"),
        low: table.whole("low"),
        high: table.whole("high"),
    };
    match check(&raw) {
        Err((column, reason)) => {
            notes.push(table.note(Severity::Refused, column, reason));
            None
        }
        Ok(Checked { event, doubts }) => {
            notes.extend(doubts.into_iter().map(|(column, reason)| table.note(Severity::Doubtful, column, reason)));
            Some(NewEvent {
                conflict: table.text("conflict_name").to_owned(),
                side_a: table.text("side_a").to_owned(),
                side_b: table.text("side_b").to_owned(),
                place: table.text("where_coordinates").to_owned(),
                latitude: table.number("latitude").filter(|x| x.abs() <= 90.0),
                longitude: table.number("longitude").filter(|x| x.abs() <= 180.0),
                place_precision: table.whole("where_prec").filter(|p| (1..=7).contains(p)),
                ..event
            })
        }
    }
}

/// A release whose last event ended before the 25th of its last month may hold half a month:
/// that month's gaps are not zeros.
fn without_half_month(covers: (Month, Month), events: &[NewEvent], notes: &mut Vec<Note>) -> Option<(Month, Month)> {
    let last_day = events.iter().filter(|e| e.month == covers.1).map(|e| e.ended_on.as_str()).max();
    let day = last_day.and_then(|d| d.get(8..10)).and_then(|d| d.parse::<u8>().ok());
    if day.is_some_and(|day| day >= 25) {
        return Some(covers);
    }
    notes.push(Note {
        severity: Severity::Doubtful,
        file: String::new(),
        row: None,
        column: Some("date_end".into()),
        reason: say!("warning-report-half-events", month = covers.1.to_string()),
    });
    let until = covers.1.plus(-1);
    (until >= covers.0).then_some((covers.0, until))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_as_published_and_as_spreadsheets_write_them() {
        for (text, expected) in [
            ("2021-11-04 00:00:00.000", Some("2021-11-04")),
            ("11/4/2021 12:00:00 AM", Some("2021-11-04")),
            ("2021/11/04", Some("2021-11-04")),
            ("2021.11.4 0:00", Some("2021-11-04")),
            ("04 November 2021", Some("2021-11-04")),
            ("4 nov. 2021", Some("2021-11-04")),
            ("4.11.2021", None),
            ("November 2021", None),
            ("11/4/2021", None),
            ("4/13/2014 0:00", None),
            ("", None),
        ] {
            assert_eq!(day(text).map(|d| d.to_string()).as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn an_event_that_cannot_be_is_refused_with_its_column() {
        let good = RawEvent {
            id: "1",
            violence: Some(1),
            gw: Some(530),
            country: "Ethiopia",
            start: "2021-01-30",
            end: "2021-02-02",
            year: Some(2021),
            best: Some(4),
            low: Some(1),
            high: Some(9),
        };
        assert_eq!(check(&good).ok().map(|c| (c.event.month.to_string(), c.event.country)), Some(("2021-02".into(), "ETH".into())));
        let refused = |raw: RawEvent<'_>| check(&raw).err().map(|(column, _)| column);
        assert_eq!(refused(RawEvent { end: "2021-01-29", ..good }), Some("date_end"));
        assert_eq!(refused(RawEvent { year: Some(2020), ..good }), Some("date_end"));
        assert_eq!(refused(RawEvent { start: "3021-01-30", end: "3021-02-02", year: None, ..good }), Some("date_end"));
        assert_eq!(refused(RawEvent { gw: Some(9_999), ..good }), Some("country_id"));
        assert_eq!(refused(RawEvent { best: Some(-1), ..good }), Some("best"));
        assert_eq!(refused(RawEvent { best: None, ..good }), Some("best"));
        assert_eq!(refused(RawEvent { violence: Some(4), ..good }), Some("type_of_violence"));
    }
}
