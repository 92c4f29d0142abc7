//! What stands around every route: who asks and in which language, the check of the
//! Origin, headers, ETags.

use super::entry;
use super::host;
use super::pool::{self, Share};
use super::reply::{problem_document, problem_reply};
use super::source;
use super::visit::{Visit, Wanted, form_pairs_value};
use crate::actor::{Actor, Via};
use crate::app::App;
use crate::audit::{Circumstances, within};
use crate::languages::Language;
use crate::limits;
use crate::{Error, say};
use axum::body::{Body, Bytes, HttpBody, to_bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, Uri, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use hyper::body::{Frame, SizeHint};
use sha2::{Digest, Sha256};
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Instant;

/// Endings under which a page is also to be had.
const ENDINGS: [&str; 11] = ["json", "geojson", "csv", "ics", "jsonl", "parquet", "bib", "ris", "ttl", "md", "docx"];

/// Every reply carries these.
const HEADERS: [(&str, &str); 8] = [
    (
        "content-security-policy",
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'",
    ),
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "no-referrer"),
    ("permissions-policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    ("strict-transport-security", "max-age=31536000"),
    ("x-frame-options", "DENY"),
];

/// What else a file to save carries: nothing in it runs, should a browser show it all the same.
const OF_A_FILE: &str = "default-src 'none'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'; form-action 'none'; sandbox";

/// The header in which a call with a cookie carries the token of a form.
const CALL_TOKEN: &str = "x-form-token";

const LANGUAGE_COOKIE: &str = "goodoffices_language";

/// Takes the ending that names a form off the path, before routing.
pub(super) fn split_ending(mut request: Request) -> Request {
    let path = request.uri().path();
    let found = path.rsplit_once('.').filter(|(start, end)| {
        ENDINGS.contains(end) && !start.ends_with('/') && !path.starts_with("/assets/") && !path.starts_with("/api/")
    });
    let Some((start, end)) = found else {
        request.extensions_mut().insert(Wanted::Page);
        return request;
    };
    let wanted = Wanted::Data(end.to_owned());
    let target = match request.uri().query() {
        Some(query) => format!("{start}?{query}"),
        None => start.to_owned(),
    };
    if let Ok(uri) = target.parse::<Uri>() {
        *request.uri_mut() = uri;
    }
    request.extensions_mut().insert(wanted);
    request
}

/// Finds out who asks and in which language, and checks that changes come from our own pages.
pub(super) async fn visit(State(app): State<App>, mut request: Request, next: Next) -> Response {
    let headers = request.headers();
    let query = request.uri().query().unwrap_or("").to_owned();
    let path = request.uri().path().to_owned();
    let asked_language = form_pairs_value(&query, "lang").and_then(|code| Language::from_code(&code));
    let language = asked_language.unwrap_or_else(|| language_of(headers));
    let secure = app.config().text("base_url").starts_with("https://");
    let known_form_cookie = cookie(headers, form_cookie(secure)).filter(|value| value.len() == 32);
    let form_cookie_value = known_form_cookie.clone().unwrap_or_else(fresh_token);
    let via = if path.starts_with("/api/") { Via::Api } else { Via::Web };
    let headers_kept = headers.clone();
    let request_id = crate::clock::new_id();
    let wanted = request.extensions().get::<Wanted>().cloned().unwrap_or(Wanted::Page);
    let mut visit = Visit {
        app: app.clone(),
        actor: Actor::visitor(via),
        language,
        wanted,
        path,
        query,
        form_token: form_token(&form_cookie_value),
        headers: headers.clone(),
        source: source::of(&app, &request),
        request_id,
    };
    if let Err(error) = host::check(&app, request.uri(), request.headers()) {
        return finish(problem_reply(&visit, &error).into_response(), &visit);
    }
    let around = Circumstances::of_request(&visit.request_id);
    let identifying = app.clone();
    let who = pool::network(&visit.source);
    let until = Instant::now() + limits::LOOKING;
    let identified = move || limits::by(until, || within(around, || identify(&identifying, &headers_kept, via)));
    match pool::on_a_thread(&app, &who, identified).await {
        Ok(Ok(actor)) => visit.actor = actor,
        Ok(Err(error)) | Err(error) => return finish(problem_reply(&visit, &error).into_response(), &visit),
    }
    if let Err(error) = entry::check_address(&visit.path, &visit.query) {
        return finish(problem_reply(&visit, &error).into_response(), &visit);
    }
    if let Err(error) = check_origin(&visit, request.method(), request.headers()) {
        return finish(problem_reply(&visit, &error).into_response(), &visit);
    }
    let is_page = visit.wanted == Wanted::Page && via == Via::Web && !visit.path.starts_with("/assets/");
    request.extensions_mut().insert(visit.clone());
    let mut response = finish(next.run(request).await, &visit);
    if is_page && known_form_cookie.is_none() {
        set_cookie(&mut response, form_cookie(secure), &form_cookie_value, secure, "Strict", true);
    }
    if is_page && let Some(language) = asked_language {
        set_cookie(&mut response, LANGUAGE_COOKIE, language.code(), secure, "Lax", false);
    }
    response
}

fn form_cookie(secure: bool) -> &'static str {
    if secure { "__Host-goodoffices_form" } else { "goodoffices_form" }
}

pub(crate) fn form_token(cookie: &str) -> String {
    hex::encode(&Sha256::digest(format!("form:{cookie}").as_bytes())[..16])
}

/// 128 random bits as hex digits.
fn fresh_token() -> String {
    let mut bytes = [0u8; 16];
    getrandom::fill(&mut bytes).expect("the system gives random bytes");
    hex::encode(bytes)
}

fn identify(app: &App, headers: &HeaderMap, via: Via) -> crate::Result<Actor> {
    for domain in app.domains() {
        if let Some(identify) = domain.identify
            && let Some(actor) = identify(app, headers)?
        {
            return Ok(Actor { via, ..actor });
        }
    }
    Ok(Actor::visitor(via))
}

/// The value of a cookie.
pub fn cookie(headers: &HeaderMap, name: &str) -> Option<String> {
    let all = headers.get_all(header::COOKIE).iter().filter_map(|v| v.to_str().ok());
    let mut pairs = all.flat_map(|v| v.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs.find(|(key, _)| *key == name).map(|(_, value)| value.to_owned())
}

fn set_cookie(response: &mut Response, name: &str, value: &str, secure: bool, same_site: &str, hidden: bool) {
    let secure = if secure { "; Secure" } else { "" };
    let hidden = if hidden { "; HttpOnly" } else { "" };
    let text = format!("{name}={value}; Path=/; SameSite={same_site}{hidden}{secure}");
    if let Ok(value) = HeaderValue::from_str(&text) {
        response.headers_mut().append(header::SET_COOKIE, value);
    }
}

/// The reader's language: chosen before, or the first of the six that the browser names.
fn language_of(headers: &HeaderMap) -> Language {
    if let Some(chosen) = cookie(headers, LANGUAGE_COOKIE).and_then(|code| Language::from_code(&code)) {
        return chosen;
    }
    let accepted = headers.get(header::ACCEPT_LANGUAGE).and_then(|v| v.to_str().ok()).unwrap_or("");
    let codes = accepted.split(',').filter_map(|part| part.trim().get(..2));
    codes.filter_map(Language::from_code).next().unwrap_or(Language::English)
}

/// A change must come from our own pages: the browser says where a form stood.
fn check_origin(visit: &Visit, method: &Method, headers: &HeaderMap) -> crate::Result<()> {
    if method.is_safe() {
        return Ok(());
    }
    let text = |name: HeaderName| headers.get(name).and_then(|v| v.to_str().ok()).map(str::to_owned);
    let bearer = text(header::AUTHORIZATION).is_some_and(|v| v.starts_with("Bearer "));
    if visit.path.starts_with("/api/") && (bearer || headers.get(header::COOKIE).is_none()) {
        return Ok(()); // A program: no browser adds its proof by itself.
    }
    let foreign = || Error::Forbidden(say!("platform-error-foreign-site"));
    let site = text(HeaderName::from_static("sec-fetch-site"));
    if site.as_deref().is_some_and(|site| site != "same-origin") {
        return Err(foreign());
    }
    match text(header::ORIGIN).filter(|origin| origin != "null" || site.is_none()) {
        Some(origin) => {
            let host = text(header::HOST).unwrap_or_default();
            let named = origin.split_once("://").map_or("", |(_, host)| host);
            if named != host || host.is_empty() {
                return Err(foreign());
            }
        }
        // Browsers leave it out, or say “null” since our pages hand on no address (the
        // referrer policy), where they say besides that the page is ours.
        None if site.is_some() => {}
        None => return Err(foreign()),
    }
    if visit.path.starts_with("/api/") { check_call(visit, headers) } else { Ok(()) }
}

/// A call of the programs' interface that rides on a browser's cookie needs what a form needs.
fn check_call(visit: &Visit, headers: &HeaderMap) -> crate::Result<()> {
    let given = headers.get(CALL_TOKEN).and_then(|v| v.to_str().ok());
    super::forms::check_token(visit, given)
}

/// Adds the headers of every reply; a reply to a person who signed in is kept nowhere.
fn finish(mut response: Response, visit: &Visit) -> Response {
    let headers = response.headers_mut();
    if !headers.contains_key(header::CACHE_CONTROL) {
        let rule = if visit.actor.is_signed_in() { "no-store" } else { "no-cache" };
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(rule));
        headers.insert(header::VARY, HeaderValue::from_static("cookie, accept-language, accept-encoding"));
    }
    if let Ok(value) = HeaderValue::from_str(visit.language.code()) {
        headers.insert(header::CONTENT_LANGUAGE, value);
    }
    response
}

/// The headers of target A13 on every reply, errors and downloads included.
pub(super) async fn protect(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    for (name, value) in HEADERS {
        response.headers_mut().insert(HeaderName::from_static(name), HeaderValue::from_static(value));
    }
    let headers = response.headers_mut();
    if headers.contains_key(header::CONTENT_DISPOSITION) {
        headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(OF_A_FILE));
    }
    // Nobody knows who a reply is for that no visit finished.
    if !headers.contains_key(header::CACHE_CONTROL) {
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
    response
}

/// Pages carry an ETag, and a reader who has the same page already is told so.
pub(super) async fn etag(request: Request, next: Next) -> Response {
    let known = request.headers().get(header::IF_NONE_MATCH).cloned();
    let is_get = request.method() == Method::GET;
    let response = next.run(request).await;
    let streams = response.headers().contains_key(header::CONTENT_DISPOSITION);
    if !is_get || streams || response.status() != StatusCode::OK {
        return response;
    }
    let (mut parts, body) = response.into_parts();
    let Ok(bytes) = to_bytes(body, usize::MAX).await else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    let tag = format!("W/\"{}\"", hex::encode(&Sha256::digest(&bytes)[..12]));
    let value = HeaderValue::from_str(&tag).expect("hex digits and quotes");
    let same = known.is_some_and(|known| known == value);
    parts.headers.insert(header::ETAG, value);
    if same {
        parts.status = StatusCode::NOT_MODIFIED;
        parts.headers.remove(header::CONTENT_LENGTH);
        return Response::from_parts(parts, Body::empty());
    }
    Response::from_parts(parts, Body::from(bytes))
}

/// Counts whole answers that wait for their readers: who does not read what they asked for
/// takes no more memory than there is for that.
pub(super) async fn bound(State(app): State<App>, request: Request, next: Next) -> Response {
    let who = pool::network(&source::of(&app, &request));
    let response = next.run(request).await;
    let size = response.body().size_hint().exact().and_then(|size| usize::try_from(size).ok()).unwrap_or(0);
    if size <= pool::SMALL {
        return response;
    }
    match pool::pools(&app).ok().and_then(|pools| pools.answers.take(&who, size / 1024)) {
        Some(share) => response.map(|body| Body::new(Held { body, _share: share })),
        None => problem_document(&app, Language::English, &Error::Unavailable(say!("platform-error-answers-busy")))
            .with_status(StatusCode::SERVICE_UNAVAILABLE.as_u16())
            .into_response(),
    }
}

/// A body that holds its share of the memory for answers.
struct Held {
    body: Body,
    _share: Share,
}

impl HttpBody for Held {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        Pin::new(&mut self.body).poll_frame(cx)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}
