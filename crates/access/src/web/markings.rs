//! Pages of markings: how a thing is marked and who has seen it, and marking it anew, with
//! who will see it said in words before it is done.

use askama::Template;
use axum::extract::Path;
use platform::actor::Needs;
use platform::clearance::audience::{self, Audience, Proposal};
use platform::clearance::marking::{self, Caveat, Level, Marked, Marking, Reading, Thing, Wanted};
use platform::clearance::{self, Compartment};
use platform::web::{Asked, Outcome, Posted, Reply, Route, ShowPage, Visit, escape};
use platform::{Error, Result, Sample, clock, say};
use serde::{Deserialize, Serialize};

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::page("/markings", Needs::SignedIn, list_page),
        Route::page("/markings/{thing}", Needs::SignedIn, page),
        Route::form("/markings/{thing}", Needs::Following, mark).on("/markings/{thing}"),
    ]
}

/// The page of a thing's marking.
pub(super) fn href(thing: &str) -> String {
    format!("/markings/{}", escape(thing))
}

#[derive(Template)]
#[template(path = "markings.html")]
struct ListPage<'a> {
    v: &'a Visit,
    due: &'a [Marked],
}

impl ListPage<'_> {
    fn href(&self, marked: &Marked) -> String {
        href(&marked.name)
    }
}

fn list_page(visit: Visit, _: Asked<serde_json::Value>) -> Outcome {
    let due = marking::to_review(&visit.app, &visit.actor)?;
    visit.show(&ListPage { v: &visit, due: &due }, &due)
}

/// How a thing is marked, as its page shows it.
#[derive(Serialize)]
struct Shown {
    name: String,
    thing: Thing,
    marking: Marking,
    /// The marking of what it is part of, where that is marked.
    whole: Option<(String, Marking)>,
    /// Who sees it now.
    audience: Audience,
    /// Who has read it; none where that is not for this reader, or nothing is noted.
    readings: Option<Vec<Reading>>,
}

#[derive(Template)]
#[template(path = "marking.html")]
struct MarkingPage<'a> {
    v: &'a Visit,
    shown: &'a Shown,
    /// The compartment that it is marked for.
    compartment: Option<Compartment>,
    /// Those that it can be marked for.
    compartments: Vec<Compartment>,
    levels: [Level; 3],
    caveats: [Caveat; 2],
    may_mark: bool,
    review_on: String,
}

impl MarkingPage<'_> {
    fn action(&self) -> String {
        href(&self.shown.name)
    }

    fn is_for(&self, compartment: &Compartment) -> bool {
        self.shown.marking.compartment.as_deref() == Some(compartment.id.as_str())
    }

    fn has(&self, caveat: &Caveat) -> bool {
        self.shown.marking.caveats.contains(caveat)
    }

    fn names(&self) -> String {
        self.shown.audience.names().unwrap_or_default().join(" · ")
    }

    fn whole_href(&self, name: &str) -> String {
        href(name)
    }
}

/// A year ahead: the day of review, unless told.
fn in_a_year() -> String {
    clock::in_seconds(365 * 86_400).get(..10).unwrap_or("").to_owned()
}

fn page(visit: Visit, Path(name): Path<String>) -> Outcome {
    let (app, reader) = (&visit.app, &visit.actor);
    let (thing, marking) = marking::look(app, reader, &name)?;
    let whole = match &thing.part_of {
        Some(whole) => Some((whole.clone(), marking::look(app, reader, whole)?.1)).filter(|(_, marking)| marking.is_marked()),
        None => None,
    };
    let audience = audience::audience(app, reader, &name)?;
    let readings = match marking.level {
        Level::StrictlyConfidential => shown_readings(&visit, &name)?,
        _ => None,
    };
    let all = clearance::list(app, reader)?;
    let compartment = all.iter().find(|found| marking.compartment.as_ref() == Some(&found.id)).cloned();
    // Who looks in from outside marks nothing there.
    let may_mark = visit.may(Needs::Following) && reader.may_write() && compartment.as_ref().is_none_or(|found| found.member);
    let review_on = marking.review_on.clone().filter(|day| *day > clock::today().to_string()).unwrap_or_else(in_a_year);
    let shown = Shown { name, thing, marking, whole, audience, readings };
    let page = MarkingPage {
        v: &visit,
        shown: &shown,
        compartment,
        compartments: all.into_iter().filter(|found| found.member).collect(),
        levels: Level::ALL,
        caveats: Caveat::ALL,
        may_mark,
        review_on,
    };
    visit.show(&page, &shown)
}

/// Who has read it, where this reader may know.
fn shown_readings(visit: &Visit, name: &str) -> Result<Option<Vec<Reading>>> {
    match marking::readings(&visit.app, &visit.actor, name) {
        Ok(all) => Ok(Some(all)),
        Err(Error::Forbidden(_)) => Ok(None),
        Err(error) => Err(error),
    }
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Form {
    level: String,
    compartment: String,
    caveats: Vec<Caveat>,
    review_on: String,
    reason: String,
    sure: String,
}

impl Form {
    fn wanted(&self) -> Result<Wanted> {
        let level = Level::from_word(&self.level).ok_or_else(|| Error::invalid("level", say!("access-error-marking-level")))?;
        let given = |text: &str| Some(text.trim().to_owned()).filter(|text| level > Level::Unclassified && !text.is_empty());
        Ok(Wanted {
            level,
            compartment: given(&self.compartment),
            caveats: if level > Level::Unclassified { self.caveats.clone() } else { Vec::new() },
            review_on: given(&self.review_on),
            reason: self.reason.trim().to_owned(),
        })
    }
}

/// Who will see a thing and who no longer will, before it is marked.
#[derive(Template)]
#[template(path = "marking-sure.html")]
struct SurePage<'a> {
    v: &'a Visit,
    name: &'a str,
    proposal: &'a Proposal,
    wanted: &'a Wanted,
}

/// Names on one side only.
fn without(these: &[String], others: &[String]) -> String {
    these.iter().filter(|name| !others.contains(name)).cloned().collect::<Vec<_>>().join(" · ")
}

impl SurePage<'_> {
    fn action(&self) -> String {
        href(self.name)
    }

    /// What changes for whom, a sentence each.
    fn sentences(&self) -> Vec<String> {
        let v = self.v;
        let Some(then) = self.proposal.then.names() else { return vec![v.t("access-then-everybody")] };
        let seers = v.txy("access-then-members", v.tn("access-n-people", then.len()), then.join(" · "));
        let Some(now) = self.proposal.now.names() else {
            let mut all = vec![seers, v.t("access-then-no-longer-others")];
            all.extend(self.proposal.second.then(|| v.t("access-then-second")));
            return all;
        };
        let (lost, won) = (without(now, then), without(then, now));
        let mut all = vec![seers];
        if !won.is_empty() {
            all.push(v.tx("access-then-newly", won));
        }
        all.push(if lost.is_empty() { v.t("access-then-nobody-less") } else { v.tx("access-then-no-longer", lost) });
        all
    }
}

fn mark(visit: Visit, asked: (Path<String>, Posted<Form>)) -> Outcome {
    let (Path(name), Posted(form)) = asked;
    marking::look(&visit.app, &visit.actor, &name)?;
    let wanted = form.wanted()?;
    if form.sure == "yes" {
        return Ok(match marking::mark(&visit.app, &visit.actor, &name, &wanted)? {
            marking::Outcome::Marked => Reply::see(&href(&name)),
            marking::Outcome::Asked(_) => Reply::see("/withheld"),
        });
    }
    let proposal = audience::propose(&visit.app, &visit.actor, &name, &wanted)?;
    Ok(Reply::html(SurePage { v: &visit, name: &name, proposal: &proposal, wanted: &wanted }.render()?))
}

/// Every page, drawn from samples.
pub(super) fn samples() -> Vec<Sample> {
    vec![
        Sample { name: "markings.html", render: |v| Ok(ListPage { v, due: &[super::compartments::sample_marked()] }.render()?) },
        Sample { name: "markings.html, empty", render: |v| Ok(ListPage { v, due: &[] }.render()?) },
        Sample { name: "marking.html", render: |v| sample_page(v, true) },
        Sample { name: "marking.html, of a reader", render: |v| sample_page(v, false) },
        Sample {
            name: "marking-sure.html",
            render: |v| sample_sure(v, members(&["Ilse Maren", "Tara Venn"]), members(&["Tara Venn", "Anna Vale"])),
        },
        Sample { name: "marking-sure.html, raised", render: |v| sample_sure(v, Audience::Everybody, members(&["Anna Vale"])) },
        Sample { name: "marking-sure.html, lowered", render: |v| sample_sure(v, members(&["Anna Vale"]), Audience::Everybody) },
    ]
}

fn members(names: &[&str]) -> Audience {
    Audience::Members { compartment: "Talks at Orrin Bridge".into(), names: names.iter().map(|name| (*name).to_owned()).collect() }
}

fn sample_sure(v: &Visit, now: Audience, then: Audience) -> Result<String> {
    let marked = super::compartments::sample_marked();
    let wanted = Wanted { level: Level::Confidential, caveats: Caveat::ALL.to_vec(), ..Wanted::default() };
    let second = now == Audience::Everybody;
    let proposal = Proposal { thing: marked.thing, before: marked.marking, now, then, second };
    Ok(SurePage { v, name: &marked.name, proposal: &proposal, wanted: &wanted }.render()?)
}

fn sample_page(v: &Visit, may_mark: bool) -> Result<String> {
    let marked = super::compartments::sample_marked();
    let reading = Reading { person: "9".into(), name: None, read_at: "2026-11-23T10:00:00.000Z".into(), via: "web".into() };
    let named = Reading { name: Some("Tara Venn".into()), ..reading.clone() };
    let compartment = Some(super::compartments::sample()).filter(|_| may_mark);
    let shown = Shown {
        name: marked.name,
        thing: Thing { part_of: Some("document:demo:0".into()), ..marked.thing },
        whole: Some(("document:demo:0".into(), marked.marking.clone())),
        marking: if may_mark { marked.marking } else { Marking::default() },
        audience: if may_mark { members(&["Ilse Maren"]) } else { Audience::Everybody },
        readings: may_mark.then(|| vec![named, reading]),
    };
    let page = MarkingPage {
        v,
        shown: &shown,
        compartments: compartment.iter().cloned().collect(),
        compartment,
        levels: Level::ALL,
        caveats: Caveat::ALL,
        may_mark,
        review_on: "2027-11-24".into(),
    };
    Ok(page.render()?)
}
