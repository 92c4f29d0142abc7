//! Whole texts of agreements that a domain holds, for others that compare with them. Only what
//! everybody who reads here sees is among them, so that nobody learns of another text by a number.

use crate::Result;
use crate::actor::Actor;
use crate::app::App;
use methods::language::Language;

/// What a domain holds of them.
#[derive(Clone, Copy)]
pub struct Agreements {
    /// All whose whole text is held, newest first; a translation of one that is held is left out.
    pub held: fn(&App, &Actor) -> Result<Vec<Agreement>>,
    /// The provisions of one, in their order.
    pub text: fn(&App, &Actor, &str) -> Result<Vec<Placed>>,
    /// The page of a provision.
    pub page: fn(&str) -> String,
}

/// An agreement whose whole text is held.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Agreement {
    /// Its id.
    pub id: String,
    /// Whether it is a ceasefire; else another agreement.
    pub is_ceasefire: bool,
    /// The language of its text.
    pub language: Option<Language>,
    /// Differs where its text does.
    pub state: String,
}

/// A provision of an agreement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placed {
    /// Its id.
    pub id: String,
    /// Its labels from the outermost inwards.
    pub path: String,
    /// Its own label.
    pub label: Option<String>,
    /// Its heading and text.
    pub text: String,
}
