//! Random secrets: shown once, kept as hashes.

use sha2::{Digest, Sha256};

/// 256 random bits as hex digits.
pub fn fresh() -> String {
    let mut bytes = [0u8; 32];
    fill(&mut bytes);
    hex::encode(bytes)
}

/// Random bytes from the system.
pub fn fill(bytes: &mut [u8]) {
    getrandom::fill(bytes).expect("the system gives random bytes");
}

/// What is kept of a secret. Plain SHA-256 suits secrets that nobody can guess; passwords
/// go through Argon2id instead.
pub fn hash(secret: &str) -> String {
    hex::encode(Sha256::digest(secret.as_bytes()))
}
