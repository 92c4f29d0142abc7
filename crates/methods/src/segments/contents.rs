//! The table of contents before a text, which names every provision once more.

use super::lines::Line;
use std::collections::HashMap;

/// What stands above a table of contents, in six languages, folded.
const TITLES: [&str; 17] = [
    "tableofcontents",
    "contents",
    "listofcontents",
    "index",
    "tabledesmatières",
    "sommaire",
    "índice",
    "indice",
    "tabladecontenido",
    "tabladecontenidos",
    "contenido",
    "оглавление",
    "содержание",
    "جدولالمحتويات",
    "المحتويات",
    "فهرس",
    "الفهرس",
];
const HAN_TITLES: [&str; 3] = ["目录", "目錄", "目次"];
/// As many lines with leaders in a row are a table of contents without a title.
const LEAST: usize = 3;
/// Lines of a table of contents, broken ones too, are no longer than this.
const LONGEST: usize = 240;

/// The lines without those of a table of contents.
pub(super) fn without(lines: Vec<Line>) -> Vec<Line> {
    let Some((from, to)) = found(&lines) else { return lines };
    let kept = |at: &usize| !(from..to).contains(at);
    lines.into_iter().enumerate().filter(|(at, _)| kept(at)).map(|(_, line)| line).collect()
}

/// Where a table of contents begins and ends.
fn found(lines: &[Line]) -> Option<(usize, usize)> {
    let titled = lines.iter().position(|line| is_title(&line.text));
    if let Some(at) = titled
        && let Some(end) = end_of(lines, at + 1, LEAST - 1)
    {
        return Some((at, end));
    }
    // Without a title: lines with leaders in a row.
    let at = (0..lines.len()).find(|at| lines[*at..].iter().take(LEAST).filter(|line| leads(&whole(line)).is_some()).count() == LEAST)?;
    Some((at, end_of(lines, at, LEAST)?))
}

fn is_title(text: &str) -> bool {
    // No title of this kind is longer.
    if text.chars().count() > 32 {
        return false;
    }
    let spelt = spelt(text);
    TITLES.contains(&spelt.as_str()) || HAN_TITLES.contains(&spelt.as_str())
}

/// Letters and digits, small.
fn spelt(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

fn whole(line: &Line) -> String {
    line.label.as_ref().map_or_else(|| line.text.clone(), |label| format!("{label} {}", line.text))
}

/// What a line with leaders or a page number at its end names: `Article 1 Fire ........ 3`.
fn leads(text: &str) -> Option<&str> {
    let text = text.trim_end();
    let digits = text.chars().rev().take_while(|c| c.is_numeric()).count();
    let roman = text.rsplit(' ').next().filter(|word| word.len() <= 5 && word.chars().all(|c| "ivxl".contains(c))).map_or(0, str::len);
    let number = digits.max(roman);
    let cut = text.char_indices().rev().nth(number.checked_sub(1)?).map(|(at, _)| at)?;
    let before = &text[..cut];
    let bare = before.trim_end_matches(|c: char| c.is_whitespace() || ".…·_-‥⋯".contains(c));
    let leaders =
        before[bare.len()..].chars().filter(|c| !c.is_whitespace()).map(|c| if c == '…' || c == '⋯' { 3 } else { 1 }).sum::<usize>();
    (leaders >= 3 && bare.chars().any(char::is_alphabetic)).then_some(bare)
}

/// A line that ends in a page number without leaders, when it stands among lines of a table.
fn paged(text: &str) -> Option<&str> {
    let bare = text.trim_end().trim_end_matches(char::is_numeric);
    let gap = bare.ends_with([' ', '\t', '\u{a0}']);
    let bare = bare.trim_end();
    (gap && bare.len() < text.trim_end().len() && bare.chars().any(char::is_alphabetic)).then_some(bare)
}

/// Where the table that begins at `from` ends; none where there is none. Its lines have page
/// numbers, or come again below.
fn end_of(lines: &[Line], from: usize, least: usize) -> Option<usize> {
    let mut last_place: HashMap<String, usize> = HashMap::new();
    for (at, line) in lines.iter().enumerate().skip(from) {
        if line.text.chars().count() <= LONGEST {
            last_place.insert(spelt(&whole(line)), at);
        }
    }
    let named = |line: &Line| {
        let text = whole(line);
        spelt(leads(&text).or_else(|| paged(&text)).unwrap_or(&text))
    };
    // Where a title goes on over several lines below, its beginning comes again.
    let comes_again = |at: usize| {
        let name = named(&lines[at]);
        !name.is_empty()
            && (last_place.get(&name).is_some_and(|last| *last > at)
                || lines[at + 1..]
                    .iter()
                    .any(|line| name.chars().count() >= 6 && leads(&line.text).is_none() && begins_with(&whole(line), &name)))
    };
    let first = named(lines.get(from)?);
    let (mut end, mut entries, mut at) = (from, 0, from);
    while at < lines.len() && at < end + 3 {
        let text = whole(&lines[at]);
        let has_leaders = leads(&text).is_some();
        if at > from && !has_leaders && paged(&text).is_none() && entries > 0 && named(&lines[at]) == first && !first.is_empty() {
            break;
        }
        let is_entry =
            text.chars().count() <= LONGEST && (has_leaders || comes_again(at) || (paged(&text).is_some() && lines[at].mark.is_some()));
        if is_entry {
            entries += 1;
            end = at + 1;
        }
        at += 1;
    }
    (entries >= least).then_some(end)
}

/// Whether a text begins with these letters and digits, and is hardly longer.
fn begins_with(text: &str, name: &str) -> bool {
    let mut letters = text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase);
    name.chars().all(|c| letters.next() == Some(c))
}
