//! Files that were sent in, on disk under random names.

use crate::db::{Connection, Db};
use crate::{Error, Result, statements};
use sha2::{Digest, Sha256};
use std::collections::HashSet;
use std::fs::{self, File};
use std::io::{ErrorKind, Read, Write};
use std::path::{Path, PathBuf};

statements! {
    OWN_FILE = "INSERT INTO platform_file (key, owner) VALUES ($1, $2) ON CONFLICT (key) DO UPDATE SET owner = excluded.owner";
    OWNED_BY = "SELECT key FROM platform_file WHERE owner = $1 ORDER BY key";
    IS_OWNED = "SELECT owner FROM platform_file WHERE key = $1";
    ALL_OWNED = "SELECT key FROM platform_file ORDER BY key";
    DISOWN = "DELETE FROM platform_file WHERE owner = $1";
    DISOWN_ENDED = "DELETE FROM platform_file WHERE SUBSTR(owner, 1, 4) = 'job:' AND NOT EXISTS (SELECT 1 FROM platform_job j WHERE 'job:' || j.id = platform_file.owner AND j.state IN ('queued', 'running'))";
}

/// The folder of files that were sent in. Each has an owner in the database: the job that will
/// read it, or what keeps it for good. What has none goes, at the latest at the next start.
#[derive(Clone)]
pub struct Files {
    folder: PathBuf,
    db: Db,
}

/// The name of a kept file: 64 hex digits drawn at random, since a hash would let somebody with
/// the folder try out guesses of what was in it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct FileKey(String);

impl FileKey {
    /// The key that `text` spells, or none.
    pub fn parse(text: &str) -> Option<FileKey> {
        let fits = text.len() == 64 && text.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b));
        fits.then(|| FileKey(text.to_owned()))
    }

    /// The 64 digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    fn fresh() -> Result<FileKey> {
        let mut bytes = [0u8; 32];
        getrandom::fill(&mut bytes).map_err(|error| Error::internal(error.to_string()))?;
        Ok(FileKey(hex::encode(bytes)))
    }
}

/// A file that was just kept. Unless somebody owns it by then, it is erased with this value:
/// what was refused, or cut off on its way, leaves nothing behind.
pub struct Held {
    files: Files,
    key: FileKey,
    /// Locked for as long as this lives, so that no other process sweeps it.
    _file: File,
}

impl Held {
    /// Its name.
    pub fn key(&self) -> &FileKey {
        &self.key
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        match self.files.is_owned(&self.key) {
            Ok(true) => {}
            Ok(false) => {
                if let Err(error) = self.files.remove(&self.key) {
                    tracing::error!(%error, "a file that was sent in could not be erased; it is tried again at the next start");
                }
            }
            Err(error) => tracing::error!(%error, "whether a file that was sent in is needed could not be asked"),
        }
    }
}

/// SHA-256 of some bytes, as 64 hex digits.
pub fn hash_of(bytes: &[u8]) -> String {
    hex::encode(Sha256::digest(bytes))
}

/// Creates a file that only its owner may read; it must not be there yet.
pub fn create_private(path: &Path) -> Result<File> {
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    Ok(options.open(path)?)
}

/// Creates a folder, with those above it, that only its owner may look into.
pub fn create_private_folder(path: &Path) -> Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    Ok(builder.create(path)?)
}

/// Writes a whole file so that a power cut leaves either nothing of it or all of it.
pub fn write_whole(path: &Path, bytes: &[u8]) -> Result<()> {
    let folder = path.parent().expect("a file stands in a folder");
    let temporary = folder.join(format!(".incoming-{}", crate::clock::new_id()));
    let outcome = create_private(&temporary).and_then(|mut file| {
        file.write_all(bytes)?;
        file.sync_all()?;
        fs::rename(&temporary, path)?;
        Ok(File::open(folder)?.sync_all()?)
    });
    if outcome.is_err() {
        let _ = fs::remove_file(&temporary);
    }
    outcome
}

/// Overwrites a file and removes it. On a disk that writes in place nothing of it stays; others
/// may keep what was there until they write over it, which only an encrypted disk mends.
pub(crate) fn erase(path: &Path) -> Result<()> {
    let outcome = fs::OpenOptions::new().write(true).open(path).and_then(|mut file| {
        let mut left = file.metadata()?.len();
        let zeros = [0u8; 64 * 1024];
        while left > 0 {
            let n = left.min(zeros.len() as u64);
            file.write_all(&zeros[..n as usize])?;
            left -= n;
        }
        file.sync_data()
    });
    let removed = fs::remove_file(path);
    match outcome.and(removed) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(error.into()),
        _ => Ok(()),
    }
}

/// Erases a folder with everything in it.
pub(crate) fn erase_folder(path: &Path) -> Result<()> {
    for entry in fs::read_dir(path)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() { erase_folder(&entry.path())? } else { erase(&entry.path())? }
    }
    Ok(fs::remove_dir(path)?)
}

/// Whether a living process holds a lock on this file. A lock goes with its process, however
/// that ends.
pub(crate) fn is_held(path: &Path) -> bool {
    let Ok(file) = File::open(path) else { return false };
    file.try_lock().is_err()
}

impl Files {
    /// The files below `data`, swept of what nobody owns.
    pub(crate) fn open(data: &Path, db: Db) -> Result<Files> {
        let folder = data.join("files");
        create_private_folder(&folder)?;
        let files = Files { folder, db };
        // What cannot be swept now is swept at the next start; the doctor looks at modes and space.
        if let Err(error) = files.sweep() {
            tracing::error!(%error, "files that nobody owns could not be swept");
        }
        Ok(files)
    }

    /// Erases what no job and nothing else owns: what a crash, a cut connection or a refusal
    /// left. A file that a living process holds stays.
    fn sweep(&self) -> Result<()> {
        let mut found = Vec::new();
        for entry in fs::read_dir(&self.folder)? {
            let path = entry?.path();
            if path.is_dir() {
                for below in fs::read_dir(&path)? {
                    found.push(below?.path());
                }
            } else {
                found.push(path);
            }
        }
        if found.is_empty() {
            return Ok(());
        }
        self.db.housekeep(|c| c.execute(DISOWN_ENDED, &[]))?;
        let owned: HashSet<String> = self.db.read(|c| c.all(ALL_OWNED, &[], |row| row.get("key")))?.into_iter().collect();
        for path in found {
            let key = path.strip_prefix(&self.folder).unwrap_or(&path).to_string_lossy().replace(['/', '\\'], "");
            if !owned.contains(&key) && !is_held(&path) {
                erase(&path)?;
            }
        }
        Ok(())
    }

    fn path(&self, key: &FileKey) -> PathBuf {
        self.folder.join(&key.0[..2]).join(&key.0[2..])
    }

    /// Keeps what `source` gives: written, synced, renamed, its folder synced.
    pub fn keep(&self, source: &mut dyn Read) -> Result<Held> {
        let temporary = self.folder.join(format!("incoming-{}", crate::clock::new_id()));
        let outcome = self.keep_as(source, &temporary);
        if outcome.is_err() {
            let _ = erase(&temporary);
        }
        outcome
    }

    fn keep_as(&self, source: &mut dyn Read, temporary: &Path) -> Result<Held> {
        let mut file = create_private(temporary)?;
        file.lock()?;
        let mut buffer = vec![0; 64 * 1024];
        loop {
            let n = source.read(&mut buffer)?;
            if n == 0 {
                break;
            }
            file.write_all(&buffer[..n])?;
        }
        file.sync_all()?;
        let key = FileKey::fresh()?;
        let path = self.path(&key);
        let folder = path.parent().expect("a file stands in its folder");
        create_private_folder(folder)?;
        fs::rename(temporary, &path)?;
        let held = Held { files: self.clone(), key, _file: file };
        File::open(folder)?.sync_all()?;
        Ok(held)
    }

    /// Opens a kept file.
    pub fn read(&self, key: &FileKey) -> Result<File> {
        File::open(self.path(key)).map_err(|_| Error::missing("file", key.as_str()))
    }

    /// Erases a kept file that nothing needs any more.
    fn remove(&self, key: &FileKey) -> Result<()> {
        erase(&self.path(key))
    }

    fn is_owned(&self, key: &FileKey) -> Result<bool> {
        Ok(self.db.read(|c| c.first(IS_OWNED, &[key.as_str().into()], |row| row.get::<String>("owner")))?.is_some())
    }

    /// Erases the files of an owner that needs them no more.
    pub fn release(&self, owner: &str) -> Result<()> {
        let keys: Vec<String> = self.db.read(|c| c.all(OWNED_BY, &[owner.into()], |row| row.get("key")))?;
        if keys.is_empty() {
            return Ok(());
        }
        keys.iter().filter_map(|key| FileKey::parse(key)).try_for_each(|key| self.remove(&key))?;
        self.db.housekeep(|c| c.execute(DISOWN, &[owner.into()])).map(drop)
    }
}

/// Gives a kept file an owner, as in `job:0190`, within the change that names it.
pub fn own(c: &mut Connection, key: &FileKey, owner: &str) -> Result<()> {
    c.execute(OWN_FILE, &[key.as_str().into(), owner.into()]).map(drop)
}
