//! The lines of a text: hard-wrapped lines of one paragraph are joined, marks begin new ones.

use super::marks;
use super::{Block, BlockKind};

/// A paragraph, heading or item before it is given its place.
pub(super) struct Line {
    pub text: String,
    /// A label that the file holds apart.
    pub label: Option<String>,
    pub is_heading: bool,
    /// 0 is the highest heading.
    pub heading_depth: u8,
}

pub(super) fn lines_of(blocks: &[Block]) -> Vec<Line> {
    let mut out = Vec::new();
    for block in blocks {
        let (is_heading, heading_depth) = match block.kind {
            BlockKind::Heading(n) => (true, n.saturating_sub(1)),
            _ => (false, 0),
        };
        if is_heading || block.label.is_some() {
            let text = one_line(&block.text);
            if !text.is_empty() || block.label.is_some() {
                out.push(Line { text, label: block.label.clone(), is_heading, heading_depth });
            }
            continue;
        }
        for text in paragraphs(&block.text) {
            let is_heading = looks_like_heading(&text);
            out.push(Line { text, label: None, is_heading, heading_depth: 1 });
        }
    }
    out
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The paragraphs of a block. An empty line ends one; so does a line that begins with a mark,
/// or one that ends a sentence well before the margin.
fn paragraphs(text: &str) -> Vec<String> {
    let widest = text.lines().map(|line| line.trim_end().chars().count()).max().unwrap_or(0);
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
        short = ends(&trimmed) || length * 10 < widest * 6;
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

/// Short, in capitals or without an end of sentence, and not the beginning of a resolution.
fn looks_like_heading(text: &str) -> bool {
    let letters: Vec<char> = text.chars().filter(|c| c.is_alphabetic()).collect();
    if letters.len() < 3 || text.chars().count() > 90 {
        return false;
    }
    let cased = letters.iter().any(|c| c.is_uppercase() != c.is_lowercase());
    cased && letters.iter().all(|c| !c.is_lowercase()) && !text.ends_with([',', ';'])
}
