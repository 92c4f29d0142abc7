//! Backups: everything of an installation in one encrypted file, as it was at one moment,
//! taken while people work.
//!
//! The file is `age(gzip(tar))`, so that it can be opened without this product too. In it
//! stand the database (the SQLite file, or the canonical [`dump`] of PostgreSQL), everything
//! else of the data folder but what is derived, and as the last file `manifest.json` with
//! the hash of each. An empty machine needs the binary, the file and its key.

mod archive;
pub mod dump;
mod load;
mod restore;
mod sealing;

pub use restore::{restore, verify};
pub use sealing::{Opener, Sealer, new_key};

use crate::actor::Actor;
use crate::app::App;
use crate::audit;
use crate::db::{Address, Connection, Mode};
use crate::files::{create_private, create_private_folder, erase_folder, is_held};
use crate::{Error, Result, clock, say};
use serde::{Deserialize, Serialize};
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

/// What the trail calls it.
pub const MADE: &str = "platform.backup.made";
/// The database's file in a SQLite installation.
const DATABASE: &str = "goodoffices.db";
/// The database's rows in a PostgreSQL installation.
const ROWS: &str = "rows.jsonl";
/// The last file of a backup.
const MANIFEST: &str = "manifest.json";
/// The first line of every manifest.
const FORMAT: &str = "goodoffices-backup-1";

/// What a backup holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// The format: `goodoffices-backup-1`.
    pub format: String,
    /// Its id, which stands in the trail as well.
    pub id: String,
    /// When it was made, UTC.
    pub made_at: String,
    /// The product's version.
    pub version: String,
    /// SQLite or PostgreSQL.
    pub engine: String,
    /// Whose trail it holds.
    pub origin: String,
    /// The newest record of the trail in it.
    pub position: i64,
    /// That record's hash.
    pub hash: String,
    /// Its files.
    pub files: Vec<Member>,
}

/// A file in a backup.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Member {
    /// Its path in the data folder.
    pub path: String,
    /// Its size.
    pub bytes: u64,
    /// SHA-256 of its content, hex.
    pub sha256: String,
}

/// A folder for what is unencrypted on its way; it is erased with this value, or, where the
/// process was killed, by the next one that opens the data folder.
struct Scratch {
    folder: PathBuf,
    /// Locked for as long as this lives, so that no other process sweeps the folder.
    _lock: File,
}

/// What the names of such folders begin with.
const SCRATCH: &str = ".backup-";
/// The file in one that its owner locks.
const LOCK: &str = "lock";

/// Erases what backups that were killed left behind.
pub(crate) fn sweep(data: &Path) {
    let left = std::fs::read_dir(data).into_iter().flatten().flatten();
    for entry in left.filter(|entry| entry.file_name().to_string_lossy().starts_with(SCRATCH)) {
        let folder = entry.path();
        if !is_held(&folder.join(LOCK))
            && let Err(error) = erase_folder(&folder)
        {
            tracing::error!(%error, folder = %folder.display(), "what a backup left behind could not be erased; erase it by hand");
        }
    }
}

impl Scratch {
    fn below(data: &Path) -> Result<Scratch> {
        // Locked before it has the name that is swept.
        let (id, made) = (clock::new_id(), data.join(format!(".making-{}", clock::new_id())));
        create_private_folder(&made)?;
        let lock = create_private(&made.join(LOCK))?;
        lock.lock()?;
        let folder = data.join(format!("{SCRATCH}{id}"));
        std::fs::rename(&made, &folder)?;
        Ok(Scratch { folder, _lock: lock })
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = erase_folder(&self.folder);
    }
}

/// Makes a backup at `out`, readable to who has the key that `sealer` names. Others go on
/// working; what they commit meanwhile is in the next one.
pub fn create(app: &App, actor: &Actor, out: &Path, sealer: &Sealer) -> Result<Manifest> {
    if out.exists() {
        return Err(Error::Conflict(say!("platform-error-file-there", path = out.display().to_string())));
    }
    let scratch = Scratch::below(app.config().data())?;
    let (name, head) = snapshot(app, &scratch.folder)?;
    let mut manifest = Manifest {
        format: FORMAT.into(),
        id: clock::new_id(),
        made_at: clock::now(),
        version: env!("CARGO_PKG_VERSION").into(),
        engine: app.db().engine().into(),
        origin: head.origin,
        position: head.position,
        hash: head.hash,
        files: Vec::new(),
    };
    let partial = PathBuf::from(format!("{}.partial", out.display()));
    let _ = std::fs::remove_file(&partial);
    let written = write(app, &scratch.folder.join(name), name, &mut manifest, &partial, sealer);
    let outcome = written.and_then(|written| {
        std::fs::rename(&partial, out)?;
        let folder = out.parent().filter(|f| !f.as_os_str().is_empty()).unwrap_or(Path::new("."));
        File::open(folder)?.sync_all()?;
        Ok(written)
    });
    let (bytes, sha256) = outcome.inspect_err(|_| {
        let _ = std::fs::remove_file(&partial);
    })?;
    let detail = format!("position={} bytes={bytes} commitment={}", manifest.position, app.keys().commitment(sha256.as_bytes()));
    app.work(actor, |work| work.record(MADE, &manifest.id, &detail).map(drop))?;
    Ok(manifest)
}

/// The database as it is at one moment, as a file in `scratch`; where its trail stands.
fn snapshot(app: &App, scratch: &Path) -> Result<(&'static str, audit::Head)> {
    if let Address::Postgres(_) = app.db().address() {
        let mut out = BufWriter::new(create_private(&scratch.join(ROWS))?);
        let head = app.db().read(|c| {
            dump::write(c, &mut out)?;
            audit::head(c)
        })?;
        out.flush()?;
        return Ok((ROWS, head));
    }
    let path = scratch.join(DATABASE);
    drop(create_private(&path)?);
    app.db().copy_to(&path)?;
    let mut copy = Connection::open(&Address::Sqlite(path), Mode::Read)?;
    Ok((DATABASE, audit::head(&mut copy)?))
}

/// Writes and syncs the encrypted file; its size and the hash of its bytes.
fn write(app: &App, database: &Path, name: &str, manifest: &mut Manifest, partial: &Path, sealer: &Sealer) -> Result<(u64, String)> {
    let hashing = archive::Hashing::new(BufWriter::new(create_private(partial)?));
    let sealed = sealer.seal(hashing)?;
    let zipped = flate2::write::GzEncoder::new(sealed, flate2::Compression::fast());
    let mut archive = archive::Archive::new(zipped);
    manifest.files.push(archive.file(name, database)?);
    for (path, from) in archive::members(app.config().data())? {
        manifest.files.extend(archive.file_if_there(&path, &from)?);
    }
    archive.bytes(MANIFEST, &serde_json::to_vec_pretty(manifest)?)?;
    let hashing = archive.finish()?.finish()?.finish()?;
    let (out, bytes, sha256) = hashing.finish();
    let file = out.into_inner().map_err(|error| Error::from(error.into_error()))?;
    file.sync_all()?;
    Ok((bytes, sha256))
}
