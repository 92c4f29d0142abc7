//! Pauses after failed tries, over every way in: pages, programs, second factors, links.
//!
//! A try is counted before it is judged and given back when it was right, so that a hundred
//! tries at once are not judged before the first of them counts.

use crate::secret::hash;
use crate::session::Way;
use crate::store::{self, proofs, waiting};
use platform::actor::{Actor, Role, Via};
use platform::db::Connection;
use platform::{App, Error, Result, say};

/// Wrong tries for one account, or from one known browser, before a pause.
const TRIES_MAX: i64 = 10;
/// The first pause; each further wrong try doubles it.
const PAUSE_SECONDS: i64 = 60;
/// The longest pause.
const PAUSE_SECONDS_MAX: i64 = 60 * 60;
/// Tries are forgotten after a day without one.
const FORGET_SECONDS: i64 = 24 * 60 * 60;

/// What somebody tries to get past.
#[derive(Debug, Clone, Copy)]
pub enum Door<'a> {
    /// A password, for the name that was typed.
    Login(&'a str),
    /// The second factor of an account.
    Factor(&'a str),
    /// Something that cannot be guessed for one account alone: a link, a passkey.
    Other,
}

/// A try that was counted.
pub struct Taken {
    own: Option<String>,
    source: Option<String>,
}

struct Counter {
    key: String,
    tries_max: i64,
}

/// Counts a try, or refuses it while there is a pause. The answer is the same whether the
/// account exists or not.
pub fn take(app: &App, way: &Way, door: Door<'_>) -> Result<Taken> {
    let device = way.device.as_deref().map(hash);
    let is_known = match (&device, door) {
        (Some(device), Door::Login(login)) => app.db().read(|c| proofs::device_login(c, device))?.as_deref() == Some(login),
        _ => false,
    };
    let own = match door {
        // Tries from elsewhere do not shut out a browser that signed in before.
        Door::Login(_) if is_known => device.map(|device| hash(&format!("device:{device}"))),
        Door::Login(login) => Some(hash(&format!("login:{login}"))),
        Door::Factor(account) => Some(hash(&format!("factor:{account}"))),
        Door::Other => None,
    };
    let source = (!is_known).then(|| hash(&format!("source:{}", network(&way.source))));
    let per_source = crate::number(app, "sign_in_tries_per_source");
    let counters: Vec<Counter> = [(own.clone(), TRIES_MAX), (source.clone(), per_source)]
        .into_iter()
        .filter_map(|(key, tries_max)| key.map(|key| Counter { key, tries_max }))
        .collect();
    let outcome = app.db().housekeep(|c| count(c, &counters))?;
    if outcome.pause_began {
        note_pause(app, way, door)?;
    }
    if outcome.is_refused {
        return Err(Error::TooMany(say!("access-error-too-many-tries", whom = app.whom_to_ask())));
    }
    Ok(Taken { own, source })
}

#[derive(Default)]
struct Counted {
    is_refused: bool,
    pause_began: bool,
}

fn count(c: &mut Connection, counters: &[Counter]) -> Result<Counted> {
    let now = platform::clock::now();
    let mut tries = Vec::new();
    for counter in counters {
        let known = waiting::throttle(c, &counter.key)?;
        if known.as_ref().is_some_and(|(_, _, paused_until)| *paused_until > now) {
            return Ok(Counted { is_refused: true, pause_began: false });
        }
        tries.push(known.map_or(0, |(tries, ..)| tries) + 1);
    }
    let mut outcome = Counted::default();
    for (counter, tries) in counters.iter().zip(tries) {
        let over = tries - counter.tries_max;
        let paused_until =
            if over < 0 { String::new() } else { platform::clock::in_seconds((PAUSE_SECONDS << over.min(10)).min(PAUSE_SECONDS_MAX)) };
        outcome.pause_began |= over == 0;
        waiting::set_throttle(c, &counter.key, tries, &now, &paused_until, &platform::clock::in_seconds(-FORGET_SECONDS))?;
    }
    Ok(outcome)
}

/// Gives back a try that was right: the account starts anew, the source gets its one back.
pub fn give_back(app: &App, taken: &Taken) -> Result<()> {
    app.db().housekeep(|c| {
        if let Some(own) = &taken.own {
            waiting::clear_throttle(c, own)?;
        }
        if let Some(source) = &taken.source {
            waiting::give_back(c, source)?;
        }
        Ok(())
    })
}

/// Auditors see when a pause began. The name that was typed is not kept: it may be a password
/// in the wrong field.
fn note_pause(app: &App, way: &Way, door: Door<'_>) -> Result<()> {
    let login = if let Door::Login(login) = door { login } else { "" };
    let known = app.db().read(|c| store::by_login(c, login))?.map(|(account, _)| account.id);
    let subject = match door {
        Door::Factor(account) => account.to_owned(),
        _ => known.unwrap_or_default(),
    };
    let system = Actor::new("system", "System", Role::Visitor, Via::System);
    app.work(&system, |work| work.record("access.sign_in.paused", &subject, &way.source).map(drop))
}

/// An IPv4 address, or the /64 that one IPv6 subscriber has.
fn network(source: &str) -> String {
    match source.parse::<std::net::Ipv6Addr>() {
        Ok(address) => address.segments()[..4].iter().map(|part| format!("{part:x}:")).collect(),
        Err(_) => source.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn one_subscriber_is_one_source() {
        let network = super::network;
        assert_eq!(network("2001:db8:1:2::1"), network("2001:db8:1:2:ffff::9"));
        assert_ne!(network("2001:db8:1:2::1"), network("2001:db8:1:3::1"));
        assert_ne!(network("192.0.2.1"), network("192.0.2.2"));
    }
}
