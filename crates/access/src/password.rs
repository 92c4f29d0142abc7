//! Passwords: Argon2id with 64 MiB and three passes, a few at a time.

use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use argon2::{Algorithm, Argon2, Params, Version};
use platform::{Error, Result};
use std::sync::{Condvar, Mutex};

/// Hashes under way at once: 4 × 64 MiB is what 200 people who sign in together cost us.
const AT_ONCE_MAX: usize = 4;
static UNDER_WAY: Mutex<usize> = Mutex::new(0);
static ENDED: Condvar = Condvar::new();

struct Place;

impl Place {
    fn take() -> Place {
        let mut under_way = UNDER_WAY.lock().expect("no panic holds the places");
        while *under_way >= AT_ONCE_MAX {
            under_way = ENDED.wait(under_way).expect("no panic holds the places");
        }
        *under_way += 1;
        Place
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        *UNDER_WAY.lock().expect("no panic holds the places") -= 1;
        ENDED.notify_one();
    }
}

fn argon2() -> Argon2<'static> {
    let params = Params::new(64 * 1024, 3, 1, None).expect("the parameters are within Argon2's bounds");
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
}

/// Refuses passwords that are guessed first.
pub fn check_strength(secret: &str) -> Result<()> {
    let letters = secret.chars().count();
    let distinct = secret.chars().collect::<std::collections::HashSet<_>>().len();
    if letters < 12 || distinct < 6 {
        return Err(Error::invalid("password", "A password has at least 12 characters, 6 of them different. Four unrelated words make a good one."));
    }
    if letters > 200 {
        return Err(Error::invalid("password", "A password has at most 200 characters."));
    }
    Ok(())
}

/// The hash to keep.
pub fn hash(secret: &str) -> Result<String> {
    let _place = Place::take();
    let hash = argon2().hash_password(secret.as_bytes()).map_err(|error| Error::internal(error.to_string()))?;
    Ok(hash.to_string())
}

/// Whether the password is right. Without an account the same work is done, so that the
/// time tells nothing.
pub fn verify(secret: &str, kept: Option<&str>) -> bool {
    let _place = Place::take();
    let Some(kept) = kept.and_then(|text| PasswordHash::new(text).ok()) else {
        let mut wasted = [0u8; 32];
        let _ = argon2().hash_password_into(secret.as_bytes(), b"nobody has this salt", &mut wasted);
        return false;
    };
    argon2().verify_password(secret.as_bytes(), &kept).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_right_only_for_its_own_hash() {
        let kept = hash("four unrelated words here").unwrap();
        assert!(kept.starts_with("$argon2id$v=19$m=65536,t=3,p=1$"), "{kept}");
        assert!(verify("four unrelated words here", Some(&kept)));
        assert!(!verify("four unrelated words there", Some(&kept)));
        assert!(!verify("four unrelated words here", None));
    }

    #[test]
    fn short_and_monotonous_passwords_are_refused() {
        for (secret, fits) in [("short", false), ("aaaaaaaaaaaaaaaa", false), ("marble kettle orbit", true)] {
            assert_eq!(check_strength(secret).is_ok(), fits, "{secret}");
        }
    }
}
