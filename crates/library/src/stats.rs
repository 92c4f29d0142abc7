//! What the library holds.

use crate::document::Texts;
use crate::source::SourceCard;
use crate::store::{documents, figures};
use crate::{index, store::figures::Process};
use platform::actor::Actor;
use platform::{App, Result};
use serde::Serialize;
use std::collections::BTreeMap;

/// What the library holds.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct Stats {
    /// Documents of each kind.
    pub documents: BTreeMap<String, i64>,
    /// How many of the documents have their text here.
    pub texts: Texts,
    /// Provisions of the newest texts.
    pub provisions: i64,
    /// Concepts of the thesaurus.
    pub topics: usize,
    /// Source cards with their documents.
    pub sources: Vec<SourceStats>,
}

/// A source card with what is here of it.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct SourceStats {
    /// The card.
    #[serde(flatten)]
    pub card: SourceCard,
    /// Its documents here.
    pub documents: i64,
}

/// What the library holds.
pub fn stats(app: &App, reader: &Actor) -> Result<Stats> {
    let topics = index::thesaurus(app)?.concepts().len();
    app.read(reader, |c| {
        Ok(Stats {
            documents: figures::documents(c)?.into_iter().collect(),
            texts: documents::texts(c, &documents::Narrow::default())?,
            provisions: figures::provisions(c)?,
            topics,
            sources: figures::sources(c)?.into_iter().map(|(card, documents)| SourceStats { card, documents }).collect(),
        })
    })
}

/// All processes by name.
pub fn processes(app: &App, reader: &Actor) -> Result<Vec<Process>> {
    app.read(reader, figures::processes)
}
