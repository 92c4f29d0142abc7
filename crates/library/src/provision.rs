//! Provisions: the permanent unit that is found, cited, compared and collected.

use platform::clearance::marking::Level;
use serde::{Deserialize, Serialize};

/// One provision of a document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Provision {
    /// Permanent id, as in `pax:1364#7`.
    pub id: String,
    /// The document.
    pub document: String,
    /// Its permanent number within the document.
    pub number: i64,
    /// Its place in the text, from 1.
    pub position: i64,
    /// Number of the provision it stands below.
    pub parent: Option<i64>,
    /// `preamble`, `part`, `article`, `paragraph` or `item`.
    pub level: String,
    /// Its own label, as in `(b)`.
    pub label: Option<String>,
    /// Its labels from the outermost inwards, as in `Part II, Article 3(b)`.
    pub path: String,
    /// The heading it carries.
    pub heading: Option<String>,
    /// Its text.
    pub text: String,
    /// Whether the newest text still holds it.
    pub withdrawn: bool,
    /// Its own marking; its document may be marked higher.
    #[serde(default)]
    pub marking: Level,
}

/// The id of provision `number` of a document.
pub fn id(document: &str, number: i64) -> String {
    format!("{document}#{number}")
}

/// The document of a provision's id; none where the text is not such an id.
pub fn document_of(id: &str) -> Option<&str> {
    id.rsplit_once('#').filter(|(_, number)| number.parse::<i64>().is_ok()).map(|(document, _)| document)
}

/// How a provision read before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct Past {
    /// The import that replaced it.
    pub import_id: String,
    /// How it read.
    pub text: String,
    /// When it was replaced.
    pub replaced_at: String,
}

/// What a person decided on a suggested topic.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct TopicDecision {
    /// Concept id.
    pub topic: String,
    /// `accepted` or `rejected`.
    pub state: String,
    /// Who.
    pub decided_by: String,
    /// When.
    pub decided_at: String,
}
