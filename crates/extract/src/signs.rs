//! Signs that no text of ours holds are left out of what was read, or shown, and it is said
//! where: the one place for everything that files bring.

use crate::error::told;
use crate::{Extracted, RowError, Told};
use methods::signs;
use serde_json::Value;

/// Takes barred signs out of a text; the first of them, where there was one.
fn cleaned(text: &mut String) -> Option<char> {
    let (_, sign) = signs::first_barred(text)?;
    *text = signs::shown(text).into_owned();
    // A break of page or line means a new line, and nothing was lost.
    (!matches!(sign, '\u{b}' | '\u{c}' | '\u{85}')).then_some(sign)
}

/// A text as it was read, its facts and title included; what was found becomes a warning.
pub(crate) fn of_text(mut extracted: Extracted) -> Extracted {
    let mut found: Vec<Told> = Vec::new();
    if let Some(sign) = extracted.title.as_mut().and_then(cleaned) {
        found.push(told!(
            "signs-title",
            "The title holds signs that cannot be seen (the first is {sign}); marks that override the direction of writing were left out, others show as signs.",
            sign = signs::name(sign),
        ));
    }
    for (key, value) in &mut extracted.metadata {
        let sign = cleaned(key).or(cleaned(value));
        found.extend(sign.map(|sign| told!(
            "signs-fact",
            "The fact “{key}” in front of the text holds signs that cannot be seen (the first is {sign}); marks that override the direction of writing were left out, others show as signs.",
            key = key,
            sign = signs::name(sign),
        )));
    }
    let mut paragraphs = 0;
    let mut first = None;
    for (at, block) in extracted.blocks.iter_mut().enumerate() {
        let sign = cleaned(&mut block.text).or(block.label.as_mut().and_then(cleaned));
        if let Some(sign) = sign {
            paragraphs += 1;
            first.get_or_insert((at + 1, sign));
        }
    }
    if let Some((at, sign)) = first {
        found.push(told!(
            "signs-paragraph",
            "Paragraph {at} holds signs that cannot be seen (the first is {sign}); marks that override the direction of writing were left out, others show as signs. Paragraphs with such signs: {paragraphs}.",
            at = at,
            sign = signs::name(sign),
            paragraphs = paragraphs,
        ));
    }
    extracted.warnings.iter_mut().for_each(|warning| {
        let Told { word, blanks, text } = warning;
        let parts = blanks.iter_mut().flat_map(|(name, value)| [name, value]);
        for text in [word, text].into_iter().chain(parts) {
            cleaned(text);
        }
    });
    extracted.warnings.extend(found);
    extracted
}

/// The cells of a row, and what is to be said of them.
pub(crate) fn of_row(number: usize, head: &[String], cells: &mut [String]) -> Vec<RowError> {
    let mut found = Vec::new();
    for (at, cell) in cells.iter_mut().enumerate() {
        if let Some(sign) = cleaned(cell) {
            let column = head.get(at).cloned();
            found.push(RowError { row: Some(number), column, told: told!(
                "signs-cell",
                "The cell holds signs that cannot be seen (the first is {sign}); marks that override the direction of writing were left out, others show as signs.",
                sign = signs::name(sign),
            ), taken: true });
        }
    }
    found
}

/// The texts of a line of JSON, and what is to be said of them.
pub(crate) fn of_line(number: usize, value: &mut Value) -> Vec<RowError> {
    let mut found = Vec::new();
    visit("", value, &mut |path, sign| {
        let column = Some(path.to_owned()).filter(|path| !path.is_empty());
        found.push(RowError { row: Some(number), column, told: told!(
            "signs-field",
            "The field holds signs that cannot be seen (the first is {sign}); marks that override the direction of writing were left out, others show as signs.",
            sign = signs::name(sign),
        ), taken: true });
    });
    found
}

fn visit(path: &str, value: &mut Value, found: &mut dyn FnMut(&str, char)) {
    match value {
        Value::String(text) => {
            if let Some(sign) = cleaned(text) {
                found(path, sign);
            }
        }
        Value::Array(all) => all.iter_mut().for_each(|value| visit(path, value, found)),
        Value::Object(map) => {
            for (mut key, mut value) in std::mem::take(map) {
                if let Some(sign) = cleaned(&mut key) {
                    found(path, sign);
                }
                visit(if path.is_empty() { &key } else { path }, &mut value, found);
                map.insert(key, value);
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_that_cannot_be_seen_are_taken_out_of_a_row_and_named() {
        let head = ["name".to_owned(), "note".to_owned()];
        let mut cells = ["North\u{202e}".to_owned(), "\u{1}sealed:c".to_owned()];
        let found = of_row(7, &head, &mut cells);
        assert_eq!(cells, ["North", "\u{2401}sealed:c"]);
        let places: Vec<_> = found.iter().map(|f| (f.row, f.column.as_deref(), f.taken)).collect();
        assert_eq!(places, [(Some(7), Some("name"), true), (Some(7), Some("note"), true)]);
        assert!(found[1].to_string().contains("U+0001"), "{}", found[1]);
    }

    #[test]
    fn a_line_of_json_is_cleaned_to_its_depth() {
        let mut value = serde_json::json!({"text": "a\u{202e}b", "list": [{"deep\u{2}": "c\u{0}"}]});
        assert_eq!(of_line(3, &mut value).len(), 3);
        assert_eq!(value, serde_json::json!({"text": "ab", "list": [{"deep\u{2402}": "c\u{2400}"}]}));
    }
}
