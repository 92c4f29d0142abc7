//! Sign-ins half done: kept here, not in the browser, which holds only a token for them.

use crate::secret::{fresh, hash};
use crate::store::waiting;
use platform::{App, Error, Result, say};

/// What is half done is forgotten after this time.
pub const LIFE_SECONDS: i64 = 10 * 60;

/// What is waited for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// The password was right; the second factor is missing.
    Second,
    /// The password was right; the role needs a second factor and there is none yet.
    Enrol,
    /// A passkey was asked for.
    Passkey,
    /// A new passkey was asked for.
    NewPasskey,
    /// The person is at the identity provider.
    Provider,
}

impl Purpose {
    fn word(self) -> &'static str {
        match self {
            Purpose::Second => "second",
            Purpose::Enrol => "enrol",
            Purpose::Passkey => "passkey",
            Purpose::NewPasskey => "new_passkey",
            Purpose::Provider => "provider",
        }
    }
}

/// Keeps what is half done; the token for it.
pub fn begin(app: &App, purpose: Purpose, account: Option<&str>, state: &str) -> Result<String> {
    let token = fresh();
    let (now, ends_at) = (platform::clock::now(), platform::clock::in_seconds(LIFE_SECONDS));
    app.db().housekeep(|c| waiting::add_pending(c, &hash(&token), purpose.word(), account, state, &now, &ends_at))?;
    Ok(token)
}

/// The account, where known, and the state of what a token stands for.
pub fn look(app: &App, purpose: Purpose, token: &str) -> Result<(Option<String>, String)> {
    let found = app.db().read(|c| waiting::pending(c, &hash(token), purpose.word(), &platform::clock::now()))?;
    found.ok_or_else(|| Error::invalid("sign-in", say!("access-error-step-over")))
}

/// The same, and it is over with: what it stood for happens once.
pub fn finish(app: &App, purpose: Purpose, token: &str) -> Result<(Option<String>, String)> {
    let found = look(app, purpose, token)?;
    if app.db().housekeep(|c| waiting::end_pending(c, &hash(token)))? {
        return Ok(found);
    }
    look(app, purpose, token)
}
