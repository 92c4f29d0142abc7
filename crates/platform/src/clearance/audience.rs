//! Who sees a thing now, and who would after another marking: said in words before it is done.

use super::marking::{self, Marking, Thing, Wanted};
use super::{Member, current_members, seen, withholding};
use crate::actor::Actor;
use crate::app::App;
use crate::db::Connection;
use crate::{Result, clock};
use serde::Serialize;

/// Who sees a thing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case", tag = "who")]
pub enum Audience {
    /// Everybody who may read here.
    Everybody,
    /// The members of a compartment, by name.
    Members {
        /// The compartment's title.
        compartment: String,
        /// Names of its members.
        names: Vec<String>,
    },
}

impl Audience {
    /// Their names; none where it is everybody.
    pub fn names(&self) -> Option<&[String]> {
        match self {
            Audience::Everybody => None,
            Audience::Members { names, .. } => Some(names),
        }
    }
}

/// A change of a marking, before it is made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Proposal {
    /// What is to be marked.
    pub thing: Thing,
    /// How it is marked now.
    pub before: Marking,
    /// Who sees it now.
    pub now: Audience,
    /// Who would see it.
    pub then: Audience,
    /// Whether everybody sees it now, so that another person has to confirm.
    pub second: bool,
}

/// What a marking would change, checked as [`marking::mark`] checks it, with nothing done.
pub fn propose(app: &App, actor: &Actor, thing: &str, wanted: &Wanted) -> Result<Proposal> {
    let (markable, id) = marking::markable(app, thing)?;
    app.require(actor, markable.needs)?;
    app.read(actor, |c| {
        let found = (markable.look)(c, &id)?;
        let before = marking::of(c, thing)?;
        marking::require_rights(c, thing, &found, &before, wanted)?;
        marking::check_caveats(markable, wanted)?;
        marking::check(c, &clock::now(), &before, wanted)?;
        let second = wanted.level.is_marked() && withholding::is_public(c, &found, &before)?;
        if second {
            withholding::require_asker(app, c, actor, thing)?;
        }
        let around = around(c, &found)?;
        let now = who(c, &[around.as_deref(), before.compartment.as_deref()])?;
        let then = who(c, &[around.as_deref(), wanted.compartment.as_deref().filter(|_| wanted.level > marking::Level::Unclassified)])?;
        Ok(Proposal { thing: found, before, now, then, second })
    })
}

/// Who sees a thing that `reader` sees.
pub fn audience(app: &App, reader: &Actor, thing: &str) -> Result<Audience> {
    let (markable, id) = marking::markable(app, thing)?;
    app.read(reader, |c| {
        let found = (markable.look)(c, &id)?;
        let (around, own) = (around(c, &found)?, marking::of(c, thing)?.compartment);
        who(c, &[around.as_deref(), own.as_deref()])
    })
}

/// The compartment of what a thing is part of.
fn around(c: &mut Connection, thing: &Thing) -> Result<Option<String>> {
    Ok(match &thing.part_of {
        Some(whole) => marking::of(c, whole)?.compartment,
        None => None,
    })
}

/// Those who are in all of these compartments; everybody where there is none.
fn who(c: &mut Connection, compartments: &[Option<&str>]) -> Result<Audience> {
    let mut title = String::new();
    let mut common: Option<Vec<Member>> = None;
    for id in compartments.iter().copied().flatten() {
        title = seen(c, id)?.title;
        let members = current_members(c, id)?;
        common = Some(match common {
            None => members,
            Some(known) => known.into_iter().filter(|one| members.iter().any(|other| other.id == one.id)).collect(),
        });
    }
    Ok(match common {
        None => Audience::Everybody,
        Some(members) => Audience::Members { compartment: title, names: members.into_iter().map(|member| member.name).collect() },
    })
}
