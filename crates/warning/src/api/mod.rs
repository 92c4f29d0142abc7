//! The programs' interface: the same queries and actions as the pages and commands, with the
//! same clearance.

mod jobs;
mod situations;
mod watches;

use crate::event::{self, Event};
use crate::feed::{self, Feed};
use crate::first::{self, CountryFirst};
use crate::forecast::{self, CountryForecast, Made, MonthForecast};
use crate::import::{self, Release};
use crate::ledger::{self, Ledger, Part};
use crate::opinion::{self, Opinion};
use axum::extract::Path;
use methods::forecast::month::Month;
use platform::actor::Needs;
use platform::import::{NOTES_MAX, NotesAsked, Report};
use platform::web::{Asked, Outcome, Problem, Reply, Route, Visit};
use platform::{Error, say};
use serde::{Deserialize, Serialize};

/// Events that one answer holds.
const EVENTS_MAX: usize = 1_000;

pub(crate) fn routes() -> Vec<Route> {
    let mut all = vec![
        Route::api::<__path_newest_forecast, _, _>(Needs::Reading, newest_forecast),
        Route::api::<__path_country_forecast, _, _>(Needs::Reading, country_forecast),
        Route::api::<__path_country_events, _, _>(Needs::Reading, country_events),
        Route::api::<__path_country_opinion, _, _>(Needs::Reading, country_opinion),
        Route::api::<__path_scores, _, _>(Needs::Reading, scores),
        Route::api::<__path_feeds, _, _>(Needs::Reading, feeds),
        Route::api::<__path_one_release, _, _>(Needs::Reading, one_release),
    ];
    all.extend(jobs::routes());
    all.extend(situations::routes());
    all.extend(watches::routes());
    all
}

/// The month that a text of `field` names.
fn month(field: &str, text: &str) -> platform::Result<Month> {
    text.parse().map_err(|_| Error::invalid(field, say!("warning-error-month", text = text)))
}

/// How far ahead.
#[derive(Debug, Default, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
struct Step {
    /// Months after the cut-off, 1 to 14; 1 unless told.
    step: Option<i64>,
}

/// The newest forecast of all countries for one month.
#[derive(Debug, Serialize, utoipa::ToSchema)]
struct WorldForecast {
    /// The forecast.
    made: Made,
    /// Countries, the highest chance of at least 25 deaths first.
    countries: Vec<MonthForecast>,
    /// Countries without 25 deaths in any of the last 24 months, those most likely to see such
    /// a month within a year first.
    first_months: Vec<CountryFirst>,
}

/// Gives the newest forecast of all countries for one month ahead.
#[utoipa::path(get, path = "/api/v1/warning/forecasts/newest", tag = "warning", params(Step),
    responses((status = 200, description = "The forecast", body = WorldForecast), (status = 404, description = "No forecast was made yet", body = Problem, content_type = "application/problem+json")))]
fn newest_forecast(visit: Visit, Asked(asked): Asked<Step>) -> Outcome {
    let made = newest(&visit)?;
    let countries = forecast::of_step(&visit.app, &visit.actor, &made.id, asked.step.unwrap_or(1))?;
    let first_months = first::of_forecast(&visit.app, &visit.actor, &made.id)?;
    Reply::json(&WorldForecast { made, countries, first_months })
}

fn newest(visit: &Visit) -> platform::Result<Made> {
    forecast::newest(&visit.app, &visit.actor)?.ok_or_else(|| Error::NotFound(say!("warning-error-no-forecast")))
}

/// Gives the newest forecast of a country, with its reasons and similar moments.
#[utoipa::path(get, path = "/api/v1/warning/countries/{id}/forecast", tag = "warning", params(("id" = String, Path, description = "ISO 3166-1 alpha-3")),
    responses((status = 200, description = "The forecast", body = CountryForecast), (status = 404, description = "No forecast of it", body = Problem, content_type = "application/problem+json")))]
fn country_forecast(visit: Visit, Path(id): Path<String>) -> Outcome {
    let made = newest(&visit)?;
    let found = forecast::of_country(&visit.app, &visit.actor, &made, &id)?;
    Reply::json(&found.ok_or_else(|| Error::missing("country-forecast", &id))?)
}

/// Gives what VIEWS forecasts of a country, as a second opinion.
#[utoipa::path(get, path = "/api/v1/warning/countries/{id}/opinion", tag = "warning", params(("id" = String, Path, description = "ISO 3166-1 alpha-3")),
    responses((status = 200, description = "The newest run", body = Opinion), (status = 404, description = "No second opinion on it", body = Problem, content_type = "application/problem+json")))]
fn country_opinion(visit: Visit, Path(id): Path<String>) -> Outcome {
    let found = opinion::of_country(&visit.app, &visit.actor, &id)?;
    Reply::json(&found.ok_or_else(|| Error::missing("second-opinion", &id))?)
}

/// Which months.
#[derive(Debug, Default, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
struct Span {
    /// First month, `YYYY-MM`.
    from: Option<String>,
    /// Last month, `YYYY-MM`.
    until: Option<String>,
}

/// Gives the deadliest events of a country between two months, up to 1,000.
#[utoipa::path(get, path = "/api/v1/warning/countries/{id}/events", tag = "warning", params(("id" = String, Path, description = "ISO 3166-1 alpha-3"), Span),
    responses((status = 200, description = "The events", body = Vec<Event>), (status = 422, description = "A month does not fit", body = Problem, content_type = "application/problem+json")))]
fn country_events(visit: Visit, asked: (Path<String>, Asked<Span>)) -> Outcome {
    let (Path(id), Asked(span)) = asked;
    let or = |field: &str, text: Option<String>, unless: Month| text.map_or(Ok(unless), |text| month(field, &text));
    let (from, until) = (or("from", span.from, Month(1))?, or("until", span.until, Month(1_200))?);
    Reply::json(&event::of_country(&visit.app, &visit.actor, &id, from, until, EVENTS_MAX)?)
}

/// Tells how good the forecasts have been, beside every baseline.
#[utoipa::path(get, path = "/api/v1/warning/scores", tag = "warning", params(Part),
    responses((status = 200, description = "The scores", body = Ledger), (status = 404, description = "No scores were kept yet", body = Problem, content_type = "application/problem+json")))]
fn scores(visit: Visit, Asked(part): Asked<Part>) -> Outcome {
    let found = ledger::read_part(&visit.app, &visit.actor, &part)?;
    Reply::json(&found.ok_or_else(|| Error::NotFound(say!("warning-error-no-scores")))?)
}

/// Tells how old what each source said is.
#[utoipa::path(get, path = "/api/v1/warning/feeds", tag = "warning", responses((status = 200, description = "The feeds", body = Vec<Feed>)))]
fn feeds(visit: Visit, _: Asked<serde_json::Value>) -> Outcome {
    Reply::json(&feed::told(&visit)?)
}

/// Gives a release with what of it was not understood, up to 1,000 notes an answer.
#[utoipa::path(get, path = "/api/v1/warning/releases/{id}", tag = "warning", params(("id" = String, Path, description = "The release's id"), NotesAsked),
    responses((status = 200, description = "The release", body = Report<Release>), (status = 404, description = "No such release", body = Problem, content_type = "application/problem+json")))]
fn one_release(visit: Visit, asked: (Path<String>, Asked<NotesAsked>)) -> Outcome {
    let (Path(id), Asked(notes)) = asked;
    Reply::json(&import::report(&visit.app, &visit.actor, &id, notes.from, NOTES_MAX)?.told(&visit))
}
