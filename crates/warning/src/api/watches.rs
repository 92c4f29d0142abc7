//! Watch lists: lines, alerts, and looking at them all.

use super::New;
use crate::watch::{self, Alert, Checked, Watch};
use axum::extract::Path;
use platform::actor::Needs;
use platform::web::{Asked, Outcome, Problem, Reply, Route, Sent, Visit};
use serde::Deserialize;

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::api::<__path_alerts, _, _>(Needs::Following, alerts),
        Route::api::<__path_acknowledge_alert, _, _>(Needs::Following, acknowledge_alert),
        Route::api::<__path_escalate_alert, _, _>(Needs::Following, escalate_alert),
        Route::api::<__path_watches, _, _>(Needs::Following, watches),
        Route::api::<__path_set_watch, _, _>(Needs::Following, set_watch),
        Route::api::<__path_change_watch, _, _>(Needs::Following, change_watch),
        Route::api::<__path_end_watch, _, _>(Needs::Following, end_watch),
        Route::api::<__path_check_watches, _, _>(Needs::Following, check_watches),
    ]
}

/// Lists the newest alerts of the watch lists.
#[utoipa::path(get, path = "/api/v1/warning/alerts", tag = "warning", security(("token" = [])), responses((status = 200, description = "The alerts", body = Vec<Alert>), (status = 401, description = "Nobody is signed in", body = Problem, content_type = "application/problem+json"), (status = 403, description = "Not for this role", body = Problem, content_type = "application/problem+json")))]
fn alerts(visit: Visit, _: Asked<serde_json::Value>) -> Outcome {
    Reply::json(&watch::alerts(&visit.app, &visit.actor)?)
}

/// Takes note of an alert: it will not be escalated.
#[utoipa::path(post, path = "/api/v1/warning/alerts/{id}/acknowledge", tag = "warning", security(("token" = [])), params(("id" = String, Path, description = "The alert's id")),
    responses((status = 204, description = "Acknowledged"), (status = 401, description = "Nobody is signed in", body = Problem, content_type = "application/problem+json"), (status = 403, description = "Not for this role", body = Problem, content_type = "application/problem+json"), (status = 409, description = "It was acknowledged already, or is not here", body = Problem, content_type = "application/problem+json")))]
fn acknowledge_alert(visit: Visit, Path(id): Path<String>) -> Outcome {
    watch::acknowledge(&visit.app, &visit.actor, &id)?;
    Ok(Reply::done())
}

/// Hands an alert on that nobody acknowledged, without waiting for its days to pass.
#[utoipa::path(post, path = "/api/v1/warning/alerts/{id}/escalate", tag = "warning", security(("token" = [])), params(("id" = String, Path, description = "The alert's id")),
    responses((status = 204, description = "Escalated"), (status = 401, description = "Nobody is signed in", body = Problem, content_type = "application/problem+json"), (status = 403, description = "Not for this role", body = Problem, content_type = "application/problem+json"), (status = 409, description = "It was acknowledged or escalated already, or is not here", body = Problem, content_type = "application/problem+json")))]
fn escalate_alert(visit: Visit, Path(id): Path<String>) -> Outcome {
    watch::escalate(&visit.app, &visit.actor, &id)?;
    Ok(Reply::done())
}

/// Lists the lines that are watched.
#[utoipa::path(get, path = "/api/v1/warning/watches", tag = "warning", security(("token" = [])), responses((status = 200, description = "The watches", body = Vec<Watch>), (status = 401, description = "Nobody is signed in", body = Problem, content_type = "application/problem+json"), (status = 403, description = "Not for this role", body = Problem, content_type = "application/problem+json")))]
fn watches(visit: Visit, _: Asked<serde_json::Value>) -> Outcome {
    Reply::json(&watch::all(&visit.app, &visit.actor)?)
}

/// A line to watch.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
struct WatchOrder {
    /// The country, ISO 3166-1 alpha-3; one of which anything was imported.
    country: String,
    /// `deaths`, `chance_25` or `chance_escalation`.
    indicator: String,
    /// At or above this an alert is raised: deaths, or a chance 0..1.
    threshold: f64,
    /// Days after an alert in which no further one is raised, 0 to 366; 20 unless told.
    quiet_days: Option<i64>,
    /// Name of the officer in charge; oneself unless told.
    #[serde(default)]
    officer_name: String,
    /// Where alerts are mailed; empty for nowhere.
    #[serde(default)]
    officer_mail: String,
    /// Where an alert is mailed that nobody acknowledged; empty for nowhere.
    #[serde(default)]
    escalate_mail: String,
    /// After how many days it is escalated, 0 to 366; 0 for never.
    #[serde(default)]
    escalate_days: i64,
}

impl From<WatchOrder> for Watch {
    fn from(o: WatchOrder) -> Watch {
        Watch {
            id: String::new(),
            country: o.country,
            indicator: o.indicator,
            threshold: o.threshold,
            quiet_days: o.quiet_days.unwrap_or(20),
            officer_name: o.officer_name,
            officer_mail: o.officer_mail,
            escalate_mail: o.escalate_mail,
            escalate_days: o.escalate_days,
        }
    }
}

/// Watches a line.
#[utoipa::path(post, path = "/api/v1/warning/watches", tag = "warning", security(("token" = [])), request_body = WatchOrder,
    responses((status = 201, description = "Watched", body = New), (status = 401, description = "Nobody is signed in", body = Problem, content_type = "application/problem+json"), (status = 403, description = "Not for this role", body = Problem, content_type = "application/problem+json"), (status = 404, description = "Nothing is known of the country", body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "The watch does not fit", body = Problem, content_type = "application/problem+json")))]
fn set_watch(visit: Visit, Sent(order): Sent<WatchOrder>) -> Outcome {
    let id = watch::add(&visit.app, &visit.actor, &order.into())?;
    Ok(Reply::json(&New { id })?.with_status(201))
}

/// Changes a watch: its line, days, officer and whom to tell.
#[utoipa::path(put, path = "/api/v1/warning/watches/{id}", tag = "warning", security(("token" = [])), request_body = WatchOrder, params(("id" = String, Path, description = "The watch's id")),
    responses((status = 204, description = "Changed"), (status = 401, description = "Nobody is signed in", body = Problem, content_type = "application/problem+json"), (status = 403, description = "Not for this role", body = Problem, content_type = "application/problem+json"), (status = 404, description = "No such watch", body = Problem, content_type = "application/problem+json"),
        (status = 409, description = "Another country or indicator: that is another watch", body = Problem, content_type = "application/problem+json"), (status = 422, description = "The watch does not fit", body = Problem, content_type = "application/problem+json")))]
fn change_watch(visit: Visit, asked: (Path<String>, Sent<WatchOrder>)) -> Outcome {
    let (Path(id), Sent(order)) = asked;
    watch::change(&visit.app, &visit.actor, &id, &order.into())?;
    Ok(Reply::done())
}

/// Ends a watch; its alerts stay.
#[utoipa::path(delete, path = "/api/v1/warning/watches/{id}", tag = "warning", security(("token" = [])), params(("id" = String, Path, description = "The watch's id")),
    responses((status = 204, description = "Ended"), (status = 401, description = "Nobody is signed in", body = Problem, content_type = "application/problem+json"), (status = 403, description = "Not for this role", body = Problem, content_type = "application/problem+json"), (status = 404, description = "No such watch", body = Problem, content_type = "application/problem+json")))]
fn end_watch(visit: Visit, Path(id): Path<String>) -> Outcome {
    watch::end(&visit.app, &visit.actor, &id)?;
    Ok(Reply::done())
}

/// Looks at every watch now: raises alerts, escalates what nobody acknowledged, sends the mail.
#[utoipa::path(post, path = "/api/v1/warning/checks", tag = "warning", security(("token" = [])),
    responses((status = 200, description = "What was done", body = Checked), (status = 401, description = "Nobody is signed in", body = Problem, content_type = "application/problem+json"), (status = 403, description = "Not for this role", body = Problem, content_type = "application/problem+json"), (status = 422, description = "The settings of the mail do not fit", body = Problem, content_type = "application/problem+json")))]
fn check_watches(visit: Visit, _: Asked<serde_json::Value>) -> Outcome {
    Reply::json(&watch::check(&visit.app, &visit.actor, &platform::clock::now())?)
}
