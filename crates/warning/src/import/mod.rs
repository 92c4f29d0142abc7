//! Releases: files of events and series come in, are understood as far as they can be, and
//! are kept beside what earlier releases said.

pub(crate) mod ged;
mod series;
pub(crate) mod write;

use crate::store;
use methods::forecast::month::Month;
use platform::actor::{Actor, Needs};
use platform::jobs::{Job, JobKind, Progress};
use platform::{App, Result};
use serde::{Deserialize, Serialize};
use std::path::PathBuf;

pub use write::undo;

/// The background job that imports.
pub const JOB: JobKind = JobKind { name: "warning.import", run };

/// What is asked for.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Order {
    /// How the files are read.
    pub kind: OrderKind,
    /// The files, on the operator's disk.
    pub files: Vec<PathBuf>,
    /// Months for which the files are whole: a country of theirs without an event in one of
    /// these months had no deaths, and events that they no longer hold are withdrawn.
    #[serde(default)]
    pub covers: Option<(Month, Month)>,
}

/// How files are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OrderKind {
    /// UCDP georeferenced events.
    Ged,
    /// Deaths by country and month.
    Series,
    /// Saved answers of ACLED's interface.
    Acled,
}

/// A release that was imported.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct Release {
    /// Its id; later ones sort after earlier ones.
    pub id: String,
    /// Source card: `ucdp_ged`, `series`, `acled`.
    pub source: String,
    /// What it calls itself: file names, or the version at the interface.
    pub label: String,
    /// Names of the files.
    pub files: Vec<String>,
    /// `done` or `undone`.
    pub state: String,
    /// First month for which it is whole, `YYYY-MM`; none where it did not say.
    pub covers_from: Option<String>,
    /// Last month for which it is whole.
    pub covers_until: Option<String>,
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
#[schema(as = FeedCounts)]
pub struct Counts {
    /// Rows read.
    pub read: i64,
    /// Events that are new.
    pub events_new: i64,
    /// Events that say something else than before; what they said is kept.
    pub events_revised: i64,
    /// Events that the release no longer holds.
    pub events_withdrawn: i64,
    /// Events that were here already, the same.
    pub events_same: i64,
    /// Country-months that are new.
    pub months_new: i64,
    /// Country-months that say something else than before.
    pub months_revised: i64,
    /// Country-months that were here already, the same.
    pub months_same: i64,
    /// Rows left out.
    pub refused: i64,
    /// Rows taken, but doubtful.
    pub doubtful: i64,
}

/// Something that an import did not understand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[schema(as = FeedNote)]
pub struct Note {
    /// How much was lost by it.
    pub severity: Severity,
    /// The file.
    pub file: String,
    /// The row, from 1; the header is row 1.
    pub row: Option<i64>,
    /// The column.
    pub column: Option<String>,
    /// What is wrong, and what to do.
    pub reason: String,
}

/// How much was lost.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = FeedSeverity)]
pub enum Severity {
    /// The row was left out.
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
}

/// An event on its way in.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct NewEvent {
    pub event_id: String,
    pub country: String,
    pub month: Month,
    pub violence: &'static str,
    pub started_on: String,
    pub ended_on: String,
    pub deaths_best: i64,
    pub deaths_low: Option<i64>,
    pub deaths_high: Option<i64>,
    pub conflict: String,
    pub side_a: String,
    pub side_b: String,
    pub place: String,
    pub latitude: Option<f64>,
    pub longitude: Option<f64>,
    pub place_precision: Option<i64>,
}

/// Everything that an import understood, before any of it is written.
#[derive(Default)]
pub(crate) struct Batch {
    pub source: &'static str,
    pub label: String,
    pub files: Vec<String>,
    pub covers: Option<(Month, Month)>,
    pub events: Vec<NewEvent>,
    /// Ids of events that the source says it has withdrawn.
    pub withdrawn: Vec<String>,
    /// Cells as a series says them: country, month, deaths.
    pub cells: Vec<(String, Month, f64)>,
    /// Countries: code, name, number in the series.
    pub countries: Vec<(String, String, Option<i64>)>,
    pub notes: Vec<Note>,
    pub read: i64,
}

/// Runs an import as a job: the number of the release it made.
fn run(app: &App, job: &Job, progress: &Progress<'_>) -> Result<serde_json::Value> {
    let order: Order = serde_json::from_value(job.arguments.clone())?;
    let release = make(app, &job.actor(), &order, progress)?;
    Ok(serde_json::json!({"release": release.id, "href": format!("/warning/releases/{}", release.id), "counts": release.counts}))
}

/// Makes an import.
pub fn make(app: &App, actor: &Actor, order: &Order, progress: &Progress<'_>) -> Result<Release> {
    app.require(actor, Needs::Curating)?;
    let batch = match order.kind {
        OrderKind::Ged => ged::prepare(order, &|n, file| progress.at(n, None, file))?,
        OrderKind::Series => series::prepare(order)?,
        OrderKind::Acled => {
            let first = order.files.first().ok_or_else(|| platform::Error::invalid("files", "Name a file to import."))?;
            crate::sync::read_acled_file(first)?
        }
    };
    write::write(app, actor, batch, &|done, total, doing| progress.watch(done, Some(total), doing))
}

/// A release with what it did not understand (the first `limit` notes).
pub fn read(app: &App, reader: &Actor, id: &str, limit: usize) -> Result<(Release, Vec<Note>)> {
    app.read(reader, |c| Ok((store::release::get(c, id)?, store::release::notes(c, id, limit)?)))
}

/// The newest releases.
pub fn recent(app: &App, reader: &Actor) -> Result<Vec<Release>> {
    app.read(reader, |c| store::release::recent(c, 100))
}
