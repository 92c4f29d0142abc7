//! The programs' interface: signing in and tokens here; compartments, markings and looks below.

mod clearance;
mod keeping;

use crate::session::{self, Way};
use crate::sign_in::{self, Step};
use crate::token::{self, Token};
use axum::extract::Path;
use platform::actor::{Needs, Role, Scope};
use platform::web::{Asked, Outcome, Problem, Reply, Route, Sent, Visit};
use platform::{Error, Result, say};
use serde::{Deserialize, Serialize};

pub(crate) fn routes() -> Vec<Route> {
    let mut all = clearance::routes();
    all.extend(keeping::routes());
    all.extend([
        Route::api::<__path_open_session, _, _>(Needs::Nothing, open_session),
        Route::api::<__path_list_tokens, _, _>(Needs::SignedIn, list_tokens),
        Route::api::<__path_make_token, _, _>(Needs::SignedIn, make_token),
        Route::api::<__path_end_token, _, _>(Needs::SignedIn, end_token),
    ]);
    all
}

/// Who signs in.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
pub struct Credentials {
    /// The name to sign in with.
    pub login: String,
    /// The password.
    pub password: String,
    /// A code of the authenticator app or a recovery code, where the account has a second factor.
    #[serde(default)]
    pub code: String,
}

/// A session for a program.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct Session {
    /// Send it as `Authorization: Bearer …`. It ends after 30 minutes without a request, and after 12 hours in any case, unless the operator set other times.
    pub token: String,
    /// The person's name.
    pub name: String,
    /// The person's role.
    pub role: Role,
}

/// Signs in and gives a token for further calls. A program that runs by itself takes a token of `/api/v1/access/tokens` instead.
#[utoipa::path(post, path = "/api/v1/access/sessions", tag = "access", request_body = Credentials,
    responses((status = 201, description = "Signed in", body = Session),
        (status = 403, description = "The role needs a second factor, and there is none yet", body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "The name, the password or the code is not right", body = Problem, content_type = "application/problem+json"),
        (status = 429, description = "Too many tries", body = Problem, content_type = "application/problem+json")))]
fn open_session(visit: Visit, Sent(asked): Sent<Credentials>) -> Outcome {
    let opened = sign_in(&visit, &asked)?;
    Ok(Reply::json(&Session { token: opened.token, name: opened.account.name, role: opened.account.role })?.with_status(201))
}

fn sign_in(visit: &Visit, asked: &Credentials) -> Result<crate::session::Opened> {
    let way = Way::of(visit);
    match sign_in::with_password(&visit.app, &way, &asked.login, &asked.password)? {
        Step::In(opened) => Ok(*opened),
        Step::Second(_) if asked.code.is_empty() => Err(Error::invalid("code", say!("access-error-code-needed"))),
        Step::Second(token) => sign_in::with_code(&visit.app, &way, &token, &asked.code),
        Step::Enrol(_) => Err(Error::Forbidden(say!("access-error-factor-first"))),
    }
}

/// One's own tokens, the latest first.
#[utoipa::path(get, path = "/api/v1/access/tokens", tag = "access",
    responses((status = 200, description = "The tokens, without their secrets", body = Vec<Token>),
        (status = 401, description = "Nobody is signed in", body = Problem, content_type = "application/problem+json")))]
fn list_tokens(visit: Visit, _: Asked<serde_json::Value>) -> Outcome {
    Reply::json(&token::list(&visit.app, &visit.actor)?)
}

/// The token wanted.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
pub struct NewToken {
    /// What it is for.
    pub name: String,
    /// How much of one's own role it lends.
    pub scope: Scope,
    /// After how many days it ends, 1 to 366.
    pub days: i64,
}

/// A token just made.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct MadeToken {
    /// The secret, shown only here. Send it as `Authorization: Bearer …`.
    pub secret: String,
    /// The token in the list.
    pub token: Token,
}

/// Makes a token for a program. It takes a session of the last ten minutes: a token makes no other.
#[utoipa::path(post, path = "/api/v1/access/tokens", tag = "access", request_body = NewToken,
    responses((status = 201, description = "The token with its secret", body = MadeToken),
        (status = 401, description = "Nobody is signed in", body = Problem, content_type = "application/problem+json"),
        (status = 403, description = "One's own role does not lend this scope, or the session is older than ten minutes", body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "The name or the days do not fit", body = Problem, content_type = "application/problem+json")))]
fn make_token(visit: Visit, Sent(asked): Sent<NewToken>) -> Outcome {
    if !session::is_fresh(&visit.app, &visit.headers)? {
        return Err(Error::Forbidden(say!("access-error-session-needed")));
    }
    let (secret, token) = token::make(&visit.app, &visit.actor, &asked.name, asked.scope, asked.days)?;
    Ok(Reply::json(&MadeToken { secret, token })?.with_status(201))
}

/// Ends one of one's own tokens.
#[utoipa::path(delete, path = "/api/v1/access/tokens/{id}", tag = "access", params(("id" = String, Path, description = "Id of the token")),
    responses((status = 204, description = "It has ended"),
        (status = 401, description = "Nobody is signed in", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "No such token of one's own", body = Problem, content_type = "application/problem+json")))]
fn end_token(visit: Visit, Path(id): Path<String>) -> Outcome {
    token::end(&visit.app, &visit.actor, &id)?;
    Ok(Reply::done())
}
