//! Country-month series: `month_id, country_id, name, iso3, ged_sb`.

use super::{Batch, Note, Order, Severity, Source};
use crate::country;
use crate::files;
use methods::forecast::month::Month;
use platform::{App, Result, say};
use std::collections::BTreeMap;

pub(super) fn prepare(app: &App, order: &Order) -> Result<Batch> {
    let mut batch = Batch { source: "series", ..Batch::default() };
    let mut countries: BTreeMap<String, (String, Option<i64>)> = BTreeMap::new();
    let mut cells: BTreeMap<(String, Month), f64> = BTreeMap::new();
    for source in &order.files {
        let file = source.name();
        let mut table = files::table(&file, files::buffered(source.open(app)?), &["month_id", "country_id", "ged_sb"])?;
        while table.next(&mut batch.notes) {
            batch.read += 1;
            let (iso3, name) = (table.text("iso3").to_owned(), table.text("name").to_owned());
            let Some(code) = country::code(&iso3, &name) else {
                batch.notes.push(table.note(Severity::Refused, "iso3", say!("warning-report-country", code = iso3, name = name)));
                continue;
            };
            let month = table.whole("month_id").filter(|m| (1..=1_200).contains(m)).map(Month);
            let text = table.text("ged_sb");
            if text.is_empty() {
                continue; // Not observed.
            }
            let deaths = text.parse::<f64>().ok().filter(|d| d.is_finite() && *d >= 0.0);
            let (Some(month), Some(deaths)) = (month, deaths) else {
                let (column, text) = if month.is_none() { ("month_id", table.text("month_id")) } else { ("ged_sb", text) };
                batch.notes.push(table.note(Severity::Refused, column, say!("warning-report-unfit", text = text)));
                continue;
            };
            if cells.contains_key(&(code.clone(), month)) {
                batch.notes.push(table.note(
                    Severity::Refused,
                    "month_id",
                    say!("warning-report-country-twice", country = code, month = month.to_string()),
                ));
                continue;
            }
            let shown = if name.is_empty() { code.clone() } else { name };
            countries.entry(code.clone()).or_insert((shown, table.whole("country_id")));
            cells.insert((code, month), deaths);
        }
        batch.files.push(file);
    }
    drop_half_month(&mut cells, order, &mut batch.notes);
    batch.label = batch.files.join(", ");
    batch.countries = countries.into_iter().map(|(code, (name, id))| (code, name, id)).collect();
    batch.cells = cells.into_iter().map(|((code, month), deaths)| (code, month, deaths)).collect();
    Ok(batch)
}

/// A last month that fewer than half of the month before's countries have is half a month of
/// data: it is kept aside, since its zeros are not zeros.
fn drop_half_month(cells: &mut BTreeMap<(String, Month), f64>, order: &Order, notes: &mut Vec<Note>) {
    let Some(last) = cells.keys().map(|(_, month)| *month).max() else { return };
    let countries = |month: Month| cells.keys().filter(|(_, m)| *m == month).count();
    let (there, before) = (countries(last), countries(last.plus(-1)));
    if there * 2 < before && order.covers.is_none() {
        cells.retain(|(_, month), _| *month != last);
        let file = order.files.last().map_or_else(String::new, Source::name);
        notes.push(Note {
            severity: Severity::Doubtful,
            file,
            row: None,
            column: Some("month_id".into()),
            reason: say!("warning-report-half-series", month = last.to_string(), n = there, before = before.to_string()),
        });
    }
}
