//! The formats, each in its file.

mod clean;
mod docx;
mod html;
mod markdown;
mod markup;
mod numbers;
mod pdf;
pub(crate) mod text;
pub(crate) mod zip;

use crate::{Extracted, Format, LIMITS, ReadError};
use methods::segments::Block;

/// The format that a file's name tells.
pub(crate) fn by_name(name: &str) -> Option<Format> {
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_lowercase())?;
    Some(match ending.as_str() {
        "txt" | "text" => Format::Text,
        "html" | "htm" | "xhtml" => Format::Html,
        "md" | "markdown" => Format::Markdown,
        "docx" => Format::Docx,
        "pdf" => Format::Pdf,
        "zip" => Format::Zip,
        _ => return None,
    })
}

/// The format that a file's first bytes tell, where they do.
fn by_content(bytes: &[u8]) -> Option<Format> {
    let head: Vec<u8> = bytes.iter().take(1_024).copied().collect();
    if head.windows(5).any(|w| w == b"%PDF-") {
        return Some(Format::Pdf);
    }
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return Some(if zip::holds_word(bytes) { Format::Docx } else { Format::Zip });
    }
    None
}

/// Texts of other programs, by what they hold, else by their names: never taken with their
/// codes as text.
fn other_program(name: &str, bytes: &[u8]) -> Option<&'static str> {
    let start = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let start = start.trim_ascii_start();
    if start.starts_with(b"{\\rtf") {
        return Some("text in rich text format (RTF)");
    }
    if start.starts_with(b"\xd0\xcf\x11\xe0") {
        return Some("Word file of the old format (.doc)");
    }
    let head = &bytes[..bytes.len().min(200)];
    if bytes.starts_with(b"PK\x03\x04") && head.windows(40).any(|w| w.starts_with(b"application/vnd.oasis.opendocument.text")) {
        return Some("text of the OpenDocument format (ODT)");
    }
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_lowercase())?;
    Some(match ending.as_str() {
        "rtf" => "text in rich text format (RTF)",
        "doc" => "Word file of the old format (.doc)",
        "odt" => "text of the OpenDocument format (ODT)",
        _ => return None,
    })
}

/// Reads a text, after checking that its name and its content say the same.
pub(crate) fn read(name: &str, bytes: &[u8], hint: Option<Format>) -> Result<Extracted, ReadError> {
    if bytes.is_empty() {
        return Err(ReadError::new("no_text", format!("{name} is empty.")));
    }
    if let Some(program) = other_program(name, bytes) {
        return Err(ReadError::new(
            "unsupported",
            format!("{name} is a {program}, which is not read. Open it in the program that made it, save it as DOCX, and import that."),
        ));
    }
    let named = hint.or_else(|| by_name(name));
    let found = by_content(bytes);
    let format = match (named, found) {
        (Some(named), Some(found)) if named != found => {
            return Err(ReadError::new(
                "unsupported",
                format!("{name} is named like {named:?} but holds {found:?}. Give it the name of what it holds."),
            ));
        }
        (Some(format @ (Format::Pdf | Format::Docx | Format::Zip)), None) => {
            return Err(ReadError::new(
                "malformed",
                format!("{name} is named like {format:?} but does not hold it. It may be damaged or cut off; fetch it anew."),
            ));
        }
        (named, found) => found.or(named).ok_or_else(|| {
            ReadError::new(
                "unsupported",
                format!("{name} is of a format that is not read. Texts are TXT, HTML, Markdown, DOCX, PDF, or ZIP files of these."),
            )
        })?,
    };
    let mut extracted = match format {
        Format::Text => text::read(name, bytes)?,
        Format::Html => html::read(name, bytes)?,
        Format::Markdown => markdown::read(name, bytes)?,
        Format::Docx => docx::read(name, bytes)?,
        Format::Pdf => pdf::read(name, bytes)?,
        Format::Zip => {
            return Err(ReadError::new(
                "unsupported",
                format!("{name} is an archive inside an archive, which is not opened. Unpack it first."),
            ));
        }
    };
    clean::clean(&mut extracted.blocks);
    extracted.blocks = methods::segments::settled(&extracted.blocks);
    if extracted.blocks.iter().all(|b: &Block| b.text.trim().is_empty()) {
        return Err(no_text(name, format));
    }
    let size: usize = extracted.blocks.iter().map(|b| b.text.len()).sum();
    if size as u64 > LIMITS.output_bytes {
        return Err(ReadError::new(
            "too_large",
            format!("The text in {name} has more than {} MiB, the most that is read from one file. Split it.", LIMITS.output_bytes >> 20),
        ));
    }
    Ok(extracted)
}

fn no_text(name: &str, format: Format) -> ReadError {
    if format == Format::Pdf {
        return ReadError::new(
            "no_text",
            format!(
                "{name} holds no text; its pages are probably scanned pictures. Run text recognition over it first and import what comes out."
            ),
        );
    }
    ReadError::new("no_text", format!("{name} holds no text."))
}

/// A text with nothing but blocks.
fn plain(format: Format, blocks: Vec<Block>) -> Extracted {
    Extracted { format, encoding: None, title: None, metadata: Vec::new(), blocks, warnings: Vec::new() }
}
