//! Restoring and checking backups.

use super::archive::Hashing;
use super::sealing::Opener;
use super::{DATABASE, FORMAT, MANIFEST, Manifest, Member, ROWS, dump, load};
use crate::app::migrations_of;
use crate::config::Config;
use crate::db::{self, Address, Connection, Migration, Mode};
use crate::domain::Domain;
use crate::files::{create_private, create_private_folder};
use crate::{Error, Result, clock, say};
use std::fs::File;
use std::io::{BufReader, BufWriter, Read, Write};
use std::path::{Component, Path, PathBuf};

/// Reads a whole backup and checks each of its files against its manifest. `take` gets every
/// file but the manifest.
fn read(file: &Path, opener: &Opener, mut take: impl FnMut(&str, &mut dyn Read) -> Result<()>) -> Result<Manifest> {
    let sealed = File::open(file)
        .map_err(|error| Error::NotFound(say!("platform-error-unreadable", path = file.display().to_string(), why = error.to_string())))?;
    let mut plain = flate2::read::GzDecoder::new(opener.open(BufReader::new(sealed))?);
    let mut found: Vec<Member> = Vec::new();
    let mut manifest: Option<Manifest> = None;
    let damaged = |error: std::io::Error| match error.kind() {
        std::io::ErrorKind::StorageFull => Error::from(error),
        _ => Error::Conflict(say!("platform-error-backup-damaged", why = error.to_string())),
    };
    {
        let mut archive = tar::Archive::new(&mut plain);
        for entry in archive.entries().map_err(damaged)? {
            let mut entry = entry.map_err(damaged)?;
            let path = entry.path().map_err(damaged)?.to_string_lossy().into_owned();
            if path == MANIFEST {
                let mut text = Vec::new();
                entry.read_to_end(&mut text).map_err(damaged)?;
                manifest = Some(
                    serde_json::from_slice(&text)
                        .map_err(|error| Error::Conflict(say!("platform-error-backup-manifest", why = error.to_string())))?,
                );
                continue;
            }
            let mut hashing = Hashing::new(entry);
            take(&path, &mut hashing)?;
            std::io::copy(&mut hashing, &mut std::io::sink()).map_err(damaged)?;
            let (_, bytes, sha256) = hashing.finish();
            found.push(Member { path, bytes, sha256 });
        }
    }
    // To the very end: only there does the encryption tell that nothing was cut off.
    std::io::copy(&mut plain, &mut std::io::sink()).map_err(damaged)?;
    let manifest = manifest.ok_or_else(|| Error::Conflict(say!("platform-error-backup-no-manifest")))?;
    if manifest.format != FORMAT {
        return Err(Error::Unavailable(say!("platform-error-backup-format", format = manifest.format)));
    }
    for (listed, there) in manifest.files.iter().zip(&found) {
        if listed != there {
            return Err(Error::Conflict(say!("platform-error-backup-file", path = &listed.path)));
        }
    }
    if manifest.files.len() != found.len() {
        return Err(Error::Conflict(say!(
            "platform-error-backup-count",
            there = found.len().to_string(),
            named = manifest.files.len().to_string()
        )));
    }
    Ok(manifest)
}

/// Checks that a backup is whole and can be opened.
pub fn verify(file: &Path, opener: &Opener) -> Result<Manifest> {
    read(file, opener, |_, _| Ok(()))
}

/// Restores a backup into the data folder `data`, which is empty or not there, and into the
/// database that the settings name. Until the end nothing stands under that name.
pub fn restore(
    file: &Path,
    opener: &Opener,
    data: &Path,
    domains: &'static [&'static Domain],
    overrides: &[(&str, &str)],
) -> Result<Manifest> {
    if data.exists() && std::fs::read_dir(data)?.next().is_some() {
        return Err(Error::Conflict(say!("platform-error-folder-not-empty", path = data.display().to_string())));
    }
    let data = std::path::absolute(data)?;
    let above = data.parent().ok_or_else(|| Error::invalid("data", say!("platform-error-data-above")))?;
    let partial = above.join(format!(".restoring-{}", clock::new_id()));
    create_private_folder(&partial)?;
    let outcome = unpack(file, opener, &partial).and_then(|manifest| {
        fill(&partial, domains, overrides)?;
        sync_folders(&partial)?;
        if data.exists() {
            std::fs::remove_dir(&data)?;
        }
        std::fs::rename(&partial, &data)?;
        File::open(above)?.sync_all()?;
        Ok(manifest)
    });
    if outcome.is_err() {
        let _ = std::fs::remove_dir_all(&partial);
    }
    outcome
}

fn unpack(file: &Path, opener: &Opener, into: &Path) -> Result<Manifest> {
    read(file, opener, |path, from| {
        let path = inside(into, path)?;
        create_private_folder(path.parent().expect("it stands in a folder"))?;
        let mut out = BufWriter::new(create_private(&path)?);
        std::io::copy(from, &mut out).map_err(|error| match error.kind() {
            std::io::ErrorKind::StorageFull => Error::from(error),
            _ => Error::Conflict(say!("platform-error-backup-damaged", why = error.to_string())),
        })?;
        out.flush()?;
        Ok(out.get_ref().sync_all()?)
    })
}

/// A path of the archive, which must not lead out of the folder.
fn inside(folder: &Path, path: &str) -> Result<PathBuf> {
    let relative = Path::new(path);
    if path.is_empty() || !relative.components().all(|part| matches!(part, Component::Normal(_))) {
        return Err(Error::Conflict(say!("platform-error-backup-outside", path = path)));
    }
    Ok(folder.join(relative))
}

/// Brings the rows to where the settings say: the file, or a PostgreSQL database.
fn fill(folder: &Path, domains: &'static [&'static Domain], overrides: &[(&str, &str)]) -> Result<()> {
    let mut settings = vec![crate::config::SETTINGS];
    settings.extend(domains.iter().map(|d| d.settings));
    let config = Config::load(folder, &settings, |name| std::env::var(name).ok(), overrides)?;
    let target = db::address(folder, config.text("database_url"))?;
    let (database, rows) = (folder.join(DATABASE), folder.join(ROWS));
    if matches!(target, Address::Sqlite(_)) && database.exists() {
        return Ok(());
    }
    if !rows.exists() {
        // A SQLite installation moves to PostgreSQL: its file is dumped first.
        let mut from = Connection::open(&Address::Sqlite(database.clone()), Mode::Read)?;
        let mut out = BufWriter::new(create_private(&rows)?);
        dump::write(&mut from, &mut out)?;
        out.flush()?;
        drop(from);
        for ending in ["", "-wal", "-shm"] {
            let _ = std::fs::remove_file(folder.join(format!("{DATABASE}{ending}")));
        }
    }
    let migrations: Vec<Migration> = migrations_of(domains);
    db::fill(&target, |c| load::load(c, &rows, &migrations))?;
    Ok(std::fs::remove_file(&rows)?)
}

fn sync_folders(folder: &Path) -> Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            sync_folders(&entry.path())?;
        }
    }
    Ok(File::open(folder)?.sync_all()?)
}
