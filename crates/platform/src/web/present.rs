//! Somebody who is there in person: what some steps need, a token cannot be, and a page asks
//! for where the session was proved too long ago.

use super::{Reply, Visit};
use crate::actor::Actor;
use crate::{Error, Result, say};
use axum::http::header;

/// A person who stands behind a request at this moment: signed in on a page, and shown a short
/// while ago that it is them. An action that takes this can be reached in no other way: not
/// with a token, not by a program, not by a job, not at the machine.
#[derive(Debug, Clone)]
pub struct Present(Actor);

/// What a domain that knows people says of a request.
pub enum Presence {
    /// Who asks was made out by another domain.
    NotOurs,
    /// They are there.
    Here,
    /// They show once more that it is them; this leads there, and back to where they were.
    First(Reply),
}

/// Tells whether a person stands behind a request; the second is where they were.
pub type Vouch = fn(&Visit, &str) -> Result<Presence>;

impl Present {
    /// Who is there.
    pub fn actor(&self) -> &Actor {
        &self.0
    }

    /// Somebody who is there, in tests alone.
    pub(crate) fn in_tests(actor: &Actor) -> Present {
        Present(actor.clone())
    }
}

impl Visit {
    /// Who is there in person, or the page on which they show that they are; `next` is where
    /// they were. A program is refused.
    pub fn present(&self, next: &str) -> Result<std::result::Result<Present, Reply>> {
        if self.headers.contains_key(header::AUTHORIZATION) {
            return Err(must_be_there());
        }
        for vouch in self.app.domains().iter().filter_map(|domain| domain.present) {
            match vouch(self, next)? {
                Presence::NotOurs => {}
                Presence::Here => return Ok(Ok(Present(self.actor.clone()))),
                Presence::First(reply) => return Ok(Err(reply)),
            }
        }
        Err(must_be_there())
    }
}

impl Visit {
    /// What leads a person to showing anew that it is them, where they did so too long ago; nothing
    /// where they did lately, or where who asks was made out by another domain. A token is refused.
    pub fn proved(&self, next: &str) -> Result<Option<Reply>> {
        for vouch in self.app.domains().iter().filter_map(|domain| domain.present) {
            match vouch(self, next)? {
                Presence::NotOurs => {}
                Presence::Here => return Ok(None),
                Presence::First(reply) => return Ok(Some(reply)),
            }
        }
        Ok(None)
    }
}

/// What a program is told where a person has to be there.
pub fn must_be_there() -> Error {
    Error::Forbidden(say!("platform-error-person-needed"))
}
