//! What can go wrong with a file: said with its name, the limit and the remedy.

use serde::{Deserialize, Serialize};
use std::fmt;

/// What is said of a file: in English, and as a stable word with what fills its blanks, for
/// whoever has other languages.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Told {
    /// The word, as in `row-cells`.
    pub word: String,
    /// What fills its blanks, by name.
    pub blanks: Vec<(String, String)>,
    pub(crate) text: String,
}

impl fmt::Display for Told {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

/// Tells under a word: `told!("empty", "{file} is empty.", file = name)`.
macro_rules! told {
    ($word:literal, $text:literal $(, $blank:ident = $value:expr)* $(,)?) => {
        $crate::error::Told {
            word: $word.to_owned(),
            blanks: vec![$((stringify!($blank).to_owned(), $value.to_string())),*],
            text: format!($text $(, $blank = $value)*),
        }
    };
}
pub(crate) use told;

/// Why a file could not be read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[error("{told}")]
pub struct ReadError {
    code: String,
    told: Told,
}

impl ReadError {
    /// An error with a stable code and words for people.
    pub(crate) fn new(code: &str, told: Told) -> ReadError {
        ReadError { code: code.to_owned(), told }
    }

    /// What is said of it.
    pub fn told(&self) -> &Told {
        &self.told
    }

    /// `too_large`, `memory_limit`, `time_limit`, `not_text`, `no_text`, `encrypted`,
    /// `malformed`, `unsupported`, `zip_entry_refused` or `stopped`.
    pub fn code(&self) -> &str {
        &self.code
    }
}

/// Why a row of a table could not be read; the rest of the table goes on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[error("{told}")]
pub struct RowError {
    /// The row, from 1; the header is row 1.
    pub row: Option<usize>,
    /// The column, where one is at fault.
    pub column: Option<String>,
    /// What is wrong and what to do.
    pub told: Told,
    /// Whether the row was taken all the same.
    #[serde(default)]
    pub taken: bool,
}
