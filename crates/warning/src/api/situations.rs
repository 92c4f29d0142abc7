//! Situations: notes with the officers' own chances, structured analysis, scenarios.

use super::{New, month};
use crate::situation::{self, NewChance, NewNote, OfficerRecord, Scenario, Situation, Whole};
use axum::extract::Path;
use platform::actor::Needs;
use platform::web::{Asked, Outcome, Problem, Reply, Route, Sent, Visit};
use serde::Deserialize;

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::api::<__path_situations, _, _>(Needs::Reading, situations),
        Route::api::<__path_open_situation, _, _>(Needs::Following, open_situation),
        Route::api::<__path_officer_scores, _, _>(Needs::Reading, officer_scores),
        Route::api::<__path_one_situation, _, _>(Needs::Reading, one_situation),
        Route::api::<__path_add_note, _, _>(Needs::Following, add_note),
        Route::api::<__path_add_factor, _, _>(Needs::Following, add_factor),
        Route::api::<__path_withdraw_factor, _, _>(Needs::Following, withdraw_factor),
        Route::api::<__path_set_scenarios, _, _>(Needs::Following, set_scenarios),
    ]
}

fn made(id: String) -> Outcome {
    Ok(Reply::json(&New { id })?.with_status(201))
}

/// Lists the situations that one may see.
#[utoipa::path(get, path = "/api/v1/warning/situations", tag = "warning", security(("token" = [])), responses((status = 200, description = "The situations", body = Vec<Situation>)))]
fn situations(visit: Visit, _: Asked<serde_json::Value>) -> Outcome {
    Reply::json(&situation::all(&visit.app, &visit.actor)?)
}

/// A situation to follow.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
struct NewSituation {
    /// Its name, 1 to 200 characters.
    title: String,
    /// Its country, ISO 3166-1 alpha-3; one of which anything was imported.
    country: String,
    /// Id of the compartment for whose members it is, confidential; everybody who reads sees it
    /// where none is given.
    #[serde(default)]
    compartment: Option<String>,
}

/// Opens a situation.
#[utoipa::path(post, path = "/api/v1/warning/situations", tag = "warning", security(("token" = [])), request_body = NewSituation,
    responses((status = 201, description = "Opened", body = New), (status = 401, description = "Nobody is signed in", body = Problem, content_type = "application/problem+json"), (status = 403, description = "Not for this role", body = Problem, content_type = "application/problem+json"), (status = 404, description = "Nothing is known of the country, or of the compartment", body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "The title does not fit", body = Problem, content_type = "application/problem+json")))]
fn open_situation(visit: Visit, Sent(new): Sent<NewSituation>) -> Outcome {
    made(situation::open(&visit.app, &visit.actor, &new.title, &new.country, new.compartment.as_deref())?)
}

/// Tells how the officers' chances did so far, beside the method on the same months.
#[utoipa::path(get, path = "/api/v1/warning/scores/officers", tag = "warning", security(("token" = [])),
    responses((status = 200, description = "Mean Brier scores by number of deaths, of the situations that one may see", body = Vec<OfficerRecord>)))]
fn officer_scores(visit: Visit, _: Asked<serde_json::Value>) -> Outcome {
    Reply::json(&situation::record(&visit.app, &visit.actor)?)
}

/// Gives a situation with its notes, factors and scenarios.
#[utoipa::path(get, path = "/api/v1/warning/situations/{id}", tag = "warning", security(("token" = [])), params(("id" = String, Path, description = "The situation's id")),
    responses((status = 200, description = "The situation", body = Whole), (status = 404, description = "No such situation", body = Problem, content_type = "application/problem+json")))]
fn one_situation(visit: Visit, Path(id): Path<String>) -> Outcome {
    Reply::json(&situation::read(&visit.app, &visit.actor, &id)?)
}

/// A chance of one's own.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
struct NoteChance {
    /// The month it is about, `YYYY-MM`: this one or a later one.
    month: String,
    /// 1, 25, 100 or 1000.
    deaths_at_least: i64,
    /// 0..1
    chance: f64,
}

/// A note on a month.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
struct NoteOrder {
    /// The month, `YYYY-MM`.
    month: String,
    /// `deteriorated`, `unchanged` or `improved`.
    direction: String,
    /// Conflict risk alert for the next month.
    #[serde(default)]
    risk_alert: bool,
    /// Resolution opportunity in the next month.
    #[serde(default)]
    resolution_opportunity: bool,
    /// `low`, `moderate` or `high`.
    confidence: String,
    /// Why, 1 to 20,000 characters.
    rationale: String,
    /// One's own chances, scored beside the method's once their month is known.
    #[serde(default)]
    chances: Vec<NoteChance>,
    /// When to look again, `YYYY-MM-DD`, from today on.
    next_review_on: Option<String>,
}

/// Writes a note on a month. Earlier notes on the same month stay.
#[utoipa::path(post, path = "/api/v1/warning/situations/{id}/notes", tag = "warning", security(("token" = [])), request_body = NoteOrder, params(("id" = String, Path, description = "The situation's id")),
    responses((status = 201, description = "Written", body = New), (status = 401, description = "Nobody is signed in", body = Problem, content_type = "application/problem+json"), (status = 403, description = "Not for this role", body = Problem, content_type = "application/problem+json"), (status = 404, description = "No such situation", body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "The note does not fit", body = Problem, content_type = "application/problem+json")))]
fn add_note(visit: Visit, asked: (Path<String>, Sent<NoteOrder>)) -> Outcome {
    let (Path(id), Sent(order)) = asked;
    let chance =
        |c: &NoteChance| Ok(NewChance { month: month("chances.month", &c.month)?, deaths_at_least: c.deaths_at_least, chance: c.chance });
    let new = NewNote {
        month: month("month", &order.month)?,
        direction: order.direction,
        risk_alert: order.risk_alert,
        resolution_opportunity: order.resolution_opportunity,
        confidence: order.confidence,
        rationale: order.rationale,
        chances: order.chances.iter().map(chance).collect::<platform::Result<_>>()?,
        next_review_on: order.next_review_on,
    };
    made(situation::note(&visit.app, &visit.actor, &id, &new)?)
}

/// A part of a structured analysis.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
struct NewFactor {
    /// `party`, `driver`, `trigger` or `spoiler`.
    kind: String,
    /// Its name, 1 to 200 characters.
    name: String,
    /// Interests of a party; else what is known of it.
    #[serde(default)]
    detail: String,
}

/// Adds a party with its interests, a driver, a trigger or a spoiler.
#[utoipa::path(post, path = "/api/v1/warning/situations/{id}/factors", tag = "warning", security(("token" = [])), request_body = NewFactor, params(("id" = String, Path, description = "The situation's id")),
    responses((status = 201, description = "Added", body = New), (status = 401, description = "Nobody is signed in", body = Problem, content_type = "application/problem+json"), (status = 403, description = "Not for this role", body = Problem, content_type = "application/problem+json"), (status = 404, description = "No such situation", body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "The kind or name does not fit", body = Problem, content_type = "application/problem+json")))]
fn add_factor(visit: Visit, asked: (Path<String>, Sent<NewFactor>)) -> Outcome {
    let (Path(id), Sent(new)) = asked;
    made(situation::add_factor(&visit.app, &visit.actor, &id, &new.kind, &new.name, &new.detail)?)
}

/// Withdraws a party, driver, trigger or spoiler that no longer holds.
#[utoipa::path(delete, path = "/api/v1/warning/situations/{id}/factors/{factor}", tag = "warning", security(("token" = [])),
    params(("id" = String, Path, description = "The situation's id"), ("factor" = String, Path, description = "The factor's id")),
    responses((status = 204, description = "Withdrawn"), (status = 401, description = "Nobody is signed in", body = Problem, content_type = "application/problem+json"), (status = 403, description = "Not for this role", body = Problem, content_type = "application/problem+json"), (status = 404, description = "No such situation or factor", body = Problem, content_type = "application/problem+json")))]
fn withdraw_factor(visit: Visit, Path((id, factor)): Path<(String, String)>) -> Outcome {
    situation::withdraw_factor(&visit.app, &visit.actor, &id, &factor)?;
    Ok(Reply::done())
}

/// Scenarios and their chances.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
struct ScenarioSet {
    /// 1 to 20 scenarios whose chances sum to one.
    scenarios: Vec<Scenario>,
}

/// Sets the scenarios anew. Earlier sets are kept.
#[utoipa::path(put, path = "/api/v1/warning/situations/{id}/scenarios", tag = "warning", security(("token" = [])), request_body = ScenarioSet, params(("id" = String, Path, description = "The situation's id")),
    responses((status = 204, description = "Set"), (status = 401, description = "Nobody is signed in", body = Problem, content_type = "application/problem+json"), (status = 403, description = "Not for this role", body = Problem, content_type = "application/problem+json"), (status = 404, description = "No such situation", body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "The chances do not sum to one", body = Problem, content_type = "application/problem+json")))]
fn set_scenarios(visit: Visit, asked: (Path<String>, Sent<ScenarioSet>)) -> Outcome {
    let (Path(id), Sent(set)) = asked;
    situation::set_scenarios(&visit.app, &visit.actor, &id, &set.scenarios)?;
    Ok(Reply::done())
}
