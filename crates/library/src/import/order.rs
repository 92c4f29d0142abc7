//! What is asked of an import.

use crate::document::DocumentKind;
use platform::clearance::marking::{Caveat, Level, Wanted};
use platform::import::Source;
use platform::kit::Words;
use platform::web::Upload;
use platform::{Error, Result, say};
use serde::{Deserialize, Serialize};

/// What is asked for.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Order {
    /// How the files are read.
    pub kind: OrderKind,
    /// The files.
    pub files: Vec<Source>,
    /// Codings beside the table, for `pax`.
    #[serde(default)]
    pub codings: Option<Source>,
    /// What the texts are, for `texts`.
    #[serde(default)]
    pub document_kind: Option<DocumentKind>,
    /// Whether file names are PA-X AgtIds, for `texts`.
    #[serde(default)]
    pub ids_pax: bool,
    /// Source card of the texts; the operator's own where none is named.
    #[serde(default)]
    pub source: Option<String>,
    /// How the texts are marked, where they are not for everybody.
    #[serde(default)]
    pub marking: Option<Wanted>,
}

impl Order {
    /// What an upload asks for: the fields `kind`, `document_kind`, `ids`, `source`, any number
    /// of files, and one under `codings` beside a PA-X table.
    pub fn of_upload(upload: &Upload) -> Result<Order> {
        let kind = match upload.field("kind") {
            "pax" => OrderKind::Pax,
            "texts" => OrderKind::Texts,
            "provisions" => OrderKind::Provisions,
            "actors" => OrderKind::Actors,
            other => {
                return Err(Error::invalid("kind", say!("library-error-import-kind", word = other)));
            }
        };
        let given = |name: &str| Some(upload.field(name).to_owned()).filter(|text| !text.is_empty());
        let files: Vec<Source> = upload.files.iter().filter(|file| file.field != "codings").map(Source::from).collect();
        if files.is_empty() {
            return Err(Error::invalid("files", say!("library-error-no-file")));
        }
        if let Some(id) = given("source") {
            crate::source::card(&id)?;
        }
        let marking = wanted_of(upload, kind)?;
        Ok(Order {
            kind,
            files,
            codings: upload.files.iter().find(|file| file.field == "codings").map(Source::from),
            document_kind: given("document_kind").and_then(|word| DocumentKind::from_word(&word)),
            ids_pax: upload.field("ids") == "pax",
            source: given("source"),
            marking,
        })
    }
}

/// How an upload is to be marked: the fields `level`, `compartment`, `caveats`, `review_on`
/// and `reason`.
fn wanted_of(upload: &Upload, kind: OrderKind) -> Result<Option<Wanted>> {
    let level = match upload.field("level") {
        "" => Level::Unclassified,
        word => Level::from_word(word).ok_or_else(|| Error::invalid("level", say!("library-error-level")))?,
    };
    if level == Level::Unclassified && !upload.field("compartment").is_empty() {
        return Err(Error::invalid("level", say!("library-error-level-needed")));
    }
    if level == Level::Unclassified {
        return Ok(None);
    }
    if kind != OrderKind::Texts {
        return Err(Error::invalid("level", say!("library-error-level-texts-only")));
    }
    let given = |name: &str| Some(upload.field(name).to_owned()).filter(|text| !text.is_empty());
    Ok(Some(Wanted {
        level,
        compartment: given("compartment"),
        caveats: Caveat::ALL.into_iter().filter(|caveat| upload.field(caveat.word()) == "yes").collect(),
        review_on: given("review_on"),
        reason: upload.field("reason").to_owned(),
    }))
}

/// How files are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Words)]
#[words(label = "library-import-")]
pub enum OrderKind {
    /// The PA-X table.
    Pax,
    /// Texts in any format.
    Texts,
    /// Provisions, one JSON object a line.
    Provisions,
    /// An authority file of actors.
    Actors,
    /// The demo world that comes with the product.
    Demo,
}
