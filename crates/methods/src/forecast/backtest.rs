//! Forecasting the past as the challenge does: a calendar year, from the data that ended
//! with October of the year before.

use super::baselines::{self, Baseline, challenge_cut_off};
use super::model::Model;
use super::month::Month;
use super::panel::Panel;
use super::scores;
use serde::Serialize;

/// The name of the method's row beside the baselines.
pub const METHOD_ROW: &str = "method";

/// What happened in a country and month.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Actual {
    /// The country.
    pub country: i64,
    /// The month.
    pub month: Month,
    /// Deaths.
    pub deaths: f64,
}

/// How one forecast of one country and month did.
#[derive(Debug, Clone, PartialEq)]
pub struct UnitScore {
    /// Who forecast: the method or a baseline.
    pub model: &'static str,
    /// The country.
    pub country: i64,
    /// The month.
    pub month: Month,
    /// Months ahead.
    pub step: i64,
    /// What happened.
    pub deaths: f64,
    /// Continuous ranked probability score, in deaths.
    pub crps: f64,
    /// Ignorance, in bits.
    pub ign: f64,
    /// Interval score of the 90 % interval, in deaths.
    pub mis: f64,
    /// Chance given to at least 25 deaths, 0..1.
    pub chance_25: f64,
    /// Width of the 90 % interval, in deaths: the part of `mis` that is not a penalty.
    pub width_90: f64,
}

/// Means over a window.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct WindowScore {
    /// The year.
    pub window: i64,
    /// Who forecast.
    pub model: &'static str,
    /// Mean CRPS, in deaths.
    pub crps: f64,
    /// Mean ignorance, in bits.
    pub ign: f64,
    /// Mean interval score, in deaths.
    pub mis: f64,
    /// Country-months scored.
    pub n: usize,
}

/// Scores of the method and of the four baselines, by country and month, for the year
/// `window`. `history` may hold later data: nothing after the cut-off is touched. Countries
/// without history until then are left out of all models alike.
pub fn window_units(history: &Panel, actuals: &[Actual], window: i64, seed: u64) -> Vec<UnitScore> {
    let cut_off = challenge_cut_off(window);
    let known = history.known_until(cut_off);
    let model = Model::train(&known, seed);
    let pool = baselines::pool_240(&known);
    let mut out = Vec::new();
    let in_window: Vec<&Actual> = actuals.iter().filter(|a| a.month.year() == window).collect();
    for (place, country) in known.countries().iter().enumerate() {
        let mut of_country: Vec<&Actual> = in_window.iter().copied().filter(|a| a.country == *country).collect();
        of_country.sort_by_key(|a| a.month);
        let steps = of_country.iter().map(|a| (a.month.0 - cut_off.0) as usize);
        let forecasts = model.forecast(place, steps);
        if forecasts.is_empty() {
            continue;
        }
        let fixed = Baseline::ALL.map(|b| match b {
            Baseline::Pool240 => (b, Prepared::new(pool.clone())),
            _ => (b, Prepared::new(baselines::draws(&known, place, b))),
        });
        for (actual, forecast) in of_country.into_iter().zip(forecasts) {
            let mut score = |model: &'static str, draws: &Prepared| out.push(draws.score(model, actual, cut_off));
            score(METHOD_ROW, &Prepared::new(forecast.draws));
            fixed.iter().for_each(|(baseline, draws)| score(baseline.word(), draws));
        }
    }
    out
}

/// Draws made ready for scoring many outcomes.
struct Prepared {
    sorted: Vec<f64>,
    /// As many draws as the challenge counts.
    counted: Vec<f64>,
}

impl Prepared {
    fn new(draws: Vec<f64>) -> Prepared {
        let counted = if draws.len() == scores::DRAWS { draws.clone() } else { scores::to_challenge_size(&draws) };
        let mut sorted = draws;
        sorted.sort_by(f64::total_cmp);
        Prepared { sorted, counted }
    }

    fn score(&self, model: &'static str, actual: &Actual, cut_off: Month) -> UnitScore {
        UnitScore {
            model,
            country: actual.country,
            month: actual.month,
            step: actual.month.0 - cut_off.0,
            deaths: actual.deaths,
            crps: scores::crps_sorted(&self.sorted, actual.deaths),
            ign: scores::ignorance(&self.counted, actual.deaths),
            mis: scores::interval_score_sorted(&self.sorted, actual.deaths),
            chance_25: super::draws::chance_of(&self.sorted, 25.0),
            width_90: scores::quantile_sorted(&self.sorted, 0.95) - scores::quantile_sorted(&self.sorted, 0.05),
        }
    }
}

/// Means by model, the method first.
pub fn summarise(window: i64, units: &[UnitScore]) -> Vec<WindowScore> {
    let models = [METHOD_ROW].into_iter().chain(Baseline::ALL.map(Baseline::word));
    let mean = |model: &'static str| {
        let of_model: Vec<&UnitScore> = units.iter().filter(|u| u.model == model).collect();
        let n = of_model.len();
        let mean = |value: fn(&UnitScore) -> f64| of_model.iter().map(|u| value(u)).sum::<f64>() / n as f64;
        WindowScore { window, model, crps: mean(|u| u.crps), ign: mean(|u| u.ign), mis: mean(|u| u.mis), n }
    };
    models.map(mean).collect()
}
