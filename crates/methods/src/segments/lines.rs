//! The lines of a text: hard-wrapped lines of one paragraph are joined, marks begin new ones.

use super::marks::{self, Family, Mark};
use super::{Block, BlockKind, citing};

/// A paragraph, heading, item or row before it is given its place.
pub(super) struct Line {
    pub text: String,
    /// A label that the file holds apart.
    pub label: Option<String>,
    pub kind: LineKind,
    /// The mark of the line, by its label or its first signs. A row of a table has none.
    pub mark: Option<Mark>,
    /// Which block of the file it stands in.
    pub block: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum LineKind {
    /// A heading that the file marks as one; 1 is the highest.
    Heading(u8),
    /// A line that looks like a heading.
    LikeHeading,
    Plain,
    /// The name of somebody who signs.
    Name,
    Row,
}

impl Line {
    fn new(text: String, label: Option<String>, kind: LineKind, block: usize) -> Line {
        let mark = match (kind, label.as_deref()) {
            (LineKind::Row, _) => None,
            (_, Some(label)) => marks::of_label(label),
            _ => marks::at_start(&text),
        };
        Line { text, label, kind, mark, block }
    }
}

pub(super) fn lines_of(blocks: &[Block]) -> Vec<Line> {
    let mut out = Vec::new();
    for (at, block) in blocks.iter().enumerate() {
        let kind = match block.kind {
            BlockKind::Heading(n) => LineKind::Heading(n.clamp(1, 6)),
            BlockKind::TableRow => LineKind::Row,
            _ => LineKind::Plain,
        };
        // In an item of a list, lines that begin with a mark are items below it.
        let (first, rest) = match (&block.label, kind) {
            (Some(_), LineKind::Plain) => block.text.split_at(next_mark(&block.text)),
            (Some(_), _) | (None, LineKind::Heading(_) | LineKind::Row) => (block.text.as_str(), ""),
            (None, _) => ("", block.text.as_str()),
        };
        let text = one_line(first);
        if !text.is_empty() || block.label.is_some() {
            push(&mut out, Line::new(text, block.label.clone(), kind, at));
        }
        for text in paragraphs(rest) {
            let kind = if looks_like_heading(&text) { LineKind::LikeHeading } else { LineKind::Plain };
            push(&mut out, Line::new(text, None, kind, at));
        }
    }
    number_titles(&mut out);
    out
}

/// A line such as `2 Wells` right before `2.1` is numbered, though no sign stands behind its
/// number: what it holds is numbered by it.
fn number_titles(lines: &mut [Line]) {
    for at in 1..lines.len() {
        let Some(below) = lines[at].mark.filter(|mark| mark.family == Family::Decimal(2) && mark.number == 1) else { continue };
        let title = &mut lines[at - 1];
        let is_free = title.mark.is_none() && title.label.is_none() && title.kind != LineKind::Row && !ends(&title.text);
        if is_free && title.text.chars().count() <= TITLE_MAX {
            title.mark = marks::of_title(&title.text).filter(|mark| below.numbers.above() == [mark.number]);
        }
    }
}

/// A title is no longer than this.
const TITLE_MAX: usize = 160;

/// Adds a line; a second mark on it, as in `1. (a)` or `Article 2. 1.`, begins a line of its own.
fn push(out: &mut Vec<Line>, mut line: Line) {
    let apart = line.label.is_some();
    let end = line.mark.filter(|mark| mark.family != Family::Bullet).map(|mark| if apart { 0 } else { mark.end });
    let rest = end.map_or("", |end| line.text[end..].trim_start());
    let second = marks::at_start(rest).filter(|second| line.mark.is_some_and(|first| begins_below(first, *second, rest)));
    let Some(second) = second.filter(|_| line.kind != LineKind::Row) else { return out.push(line) };
    let rest = Line { text: rest.to_owned(), label: None, kind: line.kind, mark: Some(second), block: line.block };
    let own = line.text.len() - rest.text.len();
    line.text.truncate(own);
    line.text.truncate(line.text.trim_end().len());
    out.push(line);
    push(out, rest);
}

/// Whether a second mark on a line is the first of a numbering below the first mark.
fn begins_below(first: Mark, second: Mark, rest: &str) -> bool {
    let is_list = match second.family {
        Family::NumberBracket | Family::NumberBrackets | Family::CapitalBrackets | Family::Roman | Family::HanBrackets => true,
        Family::Letter => rest[..second.end].contains([')', '）']),
        // A plain number is one below a word only: “1. 5. May” is a date.
        Family::Number | Family::Decimal(_) => first.family.is_of_word(),
        _ => false,
    };
    let says = rest[second.end.min(rest.len())..].trim_start();
    let cites =
        ["and (", "or (", "to (", "et (", "y (", "и (", "و"].iter().any(|word| says.starts_with(word)) || says.starts_with([',', ';']);
    is_list && first.family != second.family && second.number == 1 && !second.is_inserted && !says.is_empty() && !cites
}

/// Where the first line after the first one begins with a mark.
fn next_mark(text: &str) -> usize {
    let breaks = text.match_indices('\n').map(|(at, _)| at + 1);
    breaks.into_iter().find(|at| marks::at_start(text[*at..].trim_start()).is_some()).unwrap_or(text.len())
}

/// One line, without the signs of direction around it, which belong to the page it stood on.
fn one_line(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let kept = text.trim_matches(|c: char| marks::is_unseen(c) || c == ' ');
    if kept.len() == text.len() { text } else { kept.to_owned() }
}

/// The paragraphs of a block. An empty line ends one; so does a line that begins with a mark,
/// or one that ends a sentence well before the margin.
fn paragraphs(text: &str) -> Vec<String> {
    let widest = text.lines().map(|line| line.trim_end().chars().count()).max().unwrap_or(0);
    // 200 characters: no margin is that wide, so every line is a paragraph of its own, unless
    // it breaks off inside a long sentence.
    let wrapped = widest <= 200;
    let mut out: Vec<String> = Vec::new();
    let mut current = String::new();
    let mut short = true;
    for line in text.lines() {
        let trimmed = one_line(line);
        if trimmed.is_empty() {
            flush(&mut out, &mut current);
            short = true;
            continue;
        }
        let mark = marks::at_start(&trimmed).filter(|mark| current.is_empty() || !citing::goes_on(&current, &trimmed, mark));
        let is_broken =
            current.ends_with(['-', '\u{2010}', '\u{ad}']) && trimmed.starts_with(char::is_lowercase) && has_letter_before_last(&current);
        let begins = current.is_empty() || short && !is_broken || mark.is_some() || begins_preambular(&trimmed, &current);
        // A mark that stands alone on its line takes the line after it.
        let alone =
            !current.is_empty() && marks::at_start(&current).is_some_and(|mark| mark.end >= current.len() && !mark.family.is_titled());
        if begins && !alone {
            flush(&mut out, &mut current);
        }
        join(&mut current, &trimmed);
        let length = line.trim_end().chars().count();
        let breaks_off = if wrapped { length * 10 >= widest * 6 } else { length >= BROKEN_MIN };
        short = ends(&trimmed) || !breaks_off || (!wrapped && trimmed.ends_with([',', '،', '，']));
    }
    flush(&mut out, &mut current);
    out
}

fn has_letter_before_last(text: &str) -> bool {
    text.chars().rev().nth(1).is_some_and(char::is_alphabetic)
}

/// Where lines have no margin, one that breaks off inside a sentence is at least so long.
const BROKEN_MIN: usize = 100;

/// Sets a line behind what it goes on with: a word that was broken is whole again, Chinese
/// stands without a space.
fn join(current: &mut String, line: &str) {
    let (last, next) = (current.chars().next_back(), line.chars().next());
    let (Some(last), Some(next)) = (last, next) else { return current.push_str(line) };
    let is_han =
        |c: char| matches!(c, '\u{2E80}'..='\u{303F}' | '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{FF00}'..='\u{FFEF}');
    if is_han(last) && is_han(next) && !current.ends_with('　') {
        return current.push_str(line);
    }
    if matches!(last, '-' | '\u{2010}' | '\u{ad}') && next.is_lowercase() && is_broken(current, line, last) {
        current.pop();
        return current.push_str(line);
    }
    // A hyphen that belongs to the word stays, without a space: cease-/fire.
    let before = current.chars().rev().nth(1);
    if matches!(last, '-' | '\u{2010}' | '\u{2011}') && before.is_some_and(char::is_alphanumeric) && next.is_alphanumeric() {
        return current.push_str(line);
    }
    current.push(' ');
    current.push_str(line);
}

/// Whether a hyphen at the end of a line broke a word. One that belongs to it stands behind a
/// whole first word: the parts of `cease-fire` are both words, those of `with-drawal` are not.
fn is_broken(current: &str, line: &str, sign: char) -> bool {
    if sign == '\u{ad}' {
        return true;
    }
    let first = current.trim_end_matches(sign).rsplit(|c: char| !c.is_alphabetic() && c != '-').next().unwrap_or("");
    let second = line.split(|c: char| !c.is_alphabetic() && c != '-').next().unwrap_or("");
    let known = |word: &str| PARTS.contains(&word.to_lowercase().as_str());
    !first.is_empty() && first.chars().all(char::is_alphabetic) && !second.contains('-') && !known(first)
}

/// First parts of words that keep their hyphen.
const PARTS: [&str; 50] = [
    "cease", "non", "self", "co", "post", "pre", "ex", "inter", "multi", "vice", "sub", "anti", "counter", "cross", "long", "short",
    "high", "low", "well", "so", "first", "second", "third", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety", "half", "full", "day", "year", "peace", "avant", "sous",
    "demi", "socio",
];

fn flush(out: &mut Vec<String>, current: &mut String) {
    if !current.is_empty() {
        out.push(std::mem::take(current));
    }
}

fn ends(text: &str) -> bool {
    text.ends_with(['.', ';', ':', '。', '；', '：', '؛', '!', '?', '؟'])
}

/// A preambular paragraph of a resolution begins with a participle after a comma.
fn begins_preambular(line: &str, before: &str) -> bool {
    before.ends_with([',', '،', '，']) && line.chars().next().is_some_and(char::is_uppercase) && first_word(line).ends_with("ing")
}

fn first_word(line: &str) -> &str {
    line.split(|c: char| !c.is_alphabetic()).next().unwrap_or("")
}

/// Short, all in capitals, with a whole word, and no end of a sentence or clause. Scripts
/// without capitals have no such lines.
fn looks_like_heading(text: &str) -> bool {
    let word = |word: &str| word.chars().count() > 3;
    let letters = text.chars().filter(|c| c.is_alphabetic());
    text.chars().count() <= 90
        && text.split(|c: char| !c.is_alphabetic()).any(word)
        && letters.clone().all(char::is_uppercase)
        && !ends(text)
        && !text.ends_with([',', '،', '，', '、'])
}
