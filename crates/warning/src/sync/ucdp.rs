//! UCDP's interface: `/gedevents/{version}?pagesize=1000&page=N`, answers with `TotalCount,
//! TotalPages, NextPageUrl, PreviousPageUrl, Result[]`.

use super::http::{Client, number, text, whole};
use crate::import::ged::{Checked, RawEvent, check};
use crate::import::{Batch, NewEvent, Note, Severity};
use platform::config::Config;
use platform::{Error, Result, say};
use serde_json::Value;
use std::collections::BTreeMap;

/// Fields without which an event cannot be read.
const FIELDS: [&str; 6] = ["id", "type_of_violence", "country_id", "date_start", "date_end", "best"];

/// Refuses what is no version of UCDP's events.
pub(super) fn check_version(version: &str) -> Result<()> {
    if !version.is_empty() && version.bytes().all(|b| b.is_ascii_digit() || b == b'.') {
        return Ok(());
    }
    Err(Error::invalid("version", say!("warning-error-ucdp-version")))
}

pub(super) fn fetch(config: &Config, version: &str, watch: &super::Watch<'_>) -> Result<Batch> {
    let address = super::address(config, "ucdp_url", "UCDP")?;
    check_version(version)?;
    let client = Client::new("UCDP");
    let mut batch =
        Batch { source: "ucdp_ged", label: format!("UCDP GED {version}"), files: vec![format!("gedevents/{version}")], ..Batch::default() };
    let mut countries: BTreeMap<String, String> = BTreeMap::new();
    let mut total = 0;
    for page in 0.. {
        let answer = client
            .get(&format!("{address}/gedevents/{version}?pagesize=1000&page={page}"), ("x-ucdp-access-token", config.text("ucdp_token")))?;
        let rows = answer["Result"].as_array().ok_or_else(|| client.lacks("Result"))?;
        let pages = whole(&answer, "TotalPages").ok_or_else(|| client.lacks("TotalPages"))?;
        total = whole(&answer, "TotalCount").unwrap_or(total);
        for row in rows {
            if let Some(missing) = FIELDS.into_iter().find(|f| row.get(*f).is_none()) {
                return Err(client.lacks(missing));
            }
            batch.read += 1;
            if let Some(event) = read_row(row, batch.read, &batch.label.clone(), &mut batch.notes) {
                countries.entry(event.country.clone()).or_insert_with(|| text(row, "country"));
                batch.events.push(event);
            }
        }
        watch(batch.read as usize, usize::try_from(total).ok(), "UCDP")?;
        if page + 1 >= pages || rows.is_empty() {
            break;
        }
    }
    if batch.read != total {
        // Events slipped between pages while they were read.
        return Err(Error::Unavailable(say!("warning-error-ucdp-events", n = total, given = batch.read.to_string())));
    }
    batch.countries = countries.into_iter().map(|(code, name)| (code, name, None)).collect();
    Ok(batch)
}

fn read_row(row: &Value, at: i64, label: &str, notes: &mut Vec<Note>) -> Option<NewEvent> {
    let (id, country, start, end) = (text(row, "id"), text(row, "country"), text(row, "date_start"), text(row, "date_end"));
    let raw = RawEvent {
        id: &id,
        violence: whole(row, "type_of_violence"),
        gw: whole(row, "country_id"),
        country: &country,
        start: &start,
        end: &end,
        year: whole(row, "year"),
        best: whole(row, "best"),
        low: whole(row, "low"),
        high: whole(row, "high"),
    };
    let note =
        |severity, column: &str, reason| Note { severity, file: label.to_owned(), row: Some(at), column: Some(column.to_owned()), reason };
    match check(&raw) {
        Err((column, reason)) => {
            notes.push(note(Severity::Refused, column, reason));
            None
        }
        Ok(Checked { event, doubts }) => {
            notes.extend(doubts.into_iter().map(|(column, reason)| note(Severity::Doubtful, column, reason)));
            Some(NewEvent {
                conflict: text(row, "conflict_name"),
                side_a: text(row, "side_a"),
                side_b: text(row, "side_b"),
                place: text(row, "where_coordinates"),
                latitude: number(row, "latitude").filter(|x| x.abs() <= 90.0),
                longitude: number(row, "longitude").filter(|x| x.abs() <= 180.0),
                place_precision: whole(row, "where_prec").filter(|p| (1..=7).contains(p)),
                ..event
            })
        }
    }
}
