//! The search engine: finds provisions by words, phrases and topics, in six languages.
//!
//! Three things work together:
//!
//! * [`text`] cuts text into words and folds them, language by language;
//! * [`thesaurus`] knows the topics of peace agreements, their names in six languages and the words
//!   that show them in a text;
//! * [`Index`] holds the passages on disk or in memory and answers a [`Request`] with an [`Answer`].
//!
//! The index is a cache: the database is the truth, and [`Index::open`] throws away an index that
//! was made by another version of the analysis or of the thesaurus. Its caller reads
//! [`Index::position`] and applies everything that came later.
//!
//! Whatever is asked ends: a [`Budget`] bounds the memory of each question, and its time where the
//! caller says until when. Nothing here reads a clock for anything but that and `took_ms`, or uses
//! the network, or is async.

mod budget;
mod error;
mod index;
mod meaning;
mod passage;
mod query;
mod request;
#[cfg(test)]
mod tests;
pub mod text;
pub mod thesaurus;
mod tuning;
mod wording;

pub use budget::Budget;
pub use error::{Error, Result};
pub use index::Index;
pub use passage::{Change, Passage, Redistribution};
pub use request::{
    Answer, CLAUSES_MAX, Count, FILTERS_MAX, Facets, Family, Filters, HITS_MAX, Hit, Lay, Member, PAGED_MAX, Problem, QUERY_CHARS_MAX,
    Request, Understood, Why,
};
pub use thesaurus::{Concept, Suggestion, Thesaurus};
pub use tuning::Tuning;
