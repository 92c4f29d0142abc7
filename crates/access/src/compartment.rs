//! Compartments with the people in them. People are taken in by the name they sign in with.

use crate::account::Account;
use crate::store;
use platform::actor::Actor;
use platform::clearance::marking::{self, Level, Marked};
use platform::clearance::opening::{self, Opening};
use platform::clearance::{self, Compartment, Member, Person};
use platform::doctor::Finding;
use platform::{App, Error, Result};
use serde::Serialize;

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
    Ok(Whole { compartment, members, things, looks: opening::of_compartment(app, reader, id)? })
}

/// Somebody who is about to be taken in, and what they would see.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// The compartment.
    pub compartment: Compartment,
    /// Their account.
    pub account: Account,
    /// Number of confidential things that they would see.
    pub confidential: usize,
    /// Number of strictly confidential things that they would see.
    pub strict: usize,
}

/// Who would be taken in under this name, for a keeper.
pub fn candidate(app: &App, actor: &Actor, id: &str, login: &str) -> Result<Candidate> {
    // Whether there is such an account is told to nobody but a keeper.
    let compartment = clearance::keeping(app, actor, id)?;
    let account = somebody(app, login)?;
    let (_, members) = clearance::get(app, actor, id)?;
    if members.iter().any(|member| member.id == account.id && member.ended_at.is_none()) {
        return Err(Error::Conflict(format!("{} is in this compartment already.", account.name)));
    }
    // Imports and jobs are marked with what they bring; they are nothing that one opens to read.
    let kinds: Vec<&str> = app.domains().iter().flat_map(|domain| domain.markable).map(|markable| markable.kind).collect();
    let is_read = |name: &String| name.split_once(':').is_some_and(|(kind, _)| kinds.contains(&kind));
    let count = |level| marking::names_in(app, actor, id, level).map(|names| names.into_iter().filter(is_read).count());
    Ok(Candidate { compartment, account, confidential: count(Level::Confidential)?, strict: count(Level::StrictlyConfidential)? })
}

/// An account that never was and one that has ended get one answer.
fn somebody(app: &App, login: &str) -> Result<Account> {
    let login = login.trim().to_lowercase();
    let found = app.db().read(|c| store::by_login(c, &login))?.map(|(account, _)| account);
    found.filter(|account| account.state == "active").ok_or_else(|| {
        Error::invalid(
            "login",
            format!("Nobody signs in as “{login}”. Check the spelling, or ask {} to open an account.", app.whom_to_ask()),
        )
    })
}

/// Takes somebody into a compartment that `actor` keeps.
pub fn take_in(app: &App, actor: &Actor, id: &str, login: &str, keeper: bool) -> Result<()> {
    let found = candidate(app, actor, id, login)?;
    let person = Person { id: found.account.id, name: found.account.name };
    clearance::take_in(app, actor, id, &person, keeper)
}

/// Compartments that nobody keeps any more, for `goodoffices doctor`.
pub(crate) fn look(app: &App) -> Result<Vec<Finding>> {
    let all = clearance::references(app, &Actor::local_operator())?;
    let lost: Vec<&str> = all.iter().filter(|reference| reference.keepers == 0).map(|reference| reference.id.as_str()).collect();
    if lost.is_empty() {
        return Ok(vec![Finding::ok("compartments", format!("{} compartments, each with a keeper", all.len()))]);
    }
    Ok(vec![Finding::warn(
        "compartments",
        format!("nobody keeps {}", lost.join(", ")),
        "Nobody can be taken in there any more. Ask a member to open another compartment and to mark its things for that one; \
         where no member is left, two administrators can look in (/openings).",
    )])
}
