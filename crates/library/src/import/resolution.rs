//! Resolutions: symbol, date and title are read from the text; the file's name helps where
//! the text is damaged.

use super::texts::full;
use super::{Batch, Facts, Incoming};
use crate::document::{Document, DocumentKind};
use methods::dates::{self, PartialDate, Precision};
use methods::language::Language;
use methods::segments::Block;
use platform::say;

/// The words with which a resolution's own text begins, in six languages.
const OPENINGS: [&str; 15] = [
    "The Security Council",
    "The General Assembly",
    "Le Conseil de sécurité",
    "L’Assemblée générale",
    "L'Assemblée générale",
    "El Consejo de Seguridad",
    "La Asamblea General",
    "Совет Безопасности",
    "Генеральная Ассамблея",
    "إن مجلس الأمن",
    "إن الجمعية العامة",
    "安全理事会",
    "安全理事會",
    "大会，",
    "大會，",
];

/// One resolution; none where the text does not say which one it is.
pub(super) fn take(name: &str, blocks: Vec<Block>, language: Option<Language>, batch: &mut Batch) -> Option<Incoming> {
    let text: String = blocks.iter().map(|b| b.text.as_str()).collect::<Vec<_>>().join("\n");
    let head: String = text.chars().take(3_000).collect();
    if let Some(incoming) = of_assembly(name, &head, &text, &blocks, language, batch) {
        return Some(incoming);
    }
    let Some((number, year)) = which(name, &head, batch) else {
        batch.refuse(name, None, None, say!("library-report-no-symbol", file = name));
        return None;
    };
    let symbol = format!("S/RES/{number} ({year})");
    let body = after_head(&blocks);
    if body.iter().all(|b| b.text.trim().is_empty()) {
        batch.refuse(name, None, None, say!("library-report-resolution-empty", file = name));
        return None;
    }
    let mut d = Document::named(&format!("unsc:{number}"), DocumentKind::Resolution, &title(&head, number, year), "unsc");
    d.language = language;
    d.date = adopted_on(&head, &text, year).or_else(|| {
        batch.doubt(name, None, Some("date"), say!("library-report-year-only", year = year.to_string(), symbol = &symbol));
        dates::parse(&year.to_string()).ok()
    });
    d.symbol = Some(symbol);
    Some(Incoming { document: d, facts: Facts::Replace, text: full(&body, language) })
}

/// A resolution of the General Assembly, where the text or the name of its file begins with the
/// symbol of one before any of the Council's.
fn of_assembly(name: &str, head: &str, text: &str, blocks: &[Block], language: Option<Language>, batch: &mut Batch) -> Option<Incoming> {
    let (symbol, id) = assembly_symbol(name).or_else(|| {
        let lines = head.lines().take_while(|line| !OPENINGS.iter().any(|o| line.trim_start().starts_with(o)));
        let before = lines.collect::<Vec<_>>().join("\n");
        symbol_in(&before).is_none().then(|| assembly_symbol(&before)).flatten()
    })?;
    let body = after_head(blocks);
    if body.iter().all(|b| b.text.trim().is_empty()) {
        return None;
    }
    let title = format!("Resolution {}", symbol.trim_start_matches("A/RES/"));
    let mut d = Document::named(&format!("unga:{id}"), DocumentKind::Resolution, &title, "unga");
    d.language = language;
    let mut lines = head.lines().take_while(|line| !OPENINGS.iter().any(|o| line.trim_start().starts_with(o)));
    let day = |line: &str| dates::find_first(line).filter(|d| d.precision() == Precision::Day);
    d.date = lines.find_map(day).or_else(|| text.lines().rev().take(12).find_map(day));
    if d.date.is_none() {
        batch.doubt(name, None, Some("date"), say!("library-report-resolution-undated", symbol = &symbol));
    }
    d.symbol = Some(symbol);
    Some(Incoming { document: d, facts: Facts::Replace, text: full(&body, language) })
}

/// The symbol of a resolution of the General Assembly, and the part of an id that stands for
/// it: A/RES/60/251 and 60-251, A/RES/377(V) and 377-v.
fn assembly_symbol(text: &str) -> Option<(String, String)> {
    let folded = folded(text);
    let upper = folded.to_uppercase();
    for mark in ["A/RES/", "A-RES-"] {
        for (at, _) in upper.match_indices(mark) {
            let rest = upper[at + mark.len()..].replace('-', "/");
            let first: String = rest.chars().take_while(char::is_ascii_digit).collect();
            let behind = &rest[first.len()..];
            let second: String =
                behind.strip_prefix('/').map(|b| b.chars().take_while(|c| c.is_ascii_digit()).collect()).unwrap_or_default();
            let session: String =
                behind.trim_start().strip_prefix('(').and_then(|b| b.split_once(')')).map(|(s, _)| s.trim().to_owned()).unwrap_or_default();
            let is_session =
                !session.is_empty() && session.chars().all(|c| "IVXLC".contains(c) || c == '-' || c == 'S' || c.is_ascii_digit());
            // Parts of one resolution are told apart by a letter: A/RES/55/5B.
            let letter: String = behind.get(1 + second.len()..).unwrap_or("").chars().take(1).filter(|c| ('A'..='E').contains(c)).collect();
            if !first.is_empty() && !second.is_empty() {
                return Some((format!("A/RES/{first}/{second}{letter}"), format!("{first}-{second}{}", letter.to_lowercase())));
            }
            if !first.is_empty() && is_session {
                return Some((format!("A/RES/{first}({session})"), format!("{first}-{}", session.to_lowercase())));
            }
        }
    }
    None
}

/// Digits of any script as plain ones, and the brackets of Chinese.
fn folded(text: &str) -> String {
    let plain = |c: char| match c {
        '\u{0660}'..='\u{0669}' => char::from(b'0' + (c as u32 - 0x0660) as u8),
        '\u{06F0}'..='\u{06F9}' => char::from(b'0' + (c as u32 - 0x06F0) as u8),
        '\u{FF10}'..='\u{FF19}' => char::from(b'0' + (c as u32 - 0xFF10) as u8),
        '（' | '〔' => '(',
        '）' | '〕' => ')',
        '\u{a0}' | '\u{202f}' | '\u{3000}' => ' ',
        other => other,
    };
    text.chars().filter(|c| !matches!(c, '\u{200e}' | '\u{200f}' | '\u{61c}')).map(plain).collect()
}

/// Number and year. Where the file's name and the text disagree, the name is taken and the
/// doubt is noted: the first symbol of a damaged text may be another resolution's.
fn which(name: &str, head: &str, batch: &mut Batch) -> Option<(u32, u32)> {
    let (named, written) = (symbol_in(name), symbol_in(head));
    if let (Some(named), Some(written)) = (named, written)
        && named != written
        && !mentions(head, named)
    {
        batch.doubt(
            name,
            None,
            Some("symbol"),
            say!(
                "library-report-two-symbols",
                written = format!("{} ({})", written.0, written.1),
                named = format!("{} ({})", named.0, named.1)
            ),
        );
    }
    named.or(written)
}

/// Number and year of the first symbol in a text.
fn symbol_in(text: &str) -> Option<(u32, u32)> {
    let lower = folded(text).to_lowercase();
    for mark in ["s/res/", "s-res-", "resolution ", "résolution ", "resolución ", "резолюция ", "القرار ", "قرار ", "第", "决议", "決議"]
    {
        for (at, _) in lower.match_indices(mark) {
            if let Some(found) = number_and_year(&lower[at + mark.len()..]) {
                return Some(found);
            }
        }
    }
    None
}

fn number_and_year(rest: &str) -> Option<(u32, u32)> {
    let rest = rest.trim_start();
    let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
    let after = rest[digits.len()..].trim_start_matches([' ', '号', '號']).strip_prefix('(')?.trim_start();
    let year: String = after.chars().take_while(char::is_ascii_digit).collect();
    let (number, year) = (digits.parse().ok()?, year.parse().ok()?);
    (1946..2200).contains(&year).then_some((number, year))
}

/// Whether a text holds the symbol, however its parts are spaced.
fn mentions(text: &str, (number, year): (u32, u32)) -> bool {
    let dense: String = folded(text).chars().filter(|c| !c.is_whitespace()).collect();
    dense.contains(&format!("{number}({year})"))
}

/// The day of adoption: a day of the symbol's year, best one that a line on the adoption or
/// the publication names, else the first before the body, else one that the end of the text names.
fn adopted_on(head: &str, text: &str, year: u32) -> Option<PartialDate> {
    let day = |line: &str| dates::find_first(line).filter(|d| d.precision() == Precision::Day && d.year() as u32 == year);
    let lines: Vec<&str> = head.lines().take_while(|line| !OPENINGS.iter().any(|o| line.trim_start().starts_with(o))).collect();
    // A heading may break before its date.
    let pairs: Vec<String> =
        lines.iter().enumerate().map(|(at, line)| format!("{line} {}", lines.get(at + 1).unwrap_or(&"")).to_lowercase()).collect();
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
    let year =
        |word: &str| word.strip_prefix('(').and_then(|w| w.strip_suffix(')')).is_some_and(|w| w == "E" || digits(w, 4) && w.len() == 4);
    let is_part = |word: &str| {
        word.starts_with("S/RES/")
            || matches!(word, "Page" | "/..." | "-----")
            || digits(word, 3)
            || paired(word, '/', 2, 2)
            || paired(word, '-', 2, 5)
            || bare(word)
            || year(word)
    };
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
            ("第2718（2023）号决议", Some((2718, 2023))),
            ("القرار ٢٧١٨ (٢٠٢٣)", Some((2718, 2023))),
            ("قرار مجلس الأمن\nالقرار 2718 (2023)", Some((2718, 2023))),
        ];
        for (text, expected) in cases {
            assert_eq!(symbol_in(text), expected, "{text}");
        }
    }

    #[test]
    fn resolutions_of_the_assembly_are_told_by_their_symbols() {
        let cases = [
            ("A/RES/77/300\nThe General Assembly,", Some(("A/RES/77/300", "77-300"))),
            ("A-RES-55-5B.txt", Some(("A/RES/55/5B", "55-5b"))),
            ("A/RES/377 (V)", Some(("A/RES/377(V)", "377-v"))),
            ("S/RES/1325 (2000)", None),
        ];
        for (text, expected) in cases {
            assert_eq!(assembly_symbol(text), expected.map(|(symbol, id)| (symbol.to_owned(), id.to_owned())), "{text}");
        }
        let block = |text: &str| Block { kind: BlockKind::Paragraph, text: text.to_owned(), label: None };
        let blocks = vec![block("A/RES/77/300\n3 May 2023\nThe General Assembly,\nNoting S/RES/2718 (2023),\n1. Decides.")];
        let mut batch = Batch::default();
        let found = take("a.txt", blocks, None, &mut batch).unwrap().document;
        assert_eq!((found.id.as_str(), found.source.as_str()), ("unga:77-300", "unga"));
        assert_eq!(found.date.map(|d| d.to_string()).as_deref(), Some("2023-05-03"));
    }

    #[test]
    fn the_day_of_adoption_is_found_in_the_headings_of_all_decades() {
        let cases = [
            ("1 Resolution of 3 May 1946\n\nBy article 47", 1946, Some("1946-05-03")),
            (
                "Resolution 700 (1991) Adopted by the Council at its 2994th meeting on\n17 June 1991\nThe Security Council,",
                1991,
                Some("1991-06-17"),
            ),
            (
                "S/RES/1000 (1995) 24 June 1995\nAdopted by the Council at its 3547th meeting, on 23 June 1995\nThe Security Council,",
                1995,
                Some("1995-06-23"),
            ),
            ("S/RES/1000 (1995)\nThe Security Council,\nRecalling the letter of 4 May 1995", 1995, None),
            ("Publication Date\n14 August 2003", 2003, Some("2003-08-14")),
        ];
        for (head, year, expected) in cases {
            assert_eq!(adopted_on(head, head, year).map(|d| d.to_string()).as_deref(), expected, "{head}");
        }
    }

    #[test]
    fn what_a_printed_page_has_around_its_text_is_left_out() {
        for line in [
            "S/RES/1436 (2002)",
            "\u{c}S/RES/1003 (1995) Page 2",
            "02-60305 (E)",
            "*0260305*",
            "2 15-04996",
            "6/7 15-04996",
            "3",
            "/...",
            "-----",
        ] {
            assert!(is_furniture(line), "{line}");
        }
        for line in ["1. Decides", "2.", "(a)", "", "Page by page", "S/RES/1436 (2002) is recalled", "1990."] {
            assert!(!is_furniture(line), "{line}");
        }
        let block = |text: &str| Block { kind: BlockKind::Paragraph, text: text.to_owned(), label: None };
        let body = after_head(&[block(
            "United Nations\nThe Council of old\nThe Security Council,\nNoting a report and\n02-60305 (E)\n\u{c}S/RES/1436 (2002)\nits annex,\n1. Decides.",
        )]);
        assert_eq!(body, [block("The Security Council,\nNoting a report and\nits annex,\n1. Decides.")]);
    }
}
