//! Compartments with the people in them. People are taken in by the name they sign in with.

use crate::{account, store};
use platform::actor::Actor;
use platform::clearance::annotation::{self, Annotation};
use platform::clearance::invitation::{self, Invitation, Invited};
use platform::clearance::marking::{self, Level, Marked, Thing};
use platform::clearance::opening::{self, Opening};
use platform::clearance::withholding::{self, Withholding};
use platform::clearance::{self, Compartment, Member};
use platform::doctor::Finding;
use platform::kit::Offer;
use platform::{App, Error, Result, say};
use serde::Serialize;

/// The compartments that a person sees into.
pub(crate) const OFFERS: &[Offer] = &[Offer {
    what: "compartment",
    choices: |app, actor, _| Ok(clearance::list(app, actor)?.into_iter().map(|found| (found.id, found.title)).collect()),
}];

/// All that somebody who sees into a compartment is shown of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Whole {
    /// The compartment.
    pub compartment: Compartment,
    /// Everybody who is or was in it, in the order they came.
    pub members: Vec<Member>,
    /// What is marked for it: what is due for review first, then the latest.
    pub things: Vec<Marked>,
    /// The looks into it from outside, newest first.
    pub looks: Vec<Opening>,
    /// Open invitations, for who keeps it.
    pub invitations: Vec<Invitation>,
    /// Its own notes, the newest first, each with what it is on where that is there.
    pub notes: Vec<(Annotation, Option<Thing>)>,
    /// What others gave back to everybody that had been in it.
    pub returned: Vec<Withholding>,
}

impl Whole {
    /// Until when the reader looks in from outside; none for a member.
    pub fn looking_until<'a>(&'a self, reader: &Actor) -> Option<&'a str> {
        let own = self.looks.iter().find(|look| look.asked_by_id == reader.id && look.holds());
        own.filter(|_| !self.compartment.member).and_then(|look| look.ends_at.as_deref())
    }
}

/// Whether the day of review of something marked has come.
pub fn is_due(marked: &Marked) -> bool {
    let today = platform::clock::today().to_string();
    marked.marking.review_on.as_deref().is_some_and(|day| day <= today.as_str())
}

/// A compartment that `reader` sees into, with people, contents and looks.
pub fn whole(app: &App, reader: &Actor, id: &str) -> Result<Whole> {
    let (compartment, members) = clearance::get(app, reader, id)?;
    let mut things = marking::in_compartment(app, reader, id)?;
    things.sort_by_key(|marked| !is_due(marked));
    let invitations = if compartment.kept { invitation::list(app, reader, id)? } else { Vec::new() };
    Ok(Whole {
        compartment,
        members,
        things,
        looks: opening::of_compartment(app, reader, id)?,
        invitations,
        notes: annotation::of_compartment(app, reader, id)?,
        returned: withholding::returned_from(app, reader, id)?,
    })
}

/// Somebody who is about to be invited, and what they would see.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// The compartment.
    pub compartment: Compartment,
    /// The name under which they sign in, as it was typed.
    pub login: String,
    /// Number of confidential things that they would see.
    pub confidential: usize,
    /// Number of strictly confidential things that they would see.
    pub strict: usize,
}

/// What whoever signs in under this name would see, for a keeper. Whether anybody does is not
/// looked at.
pub fn candidate(app: &App, actor: &Actor, id: &str, login: &str) -> Result<Candidate> {
    let compartment = clearance::keeping(app, actor, id)?;
    let login = account::parse_login(login)?;
    // Imports and jobs are marked with what they bring; they are nothing that one opens to read.
    let kinds: Vec<&str> = app.domains().iter().flat_map(|domain| domain.markable).map(|markable| markable.kind).collect();
    let is_read = |name: &String| name.split_once(':').is_some_and(|(kind, _)| kinds.contains(&kind));
    let count = |level| marking::names_in(app, actor, id, level).map(|names| names.into_iter().filter(is_read).count());
    Ok(Candidate { compartment, login, confidential: count(Level::Confidential)?, strict: count(Level::StrictlyConfidential)? })
}

/// Invites whoever signs in under `login` into a compartment that `actor` keeps.
pub fn invite(app: &App, actor: &Actor, id: &str, login: &str, keeper: bool) -> Result<Invited> {
    // Who does not keep it learns nothing from a name that cannot be one.
    clearance::keeping(app, actor, id)?;
    invitation::invite(app, actor, id, &account::parse_login(login)?, keeper)
}

/// Enters a compartment with the code of an invitation; its id.
pub fn accept(app: &App, actor: &Actor, code: &str) -> Result<String> {
    let account = app.db().read(|c| store::by_id(c, &actor.id))?.map(|(account, _)| account);
    let account = account.ok_or_else(|| Error::Forbidden(say!("access-error-account-needed")))?;
    invitation::accept(app, actor, &account.login, code)
}

/// Compartments that nobody keeps any more, for `goodoffices doctor`.
pub(crate) fn look(app: &App) -> Result<Vec<Finding>> {
    let all = clearance::references(app, &Actor::local_operator())?;
    let lost: Vec<&str> = all.iter().filter(|reference| reference.keepers == 0).map(|reference| reference.id.as_str()).collect();
    let what = say!("access-doctor-compartments");
    if lost.is_empty() {
        return Ok(vec![Finding::ok(what, say!("access-doctor-kept", count = all.len().to_string()))]);
    }
    Ok(vec![Finding::warn(what, say!("access-doctor-lost", ids = lost.join(", ")), say!("access-doctor-lost-remedy"))])
}
