//! The authority file: one entry an actor, with the names it goes by.

use crate::document::Listed;
use crate::party::MatchState;
use crate::store::{actors as store, documents};
use methods::names::fold;
use platform::actor::{Actor, Needs};
use platform::kit::{By, Cell, Column, Form, Line, List, Lists, Thing};
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

static ACTOR: Thing = Thing { name: "library.actor", path: "/library/actors", page: "/library/actors/{id}" };

/// The authority file.
static ACTORS: List<Authority, ActorsAsked> =
    List::of(&ACTOR, Needs::Reading, "library-actors", store::ACTORS, store::authority, COLUMNS, "name")
        .narrowed(|_, asked| vec![asked.q.as_ref().map(|name| fold(name.as_str())).into()]);

const COLUMNS: &[Column<Authority>] = &[
    Column::new("name", |a: &Authority| Cell::Link(a.name.clone(), a.href())).by(By::Text("r.name")),
    Column::new("aliases", |a: &Authority| Cell::text(a.aliases.join("; "))),
    Column::new("kind", |a: &Authority| Cell::text(&a.kind)).label("library-actor-kind").by(By::Text("r.kind")),
    Column::new("from", |a: &Authority| Cell::some(a.from.clone(), Cell::Day))
        .label("library-actor-from")
        .by(By::Text("COALESCE(r.from_date, '')")),
    Column::new("to", |a: &Authority| Cell::some(a.to.clone(), Cell::Day))
        .label("library-actor-to")
        .by(By::Text("COALESCE(r.to_date, '')")),
];

/// What can be listed.
pub(crate) const LISTS: &[&dyn Lists] = &[&ACTORS];

/// What the authority file is narrowed to.
#[derive(Debug, Clone, Form)]
#[form(label = "library-")]
pub struct ActorsAsked {
    /// Part of any of its names, whatever its case and accents.
    #[form(label = "library-actors-find")]
    pub q: Option<Line<200>>,
}

impl Authority {
    /// Where its page stands.
    pub fn href(&self) -> String {
        ACTOR.page_of(&self.id)
    }
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
