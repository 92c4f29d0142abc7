//! What a list found, line by line.

use super::super::action::Acts;
use super::super::cell::Cell;
use serde_json::{Value as Json, json};

/// A thing of a list, as it is shown.
pub struct Line {
    /// Its id.
    pub id: String,
    /// What programs read.
    pub json: Json,
    /// What stands in its columns.
    pub cells: Vec<Cell>,
    /// What can be done with it.
    pub steps: Vec<&'static dyn Acts>,
}

/// A page of a list.
pub struct Found {
    /// The things.
    pub lines: Vec<Line>,
    /// How many there are in all, up to 10,000.
    pub total: usize,
    /// Whether there are more than that.
    pub more: bool,
    /// The sort.
    pub sort: String,
    /// What is given as `after` to read on.
    pub next: Option<String>,
}

impl Found {
    /// Nothing.
    pub(crate) fn none() -> Found {
        Found { lines: Vec::new(), total: 0, more: false, sort: String::new(), next: None }
    }

    /// The page as programs read it.
    pub fn json(self) -> Json {
        let items: Vec<Json> = self.lines.into_iter().map(|line| line.json).collect();
        json!({"items": items, "total": self.total, "more": self.more, "next": self.next})
    }
}
