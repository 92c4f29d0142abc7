//! The programs' interface to what compartments keep on things, and to what is withheld from
//! everybody. Confirming is for people alone.

use super::clearance::MadeId;
use axum::extract::Path;
use platform::actor::Needs;
use platform::clearance::annotation::{self, Annotation};
use platform::clearance::marking::{self, Level};
use platform::clearance::withholding::{self, Withholding};
use platform::web::{Asked, Outcome, Problem, Reply, Route, Sent, Visit};
use serde::Deserialize;

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::api::<__path_list_annotations, _, _>(Needs::SignedIn, list_annotations),
        Route::api::<__path_add_annotation, _, _>(Needs::SignedIn, add_annotation),
        Route::api::<__path_remove_annotation, _, _>(Needs::SignedIn, remove_annotation),
        Route::api::<__path_list_withheld, _, _>(Needs::SignedIn, list_withheld),
        Route::api::<__path_ask_return, _, _>(Needs::Curating, ask_return),
        Route::api::<__path_withdraw, _, _>(Needs::SignedIn, withdraw),
    ]
}

/// What compartments that one sees into keep on a thing.
#[utoipa::path(get, path = "/api/v1/access/annotations/{thing}", tag = "access",
    params(("thing" = String, Path, description = "Kind and id of the thing, as in document:demo:1, escaped")),
    responses((status = 200, description = "The notes, the oldest first", body = Vec<Annotation>),
        (status = 401, description = "Nobody is signed in", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "No such thing that one sees", body = Problem, content_type = "application/problem+json")))]
fn list_annotations(visit: Visit, asked: (Path<String>, Asked<serde_json::Value>)) -> Outcome {
    let (Path(thing), _) = asked;
    marking::look(&visit.app, &visit.actor, &thing)?;
    Reply::json(&annotation::on_thing(&visit.app, &visit.actor, &thing)?)
}

/// The note wanted.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
pub struct NewAnnotation {
    /// Id of the compartment whose members alone see it; one is in it.
    pub compartment: String,
    /// `confidential` or `strictly_confidential`.
    pub level: Level,
    /// What it says, 1 to 10,000 characters.
    pub text: String,
}

/// Keeps a note on a thing for a compartment; nobody's sight of the thing changes.
#[utoipa::path(post, path = "/api/v1/access/annotations/{thing}", tag = "access", request_body = NewAnnotation,
    params(("thing" = String, Path, description = "Kind and id of the thing, as in document:demo:1, escaped")),
    responses((status = 201, description = "It is kept", body = MadeId),
        (status = 401, description = "Nobody is signed in", body = Problem, content_type = "application/problem+json"),
        (status = 403, description = "The token only reads, or one only looks in", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "No such thing or compartment that one sees", body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "The level or the text does not fit", body = Problem, content_type = "application/problem+json")))]
fn add_annotation(visit: Visit, asked: (Path<String>, Sent<NewAnnotation>)) -> Outcome {
    let (Path(thing), Sent(new)) = asked;
    let id = annotation::add(&visit.app, &visit.actor, &thing, &new.compartment, new.level, &new.text)?;
    Ok(Reply::json(&MadeId { id })?.with_status(201))
}

/// Removes a note: its author, or who keeps its compartment.
#[utoipa::path(delete, path = "/api/v1/access/annotations/{thing}/{annotation}", tag = "access",
    params(("thing" = String, Path, description = "Kind and id of the thing, escaped"), ("annotation" = String, Path, description = "Id of the note")),
    responses((status = 204, description = "It is removed"),
        (status = 401, description = "Nobody is signed in", body = Problem, content_type = "application/problem+json"),
        (status = 403, description = "One neither wrote it nor keeps its compartment", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "No such note that one sees", body = Problem, content_type = "application/problem+json")))]
fn remove_annotation(visit: Visit, Path((thing, annotation)): Path<(String, String)>) -> Outcome {
    marking::look(&visit.app, &visit.actor, &thing)?;
    annotation::remove(&visit.app, &visit.actor, &annotation)?;
    Ok(Reply::done())
}

/// What is to leave everybody's sight or to come back, and what left it, by reference; for others
/// than curators, what they asked for themselves.
#[utoipa::path(get, path = "/api/v1/access/withheld", tag = "access",
    responses((status = 200, description = "The newest 500", body = Vec<Withholding>),
        (status = 401, description = "Nobody is signed in", body = Problem, content_type = "application/problem+json")))]
fn list_withheld(visit: Visit, _: Asked<serde_json::Value>) -> Outcome {
    Reply::json(&withholding::list(&visit.app, &visit.actor)?)
}

/// Why something is to come back.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
pub struct ReturnAsked {
    /// Why, in 10 to 2,000 characters; other curators read it.
    pub reason: String,
}

/// Asks that something which left everybody's sight comes back; another curator confirms it on
/// its page, signed in.
#[utoipa::path(post, path = "/api/v1/access/withheld/{id}/return", tag = "access", request_body = ReturnAsked,
    params(("id" = String, Path, description = "Id under which it left")),
    responses((status = 201, description = "It was asked for", body = MadeId),
        (status = 401, description = "Nobody is signed in", body = Problem, content_type = "application/problem+json"),
        (status = 403, description = "One is no curator", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "Nothing left under this id", body = Problem, content_type = "application/problem+json"),
        (status = 409, description = "It is not withheld any more, or its return waits already", body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "The reason does not fit", body = Problem, content_type = "application/problem+json")))]
fn ask_return(visit: Visit, asked: (Path<String>, Sent<ReturnAsked>)) -> Outcome {
    let (Path(id), Sent(asked)) = asked;
    let id = withholding::ask_return(&visit.app, &visit.actor, &id, &asked.reason)?;
    Ok(Reply::json(&MadeId { id })?.with_status(201))
}

/// Takes back what one asked for.
#[utoipa::path(delete, path = "/api/v1/access/withheld/{id}", tag = "access", params(("id" = String, Path, description = "Id of what was asked for")),
    responses((status = 204, description = "It is withdrawn"),
        (status = 401, description = "Nobody is signed in", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "One asked for no such thing", body = Problem, content_type = "application/problem+json"),
        (status = 409, description = "It was decided already", body = Problem, content_type = "application/problem+json")))]
fn withdraw(visit: Visit, Path(id): Path<String>) -> Outcome {
    withholding::withdraw(&visit.app, &visit.actor, &id)?;
    Ok(Reply::done())
}
