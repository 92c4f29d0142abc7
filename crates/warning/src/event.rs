//! Events: what was reported to have happened, where, and how well that is known.

use crate::store;
use methods::forecast::month::Month;
use platform::actor::Actor;
use platform::{App, Result};
use serde::Serialize;

/// An event as the newest release has it.
#[derive(Debug, Clone, PartialEq, Serialize, utoipa::ToSchema)]
pub struct Event {
    /// Source card.
    pub source: String,
    /// Its id at the source.
    pub event_id: String,
    /// The release that says so.
    pub release: String,
    /// Month of its end, `YYYY-MM`.
    pub month: String,
    /// `state`, `non_state`, `one_sided` or `other`.
    pub violence: String,
    /// First day.
    pub started_on: String,
    /// Last day.
    pub ended_on: String,
    /// Best estimate of deaths.
    pub deaths_best: i64,
    /// Low estimate; none where not given.
    pub deaths_low: Option<i64>,
    /// High estimate; none where not given.
    pub deaths_high: Option<i64>,
    /// The conflict.
    pub conflict: String,
    /// One side.
    pub side_a: String,
    /// The other.
    pub side_b: String,
    /// The place in words.
    pub place: String,
    /// Degrees north.
    pub latitude: Option<f64>,
    /// Degrees east.
    pub longitude: Option<f64>,
    /// 1 (exact) to 7 (international waters or air).
    pub place_precision: Option<i64>,
}

/// What one release said of an event.
#[derive(Debug, Clone, PartialEq, Serialize, utoipa::ToSchema)]
pub struct Version {
    /// The release.
    pub release: String,
    /// The release that replaced or dropped it.
    pub ended_by: Option<String>,
    /// `revised` or `withdrawn`.
    pub ended_as: Option<String>,
    /// Best estimate of deaths.
    pub deaths_best: i64,
    /// Last day.
    pub ended_on: String,
}

/// The deadliest events of a country between two months.
pub fn of_country(app: &App, reader: &Actor, country: &str, from: Month, until: Month, limit: usize) -> Result<Vec<Event>> {
    app.read(reader, |c| store::event::of_months(c, country, from, until, limit))
}

/// All that releases said of an event, oldest first.
pub fn history(app: &App, reader: &Actor, source: &str, id: &str) -> Result<Vec<Version>> {
    app.read(reader, |c| store::event::history(c, source, id))
}
