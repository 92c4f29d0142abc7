//! Keys of compartments, and texts sealed with them.
//!
//! Each compartment has a key of its own. It is kept only *wrapped*: once for each member, and
//! once for recovery by two people, under keys derived from the installation's compartment
//! key, which stands in a file away from the data. Who has the disk and not that file has no
//! text; who is in no compartment has no wrapped key, whatever a page might ask for.

use crate::db::{Ciphertext, Value};
use crate::said::Said;
use crate::{Error, Result, say};
use base64::Engine;
use base64::engine::general_purpose::STANDARD_NO_PAD as BASE64;
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use hmac::{Hmac, Mac};
use sha2::Sha256;
use std::path::Path;

/// What a sealed value starts with. No text that is bound to a statement holds the first of
/// these signs (`db::Value`), so nothing that anybody types is taken for a sealed value.
pub(crate) const START: &str = "\u{1}sealed:";

/// Bytes of a nonce of XChaCha20-Poly1305; long enough to be drawn at random.
const NONCE: usize = 24;

/// A secret key of 256 bits.
#[derive(Clone)]
pub struct Key([u8; 32]);

/// Whether what stands in a column is sealed, sound or not.
pub(crate) fn is_sealed(column: &str) -> bool {
    column.starts_with(START)
}

/// A sealed value, as it stands in a column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sealed {
    /// Whose key opens it.
    pub compartment: String,
    /// The marked thing it belongs to, as in `document:pax:12`.
    pub thing: String,
    bytes: Vec<u8>,
}

impl Sealed {
    /// The sealed value that a text is; none where it is an ordinary text.
    pub fn parse(text: &str) -> Option<Sealed> {
        let rest = text.strip_prefix(START)?;
        let (compartment, rest) = rest.split_once(':')?;
        let (thing, bytes) = rest.split_once(':')?;
        let thing = String::from_utf8(BASE64.decode(thing).ok()?).ok()?;
        Some(Sealed { compartment: compartment.to_owned(), thing, bytes: BASE64.decode(bytes).ok()? })
    }
}

fn random<const N: usize>() -> Result<[u8; N]> {
    let mut bytes = [0u8; N];
    getrandom::fill(&mut bytes).map_err(|error| Error::internal(error.to_string()))?;
    Ok(bytes)
}

pub(crate) fn spoiled() -> Error {
    Error::Unavailable(say!("platform-error-sealed-spoiled"))
}

impl Key {
    pub(crate) fn fresh() -> Result<Key> {
        Ok(Key(random()?))
    }

    /// Ciphertext with its nonce in front; `bound` must be the same when it is opened.
    pub(super) fn encrypt(&self, bound: &str, plain: &[u8]) -> Result<Vec<u8>> {
        let nonce: [u8; NONCE] = random()?;
        let payload = Payload { msg: plain, aad: bound.as_bytes() };
        let sealed = XChaCha20Poly1305::new(&self.0.into()).encrypt(&XNonce::from(nonce), payload);
        let sealed = sealed.map_err(|_| Error::internal("a text could not be sealed"))?;
        Ok([nonce.as_slice(), &sealed].concat())
    }

    pub(super) fn decrypt(&self, bound: &str, bytes: &[u8]) -> Result<Vec<u8>> {
        let (nonce, sealed) = bytes.split_first_chunk::<NONCE>().ok_or_else(spoiled)?;
        let payload = Payload { msg: sealed, aad: bound.as_bytes() };
        XChaCha20Poly1305::new(&self.0.into()).decrypt(&XNonce::from(*nonce), payload).map_err(|_| spoiled())
    }

    /// Seals a text of `thing`, bound to it: moved to another thing, it does not open.
    pub(crate) fn seal(&self, compartment: &str, thing: &str, text: &str) -> Result<Value> {
        let text = methods::signs::shown(text);
        let bytes = self.encrypt(&bound(compartment, thing), text.as_bytes())?;
        let column = format!("{START}{compartment}:{}:{}", BASE64.encode(thing), BASE64.encode(bytes));
        Ok(Value::Sealed(Ciphertext::new(column)))
    }

    pub(crate) fn open(&self, sealed: &Sealed) -> Result<String> {
        let plain = self.decrypt(&bound(&sealed.compartment, &sealed.thing), &sealed.bytes)?;
        String::from_utf8(plain).map_err(|_| spoiled())
    }
}

fn bound(compartment: &str, thing: &str) -> String {
    format!("{compartment} {thing}")
}

/// The installation's compartment key.
#[derive(Clone)]
pub struct Vault(Key);

impl Vault {
    /// Reads the key that the setting `compartment_key` names; none where it names none.
    pub(crate) fn open(path: &str, data: &Path) -> Result<Option<Vault>> {
        if path.is_empty() {
            return Ok(None);
        }
        let refuse = |said: Said| Error::invalid("compartment_key", said);
        let path = Path::new(path);
        let text = std::fs::read_to_string(path).map_err(|error| {
            refuse(say!("platform-error-compartment-key-unread", path = path.display().to_string(), why = error.to_string()))
        })?;
        let inside = path.canonicalize().ok().zip(data.canonicalize().ok()).is_some_and(|(path, data)| path.starts_with(data));
        if inside {
            return Err(refuse(say!("platform-error-compartment-key-inside", path = path.display().to_string())));
        }
        let bytes = hex::decode(text.trim()).ok().and_then(|bytes| bytes.try_into().ok());
        let bytes: [u8; 32] = bytes.ok_or_else(|| refuse(say!("platform-error-compartment-key-bad", path = path.display().to_string())))?;
        Ok(Some(Vault(Key(bytes))))
    }

    /// Writes a fresh key into a file that must not be there yet.
    pub fn make(path: &Path) -> Result<()> {
        let key = random::<32>()?;
        if path.exists() {
            return Err(Error::Conflict(say!("platform-error-key-there", path = path.display().to_string())));
        }
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        if !folder.is_dir() {
            return Err(Error::NotFound(say!("platform-error-no-folder", path = folder.display().to_string())));
        }
        crate::files::write_whole(&folder.join(path.file_name().unwrap_or_default()), format!("{}\n", hex::encode(key)).as_bytes())
    }

    /// The key under which a holder's copy of a compartment's key is wrapped.
    fn key_of(&self, holder: &str) -> Key {
        let mut mac = Hmac::<Sha256>::new_from_slice(&self.0.0).expect("a key of any length fits");
        mac.update(b"good offices compartment key of ");
        mac.update(holder.as_bytes());
        Key(mac.finalize().into_bytes().into())
    }

    pub(crate) fn wrap(&self, compartment: &str, holder: &str, key: &Key) -> Result<String> {
        Ok(BASE64.encode(self.key_of(holder).encrypt(&bound(compartment, holder), &key.0)?))
    }

    pub(crate) fn unwrap(&self, compartment: &str, holder: &str, wrapped: &str) -> Result<Key> {
        let bytes = BASE64.decode(wrapped).map_err(|_| spoiled())?;
        let plain = self.key_of(holder).decrypt(&bound(compartment, holder), &bytes)?;
        plain.try_into().map(Key).map_err(|_| spoiled())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sealed_text_opens_with_its_key_and_for_its_thing_only() {
        let (key, other) = (Key::fresh().unwrap(), Key::fresh().unwrap());
        let Value::Sealed(column) = key.seal("c1", "document:demo:1", "The line runs along the river.").unwrap() else { panic!() };
        let column = column.as_str();
        assert!(!column.contains("river"));
        let sealed = Sealed::parse(column).unwrap();
        assert_eq!(key.open(&sealed).unwrap(), "The line runs along the river.");
        assert!(other.open(&sealed).is_err());
        assert!(key.open(&Sealed { thing: "document:demo:2".into(), ..sealed.clone() }).is_err());
        assert!(key.open(&Sealed { compartment: "c2".into(), ..sealed.clone() }).is_err());
        let mut bent = sealed;
        *bent.bytes.last_mut().unwrap() ^= 1;
        assert!(key.open(&bent).is_err());
    }

    #[test]
    fn a_wrapped_key_is_one_persons() {
        let (vault, key) = (Vault(Key::fresh().unwrap()), Key::fresh().unwrap());
        let wrapped = vault.wrap("c1", "anna", &key).unwrap();
        assert_eq!(vault.unwrap("c1", "anna", &wrapped).unwrap().0, key.0);
        assert!(vault.unwrap("c1", "bela", &wrapped).is_err());
        assert!(vault.unwrap("c2", "anna", &wrapped).is_err());
        assert!(Vault(Key::fresh().unwrap()).unwrap("c1", "anna", &wrapped).is_err());
    }

    #[test]
    fn an_ordinary_text_is_not_taken_for_a_sealed_one() {
        for text in ["", "sealed:c1:a:b", "\u{1}sealed:", "\u{1}sealed:c1", "\u{1}sealed:c1:%:%"] {
            assert_eq!(Sealed::parse(text), None, "{text:?}");
        }
    }
}
