//! How well first months were foreseen, beside three forecasts that any method must beat.

use super::first::{First, HORIZONS, NEIGHBOURS, SINCE_DEATH, Signals};
use super::logit::Logit;
use super::month::Month;
use super::panel::Panel;
use super::scores::{average_precision, brier, calibration_error};
use serde::{Deserialize, Serialize};

/// Who forecasts: the method, the share of such countries so far, the months since the last
/// death, the neighbours' deaths.
pub const FORECASTERS: [&str; 4] = ["method", "share_so_far", "months_since", "neighbours"];
/// Months of data before the first year that is scored.
const MEMORY_MONTHS: i64 = 120;
const RIDGE: f64 = 1.0;

/// How one forecaster's chances of a first month within a horizon did.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FirstScore {
    /// Months ahead within which it may come: 3, 6 or 12.
    pub within_months: usize,
    /// Who forecast, as in [`FORECASTERS`].
    pub model: String,
    /// Area under the precision–recall curve, 0..1; none where it never came.
    pub average_precision: Option<f64>,
    /// Mean squared distance to what happened, 0..1.
    pub brier: f64,
    /// Expected calibration error, 0..1.
    pub calibration_error: f64,
    /// Quiet countries and months of which the outcome is known.
    pub n: usize,
    /// Of these: a first month came.
    pub came: usize,
    /// First and last month from which it was forecast.
    pub span: [Month; 2],
}

/// Forecasts every month of the years `from` to `until`, as far as the outcome is known and
/// ten years of data lie behind, by what was learned from the months known at the end of the
/// year before. Empty where nothing can be scored.
pub fn scores(panel: &Panel, borders: &[Vec<usize>], from: i64, until: i64) -> Vec<FirstScore> {
    let signals = Signals::of(panel, borders);
    let from = from.max(panel.first().plus(MEMORY_MONTHS - 1).year() + 1);
    let place_of = |month: Month| usize::try_from(month.0 - panel.first().0).ok().filter(|at| *at < panel.months());
    let mut told: [[Vec<(f64, bool)>; 4]; 3] = Default::default();
    let mut span: [Option<[Month; 2]>; 3] = [None; 3];
    for year in from..=until {
        let Some(now) = place_of(Month::of(year - 1, 12)) else { continue };
        let first = First::learn(&signals, now);
        let baselines = HORIZONS.map(|horizon| Baselines::learn(&signals, now, horizon));
        let months = (0..=11).map(|m| now + m).filter(|at| *at < panel.months());
        for (at, place) in months.flat_map(|at| (0..panel.countries().len()).map(move |place| (at, place))) {
            if !signals.is_quiet(place, at) {
                continue;
            }
            let Some(signs) = signals.signs(place, at) else { continue };
            let chances = first.chances(&signs).chances;
            for (h, horizon) in HORIZONS.into_iter().enumerate() {
                let Some(came) = signals.came(place, at, horizon) else { continue };
                let [share, since, next] = baselines[h].chances(&signs);
                for (told, chance) in told[h].iter_mut().zip([chances[h], share, since, next]) {
                    told.push((chance, came));
                }
                let month = panel.first().plus(at as i64);
                span[h] = Some([span[h].map_or(month, |s| s[0]), month]);
            }
        }
    }
    let rows = told.iter().zip(HORIZONS).zip(span).filter_map(|((told, horizon), span)| span.map(|span| (told, horizon, span)));
    rows.flat_map(|(told, horizon, span)| told.iter().zip(FORECASTERS).map(move |(told, model)| score(told, horizon, model, span)))
        .collect()
}

fn score(told: &[(f64, bool)], within_months: usize, model: &str, span: [Month; 2]) -> FirstScore {
    let precision = average_precision(told);
    FirstScore {
        within_months,
        model: model.to_owned(),
        average_precision: precision.is_finite().then_some(precision),
        brier: told.iter().map(|(chance, came)| brier(*chance, *came)).sum::<f64>() / told.len() as f64,
        calibration_error: calibration_error(told),
        n: told.len(),
        came: told.iter().filter(|t| t.1).count(),
        span,
    }
}

/// What must be beaten: a share, and two regressions on one thing each.
struct Baselines {
    since: Logit,
    next: Logit,
}

fn since(signs: &[f64]) -> Vec<f64> {
    vec![signs[SINCE_DEATH]]
}

fn next(signs: &[f64]) -> Vec<f64> {
    NEIGHBOURS.map(|at| signs[at]).to_vec()
}

impl Baselines {
    fn learn(signals: &Signals<'_>, now: usize, horizon: usize) -> Baselines {
        let (signs, came) = signals.lessons(now, horizon);
        let of = |pick: fn(&[f64]) -> Vec<f64>| Logit::learn(&signs.iter().map(|s| pick(s)).collect::<Vec<_>>(), &came, RIDGE);
        Baselines { since: of(since), next: of(next) }
    }

    fn chances(&self, signs: &[f64]) -> [f64; 3] {
        [self.since.usual(), self.since.chance(&since(signs)), self.next.chance(&next(signs))]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_horizon_has_the_method_and_three_baselines_on_the_same_cases() {
        let deaths = |c: i64, m: i64| if (m + 13 * c) % 50 < 3 { 40.0 } else { 0.0 };
        let panel = Panel::from_cells((0..12).flat_map(move |c| (121..=300).map(move |m| (c, Month(m), deaths(c, m)))));
        let borders = vec![Vec::new(); 12];
        let found = scores(&panel, &borders, 1995, 2010);
        assert_eq!(found.len(), 12);
        for rows in found.chunks(4) {
            assert!(rows.iter().all(|r| (r.n, r.came, r.within_months) == (rows[0].n, rows[0].came, rows[0].within_months)));
            assert_eq!(rows.iter().map(|r| r.model.as_str()).collect::<Vec<_>>(), FORECASTERS);
            // Ten years of data lie behind the first month that is forecast from.
            assert_eq!(rows[0].span[0], Month::of(1999, 12));
            assert_eq!(rows[0].span[1].0, 300 - rows[0].within_months as i64);
            assert!(rows[0].average_precision > rows[1].average_precision, "{rows:?}");
        }
        assert!(scores(&panel, &borders, 2020, 2021).is_empty());
    }
}
