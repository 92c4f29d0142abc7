//! The PA-X table: one row an agreement, with or without the topic columns.

use super::{Batch, Facts, Incoming, Order, Source, Text};
use crate::document::{CodedTopic, Document, DocumentKind, ExternalId};
use crate::said;
use crate::source;
use methods::countries;
use methods::names::split_signatories;
use platform::jobs::Progress;
use platform::{App, Error, Result, say};
use std::collections::{BTreeMap, HashMap};

/// Columns that describe an agreement; every other column is a topic or unused.
const UNDERSTOOD: [&str; 25] = [
    "Con",
    "Contp",
    "PP",
    "PPName",
    "Reg",
    "AgtId",
    "Agt",
    "Dat",
    "Status",
    "Agtp",
    "Stage",
    "StageSub",
    "Part",
    "ThrdPart",
    "Loc1ISO",
    "Loc2ISO",
    "Loc1GWNO",
    "Loc2GWNO",
    "UcdpCon",
    "UcdpAgr",
    "PamAgr",
    "CowWar",
    "Interim",
    "description",
    "PAX_Hyperlink",
];

/// Columns that hold the agreement's text in exports of the whole corpus.
const TEXT_COLUMNS: [&str; 4] = ["text", "full_text", "agreement_text", "corpus"];

pub(super) fn prepare(app: &App, order: &Order, progress: &Progress<'_>) -> Result<Batch> {
    let mut batch = Batch { sources: vec![source::card("pax")?], ..Batch::default() };
    let mut seen: HashMap<String, (usize, String)> = HashMap::new();
    for file in &order.files {
        progress.at(0, None, &file.name())?;
        read_table(app, file, &mut batch, &mut seen, progress)?;
    }
    if let Some(codings) = &order.codings {
        progress.at(0, None, &codings.name())?;
        read_codings(app, codings, &mut batch, progress)?;
    }
    Ok(batch)
}

/// A row by column names.
struct Cells<'a> {
    head: &'a [String],
    cells: &'a [String],
}

impl Cells<'_> {
    fn get(&self, column: &str) -> &str {
        let at = self.head.iter().position(|name| name == column);
        at.and_then(|at| self.cells.get(at)).map_or("", |cell| cell.trim())
    }

    fn some(&self, column: &str) -> Option<String> {
        Some(self.get(column)).filter(|text| !text.is_empty()).map(str::to_owned)
    }
}

fn is_topic(column: &str, thesaurus: &search::Thesaurus) -> bool {
    thesaurus.by_pax(column).is_some()
}

fn read_table(
    app: &App,
    file: &Source,
    batch: &mut Batch,
    seen: &mut HashMap<String, (usize, String)>,
    progress: &Progress<'_>,
) -> Result<()> {
    let thesaurus = crate::index::thesaurus(app)?;
    let name = file.name();
    let mut head: Vec<String> = Vec::new();
    let mut topics: Vec<(usize, String)> = Vec::new();
    let mut filled: BTreeMap<String, i64> = BTreeMap::new();
    let mut rows = 0;
    let stream = super::reader(app)?;
    stream
        .rows(&name, file.open(app)?, &mut |row| {
            let row = match row {
                Ok(row) => row,
                Err(error) => {
                    batch.row_error(&name, &error);
                    return Ok(());
                }
            };
            if head.is_empty() {
                head = row.head.to_vec();
                check_head(&name, &head)?;
                topics = head.iter().enumerate().filter(|(_, c)| is_topic(c, &thesaurus)).map(|(at, c)| (at, c.clone())).collect();
                batch.counts.unused.extend(head.iter().filter(|c| !UNDERSTOOD.contains(&c.as_str()) && !is_topic(c, &thesaurus)).cloned());
            }
            rows += 1;
            batch.counts.read += 1;
            progress.at(rows, None, &name)?;
            let read: Vec<String> = row.cells.iter().map(|cell| super::markup::signs(cell).into_owned()).collect();
            let cells = Cells { head: &head, cells: &read };
            for column in UNDERSTOOD {
                if !cells.get(column).is_empty() {
                    *filled.entry(column.to_owned()).or_default() += 1;
                }
            }
            take_row(&name, row.number, &cells, &topics, batch, seen);
            Ok::<(), Error>(())
        })
        .map_err(read_error)??;
    for (column, n) in filled {
        *batch.counts.understood.entry(column).or_default() += n;
    }
    let expected = batch.sources[0].assertion.iter().map(|a| a.rows_min).max().unwrap_or(0);
    if rows < expected && rows > 0 {
        batch.doubt(&name, None, None, say!("library-report-rows-few", n = rows, expected = expected.to_string()));
    }
    Ok(())
}

pub(super) fn read_error(error: extract::ReadError) -> Error {
    match error.code() {
        "too_large" | "memory_limit" | "time_limit" => Error::TooLarge(said::read(error.told())),
        _ => Error::invalid("file", said::read(error.told())),
    }
}

fn check_head(file: &str, head: &[String]) -> Result<()> {
    for needed in ["AgtId", "Agt", "Dat"] {
        if !head.iter().any(|column| column == needed) {
            let columns = head.iter().take(12).cloned().collect::<Vec<_>>().join(", ");
            return Err(Error::invalid("file", say!("library-error-pax-column", file = file, column = needed, columns = columns)));
        }
    }
    Ok(())
}

fn take_row(
    file: &str,
    row: usize,
    cells: &Cells<'_>,
    topics: &[(usize, String)],
    batch: &mut Batch,
    seen: &mut HashMap<String, (usize, String)>,
) {
    let agreement = cells.get("AgtId");
    let agreement = agreement.strip_suffix(".0").unwrap_or(agreement);
    if agreement.parse::<u32>().is_err() {
        return batch.refuse(file, Some(row), Some("AgtId"), say!("library-report-agtid", text = agreement));
    }
    let title = cells.get("Agt");
    if title.is_empty() {
        return batch.refuse(file, Some(row), Some("Agt"), say!("library-report-untitled"));
    }
    let raw = cells.cells.join("\u{1f}");
    if let Some((first, known)) = seen.get(agreement) {
        if *known != raw {
            let first = *first;
            batch.refuse(file, Some(row), Some("AgtId"), say!("library-report-agtid-twice", id = agreement, row = first.to_string()));
        }
        return;
    }
    seen.insert(agreement.to_owned(), (row, raw));
    let document = document_of(file, row, agreement, cells, topics, batch);
    let text = TEXT_COLUMNS
        .iter()
        .find_map(|c| cells.some(c))
        .map_or(Text::None, |text| super::texts::cut(&super::markup::text(&text), document.language));
    batch.documents.push(Incoming { document, facts: Facts::Replace, text });
}

fn document_of(file: &str, row: usize, agreement: &str, cells: &Cells<'_>, topics: &[(usize, String)], batch: &mut Batch) -> Document {
    let stage = cells.some("Stage");
    let kind = if stage.as_deref() == Some("Cea") { DocumentKind::Ceasefire } else { DocumentKind::Agreement };
    let mut d = Document::named(&format!("pax:{agreement}"), kind, cells.get("Agt"), "pax");
    d.date = match cells.get("Dat") {
        "" => None,
        text => match methods::dates::parse(text) {
            Ok(date) => Some(date),
            Err(error) => {
                batch.doubt(file, Some(row), Some("Dat"), say!("library-report-undated", why = said::date(&error)));
                None
            }
        },
    };
    d.stage = stage;
    d.substage = cells.some("StageSub");
    d.status = cells.some("Status");
    d.agreement_type = cells.some("Agtp");
    d.conflict_type = cells.some("Contp");
    d.process = cells.some("PPName");
    d.description = cells.some("description");
    d.interim = cells.some("Interim");
    d.url = cells.some("PAX_Hyperlink").or_else(|| Some(format!("https://www.peaceagreements.org/agreements/{agreement}/")));
    for column in ["Loc1ISO", "Loc2ISO"] {
        if let Some(code) = cells.some(column) {
            if countries::by_iso3(&code).is_none() {
                batch.doubt(file, Some(row), Some(column), say!("library-report-country-code", code = &code));
            }
            d.countries.push(code);
        }
    }
    d.parties = split_signatories(cells.get("Part"));
    d.third_parties = split_signatories(cells.get("ThrdPart"));
    d.external = external(agreement, cells);
    d.topics_coded = !topics.is_empty();
    d.topics = coded(file, row, cells.cells, topics, batch);
    d
}

fn external(agreement: &str, cells: &Cells<'_>) -> Vec<ExternalId> {
    let mut out = vec![ExternalId { scheme: "pax".into(), value: agreement.to_owned() }];
    let schemes = [
        ("PP", "pax_process"),
        ("Con", "pax_conflict"),
        ("Reg", "pax_region"),
        ("Loc1GWNO", "gw"),
        ("Loc2GWNO", "gw"),
        ("UcdpCon", "ucdp_conflict"),
        ("UcdpAgr", "ucdp_agreement"),
        ("PamAgr", "pam"),
        ("CowWar", "cow"),
    ];
    for (column, scheme) in schemes {
        if let Some(value) = cells.some(column) {
            let value = value.strip_suffix(".0").map(str::to_owned).unwrap_or(value);
            out.push(ExternalId { scheme: scheme.into(), value });
        }
    }
    out
}

fn coded(file: &str, row: usize, cells: &[String], topics: &[(usize, String)], batch: &mut Batch) -> Vec<CodedTopic> {
    let mut out = Vec::new();
    for (at, code) in topics {
        let cell = cells.get(*at).map_or("", |c| c.trim()).trim_end_matches(".0");
        match cell {
            "" | "0" => {}
            "1" | "2" | "3" => out.push(CodedTopic { code: code.clone(), value: i64::from(cell.as_bytes()[0] - b'0') }),
            other => batch.doubt(file, Some(row), Some(code), say!("library-report-topic-value", text = other)),
        }
    }
    out
}

/// Adds the topics of a second table to the agreements of the first.
fn read_codings(app: &App, file: &Source, batch: &mut Batch, progress: &Progress<'_>) -> Result<()> {
    let mut second = Batch { sources: batch.sources.clone(), ..Batch::default() };
    read_table(app, file, &mut second, &mut HashMap::new(), progress)?;
    let places: HashMap<String, usize> = batch.documents.iter().enumerate().map(|(at, d)| (d.document.id.clone(), at)).collect();
    for incoming in second.documents {
        match places.get(&incoming.document.id) {
            Some(at) => {
                batch.documents[*at].document.topics = incoming.document.topics;
                batch.documents[*at].document.topics_coded = true;
            }
            None => batch.documents.push(incoming),
        }
    }
    batch.counts.refused += second.counts.refused;
    batch.counts.doubtful += second.counts.doubtful;
    batch.counts.read += second.counts.read;
    batch.notes.extend(second.notes);
    Ok(())
}
