//! A second opinion: what VIEWS forecasts, beside our own forecast and scored like it, and
//! never mixed into it.

use crate::forecast;
use crate::store;
use methods::forecast::month::Month;
use methods::forecast::scores;
use platform::actor::Actor;
use platform::db::Connection;
use platform::{App, Result};
use serde::Serialize;
use std::collections::{BTreeMap, HashMap};

/// What a run says of a country and month, on its way in.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct NewOpinion {
    pub country: String,
    pub month: Month,
    pub deaths_mean: Option<f64>,
    pub chance_25: Option<f64>,
}

/// A run of somebody's forecast.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Run {
    /// Its name at the source, as `fatalities003_2026_08_t01`.
    pub name: String,
    /// Last month of data it rests on.
    pub cut_off: Month,
}

/// What a run says of a month.
#[derive(Debug, Clone, PartialEq, Serialize, utoipa::ToSchema)]
pub struct OpinionMonth {
    /// The month, `YYYY-MM`.
    pub month: String,
    /// Deaths it expects; none where it does not say.
    pub deaths_mean: Option<f64>,
    /// Its chance of at least 25 deaths, 0..1; none where it does not say.
    pub chance_25: Option<f64>,
}

/// What the newest run says of a country.
#[derive(Debug, Clone, PartialEq, Serialize, utoipa::ToSchema)]
pub struct Opinion {
    /// The run's name at the source.
    pub run: String,
    /// Last month of data it rests on, `YYYY-MM`.
    pub cut_off: String,
    /// The release that brought it.
    pub release: String,
    /// Month by month.
    pub months: Vec<OpinionMonth>,
}

/// How VIEWS and our own forecast did on the same country-months: same cut-off, same months.
#[derive(Debug, Clone, Default, PartialEq, Serialize, utoipa::ToSchema)]
pub struct OpinionScore {
    /// Months ahead; none for all together.
    pub step: Option<i64>,
    /// Mean Brier score of VIEWS' chance of at least 25 deaths, 0..1.
    pub views_brier: f64,
    /// Mean logarithmic score of that chance, in bits.
    pub views_log_score: f64,
    /// Mean distance of the deaths it expected to those that came.
    pub views_error: f64,
    /// Our own Brier score.
    pub own_brier: f64,
    /// Our own logarithmic score.
    pub own_log_score: f64,
    /// Our own mean distance.
    pub own_error: f64,
    /// Country-months that both forecast.
    pub n: i64,
}

/// The second opinion held to the same score as our own.
#[derive(Debug, Clone, Default, PartialEq, Serialize, utoipa::ToSchema)]
pub struct OpinionScores {
    /// All together first, then by months ahead.
    pub scores: Vec<OpinionScore>,
    /// Country-months that VIEWS forecast and that are known, but that no forecast of ours with
    /// the same cut-off speaks of.
    pub without_own: i64,
    /// Cut-offs of VIEWS' runs without a forecast of ours.
    pub cut_offs_without_own: Vec<String>,
}

/// A known month that VIEWS forecast, beside our own forecast with the same cut-off.
pub(crate) struct Pair {
    pub cut_off: Month,
    pub country: String,
    pub month: Month,
    pub views: (Option<f64>, Option<f64>),
    pub own: Option<(f64, f64)>,
}

/// What the newest run says of a country; none where nothing was imported.
pub fn of_country(app: &App, reader: &Actor, country: &str) -> Result<Option<Opinion>> {
    app.read(reader, |c| store::opinion::of_country(c, country))
}

/// VIEWS and our own forecast on the months that are known by now; none where no opinion was
/// imported.
pub(crate) fn score(c: &mut Connection) -> Result<Option<OpinionScores>> {
    if !store::opinion::has_any(c)? {
        return Ok(None);
    }
    let Some(release) = store::release::latest(c)? else { return Ok(Some(OpinionScores::default())) };
    let known = forecast::known_with(c, &release)?;
    let Some(last) = forecast::last_whole_month(&known.panel) else { return Ok(Some(OpinionScores::default())) };
    let mut deaths: HashMap<(&str, Month), f64> = HashMap::new();
    for (place, country) in known.panel.countries().iter().enumerate() {
        for (at, value) in known.panel.row(place).iter().enumerate() {
            if let Some(value) = value {
                deaths.insert((known.code(*country), known.panel.first().plus(at as i64)), *value);
            }
        }
    }
    let pairs = store::opinion::pairs(c, last)?;
    Ok(Some(sum_up(&pairs, &|country, month| deaths.get(&(country, month)).copied())))
}

fn sum_up(pairs: &[Pair], deaths: &dyn Fn(&str, Month) -> Option<f64>) -> OpinionScores {
    let mut out = OpinionScores::default();
    let mut sums: BTreeMap<Option<i64>, OpinionScore> = BTreeMap::new();
    for pair in pairs {
        let Some(came) = deaths(&pair.country, pair.month) else { continue };
        let (Some(mean), Some(chance)) = pair.views else { continue };
        let Some((own_mean, own_chance)) = pair.own else {
            out.without_own += 1;
            let cut_off = pair.cut_off.to_string();
            if !out.cut_offs_without_own.contains(&cut_off) {
                out.cut_offs_without_own.push(cut_off);
            }
            continue;
        };
        let happened = came >= 25.0;
        for step in [None, Some(pair.month.0 - pair.cut_off.0)] {
            let sum = sums.entry(step).or_insert_with(|| OpinionScore { step, ..OpinionScore::default() });
            sum.views_brier += scores::brier(chance, happened);
            sum.views_log_score += scores::log_score(chance, happened);
            sum.views_error += (mean - came).abs();
            sum.own_brier += scores::brier(own_chance, happened);
            sum.own_log_score += scores::log_score(own_chance, happened);
            sum.own_error += (own_mean - came).abs();
            sum.n += 1;
        }
    }
    let mean = |s: OpinionScore| {
        let n = s.n as f64;
        OpinionScore {
            views_brier: s.views_brier / n,
            views_log_score: s.views_log_score / n,
            views_error: s.views_error / n,
            own_brier: s.own_brier / n,
            own_log_score: s.own_log_score / n,
            own_error: s.own_error / n,
            ..s
        }
    };
    out.scores = sums.into_values().map(mean).collect();
    out
}
