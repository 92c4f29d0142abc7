//! The archive inside a backup: what goes in, and the hash of each file.

use super::{DATABASE, Member};
use crate::{Error, Result, say};
use sha2::{Digest, Sha256};
use std::fs::File;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

/// Counts and hashes what passes through.
pub(super) struct Hashing<T> {
    inner: T,
    bytes: u64,
    sha: Sha256,
}

impl<T> Hashing<T> {
    pub fn new(inner: T) -> Hashing<T> {
        Hashing { inner, bytes: 0, sha: Sha256::new() }
    }

    /// What is inside, how many bytes passed, and their hash.
    pub fn finish(self) -> (T, u64, String) {
        (self.inner, self.bytes, hex::encode(self.sha.finalize()))
    }
}

impl<T: Read> Read for Hashing<T> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let n = self.inner.read(buffer)?;
        self.bytes += n as u64;
        self.sha.update(&buffer[..n]);
        Ok(n)
    }
}

impl<T: Write> Write for Hashing<T> {
    fn write(&mut self, buffer: &[u8]) -> std::io::Result<usize> {
        let n = self.inner.write(buffer)?;
        self.bytes += n as u64;
        self.sha.update(&buffer[..n]);
        Ok(n)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        self.inner.flush()
    }
}

/// An archive that is being written.
pub(super) struct Archive<W: Write>(tar::Builder<W>);

impl<W: Write> Archive<W> {
    pub fn new(out: W) -> Archive<W> {
        Archive(tar::Builder::new(out))
    }

    fn add(&mut self, path: &str, bytes: u64, from: impl Read) -> Result<Member> {
        let mut header = tar::Header::new_gnu();
        header.set_mode(0o600);
        header.set_size(bytes);
        header.set_entry_type(tar::EntryType::Regular);
        let mut from = Hashing::new(from);
        self.0.append_data(&mut header, path, &mut from)?;
        let (_, read, sha256) = from.finish();
        if read != bytes {
            return Err(Error::Conflict(say!("platform-error-file-changed", path = path)));
        }
        Ok(Member { path: path.to_owned(), bytes, sha256 })
    }

    /// Adds a file that must be there.
    pub fn file(&mut self, path: &str, from: &Path) -> Result<Member> {
        let file = File::open(from)?;
        let bytes = file.metadata()?.len();
        self.add(path, bytes, file.take(bytes))
    }

    /// Adds a file, unless it has gone since it was listed.
    pub fn file_if_there(&mut self, path: &str, from: &Path) -> Result<Option<Member>> {
        if !from.exists() {
            return Ok(None);
        }
        self.file(path, from).map(Some)
    }

    pub fn bytes(&mut self, path: &str, content: &[u8]) -> Result<Member> {
        self.add(path, content.len() as u64, content)
    }

    pub fn finish(self) -> Result<W> {
        Ok(self.0.into_inner()?)
    }
}

/// Whether a name in the data folder is derived, temporary, or the live database.
fn is_left_out(name: &str) -> bool {
    name == "index"
        || name.starts_with(DATABASE)
        || name.starts_with('.')
        || name.starts_with("incoming-")
        || name.ends_with(".lock")
        || name.ends_with(".partial")
}

/// Everything of the data folder that a backup holds besides the database: whatever is not
/// left out by name, so that what a later version puts there is not forgotten.
pub(super) fn members(data: &Path) -> Result<Vec<(String, PathBuf)>> {
    let mut out = Vec::new();
    walk(data, "", &mut out)?;
    out.sort();
    Ok(out)
}

fn walk(folder: &Path, before: &str, out: &mut Vec<(String, PathBuf)>) -> Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let Ok(name) = entry.file_name().into_string() else { continue };
        if is_left_out(&name) {
            continue;
        }
        let path = format!("{before}{name}");
        let kind = entry.file_type()?;
        if kind.is_dir() {
            walk(&entry.path(), &format!("{path}/"), out)?;
        } else if kind.is_file() {
            out.push((path, entry.path()));
        }
    }
    Ok(())
}
