//! Who may see what: compartments, markings, and looks into a compartment by two people.
//!
//! A role gives what one may *do*; a *compartment* (a case, a process, a ceasefire) gives what
//! one may *see*. A thing is marked *confidential* or *strictly confidential* for a
//! compartment; for everybody else it does not exist.
//!
//! The rule stands in one place, the view `platform_hidden`, which knows for whom the
//! connection reads. A domain whose things can be marked adds a view `…_seen` over each of its
//! tables and reads only from those; without a reader such a view shows what is not marked.

pub mod annotation;
pub mod audience;
pub mod guard;
pub mod health;
pub mod invitation;
pub mod marking;
pub mod opening;
pub mod original;
pub mod suspension;
pub mod vault;
pub mod withholding;

use crate::actor::{Actor, Needs};
use crate::app::App;
use crate::db::{Connection, Row, Statement, Value};
use crate::kit::Words;
use crate::{Error, Result, Work, clock, say, statements};
use serde::Serialize;
use std::collections::BTreeMap;
use vault::{Key, Vault};

statements! {
    ADD_COMPARTMENT = "INSERT INTO platform_compartment (id, kind, title, made_by, made_at, recovery) VALUES ($1, $2, $3, $4, $5, $6)";
    COMPARTMENTS = "SELECT c.id, c.kind, c.title, c.made_at, c.recovery, (SELECT COUNT(*) FROM platform_member m WHERE m.compartment_id = c.id) AS n, (SELECT MIN(m.part) FROM platform_member m WHERE m.compartment_id = c.id AND m.person_id = platform_reader()) AS part FROM platform_compartment_seen c";
    COMPARTMENT = "SELECT c.id, c.kind, c.title, c.made_at, c.recovery, (SELECT COUNT(*) FROM platform_member m WHERE m.compartment_id = c.id) AS n, (SELECT MIN(m.part) FROM platform_member m WHERE m.compartment_id = c.id AND m.person_id = platform_reader()) AS part FROM platform_compartment_seen c WHERE c.id = $1";
    RECOVERY = "SELECT recovery FROM platform_compartment WHERE id = $1";
    ADD_MEMBER = "INSERT INTO platform_membership (id, compartment_id, person_id, person_name, part, begun_at, ends_at, given_by) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
    END_MEMBER = "UPDATE platform_membership SET ends_at = $3 WHERE compartment_id = $1 AND person_id = $2 AND ends_at > $3";
    MEMBERS = "SELECT person_id, person_name, part, begun_at, ends_at, suspended_at, suspended_name, suspended_why, confirmed_at, confirmed_name, confirmed_reason FROM platform_membership WHERE compartment_id = $1 ORDER BY begun_at, id";
    MEMBERSHIPS_OF = "SELECT compartment_id FROM platform_membership WHERE person_id = $1 AND ends_at > $2 ORDER BY compartment_id";
    ADD_WRAPPED = "INSERT INTO platform_wrapped_key (compartment_id, person_id, wrapped) VALUES ($1, $2, $3) ON CONFLICT (compartment_id, person_id) DO UPDATE SET wrapped = excluded.wrapped";
    DROP_WRAPPED = "DELETE FROM platform_wrapped_key WHERE compartment_id = $1 AND person_id = $2";
    WRAPPED_OF = "SELECT w.compartment_id, w.wrapped FROM platform_wrapped_key w WHERE w.person_id = $1 AND EXISTS (SELECT 1 FROM platform_clearance k WHERE k.compartment_id = w.compartment_id AND k.person_id = $1 AND k.ends_at > platform_now())";
    SEALED_ROWS = "SELECT (SELECT COUNT(*) FROM platform_marking WHERE level = 'strictly_confidential') + (SELECT COUNT(*) FROM platform_compartment WHERE recovery IS NOT NULL) AS n";
    ANY_RECOVERY = "SELECT id, recovery FROM platform_compartment WHERE recovery IS NOT NULL ORDER BY made_at DESC LIMIT 1";
    ALL_RECOVERY = "SELECT id, recovery FROM platform_compartment WHERE recovery IS NOT NULL ORDER BY id";
    REFERENCES = "SELECT c.id, c.kind, c.made_at, (SELECT COUNT(*) FROM platform_member m WHERE m.compartment_id = c.id AND m.part = 'keeper') AS keepers FROM platform_compartment c ORDER BY c.made_at, c.id";
}

/// Rows of the compartments that whom the connection reads for sees into, in no order.
pub const ROWS: Statement = COMPARTMENTS;

/// The statements of all files of this part.
pub const ALL_STATEMENTS: &[&[Statement]] = &[
    STATEMENTS,
    marking::STATEMENTS,
    opening::STATEMENTS,
    suspension::STATEMENTS,
    invitation::STATEMENTS,
    guard::STATEMENTS,
    withholding::STATEMENTS,
    annotation::STATEMENTS,
    crate::people::STATEMENTS,
];

/// The end of what nobody has ended.
const OPEN_END: &str = "9999-12-31T23:59:59.999Z";

/// Whose wrapped key serves an opening by two people.
const RECOVERY_HOLDER: &str = "recovery";

/// What a compartment is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Words)]
#[words(label = "platform-compartment-")]
pub enum CompartmentKind {
    /// A case: a request, a complaint, a matter of a person.
    Case,
    /// A peace process.
    Process,
    /// A ceasefire.
    Ceasefire,
}

/// A compartment, as one of its members sees it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct Compartment {
    /// Its id.
    pub id: String,
    /// What it is about.
    pub kind: CompartmentKind,
    /// Its title.
    pub title: String,
    /// When it was opened.
    pub opened_at: String,
    /// Whether it has a key, without which nothing in it can be strictly confidential.
    pub has_key: bool,
    /// Number of its members, keepers included.
    pub members: i64,
    /// Whether the reader keeps it: says who is in it.
    pub kept: bool,
    /// Whether the reader is a member at all; otherwise they look into it for some hours.
    pub member: bool,
}

/// Somebody in a compartment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct Member {
    /// Id of the person.
    pub id: String,
    /// Name of the person.
    pub name: String,
    /// Whether they say who is in it.
    pub keeper: bool,
    /// Since when.
    pub begun_at: String,
    /// When they left, or will; none where open.
    pub ended_at: Option<String>,
    /// Since when and why it rests; none where it holds.
    pub suspended: Option<Suspended>,
    /// Who said last that it is still this person.
    pub confirmed: Option<Confirmed>,
}

impl Member {
    /// Whether they see into it now.
    pub fn holds(&self) -> bool {
        self.ended_at.is_none() && self.suspended.is_none()
    }
}

/// Why a membership rests.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct Suspended {
    /// Since when.
    pub at: String,
    /// Name of who made a way to sign in as this person.
    pub by: String,
    /// What that was: `link`, `link_used`, `password`, `factors` or `identity`.
    pub why: String,
}

/// Who said that it is still the same person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct Confirmed {
    /// When.
    pub at: String,
    /// Their name.
    pub by: String,
    /// Why, where an administrator said it; none where a keeper did.
    pub reason: Option<String>,
}

impl Compartment {
    /// One of the [`ROWS`].
    pub fn of_row(row: &Row) -> Result<Compartment> {
        let part: Option<String> = row.get("part")?;
        Ok(Compartment {
            id: row.get("id")?,
            kind: row.get("kind")?,
            title: row.get("title")?,
            opened_at: row.get("made_at")?,
            has_key: row.get::<Option<String>>("recovery")?.is_some(),
            members: row.get("n")?,
            // "keeper" comes before "member", so the least word is the larger part.
            kept: part.as_deref() == Some("keeper"),
            member: part.is_some(),
        })
    }
}

/// The keys that `person` holds at this moment. A key that cannot be unwrapped is left out:
/// what it would open says so when it is asked for.
pub(crate) fn keys_of(c: &mut Connection, vault: &Vault, person: &str) -> Result<BTreeMap<String, Key>> {
    let wrapped = c.all(WRAPPED_OF, &[person.into()], |row| Ok((row.get::<String>("compartment_id")?, row.get::<String>("wrapped")?)))?;
    let mut keys = BTreeMap::new();
    for (compartment, wrapped) in wrapped {
        match vault.unwrap(&compartment, person, &wrapped) {
            Ok(key) => drop(keys.insert(compartment, key)),
            Err(error) => tracing::error!(%error, compartment, "a compartment's key cannot be unwrapped"),
        }
    }
    Ok(keys)
}

/// The keys of all compartments, out of the copies kept for recovery: for the system itself,
/// when it seals anew what a marking changed.
pub(crate) fn all_keys(c: &mut Connection, vault: &Vault) -> Result<BTreeMap<String, Key>> {
    let kept = c.all(ALL_RECOVERY, &[], |row| Ok((row.get::<String>("id")?, row.get::<String>("recovery")?)))?;
    let mut keys = BTreeMap::new();
    for (compartment, recovery) in kept {
        match vault.unwrap(&compartment, RECOVERY_HOLDER, &recovery) {
            Ok(key) => drop(keys.insert(compartment, key)),
            Err(error) => tracing::error!(%error, compartment, "a compartment's key cannot be unwrapped"),
        }
    }
    Ok(keys)
}

pub(crate) fn key_missing() -> Error {
    Error::Unavailable(say!("platform-error-compartment-key-missing"))
}

/// Opens a compartment, which whoever does it keeps; its id.
pub fn open(work: &mut Work<'_>, kind: CompartmentKind, title: &str) -> Result<String> {
    let (id, vault) = (clock::new_id(), work.vault());
    let key = vault.as_ref().map(|_| Key::fresh()).transpose()?;
    let (title, recovery) = match vault.as_ref().zip(key.as_ref()) {
        Some((vault, key)) => (key.seal(&id, &format!("compartment:{id}"), title)?, Some(vault.wrap(&id, RECOVERY_HOLDER, key)?)),
        None => (title.into(), None),
    };
    let (who, now) = (work.actor().clone(), work.now().to_owned());
    let values: [Value; 6] = [(&id).into(), kind.word().into(), title, (&who.id).into(), now.into(), recovery.into()];
    work.execute(ADD_COMPARTMENT, &values)?;
    add(work, vault.as_ref(), &id, (&who.id, &who.name), (true, &who.id), key)?;
    work.record("platform.compartment.opened", &id, kind.word())?;
    Ok(id)
}

/// Somebody who is to see into a compartment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// Id of their account.
    pub id: String,
    /// Their name, as members see it.
    pub name: String,
}

/// Puts somebody (id and name) into a compartment, as a keeper or a member, by whom, with its key.
fn add(
    work: &mut Work<'_>,
    vault: Option<&Vault>,
    compartment: &str,
    (person, name): (&str, &str),
    (keeper, by): (bool, &str),
    key: Option<Key>,
) -> Result<()> {
    let now = work.now().to_owned();
    let values: [Value; 8] = [
        clock::new_id().into(),
        compartment.into(),
        person.into(),
        name.into(),
        if keeper { "keeper" } else { "member" }.into(),
        now.into(),
        OPEN_END.into(),
        by.into(),
    ];
    work.execute(ADD_MEMBER, &values)?;
    suspension::give_key(work, vault, (compartment, person), key)
}

/// Whether somebody is in a compartment, resting or not.
fn has_member(c: &mut Connection, compartment: &str, person: &str) -> Result<bool> {
    Ok(members_of(c, compartment)?.iter().any(|member| member.id == person && member.ended_at.is_none()))
}

/// The compartments that `reader` sees into, the oldest first.
pub fn list(app: &App, reader: &Actor) -> Result<Vec<Compartment>> {
    app.require(reader, Needs::SignedIn)?;
    let mut all = app.read(reader, |c| c.all(COMPARTMENTS, &[], Compartment::of_row))?;
    all.sort_by(|a, b| (&a.opened_at, &a.id).cmp(&(&b.opened_at, &b.id)));
    Ok(all)
}

/// A compartment that whom the connection reads for sees into.
pub(crate) fn seen(c: &mut Connection, id: &str) -> Result<Compartment> {
    c.first(COMPARTMENT, &[id.into()], Compartment::of_row)?.ok_or_else(|| Error::missing("compartment", id))
}

fn members_of(c: &mut Connection, id: &str) -> Result<Vec<Member>> {
    c.all(MEMBERS, &[id.into()], |row| {
        let ends: String = row.get("ends_at")?;
        let suspended = match row.get::<Option<String>>("suspended_at")? {
            Some(at) => Some(Suspended { at, by: row.get("suspended_name")?, why: row.get("suspended_why")? }),
            None => None,
        };
        let confirmed = match row.get::<Option<String>>("confirmed_at")? {
            Some(at) => Some(Confirmed { at, by: row.get("confirmed_name")?, reason: row.get("confirmed_reason")? }),
            None => None,
        };
        Ok(Member {
            id: row.get("person_id")?,
            name: row.get("person_name")?,
            keeper: row.get::<String>("part")? == "keeper",
            begun_at: row.get("begun_at")?,
            ended_at: Some(ends).filter(|ends| ends != OPEN_END),
            suspended,
            confirmed,
        })
    })
}

/// Those who see into a compartment now as its members.
pub(crate) fn current_members(c: &mut Connection, id: &str) -> Result<Vec<Member>> {
    Ok(members_of(c, id)?.into_iter().filter(Member::holds).collect())
}

/// A compartment with everybody who is or was in it.
pub fn get(app: &App, reader: &Actor, id: &str) -> Result<(Compartment, Vec<Member>)> {
    app.require(reader, Needs::SignedIn)?;
    app.read(reader, |c| Ok((seen(c, id)?, members_of(c, id)?)))
}

/// A compartment that `reader` keeps; who does not keep it is told whom to ask.
pub fn keeping(app: &App, reader: &Actor, id: &str) -> Result<Compartment> {
    app.require(reader, Needs::SignedIn)?;
    app.read(reader, |c| kept(c, id))
}

fn kept(c: &mut Connection, id: &str) -> Result<Compartment> {
    let found = seen(c, id)?;
    if found.kept {
        return Ok(found);
    }
    Err(Error::Forbidden(say!("platform-error-keepers-only")))
}

/// Puts somebody into a compartment without an invitation, as the demo world and tests do. Pages
/// and programs invite ([`invitation`]).
pub fn take_in(app: &App, actor: &Actor, id: &str, person: &Person, keeper: bool) -> Result<()> {
    app.require(actor, Needs::SignedIn)?;
    let vault = app.db().vault().cloned();
    app.work(actor, |work| {
        kept(work.connection(), id)?;
        if has_member(work.connection(), id, &person.id)? {
            return Err(Error::Conflict(say!("platform-error-member-already", name = &person.name)));
        }
        let (key, by) = (work.connection().reader().key(id).cloned(), work.actor().id.clone());
        add(work, vault.as_ref(), id, (&person.id, &person.name), (keeper, &by), key)?;
        let part = if keeper { "keeper" } else { "member" };
        work.record("platform.membership.given", id, &format!("{} {part}", person.id)).map(drop)
    })
}

fn end(work: &mut Work<'_>, id: &str, person: &str) -> Result<u64> {
    let now = work.now().to_owned();
    let ended = work.execute(END_MEMBER, &[id.into(), person.into(), now.into()])?;
    work.execute(DROP_WRAPPED, &[id.into(), person.into()])?;
    Ok(ended)
}

/// Ends a membership, one's own or, as a keeper, another's: from the next request on, what is
/// in the compartment does not exist for them.
pub fn let_go(work: &mut Work<'_>, id: &str, person: &str) -> Result<()> {
    if person != work.actor().id {
        kept(work.connection(), id)?;
    } else {
        seen(work.connection(), id)?;
    }
    let members = members_of(work.connection(), id)?;
    if !members.iter().any(|member| member.id == person && member.ended_at.is_none()) {
        return Err(Error::missing("member", person));
    }
    if !members.iter().any(|member| member.keeper && member.holds() && member.id != person) {
        return Err(Error::Conflict(say!("platform-error-keeper-needed")));
    }
    end(work, id, person)?;
    work.record("platform.membership.ended", id, person).map(drop)
}

/// Ends all memberships of somebody whose account ends.
pub fn let_go_everywhere(work: &mut Work<'_>, person: &str) -> Result<()> {
    let now = work.now().to_owned();
    let all = work.all(MEMBERSHIPS_OF, &[person.into(), now.into()], |row| row.get::<String>("compartment_id"))?;
    for compartment in all {
        end(work, &compartment, person)?;
        work.record("platform.membership.ended", &compartment, person)?;
    }
    Ok(())
}

/// A compartment as who runs the system knows it: that it is there, never what it is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct Reference {
    /// Its id.
    pub id: String,
    /// Case, process or ceasefire.
    pub kind: CompartmentKind,
    /// When it was opened.
    pub made_at: String,
    /// How many keep it now.
    pub keepers: i64,
}

/// All compartments by reference, for who runs the system.
pub fn references(app: &App, reader: &Actor) -> Result<Vec<Reference>> {
    app.require(reader, Needs::Administering)?;
    app.read(reader, |c| {
        c.all(REFERENCES, &[], |row| {
            Ok(Reference { id: row.get("id")?, kind: row.get("kind")?, made_at: row.get("made_at")?, keepers: row.get("keepers")? })
        })
    })
}
