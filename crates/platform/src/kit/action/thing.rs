//! Kinds of things, and where they stand.

use crate::web::escape;

/// A kind of thing.
#[derive(Debug)]
pub struct Thing {
    /// `domain.thing`, as in `warning.watch`.
    pub name: &'static str,
    /// Start of its addresses, as in `/warning/alerts`.
    pub path: &'static str,
    /// The page on which it is found, as in `/warning/watches`; `{id}` stands for the thing's id.
    pub page: &'static str,
}

impl Thing {
    /// The address of the page on which one of them is found.
    pub fn page_of(&self, id: &str) -> String {
        self.page.replace("{id}", &escape(id).replace('+', "%20"))
    }
}
