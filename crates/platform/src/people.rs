//! People, as far as what one may see hangs on it: the role that each has at this moment, and
//! who made ways to act as them. Whichever domain keeps the accounts writes both here, in the
//! change itself, so that views and transactions can judge by them.

use crate::actor::{Actor, LOCAL_OPERATOR, Role};
use crate::clearance::suspension;
use crate::db::Connection;
use crate::{Error, Result, Work, clock, say, statements};
use std::collections::BTreeSet;

statements! {
    PUT_PERSON = "INSERT INTO platform_person (id, role) VALUES ($1, $2) ON CONFLICT (id) DO UPDATE SET role = excluded.role";
    PERSON = "SELECT role FROM platform_person WHERE id = $1";
    STANDS_STILL = "UPDATE platform_person SET role = role WHERE id = $1 AND role = $2";
    ADD_WAY_IN = "INSERT INTO platform_way_in (id, person_id, what, made_by, made_name, made_at) VALUES ($1, $2, $3, $4, $5, $6)";
    MAKERS = "SELECT DISTINCT made_by FROM platform_way_in WHERE person_id = $1 AND vouched_at IS NULL ORDER BY made_by";
    LAST_WAY_IN = "SELECT what, made_by, made_name, made_at FROM platform_way_in WHERE person_id = $1 AND vouched_at IS NULL AND what NOT IN ('opened', 'role') ORDER BY made_at DESC, id DESC LIMIT 1";
    VOUCH = "UPDATE platform_way_in SET vouched_by = $2, vouched_at = $3 WHERE person_id = $1 AND vouched_at IS NULL";
}

/// Whoever stands at the machine, and the organisation's identity provider: both can become
/// anybody in any case, so they are nobody's second self.
const OUTSIDE: [&str; 2] = [LOCAL_OPERATOR, "system"];

/// How somebody stands at this moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Nobody's account, as with the local operator.
    Unknown,
    /// Their account has ended.
    Ended,
    /// They have this role.
    Has(Role),
}

/// A way to act as somebody that somebody else made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Means {
    /// Their account was opened.
    Opened,
    /// They were given a role.
    Role,
    /// A one-time link was made for them.
    Link,
    /// A link that somebody else had made was used.
    LinkUsed,
    /// They were given another password.
    Password,
    /// Their second factors were taken away.
    Factors,
    /// They were joined with somebody whom the identity provider knows.
    Identity,
}

impl Means {
    /// The word in the table and in the trail.
    pub fn word(self) -> &'static str {
        match self {
            Means::Opened => "opened",
            Means::Role => "role",
            Means::Link => "link",
            Means::LinkUsed => "link_used",
            Means::Password => "password",
            Means::Factors => "factors",
            Means::Identity => "identity",
        }
    }

    /// Whether who made it may sign in as them. A new account is in nothing yet, and a role
    /// lets nobody in.
    fn lets_in(self) -> bool {
        !matches!(self, Means::Opened | Means::Role)
    }
}

/// Notes the role that somebody has from now on; none where their account has ended. Who no
/// longer runs the system looks into nothing any more.
pub fn put(work: &mut Work<'_>, person: &str, role: Option<Role>) -> Result<()> {
    work.execute(PUT_PERSON, &[person.into(), role.map_or("", Role::word).into()])?;
    if role != Some(Role::Administrator) {
        suspension::end_looks_of(work, person)?;
    }
    Ok(())
}

/// How somebody stands.
pub fn standing(c: &mut Connection, person: &str) -> Result<Standing> {
    let role = c.first(PERSON, &[person.into()], |row| row.get::<String>("role"))?;
    Ok(match role.as_deref() {
        None => Standing::Unknown,
        Some(word) => Role::from_word(word).map_or(Standing::Ended, Standing::Has),
    })
}

fn changed_since() -> Error {
    Error::Forbidden(say!("platform-error-account-changed"))
}

/// Refuses what is done for somebody whose account has ended, or whose role has changed.
pub(crate) fn require_unchanged(c: &mut Connection, actor: &Actor) -> Result<()> {
    match standing(c, &actor.id)? {
        Standing::Unknown => Ok(()),
        Standing::Has(role) if role == actor.role => Ok(()),
        _ => Err(changed_since()),
    }
}

/// The same at the end of a change. Their row is written: where PostgreSQL ran this beside a
/// change of it, one of the two starts anew and sees the other.
pub(crate) fn hold_unchanged(c: &mut Connection, actor: &Actor) -> Result<()> {
    if c.execute(STANDS_STILL, &[(&actor.id).into(), actor.role.word().into()])? == 1 {
        return Ok(());
    }
    require_unchanged(c, actor)
}

/// Notes that `made_by` (id and name) made a way to act as `person`. Where it lets them sign in
/// as that person, all memberships rest until somebody says that it is still the same person.
pub fn way_in(work: &mut Work<'_>, person: &str, (made_by, made_name): (&str, &str), means: Means) -> Result<()> {
    let now = work.now().to_owned();
    let values = [clock::new_id().into(), person.into(), means.word().into(), made_by.into(), made_name.into(), now.into()];
    work.execute(ADD_WAY_IN, &values)?;
    if means.lets_in() { suspension::suspend(work, person, (made_by, made_name), means) } else { Ok(()) }
}

/// What somebody else did last that may let them sign in as this person.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Made {
    /// `link`, `link_used`, `password`, `factors` or `identity`.
    pub what: String,
    /// Id of who did it.
    #[serde(skip)]
    pub by: String,
    /// Their name.
    pub name: String,
    /// When.
    pub at: String,
}

/// What somebody else did last that may let them sign in as this person, and that nobody has
/// vouched for since.
pub fn last_way_in(c: &mut Connection, person: &str) -> Result<Option<Made>> {
    c.first(LAST_WAY_IN, &[person.into()], |row| {
        Ok(Made { what: row.get("what")?, by: row.get("made_by")?, name: row.get("made_name")?, at: row.get("made_at")? })
    })
}

/// Those who made ways to act as somebody that nobody has vouched for.
fn makers(c: &mut Connection, person: &str) -> Result<Vec<String>> {
    c.all(MAKERS, &[person.into()], |row| row.get::<String>("made_by"))
}

/// Somebody and all through whom they came here: each of them may act as this person.
fn line_of(c: &mut Connection, person: &str) -> Result<BTreeSet<String>> {
    let (mut line, mut waiting) = (BTreeSet::new(), vec![person.to_owned()]);
    while let Some(next) = waiting.pop() {
        if !OUTSIDE.contains(&next.as_str()) && line.insert(next.clone()) {
            waiting.extend(makers(c, &next)?);
        }
    }
    Ok(line)
}

/// Refuses a second person who is the first, or may be: one of them was let in by the other,
/// or both by the same person, and nobody has vouched for them since.
pub fn require_second(c: &mut Connection, first: &str, second: &str) -> Result<()> {
    if first == second {
        return Err(Error::Forbidden(say!("platform-error-asked-yourself")));
    }
    let (one, other) = (line_of(c, first)?, line_of(c, second)?);
    if one.intersection(&other).next().is_none() {
        return Ok(());
    }
    Err(Error::Forbidden(say!("platform-error-maybe-one-person")))
}

/// Says that an account is its own person's, whoever let them in.
pub fn vouch(work: &mut Work<'_>, person: &str) -> Result<()> {
    let (by, now) = (work.actor().id.clone(), work.now().to_owned());
    work.execute(VOUCH, &[person.into(), by.into(), now.into()])?;
    work.record("platform.person.vouched_for", person, "").map(drop)
}
