//! Pages of compartments: which one is in, who else is, and what is in them.

use super::sure;
use crate::compartment::{self, INVITE, LEAVE, LET_GO, WITHDRAW, Whole, is_due};
use askama::Template;
use axum::extract::Path;
use platform::actor::Needs;
use platform::clearance::annotation::Annotation;
use platform::clearance::invitation::Invitation;
use platform::clearance::marking::{Marked, Thing};
use platform::clearance::suspension::{self, resting};
use platform::clearance::withholding::{What, Withholding};
use platform::clearance::{self, Compartment, CompartmentKind, Confirmed, Member, Suspended};
use platform::kit::Acts;
use platform::people::Made;
use platform::web::{Outcome, Posted, Reply, Route, ShowPage, Visit};
use platform::{Result, Sample};
use serde::Deserialize;

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::page("/compartments/{id}", Needs::SignedIn, page),
        Route::form("/compartments/{id}/members/confirm", Needs::SignedIn, confirm).on("/compartments/{id}"),
    ]
}

#[derive(Template)]
#[template(path = "compartments-above.html")]
struct Above<'a> {
    v: &'a Visit,
    /// Looks that wait for this administrator's word.
    waiting: usize,
    /// Why the reader's own memberships rest, where some do.
    rests: Option<String>,
}

/// What stands over the list: what rests, what waits, and what a compartment is.
pub(super) fn above(visit: &Visit) -> Result<String> {
    let resting = resting(&visit.app, &visit.actor)?;
    let rests = (resting.own > 0).then(|| resting.why.as_ref().map_or_else(String::new, |made| super::way_in(visit, made)));
    Ok(Above { v: visit, waiting: super::openings::waiting(visit)?, rests }.render()?)
}

#[derive(Template)]
#[template(path = "compartments-below.html")]
struct Below<'a> {
    v: &'a Visit,
}

/// What stands under it: where markings, what is withheld and looks are.
pub(super) fn below(visit: &Visit) -> Result<String> {
    Ok(Below { v: visit }.render()?)
}

#[derive(Template)]
#[template(path = "compartment.html")]
struct CompartmentPage<'a> {
    v: &'a Visit,
    whole: &'a Whole,
    looking_until: Option<String>,
}

impl CompartmentPage<'_> {
    fn present(&self) -> Vec<&Member> {
        self.whole.members.iter().filter(|member| member.ended_at.is_none()).collect()
    }

    fn former(&self) -> Vec<&Member> {
        self.whole.members.iter().filter(|member| member.ended_at.is_some()).collect()
    }

    /// What somebody else did to this member's ways to sign in.
    fn why(&self, member: &Member) -> String {
        member.suspended.as_ref().map_or_else(String::new, |found| super::way_in(self.v, &made(found)))
    }

    fn is_due(&self, marked: &Marked) -> bool {
        is_due(marked)
    }

    fn marking_href(&self, marked: &Marked) -> String {
        super::markings::href(&marked.name)
    }

    /// What ends a membership: one's own, or another's where one keeps the compartment.
    fn goes(&self, member: &Member) -> String {
        let id = &self.whole.compartment.id;
        if self.is_me(member) {
            return self.v.step(&LEAVE, id);
        }
        let label = self.v.t(&LET_GO.label());
        if self.whole.compartment.kept {
            self.v.step_of(&LET_GO, id, &[("person", &member.id)], &label, &member.name)
        } else {
            String::new()
        }
    }

    fn withdraws(&self, invitation: &Invitation) -> String {
        let label = self.v.t(&WITHDRAW.label());
        self.v.step_of(&WITHDRAW, &self.whole.compartment.id, &[("invitation", &invitation.id)], &label, &invitation.name)
    }

    fn invites(&self) -> String {
        self.v.step(&INVITE, &self.whole.compartment.id)
    }

    fn is_me(&self, member: &Member) -> bool {
        member.id == self.v.actor.id
    }
}

fn page(visit: Visit, Path(id): Path<String>) -> Outcome {
    let whole = compartment::whole(&visit.app, &visit.actor, &id)?;
    let looking_until = whole.looking_until(&visit.actor).map(str::to_owned);
    visit.show(&CompartmentPage { v: &visit, whole: &whole, looking_until }, &whole)
}

fn made(found: &Suspended) -> Made {
    Made { what: found.why.clone(), by: String::new(), name: found.by.clone(), at: found.at.clone() }
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Confirming {
    person: String,
    sure: String,
}

/// A keeper says that it is still the same person, after they spoke with them.
fn confirm(visit: Visit, asked: (Path<String>, Posted<Confirming>)) -> Outcome {
    let (Path(id), Posted(form)) = asked;
    clearance::keeping(&visit.app, &visit.actor, &id)?;
    let back = format!("/compartments/{id}#members");
    let present = match visit.present(&back)? {
        Ok(present) => present,
        Err(first) => return Ok(first),
    };
    if !sure::is_sure(&form.sure) {
        let member = compartment::member(&visit.app, &visit.actor, &id, &form.person)?;
        let why = member.suspended.as_ref().map(|found| super::way_in(&visit, &made(found)));
        let lines = why.into_iter().chain([visit.t("access-sure-confirm-speak"), visit.t("access-sure-confirm-sees")]).collect();
        let title = visit.tx("access-sure-confirm", &member.name);
        return sure::ask(
            &visit,
            &sure::Question { title, lines, fields: vec![("person", &form.person)], back: &back, ..sure::Question::default() },
        );
    }
    suspension::confirm(&visit.app, &present, &id, &form.person)?;
    Ok(Reply::see(&back))
}

/// Every page, drawn from samples.
pub(super) fn samples() -> Vec<Sample> {
    vec![
        Sample { name: "compartment.html", render: |v| sample_page(v, true) },
        Sample { name: "compartment.html, looked into", render: |v| sample_page(v, false) },
    ]
}

pub(super) fn sample() -> Compartment {
    Compartment {
        id: "1".into(),
        kind: CompartmentKind::Process,
        title: "Talks at Orrin Bridge".into(),
        opened_at: "2026-11-23T10:00:00.000Z".into(),
        has_key: true,
        members: 2,
        kept: true,
        member: true,
    }
}

pub(super) fn sample_marked() -> Marked {
    use platform::clearance::marking::{Caveat, Level, Marking, Thing};
    Marked {
        name: "document:demo:1".into(),
        thing: Thing { title: "Note on the line".into(), href: "/".into(), part_of: None },
        marking: Marking {
            level: Level::StrictlyConfidential,
            compartment: Some("1".into()),
            caveats: Caveat::ALL.to_vec(),
            review_on: Some("2026-01-01".into()),
            reason: "Names a source".into(),
            marked_by: "Tara Venn".into(),
            marked_at: "2026-11-23T10:00:00.000Z".into(),
            marked_by_id: "2".into(),
        },
    }
}

fn notes() -> Vec<(Annotation, Option<Thing>)> {
    let note = super::annotations::sample_note();
    vec![(note.clone(), Some(sample_marked().thing)), (note, None)]
}

fn sample_page(v: &Visit, member: bool) -> Result<String> {
    let person = |id: &str, name: &str, keeper, ended: Option<&str>| Member {
        id: id.into(),
        name: name.into(),
        keeper,
        begun_at: "2026-11-23T10:00:00.000Z".into(),
        ended_at: ended.map(str::to_owned),
        suspended: (id == "2").then(|| Suspended {
            at: "2026-11-24T10:00:00.000Z".into(),
            by: "Omar Dell".into(),
            why: "link_used".into(),
        }),
        confirmed: (id == "sample").then(|| Confirmed {
            at: "2026-11-24T10:00:00.000Z".into(),
            by: "Omar Dell".into(),
            reason: Some("I met her today.".into()),
        }),
    };
    let members = vec![
        person("sample", "Ilse Maren", true, None),
        person("2", "Tara Venn", false, None),
        person("3", "Omar Dell", false, Some("2026-11-24T10:00:00.000Z")),
    ];
    let invitations = vec![Invitation {
        id: "1".into(),
        name: "ilse".into(),
        keeper: false,
        made_by: "Tara Venn".into(),
        made_at: "2026-11-23T10:00:00.000Z".into(),
        ends_at: "2026-12-07T10:00:00.000Z".into(),
    }];
    let compartment = Compartment { kept: member, member, has_key: member, ..sample() };
    let whole = Whole {
        compartment,
        members,
        things: vec![sample_marked()],
        looks: vec![super::openings::sample("granted")],
        invitations,
        notes: notes(),
        returned: vec![Withholding::sample(What::Return, "confirmed", "5", false)],
    };
    let looking_until = (!member).then(|| "2026-11-24T10:00:00.000Z".to_owned());
    Ok(CompartmentPage { v, whole: &whole, looking_until }.render()?)
}
