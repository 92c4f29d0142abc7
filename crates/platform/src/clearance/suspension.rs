//! Memberships that rest because somebody else made a way to sign in as the member, until
//! somebody who can tell says that it is still the same person.

use super::vault::{Key, Vault};
use super::{ADD_WRAPPED, DROP_WRAPPED, RECOVERY, RECOVERY_HOLDER, kept, key_missing};
use crate::actor::Needs;
use crate::app::App;
use crate::people::{self, Means};
use crate::web::Present;
use crate::{Error, Result, Work, say, statements};

statements! {
    NOT_ENDED_OF = "SELECT compartment_id FROM platform_membership WHERE person_id = $1 AND ends_at > $2 ORDER BY compartment_id";
    SUSPENDED_OF = "SELECT compartment_id FROM platform_membership WHERE person_id = $1 AND ends_at > $2 AND suspended_at IS NOT NULL ORDER BY compartment_id";
    SUSPEND = "UPDATE platform_membership SET suspended_at = COALESCE(suspended_at, $2), suspended_by = $3, suspended_name = $4, suspended_why = $5 WHERE person_id = $1 AND ends_at > $2";
    CONFIRM = "UPDATE platform_membership SET suspended_at = NULL, suspended_by = NULL, suspended_name = NULL, suspended_why = NULL, confirmed_at = $3, confirmed_name = $4, confirmed_reason = $5 WHERE compartment_id = $1 AND person_id = $2 AND ends_at > $3 AND suspended_at IS NOT NULL";
    LOOKS_OF = "SELECT id, compartment_id FROM platform_opening WHERE asked_by = $1 AND (state = 'asked' OR (state = 'granted' AND ends_at > $2)) ORDER BY id";
    END_LOOKS_OF = "UPDATE platform_opening SET state = 'ended', ends_at = $2 WHERE asked_by = $1 AND (state = 'asked' OR (state = 'granted' AND ends_at > $2))";
    DROP_KEY_OF_LOOK = "DELETE FROM platform_wrapped_key WHERE compartment_id = $1 AND person_id = $2 AND NOT EXISTS (SELECT 1 FROM platform_member m WHERE m.compartment_id = $1 AND m.person_id = $2)";
    WAIT_FOR_KEEPER = "SELECT s.compartment_id, COUNT(*) AS n FROM platform_membership s WHERE s.suspended_at IS NOT NULL AND s.ends_at > platform_now() AND EXISTS (SELECT 1 FROM platform_member k WHERE k.compartment_id = s.compartment_id AND k.person_id = platform_reader() AND k.part = 'keeper') GROUP BY s.compartment_id ORDER BY s.compartment_id";
    MADE_AT_MACHINE = "SELECT w.id FROM platform_way_in w WHERE w.person_id = $1 AND w.made_by = 'local-operator' AND w.what NOT IN ('opened', 'role') AND w.made_at >= (SELECT MIN(m.suspended_at) FROM platform_membership m WHERE m.person_id = $1 AND m.ends_at > $2) LIMIT 1";
    OWN_SUSPENDED = "SELECT COUNT(*) AS n FROM platform_membership WHERE person_id = platform_reader() AND suspended_at IS NOT NULL AND ends_at > platform_now()";
}

/// Lets all memberships of a person rest, and ends their looks: they see into nothing, and hold
/// no key. Called by [`people::way_in`] alone.
pub(crate) fn suspend(work: &mut Work<'_>, person: &str, (by, name): (&str, &str), means: Means) -> Result<()> {
    let now = work.now().to_owned();
    end_looks_of(work, person)?;
    let all = work.all(NOT_ENDED_OF, &[person.into(), (&now).into()], |row| row.get::<String>("compartment_id"))?;
    work.execute(SUSPEND, &[person.into(), now.into(), by.into(), name.into(), means.word().into()])?;
    for compartment in all {
        work.execute(DROP_WRAPPED, &[(&compartment).into(), person.into()])?;
        work.record("platform.membership.suspended", &compartment, &format!("{person} {}", means.word()))?;
    }
    Ok(())
}

/// Ends every look of somebody, and what they asked for and nobody has decided.
pub(crate) fn end_looks_of(work: &mut Work<'_>, person: &str) -> Result<()> {
    let now = work.now().to_owned();
    let all =
        work.all(LOOKS_OF, &[person.into(), (&now).into()], |row| Ok((row.get::<String>("id")?, row.get::<String>("compartment_id")?)))?;
    if all.is_empty() {
        return Ok(());
    }
    work.execute(END_LOOKS_OF, &[person.into(), now.into()])?;
    for (id, compartment) in all {
        drop_key_of_look(work, &compartment, person)?;
        work.record("platform.opening.ended", &compartment, &id)?;
    }
    Ok(())
}

/// Takes away the key that a look lent; who is a member keeps theirs.
pub(super) fn drop_key_of_look(work: &mut Work<'_>, compartment: &str, person: &str) -> Result<()> {
    work.execute(DROP_KEY_OF_LOOK, &[compartment.into(), person.into()]).map(drop)
}

/// A keeper says that it is still the same person: the membership holds again.
pub fn confirm(app: &App, keeper: &Present, compartment: &str, person: &str) -> Result<()> {
    let vault = app.db().vault().cloned();
    app.work(keeper.actor(), |work| {
        kept(work.connection(), compartment)?;
        if work.actor().id == person {
            return Err(Error::Forbidden(say!("platform-error-not-of-yourself")));
        }
        let key = work.connection().reader().key(compartment).cloned();
        restore(work, vault.as_ref(), (compartment, person), key, None)
    })
}

/// An administrator, who had no part in it, says that it is still the same person: all their
/// memberships hold again. What was done at the machine only keepers answer for, since whoever
/// stands there may be that administrator.
pub fn confirm_everywhere(work: &mut Work<'_>, second: &Present, person: &str, reason: &str) -> Result<()> {
    let reason = super::opening::parse_reason(reason)?;
    let vault = work.vault();
    people::require_second(work.connection(), person, &second.actor().id)?;
    let now = work.now().to_owned();
    if work.first(MADE_AT_MACHINE, &[person.into(), (&now).into()], |row| row.get::<String>("id"))?.is_some() {
        return Err(Error::Forbidden(say!("platform-error-made-at-machine")));
    }
    for compartment in work.all(SUSPENDED_OF, &[person.into(), now.into()], |row| row.get::<String>("compartment_id"))? {
        let key = recovered(work, vault.as_ref(), &compartment)?;
        restore(work, vault.as_ref(), (&compartment, person), key, Some(reason))?;
    }
    people::vouch(work, person)
}

/// A compartment's key out of the copy kept for recovery; none where it has none.
pub(super) fn recovered(work: &mut Work<'_>, vault: Option<&Vault>, compartment: &str) -> Result<Option<Key>> {
    let kept = work.first(RECOVERY, &[compartment.into()], |row| row.get::<Option<String>>("recovery"))?;
    let Some(wrapped) = kept.ok_or_else(|| Error::missing("compartment", compartment))? else { return Ok(None) };
    vault.ok_or_else(key_missing)?.unwrap(compartment, RECOVERY_HOLDER, &wrapped).map(Some)
}

/// Lets a membership hold again, with its key.
pub(super) fn restore(
    work: &mut Work<'_>,
    vault: Option<&Vault>,
    (compartment, person): (&str, &str),
    key: Option<Key>,
    reason: Option<&str>,
) -> Result<()> {
    let (who, now) = (work.actor().clone(), work.now().to_owned());
    let values = [compartment.into(), person.into(), now.into(), who.name.into(), reason.into()];
    if work.execute(CONFIRM, &values)? == 0 {
        return Err(Error::missing("suspended-member", person));
    }
    give_key(work, vault, (compartment, person), key)?;
    work.record("platform.membership.confirmed", compartment, person).map(drop)
}

/// Wraps a compartment's key for somebody who is in it.
pub(super) fn give_key(work: &mut Work<'_>, vault: Option<&Vault>, (compartment, person): (&str, &str), key: Option<Key>) -> Result<()> {
    let has_key = work.first(RECOVERY, &[compartment.into()], |row| row.get::<Option<String>>("recovery"))?.flatten().is_some();
    if !has_key {
        return Ok(());
    }
    let wrapped = vault.ok_or_else(key_missing)?.wrap(compartment, person, &key.ok_or_else(key_missing)?)?;
    work.execute(ADD_WRAPPED, &[compartment.into(), person.into(), wrapped.into()]).map(drop)
}

/// What waits for the word of a keeper, or concerns the reader's own memberships.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Resting {
    /// Compartments that the reader keeps, with how many of their members rest.
    pub to_confirm: Vec<(String, i64)>,
    /// How many of the reader's own memberships rest.
    pub own: i64,
    /// What somebody else did to the reader's ways to sign in.
    pub why: Option<people::Made>,
}

/// What rests in the reader's compartments.
pub fn resting(app: &App, reader: &crate::actor::Actor) -> Result<Resting> {
    app.require(reader, Needs::SignedIn)?;
    app.read(reader, |c| {
        let own = c.first(OWN_SUSPENDED, &[], |row| row.get::<i64>("n"))?.unwrap_or(0);
        Ok(Resting {
            to_confirm: c.all(WAIT_FOR_KEEPER, &[], |row| Ok((row.get("compartment_id")?, row.get("n")?)))?,
            own,
            why: if own > 0 { people::last_way_in(c, &reader.id)? } else { None },
        })
    })
}
