//! Cutting a text into provisions: part, article, paragraph, item, by numbering and headings
//! in six languages.
//!
//! Nothing is lost: every character of the text that is not white space stands in the label,
//! the heading or the text of exactly one segment.

mod lines;
mod marks;

use crate::language::Language;
use lines::{Line, lines_of};
use marks::{Family, Mark};
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

/// A text without any numbering longer than this is cut at sentence ends.
// 1,400 characters are about a third of a printed page: still read at a glance.
const LONG: usize = 1_400;
/// A heading is not longer than this.
const HEADING_MAX: usize = 160;

/// Cuts a text into provisions. `language` helps where a form means different things.
pub fn segment(blocks: &[Block], language: Option<Language>) -> Vec<Segment> {
    let _ = language; // Every form we know is unambiguous by its script and words.
    let mut cut = Cut::default();
    for line in lines_of(blocks) {
        cut.take(&line);
    }
    cut.finish()
}

/// Something that is open while we go down the text: its family, depth and segment.
struct Open {
    family: Family,
    depth: u8,
    index: usize,
    last: u32,
}

#[derive(Default)]
struct Cut {
    out: Vec<Segment>,
    open: Vec<Open>,
    numbered: bool,
    /// A heading without text yet: text that follows at once without a mark belongs to it.
    awaiting: Option<usize>,
}

impl Cut {
    fn take(&mut self, line: &Line) {
        let mark = line.label.as_deref().and_then(marks::of_label).or_else(|| marks::at_start(&line.text));
        match mark {
            Some(mark) if self.fits(&mark, line) => self.marked(mark, line),
            _ if line.is_heading => self.heading(line),
            _ => self.plain(line),
        }
    }

    /// A year or a number inside a sentence is no mark: a plain number must begin a sequence
    /// or go on with one.
    fn fits(&self, mark: &Mark, line: &Line) -> bool {
        if line.label.is_some() || !mark.needs_sequence {
            return true;
        }
        let number = mark.number;
        let follows = self.open.iter().any(|open| open.family == mark.family && number > open.last && number <= open.last + 3);
        number <= 1 || follows || (number <= 3 && self.open.is_empty())
    }

    /// `(i)` may be the letter after `(h)` or the first roman number.
    fn settle(&self, mut mark: Mark) -> Mark {
        if let Some((family, number)) = mark.otherwise {
            let goes_on = |family: Family, number: u32| self.open.iter().any(|o| o.family == family && o.last + 1 == number);
            if !goes_on(mark.family, mark.number) && goes_on(family, number) {
                (mark.family, mark.number) = (family, number);
            }
        }
        mark
    }

    fn marked(&mut self, mark: Mark, line: &Line) {
        let mark = self.settle(mark);
        self.numbered = true;
        let depth = self.depth_of(&mark);
        while self.open.last().is_some_and(|open| open.depth >= depth) {
            self.open.pop();
        }
        let parent = self.open.last().map(|open| open.index);
        let rest = line.text[mark.end.min(line.text.len())..].trim();
        let rest = if line.label.is_some() && mark.end == 0 { line.text.trim() } else { rest };
        let is_title = mark.family.is_titled() && rest.chars().count() <= HEADING_MAX && !ends_sentence(rest);
        let (heading, text) = if is_title && !rest.is_empty() { (Some(rest.to_owned()), String::new()) } else { (None, rest.to_owned()) };
        let label = if line.label.is_some() && mark.end == 0 { line.label.clone().unwrap_or_default() } else { line.text[..mark.end].trim().to_owned() };
        let level = mark.family.level(depth);
        let index = self.push(level, Some(label), heading, text, parent);
        self.open.push(Open { family: mark.family, depth, index, last: mark.number });
        self.awaiting = mark.family.is_titled().then_some(index);
    }

    /// Depth of a mark: families that are open keep theirs; a new one goes below what is open.
    fn depth_of(&self, mark: &Mark) -> u8 {
        if let Some(fixed) = mark.family.fixed_depth() {
            return fixed;
        }
        if let Some(open) = self.open.iter().find(|open| open.family == mark.family) {
            return open.depth;
        }
        self.open.last().map_or(10, |open| open.depth.max(9) + 1)
    }

    fn heading(&mut self, line: &Line) {
        // Under an article that has neither heading nor text yet, the line is its heading.
        if let Some(at) = self.awaiting
            && self.out[at].text.is_empty()
            && self.out[at].heading.is_none()
        {
            self.out[at].heading = Some(line.text.trim().to_owned());
            return;
        }
        let depth = 4 + line.heading_depth.min(3);
        while self.open.last().is_some_and(|open| open.depth >= depth) {
            self.open.pop();
        }
        let parent = self.open.last().map(|open| open.index);
        let index = self.push(Level::Part, None, Some(line.text.trim().to_owned()), String::new(), parent);
        self.open.push(Open { family: Family::Heading, depth, index, last: 0 });
        self.awaiting = Some(index);
    }

    fn plain(&mut self, line: &Line) {
        let text = line.text.trim();
        if let Some(at) = self.awaiting.take()
            && self.out[at].label.is_some()
            && self.out[at].text.is_empty()
        {
            self.out[at].text = text.to_owned();
            return;
        }
        // A line that goes on with the item before it belongs to it.
        if let Some(last) = self.out.last_mut()
            && last.label.is_some()
            && !last.text.is_empty()
            && !ends_sentence(&last.text)
            && text.chars().next().is_some_and(char::is_lowercase)
        {
            last.text = format!("{}\n{text}", last.text);
            return;
        }
        while self.open.last().is_some_and(|open| open.depth >= 10) {
            self.open.pop();
        }
        let parent = self.open.last().map(|open| open.index);
        let level = if self.numbered || parent.is_some() { Level::Paragraph } else { Level::Preamble };
        for piece in pieces(text) {
            self.push(level, None, None, piece.to_owned(), parent);
        }
    }

    fn push(&mut self, level: Level, label: Option<String>, heading: Option<String>, text: String, parent: Option<usize>) -> usize {
        self.out.push(Segment { level, label, path: String::new(), heading, text, parent });
        self.out.len() - 1
    }

    fn finish(mut self) -> Vec<Segment> {
        if !self.numbered {
            // A text without numbers has no preamble; it has paragraphs.
            for segment in &mut self.out {
                if segment.level == Level::Preamble {
                    segment.level = Level::Paragraph;
                }
            }
        }
        for at in 0..self.out.len() {
            self.out[at].path = path(&self.out, at);
        }
        self.out
    }
}

/// `Part II, Article 3(b)`: words are set off by commas, brackets and numbers are joined.
fn path(all: &[Segment], at: usize) -> String {
    let mut labels = Vec::new();
    let mut here = Some(at);
    while let Some(index) = here {
        if let Some(label) = &all[index].label {
            labels.push(label.trim_end_matches(['.', ':', '：', '、', '-', '–', '—', ' ']));
        }
        here = all[index].parent;
    }
    if all[at].label.is_none() {
        labels.insert(0, "");
    }
    let mut out = String::new();
    for label in labels.into_iter().rev() {
        let label = if label.is_empty() { format!("¶{}", at + 1) } else { label.to_owned() };
        let joins = label.starts_with(['(', '（']);
        if !out.is_empty() && !joins {
            out.push_str(", ");
        }
        out.push_str(&label);
    }
    out
}

fn ends_sentence(text: &str) -> bool {
    text.trim_end().ends_with(['.', '!', '?', ';', ':', '。', '；', '：', '؟', '؛', '۔'])
}

/// A long text without structure, cut at sentence ends.
fn pieces(text: &str) -> Vec<&str> {
    if text.chars().count() <= LONG + LONG / 2 {
        return vec![text];
    }
    let mut out = Vec::new();
    let (mut start, mut length) = (0, 0);
    let mut before = ' ';
    for (at, c) in text.char_indices() {
        length += 1;
        let after_sentence = matches!(before, '.' | '!' | '?' | ';' | '؟' | '؛') && c.is_whitespace();
        if length >= LONG && (after_sentence || matches!(before, '。' | '；')) {
            out.push(text[start..at].trim());
            (start, length) = (at, 0);
        }
        before = c;
    }
    let rest = text[start..].trim();
    if !rest.is_empty() {
        out.push(rest);
    }
    out
}

#[cfg(test)]
mod tests;
