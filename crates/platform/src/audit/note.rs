//! Signed notes and checkpoints in the formats of C2SP (`c2sp.org/signed-note` and
//! `c2sp.org/tlog-checkpoint`), so that witnesses and tools that others made can read ours.

use super::tree::Hash;
use crate::{Error, Result, say};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use ed25519_dalek::{Signature, Signer, SigningKey, VerifyingKey};
use sha2::{Digest, Sha256};

/// The kind of key: Ed25519.
const ED25519: u8 = 1;
/// What a line with a signature begins with: an em dash and a space.
const SIGNED_BY: &str = "\u{2014} ";

/// The key that checks signatures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicKey {
    /// Whose key it is.
    pub name: String,
    key: VerifyingKey,
}

/// The key that signs.
pub struct SecretKey {
    name: String,
    key: SigningKey,
}

/// First four bytes of SHA-256(name, line feed, kind, key): tells keys of one name apart.
fn key_id(name: &str, key: &VerifyingKey) -> [u8; 4] {
    let hash = Sha256::new().chain_update(name).chain_update([b'\n', ED25519]).chain_update(key.as_bytes()).finalize();
    hash[..4].try_into().expect("a hash has 32 bytes")
}

fn is_name(name: &str) -> bool {
    !name.is_empty() && !name.contains(|c: char| c.is_whitespace() || c == '+')
}

impl PublicKey {
    /// The key as one line of text: name, id and key with plus signs between.
    pub fn line(&self) -> String {
        let bytes = [&[ED25519], self.key.as_bytes().as_slice()].concat();
        format!("{}+{}+{}", self.name, self.id(), STANDARD.encode(bytes))
    }

    /// The key that a line spells.
    pub fn parse(line: &str) -> Result<PublicKey> {
        let bad = || Error::invalid("key", say!("platform-error-public-key", text = line.trim()));
        let mut parts = line.trim().splitn(3, '+');
        let (name, id, text) = (parts.next().ok_or_else(bad)?, parts.next().ok_or_else(bad)?, parts.next().ok_or_else(bad)?);
        let bytes = STANDARD.decode(text).map_err(|_| bad())?;
        let (kind, key) = bytes.split_first().ok_or_else(bad)?;
        let key: [u8; 32] = key.try_into().map_err(|_| bad())?;
        let key = VerifyingKey::from_bytes(&key).map_err(|_| bad())?;
        let found = PublicKey { name: name.to_owned(), key };
        if *kind != ED25519 || !is_name(name) || found.id() != id {
            return Err(bad());
        }
        Ok(found)
    }

    /// Its id, eight hex digits.
    pub fn id(&self) -> String {
        hex::encode(key_id(&self.name, &self.key))
    }
}

impl SecretKey {
    /// A fresh key.
    pub fn fresh(name: &str) -> Result<SecretKey> {
        let mut seed = [0u8; 32];
        getrandom::fill(&mut seed).map_err(|error| Error::internal(error.to_string()))?;
        Ok(SecretKey { name: name.to_owned(), key: SigningKey::from_bytes(&seed) })
    }

    /// The key as one line of text, as the Go tools for notes write it.
    pub fn line(&self) -> String {
        let bytes = [&[ED25519], self.key.as_bytes().as_slice()].concat();
        format!("PRIVATE+KEY+{}+{}+{}", self.name, self.public().id(), STANDARD.encode(bytes))
    }

    /// The key that a line spells.
    pub fn parse(line: &str) -> Result<SecretKey> {
        let bad = || Error::invalid("key", say!("platform-error-secret-key"));
        let mut parts = line.trim().strip_prefix("PRIVATE+KEY+").ok_or_else(bad)?.splitn(3, '+');
        let (name, id, text) = (parts.next().ok_or_else(bad)?, parts.next().ok_or_else(bad)?, parts.next().ok_or_else(bad)?);
        let bytes = STANDARD.decode(text).map_err(|_| bad())?;
        let (kind, seed) = bytes.split_first().ok_or_else(bad)?;
        let seed: [u8; 32] = seed.try_into().map_err(|_| bad())?;
        let found = SecretKey { name: name.to_owned(), key: SigningKey::from_bytes(&seed) };
        if *kind != ED25519 || !is_name(name) || found.public().id() != id {
            return Err(bad());
        }
        Ok(found)
    }

    /// The key that checks its signatures.
    pub fn public(&self) -> PublicKey {
        PublicKey { name: self.name.clone(), key: self.key.verifying_key() }
    }

    /// Signs a text of whole lines.
    pub fn sign(&self, text: &str) -> String {
        debug_assert!(text.ends_with('\n'));
        let signature = self.key.sign(text.as_bytes()).to_bytes();
        let id = key_id(&self.name, &self.key.verifying_key());
        format!("{text}\n{SIGNED_BY}{} {}\n", self.name, STANDARD.encode([id.as_slice(), &signature].concat()))
    }
}

/// The text of a note that one of `keys` signed, or why there is none.
pub fn open<'a>(note: &'a str, keys: &[PublicKey]) -> std::result::Result<&'a str, String> {
    if note.chars().any(|c| c < ' ' && c != '\n') {
        return Err("it holds control characters".into());
    }
    let (text, signatures) = note.rsplit_once("\n\n").ok_or("it has no signature")?;
    // The text keeps its last line feed; the empty line divides.
    let text = &note[..text.len() + 1];
    let mut known = false;
    for line in signatures.strip_suffix('\n').ok_or("its last line is cut")?.split('\n') {
        let (name, bytes) = line.strip_prefix(SIGNED_BY).and_then(|rest| rest.split_once(' ')).ok_or("a line of its signatures is none")?;
        let bytes = STANDARD.decode(bytes).map_err(|_| "a signature is no base64")?;
        if !is_name(name) || bytes.len() < 5 {
            return Err("a line of its signatures is none".into());
        }
        let (id, signature) = bytes.split_at(4);
        let Some(key) = keys.iter().find(|key| key.name == name && key_id(&key.name, &key.key) == id) else { continue };
        let signature = Signature::from_slice(signature).map_err(|_| "a signature has the wrong length")?;
        key.key.verify_strict(text.as_bytes(), &signature).map_err(|_| "its signature does not hold")?;
        known = true;
    }
    if known { Ok(text) } else { Err("no key that is known here has signed it".into()) }
}

/// What a checkpoint says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement {
    /// Whose trail.
    pub origin: String,
    /// Records it had.
    pub size: i64,
    /// Root of the tree over them.
    pub root: Hash,
    /// When it was signed, UTC.
    pub recorded_at: String,
}

impl Statement {
    /// The text that is signed.
    pub fn text(&self) -> String {
        format!("{}\n{}\n{}\n{}\n", self.origin, self.size, STANDARD.encode(self.root), self.recorded_at)
    }

    /// What a text says; none where it is no checkpoint.
    pub fn parse(text: &str) -> Option<Statement> {
        let mut lines = text.strip_suffix('\n')?.split('\n');
        let (origin, size, root, recorded_at) = (lines.next()?, lines.next()?, lines.next()?, lines.next()?);
        let root = STANDARD.decode(root).ok()?.try_into().ok()?;
        let found = Statement { origin: origin.to_owned(), size: size.parse().ok()?, root, recorded_at: recorded_at.to_owned() };
        (lines.next().is_none() && found.text() == text).then_some(found)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The example in the documentation of golang.org/x/mod/sumdb/note.
    #[test]
    fn a_note_that_others_signed_opens_and_ours_is_the_same() {
        let key = PublicKey::parse("PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW").unwrap();
        let text = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n";
        let note = format!(
            "{text}\n\u{2014} PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n"
        );
        assert_eq!(open(&note, std::slice::from_ref(&key)), Ok(text));
        let secret = SecretKey::parse("PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz").unwrap();
        assert_eq!((secret.sign(text), secret.public()), (note, key));
    }

    #[test]
    fn a_note_with_any_byte_changed_does_not_open() {
        let secret = SecretKey::fresh("offices.test").unwrap();
        let keys = [secret.public()];
        let statement = Statement { origin: "offices.test".into(), size: 7, root: [9; 32], recorded_at: "2026-11-24T10:00:00.000Z".into() };
        let note = secret.sign(&statement.text());
        assert_eq!(Statement::parse(open(&note, &keys).unwrap()), Some(statement));
        for at in 0..note.len() {
            for bit in 0..8 {
                let mut bytes = note.clone().into_bytes();
                bytes[at] ^= 1 << bit;
                if let Ok(changed) = String::from_utf8(bytes) {
                    assert!(open(&changed, &keys).is_err(), "byte {at}, bit {bit}: {changed}");
                }
            }
        }
    }

    #[test]
    fn keys_are_told_apart() {
        let (ours, other) = (SecretKey::fresh("offices.test").unwrap(), SecretKey::fresh("offices.test").unwrap());
        let note = ours.sign("text\n");
        assert!(open(&note, &[other.public()]).unwrap_err().contains("no key"));
        assert_eq!(SecretKey::parse(&ours.line()).unwrap().public(), ours.public());
        assert_eq!(PublicKey::parse(&ours.public().line()).unwrap(), ours.public());
        for wrong in ["", "name", "name+00000000+AQ==", "a b+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"] {
            assert!(PublicKey::parse(wrong).is_err(), "{wrong}");
        }
    }
}
