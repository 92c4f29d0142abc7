//! Routes: an address, the clearance it needs, and the function that answers.

use super::entry;
use super::forms::{self, HandedIn, Upload};
use super::pool;
use super::refused::{self, Draft, Refused, Stands};
use super::reply::{Outcome, Reply, problem_reply};
use super::visit::{Visit, Wanted, form_pairs};
use crate::actor::Needs;
use crate::app::App;
use crate::audit::{Circumstances, highest_shown, is_taken, within};
use crate::clearance::marking::{self, Level};
use crate::limits;
use crate::{Error, Result, say};
use axum::extract::{FromRequest, Request};
use axum::http::{HeaderName, Method};
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodFilter, MethodRouter, on};
use std::any::TypeId;
use std::time::Instant;

/// Pages answer people, forms change things for people, the programs' interface answers programs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A page, also to be had as data.
    Page,
    /// The target of a form.
    Form,
    /// Part of the programs' interface.
    Api,
}

/// One address.
pub struct Route {
    /// GET, POST …
    pub method: Method,
    /// The address, as in `/library/documents/{id}`.
    pub path: String,
    /// Who may come here.
    pub needs: Needs,
    /// What it is.
    pub kind: Kind,
    /// Whether it takes files: its form is sent in parts, the token first.
    pub takes_files: bool,
    /// The page that a form stands on.
    pub stands_on: Option<String>,
    /// Its part of the OpenAPI document.
    pub(crate) described: Option<Described>,
    pub(crate) service: MethodRouter<App>,
}

/// A named schema of the OpenAPI document.
pub type NamedSchema = (String, utoipa::openapi::RefOr<utoipa::openapi::schema::Schema>);

pub(crate) struct Described {
    /// Key of its summary, where that is a word.
    pub label: Option<String>,
    pub operation: utoipa::openapi::path::Operation,
    pub schemas: Vec<NamedSchema>,
}

impl Route {
    /// A page at `path`.
    pub fn page<Q, M>(path: &str, needs: Needs, answer: fn(Visit, Q) -> Outcome) -> Route
    where
        Q: FromRequest<App, M> + Send + 'static,
        M: 'static,
    {
        Route::new(Method::GET, path, Kind::Page, needs, answer)
    }

    /// The target of a form at `path`.
    pub fn form<Q, M>(path: &str, needs: Needs, answer: fn(Visit, Q) -> Outcome) -> Route
    where
        Q: FromRequest<App, M> + Send + 'static,
        M: 'static,
    {
        Route::new(Method::POST, path, Kind::Form, needs, answer)
    }

    /// Says on which page this form stands, as in `/library/baskets/{id}`: there it is drawn again
    /// with what was typed where it is refused. A blank is filled from this address, else with
    /// what the form holds under that name.
    pub fn on(mut self, page: &str) -> Route {
        self.stands_on = Some(page.to_owned());
        self
    }

    /// A call of the programs' interface, described by the `__path_…` type that
    /// `#[utoipa::path]` makes.
    pub fn api<P, Q, M>(needs: Needs, answer: fn(Visit, Q) -> Outcome) -> Route
    where
        P: utoipa::Path + utoipa::__dev::SchemaReferences,
        Q: FromRequest<App, M> + Send + 'static,
        M: 'static,
    {
        let method = match P::methods().first().expect("a path has a method") {
            utoipa::openapi::HttpMethod::Get => Method::GET,
            utoipa::openapi::HttpMethod::Post => Method::POST,
            utoipa::openapi::HttpMethod::Put => Method::PUT,
            utoipa::openapi::HttpMethod::Delete => Method::DELETE,
            utoipa::openapi::HttpMethod::Patch => Method::PATCH,
            other => panic!("the method of {} is not one we use: {}", P::path(), serde_json::json!(other)),
        };
        let mut schemas = Vec::new();
        P::schemas(&mut schemas);
        let mut route = Route::new(method, &P::path(), Kind::Api, needs, answer);
        route.described = Some(Described { label: None, operation: P::operation(), schemas });
        route
    }

    pub(crate) fn new<Q, M>(method: Method, path: &str, kind: Kind, needs: Needs, answer: impl Answer<Q>) -> Route
    where
        Q: FromRequest<App, M> + Send + 'static,
        M: 'static,
    {
        let filter = MethodFilter::try_from(method.clone()).expect("an ordinary method");
        // What only reads, and signing in, is also sent with POST.
        let writes = !method.is_safe() && !matches!(needs, Needs::Nothing | Needs::Reading);
        let service = on(filter, move |visit: Visit, request: Request| answer_to(visit, request, (needs, writes), answer.clone()));
        let takes_files = [TypeId::of::<Upload>(), TypeId::of::<HandedIn>()].contains(&TypeId::of::<Q>());
        Route { method, path: path.to_owned(), needs, kind, takes_files, stands_on: None, described: None, service }
    }
}

/// What answers at an address.
pub(crate) trait Answer<Q>: Fn(Visit, Q) -> Outcome + Clone + Send + Sync + 'static {}
impl<Q, A: Fn(Visit, Q) -> Outcome + Clone + Send + Sync + 'static> Answer<Q> for A {}

async fn answer_to<Q, M>(visit: Visit, mut request: Request, (needs, writes): (Needs, bool), answer: impl Answer<Q>) -> Response
where
    Q: FromRequest<App, M> + Send + 'static,
{
    let stands = request.extensions().get::<Stands>().cloned();
    let draft = Draft::default();
    if stands.is_some() {
        request.extensions_mut().insert(draft.clone());
    }
    let allowed = visit.app.require(&visit.actor, needs);
    // Before anything of the request is read, so that a token that only reads learns nothing.
    let allowed = allowed.and_then(|()| if writes { visit.app.require_writing(&visit.actor) } else { Ok(()) });
    if let Err(error) = allowed {
        if stands.is_some() && matches!(error, Error::SignInNeeded) {
            // What somebody typed while their session ended is theirs to copy.
            forms::put_down(&visit, request).await;
        }
        return refused::answer(&visit, &error, stands.as_ref(), &draft).await;
    }
    let app = visit.app.clone();
    let looks = request.method().is_safe();
    let asked = match Q::from_request(request, &app).await.map_err(IntoResponse::into_response) {
        Ok(asked) => asked,
        Err(mut response) => {
            return match response.extensions_mut().remove::<Refused>() {
                Some(Refused(error)) => refused::answer(&visit, &error, stands.as_ref(), &draft).await,
                None => in_our_words(&visit, response),
            };
        }
    };
    // From here on: the time a slow line needs to send its request is its own.
    let until = Instant::now() + if looks { limits::LOOKING } else { limits::CHANGING };
    match run(&visit, until, move |visit| answer(visit, asked)).await {
        Ok(response) => response,
        Err(error) => refused::answer(&visit, &error, stands.as_ref(), &draft).await,
    }
}

/// A refusal of the layer below, as of a blank that is not text, gets the form of all others.
fn in_our_words(visit: &Visit, response: Response) -> Response {
    let kind = response.headers().get(axum::http::header::CONTENT_TYPE).and_then(|v| v.to_str().ok()).unwrap_or("");
    if !response.status().is_client_error() || !kind.starts_with("text/plain") {
        return response;
    }
    let error = Error::NotFound(say!("platform-error-no-address"));
    problem_reply(visit, &error).into_response()
}

/// Runs a handler on a blocking thread: everything below the web kit is plain, blocking code.
async fn run(kept: &Visit, until: Instant, answer: impl FnOnce(Visit) -> Outcome + Send + 'static) -> Result<Response> {
    let visit = kept.clone();
    let mut around = Circumstances::of_request(&visit.request_id);
    around.taken = visit.wanted != Wanted::Page || visit.path.starts_with("/api/");
    if !around.taken {
        around.closed = entry::words_for_closed(&visit.app, visit.language);
    }
    let told = visit.clone();
    let answer = move || {
        let outcome = answer(visit);
        (outcome.map_err(|error| why_not(&told, error)), highest_shown())
    };
    let who = pool::network(&kept.source);
    let (outcome, shown) = pool::on_a_thread(&kept.app, &who, move || limits::by(until, || within(around, answer))).await?;
    Ok(marked(outcome?, shown).into_response())
}

/// What is not there only because it must not be taken away says so.
fn why_not(visit: &Visit, error: Error) -> Error {
    if !matches!(error, Error::NotFound(_)) || !is_taken() {
        return error;
    }
    let path = visit.path.replace(['&', '='], "").replace('+', "%2B");
    let parts = path.split('/').flat_map(|part| form_pairs(part).map(|(part, _)| part).collect::<Vec<_>>());
    let parts = parts.flat_map(|part| [part.trim_end_matches(".csl").to_owned(), part.split_once(':').map_or("", |(_, id)| id).to_owned()]);
    let named: Vec<String> = parts.chain(form_pairs(&visit.query).map(|(_, value)| value)).filter(|part| !part.is_empty()).collect();
    marking::refuse_taking(&visit.app, &visit.actor, &named).err().unwrap_or(error)
}

/// Says in a header how what is shown is marked, so that programs and proxies know it too.
fn marked(reply: Reply, shown: Level) -> Reply {
    if shown == Level::Unclassified {
        return reply;
    }
    reply.with_header(HeaderName::from_static("goodoffices-marking"), shown.word())
}
