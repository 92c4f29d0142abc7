//! How good the forecasts have been, beside every baseline.

use super::plots;
use super::shared::{self, chance, decimal};
use crate::backtest::ChanceScore;
use crate::first::FirstMonthsScore;
use crate::ledger::{self, Calibration, GroupScore, Ledger, Means, Part, RegionScore, Surprise};
use crate::opinion::{OpinionScore, OpinionScores};
use crate::store::score::Kept;
use askama::Template;
use methods::countries;
use platform::actor::Needs;
use platform::chart::{self, LineChart, Series, Unit};
use platform::jobs;
use platform::web::{Asked, Outcome, Posted, Reply, Route, ShowPage, Visit, Wanted};
use platform::{Error, Result, Sample, say};
use serde::Deserialize;
use std::collections::BTreeMap;

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::page("/warning/scores", Needs::Reading, page),
        Route::form("/warning/scores", Needs::Curating, keep_score).on("/warning/scores"),
    ]
}

/// Order of the rows: the method first.
const MODELS: [&str; 5] = ["method", "conflictology", "last_month", "pool_240", "zero"];

#[derive(Template)]
#[template(path = "warning-scores.html")]
struct ScoresPage<'a> {
    v: &'a Visit,
    ledger: Option<&'a Ledger>,
    names: BTreeMap<String, String>,
    leaderboard: String,
    by_step: String,
    widths: String,
    calibration: String,
    sharpness: String,
}

impl ScoresPage<'_> {
    fn chance(&self, c: &f64) -> String {
        chance(self.v, *c)
    }

    /// A share that is exact, so that 0 and 100 % are themselves.
    fn share(&self, share: &f64) -> String {
        chart::percent(self.v.language, *share)
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

    /// Whether the address asks for this part.
    fn is_year(&self, year: &i64) -> bool {
        self.ledger.is_some_and(|l| l.part.year == Some(*year))
    }

    fn is_step(&self, step: &i64) -> bool {
        self.ledger.is_some_and(|l| l.part.step == Some(*step))
    }

    fn is_region(&self, region: &str) -> bool {
        self.ledger.is_some_and(|l| l.part.region.as_deref() == Some(region))
    }

    fn region(&self, code: &str) -> String {
        countries::region(code).map_or_else(|| self.v.t("warning-unknown"), |r| r.name(self.v.language).to_owned())
    }
}

/// The part of the scores that the form asks for; an empty choice is none.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Asking {
    year: String,
    step: String,
    region: String,
}

impl Asking {
    fn part(self) -> Result<Part> {
        let number = |field: &str, text: &str| match text.trim() {
            "" => Ok(None),
            text => text.parse().map(Some).map_err(|_| Error::invalid(field, say!("warning-error-whole-number", text = text))),
        };
        Ok(Part {
            year: number("year", &self.year)?,
            step: number("step", &self.step)?,
            region: Some(self.region).filter(|r| !r.is_empty()),
        })
    }
}

fn page(visit: Visit, Asked(asked): Asked<Asking>) -> Outcome {
    let found = ledger::read_part(&visit.app, &visit.actor, &asked.part()?)?;
    if visit.wanted == Wanted::Data("csv".into()) {
        return table(found.as_ref());
    }
    visit.show(&draw(&visit, found.as_ref(), shared::names(&visit)?), &found)
}

fn table(ledger: Option<&Ledger>) -> Outcome {
    let head = ["by", "group", "model", "crps", "ign", "mis", "brier", "log_score", "width_90", "held_90_share", "n"];
    let row = |by: &str, group: String, model: &str, m: &Means| {
        let numbers = [m.crps, m.ign, m.mis, m.brier, m.log_score, m.width_90, m.held_90_share].map(|x| x.to_string());
        [by.to_owned(), group, model.to_owned()].into_iter().chain(numbers).chain([m.n.to_string()]).collect::<Vec<_>>()
    };
    let mut rows = Vec::new();
    if let Some(l) = ledger {
        rows.extend(l.by_year.iter().map(|s| row("year", s.group.to_string(), &s.model, &s.means)));
        rows.extend(l.by_step.iter().map(|s| row("months_ahead", s.group.to_string(), &s.model, &s.means)));
        rows.extend(l.by_region.iter().map(|s| row("region", s.region.clone(), &s.model, &s.means)));
    }
    Reply::csv("scores.csv", &head, rows)
}

fn keep_score(visit: Visit, _: Posted<serde_json::Value>) -> Outcome {
    let id = jobs::queue(&visit.app, &visit.actor, ledger::JOB.name, &serde_json::json!({"windows": []}))?;
    Ok(Reply::see(&format!("/jobs/{id}")))
}

fn draw<'a>(v: &'a Visit, ledger: Option<&'a Ledger>, names: BTreeMap<String, String>) -> ScoresPage<'a> {
    let drawn = |draw: &dyn Fn(&Ledger) -> String| ledger.map_or_else(String::new, draw);
    ScoresPage {
        v,
        ledger,
        names,
        leaderboard: drawn(&|l| plots::leaderboard(v, &l.by_year)),
        by_step: drawn(&|l| by_step(v, l, "warning-scores-by-step", |m| m.crps)),
        widths: drawn(&|l| by_step(v, l, "warning-widths", |m| m.width_90)),
        calibration: drawn(&|l| plots::calibration(v, &l.calibration)),
        sharpness: drawn(&|l| plots::sharpness(v, &l.calibration)),
    }
}

/// A measure by months ahead, one line a model.
fn by_step(v: &Visit, ledger: &Ledger, title: &str, measure: fn(&Means) -> f64) -> String {
    let mut steps: Vec<i64> = ledger.by_step.iter().map(|s| s.group).collect();
    steps.dedup();
    let of = |model: &str, step: i64| ledger.by_step.iter().find(|s| s.model == model && s.group == step).map(|s| measure(&s.means));
    let series = MODELS.map(|model| Series {
        name: v.tk("warning-model-", model),
        values: steps.iter().map(|step| of(model, *step)).collect(),
        bands: Vec::new(),
    });
    let places = steps.iter().map(ToString::to_string).collect();
    chart::line_chart(v, &LineChart { title: v.t(title), places, series: series.into(), unit: Unit::Count })
}

pub(super) fn samples() -> Vec<Sample> {
    fn ledger() -> Ledger {
        let means = Means { crps: 12.5, ign: 0.57, mis: 140.2, brier: 0.03, log_score: 0.12, width_90: 40.0, held_90_share: 0.91, n: 2292 };
        let score = |model: &str, group| GroupScore { model: model.into(), group, means: means.clone() };
        let surprise = Surprise { country: "XQA".into(), month: "2025-03".into(), step: 5, deaths: 140.0, chance_25: 0.08 };
        Ledger {
            backtest: Kept {
                id: "1".into(),
                windows: vec![2024, 2025],
                made_at: "2026-11-23T10:00:00.000Z".into(),
                method: "pool-2".into(),
                release: "r1".into(),
                first_months: vec![FirstMonthsScore {
                    within_months: 12,
                    model: "months_since".into(),
                    average_precision: Some(0.131),
                    brier: 0.0176,
                    calibration_error: 0.0028,
                    n: 40_657,
                    came: 791,
                    from: "1999-12".into(),
                    until: "2020-12".into(),
                }],
            },
            part: Part::default(),
            regions: vec!["002".into(), String::new()],
            steps: vec![3, 4],
            by_year: vec![score("method", 2025), score("conflictology", 2025)],
            by_step: vec![score("method", 3), score("method", 4)],
            by_region: vec![RegionScore { model: "method".into(), region: "002".into(), means: means.clone() }],
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
                Calibration { model: "method".into(), chance_mean: 0.03, happened_share: 0.02, n: 2000 },
                Calibration { model: "method".into(), chance_mean: 0.95, happened_share: 0.94, n: 200 },
            ],
            false_alarms: vec![surprise.clone()],
            misses: vec![surprise],
            second_opinion: Some(OpinionScores {
                scores: vec![
                    OpinionScore { n: 900, ..OpinionScore::default() },
                    OpinionScore { step: Some(1), n: 190, ..OpinionScore::default() },
                ],
                without_own: 190,
                cut_offs_without_own: vec!["2026-01".into()],
            }),
        }
    }
    vec![
        Sample { name: "warning-scores.html", render: |v| Ok(draw(v, Some(&ledger()), BTreeMap::new()).render()?) },
        Sample { name: "warning-scores.html, empty", render: |v| Ok(draw(v, None, BTreeMap::new()).render()?) },
    ]
}
