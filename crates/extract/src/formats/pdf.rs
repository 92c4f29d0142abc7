//! PDF: the text in reading order, page by page.

use super::plain;
use crate::Told;
use crate::error::told;
use crate::{Extracted, Format, ReadError};
use methods::segments::{Block, BlockKind};

/// So many letters in a row, each by itself, are a word that is set with spaces.
const SPACED: usize = 4;

pub(super) fn read(name: &str, bytes: &[u8]) -> Result<Extracted, ReadError> {
    let parsed = unpdf::Unpdf::new().lenient().sequential().with_images(false).parse_bytes(bytes);
    let parsed = parsed.map_err(|error| {
        let text = error.to_string();
        if text.to_lowercase().contains("encrypt") || text.to_lowercase().contains("password") {
            return ReadError::new(
                "encrypted",
                told!("locked", "{file} is locked with a password. Save it without one and import that.", file = name),
            );
        }
        ReadError::new(
            "malformed",
            told!(
                "pdf-damaged",
                "{file} is not a sound PDF. Open it, save it anew, and import that. The cause: {why}",
                file = name,
                why = text
            ),
        )
    })?;
    let pages: Vec<String> = parsed.document().pages.iter().map(|page| page.plain_text()).collect();
    let mut out = plain(Format::Pdf, blocks(&pages));
    out.title = parsed.document().metadata.title.clone().filter(|t| !t.trim().is_empty());
    out.warnings.extend(without_text(name, &pages));
    Ok(out)
}

/// The paragraphs of all pages; each page begins with the sign for one.
fn blocks(pages: &[String]) -> Vec<Block> {
    let mut out = Vec::new();
    for (at, page) in pages.iter().enumerate() {
        let mut sign = if at > 0 { "\u{c}" } else { "" };
        for text in page.split("\n\n").map(clean).filter(|text| !text.trim().is_empty()) {
            out.push(Block { kind: BlockKind::Paragraph, text: format!("{sign}{text}"), label: None });
            sign = "";
        }
    }
    out
}

/// What is to be said of pages that gave no text while others did.
fn without_text(name: &str, pages: &[String]) -> Option<Told> {
    let empty: Vec<String> = (0..pages.len()).filter(|at| pages[*at].trim().is_empty()).map(|at| (at + 1).to_string()).collect();
    if empty.is_empty() || empty.len() == pages.len() {
        return None;
    }
    Some(told!(
        "pages-empty",
        "{file} has pages without text, probably pictures of it: {pages} (of {all}). Run text recognition over the file and import what comes out.",
        file = name,
        pages = empty.join(", "),
        all = pages.len()
    ))
}

/// No spaces between the characters of justified Chinese, nor inside a word that is set with
/// spaces.
fn clean(text: &str) -> String {
    let is_han = |c: char| {
        ('\u{2E80}'..='\u{9FFF}').contains(&c) || ('\u{F900}'..='\u{FAFF}').contains(&c) || ('\u{FF00}'..='\u{FFEF}').contains(&c)
    };
    let all: Vec<char> = text.chars().collect();
    let mut out = String::with_capacity(text.len());
    for (at, c) in all.iter().enumerate() {
        let between = at > 0 && is_han(all[at - 1]) && all.get(at + 1).is_some_and(|next| is_han(*next));
        if *c != ' ' || !between {
            out.push(*c);
        }
    }
    out.split('\n').map(|line| rejoined(&closed_up(line))).collect::<Vec<_>>().join("\n")
}

/// `with- drawal`, as lines of a page that were joined leave it, is `withdrawal`; `short- and
/// long-range` is no broken word.
fn rejoined(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    let mut rest = line;
    while let Some(at) = rest.find("- ") {
        let (before, after) = (&rest[..at], &rest[at + 2..]);
        let next = after.split(|c: char| !c.is_alphabetic()).next().unwrap_or("");
        let is_word = before.ends_with(char::is_alphabetic) && next.starts_with(char::is_lowercase);
        let links = matches!(next, "and" | "or" | "to" | "et" | "ou" | "y" | "o" | "u" | "e" | "и" | "или");
        out.push_str(before);
        out.push_str(if is_word && !links { "" } else { "- " });
        rest = after;
    }
    out.push_str(rest);
    out
}

/// `A R T I C L E  1` is `ARTICLE 1`; words so set are parted by more than one space.
fn closed_up(line: &str) -> String {
    let is_letter = |word: &str| word.chars().count() == 1 && word.chars().all(char::is_alphanumeric);
    let words: Vec<&str> = line.split(' ').collect();
    let letters = words.iter().filter(|word| is_letter(word) && word.chars().all(char::is_alphabetic)).count();
    if letters < SPACED {
        return line.to_owned();
    }
    let mut out: Vec<String> = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let run = words[at..].iter().take_while(|word| is_letter(word)).count();
        if run < SPACED {
            let taken = run.max(1);
            out.extend(words[at..at + taken].iter().filter(|word| !word.is_empty()).map(|word| (*word).to_owned()));
            at += taken;
            continue;
        }
        // Digits stand apart from the word before them.
        let mut word = String::new();
        for sign in &words[at..at + run] {
            let turns = word.chars().next_back().is_some_and(|last| last.is_numeric() != sign.chars().all(char::is_numeric));
            if turns {
                out.push(std::mem::take(&mut word));
            }
            word.push_str(sign);
        }
        out.push(word);
        at += run;
    }
    out.join(" ")
}

#[cfg(test)]
mod tests {
    use super::{blocks, clean, without_text};

    #[test]
    fn justified_chinese_and_spaced_out_words_lose_their_spaces() {
        let cases = [
            ("各 方 停 火 within 10 days", "各方停火 within 10 days"),
            ("A R T I C L E  1", "ARTICLE 1"),
            ("C H A P T E R 1 2", "CHAPTER 12"),
            ("Plan A or B", "Plan A or B"),
            ("the with- drawal of short- and long-range guns - all", "the withdrawal of short- and long-range guns - all"),
        ];
        for (text, expected) in cases {
            assert_eq!(clean(text), expected);
        }
    }

    #[test]
    fn pages_without_text_are_named() {
        let pages = ["One.".to_owned(), String::new(), "Three.".to_owned()];
        assert!(without_text("a.pdf", &pages).unwrap().to_string().contains("pages without text, probably pictures of it: 2 (of 3)"));
        assert_eq!(without_text("a.pdf", &pages[..1]), None);
        assert_eq!(blocks(&pages).len(), 2);
    }
}
