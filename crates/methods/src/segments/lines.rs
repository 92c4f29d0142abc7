//! The lines of a text: hard-wrapped lines of one paragraph are joined, marks begin new ones.

use super::marks::{self, Family, Mark};
use super::{Block, BlockKind};

/// A paragraph, heading, item or row before it is given its place.
pub(super) struct Line {
    pub text: String,
    /// A label that the file holds apart.
    pub label: Option<String>,
    pub kind: LineKind,
    /// The mark of the line, by its label or its first signs. A row of a table has none.
    pub mark: Option<Mark>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum LineKind {
    /// A heading that the file marks as one; 1 is the highest.
    Heading(u8),
    /// A line that looks like a heading.
    LikeHeading,
    Plain,
    Row,
}

impl Line {
    fn new(text: String, label: Option<String>, kind: LineKind) -> Line {
        let mark = match (kind, label.as_deref()) {
            (LineKind::Row, _) => None,
            (_, Some(label)) => marks::of_label(label),
            _ => marks::at_start(&text),
        };
        Line { text, label, kind, mark }
    }
}

pub(super) fn lines_of(blocks: &[Block]) -> Vec<Line> {
    let mut out = Vec::new();
    for block in blocks {
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
            push(&mut out, Line::new(text, block.label.clone(), kind));
        }
        for text in paragraphs(rest) {
            let kind = if looks_like_heading(&text) { LineKind::LikeHeading } else { LineKind::Plain };
            push(&mut out, Line::new(text, None, kind));
        }
    }
    out
}

/// Adds a line; a second mark on it, as in `1. (a)` or `Article 2. 1.`, begins a line of its own.
fn push(out: &mut Vec<Line>, mut line: Line) {
    let apart = line.label.is_some();
    let end = line.mark.filter(|mark| mark.family != Family::Bullet).map(|mark| if apart { 0 } else { mark.end });
    let rest = end.map_or("", |end| line.text[end..].trim_start());
    let second = marks::at_start(rest).filter(|second| line.mark.is_some_and(|first| begins_below(first, *second, rest)));
    let Some(second) = second.filter(|_| line.kind != LineKind::Row) else { return out.push(line) };
    let rest = Line { text: rest.to_owned(), label: None, kind: line.kind, mark: Some(second) };
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
    // 200 characters: no margin is that wide, so every line is a paragraph of its own.
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
        let begins = current.is_empty() || short || marks::at_start(&trimmed).is_some() || begins_preambular(&trimmed, &current);
        // A mark that stands alone on its line takes the line after it.
        let alone =
            !current.is_empty() && marks::at_start(&current).is_some_and(|mark| mark.end >= current.len() && !mark.family.is_titled());
        if begins && !alone {
            flush(&mut out, &mut current);
        }
        if !current.is_empty() {
            current.push(' ');
        }
        current.push_str(&trimmed);
        let length = line.trim_end().chars().count();
        short = !wrapped || ends(&trimmed) || length * 10 < widest * 6;
    }
    flush(&mut out, &mut current);
    out
}

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
