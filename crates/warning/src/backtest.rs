//! Keeping score: the method and the baselines on years that are over, and anybody's forecast.

use crate::files::Samples;
use crate::first::FirstMonthsScore;
use methods::forecast::backtest::{Actual, UnitScore, WindowScore, summarise, window_units};
use methods::forecast::draws::chance_of;
use methods::forecast::panel::Panel;
use methods::forecast::scores;
use platform::{Error, Result, say};
use serde::Serialize;
use std::collections::BTreeSet;

/// The seed of every forecast: it decides only among equally similar moments of the past.
pub const SEED: u64 = 1;

/// Scores by window and model, and how the chance of at least 25 deaths did over all of them.
#[derive(Debug, Clone, Serialize)]
pub struct Backtest {
    /// One row a window and model.
    pub scores: Vec<WindowScore>,
    /// One row a model.
    pub chances: Vec<ChanceScore>,
    /// How the chances of first months did; empty until they are scored.
    pub first_months: Vec<FirstMonthsScore>,
    /// Every country and month, for tables and plots.
    #[serde(skip)]
    pub units: Vec<UnitScore>,
}

/// How a model's chances of at least 25 deaths in a month did.
#[derive(Debug, Clone, PartialEq, Serialize, utoipa::ToSchema)]
pub struct ChanceScore {
    /// The model.
    pub model: String,
    /// Deaths in a month that the chance is about.
    pub threshold: i64,
    /// Mean squared distance to what happened, 0..1.
    pub brier: f64,
    /// Mean logarithmic score, in bits.
    pub log_score: f64,
    /// Expected calibration error, 0..1.
    pub calibration_error: f64,
    /// Area under the precision–recall curve, 0..1; none where it never happened.
    pub average_precision: Option<f64>,
    /// Country-months.
    pub n: usize,
}

/// Backtests the years `windows`; the years that the actuals hold where none are named.
pub fn run(history: &Panel, actuals: &[Actual], windows: &[i64], watch: &dyn Fn(usize, usize, &str) -> Result<()>) -> Result<Backtest> {
    let there: BTreeSet<i64> = actuals.iter().map(|a| a.month.year()).collect();
    let windows: Vec<i64> = if windows.is_empty() { there.iter().copied().collect() } else { windows.to_vec() };
    let mut units = Vec::new();
    let mut rows = Vec::new();
    for (at, window) in windows.iter().enumerate() {
        watch(at, windows.len(), &window.to_string())?;
        if !there.contains(window) {
            return Err(Error::invalid("windows", say!("warning-error-actuals-year", year = window.to_string(), years = list(&there))));
        }
        let of_window = window_units(history, actuals, *window, SEED);
        if of_window.is_empty() {
            let said = say!("warning-error-history", year = window.to_string(), before = (window - 1).to_string());
            return Err(Error::invalid("history", said));
        }
        rows.extend(summarise(*window, &of_window));
        units.extend(of_window);
    }
    Ok(Backtest { scores: rows, chances: chances(&units), first_months: Vec::new(), units })
}

fn list(years: &BTreeSet<i64>) -> String {
    years.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}

fn chances(units: &[UnitScore]) -> Vec<ChanceScore> {
    let mut models: Vec<&str> = Vec::new();
    for unit in units {
        if !models.contains(&unit.model) {
            models.push(unit.model);
        }
    }
    let of = |model: &str| units.iter().filter(|u| u.model == model).map(|u| (u.chance_25, u.deaths >= 25.0)).collect::<Vec<_>>();
    models.into_iter().map(|model| chance_score(model, 25, &of(model))).collect()
}

/// Scores chances of at least `threshold` deaths.
pub fn chance_score(model: &str, threshold: i64, chances: &[(f64, bool)]) -> ChanceScore {
    let n = chances.len();
    let mean = |score: fn(f64, bool) -> f64| chances.iter().map(|(p, o)| score(*p, *o)).sum::<f64>() / n as f64;
    let precision = scores::average_precision(chances);
    ChanceScore {
        model: model.to_owned(),
        threshold,
        brier: mean(scores::brier),
        log_score: mean(scores::log_score),
        calibration_error: scores::calibration_error(chances),
        average_precision: precision.is_finite().then_some(precision),
        n,
    }
}

/// How somebody's forecast did.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ForecastScore {
    /// Mean CRPS, in deaths.
    pub crps: f64,
    /// Mean ignorance, in bits.
    pub ign: f64,
    /// Mean interval score of the 90 % interval, in deaths.
    pub mis: f64,
    /// Country-months scored.
    pub n: usize,
    /// Country-months that happened but were not forecast: they are not in the means.
    pub missing: usize,
    /// Country-months that were forecast but are not among the actuals.
    pub unused: usize,
    /// How its chance of at least 25 deaths did.
    pub chance_25: ChanceScore,
}

/// Scores a forecast against what happened.
pub fn score(samples: &Samples, actuals: &[Actual]) -> Result<ForecastScore> {
    let (mut crps, mut ign, mut mis, mut chances) = (0.0, 0.0, 0.0, Vec::new());
    for actual in actuals {
        let Some(draws) = samples.get(&(actual.country, actual.month)) else { continue };
        crps += scores::crps(draws, actual.deaths);
        ign += scores::ignorance(draws, actual.deaths);
        mis += scores::interval_score(draws, actual.deaths);
        chances.push((chance_of(draws, 25.0), actual.deaths >= 25.0));
    }
    let n = chances.len();
    if n == 0 {
        return Err(Error::invalid("samples", say!("warning-error-nothing-common")));
    }
    let mean = |sum: f64| sum / n as f64;
    let chance_25 = chance_score("forecast", 25, &chances);
    Ok(ForecastScore {
        crps: mean(crps),
        ign: mean(ign),
        mis: mean(mis),
        n,
        missing: actuals.len() - n,
        unused: samples.len().saturating_sub(n),
        chance_25,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files;
    use methods::forecast::month::Month;
    use std::path::Path;

    fn inputs(shared: &Path) -> (Panel, Vec<Actual>) {
        let history = files::series(&shared.join("forecast/cm_ged_sb_history_to_2021-12.csv")).unwrap();
        let panel = Panel::from_cells(history.rows.into_iter().map(|c| (c.country_id, c.month, c.deaths)));
        let actuals =
            (2018..=2021).flat_map(|y| files::actuals(&shared.join(format!("forecast/actuals/cm_actuals_{y}.csv"))).unwrap().rows);
        (panel, actuals.collect())
    }

    #[test]
    fn the_published_benchmark_scores_are_ours_and_the_method_is_better() {
        let Some(shared) = platform::testing::shared_data() else { return };
        let (panel, actuals) = inputs(&shared);
        let found = run(&panel, &actuals, &[], &|_, _, _| Ok(())).unwrap();
        let of = |model: &str, window: i64| found.scores.iter().find(|s| s.model == model && s.window == window).unwrap();
        let published = std::fs::read_to_string(shared.join("forecast/benchmarks/benchmark_scores.csv")).unwrap();
        let published = |model: &str, window: i64, metric: &str| {
            let start = format!("{model},{window},{metric},");
            published.lines().find_map(|l| l.strip_prefix(&start)).unwrap().parse::<f64>().unwrap()
        };
        let mut mis = (0.0, 0.0);
        for window in 2018..=2021 {
            let (zero, own, method) = (of("zero", window), of("conflictology", window), of("method", window));
            // The published conflictology of 2018 and 2019 rests on an earlier data release.
            let exact = if window >= 2020 { vec![("bm_zero", zero), ("bm_conflictology", own)] } else { vec![("bm_zero", zero)] };
            for (name, score) in exact {
                for (metric, value) in [("crps", score.crps), ("ign", score.ign), ("mis", score.mis)] {
                    assert!((value - published(name, window, metric)).abs() < 0.0005, "{name} {window} {metric}: {value}");
                }
            }
            assert!(method.crps < published("bm_conflictology", window, "crps").min(own.crps), "{method:?}");
            assert!(method.ign <= 0.9 * published("bm_conflictology", window, "ign"), "{method:?}");
            mis = (mis.0 + method.mis, mis.1 + published("bm_conflictology", window, "mis"));
        }
        assert!(mis.0 <= mis.1);
        let (first, others) = found.chances.split_first().unwrap();
        assert!(first.model == "method" && first.calibration_error <= 0.02, "{first:?}");
        assert!(others.iter().all(|o| o.average_precision < first.average_precision), "{:?}", found.chances);
        conflictology_agrees_by_unit(&shared, &found);
    }

    /// Of each window at most four countries differ: their data were revised in between.
    fn conflictology_agrees_by_unit(shared: &Path, found: &Backtest) {
        for window in 2018..=2021 {
            let text =
                std::fs::read_to_string(shared.join(format!("forecast/benchmarks/conflictology_{window}_crps_by_unit.csv"))).unwrap();
            let mut differing = BTreeSet::new();
            for line in text.lines().skip(1) {
                let parts: Vec<&str> = line.split(',').collect();
                let (month, country, value): (i64, i64, f64) =
                    (parts[0].parse().unwrap(), parts[1].parse().unwrap(), parts[2].parse().unwrap());
                let unit =
                    found.units.iter().find(|u| u.model == "conflictology" && u.month == Month(month) && u.country == country).unwrap();
                if (unit.crps - value).abs() >= 0.0005 {
                    differing.insert(country);
                }
            }
            let revised = [(2018, 4), (2019, 2), (2020, 0), (2021, 0)].into_iter().find(|(y, _)| *y == window).unwrap().1;
            assert_eq!(differing.len(), revised, "{window}: {differing:?}");
        }
    }
}
