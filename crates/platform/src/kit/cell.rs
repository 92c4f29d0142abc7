//! Cells of tables: what stands in one, drawn for people, written into files and on the command
//! line.

use crate::chart;
use crate::clearance::marking::Level;
use crate::web::Visit;
use crate::{Error, Result};
use std::collections::HashMap;

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// Unknown, or not given.
    None,
    /// What a person or a source wrote.
    Text(String),
    /// The same, leading somewhere.
    Link(String, String),
    /// A word, under the start of its label's key.
    Word(&'static str, String),
    /// A word that stands out, likewise.
    Chip(&'static str, String),
    /// One of what domains offer, as a country by its code.
    Offered(&'static str, String),
    /// A whole number.
    Whole(i64),
    /// A chance, 0 to 1.
    Chance(f64),
    /// A day, month or year.
    Day(String),
    /// An instant.
    Instant(String),
    /// A marking; nothing where it is open.
    Level(Level),
    /// Several.
    All(Vec<Cell>),
}

impl Cell {
    /// A text; nothing where it is empty.
    pub fn text(text: impl Into<String>) -> Cell {
        let text = text.into();
        if text.is_empty() { Cell::None } else { Cell::Text(text) }
    }

    /// What is there, or nothing.
    pub fn some<V>(value: Option<V>, cell: impl FnOnce(V) -> Cell) -> Cell {
        value.map_or(Cell::None, cell)
    }

    /// The cell in files and on the command line: words and numbers as programs have them.
    pub fn plain(&self) -> String {
        match self {
            Cell::None => String::new(),
            Cell::Text(text) | Cell::Link(text, _) | Cell::Day(text) | Cell::Instant(text) => text.clone(),
            Cell::Word(_, word) | Cell::Chip(_, word) | Cell::Offered(_, word) => word.clone(),
            Cell::Whole(number) => number.to_string(),
            Cell::Chance(chance) => chance.to_string(),
            Cell::Level(level) => {
                if level.is_marked() {
                    level.word().to_owned()
                } else {
                    String::new()
                }
            }
            Cell::All(all) => all.iter().map(Cell::plain).filter(|text| !text.is_empty()).collect::<Vec<_>>().join("; "),
        }
    }

    /// Whether it stands at the end of its column, as numbers do.
    pub(super) fn is_number(&self) -> bool {
        matches!(self, Cell::Whole(_) | Cell::Chance(_))
    }
}

/// A cell as it is drawn.
pub(super) enum Drawn {
    Text(String),
    /// What a person or a source wrote, in its own direction.
    Own(String),
    Link(String, String),
    Chip(String),
    Marking(String),
}

/// Draws cells in the language of a visit; what domains offer is asked for once.
pub(super) struct Pen<'a> {
    visit: &'a Visit,
    offered: HashMap<&'static str, HashMap<String, String>>,
}

impl<'a> Pen<'a> {
    pub(super) fn of(visit: &'a Visit) -> Pen<'a> {
        Pen { visit, offered: HashMap::new() }
    }

    pub(super) fn draw(&mut self, cell: &Cell) -> Result<Vec<Drawn>> {
        let v = self.visit;
        Ok(vec![match cell {
            Cell::None => Drawn::Text("–".into()),
            Cell::Text(text) => Drawn::Own(text.clone()),
            Cell::Link(text, href) => Drawn::Link(text.clone(), href.clone()),
            Cell::Word(label, word) => Drawn::Text(v.tk(label, word)),
            Cell::Chip(label, word) => Drawn::Chip(v.tk(label, word)),
            Cell::Offered(what, id) => Drawn::Text(self.name(what, id)?),
            Cell::Whole(number) => Drawn::Text(v.number(*number)),
            Cell::Chance(chance) => Drawn::Text(chart::chance(v.language, *chance)),
            Cell::Day(day) => Drawn::Text(v.date(day)),
            Cell::Instant(instant) => Drawn::Text(v.instant(instant)),
            Cell::Level(level) if level.is_marked() => Drawn::Marking(v.tk("marking-", level.word())),
            Cell::Level(_) => return Ok(Vec::new()),
            Cell::All(all) => {
                let drawn = all.iter().map(|cell| self.draw(cell)).collect::<Result<Vec<_>>>()?;
                return Ok(drawn.into_iter().flatten().collect());
            }
        }])
    }

    /// The name of one of what domains offer; its id where none offers it.
    fn name(&mut self, what: &'static str, id: &str) -> Result<String> {
        if !self.offered.contains_key(what) {
            let all = super::choices(&self.visit.app, &self.visit.actor, self.visit.language, what)?;
            self.offered.insert(what, all.into_iter().collect());
        }
        Ok(self.offered.get(what).and_then(|names| names.get(id)).cloned().unwrap_or_else(|| id.to_owned()))
    }
}

/// A table as a CSV file: UTF-8, the names of its columns first, and nothing that a spreadsheet
/// would run as a formula.
pub fn csv(head: &[&str], rows: impl IntoIterator<Item = Vec<String>>) -> Result<Vec<u8>> {
    let failed = |error: String| Error::internal(format!("a table could not be written: {error}"));
    let mut table = csv::Writer::from_writer(Vec::new());
    table.write_record(head).map_err(|e| failed(e.to_string()))?;
    for row in rows {
        table.write_record(row.iter().map(|cell| harmless(cell))).map_err(|e| failed(e.to_string()))?;
    }
    table.into_inner().map_err(|e| failed(e.to_string()))
}

/// A cell that a spreadsheet would run as a formula begins with an apostrophe; a number is none.
pub fn harmless(cell: &str) -> String {
    let is_number = cell
        .strip_prefix('-')
        .is_some_and(|digits| digits.bytes().all(|b| b.is_ascii_digit() || b == b'.') && digits.parse::<f64>().is_ok());
    let is_formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r']) && !is_number;
    if is_formula { format!("'{cell}") } else { cell.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_that_a_spreadsheet_would_run_is_made_harmless_and_a_number_stays_one() {
        for (cell, expected) in [
            ("=1+1", "'=1+1"),
            ("-3", "-3"),
            ("-12.5", "-12.5"),
            ("-3+cmd|' /C calc'!A0", "'-3+cmd|' /C calc'!A0"),
            ("-inf", "'-inf"),
            ("-", "'-"),
            ("+41", "'+41"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("plain", "plain"),
            ("", ""),
        ] {
            assert_eq!(harmless(cell), expected);
        }
        let table = csv(&["a", "b"], [vec!["=1".to_owned(), "two, three".to_owned()]]).unwrap();
        assert_eq!(String::from_utf8(table).unwrap(), "a,b\n'=1,\"two, three\"\n");
    }

    #[test]
    fn what_is_unknown_is_empty_in_a_file_and_words_stay_words() {
        let all = Cell::All(vec![Cell::Day("2026-11".into()), Cell::None, Cell::Chip("x-", "due".into())]);
        let plain: Vec<String> =
            [Cell::None, Cell::Whole(0), Cell::Chance(0.25), Cell::Level(Level::Unclassified), all].iter().map(Cell::plain).collect();
        assert_eq!(plain, ["", "0", "0.25", "", "2026-11; due"]);
        assert_eq!(Cell::text(""), Cell::None);
    }
}
