//! Forms: what a person sends is parsed once, and only where it comes from our own page. The
//! token stands first in every form, and nothing that follows is read before it fits.

use super::entry;
use super::parts::{self, Parts};
use super::pool::{self, Share};
use super::reply::{Reply, problem_reply};
use super::visit::{Visit, form_pairs, form_pairs_value};
use crate::Error;
use crate::app::App;
use crate::files::Held;
use axum::body::Body;
use axum::extract::{FromRequest, Request};
use futures_util::StreamExt;
use serde::de::DeserializeOwned;

/// The longest form without files.
// 2 MiB: the longest text that a person pastes, a whole agreement, has under 1 MiB.
pub(super) const FORM_BYTES_MAX: usize = 2 * 1024 * 1024;

/// The field with the token, which stands first in every form.
pub(super) const TOKEN: &str = "_token";

/// The longest first field that is looked at for the token.
pub(super) const TOKEN_BYTES_MAX: usize = 256;

/// A form without files, whose token was checked.
pub struct Posted<T>(pub T);

impl<T: DeserializeOwned> FromRequest<App> for Posted<T> {
    type Rejection = Reply;

    async fn from_request(request: Request, _: &App) -> Result<Posted<T>, Reply> {
        let visit = visit_of(&request);
        let refuse = |error: Error| problem_reply(&visit, &error);
        let (bytes, _share) = whole(&visit, request.into_body(), Some(TOKEN)).await.map_err(refuse)?;
        let text = String::from_utf8_lossy(&bytes);
        let mut sound = form_urlencoded::Serializer::new(String::with_capacity(text.len()));
        for (key, value) in form_pairs(&text) {
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
        let (bytes, _share) = whole(&visit, request.into_body(), None).await.map_err(refuse)?;
        let not_understood = |error: serde_json::Error| {
            refuse(Error::invalid("body", format!("The body cannot be understood: {error}. Send JSON as the reference describes it.")))
        };
        let all = serde_json::from_slice(&bytes).map_err(not_understood)?;
        entry::check_json(&visit.app, "", &all).map_err(refuse)?;
        serde_json::from_slice(&bytes).map(Sent).map_err(not_understood)
    }
}

/// Reads a whole body within its bounds; a form's first field is its token.
async fn whole(visit: &Visit, body: Body, token: Option<&str>) -> crate::Result<(Vec<u8>, Option<Share>)> {
    let mut stream = body.into_data_stream();
    let (mut bytes, mut room, mut unchecked) = (Vec::new(), Room::new(visit), token);
    while let Some(chunk) = stream.next().await {
        let chunk = chunk.map_err(|error| Error::invalid("form", format!("What was sent ended early: {error}. Send it again.")))?;
        if bytes.len() + chunk.len() > FORM_BYTES_MAX {
            return Err(Error::TooLarge("The form holds more than 2 MiB. Upload long texts as a file instead.".into()));
        }
        room.take(chunk.len())?;
        bytes.extend_from_slice(&chunk);
        if let Some(name) = unchecked
            && (bytes.len() > TOKEN_BYTES_MAX || bytes.contains(&b'&'))
        {
            check_first(visit, &bytes, name)?;
            unchecked = None;
        }
    }
    if let Some(name) = unchecked {
        check_first(visit, &bytes, name)?;
    }
    Ok((bytes, room.0))
}

fn check_first(visit: &Visit, bytes: &[u8], name: &str) -> crate::Result<()> {
    let first = bytes.split(|b| *b == b'&').next().unwrap_or_default();
    let first = String::from_utf8_lossy(&first[..first.len().min(TOKEN_BYTES_MAX)]);
    check_token(visit, form_pairs_value(&first, name).as_deref())
}

/// The memory that a body takes: what is small is not counted.
pub(super) struct Room<'a>(Option<Share>, &'a Visit, usize);

impl<'a> Room<'a> {
    pub(super) fn new(visit: &'a Visit) -> Room<'a> {
        Room(None, visit, 0)
    }

    /// Takes so many bytes more, or says that there is no room for them now.
    pub(super) fn take(&mut self, bytes: usize) -> crate::Result<()> {
        self.2 += bytes;
        let wanted = self.2.saturating_sub(pool::SMALL).div_ceil(1024);
        let held = self.0.as_ref().map_or(0, Share::amount);
        if wanted <= held {
            return Ok(());
        }
        let given = match &mut self.0 {
            Some(share) => share.grow(wanted - held),
            None => {
                self.0 = pool::pools(&self.1.app)?.bodies.take(&pool::network(&self.1.source), wanted);
                self.0.is_some()
            }
        };
        if given {
            return Ok(());
        }
        Err(Error::Unavailable("Too many long forms are sent at this moment. Try again in half a minute.".into()))
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

/// A form with files, whose token was checked before anything else was read.
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
        match Parts::begin(request, app).await {
            Ok(parts) => parts::read(parts, app, &visit).await.map_err(|error| problem_reply(&visit, &error)),
            Err(error) => Err(problem_reply(&visit, &error)),
        }
    }
}
