//! The programs' interface: signing in and out.

use crate::session;
use platform::actor::{Needs, Via};
use platform::web::{Outcome, Problem, Reply, Route, Sent, Visit};
use serde::{Deserialize, Serialize};

pub(crate) fn routes() -> Vec<Route> {
    vec![
        Route::api::<__path_open_session, _, _>(Needs::Nothing, open_session),
    ]
}

/// Who signs in.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
pub struct Credentials {
    /// The name to sign in with.
    pub login: String,
    /// The password.
    pub password: String,
}

/// A session for a program.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct Session {
    /// Send it as `Authorization: Bearer …`. It ends after 30 minutes without a request, and after 12 hours in any case.
    pub token: String,
    /// The person's name.
    pub name: String,
    /// The person's role.
    pub role: platform::actor::Role,
}

/// Signs in and gives a token for further calls.
#[utoipa::path(post, path = "/api/v1/access/sessions", tag = "access", request_body = Credentials,
    responses((status = 201, description = "Signed in", body = Session),
        (status = 422, description = "The name or the password is not right", body = Problem, content_type = "application/problem+json"),
        (status = 429, description = "Too many tries for this name", body = Problem, content_type = "application/problem+json")))]
fn open_session(visit: Visit, Sent(asked): Sent<Credentials>) -> Outcome {
    let opened = session::open(&visit.app, &asked.login, &asked.password, Via::Api)?;
    Ok(Reply::json(&Session { token: opened.token, name: opened.account.name, role: opened.account.role })?.with_status(201))
}
