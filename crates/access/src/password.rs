//! Passwords: Argon2id with 64 MiB and three passes, a few at a time.

use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use argon2::{Algorithm, Argon2, Params, Version};
use platform::{Error, Result};
use std::sync::{Condvar, Mutex};

/// Hashes under way at once: 4 × 64 MiB is what 200 people who sign in together cost us.
const AT_ONCE_MAX: usize = 4;
/// Hashes that may wait: the threads that answer pages are 512, and half of them stay free.
const WAITING_MAX: usize = 256;
static PLACES: Mutex<Places> = Mutex::new(Places { under_way: 0, waiting: 0 });
static ENDED: Condvar = Condvar::new();

struct Places {
    under_way: usize,
    waiting: usize,
}

struct Place;

impl Place {
    fn take() -> Result<Place> {
        let mut places = PLACES.lock().expect("no panic holds the places");
        if places.waiting >= WAITING_MAX {
            return Err(Error::Unavailable("Very many people are signing in at this moment. Try again in half a minute.".into()));
        }
        places.waiting += 1;
        while places.under_way >= AT_ONCE_MAX {
            places = ENDED.wait(places).expect("no panic holds the places");
        }
        places.waiting -= 1;
        places.under_way += 1;
        Ok(Place)
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        PLACES.lock().expect("no panic holds the places").under_way -= 1;
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
        return Err(Error::invalid(
            "password",
            "A password has at least 12 characters, 6 of them different. Four unrelated words make a good one.",
        ));
    }
    if letters > 200 {
        return Err(Error::invalid("password", "A password has at most 200 characters."));
    }
    Ok(())
}

/// The hash to keep.
pub fn hash(secret: &str) -> Result<String> {
    let _place = Place::take()?;
    let hash = argon2().hash_password(secret.as_bytes()).map_err(|error| Error::internal(error.to_string()))?;
    Ok(hash.to_string())
}

/// Whether the password is right. Without an account the same work is done, so that the
/// time tells nothing.
pub fn verify(secret: &str, kept: Option<&str>) -> Result<bool> {
    let _place = Place::take()?;
    let Some(kept) = kept.and_then(|text| PasswordHash::new(text).ok()) else {
        let mut wasted = [0u8; 32];
        let _ = argon2().hash_password_into(secret.as_bytes(), b"nobody has this salt", &mut wasted);
        return Ok(false);
    };
    Ok(argon2().verify_password(secret.as_bytes(), &kept).is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_right_only_for_its_own_hash() {
        let kept = hash("four unrelated words here").unwrap();
        assert!(kept.starts_with("$argon2id$v=19$m=65536,t=3,p=1$"), "{kept}");
        assert!(verify("four unrelated words here", Some(&kept)).unwrap());
        assert!(!verify("four unrelated words there", Some(&kept)).unwrap());
        assert!(!verify("four unrelated words here", None).unwrap());
    }

    #[test]
    fn short_and_monotonous_passwords_are_refused() {
        for (secret, fits) in [("short", false), ("aaaaaaaaaaaaaaaa", false), ("marble kettle orbit", true)] {
            assert_eq!(check_strength(secret).is_ok(), fits, "{secret}");
        }
    }
}
