//! Cutting a text into provisions: part, article, paragraph, item, by numbering and headings
//! in six languages.
//!
//! Nothing is lost: every character of the text that is not white space stands in the label,
//! the heading or the text of exactly one segment. What is no text is left out: the table of
//! contents, page numbers, running heads, and the hyphen of a word that was broken at the end
//! of a line.

mod citing;
mod contents;
mod cut;
mod furniture;
mod levels;
mod lines;
mod marks;
mod order;
mod paths;
mod signatures;

use crate::language::Language;
use lines::lines_of;
use serde::{Deserialize, Serialize};

/// What a reader of files took a piece of text for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BlockKind {
    /// A heading; 1 is the highest.
    Heading(u8),
    /// A paragraph.
    Paragraph,
    /// An item of a list; 0 is the outermost list.
    ListItem(u8),
    /// A row of a table.
    TableRow,
    /// A footnote.
    Footnote,
}

/// A piece of text as a reader of files gives it. It may hold several lines.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Block {
    /// What it was taken for.
    pub kind: BlockKind,
    /// Its text.
    pub text: String,
    /// A label that the file holds apart from the text, as in a numbered list.
    pub label: Option<String>,
}

/// Where a segment stands in the order of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// Before the first numbered thing: title, preamble.
    Preamble,
    /// Part, chapter, annex, or an unnumbered heading.
    Part,
    /// Article.
    Article,
    /// Paragraph.
    Paragraph,
    /// Item of a list.
    Item,
}

impl Level {
    /// The word in tables and programs.
    pub fn word(self) -> &'static str {
        match self {
            Level::Preamble => "preamble",
            Level::Part => "part",
            Level::Article => "article",
            Level::Paragraph => "paragraph",
            Level::Item => "item",
        }
    }
}

/// One provision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Segment {
    /// Its level.
    pub level: Level,
    /// Its own label, as written: `Article 3`, `(b)`.
    pub label: Option<String>,
    /// The labels from the outermost inwards, as in `Part II, Article 3(b)`; `¶4` where it has none.
    pub path: String,
    /// Its heading, where it has one besides its text.
    pub heading: Option<String>,
    /// Its text.
    pub text: String,
    /// Index of the segment it stands below.
    pub parent: Option<usize>,
}

/// Cuts a text into provisions. `language` helps where a form means different things.
pub fn segment(blocks: &[Block], language: Option<Language>) -> Vec<Segment> {
    let _ = language; // Every form we know is unambiguous by its script and words.
    let lines = contents::without(lines_of(&settled(blocks)));
    cut::cut(&signatures::settle(lines))
}

/// The blocks of a text without page numbers and running heads, what the end of a page parted
/// joined, and with one sign for the end of a line, whichever the file had.
pub fn settled(blocks: &[Block]) -> Vec<Block> {
    furniture::without(&with_plain_breaks(blocks)).into_owned()
}

/// The blocks with one sign for the end of a line, whichever the file had.
fn with_plain_breaks(blocks: &[Block]) -> Vec<Block> {
    let plain = |text: &str| {
        if !text.contains(['\r', '\u{b}', '\u{85}', '\u{2028}', '\u{2029}']) {
            return text.to_owned();
        }
        text.replace("\r\n", "\n").replace(['\r', '\u{b}', '\u{85}', '\u{2028}', '\u{2029}'], "\n")
    };
    blocks.iter().map(|block| Block { text: plain(&block.text), ..block.clone() }).collect()
}

#[cfg(test)]
mod tests;
#[cfg(test)]
mod tests_of_addresses;
#[cfg(test)]
mod tests_of_marks;
