//! One situation, and what stands around the list of all.

use super::shared::{self, chance, decimal};
use crate::scenario::Scenario;
use crate::situation::{self, Chance, ChanceScore, OfficerRecord, Situation, SituationNote, Whole};
use askama::Template;
use axum::extract::Path;
use platform::actor::Needs;
use platform::clearance::marking::{Band, Level};
use platform::kit::{Country, Form, Given};
use platform::web::{Outcome, Route, ShowPage, Visit};
use platform::{Result, Sample};

pub(super) fn routes() -> Vec<Route> {
    vec![Route::page("/warning/situations/{id}", Needs::Reading, page)]
}

#[derive(Template)]
#[template(path = "warning-situation.html")]
struct SituationPage<'a> {
    v: &'a Visit,
    whole: &'a Whole,
    name: String,
    band: Band,
}

impl SituationPage<'_> {
    fn chance(&self, c: &f64) -> String {
        chance(self.v, *c)
    }

    fn three(&self, n: &f64) -> String {
        decimal(*n, 3)
    }

    fn deaths(&self, d: &f64) -> String {
        shared::deaths(self.v, *d)
    }

    /// What leads to a form of this situation.
    fn step(&self, action: &dyn platform::kit::Acts) -> String {
        self.v.step(action, &self.whole.situation.id)
    }

    fn withdraw(&self, factor: &str) -> String {
        self.v.step_with(&situation::WITHDRAW_FACTOR, &self.whole.situation.id, &[("factor", factor)])
    }
}

fn page(visit: Visit, Path(id): Path<String>) -> Outcome {
    let whole = situation::read(&visit.app, &visit.actor, &id)?;
    let name = shared::name_of(&shared::names(&visit)?, whole.situation.country.as_str());
    let band = situation::band(&visit.app, &visit.actor, &id)?;
    visit.show(&SituationPage { v: &visit, whole: &whole, name, band }, &whole)
}

#[derive(Template)]
#[template(path = "warning-above-situations.html")]
struct Above<'a> {
    v: &'a Visit,
}

/// The menu, and what situations are.
pub(crate) fn above(v: &Visit) -> Result<String> {
    Ok(Above { v }.render()?)
}

#[derive(Template)]
#[template(path = "warning-officers.html")]
struct Officers<'a> {
    v: &'a Visit,
    record: &'a [OfficerRecord],
}

impl Officers<'_> {
    fn three(&self, n: &f64) -> String {
        decimal(*n, 3)
    }
}

/// How the officers' chances did beside the method's.
pub(crate) fn officers(v: &Visit) -> Result<String> {
    Ok(Officers { v, record: &situation::record(&v.app, &v.actor)? }.render()?)
}

pub(super) fn samples() -> Vec<Sample> {
    fn whole() -> Whole {
        let month = platform::kit::Month("2026-11".parse().expect("a month"));
        let score = ChanceScore { deaths: 31.0, officer: 0.16, model_chance: Some(0.46), model: Some(0.29) };
        let chance = Chance { month, deaths_at_least: 25, chance: 0.6, score: Some(score) };
        let said = [
            ("month", "2026-10"),
            ("direction", "deteriorated"),
            ("risk_alert", "yes"),
            ("resolution_opportunity", "yes"),
            ("confidence", "moderate"),
            ("rationale", "Talks stalled."),
            ("next_review_on", "2999-12-01"),
        ];
        let note = situation::Note::read(&Given::of(&said)).expect("a sample holds");
        let factor = [("kind", "party"), ("name", "Front"), ("detail", "Wants the pass reopened.")];
        Whole {
            situation: Situation {
                id: "s1".into(),
                title: "The ridge and its towns".into(),
                country: Country::trusted("XQA"),
                marking: Level::Confidential,
                created_by: "1".into(),
                created_at: "2026-11-23T10:00:00.000Z".into(),
                direction: Some(note.direction),
                month: Some(note.month),
                risk_alert: Some(note.risk_alert),
                resolution_opportunity: Some(note.resolution_opportunity),
                next_review_on: note.next_review_on,
            },
            notes: vec![SituationNote {
                id: "n1".into(),
                situation_id: "s1".into(),
                note,
                chances: vec![chance.clone(), Chance { deaths_at_least: 100, score: None, ..chance }],
                author_id: "o1".into(),
                author_name: "Ilse Maren".into(),
                recorded_at: "2026-10-31T10:00:00.000Z".into(),
            }],
            factors: vec![situation::SituationFactor {
                id: "f1".into(),
                situation_id: "s1".into(),
                factor: situation::Factor::read(&Given::of(&factor)).expect("a sample holds"),
                author_id: "o1".into(),
                recorded_at: "2026-10-31T10:00:00.000Z".into(),
            }],
            scenarios: vec![
                Scenario { title: "The truce holds".into(), chance: 0.7 },
                Scenario { title: "Anything else".into(), chance: 0.3 },
            ],
        }
    }
    vec![Sample {
        name: "warning-situation.html",
        render: |v| Ok(SituationPage { v, whole: &whole(), name: "Karsava".into(), band: Band::none() }.render()?),
    }]
}
