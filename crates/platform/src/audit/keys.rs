//! The keys of this installation: one that signs the trail's checkpoints, one for keyed
//! commitments. They are made at the first start and stand in the folder `keys` of the data
//! folder, readable to its owner alone.

use super::note::{PublicKey, SecretKey};
use crate::db::Db;
use crate::files::{create_private_folder, write_whole};
use crate::{Error, Result, say};
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use std::path::{Path, PathBuf};

/// The keys of this installation.
pub struct Keys {
    folder: PathBuf,
    signing: SecretKey,
    commitment: [u8; 32],
    /// Whether the signing key was made just now.
    pub(crate) fresh: bool,
}

/// The folder of a data folder's keys.
pub fn folder(data: &Path) -> PathBuf {
    data.join("keys")
}

impl Keys {
    /// Reads the keys, or makes them where there are none yet.
    pub(crate) fn open(data: &Path, origin: &str) -> Result<Keys> {
        let folder = folder(data);
        create_private_folder(&folder)?;
        let path = folder.join("trail.key");
        let known = read(&path)?;
        let fresh = known.is_none();
        let signing = match known {
            Some(line) => SecretKey::parse(&line).map_err(|_| damaged(&path))?,
            None => {
                let key = SecretKey::fresh(origin)?;
                // The public key first: a signature whose key nobody knows is worth nothing.
                add_public(&folder, &key.public())?;
                write_whole(&path, format!("{}\n", key.line()).as_bytes())?;
                key
            }
        };
        let path = folder.join("commitment.key");
        let commitment = match read(&path)? {
            Some(text) => hex::decode(text.trim()).ok().and_then(|bytes| bytes.try_into().ok()).ok_or_else(|| damaged(&path))?,
            None => {
                let mut key = [0u8; 32];
                getrandom::fill(&mut key).map_err(|error| Error::internal(error.to_string()))?;
                write_whole(&path, format!("{}\n", hex::encode(key)).as_bytes())?;
                key
            }
        };
        Ok(Keys { folder, signing, commitment, fresh })
    }

    /// The key that signs checkpoints.
    pub fn signing(&self) -> &SecretKey {
        &self.signing
    }

    /// The keys whose signatures count here: those that this folder has ever signed with.
    pub fn trusted(&self) -> Result<Vec<PublicKey>> {
        public_keys(&self.folder.join("trail.pub"))
    }

    /// A commitment to some content: it lets the record be matched with the content by who
    /// has both the content and this installation's key, and tells nobody else anything.
    pub fn commitment(&self, content: &[u8]) -> String {
        let mut mac = Hmac::<Sha256>::new_from_slice(&self.commitment).expect("a key of any length fits");
        mac.update(content);
        hex::encode(mac.finalize().into_bytes())
    }
}

fn damaged(path: &Path) -> Error {
    Error::Unavailable(say!("platform-error-trail-key", path = path.display().to_string()))
}

fn read(path: &Path) -> Result<Option<String>> {
    match std::fs::read_to_string(path) {
        Ok(text) => Ok(Some(text)),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => {
            Err(Error::Unavailable(say!("platform-error-unreadable", path = path.display().to_string(), why = error.to_string())))
        }
    }
}

fn add_public(folder: &Path, key: &PublicKey) -> Result<()> {
    let path = folder.join("trail.pub");
    let mut text = read(&path)?.unwrap_or_default();
    text.push_str(&key.line());
    text.push('\n');
    write_whole(&path, text.as_bytes())
}

/// The public keys in a file, one a line.
pub fn public_keys(path: &Path) -> Result<Vec<PublicKey>> {
    let text = read(path)?.unwrap_or_default();
    text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')).map(PublicKey::parse).collect()
}

/// The name under which this installation signs; chosen at its first start.
pub(crate) fn origin(db: &Db) -> Result<String> {
    let known = db.read(super::head)?.origin;
    if !known.is_empty() {
        return Ok(known);
    }
    let chosen = format!("goodoffices-{}", crate::clock::new_id());
    // Another node may start at the same moment: the first name stays.
    db.housekeep(|c| c.execute(super::NAME_ORIGIN, &[(&chosen).into()]))?;
    Ok(db.read(super::head)?.origin)
}
