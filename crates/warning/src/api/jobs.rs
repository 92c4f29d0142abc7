//! What takes long: imports, forecasts, scores and reading sources, each queued as a job.

use super::month;
use crate::import;
use crate::{forecast, ledger, sync};
use platform::actor::Needs;
use platform::jobs::Queued;
use platform::web::{Outcome, Problem, Reply, Route, Sent, Upload, Visit};
use serde::Deserialize;

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::api::<__path_send_release, _, _>(Needs::Curating, send_release),
        Route::api::<__path_make_forecast, _, _>(Needs::Curating, make_forecast),
        Route::api::<__path_keep_scores, _, _>(Needs::Curating, keep_scores),
        Route::api::<__path_sync_source, _, _>(Needs::Curating, sync_source),
    ]
}

fn queued(job: String) -> Outcome {
    Ok(Reply::json(&Queued { job })?.with_status(202))
}

/// Files to import.
#[derive(utoipa::ToSchema)]
#[schema(as = ReleaseForm)]
#[allow(dead_code)] // It describes the form; the upload is read as a stream.
struct ReleaseForm {
    /// `ged`, `series` or `acled`.
    kind: String,
    /// Months for which the files are whole, as in `2020-01..2020-12`.
    covers: Option<String>,
    /// The files; of `acled` one.
    #[schema(value_type = Vec<String>, format = Binary)]
    files: Vec<u8>,
}

/// Sends events or a series to import as a release; a job takes them in.
#[utoipa::path(post, path = "/api/v1/warning/releases", tag = "warning", security(("token" = [])),
    request_body(content = ReleaseForm, content_type = "multipart/form-data"),
    responses((status = 202, description = "Queued", body = Queued), (status = 401, description = "Nobody is signed in", body = Problem, content_type = "application/problem+json"), (status = 403, description = "Not for this role", body = Problem, content_type = "application/problem+json"), (status = 422, description = "The form does not fit", body = Problem, content_type = "application/problem+json"),
        (status = 413, description = "Over a limit, which is named", body = Problem, content_type = "application/problem+json")))]
fn send_release(visit: Visit, upload: Upload) -> Outcome {
    queued(import::queue(&visit.app, &visit.actor, &import::Order::of_upload(&upload)?)?)
}

/// A forecast to make.
#[derive(Debug, Default, Deserialize, utoipa::ToSchema)]
#[serde(default, deny_unknown_fields)]
struct ForecastOrder {
    /// Last month of data to use, `YYYY-MM`; the last whole one unless told.
    cut_off: Option<String>,
}

/// Forecasts every country from the newest release; a job does it.
#[utoipa::path(post, path = "/api/v1/warning/forecasts", tag = "warning", security(("token" = [])), request_body = ForecastOrder,
    responses((status = 202, description = "Queued", body = Queued), (status = 401, description = "Nobody is signed in", body = Problem, content_type = "application/problem+json"), (status = 403, description = "Not for this role", body = Problem, content_type = "application/problem+json"), (status = 422, description = "The month does not fit", body = Problem, content_type = "application/problem+json")))]
fn make_forecast(visit: Visit, Sent(order): Sent<ForecastOrder>) -> Outcome {
    let cut_off = order.cut_off.map(|text| month("cut_off", &text)).transpose()?;
    queued(forecast::queue(&visit.app, &visit.actor, cut_off)?)
}

/// Years to score.
#[derive(Debug, Default, Deserialize, utoipa::ToSchema)]
#[serde(default, deny_unknown_fields)]
struct ScoreOrder {
    /// Years to forecast; the last four whole ones where empty.
    windows: Vec<i64>,
}

/// Backtests the method on the imported data and keeps the scores; a job does it.
#[utoipa::path(post, path = "/api/v1/warning/scores", tag = "warning", security(("token" = [])), request_body = ScoreOrder,
    responses((status = 202, description = "Queued", body = Queued), (status = 401, description = "Nobody is signed in", body = Problem, content_type = "application/problem+json"), (status = 403, description = "Not for this role", body = Problem, content_type = "application/problem+json"), (status = 422, description = "A year does not fit", body = Problem, content_type = "application/problem+json")))]
fn keep_scores(visit: Visit, Sent(order): Sent<ScoreOrder>) -> Outcome {
    queued(ledger::queue(&visit.app, &visit.actor, &order.windows)?)
}

/// A source to read.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
struct SyncOrder {
    /// The source.
    source: sync::Source,
    /// UCDP: the version to read, as in 25.1, or 25.0.10 for candidate events.
    #[serde(default)]
    version: String,
}

/// Reads a source over the network, with the address and key of the settings; a job does it.
#[utoipa::path(post, path = "/api/v1/warning/syncs", tag = "warning", security(("token" = [])), request_body = SyncOrder,
    responses((status = 202, description = "Queued", body = Queued), (status = 401, description = "Nobody is signed in", body = Problem, content_type = "application/problem+json"), (status = 403, description = "Not for this role", body = Problem, content_type = "application/problem+json"), (status = 422, description = "No address is set, or the version does not fit", body = Problem, content_type = "application/problem+json")))]
fn sync_source(visit: Visit, Sent(order): Sent<SyncOrder>) -> Outcome {
    queued(sync::queue(&visit.app, &visit.actor, order.source, &order.version)?)
}
