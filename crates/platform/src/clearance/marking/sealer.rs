//! The key under which texts of a marked thing are sealed.

use super::super::vault::Key;
use super::of;
use super::words::Level;
use crate::db::{Connection, Value};
use crate::{Result, Work};

/// What seals the texts of a thing as its marking says, or leaves them as they are.
pub struct Sealer(Option<(String, String, Key)>);

impl Sealer {
    /// For what belongs to nothing that can be marked.
    pub fn none() -> Sealer {
        Sealer(None)
    }

    /// The text as it is to be written.
    pub fn text(&self, text: &str) -> Result<Value> {
        match &self.0 {
            Some((compartment, thing, key)) => key.seal(compartment, thing, text),
            None => Ok(text.into()),
        }
    }

    /// The same for a text that may be unknown.
    pub fn optional(&self, text: Option<&str>) -> Result<Value> {
        text.map_or(Ok(Value::Null), |text| self.text(text))
    }

    /// Whether it seals.
    pub fn seals(&self) -> bool {
        self.0.is_some()
    }
}

/// The sealer of a thing that is part of others: the first that is strictly confidential says
/// with which key.
pub fn sealer(work: &mut Work<'_>, things: &[&str]) -> Result<Sealer> {
    sealer_in(work.connection(), things)
}

pub(crate) fn sealer_in(c: &mut Connection, things: &[&str]) -> Result<Sealer> {
    for thing in things {
        let found = of(c, thing)?;
        if found.level == Level::StrictlyConfidential {
            let compartment = found.compartment.unwrap_or_default();
            let key = c.reader().key(&compartment).cloned().ok_or_else(crate::clearance::key_missing)?;
            return Ok(Sealer(Some((compartment, things[0].to_owned(), key))));
        }
    }
    Ok(Sealer(None))
}
