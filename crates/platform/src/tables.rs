//! Tables: one reader for every domain, whichever program saved the file. Encoding, separator and
//! a first line `sep=;` are told as in the child process that reads a library's tables.

use crate::import::{Note, Severity};
use crate::{Error, Result, Said, say};
use extract::{Decoded, TableText};
use methods::signs;
use std::collections::BTreeMap;
use std::io::Read;

/// A CSV table whose columns are found by name, whichever program saved it.
pub struct Table<R> {
    /// The name of its file in reports.
    pub file: String,
    reader: csv::Reader<Decoded<R>>,
    /// Whether commas may stand in numbers as their points.
    has_decimal_commas: bool,
    columns: BTreeMap<String, usize>,
    record: csv::StringRecord,
    /// The row at hand; the header is row 1.
    pub row: i64,
}

impl<R: Read> Table<R> {
    /// Opens a table that must have `needed` columns; `renamed` says what some are called in
    /// other releases, and what here.
    pub fn open(file: &str, source: R, needed: &[&str], renamed: &[(&str, &str)]) -> Result<Table<R>> {
        let TableText { mut text, separator, names_separator, is_binary, .. } = TableText::open(source)?;
        if is_binary {
            return Err(Error::invalid("file", say!("platform-table-archive", file = file)));
        }
        if names_separator {
            // The line itself is no header.
            let mut byte = [0];
            while text.read(&mut byte)? == 1 && byte[0] != b'\n' {}
        }
        let mut reader = csv::ReaderBuilder::new().flexible(true).delimiter(separator).from_reader(text);
        let headers = reader
            .headers()
            .map_err(|error| Error::invalid("file", say!("platform-table-not-csv", file = file, why = error.to_string())))?;
        let name = |text: &str| text.trim_start_matches('\u{feff}').trim().to_lowercase();
        let mut columns: BTreeMap<String, usize> = headers.iter().map(name).zip(0..).collect();
        for (before, now) in renamed {
            if let (Some(at), false) = (columns.get(*before).copied(), columns.contains_key(*now)) {
                columns.insert((*now).to_owned(), at);
            }
        }
        let missing: Vec<&str> = needed.iter().copied().filter(|n| !columns.contains_key(*n)).collect();
        if !missing.is_empty() {
            let found: Vec<&str> = columns.keys().map(String::as_str).collect();
            let (missing, found) = (missing.join(", "), found.join(", "));
            return Err(Error::invalid("file", say!("platform-table-columns", file = file, missing = missing, found = found)));
        }
        let has_decimal_commas = separator != b',';
        Ok(Table { file: file.to_owned(), reader, has_decimal_commas, columns, record: csv::StringRecord::new(), row: 1 })
    }

    /// Goes to the next row; a damaged one is noted and passed over.
    pub fn next(&mut self, notes: &mut Vec<Note>) -> bool {
        loop {
            self.row += 1;
            match self.reader.read_record(&mut self.record) {
                Ok(more) => {
                    self.clean(notes);
                    return more;
                }
                Err(error) => {
                    notes.push(self.note(Severity::Refused, "", say!("platform-table-row-unread", why = error.to_string())));
                    if matches!(error.kind(), csv::ErrorKind::Io(_)) {
                        return false;
                    }
                }
            }
        }
    }

    /// Signs that no text of ours holds are left out of the row, or shown, and noted.
    fn clean(&mut self, notes: &mut Vec<Note>) {
        let found = |cell: &str| signs::first_barred(cell).map(|(_, sign)| sign);
        if self.record.iter().all(|cell| found(cell).is_none()) {
            return;
        }
        for (at, sign) in self.record.iter().enumerate().filter_map(|(at, cell)| Some((at, found(cell)?))) {
            let column = self.columns.iter().find(|(_, place)| **place == at).map_or("", |(name, _)| name);
            notes.push(self.note(Severity::Doubtful, column, say!("platform-table-signs", sign = signs::name(sign))));
        }
        let cells = self.record.iter().map(|cell| signs::shown(cell).into_owned());
        self.record = cells.collect::<Vec<String>>().into();
    }

    /// Whether the table has a column.
    pub fn has(&self, column: &str) -> bool {
        self.columns.contains_key(column)
    }

    /// The trimmed text of a cell; empty where there is none.
    pub fn text(&self, column: &str) -> &str {
        self.columns.get(column).and_then(|at| self.record.get(*at)).unwrap_or("").trim()
    }

    /// A cell as a number; `12.0` is one.
    pub fn number(&self, column: &str) -> Option<f64> {
        let text = self.text(column);
        let number = text.parse::<f64>().ok();
        // 9,1 in a table whose cells semicolons part.
        let is_decimal = self.has_decimal_commas && text.matches(',').count() == 1 && !text.contains('.');
        number.or_else(|| text.replace(',', ".").parse().ok().filter(|_| is_decimal)).filter(|n: &f64| n.is_finite())
    }

    /// A cell as a whole number; `12.0` is one, `12.5` is none.
    pub fn whole(&self, column: &str) -> Option<i64> {
        self.number(column).filter(|n| n.fract() == 0.0).map(|n| n as i64)
    }

    /// A note on the present row.
    pub fn note(&self, severity: Severity, column: &str, reason: Said) -> Note {
        let column = (!column.is_empty()).then(|| column.to_owned());
        Note { severity, file: self.file.clone(), row: Some(self.row), column, reason }
    }
}
