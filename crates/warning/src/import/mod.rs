//! Releases: files of events and series come in, are understood as far as they can be, and
//! are kept beside what earlier releases said.

pub(crate) mod ged;
mod series;
pub(crate) mod write;

use crate::store;
use methods::forecast::month::Month;
use platform::actor::{Actor, Needs};
use platform::import::Report;
use platform::jobs::{Job, JobKind, Progress};
use platform::kit::{Action, Acts, By, Cell, Column, Form, List, Lists, Record, Thing, Words};
use platform::languages::Language;
use platform::web::Upload;
use platform::{App, Error, Result, Said, say};
use serde::{Deserialize, Serialize};
use std::time::Duration;

pub use platform::import::{Note, Severity, Source};

/// The background job that imports.
pub const JOB: JobKind = JobKind { name: "warning.import", limit: Duration::from_secs(60 * 60), run };

/// What is asked for.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Order {
    /// How the files are read.
    pub kind: OrderKind,
    /// The files.
    pub files: Vec<Source>,
    /// Months for which the files are whole: a country of theirs without an event in one of
    /// these months had no deaths, and events that they no longer hold are withdrawn.
    #[serde(default)]
    pub covers: Option<(Month, Month)>,
}

impl Order {
    /// What an upload asks for: the fields `kind` and `covers`, and any number of files.
    pub fn of_upload(upload: &Upload) -> Result<Order> {
        let kind = match upload.field("kind") {
            "ged" => OrderKind::Ged,
            "series" => OrderKind::Series,
            "acled" => OrderKind::Acled,
            "views" => OrderKind::Views,
            other => return Err(Error::invalid("kind", say!("warning-error-import-kind", word = other))),
        };
        let files: Vec<Source> = upload.files.iter().map(Source::from).collect();
        if files.is_empty() {
            return Err(Error::invalid("files", say!("warning-error-no-file")));
        }
        if matches!(kind, OrderKind::Acled | OrderKind::Views) && files.len() > 1 {
            return Err(Error::invalid("files", say!("warning-error-one-at-a-time")));
        }
        Ok(Order { kind, files, covers: covers(upload.field("covers"))? })
    }
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
    /// A run of VIEWS' forecasts.
    Views,
}

/// A release that was imported.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct Release {
    /// Its id; later ones sort after earlier ones.
    pub id: String,
    /// Source card: `ucdp_ged`, `series`, `acled`, `views`.
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
#[schema(as = ReleaseCounts)]
#[serde(default)]
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

impl platform::import::Imported for Release {
    fn id(&self) -> &str {
        &self.id
    }

    fn headline(&self) -> String {
        format!("Release {} of {} ({})", self.id, self.source, self.label)
    }

    fn counts(&self) -> Vec<(&'static str, i64)> {
        let c = &self.counts;
        vec![
            ("rows read", c.read),
            ("events new", c.events_new),
            ("events revised", c.events_revised),
            ("events withdrawn", c.events_withdrawn),
            ("events the same", c.events_same),
            ("country-months new", c.months_new),
            ("country-months revised", c.months_revised),
            ("country-months the same", c.months_same),
            ("refused", c.refused),
            ("doubtful", c.doubtful),
        ]
    }

    fn notes_all(&self) -> i64 {
        self.counts.refused + self.counts.doubtful
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
    /// A month that is only half there: its events are kept, its sums are not drawn.
    pub half_month: Option<Month>,
    pub events: Vec<NewEvent>,
    /// Ids of events that the source says it has withdrawn.
    pub withdrawn: Vec<String>,
    /// Cells as a series says them: country, month, deaths.
    pub cells: Vec<(String, Month, f64)>,
    /// Countries: code, name, number in the series.
    pub countries: Vec<(String, String, Option<i64>)>,
    /// What a run of somebody else's forecast says, and the run.
    pub opinions: Vec<crate::opinion::NewOpinion>,
    pub run: Option<crate::opinion::Run>,
    pub notes: Vec<Note>,
    pub read: i64,
}

/// The span of months that a text names, as in `2020-01..2020-12`; none where it is empty.
pub fn covers(text: &str) -> Result<Option<(Month, Month)>> {
    if text.trim().is_empty() {
        return Ok(None);
    }
    let parts =
        text.split_once("..").and_then(|(from, until)| Some((from.trim().parse::<Month>().ok()?, until.trim().parse::<Month>().ok()?)));
    match parts {
        Some((from, until)) if from <= until => Ok(Some((from, until))),
        _ => Err(Error::invalid("covers", say!("warning-error-covers", text = text))),
    }
}

/// Queues an import for the server's worker; the job's id.
pub fn queue(app: &App, actor: &Actor, order: &Order) -> Result<String> {
    app.require(actor, Needs::Curating)?;
    platform::jobs::queue(app, actor, JOB.name, &serde_json::to_value(order)?)
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
        OrderKind::Ged => ged::prepare(app, order, &|n, file| progress.at(n, None, file))?,
        OrderKind::Series => series::prepare(app, order)?,
        OrderKind::Acled => {
            let first = order.files.first().ok_or_else(|| Error::invalid("files", say!("warning-error-no-file")))?;
            crate::sync::read_acled_file(app, first)?
        }
        OrderKind::Views => {
            let first = order.files.first().ok_or_else(|| Error::invalid("files", say!("warning-error-no-file")))?;
            crate::sync::read_views_file(app, first)?
        }
    };
    write::write(app, actor, batch, &|done, total, doing| progress.watch(done, Some(total), doing))
}

/// A release with what it did not understand: up to `limit` notes, without the first `from`.
pub fn report(app: &App, reader: &Actor, id: &str, from: usize, limit: usize) -> Result<Report<Release>> {
    app.read(reader, |c| Ok(Report::new(store::release::get(c, id)?, store::release::notes(c, id, from, limit)?, from)))
}

/// A source whose releases are imported.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Words)]
#[words(label = "warning-source-")]
pub enum SourceOf {
    /// UCDP's georeferenced events.
    UcdpGed,
    /// A series of deaths by country and month.
    Series,
    /// ACLED's events.
    Acled,
    /// VIEWS' forecasts.
    Views,
}

/// Whether a release holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Words)]
#[words(label = "warning-release-")]
pub enum Standing {
    /// It does.
    Done,
    /// It was taken back.
    Undone,
}

/// What releases are narrowed to.
#[derive(Debug, Form, Record)]
#[form(label = "warning-")]
pub struct ReleasesAsked {
    /// Only of this source.
    pub source: Option<SourceOf>,
    /// Only those that stand so.
    pub state: Option<Standing>,
}

static RELEASE: Thing = Thing { name: "warning.release", path: "/warning/releases", page: "/warning/releases/{id}" };

/// The releases that were imported.
pub static RELEASES: List<Release, ReleasesAsked> =
    List::of(&RELEASE, Needs::Reading, "warning-releases", store::release::RELEASES, store::release::release, COLUMNS, "-imported_at")
        .narrowed(|_, asked: &ReleasesAsked| asked.parameters());

const COLUMNS: &[Column<Release>] = &[
    Column::new("imported_at", |r: &Release| Cell::Instant(r.imported_at.clone())).label("warning-when").by(By::Text("r.imported_at")),
    Column::new("source", |r: &Release| Cell::Word("warning-source-", r.source.clone())).by(By::Text("r.source")),
    Column::new("label", |r: &Release| Cell::Link(r.label.clone(), format!("/warning/releases/{}", r.id)))
        .label("warning-release")
        .by(By::Text("r.label")),
    Column::new("state", |r: &Release| Cell::Word("warning-release-", r.state.clone())).by(By::Text("r.state")),
    Column::new("refused", |r: &Release| Cell::Whole(r.counts.refused)),
];

/// Takes a whole release back.
pub static UNDO: Action = Action::on(&RELEASE, "undo", Needs::Curating, write::undo).asks(what_goes);

/// What can be done with releases.
pub(crate) const ACTIONS: &[&dyn Acts] = &[&UNDO];
/// What can be listed.
pub(crate) const LISTS: &[&dyn Lists] = &[&RELEASES];

fn what_goes(app: &App, actor: &Actor, _: Language, id: &str) -> Result<Vec<Said>> {
    let found = app.read(actor, |c| store::release::get(c, id))?;
    Ok(vec![say!("warning-release-undo-sure", release = found.label)])
}
