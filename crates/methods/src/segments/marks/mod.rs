//! The marks that begin a provision: `Article 3 bis`, `II.`, `(b)`, `第三条`, `المادة (٣)`, `Статья 4.1`.

mod family;
pub(super) mod grammar;
mod head;
mod numerals;
mod ordinals;
mod running;
mod words;

pub(super) use family::{Family, RUNNING};
use head::Head;
pub(super) use head::is_unseen;
pub(super) use numerals::digit as digit_of;

/// The numbers of a mark from the outermost inwards, as 1, 2, 3 in `1.2.3`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Numbers {
    all: [u32; 8],
    length: usize,
}

impl Numbers {
    fn push(&mut self, number: u32) {
        if self.length < self.all.len() {
            self.all[self.length] = number;
            self.length += 1;
        }
    }

    pub(super) fn as_slice(&self) -> &[u32] {
        &self.all[..self.length]
    }

    /// All but the last.
    pub(super) fn above(&self) -> &[u32] {
        &self.all[..self.length.saturating_sub(1)]
    }
}

/// A mark at the start of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Mark {
    pub family: Family,
    /// Its number, from 1; 0 where it has none.
    pub number: u32,
    /// All numbers of a mark such as 2.3; else empty.
    pub numbers: Numbers,
    /// Bytes of the line that it takes.
    pub end: usize,
    /// The other thing it may be, by the sequence.
    pub otherwise: Option<(Family, u32)>,
    /// Only good as part of a sequence, since sentences begin like it too.
    pub needs_sequence: bool,
    /// Whether it was put in behind another of the same number, as in `3 bis` or `1.2A`.
    pub is_inserted: bool,
}

fn mark(family: Family, number: u32, end: usize) -> Mark {
    Mark { family, number, numbers: Numbers::default(), end, otherwise: None, needs_sequence: false, is_inserted: false }
}

/// The mark with which a line begins, if any.
pub(super) fn at_start(line: &str) -> Option<Mark> {
    let head = Head::of(line);
    let found = words::read(&head).or_else(|| running::read(&head))?;
    // Marks are read on the line as compared; they end in the line as written.
    Some(Mark { end: head.in_line(found.end), ..found })
}

/// The plain number that a title begins with, as in `2 Wells`.
pub(super) fn of_title(line: &str) -> Option<Mark> {
    let head = Head::of(line);
    let (number, length) = numerals::digits(&head.text)?;
    let is_titled = head.text[length..].starts_with(' ') && head.text[length..].trim_start_matches(' ').starts_with(char::is_alphabetic);
    is_titled.then(|| Mark { end: head.in_line(length), ..mark(Family::Number, number, length) })
}

/// The mark that a label of a file spells; a label that we do not know counts as a bullet.
pub(super) fn of_label(label: &str) -> Option<Mark> {
    let spaced = format!("{label} x");
    let known = at_start(&spaced).filter(|m| m.end + 2 >= label.trim_end().len());
    // Word numbers lists without any sign behind the number.
    let known = known.or_else(|| at_start(&format!("{}. x", label.trim_end())));
    Some(known.map_or_else(|| mark(Family::Bullet, 0, 0), |m| Mark { end: 0, needs_sequence: false, ..m }))
}

/// Signs that close a mark, as in `Primero.-`.
const CLOSING: &str = ".:)-、,";

/// Past the signs that close a mark. A comma closes none but one in words.
fn closed(text: &str, at: usize) -> usize {
    let rest = &text[at..];
    let trimmed = rest.trim_start_matches(' ');
    let gap = rest.len() - trimmed.len();
    match trimmed.chars().next() {
        Some(c) if c != ',' && CLOSING.contains(c) => {
            let after = at + gap + c.len_utf8();
            // Signs in pairs, as in `1.-` or `1.º.—`, also with a space between them.
            let next = text[after..].trim_start_matches(' ');
            let space = text[after..].len() - next.len();
            match next.chars().next() {
                Some(d) if d != c && d == '-' => after + space + 1,
                _ => after,
            }
        }
        _ => at,
    }
}

fn ends_word(rest: &str) -> bool {
    rest.chars().next().is_none_or(|c| !c.is_alphanumeric())
}
