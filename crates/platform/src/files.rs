//! Files on disk under the hash of their content.

use crate::{Error, Result};
use sha2::{Digest, Sha256};
use std::fs::{self, File};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

/// The folder of files by content hash.
#[derive(Clone)]
pub struct Files {
    folder: PathBuf,
}

/// SHA-256 of a file's bytes, as 64 hex digits.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct FileHash(String);

impl FileHash {
    /// The hash that `text` spells, or none.
    pub fn parse(text: &str) -> Option<FileHash> {
        let fits = text.len() == 64 && text.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b));
        fits.then(|| FileHash(text.to_owned()))
    }

    /// The 64 digits.
    pub fn as_str(&self) -> &str {
        &self.0
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

impl Files {
    /// The files below `data`.
    pub fn open(data: &Path) -> Result<Files> {
        let folder = data.join("files");
        fs::create_dir_all(&folder)?;
        Ok(Files { folder })
    }

    fn path(&self, hash: &FileHash) -> PathBuf {
        self.folder.join(&hash.0[..2]).join(&hash.0[2..])
    }

    /// Keeps what `source` gives: written, synced, renamed, its folder synced. Returns
    /// before any row may name it.
    pub fn keep(&self, source: &mut dyn Read) -> Result<FileHash> {
        let temporary = self.folder.join(format!("incoming-{}", crate::clock::new_id()));
        let outcome = self.keep_as(source, &temporary);
        if outcome.is_err() {
            let _ = fs::remove_file(&temporary);
        }
        outcome
    }

    fn keep_as(&self, source: &mut dyn Read, temporary: &Path) -> Result<FileHash> {
        let mut file = File::create(temporary)?;
        let mut sha = Sha256::new();
        let mut buffer = vec![0; 64 * 1024];
        loop {
            let n = source.read(&mut buffer)?;
            if n == 0 {
                break;
            }
            sha.update(&buffer[..n]);
            file.write_all(&buffer[..n])?;
        }
        file.sync_all()?;
        let hash = FileHash(hex::encode(sha.finalize()));
        let path = self.path(&hash);
        let folder = path.parent().expect("a file stands in its folder");
        fs::create_dir_all(folder)?;
        fs::rename(temporary, &path)?;
        File::open(folder)?.sync_all()?;
        Ok(hash)
    }

    /// Opens a kept file.
    pub fn read(&self, hash: &FileHash) -> Result<File> {
        File::open(self.path(hash)).map_err(|_| Error::missing("file", hash.as_str()))
    }

    /// Removes a kept file that nothing needs any more.
    pub fn remove(&self, hash: &FileHash) -> Result<()> {
        match fs::remove_file(self.path(hash)) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error.into()),
            _ => Ok(()),
        }
    }

    /// Where a kept file stands.
    pub fn path_of(&self, hash: &FileHash) -> PathBuf {
        self.path(hash)
    }
}
