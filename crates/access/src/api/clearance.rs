//! The programs' interface to compartments, markings and looks, with its own wire types.

use crate::compartment;
use axum::extract::Path;
use platform::actor::Needs;
use platform::clearance::audience::{self, Audience};
use platform::clearance::invitation::Invitation;
use platform::clearance::marking::{self, Level, Marking, Reading, Wanted};
use platform::clearance::opening::{self, Opening};
use platform::clearance::{self, Compartment, CompartmentKind, Member, Suspended};
use platform::web::{Asked, Outcome, Problem, Reply, Route, Sent, Visit, must_be_there};
use serde::Serialize;

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::api::<__path_read_compartment, _, _>(Needs::SignedIn, read_compartment),
        Route::api::<__path_read_marking, _, _>(Needs::SignedIn, read_marking),
        Route::api::<__path_put_marking, _, _>(Needs::Following, put_marking),
        Route::api::<__path_list_readings, _, _>(Needs::SignedIn, list_readings),
        Route::api::<__path_list_openings, _, _>(Needs::Administering, list_openings),
        Route::api::<__path_ask_opening, _, _>(Needs::Administering, ask_opening),
        Route::api::<__path_decide_opening, _, _>(Needs::Administering, decide_opening),
        Route::api::<__path_end_opening, _, _>(Needs::Administering, end_opening),
    ]
}

/// What was made, by its id.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct MadeId {
    /// The id.
    pub id: String,
}

/// Somebody who is or was in a compartment.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct MemberEntry {
    /// Id of the person.
    pub id: String,
    /// Name of the person.
    pub name: String,
    /// Whether they say who is in it.
    pub keeper: bool,
    /// Since when.
    pub since: String,
    /// Until when; none for those who are in it now.
    pub until: Option<String>,
    /// Since when and why the membership rests; none where it holds.
    pub suspended: Option<Suspended>,
}

impl From<Member> for MemberEntry {
    fn from(m: Member) -> MemberEntry {
        MemberEntry { id: m.id, name: m.name, keeper: m.keeper, since: m.begun_at, until: m.ended_at, suspended: m.suspended }
    }
}

/// Something that is marked for a compartment.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct MarkedEntry {
    /// Its name as a thing, as in `document:demo:1`.
    pub thing: String,
    /// What it is called.
    pub title: String,
    /// Its page.
    pub href: String,
    /// How it is marked.
    pub level: Level,
    /// When the marking is looked at again.
    pub review_on: Option<String>,
}

/// A look into a compartment from outside.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct OpeningEntry {
    /// Its id.
    pub id: String,
    /// A look into the compartment, or a keeper for it.
    pub kind: opening::Kind,
    /// Reference of the compartment.
    pub compartment: String,
    /// Name of who asked.
    pub asked_by: String,
    /// When.
    pub asked_at: String,
    /// Why.
    pub reason: String,
    /// For how many hours; 0 where a keeper was asked for.
    pub hours: i64,
    /// `asked`, `granted`, `refused` or `ended`.
    pub state: String,
    /// Whether it holds at this moment.
    pub holds: bool,
    /// Name of who decided; none while it is open.
    pub decided_by: Option<String>,
    /// When it was decided.
    pub decided_at: Option<String>,
    /// Until when it holds; none where it was never granted.
    pub ends_at: Option<String>,
}

impl From<Opening> for OpeningEntry {
    fn from(o: Opening) -> OpeningEntry {
        OpeningEntry {
            holds: o.holds(),
            id: o.id,
            kind: o.kind,
            compartment: o.compartment,
            asked_by: o.asked_by,
            asked_at: o.asked_at,
            reason: o.reason,
            hours: o.hours,
            state: o.state,
            decided_by: o.decided_by,
            decided_at: o.decided_at,
            ends_at: o.ends_at,
        }
    }
}

/// A compartment with people, contents and looks.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct CompartmentWhole {
    /// The compartment.
    pub compartment: Compartment,
    /// Everybody who is or was in it.
    pub members: Vec<MemberEntry>,
    /// What is marked for it, due ones first.
    pub things: Vec<MarkedEntry>,
    /// Looks into it from outside.
    pub openings: Vec<OpeningEntry>,
    /// Open invitations, for who keeps it.
    pub invitations: Vec<Invitation>,
}

/// A compartment with its members, what is in it, and the looks into it.
#[utoipa::path(get, path = "/api/v1/compartments/{id}", tag = "access", params(("id" = String, Path, description = "Id of the compartment")),
    responses((status = 200, description = "The compartment", body = CompartmentWhole),
        (status = 401, description = "Nobody is signed in", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "No such compartment that one sees into", body = Problem, content_type = "application/problem+json")))]
fn read_compartment(visit: Visit, Path(id): Path<String>) -> Outcome {
    let whole = compartment::whole(&visit.app, &visit.actor, &id)?;
    let things = whole.things.into_iter().map(|m| MarkedEntry {
        thing: m.name,
        title: m.thing.title,
        href: m.thing.href,
        level: m.marking.level,
        review_on: m.marking.review_on,
    });
    Reply::json(&CompartmentWhole {
        compartment: whole.compartment,
        members: whole.members.into_iter().map(MemberEntry::from).collect(),
        things: things.collect(),
        openings: whole.looks.into_iter().map(OpeningEntry::from).collect(),
        invitations: whole.invitations,
    })
}

/// How a thing is marked, and who sees it.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct ThingMarking {
    /// Its name, as in `document:demo:1`.
    pub thing: String,
    /// How it is marked.
    pub marking: Marking,
    /// Who sees it.
    pub audience: Audience,
}

fn shown(visit: &Visit, thing: String) -> Outcome {
    let (_, marking) = marking::look(&visit.app, &visit.actor, &thing)?;
    let audience = audience::audience(&visit.app, &visit.actor, &thing)?;
    Reply::json(&ThingMarking { thing, marking, audience })
}

/// How a thing is marked, and who sees it.
#[utoipa::path(get, path = "/api/v1/access/markings/{thing}", tag = "access",
    params(("thing" = String, Path, description = "Kind and id of the thing, as in document:demo:1, escaped")),
    responses((status = 200, description = "The marking", body = ThingMarking),
        (status = 401, description = "Nobody is signed in", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "No such thing that one sees", body = Problem, content_type = "application/problem+json")))]
fn read_marking(visit: Visit, Path(thing): Path<String>) -> Outcome {
    shown(&visit, thing)
}

/// Marks a thing; the answer says who sees it from now on.
#[utoipa::path(put, path = "/api/v1/access/markings/{thing}", tag = "access", request_body = Wanted,
    params(("thing" = String, Path, description = "Kind and id of the thing, as in document:demo:1, escaped")),
    responses((status = 200, description = "It is marked so", body = ThingMarking),
        (status = 202, description = "Everybody sees it, so another person has to confirm; the id of what was asked for", body = MadeId),
        (status = 401, description = "Nobody is signed in", body = Problem, content_type = "application/problem+json"),
        (status = 403, description = "The role or the token does not mark, or one only looks in", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "No such thing or compartment that one sees", body = Problem, content_type = "application/problem+json"),
        (status = 409, description = "It was asked for already and waits for a second person", body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "The level, the compartment, the day or the reason does not fit", body = Problem, content_type = "application/problem+json")))]
fn put_marking(visit: Visit, asked: (Path<String>, Sent<Wanted>)) -> Outcome {
    let (Path(thing), Sent(wanted)) = asked;
    match marking::mark(&visit.app, &visit.actor, &thing, &wanted)? {
        marking::Outcome::Marked => shown(&visit, thing),
        marking::Outcome::Asked(id) => Ok(Reply::json(&MadeId { id })?.with_status(202)),
    }
}

/// Who has read something strictly confidential.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct ReadingEntry {
    /// Id of who read.
    pub person: String,
    /// Name of who read; none where they never were in the compartment.
    pub name: Option<String>,
    /// When.
    pub read_at: String,
    /// `web`, `api`, `command` or `system`.
    pub via: String,
}

impl From<Reading> for ReadingEntry {
    fn from(r: Reading) -> ReadingEntry {
        ReadingEntry { person: r.person, name: r.name, read_at: r.read_at, via: r.via }
    }
}

/// Who has read a thing, newest first: for who marked it and for who keeps its compartment.
#[utoipa::path(get, path = "/api/v1/access/markings/{thing}/readings", tag = "access",
    params(("thing" = String, Path, description = "Kind and id of the thing, as in document:demo:1, escaped")),
    responses((status = 200, description = "The newest readings, up to 1,000 records of the thing", body = Vec<ReadingEntry>),
        (status = 401, description = "Nobody is signed in", body = Problem, content_type = "application/problem+json"),
        (status = 403, description = "One neither marked it nor keeps its compartment", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "No such thing that one sees", body = Problem, content_type = "application/problem+json")))]
fn list_readings(visit: Visit, Path(thing): Path<String>) -> Outcome {
    let all = marking::readings(&visit.app, &visit.actor, &thing)?;
    Reply::json(&all.into_iter().map(ReadingEntry::from).collect::<Vec<_>>())
}

/// A compartment as who runs the system knows it.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct ReferenceEntry {
    /// Its reference.
    pub id: String,
    /// What it is about, in one word.
    pub kind: CompartmentKind,
    /// When it was opened.
    pub opened_at: String,
    /// How many keep it now.
    pub keepers: i64,
}

/// Compartments by reference, and the looks that were asked for.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct Openings {
    /// All compartments.
    pub compartments: Vec<ReferenceEntry>,
    /// The newest 200 looks.
    pub openings: Vec<OpeningEntry>,
}

/// Compartments by reference, and the looks into them from outside.
#[utoipa::path(get, path = "/api/v1/access/openings", tag = "access",
    responses((status = 200, description = "References and looks", body = Openings),
        (status = 401, description = "Nobody is signed in", body = Problem, content_type = "application/problem+json"),
        (status = 403, description = "One is no administrator", body = Problem, content_type = "application/problem+json")))]
fn list_openings(visit: Visit, _: Asked<serde_json::Value>) -> Outcome {
    let references = clearance::references(&visit.app, &visit.actor)?;
    let reference = |r: clearance::Reference| ReferenceEntry { id: r.id, kind: r.kind, opened_at: r.made_at, keepers: r.keepers };
    let openings = opening::list(&visit.app, &visit.actor)?;
    Reply::json(&Openings {
        compartments: references.into_iter().map(reference).collect(),
        openings: openings.into_iter().map(OpeningEntry::from).collect(),
    })
}

/// Refused: a look is asked for by a person who is there, on the page `/openings`.
#[utoipa::path(post, path = "/api/v1/access/openings", tag = "access",
    responses((status = 401, description = "Nobody is signed in", body = Problem, content_type = "application/problem+json"),
        (status = 403, description = "It takes a person who is there; the answer says where", body = Problem, content_type = "application/problem+json")))]
fn ask_opening(_: Visit, _: Asked<serde_json::Value>) -> Outcome {
    Err(must_be_there())
}

/// Refused: a look is decided on by a person who is there, on the page `/openings`.
#[utoipa::path(post, path = "/api/v1/access/openings/{id}/decision", tag = "access",
    params(("id" = String, Path, description = "Id of the look")),
    responses((status = 401, description = "Nobody is signed in", body = Problem, content_type = "application/problem+json"),
        (status = 403, description = "It takes a person who is there; the answer says where", body = Problem, content_type = "application/problem+json")))]
fn decide_opening(_: Visit, _: Path<String>) -> Outcome {
    Err(must_be_there())
}

/// Ends a look before its time.
#[utoipa::path(delete, path = "/api/v1/access/openings/{id}", tag = "access", params(("id" = String, Path, description = "Id of the look")),
    responses((status = 204, description = "It has ended"),
        (status = 401, description = "Nobody is signed in", body = Problem, content_type = "application/problem+json"),
        (status = 403, description = "One is no administrator", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "No such look", body = Problem, content_type = "application/problem+json"),
        (status = 409, description = "It has ended already, or was never granted", body = Problem, content_type = "application/problem+json")))]
fn end_opening(visit: Visit, Path(id): Path<String>) -> Outcome {
    opening::end(&visit.app, &visit.actor, &id)?;
    Ok(Reply::done())
}
