//! The band above what is marked, which says for whom it is.

use super::super::annotation;
use super::super::annotation::Annotation;
use super::{Marking, markable};
use crate::actor::Actor;
use crate::app::App;
use crate::{Result, clock};

/// What stands above a thing on its page: how it is marked, and where to change that.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Band {
    /// The thing, as in `document:demo:1`.
    pub thing: String,
    /// How it is marked, by itself or as part of another.
    pub marking: Marking,
    /// The compartment, where it is marked for one.
    pub compartment: Option<crate::clearance::Compartment>,
    /// Whether the reader may mark it.
    pub may_mark: bool,
    /// What compartments that the reader sees into keep on it.
    pub annotations: Vec<Annotation>,
    /// Whether the reader can write such a note.
    pub may_annotate: bool,
}

impl Band {
    /// The band of something that is not marked and cannot be.
    pub fn none() -> Band {
        Band {
            thing: String::new(),
            marking: Marking::default(),
            compartment: None,
            may_mark: false,
            annotations: Vec::new(),
            may_annotate: false,
        }
    }

    /// The page of its marking.
    pub fn href(&self) -> String {
        format!("/markings/{}", crate::web::escape(&self.thing))
    }

    /// The page of what compartments keep on it.
    pub fn annotations_href(&self) -> String {
        format!("/annotations/{}", crate::web::escape(&self.thing))
    }

    /// Whether its day of review has come.
    pub fn is_due(&self) -> bool {
        self.marking.review_on.as_deref().is_some_and(|day| day <= clock::today().to_string().as_str())
    }
}

/// The band of a thing that `reader` sees, with the marking that holds for it.
pub fn band(app: &App, reader: &Actor, thing: &str, marking: Marking) -> Result<Band> {
    let (markable, _) = markable(app, thing)?;
    let may_mark = app.require(reader, markable.needs).is_ok() && reader.may_write();
    let compartment = match &marking.compartment {
        Some(id) => Some(app.read(reader, |c| crate::clearance::seen(c, id))?),
        None => None,
    };
    let may_annotate = reader.is_signed_in() && reader.may_write() && app.read(reader, annotation::may_write)?;
    let annotations = if reader.is_signed_in() { annotation::on_thing(app, reader, thing)? } else { Vec::new() };
    Ok(Band { thing: thing.to_owned(), marking, compartment, may_mark, annotations, may_annotate })
}
