//! The texts of agreements that a curator may hold: the corpus export of the PA-X site, as a
//! table or as JSON lines, whole or by segment; and the site's own files, in a folder or an
//! archive. All are keyed on the AgtId.

use super::{Batch, Facts, Incoming, NewProvision, Text};
use crate::document::{Document, DocumentKind};
use methods::language;
use methods::segments::Level;
use platform::say;
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// What exports call the columns that matter here, as compared: small letters and digits alone.
const IDS: [&str; 5] = ["agtid", "agreementid", "paxid", "agtno", "agreementno"];
const TEXTS: [&str; 8] = ["text", "fulltext", "agreementtext", "agttext", "segmenttext", "corpus", "content", "body"];
const SEGMENTS: [&str; 7] = ["segment", "segmentid", "segmentno", "segmentnumber", "segno", "segid", "paragraphno"];
const TITLES: [&str; 4] = ["agt", "title", "agreementname", "agreement"];
const DATES: [&str; 4] = ["dat", "date", "signed", "datesigned"];

/// Whether a column or field is one of those that `names` spells.
fn is_one(column: &str, names: &[&str]) -> bool {
    let plain: String = column.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    names.contains(&plain.as_str())
}

/// Where the columns of an export stand.
pub(super) struct Columns {
    id: usize,
    text: usize,
    segment: Option<usize>,
    title: Option<usize>,
    date: Option<usize>,
}

impl Columns {
    /// The columns of a table that holds texts; none where it holds none.
    pub(super) fn of(head: &[String]) -> Option<Columns> {
        let find = |names: &[&str]| head.iter().position(|column| is_one(column, names));
        Some(Columns { id: find(&IDS)?, text: find(&TEXTS)?, segment: find(&SEGMENTS), title: find(&TITLES), date: find(&DATES) })
    }

    /// Whether each row is a segment, not an agreement.
    pub(super) fn are_segments(&self) -> bool {
        self.segment.is_some()
    }

    /// Whether a column is one of these.
    pub(super) fn has(column: &str) -> bool {
        [&IDS[..], &TEXTS, &SEGMENTS, &TITLES, &DATES].into_iter().any(|names| is_one(column, names))
    }
}

/// A segment with the number that its source gives it.
type Segment = (Option<i64>, String);

/// The text of one agreement as it comes in, whole or segment by segment.
#[derive(Default)]
struct Piece {
    segments: Vec<Segment>,
    title: Option<String>,
    date: Option<String>,
    /// Where its first row stands.
    row: usize,
}

/// The texts of a corpus, by AgtId.
#[derive(Default)]
pub(super) struct Corpus {
    pieces: BTreeMap<u32, Piece>,
}

/// A row or line of a corpus, read.
struct Read {
    id: String,
    text: String,
    segment: Option<String>,
    title: Option<String>,
    date: Option<String>,
}

impl Corpus {
    /// Takes a row of a table.
    pub(super) fn row(&mut self, file: &str, row: usize, columns: &Columns, cells: &[String], batch: &mut Batch) {
        let cell = |at: usize| cells.get(at).map_or("", |cell| cell.trim()).to_owned();
        let some = |at: Option<usize>| at.map(cell).filter(|text| !text.is_empty());
        let read = Read {
            id: cell(columns.id),
            text: cell(columns.text),
            segment: some(columns.segment),
            title: some(columns.title),
            date: some(columns.date),
        };
        // An agreement without text stands in the table too; that it has none is no fault.
        if !read.text.is_empty() {
            self.take(file, row, read, batch);
        }
    }

    /// Takes a line: an agreement with its text or its list of segments, or one segment.
    pub(super) fn line(&mut self, file: &str, row: usize, object: &Map<String, Value>, batch: &mut Batch) {
        let find = |names: &[&str]| object.iter().find(|(key, _)| is_one(key, names)).map(|(_, value)| value);
        let id = find(&IDS).and_then(text_of).unwrap_or_default();
        let (title, date) = (find(&TITLES).and_then(text_of), find(&DATES).and_then(text_of));
        let list = object.get("segments").or_else(|| object.get("Segments")).and_then(Value::as_array);
        let mut read = |segment: Option<String>, text: String| {
            self.take(file, row, Read { id: id.clone(), text, segment, title: title.clone(), date: date.clone() }, batch);
        };
        let Some(list) = list else {
            return read(find(&SEGMENTS).and_then(text_of), find(&TEXTS).and_then(text_of).unwrap_or_default());
        };
        for (at, one) in list.iter().enumerate() {
            let (number, text) = match one {
                Value::Object(one) => {
                    let find = |names: &[&str]| one.iter().find(|(key, _)| is_one(key, names)).and_then(|(_, value)| text_of(value));
                    (find(&SEGMENTS).or_else(|| find(&["number", "no", "id"])), find(&TEXTS))
                }
                other => (None, text_of(other)),
            };
            read(number.or_else(|| Some((at + 1).to_string())), text.unwrap_or_default());
        }
    }

    fn take(&mut self, file: &str, row: usize, read: Read, batch: &mut Batch) {
        let Some(id) = whole(&read.id).and_then(|id| u32::try_from(id).ok()) else {
            return batch.refuse(file, Some(row), Some("AgtId"), say!("library-report-agtid", text = &read.id));
        };
        let text = super::markup::text(&read.text).trim().to_owned();
        if text.is_empty() {
            return batch.refuse(file, Some(row), Some("text"), say!("library-report-no-text"));
        }
        let number = read.segment.as_deref().and_then(whole);
        if let (Some(word), None) = (&read.segment, number) {
            batch.doubt(file, Some(row), Some("segment"), say!("library-report-segment", text = word));
        }
        let piece = self.pieces.entry(id).or_insert_with(|| Piece { row, ..Piece::default() });
        let known = piece.segments.iter().find(|(other, _)| *other == number && (read.segment.is_none() || number.is_some()));
        if let Some((_, before)) = known {
            // The same row twice says nothing new.
            if *before != text {
                let first = piece.row.to_string();
                batch.refuse(file, Some(row), Some("AgtId"), say!("library-report-agtid-twice", id = id.to_string(), row = first));
            }
            return;
        }
        piece.title = piece.title.take().or(read.title);
        piece.date = piece.date.take().or(read.date);
        piece.segments.push((number, text));
    }

    /// Hands the texts to the batch: to agreements that it names, else with what the corpus
    /// itself says of them.
    pub(super) fn finish(self, file: &str, batch: &mut Batch) {
        for (id, piece) in self.pieces {
            let title = piece.title.clone().unwrap_or_else(|| format!("PA-X agreement {id}"));
            let mut document = Document::named(&format!("pax:{id}"), DocumentKind::Agreement, &title, "pax");
            document.url = Some(format!("https://www.peaceagreements.org/agreements/{id}/"));
            if let Some(text) = &piece.date {
                match methods::dates::parse(text) {
                    Ok(date) => document.date = Some(date),
                    Err(error) => {
                        let why = crate::said::date(&error);
                        batch.doubt(file, Some(piece.row), Some("Dat"), say!("library-report-undated", why = why));
                    }
                }
            }
            let sample: String = piece.segments.iter().map(|(_, text)| text.as_str()).take(20).collect::<Vec<_>>().join("\n");
            document.language = language::guess(&sample);
            let text = match piece.segments.as_slice() {
                [(None, text)] => super::texts::cut(text, document.language),
                _ => Text::Full(segments(piece.segments)),
            };
            batch.documents.push(Incoming { document, facts: Facts::FillGaps, text });
        }
    }
}

/// The provisions of a text that its source has cut: each keeps its number.
fn segments(mut all: Vec<Segment>) -> Vec<NewProvision> {
    // Rows without a number stand where they came, behind those with one.
    all.sort_by_key(|(number, _)| number.unwrap_or(i64::MAX));
    let provision = |(at, (number, text)): (usize, Segment)| NewProvision {
        number,
        level: Level::Paragraph.word().into(),
        label: None,
        path: format!("¶{}", number.unwrap_or(at as i64 + 1)),
        heading: None,
        text,
        parent: None,
    };
    all.into_iter().enumerate().map(provision).collect()
}

/// A whole number from 0 on, also where a program wrote it as 3.0.
fn whole(text: &str) -> Option<i64> {
    let number: f64 = text.trim().parse().ok()?;
    (number.fract() == 0.0 && (0.0..9e15).contains(&number)).then_some(number as i64)
}

fn text_of(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.trim().to_owned()).filter(|text| !text.is_empty()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

/// Brings together what several files of one import say of an agreement: facts from the table,
/// the text from the corpus or from its own file. The first text counts.
pub(super) fn join(batch: &mut Batch) {
    let mut places: BTreeMap<String, usize> = BTreeMap::new();
    let mut out: Vec<Incoming> = Vec::with_capacity(batch.documents.len());
    let mut twice = Vec::new();
    for incoming in std::mem::take(&mut batch.documents) {
        let Some(at) = places.get(&incoming.document.id).copied() else {
            places.insert(incoming.document.id.clone(), out.len());
            out.push(incoming);
            continue;
        };
        let known: &mut Incoming = &mut out[at];
        let (facts, other) = if known.facts == Facts::FillGaps && incoming.facts == Facts::Replace {
            (incoming.clone(), known.clone())
        } else {
            (known.clone(), incoming)
        };
        if facts.text != Text::None && other.text != Text::None && facts.text != other.text {
            twice.push(facts.document.id.clone());
        }
        let text = if facts.text == Text::None { other.text } else { facts.text };
        let language = facts.document.language.or(other.document.language);
        *known = Incoming { document: Document { language, ..facts.document }, facts: facts.facts, text };
    }
    batch.documents = out;
    for id in twice {
        batch.doubt(&id, None, Some("text"), say!("library-report-text-twice", id = &id));
    }
}

/// The AgtId in the name of a file of the site: `1364.pdf`, `ag1364_55c8.pdf`, `Agreement-1364.pdf`.
/// A name with several numbers must begin with it.
pub(super) fn agtid_of(name: &str) -> Option<u32> {
    let file = name.rsplit('/').next().unwrap_or(name);
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    let words: Vec<&str> = stem.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let number = |word: &str| {
        let digits = word.trim_start_matches(|c: char| c.is_ascii_alphabetic());
        // Five digits are years to come; eight are dates.
        digits.parse::<u32>().ok().filter(|_| digits.len() <= 5 && word.len() - digits.len() <= 9)
    };
    if let Some(id) = words.first().and_then(|word| number(word)) {
        return Some(id);
    }
    let mut numbers = words.iter().filter(|word| word.contains(|c: char| c.is_ascii_digit()));
    match (numbers.next(), numbers.next()) {
        (Some(only), None) => number(only),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn head(columns: &[&str]) -> Vec<String> {
        columns.iter().map(|column| (*column).to_owned()).collect()
    }

    fn texts(batch: &Batch) -> Vec<(String, Vec<Segment>)> {
        let of = |incoming: &Incoming| match &incoming.text {
            Text::Full(all) => all.iter().map(|p| (p.number, p.text.clone())).collect(),
            _ => Vec::new(),
        };
        batch.documents.iter().map(|incoming| (incoming.document.id.clone(), of(incoming))).collect()
    }

    #[test]
    fn a_corpus_cut_into_segments_keeps_their_numbers() {
        let mut batch = Batch::default();
        let mut corpus = Corpus::default();
        let columns = Columns::of(&head(&["Agt_Id", "Segment_No", "Full Text"])).unwrap();
        for (row, cells) in
            [["12", "2", "Boats stay in port."], ["12.0", "1.0", "The lake is quiet."], ["7", "1", "Wells are shared."], ["x", "1", "No."]]
                .iter()
                .enumerate()
        {
            corpus.row("corpus.csv", row + 2, &columns, &head(cells), &mut batch);
        }
        corpus.finish("corpus.csv", &mut batch);
        let part = |number: i64, text: &str| (Some(number), text.to_owned());
        assert_eq!(
            texts(&batch),
            [
                ("pax:7".to_owned(), vec![part(1, "Wells are shared.")]),
                ("pax:12".to_owned(), vec![part(1, "The lake is quiet."), part(2, "Boats stay in port.")])
            ]
        );
        assert_eq!(batch.counts.refused, 1);
    }

    #[test]
    fn lines_hold_a_text_or_its_segments() {
        let mut batch = Batch::default();
        let mut corpus = Corpus::default();
        for (row, line) in [
            r#"{"AgtId": 3, "Agt": "Lake Pact", "segments": [{"number": 4, "text": "Boats rest."}, "Nets dry."]}"#,
            r#"{"agreement_id": "5", "text": "1. Wells flow.\n2. Roads open."}"#,
        ]
        .iter()
        .enumerate()
        {
            let value: Value = serde_json::from_str(line).unwrap();
            corpus.line("corpus.jsonl", row + 1, value.as_object().unwrap(), &mut batch);
        }
        corpus.finish("corpus.jsonl", &mut batch);
        let found = texts(&batch);
        assert_eq!(found[0].1, [(Some(2), "Nets dry.".to_owned()), (Some(4), "Boats rest.".to_owned())]);
        assert_eq!((batch.documents[0].document.title.as_str(), found[1].1.len()), ("Lake Pact", 2));
    }

    #[test]
    fn an_agreement_takes_its_facts_from_the_table_and_its_text_from_its_file() {
        let named =
            |title: &str, facts, text| Incoming { document: Document::named("pax:9", DocumentKind::Agreement, title, "pax"), facts, text };
        let text = || Text::Full(segments(vec![(Some(1), "Guns rest.".to_owned())]));
        for turned in [false, true] {
            let mut all = vec![named("Hill Accord", Facts::Replace, Text::None), named("HILL", Facts::FillGaps, text())];
            if turned {
                all.reverse();
            }
            let mut batch = Batch { documents: all, ..Batch::default() };
            join(&mut batch);
            assert_eq!(batch.documents.len(), 1);
            assert_eq!((batch.documents[0].document.title.as_str(), &batch.documents[0].text), ("Hill Accord", &text()));
        }
    }

    #[test]
    fn the_name_of_a_file_says_its_agtid() {
        for (name, expected) in [
            ("1364.pdf", Some(1364)),
            ("texts/ag8_5124ca.pdf", Some(8)),
            ("Agreement-2051.PDF", Some(2051)),
            ("AgtId 77 (en).docx", Some(77)),
            ("pact of the plain.pdf", None),
            ("20240305 truce.pdf", None),
            ("truce 2024 3.pdf", None),
        ] {
            assert_eq!(agtid_of(name), expected, "{name}");
        }
    }
}
