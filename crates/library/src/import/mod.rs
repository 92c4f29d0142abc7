//! Imports: files come in, are understood as far as they can be, and can be undone whole.
//!
//! An import prepares everything first (reading files in a limited child process, cutting
//! texts into provisions), then writes it in one transaction: it is there whole, or not at all.

mod actors;
mod corpus;
mod demo;
mod list;
mod markup;
mod merge;
mod order;
mod pax;
mod provisions;
mod resolution;
mod texts;
mod write;

pub use order::{Order, OrderKind};

pub(crate) use list::IMPORTS;
pub use platform::import::{Note, Severity, Source};
pub use write::undo;

use crate::actor::Authority;
use crate::document::{Document, Texts};
use crate::said;
use crate::source::SourceCard;
use crate::store::imports as store;
use platform::actor::{Actor, Needs};
use platform::import::Report;
use platform::jobs::{Job, JobKind, Progress};
use platform::kit::Words;
use platform::{App, Result, Said};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::time::Duration;

/// The background job that imports.
pub const JOB: JobKind = JobKind { name: "library.import", limit: Duration::from_secs(60 * 60), run };

/// Whether an import holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Words)]
#[words(label = "library-import-state-")]
pub enum State {
    /// It does.
    Done,
    /// It was undone, as far as whoever undid it may.
    Undone,
}

/// An import that was made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct Import {
    /// Its id.
    pub id: String,
    /// How its files were read.
    pub kind: OrderKind,
    /// Names of the files.
    pub files: Vec<String>,
    /// Whether it holds.
    pub state: State,
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
    /// Once it was undone: how many of its documents stay as they are, since they, or parts of
    /// them, are marked so that whoever undid it may not change them.
    pub stays: i64,
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
    /// How much of the text of the documents it names is here since.
    pub texts: Texts,
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

impl platform::import::Imported for Import {
    fn id(&self) -> &str {
        &self.id
    }

    fn headline(&self) -> String {
        format!("Import {}", self.id)
    }

    fn counts(&self) -> Vec<(&'static str, i64)> {
        let c = &self.counts;
        vec![
            ("read", c.read),
            ("documents new", c.documents_new),
            ("documents changed", c.documents_changed),
            ("documents the same", c.documents_same),
            ("documents with whole text", c.texts.full),
            ("documents with passages only", c.texts.passages),
            ("documents without text", c.texts.none),
            ("provisions new", c.provisions_new),
            ("provisions changed", c.provisions_changed),
            ("provisions withdrawn", c.provisions_withdrawn),
            ("actors", c.actors),
            ("names matched, to be reviewed", c.matches_suggested),
            ("refused", c.refused),
            ("doubtful", c.doubtful),
        ]
    }

    fn notes_all(&self) -> i64 {
        self.counts.refused + self.counts.doubtful
    }

    fn remark(&self) -> String {
        let unused = &self.counts.unused;
        if unused.is_empty() { String::new() } else { format!("Columns not used: {}", unused.join(", ")) }
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
    fn note(&mut self, severity: Severity, file: &str, row: Option<usize>, column: Option<&str>, reason: impl Into<Said>) {
        match severity {
            Severity::Refused => self.counts.refused += 1,
            Severity::Doubtful => self.counts.doubtful += 1,
        }
        let row = row.map(|r| r as i64);
        self.notes.push(Note { severity, file: file.to_owned(), row, column: column.map(str::to_owned), reason: reason.into() });
    }

    fn refuse(&mut self, file: &str, row: Option<usize>, column: Option<&str>, reason: impl Into<Said>) {
        self.note(Severity::Refused, file, row, column, reason);
    }

    /// What the reader of tables has to say of a row.
    fn row_error(&mut self, file: &str, error: &extract::RowError) {
        let severity = if error.taken { Severity::Doubtful } else { Severity::Refused };
        self.note(severity, file, error.row, error.column.as_deref(), said::read(&error.told));
    }

    fn doubt(&mut self, file: &str, row: Option<usize>, column: Option<&str>, reason: impl Into<Said>) {
        self.note(Severity::Doubtful, file, row, column, reason);
    }
}

/// The reader of untrusted files, one for all domains.
pub(crate) fn reader(app: &App) -> Result<std::sync::Arc<extract::Reader>> {
    app.kept(|| Ok(extract::Reader::of_this_program()?))
}

/// Names the program that reads untrusted files, where it is not the one that runs: tests of
/// the whole product run in a program of their own.
#[doc(hidden)]
pub fn read_files_with(app: &App, program: PathBuf) -> Result<()> {
    app.kept(|| Ok(extract::Reader::new(program))).map(drop)
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
    if let Some(wanted) = &order.marking {
        platform::jobs::hide(app, job, wanted)?;
    }
    let import = make(app, &job.actor(), &order, progress)?;
    crate::original::keep(app, &job.actor(), &order, &import.id)?;
    Ok(serde_json::json!({"import": import.id, "href": format!("/library/imports/{}", import.id), "counts": import.counts}))
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

/// An import with what it did not understand: up to `limit` notes, without the first `from`.
pub fn report(app: &App, reader: &Actor, id: &str, from: usize, limit: usize) -> Result<Report<Import>> {
    app.require(reader, Needs::Curating)?;
    app.read(reader, |c| Ok(Report::new(store::get(c, id)?, store::notes(c, id, from, limit)?, from)))
}

/// The documents that an import made or changed, of those that `reader` sees.
pub fn documents_of(app: &App, reader: &Actor, id: &str) -> Result<Vec<String>> {
    app.require(reader, Needs::Curating)?;
    app.read(reader, |c| {
        store::get(c, id)?;
        store::all_changes(c, id)
    })
}
