//! Looking at all watch lists.

use crate::watch::{self, Checked};
use platform::actor::Needs;
use platform::web::{Asked, Outcome, Problem, Reply, Route, Visit};

pub(super) fn routes() -> Vec<Route> {
    vec![Route::api::<__path_check_watches, _, _>(Needs::Following, check_watches)]
}

/// Looks at every watch now: raises alerts, escalates what nobody acknowledged, sends the mail.
#[utoipa::path(post, path = "/api/v1/warning/checks", tag = "warning", security(("token" = [])),
    responses((status = 200, description = "What was done", body = Checked), (status = 401, description = "Nobody is signed in", body = Problem, content_type = "application/problem+json"), (status = 403, description = "Not for this role", body = Problem, content_type = "application/problem+json"), (status = 422, description = "The settings of the mail do not fit", body = Problem, content_type = "application/problem+json")))]
fn check_watches(visit: Visit, _: Asked<serde_json::Value>) -> Outcome {
    Reply::json(&watch::check(&visit.app, &visit.actor, &platform::clock::now())?)
}
