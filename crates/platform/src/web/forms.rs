//! Forms: what a person sends is parsed once, and only where it comes from our own page.

use super::entry;
use super::reply::{Reply, problem_reply};
use super::visit::Visit;
use crate::Error;
use crate::app::App;
use crate::files::Held;
use axum::extract::{FromRequest, Multipart, Request};
use serde::de::DeserializeOwned;
use std::io::Read;

/// The longest form without files.
// 2 MiB: the longest text that a person pastes, a whole agreement, has under 1 MiB.
const FORM_BYTES_MAX: usize = 2 * 1024 * 1024;

/// The largest form with files.
// 512 MiB: the corpus of all published agreements with their originals has under 300 MiB.
const UPLOAD_BYTES_MAX: u64 = 512 * 1024 * 1024;

/// A form without files, whose token was checked.
pub struct Posted<T>(pub T);

impl<T: DeserializeOwned> FromRequest<App> for Posted<T> {
    type Rejection = Reply;

    async fn from_request(request: Request, _: &App) -> Result<Posted<T>, Reply> {
        let visit = visit_of(&request);
        let refuse = |error: Error| problem_reply(&visit, &error);
        let bytes = axum::body::to_bytes(request.into_body(), FORM_BYTES_MAX)
            .await
            .map_err(|_| refuse(Error::TooLarge("The form holds more than 2 MiB. Upload long texts as a file instead.".into())))?;
        let text = String::from_utf8_lossy(&bytes);
        let token = super::visit::form_pairs_value(&text, "_token");
        check_token(&visit, token.as_deref()).map_err(refuse)?;
        let mut sound = form_urlencoded::Serializer::new(String::with_capacity(text.len()));
        for (key, value) in super::visit::form_pairs(&text) {
            let value = entry::pasted(&value);
            entry::check_signs("form", &key).and_then(|()| entry::check(&visit.app, &key, &value)).map_err(refuse)?;
            sound.append_pair(&key, &value);
        }
        serde_html_form::from_str(&sound.finish())
            .map(Posted)
            .map_err(|error| refuse(Error::invalid("form", format!("The form cannot be understood: {error}."))))
    }
}

/// What a program sends: JSON, parsed once into a type that cannot be wrong.
pub struct Sent<T>(pub T);

impl<T: DeserializeOwned> FromRequest<App> for Sent<T> {
    type Rejection = Reply;

    async fn from_request(request: Request, _: &App) -> Result<Sent<T>, Reply> {
        let visit = visit_of(&request);
        let refuse = |error: Error| problem_reply(&visit, &error);
        let bytes = axum::body::to_bytes(request.into_body(), FORM_BYTES_MAX)
            .await
            .map_err(|_| refuse(Error::TooLarge("The body holds more than 2 MiB. Send long texts as a file instead.".into())))?;
        let not_understood = |error: serde_json::Error| {
            refuse(Error::invalid("body", format!("The body cannot be understood: {error}. Send JSON as the reference describes it.")))
        };
        let all = serde_json::from_slice(&bytes).map_err(not_understood)?;
        entry::check_json(&visit.app, "", &all).map_err(refuse)?;
        serde_json::from_slice(&bytes).map(Sent).map_err(not_understood)
    }
}

fn visit_of(request: &Request) -> Visit {
    request.extensions().get::<Visit>().cloned().expect("the visit layer stands around every route")
}

pub(super) fn check_token(visit: &Visit, token: Option<&str>) -> crate::Result<()> {
    if token == Some(visit.form_token.as_str()) {
        return Ok(());
    }
    Err(Error::Forbidden(
        "This form did not come from a page of ours, or the page was open too long. Reload the page and send it again.".into(),
    ))
}

/// A file that came with a form, already kept on disk.
pub struct Uploaded {
    /// The field it came in.
    pub field: String,
    /// Its name on the sender's disk.
    pub name: String,
    /// Where we keep it; it goes with this value unless a job took it over.
    pub held: Held,
    /// Its size.
    pub bytes: u64,
}

/// A form with files, whose token was checked before the first file was read.
pub struct Upload {
    /// The fields that are not files, in their order.
    pub fields: Vec<(String, String)>,
    /// The files, in their order.
    pub files: Vec<Uploaded>,
}

impl Upload {
    /// The first value of a field, or nothing.
    pub fn field(&self, name: &str) -> &str {
        self.fields.iter().find(|(n, _)| n == name).map_or("", |(_, v)| v.as_str())
    }
}

impl FromRequest<App> for Upload {
    type Rejection = Reply;

    async fn from_request(request: Request, app: &App) -> Result<Upload, Reply> {
        let visit = visit_of(&request);
        // Programs prove who they are in a header that no foreign page can send.
        let is_program = visit.path.starts_with("/api/");
        match Multipart::from_request(request, app).await {
            Ok(parts) => read_parts(parts, app, &visit, is_program).await.map_err(|error| problem_reply(&visit, &error)),
            Err(rejection) => Err(problem_reply(
                &visit,
                &Error::invalid("form", format!("The upload cannot be read: {rejection}. Send it as multipart/form-data.")),
            )),
        }
    }
}

async fn read_parts(mut parts: Multipart, app: &App, visit: &Visit, is_program: bool) -> crate::Result<Upload> {
    let mut upload = Upload { fields: Vec::new(), files: Vec::new() };
    let mut checked = is_program;
    let mut total = 0u64;
    let cut = |error: axum::extract::multipart::MultipartError| {
        Error::invalid("form", format!("The upload ended early or is damaged: {error}. Send it again."))
    };
    while let Some(mut part) = parts.next_field().await.map_err(cut)? {
        let name = part.name().unwrap_or("").to_owned();
        let Some(file_name) = part.file_name().map(str::to_owned) else {
            let value = entry::pasted(&part.text().await.map_err(cut)?).into_owned();
            entry::check_signs("form", &name)?;
            entry::check(app, &name, &value)?;
            if name == "_token" {
                check_token(visit, Some(&value))?;
                checked = true;
            }
            upload.fields.push((name, value));
            continue;
        };
        if !checked {
            check_token(visit, None)?;
        }
        entry::check_signs("form", &name)?;
        entry::check_signs(&name, &file_name)?;
        if file_name.is_empty() {
            continue; // A file field that was left empty.
        }
        let (sender, receiver) = tokio::sync::mpsc::channel::<Vec<u8>>(4);
        let files = app.files().clone();
        let keeping = tokio::task::spawn_blocking(move || files.keep(&mut Incoming { receiver, chunk: Vec::new(), at: 0 }));
        let mut bytes = 0u64;
        while let Some(chunk) = part.chunk().await.map_err(cut)? {
            bytes += chunk.len() as u64;
            total += chunk.len() as u64;
            if total > UPLOAD_BYTES_MAX {
                return Err(Error::TooLarge(
                    "The upload holds more than 512 MiB. Send it in parts, or import it with the command line.".into(),
                ));
            }
            if sender.send(chunk.to_vec()).await.is_err() {
                break;
            }
        }
        drop(sender);
        let held = keeping.await.map_err(|fault| Error::internal(fault.to_string()))??;
        upload.files.push(Uploaded { field: name, name: file_name, held, bytes });
    }
    if !checked {
        check_token(visit, None)?;
    }
    Ok(upload)
}

struct Incoming {
    receiver: tokio::sync::mpsc::Receiver<Vec<u8>>,
    chunk: Vec<u8>,
    at: usize,
}

impl Read for Incoming {
    fn read(&mut self, out: &mut [u8]) -> std::io::Result<usize> {
        while self.at == self.chunk.len() {
            match self.receiver.blocking_recv() {
                Some(chunk) => (self.chunk, self.at) = (chunk, 0),
                None => return Ok(0),
            }
        }
        let n = out.len().min(self.chunk.len() - self.at);
        out[..n].copy_from_slice(&self.chunk[self.at..self.at + n]);
        self.at += n;
        Ok(n)
    }
}
