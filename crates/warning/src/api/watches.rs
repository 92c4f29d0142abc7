//! Watch lists: thresholds, alerts, and looking at them all.

use crate::watch::{self, Alert, Checked, Watch};
use platform::actor::Needs;
use platform::web::{Asked, Outcome, Problem, Reply, Route, Visit};

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::api::<__path_alerts, _, _>(Needs::Following, alerts),
        Route::api::<__path_watches, _, _>(Needs::Following, watches),
        Route::api::<__path_check_watches, _, _>(Needs::Following, check_watches),
    ]
}

/// Lists the newest alerts of the watch lists.
#[utoipa::path(get, path = "/api/v1/warning/alerts", tag = "warning", security(("token" = [])), responses((status = 200, description = "The alerts", body = Vec<Alert>), (status = 401, description = "Nobody is signed in", body = Problem, content_type = "application/problem+json"), (status = 403, description = "Not for this role", body = Problem, content_type = "application/problem+json")))]
fn alerts(visit: Visit, _: Asked<serde_json::Value>) -> Outcome {
    Reply::json(&watch::alerts(&visit.app, &visit.actor)?)
}

/// Lists the thresholds that are watched.
#[utoipa::path(get, path = "/api/v1/warning/watches", tag = "warning", security(("token" = [])), responses((status = 200, description = "The watches", body = Vec<Watch>), (status = 401, description = "Nobody is signed in", body = Problem, content_type = "application/problem+json"), (status = 403, description = "Not for this role", body = Problem, content_type = "application/problem+json")))]
fn watches(visit: Visit, _: Asked<serde_json::Value>) -> Outcome {
    Reply::json(&watch::all(&visit.app, &visit.actor)?)
}

/// Looks at every watch now: raises alerts, escalates what nobody acknowledged, sends the mail.
#[utoipa::path(post, path = "/api/v1/warning/checks", tag = "warning", security(("token" = [])),
    responses((status = 200, description = "What was done", body = Checked), (status = 401, description = "Nobody is signed in", body = Problem, content_type = "application/problem+json"), (status = 403, description = "Not for this role", body = Problem, content_type = "application/problem+json"), (status = 422, description = "The settings of the mail do not fit", body = Problem, content_type = "application/problem+json")))]
fn check_watches(visit: Visit, _: Asked<serde_json::Value>) -> Outcome {
    Reply::json(&watch::check(&visit.app, &visit.actor, &platform::clock::now())?)
}
