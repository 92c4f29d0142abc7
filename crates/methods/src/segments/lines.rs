//! The lines of a text: hard-wrapped lines of one paragraph are joined, marks begin new ones.

use super::marks::{self, Mark};
use super::{Block, BlockKind};

/// A paragraph, heading, item or row before it is given its place.
pub(super) struct Line {
    pub text: String,
    /// A label that the file holds apart.
    pub label: Option<String>,
    pub kind: LineKind,
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
    /// The mark of the line, by its label or its first signs. A row of a table has none.
    pub(super) fn mark(&self) -> Option<Mark> {
        if self.kind == LineKind::Row {
            return None;
        }
        self.label.as_deref().and_then(marks::of_label).or_else(|| marks::at_start(&self.text))
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
            out.push(Line { text, label: block.label.clone(), kind });
        }
        for text in paragraphs(rest) {
            let kind = if looks_like_heading(&text) { LineKind::LikeHeading } else { LineKind::Plain };
            out.push(Line { text, label: None, kind });
        }
    }
    out
}

/// Where the first line after the first one begins with a mark.
fn next_mark(text: &str) -> usize {
    let breaks = text.match_indices('\n').map(|(at, _)| at + 1);
    breaks.into_iter().find(|at| marks::at_start(text[*at..].trim_start()).is_some()).unwrap_or(text.len())
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
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
        let alone = !current.is_empty() && marks::at_start(&current).is_some_and(|mark| mark.end >= current.len() && !mark.family.is_titled());
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
