//! PA-X: the table, one row an agreement, with or without the topic columns; and the texts of
//! the agreements, from the corpus export or from the site's own files.

use super::corpus::{Columns, Corpus};
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

pub(super) fn prepare(app: &App, order: &Order, progress: &Progress<'_>) -> Result<Batch> {
    let mut batch = Batch { sources: vec![source::card("pax")?], ..Batch::default() };
    let mut seen: HashMap<String, (usize, String)> = HashMap::new();
    let mut texts = Vec::new();
    for (name, file) in super::texts::files_of(order, &mut batch, is_table)? {
        progress.at(0, None, &name)?;
        match kind_of(&name) {
            FileKind::Table => read_table(app, &file, &mut batch, &mut seen, progress)?,
            FileKind::Lines => read_lines(app, &file, &mut batch, progress)?,
            FileKind::Text => texts.push((name, file)),
        }
    }
    let order_of_texts = Order { ids_pax: true, source: None, ..order.clone() };
    super::texts::read(app, texts, &order_of_texts, &mut batch, progress)?;
    super::corpus::join(&mut batch);
    if let Some(codings) = &order.codings {
        progress.at(0, None, &codings.name())?;
        read_codings(app, codings, &mut batch, progress)?;
    }
    Ok(batch)
}

/// How a file of PA-X is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum FileKind {
    Table,
    Lines,
    /// The text of an agreement, or an archive of such.
    Text,
}

/// How a file is read, by its name; one that says nothing is a table.
fn kind_of(name: &str) -> FileKind {
    let ending = name.rsplit('.').next().unwrap_or("").to_lowercase();
    match ending.as_str() {
        "jsonl" | "ndjson" => FileKind::Lines,
        "pdf" | "zip" | "html" | "htm" | "md" | "docx" | "txt" | "rtf" | "odt" | "doc" => FileKind::Text,
        _ => FileKind::Table,
    }
}

/// Whether a file of a folder is a table or lines by its name.
fn is_table(name: &str) -> bool {
    [".csv", ".tsv", ".tab", ".jsonl", ".ndjson"].iter().any(|ending| name.to_lowercase().ends_with(ending))
}

/// The corpus as JSON lines.
fn read_lines(app: &App, file: &Source, batch: &mut Batch, progress: &Progress<'_>) -> Result<()> {
    let name = file.name();
    let mut corpus = Corpus::default();
    let reader = super::reader(app)?;
    reader
        .json_lines(&name, file.open(app)?, &mut |line| {
            match line {
                Err(error) => batch.row_error(&name, &error),
                Ok(line) => {
                    batch.counts.read += 1;
                    progress.at(batch.counts.read as usize, None, &name)?;
                    match &line.value {
                        serde_json::Value::Object(object) => corpus.line(&name, line.number, object, batch),
                        _ => batch.refuse(&name, Some(line.number), None, say!("library-report-no-object")),
                    }
                }
            }
            Ok::<(), Error>(())
        })
        .map_err(read_error)??;
    corpus.finish(&name, batch);
    Ok(())
}

/// A row by column names.
struct Cells<'a> {
    head: &'a [String],
    cells: &'a [String],
}

impl<'a> Cells<'a> {
    fn get(&self, column: &str) -> &'a str {
        let at = self.head.iter().position(|name| name == column);
        at.and_then(|at| self.cells.get(at)).map_or("", |cell| cell.trim())
    }

    fn some(&self, column: &str) -> Option<String> {
        Some(self.get(column)).filter(|text| !text.is_empty()).map(str::to_owned)
    }
}

fn is_used(column: &str, of_texts: bool, thesaurus: &search::Thesaurus) -> bool {
    UNDERSTOOD.contains(&column) || is_topic(column, thesaurus) || (of_texts && Columns::has(column))
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
    let mut corpus = Corpus::default();
    let mut columns: Option<Columns> = None;
    let mut has_facts = true;
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
                columns = Columns::of(&head);
                // A corpus may hold nothing but texts by AgtId; any other table must be PA-X's.
                has_facts = columns.is_none() || head.iter().any(|c| c == "Agt") && head.iter().any(|c| c == "Dat");
                if has_facts {
                    check_head(&name, &head)?;
                }
                topics = head.iter().enumerate().filter(|(_, c)| is_topic(c, &thesaurus)).map(|(at, c)| (at, c.clone())).collect();
                batch.counts.unused.extend(head.iter().filter(|c| !is_used(c, columns.is_some(), &thesaurus)).cloned());
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
            if let Some(columns) = &columns {
                corpus.row(&name, row.number, columns, &read, batch);
            }
            // Where rows are segments, the facts of an agreement stand in each.
            let is_known = columns.as_ref().is_some_and(Columns::are_segments) && seen.contains_key(id_of(&cells));
            if has_facts && !is_known {
                take_row(&name, row.number, &cells, &topics, batch, seen);
            }
            Ok::<(), Error>(())
        })
        .map_err(read_error)??;
    corpus.finish(&name, batch);
    for (column, n) in filled {
        *batch.counts.understood.entry(column).or_default() += n;
    }
    let expected = batch.sources[0].assertion.iter().map(|a| a.rows_min).max().unwrap_or(0);
    if rows < expected && rows > 0 && has_facts {
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
    let agreement = id_of(cells);
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
    batch.documents.push(Incoming { document, facts: Facts::Replace, text: Text::None });
}

/// The AgtId of a row, also where a program wrote it as 1364.0.
fn id_of<'a>(cells: &Cells<'a>) -> &'a str {
    let id = cells.get("AgtId");
    id.strip_suffix(".0").unwrap_or(id)
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
