//! What was done, and what of it is shown once.

use crate::Said;

/// What is shown once, to who did it, and kept nowhere: a code, an address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Once {
    /// What it is.
    pub title: Said,
    /// Key of what to do with it; its blank `x` is the moment until which it is good.
    pub about: &'static str,
    /// The secret.
    pub secret: String,
    /// Until when it is good.
    pub ends_at: String,
}

/// What was done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Done {
    /// The thing's id.
    pub id: String,
    /// What is shown of it this once.
    pub once: Option<Once>,
}
