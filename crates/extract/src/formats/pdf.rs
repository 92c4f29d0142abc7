//! PDF: the text in reading order.

use super::plain;
use crate::{Extracted, Format, ReadError};
use icu_normalizer::ComposingNormalizerBorrowed;
use methods::segments::{Block, BlockKind};

pub(super) fn read(name: &str, bytes: &[u8]) -> Result<Extracted, ReadError> {
    let parsed = unpdf::Unpdf::new().lenient().sequential().with_images(false).parse_bytes(bytes);
    let parsed = parsed.map_err(|error| {
        let text = error.to_string();
        if text.to_lowercase().contains("encrypt") || text.to_lowercase().contains("password") {
            return ReadError::new("encrypted", format!("{name} is locked with a password. Save it without one and import that."));
        }
        ReadError::new("malformed", format!("{name} is not a sound PDF: {text}. Open it, save it anew, and import that."))
    })?;
    let text = parsed.plain_text();
    let blocks = text.split("\n\n").map(clean).filter(|t| !t.trim().is_empty());
    let blocks = blocks.map(|text| Block { kind: BlockKind::Paragraph, text, label: None }).collect();
    let mut out = plain(Format::Pdf, blocks);
    out.title = parsed.document().metadata.title.clone().filter(|t| !t.trim().is_empty());
    Ok(out)
}

/// Letters in the forms of the alphabet, not of the printed page; no spaces between the
/// characters of justified Chinese.
fn clean(text: &str) -> String {
    let presentation = text.chars().any(|c| ('\u{FB50}'..='\u{FDFF}').contains(&c) || ('\u{FE70}'..='\u{FEFC}').contains(&c));
    let text = if presentation { ComposingNormalizerBorrowed::new_nfkc().normalize(text).into_owned() } else { text.to_owned() };
    let is_han = |c: char| ('\u{3000}'..='\u{9FFF}').contains(&c) || ('\u{FF00}'..='\u{FFEF}').contains(&c);
    let all: Vec<char> = text.chars().collect();
    let mut out = String::with_capacity(text.len());
    for (at, c) in all.iter().enumerate() {
        let between = at > 0 && is_han(all[at - 1]) && all.get(at + 1).is_some_and(|next| is_han(*next));
        if *c != ' ' || !between {
            out.push(*c);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::clean;

    #[test]
    fn justified_chinese_loses_its_spaces_and_printed_arabic_its_forms() {
        assert_eq!(clean("各 方 停 火 within 10 days"), "各方停火 within 10 days");
        assert_eq!(clean("\u{FEE3}\u{FEAE}\u{FEA3}\u{FE92}\u{FE8E}"), "مرحبا");
    }
}
