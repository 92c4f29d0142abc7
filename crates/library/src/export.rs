//! Bulk export: provisions with their documents, with licences respected; and baskets as
//! Word, Markdown and JSON with footnoted sources.

mod sinks;

use sinks::{CsvSink, JsonSink, ParquetSink, Sink};

use crate::basket::{Basket, Item};
use crate::document::Kept;
use crate::provision::Provision;
use crate::read;
use crate::source::{Redistribution, SourceCard};
use crate::store::{documents, imports, provisions};
use methods::citations;
use platform::actor::Actor;
use platform::clearance::marking::Level;
use platform::docx::{Docx, Paragraph, Run, Style};
use platform::web::{Download, Outcome, Visit};
use platform::{App, Result};
use serde::Serialize;
use std::collections::HashMap;
use std::io::Write;

/// What an export is narrowed to.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Deserialize)]
#[serde(default)]
pub struct Narrow {
    /// Kind of document.
    pub kind: Option<String>,
    /// Country, ISO 3166-1 alpha-3.
    pub country: Option<String>,
    /// Source card.
    pub source: Option<String>,
    /// Process.
    pub process: Option<String>,
    /// How much of the text is here: `full`, `passages` or `none`.
    pub text: Option<String>,
}

impl Narrow {
    pub(crate) fn as_store(&self) -> documents::Narrow<'_> {
        fn given(v: &Option<String>) -> Option<&str> {
            v.as_deref().filter(|t| !t.is_empty())
        }
        documents::Narrow {
            kind: given(&self.kind),
            process: given(&self.process),
            country: given(&self.country),
            source: given(&self.source),
            text: given(&self.text),
        }
    }
}

/// A format of bulk export.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Comma-separated values.
    Csv,
    /// One JSON object a line.
    JsonLines,
    /// Apache Parquet.
    Parquet,
}

impl Format {
    /// The format that a word names.
    pub fn from_word(word: &str) -> Option<Format> {
        match word {
            "csv" => Some(Format::Csv),
            "jsonl" => Some(Format::JsonLines),
            "parquet" => Some(Format::Parquet),
            _ => None,
        }
    }
}

/// All provisions as a file, written while it is sent, so that its size does not matter.
pub fn send(visit: &Visit, narrow: Narrow, format: Format) -> Outcome {
    let (content_type, name) = match format {
        Format::Csv => ("text/csv; charset=utf-8", "provisions.csv"),
        Format::JsonLines => ("application/x-ndjson", "provisions.jsonl"),
        Format::Parquet => ("application/vnd.apache.parquet", "provisions.parquet"),
    };
    let (app, actor) = (visit.app.clone(), visit.actor.clone());
    Download { content_type, name: name.to_owned() }.send(visit, move |out| write(&app, &actor, &narrow, format, out))
}

/// One line of an export.
#[derive(Debug, Serialize)]
struct Line<'a> {
    provision: &'a str,
    document: &'a str,
    title: &'a str,
    kind: &'a str,
    date: Option<String>,
    language: Option<&'a str>,
    countries: String,
    process: Option<&'a str>,
    stage: Option<&'a str>,
    path: &'a str,
    heading: Option<&'a str>,
    text: &'a str,
    source: &'a str,
    licence: &'a str,
    url: Option<&'a str>,
}

const COLUMNS: [&str; 15] = [
    "provision",
    "document",
    "title",
    "kind",
    "date",
    "language",
    "countries",
    "process",
    "stage",
    "path",
    "heading",
    "text",
    "source",
    "licence",
    "url",
];

impl Line<'_> {
    fn cells(&self) -> [Option<&str>; 15] {
        [
            Some(self.provision),
            Some(self.document),
            Some(self.title),
            Some(self.kind),
            self.date.as_deref(),
            self.language,
            Some(&self.countries),
            self.process,
            self.stage,
            Some(self.path),
            self.heading,
            Some(self.text),
            Some(self.source),
            Some(self.licence),
            self.url,
        ]
    }
}

/// Whether a source's text may go out to this person in bulk.
pub(crate) fn may_export(actor: &Actor, card: &SourceCard) -> bool {
    actor.is_signed_in() || matches!(card.redistribution, Redistribution::Allowed | Redistribution::NonCommercial)
}

/// Writes all provisions that `narrow` lets through. Sources that may not be given on are
/// left out for visitors.
pub fn write(app: &App, actor: &Actor, narrow: &Narrow, format: Format, out: &mut (dyn Write + Send)) -> Result<()> {
    let mut sink: Box<dyn Sink + '_> = match format {
        Format::Csv => Box::new(CsvSink::new(out)?),
        Format::JsonLines => Box::new(JsonSink(out)),
        Format::Parquet => Box::new(ParquetSink::new(out)?),
    };
    let mut cards: HashMap<String, SourceCard> = HashMap::new();
    let mut after: Option<String> = None;
    // What is marked is taken away one by one, never in bulk: here reads nobody in particular.
    let signed_in = actor;
    let actor = &Actor { id: String::new(), ..signed_in.clone() };
    loop {
        app.require_standing(signed_in)?;
        // Page by page, each read on its own, so that a slow reader holds nothing open.
        let page = read::list(app, actor, narrow, after.as_deref(), 50)?;
        let Some(last) = page.last() else { break };
        after = Some(last.id.clone());
        for listed in &page {
            let (kept, all, card) = app.read(actor, |c| {
                let kept = documents::get(c, &listed.id)?;
                let card = match cards.get(&kept.document.source) {
                    Some(known) => known.clone(),
                    None => imports::source(c, &kept.document.source)?,
                };
                Ok((kept, provisions::of_document(c, &listed.id)?, card))
            })?;
            cards.insert(card.id.clone(), card.clone());
            if may_export(actor, &card) {
                for p in all.iter().filter(|p| !p.withdrawn) {
                    sink.line(&line(&kept, p, &card))?;
                }
            }
        }
    }
    sink.end()
}

fn line<'a>(kept: &'a Kept, p: &'a Provision, card: &'a SourceCard) -> Line<'a> {
    let d = &kept.document;
    Line {
        provision: &p.id,
        document: &d.id,
        title: &d.title,
        kind: d.kind.word(),
        date: d.date.map(|v| v.to_string()),
        language: d.language.map(|l| l.code()),
        countries: d.countries.join(";"),
        process: d.process.as_deref(),
        stage: d.stage.as_deref(),
        path: &p.path,
        heading: p.heading.as_deref(),
        text: &p.text,
        source: &card.id,
        licence: &card.licence,
        url: d.url.as_deref(),
    }
}

/// A basket as data.
#[derive(Debug, Serialize)]
pub struct BasketExport<'a> {
    /// Its title.
    pub title: &'a str,
    /// What is in it, each with its source.
    pub items: Vec<BasketLine<'a>>,
}

/// A provision of an exported basket.
#[derive(Debug, Serialize)]
pub struct BasketLine<'a> {
    /// Permanent id.
    pub provision: &'a str,
    /// Where it stands in its document.
    pub path: &'a str,
    /// Its text.
    pub text: &'a str,
    /// What the collector wrote.
    pub note: &'a str,
    /// How it is marked.
    pub marking: Level,
    /// Its source in one line.
    pub source: String,
    /// The licence of its source.
    pub licence: String,
}

/// What of a basket may be taken away, and how many provisions their marking keeps here.
fn taken(items: &[Item]) -> (Vec<Item>, usize) {
    let taken: Vec<Item> = items.iter().filter(|item| !item.stays).cloned().collect();
    let stay = items.len() - taken.len();
    (taken, stay)
}

/// The sentence for what stays; none where nothing does.
fn left_out(v: &Visit, stay: usize) -> Option<String> {
    (stay > 0).then(|| v.tn("library-basket-left-out", stay as i64))
}

/// A marking as it stands on paper, in front of what it holds for.
fn on_paper(v: &Visit, level: Level) -> String {
    match level {
        Level::Unclassified => String::new(),
        marked => format!("{}: ", v.tk("marking-", marked.word()).to_uppercase()),
    }
}

/// For each item its source in one line, and the licence of that source.
pub(crate) fn sources(app: &App, reader: &Actor, items: &[Item]) -> Result<Vec<(String, String)>> {
    let mut out = Vec::new();
    for item in items {
        let (card, kept) = app.read(reader, |c| Ok((imports::source(c, &item.document.source)?, documents::get(c, &item.document.id)?)))?;
        let cited = read::cited(app, &kept, &card, Some(&item.provision));
        out.push((format!("{} {}", citations::plain(&cited), item.provision.id), card.licence));
    }
    Ok(out)
}

/// A basket as JSON.
pub fn basket_json(app: &App, reader: &Actor, basket: &Basket, items: &[Item]) -> Result<Vec<u8>> {
    let (items, stay) = taken(items);
    let sources = sources(app, reader, &items)?;
    let line = |(item, (source, licence)): (&'_ Item, (String, String))| {
        serde_json::json!(BasketLine {
            provision: &item.provision.id,
            path: &item.provision.path,
            text: &item.provision.text,
            note: &item.note,
            marking: item.marking,
            source,
            licence,
        })
    };
    let lines: Vec<serde_json::Value> = items.iter().zip(sources).map(line).collect();
    Ok(serde_json::to_vec_pretty(&serde_json::json!({"title": basket.title, "items": lines, "left_out": stay}))?)
}

/// A basket as Markdown, with a footnote for each source.
pub(crate) fn basket_markdown(v: &Visit, basket: &Basket, items: &[Item]) -> Result<String> {
    let mut out = format!("# {}\n", plain_line(&basket.title));
    let mut notes = String::new();
    let (items, stay) = taken(items);
    if let Some(sentence) = left_out(v, stay) {
        out.push_str(&format!("\n*{sentence}*\n"));
    }
    for (at, (item, (source, licence))) in items.iter().zip(sources(&v.app, &v.actor, &items)?).enumerate() {
        let number = at + 1;
        let quoted: Vec<String> = item.provision.text.lines().map(|line| format!("> {}", escaped(line))).collect();
        out.push_str(&format!("\n## {}\n\n{}[^{number}]\n", escaped(&heading(v, item)), quoted.join("\n")));
        if !item.note.is_empty() {
            out.push_str(&format!("\n{}\n", escaped(&item.note)));
        }
        notes.push_str(&format!("\n[^{number}]: {} ({licence})\n", escaped(&source)));
    }
    Ok(out + &notes)
}

fn plain_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Signs that Markdown reads as commands, written so that they show.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if "\\`*_[]<>#|".contains(c) {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

fn heading(v: &Visit, item: &Item) -> String {
    format!("{}{}, {}", on_paper(v, item.marking), item.document.title, item.provision.path)
}

/// A basket as a Word document, with a footnote for each source.
pub(crate) fn basket_docx(v: &Visit, basket: &Basket, items: &[Item]) -> Result<Vec<u8>> {
    let run = |text: &str| Run::of(text);
    let mut paragraphs = vec![Paragraph { style: Style::Title, ..Paragraph::text(&basket.title) }];
    let (items, stay) = taken(items);
    if let Some(sentence) = left_out(v, stay) {
        paragraphs.push(Paragraph { runs: vec![Run { italic: true, ..run(&sentence) }], ..Paragraph::default() });
    }
    for (item, (source, licence)) in items.iter().zip(sources(&v.app, &v.actor, &items)?) {
        let rtl = item.document.language.is_some_and(methods::language::Language::is_rtl);
        paragraphs.push(Paragraph { style: Style::Heading(2), rtl, ..Paragraph::text(heading(v, item)) });
        let lines: Vec<&str> = item.provision.text.lines().filter(|l| !l.trim().is_empty()).collect();
        for (at, text) in lines.iter().enumerate() {
            let note = (at + 1 == lines.len()).then(|| format!("{source} ({licence})"));
            paragraphs.push(Paragraph { rtl, runs: vec![Run { note, ..run(text) }], ..Paragraph::default() });
        }
        if !item.note.is_empty() {
            paragraphs.push(Paragraph { runs: vec![Run { italic: true, ..run(&item.note) }], ..Paragraph::default() });
        }
    }
    Docx { paragraphs, ..Docx::default() }.bytes()
}
