//! Passwords: Argon2id with 64 MiB and three passes, a few at a time.
//!
//! One keyboard sends ä as one letter, another as an a with its sign. Passwords are hashed as
//! RFC 8265 prepares them: in normal form C, with every space a plain one.

use argon2::password_hash::phc::{Output, PasswordHash};
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use argon2::{Algorithm, Argon2, Block, Params, Version};
use icu_normalizer::{ComposingNormalizer, DecomposingNormalizer};
use platform::{Error, Result, say};
use std::collections::VecDeque;
use std::sync::{Arc, Condvar, Mutex, MutexGuard};

/// Hashes that may wait: the threads that answer pages are 512, and half of them stay free.
const WAITING_MAX: usize = 256;
static PLACES: Mutex<Places> = Mutex::new(Places { under_way: 0, waiting: VecDeque::new() });

/// Hashes under way at once: one for each processor, since more of them only take memory, and
/// at most four, which are 256 MiB.
fn at_once_max() -> usize {
    std::thread::available_parallelism().map_or(2, std::num::NonZero::get).clamp(1, 4)
}

/// Who came first is served first.
struct Places {
    under_way: usize,
    waiting: VecDeque<Arc<Waiter>>,
}

/// Somebody who waits for the memory of a hash that ends.
struct Waiter {
    given: Mutex<Option<Vec<Block>>>,
    ready: Condvar,
}

/// The right to make one hash, and the memory for it. While others wait it is handed on, so
/// that the system does not give and take 64 MiB for each of them.
struct Place(Vec<Block>);

fn places() -> MutexGuard<'static, Places> {
    PLACES.lock().expect("no panic holds the places")
}

impl Place {
    fn take() -> Result<Place> {
        let mut all = places();
        if all.under_way < at_once_max() {
            all.under_way += 1;
            drop(all);
            return Ok(Place(vec![Block::default(); params().block_count()]));
        }
        if all.waiting.len() >= WAITING_MAX {
            return Err(Error::Unavailable(say!("access-error-sign-ins-busy")));
        }
        let waiter = Arc::new(Waiter { given: Mutex::new(None), ready: Condvar::new() });
        all.waiting.push_back(waiter.clone());
        drop(all);
        let mut given = waiter.given.lock().expect("no panic holds what is given");
        loop {
            if let Some(memory) = given.take() {
                return Ok(Place(memory));
            }
            given = waiter.ready.wait(given).expect("no panic holds what is given");
        }
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut all = places();
        let Some(next) = all.waiting.pop_front() else {
            all.under_way -= 1;
            return;
        };
        drop(all);
        *next.given.lock().expect("no panic holds what is given") = Some(std::mem::take(&mut self.0));
        next.ready.notify_one();
    }
}

fn params() -> Params {
    Params::new(64 * 1024, 3, 1, None).expect("the parameters are within Argon2's bounds")
}

fn argon2() -> Argon2<'static> {
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params())
}

/// Refuses passwords that are guessed first.
pub fn check_strength(secret: &str) -> Result<()> {
    let secret = prepared(secret);
    let letters = secret.chars().count();
    let distinct = secret.chars().collect::<std::collections::HashSet<_>>().len();
    if letters < 12 || distinct < 6 {
        return Err(Error::invalid("password", say!("access-error-password-weak")));
    }
    if letters > 200 {
        return Err(Error::invalid("password", say!("access-error-password-long")));
    }
    Ok(())
}

/// The form in which a password is hashed (RFC 8265, section 4.2: the profile *OpaqueString*).
fn prepared(secret: &str) -> String {
    // U+1680 and its like are spaces that an option key types unseen; a tab or a line end is none.
    let is_space = |c: char| c.is_whitespace() && !c.is_control() && !matches!(c, '\u{2028}' | '\u{2029}');
    let spaced: String = secret.chars().map(|c| if is_space(c) { ' ' } else { c }).collect();
    ComposingNormalizer::new_nfc().normalize(&spaced).into_owned()
}

/// The forms in which a password may have been hashed: prepared now, else as it was typed
/// before passwords were prepared, in either form.
fn forms(secret: &str) -> Vec<String> {
    let mut forms = vec![prepared(secret)];
    let decomposed = DecomposingNormalizer::new_nfd().normalize(secret);
    for other in [secret, &ComposingNormalizer::new_nfc().normalize(secret), &decomposed] {
        if !forms.iter().any(|known| known == other) {
            forms.push(other.to_owned());
        }
    }
    forms
}

/// The hash to keep.
pub fn hash(secret: &str) -> Result<String> {
    let _place = Place::take()?;
    let hash = argon2().hash_password(prepared(secret).as_bytes()).map_err(|error| Error::internal(error.to_string()))?;
    Ok(hash.to_string())
}

/// Whether the password is right, in any of its forms. Without an account the same work is
/// done, so that the time tells nothing.
pub fn verify(secret: &str, kept: Option<&str>) -> Result<bool> {
    let mut place = Place::take()?;
    let kept = kept.and_then(|text| PasswordHash::new(text).ok());
    Ok(forms(secret).iter().any(|form| is_right(form, kept.as_ref(), &mut place)))
}

fn is_right(secret: &str, kept: Option<&PasswordHash>, place: &mut Place) -> bool {
    let mut made = [0u8; 32];
    let mut hashed = |salt: &[u8]| argon2().hash_password_into_with_memory(secret.as_bytes(), salt, &mut made, &mut place.0).is_ok();
    let Some(kept) = kept else {
        hashed(b"nobody has this salt");
        return false;
    };
    // A hash that was made with other parameters is judged with those.
    let is_ours = kept.algorithm == Algorithm::Argon2id.ident() && Params::try_from(kept).is_ok_and(|known| same(&known, &params()));
    let (Some(salt), Some(expected), true) = (&kept.salt, &kept.hash, is_ours) else {
        return argon2().verify_password(secret.as_bytes(), kept).is_ok();
    };
    // Outputs are compared in constant time.
    hashed(salt) && Output::new(&made).is_ok_and(|made| made == *expected)
}

fn same(a: &Params, b: &Params) -> bool {
    let of = |p: &Params| (p.m_cost(), p.t_cost(), p.p_cost());
    of(a) == of(b)
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
    fn memory_that_is_handed_on_leaves_no_trace_in_the_next_hash() {
        let kept = hash("four unrelated words here").unwrap();
        let right = |secret: &str| verify(secret, Some(&kept)).unwrap();
        std::thread::scope(|scope| {
            for n in 0..12 {
                let right = &right;
                scope.spawn(move || {
                    assert_eq!(right(["four unrelated words here", "four unrelated words there"][n % 2]), n % 2 == 0, "{n}")
                });
            }
        });
        let quickest = (0..10).map(|_| {
            let began = std::time::Instant::now();
            right("four unrelated words here");
            began.elapsed()
        });
        println!("the quickest of ten hashes took {:?}", quickest.min().unwrap());
        let places = super::places();
        assert!(places.waiting.len() < 12, "nobody who waited is forgotten");
    }

    #[test]
    fn a_hash_of_other_parameters_is_judged_with_those() {
        let weaker = Argon2::new(Algorithm::Argon2id, Version::V0x13, Params::new(1024, 1, 1, None).unwrap());
        let kept = weaker.hash_password(b"four unrelated words here").unwrap().to_string();
        assert!(verify("four unrelated words here", Some(&kept)).unwrap() && !verify("another", Some(&kept)).unwrap());
    }

    #[test]
    fn a_password_is_right_in_whichever_form_a_keyboard_sends_it() {
        for (first, second) in [
            ("p\u{e9}niche sur la Sa\u{f4}ne", "pe\u{301}niche sur la Sao\u{302}ne"),
            ("\u{43}a\u{309}u v\u{1ed1}n d\u{e0}i", "C\u{1ea3}u v\u{f4}\u{301}n da\u{300}i"),
            (
                "\u{419}\u{43e}\u{434} \u{438} \u{451}\u{43b}\u{43a}\u{430} 77",
                "\u{418}\u{306}\u{43e}\u{434} \u{438} \u{435}\u{308}\u{43b}\u{43a}\u{430} 77",
            ),
            (
                "\u{622}\u{62a} \u{645}\u{646} \u{628}\u{639}\u{64a}\u{62f} 12",
                "\u{627}\u{653}\u{62a} \u{645}\u{646} \u{628}\u{639}\u{64a}\u{62f} 12",
            ),
            ("brook under bridge", "brook\u{a0}under\u{2009}bridge"),
        ] {
            assert_eq!(prepared(first), prepared(second), "{first}: {second}");
            assert!(forms(first).contains(&prepared(second)) && forms(second).contains(&second.to_owned()), "{second}");
        }
        let kept = hash("Gr\u{fc}ne H\u{f6}fe 12").unwrap();
        assert!(verify("Gru\u{308}ne Ho\u{308}fe 12", Some(&kept)).unwrap());
        assert!(!verify("Grune Hofe 12", Some(&kept)).unwrap());
        // What was hashed as it came from one keyboard opens from the other too.
        let before = argon2().hash_password("Gru\u{308}ne Ho\u{308}fe 12".as_bytes()).unwrap().to_string();
        assert!(verify("Gr\u{fc}ne H\u{f6}fe 12", Some(&before)).unwrap());
        // A letter is not weak for having its sign apart.
        assert_eq!(
            check_strength("e\u{301}e\u{301}e\u{301}e\u{301}e\u{301}e\u{301}").is_ok(),
            check_strength("\u{e9}\u{e9}\u{e9}\u{e9}\u{e9}\u{e9}").is_ok()
        );
    }

    #[test]
    fn short_and_monotonous_passwords_are_refused() {
        for (secret, fits) in [("short", false), ("aaaaaaaaaaaaaaaa", false), ("marble kettle orbit", true)] {
            assert_eq!(check_strength(secret).is_ok(), fits, "{secret}");
        }
    }
}
