//! A form that was refused: the page it stands on comes back as it is now, with everything that
//! was typed, each fault at its field, and what to mend on top.

use super::pool::Share;
use super::refill::{self, Line, Sent, Summary};
use super::reply::{problem_with, with_retry};
use super::visit::{Visit, Wanted, escape, form_pairs};
use super::{Reply, entry};
use crate::{Error, Fault};
use askama::Template;
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::Request;
use axum::http::response::Parts;
use axum::http::{StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use std::sync::{Arc, Mutex, PoisonError};
use tower::ServiceExt;

/// Whether a person can do something about it with the form before them.
pub(crate) fn can_be_mended(error: &Error) -> bool {
    matches!(error.status(), 403 | 404 | 409 | 413 | 422 | 429 | 503)
}

/// Why an extractor did not take a request.
#[derive(Clone)]
pub(super) struct Refused(pub Arc<Error>);

impl Refused {
    pub(super) fn reply(error: Error) -> Reply {
        let mut reply = Reply::done();
        reply.0.extensions_mut().insert(Refused(Arc::new(error)));
        reply
    }
}

/// What somebody typed, put down while it is read.
#[derive(Clone, Default)]
pub(super) struct Draft(Arc<Mutex<Typed>>);

#[derive(Default)]
struct Typed {
    pairs: Vec<(String, String)>,
    has_files: bool,
    _share: Option<Share>,
}

impl Draft {
    /// The draft of a request; one that nobody looks at where the form stands on no page.
    pub(super) fn of(request: &Request) -> Draft {
        request.extensions().get::<Draft>().cloned().unwrap_or_default()
    }

    fn typed(&self) -> std::sync::MutexGuard<'_, Typed> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn keep(&self, pairs: &[(String, String)], share: Option<Share>) {
        *self.typed() = Typed { pairs: pairs.to_vec(), has_files: false, _share: share };
    }

    /// One text of a form with files.
    pub(super) fn add(&self, name: &str, text: &str) {
        self.typed().pairs.push((name.to_owned(), text.to_owned()));
    }

    /// What was typed so far.
    pub(super) fn pairs(&self) -> Vec<(String, String)> {
        self.typed().pairs.clone()
    }

    pub(super) fn has_files(&self) {
        self.typed().has_files = true;
    }
}

/// Where a form stands: its own address and that of its page, with the same blanks.
#[derive(Clone)]
pub(super) struct Stands {
    pub own: Arc<str>,
    pub page: Arc<str>,
    /// All pages, to be drawn in this process.
    pub pages: Router,
}

impl Stands {
    /// The address of the page; a blank is filled from the form's own address, else with what the
    /// form holds under its name. A blank that is the whole address, or the whole query, is
    /// filled as it is.
    fn address(&self, visit: &Visit, pairs: &[(String, String)]) -> Option<String> {
        let own = self.own.split('/').zip(visit.path.split('/'));
        let in_path = |name: &str| own.clone().find(|(part, _)| blank(part) == Some(name)).map(|(_, given)| given.to_owned());
        let typed =
            |name: &str| pairs.iter().find(|(given, _)| given == name).map(|(_, text)| text.clone()).filter(|text| !text.is_empty());
        if let Some(name) = blank(&self.page) {
            let local = typed(name).filter(|to| to.starts_with('/') && !to.starts_with("//") && !to.contains('\\'));
            return local.map(|to| to.split('#').next().unwrap_or_default().to_owned());
        }
        let (path, query) = self.page.split_once('?').unwrap_or((&self.page, ""));
        let mut parts = Vec::new();
        for part in path.split('/') {
            parts.push(match blank(part) {
                Some(name) => in_path(name).or_else(|| typed(name).map(|text| escape(&text).replace('+', "%20")))?,
                None => part.to_owned(),
            });
        }
        let asked = query.split('&').filter_map(|part| match part.split_once('=') {
            Some((name, value)) => typed(blank(value)?).map(|text| format!("{name}={}", escape(&text))),
            None => blank(part).and_then(typed),
        });
        let query = asked.collect::<Vec<_>>().join("&");
        let path = parts.join("/");
        Some(if query.is_empty() { path } else { format!("{path}?{query}") })
    }

    /// The page as it is now for this visitor; none where it is not for them, or not there.
    async fn draw(&self, visit: &Visit, address: &str) -> Option<(Parts, String)> {
        let uri: Uri = address.parse().ok()?;
        let (path, query) = (uri.path().to_owned(), uri.query().unwrap_or("").to_owned());
        entry::check_address(&path, &query).ok()?;
        let there = Visit { wanted: Wanted::Page, path, query, ..visit.clone() };
        let mut request = Request::get(uri).body(Body::empty()).ok()?;
        request.extensions_mut().insert(there);
        let Ok(response) = self.pages.clone().oneshot(request).await;
        let kind = response.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or("");
        if response.status() != StatusCode::OK || !kind.starts_with("text/html") {
            return None;
        }
        let (parts, body) = response.into_parts();
        let bytes = to_bytes(body, usize::MAX).await.ok()?;
        Some((parts, String::from_utf8(bytes.into()).ok()?))
    }
}

/// The name of a blank, as in `{id}`.
fn blank(part: &str) -> Option<&str> {
    part.strip_prefix('{')?.strip_suffix('}').filter(|name| !name.contains(['{', '}']))
}

#[derive(Template)]
#[template(path = "refused.html")]
struct RefusedPart<'a> {
    v: &'a Visit,
    lines: &'a [Line],
    typed: &'a [String],
    has_files: bool,
}

/// The answer to a request that was refused.
pub(super) async fn answer(visit: &Visit, error: &Error, stands: Option<&Stands>, draft: &Draft) -> Response {
    let (pairs, has_files) = {
        let mut typed = draft.typed();
        (std::mem::take(&mut typed.pairs), typed.has_files)
    };
    let Some(stands) = stands.filter(|_| visit.wanted == Wanted::Page) else {
        return problem_with(visit, error, &[]).into_response();
    };
    let Some(address) = stands.address(visit, &pairs) else {
        return problem_with(visit, error, &refill::typed(&pairs)).into_response();
    };
    if can_be_mended(error)
        && let Some((parts, html)) = stands.draw(visit, &address).await
        && let Some(html) = filled(visit, error, &html, &pairs, has_files)
    {
        return over(parts, html, error);
    }
    if !matches!(error, Error::SignInNeeded) {
        return problem_with(visit, error, &refill::typed(&pairs)).into_response();
    }
    // Who signs in comes back to the page, not to where the form was sent.
    let (path, query) = address.split_once('?').unwrap_or((&address, ""));
    let there = Visit { path: path.to_owned(), query: query.to_owned(), ..visit.clone() };
    problem_with(&there, error, &refill::typed(&pairs)).into_response()
}

fn filled(visit: &Visit, error: &Error, html: &str, pairs: &[(String, String)], has_files: bool) -> Option<String> {
    let say = |fault: &Fault| (fault.field.clone(), visit.say(&fault.said));
    let mut faults: Vec<(String, String)> = error.faults().iter().map(say).collect();
    if faults.is_empty() {
        faults.push((String::new(), visit.told(error)));
    }
    let gone = visit.t("platform-form-choice-gone");
    let sent = Sent { action: &visit.path, pairs, faults: &faults, gone: &gone };
    let draw = |summary: &Summary| {
        let part = RefusedPart { v: visit, lines: &summary.lines, typed: &summary.left, has_files };
        part.render().unwrap_or_else(|error| {
            tracing::error!(%error, "what is wrong with a form could not be told");
            String::new()
        })
    };
    refill::refill(html, &sent, draw)
}

/// The page in place of what it was, with the error's status.
fn over(mut parts: Parts, html: String, error: &Error) -> Response {
    parts.headers.remove(header::CONTENT_LENGTH);
    let reply = Reply(Response::from_parts(parts, Body::from(html))).with_status(error.status());
    with_retry(reply, error).into_response()
}

/// What a form holds, without the signs that come with copying; the token apart.
pub(super) fn pairs_of(body: &[u8]) -> Vec<(String, String)> {
    let text = String::from_utf8_lossy(body);
    form_pairs(&text).map(|(name, value)| (name, entry::pasted(&value).into_owned())).collect()
}
