//! Pages of compartments: which one is in, who else is, and what is in them.

use super::own::{ShownPage, once};
use super::sure;
use crate::compartment::{self, Candidate, Whole, is_due};
use askama::Template;
use axum::extract::Path;
use platform::actor::Needs;
use platform::clearance::annotation::Annotation;
use platform::clearance::invitation::{self, Invitation};
use platform::clearance::marking::{Marked, Thing};
use platform::clearance::suspension::{self, resting};
use platform::clearance::withholding::{What, Withholding};
use platform::clearance::{self, Compartment, CompartmentKind, Confirmed, Member, Suspended};
use platform::people::Made;
use platform::web::{Asked, Outcome, Posted, Reply, Route, ShowPage, Visit};
use platform::{Error, Result, Sample};
use serde::Deserialize;

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::page("/compartments", Needs::SignedIn, list_page),
        Route::form("/compartments", Needs::Following, open).on("/compartments"),
        Route::page("/compartments/{id}", Needs::SignedIn, page),
        Route::form("/compartments/{id}/members", Needs::SignedIn, take_in).on("/compartments/{id}"),
        Route::form("/compartments/join", Needs::SignedIn, join).on("/compartments"),
        Route::form("/compartments/{id}/invitations/end", Needs::SignedIn, withdraw).on("/compartments/{id}"),
        Route::form("/compartments/{id}/members/end", Needs::SignedIn, let_go).on("/compartments/{id}"),
        Route::form("/compartments/{id}/members/confirm", Needs::SignedIn, confirm).on("/compartments/{id}"),
    ]
}

#[derive(Template)]
#[template(path = "compartments.html")]
struct ListPage<'a> {
    v: &'a Visit,
    all: &'a [Compartment],
    kinds: [CompartmentKind; 3],
    may_open: bool,
    /// Looks that wait for this administrator's word.
    waiting: usize,
    /// Why the reader's own memberships rest, where some do.
    rests: Option<String>,
}

fn list_page(visit: Visit, _: Asked<serde_json::Value>) -> Outcome {
    let all = clearance::list(&visit.app, &visit.actor)?;
    let resting = resting(&visit.app, &visit.actor)?;
    let rests = (resting.own > 0).then(|| resting.why.as_ref().map_or_else(String::new, |made| super::way_in(&visit, made)));
    let waiting = super::openings::waiting(&visit)?;
    let may_open = visit.may(Needs::Following);
    visit.show(&ListPage { v: &visit, all: &all, kinds: CompartmentKind::ALL, may_open, waiting, rests }, &all)
}

#[derive(Deserialize)]
struct NewCompartment {
    kind: CompartmentKind,
    title: String,
}

fn open(visit: Visit, Posted(form): Posted<NewCompartment>) -> Outcome {
    let id = clearance::open(&visit.app, &visit.actor, form.kind, &form.title)?;
    Ok(Reply::see(&format!("/compartments/{id}")))
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

    fn is_me(&self, member: &Member) -> bool {
        member.id == self.v.actor.id
    }
}

fn page(visit: Visit, Path(id): Path<String>) -> Outcome {
    let whole = compartment::whole(&visit.app, &visit.actor, &id)?;
    let looking_until = whole.looking_until(&visit.actor).map(str::to_owned);
    visit.show(&CompartmentPage { v: &visit, whole: &whole, looking_until }, &whole)
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct TakeIn {
    login: String,
    part: String,
    sure: String,
}

/// What somebody will see, before they are taken in.
#[derive(Template)]
#[template(path = "take-in.html")]
struct TakeInPage<'a> {
    v: &'a Visit,
    found: &'a Candidate,
    keeper: bool,
}

impl TakeInPage<'_> {
    fn seen(&self) -> String {
        let strict = self.v.tn("access-n-strict", self.found.strict);
        let confidential = self.v.tn("access-n-confidential", self.found.confidential);
        match (self.found.confidential, self.found.strict) {
            (0, 0) => self.v.t("access-n-nothing"),
            (_, 0) => confidential,
            (0, _) => strict,
            _ => self.v.txy("access-and", confidential, strict),
        }
    }
}

fn take_in(visit: Visit, asked: (Path<String>, Posted<TakeIn>)) -> Outcome {
    let (Path(id), Posted(form)) = asked;
    let keeper = form.part == "keeper";
    if sure::is_sure(&form.sure) {
        let made = compartment::invite(&visit.app, &visit.actor, &id, &form.login, keeper)?;
        let page = ShownPage {
            v: &visit,
            title: visit.tx("access-invited", form.login.trim()),
            about: visit.tx("access-invited-about", visit.instant(&made.ends_at)),
            secrets: vec![made.code],
            next: format!("/compartments/{id}#members"),
        };
        return Ok(once(Reply::html(page.render()?)));
    }
    let found = compartment::candidate(&visit.app, &visit.actor, &id, &form.login)?;
    Ok(Reply::html(TakeInPage { v: &visit, found: &found, keeper }.render()?))
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Join {
    code: String,
    sure: String,
}

/// Enters a compartment with the code of an invitation, after one has looked at who else may
/// sign in as oneself.
fn join(visit: Visit, Posted(form): Posted<Join>) -> Outcome {
    if sure::is_sure(&form.sure) {
        let id = compartment::accept(&visit.app, &visit.actor, &form.code)?;
        return Ok(Reply::see(&format!("/compartments/{id}")));
    }
    let lines = vec![visit.t("access-join-sees"), visit.t("access-join-own")];
    let (title, fields) = (visit.t("access-join-title"), vec![("code", form.code.trim())]);
    sure::ask(&visit, &sure::Question { title, lines, fields, back: "/compartments", ..sure::Question::default() })
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Withdraw {
    invitation: String,
    sure: String,
}

fn withdraw(visit: Visit, asked: (Path<String>, Posted<Withdraw>)) -> Outcome {
    let (Path(id), Posted(form)) = asked;
    clearance::keeping(&visit.app, &visit.actor, &id)?;
    let back = format!("/compartments/{id}#members");
    if !sure::is_sure(&form.sure) {
        let (title, lines) = (visit.t("access-sure-withdraw"), vec![visit.t("access-sure-withdraw-code")]);
        let fields = vec![("invitation", form.invitation.as_str())];
        return sure::ask(&visit, &sure::Question { title, lines, fields, back: &back, ..sure::Question::default() });
    }
    invitation::withdraw(&visit.app, &visit.actor, &id, &form.invitation)?;
    Ok(Reply::see(&back))
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct LetGo {
    person: String,
    sure: String,
}

fn let_go(visit: Visit, asked: (Path<String>, Posted<LetGo>)) -> Outcome {
    let (Path(id), Posted(form)) = asked;
    let person = if form.person.is_empty() { visit.actor.id.as_str() } else { form.person.as_str() };
    let back = format!("/compartments/{id}#members");
    if !sure::is_sure(&form.sure) {
        let member = member(&visit, &id, person)?;
        let (title, lines) = match person == visit.actor.id {
            true => (visit.t("access-sure-leave"), ["access-sure-leave-in", "access-sure-let-go-stays"]),
            false => (visit.tx("access-sure-let-go", &member.name), ["access-sure-let-go-gone", "access-sure-let-go-stays"]),
        };
        let lines = lines.iter().map(|key| visit.t(key)).collect();
        let fields = vec![("person", person)];
        return sure::ask(&visit, &sure::Question { title, lines, fields, back: &back, ..sure::Question::default() });
    }
    clearance::let_go(&visit.app, &visit.actor, &id, person)?;
    let left = person == visit.actor.id;
    Ok(Reply::see(if left { "/compartments" } else { &back }))
}

/// Somebody who is in a compartment that the reader sees into.
fn member(visit: &Visit, id: &str, person: &str) -> Result<Member> {
    let (_, members) = clearance::get(&visit.app, &visit.actor, id)?;
    let found = members.into_iter().find(|member| member.id == person && member.ended_at.is_none());
    found.ok_or_else(|| Error::missing("member", person))
}

fn made(found: &Suspended) -> Made {
    Made { what: found.why.clone(), by: String::new(), name: found.by.clone(), at: found.at.clone() }
}

/// A keeper says that it is still the same person, after they spoke with them.
fn confirm(visit: Visit, asked: (Path<String>, Posted<LetGo>)) -> Outcome {
    let (Path(id), Posted(form)) = asked;
    clearance::keeping(&visit.app, &visit.actor, &id)?;
    let back = format!("/compartments/{id}#members");
    let present = match visit.present(&back)? {
        Ok(present) => present,
        Err(first) => return Ok(first),
    };
    if !sure::is_sure(&form.sure) {
        let member = member(&visit, &id, &form.person)?;
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
        Sample { name: "compartments.html", render: |v| sample_list(v, &[sample()]) },
        Sample { name: "compartments.html, empty", render: |v| sample_list(v, &[]) },
        Sample { name: "compartment.html", render: |v| sample_page(v, true) },
        Sample { name: "compartment.html, looked into", render: |v| sample_page(v, false) },
        Sample {
            name: "take-in.html",
            render: |v| {
                let found = Candidate { compartment: sample(), login: "ilse".into(), confidential: 12, strict: 3 };
                Ok(TakeInPage { v, found: &found, keeper: false }.render()?)
            },
        },
    ]
}

fn sample_list(v: &Visit, all: &[Compartment]) -> Result<String> {
    Ok(ListPage { v, all, kinds: CompartmentKind::ALL, may_open: true, waiting: all.len(), rests: (!all.is_empty()).then(String::new) }
        .render()?)
}

pub(super) fn sample() -> Compartment {
    Compartment {
        id: "1".into(),
        kind: CompartmentKind::Process,
        title: "Talks at Orrin Bridge".into(),
        made_at: "2026-11-23T10:00:00.000Z".into(),
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
