//! What a printed page has around its text: page numbers and running heads. They are no part
//! of a provision, and what they part is joined.

use super::marks;
use super::{Block, BlockKind};
use std::borrow::Cow;
use std::collections::HashMap;

/// Running heads are no longer than this.
const HEAD_MAX: usize = 120;
/// How many lines of a page may stand above or below its text.
const LINES_MAX: usize = 3;

/// A line of a block.
struct Line<'a> {
    block: usize,
    text: &'a str,
    /// Whether a page ends before it.
    begins_page: bool,
}

/// The blocks without what stands around the text of a page. Without any sign of pages they
/// stay as they are.
pub(super) fn without(blocks: &[Block]) -> Cow<'_, [Block]> {
    let is_sign = |line: &str| page_number(line).is_some() || is_rule(line);
    let has_pages = |block: &Block| block.text.contains('\u{c}') || block.text.lines().any(is_sign);
    if !blocks.iter().any(has_pages) {
        return Cow::Borrowed(blocks);
    }
    let lines = lines_of(blocks);
    let dropped = furniture(&lines);
    if !dropped.contains(&true) && !lines.iter().any(|line| line.begins_page) {
        return Cow::Borrowed(blocks);
    }
    Cow::Owned(rebuilt(blocks, &lines, &dropped))
}

fn lines_of(blocks: &[Block]) -> Vec<Line<'_>> {
    let mut out = Vec::new();
    for (at, block) in blocks.iter().enumerate() {
        for text in block.text.split('\n') {
            for (part, text) in text.split('\u{c}').enumerate() {
                out.push(Line { block: at, text, begins_page: part > 0 });
            }
        }
    }
    out
}

/// Which lines are furniture.
fn furniture(lines: &[Line<'_>]) -> Vec<bool> {
    let mut dropped = vec![false; lines.len()];
    let texts: Vec<usize> = (0..lines.len()).filter(|at| !lines[*at].text.trim().is_empty()).collect();
    let bare = bare_numbers(lines, &texts);
    for at in &texts {
        let text = lines[*at].text;
        dropped[*at] = is_rule(text) || page_number(text).is_some_and(|number| !number.is_bare) || bare.contains(at);
    }
    // Near the edge of a page, what stands there on several pages is its head or foot.
    let mut edges = vec![false; lines.len()];
    let is_edge = |at: usize, dropped: &[bool]| (dropped[at] && !is_rule(lines[at].text)) || lines[at].begins_page;
    for (place, at) in texts.iter().enumerate() {
        let before = texts[place.saturating_sub(LINES_MAX)..=place].iter().any(|near| is_edge(*near, &dropped));
        let after = texts[place..texts.len().min(place + LINES_MAX + 1)].iter().skip(1).any(|near| is_edge(*near, &dropped));
        // An empty page begin counts for the lines behind it.
        let begun = lines[place.min(*at)..*at].iter().rev().take_while(|line| line.text.trim().is_empty()).any(|line| line.begins_page);
        edges[*at] = before || after || begun || place < LINES_MAX;
    }
    let mut counts: HashMap<String, Vec<usize>> = HashMap::new();
    for at in texts.iter().filter(|at| edges[**at] && !dropped[**at]) {
        let text = lines[*at].text.trim();
        if text.chars().count() <= HEAD_MAX && marks::at_start(text).is_none() {
            counts.entry(spelt(text)).or_default().push(*at);
        }
    }
    for found in counts.into_values().filter(|found| found.len() > 1) {
        // The first one may be the title itself, unless its page ends there.
        let ends_page = |place: usize| texts.get(place + 1).is_some_and(|next| lines[*next].begins_page);
        let is_first = texts.iter().take(LINES_MAX).position(|at| found[0] == *at).is_some_and(|place| !ends_page(place));
        for at in &found[usize::from(is_first)..] {
            dropped[*at] = true;
        }
    }
    dropped
}

/// Numbers alone on their lines count as pages where there are several, each higher.
fn bare_numbers(lines: &[Line<'_>], texts: &[usize]) -> Vec<usize> {
    let bare = |at: &&usize| page_number(lines[**at].text).is_some_and(|number| number.is_bare);
    let all: Vec<usize> = texts.iter().filter(bare).copied().collect();
    let numbers: Vec<u32> = all.iter().filter_map(|at| page_number(lines[*at].text)).map(|number| number.value).collect();
    let rises = numbers.windows(2).all(|pair| pair[0] < pair[1] && pair[1] - pair[0] <= 3);
    // A line of a table may hold a lone number as well, so two are too few without page ends.
    let has_pages = lines.iter().any(|line| line.begins_page);
    if rises && all.len() >= if has_pages { 1 } else { 3 } { all } else { Vec::new() }
}

/// How a running head is compared: without the number of its page.
fn spelt(text: &str) -> String {
    text.chars().filter(|c| c.is_alphabetic()).collect::<String>().to_lowercase()
}

/// A line drawn with signs.
fn is_rule(line: &str) -> bool {
    let line = line.trim();
    line.chars().count() >= 3 && line.chars().all(|c| matches!(c, '-' | '_' | '=' | '*' | '~' | '–' | '—' | '―'))
}

/// What a printer sets at the foot of a page beside its number: `14-00546 (E)`, `*1400546*`.
fn is_of_printer(word: &str) -> bool {
    let is_number = |text: &str, digits: usize| text.len() == digits && text.bytes().all(|b| b.is_ascii_digit());
    let is_job = word.split_once('-').is_some_and(|(year, number)| is_number(year, 2) && is_number(number, 5));
    is_job || word.strip_prefix('*').and_then(|word| word.strip_suffix('*')).is_some_and(|word| is_number(word, 7))
}

struct PageNumber {
    value: u32,
    /// Whether it is nothing but a number.
    is_bare: bool,
}

/// Words that stand beside the number of a page.
const PAGE: [&str; 20] = [
    "page",
    "pages",
    "p",
    "pg",
    "of",
    "sur",
    "pagina",
    "página",
    "pág",
    "de",
    "стр",
    "страница",
    "из",
    "صفحة",
    "الصفحة",
    "من",
    "ص",
    "第",
    "页",
    "共",
];

/// `- 2 -`, `Page 4 of 12`, `4/12`, `стр. 4`, `第4页`, `صفحة ٤`.
fn page_number(line: &str) -> Option<PageNumber> {
    let line = line.trim_matches(|c: char| c.is_whitespace() || c == '\u{c}' || marks::is_unseen(c));
    if line.is_empty() || line.chars().count() > 32 || !line.chars().any(char::is_numeric) {
        return None;
    }
    if line.split_whitespace().any(is_of_printer) {
        let is_beside = |word: &str| is_of_printer(word) || word.len() <= 3 || word.trim_matches(|c: char| c.is_ascii_digit()) == "/";
        return line.split_whitespace().all(is_beside).then_some(PageNumber { value: 0, is_bare: false });
    }
    let mut numbers: Vec<u32> = Vec::new();
    let mut words = String::new();
    let mut signs = String::new();
    let mut in_number = false;
    for c in line.chars() {
        if let Some(digit) = marks::digit_of(c) {
            if !in_number {
                numbers.push(0);
            }
            in_number = true;
            let last = numbers.last_mut()?;
            *last = last.saturating_mul(10).saturating_add(digit);
            continue;
        }
        in_number = false;
        if c.is_alphabetic() {
            words.extend(c.to_lowercase());
        } else if !c.is_whitespace() {
            words.push(' ');
            signs.push(c);
        }
        if c.is_whitespace() {
            words.push(' ');
        }
    }
    let value = *numbers.first()?;
    if numbers.len() > 2 || numbers.iter().any(|n| *n > 2_000) || value == 0 {
        return None;
    }
    let words: Vec<&str> = words.split_whitespace().collect();
    // Chinese writes its words close: 第4页 共12页 reads 第 页 共 页.
    let known = |word: &&str| PAGE.contains(word) || word.chars().all(|c| "第页頁共".contains(c));
    let is_word = |word: &&str| !matches!(*word, "of" | "sur" | "de" | "из" | "من");
    if !words.is_empty() {
        // `1. P` is how a provision begins; no page says its number so.
        let is_mark = line.trim_start_matches(char::is_numeric).starts_with('.') && line.starts_with(char::is_numeric);
        return (!is_mark && words.iter().all(known) && words.iter().any(is_word) && signs.chars().all(|c| "./-–—|".contains(c)))
            .then_some(PageNumber { value, is_bare: false });
    }
    let framed = |open: &[char]| line.starts_with(open) && line.ends_with(open);
    if numbers.len() == 1 && framed(&['-', '–', '—', '―', '~', '|']) {
        return Some(PageNumber { value, is_bare: false });
    }
    let alone = signs.is_empty() && numbers.len() == 1 && line.chars().all(char::is_numeric);
    let of_all = signs == "/" && numbers.len() == 2 && value <= numbers[1];
    (alone || of_all).then_some(PageNumber { value, is_bare: true })
}

/// The blocks anew: what a page's end parts inside a sentence is one block.
fn rebuilt(blocks: &[Block], lines: &[Line<'_>], dropped: &[bool]) -> Vec<Block> {
    let mut out: Vec<Block> = Vec::new();
    let mut from: Option<usize> = None;
    // Whether a page ended since the last line that was kept.
    let mut parted = false;
    for (at, line) in lines.iter().enumerate() {
        parted |= dropped[at] || line.begins_page;
        if dropped[at] {
            continue;
        }
        let is_empty = line.text.trim().is_empty();
        let is_running = |block: &Block| matches!(block.kind, BlockKind::Paragraph | BlockKind::ListItem(_));
        let joins = parted
            && !is_empty
            && is_running(&blocks[line.block])
            && out.last().is_some_and(|last| is_running(last) && is_open(&last.text, line.text));
        if from != Some(line.block) && !joins {
            if is_empty {
                continue;
            }
            out.push(Block { text: line.text.to_owned(), ..blocks[line.block].clone() });
        } else if let Some(last) = out.last_mut() {
            if joins {
                last.text.truncate(last.text.trim_end().len());
            } else if parted && is_empty {
                continue;
            }
            last.text.push('\n');
            last.text.push_str(line.text);
        }
        from = Some(line.block);
        if !is_empty {
            parted = false;
        }
    }
    out.retain(|block| !block.text.trim().is_empty() || block.label.is_some());
    out
}

/// Whether a sentence goes on over the end of a page.
fn is_open(before: &str, line: &str) -> bool {
    let last = before.trim_end();
    let ends = last.ends_with(['.', '!', '?', ';', ':', '。', '；', '：', '؟', '؛', '۔']);
    let is_heading =
        last.lines().next_back().is_some_and(|line| line.chars().any(char::is_uppercase) && !line.chars().any(char::is_lowercase));
    let next = line.trim_start();
    let begins = next.chars().next().is_some_and(|c| c.is_lowercase() || !c.is_uppercase());
    !last.is_empty() && !ends && !is_heading && begins && marks::at_start(next).is_none()
}
