//! Tables and JSON lines, streamed.

use crate::child::{Stop, tell};
use crate::error::told;
use crate::formats::text;
use crate::frames::Tell;
use crate::{LIMITS, ReadError, RowError};
use std::io::{BufRead, BufReader, Read, Write};

/// Bytes that are looked at to tell encoding and separator.
const SAMPLE: usize = 256 * 1024;

/// A table as its file holds it: the one place that tells encoding and separator, for files that
/// are read in the child process and for those that a domain reads itself.
pub struct TableText<R> {
    /// Its text in UTF-8, whatever encoding it had.
    pub text: Decoded<R>,
    /// The sign between its cells.
    pub separator: u8,
    /// Whether its first line only names the separator, as `sep=;` does.
    pub names_separator: bool,
    /// Whether there is nothing in it.
    pub is_empty: bool,
    /// Whether it is no text but an archive, a spreadsheet or other data.
    pub is_binary: bool,
}

impl<R: Read> TableText<R> {
    /// Looks at the beginning of a table.
    pub fn open(mut source: R) -> std::io::Result<TableText<R>> {
        let sample = sample(&mut source)?;
        let named = named_separator(&sample);
        Ok(TableText {
            separator: named.unwrap_or_else(|| separator(&sample)),
            names_separator: named.is_some(),
            is_empty: sample.is_empty(),
            is_binary: text::is_binary(&sample) || sample.starts_with(b"PK\x03\x04"),
            text: Decoded::new(sample, source),
        })
    }
}

/// A source that gives UTF-8, whatever the file's encoding was.
pub struct Decoded<R> {
    source: R,
    decoder: encoding_rs::Decoder,
    /// Whether nothing but ASCII was seen so far, so that the encoding is not known yet.
    is_open: bool,
    raw: Vec<u8>,
    ready: Vec<u8>,
    at: usize,
    ended: bool,
}

impl<R: Read> Decoded<R> {
    fn new(sample: Vec<u8>, source: R) -> Decoded<R> {
        let encoding = text::encoding_of(&sample);
        let decoder = encoding.new_decoder_with_bom_removal();
        let is_open = sample.is_ascii();
        Decoded { source, decoder, is_open, raw: sample, ready: Vec::new(), at: 0, ended: false }
    }
}

impl<R: Read> Read for Decoded<R> {
    fn read(&mut self, out: &mut [u8]) -> std::io::Result<usize> {
        while self.at == self.ready.len() {
            if self.ended {
                return Ok(0);
            }
            if self.raw.is_empty() {
                let mut chunk = vec![0; 64 * 1024];
                let n = self.source.read(&mut chunk)?;
                chunk.truncate(n);
                self.raw = chunk;
                self.ended = n == 0;
            }
            if self.is_open && !self.raw.is_ascii() {
                self.is_open = false;
                self.decoder = text::encoding_of(&self.raw).new_decoder_without_bom_handling();
            }
            let mut decoded = String::with_capacity(self.decoder.max_utf8_buffer_length(self.raw.len()).unwrap_or(self.raw.len() * 3 + 16));
            let _ = self.decoder.decode_to_string(&self.raw, &mut decoded, self.ended);
            self.raw.clear();
            (self.ready, self.at) = (decoded.into_bytes(), 0);
        }
        let n = out.len().min(self.ready.len() - self.at);
        out[..n].copy_from_slice(&self.ready[self.at..self.at + n]);
        self.at += n;
        Ok(n)
    }
}

fn sample(source: &mut dyn Read) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    source.take(SAMPLE as u64).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// The separator that a first line `sep=;` names, which Excel writes and reads.
fn named_separator(sample: &[u8]) -> Option<u8> {
    let start: Vec<u8> = sample.iter().copied().filter(|b| *b != 0 && *b < 0x80).take(16).collect();
    let rest = start.strip_prefix(b"sep=").or_else(|| start.strip_prefix(b"\"sep=")).or_else(|| start.strip_prefix(b"SEP="))?;
    rest.first().copied().filter(|sign| sign.is_ascii_punctuation() || *sign == b'\t')
}

/// The separator that the header line uses most.
fn separator(sample: &[u8]) -> u8 {
    let line = sample.split(|b| *b == b'\n').next().unwrap_or(&[]);
    let count = |c: u8| line.iter().filter(|b| **b == c).count();
    [b',', b';', b'\t', b'|'].into_iter().max_by_key(|c| (count(*c), *c == b',')).unwrap_or(b',')
}

/// Stops reading when one record grows past its limit, so that a quote that is never closed
/// does not swallow the file.
struct Bounded<R> {
    source: R,
    since_record: std::rc::Rc<std::cell::Cell<usize>>,
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, out: &mut [u8]) -> std::io::Result<usize> {
        let n = self.source.read(out)?;
        let since = self.since_record.get() + n;
        self.since_record.set(since);
        if since > LIMITS.field_bytes * 4 {
            return Err(std::io::Error::new(std::io::ErrorKind::FileTooLarge, "a record is over its limit"));
        }
        Ok(n)
    }
}

pub(crate) fn rows(name: &str, source: &mut dyn Read, out: &mut dyn Write) -> Result<(), Stop> {
    let table = TableText::open(source)?;
    if table.is_empty {
        return Err(ReadError::new("no_text", told!("empty", "{file} is empty.", file = name)).into());
    }
    if table.is_binary {
        return Err(ReadError::new(
            "not_text",
            told!("not-a-table", "{file} is not a table in text form. Save it as CSV and import that.", file = name),
        )
        .into());
    }
    let mut skips_first = table.names_separator;
    let since = std::rc::Rc::new(std::cell::Cell::new(0));
    let bounded = Bounded { source: table.text, since_record: since.clone() };
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(table.separator)
        .flexible(true)
        .has_headers(false)
        .buffer_capacity(64 * 1024)
        .from_reader(bounded);
    let mut record = csv::StringRecord::new();
    let mut head = 0usize;
    let mut number = 0usize;
    loop {
        since.set(0);
        match reader.read_record(&mut record) {
            Ok(false) => return Ok(()),
            Ok(true) => {}
            Err(error) => {
                let line = error.position().map_or(0, |p| p.line()).max(number as u64 + 1);
                return Err(cell_large(name, number + 1, line).into());
            }
        }
        number += 1;
        if std::mem::take(&mut skips_first) {
            continue;
        }
        if head == 0 {
            let columns: Vec<String> = record.iter().map(|c| c.trim().trim_start_matches('\u{feff}').to_owned()).collect();
            head = columns.len();
            tell(out, &Tell::Head(columns))?;
            continue;
        }
        if record.len() == 1 && record[0].trim().is_empty() {
            continue;
        }
        // Excel writes empty cells behind a row; they hold nothing.
        let filled = record.iter().enumerate().filter(|(_, cell)| !cell.trim().is_empty()).last().map_or(0, |(at, _)| at + 1);
        if record.len() > head && filled <= head {
            record.truncate(head);
        }
        if record.len() != head {
            let told = told!(
                "row-cells",
                "Row {row} of {file} has {cells} cells; the header has {head}. The row was left out. A separator inside a cell may lack its quotation marks.",
                row = number,
                file = name,
                cells = record.len(),
                head = head
            );
            tell(out, &Tell::RowError(RowError { row: Some(number), column: None, told, taken: false }))?;
            continue;
        }
        tell(out, &Tell::Row(number, record.iter().map(str::to_owned).collect()))?;
    }
}

fn cell_large(name: &str, row: usize, line: u64) -> ReadError {
    let told = told!(
        "cell-large",
        "{file}, from row {row} (line {line}) on: a cell has more than {most} MiB, most likely because a quotation mark is opened and never closed. Nothing was imported; close it and import again.",
        file = name,
        row = row,
        line = line,
        most = LIMITS.field_bytes >> 20,
    );
    ReadError::new("malformed", told)
}

pub(crate) fn lines(name: &str, source: &mut dyn Read, out: &mut dyn Write) -> Result<(), Stop> {
    let sample = sample(source)?;
    if sample.is_empty() {
        return Err(ReadError::new("no_text", told!("empty", "{file} is empty.", file = name)).into());
    }
    let decoded = Decoded::new(sample, source);
    let mut reader = BufReader::new(decoded);
    let mut line = Vec::new();
    let mut number = 0;
    loop {
        line.clear();
        let n = (&mut reader).take(LIMITS.field_bytes as u64 + 1).read_until(b'\n', &mut line)?;
        if n == 0 {
            return Ok(());
        }
        number += 1;
        if line.len() > LIMITS.field_bytes && line.last() != Some(&b'\n') {
            return Err(ReadError::new(
                "too_large",
                told!(
                    "line-large",
                    "Line {line} of {file} has more than {most} MiB. Nothing was imported; JSON-lines files have one object a line.",
                    line = number,
                    file = name,
                    most = LIMITS.field_bytes >> 20
                ),
            )
            .into());
        }
        let text = String::from_utf8_lossy(&line);
        let text = text.trim().trim_start_matches('\u{feff}');
        if text.is_empty() {
            continue;
        }
        if number == 1 && text.starts_with('[') {
            let told = told!(
                "one-list",
                "{file} holds one JSON list; JSON-lines files have one object a line. Nothing of it was taken: take away the brackets around the list and the commas between its objects, and import that.",
                file = name
            );
            return Ok(tell(out, &Tell::RowError(RowError { row: Some(number), column: None, told, taken: false }))?);
        }
        match serde_json::from_str(text) {
            Ok(value) => tell(out, &Tell::Line(number, value))?,
            Err(error) => {
                let told = told!(
                    "line-not-json",
                    "Line {line} of {file} is not JSON (column {column}). The line was left out. The cause: {why}",
                    line = number,
                    file = name,
                    column = error.column(),
                    why = error
                );
                tell(out, &Tell::RowError(RowError { row: Some(number), column: None, told, taken: false }))?;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_is_told_by_its_beginning_whichever_program_saved_it() {
        let rows = "id;place;latitude;best_est\n7;Mékélé;9,1;4\n";
        let comma = rows.replace(',', ".").replace(';', ",");
        let wide = |text: &str| [vec![0xFF, 0xFE], text.encode_utf16().flat_map(u16::to_le_bytes).collect()].concat();
        let cp1252 = |text: &str| encoding_rs::WINDOWS_1252.encode(text).0.into_owned();
        for (bytes, sign, expected) in [
            (rows.as_bytes().to_vec(), b';', rows.to_owned()),
            (rows.replace(';', "\t").into_bytes(), b'\t', rows.replace(';', "\t")),
            (format!("sep=;\r\n{rows}").into_bytes(), b';', format!("sep=;\r\n{rows}")),
            (cp1252(rows), b';', rows.to_owned()),
            (cp1252(&comma), b',', comma.clone()),
            (wide(&rows.replace(';', "\t")), b'\t', rows.replace(';', "\t")),
            (wide(comma.trim_end()), b',', comma.trim_end().to_owned()),
        ] {
            let mut table = TableText::open(bytes.as_slice()).unwrap();
            let mut text = String::new();
            table.text.read_to_string(&mut text).unwrap();
            assert_eq!((text.trim_start_matches('\u{feff}'), table.separator), (expected.as_str(), sign));
            assert_eq!((table.names_separator, table.is_binary, table.is_empty), (expected.starts_with("sep"), false, false));
        }
        assert!(TableText::open(b"PK\x03\x04...".as_slice()).unwrap().is_binary);
        assert!(TableText::open(b"".as_slice()).unwrap().is_empty);
    }
}
