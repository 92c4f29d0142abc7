//! Encryption with age: for a passphrase, or for the keys of those who may restore.

use crate::files::write_whole;
use crate::{Error, Result, say};
use age::secrecy::{ExposeSecret, SecretString};
use age::stream::StreamWriter;
use age::{DecryptError, Decryptor, Encryptor, Identity, Recipient, scrypt, x25519};
use std::io::{Read, Write};
use std::path::Path;

/// Who will be able to open a backup.
pub enum Sealer {
    /// Who knows the passphrase.
    Passphrase(SecretString),
    /// Who has the secret key of one of these.
    Recipients(Vec<x25519::Recipient>),
}

/// What opens a backup.
pub enum Opener {
    /// The passphrase.
    Passphrase(SecretString),
    /// Secret keys.
    Identities(Vec<x25519::Identity>),
}

/// The passphrase in a file: its first line.
fn passphrase(path: &Path) -> Result<SecretString> {
    let text = read(path)?;
    let line = text.lines().next().unwrap_or("").to_owned();
    // 16 letters: a backup is tried at leisure by who has stolen it.
    if line.chars().count() < 16 {
        return Err(Error::invalid("passphrase", say!("platform-error-passphrase-short")));
    }
    Ok(SecretString::from(line))
}

fn read(path: &Path) -> Result<String> {
    std::fs::read_to_string(path)
        .map_err(|error| Error::NotFound(say!("platform-error-unreadable", path = path.display().to_string(), why = error.to_string())))
}

fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'))
}

impl Sealer {
    /// Seals with the passphrase that is a file's first line.
    pub fn of_passphrase_file(path: &Path) -> Result<Sealer> {
        Ok(Sealer::Passphrase(passphrase(path)?))
    }

    /// Seals for recipients: each a public key (`age1…`), or a file of such keys.
    pub fn of_recipients(given: &[String]) -> Result<Sealer> {
        let mut all = Vec::new();
        for one in given {
            let text = if Path::new(one).is_file() { read(Path::new(one))? } else { one.clone() };
            for line in lines(&text) {
                let key = line.parse().map_err(|_| {
                    Error::invalid("recipient", say!("platform-error-recipient", text = line.chars().take(12).collect::<String>()))
                })?;
                all.push(key);
            }
        }
        if all.is_empty() {
            return Err(Error::invalid("recipient", say!("platform-error-recipient-needed")));
        }
        Ok(Sealer::Recipients(all))
    }

    pub(super) fn seal<W: Write>(&self, out: W) -> Result<StreamWriter<W>> {
        let encryptor = match self {
            Sealer::Passphrase(secret) => Encryptor::with_user_passphrase(secret.clone()),
            Sealer::Recipients(all) => {
                let all = all.iter().map(|one| one as &dyn Recipient);
                Encryptor::with_recipients(all).map_err(|error| Error::internal(error.to_string()))?
            }
        };
        Ok(encryptor.wrap_output(out)?)
    }
}

impl Opener {
    /// Opens with the passphrase that is a file's first line.
    pub fn of_passphrase_file(path: &Path) -> Result<Opener> {
        Ok(Opener::Passphrase(passphrase(path)?))
    }

    /// Opens with the secret keys in files, as `backup key` or age's own tool makes them.
    pub fn of_key_files(paths: &[impl AsRef<Path>]) -> Result<Opener> {
        let mut all = Vec::new();
        for path in paths {
            let text = read(path.as_ref())?;
            for line in lines(&text) {
                all.push(
                    line.parse().map_err(|_| {
                        Error::invalid("key", say!("platform-error-age-secret", path = path.as_ref().display().to_string()))
                    })?,
                );
            }
        }
        if all.is_empty() {
            return Err(Error::invalid("key", say!("platform-error-backup-key-needed")));
        }
        Ok(Opener::Identities(all))
    }

    pub(super) fn open<R: Read>(&self, from: R) -> Result<impl Read + use<R>> {
        let failed = |error: DecryptError| match error {
            DecryptError::NoMatchingKeys | DecryptError::DecryptionFailed | DecryptError::KeyDecryptionFailed => {
                Error::invalid("key", say!("platform-error-backup-key-wrong"))
            }
            other => Error::Conflict(say!("platform-error-backup-not-whole", why = other.to_string())),
        };
        let decryptor = Decryptor::new(from).map_err(failed)?;
        let sealed_by_passphrase = decryptor.is_scrypt();
        match self {
            Opener::Passphrase(secret) if sealed_by_passphrase => {
                let identity = scrypt::Identity::new(secret.clone());
                decryptor.decrypt(std::iter::once(&identity as &dyn Identity)).map_err(failed)
            }
            Opener::Identities(all) if !sealed_by_passphrase => {
                decryptor.decrypt(all.iter().map(|one| one as &dyn Identity)).map_err(failed)
            }
            Opener::Passphrase(_) => Err(Error::invalid("passphrase", say!("platform-error-backup-for-keys"))),
            Opener::Identities(_) => Err(Error::invalid("key", say!("platform-error-backup-for-passphrase"))),
        }
    }
}

/// Makes a key for backups: the secret one goes into a new file that only its owner may
/// read, the public one is given back.
pub fn new_key(path: &Path) -> Result<String> {
    if path.exists() {
        return Err(Error::Conflict(say!("platform-error-key-there", path = path.display().to_string())));
    }
    let secret = x25519::Identity::generate();
    let public = secret.to_public().to_string();
    let text = format!("# public key: {public}\n{}\n", secret.to_string().expose_secret());
    let path = std::path::absolute(path)?;
    write_whole(&path, text.as_bytes())?;
    Ok(public)
}
