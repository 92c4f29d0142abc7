//! Replies: pages that are also data, redirects, downloads, and problems.

use super::pool;
use super::visit::{Visit, Wanted};
use crate::app::App;
use crate::audit::{Circumstances, circumstances, within};
use crate::error::Fault;
use crate::languages::Language;
use crate::said::Said;
use crate::{Error, Result, say};
use askama::Template;
use axum::body::Body;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use std::io::Write;

/// What a handler gives.
pub type Outcome = Result<Reply>;

/// An answer on its way to the visitor.
pub struct Reply(pub(super) Response);

impl IntoResponse for Reply {
    fn into_response(self) -> Response {
        self.0
    }
}

/// A page that shows `data`: the template fills the page, the data is what `.json` gives.
pub trait ShowPage {
    /// The page, or its data where the address ends in `.json`.
    fn show(&self, page: &impl Template, data: &impl Serialize) -> Outcome;
}

impl ShowPage for Visit {
    fn show(&self, page: &impl Template, data: &impl Serialize) -> Outcome {
        match &self.wanted {
            Wanted::Page => Ok(Reply::html(page.render()?)),
            Wanted::Data(form) if form == "json" => Reply::json(data),
            Wanted::Data(form) => Err(Error::NotFound(say!("platform-error-no-such-form", form = form))),
        }
    }
}

impl Reply {
    /// A page.
    pub fn html(text: String) -> Reply {
        Reply::text("text/html; charset=utf-8", text)
    }

    /// Data.
    pub fn json(data: &impl Serialize) -> Outcome {
        Ok(Reply::text("application/json", serde_json::to_string(data)?))
    }

    /// Text of any kind.
    pub fn text(content_type: &'static str, text: String) -> Reply {
        Reply(([(header::CONTENT_TYPE, content_type)], text).into_response())
    }

    /// Word that it is done, without content.
    pub fn done() -> Reply {
        Reply(StatusCode::NO_CONTENT.into_response())
    }

    /// Leads the browser to another page after a form was handled.
    pub fn see(path: &str) -> Reply {
        let location = HeaderValue::from_str(path).unwrap_or(HeaderValue::from_static("/"));
        Reply((StatusCode::SEE_OTHER, [(header::LOCATION, location)]).into_response())
    }

    /// The same reply with another status.
    pub fn with_status(mut self, status: u16) -> Reply {
        *self.0.status_mut() = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        self
    }

    /// The same reply with one more header.
    pub fn with_header(mut self, name: header::HeaderName, value: &str) -> Reply {
        if let Ok(value) = HeaderValue::from_str(value) {
            self.0.headers_mut().append(name, value);
        }
        self
    }

    /// A table to save, safe to open in a spreadsheet.
    pub fn csv(name: &str, head: &[&str], rows: impl IntoIterator<Item = Vec<String>>) -> Outcome {
        Ok(Reply::download("text/csv; charset=utf-8", name, crate::kit::csv(head, rows)?))
    }

    /// A file to save.
    pub fn download(content_type: &'static str, name: &str, bytes: Vec<u8>) -> Reply {
        Reply(([(header::CONTENT_TYPE, content_type)], bytes).into_response()).with_header(header::CONTENT_DISPOSITION, &disposition(name))
    }
}

fn disposition(name: &str) -> String {
    let safe: String = name.chars().map(|c| if c.is_ascii_alphanumeric() || "-_.".contains(c) { c } else { '-' }).collect();
    format!("attachment; filename=\"{safe}\"")
}

/// A file that is written while it is sent, so that its size does not matter.
pub struct Download {
    /// Its type.
    pub content_type: &'static str,
    /// Its name on the visitor's disk.
    pub name: String,
}

impl Download {
    /// Sends what `write` writes. A fault on the way cuts the transfer, so that a half file
    /// never looks whole. Each holds a thread until it was taken whole, so of these there are
    /// few, and fewer for each person.
    pub fn send(self, visit: &Visit, write: impl FnOnce(&mut (dyn Write + Send)) -> Result<()> + Send + 'static) -> Outcome {
        let share = pool::pools(&visit.app)?
            .downloads
            .take(&pool::who(visit), 1)
            .ok_or_else(|| Error::Unavailable(say!("platform-error-downloads-busy")))?;
        let (sender, receiver) = tokio::sync::mpsc::channel::<std::io::Result<Vec<u8>>>(4);
        // What is written while it is sent is read as the request itself reads: to be taken away.
        let around = Circumstances { taken: true, ..circumstances() };
        tokio::task::spawn_blocking(move || {
            let _share = share;
            let mut out = std::io::BufWriter::with_capacity(PIECE, Channel(sender.clone()));
            let outcome = within(around, || write(&mut out)).and_then(|()| Ok(out.flush()?));
            if let Err(error) = outcome {
                if sender.is_closed() {
                    tracing::info!("who asked for a download is gone");
                } else {
                    tracing::error!(%error, "a download was cut short");
                }
                let _ = sender.blocking_send(Err(std::io::Error::other("cut short")));
            }
        });
        let stream =
            futures_util::stream::unfold(receiver, |mut receiver| async move { receiver.recv().await.map(|chunk| (chunk, receiver)) });
        // The layer that compresses asks once more after the end.
        let stream = futures_util::StreamExt::fuse(stream);
        let reply = Reply(([(header::CONTENT_TYPE, self.content_type)], Body::from_stream(stream)).into_response());
        Ok(reply.with_header(header::CONTENT_DISPOSITION, &disposition(&self.name)))
    }
}

/// What is handed on at once: some of these wait for a reader, however long the file is.
const PIECE: usize = 64 * 1024;

struct Channel(tokio::sync::mpsc::Sender<std::io::Result<Vec<u8>>>);

impl Write for Channel {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        let bytes = &bytes[..bytes.len().min(PIECE)];
        self.0.blocking_send(Ok(bytes.to_vec())).map_err(|_| std::io::ErrorKind::BrokenPipe)?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// An RFC 9457 problem document.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct Problem {
    /// Stable address of this kind of problem.
    pub r#type: String,
    /// Stable code of this kind of problem.
    pub title: String,
    /// The HTTP status.
    pub status: u16,
    /// What happened, to what, and what to do.
    pub detail: String,
    /// What does not fit, field by field; none where it is something else.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<FieldFault>,
}

/// A field that does not fit.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct FieldFault {
    /// Its name; empty where it is the whole.
    pub field: String,
    /// Stable code of what is wrong.
    pub code: String,
    /// What is wrong and what to give instead.
    pub detail: String,
}

#[derive(Template)]
#[template(path = "problem.html")]
struct ProblemPage<'a> {
    v: &'a Visit,
    code: &'a str,
    detail: String,
    sign_in: bool,
    /// What somebody typed, to be copied.
    typed: &'a [String],
}

/// The page or document that tells of an error.
pub fn problem_reply(visit: &Visit, error: &Error) -> Reply {
    problem_with(visit, error, &[])
}

/// The same with what somebody typed, so that it is not lost.
pub(super) fn problem_with(visit: &Visit, error: &Error, typed: &[String]) -> Reply {
    if error.status() >= 500 {
        tracing::error!(path = %visit.path, request = %visit.request_id, error = %error, "a request failed");
    }
    let is_program = visit.path.starts_with("/api/") || visit.wanted == Wanted::Data("json".into());
    let reply = if is_program { problem_document(&visit.app, visit.language, error) } else { problem_page(visit, error, typed) };
    with_retry(reply.with_status(error.status()), error)
}

/// Says when it is worth another try.
pub(super) fn with_retry(reply: Reply, error: &Error) -> Reply {
    if matches!(error, Error::Unavailable(_)) { reply.with_header(header::RETRY_AFTER, RETRY_SECONDS) } else { reply }
}

/// When what the system cannot do now is worth another try.
const RETRY_SECONDS: &str = "30";

pub(super) fn problem_document(app: &App, language: Language, error: &Error) -> Reply {
    let text = |said: &Said| said.text(app.languages(), language);
    let fault = |fault: &Fault| FieldFault { field: fault.field.clone(), code: fault.said.key().to_owned(), detail: text(&fault.said) };
    let problem = Problem {
        r#type: format!("urn:goodoffices:problem:{}", error.code()),
        title: error.code().to_owned(),
        status: error.status(),
        detail: text(&error.said()),
        errors: error.faults().iter().map(fault).collect(),
    };
    let text = serde_json::to_string(&problem).expect("a problem is text and numbers");
    Reply::text("application/problem+json", text)
}

fn problem_page(visit: &Visit, error: &Error, typed: &[String]) -> Reply {
    let sign_in = matches!(error, Error::SignInNeeded);
    let page = ProblemPage { v: visit, code: error.code(), detail: visit.told(error), sign_in, typed };
    match page.render() {
        Ok(html) => Reply::html(html),
        Err(_) => Reply::text("text/plain; charset=utf-8", visit.told(error)),
    }
}
