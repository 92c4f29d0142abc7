//! The pages of jobs.

use super::{Job, read_as, recent};
use crate::actor::Needs;
use crate::web::ShowPage;
use crate::web::{Asked, Outcome, Reply, Route, Visit};
use askama::Template;
use axum::extract::Path;

#[derive(Template)]
#[template(path = "jobs.html")]
struct JobsPage<'a> {
    v: &'a Visit,
    jobs: &'a [Job],
}

#[derive(Template)]
#[template(path = "job.html")]
struct JobPage<'a> {
    v: &'a Visit,
    job: &'a Job,
}

fn list_page(visit: Visit, _: Asked<serde_json::Value>) -> Outcome {
    let jobs: Vec<Job> = visit.app.read(&visit.actor, recent)?.into_iter().map(|job| job.told(&visit)).collect();
    visit.show(&JobsPage { v: &visit, jobs: &jobs }, &jobs)
}

fn page(visit: Visit, Path(id): Path<String>) -> Outcome {
    let job = read_as(&visit.app, &visit.actor, &id)?.told(&visit);
    let reply = visit.show(&JobPage { v: &visit, job: &job }, &job)?;
    // A page without scripts asks again by itself.
    Ok(if job.is_open() { reply.with_header(axum::http::header::REFRESH, "2") } else { reply })
}

/// One job: its progress and its outcome.
#[utoipa::path(get, path = "/api/v1/jobs/{id}", tag = "jobs", params(("id" = String, Path, description = "Id of the job")),
    responses((status = 200, description = "The job", body = Job), (status = 404, description = "No such job", body = crate::web::Problem, content_type = "application/problem+json")))]
fn api_job(visit: Visit, Path(id): Path<String>) -> Outcome {
    Reply::json(&read_as(&visit.app, &visit.actor, &id)?.told(&visit))
}

pub(crate) fn routes() -> Vec<Route> {
    vec![
        Route::page("/jobs", Needs::Curating, list_page),
        Route::page("/jobs/{id}", Needs::Curating, page),
        Route::api::<__path_api_job, _, _>(Needs::Curating, api_job),
    ]
}
