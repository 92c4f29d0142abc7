//! Word: paragraphs, headings, numbering, tables, notes; of tracked changes the text as proposed
//! or as before; what
//! Word hides or makes itself (a table of contents) left out.

mod body;
mod numbering;
mod styles;

use super::{plain, zip};
use crate::error::told;
use crate::{Extracted, Format, LIMITS, ReadError, Reading};
use body::Body;
use methods::segments::BlockKind;
use numbering::Numbering;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use styles::Styles;

pub(super) fn read(name: &str, bytes: &[u8], reading: Reading) -> Result<Extracted, ReadError> {
    let mut archive = zip::open(name, bytes)?;
    let mut left = LIMITS.unpacked_bytes;
    let mut part = |path: &str| -> Result<Option<Vec<u8>>, ReadError> {
        let Some(at) = archive.index_for_name(path) else { return Ok(None) };
        let (_, bytes) = zip::member(name, &mut archive, at, left)?;
        left = left.saturating_sub(bytes.len() as u64);
        Ok(Some(bytes))
    };
    let styles = part("word/styles.xml")?.map(|xml| Styles::read(name, &xml)).transpose()?.unwrap_or_default();
    let numbering = part("word/numbering.xml")?.map(|xml| Numbering::read(name, &xml)).transpose()?.unwrap_or_default();
    let title = part("docProps/core.xml")?.map(|xml| title(name, &xml)).transpose()?.flatten();
    let notes = [part("word/footnotes.xml")?, part("word/endnotes.xml")?];
    let document = part("word/document.xml")?
        .ok_or_else(|| ReadError::new("malformed", told!("no-word-text", "{file} holds no text of a Word document.", file = name)))?;
    let mut body = Body::new(styles, numbering, reading);
    body.read(name, &document, BlockKind::Paragraph)?;
    for notes in notes.into_iter().flatten() {
        body.read(name, &notes, BlockKind::Footnote)?;
    }
    let (tracked, hidden) = (body.tracked, body.hidden);
    let mut out = plain(Format::Docx, body.out);
    out.title = title;
    if tracked > 0 && reading == Reading::Before {
        out.warnings.push(told!(
            "tracked-changes-before",
            "{file} holds tracked changes: it was read as it was before them, with what was deleted and without what was inserted ({pieces}).",
            file = name,
            pieces = tracked,
        ));
    } else if tracked > 0 {
        out.warnings.push(told!(
            "tracked-changes",
            "{file} holds tracked changes: inserted text was taken, deleted text was left out ({pieces}). Accept or refuse the changes in Word to be sure.",
            file = name,
            pieces = tracked,
        ));
    }
    if hidden > 0 {
        out.warnings.push(told!(
            "hidden-text",
            "{file} holds hidden text: what Word does not show was left out ({pieces}). Show it in Word if it belongs to the text, and import it again.",
            file = name,
            pieces = hidden,
        ));
    }
    Ok(out)
}

fn damaged(name: &str) -> ReadError {
    ReadError::new(
        "malformed",
        told!("docx-damaged", "{file} is damaged: its XML cannot be read. Open it in Word, save it anew, and import that.", file = name),
    )
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
                    told!("doctype", "{file} declares a document type, which Word files never do; it was not read.", file = name),
                ));
            }
            Event::Start(_) => depth += 1,
            Event::End(_) => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > LIMITS.depth {
            return Err(ReadError::new(
                "malformed",
                told!(
                    "nested",
                    "{file} nests more than {most} elements. Save it anew from the program that made it.",
                    file = name,
                    most = LIMITS.depth
                ),
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

fn number<N: std::str::FromStr>(tag: &BytesStart<'_>, name: &str) -> Option<N> {
    attribute(tag, name)?.parse().ok()
}

/// Whether a switch such as `<w:vanish/>` is on.
fn is_on(tag: &BytesStart<'_>) -> bool {
    !attribute(tag, "val").is_some_and(|value| matches!(value.as_str(), "0" | "false" | "off"))
}

fn title(name: &str, xml: &[u8]) -> Result<Option<String>, ReadError> {
    let (mut inside, mut out) = (false, String::new());
    walk(name, xml, &mut |event| match event {
        Event::Start(tag) if tag.local_name().as_ref() == "title" => inside = true,
        Event::End(tag) if tag.local_name().as_ref() == "title" => inside = false,
        Event::Text(text) if inside => out.push_str(text),
        Event::GeneralRef(reference) if inside => out.push_str(&entity(reference)),
        _ => {}
    })?;
    Ok(Some(out.trim().to_owned()).filter(|t| !t.is_empty()))
}

/// What `&amp;` or `&#233;` stands for.
fn entity(name: &str) -> String {
    match name {
        "amp" => "&".to_owned(),
        "lt" => "<".to_owned(),
        "gt" => ">".to_owned(),
        "quot" => "\"".to_owned(),
        "apos" => "'".to_owned(),
        other => {
            let code = other.strip_prefix('#');
            let value = code.and_then(|code| match code.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok(),
                None => code.parse().ok(),
            });
            value.and_then(char::from_u32).filter(|c| *c != '\0').map(String::from).unwrap_or_default()
        }
    }
}

#[cfg(test)]
mod tests;
