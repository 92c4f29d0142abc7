//! Invitations into a compartment. A keeper invites under the name that somebody signs in with,
//! and hands them a code by a way that only they read; the person takes the code back, signed
//! in under that name. Whether anybody has the name is never looked at, so nothing tells it; and
//! whoever opens an account under it has no code.

use super::{add, has_member, kept, suspension};
use crate::actor::Actor;
use crate::app::App;
use crate::db::Value;
use crate::{Error, Result, Work, clock, say, statements};
use serde::Serialize;
use sha2::{Digest, Sha256};

statements! {
    ADD_INVITATION = "INSERT INTO platform_invitation (id, compartment_id, name, part, code_hash, made_by, made_name, made_at, ends_at, state) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'open')";
    INVITATIONS = "SELECT id, name, part, made_name, made_at, ends_at FROM platform_invitation WHERE compartment_id = $1 AND state = 'open' AND ends_at > platform_now() ORDER BY made_at, id";
    INVITATION_BY_CODE = "SELECT i.id, i.compartment_id, i.part, i.made_by FROM platform_invitation i WHERE i.code_hash = $1 AND i.name = $2 AND i.state = 'open' AND i.ends_at > $3 AND EXISTS (SELECT 1 FROM platform_member k WHERE k.compartment_id = i.compartment_id AND k.person_id = i.made_by AND k.part = 'keeper')";
    CLOSE_INVITATION = "UPDATE platform_invitation SET state = $3 WHERE compartment_id = $1 AND id = $2 AND state = 'open'";
}

/// An invitation lapses after this time.
const DAYS: i64 = 14;
/// Letters that nobody mistakes for another: 32 of them, 5 bits each.
const LETTERS: &[u8; 32] = b"abcdefghjkmnpqrstuvwxyz023456789";
/// 16 letters are 80 bits: nobody guesses one.
const CODE_LETTERS: usize = 16;

/// An invitation that is open.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct Invitation {
    /// Its id.
    pub id: String,
    /// The name under which the person signs in, as the keeper typed it.
    pub name: String,
    /// Whether they will also say who is in it.
    pub keeper: bool,
    /// Name of the keeper who made it.
    pub made_by: String,
    /// When.
    pub made_at: String,
    /// Until when it is good.
    pub ends_at: String,
}

/// An invitation just made, with its code, which is shown once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct Invited {
    /// Its id.
    pub id: String,
    /// What the person gives back; hand it over by a way that only they read.
    pub code: String,
    /// Until when it is good.
    pub ends_at: String,
}

fn fresh_code() -> Result<String> {
    let mut bytes = [0u8; CODE_LETTERS];
    getrandom::fill(&mut bytes).map_err(|error| Error::internal(error.to_string()))?;
    let letters: Vec<char> = bytes.iter().map(|byte| LETTERS[usize::from(byte % 32)] as char).collect();
    Ok(letters.chunks(4).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join("-"))
}

fn hash(code: &str) -> String {
    let plain: String = code.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_ascii_lowercase();
    hex::encode(Sha256::digest(plain.as_bytes()))
}

/// Invites whoever signs in under `name`, where whoever does it keeps the compartment.
pub fn invite(work: &mut Work<'_>, compartment: &str, name: &str, as_keeper: bool) -> Result<Invited> {
    kept(work.connection(), compartment)?;
    let made = Invited { id: clock::new_id(), code: fresh_code()?, ends_at: clock::in_seconds(DAYS * 86_400) };
    let (who, now) = (work.actor().clone(), work.now().to_owned());
    let values: [Value; 9] = [
        (&made.id).into(),
        compartment.into(),
        name.into(),
        if as_keeper { "keeper" } else { "member" }.into(),
        hash(&made.code).into(),
        who.id.into(),
        who.name.into(),
        now.into(),
        (&made.ends_at).into(),
    ];
    work.execute(ADD_INVITATION, &values)?;
    work.record("platform.invitation.made", compartment, &made.id)?;
    Ok(made)
}

/// The open invitations of a compartment that the reader keeps.
pub fn list(app: &App, keeper: &Actor, compartment: &str) -> Result<Vec<Invitation>> {
    app.read(keeper, |c| {
        kept(c, compartment)?;
        c.all(INVITATIONS, &[compartment.into()], |row| {
            Ok(Invitation {
                id: row.get("id")?,
                name: row.get("name")?,
                keeper: row.get::<String>("part")? == "keeper",
                made_by: row.get("made_name")?,
                made_at: row.get("made_at")?,
                ends_at: row.get("ends_at")?,
            })
        })
    })
}

/// Takes an invitation back: its code is good for nothing any more.
pub fn withdraw(work: &mut Work<'_>, compartment: &str, id: &str) -> Result<()> {
    kept(work.connection(), compartment)?;
    close(work, compartment, id, "withdrawn")?;
    work.record("platform.invitation.withdrawn", compartment, id).map(drop)
}

fn close(work: &mut Work<'_>, compartment: &str, id: &str, state: &str) -> Result<()> {
    if work.execute(CLOSE_INVITATION, &[compartment.into(), id.into(), state.into()])? == 1 {
        return Ok(());
    }
    Err(Error::missing("invitation", id))
}

/// Enters a compartment with the code of an invitation made for `name`, under which the person
/// signs in; its id. The key comes out of the copy kept for recovery. An invitation is good
/// while who made it keeps the compartment.
pub fn accept(work: &mut Work<'_>, name: &str, code: &str) -> Result<String> {
    let (vault, now) = (work.vault(), work.now().to_owned());
    let found = work.first(INVITATION_BY_CODE, &[hash(code).into(), name.into(), now.into()], |row| {
        Ok((row.get::<String>("id")?, row.get::<String>("compartment_id")?, row.get::<String>("part")?, row.get::<String>("made_by")?))
    })?;
    let (id, compartment, part, by) = found.ok_or_else(|| Error::invalid("code", say!("platform-error-invitation-code")))?;
    let who = work.actor().clone();
    if has_member(work.connection(), &compartment, &who.id)? {
        return Err(Error::Conflict(say!("platform-error-in-already")));
    }
    let key = suspension::recovered(work, vault.as_ref(), &compartment)?;
    close(work, &compartment, &id, "accepted")?;
    add(work, vault.as_ref(), &compartment, (&who.id, &who.name), (part == "keeper", &by), key)?;
    work.record("platform.membership.given", &compartment, &format!("{} {part} {id}", who.id))?;
    Ok(compartment)
}
