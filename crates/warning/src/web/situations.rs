//! Situations: the list, one situation, and its forms.

use super::shared::{self, chance, decimal};
use crate::situation::{
    self, CONFIDENCES, Chance, ChanceScore, DIRECTIONS, FACTORS, Factor, NewChance, NewNote, OfficerRecord, Scenario, Situation,
    SituationNote, THRESHOLDS, Whole,
};
use askama::Template;
use axum::extract::Path;
use methods::forecast::month::Month;
use platform::actor::Needs;
use platform::clearance::marking::{Band, Level};
use platform::clearance::{self, Compartment};
use platform::web::{Asked, Outcome, Posted, Reply, Route, ShowPage, Visit};
use platform::{Error, Result, Sample, say};
use serde::Deserialize;
use std::collections::BTreeMap;

/// Lines for scenarios in the form.
const SCENARIO_LINES: usize = 5;

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::page("/warning/situations", Needs::Reading, list_page),
        Route::form("/warning/situations", Needs::Following, open),
        Route::page("/warning/situations/{id}", Needs::Reading, page),
        Route::form("/warning/situations/{id}/notes", Needs::Following, note),
        Route::form("/warning/situations/{id}/factors", Needs::Following, factor),
        Route::form("/warning/situations/{id}/factors/{factor}/withdraw", Needs::Following, withdraw_factor),
        Route::form("/warning/situations/{id}/scenarios", Needs::Following, scenarios),
    ]
}

#[derive(Template)]
#[template(path = "warning-situations.html")]
struct ListPage<'a> {
    v: &'a Visit,
    situations: &'a [Situation],
    record: &'a [OfficerRecord],
    today: String,
    names: BTreeMap<String, String>,
    /// The compartments that one sees into: for whom a situation may be.
    compartments: Vec<Compartment>,
}

impl ListPage<'_> {
    fn may_follow(&self) -> bool {
        self.v.may(Needs::Following)
    }

    fn arrow(&self, direction: &str) -> &'static str {
        arrow(direction)
    }

    fn name(&self, id: &str) -> String {
        shared::name_of(&self.names, id)
    }

    fn three(&self, n: &f64) -> String {
        decimal(*n, 3)
    }
}

#[derive(Template)]
#[template(path = "warning-situation.html")]
struct SituationPage<'a> {
    v: &'a Visit,
    whole: &'a Whole,
    name: String,
    directions: [&'static str; 3],
    confidences: [&'static str; 3],
    kinds: [&'static str; 4],
    thresholds: [i64; 4],
    this_month: String,
    /// Scenarios as they stand, then empty lines.
    lines: Vec<Scenario>,
    band: Band,
}

impl SituationPage<'_> {
    fn may_follow(&self) -> bool {
        self.v.may(Needs::Following)
    }

    fn arrow(&self, direction: &str) -> &'static str {
        arrow(direction)
    }

    fn chance(&self, c: &f64) -> String {
        chance(self.v, *c)
    }

    fn three(&self, n: &f64) -> String {
        decimal(*n, 3)
    }

    fn deaths(&self, d: &f64) -> String {
        shared::deaths(self.v, *d)
    }

    /// A chance in hundredths for a field of a form; empty where there is none.
    fn hundredths(&self, s: &Scenario) -> String {
        if s.title.is_empty() { String::new() } else { format!("{:.0}", s.chance * 100.0) }
    }
}

/// The sign beside the word for how a situation moved.
fn arrow(direction: &str) -> &'static str {
    match direction {
        "deteriorated" => "↓",
        "improved" => "↑",
        _ => "→",
    }
}

fn today() -> String {
    platform::clock::today().to_string()
}

fn list_page(visit: Visit, _: Asked<serde_json::Value>) -> Outcome {
    let (situations, record) = (situation::all(&visit.app, &visit.actor)?, situation::record(&visit.app, &visit.actor)?);
    let compartments = if visit.may(Needs::Following) { clearance::list(&visit.app, &visit.actor)? } else { Vec::new() };
    let page =
        ListPage { v: &visit, situations: &situations, record: &record, today: today(), names: shared::names(&visit)?, compartments };
    visit.show(&page, &situations)
}

#[derive(Deserialize)]
struct Opening {
    title: String,
    country: String,
    #[serde(default)]
    compartment: String,
}

fn open(visit: Visit, Posted(form): Posted<Opening>) -> Outcome {
    let id = situation::open(&visit.app, &visit.actor, &form.title, &form.country, Some(&form.compartment))?;
    Ok(Reply::see(&format!("/warning/situations/{id}")))
}

fn page(visit: Visit, Path(id): Path<String>) -> Outcome {
    let whole = situation::read(&visit.app, &visit.actor, &id)?;
    let name = shared::name_of(&shared::names(&visit)?, &whole.situation.country);
    let band = situation::band(&visit.app, &visit.actor, &id)?;
    visit.show(&SituationPage { band, ..draw(&visit, &whole, name) }, &whole)
}

fn draw<'a>(v: &'a Visit, whole: &'a Whole, name: String) -> SituationPage<'a> {
    let mut lines = whole.scenarios.clone();
    while lines.len() < SCENARIO_LINES.max(whole.scenarios.len() + 1) {
        lines.push(Scenario { title: String::new(), chance: 0.0 });
    }
    let this_month = platform::clock::today().to_string()[..7].to_owned();
    SituationPage {
        v,
        whole,
        name,
        directions: DIRECTIONS,
        confidences: CONFIDENCES,
        kinds: FACTORS,
        thresholds: THRESHOLDS,
        this_month,
        lines,
        band: Band::none(),
    }
}

#[derive(Deserialize)]
#[serde(default)]
struct NoteForm {
    month: String,
    direction: String,
    risk_alert: String,
    resolution_opportunity: String,
    confidence: String,
    rationale: String,
    chance_month: String,
    chance_1: String,
    chance_25: String,
    chance_100: String,
    chance_1000: String,
    next_review_on: String,
}

impl Default for NoteForm {
    fn default() -> NoteForm {
        let empty = String::new;
        NoteForm {
            month: empty(),
            direction: empty(),
            risk_alert: empty(),
            resolution_opportunity: empty(),
            confidence: empty(),
            rationale: empty(),
            chance_month: empty(),
            chance_1: empty(),
            chance_25: empty(),
            chance_100: empty(),
            chance_1000: empty(),
            next_review_on: empty(),
        }
    }
}

fn month(field: &str, text: &str) -> Result<Month> {
    text.trim().parse().map_err(|_| Error::invalid(field, say!("warning-error-month", text = text)))
}

/// A chance as people write it: 35, 35 % or 0,35 would be guesses, so it is hundredths alone.
fn hundredths(field: &str, text: &str) -> Result<f64> {
    let number = text.trim().trim_end_matches('%').trim().replace(',', ".").parse::<f64>();
    let number = number.ok().filter(|n| (0.0..=100.0).contains(n));
    number.map(|n| n / 100.0).ok_or_else(|| Error::invalid(field, say!("warning-error-hundredths", text = text)))
}

fn note(visit: Visit, asked: (Path<String>, Posted<NoteForm>)) -> Outcome {
    let (Path(id), Posted(form)) = asked;
    let mut chances = Vec::new();
    for (deaths_at_least, text) in THRESHOLDS.into_iter().zip([&form.chance_1, &form.chance_25, &form.chance_100, &form.chance_1000]) {
        if !text.trim().is_empty() {
            let field = format!("chance_{deaths_at_least}");
            chances.push(NewChance {
                month: month("chance_month", &form.chance_month)?,
                deaths_at_least,
                chance: hundredths(&field, text)?,
            });
        }
    }
    let new = NewNote {
        month: month("month", &form.month)?,
        direction: form.direction,
        risk_alert: !form.risk_alert.is_empty(),
        resolution_opportunity: !form.resolution_opportunity.is_empty(),
        confidence: form.confidence,
        rationale: form.rationale,
        chances,
        next_review_on: Some(form.next_review_on.trim().to_owned()).filter(|d| !d.is_empty()),
    };
    situation::note(&visit.app, &visit.actor, &id, &new)?;
    Ok(Reply::see(&format!("/warning/situations/{id}")))
}

#[derive(Deserialize)]
struct FactorForm {
    kind: String,
    name: String,
    #[serde(default)]
    detail: String,
}

fn factor(visit: Visit, asked: (Path<String>, Posted<FactorForm>)) -> Outcome {
    let (Path(id), Posted(form)) = asked;
    situation::add_factor(&visit.app, &visit.actor, &id, &form.kind, &form.name, &form.detail)?;
    Ok(Reply::see(&format!("/warning/situations/{id}")))
}

fn withdraw_factor(visit: Visit, asked: (Path<(String, String)>, Posted<serde_json::Value>)) -> Outcome {
    let (Path((id, factor)), _) = asked;
    situation::withdraw_factor(&visit.app, &visit.actor, &id, &factor)?;
    Ok(Reply::see(&format!("/warning/situations/{id}")))
}

#[derive(Deserialize)]
struct ScenariosForm {
    #[serde(default)]
    title: Vec<String>,
    #[serde(default)]
    chance: Vec<String>,
}

fn scenarios(visit: Visit, asked: (Path<String>, Posted<ScenariosForm>)) -> Outcome {
    let (Path(id), Posted(form)) = asked;
    let mut all = Vec::new();
    for (title, chance) in form.title.iter().zip(&form.chance).filter(|(title, _)| !title.trim().is_empty()) {
        all.push(Scenario { title: title.trim().to_owned(), chance: hundredths("chance", chance)? });
    }
    situation::set_scenarios(&visit.app, &visit.actor, &id, &all)?;
    Ok(Reply::see(&format!("/warning/situations/{id}")))
}

pub(super) fn samples() -> Vec<Sample> {
    fn sample() -> Situation {
        Situation {
            id: "s1".into(),
            title: "The ridge and its towns".into(),
            country: "XQA".into(),
            marking: Level::Confidential,
            created_by: "1".into(),
            created_at: "2026-11-23T10:00:00.000Z".into(),
            direction: Some("deteriorated".into()),
            month: Some("2026-10".into()),
            risk_alert: true,
            resolution_opportunity: false,
            next_review_on: Some("2026-11-20".into()),
        }
    }
    fn whole() -> Whole {
        let score = ChanceScore { deaths: 31.0, officer: 0.16, model_chance: Some(0.46), model: Some(0.29) };
        let chance = Chance { month: "2026-11".into(), deaths_at_least: 25, chance: 0.6, score: Some(score) };
        let note = SituationNote {
            id: "n1".into(),
            month: "2026-10".into(),
            direction: "deteriorated".into(),
            risk_alert: true,
            resolution_opportunity: true,
            confidence: "moderate".into(),
            rationale: "Talks stalled.".into(),
            chances: vec![chance.clone(), Chance { deaths_at_least: 100, score: None, ..chance }],
            author_name: "Ilse Maren".into(),
            recorded_at: "2026-10-31T10:00:00.000Z".into(),
            next_review_on: Some("2026-12-01".into()),
        };
        let factor = Factor { id: "f1".into(), kind: "party".into(), name: "Front".into(), detail: "Wants the pass reopened.".into() };
        Whole {
            situation: sample(),
            notes: vec![note],
            factors: vec![factor],
            scenarios: vec![
                Scenario { title: "The truce holds".into(), chance: 0.7 },
                Scenario { title: "Anything else".into(), chance: 0.3 },
            ],
        }
    }
    vec![
        Sample {
            name: "warning-situations.html",
            render: |v| {
                Ok(ListPage {
                    v,
                    situations: &[sample()],
                    record: &[OfficerRecord { deaths_at_least: 25, n: 8, officer: 0.11, model: 0.13 }],
                    today: "2026-11-24".into(),
                    names: BTreeMap::from([("XQA".to_owned(), "Karsava".to_owned())]),
                    compartments: Vec::new(),
                }
                .render()?)
            },
        },
        Sample {
            name: "warning-situations.html, empty",
            render: |v| {
                Ok(ListPage { v, situations: &[], record: &[], today: today(), names: BTreeMap::new(), compartments: Vec::new() }
                    .render()?)
            },
        },
        Sample { name: "warning-situation.html", render: |v| Ok(draw(v, &whole(), "Karsava".into()).render()?) },
    ]
}
