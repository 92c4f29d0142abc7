//! A situation whole, and how officers' chances did.

use crate::situation::{self, OfficerRecord, Whole};
use axum::extract::Path;
use platform::actor::Needs;
use platform::web::{Asked, Outcome, Reply, Route, Visit};

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::api::<__path_officer_scores, _, _>(Needs::Reading, officer_scores),
        Route::api::<__path_one_situation, _, _>(Needs::Reading, one_situation),
    ]
}

/// Tells how the officers' chances did so far, beside the method on the same months.
#[utoipa::path(get, path = "/api/v1/warning/scores/officers", tag = "warning",
    responses((status = 200, description = "Mean Brier scores by number of deaths, of the situations that one may see", body = Vec<OfficerRecord>)))]
fn officer_scores(visit: Visit, _: Asked<serde_json::Value>) -> Outcome {
    Reply::json(&situation::record(&visit.app, &visit.actor)?)
}

/// Gives a situation with its notes, factors and scenarios.
#[utoipa::path(get, path = "/api/v1/warning/situations/{id}", tag = "warning", params(("id" = String, Path, description = "The situation's id")),
    responses((status = 200, description = "The situation", body = Whole)))]
fn one_situation(visit: Visit, Path(id): Path<String>) -> Outcome {
    Reply::json(&situation::read(&visit.app, &visit.actor, &id)?)
}
