//! The tables that forecasting research exchanges, read as far as they can be: a row that
//! does not fit is named with its file and number, and left out.

use methods::forecast::backtest::Actual;
use methods::forecast::month::Month;
use platform::import::{Note, Severity};
use platform::tables::Table;
use platform::{Error, Result, say};
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufReader, Read};
use std::path::Path;

/// Deaths of a country in a month, as a series file says.
#[derive(Debug, Clone, PartialEq)]
pub struct Cell {
    /// The file's number of the country.
    pub country_id: i64,
    /// ISO 3166-1 alpha-3, where the file has it.
    pub iso3: Option<String>,
    /// The month.
    pub month: Month,
    /// State-based deaths.
    pub deaths: f64,
}

/// What a file held, and what of it was not understood.
#[derive(Debug, Clone)]
pub struct ReadFile<T> {
    /// What was understood.
    pub rows: Vec<T>,
    /// What was not.
    pub notes: Vec<Note>,
}

/// Opens a file that the command line named, or says why not.
pub fn open(path: &Path) -> Result<BufReader<File>> {
    let file = File::open(path)
        .map_err(|error| Error::NotFound(say!("warning-error-open", path = path.display().to_string(), why = error.to_string())))?;
    Ok(buffered(file))
}

/// Reads a file in pieces of 1 MiB.
pub(crate) fn buffered(file: File) -> BufReader<File> {
    BufReader::with_capacity(1 << 20, file)
}

/// The name of a file in reports.
pub fn name(path: &Path) -> String {
    path.file_name().map_or_else(|| path.display().to_string(), |n| n.to_string_lossy().into_owned())
}

/// What older releases and their tools call a column, and what it is called now.
const RENAMED: [(&str, &str); 3] = [("best_est", "best"), ("high_est", "high"), ("low_est", "low")];
/// Opens a table that must have `needed` columns, under their names of now or of older releases.
pub(crate) fn table<R: Read>(file: &str, source: R, needed: &[&str]) -> Result<Table<R>> {
    Table::open(file, source, needed, &RENAMED)
}

/// A saved answer in JSON. `NaN` and `Infinity`, which are none, count as missing; the second
/// part tells whether there were any.
pub(crate) fn json(source: impl Read) -> std::result::Result<(serde_json::Value, bool), serde_json::Error> {
    let mut bytes = Vec::new();
    let mut source = source;
    source.read_to_end(&mut bytes).map_err(serde_json::Error::io)?;
    let text = String::from_utf8_lossy(&bytes);
    match serde_json::from_str(&text) {
        Ok(value) => Ok((value, false)),
        Err(error) => match without_nan(&text) {
            Some(text) => Ok((serde_json::from_str(&text)?, true)),
            None => Err(error),
        },
    }
}

/// The text with `null` for every `NaN` and `Infinity` outside its strings; none where there
/// is none.
fn without_nan(text: &str) -> Option<String> {
    let mut out = String::with_capacity(text.len());
    let (mut in_string, mut escaped, mut found) = (false, false, false);
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let number = ["NaN", "-Infinity", "Infinity"].into_iter().find(|name| !in_string && rest.starts_with(name));
        if let Some(name) = number {
            out.push_str("null");
            rest = &rest[name.len()..];
            found = true;
            continue;
        }
        in_string ^= c == '"' && !escaped;
        escaped = in_string && c == '\\' && !escaped;
        out.push(c);
        rest = &rest[c.len_utf8()..];
    }
    found.then_some(out)
}

/// A day as published, `2021-11-04…`; with the year first in any form, or with its month in
/// words; or as spreadsheets of American make write it, `11/4/2021 12:00:00 AM`: only with its
/// AM or PM can month and day not be mistaken.
pub(crate) fn day(text: &str) -> Option<jiff::civil::Date> {
    let text = text.trim();
    if let Some(date) = text.get(..10).and_then(|t| t.parse().ok()) {
        return Some(date);
    }
    let of = |year: i16, month: i16, day: i16| jiff::civil::Date::new(year, month.try_into().ok()?, day.try_into().ok()?).ok();
    let (date, time) = text.split_once([' ', 'T']).unwrap_or((text, ""));
    let parts: Vec<&str> = date.split(['/', '.', '-']).collect();
    if let [first, second, third] = parts[..]
        && let (Ok(first_number), Ok(second), Ok(third)) = (first.parse::<i16>(), second.parse::<i16>(), third.parse::<i16>())
    {
        let is_american = date.contains('/') && (time.ends_with("AM") || time.ends_with("PM"));
        return match first.len() {
            4 => of(first_number, second, third),
            _ if is_american => of(third, first_number, second),
            _ => None,
        };
    }
    // 05 March 2024
    let has_month = text.chars().filter(|c| c.is_alphabetic()).count() >= 3;
    let date = methods::dates::parse(text).ok().filter(|date| has_month && date.precision() == methods::dates::Precision::Day)?;
    Some(date.earliest())
}

/// Reads a country-month series: `month_id, country_id, ged_sb`, and `iso3` where it is there.
pub fn series(path: &Path) -> Result<ReadFile<Cell>> {
    read_series(&name(path), open(path)?)
}

pub(crate) fn read_series(file: &str, source: impl Read) -> Result<ReadFile<Cell>> {
    let mut table = table(file, source, &["month_id", "country_id", "ged_sb"])?;
    let mut out = ReadFile { rows: Vec::new(), notes: Vec::new() };
    let mut seen = std::collections::HashSet::new();
    while table.next(&mut out.notes) {
        let Some((month, country_id)) = month_and_country(&table, &mut out.notes) else { continue };
        let text = table.text("ged_sb");
        if text.is_empty() {
            continue; // Not observed: not a zero, and no fault.
        }
        let Some(deaths) = deaths(&table, "ged_sb", &mut out.notes) else { continue };
        if !seen.insert((country_id, month)) {
            out.notes.push(table.note(
                Severity::Refused,
                "month_id",
                say!("warning-report-country-twice", country = country_id.to_string(), month = month.to_string()),
            ));
            continue;
        }
        let iso3 = table.text("iso3");
        let iso3 = (iso3.len() == 3).then(|| iso3.to_owned());
        out.rows.push(Cell { country_id, iso3, month, deaths });
    }
    Ok(out)
}

/// Reads what happened: `month_id, country_id, outcome`.
pub fn actuals(path: &Path) -> Result<ReadFile<Actual>> {
    let mut table = table(&name(path), open(path)?, &["month_id", "country_id", "outcome"])?;
    let mut out = ReadFile { rows: Vec::new(), notes: Vec::new() };
    while table.next(&mut out.notes) {
        let Some((month, country)) = month_and_country(&table, &mut out.notes) else { continue };
        let Some(deaths) = deaths(&table, "outcome", &mut out.notes) else { continue };
        out.rows.push(Actual { country, month, deaths });
    }
    Ok(out)
}

/// The draws of a forecast by country and month.
pub type Samples = BTreeMap<(i64, Month), Vec<f64>>;

/// Reads anybody's forecast: one row a draw, `month_id, country_id, draw, outcome`, as the
/// VIEWS challenge has it; the column of the deaths may also be called `prediction`.
pub fn samples(path: &Path) -> Result<(Samples, Vec<Note>)> {
    let mut table = table(&name(path), open(path)?, &["month_id", "country_id"])?;
    let column = ["outcome", "prediction", "value"].into_iter().find(|c| table.has(c));
    let column = column.ok_or_else(|| Error::invalid("file", say!("warning-error-no-draws", file = &table.file)))?;
    let (mut out, mut notes) = (Samples::new(), Vec::new());
    while table.next(&mut notes) {
        let Some((month, country)) = month_and_country(&table, &mut notes) else { continue };
        let Some(deaths) = deaths(&table, column, &mut notes) else { continue };
        out.entry((country, month)).or_default().push(deaths);
    }
    Ok((out, notes))
}

fn month_and_country<R: Read>(table: &Table<R>, notes: &mut Vec<Note>) -> Option<(Month, i64)> {
    // 1 to 1,200: January 1980 to December 2079.
    let month = table.whole("month_id").filter(|m| (1..=1_200).contains(m));
    let country = table.whole("country_id").filter(|c| *c > 0);
    for (found, column) in [(month, "month_id"), (country, "country_id")] {
        if found.is_none() {
            notes.push(table.note(
                Severity::Refused,
                column,
                say!("warning-report-cell", text = table.text(column).to_owned(), column = column),
            ));
        }
    }
    Some((Month(month?), country?))
}

fn deaths<R: Read>(table: &Table<R>, column: &str, notes: &mut Vec<Note>) -> Option<f64> {
    let found = table.number(column).filter(|d| *d >= 0.0);
    if found.is_none() {
        notes.push(table.note(Severity::Refused, column, say!("warning-report-deaths", text = table.text(column).to_owned())));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use platform::languages::Languages;

    #[test]
    fn rows_that_do_not_fit_are_named_and_an_empty_cell_is_not_a_zero() {
        let text = "month_id,country_id,iso3,ged_sb\n457,1,GUY,0\n457,2,SUR,\nx,3,TTO,1\n457,4,VEN,-5\n457,1,GUY,7\n";
        let read = read_series("series.csv", text.as_bytes()).unwrap();
        assert_eq!(read.rows, [Cell { country_id: 1, iso3: Some("GUY".into()), month: Month(457), deaths: 0.0 }]);
        let found: Vec<(Option<i64>, &str)> = read.notes.iter().map(|n| (n.row, n.column.as_deref().unwrap_or(""))).collect();
        assert_eq!(found, [(Some(4), "month_id"), (Some(5), "ged_sb"), (Some(6), "month_id")]);
    }

    #[test]
    fn tables_are_read_however_a_spreadsheet_saved_them() {
        let rows = "id;place;latitude;best_est\n7;Mékélé;9,1;4\n";
        let comma = rows.replace(',', ".").replace(';', ",");
        let wide = |text: &str| [vec![0xFF, 0xFE], text.encode_utf16().flat_map(u16::to_le_bytes).collect()].concat();
        let cp1252 = |text: &str| encoding_rs::WINDOWS_1252.encode(text).0.into_owned();
        for bytes in [
            rows.as_bytes().to_vec(),
            rows.replace(';', "\t").into_bytes(),
            format!("sep=;\r\n{rows}").into_bytes(),
            cp1252(rows),
            cp1252(&comma),
            comma.clone().into_bytes(),
            wide(&rows.replace(';', "\t")),
            wide(&comma),
            wide(comma.trim_end()),
        ] {
            let mut table = table("ged.csv", bytes.as_slice(), &["id", "best"]).unwrap();
            assert!(table.next(&mut Vec::new()), "{bytes:?}");
            assert_eq!(
                (table.text("place"), table.number("latitude"), table.whole("best"), table.whole("id")),
                ("Mékélé", Some(9.1), Some(4), Some(7)),
                "{}",
                String::from_utf8_lossy(&bytes)
            );
        }
        Languages::new(&[&crate::DOMAIN]).speak();
        let error = table("ged.zip", b"PK\x03\x04...".as_slice(), &["id"]).err().map(|error| error.to_string()).unwrap_or_default();
        assert!(error.contains("Unpack"), "{error}");
    }

    #[test]
    fn numbers_that_are_none_count_as_missing_in_json() {
        let (value, found) = json(r#"{"a": NaN, "b": [-Infinity, 1], "c": "NaN \"NaN"}"#.as_bytes()).unwrap();
        assert_eq!((value, found), (serde_json::json!({"a": null, "b": [null, 1], "c": "NaN \"NaN"}), true));
        assert!(json("{".as_bytes()).is_err());
    }

    #[test]
    fn signs_that_cannot_be_seen_are_left_out_of_a_row_and_noted() {
        let mut table = table("ged.csv", "id,side_a\n1,\u{202e}North\n2,South\u{1}\n".as_bytes(), &["id"]).unwrap();
        let mut notes = Vec::new();
        let mut sides = Vec::new();
        while table.next(&mut notes) {
            sides.push(table.text("side_a").to_owned());
        }
        assert_eq!(sides, ["North", "South\u{2401}"]);
        let places: Vec<_> = notes.iter().map(|n| (n.severity, n.row, n.column.as_deref())).collect();
        assert_eq!(places, [(Severity::Doubtful, Some(2), Some("side_a")), (Severity::Doubtful, Some(3), Some("side_a"))]);
    }

    #[test]
    fn a_table_without_a_needed_column_says_which() {
        Languages::new(&[&crate::DOMAIN]).speak();
        let error = read_series("x.csv", "month_id,deaths\n1,2\n".as_bytes()).unwrap_err();
        assert!(error.to_string().contains("no column country_id, ged_sb"), "{error}");
    }
}
