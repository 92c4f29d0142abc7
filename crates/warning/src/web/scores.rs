//! How good the forecasts have been, beside every baseline.

use super::shared::{self, chance, decimal};
use crate::backtest::ChanceScore;
use crate::ledger::{self, Calibration, GroupScore, Ledger, RegionScore, Surprise};
use crate::store::score::Kept;
use askama::Template;
use methods::countries;
use platform::Sample;
use platform::actor::Needs;
use platform::chart::{self, LineChart, Series, Unit};
use platform::jobs;
use platform::web::{Asked, Outcome, Posted, Reply, Route, ShowPage, Visit, Wanted};
use std::collections::BTreeMap;

pub(super) fn routes() -> Vec<Route> {
    vec![Route::page("/warning/scores", Needs::Reading, page), Route::form("/warning/scores", Needs::Curating, keep_score)]
}

/// Order of the rows: the method first.
const MODELS: [&str; 5] = ["method", "conflictology", "last_month", "pool_240", "zero"];

#[derive(Template)]
#[template(path = "warning-scores.html")]
struct ScoresPage<'a> {
    v: &'a Visit,
    ledger: Option<&'a Ledger>,
    names: BTreeMap<String, String>,
    by_step: String,
    calibration: String,
}

impl ScoresPage<'_> {
    fn chance(&self, c: &f64) -> String {
        chance(self.v, *c)
    }

    fn three(&self, n: &f64) -> String {
        decimal(*n, 3)
    }

    fn one(&self, n: &f64) -> String {
        decimal(*n, 1)
    }

    fn four(&self, n: &f64) -> String {
        decimal(*n, 4)
    }

    fn deaths(&self, d: &f64) -> String {
        shared::deaths(self.v, *d)
    }

    fn name(&self, id: &str) -> String {
        shared::name_of(&self.names, id)
    }

    fn region(&self, code: &str) -> String {
        countries::region(code).map_or_else(|| self.v.t("warning-unknown"), |r| r.name(self.v.language).to_owned())
    }
}

fn page(visit: Visit, _: Asked<serde_json::Value>) -> Outcome {
    let found = ledger::read(&visit.app, &visit.actor)?;
    if visit.wanted == Wanted::Data("csv".into()) {
        let rows = found
            .iter()
            .flat_map(|l| &l.by_year)
            .map(|s| vec![s.group.to_string(), s.model.clone(), s.crps.to_string(), s.ign.to_string(), s.mis.to_string(), s.n.to_string()]);
        return shared::csv("scores.csv", &["window", "model", "crps", "ign", "mis", "n"], rows);
    }
    visit.show(&draw(&visit, found.as_ref(), shared::names(&visit)?), &found)
}

fn keep_score(visit: Visit, _: Posted<serde_json::Value>) -> Outcome {
    let id = jobs::queue(&visit.app, &visit.actor, ledger::JOB.name, &serde_json::json!({"windows": []}))?;
    Ok(Reply::see(&format!("/jobs/{id}")))
}

fn draw<'a>(v: &'a Visit, ledger: Option<&'a Ledger>, names: BTreeMap<String, String>) -> ScoresPage<'a> {
    let by_step = ledger.map_or_else(String::new, |l| by_step(v, l));
    let calibration = ledger.map_or_else(String::new, |l| calibration(v, l));
    ScoresPage { v, ledger, names, by_step, calibration }
}

/// Ignorance by months ahead, one line a model.
fn by_step(v: &Visit, ledger: &Ledger) -> String {
    let mut steps: Vec<i64> = ledger.by_step.iter().map(|s| s.group).collect();
    steps.dedup();
    let of = |model: &str, step: i64| ledger.by_step.iter().find(|s| s.model == model && s.group == step).map(|s| s.crps);
    let series = MODELS.map(|model| Series {
        name: v.tk("warning-model-", model),
        values: steps.iter().map(|step| of(model, *step)).collect(),
        bands: Vec::new(),
    });
    let title = v.t("warning-scores-by-step");
    chart::line_chart(
        v,
        &LineChart { title, places: steps.iter().map(ToString::to_string).collect(), series: series.into(), unit: Unit::Count },
    )
}

/// What was said against what happened; a good forecaster's two lines lie on one another.
fn calibration(v: &Visit, ledger: &Ledger) -> String {
    let group = |at: usize| ledger.calibration.iter().find(|c| ((c.chance_mean * 10.0) as usize).min(9) == at);
    let places = (0..10).map(|at| format!("{}–{}", at * 10, at * 10 + 10)).collect();
    let said = Series {
        name: v.t("warning-calibration-said"),
        values: (0..10).map(|at| group(at).map(|c| c.chance_mean)).collect(),
        bands: Vec::new(),
    };
    let came = Series {
        name: v.t("warning-calibration-came"),
        values: (0..10).map(|at| group(at).map(|c| c.happened_share)).collect(),
        bands: Vec::new(),
    };
    chart::line_chart(v, &LineChart { title: v.t("warning-calibration"), places, series: vec![said, came], unit: Unit::Share })
}

pub(super) fn samples() -> Vec<Sample> {
    fn ledger() -> Ledger {
        let score = |model: &str, group| GroupScore { model: model.into(), group, crps: 12.5, ign: 0.57, mis: 140.2, n: 2292 };
        let surprise = Surprise { country: "XQA".into(), month: "2025-03".into(), step: 5, deaths: 140.0, chance_25: 0.08 };
        Ledger {
            backtest: Kept {
                id: "1".into(),
                windows: vec![2024, 2025],
                made_at: "2026-11-23T10:00:00.000Z".into(),
                method: "pool-1".into(),
                release: "r1".into(),
            },
            by_year: vec![score("method", 2025), score("zero", 2025)],
            by_step: vec![score("method", 3), score("method", 4)],
            by_region: vec![RegionScore { model: "method".into(), region: "002".into(), crps: 3.0, ign: 0.5, n: 600 }],
            chances: vec![ChanceScore {
                model: "method".into(),
                threshold: 25,
                brier: 0.03,
                log_score: 0.1,
                calibration_error: 0.008,
                average_precision: Some(0.86),
                n: 2292,
            }],
            calibration: vec![
                Calibration { chance_mean: 0.03, happened_share: 0.02, n: 2000 },
                Calibration { chance_mean: 0.95, happened_share: 0.94, n: 200 },
            ],
            false_alarms: vec![surprise.clone()],
            misses: vec![surprise],
        }
    }
    vec![
        Sample { name: "warning-scores.html", render: |v| Ok(draw(v, Some(&ledger()), BTreeMap::new()).render()?) },
        Sample { name: "warning-scores.html, empty", render: |v| Ok(draw(v, None, BTreeMap::new()).render()?) },
    ]
}
