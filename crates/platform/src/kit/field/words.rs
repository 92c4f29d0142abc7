//! Fields that hold one of a closed set of words.

use super::super::Cell;
use super::{one, typed_in_short};
use crate::{Said, say};

/// An enum of words, as `#[derive(Words)]` makes it.
pub trait Words: Sized + Copy + 'static {
    /// Start of the keys of their labels.
    const LABEL: &'static str;
    /// All words, in the order in which they are offered.
    const WORDS: &'static [&'static str];
    /// What a word means.
    fn of_word(word: &str) -> Option<Self>;
    /// The word.
    fn as_word(&self) -> &'static str;

    /// It as a cell of a table.
    fn cell(&self) -> Cell {
        Cell::Word(Self::LABEL, self.as_word().to_owned())
    }
}

/// Reads one of a few words.
pub fn read_word<W: Words>(given: &[&str]) -> Result<W, Said> {
    let text = one(given)?;
    W::of_word(text).ok_or_else(|| say!("platform-field-word", x = typed_in_short(text), words = W::WORDS.join(", ")))
}
