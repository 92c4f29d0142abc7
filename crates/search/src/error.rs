//! What can go wrong while indexing and searching.

use std::path::PathBuf;

/// An error of the search engine. The first six are for the person asking, the others for an
/// operator.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The query has more characters than are read.
    #[error("The query has {chars} characters; at most {max} are read. Shorten it, or use “find similar” for a whole text.")]
    QueryTooLong {
        /// Characters in the query.
        chars: usize,
        /// Most that are read.
        max: usize,
    },
    /// More hits were asked for than one answer gives.
    #[error("{limit} hits were asked for; at most {max} are given at a time. Use the offset to page on.")]
    TooManyHits {
        /// Hits asked for.
        limit: usize,
        /// Most given at a time.
        max: usize,
    },
    /// Hits were asked for that lie too far behind the first.
    #[error("Hits {from} and on were asked for; the first {max} can be paged through. Narrow the question by a filter.")]
    TooFar {
        /// The first hit asked for.
        from: usize,
        /// The last that is given.
        max: usize,
    },
    /// What is asked needs more memory than one question may use.
    #[error("The question asks for too much at once. Use fewer words, phrases, words with * or filters, or ask for fewer hits.")]
    TooMuch,
    /// What is asked took longer than it may.
    #[error("The search took longer than one question may and was stopped. Ask for less at once, or try again in a moment.")]
    TookTooLong,
    /// A filter holds a value that cannot be read.
    #[error("The filter “{filter}” cannot be read: {reason}")]
    Filter {
        /// Name of the filter.
        filter: &'static str,
        /// What is wrong and what would be right.
        reason: String,
    },
    /// The folder of the index cannot be used.
    #[error("the index folder {path} cannot be used: {reason}")]
    Folder {
        /// The folder.
        path: PathBuf,
        /// The operating system's words.
        reason: String,
    },
    /// Another process is writing to this index.
    #[error("the index in {path} is being written by another process")]
    Busy {
        /// The folder.
        path: PathBuf,
    },
    /// The engine underneath failed; the index can be deleted and is rebuilt from the database.
    #[error("the search index failed ({0}); it can be deleted and is rebuilt from the database")]
    Engine(#[from] tantivy::TantivyError),
    /// The thesaurus cannot be used.
    #[error(transparent)]
    Thesaurus(#[from] crate::thesaurus::ThesaurusError),
}

/// Result with this crate's [`enum@Error`].
pub type Result<T> = std::result::Result<T, Error>;
