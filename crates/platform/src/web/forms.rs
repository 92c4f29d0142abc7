//! Forms: what a person sends is parsed once, and only where it comes from our own page. The
//! token stands first in every form, and nothing that follows is read before it fits.

use super::entry;
use super::parts::{self, Parts};
use super::pool::{self, Share};
use super::refused::{Draft, Refused, pairs_of};
use super::reply::Reply;
use super::visit::{Visit, form_pairs_value};
use crate::app::App;
use crate::files::Held;
use crate::kit::File;
use crate::{Error, say};
use axum::body::Body;
use axum::extract::{FromRequest, Request};
use futures_util::StreamExt;
use serde::de::DeserializeOwned;

/// The longest form without files.
// 2 MiB: the longest text that a person pastes, a whole agreement, has under 1 MiB.
pub(super) const FORM_BYTES_MAX: usize = 2 * 1024 * 1024;

/// The field with the token, which stands first in every form.
pub(super) const TOKEN: &str = "_token";

/// Fields that hold secrets: what is typed there is shown to nobody, not even to who typed it.
pub const SECRETS: [&str; 8] = ["after", "answer", "before", "ceremony", "code", "key", "password", "secret"];

/// The longest first field that is looked at for the token.
pub(super) const TOKEN_BYTES_MAX: usize = 256;

/// A form without files, whose token was checked.
pub struct Posted<T>(pub T);

impl<T: DeserializeOwned> FromRequest<App> for Posted<T> {
    type Rejection = Reply;

    async fn from_request(request: Request, _: &App) -> Result<Posted<T>, Reply> {
        let visit = visit_of(&request);
        let draft = Draft::of(&request);
        let (pairs, fault) = read_pairs(&visit, request, &draft).await;
        if let Some(fault) = fault {
            return Err(Refused::reply(fault));
        }
        let mut faults = Vec::new();
        let mut sound = form_urlencoded::Serializer::new(String::new());
        for (key, value) in &pairs {
            let checked = entry::check_signs("form", key).and_then(|()| entry::check(&visit.app, key, value));
            faults.extend(checked.err().iter().flat_map(|error| error.faults().iter().cloned()));
            sound.append_pair(key, value);
        }
        if !faults.is_empty() {
            return Err(Refused::reply(Error::Invalid(faults)));
        }
        serde_html_form::from_str(&sound.finish())
            .map(Posted)
            .map_err(|error| Refused::reply(Error::invalid("form", say!("platform-error-form-unclear", why = error.to_string()))))
    }
}

/// A form as it was typed, put down for the page it stands on, and what is wrong with it as a whole.
async fn read_pairs(visit: &Visit, request: Request, draft: &Draft) -> (Vec<(String, String)>, Option<Error>) {
    let mut body = Incoming::default();
    let fault = body.read(visit, request.into_body(), Some(TOKEN)).await.err();
    let pairs = pairs_of(&body.bytes);
    draft.keep(&pairs, body.share);
    (pairs, fault)
}

/// Reads what somebody typed whose session ended. A form with files is not read.
pub(super) async fn put_down(visit: &Visit, request: Request) {
    if kind_of(&request).starts_with("application/x-www-form-urlencoded") {
        let draft = Draft::of(&request);
        read_pairs(visit, request, &draft).await;
    }
}

/// What a request says that its body is.
fn kind_of(request: &Request) -> &str {
    request.headers().get(axum::http::header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or("")
}

/// What a program sends: JSON, parsed once into a type that cannot be wrong.
pub struct Sent<T>(pub T);

impl<T: DeserializeOwned> FromRequest<App> for Sent<T> {
    type Rejection = Reply;

    async fn from_request(request: Request, _: &App) -> Result<Sent<T>, Reply> {
        let visit = visit_of(&request);
        let (bytes, _share) = whole(&visit, request.into_body()).await.map_err(Refused::reply)?;
        let not_understood =
            |error: serde_json::Error| Refused::reply(Error::invalid("body", say!("platform-error-body-unclear", why = error.to_string())));
        let all = serde_json::from_slice(&bytes).map_err(not_understood)?;
        entry::check_json(&visit.app, "", &all).map_err(Refused::reply)?;
        serde_json::from_slice(&bytes).map(Sent).map_err(not_understood)
    }
}

/// A form as it was typed, and what is wrong with it as a whole: what a person sent is there to be
/// drawn again, also where their page was open too long.
pub(crate) struct Typed {
    pub pairs: Vec<(String, String)>,
    pub fault: Option<Error>,
    _share: Option<Share>,
}

impl Typed {
    /// A form with files, each as the text that stands for it.
    async fn of_parts(request: Request, app: &App, visit: &Visit, draft: &Draft) -> Typed {
        let handed = match Parts::begin(request, app).await {
            Ok(parts) => parts::hand_in(parts, app, visit, draft).await,
            Err(error) => Err(error),
        };
        match handed {
            Ok(handed) => {
                let files = handed.files.iter().map(|(field, name, bytes)| (field.clone(), File::given(name, bytes)));
                Typed { pairs: handed.fields.into_iter().chain(files).collect(), fault: None, _share: handed._share }
            }
            Err(fault) => Typed { pairs: draft.pairs(), fault: Some(fault), _share: None },
        }
    }
}

/// What is read of a form whose token does not fit, so that it can be drawn again.
pub(super) const REREAD_BYTES_MAX: usize = 64 * 1024;

impl FromRequest<App> for Typed {
    type Rejection = Reply;

    async fn from_request(request: Request, app: &App) -> Result<Typed, Reply> {
        let (visit, draft) = (visit_of(&request), Draft::of(&request));
        if kind_of(&request).starts_with("multipart/form-data") {
            return Ok(Typed::of_parts(request, app, &visit, &draft).await);
        }
        let (mut pairs, fault) = read_pairs(&visit, request, &draft).await;
        pairs.retain(|(name, _)| name != TOKEN);
        Ok(Typed { pairs, fault, _share: None })
    }
}

/// Reads a whole body within its bounds.
async fn whole(visit: &Visit, body: Body) -> crate::Result<(Vec<u8>, Option<Share>)> {
    let mut read = Incoming::default();
    read.read(visit, body, None).await?;
    Ok((read.bytes, read.share))
}

/// A body that was read as far as its bounds let it.
#[derive(Default)]
struct Incoming {
    bytes: Vec<u8>,
    share: Option<Share>,
}

impl Incoming {
    async fn read(&mut self, visit: &Visit, body: Body, token: Option<&str>) -> crate::Result<()> {
        let mut room = Room::new(visit);
        let outcome = self.read_into(visit, body, token, &mut room).await;
        self.share = room.0;
        outcome
    }

    async fn read_into(&mut self, visit: &Visit, body: Body, token: Option<&str>, room: &mut Room<'_>) -> crate::Result<()> {
        let mut stream = body.into_data_stream();
        let (mut unchecked, mut fault) = (token, None);
        while let Some(chunk) = stream.next().await {
            let chunk = chunk.map_err(|error| Error::invalid("form", say!("platform-error-sent-cut", why = error.to_string())))?;
            if self.bytes.len() + chunk.len() > FORM_BYTES_MAX {
                return Err(Error::TooLarge(say!("platform-error-form-too-large")));
            }
            room.take(chunk.len())?;
            self.bytes.extend_from_slice(&chunk);
            if let Some(name) = unchecked
                && (self.bytes.len() > TOKEN_BYTES_MAX || self.bytes.contains(&b'&'))
            {
                fault = check_first(visit, &self.bytes, name).err();
                unchecked = None;
            }
            if fault.is_some() && self.bytes.len() > REREAD_BYTES_MAX {
                break;
            }
        }
        if let Some(name) = unchecked {
            fault = check_first(visit, &self.bytes, name).err();
        }
        fault.map_or(Ok(()), Err)
    }
}

fn check_first(visit: &Visit, bytes: &[u8], name: &str) -> crate::Result<()> {
    let first = bytes.split(|b| *b == b'&').next().unwrap_or_default();
    let first = String::from_utf8_lossy(&first[..first.len().min(TOKEN_BYTES_MAX)]);
    check_token(visit, form_pairs_value(&first, name).as_deref())
}

/// The memory that a body takes: what is small is not counted.
pub(super) struct Room<'a>(pub(super) Option<Share>, &'a Visit, usize);

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
        Err(Error::Unavailable(say!("platform-error-forms-busy")))
    }
}

fn visit_of(request: &Request) -> Visit {
    request.extensions().get::<Visit>().cloned().expect("the visit layer stands around every route")
}

pub(super) fn check_token(visit: &Visit, token: Option<&str>) -> crate::Result<()> {
    if token == Some(visit.form_token.as_str()) {
        return Ok(());
    }
    Err(Error::Forbidden(say!("platform-error-form-foreign")))
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

/// A form with files that are held in memory and nowhere else: what came is gone with the answer.
pub struct HandedIn {
    /// The fields that are not files, in their order.
    pub fields: Vec<(String, String)>,
    /// The files, in their order: field, name, content.
    pub files: Vec<(String, String, Vec<u8>)>,
    _share: Option<Share>,
}

impl HandedIn {
    pub(super) fn new(fields: Vec<(String, String)>, files: Vec<(String, String, Vec<u8>)>, share: Option<Share>) -> HandedIn {
        HandedIn { fields, files, _share: share }
    }

    /// The first value of a field, or nothing.
    pub fn field(&self, name: &str) -> &str {
        self.fields.iter().find(|(n, _)| n == name).map_or("", |(_, v)| v.as_str())
    }
}

impl FromRequest<App> for HandedIn {
    type Rejection = Reply;

    async fn from_request(request: Request, app: &App) -> Result<HandedIn, Reply> {
        let (visit, draft) = (visit_of(&request), Draft::of(&request));
        let handed = match Parts::begin(request, app).await {
            Ok(parts) => parts::hand_in(parts, app, &visit, &draft).await,
            Err(error) => Err(error),
        };
        handed.map_err(Refused::reply)
    }
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
        let (visit, draft) = (visit_of(&request), Draft::of(&request));
        let upload = match Parts::begin(request, app).await {
            Ok(parts) => parts::read(parts, app, &visit, &draft).await,
            Err(error) => Err(error),
        };
        upload.map_err(Refused::reply)
    }
}
