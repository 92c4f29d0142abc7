//! Checkpoints: signed statements of what the trail was, kept in the database and written to
//! a folder that an outside witness holds.

use super::note::{self, PublicKey, Statement};
use super::tree::Peaks;
use super::{HASHES_AFTER, head, proof};
use crate::app::App;
use crate::db::{Connection, Row};
use crate::files::{create_private_folder, write_whole};
use crate::{Error, Result, clock, say, statements};
use serde::Serialize;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::time::{Duration, Instant};

statements! {
    INSERT_CHECKPOINT = "INSERT INTO platform_checkpoint (size, recorded_at, note) VALUES ($1, $2, $3)";
    NEWEST_CHECKPOINT = "SELECT size, recorded_at, note FROM platform_checkpoint ORDER BY size DESC LIMIT 1";
    CHECKPOINTS_BEFORE = "SELECT size, recorded_at, note FROM platform_checkpoint WHERE size < $1 ORDER BY size DESC LIMIT $2";
    CHECKPOINTS = "SELECT size, recorded_at, note FROM platform_checkpoint ORDER BY size";
}

/// A checkpoint is written after this many records …
pub const ENTRIES_MAX: i64 = 1_000;
/// … or this many seconds after the first record that none holds yet.
pub const SECONDS_MAX: i64 = 300;

/// A signed statement of what the trail was.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Checkpoint {
    /// Records it covers.
    pub size: i64,
    /// When it was made, UTC.
    pub recorded_at: String,
    /// The signed note, in C2SP's checkpoint format.
    pub note: String,
}

impl Checkpoint {
    /// What it says, without a look at its signature.
    pub fn statement(&self) -> Option<Statement> {
        let (text, _) = self.note.rsplit_once("\n\n")?;
        Statement::parse(&self.note[..text.len() + 1])
    }

    /// Its root, hex, as pages show it.
    pub fn root(&self) -> String {
        self.statement().map(|s| hex::encode(s.root)).unwrap_or_default()
    }

    /// What it says where one of `keys` signed it, or why it does not count.
    pub fn verified(note: &str, keys: &[PublicKey]) -> std::result::Result<Statement, String> {
        Statement::parse(note::open(note, keys)?).ok_or_else(|| "it is signed, but says nothing of a trail".to_owned())
    }
}

fn checkpoint(row: &Row) -> Result<Checkpoint> {
    Ok(Checkpoint { size: row.get("size")?, recorded_at: row.get("recorded_at")?, note: row.get("note")? })
}

/// The newest checkpoint.
pub fn newest(c: &mut Connection) -> Result<Option<Checkpoint>> {
    c.first(NEWEST_CHECKPOINT, &[], checkpoint)
}

/// Up to `limit` checkpoints smaller than `size`, newest first.
pub fn before(c: &mut Connection, size: i64, limit: usize) -> Result<Vec<Checkpoint>> {
    c.all(CHECKPOINTS_BEFORE, &[size.into(), limit.into()], checkpoint)
}

/// All checkpoints, oldest first.
pub fn all(c: &mut Connection) -> Result<Vec<Checkpoint>> {
    c.all(CHECKPOINTS, &[], checkpoint)
}

/// The folder that the witness holds: the setting `witness_folder`, or `witness` in the data
/// folder, which is better than nothing.
pub fn folder(app: &App) -> PathBuf {
    match app.config().text("witness_folder") {
        "" => app.config().data().join("witness"),
        set => PathBuf::from(set),
    }
}

/// The peaks up to where the last checkpoint was made, so that the next one reads only what
/// came since.
#[derive(Default)]
struct Reached(Mutex<Peaks>);

/// The root of the tree over all records.
fn root_now(app: &App) -> Result<Peaks> {
    let reached = app.kept(|| Ok(Reached::default()))?;
    let mut peaks = reached.0.lock().expect("no panic holds the peaks").clone();
    app.db().read(|c| {
        let position = head(c)?.position;
        while (peaks.size() as i64) < position {
            let after = peaks.size() as i64;
            let hashes = c.all(HASHES_AFTER, &[after.into(), 10_000.into()], |row| row.get::<String>("hash"))?;
            if hashes.is_empty() {
                return Err(Error::Conflict(say!("platform-error-trail-short", last = after.to_string(), head = position.to_string())));
            }
            for hash in hashes {
                peaks.push(&proof::leaf(&hash)?);
            }
        }
        Ok(())
    })?;
    *reached.0.lock().expect("no panic holds the peaks") = peaks.clone();
    Ok(peaks)
}

/// Signs the trail as it stands, where it has grown since the last checkpoint; then brings
/// the witness's folder up to date.
pub fn write(app: &App) -> Result<Option<Checkpoint>> {
    let known = app.db().read(newest)?.map_or(0, |c| c.size);
    let peaks = root_now(app)?;
    let size = peaks.size() as i64;
    let mut made = None;
    if size > known {
        let recorded_at = clock::now();
        let origin = app.db().read(head)?.origin;
        let statement = Statement { origin, size, root: peaks.root(), recorded_at: recorded_at.clone() };
        let new = Checkpoint { size, recorded_at, note: app.keys().signing().sign(&statement.text()) };
        let kept = app.db().housekeep(|c| c.execute(INSERT_CHECKPOINT, &[new.size.into(), (&new.recorded_at).into(), (&new.note).into()]));
        match kept {
            Ok(_) => made = Some(new),
            // Another process was quicker.
            Err(_) if app.db().read(newest)?.is_some_and(|c| c.size >= size) => {}
            Err(error) => return Err(error),
        }
    }
    hand_over(app, Back::ToTheNewest)?;
    Ok(made)
}

/// The witness's copy of a checkpoint.
fn path_of(folder: &Path, size: i64) -> PathBuf {
    // Twelve digits: a record a millisecond for thirty years, and names sort as numbers do.
    folder.join(format!("{size:012}.checkpoint"))
}

/// How far back is looked for checkpoints that the witness's folder lacks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Back {
    /// To the newest that is there: each is handed over after all before it.
    ToTheNewest,
    /// To the first, should some have been taken away.
    ToTheFirst,
}

/// Writes every checkpoint that the witness's folder lacks.
pub fn hand_over(app: &App, back: Back) -> Result<()> {
    let folder = folder(app);
    create_private_folder(&folder).map_err(|error| no_witness(&folder, &error))?;
    let mut missing = Vec::new();
    let mut size = i64::MAX;
    loop {
        let batch = app.db().read(|c| before(c, size, 100))?;
        let Some(last) = batch.last() else { break };
        size = last.size;
        let length = batch.len();
        let lacking: Vec<Checkpoint> = batch.into_iter().filter(|one| !path_of(&folder, one.size).exists()).collect();
        let whole = lacking.len() == length;
        missing.extend(lacking);
        if !whole && back == Back::ToTheNewest {
            break;
        }
    }
    // Oldest first: wherever this is cut, the newest that is there has all others before it.
    for one in missing.iter().rev() {
        write_whole(&path_of(&folder, one.size), one.note.as_bytes()).map_err(|error| no_witness(&folder, &error))?;
    }
    Ok(())
}

fn no_witness(folder: &Path, error: &Error) -> Error {
    Error::Unavailable(say!("platform-error-witness-unwritten", path = folder.display().to_string(), why = error.to_string()))
}

/// When the witness's folder was last tried in vain.
#[derive(Default)]
struct Tried(Mutex<Option<Instant>>);

/// Writes a checkpoint where one is due: after [`ENTRIES_MAX`] records, or [`SECONDS_MAX`]
/// seconds after the last one where anything happened since. Where the witness's folder was
/// away, what it lacks is handed over once a minute is over.
pub fn write_if_due(app: &App) -> Result<()> {
    let (position, newest) = app.db().read(|c| Ok((super::position(c)?, newest(c)?)))?;
    let (size, at) = newest.map_or((0, String::new()), |c| (c.size, c.recorded_at));
    let waiting = position - size;
    if waiting >= ENTRIES_MAX || (waiting > 0 && at < clock::in_seconds(-SECONDS_MAX)) {
        return write(app).map(drop);
    }
    if size == 0 || path_of(&folder(app), size).exists() {
        return Ok(());
    }
    let tried = app.kept(|| Ok(Tried::default()))?;
    let mut tried = tried.0.lock().expect("no panic holds the time");
    if tried.is_some_and(|at| at.elapsed() < Duration::from_secs(60)) {
        return Ok(());
    }
    *tried = Some(Instant::now());
    hand_over(app, Back::ToTheNewest)
}

/// The notes in a folder, each with its file's name.
pub fn in_folder(folder: &Path) -> Result<Vec<(String, String)>> {
    let mut found = Vec::new();
    let entries = std::fs::read_dir(folder).map_err(|error| {
        Error::NotFound(say!("platform-error-unreadable", path = folder.display().to_string(), why = error.to_string()))
    })?;
    for file in entries {
        let path = file?.path();
        if path.extension().is_some_and(|ending| ending == "checkpoint") {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            let bytes = std::fs::read(&path).map_err(|error| {
                Error::NotFound(say!("platform-error-unreadable", path = path.display().to_string(), why = error.to_string()))
            })?;
            found.push((name, String::from_utf8_lossy(&bytes).into_owned()));
        }
    }
    found.sort();
    Ok(found)
}
