//! Forms with files, read part by part: the token before all others, texts up to their bound,
//! files straight onto the disk. What has not been asked for is not read.

use super::entry;
use super::forms::{FORM_BYTES_MAX, HandedIn, REREAD_BYTES_MAX, Room, TOKEN, TOKEN_BYTES_MAX, Upload, Uploaded, check_token};
use super::pool::{self, Share};
use super::refused::Draft;
use super::visit::Visit;
use crate::app::App;
use crate::{Error, Result, say};
use axum::body::{Body, BodyDataStream, Bytes};
use axum::extract::multipart::{Field, MultipartError};
use axum::extract::{FromRequest, Multipart, Request};
use futures_util::Stream;
use methods::signs;
use std::io::Read;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::{Context, Poll, ready};

/// The largest form with files.
// 512 MiB: the corpus of all published agreements with their originals has under 300 MiB.
const UPLOAD_BYTES_MAX: u64 = 512 * 1024 * 1024;

/// The largest files together that are held in memory.
// 8 MiB: a draft in Word with a picture of a map has under 4 MiB.
const HAND_BYTES_MAX: u64 = 8 * 1024 * 1024;

/// The longest text field.
// 1 MiB: the longest text that a person pastes, a whole agreement, has under 1 MiB.
const FIELD_BYTES_MAX: usize = 1024 * 1024;

/// What is handed to the parser at once, and what it may read on without giving us anything.
const PIECE: usize = 64 * 1024;

/// A form with files, of which no more is read than was asked for.
pub(super) struct Parts {
    parts: Multipart,
    unasked: Arc<AtomicUsize>,
}

impl Parts {
    pub(super) async fn begin(request: Request, app: &App) -> Result<Parts> {
        let unasked = Arc::new(AtomicUsize::new(0));
        let (head, body) = request.into_parts();
        let metered = Metered { body: body.into_data_stream(), chunk: Bytes::new(), resting: false, unasked: unasked.clone() };
        let request = Request::from_parts(head, Body::from_stream(metered));
        match Multipart::from_request(request, app).await {
            Ok(parts) => Ok(Parts { parts, unasked }),
            Err(rejection) => Err(Error::invalid("form", say!("platform-error-upload-unreadable", why = rejection.to_string()))),
        }
    }

    async fn next(&mut self) -> Result<Option<Field<'_>>> {
        self.unasked.store(0, Ordering::Relaxed);
        self.parts.next_field().await.map_err(cut)
    }
}

fn cut(error: MultipartError) -> Error {
    Error::invalid("form", say!("platform-error-upload-cut", why = error.to_string()))
}

/// The body in pieces, one for each time that its reader asks. The parser would read as long
/// as more is there, and keep a head without end.
struct Metered {
    body: BodyDataStream,
    chunk: Bytes,
    resting: bool,
    unasked: Arc<AtomicUsize>,
}

impl Stream for Metered {
    type Item = std::result::Result<Bytes, axum::Error>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        if std::mem::take(&mut self.resting) {
            cx.waker().wake_by_ref();
            return Poll::Pending;
        }
        while self.chunk.is_empty() {
            match ready!(Pin::new(&mut self.body).poll_next(cx)) {
                Some(Ok(chunk)) => self.chunk = chunk,
                other => return Poll::Ready(other),
            }
        }
        let length = self.chunk.len().min(PIECE);
        if self.unasked.fetch_add(length, Ordering::Relaxed) > 2 * PIECE {
            return Poll::Ready(Some(Err(axum::Error::new("the head of a part has no end"))));
        }
        self.resting = true;
        Poll::Ready(Some(Ok(self.chunk.split_to(length))))
    }
}

/// Reads all parts. Programs need no token: they prove who they are in a header that no
/// foreign page can send. Of what is refused some more is read, so that what was typed is kept.
pub(super) async fn read(parts: Parts, app: &App, visit: &Visit, draft: &Draft) -> Result<Upload> {
    let mut reading = Reading { visit, room: Room::new(visit), texts: 0, files: 0, share: None, in_hand: None };
    read_with(&mut reading, parts, app, draft).await
}

/// Reads all parts into memory: no file of them touches the disk.
pub(super) async fn hand_in(parts: Parts, app: &App, visit: &Visit, draft: &Draft) -> Result<HandedIn> {
    let mut reading = Reading { visit, room: Room::new(visit), texts: 0, files: 0, share: None, in_hand: Some(Vec::new()) };
    let upload = read_with(&mut reading, parts, app, draft).await?;
    Ok(HandedIn::new(upload.fields, reading.in_hand.unwrap_or_default(), reading.room.0))
}

async fn read_with(reading: &mut Reading<'_>, mut parts: Parts, app: &App, draft: &Draft) -> Result<Upload> {
    draft.has_files();
    let visit = reading.visit;
    let mut upload = Upload { fields: Vec::new(), files: Vec::new() };
    let (mut unchecked, mut faults) = (!visit.path.starts_with("/api/"), Vec::new());
    let unasked = parts.unasked.clone();
    while let Some(mut part) = parts.next().await? {
        let name = part.name().unwrap_or("").to_owned();
        let file_name = part.file_name().map(str::to_owned);
        if unchecked && (name != TOKEN || file_name.is_some()) {
            return check_token(visit, None).map(|()| upload);
        }
        reading.text(&name, name.len() + file_name.as_ref().map_or(0, String::len) + PART_BYTES)?;
        entry::check_signs("form", &name)?;
        match file_name {
            None if unchecked => {
                // What is longer is no token, however it ends.
                let token = reading.field(&name, &mut part, &unasked, TOKEN_BYTES_MAX).await.unwrap_or_default();
                unchecked = false;
                if let Err(error) = check_token(visit, Some(&token)) {
                    if !token.is_empty() {
                        drop(part);
                        reading.typed(&mut parts, draft).await;
                    }
                    return Err(error);
                }
            }
            None => {
                let value = reading.field(&name, &mut part, &unasked, FIELD_BYTES_MAX).await?;
                let value = entry::pasted(&value).into_owned();
                draft.add(&name, &value);
                faults.extend(entry::check(app, &name, &value).err().iter().flat_map(|error| error.faults().iter().cloned()));
                upload.fields.push((name, value));
            }
            Some(file_name) if file_name.is_empty() => {} // A file field that was left empty.
            Some(file_name) => {
                entry::check_signs(&name, &file_name)?;
                if !faults.is_empty() {
                    drop(part);
                    reading.typed(&mut parts, draft).await;
                    break;
                }
                match reading.in_hand {
                    Some(_) => reading.hold(name, file_name, &mut part, &unasked).await?,
                    None => upload.files.push(reading.file(app, name, file_name, &mut part, &unasked).await?),
                }
            }
        }
    }
    if unchecked {
        check_token(visit, None)?;
    }
    if faults.is_empty() { Ok(upload) } else { Err(Error::Invalid(faults)) }
}

/// What a part takes besides its texts.
const PART_BYTES: usize = 64;

struct Reading<'a> {
    visit: &'a Visit,
    room: Room<'a>,
    /// Bytes of the texts so far.
    texts: usize,
    /// Bytes of the files so far.
    files: u64,
    /// The thread that files are kept on.
    share: Option<Share>,
    /// The files so far, where they are held in memory.
    in_hand: Option<Vec<(String, String, Vec<u8>)>>,
}

impl Reading<'_> {
    fn text(&mut self, name: &str, bytes: usize) -> Result<()> {
        self.texts += bytes;
        if self.texts > FORM_BYTES_MAX {
            return Err(Error::TooLarge(say!("platform-error-fields-too-large", field = short(name))));
        }
        self.room.take(bytes)
    }

    /// Puts down the texts of a form that is refused already, a little way on; files are passed by.
    async fn typed(&mut self, parts: &mut Parts, draft: &Draft) {
        let (unasked, mut left) = (parts.unasked.clone(), REREAD_BYTES_MAX);
        while let Ok(Some(mut part)) = parts.next().await {
            let (name, is_file) = (part.name().unwrap_or("").to_owned(), part.file_name().is_some());
            let mut value = Vec::new();
            while let Ok(Some(chunk)) = next_chunk(&mut part, &unasked).await {
                if chunk.len() > left || self.text(&name, chunk.len()).is_err() {
                    return;
                }
                left -= chunk.len();
                value.extend_from_slice(&chunk);
            }
            if !is_file {
                draft.add(&name, &entry::pasted(&String::from_utf8_lossy(&value)));
            }
        }
    }

    /// The text of a part, of at most so many bytes.
    async fn field(&mut self, name: &str, part: &mut Field<'_>, unasked: &AtomicUsize, most: usize) -> Result<String> {
        let mut value = Vec::new();
        while let Some(chunk) = next_chunk(part, unasked).await? {
            if value.len() + chunk.len() > most {
                return Err(Error::TooLarge(say!("platform-error-field-too-large", field = short(name))));
            }
            self.text(name, chunk.len())?;
            value.extend_from_slice(&chunk);
        }
        Ok(String::from_utf8_lossy(&value).into_owned())
    }

    /// Holds a file in memory.
    async fn hold(&mut self, field: String, name: String, part: &mut Field<'_>, unasked: &AtomicUsize) -> Result<()> {
        let mut bytes = Vec::new();
        while let Some(chunk) = next_chunk(part, unasked).await? {
            self.files += chunk.len() as u64;
            if self.files > HAND_BYTES_MAX {
                return Err(Error::TooLarge(say!("platform-error-hand-too-large", n = (HAND_BYTES_MAX >> 20) as i64)));
            }
            self.room.take(chunk.len())?;
            bytes.extend_from_slice(&chunk);
        }
        self.in_hand.get_or_insert_default().push((field, name, bytes));
        Ok(())
    }

    async fn file(&mut self, app: &App, field: String, name: String, part: &mut Field<'_>, unasked: &AtomicUsize) -> Result<Uploaded> {
        if self.share.is_none() {
            self.share = pool::pools(app)?.uploads.take(&pool::who(self.visit), 1);
        }
        if self.share.is_none() {
            return Err(Error::Unavailable(say!("platform-error-uploads-busy")));
        }
        let (sender, receiver) = tokio::sync::mpsc::channel::<Option<Bytes>>(4);
        let files = app.files().clone();
        let keeping = tokio::task::spawn_blocking(move || files.keep(&mut Incoming { receiver, chunk: Bytes::new(), ended: false }));
        let mut bytes = 0u64;
        while let Some(chunk) = next_chunk(part, unasked).await? {
            bytes += chunk.len() as u64;
            self.files += chunk.len() as u64;
            if self.files > UPLOAD_BYTES_MAX {
                return Err(Error::TooLarge(say!("platform-error-upload-too-large")));
            }
            if sender.send(Some(chunk)).await.is_err() {
                break;
            }
        }
        let _ = sender.send(None).await;
        let held = keeping.await.map_err(|fault| Error::internal(fault.to_string()))??;
        Ok(Uploaded { field, name, held, bytes })
    }
}

async fn next_chunk(part: &mut Field<'_>, unasked: &AtomicUsize) -> Result<Option<Bytes>> {
    unasked.store(0, Ordering::Relaxed);
    part.chunk().await.map_err(cut)
}

/// A field's name as it may be repeated.
fn short(name: &str) -> String {
    signs::shown(name).chars().take(40).collect()
}

/// A file on its way. It ends where its last piece says so, and nowhere else: what was cut off
/// is not kept.
struct Incoming {
    receiver: tokio::sync::mpsc::Receiver<Option<Bytes>>,
    chunk: Bytes,
    ended: bool,
}

impl Read for Incoming {
    fn read(&mut self, out: &mut [u8]) -> std::io::Result<usize> {
        while self.chunk.is_empty() && !self.ended {
            match self.receiver.blocking_recv() {
                Some(Some(chunk)) => self.chunk = chunk,
                Some(None) => self.ended = true,
                None => return Err(std::io::Error::new(std::io::ErrorKind::UnexpectedEof, "the upload was cut off")),
            }
        }
        let n = out.len().min(self.chunk.len());
        out[..n].copy_from_slice(&self.chunk.split_to(n));
        Ok(n)
    }
}
