//! The formats, each in its file.

mod clean;
mod docx;
mod html;
mod markdown;
mod markup;
mod numbers;
mod pdf;
mod rtf;
pub(crate) mod text;
pub(crate) mod zip;

use crate::error::told;
use crate::{Extracted, Format, LIMITS, ReadError, Reading};
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
        "rtf" => Format::Rtf,
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
    let start = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
    start.starts_with(rtf::START).then_some(Format::Rtf)
}

/// Texts of other programs, by what they hold, else by their names: never taken with their
/// codes as text.
fn other_program(name: &str, bytes: &[u8]) -> Option<&'static str> {
    if bytes.starts_with(rtf::START) {
        return None;
    }
    if bytes.starts_with(b"\xd0\xcf\x11\xe0") {
        return Some("DOC (Word 97–2003)");
    }
    let head = &bytes[..bytes.len().min(200)];
    if bytes.starts_with(b"PK\x03\x04") && head.windows(40).any(|w| w.starts_with(b"application/vnd.oasis.opendocument.text")) {
        return Some("ODT");
    }
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_lowercase())?;
    Some(match ending.as_str() {
        "doc" => "DOC (Word 97–2003)",
        "odt" => "ODT",
        _ => return None,
    })
}

/// Reads a text, after checking that its name and its content say the same.
pub(crate) fn read(name: &str, bytes: &[u8], hint: Option<Format>, reading: Reading) -> Result<Extracted, ReadError> {
    if bytes.is_empty() {
        return Err(ReadError::new("no_text", told!("empty", "{file} is empty.", file = name)));
    }
    if let Some(program) = other_program(name, bytes) {
        return Err(ReadError::new(
            "unsupported",
            told!(
                "other-program",
                "{file} is in the format {format}, which is not read. Open it in the program that made it, save it as DOCX, and import that.",
                file = name,
                format = program
            ),
        ));
    }
    let found = by_content(bytes);
    // Programs name RTF like a text or like Word.
    let is_misnamed = found == Some(Format::Rtf) && !name.to_lowercase().ends_with(".rtf");
    let format = agreed(name, hint.or_else(|| by_name(name)), found)?;
    let mut extracted = match format {
        Format::Text => text::read(name, bytes)?,
        Format::Html => html::read(name, bytes)?,
        Format::Markdown => markdown::read(name, bytes)?,
        Format::Docx => docx::read(name, bytes, reading)?,
        Format::Pdf => pdf::read(name, bytes)?,
        Format::Rtf => rtf::read(name, bytes)?,
        Format::Zip => {
            return Err(ReadError::new(
                "unsupported",
                told!("archive-inside", "{file} is an archive inside an archive, which is not opened. Unpack it first.", file = name),
            ));
        }
    };
    if is_misnamed {
        extracted.warnings.push(told!("misnamed", "{file} holds {found}, and was read as that.", file = name, found = "RTF"));
    }
    clean::clean(&mut extracted.blocks);
    extracted.blocks = methods::segments::settled(&extracted.blocks);
    if extracted.blocks.iter().all(|b: &Block| b.text.trim().is_empty()) {
        return Err(no_text(name, format));
    }
    let size: usize = extracted.blocks.iter().map(|b| b.text.len()).sum();
    if size as u64 > LIMITS.output_bytes {
        return Err(ReadError::new(
            "too_large",
            told!(
                "text-large",
                "The text in {file} has more than {most} MiB, the most that is read from one file. Split it.",
                file = name,
                most = LIMITS.output_bytes >> 20
            ),
        ));
    }
    Ok(extracted)
}

/// The format that a file's name and what it holds agree on.
fn agreed(name: &str, named: Option<Format>, found: Option<Format>) -> Result<Format, ReadError> {
    Ok(match (named, found) {
        (_, Some(Format::Rtf)) => Format::Rtf,
        (Some(named), Some(found)) if named != found => {
            return Err(ReadError::new(
                "unsupported",
                told!(
                    "named-otherwise",
                    "{file} is named like {named} but holds {found}. Give it the name of what it holds.",
                    file = name,
                    named = format!("{named:?}"),
                    found = format!("{found:?}")
                ),
            ));
        }
        (Some(format @ (Format::Pdf | Format::Docx | Format::Zip | Format::Rtf)), None) => {
            return Err(ReadError::new(
                "malformed",
                told!(
                    "named-but-not",
                    "{file} is named like {named} but does not hold it. It may be damaged or cut off; fetch it anew.",
                    file = name,
                    named = format!("{format:?}")
                ),
            ));
        }
        (named, found) => found.or(named).ok_or_else(|| {
            ReadError::new(
                "unsupported",
                told!(
                    "format",
                    "{file} is of a format that is not read. Texts are TXT, HTML, Markdown, DOCX, RTF, PDF, or ZIP files of these.",
                    file = name
                ),
            )
        })?,
    })
}

fn no_text(name: &str, format: Format) -> ReadError {
    if format == Format::Pdf {
        return ReadError::new(
            "no_text",
            told!(
                "scanned",
                "{file} holds no text; its pages are probably scanned pictures. Run text recognition over it first and import what comes out.",
                file = name
            ),
        );
    }
    ReadError::new("no_text", told!("no-text", "{file} holds no text.", file = name))
}

/// A text with nothing but blocks.
fn plain(format: Format, blocks: Vec<Block>) -> Extracted {
    Extracted { format, encoding: None, title: None, metadata: Vec::new(), blocks, warnings: Vec::new() }
}
