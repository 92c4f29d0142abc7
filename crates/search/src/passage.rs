//! What is searched: a provision with everything the index needs to know about it.

use methods::language::Language;
use serde::{Deserialize, Serialize};

/// Whether the text of a source may be given on to others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Redistribution {
    /// The licence lets the text be given on.
    Allowed,
    /// It may be given on for non-commercial use, with attribution and under the same licence.
    NonCommercial,
    /// The licence forbids giving the text on.
    NotAllowed,
    /// The source card does not say; treat it as not allowed when exporting.
    #[default]
    Unknown,
}

/// One provision as it is indexed. The database is the truth; this is a copy for searching.
///
/// Empty text, an empty list and `None` all mean *not known*; a passage with unknown values is
/// found by words and topics but by no filter on that value.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Passage {
    /// Permanent id of the provision, such as `pax:1364#7`. Unique in the index.
    pub id: String,
    /// Id of its document, such as `pax:1364`.
    pub document: String,
    /// Title of the document.
    pub title: String,
    /// Headings above the provision, from the outermost inwards.
    pub heading: String,
    /// The provision's own text.
    pub text: String,
    /// Language of the text; guessed from the text when `None`.
    pub language: Option<Language>,
    /// Date of the document as an ISO partial date: `1990`, `1990-02` or `1990-02-15`.
    pub date: Option<String>,
    /// Kind of document: `agreement`, `ceasefire`, `resolution`, …
    pub kind: String,
    /// Countries, ISO 3166-1 alpha-3.
    pub countries: Vec<String>,
    /// Regions and sub-regions, UN M49 codes.
    pub regions: Vec<String>,
    /// PA-X stage: `Pre`, `Cea`, `SubPar`, …
    pub stage: Option<String>,
    /// Names or ids of the parties.
    pub parties: Vec<String>,
    /// Peace process the document belongs to.
    pub process: Option<String>,
    /// Id of the source card.
    pub source: String,
    /// Whether the source lets its text be given on.
    pub redistribution: Redistribution,
    /// Topics (concept ids) that a person accepted for this provision.
    pub topics_accepted: Vec<String>,
    /// Topics (concept ids) that a person rejected for this provision: it is not found through them.
    pub topics_rejected: Vec<String>,
    /// Topics (concept ids) known for the whole document, for example from the PA-X codings.
    /// They serve the topic filter and facet of documents, and help ranking only a little.
    pub document_topics: Vec<String>,
    /// Id of the document that this passage's document translates.
    pub original: Option<String>,
}

/// One step of bringing the index up to date.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Change {
    /// Adds the passage, or replaces the one with the same id.
    Put(Box<Passage>),
    /// Removes one passage by its id; an unknown id is no error.
    Remove(String),
    /// Removes all passages of a document by its id; an unknown id is no error.
    RemoveDocument(String),
}
