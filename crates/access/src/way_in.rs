//! Ways to sign in: everything that makes one goes through here. Where somebody else makes one
//! for a person, what only that person may see is closed to them, until somebody who can tell
//! says that it is still the same person.

use crate::account::Account;
use platform::people::{self, Means};
use platform::{Result, Work};

/// Says that what follows from a way to sign in was done. Only this file makes one, and each
/// statement that makes such a way takes one.
pub struct WayIn(());

/// A way to act as `account` that whoever makes this change makes. One's own is nobody's business.
pub fn by_actor(work: &mut Work<'_>, account: &str, means: Means) -> Result<WayIn> {
    let (by, name) = (work.actor().id.clone(), work.actor().name.clone());
    by_somebody(work, account, (&by, &name), means)
}

/// A way to act as `account` that somebody (id and name) had made before, and that is used now.
pub fn by_somebody(work: &mut Work<'_>, account: &str, made_by: (&str, &str), means: Means) -> Result<WayIn> {
    if made_by.0 != account {
        people::way_in(work, account, made_by, means)?;
    }
    Ok(WayIn(()))
}

/// A session for somebody who has proved who they are with what was there before.
pub fn proved(work: &Work<'_>, account: &Account) -> Result<WayIn> {
    if work.actor().id == account.id {
        return Ok(WayIn(()));
    }
    Err(platform::Error::internal("a session is opened by the person whose it is"))
}
