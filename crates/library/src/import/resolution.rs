//! Resolutions: symbol, date and title are read from the text; the file's name helps where
//! the text is damaged.

use super::texts::full;
use super::{Batch, Facts, Incoming};
use crate::document::{Document, DocumentKind};
use methods::dates::{self, PartialDate, Precision};
use methods::language::Language;
use methods::segments::Block;

/// The words with which a resolution's own text begins, in six languages.
const OPENINGS: [&str; 7] =
    ["The Security Council", "The General Assembly", "Le Conseil de sécurité", "El Consejo de Seguridad", "Совет Безопасности", "إن مجلس الأمن", "安全理事会"];

/// One resolution; none where the text does not say which one it is.
pub(super) fn take(name: &str, blocks: Vec<Block>, language: Option<Language>, batch: &mut Batch) -> Option<Incoming> {
    let text: String = blocks.iter().map(|b| b.text.as_str()).collect::<Vec<_>>().join("\n");
    let head: String = text.chars().take(3_000).collect();
    let Some((number, year)) = which(name, &head, batch) else {
        batch.refuse(name, None, None, format!("No symbol such as S/RES/1325 (2000) stands in {name} or in its name, so it is not known which resolution this is. Add the symbol to the text's first lines."));
        return None;
    };
    let symbol = format!("S/RES/{number} ({year})");
    let body = after_head(&blocks);
    if body.iter().all(|b| b.text.trim().is_empty()) {
        batch.refuse(name, None, None, format!("{name} holds no text below its heading. It may be an empty or damaged file."));
        return None;
    }
    let mut d = Document::named(&format!("unsc:{number}"), DocumentKind::Resolution, &title(&head, number, year), "unsc");
    d.language = language;
    d.date = adopted_on(&head, &text, year).or_else(|| {
        batch.doubt(name, None, Some("date"), format!("No day of {year} stands in the first lines of {symbol}; only its year was taken."));
        dates::parse(&year.to_string()).ok()
    });
    d.symbol = Some(symbol);
    Some(Incoming { document: d, facts: Facts::Replace, text: full(&body, language) })
}

/// Number and year. Where the file's name and the text disagree, the name is taken and the
/// doubt is noted: the first symbol of a damaged text may be another resolution's.
fn which(name: &str, head: &str, batch: &mut Batch) -> Option<(u32, u32)> {
    let (named, written) = (symbol_in(name), symbol_in(head));
    if let (Some(named), Some(written)) = (named, written)
        && named != written
        && !mentions(head, named)
    {
        batch.doubt(name, None, Some("symbol"), format!("The text begins with resolution {} ({}), its name says {} ({}). It was taken under its name; correct the text or the name and import it again.", written.0, written.1, named.0, named.1));
    }
    named.or(written)
}

/// Number and year of the first symbol in a text.
fn symbol_in(text: &str) -> Option<(u32, u32)> {
    let lower = text.to_lowercase();
    for mark in ["s/res/", "s-res-", "resolution ", "résolution ", "resolución ", "резолюция "] {
        for (at, _) in lower.match_indices(mark) {
            if let Some(found) = number_and_year(&lower[at + mark.len()..]) {
                return Some(found);
            }
        }
    }
    None
}

fn number_and_year(rest: &str) -> Option<(u32, u32)> {
    let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
    let after = rest[digits.len()..].trim_start().strip_prefix('(')?;
    let year: String = after.chars().take_while(char::is_ascii_digit).collect();
    let (number, year) = (digits.parse().ok()?, year.parse().ok()?);
    (1946..2200).contains(&year).then_some((number, year))
}

/// Whether a text holds the symbol, however its parts are spaced.
fn mentions(text: &str, (number, year): (u32, u32)) -> bool {
    let dense: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    dense.contains(&format!("{number}({year})"))
}

/// The day of adoption: a day of the symbol's year, best one that a line on the adoption or
/// the publication names, else the first before the body, else one that the end of the text names.
fn adopted_on(head: &str, text: &str, year: u32) -> Option<PartialDate> {
    let day = |line: &str| dates::find_first(line).filter(|d| d.precision() == Precision::Day && d.year() as u32 == year);
    let lines: Vec<&str> = head.lines().take_while(|line| !OPENINGS.iter().any(|o| line.trim_start().starts_with(o))).collect();
    // A heading may break before its date.
    let pairs: Vec<String> = lines.iter().enumerate().map(|(at, line)| format!("{line} {}", lines.get(at + 1).unwrap_or(&"")).to_lowercase()).collect();
    let told = |pair: &String| {
        let words = ["adopted", "adoptée", "aprobada", "принята", "publication date", "resolution of"];
        words.iter().find_map(|word| pair.find(word)).and_then(|at| day(&pair[at..]))
    };
    let in_head = pairs.iter().find_map(told).or_else(|| pairs.iter().find_map(|pair| day(pair)));
    in_head.or_else(|| text.lines().rev().take(12).filter(|line| line.contains("dopted")).find_map(day))
}

/// The title: what a heading names in brackets, else number and year.
fn title(head: &str, number: u32, year: u32) -> String {
    let named = head.lines().map(str::trim).find_map(|line| {
        let inside = line.contains(&number.to_string()).then(|| line.split_once('['))??.1.split_once(']')?.0.trim();
        (inside.chars().count() > 5 && !inside.contains("accessed")).then_some(inside)
    });
    match named {
        Some(subject) => format!("Resolution {number} ({year}): {subject}"),
        None => format!("Resolution {number} ({year})"),
    }
}

/// The text from the body's own first words on, without what a publisher set before it.
fn after_head(blocks: &[Block]) -> Vec<Block> {
    let opens = |line: &&str| OPENINGS.iter().any(|o| line.trim_start().starts_with(o));
    let mut out: Vec<Block> = Vec::new();
    for block in blocks {
        let lines = block.text.lines().skip_while(|line| out.is_empty() && !opens(line));
        let lines: Vec<&str> = lines.filter(|line| !is_furniture(line)).collect();
        if !lines.is_empty() {
            out.push(Block { text: lines.join("\n"), ..block.clone() });
        }
    }
    if out.is_empty() { blocks.to_vec() } else { out }
}

/// Whether a line is what a printed page has above and below its text: page number, symbol,
/// job number, as in `S/RES/1436 (2002)` or `2 15-04996`.
fn is_furniture(line: &str) -> bool {
    let digits = |text: &str, most: usize| !text.is_empty() && text.len() <= most && text.bytes().all(|b| b.is_ascii_digit());
    let paired = |word: &str, sign, first, second| word.split_once(sign).is_some_and(|(a, b)| digits(a, first) && digits(b, second));
    let bare = |word: &str| word.strip_prefix('*').and_then(|w| w.strip_suffix('*')).is_some_and(|w| digits(w, 8));
    let year = |word: &str| word.strip_prefix('(').and_then(|w| w.strip_suffix(')')).is_some_and(|w| w == "E" || digits(w, 4) && w.len() == 4);
    let is_part = |word: &str| word.starts_with("S/RES/") || matches!(word, "Page" | "/..." | "-----") || digits(word, 3) || paired(word, '/', 2, 2) || paired(word, '-', 2, 5) || bare(word) || year(word);
    let mut words = line.split_whitespace().peekable();
    words.peek().is_some() && words.all(is_part)
}

#[cfg(test)]
mod tests {
    use super::*;
    use methods::segments::BlockKind;

    #[test]
    fn a_resolution_is_known_by_its_symbol_or_its_file_name() {
        let cases = [
            ("Citation\nS/RES/314 (1972)\n", Some((314, 1972))),
            ("S-RES-1000(1995).txt", Some((1000, 1995))),
            ("Resolution 47 of the board", None),
            ("RESOLUTION 2100 (2013)", Some((2100, 2013))),
        ];
        for (text, expected) in cases {
            assert_eq!(symbol_in(text), expected, "{text}");
        }
    }

    #[test]
    fn the_day_of_adoption_is_found_in_the_headings_of_all_decades() {
        let cases = [
            ("1 Resolution of 3 May 1946\n\nBy article 47", 1946, Some("1946-05-03")),
            ("Resolution 700 (1991) Adopted by the Council at its 2994th meeting on\n17 June 1991\nThe Security Council,", 1991, Some("1991-06-17")),
            ("S/RES/1000 (1995) 24 June 1995\nAdopted by the Council at its 3547th meeting, on 23 June 1995\nThe Security Council,", 1995, Some("1995-06-23")),
            ("S/RES/1000 (1995)\nThe Security Council,\nRecalling the letter of 4 May 1995", 1995, None),
            ("Publication Date\n14 August 2003", 2003, Some("2003-08-14")),
        ];
        for (head, year, expected) in cases {
            assert_eq!(adopted_on(head, head, year).map(|d| d.to_string()).as_deref(), expected, "{head}");
        }
    }

    #[test]
    fn what_a_printed_page_has_around_its_text_is_left_out() {
        for line in ["S/RES/1436 (2002)", "\u{c}S/RES/1003 (1995) Page 2", "02-60305 (E)", "*0260305*", "2 15-04996", "6/7 15-04996", "3", "/...", "-----"] {
            assert!(is_furniture(line), "{line}");
        }
        for line in ["1. Decides", "2.", "(a)", "", "Page by page", "S/RES/1436 (2002) is recalled", "1990."] {
            assert!(!is_furniture(line), "{line}");
        }
        let block = |text: &str| Block { kind: BlockKind::Paragraph, text: text.to_owned(), label: None };
        let body = after_head(&[block("United Nations\nThe Council of old\nThe Security Council,\nNoting a report and\n02-60305 (E)\n\u{c}S/RES/1436 (2002)\nits annex,\n1. Decides.")]);
        assert_eq!(body, [block("The Security Council,\nNoting a report and\nits annex,\n1. Decides.")]);
    }
}
