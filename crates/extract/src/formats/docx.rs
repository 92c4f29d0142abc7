//! Word: paragraphs, headings, numbering, tables, footnotes; of tracked changes the new text.

use super::{plain, zip};
use crate::{Extracted, Format, LIMITS, ReadError};
use methods::segments::{Block, BlockKind};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::collections::HashMap;

pub(super) fn read(name: &str, bytes: &[u8]) -> Result<Extracted, ReadError> {
    let mut archive = zip::open(name, bytes)?;
    let mut left = LIMITS.unpacked_bytes;
    let mut part = |path: &str| -> Result<Option<Vec<u8>>, ReadError> {
        let Some(at) = archive.index_for_name(path) else { return Ok(None) };
        let (_, bytes) = zip::member(name, &mut archive, at, left)?;
        left = left.saturating_sub(bytes.len() as u64);
        Ok(Some(bytes))
    };
    let numbering = part("word/numbering.xml")?.map(|xml| numbering(name, &xml)).transpose()?.unwrap_or_default();
    let title = part("docProps/core.xml")?.map(|xml| title(name, &xml)).transpose()?.flatten();
    let notes = part("word/footnotes.xml")?;
    let document =
        part("word/document.xml")?.ok_or_else(|| ReadError::new("malformed", format!("{name} holds no text of a Word document.")))?;
    let mut body = Body { numbering, ..Body::default() };
    body.read(name, &document, BlockKind::Paragraph)?;
    if let Some(notes) = notes {
        body.read(name, &notes, BlockKind::Footnote)?;
    }
    let mut out = plain(Format::Docx, body.out);
    out.title = title;
    if body.deleted > 0 {
        out.warnings.push(format!("{name} holds tracked changes: inserted text was taken, {} deleted pieces were left out. Accept or refuse the changes in Word to be sure.", body.deleted));
    }
    Ok(out)
}

fn damaged(name: &str) -> ReadError {
    ReadError::new("malformed", format!("{name} is damaged: its XML cannot be read. Open it in Word, save it anew, and import that."))
}

/// Walks an XML text, refusing document types (they can expand without end) and deep nesting.
fn walk(name: &str, xml: &[u8], each: &mut dyn FnMut(&Event<'_>)) -> Result<(), ReadError> {
    let mut reader = Reader::from_reader(xml);
    let mut depth = 0usize;
    let mut buffer = Vec::new();
    loop {
        let event = reader.read_event_into(&mut buffer).map_err(|_| damaged(name))?;
        match &event {
            Event::Eof => return Ok(()),
            Event::DocType(_) => {
                return Err(ReadError::new(
                    "malformed",
                    format!("{name} declares a document type, which Word files never do; it was not read."),
                ));
            }
            Event::Start(_) => depth += 1,
            Event::End(_) => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > LIMITS.depth {
            return Err(ReadError::new(
                "malformed",
                format!("{name} nests more than {} elements. Save it anew from the program that made it.", LIMITS.depth),
            ));
        }
        each(&event);
        buffer.clear();
    }
}

fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = tag.attributes().flatten().find(|a| a.key.local_name().as_ref() == name)?;
    Some(found.value.into_owned())
}

fn title(name: &str, xml: &[u8]) -> Result<Option<String>, ReadError> {
    let (mut inside, mut out) = (false, String::new());
    walk(name, xml, &mut |event| match event {
        Event::Start(tag) if tag.local_name().as_ref() == "title" => inside = true,
        Event::End(tag) if tag.local_name().as_ref() == "title" => inside = false,
        Event::Text(text) if inside => out.push_str(text),
        _ => {}
    })?;
    Ok(Some(out.trim().to_owned()).filter(|t| !t.is_empty()))
}

/// How the levels of a list are numbered: format and text such as `Article %1`.
type Levels = HashMap<usize, (String, String)>;

#[derive(Default)]
struct Numbering {
    lists: HashMap<String, String>,
    levels: HashMap<String, Levels>,
}

fn numbering(name: &str, xml: &[u8]) -> Result<Numbering, ReadError> {
    let mut out = Numbering::default();
    let (mut abstract_id, mut list, mut level) = (None::<String>, None::<String>, 0usize);
    walk(name, xml, &mut |event| {
        let (Event::Start(tag) | Event::Empty(tag)) = event else { return };
        match tag.local_name().as_ref() {
            "abstractNum" => (abstract_id, list) = (attribute(tag, "abstractNumId"), None),
            "num" => (list, abstract_id) = (attribute(tag, "numId"), None),
            "abstractNumId" => {
                if let (Some(list), Some(of)) = (&list, attribute(tag, "val")) {
                    out.lists.insert(list.clone(), of);
                }
            }
            "lvl" => level = attribute(tag, "ilvl").and_then(|v| v.parse().ok()).unwrap_or(0),
            kind @ ("numFmt" | "lvlText") => {
                if let (Some(of), Some(value)) = (&abstract_id, attribute(tag, "val")) {
                    let entry = out.levels.entry(of.clone()).or_default().entry(level).or_default();
                    if kind == "numFmt" { entry.0 = value } else { entry.1 = value }
                }
            }
            _ => {}
        }
    })?;
    Ok(out)
}

#[derive(Default)]
struct Body {
    numbering: Numbering,
    counts: HashMap<String, Vec<u32>>,
    out: Vec<Block>,
    deleted: usize,
}

/// The paragraph being read.
#[derive(Default)]
struct Paragraph {
    text: String,
    style: String,
    list: Option<String>,
    level: usize,
}

impl Body {
    fn read(&mut self, name: &str, xml: &[u8], kind: BlockKind) -> Result<(), ReadError> {
        let mut p = Paragraph::default();
        let (mut in_text, mut in_deleted, mut rows) = (false, 0usize, 0usize);
        let mut row = String::new();
        walk(name, xml, &mut |event| match event {
            Event::Start(tag) | Event::Empty(tag) => {
                let is_start = matches!(event, Event::Start(_));
                match tag.local_name().as_ref() {
                    "p" if is_start => p = Paragraph::default(),
                    "t" => in_text = is_start,
                    "del" | "moveFrom" if is_start => {
                        in_deleted += 1;
                        self.deleted += 1;
                    }
                    "tab" => p.text.push(' '),
                    "br" | "cr" => p.text.push('\n'),
                    "pStyle" => p.style = attribute(tag, "val").unwrap_or_default().to_lowercase(),
                    "outlineLvl" if p.style.is_empty() => {
                        p.style = format!("heading{}", attribute(tag, "val").and_then(|v| v.parse::<u8>().ok()).map_or(1, |n| n + 1))
                    }
                    "numId" => p.list = attribute(tag, "val").filter(|v| v != "0"),
                    "ilvl" => p.level = attribute(tag, "val").and_then(|v| v.parse().ok()).unwrap_or(0),
                    "tr" if is_start => {
                        rows += 1;
                        row.clear();
                    }
                    _ => {}
                }
            }
            Event::Text(text) if in_text && in_deleted == 0 => p.text.push_str(text),
            Event::GeneralRef(reference) if in_text && in_deleted == 0 => p.text.push_str(entity(reference)),
            Event::End(tag) => match tag.local_name().as_ref() {
                "t" => in_text = false,
                "del" | "moveFrom" => in_deleted = in_deleted.saturating_sub(1),
                "p" if rows > 0 => {
                    if !row.is_empty() && !p.text.trim().is_empty() {
                        row.push_str(" | ");
                    }
                    row.push_str(p.text.trim());
                }
                "p" => self.paragraph(std::mem::take(&mut p), kind),
                "tr" => {
                    rows -= 1;
                    if rows == 0 && !row.trim().is_empty() {
                        self.out.push(Block { kind: BlockKind::TableRow, text: std::mem::take(&mut row), label: None });
                    }
                }
                _ => {}
            },
            _ => {}
        })
    }

    fn paragraph(&mut self, p: Paragraph, kind: BlockKind) {
        let text = p.text.trim().to_owned();
        let label = p.list.as_ref().and_then(|list| self.label(list, p.level));
        if text.is_empty() {
            return;
        }
        let heading =
            p.style.strip_prefix("heading").map(|n| n.trim().parse().unwrap_or(1u8)).or_else(|| (p.style == "title").then_some(1));
        let kind = match (heading, &label) {
            (Some(n), None) => BlockKind::Heading(n),
            (_, Some(_)) => BlockKind::ListItem(p.level as u8),
            _ => kind,
        };
        self.out.push(Block { kind, text, label });
    }

    /// The number that Word would show before a paragraph of a list.
    fn label(&mut self, list: &str, level: usize) -> Option<String> {
        let of = self.numbering.lists.get(list)?.clone();
        let levels = self.numbering.levels.get(&of)?;
        let counts = self.counts.entry(of.clone()).or_default();
        counts.resize(counts.len().max(level + 1), 0);
        counts[level] += 1;
        counts.truncate(level + 1);
        let (format, text) = levels.get(&level)?;
        if format == "bullet" || format == "none" {
            return Some("-".to_owned());
        }
        let mut label = text.clone();
        for (at, count) in counts.iter().enumerate() {
            let format = levels.get(&at).map_or("decimal", |(format, _)| format.as_str());
            label = label.replace(&format!("%{}", at + 1), &spelled(*count.max(&1), format));
        }
        Some(label).filter(|l| !l.trim().is_empty())
    }
}

fn entity(name: &str) -> &str {
    match name {
        "amp" => "&",
        "lt" => "<",
        "gt" => ">",
        "quot" => "\"",
        "apos" => "'",
        _ => "",
    }
}

fn spelled(number: u32, format: &str) -> String {
    let letter = |first: u8| char::from(first + ((number - 1) % 26) as u8).to_string();
    match format {
        "lowerLetter" => letter(b'a'),
        "upperLetter" => letter(b'A'),
        "lowerRoman" => roman(number),
        "upperRoman" => roman(number).to_uppercase(),
        _ => number.to_string(),
    }
}

fn roman(mut number: u32) -> String {
    let parts = [(100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")];
    let mut out = String::new();
    for (value, text) in parts {
        while number >= value && out.len() < 40 {
            out.push_str(text);
            number -= value;
        }
    }
    out
}
