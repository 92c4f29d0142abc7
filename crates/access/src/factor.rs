//! Second factors: an authenticator app (RFC 6238) and recovery codes; passkeys stand beside.

use crate::account::{self, Account};
use crate::sealed;
use crate::secret::{fill, hash};
use crate::store::{self, proofs};
use crate::way_in::{self, WayIn};
use platform::actor::{Actor, Needs, Role, Via};
use platform::people::Means;
use platform::{App, Error, Result, Work, say};
use qrcode::QrCode;
use qrcode::render::svg;
use totp_rs::{Builder, Secret, Totp};

/// Recovery codes of an account.
const RECOVERY_CODES: usize = 10;
/// Letters of a recovery code that nobody mistakes for another: 32 of them, 5 bits each.
const LETTERS: &[u8; 32] = b"abcdefghjkmnpqrstuvwxyz023456789";
/// 16 letters are 80 bits: nobody guesses one.
const RECOVERY_LETTERS: usize = 16;

/// What an account has besides a password.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Factors {
    /// Whether an authenticator app is set up.
    pub code_app: bool,
    /// Passkeys: id, name, when made, when last used.
    pub passkeys: Vec<(String, String, String, Option<String>)>,
    /// Recovery codes that are still unused.
    pub recovery_codes_left: i64,
}

/// an authenticator app that is being set up.
pub struct Offer {
    /// The shared secret in base 32, to type by hand.
    pub secret: String,
    /// The same as a picture to photograph.
    pub picture: String,
}

/// Whether a role may sign in only with a second factor.
pub fn is_required(app: &App, role: Role) -> bool {
    let words = app.config().text("second_factor_roles");
    words.split([',', ' ']).any(|word| word == "all" || word == role.word())
}

/// Whether an account has a second factor.
pub fn has_any(app: &App, account: &str) -> Result<bool> {
    let factors = of(app, account)?;
    Ok(factors.code_app || !factors.passkeys.is_empty())
}

/// What an account has besides a password.
pub fn of(app: &App, account: &str) -> Result<Factors> {
    app.db().read(|c| {
        let passkeys = proofs::passkeys_of(c, account)?;
        Ok(Factors {
            code_app: proofs::code_app(c, account)?.is_some(),
            passkeys: passkeys.into_iter().map(|k| (k.id, k.name, k.created_at, k.used_at)).collect(),
            recovery_codes_left: proofs::recovery_codes_left(c, account)?,
        })
    })
}

/// Offers a fresh secret for an authenticator app.
pub fn offer(account: &Account) -> Result<Offer> {
    let mut bytes = [0u8; 20];
    fill(&mut bytes);
    let secret = Secret::from(bytes).to_base32();
    again(account, &secret)
}

/// Shows an offer again whose first code was wrong.
pub fn again(account: &Account, secret: &str) -> Result<Offer> {
    let address = totp(secret, &account.login)?.to_url().map_err(|error| Error::internal(error.to_string()))?;
    let code = QrCode::new(address.as_bytes()).map_err(|error| Error::internal(error.to_string()))?;
    let drawn =
        code.render::<svg::Color<'_>>().min_dimensions(220, 220).dark_color(svg::Color("#000")).light_color(svg::Color("#fff")).build();
    let picture = drawn.split_once("?>").map_or(drawn.clone(), |(_, svg)| svg.to_owned());
    Ok(Offer { secret: secret.to_owned(), picture })
}

fn totp(secret: &str, login: &str) -> Result<Totp> {
    let wrong = || Error::invalid("secret", say!("access-error-code-secret"));
    let secret = Secret::try_from_base32(secret).map_err(|_| wrong())?;
    let name = login.replace(':', "-");
    Builder::new().with_secret(secret).with_skew(1).with_issuer(Some("Good Offices")).with_account_name(name).build().map_err(|_| wrong())
}

/// The step of a code that is right now, give or take one.
fn step_of(secret: &str, login: &str, code: &str) -> Result<Option<i64>> {
    let digits: String = code.chars().filter(char::is_ascii_digit).collect();
    let found = totp(secret, login)?.check_current(&digits);
    Ok(found.and_then(|step| i64::try_from(step).ok()))
}

/// Sets up an authenticator app with the secret that was offered and a code it shows; recovery codes,
/// where there were none. Every other session ends.
pub fn set_code_app(app: &App, account: &Account, via: Via, secret: &str, code: &str) -> Result<Option<Vec<String>>> {
    let Some(step) = step_of(secret, &account.login, code)? else {
        return Err(Error::invalid("code", say!("access-error-code-not-now")));
    };
    let actor = Actor::new(&account.id, &account.name, account.role, via);
    let codes = fresh_codes();
    let kept = sealed::seal(app, &account.id, secret)?;
    app.work(&actor, |work| {
        let way = way_in::by_actor(work, &account.id, Means::Factors)?;
        proofs::set_code_app(work, &way, &account.id, &kept, step)?;
        let given = add_codes_where_none(work, &way, &account.id, &codes)?;
        store::end_sessions_of(work, &account.id)?;
        work.record("access.code_app.set", &account.id, "")?;
        Ok(given.then(|| codes.clone()))
    })
}

/// Keeps recovery codes where the account has none; whether it did.
pub fn add_codes_where_none(work: &mut Work<'_>, way: &WayIn, account: &str, codes: &[String]) -> Result<bool> {
    if proofs::recovery_codes_left(work.connection(), account)? > 0 {
        return Ok(false);
    }
    let hashes: Vec<String> = codes.iter().map(|code| hash(&plain(code))).collect();
    proofs::set_recovery_codes(work, way, account, &hashes)?;
    Ok(true)
}

/// New recovery codes; those before are good for nothing any more.
pub fn renew_codes(app: &App, account: &Account, via: Via) -> Result<Vec<String>> {
    if !has_any(app, &account.id)? {
        return Err(Error::Conflict(say!("access-error-no-factor")));
    }
    let actor = Actor::new(&account.id, &account.name, account.role, via);
    let codes = fresh_codes();
    let hashes: Vec<String> = codes.iter().map(|code| hash(&plain(code))).collect();
    app.work(&actor, |work| {
        let way = way_in::by_actor(work, &account.id, Means::Factors)?;
        proofs::set_recovery_codes(work, &way, &account.id, &hashes)?;
        work.record("access.recovery_codes.renewed", &account.id, "").map(drop)
    })?;
    Ok(codes)
}

/// Fresh recovery codes in four groups of four letters.
pub fn fresh_codes() -> Vec<String> {
    let one = || {
        let mut bytes = [0u8; RECOVERY_LETTERS];
        fill(&mut bytes);
        let letters: Vec<char> = bytes.iter().map(|byte| LETTERS[usize::from(byte % 32)] as char).collect();
        letters.chunks(4).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join("-")
    };
    (0..RECOVERY_CODES).map(|_| one()).collect()
}

fn plain(code: &str) -> String {
    code.chars().filter(|c| c.is_ascii_alphanumeric()).collect::<String>().to_ascii_lowercase()
}

/// Whether a code of the app or a recovery code is right; it is used up with that.
pub fn use_code(app: &App, account: &Account, via: Via, code: &str) -> Result<bool> {
    let actor = Actor::new(&account.id, &account.name, account.role, via);
    let kept = app.db().read(|c| proofs::code_app(c, &account.id))?;
    let step = match &kept {
        // Recovery codes are not made of digits alone; they open without the app's secret.
        Some((sealed, last)) if code.chars().filter(char::is_ascii_digit).count() == 6 && !code.contains(char::is_alphabetic) => {
            step_of(&sealed::open(app, &account.id, sealed)?, &account.login, code)?.filter(|step| step > last)
        }
        _ => None,
    };
    let recovery = hash(&plain(code));
    app.work(&actor, |work| {
        if let Some(step) = step {
            return Ok(proofs::use_code(work, &account.id, step)? && work.record("access.code.used", &account.id, "").is_ok());
        }
        let used = proofs::use_recovery_code(work, &account.id, &recovery)?;
        work.record(if used { "access.recovery_code.used" } else { "access.code.refused" }, &account.id, "")?;
        Ok(used)
    })
}

/// Takes away one factor of one's own: a passkey by its id, or the authenticator app.
pub fn end_one(app: &App, account: &Account, via: Via, passkey: Option<&str>) -> Result<()> {
    let factors = of(app, &account.id)?;
    let left = factors.passkeys.len() + usize::from(factors.code_app);
    if left <= 1 && is_required(app, account.role) {
        return Err(Error::Conflict(say!("access-error-last-factor")));
    }
    let actor = Actor::new(&account.id, &account.name, account.role, via);
    app.work(&actor, |work| {
        let way = way_in::by_actor(work, &account.id, Means::Factors)?;
        match passkey {
            Some(id) if !proofs::end_passkey(work, &way, id, &account.id)? => return Err(Error::missing("passkey", id)),
            Some(_) => {}
            None => proofs::end_code_app(work, &way, &account.id)?,
        }
        work.record("access.factor.ended", &account.id, passkey.unwrap_or("code_app")).map(drop)
    })
}

/// Takes away all second factors of somebody who lost them; their sessions end.
pub fn end_all(app: &App, actor: &Actor, account: &Account) -> Result<()> {
    app.require(actor, Needs::Administering)?;
    app.work(actor, |work| taken(work, &account.login))
}

/// The same, of an account by the name it signs in with.
pub(crate) fn taken(work: &mut Work<'_>, login: &str) -> Result<()> {
    let account = account::here(work, login)?;
    let way = way_in::by_actor(work, &account.id, Means::Factors)?;
    proofs::end_factors(work, &way, &account.id)?;
    store::end_sessions_of(work, &account.id)?;
    work.record("access.factor.ended", &account.id, "all").map(drop)
}

/// The code that an app with this secret shows so many steps from now, for tests.
#[cfg(test)]
pub fn code_for_tests(secret: &str, steps: i64) -> String {
    let at = jiff::Timestamp::now().as_second() + steps * 30;
    totp(secret, "test").unwrap().generate(at.unsigned_abs()).to_string()
}
