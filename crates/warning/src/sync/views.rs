//! VIEWS' interface: `/` lists the runs, `/{run}/cm/sb?page=N` gives a run's forecasts of
//! state-based deaths by country and month as `next_page, page_count, data[]`. `main_mean` is
//! the number of deaths it expects, `main_dich` its chance of at least 25; runs before 2023
//! give the logarithm of one more than the deaths as `sc_cm_sb_main`.

use super::http::{Client, number, text, whole};
use crate::country;
use crate::files;
use crate::import::{Batch, Note, Severity};
use crate::opinion::{NewOpinion, Run};
use methods::forecast::month::Month;
use platform::config::Config;
use platform::import::Source;
use platform::tables::Table;
use platform::{App, Error, Result, Said, say};
use serde_json::Value;
use std::collections::BTreeMap;
use std::io::Read;

/// Pages that a run may have: one of 190 countries and 36 months has 7 of 1,000 rows.
const PAGES_MAX: usize = 1_000;

/// Refuses what is no name of a run; empty stands for the newest.
pub(super) fn check_run(version: &str) -> Result<()> {
    if version.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_') {
        return Ok(());
    }
    Err(Error::invalid("version", say!("warning-error-views-run")))
}

pub(super) fn fetch(config: &Config, version: &str, watch: &super::Watch<'_>) -> Result<Batch> {
    let address = super::address(config, "views_url", "VIEWS")?;
    check_run(version)?;
    let client = Client::new("VIEWS");
    let accept = ("accept", "application/json");
    let name = if version.is_empty() { newest_run(&client, &client.get(&format!("{address}/"), accept)?)? } else { version.to_owned() };
    let mut reading = Reading::new(&name, vec![format!("{name}/cm/sb")]);
    for page in 1..=PAGES_MAX {
        let answer = client.get(&format!("{address}/{name}/cm/sb?pagesize=1000&page={page}"), accept)?;
        let rows = answer["data"].as_array().ok_or_else(|| client.lacks("data"))?;
        let next = answer.get("next_page").ok_or_else(|| client.lacks("next_page"))?;
        for row in rows {
            reading.take_json(row).map_err(|missing| client.lacks(missing))?;
        }
        watch(reading.batch.read as usize, None, "VIEWS")?;
        let is_last = rows.is_empty() || next.as_str().is_none_or(str::is_empty);
        let pages = whole(&answer, "page_count").unwrap_or(page as i64);
        if is_last && (page as i64) < pages {
            return Err(Error::Unavailable(say!("warning-error-views-pages", n = pages, given = page.to_string())));
        }
        if is_last {
            break;
        }
    }
    reading.done()
}

/// The newest run: the one with the newest data, then the newest model, then the last try.
fn newest_run(client: &Client, listing: &Value) -> Result<String> {
    let runs = listing["runs"].as_array().or_else(|| listing.as_array()).ok_or_else(|| client.lacks("runs"))?;
    let names = runs.iter().filter_map(Value::as_str).filter(|name| name.starts_with("fatalities"));
    let newest = names.filter_map(|name| Some((cut_off_in(name)?, name))).max();
    newest.map(|(_, name)| name.to_owned()).ok_or_else(|| client.lacks("fatalities"))
}

/// The cut-off that a run's name holds: `fatalities003_2026_08_t01` rests on data until August
/// 2026.
fn cut_off_in(name: &str) -> Option<Month> {
    let parts: Vec<&str> = name.split('_').collect();
    let month = |pair: &[&str]| {
        let is_month = pair[0].len() == 4 && pair[1].len() == 2;
        let (year, month) = (pair[0].parse::<i64>().ok()?, pair[1].parse::<i64>().ok()?);
        (is_month && (1990..=2100).contains(&year) && (1..=12).contains(&month)).then(|| Month::of(year, month))
    };
    parts.windows(2).find_map(month)
}

/// Reads a file of one run: a table, or saved answers of the interface.
pub(crate) fn read_file(app: &App, source: &Source) -> Result<Batch> {
    let file = source.name();
    let stem = file.rsplit_once('.').map_or(file.as_str(), |(stem, _)| stem).to_owned();
    let mut reading = Reading::new(&stem, vec![file.clone()]);
    if !file.to_lowercase().ends_with(".json") {
        let mut table = files::table(&file, files::buffered(source.open(app)?), &["month_id", "isoab"])?;
        if !MEANS.iter().chain(&CHANCES).any(|(column, _)| table.has(column)) {
            let all: Vec<&str> = MEANS.iter().chain(&CHANCES).map(|(column, _)| *column).collect();
            return Err(Error::invalid("file", say!("warning-error-views-columns", file = &file, columns = all.join(", "))));
        }
        while table.next(&mut reading.batch.notes) {
            reading.take_row(&table);
        }
        return reading.done();
    }
    let unfit = |word: &'static str| Error::invalid("file", say!(word, file = &file, source = "VIEWS"));
    let (value, has_nan) = files::json(source.open(app)?).map_err(|_| unfit("warning-error-answer-not-json"))?;
    if has_nan {
        let reason = say!("warning-report-not-numbers");
        reading.batch.notes.push(Note { severity: Severity::Doubtful, file: file.clone(), row: None, column: None, reason });
    }
    let rows = value["data"].as_array().or_else(|| value.as_array()).ok_or_else(|| unfit("warning-error-answer-no-data"))?;
    for row in rows {
        reading.take_json(row).map_err(|missing| {
            Error::invalid("file", say!("warning-error-answer-lacks", file = &file, source = "VIEWS", field = missing))
        })?;
    }
    reading.done()
}

/// What brings a published number of deaths to deaths.
type Undo = fn(f64) -> f64;
/// Columns of the expected deaths, the first that is there holds.
const MEANS: [(&str, Undo); 3] = [("main_mean", |x| x), ("main_mean_ln", f64::exp_m1), ("sc_cm_sb_main", f64::exp_m1)];
/// Columns of the chance of at least 25 deaths.
const CHANCES: [(&str, Undo); 2] = [("main_dich", |x| x), ("sc_cm_sb_dich_main", |x| x)];

fn first_of(columns: &[(&str, Undo)], value: &dyn Fn(&str) -> Option<f64>) -> Option<f64> {
    columns.iter().find_map(|(column, undo)| value(column).map(undo))
}

struct Reading {
    batch: Batch,
    name: String,
    countries: BTreeMap<String, String>,
    /// What was read, with the row it stood in.
    said: BTreeMap<(String, Month), (NewOpinion, i64)>,
}

impl Reading {
    fn new(name: &str, files: Vec<String>) -> Reading {
        let batch = Batch { source: "views", label: format!("VIEWS {name}"), files, ..Batch::default() };
        Reading { batch, name: name.to_owned(), countries: BTreeMap::new(), said: BTreeMap::new() }
    }

    /// Takes a row of an answer; the field that is missing where the shape is another one.
    fn take_json(&mut self, row: &Value) -> std::result::Result<(), &'static str> {
        if let Some(missing) = ["month_id", "isoab"].into_iter().find(|field| row.get(*field).is_none()) {
            return Err(missing);
        }
        if !MEANS.iter().chain(&CHANCES).any(|(field, _)| row.get(*field).is_some()) {
            return Err("main_mean");
        }
        self.batch.read += 1;
        let at = self.batch.read;
        self.take(at, &text(row, "isoab"), &text(row, "name"), whole(row, "month_id"), &|field| number(row, field));
        Ok(())
    }

    fn take_row<R: Read>(&mut self, table: &Table<R>) {
        self.batch.read += 1;
        let (iso3, name) = (table.text("isoab").to_owned(), table.text("name").to_owned());
        self.take(table.row, &iso3, &name, table.whole("month_id"), &|column| table.number(column));
    }

    fn take(&mut self, at: i64, iso3: &str, name: &str, month: Option<i64>, value: &dyn Fn(&str) -> Option<f64>) {
        let month = month.filter(|m| (1..=2_000).contains(m)).map(Month);
        let (mean, chance) = (first_of(&MEANS, value), first_of(&CHANCES, value));
        let problem = match (country::code(iso3, name), month) {
            (None, _) => Some(("isoab", say!("warning-report-country", code = iso3, name = name))),
            (_, None) => Some(("month_id", say!("warning-report-no-month"))),
            _ if mean.is_some_and(|x| !x.is_finite() || x < 0.0) => {
                Some(("main_mean", say!("warning-report-deaths-negative", country = iso3)))
            }
            _ if chance.is_some_and(|x| !(0.0..=1.0).contains(&x)) => Some(("main_dich", say!("warning-report-chance", country = iso3))),
            _ if mean.is_none() && chance.is_none() => Some(("main_mean", say!("warning-report-nothing-said", country = iso3))),
            _ => None,
        };
        if let Some((column, reason)) = problem {
            self.note(Severity::Refused, at, column, reason);
            return;
        }
        let (Some(country), Some(month)) = (country::code(iso3, name), month) else { return };
        let shown = if name.is_empty() { country.clone() } else { name.to_owned() };
        self.countries.entry(country.clone()).or_insert(shown);
        let new = NewOpinion { country: country.clone(), month, deaths_mean: mean, chance_25: chance };
        match self.said.get(&(country.clone(), month)) {
            Some((known, _)) if *known != new => {
                self.note(
                    Severity::Doubtful,
                    at,
                    "month_id",
                    say!("warning-report-country-twice", country = &country, month = month.to_string()),
                );
            }
            Some(_) => {}
            None => drop(self.said.insert((country, month), (new, at))),
        }
    }

    fn note(&mut self, severity: Severity, row: i64, column: &str, reason: Said) {
        let file = self.batch.files.first().cloned().unwrap_or_default();
        self.batch.notes.push(Note { severity, file, row: Some(row), column: Some(column.to_owned()), reason });
    }

    fn done(mut self) -> Result<Batch> {
        let first = self.said.keys().map(|(_, month)| *month).min();
        let Some(cut_off) = cut_off_in(&self.name).or_else(|| first.map(|month| month.plus(-1))) else {
            return Err(Error::invalid("file", say!("warning-error-views-empty", file = &self.name)));
        };
        for ((country, month), (new, row)) in std::mem::take(&mut self.said) {
            if month > cut_off {
                self.batch.opinions.push(new);
            } else {
                let (month, until) = (month.to_string(), cut_off.to_string());
                let reason = say!("warning-report-no-forecast", country = country, month = month, until = until);
                self.note(Severity::Refused, row, "month_id", reason);
            }
        }
        self.batch.run = Some(Run { name: self.name, cut_off });
        self.batch.countries = self.countries.into_iter().map(|(code, name)| (code, name, None)).collect();
        Ok(self.batch)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_runs_name_tells_its_cut_off() {
        for (name, expected) in [
            ("fatalities003_2026_08_t01", Some("2026-08")),
            ("fatalities002_2023_12_t02_cm", Some("2023-12")),
            ("predictors_fatalities002_0000_00", None),
            ("forecast", None),
        ] {
            assert_eq!(cut_off_in(name).map(|m| m.to_string()).as_deref(), expected, "{name}");
        }
    }
}
