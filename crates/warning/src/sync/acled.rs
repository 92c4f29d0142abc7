//! ACLED's interface: a token for the user's own account, events page by page until a page is
//! empty, and the ids of deleted events. Its deaths are counted otherwise than UCDP's, so
//! they are shown beside the series and never mixed into it.

use super::http::{Client, number, text, whole};
use crate::import::{Batch, NewEvent, Note, Severity};
use methods::countries;
use methods::forecast::month::Month;
use platform::config::Config;
use platform::import::Source;
use platform::{App, Error, Result, Said, say};
use serde_json::Value;
use std::collections::BTreeMap;

/// Fields without which an event cannot be read.
const FIELDS: [&str; 5] = ["event_id_cnty", "event_date", "event_type", "iso", "fatalities"];

pub(super) fn fetch(config: &Config, watch: &super::Watch<'_>) -> Result<Batch> {
    let address = super::address(config, "acled_url", "ACLED")?;
    let client = Client::new("ACLED");
    let form = [
        ("username", config.text("acled_user")),
        ("password", config.text("acled_password")),
        ("grant_type", "password"),
        ("client_id", "acled"),
    ];
    let answer = client.post(&format!("{address}/oauth/token"), &form)?;
    let token = answer["access_token"].as_str().ok_or_else(|| client.lacks("access_token"))?;
    let bearer = format!("Bearer {token}");
    let mut reading = Reading::new("ACLED");
    for page in 1.. {
        let answer = client.get(&format!("{address}/api/acled/read?_format=json&page={page}"), ("authorization", &bearer))?;
        let rows = answer["data"].as_array().ok_or_else(|| client.lacks("data"))?;
        if rows.is_empty() {
            break;
        }
        for row in rows {
            reading.take(row).map_err(|missing| client.lacks(missing))?;
        }
        watch(reading.batch.read as usize, None, "ACLED")?;
    }
    for page in 1.. {
        let answer = client.get(&format!("{address}/api/deleted/read?_format=json&page={page}"), ("authorization", &bearer))?;
        let rows = answer["data"].as_array().ok_or_else(|| client.lacks("data"))?;
        if rows.is_empty() {
            break;
        }
        reading.batch.withdrawn.extend(rows.iter().map(|row| text(row, "event_id_cnty")).filter(|id| !id.is_empty()));
    }
    Ok(reading.done(vec!["acled/read".into()]))
}

/// Reads saved answers of the interface.
pub(crate) fn read_file(app: &App, source: &Source) -> Result<Batch> {
    let file = source.name();
    let unfit = |word: &'static str| Error::invalid("file", say!(word, file = &file, source = "ACLED"));
    let (value, _) = crate::files::json(source.open(app)?).map_err(|_| unfit("warning-error-answer-not-json"))?;
    let rows = value["data"].as_array().or_else(|| value.as_array()).ok_or_else(|| unfit("warning-error-answer-no-data"))?;
    let mut reading = Reading::new(&file);
    for row in rows {
        reading.take(row).map_err(|missing| {
            Error::invalid("file", say!("warning-error-answer-lacks", file = &file, source = "ACLED", field = missing))
        })?;
    }
    Ok(reading.done(vec![file]))
}

struct Reading {
    batch: Batch,
    seen: BTreeMap<String, usize>,
    countries: BTreeMap<String, String>,
}

impl Reading {
    fn new(label: &str) -> Reading {
        Reading {
            batch: Batch { source: "acled", label: label.to_owned(), ..Batch::default() },
            seen: BTreeMap::new(),
            countries: BTreeMap::new(),
        }
    }

    /// Takes one event; the field that is missing where the shape is another one.
    fn take(&mut self, row: &Value) -> std::result::Result<(), &'static str> {
        if let Some(missing) = FIELDS.into_iter().find(|f| row.get(*f).is_none()) {
            return Err(missing);
        }
        self.batch.read += 1;
        match read_row(row) {
            Err((column, reason)) => {
                let note = Note {
                    severity: Severity::Refused,
                    file: self.batch.label.clone(),
                    row: Some(self.batch.read),
                    column: Some(column.to_owned()),
                    reason,
                };
                self.batch.notes.push(note);
            }
            Ok(event) => {
                self.countries.entry(event.country.clone()).or_insert_with(|| text(row, "country"));
                // Paging may give an event twice; the later one holds.
                match self.seen.get(&event.event_id) {
                    Some(at) => self.batch.events[*at] = event,
                    None => {
                        self.seen.insert(event.event_id.clone(), self.batch.events.len());
                        self.batch.events.push(event);
                    }
                }
            }
        }
        Ok(())
    }

    fn done(mut self, files: Vec<String>) -> Batch {
        self.batch.files = files;
        self.batch.countries = self.countries.into_iter().map(|(code, name)| (code, name, None)).collect();
        self.batch
    }
}

fn read_row(row: &Value) -> std::result::Result<NewEvent, (&'static str, Said)> {
    let id = text(row, "event_id_cnty");
    let numeric = whole(row, "iso").map(|n| format!("{n:03}")).unwrap_or_default();
    let country = countries::all().iter().find(|c| !c.numeric.is_empty() && c.numeric == numeric);
    // Kosovo has no number of its own, or one of two.
    let country = country.or_else(|| countries::by_name(&text(row, "country")));
    let country = country
        .ok_or_else(|| ("iso", say!("warning-report-event-country", id = &id, country = text(row, "country"), number = &numeric)))?;
    let day = text(row, "event_date");
    let date = crate::files::day(&day).ok_or_else(|| ("event_date", say!("warning-report-event-date", id = &id, text = &day)))?;
    let year = whole(row, "year");
    if year.is_some_and(|year| year != i64::from(date.year())) || !(1946..=2100).contains(&date.year()) {
        return Err(("event_date", say!("warning-report-event-other-year", id = id, text = day)));
    }
    let deaths = whole(row, "fatalities").filter(|n| *n >= 0);
    let deaths = deaths.ok_or_else(|| ("fatalities", say!("warning-report-event-no-deaths", id = &id)))?;
    Ok(NewEvent {
        event_id: id,
        country: country.iso3.to_owned(),
        month: Month::of(i64::from(date.year()), i64::from(date.month())),
        violence: "other",
        started_on: date.to_string(),
        ended_on: date.to_string(),
        deaths_best: deaths,
        deaths_low: None,
        deaths_high: None,
        conflict: format!("{}: {}", text(row, "event_type"), text(row, "sub_event_type")),
        side_a: text(row, "actor1"),
        side_b: text(row, "actor2"),
        place: text(row, "location"),
        latitude: number(row, "latitude").filter(|x| x.abs() <= 90.0),
        longitude: number(row, "longitude").filter(|x| x.abs() <= 180.0),
        // ACLED's 1 to 3 are an exact place, its surroundings, and the province.
        place_precision: whole(row, "geo_precision").and_then(|p| [1, 2, 4].get(usize::try_from(p - 1).ok()?).copied()),
    })
}
