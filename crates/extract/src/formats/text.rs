//! Plain text in any encoding.

use super::plain;
use crate::{Extracted, Format, ReadError};
use encoding_rs::Encoding;
use methods::segments::{Block, BlockKind};

/// The encoding of some bytes: by their mark, as UTF-8 where they are, else by their letters.
pub(crate) fn encoding_of(bytes: &[u8]) -> &'static Encoding {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return encoding;
    }
    if let Some(encoding) = utf16_without_mark(bytes) {
        return encoding;
    }
    // A sample may end inside a character.
    match std::str::from_utf8(bytes) {
        Ok(_) => return encoding_rs::UTF_8,
        Err(error) if error.error_len().is_none() => return encoding_rs::UTF_8,
        Err(_) => {}
    }
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    detector.guess(None, chardetng::Utf8Detection::Deny)
}

/// Texts in UTF-16 without a mark have a zero in every second byte, where they are Latin.
fn utf16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = &bytes[..bytes.len().min(2_000)];
    if sample.len() < 8 {
        return None;
    }
    let zeros = |start: usize| sample.iter().skip(start).step_by(2).filter(|b| **b == 0).count() * 10 / (sample.len() / 2);
    match (zeros(0), zeros(1)) {
        (0, 6..) => Some(encoding_rs::UTF_16LE),
        (6.., 0) => Some(encoding_rs::UTF_16BE),
        _ => None,
    }
}

/// Whether bytes are not a text at all.
pub(crate) fn is_binary(bytes: &[u8]) -> bool {
    if Encoding::for_bom(bytes).is_some() || utf16_without_mark(bytes).is_some() {
        return false;
    }
    let sample = &bytes[..bytes.len().min(8_000)];
    let odd = sample.iter().filter(|b| **b < 9 || (14..32).contains(*b) && **b != 27).count();
    odd * 50 > sample.len()
}

/// The text of some bytes, the encoding's name, and whether some bytes did not fit.
pub(crate) fn decode(bytes: &[u8]) -> (String, &'static str, bool) {
    let encoding = encoding_of(bytes);
    let (text, used, damaged) = encoding.decode(bytes);
    (text.into_owned(), used.name(), damaged)
}

pub(super) fn read(name: &str, bytes: &[u8]) -> Result<Extracted, ReadError> {
    if is_binary(bytes) {
        return Err(ReadError::new(
            "not_text",
            format!("{name} is named like a text but holds other data. Give it the name of what it holds."),
        ));
    }
    let (text, encoding, damaged) = decode(bytes);
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let mut out = plain(Format::Text, paragraphs(&text));
    out.encoding = Some(encoding.to_owned());
    if damaged {
        out.warnings.push(format!(
            "Some bytes of {name} do not fit the encoding {encoding}; they show as �. Save the text as UTF-8 and import it again."
        ));
    }
    Ok(out)
}

/// The paragraphs of a text, which empty lines part.
pub(super) fn paragraphs(text: &str) -> Vec<Block> {
    let paragraphs = text.split("\n\n").filter(|p| !p.trim().is_empty());
    paragraphs.map(|p| Block { kind: BlockKind::Paragraph, text: p.to_owned(), label: None }).collect()
}
