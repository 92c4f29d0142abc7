//! What can go wrong with a file: said with its name, the limit and the remedy.

use serde::{Deserialize, Serialize};

/// Why a file could not be read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[error("{message}")]
pub struct ReadError {
    code: String,
    message: String,
}

impl ReadError {
    /// An error with a stable code and words for people.
    pub fn new(code: &str, message: impl Into<String>) -> ReadError {
        ReadError { code: code.to_owned(), message: message.into() }
    }

    /// `too_large`, `memory_limit`, `time_limit`, `not_text`, `no_text`, `encrypted`,
    /// `malformed`, `unsupported`, `zip_entry_refused` or `stopped`.
    pub fn code(&self) -> &str {
        &self.code
    }
}

/// Why a row of a table could not be read; the rest of the table goes on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[error("{message}")]
pub struct RowError {
    /// The row, from 1; the header is row 1.
    pub row: Option<usize>,
    /// The column, where one is at fault.
    pub column: Option<String>,
    /// What is wrong and what to do.
    pub message: String,
    /// Whether the row was taken all the same.
    #[serde(default)]
    pub taken: bool,
}
