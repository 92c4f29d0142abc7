//! Imports: files come in, are understood as far as they can be, and can be undone whole.
//!
//! An import prepares everything first (reading files in a limited child process, cutting
//! texts into provisions), then writes it in one transaction: it is there whole, or not at all.

mod actors;
mod demo;
mod merge;
mod pax;
mod provisions;
mod resolution;
mod texts;
mod write;

pub use write::undo;

use crate::actor::Authority;
use crate::document::{Document, DocumentKind};
use crate::source::SourceCard;
use crate::store::imports as store;
use platform::actor::{Actor, Needs};
use platform::clearance::marking::{Caveat, Level, Wanted};
use platform::files::FileHash;
use platform::jobs::{Job, JobKind, Progress};
use platform::web::{Upload, Uploaded};
use platform::{App, Error, Result};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fs::File;
use std::path::PathBuf;

/// The background job that imports.
pub const JOB: JobKind = JobKind { name: "library.import", run };

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
                return Err(Error::invalid("kind", format!("“{other}” is no kind of import. Choose pax, texts, provisions or actors.")));
            }
        };
        let given = |name: &str| Some(upload.field(name).to_owned()).filter(|text| !text.is_empty());
        let kept = |file: &Uploaded| Source::Kept { name: file.name.clone(), hash: file.hash.as_str().to_owned() };
        let files: Vec<Source> = upload.files.iter().filter(|file| file.field != "codings").map(kept).collect();
        if files.is_empty() {
            return Err(Error::invalid("files", "No file was sent. Go back, choose the file to import, and send it again."));
        }
        if let Some(id) = given("source") {
            crate::source::card(&id)?;
        }
        let marking = wanted_of(upload, kind)?;
        Ok(Order {
            kind,
            files,
            codings: upload.files.iter().find(|file| file.field == "codings").map(kept),
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
        word => Level::from_word(word)
            .ok_or_else(|| Error::invalid("level", "A marking is unclassified, confidential or strictly_confidential."))?,
    };
    if level == Level::Unclassified && !upload.field("compartment").is_empty() {
        return Err(Error::invalid(
            "level",
            "A compartment was chosen and no marking, so everybody would have seen it. Choose confidential or strictly confidential.",
        ));
    }
    if level == Level::Unclassified {
        return Ok(None);
    }
    if kind != OrderKind::Texts {
        return Err(Error::invalid("level", "Only texts can be marked on their way in. Import tables and authority files unmarked."));
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
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

impl OrderKind {
    /// The word in tables and flags.
    pub fn word(self) -> &'static str {
        match self {
            OrderKind::Pax => "pax",
            OrderKind::Texts => "texts",
            OrderKind::Provisions => "provisions",
            OrderKind::Actors => "actors",
            OrderKind::Demo => "demo",
        }
    }
}

/// A file to import: on the operator's disk, or kept from an upload.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Source {
    /// A file or folder that the command line named.
    Path(PathBuf),
    /// An upload: its name on the sender's disk and its content's hash.
    Kept {
        /// The name.
        name: String,
        /// The hash.
        hash: String,
    },
}

impl Source {
    /// The name in reports.
    pub fn name(&self) -> String {
        match self {
            Source::Path(path) => path.file_name().map_or_else(|| path.display().to_string(), |n| n.to_string_lossy().into_owned()),
            Source::Kept { name, .. } => name.clone(),
        }
    }

    fn open(&self, app: &App) -> Result<File> {
        match self {
            Source::Path(path) => File::open(path)
                .map_err(|error| Error::NotFound(format!("{} cannot be opened: {error}. Check the name and the rights.", path.display()))),
            Source::Kept { hash, .. } => {
                let hash = FileHash::parse(hash).ok_or_else(|| Error::missing("file", hash))?;
                app.files().read(&hash)
            }
        }
    }
}

/// An import that was made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct Import {
    /// Its id.
    pub id: String,
    /// `pax`, `texts`, `provisions`, `actors` or `demo`.
    pub kind: String,
    /// Names of the files.
    pub files: Vec<String>,
    /// `done` or `undone`.
    pub state: String,
    /// Id of the person who imported.
    pub actor_id: String,
    /// Name of the person who imported.
    pub actor_name: String,
    /// When.
    pub imported_at: String,
    /// When it was undone.
    pub undone_at: Option<String>,
    /// What it counted.
    pub counts: Counts,
}

/// What an import counted.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(default)]
pub struct Counts {
    /// Rows or files read.
    pub read: i64,
    /// Documents that are new.
    pub documents_new: i64,
    /// Documents that changed.
    pub documents_changed: i64,
    /// Documents that were here already, the same.
    pub documents_same: i64,
    /// Provisions that are new.
    pub provisions_new: i64,
    /// Provisions whose text changed.
    pub provisions_changed: i64,
    /// Provisions that the corrected text no longer holds.
    pub provisions_withdrawn: i64,
    /// Actors read into the authority file.
    pub actors: i64,
    /// Names matched to the authority file, waiting for a person.
    pub matches_suggested: i64,
    /// Rows or files that could not be taken.
    pub refused: i64,
    /// Things taken, but doubtful.
    pub doubtful: i64,
    /// Columns or fields that were understood, with the number of rows that filled them.
    pub understood: BTreeMap<String, i64>,
    /// Columns or fields that are not used.
    pub unused: Vec<String>,
}

/// Something that an import did not understand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Note {
    /// How much was lost by it.
    pub severity: Severity,
    /// The file.
    pub file: String,
    /// The row, from 1; the header is row 1.
    pub row: Option<i64>,
    /// The column or field.
    pub column: Option<String>,
    /// What is wrong, and what to do.
    pub reason: String,
}

/// How much was lost.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// The row or file was left out.
    Refused,
    /// It was taken, without the part that was not understood.
    Doubtful,
}

impl Severity {
    /// The word in tables.
    pub fn word(self) -> &'static str {
        match self {
            Severity::Refused => "refused",
            Severity::Doubtful => "doubtful",
        }
    }

    /// The severity that a word names.
    pub fn from_word(word: &str) -> Severity {
        if word == "refused" { Severity::Refused } else { Severity::Doubtful }
    }
}

/// A document on its way in.
#[derive(Debug, Clone)]
pub(crate) struct Incoming {
    pub document: Document,
    /// Whether what is said here replaces what another import said.
    pub facts: Facts,
    pub text: Text,
}

/// How facts on their way in stand to facts that are here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Facts {
    /// They replace them.
    Replace,
    /// They only fill what is not known yet.
    FillGaps,
}

/// Text on its way in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Text {
    /// None.
    None,
    /// The whole text, cut into provisions.
    Full(Vec<NewProvision>),
    /// Some passages.
    Passages(Vec<NewProvision>),
}

/// A provision on its way in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct NewProvision {
    /// The number that the source gives it.
    pub number: Option<i64>,
    pub level: String,
    pub label: Option<String>,
    pub path: String,
    pub heading: Option<String>,
    pub text: String,
    /// Place of the provision it stands below, in the same list.
    pub parent: Option<usize>,
}

/// Everything that an import understood, before any of it is written.
#[derive(Default)]
pub(crate) struct Batch {
    pub sources: Vec<SourceCard>,
    pub documents: Vec<Incoming>,
    /// For texts: which file brought a document, and its place among the documents.
    pub origins: BTreeMap<String, (String, usize)>,
    pub actors: Vec<Authority>,
    pub notes: Vec<Note>,
    pub counts: Counts,
}

impl Batch {
    fn note(&mut self, severity: Severity, file: &str, row: Option<usize>, column: Option<&str>, reason: impl Into<String>) {
        match severity {
            Severity::Refused => self.counts.refused += 1,
            Severity::Doubtful => self.counts.doubtful += 1,
        }
        let row = row.map(|r| r as i64);
        self.notes.push(Note { severity, file: file.to_owned(), row, column: column.map(str::to_owned), reason: reason.into() });
    }

    fn refuse(&mut self, file: &str, row: Option<usize>, column: Option<&str>, reason: impl Into<String>) {
        self.note(Severity::Refused, file, row, column, reason);
    }

    fn doubt(&mut self, file: &str, row: Option<usize>, column: Option<&str>, reason: impl Into<String>) {
        self.note(Severity::Doubtful, file, row, column, reason);
    }
}

/// The reader of untrusted files, one for the whole process.
pub(crate) struct Files(pub extract::Reader);

pub(crate) fn reader(app: &App) -> Result<std::sync::Arc<Files>> {
    app.kept(|| {
        let program = std::env::var_os("GOODOFFICES_READER").map(PathBuf::from);
        let program = program.map_or_else(std::env::current_exe, Ok)?;
        Ok(Files(extract::Reader::new(program)))
    })
}

/// Queues an import for the server's worker; the job's id.
pub fn queue(app: &App, actor: &Actor, order: &Order) -> Result<String> {
    app.require(actor, Needs::Curating)?;
    let arguments = serde_json::to_value(order)?;
    match &order.marking {
        None => platform::jobs::queue(app, actor, JOB.name, &arguments),
        Some(wanted) => platform::jobs::queue_marked(app, actor, JOB.name, &arguments, wanted),
    }
}

/// Runs an import as a job: the number of the import it made.
fn run(app: &App, job: &Job, progress: &Progress<'_>) -> Result<serde_json::Value> {
    let order: Order = serde_json::from_value(job.arguments.clone())?;
    let outcome = make(app, &job.actor(), &order, progress);
    if order.marking.is_some() {
        forget_uploads(app, &order)?;
    }
    let import = outcome?;
    Ok(serde_json::json!({"import": import.id, "href": format!("/library/imports/{}", import.id), "counts": import.counts}))
}

/// What was sent to be marked does not stay readable on the disk beside what was made of it.
fn forget_uploads(app: &App, order: &Order) -> Result<()> {
    for source in order.files.iter().chain(&order.codings) {
        if let Source::Kept { hash, .. } = source
            && let Some(hash) = FileHash::parse(hash)
        {
            app.files().remove(&hash)?;
        }
    }
    Ok(())
}

/// Makes an import.
pub fn make(app: &App, actor: &Actor, order: &Order, progress: &Progress<'_>) -> Result<Import> {
    app.require(actor, Needs::Curating)?;
    let batch = match order.kind {
        OrderKind::Pax => pax::prepare(app, order, progress)?,
        OrderKind::Texts => texts::prepare(app, order, progress)?,
        OrderKind::Provisions => provisions::prepare(app, order, progress)?,
        OrderKind::Actors => actors::prepare(app, order, progress)?,
        OrderKind::Demo => demo::prepare(app, progress)?,
    };
    let import = write::write(app, actor, order, batch, progress)?;
    app.follow()?;
    Ok(import)
}

/// Writes documents that were made in memory, as tests do: reading files needs the binary.
#[cfg(test)]
pub(crate) fn write_in_tests(app: &App, actor: &Actor, batch: Batch, progress: &Progress<'_>) -> Result<Import> {
    let order = Order {
        kind: OrderKind::Texts,
        files: Vec::new(),
        codings: None,
        document_kind: None,
        ids_pax: false,
        source: None,
        marking: None,
    };
    let import = write::write(app, actor, &order, batch, progress)?;
    app.follow()?;
    Ok(import)
}

/// An import with what it did not understand (the first `limit` notes).
pub fn read(app: &App, reader: &Actor, id: &str, limit: usize) -> Result<(Import, Vec<Note>)> {
    read_from(app, reader, id, 0, limit)
}

/// An import with what it did not understand: up to `limit` notes, without the first `offset`.
pub fn read_from(app: &App, reader: &Actor, id: &str, offset: usize, limit: usize) -> Result<(Import, Vec<Note>)> {
    app.require(reader, Needs::Curating)?;
    app.read(reader, |c| Ok((store::get(c, id)?, store::notes(c, id, offset, limit)?)))
}

/// The newest imports.
pub fn recent(app: &App, reader: &Actor) -> Result<Vec<Import>> {
    app.require(reader, Needs::Curating)?;
    app.read(reader, |c| store::recent(c, 100))
}
