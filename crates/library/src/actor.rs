//! The authority file: one entry an actor, with the names it goes by.

use crate::document::Listed;
use crate::party::MatchState;
use crate::store::{actors as store, documents};
use platform::actor::{Actor, Needs};
use platform::{App, Error, Result, say};
use serde::Serialize;

/// An actor: a state, an armed group, an organisation, a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct Authority {
    /// Permanent id.
    pub id: String,
    /// The name to show.
    pub name: String,
    /// What kind of actor, in the source's words.
    pub kind: String,
    /// When it came to be; none where unknown.
    pub from: Option<String>,
    /// When it ceased to be; none where unknown or still there.
    pub to: Option<String>,
    /// Ids of others: scheme and value.
    pub external: Vec<(String, String)>,
    /// Other names.
    pub aliases: Vec<String>,
    /// Source card.
    pub source: String,
}

/// A match that waits for a person.
#[derive(Debug, Clone, PartialEq, Serialize, utoipa::ToSchema)]
pub struct Candidate {
    /// The document.
    pub document: String,
    /// Its title.
    pub title: String,
    /// `party` or `third_party`.
    pub side: String,
    /// The name's place in the document.
    pub position: i64,
    /// The name as written.
    pub name: String,
    /// The actor suggested.
    pub actor: String,
    /// Its name.
    pub actor_name: String,
    /// How well the names fit, 0 to 1.
    pub score: f64,
}

/// Up to `limit` actors by name, after the actor with the id `after`.
pub fn page(app: &App, reader: &Actor, after: Option<&str>, limit: usize) -> Result<Vec<Authority>> {
    app.read(reader, |c| store::page(c, after, limit))
}

/// How many actors the authority file has.
pub fn count(app: &App, reader: &Actor) -> Result<i64> {
    app.read(reader, store::count)
}

/// Up to `limit` actors with a name or alias that holds `text`, whatever its case and accents.
pub fn find(app: &App, reader: &Actor, text: &str, limit: usize) -> Result<Vec<Authority>> {
    let wanted = methods::names::fold(text);
    app.read(reader, |c| {
        let mut ids: Vec<String> = Vec::new();
        for (id, name) in store::names(c)? {
            if ids.len() < limit && !ids.contains(&id) && methods::names::fold(&name).contains(&wanted) {
                ids.push(id);
            }
        }
        let mut found = ids.iter().map(|id| store::get(c, id)).collect::<Result<Vec<_>>>()?;
        found.sort_by(|a, b| a.name.cmp(&b.name).then(a.id.cmp(&b.id)));
        Ok(found)
    })
}

/// An actor with the documents it signed or witnessed.
pub fn read(app: &App, reader: &Actor, id: &str) -> Result<(Authority, Vec<Listed>)> {
    app.read(reader, |c| Ok((store::get(c, id)?, documents::of_actor(c, id)?)))
}

/// Matches that wait for a person, least sure first and without the first `offset`, and how
/// many there are in all.
pub fn to_review(app: &App, reader: &Actor, offset: usize, limit: usize) -> Result<(Vec<Candidate>, i64)> {
    app.require(reader, Needs::Curating)?;
    app.read(reader, |c| Ok((store::to_review(c, offset, limit)?, store::count_to_review(c)?)))
}

/// A name on a document, told apart from all others.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Place {
    /// The document.
    pub document: String,
    /// `party` or `third_party`.
    pub side: String,
    /// The name's place.
    pub position: i64,
}

/// Confirms or refuses a match.
pub fn decide(app: &App, actor: &Actor, document: &str, side: &str, position: i64, state: MatchState) -> Result<()> {
    decide_all(app, actor, &[Place { document: document.to_owned(), side: side.to_owned(), position }], state)
}

/// Confirms or refuses several matches at once: all of them, or none where one is not there.
pub fn decide_all(app: &App, actor: &Actor, places: &[Place], state: MatchState) -> Result<()> {
    app.require(actor, Needs::Curating)?;
    if !matches!(state, MatchState::Accepted | MatchState::Rejected) {
        return Err(Error::invalid("state", say!("library-error-match-state")));
    }
    app.work(actor, |work| {
        for Place { document, side, position } in places {
            if !store::decide(work, document, side, *position, state.word())? {
                return Err(Error::missing("match", &format!("{document}, {side} {position}")));
            }
            work.record("library.match.decided", document, &format!("{side} {position} {}", state.word()))?;
        }
        Ok(())
    })
}
