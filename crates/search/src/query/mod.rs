//! From what a person typed to what the index evaluates.

pub(crate) mod parse;
pub(crate) mod plan;
pub(crate) mod spelling;
