//! Secrets that must be read again, sealed: who has the database alone reads none of them.
//!
//! An authenticator app's secret cannot be kept as a hash, since each code is made from it. It is sealed
//! with XChaCha20-Poly1305 under a key that stands apart, in the file `keys/secrets.key` of
//! the data folder, and bound to its account, so that it opens for no other.

use crate::secret::fill;
use base64::Engine;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use platform::files::{create_private_folder, write_whole};
use platform::{App, Error, Result, say};
use sha2::{Digest, Sha256};
use std::path::PathBuf;
use std::sync::Arc;

/// Nonces are random; at 192 bits none comes twice.
const NONCE_BYTES: usize = 24;

/// The key for secrets that must be read again.
struct Key {
    cipher: XChaCha20Poly1305,
    /// Names the key in what it sealed; tells nothing of it.
    id: String,
}

fn path(app: &App) -> PathBuf {
    platform::audit::keys::folder(app.config().data()).join("secrets.key")
}

/// The key, made at its first use.
fn key(app: &App) -> Result<Arc<Key>> {
    app.kept(|| {
        let path = path(app);
        let bytes: [u8; 32] = match std::fs::read_to_string(&path) {
            Ok(text) => hex::decode(text.trim()).ok().and_then(|bytes| bytes.try_into().ok()).ok_or_else(|| cannot_open(app))?,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                let mut bytes = [0u8; 32];
                fill(&mut bytes);
                create_private_folder(path.parent().expect("a key stands in a folder"))?;
                write_whole(&path, format!("{}\n", hex::encode(bytes)).as_bytes())?;
                bytes
            }
            Err(error) => {
                return Err(Error::Unavailable(say!(
                    "platform-error-unreadable",
                    path = path.display().to_string(),
                    why = error.to_string()
                )));
            }
        };
        let named = Sha256::new().chain_update(b"goodoffices secrets key").chain_update(bytes).finalize();
        Ok(Key { cipher: XChaCha20Poly1305::new(&bytes.into()), id: hex::encode(&named[..4]) })
    })
}

fn cannot_open(app: &App) -> Error {
    Error::Unavailable(say!("access-error-secrets-key", path = path(app).display().to_string()))
}

/// What the table holds of a secret of `owner`.
pub fn seal(app: &App, owner: &str, secret: &str) -> Result<String> {
    let key = key(app)?;
    let mut nonce = [0u8; NONCE_BYTES];
    fill(&mut nonce);
    let payload = Payload { msg: secret.as_bytes(), aad: owner.as_bytes() };
    let sealed = key.cipher.encrypt(&XNonce::from(nonce), payload).map_err(|error| Error::internal(error.to_string()))?;
    Ok(format!("{}.{}", key.id, STANDARD_NO_PAD.encode([&nonce[..], &sealed].concat())))
}

/// The secret of `owner` that the table holds.
pub fn open(app: &App, owner: &str, kept: &str) -> Result<String> {
    let key = key(app)?;
    let sealed = kept.split_once('.').filter(|(id, _)| *id == key.id).and_then(|(_, text)| STANDARD_NO_PAD.decode(text).ok());
    let sealed = sealed.filter(|bytes| bytes.len() > NONCE_BYTES).ok_or_else(|| cannot_open(app))?;
    let (nonce, sealed) = sealed.split_at(NONCE_BYTES);
    let nonce: [u8; NONCE_BYTES] = nonce.try_into().expect("it was split at that length");
    let opened = key.cipher.decrypt(&XNonce::from(nonce), Payload { msg: sealed, aad: owner.as_bytes() }).map_err(|_| cannot_open(app))?;
    String::from_utf8(opened).map_err(|_| cannot_open(app))
}

#[cfg(test)]
mod tests {
    use super::*;
    use platform::testing::TestApp;

    static DOMAINS: &[&platform::Domain] = &[&crate::DOMAIN];

    #[test]
    fn a_secret_opens_for_its_owner_with_its_key_and_unchanged() {
        let t = TestApp::open(DOMAINS);
        let kept = seal(&t.app, "ilse", "JBSWY3DPEHPK3PXP").unwrap();
        assert!(!kept.contains("JBSWY3DP"));
        assert_ne!(kept, seal(&t.app, "ilse", "JBSWY3DPEHPK3PXP").unwrap(), "each sealing has its own nonce");
        assert_eq!(open(&t.app, "ilse", &kept).unwrap(), "JBSWY3DPEHPK3PXP");
        assert_eq!(open(&t.app, "omar", &kept).unwrap_err().status(), 503);
        for at in 0..kept.len() {
            let mut changed = kept.clone().into_bytes();
            changed[at] = if changed[at] == b'A' { b'B' } else { b'A' };
            assert!(open(&t.app, "ilse", &String::from_utf8(changed).unwrap()).is_err(), "letter {at}");
        }
        let other = TestApp::open(DOMAINS);
        let error = open(&other.app, "ilse", &kept).unwrap_err();
        assert!(error.to_string().contains("Put that key back from a backup"), "{error}");
    }
}
