//! Provisions, one JSON object a line: `agreement_id`, `text`, and optionally `segment`,
//! `title`, `date`, `language`, `country`.

use super::{Batch, Facts, Incoming, NewProvision, Order, Text};
use crate::document::{Document, DocumentKind};
use crate::said;
use crate::source;
use methods::language::{self, Language};
use platform::jobs::Progress;
use platform::{App, Result, say};
use serde_json::{Map, Value};
use std::collections::HashMap;

pub(super) fn prepare(app: &App, order: &Order, progress: &Progress<'_>) -> Result<Batch> {
    let mut batch = Batch { sources: vec![source::card("pax")?], ..Batch::default() };
    let mut places: HashMap<String, usize> = HashMap::new();
    for file in &order.files {
        let name = file.name();
        let reader = super::reader(app)?;
        reader
            .json_lines(&name, file.open(app)?, &mut |line| {
                let line = match line {
                    Ok(line) => line,
                    Err(error) => {
                        batch.row_error(&name, &error);
                        return Ok(());
                    }
                };
                batch.counts.read += 1;
                progress.at(batch.counts.read as usize, None, &name)?;
                match line.value {
                    Value::Object(object) => take(&name, line.number, &object, &mut batch, &mut places),
                    _ => batch.refuse(&name, Some(line.number), None, say!("library-report-no-object")),
                }
                Ok::<(), platform::Error>(())
            })
            .map_err(super::pax::read_error)??;
    }
    if batch.documents.iter().any(|incoming| incoming.document.source == "own") {
        batch.sources.push(source::card("own")?);
    }
    for incoming in &mut batch.documents {
        if incoming.document.language.is_none() {
            incoming.document.language = language_of(&incoming.text);
        }
    }
    Ok(batch)
}

fn language_of(text: &Text) -> Option<Language> {
    let Text::Passages(all) = text else { return None };
    let sample: String = all.iter().map(|p| p.text.as_str()).take(20).collect::<Vec<_>>().join("\n");
    language::guess(&sample)
}

fn text_of(object: &Map<String, Value>, key: &str) -> Option<String> {
    match object.get(key)? {
        Value::String(text) => Some(text.trim().to_owned()).filter(|t| !t.is_empty()),
        // Tables of numbers write 1364.0 for 1364.
        Value::Number(number) => Some(whole(number.as_f64()).map_or_else(|| number.to_string(), |n| n.to_string())),
        _ => None,
    }
}

/// A whole number, also where a program wrote it as 3.0.
fn whole(number: Option<f64>) -> Option<i64> {
    // Beyond 2^53 a number with a point is not known to its last digit.
    number.filter(|n| n.fract() == 0.0 && n.abs() < 9e15).map(|n| n as i64)
}

/// The number of a segment, as a number or written as one.
fn segment_number(value: &Value) -> Option<i64> {
    let number = match value {
        Value::String(text) => text.trim().parse::<f64>().ok(),
        other => other.as_f64(),
    };
    whole(number).filter(|n| *n >= 0)
}

fn take(file: &str, row: usize, object: &Map<String, Value>, batch: &mut Batch, places: &mut HashMap<String, usize>) {
    for key in object.keys() {
        *batch.counts.understood.entry(key.clone()).or_default() += 1;
    }
    let Some(agreement) = text_of(object, "agreement_id") else {
        return batch.refuse(file, Some(row), Some("agreement_id"), say!("library-report-no-agreement"));
    };
    let agreement = agreement.strip_suffix(".0").filter(|id| id.parse::<u32>().is_ok()).map_or(agreement.clone(), str::to_owned);
    let id = if agreement.contains(':') { agreement.clone() } else { format!("pax:{agreement}") };
    if agreement.chars().any(|c| c.is_whitespace() || c == '#') || agreement.len() > 100 {
        return batch.refuse(file, Some(row), Some("agreement_id"), say!("library-report-id-unfit", id = &agreement));
    }
    let Some(text) = text_of(object, "text").map(|text| super::markup::text(&text).trim().to_owned()).filter(|text| !text.is_empty())
    else {
        return batch.refuse(file, Some(row), Some("text"), say!("library-report-no-text"));
    };
    let number = match object.get("segment") {
        None | Some(Value::Null) => None,
        Some(value) => match segment_number(value) {
            Some(n) => Some(n),
            None => {
                batch.doubt(file, Some(row), Some("segment"), say!("library-report-segment", text = value.to_string()));
                None
            }
        },
    };
    let at = *places.entry(id.clone()).or_insert_with(|| {
        batch.documents.push(Incoming {
            document: facts(file, row, &id, &agreement, object, &mut batch.counts.doubtful, &mut batch.notes),
            facts: Facts::FillGaps,
            text: Text::Passages(Vec::new()),
        });
        batch.documents.len() - 1
    });
    let path = number.map_or_else(|| "¶".to_owned(), |n| format!("¶{n}"));
    if let Text::Passages(all) = &mut batch.documents[at].text {
        all.push(NewProvision { number, level: "paragraph".into(), label: None, path, heading: None, text, parent: None });
    }
}

/// What people bring under ids of their own is theirs, not PA-X's.
fn source_of(id: &str) -> &'static str {
    if id.starts_with("pax:") { "pax" } else { "own" }
}

fn facts(
    file: &str,
    row: usize,
    id: &str,
    agreement: &str,
    object: &Map<String, Value>,
    doubtful: &mut i64,
    notes: &mut Vec<super::Note>,
) -> Document {
    let title = text_of(object, "title").or_else(|| text_of(object, "agreement"));
    let mut d = Document::named(id, DocumentKind::Agreement, &title.unwrap_or_else(|| format!("Agreement {agreement}")), source_of(id));
    d.language = text_of(object, "language").and_then(|code| Language::from_code(&code));
    if let Some(text) = text_of(object, "date") {
        match methods::dates::parse(&text) {
            Ok(date) => d.date = Some(date),
            Err(error) => {
                *doubtful += 1;
                notes.push(super::Note {
                    severity: super::Severity::Doubtful,
                    file: file.to_owned(),
                    row: Some(row as i64),
                    column: Some("date".into()),
                    reason: say!("library-report-undated", why = said::date(&error)),
                });
            }
        }
    }
    if let Some(name) = text_of(object, "country") {
        d.countries = methods::countries::by_name(&name).map(|c| vec![c.iso3.to_owned()]).unwrap_or_default();
    }
    d
}
